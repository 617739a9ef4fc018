"""An item as it was found: declarations, body, and who is shown what when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from selfcheck.exchange.qti.reading.documents import FEEDBACK, first, has_class, text
from selfcheck.exchange.qti.writing.items import TOOL

Data = dict[str, Any]
"""A question in the quiz language, complete or not."""

_BRANCHES = ("responseIf", "responseElseIf")


class NotUnderstoodError(Exception):
    """An item can't be told in the quiz language; the message says why."""


@dataclass(frozen=True)
class Response:
    """What an item declares of a response."""

    base_type: str
    cardinality: str
    correct: list[str]
    mapping: dict[str, float]

    @property
    def right(self) -> list[str]:
        """Every value that is right: the correct ones, then others worth something."""
        worth = [key for key, value in self.mapping.items() if value > 0]
        return list(dict.fromkeys([*self.correct, *worth]))


@dataclass
class Item:
    """An assessment item, its names those of QTI 2."""

    root: Element
    notes: list[str] = field(default_factory=list)
    """What a person should know of it."""

    @property
    def own_kind(self) -> str:
        """The kind that it was written from, if it is ours; else nothing."""
        return self.root.get("label", "") if self.root.get("toolName") == TOOL else ""

    @cached_property
    def body(self) -> Element:
        """What the reader sees.

        Raises:
            NotUnderstoodError: it has none.
        """
        body = self.root.find("itemBody")
        if body is None:
            raise NotUnderstoodError("it has no text")
        return body

    @cached_property
    def interactions(self) -> list[Element]:
        """Everything that can be answered, in order; a button that ends an attempt is none."""
        return [
            node
            for node in self.body.iter()
            if node.tag.endswith("Interaction") and node.tag != "endAttemptInteraction"
        ]

    @cached_property
    def responses(self) -> dict[str, Response]:
        """What is declared, by identifier."""
        return {
            node.get("identifier", ""): _declared(node)
            for node in self.root.iter("responseDeclaration")
        }

    def response(self, interaction: Element) -> Response:
        """What is declared of an interaction; an empty one if nothing is."""
        name = interaction.get("responseIdentifier", "")
        return self.responses.get(name, Response("", "", [], {}))

    @cached_property
    def prompt(self) -> str:
        """What is asked, as Markdown: the body without interactions and feedback."""
        own = first(self.body, "selfcheck-prompt")
        if own is not None:
            return text(own)
        without = FEEDBACK | {each.tag for each in self.interactions} | {"endAttemptInteraction"}
        prompts = [text(prompt) for each in self.interactions for prompt in each.findall("prompt")]
        return "\n\n".join(each for each in (text(self.body, without=without), *prompts) if each)

    def base(self, id: str) -> Data:
        """The keys that every question has, in the order in which authors write them."""
        data: Data = {"id": id, "type": "", "prompt": self.prompt}
        note = first(self.body, "selfcheck-note")
        if note is not None:
            spans = list(note.iter("span"))
            data["content-note"] = " ".join("".join(spans[0].itertext()).split()) if spans else ""
        return data

    def ending(self, used: set[str] | None = None) -> Data:
        """Hint and explanation: of feedback, all that belongs to no part of the answer.

        Args:
            used: identifiers of feedback that was put elsewhere.
        """
        data: Data = {}
        own = first(self.root, "selfcheck-explanation")
        if self.own_kind:
            hints = [text(node) for node in self.shown("HINT_SHOWN")]
            said = [text(first(self.root, "selfcheck-compare")), text(own)]
        else:
            hints = []
            said = [
                text(node)
                for node in self.root.iter()
                if node.tag in FEEDBACK and node.get("identifier") not in (used or set())
            ]
        for key, texts in (("hint", hints), ("explanation", said)):
            if joined := "\n\n".join(dict.fromkeys(each for each in texts if each)):
                data[key] = joined
        return data

    def shown(self, outcome: str) -> Iterator[Element]:
        """Feedback that hangs on an outcome."""
        for node in self.root.iter():
            if node.tag in FEEDBACK and node.get("outcomeIdentifier") == outcome:
                yield node

    @cached_property
    def feedback(self) -> dict[str, str]:
        """Feedback by its identifier, as Markdown; of several with one, the first."""
        found: dict[str, str] = {}
        for node in self.root.iter():
            if node.tag in FEEDBACK:
                found.setdefault(node.get("identifier", ""), text(node))
        return found

    @cached_property
    def _named(self) -> dict[str, str]:
        """Identifiers of feedback, by the single answer that leads to them."""
        found: dict[str, str] = {}
        for branch in self.root.iter():
            if branch.tag not in _BRANCHES:
                continue
            test = branch[0] if len(branch) else None
            if test is None or test.tag not in ("match", "member", "equal"):
                continue
            constant = test.find("baseValue")
            for rule in branch.findall("setOutcomeValue"):
                name = rule.find("baseValue")
                if constant is not None and name is not None and name.text in self.feedback:
                    found.setdefault((constant.text or "").strip(), name.text or "")
        return found

    def said_of(self, answer: str, *, right: bool) -> tuple[str, str]:
        """The feedback on one answer, and its identifier; empty both if there is none.

        Where a program tells right from wrong alone, that is what it says of an answer.
        """
        for name in (answer, self._named.get(answer, "")):
            if self.feedback.get(name):
                return self.feedback[name], name
        for name, words in self.feedback.items():
            wrong = bool(re.search(r"incorrect|wrong", name, re.I))
            told = wrong or re.search(r"correct|right", name, re.I)
            if words and told and right != wrong:
                return words, name
        return "", ""

    @cached_property
    def comments(self) -> list[Element]:
        """The parts of our own items that say something of each part of an answer."""
        return [node for node in self.body.iter() if has_class(node, "selfcheck-entry")]

    def comment(self, at: int, outcome: str = "ANSWERED", name: str = "general_feedback") -> str:
        """What one of our own items says of a part of an answer."""
        if at >= len(self.comments):
            return ""
        for node in self.comments[at]:
            if (node.get("outcomeIdentifier"), node.get("identifier")) == (outcome, name):
                return text(node)
        return ""

    def limits(self, operator: str) -> list[float]:
        """The constants that a rule compares the answer with, in order."""
        constants = [
            each for node in self.root.iter(operator) for each in node.findall("baseValue")
        ]
        return [number(each.text) for each in constants]


def number(words: str | None) -> float:
    """A number as XML writes it; a whole one without a fraction.

    Raises:
        NotUnderstoodError: it is none.
    """
    try:
        value = float(words or "")
    except ValueError:
        raise NotUnderstoodError(f"'{words}' is no number") from None
    if value != value or value in (float("inf"), float("-inf")):
        raise NotUnderstoodError(f"'{words}' is no number")
    return int(value) if value.is_integer() else value


def _declared(node: Element) -> Response:
    correct = node.find("correctResponse")
    values = [] if correct is None else correct.findall("value")
    entries = {
        each.get("mapKey", ""): number(each.get("mappedValue")) for each in node.iter("mapEntry")
    }
    return Response(
        node.get("baseType", ""),
        node.get("cardinality", ""),
        [" ".join((each.text or "").split()) for each in values],
        entries,
    )
