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
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from selfcheck.book import Book
from selfcheck.exchange import Imported, Texts, UnreadableInputError, archives
from selfcheck.exchange.format import Format
from selfcheck.exchange.formats.qti2 import QTI2
from selfcheck.exchange.formats.qti3 import QTI3
from selfcheck.exchange.qti.writing.gaps import spellings
from selfcheck.exchange.qti.xml import clean
from selfcheck.kinds import all_kinds
from selfcheck.kinds.question import Question
from selfcheck.pages.messages import Messages
from selfcheck.project import Project
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
def texts(project: Project) -> Texts:
    return Texts(project.book)


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
def qti2(project: Project, examples: list[BankEntry], texts: Texts) -> Items:
    """Items of QTI 2 in the version that the player knows, by a converter of others.

    It takes a tenth of a second for each, so that one quiz stands for the book.
    """
    entries = [project.bank.entries["together"], *examples]
    items = items_of(QTI2.export(entries, texts).content)
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
    if version == "qti3":
        assert results.keys() == questions.keys()
    for name, result in results.items():
        question = questions[name]
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


def test_no_answer_is_not_answered(player: Page, qti3: Items, examples: list[BankEntry]) -> None:
    names = [
        f"{entry.name}/{question.id}"
        for entry in examples
        for question in entry.quiz.questions
        if question.scored and question.type != "scenario"
    ]
    assert len(names) > 8
    for name in names:
        before = player.evaluate("xml => player.load(xml)", qti3[name])
        assert player.evaluate("player.check()") == {"score": 0, "most": 1, "text": before}, name


# By hand: what a reader does


def play(player: Page, xml: str) -> None:
    player.evaluate("xml => player.load(xml)", xml)


def score(player: Page) -> float:
    return float(player.evaluate("player.check()")["score"])


def test_options_are_clicked(player: Page, qti3: Items) -> None:
    play(player, qti3["multiple-choice/prime-numbers"])
    for text in ("Two", "Eleven"):
        player.get_by_text(text, exact=True).click()
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


# The files themselves


@pytest.mark.parametrize("format", FORMATS, ids=lambda each: each.name)
def test_the_same_quizzes_give_the_same_bytes(
    format: Format, everything: list[BankEntry], texts: Texts, project: Project
) -> None:
    again = Texts(project.book)
    assert format.export(everything, texts) == format.export(everything, again)


@pytest.mark.parametrize("format", FORMATS, ids=lambda each: each.name)
def test_the_manifest_lists_every_file_and_comes_first(
    format: Format, everything: list[BankEntry], texts: Texts
) -> None:
    with zipfile.ZipFile(io.BytesIO(format.export(everything, texts).content)) as archive:
        names = archive.namelist()
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        tests = [archive.read(name).decode() for name in names if name.startswith("tests/")]
    assert names[0] == "imsmanifest.xml"
    listed = [node.get("href") for node in manifest.iter() if node.tag.endswith("}file")]
    assert sorted(filter(None, listed)) == sorted(names[1:])
    identifiers = [node.get("identifier") for node in manifest.iter() if node.get("href")]
    identifiers = [each for each in identifiers if each]
    assert len(identifiers) == len(set(identifiers)) == len(names) - 1
    needed = {node.get("identifierref") for node in manifest.iter() if node.get("identifierref")}
    assert needed <= set(identifiers)
    # A test names its items by the paths that lead from it to them.
    for test in tests:
        hrefs = [part.partition('"')[0] for part in test.split('href="')[1:]]
        assert hrefs
        assert {href.removeprefix("../") for href in hrefs} <= set(names)


def test_items_are_of_the_language_of_the_site(examples: list[BankEntry], project: Project) -> None:
    german = Texts(project.book, Messages("de"))
    for format in FORMATS:
        for xml in items_of(format.export(examples, german).content).values():
            assert 'xml:lang="de"' in xml
    hint = items_of(QTI3.export(examples, german).content)["single-choice/water-boils"]
    assert 'title="Tipp"' in hint


def test_every_kind_goes_out_and_says_what_stays_behind() -> None:
    for format in FORMATS:
        assert format.leaves.keys() == all_kinds().keys()
        partly = {kind for kind in all_kinds() if format.support(kind) != "whole"}
        assert partly == {"practice", "rating", "scenario"}


