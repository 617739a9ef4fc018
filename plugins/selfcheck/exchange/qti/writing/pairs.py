"""Two columns to be matched; groups are a column whose entries take any number."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from selfcheck.exchange.qti.writing.draft import Draft, flow
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
from selfcheck.exchange.qti.xml import element
from selfcheck.exchange.reductions import PlainPair, as_pairs
from selfcheck.kinds.categorizing.model import Categorizing
from selfcheck.kinds.matching.model import Matching
from selfcheck.pages.pages import mixed


def matching(draft: Draft, question: Matching, seed: str) -> None:
    """Pairs; worth the part of them that are right."""
    texts = draft.texts
    pairs = [
        PlainPair(texts.html(pair.left), pair.right, texts.html(pair.feedback))
        for pair in question.pairs
    ]
    # Mixed here, since some programs show the columns as they stand.
    right = [word for _, word in mixed(question.responses, seed)]
    _match(draft, question, pairs, right, 1 / len(pairs), "goes-with-partner", "partner")
    if question.columns:
        heads = (element("th", None, each) for each in question.columns)
        table = element("table", {"class": "selfcheck-columns"})
        table.append(element("tbody", None, element("tr", None, heads)))
        draft.body.insert(1, table)
    draft.rules.append(condition((is_given("RESPONSE"), [scoring(mapped("RESPONSE"))])))


def categorizing(draft: Draft, question: Categorizing) -> None:
    """Statements in groups; worth the right ones less what one group for all would get."""
    pairs = as_pairs(question, draft.texts)
    groups = [item.group for item in question.items]
    largest = max(groups.count(group) for group in groups)
    worth = 1 / (len(groups) - largest)
    _match(draft, question, pairs, question.groups, worth, "belongs-to", "group")
    by_chance = value("float", share(largest * worth))
    above = call("max", value("float", 0), call("subtract", mapped("RESPONSE"), by_chance))
    draft.rules.append(condition((is_given("RESPONSE"), [scoring(above)])))


def _match(
    draft: Draft,
    question: Matching | Categorizing,
    pairs: Sequence[PlainPair],
    right: Sequence[str],
    worth: float,
    message: str,
    place: str,
) -> None:
    draft.ask(question)
    names = {word: f"right{number}" for number, word in enumerate(right, start=1)}
    correct = [f"left{at} {names[pair.right]}" for at, pair in enumerate(pairs, start=1)]
    mapping = [(pair, share(worth)) for pair in correct]
    draft.respond("RESPONSE", "directedPair", "multiple", correct, mapping)
    draft.require("RESPONSE")
    draft.interaction = "matchInteraction"
    attributes = {
        # A word of QTI 3's shared vocabulary: a table of buttons, which needs no dragging.
        "class": f"qti-match-tabular selfcheck-{question.type}",
        "responseIdentifier": "RESPONSE",
        # Groups keep their order; the statements could be mixed, the groups not.
        "shuffle": str(isinstance(question, Matching)).lower(),
        "maxAssociations": str(len(pairs)),
    }
    left_set = (_choice(f"left{at}", flow(pair.left), 1) for at, pair in enumerate(pairs, start=1))
    right_set = (_choice(names[word], word, len(pairs)) for word in right)
    draft.body.append(
        element(
            "matchInteraction",
            attributes,
            element("simpleMatchSet", None, left_set),
            element("simpleMatchSet", None, right_set),
        )
    )
    entries = element("div", {"class": "selfcheck-feedback"})
    for number, (pair, answer) in enumerate(zip(pairs, correct, strict=True), start=1):
        outcome = f"FEEDBACK_{number}"
        test = call("member", value("directedPair", answer), variable("RESPONSE"))
        draft.comments.append(
            condition((test, [naming(outcome, "right")]), (None, [naming(outcome, "wrong")]))
        )
        verdicts = [
            ("right", draft.texts.word("right"), ""),
            ("wrong", draft.texts.word(message, **{place: pair.right}), ""),
        ]
        entries.append(draft.comment(number, pair.left, verdicts, pair.feedback))
    draft.body.append(entries)


def _choice(name: str, content: Element | str, most: int) -> Element:
    attributes = {"identifier": name, "matchMax": str(most)}
    return element("simpleAssociableChoice", attributes, content)
