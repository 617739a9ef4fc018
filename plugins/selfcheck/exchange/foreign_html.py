"""Foreign HTML as our Markdown, such that rendering it gives the same words again.

What our Markdown has comes with its marks: paragraphs, line breaks, lists, tables,
quotations, code, emphasis and links. Of everything else the words come, but not of scripts
and style sheets. `pictures` tells what has no words.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape as escape_html
from typing import Any
from urllib.parse import quote

from selfcheck.exchange.libraries import library

_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section
    summary table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905 - a list of words
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARAGRAPHS = (*_HEADINGS, "dt", "dd", "summary", "caption", "figcaption", "center", "address")
_HOLD_BLOCKS = ("[document]", "blockquote", "body", "div", "li", "section", "article", "main")
_PARTS_OF_ITEM = ["p", "div"]
_NO_WORDS = ("script", "style", "head", "template", "title", "meta", "link")
_SEEN = ("img", "audio", "video", "iframe", "object", "embed", "svg", "canvas", "map")

_CLOSED_BY = {
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("td", "th", "tr"),
    "li": ("li",),
    "p": ("p",),
}
"""Elements that need no end: one ends where the next begins."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NO_PICTURE = "\x01"
"""An exclamation mark before a link: it would make a picture of it."""
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_DEEPEST = 60
"""Elements within elements; a page that people made is far below it."""


def markdown(html: str) -> str:
    """Foreign HTML as Markdown; words alone where it is too deep to follow.

    Raises:
        MissingLibraryError: markdownify is not installed.
    """
    soup = _soup(html)
    if _deeper_than(soup, _DEEPEST):
        return from_plain(soup.get_text(" "))
    _tidy(soup)
    return _code_at_the_beginning(str(_converter().convert_soup(soup)).strip("\n")).strip()


def from_plain(text: str) -> str:
    """Plain text as Markdown: its paragraphs and line breaks stay, and no sign is a mark."""
    paragraphs = re.split(
        r"\n[^\S\n]*\n\s*", text.strip().replace("\r\n", "\n").replace("\r", "\n")
    )
    return markdown(
        "".join(
            f"<p>{'<br>'.join(escape_html(line, quote=False) for line in each.split(chr(10)))}</p>"
            for each in paragraphs
        )
    )


def line(html: str) -> str:
    """The words of foreign HTML in one line of plain text."""
    soup = _soup(html)
    for tag in soup.find_all(_NO_WORDS):
        tag.decompose()
    for tag in soup.find_all("img"):
        tag.replace_with(str(tag.get("alt", "")))
    for tag in soup.find_all([*_BLOCKS, "br"]):
        tag.insert_before(" ")
        tag.insert_after(" ")
    return " ".join(str(soup.get_text()).split())


def pictures(html: str) -> list[str]:
    """What of foreign HTML is seen or heard, and so can't come as text: `img cat.png`."""
    found = []
    for tag in _soup(html).find_all(_SEEN):
        source = tag.get("src") or tag.get("data") or ""
        shown = "embedded" if str(source).startswith("data:") else str(source)
        found.append(f"{tag.name} {shown}".strip())
    return found


def _code_at_the_beginning(text: str) -> str:
    """A text of the quiz language loses the spaces before it, and with them a block of code."""
    block = re.match(r"(?: {4}[^\n]*\n?|\n(?= {4}))+", text)
    if not block:
        return text
    lines = [each.strip() for each in block[0].strip("\n").split("\n")]
    spans = "  \n".join(f"`` {each} ``" for each in lines if each)
    return f"{spans}\n\n{text[block.end() :].lstrip()}"


def _soup(html: str) -> Any:
    # With a comment at its end no text looks like an address, of which the library would warn.
    return library("bs4").BeautifulSoup(f"{_CONTROL.sub('', html)}<!---->", "html.parser")


def _deeper_than(soup: Any, depth: int) -> bool:
    level = [soup]
    for _ in range(depth):
        level = [child for each in level for child in each.find_all(True, recursive=False)]
        if not level:
            return False
    return True


