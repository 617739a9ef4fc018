"""Pair two columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from selfcheck.diagnostics import Place, Problem
from selfcheck.entry import Entry, Line, Text
from selfcheck.kinds.question import Question, duplicate_entries, repeated


class Pair(Entry):
    """An entry of the left column and the one of the right that belongs to it."""

    left: Text
    """What is given. Markdown."""
    right: Line
    """What belongs to it. Two pairs may share one. Plain text."""
    feedback: Text
    """Why they belong together. Markdown."""


class Matching(Question):
    """The reader gives each entry of the left column its partner from the right.

    Share: the part of the left entries that have the right partner.
    """

    type: Literal["matching"]
    """Pair the entries of two columns."""
    columns: Annotated[list[Line], Field(min_length=2, max_length=2)] | None = None
    """Headings of the left and of the right column."""
    pairs: Annotated[list[Pair], Field(min_length=2, max_length=12)]
    """The pairs. The right column is shown in a mixed order."""
    distractors: Annotated[list[Line], Field(max_length=6)] = []
    """Entries of the right column that belong to nothing."""

    @property
    def responses(self) -> list[str]:
        """The right column in the author's order, each entry once."""
        return list(dict.fromkeys([pair.right for pair in self.pairs] + self.distractors))

    def problems(self) -> Iterator[Problem]:
        yield from duplicate_entries("pairs", "left", self.pairs)
        if len(self.responses) < 2:
            yield Problem(
                "no-wrong-option",
                "there is one partner only, so nothing is left to decide",
                "add a pair with another partner, or a distractor",
                ("pairs",),
                on_key=True,
            )
        taken = len(self.pairs)
        for first, later in repeated([*(pair.right for pair in self.pairs), *self.distractors]):
            if later >= taken:
                yield Problem(
                    "duplicate-entry",
                    "this distractor is the right partner of a pair"
                    if first < taken
                    else "this distractor stands twice",
                    "change it, or delete it",
                    ("distractors", later - taken),
                )

    def texts(self) -> Iterator[tuple[Place, str]]:
        yield from super().texts()
        for position, pair in enumerate(self.pairs):
            yield ("pairs", position, "left"), pair.left
            yield ("pairs", position, "feedback"), pair.feedback
