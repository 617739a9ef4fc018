"""What of a quiz must be the same after it went out in a format and came in again."""

from __future__ import annotations

import re
from typing import Any

from selfcheck.book import Book
from selfcheck.diagnostics import Place
from selfcheck.exchange import Format, Texts
from selfcheck.exchange.format import Imported
from selfcheck.kinds.fill_in.model import FillIn, normalise
from selfcheck.kinds.question import Question
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.model import Quiz

TEXTS = Texts(Book())
_FILING = ("section", "sources", "covers", "waive")


def normal(html: str) -> str:
    """HTML without spaces that mean nothing."""
    html = re.sub(r"<code>\s*</code>", " ", html)  # of two backticks with a space between
    return re.sub(r"\s*(</?\w[^>]*>)\s*", r"\1", re.sub(r"\s+", " ", html)).strip()


def there_and_back(format: Format, entry: BankEntry) -> Imported:
    """A quiz that went out and came in again."""
    content = format.export([entry], TEXTS).content
    assert format.read is not None
    (found,) = format.read(content, "a-file")
    return found


def comes_back(format: Format, entry: BankEntry) -> None:
    """Assert that all that the format carries of a quiz is as it was, with nothing to add."""
    found = there_and_back(format, entry)
    quiz = completed(found)
    assert found.name == entry.name
    assert found.notes == []
    assert quiz.title == entry.quiz.title
    introduction, before = quiz.introduction or "", entry.quiz.introduction or ""
    assert normal(TEXTS.html(introduction)) == normal(TEXTS.html(before))
    assert [kept(each, format) for each in quiz.questions] == [
        kept(each, format) for each in entry.quiz.questions
    ]


def completed(found: Imported) -> Quiz:
    """What came in as a quiz; what the format can't carry, and a quiz must have, is added."""
    questions = []
    for data in found.data["questions"]:
        added = {"zero-at": data["tolerance"] + 1} if data["type"] == "numeric" else {}
        questions.append({**data, **added})
    return Quiz.model_validate({**found.data, "questions": questions})


def kept(question: Question, format: Format) -> dict[str, Any]:
    """The parts of a question that a format carries, Markdown as the reader sees it."""
    leaves = format.leaves[question.type]
    data = question.model_dump(by_alias=True, exclude_none=True)
    for place, text in question.texts():
        _put(data, place, normal(TEXTS.html(text)))
    for key in _FILING:
        data.pop(key, None)
    if "hint" in leaves:
        data.pop("hint", None)
    if "fixed-order" in leaves or "shuffle" not in data or not getattr(question, "because", [1]):
        data.pop("shuffle", None)
    data.pop("zero-at", None)
    if isinstance(question, FillIn) and question.bank:
        _what_can_be_picked(data, question.bank)
    return data


def _put(data: Any, place: Place, text: str) -> None:
    for key in place[:-1]:
        data = data[key]
    data[place[-1]] = text


def _what_can_be_picked(data: dict[str, Any], bank: list[str]) -> None:
    """Of a gap with a bank, only words in it can be chosen, right ones and others."""
    offered = {normalise(word): word for word in bank}
    for blank in data["blanks"].values():
        accepted = {normalise(word) for word in blank["accept"]}
        blank["accept"] = [word for key, word in offered.items() if key in accepted]
        blank["misses"] = [
            miss
            for miss in blank["misses"]
            if normalise(miss["text"]) in offered and miss["feedback"] != blank["feedback"]
        ]
        blank["misses"].sort(key=lambda miss: str(miss["text"]))