def test_words_are_accepted_as_readers_spell_them() -> None:
    assert spellings("Flückiger’s self-report") == [
        "Flückiger’s self-report",
        "Flückiger's self-report",
        "Flückiger’s self report",
        "Fluckiger’s self-report",
        "Fluckiger's self-report",
        "Fluckiger’s self report",
        "fluckigers self report",
    ]
    assert spellings("yes!") == ["yes!", "yes"]
    assert spellings("Straße") == ["Straße"]


# Read again

FILING = {"objective", "level", "section", "sources", "covers", "waive"}
WRITTEN = {"practice", "rating", "scenario"}


def read_again(format: Format, entries: list[BankEntry], texts: Texts) -> dict[str, Imported]:
    assert format.read
    return {each.name: each for each in format.read(format.export(entries, texts).content, "stem")}


def as_words(value: Any, texts: Texts) -> Any:
    """Data with its Markdown as plain words."""
    match value:
        case dict():
            return {key: as_words(each, texts) for key, each in value.items()}
        case list():
            return [as_words(each, texts) for each in value]
        case str():
            # Characters that XML can't hold have no way through.
            return words(texts.plain(clean(value)))
    return value


def assert_same(one: Question, other: Question, texts: Texts) -> None:
    expected, found = (
        as_words(each.model_dump(by_alias=True, exclude=FILING), texts) for each in (one, other)
    )
    if expected.get("figure"):
        # The number arrives, and not the name that it has in this book.
        expected.update(answer=texts.book.figures[expected["figure"]].value, figure=None)
    # They arrive in the order in which their column was mixed, and theirs means nothing.
    for data in (expected, found):
        data.get("distractors", []).sort()
    assert found == expected


@pytest.mark.parametrize("format", FORMATS, ids=lambda each: each.name)
def test_what_goes_out_comes_in_again(
    format: Format, everything: list[BankEntry], texts: Texts
) -> None:
    found = read_again(format, everything, texts)
    assert len(found) == len(everything)
    for entry in everything:
        imported = found[entry.name.replace("_", "-")]
        rows = imported.data["questions"]
        assert [row["id"] for row in rows] == [each.id for each in entry.quiz.questions]
        for row, question in zip(rows, entry.quiz.questions, strict=True):
            if question.type in WRITTEN:
                assert row["type"] == "reflection"
                assert any(question.id in note.message for note in imported.notes)
            else:
                again = Quiz.model_validate({"title": "x", "questions": [row]})
                assert_same(question, again.questions[0], texts)
        assert imported.data["title"] == entry.quiz.title
        assert imported.data.get("description") == entry.quiz.description


PIECES = [
    *("<b>", "&amp;", "]]>", "*x*", "**y**", "`z`", "\\", "|", "ß", "“q”", "x_y_z", "1.", "\x01"),
    *("{not}", "#", "- d", "--", "a\n\nb", "🌊", "\u200f", "'", '"', "-->", "<!--", "%", "\ufffe"),
]
NASTY = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join)


@settings(deadline=None)
@given(st.lists(NASTY.map(lambda text: f"w {text} w"), min_size=9, max_size=9))
def test_nasty_texts_survive(nasty: list[str]) -> None:
    texts = Texts(Book())
    a, b, c, d, e, f, g, h, i = nasty
    line = [words(clean(each).replace("{", "(")) for each in nasty]
    questions: list[dict[str, Any]] = [
        {
            "id": "choice",
            "type": "multiple-choice",
            "prompt": a,
            "options": [
                {"text": f"1 {b}", "correct": True, "feedback": c},
                {"text": f"2 {d}", "feedback": e},
            ],
            "hint": f,
            "explanation": g,
            "content-note": line[7],
        },
        {
            "id": "pairs",
            "type": "matching",
            "prompt": h,
            "pairs": [
                {"left": f"1 {i}", "right": f"1 {line[0]}", "feedback": a},
                {"left": f"2 {b}", "right": f"2 {line[2]}", "feedback": d},
            ],
            "distractors": [f"3 {line[3]}"],
        },
        {
            "id": "order",
            "type": "ordering",
            "prompt": e,
            "steps": [{"text": f"1 {f}", "feedback": g}, {"text": f"2 {h}", "feedback": i}],
        },
    ]
    quiz = Quiz.model_validate({"title": line[8], "introduction": a, "questions": questions})
    entry = BankEntry("nasty", "nasty.yml", Path("nasty.yml"), quiz)
    for format in FORMATS:
        data = read_again(format, [entry], texts)["nasty"].data
        again = Quiz.model_validate(data)
        assert again.title == words(quiz.title)
        for one, other in zip(quiz.questions, again.questions, strict=True):
            assert_same(one, other, texts)


