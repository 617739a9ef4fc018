"""The glossary as data: each term is defined once."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from selfcheck.entry import Entry, Line, Slug


class Term(Entry):
    """A word of the trade, and what it means."""

    id: Slug
    term: Line
    also: Annotated[list[Line], Field(max_length=10)] = []
    """Other words for the same."""
    definition: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)
    ]
    """Two or three plain sentences."""
    see: Annotated[str, StringConstraints(pattern=r"^[\w/-]+\.md(?:#[\w-]+)?$")] | None = None
    """The chapter that says most about it."""
    sources: list[Slug] = []
