"""Quiz text: Markdown from strangers to HTML that can do no harm.

The list of extensions is our own and fixed, whatever the site uses: with the
site's, a glossary appended to every page would leak into every question. HTML
in the text is shown, not obeyed, and nh3 cleans what Markdown makes of the rest.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

import nh3
from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from selfcheck.book import Book
from selfcheck.pages.addresses import ROOT, Addresses
from selfcheck.pages.marks import MarksExtension
from selfcheck.pages.messages import Messages

# No mark of Markdown, no quotation mark or dash to be mended: nothing to convert.
_PLAIN = re.compile(r"[A-Za-z“‘(][\w ,;:?!()“”‘’–—…%/]*(?:[.\-][\w ,;:?!()“”‘’–—…%/]+)*\.?\Z")
_EXTENSIONS = ("sane_lists", "smarty", "tables")
# A text of ordinary length with a hundred links stays far below it.
_LONGEST_WAY = 300_000
_TAGS = set(
    """p br em strong code pre ul ol li blockquote a abbr sub sup del q cite
    table thead tbody tr th td""".split()  # noqa: SIM905 - a list of words reads best as one
)


class TextRenderer:
    """Renders a text once, however often it is asked for, if that takes any time."""

    def __init__(self, book: Book, addresses: Addresses, messages: Messages | None = None) -> None:
        self._rendered: dict[str, Markup] = {}
        self._book, self._addresses = book, addresses
        self._messages = messages or Messages()
        self._markdown = self._new_markdown()

    def _new_markdown(self) -> Markdown:
        return Markdown(
            extensions=[
                *_EXTENSIONS,
                MarksExtension(self._book, self._addresses, self._messages, list_references=False),
                _QuizText(self._addresses),
            ],
            output_format="html",
        )

    def block(self, text: str) -> Markup:
        """A text as paragraphs, lists and what else Markdown has."""
        # Most texts of a bank are plain and stand there once: kept, they would fill the memory.
        if "_" not in text and _PLAIN.match(text):
            return Markup(f"<p>{escape(text, quote=False)}</p>")
        rendered = self._rendered.get(text)
        if rendered is None:
            rendered = self._rendered[text] = Markup(self._render(text))
        return rendered

    def inline(self, text: str) -> Markup:
        """A text for a place that holds no paragraphs; several are joined by line breaks."""
        html = str(self.block(text))
        if html.startswith("<p>") and html.count("<p>") == html.count("</p>"):
            inner = html.removeprefix("<p>").removesuffix("</p>")
            if "<ul>" not in inner and "<ol>" not in inner and "<pre>" not in inner:
                return Markup(re.sub(r"</p>\s*<p>", "<br>", inner))
        return Markup(html)

    def _render(self, text: str) -> str:
        if _way_through_brackets(text) > _LONGEST_WAY:
            return _as_typed(text)
        try:
            html = self._markdown.reset().convert(text)
        except RecursionError:
            # Lists in lists in lists: the engine is left in the midst of them.
            self._markdown = self._new_markdown()
            return _as_typed(text)
        return nh3.clean(
            html,
            tags=_TAGS,
            attributes={"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}},
            allowed_classes={"a": {"citation", "term"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener",
        )


def _way_through_brackets(text: str) -> int:
    """How many characters Python-Markdown will walk in search of closing brackets."""
    way = 0
    for opening, closing in ("[]", "()"):
        opened: list[int] = []
        for found in re.finditer(rf"[\{opening}\{closing}]", text):
            if found[0] == opening:
                opened.append(found.start())
            elif opened:
                way += found.start() - opened.pop()
        way += sum(len(text) - start for start in opened)
    return way


def _as_typed(text: str) -> str:
    """A text whose Markdown can't be followed, as paragraphs of plain text."""
    paragraphs = re.split(r"\n\s*\n", text)
    return "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)


class _QuizText(Extension):
    """No raw HTML, no headings or pictures, and links to pages by the path of their file."""

    def __init__(self, addresses: Addresses) -> None:
        super().__init__()
        self._addresses = addresses

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        for block in ("hashheader", "setextheader"):
            md.parser.blockprocessors.deregister(block)
        for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(pattern)
        md.treeprocessors.register(_Links(self._addresses), "selfcheck-links", 1)


class _Links(Treeprocessor):
    def __init__(self, addresses: Addresses) -> None:
        super().__init__()
        self._addresses = addresses

    def run(self, root: Element) -> Any:
        for link in root.iter("a"):
            href = link.get("href", "")
            if re.match(r"[\w./-]+\.md(#[\w-]*)?\Z", href) and ".." not in href:
                link.set("href", self._addresses.anywhere(href.lstrip("/")))
            elif not re.match(rf"(https?:|mailto:|#|{ROOT})", href):
                link.attrib.pop("href", None)
