"""Adapter for the command line: `selfcheck`."""

from __future__ import annotations

from pathlib import Path

import click

from selfcheck.diagnostics import report
from selfcheck.kinds import all_kinds
from selfcheck.project import Folders, ProjectReader

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-selfcheck")
def main() -> None:
    """Self-checks from quizzes written in YAML."""


@main.command()
@click.option("--docs", type=_FOLDER, default=Path("docs"), show_default=True)
@click.option("--quizzes", type=_FOLDER, default=Path("quizzes"), show_default=True)
@click.option("--book", type=_FOLDER, default=Path("docs/data"), show_default=True)
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
def check(docs: Path, quizzes: Path, book: Path, strict: bool) -> None:
    """Check every quiz, and what chapters and quizzes say of each other.

    All problems of all files are shown at once. The exit code is 0 if there is
    none, 1 if there is any.
    """
    project = ProjectReader().read(Folders(Path.cwd(), docs, quizzes, book))
    if project.diagnostics:
        click.echo(report(project.diagnostics))
    questions = sum(len(entry.quiz.questions) for entry in project.bank)
    problems = len(project.diagnostics)
    click.echo(
        f"{len(project.bank.entries)} quizzes with {questions} questions read, "
        f"{problems or 'no'} problem{'' if problems == 1 else 's'}.",
        err=bool(problems),
    )
    raise SystemExit(1 if not project.sound or (strict and problems) else 0)


@main.command()
@click.argument("name", required=False)
def kinds(name: str | None) -> None:
    """List the kinds of question, or show one with an example."""
    known = all_kinds()
    if name is None:
        for kind in known.values():
            click.echo(f"{kind.name:16} {kind.summary}")
    elif name in known:
        click.echo(f"# {known[name].summary}\n{known[name].example.read_text('utf-8')}", nl=False)
    else:
        raise click.UsageError(f"there is no kind '{name}'; the kinds are: {', '.join(known)}")
