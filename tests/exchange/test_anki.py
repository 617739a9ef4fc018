"""Decks, taken in by Anki itself."""

from __future__ import annotations

import hashlib
import io
import os
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from anki.collection import (
    Card,
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    Note,
)

from selfcheck.exchange import Texts, flashcards, libraries
from selfcheck.exchange.flashcards.faces import faces
from selfcheck.exchange.formats.anki import ANKI, DESIGN, write
from selfcheck.exchange.key import afterword, answer_key
from selfcheck.exchange.libraries import MissingLibraryError
from selfcheck.kinds import all_kinds
from selfcheck.kinds.fill_in.model import FillIn
from selfcheck.pages.messages import Messages
from selfcheck.project import Project
from selfcheck.quiz.bank import BankEntry, BankReader

ROOT = Path(__file__).parents[2]
TEMPLATES = "49cf"  # of the templates; who changes them raises `DESIGN`


Importer = Callable[[bytes], dict[str, int]]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection."""
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def take_in(collection: Collection, tmp_path: Path) -> Importer:
    """Import a package as Anki does it by default; what became of its notes."""

    def import_(package: bytes) -> dict[str, int]:
        file = tmp_path / "package.apkg"
        file.write_bytes(package)
        log = collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions())
        ).log
        counts = {
            name: len(getattr(log, name))
            for name in ("new", "updated", "duplicate", "conflicting", "empty_first_field")
        }
        return {name: count for name, count in counts.items() if count}

    return import_


def note(collection: Collection, name: str) -> Note:
    quiz, _, id = name.partition("/")
    found = [
        each
        for each in map(collection.get_note, collection.find_notes(f"tag:self-check::{quiz}"))
        if each["Name"] == f"{quiz}/{id}"
    ]
    assert len(found) == 1, name
    return found[0]


def front(card: Card) -> str:
    return card.question().rpartition("</style>")[2]


def back(card: Card) -> str:
    return card.answer().rpartition("</style>")[2]


def types_right(collection: Collection, note: Note, gap: int, typed: str) -> bool:
    """Whether Anki takes what the reader typed for what belongs into a gap."""
    expected = collection.extract_cloze_for_typing(note["Text"], gap)
    shown = collection.compare_answer(expected, typed)
    return "typeGood" in shown and "typeBad" not in shown and "typeMissed" not in shown


def bank(folder: Path, yaml: str, changed: int = 1_700_000_000) -> list[BankEntry]:
    file = folder / "test.yml"
    file.write_text(yaml, encoding="utf-8")
    os.utime(file, (changed, changed))
    read = BankReader().read(folder)
    assert not [each for each in read.diagnostics if each.severity == "error"], read.diagnostics
    return list(read)


QUIZ = """title: Test
questions:
  - id: one
    type: reflection
    prompt: {prompt}
  - id: two
    type: fill-in
    text: A {{gap}}.
    blanks: {{gap: {{accept: [b], feedback: c}}}}
