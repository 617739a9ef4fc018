"""Aiken comes in, and the check of the quiz asks for what it has no place for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.exchange import UnreadableInputError
from selfcheck.exchange.formats.aiken import AIKEN, read
from selfcheck.quiz.reader import read_quiz
from selfcheck.quiz.writer import quiz_text
from selfcheck.source import Source

TWO = """What is the *correct* answer?
A. Is it this one?
B) Maybe 1 < 2
ANSWER: B

Which has most formats,
on two lines?
A) Moodle
B) ATutor
ANSWER:A
"""


def test_questions_with_their_right_letter_come_in() -> None:
    (found,) = read(TWO.encode(), "My file")
    assert found.name == "my-file"
    assert found.notes == []
    assert found.data == {
        "title": "My file",
        "questions": [
            {
                "id": "what-is-the-correct-answer",
                "type": "single-choice",
                "prompt": "What is the \\*correct\\* answer?",
                "options": [
                    {"text": "Is it this one?"},
                    {"text": "Maybe 1 < 2", "correct": True},
                ],
            },
            {
                "id": "which-has-most-formats",
                "type": "single-choice",
                "prompt": "Which has most formats,  \non two lines?",
                "options": [{"text": "Moodle", "correct": True}, {"text": "ATutor"}],
            },
        ],
    }


def test_a_file_of_windows_is_the_same() -> None:
    windows = b"\xef\xbb\xbf" + TWO.replace("\n", "\r\n").encode()
    assert read(windows, "x") == read(TWO.encode(), "x")


def test_the_check_asks_for_feedback(tmp_path: Path) -> None:
    (found,) = read(TWO.encode(), "x")
    file = tmp_path / "x.yml"
    file.write_text(quiz_text(found.data), "utf-8")
    _, problems = read_quiz(Source.read(file))
    assert {(each.code, each.message) for each in problems} == {
        ("missing-key", "'feedback' is missing")
    }
    assert len(problems) == 4


@pytest.mark.parametrize(
    ("faulty", "line", "why"),
    [
        ("Q\nA. a\nB. b\nANSWER: C", 1, "its answer 'C' is none of its options: A, B"),
        ("\nQ\nA. a\nANSWER: A", 2, "it has fewer than two options"),
        ("A. a\nB. b\nANSWER: A", 1, "it has no text"),
        ("Q\nA. a\nA. b\nANSWER: A", 1, "two of its options have the same letter"),
        ("Q\nA. a\nB. b", 1, "no line 'ANSWER:' follows its options"),
        ("Q\nA. a\nB. b\n", 1, "no line 'ANSWER:' follows its options"),
    ],
)
def test_a_faulty_question_is_told_with_its_line(faulty: str, line: int, why: str) -> None:
    (found,) = read(f"{faulty}\n\n{TWO}".encode(), "x")
    assert len(found.data["questions"]) == 2
    assert [(each.line, each.message) for each in found.notes] == [
        (line, f"a question was left out: {why}")
    ]
    with pytest.raises(UnreadableInputError, match=f"line {line}: a question was left out: {why}"):
        read(faulty.encode(), "x")


@pytest.mark.parametrize("content", [b"", b"words alone", b"\xff\xfe"])
def test_what_is_no_aiken_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableInputError):
        read(content, "x")


@settings(max_examples=100)
@given(st.text("AB.) \nANSWER:x", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        (found,) = read(text.encode(), "x")
    except UnreadableInputError:
        return
    for question in found.data["questions"]:
        assert sum("correct" in each for each in question["options"]) == 1


def test_it_comes_in_alone() -> None:
    assert AIKEN.write is None
    assert AIKEN.support("single-choice") == "not"
