r"""Gaps in a text as Moodle writes them: `{1:SHORTANSWER:=word#feedback~wrong#feedback}`.

The format: https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type. Moodle finds a gap
by a pattern (`question/type/multianswer/questiontype.php`) and decodes the entities of what it
finds, once; an entity thus is the one way to write any sign that holds everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape

from selfcheck.exchange.moodle.items import ANYTHING, GAP, Answer, Gap
from selfcheck.exchange.moodle.numbers import written

_TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_NUMBER = {"NUMERICAL", "NM"}
_OFFERED = {
    f"{long}{end}" for long in ("MULTICHOICE",) for end in ("", "_V", "_H", "_S", "_VS", "_HS")
} | {"MC", "MCV", "MCH", "MCS", "MCVS", "MCHS"}
_START = re.compile(r"\{(\d*):([A-Z_]+):")
_WEIGHT = re.compile(r"%(-?\d+(?:[.,]\d*)?)%|=")


class FaultyGapError(Exception):
    """A gap that can't be understood; the message says why."""


def with_gaps(stem: str, gaps: list[Gap]) -> str:
    """A text with its gaps written out. Its own braces must not look like one."""
    first, *others = stem.replace("{", "&#123;").split(GAP)
    return first + "".join(_gap(gap) + after for gap, after in zip(gaps, others, strict=True))


def read_gaps(html: str, note: Callable[[str], None]) -> tuple[str, list[Gap]]:
    """A text with `GAP` in the place of each gap, and the gaps.

    Raises:
        FaultyGapError: a gap has no end, or is of a type that we don't have.
    """
    text, gaps, at = "", list[Gap](), 0
    while found := _START.search(html, at):
        text += html[at : found.start()]
        at, alternatives = _alternatives(html, found.end())
        gaps.append(_read_gap(found[2], alternatives, note))
        text += GAP
    return text + html[at:], gaps


def _gap(gap: Gap) -> str:
    kind = "MULTICHOICE" if gap.offered else "SHORTANSWER"
    return f"{{1:{kind}:{'~'.join(_alternative(each, gap.offered) for each in gap.answers)}}}"


def _alternative(answer: Answer, offered: bool) -> str:
    word = answer.text
    if not offered and word != ANYTHING:
        word = word.replace("*", "\\*")
    weight = "=" if answer.percent == 100 else f"%{written(answer.percent)}%"
    feedback = f"#{_encoded(answer.feedback)}" if answer.feedback else ""
    return f"{weight}{_encoded(word)}{feedback}"


def _encoded(text: str) -> str:
    return re.sub(r"[&<>\"'~#{}=%\\/\n]", lambda sign: f"&#{ord(sign[0])};", text)


def _alternatives(html: str, start: int) -> tuple[int, list[str]]:
    """Where a gap ends, and what stands in it, parted at the tildes."""
    found, begin, at = list[str](), start, start
    while at < len(html):
        sign = html[at]
        if sign == "\\":
            at += 1
        elif sign in "~}":
            # Moodle lets a tilde stand before the first one, too.
            if html[begin:at].strip():
                found.append(html[begin:at])
            begin = at + 1
            if sign == "}":
                return begin, found
        at += 1
    raise FaultyGapError("a gap has no end: a '}' is missing")


def _read_gap(kind: str, alternatives: list[str], note: Callable[[str], None]) -> Gap:
    if kind in _TYPED | _OFFERED:
        if kind in {"SHORTANSWER_C", "SAC", "MWC"}:
            note("capital letters count in a gap there, and not here")
        return Gap([_read_answer(each) for each in alternatives], kind in _OFFERED)
    if kind in _NUMBER:
        answers = []
        for answer in map(_read_answer, alternatives):
            number, _, tolerance = answer.text.partition(":")
            if tolerance.strip(" 0."):
                note(f"the gap takes {number} with a tolerance of {tolerance}; here it is exact")
            answers.append(Answer(number.strip(), answer.percent, answer.feedback))
        return Gap(answers, offered=False)
    raise FaultyGapError(f"a gap of the type {kind} has no counterpart")


def _read_answer(alternative: str) -> Answer:
    percent = Decimal(0)
    if found := _WEIGHT.match(alternative):
        percent = Decimal(found[1].replace(",", ".")) if found[1] else Decimal(100)
        alternative = alternative[found.end() :]
    word, *feedback = re.split(r"(?<!\\)(?<!&)(?<!&amp;)#", alternative, maxsplit=1)
    return Answer(_decoded(word).strip(), percent, _decoded("".join(feedback)).strip())


def _decoded(text: str) -> str:
    return re.sub(r"\\([}#~])", r"\1", unescape(text))
