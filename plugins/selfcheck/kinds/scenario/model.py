"""A conversation in turns: each reply leads somewhere, and every path ends in a debrief."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import Field

from selfcheck.diagnostics import Place, Problem
from selfcheck.entry import Entry, Line, Slug, Text
from selfcheck.kinds.question import Question, duplicate_entries


class Meter(Entry):
    """Something that the reader's choices raise or lower, from 0 to 5."""

    label: Line
    """How it is called. Plain text."""
    start: Annotated[int, Field(ge=0, le=5)] = 3
    """Where it stands at the beginning."""


class Choice(Entry):
    """Something that the reader can say or do."""

    text: Text
    """What the reader says or does. Markdown."""
    rating: Literal["helpful", "partly", "unhelpful"]
    """How well it serves; told in the debrief alone."""
    reaction: Text
    """What happens next, told at once. Markdown."""
    debrief: Text
    """Why it helps or does not, told at the end. Markdown."""
    effects: dict[Slug, Annotated[int, Field(ge=-5, le=5)]] = {}
    """By how much it raises or lowers a meter."""
    to: Slug
    """The id of the node that it leads to."""
    again: bool = False
    """`again: true` if it leads back on purpose, to a node that was passed before."""


class Node(Entry):
    """One situation: what is said or happens, and what the reader can do."""

    id: Slug
    """A short name; choices lead to it."""
    text: Text
    """What is said or happens; in an ending, how it came out and what there is to learn."""
    choices: Annotated[list[Choice], Field(max_length=5)] = []
    """What the reader can do; an ending has none."""
    ending: Literal["good", "mixed", "poor"] | None = None
    """How a path ends here."""


class Scenario(Question):
    """The reader answers turn by turn, and is debriefed at the end of the path.

    Share: the mean of the choices on the path, where a helpful one counts 1, a
    partly helpful one half, and an unhelpful one nothing.
    """

    type: Literal["scenario"]
    """Find a way through a conversation."""
    start: Slug
    """The id of the first node."""
    meters: dict[Slug, Meter] = {}
    """What the choices raise or lower, and shows while the conversation goes on."""
    nodes: Annotated[list[Node], Field(min_length=3, max_length=100)]
    """The situations of the conversation."""

    @property
    def by_id(self) -> dict[str, Node]:
        """The nodes by their id."""
        return {node.id: node for node in self.nodes}

    def problems(self) -> Iterator[Problem]:
        yield from duplicate_entries("nodes", "id", self.nodes)
        yield from self._loose_ends()
        if all(choice.to in self.by_id for node in self.nodes for choice in node.choices):
            yield from self._paths()

    def _loose_ends(self) -> Iterator[Problem]:
        ids = list(self.by_id)
        if self.start not in ids:
            yield _unknown_node(self.start, ids, ("start",))
        for position, node in enumerate(self.nodes):
            at = ("nodes", position)
            if node.ending and node.choices:
                yield Problem(
                    "ending-with-choices",
                    f"'{node.id}' is an ending and has choices",
                    "delete one of the two",
                    (*at, "ending"),
                )
            if not node.ending and not node.choices:
                yield Problem(
                    "dead-end",
                    f"'{node.id}' has neither choices nor an ending",
                    "add `choices:`, or `ending: good`, `mixed` or `poor`",
                    (*at, "id"),
                )
            if len(node.choices) == 1:
                yield Problem(
                    "no-wrong-option",
                    f"'{node.id}' has one choice only, so nothing is left to decide",
                    "add another choice, or join this node to the one before",
                    (*at, "choices"),
                    on_key=True,
                )
            for number, choice in enumerate(node.choices):
                where = (*at, "choices", number)
                if choice.to not in ids:
                    yield _unknown_node(choice.to, ids, (*where, "to"))
                for meter in choice.effects:
                    if meter not in self.meters:
                        yield Problem(
                            "unknown-meter",
                            f"there is no meter '{meter}'",
                            f"the meters are: {', '.join(self.meters) or 'none'}",
                            (*where, "effects", meter),
                            on_key=True,
                        )

    def _paths(self) -> Iterator[Problem]:
        nodes = self.by_id
        if self.start not in nodes:
            return
        reached = self._reachable(self.start)
        ends = {
            node.id: any(nodes[id].ending for id in self._reachable(node.id)) for node in self.nodes
        }
        good = {
            node.id
            for node in self.nodes
            if any(nodes[id].ending == "good" for id in self._reachable(node.id))
        }
        repaired = False
        for position, node in enumerate(self.nodes):
            if node.id not in reached:
                yield Problem(
                    "unreachable-node",
                    f"no path leads to '{node.id}'",
                    "let a choice lead `to` it, or delete it",
                    ("nodes", position, "id"),
                )
            elif node.choices and not ends[node.id]:
                yield Problem(
                    "endless-path",
                    f"from '{node.id}' no path leads to an ending",
                    "let one of its choices lead to a node that ends",
                    ("nodes", position, "id"),
                )
            for number, choice in enumerate(node.choices):
                repaired |= choice.rating == "unhelpful" and choice.to in good
                if not choice.again and node.id in self._reachable(choice.to, marked=False):
                    yield Problem(
                        "unmarked-cycle",
                        f"this choice leads back to '{node.id}', round and round",
                        "if that is meant, add `again: true` to it; else lead it elsewhere",
                        ("nodes", position, "choices", number, "to"),
                    )
        if not any(nodes[id].ending == "good" for id in reached):
            yield Problem(
                "no-good-ending",
                "no path leads to a good ending",
                "give one ending `ending: good`",
                ("nodes",),
                on_key=True,
            )
        elif not repaired:
            yield Problem(
                "no-repair",
                "no mistake can be mended: from no unhelpful choice a good ending can be reached",
                "let an unhelpful choice lead back to a path that can end well",
                ("nodes",),
                on_key=True,
                severity="warning",
            )

    def _reachable(self, start: str, *, marked: bool = True) -> set[str]:
        """Every node that paths from `start` come to; without those by `again` if not `marked`."""
        nodes = self.by_id
        seen = {start}
        waiting = [start]
        while waiting:
            for choice in nodes[waiting.pop()].choices:
                if choice.to not in seen and (marked or not choice.again):
                    seen.add(choice.to)
                    waiting.append(choice.to)
        return seen

    def texts(self) -> Iterator[tuple[Place, str]]:
        yield from super().texts()
        for position, node in enumerate(self.nodes):
            yield ("nodes", position, "text"), node.text
            for number, choice in enumerate(node.choices):
                for name in ("text", "reaction", "debrief"):
                    yield ("nodes", position, "choices", number, name), getattr(choice, name)


def _unknown_node(id: str, ids: list[str], at: Place) -> Problem:
    near = get_close_matches(id, ids, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"the nodes are: {', '.join(ids)}"
    return Problem("unknown-node", f"there is no node '{id}'", hint, at)
