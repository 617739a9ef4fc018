"""XML from strangers, with the names of QTI 2 whatever version it is of.

QTI 3 is QTI 2 under other names (`qti-simple-choice` is `simpleChoice`), so that one
reader serves both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element, ParseError

from selfcheck.exchange.foreign_html import markdown
from selfcheck.exchange.format import UnreadableInputError
from selfcheck.exchange.libraries import library
from selfcheck.exchange.qti.xml import HTML

MAX_DEPTH = 200
"""Elements within elements; a real item is far below it."""

FEEDBACK = frozenset({"feedbackInline", "feedbackBlock", "modalFeedback"})
# Of the XHTML that items may hold, what our own never have.
_MORE_HTML = frozenset(
    """b i u s dl dt dd h1 h2 h3 h4 h5 h6 hr small big tt samp kbd var dfn del ins caption
    tfoot figure figcaption section article""".split()  # noqa: SIM905 - a list of words reads best as one
)
_PICTURES = frozenset({"img", "object", "audio", "video", "math", "svg", "picture"})
_GAP = re.compile("\ue000([0-9]+)\ue001")


def parse(content: bytes) -> Element:
    """A document, its names turned into those of QTI 2, without namespaces.

    Raises:
        UnreadableInputError: it is not XML, defines entities, or nests too deep.
    """
    reader = library("defusedxml.ElementTree")
    forbidden = library("defusedxml.common").DefusedXmlException
    try:
        root: Element = reader.fromstring(content)
    except (ParseError, ValueError, LookupError) as error:
        if isinstance(error, forbidden):
            raise UnreadableInputError("this XML defines entities; it is refused") from None
        raise UnreadableInputError(f"this is not sound XML: {error}") from None
    _measure(root)
    for node in root.iter():
        _rename(node)
    return root


def _measure(root: Element) -> None:
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in node]
        if not level:
            return
    raise UnreadableInputError(f"this XML has elements within elements, more than {MAX_DEPTH} deep")


def _rename(node: Element) -> None:
    name = _local(node.tag)
    node.tag = _camel(name[4:]) if name.startswith("qti-") else name
    attributes = {_local(key): value for key, value in node.attrib.items()}
    node.attrib.clear()
    node.attrib.update(
        {
            (key if key.startswith(("data-", "aria-")) else _camel(key)): value
            for key, value in attributes.items()
        }
    )


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _camel(name: str) -> str:
    return re.sub(r"-([a-z0-9])", lambda found: found[1].upper(), name)


def has_class(node: Element, name: str) -> bool:
    """Whether an element has this class among its own."""
    return name in node.get("class", "").split()


def first(node: Element, name: str) -> Element | None:
    """The first element below with this class."""
    return next((each for each in node.iter() if has_class(each, name)), None)


def plain(node: Element | None) -> str:
    """All text of an element on one line, without feedback."""
    return " ".join("".join(_words(node)).split()) if node is not None else ""


def text(
    node: Element | None,
    *,
    without: frozenset[str] = FEEDBACK,
    gaps: dict[str, str] | None = None,
) -> str:
    """What an element holds, as Markdown.

    Args:
        node: the element; nothing gives an empty text.
        without: names of elements to leave out; so are those of the class `selfcheck-verdict`.
        gaps: names of gaps by the response (or the gap) that they belong to.
    """
    if node is None:
        return ""
    names = list((gaps or {}).items())
    places = {response: f"\ue000{at}\ue001" for at, (response, _) in enumerate(names)}
    html = "".join(_html(node, without, places))
    return _GAP.sub(lambda found: f"{{{names[int(found[1])][1]}}}", markdown(html)).strip()


def pictures(node: Element) -> bool:
    """Whether an element holds what is no text."""
    return any(each.tag in _PICTURES for each in node.iter())


def _words(node: Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag not in FEEDBACK:
            yield from _words(child)
        yield child.tail or ""


def _html(node: Element, without: frozenset[str], places: dict[str, str]) -> Iterator[str]:
    yield _escaped(node.text)
    for child in node:
        place = places.get(child.get("responseIdentifier") or child.get("identifier") or "")
        if place and (child.tag.endswith("Interaction") or child.tag == "gap"):
            yield place
        elif child.tag not in without and not has_class(child, "selfcheck-verdict"):
            yield from _marked(child, without, places)
        yield _escaped(child.tail)


def _marked(node: Element, without: frozenset[str], places: dict[str, str]) -> Iterator[str]:
    inside = _html(node, without, places)
    if node.tag == "br":
        yield "<br>"
    elif node.tag in HTML or node.tag in _MORE_HTML:
        href = f' href="{escape(node.get("href", ""))}"' if node.tag == "a" else ""
        yield f"<{node.tag}{href}>"
        yield from inside
        yield f"</{node.tag}>"
    elif node.tag not in _PICTURES:
        yield from inside


def _escaped(words: str | None) -> str:
    return escape(re.sub("[\ue000\ue001]", "", words or ""), quote=False)
