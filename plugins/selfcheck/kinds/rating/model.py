"""Rate statements, and get a profile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from selfcheck.diagnostics import Place, Problem
from selfcheck.entry import Entry, Line, Slug, Text
from selfcheck.kinds.question import Question, duplicate_entries


class Scale(Entry):
    """The steps on which every statement is rated, from 1."""

    min_label: Line
    """What the lowest step means. Plain text."""
    max_label: Line
    """What the highest step means. Plain text."""
    points: Annotated[int, Field(ge=3, le=7)] = 5
    """How many steps there are."""


class Statement(Entry):
    """Something to be rated, and the side of the profile that it belongs to."""

    text: Text
    """What is rated. Markdown."""
    dimension: Slug
    """The id of its dimension."""
    reverse: bool = False
    """`reverse: true` where a high rating counts as a low one."""


class Band(Entry):
    """What to say to a mean up to a limit."""

    up_to: int | float
    """The highest mean that this band holds."""
    text: Text
    """What such a mean may say. Markdown."""


class Dimension(Entry):
    """One side of the profile."""

    id: Slug
    """Statements name it."""
    name: Line
    """How it is called. Plain text."""
    bands: Annotated[list[Band], Field(min_length=1, max_length=7)]
    """Words for each part of the scale, from low to high."""


class Rating(Question):
    """The reader rates statements and gets a profile, with words for each side of it.

    Share: none. The profile holds the mean of each dimension's ratings.
    """

    type: Literal["rating"]
    """Rate statements on a scale, and get a profile."""
    scale: Scale
    """The steps of the scale."""
    statements: Annotated[list[Statement], Field(min_length=2, max_length=40)]
    """The statements, in the order in which they are shown."""
    dimensions: Annotated[list[Dimension], Field(min_length=1, max_length=10)]
    """The sides of the profile."""
    scored: ClassVar[bool] = False

    def problems(self) -> Iterator[Problem]:
        yield from duplicate_entries("statements", "text", self.statements)
        yield from duplicate_entries("dimensions", "id", self.dimensions)
        known = [dimension.id for dimension in self.dimensions]
        for position, statement in enumerate(self.statements):
            if statement.dimension not in known:
                yield Problem(
                    "unknown-dimension",
                    f"there is no dimension '{statement.dimension}'",
                    f"the dimensions are: {', '.join(known)}",
                    ("statements", position, "dimension"),
                )
        for position, dimension in enumerate(self.dimensions):
            at = ("dimensions", position)
            if not any(each.dimension == dimension.id for each in self.statements):
                yield Problem(
                    "empty-dimension",
                    f"no statement belongs to '{dimension.id}'",
                    "give it a statement, or delete it",
                    (*at, "id"),
                )
            limits = [band.up_to for band in dimension.bands]
            if limits != sorted(set(limits)) or limits[-1] < self.scale.points:
                yield Problem(
                    "bad-bands",
                    "the bands must rise, and the last one must reach the end of the scale",
                    f"give the last band `up-to: {self.scale.points}`",
                    (*at, "bands"),
                )

    def texts(self) -> Iterator[tuple[Place, str]]:
        yield from super().texts()
        for position, statement in enumerate(self.statements):
            yield ("statements", position, "text"), statement.text
        for position, dimension in enumerate(self.dimensions):
            for number, band in enumerate(dimension.bands):
                yield ("dimensions", position, "bands", number, "text"), band.text
