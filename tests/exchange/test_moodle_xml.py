"""Moodle XML: what goes out is as Moodle writes it, and comes back; what is hostile is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfcheck.exchange import Texts, UnreadableInputError
from selfcheck.exchange.formats.moodle_xml import MOODLE_XML, read
from selfcheck.exchange.moodle.cloze import read_gaps, with_gaps
from selfcheck.exchange.moodle.items import GAP, Answer, Gap
from selfcheck.kinds import all_kinds
from selfcheck.project import Project
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.reader import read_quiz
from selfcheck.source import Source
from tests.exchange.round_trip import TEXTS, comes_back
from tests.exchange.strategies import NASTY, entries

ROOT = Path(__file__).parents[2]
PLAYED = [kind for kind in all_kinds() if "play" not in MOODLE_XML.leaves[kind]]


def exported(kind: str) -> list[Any]:
    """The questions of a kind's example as XML, without the category."""
    example = all_kinds()[kind].example
    quiz, problems = read_quiz(Source.read(example))
    assert quiz, problems
    entry = BankEntry(kind, example.name, example, quiz)
    root = fromstring(MOODLE_XML.export([entry], TEXTS).content)
    category, *questions = root
    assert category.findtext("category/text") == f"$course$/top/{quiz.title}"
    assert [each.findtext("idnumber") for each in questions] == [
        each.findtext("name/text") for each in questions
    ]
    return questions


def fractions(question: Any) -> list[str]:
    return [each.get("fraction") for each in question.findall("answer")]


def test_options_have_shares_of_the_marks() -> None:
    single = exported("single-choice")[0]
    assert single.get("type") == "multichoice"
    assert single.findtext("single") == "true"
    assert sorted(fractions(single)) == ["0", *["0"] * (len(fractions(single)) - 2), "100"]
    several = exported("multiple-choice")[0]
    assert several.findtext("single") == "false"
    assert fractions(several) == ["50", "-50", "50", "-50"]
    assert all(each.findtext("feedback/text") for each in several.findall("answer"))
    assert several.findtext("generalfeedback/text") == "<p>A prime has exactly two divisors.</p>"


def test_a_reason_is_a_question_of_its_own() -> None:
    judgement, reason = exported("true-false")
    assert judgement.get("type") == "truefalse"
    assert [each.findtext("text") for each in judgement.findall("answer")] == ["true", "false"]
    assert fractions(judgement) == ["0", "100"]
    assert reason.findtext("idnumber") == "true-false/feather-in-vacuum/because"
    assert fractions(reason) == ["100", "0", "0"]


def test_gaps_are_written_into_the_text() -> None:
    typed, picked = exported("fill-in")
    assert typed.get("type") == "cloze"
    text, gaps = read_gaps(typed.findtext("questiontext/text"), pytest.fail)
    assert text.count(GAP) == 2
    assert [[each.text for each in gap.answers] for gap in gaps] == [
        ["summer", "spring", "*"],
        ["autumn", "fall", "*"],
    ]
    assert [each.percent for each in gaps[0].answers] == [100, 0, 0]
    assert "{1:SHORTANSWER:=summer#" in typed.findtext("questiontext/text")
    assert "{1:MULTICHOICE:%0%autumn#" in picked.findtext("questiontext/text")


def test_pairs_steps_and_numbers_have_types_of_their_own() -> None:
    matching = exported("matching")[0]
    assert matching.get("type") == "matching"
    pairs = [
        (each.findtext("text"), each.findtext("answer/text"))
        for each in matching.findall("subquestion")
    ]
    assert pairs[0] == ("Australia", "Canberra")
    assert pairs[-1] == ("", "Toronto")
    ordering = exported("ordering")[0]
    assert ordering.get("type") == "ordering"
    assert [each.findtext("text") for each in ordering.findall("answer")] == [
        "Mercury", "Venus", "Earth", "Mars",
    ]  # fmt: skip
    assert ordering.findtext("selecttype") == "ALL"
    numeric = exported("numeric")[0]
    assert numeric.get("type") == "numerical"
    assert [
        (each.get("fraction"), each.findtext("text"), each.findtext("tolerance"))
        for each in numeric.findall("answer")
    ] == [("100", "71", "4"), ("0", "35.5", "35.5"), ("0", "85.5", "14.5")]


