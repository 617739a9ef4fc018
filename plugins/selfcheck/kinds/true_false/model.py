"""Judge a statement, and say why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from selfcheck.diagnostics import Place, Problem
from selfcheck.entry import Entry, Text
from selfcheck.kinds.choice import Option, exactly_one_correct
from selfcheck.kinds.question import Question


class Verdicts(Entry):
    """What to say to a reader who answered true, and to one who answered false."""

    when_true: Text = Field(alias="true")
    """For the reader who answered "true". Markdown."""
    when_false: Text = Field(alias="false")
    """For the reader who answered "false". Markdown."""


class TrueFalse(Question):
    """The reader judges whether a statement is true, and may be asked for the reason.

    Share: 1 for the right judgement, 0 for the wrong one. Where a reason is
    asked, the judgement is worth half and the reason the other half; a right
    reason under a wrong judgement is worth nothing.
    """

    shared: ClassVar[tuple[str, ...]] = ("choice",)
    type: Literal["true-false"]
    """Judge whether the prompt, a statement, is true."""
    answer: bool
    """`true` if the statement is true, `false` if it is not."""
    feedback: Verdicts
    """What to say after each judgement: `true: ...` and `false: ...`."""
    because: list[Option] = Field(default=[], min_length=2, max_length=8)
    """Reasons to choose from, exactly one with `correct: true`. It guards against a lucky guess."""
    shuffle: bool = True
    """Show the reasons in a mixed order; false keeps yours."""

    def problems(self) -> Iterator[Problem]:
        if self.because:
            yield from exactly_one_correct("because", self.because)

    def texts(self) -> Iterator[tuple[Place, str]]:
        yield from super().texts()
        yield ("feedback", "true"), self.feedback.when_true
        yield ("feedback", "false"), self.feedback.when_false
        for position, option in enumerate(self.because):
            yield ("because", position, "text"), option.text
            yield ("because", position, "feedback"), option.feedback
