"""GIFT: judged by gift-pegjs, a grammar of others, and brought back."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfcheck.exchange import Texts, UnreadableInputError
from selfcheck.exchange.formats.gift import GIFT, read
from selfcheck.exchange.moodle.drafting import Dialect, draft
from selfcheck.exchange.moodle.items import ANYTHING, GAP, Item
from selfcheck.exchange.moodle.shares import shares
from selfcheck.kinds import all_kinds
from selfcheck.project import Project
from selfcheck.quiz.bank import BankEntry
from tests.exchange.round_trip import TEXTS, comes_back, there_and_back
from tests.exchange.strategies import entries

ROOT = Path(__file__).parents[2]
JUDGE = ROOT / "tests" / "foreign" / "gift.mjs"
PLAYED = [kind for kind in all_kinds() if "play" not in GIFT.leaves[kind]]
PEGJS = {"&&092;": "\\", "&&058;": ":", "&&035;": "#", "&&061;": "=", "&&123;": "{",
         "&&125;": "}", "&&126;": "~", "&&010;": "\n"}  # fmt: skip


def judged(content: bytes) -> list[dict[str, Any]]:
    """What gift-pegjs makes of a file."""
    node = shutil.which("node")
    assert node, "no node found: run `make test`"
    result = subprocess.run([node, str(JUDGE)], input=content, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


@pytest.fixture(scope="module")
def bank(project: Project, examples: list[BankEntry]) -> tuple[list[BankEntry], Texts]:
    """The book's quizzes, and the example of every kind."""
    return [*project.bank, *examples], Texts(project.book)


def text(found: dict[str, Any] | None) -> str:
    return " ".join(found["text"].split()) if found else ""


def html(text: str) -> str:
    return " ".join(text.split())


def compare(item: Item, found: dict[str, Any]) -> None:
    """Whether gift-pegjs read what was meant: text, answers, weights and feedback."""
    assert found["title"] == item.name
    assert found.get("id") == item.name
    before, gap, after = item.stem.partition(GAP)
    wanted = f"{before.strip()} _____ {after.strip()}" if gap and after.strip() else before
    assert text(found["stem"]) == html(wanted)
    assert found["stem"]["format"] == "html"
    if item.kind != "description":
        assert text(found["globalFeedback"]) == html(item.afterword)
    match item.kind:
        case "choice" | "words":
            choices = found["choices"]
            assert found["type"] == ("MC" if item.kind == "choice" else "Short")
            # An arrow in a word to type is written otherwise; see `gift_writing`.
            assert [text(each["text"]).replace("-*>", "->") for each in choices] == [
                html(answer.text).replace("*", "\\*" if item.kind == "words" else "*")
                if answer.text != ANYTHING
                else ANYTHING
                for answer in item.answers
            ]
            assert [text(each["feedback"]) for each in choices] == [
                html(answer.feedback) for answer in item.answers
            ]
            weights = [
                each["weight"] if each["weight"] is not None else 100 * each["isCorrect"]
                for each in choices
            ]
            assert weights == [float(answer.percent) for answer in item.answers]
        case "true-false":
            by = {each.text: each for each in item.answers}
            right, wrong = ("true", "false") if by["true"].percent else ("false", "true")
            assert found["type"] == "TF"
            assert found["isTrue"] == (right == "true")
            # The grammar's names are of an old version: Moodle's first is of the wrong answer.
            assert text(found["trueFeedback"]) == html(by[wrong].feedback)
            assert text(found["falseFeedback"]) == html(by[right].feedback)
        case "pairs":
            assert found["type"] == "Matching"
            pairs = [(text(each["subquestion"]), each["subanswer"]) for each in found["matchPairs"]]
            assert pairs == [(html(left), right) for left, right in item.pairs]
        case "number":
            assert found["type"] == "Numerical"
            ends = []
            for each in found["choices"]:
                number = each["text"]
                ends.append(
                    (number["number"] - number["range"], number["number"] + number["range"])
                    if number["type"] == "range"
                    else (number["numberLow"], number["numberHigh"])
                )
            for end, each in zip(ends, item.ranges, strict=True):
                assert end == pytest.approx((float(each.low), float(each.high)))
            assert [each["weight"] for each in found["choices"]] == [
                float(each.percent) for each in item.ranges
            ]
            assert [text(each["feedback"]) for each in found["choices"]] == [
                html(each.feedback) for each in item.ranges
            ]
        case kind:
            assert found["type"].lower() == kind


