"""Figures as data: each statistic stands once, and every page draws it from there."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from selfcheck.entry import Entry, Line, Slug

PARTS = ("short", "full", "value", "interval", "studies", "people", "words")


class Figure(Entry):
    """One statistic with its source, and the words that explain it."""

    id: Slug
    label: Line
    """What was measured."""
    statistic: Literal["r", "d", "g", "SMD", "OR", "percent", "count", "ratio"]
    value: int | float
    shown: Line
    """How it stands in running text: `r = .28`."""
    interval: Annotated[list[int | float], Field(min_length=2, max_length=2)] | None = None
    """The 95 % confidence interval."""
    studies: int | None = None
    people: int | Line | None = None
    source: Slug
    confidence: Literal["verified", "high"]
    words: Line
    """What it means, in plain words, without a capital and without a full stop."""

    def part(self, name: str) -> str:
        """One way to show the figure.

        Args:
            name: one of `PARTS`.

        Raises:
            KeyError: the figure has no such part.
        """
        match name:
            case "short":
                return self.shown
            case "value":
                return self.shown.partition(" = ")[2] or self.shown
            case "words":
                return self.words
            case "interval" if self.interval:
                return f"95% CI [{', '.join(self._number(each) for each in self.interval)}]"
            case "studies" if self.studies is not None:
                return f"{self.studies:,}"
            case "people" if self.people is not None:
                return f"{self.people:,}" if isinstance(self.people, int) else self.people
            case "full":
                return self._full()
        raise KeyError(name)

    def _full(self) -> str:
        parts = [self.shown]
        if self.interval:
            parts.append(self.part("interval"))
        if self.studies is not None:
            parts.append("1 study" if self.studies == 1 else f"{self.studies:,} studies")
        if self.people is not None:
            parts.append(f"{self.part('people')} people")
        return ", ".join(parts)

    def _number(self, number: int | float) -> str:
        """As statisticians write it: an `r` without its zero, and a real minus sign."""
        digits = self.shown.rpartition(".")[2].strip("%") if "." in self.shown else ""
        places = len(digits) if digits.isdigit() else 0
        text = f"{abs(number):.{max(places, 1 if number % 1 else 0)}f}"
        if self.statistic == "r":
            text = text.removeprefix("0")
        return ("−" if number < 0 else "") + text
