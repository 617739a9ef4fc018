"""HTML of pages as sound XHTML: what a book can't use is left out, links lead elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from selfcheck.exchange.typeset.tree import Element, tree

Markup = str
"""XHTML without a root: well formed, and without scripts, styles and controls."""

_VOID = {"br", "hr", "img"}
_KEPT = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "div", "dl",
    "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "li", "ol", "p", "pre", "q", "s", "section", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": ("href", "id"), "img": ("src", "alt"), "ol": ("start",),
    "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan", "scope"),
}  # fmt: skip
_LEFT_OUT = {"button", "input", "link", "noscript", "script", "select", "style", "textarea"}
_LEFT_OUT_CLASSES = {"headerlink", "selfcheck-callout", "sc-tools", "skip-link"}
_DIVISIONS = {"aside", "article", "details", "fieldset", "footer", "header", "main", "nav"}


def rewritten(html: str, link: Callable[[str], str | None]) -> Markup:
    """HTML as XHTML, with other links.

    Args:
        html: any HTML; what does not close is closed.
        link: where an `href` leads instead; None leaves the words alone.
    """
    return "".join(_nodes(tree(html).children, link))


def headings(markup: Markup) -> Iterator[tuple[str, str]]:
    """The headings of the second level that have an id: id and words."""
    for element in _all(tree(markup)):
        if element.tag == "h2" and element.attributes.get("id"):
            yield element.attributes["id"], " ".join(element.text().split())


def ids_of(markup: Markup) -> set[str]:
    """Every id in it."""
    return {each.attributes["id"] for each in _all(tree(markup)) if "id" in each.attributes}


def _all(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            yield child
            yield from _all(child)


def _nodes(nodes: list[Element | str], link: Callable[[str], str | None]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield escape(_sound(node), quote=False)
        elif not _dropped(node):
            yield _element(node, link)


def _sound(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)


def _dropped(element: Element) -> bool:
    classes = set(element.attributes.get("class", "").split())
    return element.tag in _LEFT_OUT or bool(classes & _LEFT_OUT_CLASSES)


def _element(element: Element, link: Callable[[str], str | None]) -> str:
    inner = "".join(_nodes(element.children, link))
    tag = element.tag
    if tag in _DIVISIONS or (tag not in _KEPT and "-" in tag):
        tag = "div"
    elif tag == "legend" or tag == "summary":
        tag = "p"
    elif tag not in _KEPT:
        return inner
    attributes = {
        name: element.attributes[name]
        for name in ("id", "lang", "dir", *_ATTRIBUTES.get(tag, ()))
        if element.attributes.get(name) or (name == "alt" and tag == "img")
    }
    if "class" in element.attributes and tag in ("div", "p", "figure", "section", "blockquote"):
        attributes["class"] = element.attributes["class"]
    if tag == "a":
        target = link(attributes.get("href", ""))
        if target is None:
            return f'<span id="{attributes["id"]}">{inner}</span>' if "id" in attributes else inner
        attributes["href"] = target
    if tag == "dl":
        inner = re.sub(r"</?div[^>]*>", "", inner)
    written = "".join(f' {name}="{escape(_sound(each))}"' for name, each in attributes.items())
    return f"<{tag}{written}/>" if tag in _VOID else f"<{tag}{written}>{inner}</{tag}>"