# Items of others


def one(xml: str) -> tuple[dict[str, Any], list[str]]:
    """The question that an item becomes, and what is noted."""
    assert QTI2.read
    (imported,) = QTI2.read(xml.encode(), "An Item")
    assert imported.name == "an-item"
    return imported.data["questions"][0], [note.message for note in imported.notes]


def foreign2(declared: str, body: str, rest: str = "") -> str:
    return (
        '<?xml version="1.0"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" '
        f'identifier="Q1" title="T" adaptive="false" timeDependent="false">{declared}'
        f"<itemBody>{body}</itemBody>{rest}</assessmentItem>"
    )


def foreign3(declared: str, body: str, rest: str = "") -> str:
    return (
        '<q:qti-assessment-item xmlns:q="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" '
        'xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="Q1" title="T">'
        f"{declared}<qti-item-body>{body}</qti-item-body>{rest}</q:qti-assessment-item>"
    )


def test_a_choice_of_qti_2() -> None:
    question, notes = one(
        foreign2(
            '<responseDeclaration identifier="R" cardinality="single" baseType="identifier">'
            "<correctResponse><value>B</value></correctResponse></responseDeclaration>",
            "<p>Look at the <b>text</b>.</p>"
            '<choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="1">'
            "<prompt>What does it say?</prompt>"
            '<simpleChoice identifier="A">You <em>must</em> stay.'
            '<feedbackInline outcomeIdentifier="F" identifier="A">No.</feedbackInline>'
            '</simpleChoice><simpleChoice identifier="B">Go.</simpleChoice></choiceInteraction>',
            '<modalFeedback outcomeIdentifier="F" identifier="B">Yes.</modalFeedback>'
            '<modalFeedback outcomeIdentifier="G" identifier="all" showHide="show">'
            "<p>Remember it.</p></modalFeedback>",
        )
    )
    assert question == {
        "id": "q1",
        "type": "single-choice",
        "prompt": "Look at the **text**.\n\nWhat does it say?",
        "options": [
            {"text": "You *must* stay.", "feedback": "No."},
            {"text": "Go.", "correct": True, "feedback": "Yes."},
        ],
        "explanation": "Remember it.",
    }
    assert notes == []


def test_several_options_of_qti_3_by_their_mapping_and_two_kinds_of_feedback() -> None:
    question, notes = one(
        foreign3(
            '<qti-response-declaration identifier="R" cardinality="multiple" '
            'base-type="identifier">'
            '<qti-mapping default-value="-1"><qti-map-entry map-key="A" mapped-value="1"/>'
            '<qti-map-entry map-key="C" mapped-value="0.5"/></qti-mapping>'
            "</qti-response-declaration>",
            '<qti-choice-interaction response-identifier="R" max-choices="0">'
            "<qti-prompt>Which?</qti-prompt>"
            '<qti-simple-choice identifier="A">One</qti-simple-choice>'
            '<qti-simple-choice identifier="B">Two</qti-simple-choice>'
            '<qti-simple-choice identifier="C">Three</qti-simple-choice>'
            "</qti-choice-interaction>",
            '<qti-modal-feedback outcome-identifier="F" identifier="correct">'
            "<qti-content-body>Well done.</qti-content-body></qti-modal-feedback>"
            '<qti-modal-feedback outcome-identifier="F" identifier="incorrect">'
            "<qti-content-body>Not yet.</qti-content-body></qti-modal-feedback>",
        )
    )
    assert question == {
        "id": "q1",
        "type": "multiple-choice",
        "prompt": "Which?",
        "options": [
            {"text": "One", "correct": True, "feedback": "Well done."},
            {"text": "Two", "feedback": "Not yet."},
            {"text": "Three", "correct": True, "feedback": "Well done."},
        ],
        "shuffle": False,
    }
    assert notes == []


def test_feedback_that_a_rule_leads_to() -> None:
    rule = (
        "<responseProcessing><responseCondition><responseIf><match>"
        '<variable identifier="R"/><baseValue baseType="identifier">{}</baseValue></match>'
        '<setOutcomeValue identifier="F"><baseValue baseType="identifier">fb{}</baseValue>'
        "</setOutcomeValue></responseIf></responseCondition></responseProcessing>"
    )
    said = '<modalFeedback outcomeIdentifier="F" identifier="fb7">Why.</modalFeedback>'
    question, _ = one(
        foreign2(
            '<responseDeclaration identifier="R" cardinality="single" baseType="identifier">'
            "<correctResponse><value>true</value></correctResponse></responseDeclaration>",
            '<choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>It is so.</prompt>'
            '<simpleChoice identifier="x1">True</simpleChoice>'
            '<simpleChoice identifier="x2">False</simpleChoice></choiceInteraction>',
            rule.format("x2", "7") + said,
        ).replace("<value>true<", "<value>x1<")
    )
    assert question == {
        "id": "q1",
        "type": "true-false",
        "prompt": "It is so.",
        "answer": True,
        "feedback": {"false": "Why."},
    }


