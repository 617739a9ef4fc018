"""`selfcheck check`: every problem of every file, for people and for machines."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Literal

import click

from selfcheck.advice import advise
from selfcheck.cli.folders import folder_options
from selfcheck.cli.progress import progress
from selfcheck.diagnostics import Diagnostic, has_errors
from selfcheck.project import Folders, ProjectReader
from selfcheck.reports import as_github, as_json, as_sarif, as_text, lines_below


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@folder_options
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="text for people, the others for machines.",
)
@click.option("--strict", is_flag=True, help="Let advice and warnings fail the check too.")
@click.option("--advice/--no-advice", default=True, help="Judge how well questions are written.")
def check(
    files: tuple[Path, ...],
    folders: Folders,
    shape: Literal["text", "json", "github", "sarif"],
    strict: bool,
    advice: bool,
) -> None:
    """Check every quiz, and what chapters and quizzes say of each other.

    All problems of all files are shown at once, or those of FILES alone.
    Errors must be mended. Warnings are advice on writing better questions:
    `selfcheck explain NAME` tells more about each.

    The exit code is 0 if nothing is wrong, 1 if something is, and 2 if the
    command itself was not understood.
    """
    if not folders.quizzes.is_dir() and not folders.docs.is_dir():
        raise click.UsageError(
            f"there is no folder '{folders.quizzes}' here; go to the project's folder, "
            "or name the folders with --quizzes and --docs"
        )
    for file in files:
        if not file.exists():
            raise click.UsageError(f"there is no file '{file}'")
    project = ProjectReader().read(folders)
    diagnostics = list(project.diagnostics)
    if advice:
        with progress("Judging", len(project.bank.entries)) as judged:
            diagnostics += advise(project.bank, judged)
    if files:
        wanted = {folders.shown(file) for file in files}
        diagnostics = [each for each in diagnostics if each.path in wanted]
    _show(diagnostics, shape, folders.root)
    questions = sum(len(entry.quiz.questions) for entry in project.bank)
    click.echo(_summary(diagnostics, len(project.bank.entries), questions), err=True)
    fails = has_errors(diagnostics) or (
        strict and any(each.severity == "warning" for each in diagnostics)
    )
    raise SystemExit(1 if fails else 0)


def _show(diagnostics: list[Diagnostic], shape: str, root: Path) -> None:
    if shape == "json":
        click.echo(as_json(diagnostics))
    elif shape == "sarif":
        click.echo(as_sarif(diagnostics, version("mkdocs-selfcheck")))
    elif diagnostics:
        click.echo(
            as_github(diagnostics)
            if shape == "github"
            else as_text(diagnostics, lines_below(root)) + "\n"
        )


def _summary(diagnostics: list[Diagnostic], quizzes: int, questions: int) -> str:
    counts = []
    for severity, one, many in (
        ("error", "error", "errors"),
        ("warning", "piece of advice", "pieces of advice"),
        ("notice", "notice", "notices"),
    ):
        count = sum(each.severity == severity for each in diagnostics)
        if count:
            counts.append(f"{count} {one if count == 1 else many}")
    read = (
        f"{quizzes} {'quiz' if quizzes == 1 else 'quizzes'} with "
        f"{questions} {'question' if questions == 1 else 'questions'} read"
    )
    return f"{read}: {', '.join(counts) or 'nothing to mend'}."
