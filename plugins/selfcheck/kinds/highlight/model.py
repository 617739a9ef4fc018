"""Mark the turns of a transcript that show something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from selfcheck.diagnostics import Place, Problem
from selfcheck.entry import Entry, Line, Text
from selfcheck.kinds.question import Question


class Turn(Entry):
    """What one person says, and whether it is to be marked."""

    speaker: Line
    """Who speaks. Plain text."""
    text: Text
    """What is said. Markdown."""
    target: bool = False
    """`target: true` on the turns that are to be marked; leave it out on the others."""
    feedback: Text | None = None
    """Why it is to be marked, or why not. A turn that is to be marked needs it. Markdown."""


class Highlight(Question):
    """The reader marks the turns of a transcript that show what the prompt asks for.

    Share: the part of the right turns that were marked, less the part of the
    others that were; never below 0. Marking every turn gets nothing.
    """

    shared: ClassVar[tuple[str, ...]] = ("choice",)
    type: Literal["highlight"]
    """Mark the turns of a transcript that show something."""
    turns: Annotated[list[Turn], Field(min_length=3, max_length=40)]
    """The transcript, in the order in which it was spoken."""

    def problems(self) -> Iterator[Problem]:
        targets = sum(turn.target for turn in self.turns)
        if not targets:
            yield Problem(
                "no-correct-option",
                "no turn is to be marked",
                "put `target: true` on the turns that show what you ask for",
                ("turns",),
                on_key=True,
            )
        if targets == len(self.turns):
            yield Problem(
                "no-wrong-option",
                "every turn is to be marked, so nothing is left to decide",
                "leave `target: true` out where a turn does not show it",
                ("turns",),
                on_key=True,
            )
        for position, turn in enumerate(self.turns):
            if turn.target and not turn.feedback:
                yield Problem(
                    "missing-key",
                    "this turn is to be marked and has no feedback",
                    "add `feedback:` and say what shows it",
                    ("turns", position),
                )

    def texts(self) -> Iterator[tuple[Place, str]]:
        yield from super().texts()
        for position, turn in enumerate(self.turns):
            yield ("turns", position, "text"), turn.text
            if turn.feedback:
                yield ("turns", position, "feedback"), turn.feedback
