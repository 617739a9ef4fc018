"""The book's marks as HTML: a Python-Markdown extension for chapters and for quiz text."""

from __future__ import annotations

from html import escape
from re import Match
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from selfcheck.book import Book
from selfcheck.book.references import in_order
from selfcheck.book.syntax import CITATION, FIGURE, NARRATIVE, TERM
from selfcheck.pages.addresses import Addresses
from selfcheck.pages.figures import figure_part
from selfcheck.pages.messages import Messages

# An engine that mends relative links does so at 0, and would not know these: they
# become links when it is done.
_AFTER_THE_SITES_LINKS = -1
_LINK = "selfcheck-link"

# Above escapes (180), as a term in a table holds one, and links (160); below code (190).
_PRIORITY = 185


class MarksExtension(Extension):
    """Citations, glossary terms and figures.

    Args:
        book: the data that the marks name. An unknown id is left as it was typed;
            reading the project has reported it.
        addresses: where the glossary and the list of all references are.
        messages: the words that no author wrote; English if not given.
        list_references: append the references that the text cites, and link to
            them there, rather than on the page of all references.
    """

    def __init__(
        self,
        book: Book,
        addresses: Addresses,
        messages: Messages | None = None,
        *,
        list_references: bool,
    ) -> None:
        super().__init__()
        self.book = book
        self.addresses = addresses
        self.messages = messages or Messages()
        self.list_references = list_references
        self.cited: dict[str, None] = {}

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtension(self)
        for order, (name, pattern, processor) in enumerate(
            (
                ("figure", FIGURE, _FigureMark),
                ("term", TERM, _TermMark),
                ("citation", CITATION, _CitationMark),
                ("narrative", NARRATIVE, _NarrativeMark),
            )
        ):
            md.inlinePatterns.register(
                processor(rf"(?<!\\){pattern}", md, self),
                f"selfcheck-{name}",
                _PRIORITY - order / 10,
            )
        md.treeprocessors.register(_Links(md), "selfcheck-marks", _AFTER_THE_SITES_LINKS)
        if self.list_references:
            # After inline patterns (20), before the table of contents (5).
            md.treeprocessors.register(_ReferenceList(md, self), "selfcheck-references", 15)

    def reset(self) -> None:
        self.cited.clear()

    def cite(self, id: str) -> str:
        """Note that a reference is cited; return where it is listed."""
        self.cited[id] = None
        if self.list_references:
            return f"#ref-{id}"
        return self.addresses.anywhere(f"{self.addresses.references}#ref-{id}")


class _Mark(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, marks: MarksExtension) -> None:
        super().__init__(pattern, md)
        self.marks = marks
        self.book = marks.book


class _FigureMark(_Mark):
    def handleMatch(self, m: Match[str], data: str) -> tuple[Any, Any, Any]:  # type: ignore[override]
        try:
            words = figure_part(self.book.figures[m[1]], m[2] or "short", self.marks.messages)
        except KeyError:
            return None, None, None
        return words, m.start(0), m.end(0)


class _TermMark(_Mark):
    def handleMatch(self, m: Match[str], data: str) -> tuple[Any, Any, Any]:  # type: ignore[override]
        term = self.book.terms.get(m[1])
        if term is None:
            return None, None, None
        link = Element(_LINK, {"class": "term", "title": term.definition})
        link.set(
            "href", self.marks.addresses.anywhere(f"{self.marks.addresses.glossary}#{term.id}")
        )
        link.text = m[2] or term.term
        return link, m.start(0), m.end(0)


class _CitationMark(_Mark):
    def handleMatch(self, m: Match[str], data: str) -> tuple[Any, Any, Any]:  # type: ignore[override]
        ids = [each.strip().lstrip("@") for each in m[1].split(";")]
        if any(id not in self.book.references for id in ids):
            return None, None, None
        span = Element("span", {"class": "citation-group"})
        span.text = "("
        for position, id in enumerate(ids):
            reference = self.book.references[id]
            link = SubElement(span, _LINK, {"class": "citation", "href": self.marks.cite(id)})
            link.text = f"{reference.short_authors}, {reference.cited_year}"
            link.tail = "; " if position < len(ids) - 1 else ")"
        return span, m.start(0), m.end(0)


class _NarrativeMark(_Mark):
    def handleMatch(self, m: Match[str], data: str) -> tuple[Any, Any, Any]:  # type: ignore[override]
        reference = self.book.references.get(m[1])
        if reference is None:
            return None, None, None
        link = Element(_LINK, {"class": "citation", "href": self.marks.cite(m[1])})
        authors = reference.short_authors.replace(" & ", f" {self.marks.messages.text('and')} ")
        link.text = f"{authors} ({reference.cited_year})"
        return link, m.start(0), m.end(0)


class _Links(Treeprocessor):
    def run(self, root: Element) -> None:
        for link in root.iter(_LINK):
            link.tag = "a"


class _ReferenceList(Treeprocessor):
    def __init__(self, md: Markdown, marks: MarksExtension) -> None:
        super().__init__(md)
        self.marks = marks

    def run(self, root: Element) -> None:
        if not self.marks.cited:
            return
        heading = SubElement(root, "h2", {"id": "references"})
        heading.text = self.marks.messages.text("references")
        references = [self.marks.book.references[id] for id in self.marks.cited]
        items = "".join(
            f'<li id="ref-{escape(each.id)}">{each.as_html()}</li>' for each in in_order(references)
        )
        holder = SubElement(root, "div", {"class": "references"})
        holder.text = self.md.htmlStash.store(f"<ul>{items}</ul>")