def judge(entries: list[BankEntry], texts: Texts) -> int:
    """Compare every question of quizzes with what gift-pegjs reads; tells how many."""
    found = iter(judged(GIFT.export(entries, texts).content))
    count = 0
    for entry in entries:
        category = draft(entry, texts, Dialect(gaps=False, order=False))
        title = category.title.replace("\\", "\\\\")  # which Moodle undoes, and the grammar not
        assert next(found) == {"type": "Category", "title": title}
        for item in category.items:
            question = next(found)
            if item.kind == "pairs":
                for each in question["matchPairs"]:
                    for placeholder, sign in PEGJS.items():
                        each["subanswer"] = each["subanswer"].replace(placeholder, sign)
            compare(item, question)
            count += 1
    assert next(found, None) is None
    return count


def test_another_grammar_reads_every_question_of_the_book(
    bank: tuple[list[BankEntry], Texts],
) -> None:
    found, texts = bank
    assert judge(found, texts) >= sum(len(entry.quiz.questions) for entry in found)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(entries(), min_size=8, max_size=8))
def test_another_grammar_reads_nasty_words(found: list[BankEntry]) -> None:
    judge(found, TEXTS)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries(PLAYED))
def test_what_is_carried_comes_back(entry: BankEntry) -> None:
    comes_back(GIFT, entry)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries(set(all_kinds()) - set(PLAYED)))
def test_what_cannot_be_played_comes_back_as_a_task(entry: BankEntry) -> None:
    found = there_and_back(GIFT, entry)
    assert [each["type"] for each in found.data["questions"]] == ["reflection"] * len(
        entry.quiz.questions
    )
    assert len(found.notes) == len(entry.quiz.questions)
    for data, question in zip(found.data["questions"], entry.quiz.questions, strict=True):
        # Words alone: a quotation at the end of the prompt and the one of the task become one.
        words = TEXTS.plain(question.prompt).split()
        assert TEXTS.plain(data["prompt"]).split()[: len(words)] == words


SPEC = r"""// A comment
$CATEGORY: tom/dick//harry

// [id:grant-1] [tag:history] [tag:level:recall]
::Grant's tomb::Who's buried in Grant's tomb?{~Grant#No. ~Jefferson =no one#Right: he lies above.
####He is entombed.}

Grant is {~buried =entombed ~living} in Grant's tomb.

Grant is buried in Grant's tomb.{FALSE#Not so.#Right.}

Who's buried there?{=no one =nobody#Also. =%50%hardly anyone#Nearly.}

Two plus two equals {=four =4}.

When was Ulysses S. Grant born?{#1822:5}

What is pi? {#3.141..3.142#Good. ~#Far off.}

Match. {=Canada->Ottawa =Italy->Rome = -> Oslo}

What two people are entombed there? {~%-100%No one ~%50%Grant ~%50%Grant's wife ~%-100%Father}

Write about Buddha. {####Wide.}

[markdown]You *can* use \{braces\}, 1 \= 1\: two\nlines

[plain]1 < 2 & <b>? {T}
"""


