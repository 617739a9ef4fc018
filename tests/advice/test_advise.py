"""The face of the package: diagnostics with places, waivers, robustness, speed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfcheck.advice import advise, all_rules, judge
from selfcheck.advice.examples import ASKED, fill, many, pick
from selfcheck.advice.item import Item
from selfcheck.advice.text import plain, question_sentence, sentences, unquoted
from selfcheck.kinds import all_kinds
from selfcheck.quiz import BankReader, Quiz
from tests.advice.helpers import codes, problems, quiz_of, read

WORDY = all_rules()["longest-is-right"].bad


def test_diagnostics_name_file_line_and_column(tmp_path: Path) -> None:
    text = quiz_of(WORDY)
    (tmp_path / "bees.yml").write_text(text, "utf-8")
    bank = BankReader().read(tmp_path, "quizzes")
    [found] = [each for each in advise(bank) if each.code == "longest-is-right"]
    line = text.splitlines().index("      - text: " + _option(text)) + 1
    assert (found.path, found.line, found.severity) == ("quizzes/bees.yml", line, "warning")
    assert found.column == 15


def test_of_one_quiz_the_same_is_said_as_in_the_whole_bank(tmp_path: Path) -> None:
    for rule in all_rules().values():
        text = rule.bad if rule.bad.startswith("title:") else quiz_of(rule.bad)
        (tmp_path / f"{rule.name}.yml").write_text(text, "utf-8")
    bank = BankReader().read(tmp_path)
    assert len(list(bank)) == len(all_rules())
    everything = advise(bank)
    alone = [each for entry in bank for each in advise(bank, only=entry.name)]
    assert len(everything) > len(all_rules())
    assert {str(each) for each in everything} == {str(each) for each in alone}
    assert len(everything) == len(alone)


def _option(text: str) -> str:
    return next(line for line in text.splitlines() if "- text:" in line).partition("text: ")[2]


def test_file_that_has_gone_is_no_crash(tmp_path: Path) -> None:
    file = tmp_path / "bees.yml"
    file.write_text("title: A\nquestions:\n  - id: a\n    type: true-false\n    prompt: A\n"
                    "    answer: true\n    feedback: {true: A, false: B}\n")  # fmt: skip
    bank = BankReader().read(tmp_path)
    file.unlink()
    assert advise(bank)


def test_waiver_silences_its_rule_in_its_question_alone() -> None:
    waived = WORDY + "waive:\n  longest-is-right: the qualification is what is asked for\n"
    assert "longest-is-right" in codes(WORDY)
    assert not {"longest-is-right", "needless-waiver"} & codes(waived)


def test_waiver_silences_a_rule_about_the_bank_where_it_points() -> None:
    bad = all_rules()["mostly-recall"].bad
    waived = bad.replace(
        "level: recall", "level: recall\n    waive: {mostly-recall: a glossary}", 1
    )
    assert "mostly-recall" not in codes(waived)


def test_needless_waiver_is_reported_at_its_key() -> None:
    good = all_rules()["longest-is-right"].good
    [found] = problems(good + "waive:\n  longest-is-right: it once was\n")
    assert (found.code, found.severity, found.on_key) == ("needless-waiver", "warning", True)
    assert found.at == ("questions", 0, "waive", "longest-is-right")


def test_unknown_rule_in_a_waiver_is_reported_with_what_was_meant() -> None:
    good = all_rules()["longest-is-right"].good
    [found] = problems(good + "waive:\n  longest-is-rigth: a slip\n")
    assert (found.code, found.hint) == ("unknown-rule", "did you mean 'longest-is-right'?")


def test_bank_rules_look_across_quizzes() -> None:
    one = read(pick("What do bees of a hive do in very cold winter weather?", "A", "B", "C"))[1]
    found = {(name, problem.code) for name, problem in judge({"one": one, "two": one})}
    assert ("two", "near-equal-prompts") in found
    assert ("one", "near-equal-prompts") not in found


def test_groups_are_told_apart_by_chapter() -> None:
    def asked(position: int) -> Quiz:
        claims = ["A claim on {}", "Claim on {}"]
        claims.insert(position, "This is a claim on {}")
        return read(
            many(8, lambda _, topic: pick(ASKED.format(topic), *(c.format(topic) for c in claims)))
        )[1]

    halves = asked(0), asked(1)
    found = [
        problem
        for _, problem in judge(dict(zip(("one", "two"), halves, strict=True)))
        if problem.code == "longest-key-bank"
    ]
    assert ["the quiz 'one'" in each.message for each in found] == [True, False]


def test_empty_bank() -> None:
    assert list(judge({})) == []


@pytest.mark.parametrize("kind", all_kinds().values(), ids=lambda kind: kind.name)
def test_every_kind_is_read_without_a_crash(kind: Any) -> None:
    codes(kind.example.read_text("utf-8"))


SCRAPS = (
    "the bees “ ” ‘ ’ ' \" . ? ! ... * ** _ [ ] ( ) > # - 1. 5 1–5 1,000 to and A B only always "
    "may option above not except suicide a/an {a} @x2000 [[t|u]] \n \n\n é ß 東京 ing To"
)

# Text as it comes: prose, Markdown, quotation marks, letters of all scripts.
TEXT = st.one_of(
    st.text(min_size=1, max_size=40),
    st.lists(
        st.sampled_from(SCRAPS.split(" ")),
        min_size=1,
        max_size=20,
    ).map(" ".join),
).filter(str.strip)


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(
        st.sampled_from(
            ["single-choice", "multiple-choice", "true-false", "fill-in", "matching", "ordering"]
        )
    )

    def options(rights: int) -> list[dict[str, Any]]:
        count = draw(st.integers(rights + 1, 6))
        return [
            {"text": f"{n} {draw(TEXT)}"[:300], "correct": n < rights, "feedback": draw(TEXT)}
            for n in range(count)
        ]

    data: dict[str, Any] = {"id": "a", "type": kind, "prompt": draw(TEXT)}
    if draw(st.booleans()):
        data |= {"hint": draw(TEXT), "explanation": draw(TEXT), "objective": "b", "level": "recall"}
    if draw(st.booleans()):
        data["waive"] = {draw(st.sampled_from([*all_rules(), "nothing"])): "a reason"}
    match kind:
        case "single-choice":
            data |= {"options": options(1), "shuffle": draw(st.booleans())}
        case "multiple-choice":
            data["options"] = options(draw(st.integers(1, 3)))
        case "true-false":
            data |= {"answer": draw(st.booleans())}
            data["feedback"] = {"true": draw(TEXT), "false": draw(TEXT)}
            if draw(st.booleans()):
                data["because"] = options(1)
        case "fill-in":
            data["text"] = draw(TEXT).replace("{a}", "") + " {gap}"
            data["blanks"] = {"gap": {"accept": [f"x{draw(TEXT)}"[:90]], "feedback": draw(TEXT)}}
        case "matching":
            pair = {"right": "x", "feedback": draw(TEXT)}
            data["pairs"] = [{"left": f"{n} {draw(TEXT)}", **pair} for n in range(3)]
            data["distractors"] = ["y"]
        case "ordering":
            data["steps"] = [
                {"text": f"{n} {draw(TEXT)}", "feedback": draw(TEXT)} for n in range(3)
            ]
    return data


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(questions(), min_size=1, max_size=12))
def test_no_valid_quiz_makes_a_rule_raise(drawn: list[dict[str, Any]]) -> None:
    quiz = Quiz.model_validate({"title": "A", "questions": drawn})
    for name, problem in judge({"one": quiz, "two": quiz}):
        assert name in ("one", "two")
        assert problem.at[:2] == ("questions", problem.at[1])
        assert problem.message
        assert problem.severity == "warning"


@pytest.mark.parametrize(
    "mark", ["“", '"', "‘", "'", "[", "[[", "<a", "(", "*", "_", "@", ". A", "{a"]
)
def test_hostile_text_costs_little(mark: str) -> None:
    text = (mark * 10_000)[:10_000]
    started = time.perf_counter()
    for read_as in (plain, unquoted, sentences, question_sentence):
        read_as(text)
    assert time.perf_counter() - started < 1


def test_two_thousand_questions_take_seconds() -> None:
    asked = many(100, lambda number, _: fill(f"Word {number} is {{a}} here.", a=f"w{number}"))
    quiz = read(asked)[1]
    started = time.perf_counter()
    assert list(judge({f"quiz-{n}": quiz for n in range(20)}))
    assert time.perf_counter() - started < 6  # it takes a tenth of that; slow machines take more


def test_item_ignores_lists_that_are_no_options() -> None:
    for kind in all_kinds().values():
        _, quiz = read(kind.example.read_text("utf-8"))
        for position in range(len(quiz.questions)):
            for choices in Item("a", quiz, position).choices:
                assert choices.right and choices.wrong  # noqa: PT018
