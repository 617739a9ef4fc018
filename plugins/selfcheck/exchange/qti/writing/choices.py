"""Options to choose from: one, several, a judgement with its reason, or turns of talk.

Turns are options, too, and no `hottextInteraction`: few programs know that, and a
choice is played by all.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from selfcheck.exchange.qti.writing.draft import Draft, flow
from selfcheck.exchange.qti.writing.rules import (
    call,
    condition,
    is_correct,
    is_given,
    mapped,
    scoring,
    setting,
    share,
    value,
    variable,
)
from selfcheck.exchange.qti.xml import blocks, element, inline
from selfcheck.exchange.reductions import PlainOption, as_options
from selfcheck.exchange.texts import Texts
from selfcheck.kinds.choice import Option
from selfcheck.kinds.highlight.model import Highlight
from selfcheck.kinds.multiple_choice.model import MultipleChoice
from selfcheck.kinds.single_choice.model import SingleChoice
from selfcheck.kinds.true_false.model import TrueFalse

FEEDBACK = "FEEDBACK"


def single_choice(draft: Draft, question: SingleChoice) -> None:
    """One option; worth 1 or 0."""
    draft.ask(question)
    _one(draft, "RESPONSE", FEEDBACK, _plain(question.options, draft.texts), question.shuffle)
    draft.require("RESPONSE")
    right = [scoring(value("float", 1))]
    draft.rules.append(condition((is_correct("RESPONSE"), right)))


def multiple_choice(draft: Draft, question: MultipleChoice) -> None:
    """Several options; worth the part of the right ones less that of the wrong ones."""
    draft.ask(question)
    _several(draft, _plain(question.options, draft.texts), question.shuffle)


def highlight(draft: Draft, question: Highlight) -> None:
    """The turns of a transcript, in their order; worth as several options are."""
    draft.ask(question)
    _several(draft, as_options(question, draft.texts), False, "selfcheck-highlight")


def true_false(draft: Draft, question: TrueFalse) -> None:
    """A judgement; where a reason is asked, each is worth half, the reason only after the other."""
    draft.ask(question)
    texts = draft.texts
    feedback = question.feedback
    verdicts = [
        PlainOption(texts.word(word), right, texts.html(said))
        for word, right, said in (
            ("verdict-true", question.answer, feedback.when_true),
            ("verdict-false", not question.answer, feedback.when_false),
        )
    ]
    _one(draft, "RESPONSE", FEEDBACK, verdicts, False, ("true", "false"))
    draft.require("RESPONSE")
    if not question.because:
        draft.rules.append(condition((is_correct("RESPONSE"), [scoring(value("float", 1))])))
        return
    prompt = element("prompt", None, texts.word("because"))
    reasons = _plain(question.because, texts)
    _one(draft, "REASON", f"{FEEDBACK}_REASON", reasons, question.shuffle, prompt=prompt)
    draft.rules.append(
        condition(
            (
                call("and", is_correct("RESPONSE"), is_correct("REASON")),
                [scoring(value("float", 1))],
            ),
            (is_correct("RESPONSE"), [scoring(value("float", 0.5))]),
        )
    )


def _plain(options: Sequence[Option], texts: Texts) -> list[PlainOption]:
    return [
        PlainOption(texts.html(each.text), each.correct, texts.html(each.feedback))
        for each in options
    ]


def _one(
    draft: Draft,
    response: str,
    outcome: str,
    options: Sequence[PlainOption],
    shuffle: bool,
    names: Sequence[str] = (),
    prompt: Element | None = None,
) -> None:
    names = names or _names(options)
    correct = [name for name, each in zip(names, options, strict=True) if each.correct]
    draft.respond(response, "identifier", correct=correct)
    draft.declare(outcome, "identifier")
    made = _interaction(response, outcome, options, names, shuffle, 1)
    if prompt is not None:
        made.insert(0, prompt)
    draft.body.append(made)
    draft.interaction = "choiceInteraction"
    draft.rules.append(condition((is_given(response), [setting(outcome, variable(response))])))


def _several(
    draft: Draft, options: Sequence[PlainOption], shuffle: bool, css_class: str = ""
) -> None:
    names = _names(options)
    right = sum(each.correct for each in options)
    worth = [
        share(1 / right) if each.correct else share(-1 / (len(options) - right)) for each in options
    ]
    correct = [name for name, each in zip(names, options, strict=True) if each.correct]
    draft.respond(
        "RESPONSE",
        "identifier",
        "multiple",
        correct,
        list(zip(names, worth, strict=True)),
        lowerBound="0",
        upperBound="1",
    )
    draft.declare(FEEDBACK, "identifier", cardinality="multiple")
    made = _interaction("RESPONSE", FEEDBACK, options, names, shuffle, 0)
    if css_class:
        made.set("class", css_class)
    draft.body.append(made)
    draft.interaction = "choiceInteraction"
    draft.require("RESPONSE")
    rules = [setting(FEEDBACK, variable("RESPONSE")), scoring(mapped("RESPONSE"))]
    draft.rules.append(condition((is_given("RESPONSE"), rules)))


def _names(options: Sequence[PlainOption]) -> list[str]:
    return [f"option{number}" for number in range(1, len(options) + 1)]


def _interaction(
    response: str,
    outcome: str,
    options: Sequence[PlainOption],
    names: Sequence[str],
    shuffle: bool,
    most: int,
) -> Element:
    attributes = {
        "responseIdentifier": response,
        "shuffle": str(shuffle).lower(),
        "maxChoices": str(most),
    }
    made = element("choiceInteraction", attributes)
    for name, option in zip(names, options, strict=True):
        # One element for the whole text: Canvas takes an option's first child for its text.
        choice = element("simpleChoice", {"identifier": name}, flow(option.html))
        if option.feedback:
            choice.append(_feedback(outcome, name, option.feedback))
        made.append(choice)
    return made


def _feedback(outcome: str, name: str, html: str) -> Element:
    attributes = {"outcomeIdentifier": outcome, "identifier": name, "showHide": "show"}
    line = inline(html)
    if line is not None:
        return element("feedbackInline", attributes, line)
    return element("feedbackBlock", attributes, blocks(html))
