"""Answer somebody's words in one's own, then compare: deliberate practice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from selfcheck.diagnostics import Place, Problem
from selfcheck.entry import Entry, Line, Text
from selfcheck.kinds.question import Question, duplicate_entries


class Exemplar(Entry):
    """A reply to compare with."""

    text: Text
    """The reply. Markdown."""
    strength: Literal["strong", "weaker"]
    """Whether it does what the criteria ask, or sounds well and does not."""
    comment: Text
    """Why it works, or why it is the weaker one and what is good in it. Markdown."""


class Variation(Entry):
    """The same person, with words that are easier or harder to answer."""

    line: Text
    """What is said. Markdown."""


class Practice(Question):
    """The reader answers a line aloud or in writing, compares, and tries again.

    The manner is deliberate practice: rehearse a reply, hold it against criteria
    that one can observe, and repeat at the edge of one's ability (Rousmaniere,
    Goodyear, Miller & Wampold, 2017, *The Cycle of Excellence*).

    Share: none. The reader judges, with the criteria and the exemplars at hand.
    """

    type: Literal["practice"]
    """Answer a line in one's own words, then compare."""
    speaker: Line
    """Who says the line. Plain text."""
    line: Text
    """What is said. Markdown."""
    criteria: Annotated[list[Text], Field(min_length=2, max_length=8)]
    """What can be seen or heard in a good reply, one thing each. Markdown."""
    exemplars: Annotated[list[Exemplar], Field(min_length=2, max_length=5)]
    """Replies to compare with, at least one `strong` and one `weaker`."""
    easier: Variation | None = None
    """A line for readers who found this one too hard."""
    harder: Variation | None = None
    """A line for readers who found this one too easy."""
    scored: ClassVar[bool] = False
    shared: ClassVar[tuple[str, ...]] = ("writing",)

    def problems(self) -> Iterator[Problem]:
        yield from duplicate_entries("exemplars", "text", self.exemplars)
        for strength in ("strong", "weaker"):
            if not any(each.strength == strength for each in self.exemplars):
                yield Problem(
                    "missing-exemplar",
                    f"no exemplar is '{strength}'",
                    "readers learn from the difference: give one of each",
                    ("exemplars",),
                    on_key=True,
                )

    def texts(self) -> Iterator[tuple[Place, str]]:
        yield from super().texts()
        yield ("line",), self.line
        for name in ("easier", "harder"):
            if variation := getattr(self, name):
                yield (name, "line"), variation.line
        for position, criterion in enumerate(self.criteria):
            yield ("criteria", position), criterion
        for position, exemplar in enumerate(self.exemplars):
            yield ("exemplars", position, "text"), exemplar.text
            yield ("exemplars", position, "comment"), exemplar.comment
