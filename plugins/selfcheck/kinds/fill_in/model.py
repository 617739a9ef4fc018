"""Fill the gaps of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from selfcheck.diagnostics import Place, Problem
from selfcheck.entry import Entry, Line, Slug, Text
from selfcheck.kinds.question import Question, repeated

BLANK = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")
"""A gap in the text: the name of its blank in braces."""


class Miss(Entry):
    """A wrong word that readers can be expected to try."""

    text: Line
    """The wrong word."""
    feedback: Text
    """What to say to a reader who tried it. Markdown."""


class Blank(Entry):
    """One gap: what is accepted in it, and what to say."""

    accept: Annotated[list[Line], Field(min_length=1, max_length=30)]
    """Every right word; the first is the one shown. Case, accents, punctuation don't count."""
    feedback: Text
    """Why this is the word. Markdown."""
    misses: Annotated[list[Miss], Field(max_length=20)] = []
    """Wrong words that you expect, each with its own feedback."""


class FillIn(Question):
    """The reader types, or picks from a bank, the words missing from a text.

    Share: the part of the blanks filled with an accepted word, compared
    without regard to case, accents, punctuation and spacing.
    """

    type: Literal["fill-in"]
    """Fill the gaps of a text."""
    prompt: Text = "Fill in what is missing."
    """What the reader is asked. Markdown."""
    text: Text
    """The text, each gap being the name of its blank in braces: `in {approach}`. Markdown."""
    blanks: Annotated[dict[Slug, Blank], Field(min_length=1, max_length=10)]
    """The gaps by name."""
    bank: Annotated[list[Line], Field(min_length=2, max_length=20)] | None = None
    """Words to pick from; leave it out to let the reader type."""

    @property
    def gaps(self) -> list[str]:
        """The names of the gaps in the order of the text."""
        return BLANK.findall(self.text)

    def problems(self) -> Iterator[Problem]:
        yield from self._gaps_without_blank()
        for name, blank in self.blanks.items():
            at = ("blanks", name)
            if name not in self.gaps:
                yield Problem(
                    "unused-blank",
                    f"the text has no gap {{{name}}}",
                    f"put {{{name}}} where the word is missing, or delete this blank",
                    at,
                    on_key=True,
                )
            accepted = {normalise(word) for word in blank.accept}
            for position, word in enumerate(blank.accept):
                if not normalise(word):
                    yield Problem(
                        "empty-text",
                        f"'{word}' has no letter or digit to compare",
                        "write the word that is right",
                        (*at, "accept", position),
                    )
            for position, miss in enumerate(blank.misses):
                if normalise(miss.text) in accepted:
                    yield Problem(
                        "accepted-miss",
                        f"'{miss.text}' is accepted and a miss at once",
                        "delete it from `accept` or from `misses`",
                        (*at, "misses", position, "text"),
                    )
            if self.bank is not None and not accepted & {normalise(word) for word in self.bank}:
                yield Problem(
                    "answer-not-in-bank",
                    f"the bank holds no word that {{{name}}} accepts",
                    f"add '{blank.accept[0]}' to the bank",
                    ("bank",),
                    on_key=True,
                )
        for first, later in repeated(self.bank or []):
            yield Problem(
                "duplicate-entry",
                f"entry {later + 1} of 'bank' says the same as entry {first + 1}",
                "delete one; a word can be picked more than once",
                ("bank", later),
            )

    def _gaps_without_blank(self) -> Iterator[Problem]:
        gaps = self.gaps
        for name in dict.fromkeys(gaps):
            if name not in self.blanks:
                yield Problem(
                    "gap-without-blank",
                    f"the text has a gap {{{name}}} and `blanks` does not say what belongs there",
                    f"add `{name}:` with `accept` and `feedback` under `blanks`",
                    ("text",),
                )
            if re.search(rf"\](?:\(|:\s)[^)\s]*\{{{name}\}}|<\w+:[^>\s]*\{{{name}\}}", self.text):
                yield Problem(
                    "gap-in-link",
                    f"the gap {{{name}}} stands in the address of a link",
                    "put it where the reader sees it",
                    ("text",),
                )
            if gaps.count(name) > 1:
                yield Problem(
                    "repeated-gap",
                    f"the gap {{{name}}} stands twice",
                    "give each gap a name of its own",
                    ("text",),
                )

    def texts(self) -> Iterator[tuple[Place, str]]:
        yield from super().texts()
        yield ("text",), self.text
        for name, blank in self.blanks.items():
            yield ("blanks", name, "feedback"), blank.feedback
            for position, miss in enumerate(blank.misses):
                yield ("blanks", name, "misses", position, "feedback"), miss.feedback


def normalise(word: str) -> str:
    """A word as it is compared: no case, accent, punctuation or doubled space.

    The element's `normalise` in JavaScript does the same; `cases.json` drives both.
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    letters = (
        each if each.isalnum() else " "
        for each in plain
        if not unicodedata.combining(each) and each not in "'’"
    )
    return " ".join("".join(letters).split())
