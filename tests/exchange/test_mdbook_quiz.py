"""mdbook-quiz: what its TOML says comes in, and what has no counterpart is told."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.exchange import Imported, UnreadableInputError, all_formats
from selfcheck.quiz.reader import read_quiz
from selfcheck.quiz.writer import quiz_text
from selfcheck.source import Source

MDBOOK = all_formats()["mdbook-quiz"]


def read(text: str, name: str = "rust-variables") -> Imported:
    assert MDBOOK.read
    (found,) = MDBOOK.read(dedent(text).encode(), name)
    return found


def one(text: str) -> dict[str, Any]:
    found = read(f"[[questions]]\n{dedent(text)}")
    assert found.notes == []
    (question,) = found.data["questions"]
    assert isinstance(question, dict)
    return question


def test_a_distractor_is_a_wrong_option() -> None:
    question = one(
        """\
        id = "two-and-two"
        type = "MultipleChoice"
        prompt.prompt = "What is 2 + 2?"
        prompt.distractors = ["3", "**5**"]
        answer.answer = "4"
        context = \"\"\"
        Count it.
        \"\"\"
        """
    )
    assert question == {
        "id": "two-and-two",
        "type": "single-choice",
        "prompt": "What is 2 + 2?",
        "options": [{"text": "4", "correct": True}, {"text": "3"}, {"text": "**5**"}],
        "explanation": "Count it.",
    }


def test_several_answers_make_a_multiple_choice_and_one_in_a_list_does_not() -> None:
    several = one('type = "MultipleChoice"\nanswer.answer = ["a", "b"]\nprompt.distractors = ["c"]')
    assert several["type"] == "multiple-choice"
    assert [each.get("correct", False) for each in several["options"]] == [True, True, False]
    single = one('type = "MultipleChoice"\nanswer.answer = ["a"]\nprompt.distractors = ["c"]')
    assert single["type"] == "single-choice"


def test_an_order_that_the_author_gave_is_kept() -> None:
    start = 'type = "MultipleChoice"\nanswer.answer = "b"\nprompt.distractors = ["c", "a"]\n'
    placed = one(f"{start}prompt.answerIndex = 1")
    assert [each["text"] for each in placed["options"]] == ["c", "b", "a"]
    ordered = one(f"{start}prompt.sortAnswers = true")
    assert [each["text"] for each in ordered["options"]] == ["a", "b", "c"]
    assert placed["shuffle"] is ordered["shuffle"] is False
    assert "shuffle" not in one(start)


def test_a_short_answer_is_a_gap_that_takes_the_alternatives() -> None:
    question = one(
        """\
        type = "ShortAnswer"
        prompt.prompt = "What declares a variable?"
        answer.answer = "let"
        answer.alternatives = ["`let`", "let"]
        """
    )
    assert question["text"] == "{answer}"
    assert question["blanks"] == {"answer": {"accept": ["let", "`let`"]}}


def test_a_part_of_a_group_is_told_what_the_group_is_told() -> None:
    found = read(
        """\
        [multipart]
        river = "Think of a river."
        [[questions]]
        type = "ShortAnswer"
        multipart = "river"
        prompt.prompt = "Which?"
        answer.answer = "Rhine"
        """
    )
    assert found.data["questions"][0]["prompt"] == "Think of a river.\n\nWhich?"
    assert found.notes == []


def test_what_has_no_counterpart_is_told_with_its_line() -> None:
    found = read(
        """\
        other = 1

        [[questions]]
        id = "b230bed3-d6ba-4048-8b06-aa655d837b04"
        type = "ShortAnswer"
        prompt.prompt = "P"
        prompt.response = "code"
        answer.answer = "a"
        promptExplanation = true

        [[questions]]
        type = "Tracing"
        prompt.program = "fn main() {}"
        answer.doesCompile = true
        """
    )
    (question,) = found.data["questions"]
    assert question["id"] == "question-1", "a number that a program made is no name"
    assert {(each.line, each.message) for each in found.notes} == {
        (3, "question 1: 'prompt.response' was left out"),
        (3, "question 1: 'promptExplanation' was left out"),
        (11, "question 2: questions of the type 'Tracing' have no counterpart, "
             "and it was left out"),
        (0, "'other' was left out"),
    }  # fmt: skip


def test_the_quiz_is_named_after_the_file_and_only_what_is_not_there_is_missing() -> None:
    found = read('[[questions]]\ntype = "ShortAnswer"\nprompt.prompt = "P"\nanswer.answer = "a"')
    assert (found.name, found.data["title"]) == ("rust-variables", "Rust variables")
    quiz, problems = read_quiz(Source("x", quiz_text(found.data).encode()))
    assert quiz is None
    assert [each.code for each in problems] == ["missing-key"]
    assert "feedback" in problems[0].message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[[questions", "this is not TOML"),
        (b"\xff", "this is not TOML"),
        (b"a = " + b"[" * 5000, "this is not TOML"),
        (b"", r"no list \[\[questions\]\]"),
        (b"questions = 1", r"no list \[\[questions\]\]"),
        (b'[[questions]]\ntype = "Tracing"', "no question in it"),
        (b"questions = [1, {}]", "no question in it"),
    ],
)
def test_what_is_no_quiz_is_refused_in_words(content: bytes, words: str) -> None:
    assert MDBOOK.read
    with pytest.raises(UnreadableInputError, match=words):
        MDBOOK.read(content, "x")


VALUES = st.sampled_from(
    ['"a"', "1", "[]", '["a", 1]', "true", "1979-05-27", "{}", '""', "-1", "[[1]]"]
)
KEYS = ("prompt.prompt", "prompt.distractors", "prompt.answerIndex", "prompt.sortAnswers",
        "answer.answer", "answer.alternatives", "context", "multipart", "id")  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["MultipleChoice", "ShortAnswer"]),
    st.dictionaries(st.sampled_from(KEYS), VALUES),
)
def test_values_of_any_type_are_no_reason_to_fail(kind: str, values: dict[str, str]) -> None:
    lines = "\n".join(f"{key} = {value}" for key, value in values.items())
    found = read(f'[[questions]]\ntype = "{kind}"\n{lines}')
    quiz, problems = read_quiz(Source("x", quiz_text(found.data).encode()))
    assert quiz or problems
