"""HTML as Typst code.

Written for what quizzes and chapters hold: paragraphs, lists, tables, quotations, figures,
definitions and headings. An element that is not known gives its content; scripts, styles
and controls give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from selfcheck.exchange.typeset.literal import Code, call, literal
from selfcheck.exchange.typeset.tree import BLOCKS, Element, tree

_INLINE = {
    "em": "emph",
    "i": "emph",
    "cite": "emph",
    "dfn": "emph",
    "strong": "strong",
    "b": "strong",
    "sub": "sub",
    "sup": "super",
    "del": "strike",
    "s": "strike",
}
_NOTHING = frozenset(
    """button embed head iframe input link meta noscript object script select style
    svg template textarea title""".split()  # noqa: SIM905 - a list of words reads best as one
)
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]+\Z")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_EMPTY = "[]"
_BREAK = "linebreak()"

Linker = Callable[[str], str | None]


def html_to_typst(
    html: str,
    *,
    level: int = 1,
    pictures: Mapping[str, str] | None = None,
    link: Linker | None = None,
    labels: Collection[str] = (),
    slots: Mapping[str, str] | None = None,
) -> str:
    """HTML as one expression of Typst code.

    Args:
        html: any HTML; what does not close is closed.
        level: the level that `<h1>` gets. No heading is more than one level below the
            one before it, as PDF/UA asks.
        pictures: the path of a file for the compiler, by the `src` of an `<img>`. A
            picture that is missing here gives its alternative text.
        link: where an `href` leads: an address, `#` and a label, or None for words alone.
            Without it, addresses with `https:`, `http:` and `mailto:` are kept.
        labels: ids of elements that become labels, so that `#id` can lead there.
            Each must stand in the document once.
        slots: Typst code by the name of a `<slot>` that it fills.
    """
    converter = _Converter(level, pictures or {}, link or _outward, frozenset(labels), slots or {})
    return converter.blocks(tree(html).children)


def _outward(href: str) -> str | None:
    return href if _ADDRESS.match(href) else None


class _Converter:
    def __init__(
        self,
        level: int,
        pictures: Mapping[str, str],
        link: Linker,
        labels: frozenset[str],
        slots: Mapping[str, str],
    ) -> None:
        self._level, self._last = level, level - 1
        self._pictures, self._link, self._labels, self._slots = pictures, link, labels, slots

    def blocks(self, nodes: Iterable[Element | str]) -> str:
        """Blocks one below the other; words between them are paragraphs without spacing."""
        pieces: list[str] = []
        line: list[Element | str] = []
        for node in (*nodes, None):
            if node is not None and not _is_block(node):
                line.append(node)
                continue
            if words := self._line(line):
                pieces.append(words)
            line = []
            if isinstance(node, Element):
                pieces.append(self._block(node))
        return _joined([piece for piece in pieces if piece != _EMPTY], "; parbreak(); ")

    def _block(self, element: Element) -> str:
        return self._labelled(element, self._unlabelled(element))

    def _labelled(self, element: Element, made: str) -> str:
        id = element.attributes.get("id", "")
        if id not in self._labels:
            return made
        if not made.startswith("heading("):
            # A label needs something to hold on to, and a list of pieces is nothing.
            made = f"block(width: 100%, {made})" if element.tag in BLOCKS else f"box({made})"
        return f"[#{made}#label({literal(id)})]"

    def _unlabelled(self, element: Element) -> str:
        match element.tag:
            case "p":
                if _holds_blocks(element):  # Typst would drop them from a paragraph
                    return self.blocks(element.children)
                words = self._line(element.children)
                if not words:
                    return _EMPTY
                # Strong words alone head what follows: they don't end a page.
                if len(element.children) == len(element.elements("strong")) == 1:
                    return f"block(sticky: true, par({words}))"
                return f"par({words})"
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                return self._heading(element)
            case "ul":
                return self._list("list", element)
            case "ol":
                start = element.attributes.get("start", "1")
                number = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
                return self._list("enum", element, start=number)
            case "dl":
                return self._definitions(element)
            case "blockquote":
                return call("quote", Code(self.blocks(element.children)), block=True)
            case "pre":
                return call("raw", element.text().rstrip("\n"), block=True)
            case "table":
                return self._table(element)
            case "figure":
                return self._figure(element)
            case "hr":
                return "line(length: 30%, stroke: 0.5pt)"
            case "summary":
                return f"par(strong({self._line(element.children) or _EMPTY}))"
        return self.blocks(element.children)

    def _heading(self, element: Element) -> str:
        wanted = self._level - 1 + int(element.tag[1])
        self._last = max(min(wanted, self._last + 1), 1)
        inner = [element.text()] if _holds_blocks(element) else element.children
        words = self._line(inner)
        return call("heading", Code(words), level=self._last) if words else _EMPTY

    def _list(self, function: str, element: Element, **named: object) -> str:
        items = [
            Code(self._labelled(item, self.blocks(item.children)))
            for item in element.elements("li")
        ]
        return call(function, *items, **named) if items else _EMPTY

    def _definitions(self, element: Element) -> str:
        items: list[tuple[str, list[str]]] = []
        for child in _flat(element, "dt", "dd"):
            if child.tag == "dt":
                words = Element("span", child.attributes)
                items.append((self._labelled(words, self._line(child.children) or _EMPTY), []))
            elif items:
                items[-1][1].append(self.blocks(child.children))
        return call(
            "terms",
            *(
                Code(call("terms.item", Code(term), Code(_joined(said, "; parbreak(); "))))
                for term, said in items
            ),
        )

    def _table(self, element: Element) -> str:
        rows = [row.elements("td", "th") for row in _flat(element, "tr")]
        rows = [row for row in rows if row]
        if not rows:
            return _EMPTY
        columns = max(sum(_span(cell, "colspan") for cell in row) for row in rows)
        cells: list[Code] = []
        for number, row in enumerate(rows):
            made = [Code(self._cell(cell)) for cell in row]
            made += [Code(_EMPTY)] * (columns - sum(_span(cell, "colspan") for cell in row))
            heads = number == 0 and all(cell.tag == "th" for cell in row)
            cells += [Code(call("table.header", *made))] if heads else made
        table = call("table", *cells, columns=columns)
        caption = element.elements("caption")
        if not caption:
            return table
        words = Code(self._line(caption[0].children) or _EMPTY)
        return call("figure", Code(table), caption=words, kind=Code("table"), supplement=None)

    def _cell(self, cell: Element) -> str:
        content = self.blocks(cell.children)
        if cell.tag == "th":
            content = f"strong({content})"
        if (span := _span(cell, "colspan")) > 1:
            return call("table.cell", Code(content), colspan=span)
        return content

    def _figure(self, element: Element) -> str:
        caption = element.elements("figcaption")
        rest = [each for each in element.children if each not in caption]
        body = Code(self.blocks(rest))
        if not caption:
            return call("block", body)
        words = Code(self.blocks(caption[0].children))
        if not _holds_picture(element):
            # A conversation, say: to be read, and not centred as a picture is.
            return _joined([f"par(strong({words.source}))", body.source], "; parbreak(); ")
        return call("figure", body, caption=words, kind="figure", supplement=None)

    def _line(self, nodes: Iterable[Element | str]) -> str:
        """Words on one line, or nothing if there are none; spaces at its ends are dropped."""
        pieces = self._inline(nodes)
        while pieces and pieces[0] in ('" "', _BREAK):
            pieces.pop(0)
        while pieces and pieces[-1] in ('" "', _BREAK):
            pieces.pop()
        if not pieces:
            return ""
        if pieces[0].startswith('" '):
            pieces[0] = '"' + pieces[0][2:]
        if pieces[-1].startswith('"') and pieces[-1].endswith(' "'):
            pieces[-1] = pieces[-1][:-2] + '"'
        return _joined(pieces, "; ")

    def _inline(self, nodes: Iterable[Element | str]) -> list[str]:
        pieces: list[str] = []
        for node in nodes:
            if isinstance(node, str):
                words = _SPACES.sub(" ", node)
                if pieces and pieces[-1] == _BREAK:
                    words = words.lstrip(" ")
                if words:
                    pieces.append(literal(words))
            elif made := self._word(node):
                pieces.append(self._labelled(node, made))
        return pieces

    def _word(self, element: Element) -> str:
        match element.tag:
            case tag if tag in _NOTHING:
                return ""
            case "br":
                return _BREAK
            case "img":
                return self._picture(element)
            case "slot":
                return self._slots.get(element.attributes.get("name", ""), "")
            case "code" | "kbd" | "samp":
                return call("raw", _SPACES.sub(" ", element.text()))
            case "q":
                inner = _joined(self._inline(element.children), "; ")
                return f'{{ "“"; {inner}; "”" }}'
        if _holds_blocks(element):
            return self.blocks(element.children)
        pieces = self._inline(element.children)
        inner = _joined(pieces, "; ")
        if not pieces:
            return ""
        if element.tag == "a":
            return self._linked(element.attributes.get("href", ""), inner)
        function = _INLINE.get(element.tag)
        return f"{function}({inner})" if function else inner

    def _linked(self, href: str, inner: str) -> str:
        target = self._link(href) if href else None
        if not target:
            return inner
        if target.startswith("#"):
            label = target[1:]
            known = label in self._labels
            return f"link(label({literal(label)}), {inner})" if known else inner
        return call("link", target, Code(inner))

    def _picture(self, element: Element) -> str:
        words = element.attributes.get("alt", "").strip()
        path = self._pictures.get(element.attributes.get("src", ""))
        if path is None:
            return literal(words) if words else ""
        if not words:
            return f"pdf.artifact(box({call('image', path)}))"
        return f"box({call('image', path, alt=words)})"


def _is_block(node: Element | str) -> bool:
    if isinstance(node, str):
        return False
    return node.tag in BLOCKS or node.tag == "summary"


def _holds_blocks(element: Element) -> bool:
    return any(
        _is_block(child) or _holds_blocks(child)
        for child in element.children
        if isinstance(child, Element)
    )


def _holds_picture(element: Element) -> bool:
    return any(
        isinstance(child, Element) and (child.tag == "img" or _holds_picture(child))
        for child in element.children
    )


def _flat(element: Element, *tags: str) -> list[Element]:
    """The elements with these names, a group (`<tbody>`, `<div>`) further in or not."""
    found: list[Element] = []
    for child in element.children:
        if isinstance(child, Element):
            if child.tag in tags:
                found.append(child)
            elif child.tag in ("thead", "tbody", "tfoot", "div"):
                found += _flat(child, *tags)
    return found


def _span(cell: Element, name: str) -> int:
    value = cell.attributes.get(name, "1")
    return int(value) if re.fullmatch(r"[1-9]\d?", value) else 1


def _joined(pieces: list[str], by: str) -> str:
    if not pieces:
        return _EMPTY
    return pieces[0] if len(pieces) == 1 else f"{{ {by.join(pieces)} }}"