def test_what_is_written_about_has_its_comparison_behind_it() -> None:
    for kind in ("practice", "scenario", "rating", "reflection"):
        (essay,) = exported(kind)
        assert essay.get("type") == "essay"
        assert essay.findtext("generalfeedback/text")


def test_hints_tags_and_order_go_along() -> None:
    questions = {
        question.findtext("idnumber"): question
        for kind in all_kinds()
        for question in exported(kind)
    }
    hinted = [each for each in questions.values() if each.find("hint") is not None]
    assert hinted
    highlight = questions["highlight/open-questions"]
    assert highlight.findtext("shuffleanswers") == "false"
    assert highlight.findtext("tags/tag/text") == "kind:highlight"


def test_every_question_of_the_book_comes_back(project: Project) -> None:
    texts = Texts(project.book)
    found = read(MOODLE_XML.export(list(project.bank), texts).content, "book")
    assert [each.name for each in found] == [entry.name for entry in project.bank]
    for quiz, entry in zip(found, project.bank, strict=True):
        ids = [each.id for each in entry.quiz.questions]
        assert [each["id"] for each in quiz.data["questions"]] == ids
        assert len(quiz.notes) == sum(
            "play" in MOODLE_XML.leaves[each.type] for each in entry.quiz.questions
        )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries(PLAYED))
def test_what_is_carried_comes_back(entry: BankEntry) -> None:
    comes_back(MOODLE_XML, entry)


