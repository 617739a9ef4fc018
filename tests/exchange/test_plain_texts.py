"""CSV and Markdown lose nothing; Aiken, mdbook-quiz and mkdocs-quiz come in as far as they go."""

from __future__ import annotations

import contextlib
import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.book import Book
from selfcheck.exchange import Texts, UnreadableInputError, all_formats
from selfcheck.exchange.recognise import recognised
from selfcheck.project import Project
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.model import Quiz
from selfcheck.quiz.reader import read_quiz
from selfcheck.quiz.writer import quiz_text
from selfcheck.source import Source
from tests.conftest import ROOT

LOSSLESS = ["csv", "markdown"]


def again(name: str, entries: list[BankEntry]) -> list[Quiz]:
    """The quizzes after a way out and in, through YAML as the command writes it."""
    format = all_formats()[name]
    assert format.write
    assert format.read
    quizzes = []
    for found in format.read(format.write(entries, Texts(Book())), "file"):
        assert found.notes == []
        quiz, problems = read_quiz(Source(found.name, quiz_text(found.data).encode()))
        assert quiz, [str(each) for each in problems]
        quizzes.append(quiz)
    return quizzes


@pytest.mark.parametrize("name", LOSSLESS)
def test_every_kind_and_the_book_come_back_as_they_were(
    name: str, project: Project, examples: list[BankEntry]
) -> None:
    entries = [*examples, *project.bank]
    assert again(name, entries) == [entry.quiz for entry in entries]


SIGNS = "ab \n#>-*_`[]{}()=+@'\"\\|,;:&<~!.\t1é😀"
TEXT = st.text(SIGNS, min_size=1, max_size=40).filter(lambda text: bool(text.strip()))
FRAMES = st.sampled_from(
    [
        "## Question 2 {#b .reflection}", "# Title", "- [x] option", "**Hint:** no", "> said",
        "```yaml\na: b\n```", "---", "=1+1", "'=1", "@cmd", "a,b;c\td", "x\n\n- [ ] y",
        "    - [x] z", "[x]", "1. one",
    ]
)  # fmt: skip
NASTY = TEXT | FRAMES


@pytest.mark.parametrize("name", LOSSLESS)
@settings(max_examples=150, deadline=None)
@given(prompt=NASTY, first=NASTY, second=NASTY, feedback=NASTY, hint=NASTY)
def test_any_text_comes_back_as_it_was(
    name: str, prompt: str, first: str, second: str, feedback: str, hint: str
) -> None:
    data = {
        "title": "T",
        "questions": [
            {
                "id": "a", "type": "single-choice", "prompt": prompt, "hint": hint,
                "explanation": feedback,
                "options": [
                    {"text": f"A {first}", "correct": True, "feedback": feedback},
                    {"text": f"B {second}", "feedback": feedback},
                ],
            }
        ],
    }  # fmt: skip
    quiz = Quiz.model_validate(data)
    (back,) = again(name, [BankEntry("file", "", ROOT, quiz)])
    assert normal(back) == normal(quiz)


def normal(quiz: Quiz) -> Quiz:
    """Spaces at the ends of lines and the kind of line break mean nothing in a text."""
    text = quiz.model_dump_json(by_alias=True)
    for before, after in ((r"\t", " "), (r"\r", "")):
        text = text.replace(before, after)
    while " \\n" in text:
        text = text.replace(" \\n", "\\n")
    return Quiz.model_validate_json(text)


def test_a_spreadsheet_finds_no_formula() -> None:
    data = {"title": "=1", "questions": [{"id": "a", "type": "reflection", "prompt": "=cmd()"}]}
    quiz = Quiz.model_validate(data)
    format = all_formats()["csv"]
    content = format.export([BankEntry("a", "", ROOT, quiz)], Texts(Book())).content
    assert content.startswith(b"\xef\xbb\xbf"), "Excel takes it for UTF-8"
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_a_table_made_by_hand_comes_in() -> None:
    table = (
        "Prompt;Option 1;Correct 1;Feedback 1;Option 2;Feedback 2;Colour\r\n"
        "What is it?;This;yes;Because it is.;That;Because it is not.;blue\r\n"
    )
    format = all_formats()["csv"]
    assert format.read
    (found,) = format.read(table.encode(), "mine")
    (question,) = found.data["questions"]
    assert question["type"] == "single-choice"
    assert question["options"][0] == {"text": "This", "correct": True, "feedback": "Because it is."}
    (note,) = found.notes
    assert note.line == 2
    assert "'colour'" in note.message


