"""Pick one option."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from selfcheck.diagnostics import Place, Problem
from selfcheck.kinds.choice import Options, exactly_one_correct
from selfcheck.kinds.question import Question


class SingleChoice(Question):
    """The reader picks one option.

    Share: 1 for the correct option, 0 for any other.
    """

    shared: ClassVar[tuple[str, ...]] = ("choice",)
    type: Literal["single-choice"]
    """Pick one option."""
    options: Options
    """Two or more options, exactly one with `correct: true`. Three are enough."""
    shuffle: bool = True
    """Show the options in a mixed order; false keeps yours (for a natural order, as of numbers)."""

    def problems(self) -> Iterator[Problem]:
        yield from exactly_one_correct("options", self.options)

    def texts(self) -> Iterator[tuple[Place, str]]:
        yield from super().texts()
        for position, option in enumerate(self.options):
            yield ("options", position, "text"), option.text
            yield ("options", position, "feedback"), option.feedback