@given(
    st.lists(
        st.builds(
            Answer,
            st.one_of(st.sampled_from(NASTY), st.text("a&#;~}\\=%{<>", min_size=1)).map(
                lambda word: f"a{word}b"
            ),
            st.sampled_from([Decimal(100), Decimal(0), Decimal(50)]),
            st.one_of(st.just(""), st.sampled_from(NASTY).map("<p>{}</p>".format)),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_sign_can_stand_in_a_gap(answers: list[Answer]) -> None:
    plain = [
        Answer(each.text.replace("*", "").replace("\\", ""), each.percent,
               each.feedback.replace("\\", ""))
        for each in answers
    ]  # fmt: skip
    stem, gaps = read_gaps(
        with_gaps(f"before {GAP} after", [Gap(plain, offered=False)]), pytest.fail
    )
    assert stem == f"before {GAP} after"
    assert gaps == [Gap(plain, offered=False)]


def xml(question: str, type: str) -> bytes:
    return (
        f'<quiz><question type="{type}"><name><text>Q</text></name>{question}</question>'
        '<question type="truefalse"><name><text>sound</text></name>'
        '<answer fraction="100"><text>true</text></answer>'
        '<answer fraction="0"><text>false</text></answer></question></quiz>'
    ).encode()


def asked(text: str, format: str = "html") -> str:
    return f'<questiontext format="{format}"><text><![CDATA[{text}]]></text></questiontext>'


def first(content: bytes) -> tuple[dict[str, Any], list[str]]:
    """The first question that comes in, and the notes."""
    (found,) = read(content, "a-file")
    return found.data["questions"][0], [each.message for each in found.notes]


def test_cloze_from_others_comes_in() -> None:
    question, notes = first(
        xml(
            asked(
                "<p>In {1:MC:~Paris#No.~=Rome#Yes, \\} and \\~.} or "
                "{:SA:=one~%50%two#Half &amp;lt;.} or {2:NUMERICAL:=5:0.1#Five.~*}.</p>"
            ),
            "cloze",
        )
    )
    assert question["text"] == "In {gap-1} or {gap-2} or {gap-3}."
    assert question["blanks"] == {
        "gap-1": {"accept": ["Rome"], "feedback": "Yes, } and ~.",
                  "misses": [{"text": "Paris", "feedback": "No."}]},
        "gap-2": {"accept": ["one"], "misses": [{"text": "two", "feedback": "Half &lt;."}]},
        "gap-3": {"accept": ["5"], "feedback": "Five."},
    }  # fmt: skip
    assert question["bank"] == ["Paris", "Rome", "one", "5"]
    assert notes == [
        "'Q': the gap takes 5 with a tolerance of 0.1; here it is exact",
        "'Q': 'two' brings 50 % there, and nothing here",
        "'Q': each gap has words of its own to pick from; here all are in one bank",
    ]


@pytest.mark.parametrize("tag", ["dragbox", "selectoption"])
def test_words_dragged_or_selected_into_a_text_become_a_bank(tag: str) -> None:
    words = "".join(
        f"<{tag}><text>{word}</text><group>1</group></{tag}>" for word in ("a", "b", "c")
    )
    kind = "ddwtos" if tag == "dragbox" else "gapselect"
    question, notes = first(xml(asked("<p>x [[2]] y [[1]]</p>") + words, kind))
    assert question["text"] == "x {gap-1} y {gap-2}"
    assert question["bank"] == ["a", "b", "c"]
    assert question["blanks"] == {"gap-1": {"accept": ["b"]}, "gap-2": {"accept": ["a"]}}
    assert notes == []


@pytest.mark.parametrize(
    ("format", "text", "expected"),
    [
        ("html", "a <b>b</b>\nc", "a **b** c"),
        ("moodle_auto_format", "a\nb", "a  \nb"),
        ("plain_text", "<b>*", "&lt;b>\\*"),
        ("markdown", "a **b** \\*", "a **b** \\*"),
    ],
)
def test_texts_come_in_from_each_format(format: str, text: str, expected: str) -> None:
    question, _ = first(xml(asked(text, format), "essay"))
    assert question["prompt"] == expected


@pytest.mark.parametrize(
    ("type", "inside", "why"),
    [
        ("calculated", "",
         "Q' was left out: a question of the type 'calculated' has no counterpart"),
        ("cloze", asked("{1:SA:=a"), "Q' was left out: a gap has no end: a '}' is missing"),
        ("cloze", asked("none"), "Q' was left out: its text has no gap"),
        ("cloze", asked("{1:MR:=a}"), "Q' was left out: a gap of the type MR has no counterpart"),
        ("gapselect", asked("[[9]]"), "Q' was left out: there is no word for the gap [[9]]"),
        ("truefalse", asked("x"), "Q' was left out: it does not say what is right"),
        ("numerical", '<answer fraction="100"><text>x</text></answer>',
         "Q' was left out: 'x' is no number"),
        ("multichoice", '<answer fraction="x"><text>x</text></answer>',
         "Q' was left out: 'x' is no share of the marks"),
        ("essay", "<hidden>1</hidden>", "Q': it is hidden there, and will be seen here"),
        ("essay", "<graderinfo><text>Strict!</text></graderinfo>",
         "Q': its graderinfo was left out: Strict!"),
        ("essay", '<questiontext><text>x</text><file name="a.png">AA</file></questiontext>',
         "Q': a file was left out: a.png"),
        ("multichoice", "<incorrectfeedback><text>Think!</text></incorrectfeedback>",
         "Q': its incorrectfeedback was left out: Think!"),
        ("shortanswer", "<usecase>1</usecase>", "Q': capital letters count there, and not here"),
        ("numerical", "<units><unit><unit_name>cm</unit_name></unit></units>",
         "Q': its units were left out: cm"),
    ],
)  # fmt: skip
def test_what_has_no_counterpart_is_told(type: str, inside: str, why: str) -> None:
    _, notes = first(xml(inside, type))
    assert f"'{why}" in notes


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"words",
        b"<quiz>",
        b"<quiz></quiz>",
        b"<html></html>",
        b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>',
        b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz></quiz>',
        b'<?xml version="1.0" encoding="no-such"?><quiz></quiz>',
        b'<quiz><question type="random"></question></quiz>',
        b"\xff\xfe\x00\x00",
    ],
)
def test_what_is_no_moodle_xml_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableInputError):
        read(content, "a-file")
