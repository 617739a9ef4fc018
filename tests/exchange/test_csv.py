"""CSV: a table that spreadsheets open, that people edit, and that loses nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from selfcheck.book import Book
from selfcheck.exchange import Imported, Texts, UnreadableInputError, all_formats
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.model import Quiz
from selfcheck.quiz.reader import read_quiz
from selfcheck.quiz.writer import quiz_text
from selfcheck.source import Source
from tests.exchange.strategies import entries
from tests.exchange.test_formats import example as example_of

CSV = all_formats()["csv"]
Row = dict[str, str]


def written(*quizzes: BankEntry) -> bytes:
    return CSV.export(quizzes, Texts(Book())).content


def rows(content: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def read(content: str | bytes, name: str = "mine") -> list[Imported]:
    assert CSV.read
    return CSV.read(content.encode() if isinstance(content, str) else content, name)


def one(content: str | bytes) -> dict[str, Any]:
    """The only question of a table, about which there is nothing to tell."""
    (found,) = read(content)
    assert found.notes == []
    (question,) = found.data["questions"]
    assert isinstance(question, dict)
    return question


def entry(**question: Any) -> BankEntry:
    data = {"title": "T", "questions": [{"id": "a", "type": "reflection", **question}]}
    return BankEntry("a-quiz", "", Path(), Quiz.model_validate(data))


def again(content: bytes) -> list[Quiz]:
    quizzes = []
    for found in read(content):
        assert found.notes == []
        quiz, problems = read_quiz(Source(found.name, quiz_text(found.data).encode()))
        assert quiz, [str(each) for each in problems]
        quizzes.append(quiz)
    return quizzes


@settings(max_examples=50, deadline=None)
@given(entries())
def test_any_quiz_comes_back_as_it_was(quiz: BankEntry) -> None:
    assert again(written(quiz)) == [quiz.quiz]


@settings(max_examples=25, deadline=None)
@given(entries())
def test_any_quiz_comes_back_from_a_table_that_a_spreadsheet_saved(quiz: BankEntry) -> None:
    # German Excel: semicolons, lines as its system ends them, all that can be in quotes.
    table = list(csv.reader(io.StringIO(written(quiz).decode("utf-8-sig"), newline="")))
    saved = io.StringIO(newline="")
    csv.writer(saved, delimiter=";", quoting=csv.QUOTE_ALL).writerows(table)
    assert again(saved.getvalue().encode("utf-8-sig")) == [quiz.quiz]


def test_the_quizzes_of_a_bank_are_told_apart() -> None:
    bank = [example_of("matching"), example_of("scenario")]
    found = read(written(*bank))
    assert [each.name for each in found] == ["matching", "scenario"]
    assert again(written(*bank)) == [each.quiz for each in bank]


def test_each_question_is_a_row_with_its_entries_in_columns() -> None:
    row, *_ = rows(written(example_of("single-choice")))
    assert (row["option-1"], row["correct-1"], row["correct-2"]) == ("Below 100 °C", "x", "")
    assert row["feedback-1"].startswith("The air presses less")
    row, *_ = rows(written(example_of("true-false")))
    assert [row["option-1"], row["correct-1"], row["option-2"], row["correct-2"]] == [
        "true", "", "false", "x",
    ]  # fmt: skip
    row, *_ = rows(written(example_of("matching")))
    assert (row["option-1"], row["answer-1"]) == ("Australia", "Canberra")
    row, *_ = rows(written(example_of("categorizing")))
    assert (row["option-2"], row["answer-2"], row["more"]) == ("Mercury", "Liquid", "")
    row, *_ = rows(written(example_of("highlight")))
    assert (row["answer-3"], row["correct-3"], row["correct-2"]) == ("Guide", "x", "")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", "'=1", "''=1", "＝1", "'", "'a", "=", "- a\n- b"]
)
def test_no_text_is_a_formula_and_each_comes_back(text: str) -> None:
    quiz = entry(prompt=text, hint=text, **{"content-note": text})
    (row,) = rows(written(quiz))
    assert not any(cell.startswith(("=", "+", "-", "@", "＝", "\t", "\r")) for cell in row.values())
    assert again(written(quiz)) == [quiz.quiz]


def test_labels_with_commas_come_back_as_they_were() -> None:
    quiz = entry(prompt="P", covers=["one, two", "three"], sources=["a1999", "b2000"])
    (row,) = rows(written(quiz))
    assert row["sources"] == "a1999, b2000"
    assert again(written(quiz)) == [quiz.quiz]


def test_a_table_made_by_hand_needs_few_columns() -> None:
    question = one("PROMPT\tOption 1\tcorrect_1\tOption 2\r\nWhat?\tThis\tWAHR\tThat\r\n")
    assert question == {
        "id": "question-1",
        "prompt": "What?",
        "type": "single-choice",
        "options": [{"text": "This", "correct": True}, {"text": "That"}],
    }


def test_more_than_one_right_option_makes_a_multiple_choice() -> None:
    question = one("prompt,option-1,correct-1,option-2,correct-2\nP,A,x,B,x\n")
    assert question["type"] == "multiple-choice"


def test_judgements_are_known_by_their_words_or_their_place() -> None:
    head = "type,prompt,option-1,correct-1,feedback-1,option-2,correct-2,feedback-2\n"
    turned = one(head + "True False,P,FALSCH,x,no,WAHR,,yes\n")
    assert (turned["answer"], turned["feedback"]) == (False, {"false": "no", "true": "yes"})
    placed = one(head + "true-false,P,Right,,yes,Wrong,x,no\n")
    assert (placed["answer"], placed["feedback"]) == (False, {"false": "no", "true": "yes"})
    assert "answer" not in one(head + "true-false,P,true,,yes,false,,no\n")


def test_a_name_that_stands_once_is_meant_for_the_rows_below() -> None:
    first, second = read("quiz,prompt,type\nA & B,p,reflection\n,q,reflection\nC,r,reflection\n")
    assert (first.name, len(first.data["questions"])) == ("a-b", 2)
    assert (second.name, second.data["title"]) == ("c", "C")


def test_excel_s_first_line_and_its_unicode_text_are_understood() -> None:
    assert one("sep=;\r\nprompt;type\r\nWhat?;reflection\r\n")["prompt"] == "What?"
    assert one("prompt\ttype\r\nWhät?\treflection\r\n".encode("utf-16"))["prompt"] == "Whät?"


def test_what_is_not_understood_is_told_with_its_line() -> None:
    table = (
        'prompt,type,colour,more\n"two\nlines",reflection,,\n'
        "P,reflection,blue,\nP,guessing,,\nP,reflection,,[1]\nP,reflection,,id: b,beyond\n"
        "P,reflection,,a: [\n"
    )
    (found,) = read(table)
    told = {each.line: each.message for each in found.notes}
    assert len(found.data["questions"]) == 6
    assert told[4] == "the column 'colour' is not known, and was left out: blue"
    assert "'guessing' is no kind" in told[5]
    assert "'more' can't be read" in told[6]
    assert {each.message for each in found.notes if each.line == 7} == {
        "'id' has a column of its own; in 'more' it was left out",
        "a cell has no column, and was left out: beyond",
    }
    assert "'more' can't be read" in told[8]


def test_options_of_a_kind_that_has_none_are_told() -> None:
    (found,) = read("prompt,type,option-1\nP,reflection,A\n")
    assert "has no options" in found.notes[0].message


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("", "no column 'prompt'"),
        ("question,answer\na,b\n", "no column 'prompt'"),
        ("prompt,hint,Hint\na,b,c\n", "'hint' twice"),
        ("prompt,type\n", "no row"),
        ("prompt,type\nWhät,".encode("cp1252"), "line 2 is not UTF-8"),
        ('prompt,type\na,"b"c\n', "line 2"),
        ('prompt,type\na,"b', "unexpected end"),
        (b"\xff\xfea", "not UTF-8"),
        ("prompt\n" + "p\n" * 5_001, "more than 5000 rows"),
        ("prompt\n" + "p" * 200_000, "field larger"),
    ],
)
def test_what_is_no_table_is_refused_in_words(table: str | bytes, words: str) -> None:
    with pytest.raises(UnreadableInputError, match=words):
        read(table)


@settings(max_examples=100, deadline=None)
@example("prompt,type,option-1,more\nP,a,b,options: 1\n")
@example("prompt,type,more\nP,reflection,questions: [a]\n")
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["prompt", "type", "option-1", "correct-1", "more", "a", "x", "", "options: [1]",
                 "type: [1]", "true-false", "matching", "answer-1", "feedback-1", "id", "sources"]
            ).map(lambda text: f'"{text}"'),
            max_size=6,
        ).map(",".join),
        max_size=4,
    ).map("\n".join)
)  # fmt: skip
def test_any_table_is_read_or_refused(table: str) -> None:
    try:
        found = read(table)
    except UnreadableInputError:
        return
    for each in found:
        quiz, problems = read_quiz(Source("x", quiz_text(each.data).encode()))
        assert quiz or problems
