"""Into and out of what other programs hold: one file a foreign format, found and not listed.

A file in `formats/` defines one or more `Format`s. To add a format is to add a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from selfcheck.exchange.format import (
    Export,
    Format,
    Imported,
    Loss,
    Note,
    UnreadableInputError,
    losses,
)
from selfcheck.exchange.texts import Texts

__all__ = [
    "Export",
    "Format",
    "Imported",
    "Loss",
    "Note",
    "Texts",
    "UnreadableInputError",
    "all_formats",
    "losses",
]


@cache
def all_formats() -> dict[str, Format]:
    """Every format by its name, in alphabetical order."""
    return dict(sorted((each.name, each) for each in _find()))


def _find() -> Iterator[Format]:
    for file in sorted((Path(__file__).parent / "formats").glob("*.py")):
        if file.stem != "__init__":
            module = import_module(f"{__name__}.formats.{file.stem}")
            yield from (each for each in vars(module).values() if isinstance(each, Format))
