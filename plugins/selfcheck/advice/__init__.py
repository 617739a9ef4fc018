"""Advice on writing questions: what makes a valid question a poor one.

The face of the package:

    all_rules()     every rule by its name
    explain(name)   a rule in words, with examples
    advise(bank)    what the rules say of a bank of quizzes, as diagnostics
    judge(quizzes)  the same for quizzes in memory, as problems

A question silences a rule with `waive: {rule-name: the reason}`. A waiver that
silences nothing is reported, so that none outlives its reason.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from textwrap import fill, indent

from selfcheck.advice.item import Finding, Item
from selfcheck.advice.rule import Rule
from selfcheck.diagnostics import Diagnostic, Problem
from selfcheck.quiz import Bank, Quiz
from selfcheck.source import Source

__all__ = ["Rule", "advise", "all_rules", "explain", "judge"]


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its name, in alphabetical order."""
    modules = [
        import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    ]
    rules = [each for module in modules for each in vars(module).values() if isinstance(each, Rule)]
    return {rule.name: rule for rule in sorted(rules, key=lambda rule: rule.name)}


def explain(name: str) -> str:
    """A rule in words: what it says, why, who says so, and an example of each.

    Raises:
        KeyError: there is no such rule.
    """
    rule = all_rules()[name]
    return "\n\n".join(
        [
            f"{rule.name}: {rule.title}",
            fill(rule.why, 88, break_on_hyphens=False),
            fill(f"Source: {rule.source}.", 88, break_on_hyphens=False),
            "Reported:\n\n" + indent(rule.bad.rstrip(), "    "),
            "Better:\n\n" + indent(rule.good.rstrip(), "    "),
            "Where the rule is wrong about a question, say so in the question:\n\n"
            f"    waive:\n      {rule.name}: the reason why",
        ]
    )


def advise(
    bank: Bank, judged: Callable[[], None] = lambda: None, only: str | None = None
) -> list[Diagnostic]:
    """What the rules say of all the quizzes of a bank, each with its file, line and column.

    Args:
        bank: the quizzes.
        judged: called after each quiz, by whoever wants to show how far it is.
        only: the name of the one quiz to speak of; the others are there to be compared with.
    """
    found: dict[str, list[Problem]] = {}
    for name, problem in judge({entry.name: entry.quiz for entry in bank}, judged, only):
        found.setdefault(name, []).append(problem)
    diagnostics: list[Diagnostic] = []
    for name, problems in found.items():
        entry = bank.entries[name]
        # Read once for all of the file's problems: finding lines means parsing it again.
        source = Source.read(entry.file, entry.path)
        diagnostics += map(source.diagnose, problems)
    return diagnostics


def judge(
    quizzes: Mapping[str, Quiz],
    judged: Callable[[], None] = lambda: None,
    only: str | None = None,
) -> Iterator[tuple[str, Problem]]:
    """What the rules say of quizzes: the quiz's name, and a problem with its place in that quiz.

    Args:
        quizzes: all quizzes by name; some rules look at all of them together.
        judged: called after each quiz.
        only: the name of the one quiz to speak of.
    """
    items = [
        Item(name, quiz, position)
        for name, quiz in quizzes.items()
        for position in range(len(quiz.questions))
    ]
    used: set[tuple[str, int, str]] = set()
    for rule, finding in _findings(items, judged, only):
        item = finding.item
        if rule.name in item.question.waive:
            used.add((item.quiz_name, item.position, rule.name))
        else:
            yield item.quiz_name, rule.problem(finding).below(("questions", item.position))
    for item in items:
        if only not in (None, item.quiz_name):
            continue
        for name in item.question.waive:
            if (item.quiz_name, item.position, name) not in used:
                yield item.quiz_name, _idle_waiver(name).below(("questions", item.position))


def _findings(
    items: list[Item], judged: Callable[[], None], only: str | None
) -> Iterator[tuple[Rule, Finding]]:
    rules: dict[str, list[Rule]] = {"question": [], "quiz": [], "bank": []}
    for rule in all_rules().values():
        rules[rule.scope].append(rule)
    by_quiz: dict[str, list[Item]] = {}
    for item in items:
        by_quiz.setdefault(item.quiz_name, []).append(item)
    # Question by question and quiz by quiz, so that a text is still remembered when the next
    # rule comes to it.
    for name, of_quiz in by_quiz.items():
        if only not in (None, name):
            continue
        for item in of_quiz:
            for rule in rules["question"]:
                for finding in rule.check(item):
                    yield rule, finding
        for rule in rules["quiz"]:
            for finding in rule.check(of_quiz):
                yield rule, finding
        judged()
    for rule in rules["bank"]:
        for finding in rule.check(items):
            if only in (None, finding.item.quiz_name):
                yield rule, finding


def _idle_waiver(name: str) -> Problem:
    at = ("waive", name)
    if name in all_rules():
        message = f"nothing here goes against '{name}', so there is nothing to waive"
        return Problem("needless-waiver", message, "delete this line", at, True, "warning")
    near = get_close_matches(name, all_rules(), n=1)
    hint = f"did you mean '{near[0]}'?" if near else "`selfcheck explain` lists the names"
    return Problem(
        "unknown-rule", f"there is no rule '{name}'", hint, at, on_key=True, severity="warning"
    )