"""


def test_every_question_of_the_book_arrives(
    project: Project, collection: Collection, take_in: Importer
) -> None:
    entries = list(project.bank)
    texts = Texts(project.book, title="A book")
    questions = [(entry, question) for entry in entries for question in entry.quiz.questions]
    assert take_in(write(entries, texts)) == {"new": len(questions)}
    assert collection.note_count() == len(questions)
    gaps = [len(each.gaps) if isinstance(each, FillIn) else 1 for _, each in questions]
    assert collection.card_count() == sum(gaps)
    for entry, question in questions:
        arrived = note(collection, f"{entry.name}/{question.id}")
        card = faces(entry, question, texts)
        for name in ("Prompt", "Task", "Answer", "After", "Hint", "Warning"):
            assert arrived[name] == getattr(card, name.lower()), (entry.name, question.id, name)
        decks = {collection.decks.name(each.did) for each in arrived.cards()}
        assert decks == {f"A book::{entry.quiz.title}"}
        level = [f"level::{question.level}"] if question.level else []
        kind = f"kind::{question.type}"
        assert sorted(arrived.tags) == sorted([f"self-check::{entry.name}", kind, *level])


def test_both_sides_say_what_they_should(
    project: Project,
    examples: list[BankEntry],
    collection: Collection,
    take_in: Importer,
) -> None:
    texts = Texts(project.book)
    entries = [*project.bank, *examples]
    take_in(write(entries, texts))
    for entry in entries:
        for question in entry.quiz.questions:
            for card in note(collection, f"{entry.name}/{question.id}").cards():
                question_side, answer_side = (unescape(side) for side in (front(card), back(card)))
                said = [
                    (texts.html(texts.prompt(question)), question_side),
                    (answer_key(entry, question, texts), answer_side),
                    (afterword(entry, question, texts), answer_side),
                ]
                if question.hint:
                    said.append((texts.html(question.hint), question_side))
                if question.content_note:
                    said.append((question.content_note, question_side))
                for html, side in said:
                    assert unescape(html) in side
                if question.explanation:
                    assert unescape(texts.html(question.explanation)) not in question_side
                    assert unescape(texts.html(question.explanation)) in answer_side


@pytest.mark.parametrize(
    ("name", "on_the_front", "on_the_back"),
    [
        ("single-choice/water-boils", "Below 100 °C", "<strong>Right:</strong> Below 100 °C"),
        ("true-false/feather-in-vacuum", "True / False", "<strong>Right:</strong> False"),
        ("matching/capitals", "Toronto", "Canada → <strong>Ottawa</strong>"),
        ("categorizing/states-of-matter", "Candle wax", "<strong>Gas</strong></p><ul><li><p>He"),
        ("ordering/planets", "<li>Mars</li>", "<ol><li><p>Mercury</p>"),
        ("highlight/open-questions", "Visitor:", "To be marked:</strong> <strong>Guide:"),
        ("numeric/water-on-earth", "from 0 to 100", "lies:</strong> 71%"),
        ("rating/how-you-plan", "I write lists.", "Planning: statements 1, 2"),
        ("rating/how-you-plan", "1 = not at all", "I order what I know."),
        ("practice/lost-visitor", "Your signs are useless.", "A weaker reply"),
        ("practice/lost-visitor", "Your signs are useless.", "Your signs are useless."),
        ("scenario/wrong-dish", "Turn to 2", "Unhelpful:"),
        ("reflection/last-thing-learnt", "getting it wrong?", "remember the mistake"),
        ("fill-in/seasons-picked", "choose from: ", "spring"),
        ("fill-in/seasons-typed", "[...]", "also right: fall"),
    ],
)
def test_a_card_of_each_kind(
    project: Project,
    examples: list[BankEntry],
    collection: Collection,
    take_in: Importer,
    name: str,
    on_the_front: str,
    on_the_back: str,
) -> None:
    take_in(write(examples, Texts(project.book)))
    card = note(collection, name).cards()[0]
    assert on_the_front in front(card)
    assert on_the_back in back(card)
    assert "<script" not in card.question()
    assert "http" not in card.question()


def test_steps_and_options_are_mixed_as_on_the_page(
    project: Project, examples: list[BankEntry], collection: Collection, take_in: Importer
) -> None:
    take_in(write(examples, Texts(project.book)))
    steps = front(note(collection, "ordering/planets").cards()[0])
    places = [steps.index(each) for each in ("Mercury", "Venus", "Earth", "Mars")]
    assert places != sorted(places)
    fixed = front(note(collection, "single-choice/water-boils").cards()[0])
    places = [fixed.index(each) for each in ("Below", "At 100", "Above")]
    assert places == sorted(places)


def test_a_changed_question_is_updated_and_not_doubled(
    project: Project, collection: Collection, take_in: Importer, tmp_path: Path
) -> None:
    texts = Texts(project.book)
    before = write(bank(tmp_path, QUIZ.format(prompt="Before?")), texts)
    assert take_in(before) == {"new": 2}
    cards = list(collection.find_cards(""))
    card = collection.get_card(cards[0])
    card.start_timer()
    collection.sched.answerCard(card, 3)  # learnt once
    later = bank(tmp_path, QUIZ.format(prompt="After?"), changed=1_700_000_100)
    assert take_in(write(later, texts)) == {"updated": 2}
    assert note(collection, "test/one")["Prompt"] == "<p>After?</p>"
    assert list(collection.find_cards("")) == cards
    assert collection.get_card(cards[0]).reps == 1, "what was learnt is kept"
    assert take_in(before) == {"duplicate": 2}
    assert note(collection, "test/one")["Prompt"] == "<p>After?</p>"


def test_quizzes_exported_one_by_one_join(
    project: Project, collection: Collection, take_in: Importer
) -> None:
    texts = Texts(project.book)
    entries = list(project.bank)
    for entry in entries:
        assert take_in(write([entry], texts)) == {"new": len(entry.quiz.questions)}
    count = collection.card_count()
    assert set(take_in(write(entries, texts))) == {"duplicate"}
    assert collection.card_count() == count
    assert len(collection.models.all_names_and_ids()) == len({*_stock(collection)}) + 2


def _stock(collection: Collection) -> list[str]:
    names = [each.name for each in collection.models.all_names_and_ids()]
    return [name for name in names if not name.startswith("Self-check")]


def test_anki_obeys_nothing_in_a_text(
    project: Project, collection: Collection, take_in: Importer, tmp_path: Path
) -> None:
    hostile = "{{c1::x}} {{c9::y}} {{Name}} [sound:a.mp3] [latex]x[/latex] [$]y[/$] </div><script>"
    take_in(
        write(
            bank(
                tmp_path,
                f"""title: "A::B"
