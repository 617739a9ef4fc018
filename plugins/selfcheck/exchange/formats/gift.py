"""GIFT: the text format of Moodle, which people write by hand."""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.exchange.format import Format, Imported, Part
from selfcheck.exchange.moodle.drafting import Dialect, draft
from selfcheck.exchange.moodle.gift_reading import read_gift
from selfcheck.exchange.moodle.gift_writing import gift
from selfcheck.exchange.moodle.restoring import restore
from selfcheck.exchange.texts import Texts
from selfcheck.quiz.bank import BankEntry

_DIALECT = Dialect(gaps=False, order=False)


def write(entries: Sequence[BankEntry], texts: Texts) -> bytes:
    """A category for each quiz."""
    return gift(draft(each, texts, _DIALECT) for each in entries).encode()


def read(content: bytes, stem: str) -> list[Imported]:
    """A quiz for each category.

    Raises:
        UnreadableInputError: it is no text, or holds no question.
    """
    categories, notes = read_gift(content)
    return restore(categories, notes, stem)


_CHOICE: tuple[Part, ...] = ("hint", "fixed-order", "filing")
# Gaps, and a judgement and its reason, become questions of their own.
_APART: tuple[Part, ...] = ("hint", "fixed-order", "partial-credit", "filing")
# What is right in part counts, but not as we count it.
_COUNTED: tuple[Part, ...] = ("hint", "partial-credit", "filing")
_WRITTEN: tuple[Part, ...] = ("hint", "play", "filing")

GIFT = Format(
    name="gift",
    title="GIFT",
    suffix=".gift",
    media_type="text/plain",
    used_by="Moodle, and many that read its questions",
    leaves={
        "single-choice": _CHOICE,
        "multiple-choice": _CHOICE,
        "true-false": _APART,
        "fill-in": ("hint", "partial-credit", "filing"),
        "matching": ("hint", "filing"),
        "categorizing": _COUNTED,
        "ordering": _COUNTED,
        "highlight": ("hint", "filing"),
        "numeric": _COUNTED,
        "scenario": _WRITTEN,
        "practice": _WRITTEN,
        "reflection": ("hint", "filing"),
        "rating": _WRITTEN,
    },
    write=write,
    read=read,
)
