"""A rule of item writing, and how one is made from a function.

A rule is a function below a decorator that says what it looks at:

    @question_rule(title=..., why=..., source=..., bad=..., good=...)
    def no_dogs(item: Item) -> Iterator[Finding]: ...

is the rule `no-dogs`. The decorator turns the function into a `Rule`; any
module of this folder may hold some, and `all_rules` finds them there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from selfcheck.advice.item import Finding, Item
from selfcheck.diagnostics import Problem

Scope = Literal["question", "quiz", "bank"]


@dataclass(frozen=True)
class Rule:
    """One piece of advice: what it says, why, who says so, an example, and the check."""

    name: str
    """In kebab-case; the code of its diagnostics, and what an author waives."""
    title: str
    """The advice in one sentence."""
    why: str
    """What goes wrong in a question that does not follow it."""
    source: str
    """The publication that the rule or its threshold is from."""
    bad: str
    """YAML that the rule reports: one question, or a whole quiz."""
    good: str
    """The same question as it should be."""
    scope: Scope
    """What the check looks at: one question, all of a quiz, or all there are."""
    check: Callable[[Any], Iterator[Finding]]
    """Takes an `Item`, or a list of them if the rule is about a quiz or the bank."""

    def problem(self, finding: Finding) -> Problem:
        """A finding as a problem; its place is relative to the question."""
        return Problem(self.name, finding.message, finding.hint, finding.at, severity="warning")


def question_rule(
    *, title: str, why: str, source: str, bad: str, good: str
) -> Callable[[Callable[[Item], Iterator[Finding]]], Rule]:
    """Make a rule from a function that looks at one question."""

    def make(check: Callable[[Item], Iterator[Finding]]) -> Rule:
        return Rule(_name(check), title, why, source, bad, good, "question", check)

    return make


def group_rule(
    scope: Literal["quiz", "bank"], *, title: str, why: str, source: str, bad: str, good: str
) -> Callable[[Callable[[list[Item]], Iterator[Finding]]], Rule]:
    """Make a rule from a function that looks at all questions of a quiz, or of the bank."""

    def make(check: Callable[[list[Item]], Iterator[Finding]]) -> Rule:
        return Rule(_name(check), title, why, source, bad, good, scope, check)

    return make


def _name(check: Callable[..., object]) -> str:
    return check.__name__.replace("_", "-")
