"""Questions of Moodle as Moodle XML.

The format: https://docs.moodle.org/en/Moodle_XML_format; where that is silent, as Moodle itself
writes it (`question/format/xml/format.php`, and `question/type/ordering/questiontype.php`, which
has been part of Moodle since 4.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from xml.sax.saxutils import escape

from selfcheck.exchange.moodle.cloze import with_gaps
from selfcheck.exchange.moodle.items import ANYTHING, Answer, Category, Item
from selfcheck.exchange.moodle.numbers import written

_TYPES = {
    "description": "description",
    "essay": "essay",
    "choice": "multichoice",
    "true-false": "truefalse",
    "pairs": "matching",
    "words": "shortanswer",
    "number": "numerical",
    "order": "ordering",
    "gaps": "cloze",
}
# What XML 1.0 has no way to write: https://www.w3.org/TR/xml/#charsets
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def moodle_xml(categories: Iterable[Category]) -> str:
    """The text of a file."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    for category in categories:
        lines += _category(category)
        for item in category.items:
            lines += _question(item)
    return "\n".join([*lines, "</quiz>", ""])


def _category(category: Category) -> Iterator[str]:
    yield '<question type="category">'
    yield f"<category>{_text(f'$course$/top/{category.title}')}</category>"
    yield f'<info format="plain_text">{_text(category.description)}</info>'
    yield "</question>"


def _question(item: Item) -> Iterator[str]:
    stem = with_gaps(item.stem, item.gaps) if item.kind == "gaps" else item.stem
    yield f'<question type="{_TYPES[item.kind]}">'
    yield f"<name>{_text(item.name)}</name>"
    yield _html("questiontext", stem)
    yield _html("generalfeedback", item.afterword)
    if item.kind != "gaps":
        yield f"<defaultgrade>{0 if item.kind == 'description' else 1}</defaultgrade>"
    yield "<penalty>0.3333333</penalty>"
    yield "<hidden>0</hidden>"
    yield f"<idnumber>{_escaped(item.name)}</idnumber>"
    yield from _answers(item)
    for hint in item.hints:
        yield _html("hint", hint)
    if item.tags:
        yield "<tags>" + "".join(f"<tag>{_text(tag)}</tag>" for tag in item.tags) + "</tags>"
    yield "</question>"


def _answers(item: Item) -> Iterator[str]:
    match item.kind:
        case "choice":
            yield f"<single>{_truth(not item.several)}</single>"
            yield f"<shuffleanswers>{_truth(item.shuffle)}</shuffleanswers>"
            yield f"<answernumbering>{'abc' if item.shuffle else '123'}</answernumbering>"
            yield "<showstandardinstruction>0</showstandardinstruction>"
            yield from _no_combined_feedback()
            for answer in item.answers:
                yield _answer(answer, "html")
        case "true-false":
            for answer in item.answers:
                yield _answer(answer, "moodle_auto_format")
        case "words":
            yield "<usecase>0</usecase>"
            for answer in item.answers:
                word = answer.text
                word = word if word == ANYTHING else word.replace("*", "\\*")
                yield _answer(Answer(word, answer.percent, answer.feedback), "plain_text")
        case "pairs":
            yield "<shuffleanswers>true</shuffleanswers>"
            yield from _no_combined_feedback()
            for left, right in item.pairs:
                pair = f"{_text(left)}<answer>{_text(right)}</answer>"
                yield f'<subquestion format="html">{pair}</subquestion>'
        case "number":
            for range in item.ranges:
                middle, half = (range.low + range.high) / 2, (range.high - range.low) / 2
                answer = Answer(written(middle), range.percent, range.feedback)
                tolerance = f"<tolerance>{written(half)}</tolerance>"
                yield _answer(answer, "plain_text", tolerance)
            if item.otherwise:
                yield _answer(Answer(ANYTHING, Decimal(0), item.otherwise), "plain_text")
            yield "<unitgradingtype>0</unitgradingtype><unitpenalty>0.1</unitpenalty>"
            yield "<showunits>3</showunits><unitsleft>0</unitsleft>"
        case "order":
            yield "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype>"
            yield f"<selectcount>{len(item.answers)}</selectcount>"
            yield "<gradingtype>RELATIVE_ALL_PREVIOUS_AND_NEXT</gradingtype>"
            yield "<showgrading>SHOW</showgrading><numberingstyle>none</numberingstyle>"
            yield from _no_combined_feedback()
            for number, answer in enumerate(item.answers, start=1):
                yield _answer(Answer(answer.text, Decimal(number)), "html")
        case "essay":
            yield "<responseformat>editor</responseformat><responserequired>1</responserequired>"
            yield "<responsefieldlines>10</responsefieldlines><attachments>0</attachments>"
            yield "<attachmentsrequired>0</attachmentsrequired>"
            yield _html("graderinfo", "")
            yield _html("responsetemplate", "")


def _answer(answer: Answer, style: str, more: str = "") -> str:
    feedback = _html("feedback", answer.feedback)
    fraction = written(answer.percent)
    text = _text(answer.text)
    return f'<answer fraction="{fraction}" format="{style}">{text}{feedback}{more}</answer>'


def _no_combined_feedback() -> Iterator[str]:
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        yield _html(name, "")


def _html(name: str, html: str) -> str:
    return f'<{name} format="html">{_text(html)}</{name}>'


def _text(text: str) -> str:
    return f"<text>{_escaped(text)}</text>" if text else "<text></text>"


def _escaped(text: str) -> str:
    return escape(_NO_XML.sub("", text), {"\r": "&#13;"})


def _truth(value: bool) -> str:
    return "true" if value else "false"
