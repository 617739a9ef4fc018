"""An item as a question: which interaction it has decides what it becomes."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from selfcheck.exchange.qti.reading.choices import choice, hottext
from selfcheck.exchange.qti.reading.documents import pictures
from selfcheck.exchange.qti.reading.estimate import estimate
from selfcheck.exchange.qti.reading.gaps import fill_in, gap_match
from selfcheck.exchange.qti.reading.item import Data, Item, NotUnderstoodError
from selfcheck.exchange.qti.reading.pairs import associate, match, order

Reader = Callable[[Item, Data], set[str]]

_ALONE: dict[str, Reader] = {
    "hottextInteraction": hottext,
    "orderInteraction": order,
    "matchInteraction": match,
    "associateInteraction": associate,
    "gapMatchInteraction": gap_match,
    "sliderInteraction": estimate,
}
_GAPS = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
_WRITTEN = {"practice", "rating", "scenario"}


def question(root: Element, id: str) -> tuple[Data, list[str]]:
    """An item as plain data in the quiz language, and what a person should know of it.

    Raises:
        NotUnderstoodError: it can't be told in the quiz language.
    """
    item = Item(root)
    if not item.interactions:
        raise NotUnderstoodError("it asks nothing")
    data = item.base(id)
    used = _reader(item)(item, data)
    ending = item.ending(used)
    if item.own_kind in _WRITTEN:
        item.notes.append(f"this was of the kind '{item.own_kind}'; it comes back as a reflection")
    if pictures(item.body):
        item.notes.append("pictures, sounds, films and formulas are left out")
    if root.get("adaptive") == "true":
        item.notes.append("it changed with each attempt; what is asked first is kept")
    return {key: value for key, value in {**data, **ending}.items() if value != ""}, item.notes


def _reader(item: Item) -> Reader:
    tags = [each.tag for each in item.interactions]
    if tags[0] == "choiceInteraction":
        return choice
    if set(tags) <= _GAPS:
        return estimate if len(tags) == 1 and _asks_number(item) else fill_in
    if len(tags) == 1 and tags[0] in _ALONE:
        return _ALONE[tags[0]]
    if tags == ["extendedTextInteraction"]:
        return _reflection
    unknown = [tag for tag in tags if tag not in {*_ALONE, *_GAPS, "choiceInteraction"}]
    if unknown:
        raise NotUnderstoodError(f"no kind of question is like its {unknown[0]}")
    raise NotUnderstoodError("it mixes several ways to answer")


def _asks_number(item: Item) -> bool:
    return item.response(item.interactions[0]).base_type in ("float", "integer")


def _reflection(_item: Item, data: Data) -> set[str]:
    data["type"] = "reflection"
    return set()
