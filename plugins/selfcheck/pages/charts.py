"""Figures side by side: each a dot with its interval, all on one axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from selfcheck.book.figures import Figure
from selfcheck.pages.figures import figure_part
from selfcheck.pages.messages import Messages

_STEP = 0.1


def effects_chart(figures: Sequence[Figure], caption: str, messages: Messages | None = None) -> str:
    """A dot plot as HTML: the words are text, the dots are SVG, and all of it reads as a list.

    Args:
        figures: what to show, from the top down; they share one statistic.
        caption: what the chart tells, plain text.
        messages: the words that no author wrote; English if not given.
    """
    low, high = _range(figures)

    def at(value: float) -> str:
        return f"{100 * (value - low) / (high - low):.2f}%"

    rows = "".join(
        f'<li><span class="effect-label">{escape(each.label)}</span>'
        f'<span class="effect-value">{escape(_numbers(each, messages or Messages()))}</span>'
        f"{_track(at(each.value), [at(end) for end in each.interval or ()], at(0))}</li>"
        for each in figures
    )
    ticks = [low + _STEP * step for step in range(round((high - low) / _STEP) + 1)]
    axis = "".join(
        f'<text x="{at(tick)}" y="12" text-anchor="{_anchor(tick, low, high)}">'
        f"{_tick(tick, figures[0])}</text>"
        for tick in ticks
    )
    return (
        f'<figure class="effects"><ul>{rows}</ul>'
        f'<svg class="effect-axis" width="100%" height="16" aria-hidden="true">{axis}</svg>'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def _range(figures: Sequence[Figure]) -> tuple[float, float]:
    ends = [end for each in figures for end in (each.value, *(each.interval or ()))]
    return (
        math.floor(min(0, *ends) / _STEP) * _STEP,
        math.ceil(max(0, *ends) / _STEP) * _STEP,
    )


def _track(dot: str, ends: list[str], zero: str) -> str:
    line = (
        f'<line class="effect-interval" x1="{ends[0]}" x2="{ends[1]}" y1="9" y2="9"/>'
        if ends
        else ""
    )
    return (
        '<svg class="effect-track" width="100%" height="18" aria-hidden="true">'
        f'<line class="effect-zero" x1="{zero}" x2="{zero}" y1="0" y2="18"/>{line}'
        f'<circle class="effect-dot" cx="{dot}" cy="9" r="5"/></svg>'
    )


def _numbers(figure: Figure, messages: Messages) -> str:
    if not figure.interval:
        return figure.shown
    separator = messages.text("list-separator")
    return f"{figure.shown}{separator}{figure_part(figure, 'interval', messages)}"


def _tick(value: float, figure: Figure) -> str:
    text = f"{abs(value):.1f}"
    if figure.statistic == "r":
        text = text.removeprefix("0") if round(value, 1) else "0"
    return ("−" if round(value, 1) < 0 else "") + text


def _anchor(value: float, low: float, high: float) -> str:
    if math.isclose(value, low):
        return "start"
    return "end" if math.isclose(value, high) else "middle"
