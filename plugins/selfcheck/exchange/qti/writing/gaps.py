"""A text with gaps: to type into, or to fill from a bank of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from selfcheck.exchange.qti.writing.draft import Draft
from selfcheck.exchange.qti.writing.rules import (
    call,
    condition,
    is_given,
    mapped,
    naming,
    scoring,
    share,
    value,
    variable,
)
from selfcheck.exchange.qti.xml import Node, blocks, element
from selfcheck.kinds.fill_in.model import BLANK, Blank, FillIn, Miss, normalise


def fill_in(draft: Draft, question: FillIn) -> None:
    """Each gap is a response of its own; worth the part of the gaps that are right."""
    gaps = question.gaps
    responses = {
        gap: "RESPONSE" if len(gaps) == 1 else f"RESPONSE_{number}"
        for number, gap in enumerate(gaps, start=1)
    }
    draft.interaction = "inlineChoiceInteraction" if question.bank else "textEntryInteraction"
    draft.ask(question)
    draft.require(*responses.values())

    def filled(text: str) -> list[Node]:
        pieces: list[Node] = []
        for at, piece in enumerate(BLANK.split(text)):
            gap = piece in responses and at % 2 == 1
            pieces.append(_interaction(question, piece, responses[piece]) if gap else piece)
        return pieces

    text = blocks(draft.texts.html(question.text), filled)
    draft.body.append(element("div", {"class": "selfcheck-text"}, text))
    entries = element("div", {"class": "selfcheck-feedback"})
    for number, gap in enumerate(gaps, start=1):
        _respond(draft, question, responses[gap], question.blanks[gap], len(gaps))
        entries.append(_comment(draft, question, number, responses[gap], question.blanks[gap]))
    draft.body.append(entries)


def spellings(word: str) -> list[str]:
    """A word as readers may type it: case does not count, the rest has to be listed.

    QTI compares letter by letter, so that what `normalise` overlooks is spelt out:
    without accents, without punctuation, with either apostrophe, hyphen or space.
    """
    word = " ".join(word.split())
    found = [word, word.replace("’", "'"), word.replace("'", "’"), re.sub(r"[-–]", " ", word)]
    found += [_without_accents(each) for each in found]
    found += [each.rstrip(".!?…") for each in found]
    found.append(normalise(word))
    return _once(each for each in found if each)


def _once(words: Iterable[str]) -> list[str]:
    """Words that differ by more than case: of those that don't, the first."""
    seen: dict[str, str] = {}
    for word in words:
        seen.setdefault(word.casefold(), word)
    return list(seen.values())


def _without_accents(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word)
    return "".join(each for each in apart if not unicodedata.combining(each))


def _words(question: FillIn) -> list[tuple[str, str]]:
    """The words of the bank, each with its name."""
    return [(f"word{at}", word) for at, word in enumerate(question.bank or [], start=1)]


def _accepted(question: FillIn, blank: Blank) -> list[str]:
    if question.bank is None:
        return _once(key for word in blank.accept for key in spellings(word))
    right = {normalise(word) for word in blank.accept}
    return [name for name, word in _words(question) if normalise(word) in right]


def _respond(draft: Draft, question: FillIn, response: str, blank: Blank, total: int) -> None:
    accepted = _accepted(question, blank)
    draft.respond(
        response,
        "identifier" if question.bank else "string",
        # The word to show is the first, whatever other spellings count.
        correct=accepted[:1] if question.bank else blank.accept[:1],
        mapping=[(key, share(1 / total)) for key in accepted],
    )
    total_score = call("sum", variable("SCORE"), mapped(response))
    draft.rules.append(condition((is_given(response), [scoring(total_score)])))


def _interaction(question: FillIn, gap: str, response: str) -> Element:
    named = {"responseIdentifier": response, "label": gap}
    if question.bank is None:
        longest = max(len(word) for word in question.blanks[gap].accept)
        attributes = {"expectedLength": str(longest)}
        return element("textEntryInteraction", {**named, **attributes})
    choices = (
        element("inlineChoice", {"identifier": name}, word) for name, word in _words(question)
    )
    return element("inlineChoiceInteraction", {**named, "shuffle": "false"}, choices)


def _comment(draft: Draft, question: FillIn, number: int, response: str, blank: Blank) -> Element:
    word = draft.texts.word
    outcome = f"FEEDBACK_{number}"
    misses = [
        (f"miss{at}", miss, test)
        for at, miss in enumerate(blank.misses, start=1)
        if (test := _is_miss(question, response, miss)) is not None
    ]
    right = call("gt", mapped(response), value("float", 0))
    branches = [
        (right, [naming(outcome, "right")]),
        *((test, [naming(outcome, name)]) for name, _, test in misses),
        (None, [naming(outcome, "wrong")]),
    ]
    draft.comments.append(
        condition((is_given(response), [condition(*branches)]), (None, [naming(outcome, "wrong")]))
    )
    not_right = f"{word('not-right')} {word('verdict-right-before')} {blank.accept[0]}"
    verdicts = [("right", word("right"), ""), ("wrong", not_right, "")]
    verdicts += [
        (name, f"“{miss.text}”: {not_right}", draft.texts.html(miss.feedback))
        for name, miss, _ in misses
    ]
    label = word("gap", number=number)
    return draft.comment(number, label, verdicts, draft.texts.html(blank.feedback))


def _is_miss(question: FillIn, response: str, miss: Miss) -> Element | None:
    """The test for a wrong word; nothing if the bank has no such word."""
    tests = []
    if question.bank is None:
        for spelt in spellings(miss.text):
            test = call("stringMatch", variable(response), value("string", spelt))
            test.set("caseSensitive", "false")
            tests.append(test)
    else:
        tests = [
            call("match", variable(response), value("identifier", name))
            for name, word in _words(question)
            if normalise(word) == normalise(miss.text)
        ]
    if not tests:
        return None
    return tests[0] if len(tests) == 1 else call("or", *tests)
