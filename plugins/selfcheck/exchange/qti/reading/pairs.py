"""Things to be matched, associated, grouped or ordered."""

from __future__ import annotations

from selfcheck.exchange.qti.reading.documents import first, plain, text
from selfcheck.exchange.qti.reading.item import Data, Item, NotUnderstoodError

_MOST_GROUPS = 6


def match(item: Item, data: Data) -> set[str]:
    """Fill in pairs, or groups where several things belong to one."""
    interaction = item.interactions[0]
    sets = interaction.findall("simpleMatchSet")
    if len(sets) != 2:
        raise NotUnderstoodError("it does not have two columns")
    left, right = (
        {node.get("identifier", ""): node for node in each.findall("simpleAssociableChoice")}
        for each in sets
    )
    pairs = [ends for each in item.response(interaction).right if len(ends := each.split()) == 2]
    several = len({one for one, _ in pairs}) < len(pairs)
    if several and len({other for _, other in pairs}) == len(pairs):
        # What is to be sorted stands on the right.
        left, right = right, left
        pairs = [ends[::-1] for ends in pairs]
    partners: dict[str, str] = {}
    for one, other in pairs:
        if one in left and other in right and partners.setdefault(one, other) != other:
            item.notes.append(f"'{plain(left[one])}' has several partners; the first is kept")
    for name, node in left.items():
        if name not in partners:
            item.notes.append(f"'{plain(node)}' has no partner; it is left out")
    rows = [
        (text(node), plain(right[partners[name]]), item.comment(at))
        for at, (name, node) in enumerate(left.items())
        if name in partners
    ]
    names = [plain(node) for node in right.values()]
    used = [word for _, word, _ in rows]
    sorts = 2 <= len(names) <= _MOST_GROUPS and len(used) > len(names) and set(names) <= set(used)
    if item.own_kind == "categorizing" or (sorts and not item.own_kind):
        data.update(
            type="categorizing",
            groups=names,
            items=[_row(("text", one), ("group", word), said) for one, word, said in rows],
        )
        return set()
    data["type"] = "matching"
    columns = first(item.body, "selfcheck-columns")
    if columns is not None:
        data["columns"] = [plain(cell) for cell in columns.iter("th")]
    data["pairs"] = [_row(("left", one), ("right", word), said) for one, word, said in rows]
    if distractors := [word for word in dict.fromkeys(names) if word not in used]:
        data["distractors"] = distractors
    return set()


def associate(item: Item, data: Data) -> set[str]:
    """Fill in pairs of things that all stand in one list."""
    interaction = item.interactions[0]
    things = {
        node.get("identifier", ""): node for node in interaction.findall("simpleAssociableChoice")
    }
    data["type"] = "matching"
    data["pairs"] = []
    taken: set[str] = set()
    for each in item.response(interaction).right:
        ends = each.split()
        if len(ends) == 2 and set(ends) <= things.keys():
            one, other = ends
            taken.update(ends)
            data["pairs"].append(
                _row(("left", text(things[one])), ("right", plain(things[other])), "")
            )
    if distractors := [plain(node) for name, node in things.items() if name not in taken]:
        data["distractors"] = distractors
    return set()


def order(item: Item, data: Data) -> set[str]:
    """Fill in steps, in the right order."""
    interaction = item.interactions[0]
    choices = {node.get("identifier", ""): node for node in interaction.findall("simpleChoice")}
    right = [name for name in item.response(interaction).correct if name in choices]
    if not right:
        item.notes.append("no right order is given; the steps stand as they were")
    elif len(right) < len(choices):
        item.notes.append("steps that have no place in the right order stand last")
    names = [*right, *(name for name in choices if name not in right)]
    data["type"] = "ordering"
    data["steps"] = [
        _row(("text", text(choices[name])), None, item.comment(at)) for at, name in enumerate(names)
    ]
    return set()


def _row(one: tuple[str, str], other: tuple[str, str] | None, said: str) -> Data:
    row = dict([one, other] if other else [one])
    return {**row, "feedback": said} if said else row
