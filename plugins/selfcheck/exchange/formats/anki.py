"""Anki: a deck for each quiz, and a note for each question, written by genanki.

Ids come from the names of quiz and question, so that a deck that is imported again takes
the place of the old one. A gap to fill is typed and has a card of its own; every other
question is answered in one's mind, and compared with the back.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from selfcheck.exchange import flashcards
from selfcheck.exchange.archives import pack
from selfcheck.exchange.flashcards.faces import Faces, faces
from selfcheck.exchange.format import Format, Part
from selfcheck.exchange.libraries import library
from selfcheck.exchange.texts import Texts
from selfcheck.kinds.fill_in.model import FillIn
from selfcheck.kinds.question import Question
from selfcheck.quiz.bank import BankEntry

_FIELDS = ("Prompt", "Task", "Answer", "After", "Hint", "Warning", "Language", "Direction", "Name")
_BEGIN = 1_000_000_000
"""The time of a quiz that has no file: a time that every later one is newer than."""
DESIGN = 1_795_000_000
"""When the templates were changed last, in seconds: Anki takes newer ones alone."""


def write(entries: Sequence[BankEntry], texts: Texts) -> bytes:
    """A package of decks (`.apkg`).

    Anki takes a changed note in only if it is newer than the one that it has. A note is as
    old as its quiz's file, or as `SOURCE_DATE_EPOCH` says where that is set
    (https://reproducible-builds.org/specs/source-date-epoch/).

    Raises:
        MissingLibraryError: genanki is not installed.
    """
    genanki = library("genanki")
    questions, gaps = _models(genanki)
    connection = sqlite3.connect(":memory:")
    try:
        cursor = connection.cursor()
        genanki.Package([]).write_to_db(cursor, _BEGIN, iter(()))
        for entry in entries:
            deck = genanki.Deck(
                _id(1 << 30, 1 << 30, "deck", entry.name),
                _deck_name(entry, texts),
                escape(entry.quiz.description or ""),
            )
            for model in (questions, gaps):
                deck.add_model(model)
            deck.write_to_db(cursor, DESIGN, iter(()))
            for number, question in enumerate(entry.quiz.questions, start=1):
                model = gaps if isinstance(question, FillIn) else questions
                note = genanki.Note(
                    model=model,
                    fields=_fields(faces(entry, question, texts), isinstance(question, FillIn)),
                    tags=_tags(entry, question),
                    guid=genanki.guid_for("selfcheck", entry.name, question.id),
                    due=number,
                )
                name = f"{entry.name}/{question.id}"
                ids = (_id(10**12, 6 * 10**11, part, name) for part in _parts())
                note.write_to_db(cursor, _changed(entry), deck.deck_id, ids)
        connection.commit()
        collection = connection.serialize()
    finally:
        connection.close()
    return pack({"collection.anki2": collection, "media": b"{}"})


def _parts() -> Sequence[str]:
    """What of a note needs an id: itself, and its cards; a question has ten gaps at most."""
    return ("note", *(f"card {number}" for number in range(1, 11)))


def _models(genanki: Any) -> tuple[Any, Any]:
    """The two kinds of note: a question with two sides, and a text with gaps."""
    folder = Path(flashcards.__file__).parent

    def template(name: str) -> list[dict[str, str]]:
        front, back = (
            (folder / f"{name}_{side}.html").read_text(encoding="utf-8")
            for side in ("front", "back")
        )
        return [{"name": "Card", "qfmt": front, "afmt": back}]

    css = (folder / "card.css").read_text(encoding="utf-8")
    return (
        genanki.Model(
            _id(1 << 30, 1 << 30, "model", "question"),
            "Self-check question",
            fields=[{"name": name} for name in _FIELDS],
            templates=template("question"),
            css=css,
        ),
        genanki.Model(
            _id(1 << 30, 1 << 30, "model", "gaps"),
            "Self-check gaps",
            fields=[{"name": name} for name in ("Text", *_FIELDS)],
            templates=template("gaps"),
            css=css,
            model_type=genanki.Model.CLOZE,
        ),
    )


def _fields(card: Faces, gaps: bool) -> list[str]:
    fields = [str(getattr(card, name.lower())) for name in _FIELDS]
    return [card.text, *fields] if gaps else fields


def _tags(entry: BankEntry, question: Question) -> list[str]:
    tags = [f"self-check::{entry.name}", f"kind::{question.type}"]
    return [*tags, f"level::{question.level}"] if question.level else tags


def _deck_name(entry: BankEntry, texts: Texts) -> str:
    """Decks within a deck are parted by two colons, so that none may stand in a title."""
    titles = (texts.title, entry.quiz.title)
    return "::".join(title.replace("::", ":") for title in titles if title)


def _id(first: int, count: int, *names: str) -> int:
    """A number from `first` on that depends on these names alone."""
    digest = hashlib.blake2s("\0".join(names).encode(), digest_size=8).digest()
    return first + int.from_bytes(digest, "big") % count


def _changed(entry: BankEntry) -> int:
    """When a quiz was changed, in seconds."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    try:
        return int(entry.file.stat().st_mtime)
    except OSError:
        return _BEGIN


_COMPARED: tuple[Part, ...] = ("partial-credit", "play", "filing")

ANKI = Format(
    name="anki",
    title="Anki deck",
    suffix=".apkg",
    media_type="application/apkg",
    used_by="Anki, AnkiDroid, AnkiMobile",
    leaves={
        "single-choice": _COMPARED,
        "multiple-choice": _COMPARED,
        "true-false": _COMPARED,
        "fill-in": ("filing",),
        "matching": _COMPARED,
        "categorizing": _COMPARED,
        "ordering": _COMPARED,
        "highlight": _COMPARED,
        "numeric": _COMPARED,
        "scenario": _COMPARED,
        "practice": ("filing",),
        "reflection": ("filing",),
        "rating": ("play", "filing"),
    },
    write=write,
)
