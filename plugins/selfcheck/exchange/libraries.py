"""Libraries that only an exchange needs: loaded when one is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class MissingLibraryError(Exception):
    """A format needs a library that is not installed; the message says how to get it."""


def library(name: str) -> Any:
    """A library of the extra `exchange`.

    Raises:
        MissingLibraryError: it is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise MissingLibraryError(
            f"this needs {name}: install mkdocs-selfcheck[exchange]"
        ) from None
