"""Questions of Moodle from GIFT, read as Moodle reads it; see `gift_writing`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from selfcheck.exchange.format import Note, UnreadableInputError
from selfcheck.exchange.moodle import numbers
from selfcheck.exchange.moodle.items import ANYTHING, GAP, Answer, Category, Item, Range
from selfcheck.exchange.moodle.text_styles import Style, as_html

_ESCAPED = "~=#{}:\\"
_FIRST_SIGN = 0xE010
_SIGN = {sign: chr(_FIRST_SIGN + at) for at, sign in enumerate(_ESCAPED)}
_NEW_LINE = chr(_FIRST_SIGN + len(_ESCAPED))
_OWN = re.compile(f"[{GAP}{chr(_FIRST_SIGN)}-{_NEW_LINE}]")
"""Characters that stand for escaped signs while a question is taken apart."""

_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"%(-?\d+(?:\.\d*)?)%")
_MOST_LINES = 500_000


class _FaultyQuestionError(Exception):
    """A question that can't be understood; the message says why."""


@dataclass
class _Block:
    """The lines of a question, and what its comments say."""

    line: int
    lines: list[str] = field(default_factory=list)
    id: str = ""
    tags: list[str] = field(default_factory=list)


def read_gift(content: bytes) -> tuple[list[Category], list[Note]]:
    """The questions by category, and what was not understood.

    Raises:
        UnreadableInputError: it is no text, or holds no question.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInputError(f"this is no text in UTF-8 (at byte {error.start})") from None
    if text.count("\n") > _MOST_LINES:
        raise UnreadableInputError(f"this has more than {_MOST_LINES} lines")
    categories, notes = [Category("")], list[Note]()
    for block in _blocks(_OWN.sub("", text)):
        joined = "\n".join(block.lines).strip()
        if joined.startswith("$CATEGORY:"):
            categories.append(Category(_plain(_hidden(joined.removeprefix("$CATEGORY:")))))
            continue
        try:
            categories[-1].items.append(_item(block, _hidden(joined)))
        except _FaultyQuestionError as error:
            notes.append(Note(block.line, f"this question was left out: {error}"))
    if not any(each.items for each in categories):
        why = f"; line {notes[0].line}: {notes[0].message}" if notes else ""
        raise UnreadableInputError(f"there is no question in GIFT here{why}")
    return [each for each in categories if each.items], notes


def _blocks(text: str) -> Iterator[_Block]:
    """What stands between empty lines; a category ends with its line."""
    block = _Block(0)
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        stripped = line.strip()
        if stripped.startswith("//"):
            found = re.search(r"\[id:([^\x00-\x1f\x7f]{1,300}?)(?<!\\)\]", stripped)
            block.id = found[1].replace("\\]", "]").strip() if found else block.id
            block.tags += re.findall(r"\[tag:([^\x00-\x1f\x7f]{1,300}?)\]", stripped)
        elif stripped:
            block.line = block.line or number
            block.lines.append(line)
        if block.lines and (not stripped or stripped.startswith("$CATEGORY:")):
            yield block
            block = _Block(0)
    if block.lines:
        yield block


def _hidden(text: str) -> str:
    """Escaped signs as characters of their own, so that they are no signs."""
    return re.sub(
        r"\\([~=#{}:\\n])",
        lambda found: _NEW_LINE if found[1] == "n" else _SIGN[found[1]],
        text,
    )


def _shown(text: str) -> str:
    for sign, hidden in _SIGN.items():
        text = text.replace(hidden, sign)
    return text.replace(_NEW_LINE, "\n")


def _plain(text: str) -> str:
    return " ".join(_shown(text).split())


def _item(block: _Block, text: str) -> Item:
    name = ""
    if found := re.match(r"::(.*?)::", text, re.S):
        name, text = _plain(found[1]), text[found.end() :].strip()
    name = name or block.id
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        style, stem = _styled(text, "moodle")
        return Item(name, "description", _html(style, stem), tags=block.tags, line=block.line)
    if start < 0 or end < start:
        raise _FaultyQuestionError(
            "its answers have no end: a '}' is missing before the empty line"
            if start >= 0
            else "a '}' stands without '{' before it; write '\\}' if none is meant"
        )
    if re.search(r"[{}]", text[end + 1 :]):
        raise _FaultyQuestionError(
            "it has braces behind its answers; write '\\{' if none are meant"
        )
    after = text[end + 1 :]
    stem = text[:start] + (GAP + after if after.strip() else "")
    style, stem = _styled(stem.strip(), "moodle")
    return _Answers(
        Item(name, "essay", _html(style, stem), tags=block.tags, line=block.line),
        text[start + 1 : end].strip(),
        style,
    ).item()


def _styled(text: str, style: Style) -> tuple[Style, str]:
    """The format of a text, and the text without its name."""
    text = text.strip()
    found = _FORMAT.match(text)
    return (cast(Style, found[1]), text[found.end() :]) if found else (style, text)


def _html(style: Style, text: str) -> str:
    return as_html(style, _shown(text))


class _Answers:
    """What stands between the braces of a question."""

    def __init__(self, item: Item, text: str, style: Style) -> None:
        self._found = item
        self._style = style
        text, sign, afterword = text.rpartition("####")
        self._text = text.strip() if sign else afterword
        self._afterword = self._html(afterword) if sign else ""
        self._otherwise = ""

    def item(self) -> Item:
        """The question, complete."""
        text = self._text
        judged = re.match(r"(T|TRUE|F|FALSE)\s*(?=#|\Z)", text)
        if not text:
            return self._item("essay")
        if text.startswith("#"):
            ranges = list(self._ranges(text[1:]))
            return self._item("number", ranges=ranges, otherwise=self._otherwise)
        if "~" in text:
            several = "=" not in text
            return self._item("choice", answers=list(self._choices()), several=several)
        if "=" in text and "->" in text:
            return self._item("pairs", pairs=list(self._pairs()))
        if judged:
            return self._item("true-false", answers=self._verdicts(judged[1].startswith("T")))
        return self._item("words", answers=list(self._words()))

    def _item(self, kind: str, **parts: object) -> Item:
        known = self._found
        return Item(
            known.name,
            kind,  # type: ignore[arg-type]
            known.stem,
            afterword=self._afterword,
            tags=known.tags,
            line=known.line,
            **parts,  # type: ignore[arg-type]
        )

    def _html(self, text: str) -> str:
        return _html(*_styled(text, self._style))

    def _split(self, text: str) -> tuple[str, str]:
        """An answer and its feedback as HTML."""
        answer, _, feedback = text.partition("#")
        return answer.strip(), self._html(feedback)

    def _verdicts(self, answer: bool) -> list[Answer]:
        feedback = [self._html(each) for each in self._text.split("#")[1:3]]
        wrong, right = (*feedback, "", "")[:2]
        said = {answer: right, not answer: wrong}
        return [
            Answer("true", Decimal(100 if answer else 0), said[True]),
            Answer("false", Decimal(0 if answer else 100), said[False]),
        ]

    def _choices(self) -> Iterator[Answer]:
        before, *entries = re.split(r"(?=[~=])", self._text)
        if before.strip():
            raise _FaultyQuestionError(f"'{_plain(before)}' stands before the first '=' or '~'")
        for entry in entries:
            weight, text = _weighed(entry[1:], Decimal(100 if entry[0] == "=" else 0))
            answer, feedback = self._split(text)
            yield Answer(self._html(answer), weight, feedback)

    def _words(self) -> Iterator[Answer]:
        for entry in filter(str.strip, self._text.split("=")):
            weight, text = _weighed(entry, Decimal(100))
            answer, feedback = self._split(text)
            _, word = _styled(answer, "plain")
            yield Answer(_plain(word).replace("-*>", "->"), weight, feedback)

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for entry in filter(str.strip, self._text.split("=")):
            left, arrow, right = entry.partition("->")
            if not arrow:
                raise _FaultyQuestionError(f"the pair '{_plain(entry)}' has no '->'")
            yield self._html(left), _plain(right)

    def _ranges(self, text: str) -> Iterator[Range]:
        entries = [each for each in re.split(r"(?=[~=])", text) if each.strip()]
        if not entries:
            raise _FaultyQuestionError("it asks for a number and has none")
        for entry in entries:
            wrong = entry.startswith("~")
            weight, rest = _weighed(entry.lstrip("~="), Decimal(0 if wrong else 100))
            number, feedback = self._split(rest)
            if not number or number == ANYTHING:
                if weight > 0:
                    raise _FaultyQuestionError("any number is right")
                self._otherwise = feedback
                continue
            low, high = _ends(_shown(number))
            yield Range(low, high, weight, feedback)


def _weighed(text: str, default: Decimal) -> tuple[Decimal, str]:
    """The weight that an answer begins with, and the rest."""
    text = text.strip()
    found = _WEIGHT.match(text)
    return (Decimal(found[1]), text[found.end() :].strip()) if found else (default, text)


def _ends(text: str) -> tuple[Decimal, Decimal]:
    """The lowest and the highest number of `1..5`, `3:2` or `3`."""
    low, dots, high = text.partition("..")
    number, colon, tolerance = text.partition(":")
    ends = [numbers.read(each) for each in ((low, high) if dots else (number, tolerance or "0"))]
    first, second = ends
    if first is None or second is None or (colon and second < 0):
        raise _FaultyQuestionError(f"'{_plain(text)}' is no number and no range of numbers")
    return (first, second) if dots else (first - second, first + second)