AIKEN = b"""What do bees do in winter?
A. They huddle
B) They fly south
ANSWER: A

And in summer?
A. They dance
stray words
ANSWER: C
"""


def test_aiken_comes_in_without_feedback() -> None:
    format = all_formats()["aiken"]
    assert format.read
    (found,) = format.read(AIKEN, "bees")
    first = found.data["questions"][0]
    assert first["prompt"] == "What do bees do in winter?"
    assert [option.get("correct", False) for option in first["options"]] == [True, False]
    assert all("feedback" not in option for option in first["options"])
    assert 8 in {each.line for each in found.notes}
    assert len(found.notes) >= 2


MDBOOK = b"""[[questions]]
id = "1"
type = "MultipleChoice"
prompt.prompt = "Which are even?"
prompt.distractors = ["Three"]
answer.answer = ["Two", "Four"]
context = "Halves."

[[questions]]
type = "ShortAnswer"
prompt.prompt = "The capital of France?"
answer.answer = "Paris"
answer.alternatives = ["paris, France"]

[[questions]]
type = "Tracing"
prompt.program = "fn main() {}"
answer.doesCompile = true
"""


def test_mdbook_quiz_comes_in_and_what_does_not_is_told() -> None:
    format = all_formats()["mdbook-quiz"]
    assert format.read
    (found,) = format.read(MDBOOK, "rust")
    several, gap = found.data["questions"]
    assert several["type"] == "multiple-choice"
    assert [each["text"] for each in several["options"]] == ["Two", "Four", "Three"]
    assert several["explanation"] == "Halves."
    assert gap["blanks"]["answer"]["accept"] == ["Paris", "paris, France"]
    assert any("Tracing" in each.message and each.line == 15 for each in found.notes)


MKDOCS = b"""# Water

Some words.

<quiz>
When does it boil?
- [x] At 100 degrees
- [ ] At 10 degrees

At sea level, that is.
</quiz>

<quiz>
Two and two is [[four]].
</quiz>
"""


def test_mkdocs_quiz_comes_in() -> None:
    format = all_formats()["mkdocs-quiz"]
    assert format.read
    (found,) = format.read(MKDOCS, "water")
    assert found.data["title"] == "Water"
    choice, gap = found.data["questions"]
    assert choice["options"][0] == {"text": "At 100 degrees", "correct": True}
    assert choice["explanation"] == "At sea level, that is."
    assert gap["text"] == "Two and two is {gap-1}."
    assert any("left out" in each.message for each in found.notes)


READABLE = sorted(name for name, each in all_formats().items() if each.read)


@pytest.mark.parametrize("name", READABLE)
@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(name: str, content: bytes) -> None:
    format = all_formats()[name]
    assert format.read
    with contextlib.suppress(UnreadableInputError):
        for found in format.read(content, "x"):
            quiz_text(found.data)


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("a.gift", b"", "gift"),
        ("a.txt", AIKEN, "aiken"),
        ("a.txt", b"::q:: Two? {=a ~b}", "gift"),
        ("a.csv", b"", "csv"),
        ("a.toml", MDBOOK, "mdbook-quiz"),
        ("a.md", MKDOCS, "mkdocs-quiz"),
        ("a.md", b"# T\n", "markdown"),
        ("a.xml", b"<?xml version='1.0'?><quiz></quiz>", "moodle-xml"),
        ("a.xml", b"<qti-assessment-item/>", "qti3"),
        ("a.xml", b"<assessmentItem/>", "qti2"),
        ("a.bin", b"\x00", None),
    ],
)
def test_a_format_is_told_from_name_and_content(name: str, content: bytes, format: str) -> None:
    assert recognised(name, content) == format