questions:
  - id: a
    type: fill-in
    prompt: "{hostile}"
    text: "{hostile} {{gap}} {{other}}"
    blanks:
      gap: {{accept: ["a::b}}}} {{{{c3::z <i> & [sound:b.mp3]"], feedback: "{hostile}"}}
      other: {{accept: ["x::"], feedback: c}}
""",
            ),
            Texts(project.book),
        )
    )
    found = note(collection, "test/a")
    assert len(found.cards()) == 2
    first = found.cards()[0]
    assert not first.question_av_tags()
    assert not first.answer_av_tags()
    assert "c9::y" in front(first).replace("&#123;", "{")
    assert "<script" not in first.question()
    assert "<img" not in first.answer()
    assert types_right(collection, found, 1, "a::b}} {{c3::z <i> & [sound:b.mp3]")
    assert types_right(collection, found, 2, "x::")
    assert not types_right(collection, found, 2, "y::")
    names = {collection.decks.name(each.did) for each in found.cards()}
    assert names == {"A:B"}


def test_the_reader_types_what_is_missing(
    project: Project, examples: list[BankEntry], collection: Collection, take_in: Importer
) -> None:
    take_in(write(examples, Texts(project.book)))
    typed = note(collection, "fill-in/seasons-typed")
    assert len(typed.cards()) == 2
    for number, word in enumerate(("summer", "autumn")):
        assert "[[type:cloze:Text]]" in front(typed.cards()[number])
        assert types_right(collection, typed, number + 1, word)
        assert not types_right(collection, typed, number + 1, "spring")
    assert "summer" not in re.sub("<[^>]*>", "", front(typed.cards()[0]))


def test_the_same_quizzes_give_the_same_bytes(
    project: Project, examples: list[BankEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [*project.bank, *examples]
    texts = Texts(project.book)
    assert write(entries, texts) == write(entries, texts)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    package = write(entries, texts)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        content = archive.read("collection.anki2")
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    assert connection.execute("SELECT DISTINCT mod FROM notes").fetchall() == [(1_600_000_000,)]
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_a_quiz_without_a_file_is_written(project: Project, examples: list[BankEntry]) -> None:
    entry = BankEntry("nowhere", "nowhere.yml", Path("/nowhere.yml"), examples[0].quiz)
    assert write([entry], Texts(project.book))


def test_right_to_left(
    project: Project, examples: list[BankEntry], collection: Collection, take_in: Importer
) -> None:
    take_in(write(examples, Texts(project.book, Messages("ar"))))
    assert 'lang="ar" dir="rtl"' in front(note(collection, "ordering/planets").cards()[0])


def test_changed_templates_are_newer() -> None:
    folder = Path(flashcards.__file__).parent
    files = sorted(each for each in folder.iterdir() if each.suffix in (".html", ".css"))
    content = b"".join(file.read_bytes() for file in files)
    assert hashlib.blake2s(content, digest_size=2).hexdigest() == TEMPLATES, (
        f"the templates changed: raise DESIGN above {DESIGN}, and put the new digest here"
    )


def test_a_missing_library_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(f"No module named '{name}'", name=name)

    monkeypatch.setattr(libraries, "import_module", missing)
    with pytest.raises(MissingLibraryError, match=r"install mkdocs-selfcheck\[exchange\]"):
        write(list(project.bank)[:1], Texts(project.book))


def test_what_is_left_behind_is_told(project: Project, examples: list[BankEntry]) -> None:
    export = ANKI.export(examples, Texts(project.book))
    assert set(ANKI.leaves) == set(all_kinds())
    whole = {name for name in ANKI.leaves if ANKI.support(name) == "whole"}
    assert whole == {"fill-in", "practice", "reflection"}
    assert {loss.part for loss in export.losses} == {"play", "partial-credit"}
