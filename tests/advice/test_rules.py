"""Every rule is held against its own examples; a new rule is tested by being there."""

from __future__ import annotations

import pytest

from selfcheck.advice import Rule, all_rules, explain, judge
from tests.advice.helpers import codes, read

RULES = list(all_rules().values())

# Rules about what a question should also have. An example shows one thing, and may lack these.
ABOUT_COMPLETENESS = {"no-source", "no-section", "thin-feedback", "objective-with-one-question"}


def told(text: str, rule: Rule) -> set[str]:
    found = codes(text) - (ABOUT_COMPLETENESS - {rule.name})
    if rule.scope == "question":
        return found
    # Examples of several questions are made of placeholders, which are no model questions.
    return {name for name in found if all_rules()[name].scope != "question"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_bad_example_is_reported_by_this_rule_alone(rule: Rule) -> None:
    assert told(rule.bad, rule) == {rule.name}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_good_example_is_reported_by_none(rule: Rule) -> None:
    assert told(rule.good, rule) == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_finding_is_a_warning_with_a_place_that_exists(rule: Rule) -> None:
    source, quiz = read(rule.bad)

    for _, problem in judge({"example": quiz}):
        assert problem.severity == "warning"
        assert problem.hint
        data = source.data
        for step in problem.at:
            data = data[step]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_explained(rule: Rule) -> None:
    text = explain(rule.name)
    assert text.startswith(f"{rule.name}: {rule.title}")
    assert rule.title.endswith((".", "?"))
    assert len(rule.why.split()) > 15
    assert rule.source in " ".join(text.split())


def test_names_are_unique_and_differ_from_the_readers_codes() -> None:
    assert len(RULES) == len({rule.name for rule in RULES})
    assert not {"unknown-rule", "needless-waiver", "duplicate-entry"} & set(all_rules())


def test_unknown_rule_is_not_explained() -> None:
    with pytest.raises(KeyError):
        explain("no-such-rule")
