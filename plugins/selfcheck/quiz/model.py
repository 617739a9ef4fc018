"""A quiz: what one YAML file says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field, StringConstraints

from selfcheck.entry import Entry, Line, Text
from selfcheck.kinds import all_kinds
from selfcheck.kinds.question import Question

if TYPE_CHECKING:
    AnyQuestion = Question
else:
    AnyQuestion = Annotated[
        Union[tuple(kind.model for kind in all_kinds().values())],  # noqa: UP007
        Field(discriminator="type"),
    ]


class Quiz(Entry):
    """A self-check: a title and its questions."""

    title: Line
    """The title of the self-check. Plain text."""
    description: Line | None = None
    """One sentence for the list of all self-checks. Plain text."""
    chapter: Annotated[str, StringConstraints(pattern=r"^[\w-]+(?:/[\w-]+)*\.md$")] | None = None
    """The chapter that this self-check belongs to, from the folder of the documentation."""
    introduction: Text | None = None
    """Shown before the first question. Markdown."""
    certainty: bool = False
    """Ask before each answer how sure the reader is, and show at the end how well that fits."""
    questions: Annotated[list[AnyQuestion], Field(min_length=1, max_length=1000)]
    """The questions, in the order in which they are asked."""