def restored(text: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The questions in a text, and the notes."""
    (found,) = read(text.encode(), "a-file")
    return found.data["questions"], [f"{each.line}: {each.message}" for each in found.notes]


def test_the_examples_of_the_format_come_in() -> None:
    (found,) = read(SPEC.encode(), "a-file")
    assert (found.name, found.data["title"]) == ("dick-harry", "dick/harry")
    questions = found.data["questions"]
    assert questions[0] == {
        "id": "grant-s-tomb",
        "type": "single-choice",
        "level": "recall",
        "covers": ["history"],
        "prompt": "Who's buried in Grant's tomb?",
        "options": [
            {"text": "Grant", "feedback": "No."},
            {"text": "Jefferson"},
            {"text": "no one", "correct": True, "feedback": "Right: he lies above."},
        ],
        "explanation": "He is entombed.",
    }
    assert questions[1] == {
        "id": "grant-is-in-grant-s-tomb",
        "type": "fill-in",
        "text": "Grant is {gap} in Grant's tomb.",
        "blanks": {"gap": {"accept": ["entombed"]}},
        "bank": ["buried", "entombed", "living"],
    }
    assert questions[2]["answer"] is False
    assert questions[2]["feedback"] == {"true": "Not so.", "false": "Right."}
    assert questions[3]["prompt"] == "Who's buried there?"
    assert questions[3]["text"] == "{gap}"
    assert questions[3]["blanks"]["gap"] == {
        "accept": ["no one", "nobody"],
        "feedback": "Also.",
        "misses": [{"text": "hardly anyone", "feedback": "Nearly."}],
    }
    assert questions[4]["text"] == "Two plus two equals {gap}."
    assert questions[5] | {"id": ""} == {
        "id": "", "type": "numeric", "prompt": "When was Ulysses S. Grant born?",
        "answer": 1822, "tolerance": 5,
    }  # fmt: skip
    assert (questions[6]["answer"], questions[6]["tolerance"]) == (3.1415, 0.0005)
    assert questions[6]["feedback"] == {"close": "Good.", "low": "Far off.", "high": "Far off."}
    assert questions[7]["pairs"] == [
        {"left": "Canada", "right": "Ottawa"},
        {"left": "Italy", "right": "Rome"},
    ]
    assert questions[7]["distractors"] == ["Oslo"]
    assert questions[8]["type"] == "multiple-choice"
    assert [each.get("correct", False) for each in questions[8]["options"]] == [
        False, True, True, False,
    ]  # fmt: skip
    assert questions[9] == {
        "id": "write-about-buddha",
        "type": "reflection",
        "prompt": "Write about Buddha.",
        "explanation": "Wide.",
    }
    assert questions[10]["prompt"] == "1 < 2 & &lt;b>?"
    assert [(each.line, each.message) for each in found.notes] == [
        (12, "'hardly anyone' brings 50 % there, and nothing here"),
        (26, "a text between questions was left out; put it into a prompt: "
             "You can use {braces}, 1 = 1: two lines"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("faulty", "why"),
    [
        ("A {=b ~c", "its answers have no end: a '}' is missing before the empty line"),
        ("A =b ~c}", "a '}' stands without '{' before it; write '\\}' if none is meant"),
        ("A {=b ~c} {d}", "it has braces behind its answers; write '\\{' if none are meant"),
        ("A {x =b ~c}", "'x' stands before the first '=' or '~'"),
        ("A {=b->c =d}", "the pair 'd' has no '->'"),
        ("A {#}", "it asks for a number and has none"),
        ("A {#many}", "'many' is no number and no range of numbers"),
        ("A {#1:nan}", "'1:nan' is no number and no range of numbers"),
        ("A {#1e999999999}", "'1e999999999' is no number and no range of numbers"),
        ("A {#*}", "any number is right"),
    ],
)
def test_a_faulty_question_is_told_with_its_line(faulty: str, why: str) -> None:
    if "*" in faulty:
        faulty = faulty.replace("*", "=*")
    questions, notes = restored(f"// a comment\n\n{faulty}\n\nSound {{T}}\n")
    assert len(questions) == 1
    assert notes == [f"3: this question was left out: {why}"]
    with pytest.raises(
        UnreadableInputError, match=re.escape(f"line 1: this question was left out: {why}")
    ):
        read(faulty.encode(), "a-file")


def test_what_has_no_counterpart_is_told() -> None:
    _, notes = restored(
        "::one::A {=%100%b* =%50%c =%0%*#Else. =%100%d#Right.}\n\n"
        "::two::B {#=%100%1:1 =%50%1:3#Near.}\n\n"
        "::three::C {~%70%d ~%30%e ~f}\n\n"
        '::four::[html]D <img src\\="x.png"> {~%50%g ~%25%h =i}'
    )
    assert notes == [
        "1: 'one': the star in 'b*' stands for any letters there, and for itself here",
        "1: 'one': 'c' brings 50 % there, and nothing here",
        "1: 'one': what is said of any other word was left out: Else.",
        "3: 'two': the numbers from -2 to 4, which bring 50 %, were left out: Near.",
        "5: 'three': its options bring 30, 70 % there, and all the same here",
        "7: 'four': a picture or sound was left out: img x.png",
        "7: 'four': 'g' brings 50 % there, and nothing here",
        "7: 'four': 'h' brings 25 % there, and nothing here",
    ]


def test_each_category_becomes_a_quiz() -> None:
    found = read(
        b"A {T}\r\n\r\n$CATEGORY: One\r\n\r\nB {F}\r\n\r\n$CATEGORY: x/One\r\nC {T}\r\n",
        "My file",
    )
    assert [(each.name, each.data["title"]) for each in found] == [
        ("my-file", "My file"),
        ("one", "One"),
        ("one-2", "One"),
    ]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"PK\x03\x04", b"// nothing but this\n"])
def test_what_is_no_gift_is_refused(content: bytes) -> None:
    if content == b"PK\x03\x04":
        content += b"{\x00\x00"
    with pytest.raises(UnreadableInputError):
        read(content, "a-file")


@settings(max_examples=100, deadline=None)
@given(st.text("ab{}=~#:%$\\->.[] \n1/*T", max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read(text.encode(), "a-file")
    except UnreadableInputError:
        return
    for quiz in found:
        for question in quiz.data["questions"]:
            assert question["type"] in all_kinds()


@pytest.mark.parametrize("count", range(1, 21))
def test_shares_are_of_moodles_list_and_make_the_whole(count: int) -> None:
    listed = {100, 50, 25, 20, 12.5, 10, 5, 33.33333, 16.66667, 14.28571, 11.11111}
    found = shares(count)
    assert len(found) == count
    assert {float(each) for each in found} <= listed
    assert round(sum(found), 2) == Decimal(100)
