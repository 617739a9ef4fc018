"""Aiken: questions with options and one right letter, and nothing else.

The format: https://docs.moodle.org/en/Aiken_format. It comes in alone: it has no place for
feedback, which every option of ours has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from selfcheck.exchange.foreign_html import from_plain
from selfcheck.exchange.format import Format, Imported, Note, UnreadableInputError
from selfcheck.exchange.naming import slug, unused

_OPTION = re.compile(r"([A-Z])[.)]\s+(\S.*)")
_ANSWER = re.compile(r"ANSWER\s*:\s*(.*)")


@dataclass
class _Question:
    """The lines of one question, as far as they have been read."""

    line: int = 0
    words: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)


def read(content: bytes, stem: str) -> list[Imported]:
    """One quiz; its options have no feedback.

    Raises:
        UnreadableInputError: it is no text, or holds no question.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInputError(f"this is no text in UTF-8 (at byte {error.start})") from None
    questions: list[dict[str, Any]] = []
    notes: list[Note] = []
    ids: set[str] = set()
    question = _Question()
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        line = line.strip()
        if answer := _ANSWER.fullmatch(line):
            if fault := _fault(question, answer[1]):
                notes.append(Note(question.line or number, f"a question was left out: {fault}"))
            else:
                questions.append(_data(question, answer[1], ids))
            question = _Question()
        elif option := _OPTION.fullmatch(line):
            question.line = question.line or number
            question.options.append((option[1], option[2]))
        elif line:
            if question.options:
                notes.append(_unanswered(question))
                question = _Question()
            question.line = question.line or number
            question.words.append(line)
    if question.words or question.options:
        notes.append(_unanswered(question))
    if not questions:
        why = f"; line {notes[0].line}: {notes[0].message}" if notes else ""
        raise UnreadableInputError(f"there is no question in Aiken format here{why}")
    return [Imported(slug(stem, "quiz"), {"title": stem, "questions": questions}, notes)]


def _unanswered(question: _Question) -> Note:
    return Note(question.line, "a question was left out: no line 'ANSWER:' follows its options")


def _fault(question: _Question, answer: str) -> str:
    """Why a question makes no sense; empty if it does."""
    letters = [letter for letter, _ in question.options]
    if not question.words:
        return "it has no text"
    if len(letters) < 2:
        return "it has fewer than two options"
    if len(set(letters)) < len(letters):
        return "two of its options have the same letter"
    if answer not in letters:
        return f"its answer '{answer}' is none of its options: {', '.join(letters)}"
    return ""


def _data(question: _Question, answer: str, ids: set[str]) -> dict[str, Any]:
    return {
        "id": unused(slug(question.words[0], "question"), ids),
        "type": "single-choice",
        "prompt": from_plain("\n".join(question.words)),
        "options": [
            {"text": from_plain(text), **({"correct": True} if letter == answer else {})}
            for letter, text in question.options
        ],
    }


AIKEN = Format(
    name="aiken",
    title="Aiken",
    suffix=".txt",
    media_type="text/plain",
    used_by="Moodle and other platforms, for questions typed in a hurry",
    read=read,
)
