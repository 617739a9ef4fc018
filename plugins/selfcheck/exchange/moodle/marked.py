"""Parts of a question that Moodle has no place for, put into its texts and found there again.

They are told to the reader in words, within an element whose class names the part. Moodle
shows them as any other text; a question that comes back from there gets them back.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from selfcheck.exchange.foreign_html import line
from selfcheck.exchange.libraries import library
from selfcheck.exchange.texts import Texts
from selfcheck.kinds.numeric.model import Numeric

_PREFIX = "selfcheck-"
_MARK = f'class="{_PREFIX}'


class Marked:
    """HTML from Moodle, from which marked parts are taken one by one."""

    def __init__(self, html: str) -> None:
        # Without a mark in it, HTML stays as it is, to the letter.
        self._html = html
        self._soup: Any = (
            library("bs4").BeautifulSoup(html, "html.parser") if _MARK in html else None
        )

    @property
    def html(self) -> str:
        """What was not taken."""
        return self._html if self._soup is None else str(self._soup)

    def take(self, part: str) -> str | None:
        """The HTML within the element of a part, which goes; None if there is none."""
        found = self._find(part)
        return None if found is None else str(found.extract().decode_contents())

    def take_items(self, part: str) -> list[str]:
        """The HTML of each entry of a list that tells a part."""
        found = self._find(part)
        if found is None:
            return []
        entries = found.extract().find_all("li", recursive=False)
        return [str(each.decode_contents()) for each in entries]

    def take_words(self, part: str, within: str) -> list[str]:
        """The words of each element `within` the element of a part."""
        found = self._find(part)
        if found is None:
            return []
        return [line(str(each)) for each in found.extract().find_all(within)]

    def replace(self, part: str, text: str) -> int:
        """Put a text in the place of every element of a part; tells how many there were."""
        found = [] if self._soup is None else self._soup.find_all(class_=_PREFIX + part)
        for each in found:
            each.replace_with(text)
        return len(found)

    def _find(self, part: str) -> Any:
        return None if self._soup is None else self._soup.find(class_=_PREFIX + part)


def element(tag: str, part: str, html: str) -> str:
    """An element that holds a part."""
    return f'<{tag} class="{_PREFIX}{part}">{html}</{tag}>'


def content_note(note: str, texts: Texts) -> str:
    """The warning before a question."""
    words = f"{texts.word('content-note')}</strong> <span>{escape(note, quote=False)}</span>"
    return element("p", "note", f"<strong>{words}")


def number_range(question: Numeric, texts: Texts) -> str:
    """Between which numbers an estimate lies, and in which unit."""
    ends = {
        "min": texts.messages.number(question.min),
        "max": texts.messages.number(question.max),
    }
    if not question.unit:
        return element("p", "range", texts.word("your-estimate", **ends))
    unit = f"<b>{escape(question.unit, quote=False)}</b>"
    return element("p", "range", texts.word("your-estimate-in", unit=unit, **ends))


def columns(names: Sequence[str], texts: Texts) -> str:
    """The headings of two columns."""
    left, right = (f"<strong>{escape(name, quote=False)}</strong>" for name in names)
    return element("p", "columns", f"{left} {texts.word('arrow')} {right}")


def groups(names: Sequence[str]) -> str:
    """The groups that statements are sorted into, in their order."""
    return element(
        "ul", "groups", "".join(f"<li>{escape(name, quote=False)}</li>" for name in names)
    )


def feedback_list(entries: Sequence[tuple[str, str]]) -> str:
    """Feedback on each entry of a question that Moodle gives one feedback alone.

    Args:
        entries: of each entry its words as plain text, and the feedback as HTML.
    """
    return element(
        "ul",
        "feedback",
        "".join(
            f"<li><p><strong>{escape(words, quote=False)}</strong></p>{feedback}</li>"
            for words, feedback in entries
        ),
    )


def feedback_of(entry: str) -> str:
    """The feedback in an entry of such a list."""
    soup = library("bs4").BeautifulSoup(entry, "html.parser")
    if soup.p is not None:
        soup.p.extract()
    return str(soup)
