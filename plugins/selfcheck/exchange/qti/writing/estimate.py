"""An estimate: a number to type, worth less the further away it is."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from xml.etree.ElementTree import Element

from selfcheck.exchange.key import written
from selfcheck.exchange.qti.writing.draft import Draft
from selfcheck.exchange.qti.writing.rules import (
    call,
    condition,
    naming,
    scoring,
    value,
    variable,
)
from selfcheck.exchange.qti.xml import element
from selfcheck.kinds.numeric.model import Numeric


def numeric(draft: Draft, question: Numeric) -> None:
    """In full within the tolerance, then less in a straight line; outside the range, no answer."""
    texts = draft.texts
    figure = texts.book.figures[question.figure] if question.figure else None
    answer = figure.value if figure else question.answer or 0
    draft.ask(question)
    draft.respond("RESPONSE", "float", correct=[_number(Decimal(str(answer)))])
    draft.interaction = "textEntryInteraction"
    draft.body.append(_entry(draft, question))
    draft.answered = _in_range(question)
    draft.rules.append(condition((_in_range(question), _judging(question, Decimal(str(answer))))))
    verdicts = [
        (name, texts.word(word), texts.html(getattr(question.feedback, name)))
        for name, word in (("close", "close-estimate"), ("low", "too-low"), ("high", "too-high"))
    ]
    if figure and question.figure:
        shown = f"{texts.figure(question.figure, 'full')}: {figure.words}"
    else:
        shown = written(answer, question.unit, texts)
    evidence = f"<p>{escape(texts.word('where-evidence-lies'))} {escape(shown)}</p>"
    comment = draft.comment(1, "", verdicts, evidence)
    draft.body.append(element("div", {"class": "selfcheck-feedback"}, comment))


def _entry(draft: Draft, question: Numeric) -> Element:
    ends = {name: draft.texts.messages.number(getattr(question, name)) for name in ("min", "max")}
    if question.unit:
        label = draft.texts.word("your-estimate-in", unit=question.unit, **ends)
    else:
        label = draft.texts.word("your-estimate", **ends)
    attributes = {
        "responseIdentifier": "RESPONSE",
        "expectedLength": str(max(map(len, ends.values())) + 2),
    }
    if question.unit:
        attributes["label"] = question.unit
    entry = element("textEntryInteraction", attributes)
    return element("p", {"class": "selfcheck-estimate"}, f"{label}: ", entry)


def _judging(question: Numeric, answer: Decimal) -> list[Element]:
    """The rules for an estimate within the range: what it is worth, and what is said."""
    tolerance, zero_at = Decimal(str(question.tolerance)), Decimal(str(question.zero_at))
    # Limits are worked out here: 19.7 - 16.7 is a hair more than 3 to a machine.
    close = _between("gte", answer - tolerance, "lte", answer + tolerance)
    near = _between("gt", answer - zero_at, "lt", answer + zero_at)
    distance = call(
        "max",
        call("subtract", _given(), _constant(answer)),
        call("subtract", _constant(answer), _given()),
    )
    part = call(
        "divide", call("subtract", _constant(zero_at), distance), _constant(zero_at - tolerance)
    )
    outcome = "FEEDBACK_1"
    low = call("lt", _given(), _constant(answer))
    return [
        condition(
            (close, [scoring(value("float", 1)), naming(outcome, "close")]),
            (low, [naming(outcome, "low")]),
            (None, [naming(outcome, "high")]),
        ),
        condition((call("and", call("not", _is_close()), near), [scoring(part)])),
    ]


def _is_close() -> Element:
    return call("gte", variable("SCORE"), value("float", 1))


def _in_range(question: Numeric) -> Element:
    """Whether a number was given that a reader of the site could give."""
    ends = _between("gte", Decimal(str(question.min)), "lte", Decimal(str(question.max)))
    return call("and", call("not", call("isNull", _given())), ends)


def _between(above: str, low: Decimal, below: str, high: Decimal) -> Element:
    return call(
        "and", call(above, _given(), _constant(low)), call(below, _given(), _constant(high))
    )


def _given() -> Element:
    return variable("RESPONSE")


def _constant(number: Decimal) -> Element:
    return value("float", _number(number))


def _number(number: Decimal) -> str:
    """A number without an exponent: `format` alone would write 1E+2."""
    return format(number.normalize(), "f")
