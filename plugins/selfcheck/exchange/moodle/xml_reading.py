"""Questions of Moodle from Moodle XML; see `xml_writing`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, cast
from xml.etree.ElementTree import Element, ParseError

from selfcheck.exchange.foreign_html import line
from selfcheck.exchange.format import Note, UnreadableInputError
from selfcheck.exchange.libraries import library
from selfcheck.exchange.moodle import numbers
from selfcheck.exchange.moodle.cloze import FaultyGapError, read_gaps
from selfcheck.exchange.moodle.items import ANYTHING, GAP, Answer, Category, Gap, Item, Kind, Range
from selfcheck.exchange.moodle.text_styles import Style, as_html

_KINDS: dict[str, Kind] = {
    "description": "description",
    "essay": "essay",
    "multichoice": "choice",
    "truefalse": "true-false",
    "matching": "pairs",
    "match": "pairs",
    "shortanswer": "words",
    "numerical": "number",
    "ordering": "order",
    "cloze": "gaps",
    "multianswer": "gaps",
    "ddwtos": "gaps",
    "gapselect": "gaps",
}
_STYLES: dict[str, Style] = {
    "html": "html",
    "moodle_auto_format": "moodle",
    "plain_text": "plain",
    "markdown": "markdown",
}
_OFTEN_SAID = {
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
}


class _FaultyQuestionError(Exception):
    """A question that can't be understood; the message says why."""


def read_moodle_xml(content: bytes) -> tuple[list[Category], list[Note]]:
    """The questions by category, and what was not understood.

    Raises:
        UnreadableInputError: it is no sound XML of Moodle, is hostile, or holds no question.
    """
    root = _root(content)
    categories, notes = [Category("")], list[Note]()
    for number, element in enumerate(root.iter("question"), start=1):
        kind = element.get("type", "")
        if kind == "category":
            title = element.findtext("category/text", "").strip()
            title = re.sub(r"^\$\w+\$/(?:top/)?", "", title)
            info = _html(element.find("info"))
            categories.append(Category(title, info))
            continue
        name = line(element.findtext("name/text", ""))
        named = f"'{name}'" if name else f"question {number}"
        said: list[str] = []
        try:
            categories[-1].items.append(_Question(element, name, said.append).item())
        except (_FaultyQuestionError, FaultyGapError) as error:
            notes.append(Note(0, f"{named} was left out: {error}"))
        else:
            notes += [Note(0, f"{named}: {each}") for each in said]
    if not any(each.items for each in categories):
        why = f"; {notes[0].message}" if notes else ""
        raise UnreadableInputError(f"there is no question of Moodle here{why}")
    return [each for each in categories if each.items], notes


def _root(content: bytes) -> Element:
    parser = library("defusedxml.ElementTree")
    common = library("defusedxml.common")
    try:
        root = cast(Element, parser.fromstring(content, forbid_dtd=True))
    except ParseError as error:
        raise UnreadableInputError(f"this is no sound XML: {error}") from None
    except common.DefusedXmlException:
        raise UnreadableInputError("this XML declares entities or a DTD, and is not read") from None
    except (ValueError, LookupError) as error:
        raise UnreadableInputError(f"this is no text that can be read: {error}") from None
    if root.tag != "quiz":
        raise UnreadableInputError(f"this is XML, and not Moodle's: it begins with <{root.tag}>")
    return root


def _html(element: Element | None, style: Style = "html") -> str:
    """The text of an element as HTML; its format is named by an attribute."""
    if element is None:
        return ""
    text = element.findtext("text")
    style = _STYLES.get(element.get("format", ""), style)
    return as_html(style, text if text is not None else (element.text or "")).replace(GAP, "")


