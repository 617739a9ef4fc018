"""Questions of several entries as rows of one shape, for formats that list them.

Options, pairs, statements, steps and turns have a text and feedback; some are right or
wrong, and some have an answer: what belongs to them, or who speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from selfcheck.quiz.model import Quiz


@dataclass(frozen=True)
class Row:
    """One entry of a question; what it lacks is empty."""

    text: str = ""
    correct: bool = False
    answer: str = ""
    feedback: str = ""


@dataclass(frozen=True)
class _Shape:
    """Under which keys a kind of question keeps its entries and their parts."""

    entries: str
    text: str = "text"
    correct: str = ""
    answer: str = ""


_SHAPES = {
    "single-choice": _Shape("options", correct="correct"),
    "multiple-choice": _Shape("options", correct="correct"),
    "ordering": _Shape("steps"),
    "matching": _Shape("pairs", text="left", answer="right"),
    "categorizing": _Shape("items", answer="group"),
    "highlight": _Shape("turns", correct="target", answer="speaker"),
}
JUDGED = frozenset({"true-false", *(name for name, shape in _SHAPES.items() if shape.correct)})
"""Kinds whose rows are right or wrong."""
ANSWERED = frozenset(name for name, shape in _SHAPES.items() if shape.answer)
"""Kinds whose rows have an answer."""
LISTED = frozenset({"true-false", *_SHAPES})
"""Kinds that have rows at all."""

_JUDGEMENTS = {"true": True, "wahr": True, "vrai": True, "false": False, "falsch": False}
"""A spreadsheet writes the words of its own language."""


def given(quiz: Quiz) -> dict[str, Any]:
    """A quiz as plain data: what the author wrote, a default too where it was written."""
    return quiz.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)


def apart(question: dict[str, Any]) -> tuple[list[Row], dict[str, Any]]:
    """The rows of a sound question, and what of it is in none of them."""
    rest = dict(question)
    if question["type"] == "true-false":
        right, said = rest.pop("answer"), rest.pop("feedback")
        judgements = (("true", right), ("false", not right))
        return [Row(key, correct, "", said[key]) for key, correct in judgements], rest
    shape = _SHAPES.get(question["type"])
    if shape is None:
        return [], rest
    rows = [
        Row(
            each[shape.text],
            bool(each.get(shape.correct)),
            each.get(shape.answer, ""),
            each.get("feedback", ""),
        )
        for each in rest.pop(shape.entries)
    ]
    if rest.get("groups") == _groups(rows):
        del rest["groups"]
    return rows, rest


def together(kind: str, rows: Sequence[Row]) -> dict[str, Any]:
    """The keys of a question that its rows say; a part that is empty has no key."""
    if kind == "true-false":
        return _true_false(rows)
    shape = _SHAPES.get(kind, _SHAPES["single-choice"])
    entries = []
    for row in rows:
        parts = {
            shape.text: row.text,
            shape.correct: row.correct,
            shape.answer: row.answer,
            "feedback": row.feedback,
        }
        entries.append({key: value for key, value in parts.items() if key and value})
    keys: dict[str, Any] = {shape.entries: entries}
    if kind == "categorizing":
        keys = {"groups": _groups(rows), **keys}
    return keys


def _groups(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row.answer for row in rows if row.answer))


def _true_false(rows: Sequence[Row]) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    said: dict[str, str] = {}
    right = set()
    for number, row in enumerate(rows):
        judgement = _JUDGEMENTS.get(row.text.strip().lower(), number == 0)
        if row.feedback:
            said["true" if judgement else "false"] = row.feedback
        if row.correct:
            right.add(judgement)
    if len(right) == 1:
        keys["answer"] = right.pop()
    return {**keys, "feedback": said} if said else keys
