"""Markdown: a document that people read, print and edit, and that loses nothing."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from selfcheck.book import Book
from selfcheck.exchange import Imported, Texts, UnreadableInputError, all_formats
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.model import Quiz
from selfcheck.quiz.reader import read_quiz
from selfcheck.quiz.writer import quiz_text
from selfcheck.source import Source
from tests.exchange.strategies import entries
from tests.exchange.test_formats import example

MARKDOWN = all_formats()["markdown"]


def written(*quizzes: BankEntry) -> str:
    return MARKDOWN.export(quizzes, Texts(Book())).content.decode()


def read(text: str, name: str = "mine") -> list[Imported]:
    assert MARKDOWN.read
    return MARKDOWN.read(dedent(text).encode(), name)


def again(text: str) -> list[Quiz]:
    quizzes = []
    assert MARKDOWN.read
    for found in MARKDOWN.read(text.encode(), "mine"):
        assert found.notes == []
        quiz, problems = read_quiz(Source(found.name, quiz_text(found.data).encode()))
        assert quiz, [str(each) for each in problems]
        quizzes.append(quiz)
    return quizzes


@settings(max_examples=60, deadline=None)
@given(entries())
def test_any_quiz_comes_back_as_it_was(quiz: BankEntry) -> None:
    assert again(written(quiz)) == [quiz.quiz]


@settings(max_examples=40, deadline=None)
@given(entries())
def test_any_quiz_comes_back_from_an_editor_that_ends_lines_otherwise(quiz: BankEntry) -> None:
    assert again(written(quiz).replace("\n", "\r\n")) == [quiz.quiz]


FRAMES = (
    "## Question 2 {#b .reflection}", "# T", "- [x] a", "* [ ] a", "1. a", "2) a", "**Hint:** a",
    "**Explanation:** a", "> a", "→ a", "```yaml\na: b\n```", "```yaml", "a\n## Question 2",
    "a\n- [ ] b", "a\n    1. b", "a\n\n    → b", "a\n    - [x] b", "a\n**Hint:** b",
    "a **Hint:** b",
    "a\n\n    code\n\n  b", "a\n   \nb", "a\tb\n\tc", "a  \nb", "a\r\nb", "a\rb", "a\u2028b",
    "a\x85b",
    "a\n'true': b", "```\n# a\n```", "**a:** b", "**:**", "---", "a\n---", "**a: b:** c",
    "- a\n- b",
)  # fmt: skip


@pytest.mark.parametrize("text", FRAMES)
def test_what_looks_like_the_frame_of_a_question_is_only_text(text: str) -> None:
    option = {"text": text, "feedback": text}
    other = {"text": f"B {text}", "feedback": text}
    asked = {"prompt": text, "hint": text, "explanation": text}
    questions: list[dict[str, Any]] = [
        {"type": "single-choice", "options": [{**option, "correct": True}, other]},
        {"type": "ordering", "steps": [option, other]},
        {"type": "true-false", "answer": True, "feedback": {"true": text, "false": text}},
        {"type": "highlight", "turns": [{**option, "speaker": text, "target": True},
                                        {**other, "speaker": "A"}, {**other, "speaker": "B"}]},
        {"type": "matching", "pairs": [{"left": text, "right": text, "feedback": text},
                                       {"left": "B", "right": "C", "feedback": text}]},
        {"type": "reflection"},
    ]  # fmt: skip
    quiz = Quiz.model_validate(
        {
            "title": text,
            "introduction": text,
            "questions": [{"id": f"q{at}", **asked, **each} for at, each in enumerate(questions)],
        }
    )
    assert quiz_text(quiz.model_dump(by_alias=True, exclude_defaults=True))
    entry = BankEntry("a", "", Path(), quiz)
    (found,) = read_raw(written(entry))
    assert found.notes == []
    assert Quiz.model_validate(found.data) == quiz


def read_raw(text: str) -> list[Imported]:
    assert MARKDOWN.read
    return MARKDOWN.read(text.encode(), "mine")


def test_the_quizzes_of_a_bank_are_told_apart() -> None:
    bank = [example("matching"), example("scenario"), example("fill-in")]
    assert [each.name for each in read_raw(written(*bank))] == [each.name for each in bank]
    assert again(written(*bank)) == [each.quiz for each in bank]


def test_people_read_lists_and_not_yaml() -> None:
    for kind in ("single-choice", "multiple-choice", "ordering", "categorizing", "highlight"):
        text = written(example(kind))
        below = text.partition("\n## ")[2]
        assert "```yaml" not in below or "shuffle: false" in below, kind
    text = written(example("single-choice"))
    assert "- [x] Below 100 °C\n\n    > The air presses less on the water" in text
    assert "- [ ] At 100 °C\n" in text
    assert "**Hint:** What holds" in text


def test_a_page_shows_the_list_and_the_feedback_below_each_entry() -> None:
    html = markdown(written(example("matching")), extensions=["attr_list", "fenced_code"])
    items = re.findall(r"<li>(.*?)</li>", html, re.S)
    assert len(items) == len(example("matching").quiz.questions[0].model_dump()["pairs"])
    assert all("<blockquote>" in item and "→" in item for item in items)
    assert '<h2 class="matching" id="capitals">' in html


def test_what_people_type_is_taken_as_they_mean_it() -> None:
    (found,) = read(
        """\
        # Bees

        ## First {#first .single-choice}

        What do bees do
        in winter?

        * [X] They huddle
          > It is warm.
          > It is dark.
        * [] They fly
        - [ ]  They
          swim

        **Explanation:** So it is.

        **Hint:** Think.

        ## Next {#next .matching}

        Match.

        1) Bee
           → Honey
           > It makes it.
        2. Cow

            → Milk
        """
    )
    assert found.notes == []
    first, second = found.data["questions"]
    assert first["prompt"] == "What do bees do\nin winter?"
    assert first["options"] == [
        {"text": "They huddle", "correct": True, "feedback": "It is warm.\nIt is dark."},
        {"text": "They fly"},
        {"text": "They\nswim"},
    ]
    assert (first["hint"], first["explanation"]) == ("Think.", "So it is.")
    assert second["pairs"] == [
        {"left": "Bee", "right": "Honey", "feedback": "It makes it."},
        {"left": "Cow", "right": "Milk"},
    ]


def test_what_is_not_understood_is_told_with_its_line() -> None:
    (found,) = read(
        """\
        # T

        ```yaml
        name: ../../x
        a: [
        ```

        Words.

        ## Question without a kind

        ## A {#a .reflection}

        ```yaml
        id: b
        ```

        What?

        ## Another {#c}
        """
    )
    assert found.name == "mine"
    told = {each.message.partition(" ")[0]: each.line for each in found.notes}
    assert told["the"] == 1
    assert {each.line for each in found.notes if "lacks the id" in each.message} == {10, 20}
    assert any(each.line == 12 and "'id' stands in the heading" in each.message
               for each in found.notes)  # fmt: skip
    assert found.data["questions"][0]["id"] == "a"


def test_a_name_can_t_lead_out_of_the_folder_and_stands_once() -> None:
    first, second = read(
        """\
        # T
        ```yaml
        name: ../../etc/x
        ```
        ## A {#a .reflection}
        # U
        ```yaml
        name: etc-x
        ```
        ## A {#a .reflection}
        """
    )
    assert (first.name, second.name) == ("etc-x", "etc-x-2")


def test_questions_without_a_title_are_a_quiz_of_the_file() -> None:
    (found,) = read("## A {#a .reflection}\n\nWhat?\n", "My page")
    assert (found.name, found.data["title"]) == ("my-page", "My page")


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "no heading"), (b"# T\n\nWords.\n", "no heading"), (b"a\n\xff", "line 2 is not UTF-8")],
)
def test_what_is_no_quiz_is_refused_in_words(content: bytes, words: str) -> None:
    assert MARKDOWN.read
    with pytest.raises(UnreadableInputError, match=words):
        MARKDOWN.read(content, "mine")


PIECES = st.sampled_from(
    ["# T", "## A {#a .single-choice}", "## B {#b .matching}", "## C {#c .true-false}", "- [x] a",
     "    > b", "    → c", "1. d", "```yaml", "```", "type: [1]", "options: 1", "questions: [1]",
     "name: [x]", "**Hint:** e", "", "f", "feedback: 1", "## D {#d .categorizing}"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map("\n".join))
def test_any_document_is_read_or_refused(text: str) -> None:
    try:
        found = read_raw(text)
    except UnreadableInputError:
        return
    for each in found:
        quiz, problems = read_quiz(Source("x", quiz_text(each.data).encode()))
        assert quiz or problems