class _Question:
    """One `<question>`."""

    def __init__(self, element: Element, name: str, note: Callable[[str], None]) -> None:
        self._element = element
        self._name = name
        self._note = note

    def item(self) -> Item:
        """The question.

        Raises:
            _FaultyQuestionError: it has no counterpart, or makes no sense.
            FaultyGapError: a gap of it has none.
        """
        element = self._element
        type = element.get("type", "")
        kind = _KINDS.get(type)
        if kind is None:
            raise _FaultyQuestionError(f"a question of the type '{type}' has no counterpart")
        self._tell_what_goes()
        match kind:
            case "choice":
                single = self._is("single", "true")
                answers = list(self._answers())
                shuffle = self._is("shuffleanswers", "false")
                return self._item(kind, answers=answers, several=not single, shuffle=shuffle)
            case "true-false":
                return self._item(kind, answers=self._verdicts())
            case "pairs":
                pairs = [
                    (_html(each), " ".join(each.findtext("answer/text", "").split()))
                    for each in element.findall("subquestion")
                ]
                return self._item(kind, pairs=pairs)
            case "words":
                if self._is("usecase", "0"):
                    self._note("capital letters count there, and not here")
                return self._item(kind, answers=list(self._answers(plain=True)))
            case "number":
                ranges, otherwise = self._ranges()
                return self._item(kind, ranges=ranges, otherwise=otherwise)
            case "order":
                return self._item(kind, answers=list(self._answers()))
            case "gaps":
                if type in ("ddwtos", "gapselect"):
                    stem, gaps = self._numbered_gaps()
                else:
                    stem, gaps = read_gaps(self._stem(), self._note)
                if not gaps:
                    raise _FaultyQuestionError("its text has no gap")
                return self._item(kind, stem=stem, gaps=gaps)
        return self._item(kind)

    def _item(self, kind: Kind, *, stem: str | None = None, **parts: Any) -> Item:
        element = self._element
        return Item(
            self._name,
            kind,
            self._stem() if stem is None else stem,
            afterword=_html(element.find("generalfeedback")),
            hints=[html for each in element.findall("hint") if (html := _html(each))],
            tags=[line(each.findtext("text", "")) for each in element.findall("tags/tag")],
            **parts,
        )

    def _stem(self) -> str:
        return _html(self._element.find("questiontext"))

    def _is(self, key: str, default: str) -> bool:
        return (self._element.findtext(key) or default).strip().lower() in ("true", "1")

    def _answers(self, *, plain: bool = False) -> Iterator[Answer]:
        for each in self._element.findall("answer"):
            text = each.findtext("text", "").strip().replace(GAP, "") if plain else _html(each)
            yield Answer(text, _fraction(each), _html(each.find("feedback")))

    def _verdicts(self) -> list[Answer]:
        answers = list(self._answers(plain=True))
        if len(answers) != 2:
            raise _FaultyQuestionError("it does not say what is right")
        # Old files have the words of a language, and true first.
        names = [each.text.lower() for each in answers]
        if sorted(names) != ["false", "true"]:
            names = ["true", "false"]
        return [
            Answer(name, each.percent, each.feedback)
            for name, each in zip(names, answers, strict=True)
        ]

    def _ranges(self) -> tuple[list[Range], str]:
        ranges, otherwise = list[Range](), ""
        for each, answer in zip(
            self._element.findall("answer"), self._answers(plain=True), strict=True
        ):
            if answer.text == ANYTHING:
                otherwise = answer.feedback
                continue
            number = numbers.read(answer.text)
            tolerance = numbers.read(each.findtext("tolerance") or "0")
            if number is None or tolerance is None:
                raise _FaultyQuestionError(f"'{answer.text}' is no number")
            ends = number - abs(tolerance), number + abs(tolerance)
            ranges.append(Range(*ends, answer.percent, answer.feedback))
        units = [line(each.text or "") for each in self._element.iter("unit_name")]
        if units:
            self._note(f"its units were left out: {', '.join(units)}")
        return ranges, otherwise

    def _numbered_gaps(self) -> tuple[str, list[Gap]]:
        """Gaps `[[1]]` whose words stand in a list, and are offered for all gaps of a group."""
        element = self._element
        choices = [*element.findall("dragbox"), *element.findall("selectoption")]
        words = [(_html(each), (each.findtext("group") or "1").strip()) for each in choices]
        pieces = re.split(r"\[\[(\d+)\]\]", self._stem())
        gaps = []
        for number in map(int, pieces[1::2]):
            if not 1 <= number <= len(words):
                raise _FaultyQuestionError(f"there is no word for the gap [[{number}]]")
            right, group = words[number - 1]
            gaps.append(
                Gap(
                    [
                        Answer(word, Decimal(100 if word == right else 0))
                        for word, of in words
                        if of == group
                    ],
                    offered=True,
                )
            )
        return GAP.join(pieces[::2]), gaps

    def _tell_what_goes(self) -> None:
        """Notes on what the quiz language has no place for."""
        element = self._element
        for key in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            words = line(_html(element.find(key)))
            if words and words not in _OFTEN_SAID:
                self._note(f"its {key} was left out: {words}")
        for key in ("graderinfo", "responsetemplate"):
            if words := line(_html(element.find(key))):
                self._note(f"its {key} was left out: {words}")
        for file in element.iter("file"):
            self._note(f"a file was left out: {line(file.get('name', ''))}")
        if self._is("hidden", "0"):
            self._note("it is hidden there, and will be seen here")


def _fraction(answer: Element) -> Decimal:
    fraction = numbers.read(answer.get("fraction", "0"))
    if fraction is None:
        raise _FaultyQuestionError(f"'{answer.get('fraction')}' is no share of the marks")
    return fraction
