"""Numbers to be given: typed, or chosen with a slider."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from selfcheck.exchange.qti.reading.item import Data, Item, number


def estimate(item: Item, data: Data) -> set[str]:
    """Fill in a number; how far off an answer may be is looked for in the rules."""
    interaction = item.interactions[0]
    data["type"] = "numeric"
    correct = item.response(interaction).right
    if correct:
        data["answer"] = number(correct[0])
    else:
        item.notes.append("no right number is given")
    if interaction.get("label") and item.own_kind:
        data["unit"] = interaction.get("label")
    if item.own_kind:
        _own(item, data)
    else:
        _foreign(item, data, interaction)
    return set()


def _own(item: Item, data: Data) -> None:
    """The rules of our own items: the range, what is close, then what counts for nothing."""
    lowest, highest = item.limits("gte"), item.limits("lte")
    far = item.limits("lt")
    if lowest and highest:
        data["min"], data["max"] = lowest[0], highest[0]
    if "answer" in data and len(highest) > 1:
        data["tolerance"] = _apart(highest[1], data["answer"])
    if "answer" in data and far:
        data["zero-at"] = _apart(far[-1], data["answer"])
    said = {name: item.comment(0, "FEEDBACK_1", name) for name in ("close", "low", "high")}
    data["feedback"] = {name: words for name, words in said.items() if words}


def _foreign(item: Item, data: Data, interaction: Element) -> None:
    for key, attribute in (("min", "lowerBound"), ("max", "upperBound")):
        if interaction.get(attribute):
            data[key] = number(interaction.get(attribute))
    for node in item.root.iter("equal"):
        if node.get("toleranceMode") == "absolute":
            allowed = [number(each) for each in node.get("tolerance", "").split()]
            data["tolerance"] = max(allowed, default=0)
    low, high = item.limits("gte"), item.limits("lte")
    if "tolerance" not in data and low and high:
        # The right numbers are a range: its middle, and how far it reaches.
        data["answer"] = _halved(low[0], high[0])
        data["tolerance"] = _apart(high[0], data["answer"])
    data.setdefault("tolerance", 0)
    missing = [key for key in ("min", "max") if key not in data]
    item.notes.append(f"{', '.join([*missing, 'zero-at and feedback'])} have to be added")


def _apart(one: float, other: float) -> float:
    # Rounded, because 19.7 - 16.7 is a hair more than 3 to a machine.
    return number(repr(round(abs(one - other), 9)))


def _halved(low: float, high: float) -> float:
    return number(repr(round((low + high) / 2, 9)))
