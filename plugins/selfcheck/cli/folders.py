"""The options that say where a project keeps its parts, shared by the commands."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from selfcheck.project import Folders

_FOLDER = click.Path(file_okay=False, path_type=Path)


def folder_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--docs`, `--quizzes` and `--book`; the command gets them as `folders`."""

    @click.option(
        "--docs", type=_FOLDER, default=Path("docs"), show_default=True, help="The chapters."
    )
    @click.option(
        "--quizzes", type=_FOLDER, default=Path("quizzes"), show_default=True, help="The quizzes."
    )
    @click.option(
        "--book",
        type=_FOLDER,
        default=Path("docs/data"),
        show_default=True,
        help="References, figures and glossary; may be absent.",
    )
    @functools.wraps(command)
    def with_folders(*args: Any, docs: Path, quizzes: Path, book: Path, **options: Any) -> Any:
        return command(*args, folders=Folders(Path.cwd(), docs, quizzes, book), **options)

    return with_folders