def test_gaps_of_others() -> None:
    declared = (
        '<responseDeclaration identifier="R1" cardinality="single" baseType="string">'
        "<correctResponse><value>Paris</value></correctResponse>"
        '<mapping defaultValue="0"><mapEntry mapKey="Paris" mappedValue="1"/>'
        '<mapEntry mapKey="paris" mappedValue="1"/><mapEntry mapKey="Lutetia" mappedValue="0.5"/>'
        "</mapping></responseDeclaration>"
    )
    question, notes = one(
        foreign2(
            declared,
            '<p>The capital is <textEntryInteraction responseIdentifier="R1"/>, as all know.</p>',
        )
    )
    assert question == {
        "id": "q1",
        "type": "fill-in",
        "text": "The capital is {paris}, as all know.",
        "blanks": {"paris": {"accept": ["Paris", "Lutetia"]}},
    }
    assert notes == []
    question, _ = one(
        foreign3(
            '<qti-response-declaration identifier="R" cardinality="single" base-type="identifier">'
            "<qti-correct-response><qti-value>b</qti-value></qti-correct-response>"
            "</qti-response-declaration>",
            '<p>It is <qti-inline-choice-interaction response-identifier="R">'
            '<qti-inline-choice identifier="a">cold</qti-inline-choice>'
            '<qti-inline-choice identifier="b">hot</qti-inline-choice>'
            "</qti-inline-choice-interaction>.</p>",
        )
    )
    assert question["text"] == "It is {hot}."
    assert question["blanks"] == {"hot": {"accept": ["hot"]}}
    assert question["bank"] == ["cold", "hot"]
    question, _ = one(
        foreign2(
            '<responseDeclaration identifier="R" cardinality="multiple" baseType="directedPair">'
            "<correctResponse><value>W G1</value><value>S G2</value></correctResponse>"
            "</responseDeclaration>",
            '<gapMatchInteraction responseIdentifier="R" shuffle="false"><prompt>Fill.</prompt>'
            '<gapText identifier="W" matchMax="1">winter</gapText>'
            '<gapText identifier="S" matchMax="1">summer</gapText>'
            '<p>Now is the <gap identifier="G1"/>, made <gap identifier="G2"/>.</p>'
            "</gapMatchInteraction>",
        )
    )
    assert question == {
        "id": "q1",
        "type": "fill-in",
        "prompt": "Fill.",
        "text": "Now is the {winter}, made {summer}.",
        "blanks": {"winter": {"accept": ["winter"]}, "summer": {"accept": ["summer"]}},
        "bank": ["winter", "summer"],
    }


def pairs(correct: str, body: str, base_type: str = "directedPair") -> str:
    values = "".join(f"<value>{each}</value>" for each in correct.split(","))
    return foreign2(
        f'<responseDeclaration identifier="R" cardinality="multiple" baseType="{base_type}">'
        f"<correctResponse>{values}</correctResponse></responseDeclaration>",
        body,
    )


def column(names: str, tag: str = "simpleAssociableChoice") -> str:
    return "".join(
        f'<{tag} identifier="{name}" matchMax="4">{name}-word</{tag}>' for name in names.split()
    )


def test_columns_of_others() -> None:
    def matched(left: str, right: str) -> str:
        return (
            '<matchInteraction responseIdentifier="R" shuffle="true"><prompt>Match.</prompt>'
            f"<simpleMatchSet>{column(left)}</simpleMatchSet>"
            f"<simpleMatchSet>{column(right)}</simpleMatchSet></matchInteraction>"
        )

    question, notes = one(pairs("A X,B Y", matched("A B C", "X Y Z")))
    assert question["type"] == "matching"
    assert question["pairs"] == [
        {"left": "A-word", "right": "X-word"},
        {"left": "B-word", "right": "Y-word"},
    ]
    assert question["distractors"] == ["Z-word"]
    assert notes == ["q1: 'C-word' has no partner; it is left out"]
    question, _ = one(pairs("A X,B Y,C X", matched("A B C", "X Y")))
    assert question["type"] == "categorizing"
    assert question["groups"] == ["X-word", "Y-word"]
    assert [each["group"] for each in question["items"]] == ["X-word", "Y-word", "X-word"]
    # What is to be sorted may stand on the right.
    question, _ = one(pairs("X A,Y B,X C", matched("X Y", "A B C")))
    assert question["type"] == "categorizing"
    assert [each["text"] for each in question["items"]] == ["A-word", "B-word", "C-word"]
    question, _ = one(
        pairs(
            "A P,D M",
            '<associateInteraction responseIdentifier="R" maxAssociations="2">'
            f"<prompt>Rivals?</prompt>{column('A D M P')}</associateInteraction>",
            "pair",
        )
    )
    assert question["type"] == "matching"
    assert question["pairs"][1] == {"left": "D-word", "right": "M-word"}


