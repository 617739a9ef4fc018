"""Choices: one option, several, a judgement, turns of talk, or words in a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from selfcheck.exchange.qti.reading.documents import FEEDBACK, has_class, plain, text
from selfcheck.exchange.qti.reading.item import Data, Item, NotUnderstoodError

_JUDGEMENTS = {"true", "false"}


def choice(item: Item, data: Data) -> set[str]:
    """Fill in a question of one choice, or of a judgement and its reason.

    Returns:
        the identifiers of the feedback that stands with its option now.
    """
    interaction = item.interactions[0]
    used: set[str] = set()
    options = _options(item, interaction, interaction.findall("simpleChoice"), used)
    if _judges(interaction):
        _true_false(item, data, options, used)
        return used
    if len(item.interactions) > 1:
        raise NotUnderstoodError("it has several choices")
    if has_class(interaction, "selfcheck-highlight"):
        data.update(type="highlight", turns=[_turn(option) for option in options])
        return used
    response = item.response(interaction)
    single = response.cardinality == "single" or interaction.get("maxChoices") == "1"
    data["type"] = "single-choice" if single else "multiple-choice"
    right = [option for option in options if option.get("correct")]
    if not right:
        item.notes.append("no option is marked as right")
    if single and len(right) > 1:
        best = max(response.mapping, key=lambda key: response.mapping[key], default="")
        named = (response.correct or [best])[0]
        item.notes.append("several options were worth something; the best one is right now")
        choices = interaction.findall("simpleChoice")
        for option, node in zip(options, choices, strict=True):
            if node.get("identifier") != named:
                option.pop("correct", None)
    data["options"] = options
    if interaction.get("shuffle", "false") != "true":
        data["shuffle"] = False
    return used


def hottext(item: Item, data: Data) -> set[str]:
    """Words of a text to be marked: options, below the text that they stand in."""
    interaction = item.interactions[0]
    used: set[str] = set()
    found = list(interaction.iter("hottext"))
    single = interaction.get("maxChoices", "1") == "1"
    data["type"] = "single-choice" if single else "multiple-choice"
    data["prompt"] = "\n\n".join(
        each
        for each in (
            text(interaction.find("prompt")),
            text(interaction, without=FEEDBACK | {"prompt"}),
        )
        if each
    )
    data["options"] = _options(item, interaction, found, used)
    data["shuffle"] = False
    item.notes.append("words to be marked in a text are options below it now")
    return used


def _options(
    item: Item, interaction: Element, choices: Sequence[Element], used: set[str]
) -> list[Data]:
    right = set(item.response(interaction).right)
    return [_option(item, node, node.get("identifier", "") in right, used) for node in choices]


def _option(item: Item, node: Element, right: bool, used: set[str]) -> Data:
    option: Data = {"text": text(node)}
    if right:
        option["correct"] = True
    name = node.get("identifier", "")
    inside = [each for each in node.iter() if each.tag in FEEDBACK]
    if inside:
        # What an option itself holds of feedback belongs to it, whatever it is called.
        said = "\n\n".join(filter(None, (text(each) for each in inside)))
        used.update(each.get("identifier", "") for each in inside)
    else:
        said, found = item.said_of(name, right=right)
        used.add(found)
    if said:
        option["feedback"] = said
    return option


def _judges(interaction: Element) -> bool:
    choices = interaction.findall("simpleChoice")
    names = {each.get("identifier", "").casefold() for each in choices}
    words = {plain(each).casefold() for each in choices}
    return len(choices) == 2 and _JUDGEMENTS in (names, words)


def _true_false(item: Item, data: Data, options: list[Data], used: set[str]) -> None:
    choices = item.interactions[0].findall("simpleChoice")
    data["type"] = "true-false"
    feedback: dict[str, Any] = {}
    for node, option in zip(choices, options, strict=True):
        named = node.get("identifier", "").casefold()
        judgement = named if named in _JUDGEMENTS else plain(node).casefold()
        if option.get("correct"):
            data["answer"] = judgement == "true"
        if "feedback" in option:
            feedback[judgement] = option["feedback"]
    if "answer" not in data:
        item.notes.append("neither true nor false is marked as right")
    if feedback:
        data["feedback"] = feedback
    if len(item.interactions) == 2 and item.interactions[1].tag == "choiceInteraction":
        reasons = item.interactions[1]
        data["because"] = _options(item, reasons, reasons.findall("simpleChoice"), used)
        if reasons.get("shuffle", "false") != "true":
            data["shuffle"] = False
    elif len(item.interactions) > 1:
        raise NotUnderstoodError("it asks for more than a judgement and its reason")


def _turn(option: Data) -> Data:
    """An option of ours as a turn: the speaker stands before it, in bold."""
    speaker, colon, said = option["text"].partition(":** ")
    turn: Data = {"speaker": speaker.removeprefix("**"), "text": said}
    if not colon:
        turn = {"text": option["text"]}
    if option.get("correct"):
        turn["target"] = True
    if "feedback" in option:
        turn["feedback"] = option["feedback"]
    return turn
