"""Sort statements into groups."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import Field

from selfcheck.diagnostics import Place, Problem
from selfcheck.entry import Entry, Line, Text
from selfcheck.kinds.question import Question, duplicate_entries, repeated


class Item(Entry):
    """A statement, and the group that it belongs to."""

    text: Text
    """What is to be sorted. Markdown."""
    group: Line
    """The group that it belongs to, written as under `groups`."""
    feedback: Text
    """Why it belongs there. Markdown."""


class Categorizing(Question):
    """The reader sorts statements into groups.

    Share: the part of the statements that are in the right group, less what
    putting all of them into the largest group would get; never below 0.
    """

    type: Literal["categorizing"]
    """Sort statements into groups."""
    groups: Annotated[list[Line], Field(min_length=2, max_length=6)]
    """The names of the groups, in the order in which they are shown. Plain text."""
    items: Annotated[list[Item], Field(min_length=2, max_length=20)]
    """The statements. They are shown in a mixed order."""

    def problems(self) -> Iterator[Problem]:
        yield from duplicate_entries("items", "text", self.items)
        for _, later in repeated(self.groups):
            yield Problem(
                "duplicate-entry", "this group stands twice", "delete it", ("groups", later)
            )
        for position, item in enumerate(self.items):
            if item.group not in self.groups:
                near = get_close_matches(item.group, self.groups, n=1)
                yield Problem(
                    "unknown-group",
                    f"there is no group '{item.group}'",
                    f"did you mean '{near[0]}'?"
                    if near
                    else f"the groups are: {', '.join(self.groups)}",
                    ("items", position, "group"),
                )
        if len({item.group for item in self.items}) == 1:
            yield Problem(
                "no-wrong-option",
                "all statements belong to one group, so nothing is left to decide",
                "add a statement that belongs to another group",
                ("items",),
                on_key=True,
            )

    def texts(self) -> Iterator[tuple[Place, str]]:
        yield from super().texts()
        for position, item in enumerate(self.items):
            yield ("items", position, "text"), item.text
            yield ("items", position, "feedback"), item.feedback
