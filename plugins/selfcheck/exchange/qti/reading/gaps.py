"""Texts with gaps: typed into, chosen from a list, or filled with words that are given."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from selfcheck.exchange.naming import slug, unused
from selfcheck.exchange.qti.reading.documents import FEEDBACK, first, plain, text
from selfcheck.exchange.qti.reading.item import Data, Item
from selfcheck.kinds.fill_in.model import BLANK, normalise


def fill_in(item: Item, data: Data) -> set[str]:
    """Fill in a question with gaps; returns the identifiers of the feedback that was used."""
    data["type"] = "fill-in"
    names: dict[str, str] = {}
    blanks: dict[str, Data] = {}
    bank: list[str] = []
    for at, interaction in enumerate(item.interactions):
        response = interaction.get("responseIdentifier", "")
        words = {
            node.get("identifier", ""): plain(node) for node in interaction.findall("inlineChoice")
        }
        bank += words.values()
        right = [words.get(each, each) for each in item.response(interaction).right]
        name = _name(interaction.get("label"), right, at, names)
        names[response] = name
        blanks[name] = _blank(item, right, at, words)
    _finish(item, data, item.body, names, blanks, bank)
    return set()


def gap_match(item: Item, data: Data) -> set[str]:
    """Fill in a question whose gaps are filled with given words."""
    interaction = item.interactions[0]
    data["type"] = "fill-in"
    words = {node.get("identifier", ""): plain(node) for node in interaction.iter("gapText")}
    right: dict[str, list[str]] = {}
    for pair in item.response(interaction).right:
        ends = pair.split()
        if len(ends) == 2:
            word, gap = ends if ends[0] in words else ends[::-1]
            right.setdefault(gap, []).append(words.get(word, ""))
    names: dict[str, str] = {}
    blanks: dict[str, Data] = {}
    for at, node in enumerate(interaction.iter("gap")):
        gap = node.get("identifier", "")
        accept = [word for word in right.get(gap, []) if word]
        names[gap] = _name(None, accept, at, names)
        blanks[names[gap]] = _blank(item, accept, at, {})
    prompt = text(interaction.find("prompt"))
    if prompt:
        data["prompt"] = prompt
    _finish(item, data, interaction, names, blanks, list(words.values()))
    return set()


def _name(label: str | None, right: list[str], at: int, taken: dict[str, str]) -> str:
    words = label or (right[0] if right else "")
    return unused(slug(words, f"gap-{at + 1}"), set(taken.values()))


def _blank(item: Item, right: list[str], at: int, words: dict[str, str]) -> Data:
    # Spellings that we compare as one are one word.
    first_spelt: dict[str, str] = {}
    for word in right:
        first_spelt.setdefault(normalise(word), word)
    accept = list(first_spelt.values())
    blank: Data = {}
    if accept:
        blank["accept"] = accept
    else:
        item.notes.append(f"no word is right in gap {at + 1}")
    if said := item.comment(at):
        blank["feedback"] = said
    if misses := _misses(item, at, words):
        blank["misses"] = misses
    return blank


def _misses(item: Item, at: int, words: dict[str, str]) -> list[Data]:
    outcome = f"FEEDBACK_{at + 1}"
    misses = []
    for branch in item.root.iter("responseElseIf"):
        rule = branch.find("setOutcomeValue")
        if rule is None or rule.get("identifier") != outcome or not item.own_kind:
            continue
        name, tried = plain(rule), next(branch[0].iter("baseValue"), None)
        word = plain(tried)
        if said := item.comment(at, outcome, name):
            misses.append({"text": words.get(word, word), "feedback": said})
    return misses


def _finish(
    item: Item,
    data: Data,
    holder: Element,
    names: dict[str, str],
    blanks: dict[str, Data],
    bank: list[str],
) -> None:
    own = first(item.body, "selfcheck-text")
    without = FEEDBACK | {"prompt", "gapText", "gapImg", "endAttemptInteraction"}
    data["text"] = text(own if own is not None else holder, without=without, gaps=names)
    if own is None and holder is item.body:
        # The body is the text; nothing is left to ask.
        data.pop("prompt", None)
    if set(BLANK.findall(data["text"])) - blanks.keys():
        item.notes.append("the text has braces of its own; they look like gaps")
    data["blanks"] = blanks
    if bank:
        data["bank"] = list(dict.fromkeys(bank))