def test_an_order_of_others() -> None:
    question, notes = one(
        foreign2(
            '<responseDeclaration identifier="R" cardinality="ordered" baseType="identifier">'
            "<correctResponse><value>C</value><value>A</value><value>B</value></correctResponse>"
            "</responseDeclaration>",
            '<orderInteraction responseIdentifier="R" shuffle="true"><prompt>First?</prompt>'
            f"{column('A B C', 'simpleChoice')}</orderInteraction>",
        )
    )
    assert question["steps"] == [{"text": f"{name}-word"} for name in "CAB"]
    assert notes == []


def test_numbers_of_others() -> None:
    declared = (
        '<responseDeclaration identifier="R" cardinality="single" baseType="{}">'
        "<correctResponse><value>{}</value></correctResponse></responseDeclaration>"
    )
    question, notes = one(
        foreign2(
            declared.format("integer", "16"),
            '<sliderInteraction responseIdentifier="R" lowerBound="0" upperBound="32" step="1">'
            "<prompt>How many?</prompt></sliderInteraction>",
        )
    )
    assert question == {
        "id": "q1",
        "type": "numeric",
        "prompt": "How many?",
        "answer": 16,
        "min": 0,
        "max": 32,
        "tolerance": 0,
    }
    assert notes == ["q1: zero-at and feedback have to be added"]
    question, _ = one(
        foreign2(
            declared.format("float", "3.14"),
            '<p>Pi is <textEntryInteraction responseIdentifier="R"/>.</p>',
            '<responseProcessing><responseCondition><responseIf><equal toleranceMode="absolute" '
            'tolerance="0.01 0.02"><variable identifier="R"/><correct identifier="R"/></equal>'
            "</responseIf></responseCondition></responseProcessing>",
        )
    )
    assert (question["answer"], question["tolerance"]) == (3.14, 0.02)


def test_texts_to_write_and_words_to_mark() -> None:
    question, notes = one(
        foreign2(
            '<responseDeclaration identifier="R" cardinality="single" baseType="string"/>',
            '<p>Write a card.</p><img src="card.png" alt=""/>'
            '<extendedTextInteraction responseIdentifier="R"><prompt>To Sam.</prompt>'
            "</extendedTextInteraction>",
        )
    )
    assert question == {"id": "q1", "type": "reflection", "prompt": "Write a card.\n\nTo Sam."}
    assert notes == ["q1: pictures, sounds, films and formulas are left out"]
    question, notes = one(
        foreign2(
            '<responseDeclaration identifier="R" cardinality="single" baseType="identifier">'
            "<correctResponse><value>B</value></correctResponse></responseDeclaration>",
            '<hottextInteraction responseIdentifier="R" maxChoices="1"><prompt>The error?</prompt>'
            '<p>Sponsors <hottext identifier="A">of</hottext> the <hottext identifier="B">Olympics'
            "</hottext>.</p></hottextInteraction>",
        )
    )
    assert question["prompt"] == "The error?\n\nSponsors of the Olympics."
    assert question["options"] == [{"text": "of"}, {"text": "Olympics", "correct": True}]
    assert len(notes) == 1


def test_what_is_not_understood_is_said() -> None:
    assert QTI2.read
    for body, why in (
        ("<p>Only words.</p>", "it asks nothing"),
        (
            '<hotspotInteraction responseIdentifier="R"/>',
            "no kind of question is like its hotspotInteraction",
        ),
        (
            '<orderInteraction responseIdentifier="R"/><choiceInteraction responseIdentifier="S"/>',
            "it mixes several ways to answer",
        ),
    ):
        (imported,) = QTI2.read(foreign2("", body).encode(), "x")
        assert imported.data["questions"] == []
        assert [note.message for note in imported.notes] == [f"Q1: left out, since {why}"]


