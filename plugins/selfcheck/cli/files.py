"""Writing a file whole or not at all, and never over another by accident."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click


def write_whole(file: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file; what was there stays if something goes wrong.

    Raises:
        click.UsageError: it is there already and `force` is not given, or it can't be written.
    """
    if file.is_dir():
        raise click.UsageError(f"{file} is a folder; name a file")
    if file.exists() and not force:
        raise click.UsageError(f"{file} is there already; --force replaces it")
    new = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as made:
            new = Path(made.name)
            made.write(content)
        new.chmod(0o644)
        new.replace(file)
    except OSError as error:
        if new:
            new.unlink(missing_ok=True)
        raise click.UsageError(f"{file} can't be written: {error.strerror or error}") from None
