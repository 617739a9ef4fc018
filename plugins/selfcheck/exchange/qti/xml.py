"""XML as QTI wants it: elements built in one line, and clean HTML as elements.

The HTML is what `Texts` and `reductions` give. Of it, QTI 2.1 lacks `del` and most
attributes, and lets a quotation hold paragraphs alone
(https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html, section 6).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

Node = Element | str
"""What stands in an element: another one, or text."""

INLINE = frozenset(["a", "abbr", "br", "cite", "code", "em", "q", "span", "strong", "sub", "sup"])
BLOCKS = frozenset(
    ["blockquote", "div", "li", "ol", "p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul"]
)
HTML = INLINE | BLOCKS
"""Elements that have the same name in every dialect."""

# XML 1.0, section 2.2: what is no character of a document, escaped or not.
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VOID = frozenset({"br", "hr", "img", "wbr"})


def element(
    name: str, attributes: dict[str, str] | None = None, *children: Node | Iterable[Node]
) -> Element:
    """An element with its content; characters that XML can't hold are left out."""
    made = Element(name, {key: clean(value) for key, value in (attributes or {}).items()})
    for child in children:
        append(made, [child] if isinstance(child, (str, Element)) else child)
    return made


def append(parent: Element, children: Iterable[Node]) -> None:
    """Put nodes at the end of an element."""
    for child in children:
        if not isinstance(child, str):
            parent.append(child)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + clean(child)
        else:
            parent.text = (parent.text or "") + clean(child)


def clean(text: str) -> str:
    """Text without the characters that XML can't hold."""
    return _NO_CHARACTER.sub("", text)


def nodes(html: str, gap: Callable[[str], list[Node]] | None = None) -> list[Node]:
    """Clean HTML as nodes.

    Args:
        html: balanced HTML with the tags of quiz texts.
        gap: what to make of each piece of text; the text itself if not given.
    """
    builder = _Builder(gap or (lambda text: [text]))
    builder.feed(html)
    builder.close()
    root = builder.root
    found: list[Node] = [root.text] if root.text else []
    for child in list(root):
        tail, child.tail = child.tail, None
        found.append(child)
        if tail:
            found.append(tail)
    return found


def blocks(html: str, gap: Callable[[str], list[Node]] | None = None) -> list[Element]:
    """Clean HTML as blocks: what stands loose becomes a paragraph."""
    return list(_in_blocks(nodes(html, gap)))


def inline(html: str) -> list[Node] | None:
    """Clean HTML as nodes that fit into a line; nothing if it has blocks."""
    found = nodes(html)
    if len(found) == 1 and isinstance(found[0], Element) and found[0].tag == "p":
        paragraph = found[0]
        found = [paragraph.text] if paragraph.text else []
        for child in paragraph:
            tail, child.tail = child.tail, None
            found += [child, tail] if tail else [child]
    flat = all(
        isinstance(node, str) or not any(each.tag in BLOCKS for each in node.iter())
        for node in found
    )
    return found if flat else None


def _in_blocks(content: Iterable[Node]) -> Iterable[Element]:
    loose: list[Node] = []
    for node in content:
        if isinstance(node, Element) and node.tag in BLOCKS:
            if _says(loose):
                yield element("p", None, loose)
            loose = []
            yield node
        else:
            loose.append(node)
    if _says(loose):
        yield element("p", None, loose)


def _says(content: list[Node]) -> bool:
    return any(isinstance(node, Element) or node.strip() for node in content)


class _Builder(HTMLParser):
    def __init__(self, gap: Callable[[str], list[Node]]) -> None:
        super().__init__(convert_charrefs=True)
        self._gap = gap
        self.root = Element("div")
        self._open = [self.root]
        self._tags = ["div"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        href = given.get("href") if tag == "a" else None
        name = tag if tag in HTML and (tag != "a" or href) else "span"
        made = element(name, {"href": href} if href else None)
        self._open[-1].append(made)
        if tag not in _VOID:
            self._open.append(made)
            self._tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._tags[-1] == tag:
            self._tags.pop()
            closed = self._open.pop()
            if tag == "blockquote":
                _only_blocks(closed)

    def handle_data(self, data: str) -> None:
        append(self._open[-1], self._gap(data))


def _only_blocks(quotation: Element) -> None:
    content: list[Node] = [quotation.text] if quotation.text else []
    for child in list(quotation):
        tail, child.tail = child.tail, None
        content += [child, tail] if tail else [child]
        quotation.remove(child)
    quotation.text = None
    quotation.extend(_in_blocks(content))
