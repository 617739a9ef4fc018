"""Pick all options that apply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from selfcheck.diagnostics import Place, Problem
from selfcheck.kinds.choice import Options, no_correct_option
from selfcheck.kinds.question import Question, duplicate_entries


class MultipleChoice(Question):
    """The reader picks all options that apply.

    Share: the part of the correct options that was picked, less the part of
    the wrong options that was picked, and never below 0. To tick everything,
    or nothing, is worth 0. (This is Youden's J: Youden, 1950, Cancer 3(1).)
    """

    shared: ClassVar[tuple[str, ...]] = ("choice",)
    type: Literal["multiple-choice"]
    """Pick all options that apply."""
    options: Options
    """Two or more options, at least one with `correct: true` and at least one without."""
    shuffle: bool = True
    """Show the options in a mixed order; false keeps yours."""

    def problems(self) -> Iterator[Problem]:
        correct = sum(option.correct for option in self.options)
        if not correct:
            yield no_correct_option("options")
        elif correct == len(self.options):
            yield Problem(
                "no-wrong-option",
                "every option is correct, so to tick everything is right",
                "add an option that does not apply, or drop a `correct: true`",
                ("options",),
                on_key=True,
            )
        yield from duplicate_entries("options", "text", self.options)

    def texts(self) -> Iterator[tuple[Place, str]]:
        yield from super().texts()
        for position, option in enumerate(self.options):
            yield ("options", position, "text"), option.text
            yield ("options", position, "feedback"), option.feedback
