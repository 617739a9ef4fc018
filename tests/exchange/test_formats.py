"""What the table of formats says is so: what a format carries is in its files, and it alone."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from pypdf import PdfReader

from selfcheck.book import Book
from selfcheck.exchange import Format, Texts, all_formats, losses
from selfcheck.exchange.format import PARTS, has
from selfcheck.exchange.table import as_html
from selfcheck.kinds import all_kinds
from selfcheck.kinds.question import Question
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.reader import read_quiz
from selfcheck.source import Source

WRITTEN = [each for each in all_formats().values() if each.write]
PROMISED = {
    "gift", "moodle-xml", "qti2", "qti3", "anki", "scorm12", "scorm2004", "cmi5", "pdf",
    "markdown", "csv",
}  # fmt: skip


def example(kind: str) -> BankEntry:
    file = all_kinds()[kind].example
    quiz, problems = read_quiz(Source.read(file))
    assert quiz, problems
    return BankEntry(kind, file.name, file, quiz)


def words_in(content: bytes, suffix: str) -> str:
    """Letters and digits of all texts in a file, whatever wraps them."""
    return _letters(" ".join(_texts(content, suffix)))


def _texts(content: bytes, suffix: str) -> Iterator[str]:
    if suffix == ".pdf":
        yield "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    elif suffix == ".apkg":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from _notes(archive.read("collection.anki2"))
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".html", ".xhtml")):
                    yield archive.read(name).decode()
    else:
        yield content.decode("utf-8-sig")


def _notes(collection: bytes) -> Iterator[str]:
    database = sqlite3.connect(":memory:")
    database.deserialize(collection)
    for (fields,) in database.execute("select flds from notes"):
        yield fields.replace("\x1f", " ")
    database.close()


def _letters(text: str) -> str:
    text = unescape(unescape(text))
    text = re.sub(r"<[^>]*>|\\[nrt]", " ", text)
    for ligature, letters in (("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi")):
        text = text.replace(ligature, letters)
    return re.sub(r"[\W_]+", "", text).casefold()


def parts_of(question: Question, texts: Texts) -> Iterator[tuple[str, str]]:
    """The texts that belong to a part, and with it can be left behind."""
    for part in ("hint", "explanation"):
        if text := getattr(question, part):
            yield part, texts.plain(text)
    if question.content_note:
        yield "content-note", question.content_note
    for place, text in question.texts():
        if "misses" in place:
            yield "misses", texts.plain(text)
        elif place[-1] == "feedback" or place[0] == "feedback":
            yield "feedback", texts.plain(text)


def test_every_format_that_was_promised_is_there() -> None:
    assert {each.name for each in WRITTEN} >= PROMISED


@pytest.mark.parametrize("format", WRITTEN, ids=lambda format: format.name)
def test_every_kind_goes_out_in_every_format(format: Format) -> None:
    assert set(format.leaves) == set(all_kinds())
    assert all(set(parts) <= set(PARTS) for parts in format.leaves.values())


@pytest.mark.parametrize("format", WRITTEN, ids=lambda format: format.name)
def test_what_is_not_left_behind_is_in_the_file(format: Format) -> None:
    texts = Texts(Book())
    for kind in all_kinds():
        entry = example(kind)
        content = format.export([entry], texts).content
        found = words_in(content, format.suffix)
        for question in entry.quiz.questions:
            if "prompt" in question.model_fields_set:
                prompt = texts.plain(question.prompt)
                assert _letters(prompt) in found, f"{kind}: the prompt of {question.id}"
            for part, text in parts_of(question, texts):
                if part not in format.leaves[kind]:
                    assert _letters(text) in found, f"{kind}: {part} of {question.id}: {text}"


@pytest.mark.parametrize("format", WRITTEN, ids=lambda format: format.name)
def test_what_is_left_behind_is_told_by_question(format: Format) -> None:
    for kind in all_kinds():
        entry = example(kind)
        told = {(each.question, each.part) for each in losses(format, [entry])}
        wanted = {
            (question.id, part)
            for question in entry.quiz.questions
            for part in format.leaves[kind]
            if has(question, part)
        }
        assert told == wanted


@pytest.mark.parametrize("format", WRITTEN, ids=lambda format: format.name)
def test_the_same_quizzes_give_the_same_bytes(format: Format) -> None:
    entries = [example(kind) for kind in all_kinds()]
    first = format.export(entries, Texts(Book())).content
    assert format.export(entries, Texts(Book())).content == first


@pytest.mark.parametrize("format", WRITTEN, ids=lambda format: format.name)
def test_the_table_says_what_the_format_says(format: Format) -> None:
    row = re.search(rf"<tr><td[^>]*><code>{format.name}</code></td>(.*?)</tr>", as_html())
    assert row
    cells = dict(re.findall(r'<td data-label="(\w+)">(.*?)</td>', row[1]))
    for support, cell in cells.items():
        kinds = {kind for kind in all_kinds() if format.support(kind) == support.lower()}
        listed = set(re.findall(r"<code>([\w-]+)</code>", cell))
        assert kinds == (set(all_kinds()) if "every kind" in cell else listed)
        if support == "Partly":
            left = {part for kind in kinds for part in format.leaves[kind]} - {"filing"}
            assert {part for part in PARTS if PARTS[part] in cell} == left


@pytest.mark.parametrize("format", WRITTEN, ids=lambda format: format.name)
def test_hostile_words_are_words(format: Format, tmp_path: Path) -> None:
    hostile = "</p><script>alert(1)</script>]]>\"'{}~=#:\\ [x](javascript:alert(1)) &lt;b&gt;"
    quiz = {
        "title": hostile,
        "questions": [
            {
                "id": "a", "type": "single-choice", "prompt": hostile, "hint": hostile,
                "options": [
                    {"text": hostile, "feedback": hostile, "correct": True},
                    {"text": "another", "feedback": hostile},
                ],
            }
        ],
    }  # fmt: skip
    file = tmp_path / "hostile.yml"
    file.write_text(json.dumps(quiz), "utf-8")
    read, problems = read_quiz(Source.read(file))
    assert read, problems
    content = format.export(
        [BankEntry("hostile", "hostile.yml", file, read)], Texts(Book())
    ).content
    for text in _texts(content, format.suffix):
        if format.suffix not in (".pdf", ".csv", ".md"):
            text = re.sub(r"^\$CATEGORY:.*$", "", text, flags=re.M)  # plain text, by its format
            assert "<script>alert" not in text
            assert 'href="javascript:' not in text