@settings(deadline=None)
@given(st.data())
def test_items_that_lack_something_are_read_or_left_out(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(all_kinds())))
    quiz, _ = read_quiz(Source.read(all_kinds()[kind].example, "example.yml"))
    assert quiz is not None
    entry = BankEntry("example", "example.yml", Path("example.yml"), quiz)
    xml = next(iter(items_of(QTI2.export([entry], Texts(Book())).content).values()))
    root = ElementTree.fromstring(xml)
    for _ in range(data.draw(st.integers(1, 5))):
        parent = data.draw(st.sampled_from([node for node in root.iter() if len(node)]))
        child = data.draw(st.sampled_from(list(parent)))
        change = data.draw(st.sampled_from(["drop", "empty", "strip", "twice"]))
        if change == "drop":
            parent.remove(child)
        elif change == "empty":
            child.clear()
        elif change == "strip":
            child.attrib.clear()
        else:
            parent.append(child)
        if not len(root):
            break
    assert QTI2.read
    (imported,) = QTI2.read(ElementTree.tostring(root), "x")
    assert len(imported.data["questions"]) + len(imported.notes) >= 1


def package(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return packed.getvalue()


def test_a_package_of_others() -> None:
    essay = foreign2(
        '<responseDeclaration identifier="R" cardinality="single" baseType="string"/>',
        '<p>Write.</p><extendedTextInteraction responseIdentifier="R"/>',
    )
    test = (
        '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="T" '
        'title="Spring  test"><testPart><assessmentSection identifier="S1">'
        '<rubricBlock view="candidate"><p>Take your time.</p></rubricBlock>'
        '<assessmentItemRef identifier="b" href="../b%20b.xml"/></assessmentSection>'
        '<assessmentSection identifier="S2"><assessmentItemRef identifier="a" href="../a.xml"/>'
        '<assessmentItemRef identifier="z" href="../z.xml"/></assessmentSection></testPart>'
        "</assessmentTest>"
    )
    assert QTI2.read
    spring, loose = QTI2.read(
        package(
            {
                "a.xml": essay,
                "b b.xml": essay.replace("Q1", "Other"),
                "c.xml": essay,
                "t/test.xml": test,
                "schema.xsd": "<",
            }
        ),
        "My Bank",
    )
    assert (spring.name, spring.data["title"]) == ("spring-test", "Spring test")
    assert spring.data["introduction"] == "Take your time."
    assert [each["id"] for each in spring.data["questions"]] == ["other", "q1"]
    assert [note.message for note in spring.notes] == [
        "its sections are one list of questions now",
        "the item 'z.xml' is missing",
    ]
    assert (loose.name, loose.data["title"]) == ("my-bank", "My Bank")
    assert [each["id"] for each in loose.data["questions"]] == ["q1"]


# Files that must not be read

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><assessmentItem>&b;'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><assessmentItem>&a;'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (BOMB.encode() + b"</assessmentItem>", "defines entities"),
        (OUTSIDE.encode() + b"</assessmentItem>", "defines entities"),
        (b"<assessmentItem>" * 100_000 + b"</assessmentItem>" * 100_000, "deep"),
        (b"<assessmentItem", "not sound XML"),
        (b"", "not sound XML"),
        (b"\xff\xfe\x00", "not sound XML"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "not sound XML"),
        (b"<questestinterop/>", "QTI 1"),
        (b"<assessmentTest/>", "without its items"),
        (b"<html/>", "no item"),
        (b"PK\x03\x04 and then nothing", "not a sound zip"),
        (package({}), "no item"),
        (package({"imsmanifest.xml": "<manifest/>"}), "no item"),
        (package({"imsmanifest.xml": "<manifest/>", "a.xml": "<questestinterop/>"}), "QTI 1"),
        (package({"../x.xml": foreign2("", "<p/>")}), "leads out"),
        (package({"x.xml": BOMB + "</assessmentItem>"}), "defines entities"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_broken_and_hostile_files_are_refused(content: bytes, why: str) -> None:
    for format in FORMATS:
        assert format.read
        with pytest.raises(UnreadableInputError, match=why):
            format.read(content, "x")


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_BYTES", 1_000_000)
    assert QTI3.read
    with pytest.raises(UnreadableInputError, match="unpacks to more than 1 MB"):
        QTI3.read(package({"x.xml": "<assessmentItem>" + " " * 1_000_001}), "x")