def _tidy(soup: Any) -> None:
    """Leave only what Markdown can say, each thing where Markdown can say it."""
    bs4 = library("bs4")
    for comment in soup.find_all(
        string=lambda text: isinstance(text, bs4.element.PreformattedString)
    ):
        comment.extract()
    for tag in soup.find_all(_NO_WORDS):
        tag.decompose()
    for tag in soup.find_all("img"):
        tag.replace_with(str(tag.get("alt", "")))
    for tag in soup.find_all(_HEADINGS):
        tag.wrap(soup.new_tag("p"))
        tag.name = "strong"
    for tag in soup.find_all(_PARAGRAPHS):
        tag.name = "div"
    for tag in soup.find_all(["b", "i", "var", "dfn"]):
        tag.name = "strong" if tag.name == "b" else "em"
    for tag in soup.find_all(["strong", "em", "code", "a"]):
        if tag.find(_BLOCKS) or (tag.name != "code" and tag.find_parent(tag.name)):
            tag.unwrap()
    for tag in soup.find_all(["span", "font", "u", "small", "big", "label", "abbr", "cite", "ins"]):
        tag.unwrap()
    for code in soup.find_all(["code", "kbd", "samp", "pre"]):
        for tag in code.find_all(["a", "em", "strong"]):
            tag.unwrap()
    soup.smooth()
    for tag in soup.find_all("a"):
        before = tag.previous_sibling
        if isinstance(before, bs4.NavigableString) and before.endswith("!"):
            before.replace_with(bs4.NavigableString(f"{before[:-1]}{_NO_PICTURE}"))
    for tag in soup.find_all(list(_CLOSED_BY)):
        while tag.parent is not None and tag.parent.name in _CLOSED_BY[tag.name]:
            tag.parent.insert_after(tag)
    for tag in soup.find_all("li"):
        _plain_item(soup, tag)
    for name in ("strong", "em", "code"):
        _join_neighbours(soup, name)
    for tag in [soup, *soup.find_all(_HOLD_BLOCKS)]:
        if tag.name in ("[document]", "li") or tag.find(_BLOCKS, recursive=False):
            _wrap_loose_words(soup, tag)


def _plain_item(soup: Any, item: Any) -> None:
    """An item holds words, paragraphs and lists alone, and begins with words."""
    for tag in item.find_all(["blockquote", "table", "thead", "tbody", "tfoot"]):
        tag.unwrap()
    for tag in item.find_all(["tr", "pre"]):
        if tag.name == "pre":
            for code in tag.find_all("code"):
                code.unwrap()
            code = tag.wrap(soup.new_tag("code"))
            tag.unwrap()
            tag = code
        tag.wrap(soup.new_tag("p"))
        if tag.name == "tr":
            tag.unwrap()
    for tag in item.find_all(["td", "th"]):
        tag.insert_after(" ")
        tag.unwrap()
    first = next((each for each in item.contents if each.name or str(each).strip()), None)
    if first is not None and first.name in ("ul", "ol"):
        for inner in first.find_all("li", recursive=False):
            item.insert_before(inner)
        first.decompose()
        if not item.get_text().strip():
            item.decompose()


def _join_neighbours(soup: Any, name: str) -> None:
    """`<em>a</em><em>b</em>` is one emphasis: Markdown can't say two that touch."""
    for tag in soup.find_all(name):
        after = tag.next_sibling
        while after is not None and after.name == name:
            for child in list(after.contents):
                tag.append(child)
            after.decompose()
            after = tag.next_sibling


def _wrap_loose_words(soup: Any, holder: Any) -> None:
    """Put words that stand beside blocks into paragraphs, or into `tight` in a tight list."""
    apart = holder.name != "li" or holder.find(_PARTS_OF_ITEM, recursive=False)
    run: list[Any] = []
    for child in [*holder.contents, None]:
        if child is not None and child.name not in _BLOCKS:
            run.append(child)
            continue
        if any(each.name or str(each).strip() for each in run):
            paragraph = soup.new_tag("p" if apart else "tight")
            run[0].insert_before(paragraph)
            for each in run:
                paragraph.append(each)
        run = []


def _escape(text: str) -> str:
    r"""Plain words such that Markdown takes none of their signs for a mark.

    Runs of dashes and full stops would become other signs by "smart" typography; the signs of
    a mark of the book need their first one escaped alone.
    """
    text = re.sub(r"[\\`*\[\]]", r"\\\g<0>", text)
    text = re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", text)
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text)
    text = re.sub(r"<(?=\S)", "&lt;", text)
    text = re.sub(r"-{2,}|\.{3,}", lambda run: "".join(f"\\{each}" for each in run[0]), text)
    text = re.sub(r"@(?=[a-z]+(?:-[a-z]+)*\d{4})", "&#64;", text)
    text = text.replace("]:", "]&#58;")  # a definition of a link, even where `\\` stands before
    text = text.replace(_NO_PICTURE, r"\!")
    return re.sub(rf"\{{({_SLUG})\}}", r"\\{\1\\}", text)


