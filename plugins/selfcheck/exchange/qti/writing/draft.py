"""An item in the making: its parts in the order in which QTI wants them."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from selfcheck.exchange.qti.writing.rules import condition, is_given, naming, variable
from selfcheck.exchange.qti.xml import Node, blocks, element, inline
from selfcheck.exchange.texts import Texts
from selfcheck.kinds.question import Question

ANSWERED = "ANSWERED"
GENERAL = "general_feedback"
"""What is shown after any answer. Canvas knows general feedback by this name's first part."""


@dataclass
class Draft:
    """Declarations, body, rules and feedback, which kinds add to."""

    texts: Texts
    responses: list[Element] = field(default_factory=list)
    outcomes: list[Element] = field(default_factory=list)
    body: list[Element] = field(default_factory=list)
    rules: list[Element] = field(default_factory=list)
    comments: list[Element] = field(default_factory=list)
    """Rules for the feedback on parts of an answer; they are followed after an answer alone."""
    afterword: list[Element] = field(default_factory=list)
    """Shown after any answer, in a window of its own."""
    answered: Element | None = None
    """The test whether it was answered; nothing if feedback is shown in any case."""
    interaction: str = ""
    """The name of its interaction."""

    def respond(
        self,
        identifier: str,
        base_type: str,
        cardinality: str = "single",
        correct: Sequence[str] = (),
        mapping: Sequence[tuple[str, str]] = (),
        **bounds: str,
    ) -> None:
        """Declare a response: what is correct, and what each part of it is worth."""
        declared = element(
            "responseDeclaration",
            {"identifier": identifier, "cardinality": cardinality, "baseType": base_type},
        )
        if correct:
            values = (element("value", None, each) for each in correct)
            declared.append(element("correctResponse", None, values))
        if mapping:
            folded = {"caseSensitive": "false"} if base_type == "string" else {}
            entries = (
                element("mapEntry", {"mapKey": key, "mappedValue": worth, **folded})
                for key, worth in mapping
            )
            declared.append(element("mapping", {**bounds, "defaultValue": "0"}, entries))
        self.responses.append(declared)

    def declare(
        self, identifier: str, base_type: str, default: str = "", cardinality: str = "single"
    ) -> None:
        """Declare an outcome."""
        declared = element(
            "outcomeDeclaration",
            {"identifier": identifier, "cardinality": cardinality, "baseType": base_type},
        )
        if default:
            declared.append(element("defaultValue", None, element("value", None, default)))
        self.outcomes.append(declared)

    def ask(self, question: Question) -> None:
        """Put the question's text into the body: before the interaction, as Canvas needs it."""
        prompt = blocks(self.texts.html(self.texts.prompt(question)))
        self.body.append(element("div", {"class": "selfcheck-prompt"}, prompt))

    def require(self, *responses: str) -> None:
        """Say which responses make an answer."""
        self.answered = is_given(*responses)

    def comment(
        self, number: int, label: str, verdicts: Sequence[tuple[str, str, str]], feedback: str
    ) -> Element:
        """Feedback on one part of an answer, and the outcome that it hangs on.

        Args:
            number: the part, from 1.
            label: what the part is called, as HTML; empty if there is one part only.
            verdicts: names of outcomes, the words for each as plain text, and more as HTML.
            feedback: shown in any case, as HTML.
        """
        outcome = f"FEEDBACK_{number}"
        self.declare(outcome, "identifier")
        head: list[Node] = (inline(label) or [f"{number}."]) if label else []
        entry = element("div", {"class": "selfcheck-entry"})
        for name, words, more in verdicts:
            named: list[Node] = [element("strong", None, deepcopy(head)), " "] if head else []
            line = element("p", {"class": "selfcheck-verdict"}, named, words)
            entry.append(shown(outcome, name, [line, *blocks(more)]))
        entry.append(shown(ANSWERED, GENERAL, blocks(feedback)))
        return entry

    def finish(self, question: Question) -> None:
        """Add what every kind has: the note before, the hint, and what is said at the end."""
        if question.content_note:
            self.body.insert(0, self._note(question.content_note))
        if question.hint:
            self._hint(question.hint)
        if question.explanation and question.type != "reflection":
            explanation = blocks(self.texts.html(question.explanation))
            self.afterword.append(element("div", {"class": "selfcheck-explanation"}, explanation))
        self.declare(ANSWERED, "identifier")
        rules = [*self.comments, naming(ANSWERED, GENERAL)]
        self.rules += [condition((self.answered, rules))] if self.answered is not None else rules

    def _note(self, text: str) -> Element:
        strong = element("strong", None, self.texts.word("content-note"))
        note = element("span", None, text)
        return element("div", {"class": "selfcheck-note"}, element("p", None, strong, " ", note))

    def _hint(self, text: str) -> None:
        """A button that ends an attempt without an answer, and shows the hint.

        It is QTI's own way; a new attempt follows, since a test allows any number of them.
        """
        self.respond("HINT", "boolean")
        self.declare("HINT_SHOWN", "identifier")
        button = element(
            "endAttemptInteraction",
            {"responseIdentifier": "HINT", "title": self.texts.word("hint")},
        )
        self.body.append(element("p", {"class": "selfcheck-ask-hint"}, button))
        self.body.append(shown("HINT_SHOWN", "hint", blocks(self.texts.html(text))))
        self.rules.append(condition((variable("HINT"), [naming("HINT_SHOWN", "hint")])))


def shown(outcome: str, name: str, content: Sequence[Element]) -> Element:
    """Blocks that are shown when an outcome has this name."""
    attributes = {"outcomeIdentifier": outcome, "identifier": name, "showHide": "show"}
    return element("feedbackBlock", attributes, content)


def flow(html: str) -> Element:
    """HTML as one element: a line of text, or blocks."""
    line = inline(html)
    return element("span", None, line) if line is not None else element("div", None, blocks(html))
