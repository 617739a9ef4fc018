"""Writing a file whole or not at all, and never over another by accident."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click


def write_whole(file: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file; what was there stays if something goes wrong.

    Raises:
        click.UsageError: it is there already and `force` is not given, or it can't be written.
    """
    if file.exists() and not force:
        raise click.UsageError(f"{file} is there already; --force replaces it")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as new:
            new.write(content)
        os.chmod(new.name, 0o644)  # noqa: PTH101 - a name, not a path
        os.replace(new.name, file)  # noqa: PTH105
    except OSError as error:
        raise click.UsageError(f"{file} can't be written: {error.strerror or error}") from None
