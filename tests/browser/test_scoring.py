"""The share that an answer gets: each kind's table of cases, judged by its own script."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page

from selfcheck.kinds import all_kinds
from selfcheck.kinds.fill_in.model import normalise

SCORED = [kind for kind in all_kinds().values() if kind.model.scored]


@pytest.mark.parametrize("kind", SCORED, ids=lambda kind: kind.name)
def test_share(kind, page: Page, demo: str) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{demo}self-checks/{kind.name}/")
    page.wait_for_function(
        "name => Boolean(customElements.get(name))", arg=f"selfcheck-{kind.name}"
    )
    for case in json.loads(kind.cases.read_text("utf-8")):
        share = page.evaluate(
            "([name, args]) => customElements.get(name).share(...args)",
            [f"selfcheck-{kind.name}", case["arguments"]],
        )
        assert share == pytest.approx(case["share"]), case["why"]


def test_words_are_compared_alike_in_python_and_in_the_browser() -> None:
    for case in json.loads(all_kinds()["fill-in"].cases.read_text("utf-8")):
        words, accepted = case["arguments"]
        right = [
            normalise(word) in map(normalise, each)
            for word, each in zip(words, accepted, strict=True)
        ]
        assert sum(right) / len(right) == case["share"], case["why"]
