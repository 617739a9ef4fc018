"""What every kind of question shares: its keys, its texts, and how it reports problems."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from selfcheck.diagnostics import Place, Problem
from selfcheck.entry import Entry, Line, Slug, Text


class Question(Entry):
    """The keys that every kind of question has."""

    id: Slug
    """A short name in kebab-case, unique in this file. Readers' progress hangs on it: keep it."""
    type: str
    """The kind of question."""
    objective: Slug | None = None
    """The learning objective that this question tests: an id in the chapter's front matter."""
    level: Literal["recall", "understand", "apply", "analyse"] | None = None
    """What the reader has to do: recall or understand a fact, apply it to a case, analyse one."""
    prompt: Text
    """What the reader is asked. Markdown."""
    content_note: Line | None = None
    """A warning shown before the question, where it touches on something that may distress."""
    hint: Text | None = None
    """Shown when the reader asks for it: points to the thinking, not to the answer. Markdown."""
    explanation: Text | None = None
    """Shown after any answer: what to take away. Markdown."""
    section: (
        Annotated[str, StringConstraints(pattern=r"^[\w./-]*#?[\w-]+$", max_length=200)] | None
    ) = None
    """The heading that explains the answer: its id, or `chapters/other.md#id` elsewhere."""
    sources: Annotated[list[Slug], Field(max_length=20, default_factory=list)]
    """Ids of references that the question rests on."""
    covers: Annotated[list[Line], Field(max_length=50, default_factory=list)]
    """Labels of the claims or topics that the question covers, for a table of coverage."""
    waive: Annotated[dict[Slug, Line], Field(default_factory=dict)]
    """Advice that does not apply here: the name of the rule, and the reason why."""

    scored: ClassVar[bool] = True
    """Whether an answer has a share from 0 to 1."""
    shared: ClassVar[tuple[str, ...]] = ()
    """Scripts and styles beside the kinds' folders that this kind's own build on."""

    def problems(self) -> Iterator[Problem]:
        """What the shape alone can't tell; places are relative to the question."""
        yield from ()

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Every Markdown text of the question with its place, for checks over all of them."""
        for key in ("prompt", "hint", "explanation"):
            if text := getattr(self, key):
                yield (key,), text

    def figures(self) -> Iterator[tuple[Place, str]]:
        """Ids of figures that the question draws its values from, each with its place."""
        yield from ()

    @property
    def fingerprint(self) -> str:
        """Eight hex digits that change when what the reader sees or answers changes."""
        shown = self.model_dump_json(
            by_alias=True,
            exclude={"objective", "level", "section", "sources", "covers", "waive"},
            exclude_defaults=True,
        )
        return hashlib.blake2s(shown.encode(), digest_size=4).hexdigest()


def repeated(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs (first, later) of positions whose texts are equal but for case and spacing."""
    seen: dict[str, int] = {}
    for position, text in enumerate(texts):
        normal = " ".join(text.split()).casefold()
        if normal in seen:
            yield seen[normal], position
        else:
            seen[normal] = position


def duplicate_entries(key: str, part: str, entries: Sequence[Any]) -> Iterator[Problem]:
    """A problem for each entry of list `key` whose text `part` repeats an earlier one."""
    for first, later in repeated([getattr(each, part) for each in entries]):
        yield Problem(
            "duplicate-entry",
            f"entry {later + 1} of '{key}' says the same as entry {first + 1}",
            "change one of them, or delete it",
            (key, later, part),
        )
