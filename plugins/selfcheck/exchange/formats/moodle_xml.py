"""Moodle XML: all that Moodle knows of a question, but for its history."""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.exchange.format import Format, Imported, Part
from selfcheck.exchange.moodle.drafting import Dialect, draft
from selfcheck.exchange.moodle.restoring import restore
from selfcheck.exchange.moodle.xml_reading import read_moodle_xml
from selfcheck.exchange.moodle.xml_writing import moodle_xml
from selfcheck.exchange.texts import Texts
from selfcheck.quiz.bank import BankEntry

_DIALECT = Dialect(gaps=True, order=True)


def write(entries: Sequence[BankEntry], texts: Texts) -> bytes:
    """A category for each quiz."""
    return moodle_xml(draft(each, texts, _DIALECT) for each in entries).encode()


def read(content: bytes, stem: str) -> list[Imported]:
    """A quiz for each category.

    Raises:
        UnreadableInputError: it is no sound XML of Moodle, is hostile, or holds no question.
    """
    categories, notes = read_moodle_xml(content)
    return restore(categories, notes, stem)


_FILED: tuple[Part, ...] = ("filing",)
# What is right in part counts, but not as we count it.
_COUNTED: tuple[Part, ...] = ("partial-credit", "filing")
# An essay has no hints in Moodle.
_WRITTEN: tuple[Part, ...] = ("hint", "play", "filing")

MOODLE_XML = Format(
    name="moodle-xml",
    title="Moodle XML",
    suffix=".xml",
    media_type="application/xml",
    used_by="Moodle (4.4 and later for putting in order)",
    leaves={
        "single-choice": _FILED,
        "multiple-choice": _FILED,
        # A judgement and its reason become questions of their own.
        "true-false": ("hint", "partial-credit", "filing"),
        "fill-in": _FILED,
        "matching": _FILED,
        "categorizing": _COUNTED,
        "ordering": _COUNTED,
        "highlight": _FILED,
        "numeric": _COUNTED,
        "scenario": _WRITTEN,
        "practice": _WRITTEN,
        "reflection": ("hint", "filing"),
        "rating": _WRITTEN,
    },
    write=write,
    read=read,
)
