"""QTI packages, played by QTI Components in a browser, and read again."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from selfcheck.exchange import Texts, UnreadableInputError
from selfcheck.exchange.formats.qti2 import QTI2
from selfcheck.exchange.formats.qti3 import QTI3
from selfcheck.exchange.qti.writing.gaps import spellings
from selfcheck.kinds import all_kinds
from selfcheck.kinds.question import Question
from selfcheck.project import Folders, Project, ProjectReader
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.model import Quiz
from selfcheck.quiz.reader import read_quiz
from selfcheck.source import Source
from tests.conftest import faultless

ROOT = Path(__file__).parents[2]
FOREIGN = ROOT / "tests" / "foreign"
FORMATS = (QTI2, QTI3)

Items = dict[str, str]
"""Items of a package as XML, by quiz and question."""


@pytest.fixture(scope="module")
def project() -> Project:
    return ProjectReader().read(
        Folders(ROOT, ROOT / "docs", ROOT / "quizzes", ROOT / "docs" / "data")
    )


@pytest.fixture(scope="module")
def texts(project: Project) -> Texts:
    return Texts(project.book)


@pytest.fixture(scope="module")
def examples() -> list[BankEntry]:
    """A quiz for every kind."""
    found = []
    for kind in all_kinds().values():
        quiz, _ = read_quiz(Source.read(kind.example, kind.example.name))
        assert quiz is not None
        found.append(BankEntry(kind.name, kind.example.name, kind.example, quiz))
    return found


@pytest.fixture(scope="module")
def everything(project: Project, examples: list[BankEntry]) -> list[BankEntry]:
    """The whole book, and an example of every kind."""
    return [*project.bank, *examples]


def items_of(package: bytes) -> Items:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {
            path.removeprefix("items/").removesuffix(".xml"): archive.read(path).decode()
            for path in archive.namelist()
            if path.startswith("items/")
        }


@pytest.fixture(scope="module")
def qti3(everything: list[BankEntry], texts: Texts) -> Items:
    return items_of(QTI3.export(everything, texts).content)


@pytest.fixture(scope="module")
def qti2(everything: list[BankEntry], texts: Texts) -> Items:
    """Items of QTI 2 in the version that the player knows, by a converter of others."""
    items = items_of(QTI2.export(everything, texts).content)
    node = shutil.which("node")
    assert node, "no node found: run `make test`"
    result = subprocess.run(
        [node, "qti-convert.mjs"],
        cwd=FOREIGN,
        input=json.dumps(list(items.values())),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return dict(zip(items, json.loads(result.stdout), strict=True))


@pytest.fixture(scope="module")
def player(browser: Browser, serve: Callable[[Path], str]) -> Iterator[Page]:
    """A page that plays items; the test fails if the player finds fault with one."""
    with faultless(browser) as context:
        page = context.new_page()
        page.goto(serve(FOREIGN) + "qti-player.html")
        yield page


def words(text: str) -> str:
    """Text with single spaces, as a reader would compare it."""
    return " ".join(text.split())


# What a reader sees


def shown_at_first(question: Question, texts: Texts) -> list[str]:
    """Texts that must be seen before an answer."""
    data = question.model_dump(by_alias=True)
    shown = [texts.prompt(question)]
    for key in ("options", "steps", "items", "because", "turns", "statements"):
        shown += [each["text"] for each in data.get(key) or ()]
    shown += [each["left"] for each in data.get("pairs", ())]
    shown += [each["text"] for each in data.get("nodes", ())]
    plain = [texts.plain(each) for each in shown]
    plain += [each["right"] for each in data.get("pairs", ())]
    plain += [*(data.get("distractors") or ()), *(data.get("groups") or ())]
    plain += [*(data.get("bank") or ()), *filter(None, [data.get("content-note")])]
    return [words(each) for each in plain]


def shown_when_right(question: Question, texts: Texts) -> list[str]:
    """Texts that must be seen after the right answer and, but for options, not before."""
    data = question.model_dump(by_alias=True)
    shown = [data["explanation"]]
    for key in ("options", "because"):
        shown += [each["feedback"] for each in data.get(key) or () if each["correct"]]
    for key in ("steps", "items", "pairs"):
        shown += [each["feedback"] for each in data.get(key) or ()]
    shown += [each["feedback"] for each in data.get("turns", ()) if each["target"]]
    shown += [each["feedback"] for each in data.get("blanks", {}).values()]
    shown += [each["comment"] for each in data.get("exemplars", ())]
    for node in data.get("nodes", ()):
        shown += [each["debrief"] for each in node["choices"]]
    if question.type == "numeric":
        shown.append(data["feedback"]["close"])
    if question.type == "true-false":
        shown.append(data["feedback"][str(data["answer"]).lower()])
    return [words(texts.plain(each)) for each in shown if each]


@pytest.mark.parametrize("version", ["qti2", "qti3"])
def test_every_item_shows_what_it_has_and_scores_the_right_answer(
    version: str,
    everything: list[BankEntry],
    texts: Texts,
    player: Page,
    request: pytest.FixtureRequest,
) -> None:
    items: Items = request.getfixturevalue(version)
    played = player.evaluate("items => player.playAll(items)", list(items.values()))
    results = dict(zip(items, played, strict=True))
    questions = {
        f"{entry.name}/{question.id}": question
        for entry in everything
        for question in entry.quiz.questions
    }
    assert results.keys() == questions.keys()
    for name, question in questions.items():
        result = results[name]
        before, after = words(result["before"]), words(result["text"])
        for text in shown_at_first(question, texts):
            assert text in before, (name, text, before)
        for text in shown_when_right(question, texts):
            assert text in after, (name, text, after)
            assert text not in before, (name, text)
        most = 1 if question.scored and question.type != "scenario" else 0
        assert (result["score"], result["most"]) == (most, most), name


# What an answer is worth: by the rules in the docstrings of the kinds, worked out by hand

SCORES: list[tuple[str, dict[str, Any], float]] = [
    ("single-choice/water-boils", {"RESPONSE": "option1"}, 1),
    ("single-choice/water-boils", {"RESPONSE": "option2"}, 0),
    ("multiple-choice/prime-numbers", {"RESPONSE": ["option1"]}, 0.5),
    ("multiple-choice/prime-numbers", {"RESPONSE": ["option1", "option3", "option2"]}, 0.5),
    ("multiple-choice/prime-numbers", {"RESPONSE": ["option2"]}, 0),
    (
        "multiple-choice/prime-numbers",
        {"RESPONSE": ["option1", "option2", "option3", "option4"]},
        0,
    ),
    ("true-false/feather-in-vacuum", {"RESPONSE": "false", "REASON": "option2"}, 0.5),
    ("true-false/feather-in-vacuum", {"RESPONSE": "true", "REASON": "option1"}, 0),
    ("true-false/feather-in-vacuum", {"RESPONSE": "false"}, 0.5),
    ("highlight/open-questions", {"RESPONSE": ["option3"]}, 0.5),
    ("highlight/open-questions", {"RESPONSE": ["option3", "option5", "option1"]}, 2 / 3),
    ("highlight/open-questions", {"RESPONSE": [f"option{n}" for n in range(1, 6)]}, 0),
    ("fill-in/seasons-typed", {"RESPONSE_1": "SUMMER", "RESPONSE_2": "fall"}, 1),
    ("fill-in/seasons-typed", {"RESPONSE_1": "spring", "RESPONSE_2": "Autumn"}, 0.5),
    ("fill-in/seasons-typed", {"RESPONSE_1": "winter"}, 0),
    ("fill-in/seasons-picked", {"RESPONSE": "word2"}, 1),
    ("fill-in/seasons-picked", {"RESPONSE": "word1"}, 0),
    ("categorizing/states-of-matter", {"RESPONSE": ["left1 right1", "left4 right1"]}, 0),
    (
        "categorizing/states-of-matter",
        {"RESPONSE": ["left1 right1", "left2 right2", "left3 right1", "left4 right1"]},
        0.5,
    ),
    (
        "categorizing/states-of-matter",
        {"RESPONSE": [f"left{n} right1" for n in range(1, 5)]},
        0,
    ),
    ("ordering/planets", {"RESPONSE": ["step2", "step1", "step3", "step4"]}, 2 / 3),
    ("ordering/planets", {"RESPONSE": ["step3", "step1", "step2", "step4"]}, 1 / 3),
    ("ordering/planets", {"RESPONSE": ["step2", "step1", "step4", "step3"]}, 1 / 3),
    ("ordering/planets", {"RESPONSE": ["step4", "step3", "step2", "step1"]}, 0),
    ("numeric/water-on-earth", {"RESPONSE": "67"}, 1),
    ("numeric/water-on-earth", {"RESPONSE": "75"}, 1),
    ("numeric/water-on-earth", {"RESPONSE": "84"}, 17 / 26),
    ("numeric/water-on-earth", {"RESPONSE": "58"}, 17 / 26),
    ("numeric/water-on-earth", {"RESPONSE": "41"}, 0),
    ("numeric/water-on-earth", {"RESPONSE": "101"}, 0),
    ("reflection/last-thing-learnt", {"RESPONSE": "Yesterday."}, 0),
]


@pytest.mark.parametrize("version", ["qti2", "qti3"])
def test_a_part_of_an_answer_is_worth_what_it_is_worth_on_the_site(
    version: str, player: Page, request: pytest.FixtureRequest
) -> None:
    items: Items = request.getfixturevalue(version)
    for name, answer, share in SCORES:
        player.evaluate("xml => player.load(xml)", items[name])
        player.evaluate("answer => player.respond(answer)", answer)
        # The player writes numbers with three places.
        score = player.evaluate("player.check()")["score"]
        assert score == pytest.approx(share, abs=0.0006), (name, answer)


def test_pairs_are_worth_their_part(player: Page, qti3: Items) -> None:
    player.evaluate("xml => player.load(xml)", qti3["matching/capitals"])
    right = player.evaluate("player.correct()")["RESPONSE"]
    first, second, third = (pair.split() for pair in right)
    answer = [" ".join(first), f"{second[0]} {third[1]}", f"{third[0]} {second[1]}"]
    player.evaluate("answer => player.respond({ RESPONSE: answer })", answer)
    result = player.evaluate("player.check()")
    assert result["score"] == pytest.approx(1 / 3, abs=0.0006)
    said = words(result["text"])
    assert "Australia Right." in said
    assert "Canada Goes with: Ottawa" in said
    assert "Turkey Goes with: Ankara" in said


# What is said to a wrong answer

FEEDBACK: list[tuple[str, dict[str, Any], list[str]]] = [
    ("single-choice/water-boils", {"RESPONSE": "option3"}, ["A closed pressure cooker"]),
    ("multiple-choice/prime-numbers", {"RESPONSE": ["option2"]}, ["It is odd, as nearly"]),
    (
        "true-false/feather-in-vacuum",
        {"RESPONSE": "true", "REASON": "option3"},
        ["It does in air", "A larger thing meets more"],
    ),
    ("highlight/open-questions", {"RESPONSE": ["option1"]}, ["A yes or a no would be"]),
    (
        "fill-in/seasons-typed",
        {"RESPONSE_1": "Spring", "RESPONSE_2": "may"},
        [
            "“spring”: Not right. Right: summer",
            "Spring brings the first warm days",
            "Gap 2: Not right. Right: autumn",
            "The days are longest",
        ],
    ),
    ("numeric/water-on-earth", {"RESPONSE": "12"}, ["Too low", "Maps of the land", "71%"]),
    ("numeric/water-on-earth", {"RESPONSE": "90"}, ["Too high", "more than a quarter is land"]),
    (
        "ordering/planets",
        {"RESPONSE": ["step2", "step1", "step3", "step4"]},
        ["Mercury Belongs in place 1", "Earth In its place", "the one we live on"],
    ),
    (
        "categorizing/states-of-matter",
        {"RESPONSE": ["left4 right2"]},
        ["Candle wax Belongs to: Solid", "Soft is not liquid"],
    ),
]


@pytest.mark.parametrize("version", ["qti2", "qti3"])
def test_a_wrong_answer_is_answered(
    version: str, player: Page, request: pytest.FixtureRequest
) -> None:
    items: Items = request.getfixturevalue(version)
    for name, answer, expected in FEEDBACK:
        before = words(player.evaluate("xml => player.load(xml)", items[name]))
        player.evaluate("answer => player.respond(answer)", answer)
        after = words(player.evaluate("player.check()")["text"])
        for said in expected:
            assert said in after, (name, said, after)
            assert said not in before, (name, said)


def test_no_answer_is_not_answered(player: Page, qti3: Items) -> None:
    for name in ("single-choice/water-boils", "numeric/water-on-earth", "fill-in/seasons-typed"):
        before = player.evaluate("xml => player.load(xml)", qti3[name])
        assert player.evaluate("player.check()") == {"score": 0, "most": 1, "text": before}


# By hand: what a reader does


def play(player: Page, xml: str) -> None:
    player.evaluate("xml => player.load(xml)", xml)


def score(player: Page) -> float:
    return float(player.evaluate("player.check()")["score"])


def test_options_are_clicked(player: Page, qti3: Items) -> None:
    play(player, qti3["multiple-choice/prime-numbers"])
    for text in ("Two", "Eleven"):
        player.locator("qti-simple-choice", has_text=text).click()
    assert score(player) == 1
    assert player.get_by_text("It is the one even prime").is_visible()
    assert player.get_by_text("It is odd, as nearly all primes are").is_hidden()
    assert player.get_by_text("A prime has exactly two divisors.").is_visible()


def test_gaps_are_typed(player: Page, qti3: Items) -> None:
    play(player, qti3["fill-in/seasons-typed"])
    gaps = player.locator("qti-text-entry-interaction input")
    gaps.nth(0).fill("summer")
    gaps.nth(1).fill("spring")
    player.keyboard.press("Tab")
    assert score(player) == 0.5


def test_words_of_a_bank_are_picked(player: Page, qti3: Items) -> None:
    play(player, qti3["fill-in/seasons-picked"])
    player.locator("qti-inline-choice-interaction button").first.click()
    player.locator("qti-inline-choice", has_text="spring").click()
    assert score(player) == 1


def test_pairs_are_ticked_in_a_table(player: Page, qti3: Items) -> None:
    play(player, qti3["matching/capitals"])
    for pair in player.evaluate("player.correct()")["RESPONSE"]:
        player.locator(f'qti-match-interaction input[value="{pair}"]').check()
    assert score(player) == 1


def test_a_number_is_typed(player: Page, qti3: Items) -> None:
    play(player, qti3["numeric/water-on-earth"])
    player.locator("qti-text-entry-interaction input").fill("70.5")
    player.keyboard.press("Tab")
    assert score(player) == 1


@pytest.mark.parametrize("version", ["qti2", "qti3"])
def test_a_hint_is_shown_to_who_asks_and_nothing_else(
    version: str, player: Page, request: pytest.FixtureRequest
) -> None:
    items: Items = request.getfixturevalue(version)
    play(player, items["single-choice/water-boils"])
    hint = player.get_by_text("What holds the water’s molecules back?")
    assert hint.is_hidden()
    player.get_by_role("button", name="Hint").click()
    assert hint.is_visible()
    assert player.get_by_text("Water boils where its vapour").is_hidden()


def test_a_hint_for_a_task_leaves_the_comparison_for_later(player: Page, qti3: Items) -> None:
    name = next(
        name
        for name, xml in qti3.items()
        if "qti-extended-text" in xml and "HINT" in xml and "selfcheck-compare" in xml
    )
    play(player, qti3[name])
    player.get_by_role("button", name="Hint").click()
    compare = player.locator(".selfcheck-compare")
    assert compare.is_hidden()
    player.locator("qti-extended-text-interaction textarea").fill("A reply.")
    player.keyboard.press("Tab")
    score(player)
    assert compare.is_visible()
