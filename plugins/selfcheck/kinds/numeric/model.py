"""Estimate a figure, and see where the evidence lies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from selfcheck.diagnostics import Place, Problem
from selfcheck.entry import Entry, Line, Slug, Text
from selfcheck.kinds.question import Question


class Distances(Entry):
    """What to say to an estimate that is close, too low, or too high."""

    close: Text
    """For an estimate within the tolerance. Markdown."""
    low: Text
    """For an estimate that is too low. Markdown."""
    high: Text
    """For an estimate that is too high. Markdown."""


class Numeric(Question):
    """The reader estimates a number.

    Share: 1 within the tolerance, 0 from `zero-at` on, and in a straight line
    between the two; distances are absolute, in the answer's unit.
    """

    type: Literal["numeric"]
    """Estimate a number."""
    answer: int | float | None = None
    """The number. Give this, or `figure`."""
    figure: Slug | None = None
    """The id of a figure in the book's data whose value is the number."""
    unit: Line | None = None
    """Shown behind the number: `%`, `people`. Plain text."""
    min: int | float
    """The lowest number that can be given."""
    max: int | float
    """The highest number that can be given."""
    tolerance: int | float
    """An estimate no further away than this counts in full."""
    zero_at: int | float
    """An estimate this far away, or further, counts for nothing."""
    feedback: Distances
    """What to say to an estimate that is `close`, `low` or `high`."""

    def problems(self) -> Iterator[Problem]:
        if (self.answer is None) == (self.figure is None):
            yield Problem(
                "answer-or-figure",
                "a numeric question needs either 'answer' or 'figure'",
                "keep one of them: the number itself, or the id of a figure",
                ("answer",) if self.answer is not None else (),
                on_key=True,
            )
        if self.min >= self.max:
            yield Problem("bad-range", "'max' must be greater than 'min'", "swap them?", ("max",))
        elif self.answer is not None and not self.min <= self.answer <= self.max:
            yield Problem(
                "bad-range",
                "the answer lies outside 'min' and 'max'",
                "widen the range: a reader must be able to give the answer",
                ("answer",),
            )
        if self.tolerance < 0 or self.zero_at <= self.tolerance:
            yield Problem(
                "bad-range",
                "'zero-at' must be greater than 'tolerance', and 'tolerance' not below 0",
                "within the tolerance an estimate is right; from zero-at on it is worth nothing",
                ("zero-at",),
            )

    def texts(self) -> Iterator[tuple[Place, str]]:
        yield from super().texts()
        for name in ("close", "low", "high"):
            yield ("feedback", name), getattr(self.feedback, name)

    def figures(self) -> Iterator[tuple[Place, str]]:
        if self.figure:
            yield ("figure",), self.figure
