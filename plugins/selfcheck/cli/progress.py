"""How far long work has come, for somebody who watches; nothing in a pipe or a log."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

import click

_WORTH_SHOWING = 100


@contextlib.contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[], None]]:
    """A bar on the terminal for work of many steps; the function given tells one of them done.

    Args:
        label: what is done.
        length: the number of steps; with few of them nothing is shown.
    """
    hidden = length < _WORTH_SHOWING or not sys.stderr.isatty()
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield lambda: bar.update(1)
