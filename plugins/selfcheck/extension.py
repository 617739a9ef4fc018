"""Adapter for Python-Markdown: the book's marks, and blocks for a question and a dialogue.

/// question | trust/limits-before-disclosure
///

/// dialogue | Saying how privacy works
Joel: Before you tell me more, can I say how privacy works here?

^ A margin note on the words above it.

Amara: Okay.
///
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from selfcheck.book.pictures import PictureError, read_picture
from selfcheck.diagnostics import report
from selfcheck.exchange.table import as_html as formats_as_html
from selfcheck.pages import PageWriter
from selfcheck.pages.charts import effects_chart
from selfcheck.pages.marks import MarksExtension
from selfcheck.project import Folders, ProjectReader

_TURN = re.compile(r"([^\s:^][^:\n]{0,40}):\s+(.*)", re.DOTALL)


class SelfcheckExtension(Extension):
    """Registers marks and blocks.

    Args:
        writer: writes the questions. Without one, options name the folders and
            the project is read from them:
        docs: the folder of the documentation, `docs`.
        quizzes: the folder of the quizzes, `quizzes`.
        data: the folder of references, figures and glossary, `docs/data`.

    Raises:
        ValueError: the project that the options name has problems; the message is the report.
    """

    def __init__(self, writer: PageWriter | None = None, **options: Any) -> None:
        self.config = {
            "docs": ["docs", "Folder of the documentation"],
            "quizzes": ["quizzes", "Folder of the quizzes"],
            "data": ["docs/data", "Folder of references, figures and glossary"],
        }
        super().__init__(**options)
        self._writer = writer or self._read()

    def _read(self) -> PageWriter:
        docs, quizzes, data = (Path(self.getConfig(key)) for key in ("docs", "quizzes", "data"))
        project = ProjectReader().read(Folders(Path.cwd(), docs, quizzes, data))
        if not project.sound:
            raise ValueError(report(project.diagnostics))
        return PageWriter(project)

    def extendMarkdown(self, md: Markdown) -> None:
        """Add to a Markdown instance what chapters may use."""
        marks = MarksExtension(
            self._writer.project.book,
            self._writer.addresses,
            self._writer.messages,
            list_references=True,
        )
        marks.extendMarkdown(md)
        _Blocks(self._writer).extendMarkdown(md)
        # After inline patterns (20): the headings of columns are text by then.
        md.treeprocessors.register(_ColumnNames(md), "selfcheck-columns", 14)


class _ColumnNames(Treeprocessor):
    """Tells each cell of a table its column, so that a narrow screen can show it as a card."""

    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            names = ["".join(cell.itertext()) for cell in table.iter("th")]
            for row in table.iter("tr"):
                for name, cell in zip(names, row.findall("td"), strict=False):
                    if name.strip():
                        cell.set("data-label", name.strip())


class _Blocks(BlocksExtension):
    def __init__(self, writer: PageWriter) -> None:
        super().__init__()
        self._writer = writer

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        block_mgr.register(_QuestionBlock, {"writer": self._writer})
        block_mgr.register(_DialogueBlock, {})
        block_mgr.register(_EffectsBlock, {"writer": self._writer})
        block_mgr.register(_PictureBlock, {"writer": self._writer})
        block_mgr.register(_FormatsBlock, {"writer": self._writer})
        for listing in (_Glossary, _References, _HelpLines, _Coverage):
            block_mgr.register(listing, {"writer": self._writer})


class _QuestionBlock(Block):
    """A question of a quiz, shown inside a chapter."""

    NAME = "question"
    ARGUMENT = True
    CONFIG = {"writer": [None, "Writes the question"]}

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "embedded-question"})

    def on_end(self, block: Element) -> None:
        writer: PageWriter = self.config["writer"]
        try:
            html = writer.embedded(self.argument)
        except KeyError:
            html = _problem(f"There is no question '{self.argument}'.")
        block.text = self.md.htmlStash.store(html)


def _problem(words: str) -> str:
    # Reading the project has reported it; a build stops there, and a preview shows this.
    return f"<p><strong>{escape(words)}</strong></p>"


class _Listing(Block):
    """One of the book's lists, where a page asks for it."""

    ARGUMENT = False
    CONFIG = {"writer": [None, "Writes the list"]}

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "listing"})

    def on_end(self, block: Element) -> None:
        block.text = self.md.htmlStash.store(self.config["writer"].listing(self.NAME))


