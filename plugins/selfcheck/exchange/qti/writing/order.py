"""Steps to be put in order, worth Kendall's rank correlation of what was given.

QTI has no such operator. The rules give each place the number of the step that lies
there, then count for each two places whether the earlier holds the earlier step.
"""

from __future__ import annotations

from itertools import combinations
from xml.etree.ElementTree import Element

from selfcheck.exchange.qti.writing.draft import Draft, flow
from selfcheck.exchange.qti.writing.rules import (
    call,
    condition,
    naming,
    scoring,
    setting,
    value,
    variable,
)
from selfcheck.exchange.qti.xml import element
from selfcheck.kinds.ordering.model import Ordering
from selfcheck.pages.pages import mixed


def ordering(draft: Draft, question: Ordering, seed: str) -> None:
    """All steps, mixed; a step that was not placed counts neither way."""
    draft.ask(question)
    steps = {f"step{number}": step for number, step in enumerate(question.steps, start=1)}
    draft.respond("RESPONSE", "identifier", "ordered", list(steps))
    draft.require("RESPONSE")
    draft.interaction = "orderInteraction"
    # Mixed here, since some programs show the steps as they stand.
    choices = (
        element("simpleChoice", {"identifier": name}, flow(draft.texts.html(step.text)))
        for _, (name, step) in mixed(list(steps.items()), seed, avoid=True)
    )
    attributes = {"responseIdentifier": "RESPONSE", "shuffle": "true"}
    draft.body.append(element("orderInteraction", attributes, choices))
    _score(draft, list(steps))
    entries = element("div", {"class": "selfcheck-feedback"})
    for number, (name, step) in enumerate(steps.items(), start=1):
        outcome = f"FEEDBACK_{number}"
        draft.comments.append(
            condition(
                (_lies_at(name, number), [naming(outcome, "right")]),
                (None, [naming(outcome, "wrong")]),
            )
        )
        verdicts = [
            ("right", draft.texts.word("in-its-place"), ""),
            ("wrong", draft.texts.word("belongs-in-place", number=number), ""),
        ]
        label, feedback = draft.texts.html(step.text), draft.texts.html(step.feedback)
        entries.append(draft.comment(number, label, verdicts, feedback))
    draft.body.append(entries)


def _score(draft: Draft, steps: list[str]) -> None:
    places = range(1, len(steps) + 1)
    for place in places:
        draft.declare(f"PLACE_{place}", "integer", "0")
        branches = (
            (_lies_at(step, place), [setting(f"PLACE_{place}", value("integer", number))])
            for number, step in enumerate(steps, start=1)
        )
        draft.rules.append(condition(*branches))
    draft.declare("BALANCE", "integer", "0")
    pairs = list(combinations(places, 2))
    for earlier, later in pairs:
        first, second = f"PLACE_{earlier}", f"PLACE_{later}"
        draft.rules.append(
            condition(
                (_rises(first, second), [_balance("sum")]),
                (_rises(second, first), [_balance("subtract")]),
            )
        )
    correlation = call("divide", variable("BALANCE"), value("integer", len(pairs)))
    draft.rules.append(scoring(call("max", value("float", 0), correlation)))


def _lies_at(step: str, place: int) -> Element:
    lying = element("index", {"n": str(place)}, variable("RESPONSE"))
    return call("match", lying, value("identifier", step))


def _rises(low: str, high: str) -> Element:
    """Whether both places are taken, and the first by the earlier step."""
    return call(
        "and",
        call("gt", variable(low), value("integer", 0)),
        call("lt", variable(low), variable(high)),
    )


def _balance(operator: str) -> Element:
    return setting("BALANCE", call(operator, variable("BALANCE"), value("integer", 1)))
