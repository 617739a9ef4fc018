"""Options to choose from, shared by the kinds that offer them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from selfcheck.diagnostics import Problem
from selfcheck.entry import Entry, Text
from selfcheck.kinds.question import duplicate_entries


class Option(Entry):
    """One thing that the reader can choose."""

    text: Text
    """What the reader can choose. Markdown."""
    correct: bool = False
    """`correct: true` on the right one; leave it out on the others."""
    feedback: Text
    """Why this choice is right or wrong. The page writes the verdict before it. Markdown."""


Options = Annotated[list[Option], Field(min_length=2, max_length=12)]


def exactly_one_correct(key: str, options: Sequence[Option]) -> Iterator[Problem]:
    """Problems of a list of which one option, and no more, must be correct."""
    correct = [position for position, option in enumerate(options) if option.correct]
    if not correct:
        yield no_correct_option(key)
    for position in correct[1:]:
        yield Problem(
            "several-correct-options",
            f"a second option is correct; entry {correct[0] + 1} of '{key}' is already",
            "leave `correct: true` on one, or use `type: multiple-choice`",
            (key, position, "correct"),
        )
    yield from duplicate_entries(key, "text", options)


def no_correct_option(key: str) -> Problem:
    """The problem that no option of the list `key` is correct."""
    return Problem(
        "no-correct-option",
        f"none of the '{key}' is correct",
        "mark one with `correct: true`",
        (key,),
        on_key=True,
    )
