"""The marks that text may hold: citations, glossary terms and figures.

[@bordin1979; @beck1979]      a citation in brackets
@bordin1979                   a citation in the sentence
[[alliance]]                  a glossary term; [[alliance|alliances]] in other words
[[=alliance-outcome]]         a figure in short; [[=alliance-outcome:full]] another part of it
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from selfcheck.book.book import Book, unknown_id, unknown_reference
from selfcheck.book.figures import PARTS
from selfcheck.diagnostics import Problem

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
CITATION = rf"\[(@{_ID}(?:;\s*@{_ID})*)\]"
NARRATIVE = r"(?<![\w@/.\[])@([a-z]+(?:-[a-z]+)*\d{4}(?:-[a-z0-9]+)*)"
FIGURE = rf"\[\[=({_ID})(?::([a-z]+))?\]\]"
# In a table the bar is written `\\|`, as tables ask.
TERM = rf"\[\[({_ID})(?:\\?\|([^\]\n]+))?\]\]"

_MARK = re.compile(
    rf"(?P<citation>{CITATION})|(?P<figure>{FIGURE})|(?P<term>{TERM})|(?P<narrative>{NARRATIVE})"
)
_CODE = re.compile(
    r"^(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^(?P=fence)[ \t]*$|\Z)"
    r"|(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark in a text: what it names, and where it stands (an offset in characters)."""

    kind: Literal["reference", "figure", "term"]
    id: str
    part: str
    offset: int


def without_code(text: str) -> str:
    """The text with every code block and code span blanked out, each character in its place."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)


def find_marks(text: str) -> Iterator[Mark]:
    """Every mark of a Markdown text, in order; those in code are none."""
    for found in _MARK.finditer(without_code(text)):
        if found["citation"] or found["narrative"]:
            for reference in re.finditer(rf"@({_ID})", found[0]):
                yield Mark("reference", reference[1], "", found.start() + reference.start())
        elif found["figure"]:
            name, _, part = found[0].strip("[]=").partition(":")
            yield Mark("figure", name, part or "short", found.start())
        else:
            yield Mark(
                "term", found[0].strip("[]").partition("|")[0].rstrip("\\"), "", found.start()
            )


def check_mark(mark: Mark, book: Book) -> Problem | None:
    """What is wrong with a mark, if anything; the problem has no place."""
    if mark.kind == "reference":
        return None if mark.id in book.references else unknown_reference(mark.id, book)
    if mark.kind == "term":
        return None if mark.id in book.terms else unknown_id("term", mark.id, book.terms)
    figure = book.figures.get(mark.id)
    if figure is None:
        return unknown_id("figure", mark.id, book.figures)
    try:
        figure.part(mark.part)
    except KeyError:
        has = [part for part in PARTS if _has(figure, part)]
        return Problem(
            "unknown-part",
            f"the figure '{mark.id}' has no '{mark.part}'",
            f"it has: {', '.join(has)}",
        )
    return None


def _has(figure: object, part: str) -> bool:
    try:
        figure.part(part)  # type: ignore[attr-defined]
    except KeyError:
        return False
    return True
