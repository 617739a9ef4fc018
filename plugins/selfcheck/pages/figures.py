"""Figures in the words of the site's language."""

from __future__ import annotations

from selfcheck.book.figures import Figure
from selfcheck.pages.messages import Messages


def figure_part(figure: Figure, name: str, messages: Messages) -> str:
    """One way to show a figure, as `Figure.part` has them.

    Args:
        figure: what to show.
        name: one of `PARTS`.
        messages: the words around its numbers.

    Raises:
        KeyError: the figure has no such part.
    """
    match name:
        case "interval":
            return _interval(figure, messages)
        case "studies" if figure.studies is not None:
            return messages.whole(figure.studies)
        case "people" if isinstance(figure.people, int):
            return messages.whole(figure.people)
        case "full":
            return _full(figure, messages)
    return figure.part(name)


def _full(figure: Figure, messages: Messages) -> str:
    parts = [figure.shown]
    if figure.interval:
        parts.append(_interval(figure, messages))
    if figure.studies is not None:
        number = messages.whole(figure.studies)
        parts.append(messages.text("studies", count=figure.studies, number=number))
    if figure.people is not None:
        count = figure.people if isinstance(figure.people, int) else None
        number = figure_part(figure, "people", messages)
        parts.append(messages.text("people", count=count, number=number))
    return messages.text("list-separator").join(parts)


def _interval(figure: Figure, messages: Messages) -> str:
    bounds = figure.part("interval").partition("[")[2]
    return messages.text("interval", interval=f"[{bounds}")
