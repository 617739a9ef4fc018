"""A question as Moodle has it, whatever the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "description",
    "essay",
    "choice",
    "true-false",
    "pairs",
    "words",
    "number",
    "order",
    "gaps",
]

GAP = "\ue000"
"""Where a word is missing in the text of a question: a character that no text has."""

ANYTHING = "*"
"""What stands for any other answer, among words."""


@dataclass(frozen=True)
class Answer:
    """Something to choose (HTML), or to type (plain text), or a step (HTML)."""

    text: str
    percent: Decimal = Decimal(0)
    """The share of the marks that it brings: right is 100."""
    feedback: str = ""
    """HTML."""


@dataclass(frozen=True)
class Range:
    """Numbers, both ends included, and what to say."""

    low: Decimal
    high: Decimal
    percent: Decimal
    feedback: str = ""


@dataclass(frozen=True)
class Gap:
    """One gap of a text."""

    answers: list[Answer]
    offered: bool
    """Whether the answers are offered, and not typed; then their texts are HTML."""


@dataclass(frozen=True)
class Item:
    """One question. Texts are HTML, but for the right side of a pair and for words."""

    name: str
    kind: Kind
    stem: str
    """With `GAP` where a word is missing: once, or for each of the gaps."""
    answers: list[Answer] = field(default_factory=list)
    several: bool = False
    """Whether more than one answer can be chosen."""
    shuffle: bool = True
    pairs: list[tuple[str, str]] = field(default_factory=list)
    """Left and right; a left side that is empty makes the right one a wrong choice."""
    ranges: list[Range] = field(default_factory=list)
    otherwise: str = ""
    """What to say to any other number. HTML."""
    gaps: list[Gap] = field(default_factory=list)
    afterword: str = ""
    """Shown after any answer: Moodle's general feedback."""
    hints: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    line: int = 0
    """Where it stands in its file, from 1; 0 where a format has no lines."""


@dataclass
class Category:
    """A folder of a bank of questions: a quiz."""

    title: str
    """Empty for questions outside of any."""
    description: str = ""
    items: list[Item] = field(default_factory=list)