class _Glossary(_Listing):
    NAME = "glossary"


class _References(_Listing):
    NAME = "references"


class _HelpLines(_Listing):
    NAME = "help-lines"


class _Coverage(_Listing):
    NAME = "coverage"


class _EffectsBlock(Block):
    """Figures on one axis: their ids stand in the block, one a line."""

    NAME = "effects"
    ARGUMENT = True
    CONFIG = {"writer": [None, "Knows the figures"]}

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "listing"})

    def on_end(self, block: Element) -> None:
        known = self.config["writer"].project.book.figures
        ids = " ".join(block.itertext()).split()
        for each in list(block):
            block.remove(each)
        try:
            messages = self.config["writer"].messages
            chart = effects_chart([known[id] for id in ids], self.argument, messages)
        except KeyError as unknown:
            chart = _problem(f"There is no figure {unknown}.")
        block.text = self.md.htmlStash.store(chart)


class _PictureBlock(Block):
    """An SVG of the folder of pictures, with a caption: the text of the block."""

    NAME = "picture"
    ARGUMENT = True
    CONFIG = {"writer": [None, "Knows the project"]}

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "listing"})

    def on_end(self, block: Element) -> None:
        caption = escape(" ".join(" ".join(block.itertext()).split()))
        for each in list(block):
            block.remove(each)
        folder = self.config["writer"].project.folders.docs / "pictures"
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        try:
            svg = read_picture(folder / self.argument, folder)
            html = f'<figure class="picture">{svg}{below}</figure>'
        except PictureError as error:
            html = _problem(f"{error}.")
        block.text = self.md.htmlStash.store(html)


class _FormatsBlock(Block):
    """The foreign formats, and which kinds of question each carries."""

    NAME = "formats"
    CONFIG = {"writer": [None, "Tells the language"]}

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "formats"})

    def on_end(self, block: Element) -> None:
        writer: PageWriter = self.config["writer"]
        block.text = self.md.htmlStash.store(formats_as_html(writer.messages))


class _DialogueBlock(Block):
    """A conversation in turns, with notes in the margin."""

    NAME = "dialogue"
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "figure", {"class": "dialogue"})

    def on_end(self, block: Element) -> None:
        paragraphs = list(block)
        for each in paragraphs:
            block.remove(each)
        if self.argument:
            SubElement(block, "figcaption").text = self.argument
        speakers: list[str] = []
        turn: Element | None = None
        for paragraph in paragraphs:
            words = (paragraph.text or "").strip()
            if words == "client first":
                speakers.append("")
            elif words.startswith("^") and turn is not None:
                note = SubElement(turn, "aside", {"class": "margin-note"})
                SubElement(note, "p").text = words[1:].strip()
            elif said := _TURN.fullmatch(words):
                turn = _turn(block, speakers, said[1], said[2])
            else:
                block.append(paragraph)


def _turn(block: Element, speakers: list[str], speaker: str, words: str) -> Element:
    # The therapist has the first place; `client first` keeps it free.
    if speaker not in speakers:
        if speakers == [""]:
            speakers.append(speaker)
        elif "" in speakers:
            speakers[speakers.index("")] = speaker
        else:
            speakers.append(speaker)
    turn = SubElement(block, "div", {"class": f"turn turn-{speakers.index(speaker) + 1}"})
    speech = SubElement(turn, "p", {"class": "speech"})
    name = SubElement(speech, "b", {"class": "speaker"})
    name.text = speaker
    name.tail = f" {words}"
    return turn


def makeExtension(**options: Any) -> SelfcheckExtension:
    """What Python-Markdown calls."""
    return SelfcheckExtension(**options)