def _guard_lines(text: str) -> str:
    """No line begins like a quotation, an item of a list, or a rule, or is one of a table."""
    text = re.sub(r"\n ", "\n", text)
    text = re.sub(r"^[|: -]+$", lambda found: found[0].replace("|", r"\|"), text, flags=re.M)
    text = re.sub(r"^([>+-])", r"\\\1", text, flags=re.M)
    return re.sub(r"^(\d+)\.(?=\s|$)", r"\1\\.", text, flags=re.M)


class _Ours:
    """How each element is said; markdownify walks the tree.

    Arguments and names are markdownify's. Two spaces at the end of a line break it, an item's
    further lines are indented by four, and so is code: the ways of Python-Markdown.
    """

    def escape(self, text: str, parent_tags: set[str]) -> str:
        escaped = _escape(text)
        return escaped.replace("|", r"\|") if parent_tags & {"td", "th"} else escaped

    def convert_p(self, _el: Any, text: str, parent_tags: set[str]) -> str:
        text = text.strip(" \t\r\n")
        if "_inline" in parent_tags:
            return f" {text} "
        return f"\n\n{_guard_lines(text)}\n\n" if text else ""

    def convert_tight(self, _el: Any, text: str, parent_tags: set[str]) -> str:
        return text if "_inline" in parent_tags else _guard_lines(text.strip(" \t\r\n"))

    def convert_em(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return _emphasis(el, text, "*", "_", parent_tags)

    def convert_strong(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return _emphasis(el, text, "**", "__", parent_tags)

    def convert_del(self, _el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return text

    convert_s = convert_sub = convert_sup = convert_kbd = convert_samp = convert_del
    convert_video = convert_audio = convert_del

    def convert_q(self, _el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return f"“{text}”"

    def convert_hr(self, _el: Any, _text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return "\n\n"

    def convert_br(self, _el: Any, _text: str, parent_tags: set[str]) -> str:
        return " " if "_inline" in parent_tags else "  \n"

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        href = str(el.get("href") or "").strip()
        words = text.strip()
        if not re.match(r"(https?://|mailto:)", href) or not words or "_noformat" in parent_tags:
            return text
        address = quote(href, safe="%/:?#@!$&'+,;=~.-_")
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}[{words}]({address}){after}"

    def convert_pre(self, _el: Any, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return f" {' '.join(text.split())} "
        lines = text.strip("\r\n").replace("\r\n", "\n").expandtabs(4).split("\n")
        return "\n\n" + "\n".join(f"    {each}".rstrip() for each in lines) + "\n\n"

    def convert_list(self, el: Any, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        nested = el.parent is not None and el.parent.name == "li"
        return f"\n{text.rstrip()}\n" if nested else f"\n\n{text.strip()}\n\n"

    convert_ul = convert_ol = convert_list

    def convert_li(self, el: Any, text: str, parent_tags: set[str]) -> str:
        text = text.strip(" \r\n")
        if "_inline" in parent_tags:
            return f" {text} "
        if not text:
            return ""
        marker = "-"
        if el.parent is not None and el.parent.name == "ol":
            start = str(el.parent.get("start", "1"))
            number = (int(start) if start.isdecimal() else 1) + len(el.find_previous_siblings("li"))
            marker = f"{number}."
        indented = re.sub(r"\n(?=[^\n])", "\n    ", text)
        # An empty line makes paragraphs of the items on both of its sides.
        next_one = el.find_next_sibling("li")
        paragraphs = el.find_all(_PARTS_OF_ITEM, recursive=False)
        apart = len(paragraphs) > 1 or (
            paragraphs and next_one and next_one.find(_PARTS_OF_ITEM, recursive=False)
        )
        return f"{marker} {indented}\n" + ("\n" if apart else "")


def _emphasis(el: Any, text: str, stars: str, lines: str, parent_tags: set[str]) -> str:
    """Words within marks; words alone where Markdown would take the marks otherwise.

    Emphasis in emphasis, or at one, is told by underscores, and they can't touch a word.
    """
    words = text.strip()
    if "_noformat" in parent_tags or not words:
        return text
    mark = stars
    before, after = el.previous_sibling, el.next_sibling
    if parent_tags & {"em", "strong"} or (before is not None and before.name in ("em", "strong")):
        touches_before = isinstance(before, str) and re.search(r"\w$", before)
        if touches_before or (isinstance(after, str) and re.search(r"^\w", after)):
            return text
        mark = lines
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{start}{mark}{words}{mark}{end}"


@cache
def _converter() -> Any:
    base = library("markdownify").MarkdownConverter
    converter = type("_Converter", (_Ours, base), {})
    return converter(wrap=True, wrap_width=None, table_infer_header=True)
