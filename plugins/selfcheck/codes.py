"""What each error wants and why: `codes.yml`, read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import fill, indent

import yaml


@dataclass(frozen=True)
class Code:
    """One error in words."""

    name: str
    title: str
    why: str
    bad: str
    good: str


@cache
def all_codes() -> dict[str, Code]:
    """Every error by its code, in alphabetical order."""
    entries = yaml.safe_load(Path(__file__).with_name("codes.yml").read_text("utf-8")) or {}
    return {name: Code(name, **entries[name]) for name in sorted(entries)}


def explain(name: str) -> str:
    """An error in words, with a bad and a good example.

    Raises:
        KeyError: there is no such code.
    """
    code = all_codes()[name]
    return "\n\n".join(
        [
            f"{name}: {code.title}",
            fill(code.why, 88, break_on_hyphens=False),
            "Wrong:\n\n" + indent(code.bad.rstrip(), "    "),
            "Right:\n\n" + indent(code.good.rstrip(), "    "),
        ]
    )
