"""Put steps in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from selfcheck.diagnostics import Place, Problem
from selfcheck.entry import Entry, Text
from selfcheck.kinds.question import Question, duplicate_entries


class Step(Entry):
    """One step of a sequence."""

    text: Text
    """What happens or is done. Markdown."""
    feedback: Text
    """Why it stands here. Markdown."""


class Ordering(Question):
    """The reader puts steps in order.

    Share: of all pairs of steps, those in the right order less those in the
    wrong one, divided by all, and never below 0. This is Kendall's rank
    correlation (Kendall, 1938, Biometrika 30): a random order is worth 0 on
    average, one swap of neighbours costs little, and the reverse is worth 0.
    """

    type: Literal["ordering"]
    """Put steps in order."""
    steps: Annotated[list[Step], Field(min_length=2, max_length=12)]
    """The steps in the right order. They are shown in a mixed one."""

    def problems(self) -> Iterator[Problem]:
        yield from duplicate_entries("steps", "text", self.steps)

    def texts(self) -> Iterator[tuple[Place, str]]:
        yield from super().texts()
        for position, step in enumerate(self.steps):
            yield ("steps", position, "text"), step.text
            yield ("steps", position, "feedback"), step.feedback
