"""HTML as a tree, from the parser of the standard library."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = frozenset(
    """address article aside blockquote dd details div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead
    tr ul""".split()  # noqa: SIM905 - a list of words reads best as one
)
_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905
)
_SAME = {"li": "li", "dt": "dt dd", "dd": "dt dd", "tr": "tr", "td": "td th", "th": "td th"}
"""What an element ends that follows one of these without their end tag."""
_WITHIN = {"li": "ul ol", "dt": "dl", "dd": "dl", "tr": "table", "td": "tr", "th": "tr"}
_DEEPEST = 14
"""Elements further in are read as if they stood at this depth: Typst nests no deeper than 64
of its own, and makes up to four of one."""


@dataclass
class Element:
    """An element: its name and attributes, and what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self, *tags: str) -> list[Element]:
        """The children with one of these names."""
        return [each for each in self.children if isinstance(each, Element) and each.tag in tags]

    def text(self) -> str:
        """All words in it."""
        return "".join(each if isinstance(each, str) else each.text() for each in self.children)


def tree(html: str) -> Element:
    """The root of a tree; what the HTML does not close is closed at the end."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS and self._open[-1].tag == "p":
            self._open.pop()
        self._close_same(tag)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _close_same(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in _SAME.get(tag, "").split():
                del self._open[at:]
                return
            if self._open[at].tag in _WITHIN.get(tag, "").split():
                return
