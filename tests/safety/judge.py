"""Whether a page could run something, or ask another host for something."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# What templates and cleaned Markdown write; whatever else there is came from a quiz.
TAGS = set(
    """a abbr b blockquote br button cite code details div em fieldset h2 h3 input label legend li
    link ol option p pre q section select span strong sub summary sup table tbody td textarea th
    thead tr ul del self-check""".split()  # noqa: SIM905 - a list of words reads best as one
)
_HREF = re.compile(r"(?:https?://|mailto:|#|(?![\w+.-]*:)(?!//)[\w.-])[^\s\\]*\Z")


class _Judge(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS and not re.fullmatch(r"selfcheck-[a-z-]+", tag):
            self.faults.append(f"<{tag}>")
        for name, value in attributes:
            if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
                self.faults.append(f"attribute {name!r} of <{tag}>")
            if name.startswith("on") or name in ("style", "srcdoc", "src", "action", "formaction"):
                self.faults.append(f"{name} of <{tag}>")
            if name == "href" and not _HREF.match(value or ""):
                self.faults.append(f"href {value!r}")
            if tag == "link" and name == "href" and not (value or "").startswith("../"):
                self.faults.append(f"style from {value!r}")
            if name == "data-scripts" and not re.fullmatch(r"[a-z -]*", value or ""):
                self.faults.append(f"scripts {value!r}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data!r}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"declaration {decl!r}")

    unknown_decl = handle_decl
    handle_pi = handle_decl


def faults(html: str) -> list[str]:
    """What in a piece of HTML is not ours, and could do harm."""
    judge = _Judge()
    judge.feed(html)
    judge.close()
    return judge.faults
