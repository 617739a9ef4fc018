"""`selfcheck export`: quizzes for other programs, and what is left behind on the way."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from selfcheck.cli.files import write_whole
from selfcheck.cli.folders import folder_options
from selfcheck.cli.language import language_option
from selfcheck.exchange import Format, Loss, Texts, all_formats
from selfcheck.exchange.libraries import MissingLibraryError
from selfcheck.exchange.typeset import TypesettingError
from selfcheck.pages import Messages
from selfcheck.project import Folders, Project, ProjectReader
from selfcheck.quiz.bank import BankEntry
from selfcheck.reports import as_text, lines_below


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@folder_options
@language_option
@click.option("--to", "name", help="The format; --formats lists them.")
@click.option("--output", type=click.Path(path_type=Path, allow_dash=True), help="- for a pipe.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@click.option("--site", default="", help="The address of the published site, for links into it.")
@click.option("--title", default="", help="The name of the bank, where a format has room for it.")
@click.option(
    "--pass-mark",
    type=click.FloatRange(0, 1),
    help="The score from 0 to 1 that passes, in a course for a learning platform.",
)
@click.option("--formats", "listed", is_flag=True, help="List the formats, and write nothing.")
def export(
    files: tuple[Path, ...],
    folders: Folders,
    messages: Messages,
    name: str | None,
    output: Path | None,
    force: bool,
    site: str,
    title: str,
    pass_mark: float | None,
    listed: bool,
) -> None:
    """Write quizzes for another program: FILES, or the whole bank.

    What the format can't carry is told, by question. The exit code is 0 if the
    file was written, 1 if a quiz has errors, and 2 if the command itself was
    not understood.
    """
    if listed:
        for each in _written().values():
            click.echo(f"{each.name:<12} {each.title} ({each.suffix}): {each.used_by}")
        return
    format = _format(name)
    if pass_mark is not None and not format.passable:
        able = ", ".join(name for name, each in _written().items() if each.passable)
        raise click.UsageError(f"{format.name} can't say who passes; these can: {able}")
    project = ProjectReader().read(folders)
    entries = _entries(project, files, folders)
    texts = Texts(project.book, messages, f"{site.rstrip('/')}/" if site else "", title=title)
    try:
        made = format.export(entries, texts, pass_mark)
    except (MissingLibraryError, TypesettingError) as error:
        raise click.ClickException(str(error)) from None
    target = output or Path(
        f"{entries[0].name if len(entries) == 1 else 'self-checks'}{format.suffix}"
    )
    if target == Path("-"):
        sys.stdout.buffer.write(made.content)
    else:
        write_whole(target, made.content, force=force)
        count = sum(len(entry.quiz.questions) for entry in entries)
        click.echo(f"{_counted(count)} written to {target}.", err=True)
    _tell(made.losses)


def _tell(losses: Sequence[Loss]) -> None:
    """Say what was left behind: what readers miss by question, what authors filed in one line."""
    missed = [loss for loss in losses if loss.part != "filing"]
    for loss in missed:
        click.echo(str(loss), err=True)
    if missed:
        count = len({(loss.quiz, loss.question) for loss in missed})
        click.echo(f"Something was left behind of {_counted(count)}.", err=True)
    if filed := len(losses) - len(missed):
        click.echo(
            f"Of {_counted(filed)}, what is filed for authors (objective, level, section, "
            "sources) was left behind.",
            err=True,
        )


def _counted(questions: int) -> str:
    return f"{questions} question{'' if questions == 1 else 's'}"


def _written() -> dict[str, Format]:
    return {name: each for name, each in all_formats().items() if each.write is not None}


def _format(name: str | None) -> Format:
    known = _written()
    if name is None:
        raise click.UsageError(f"say the format with --to; they are: {', '.join(known)}")
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"they are: {', '.join(known)}"
        raise click.UsageError(f"there is no format '{name}' to write; {hint}")
    return known[name]


def _entries(project: Project, files: Sequence[Path], folders: Folders) -> list[BankEntry]:
    """The quizzes of these files, or all; ends the command where one has errors."""
    if repeated := [file for file, count in Counter(files).items() if count > 1]:
        raise click.UsageError(f"'{repeated[0]}' is named twice")
    wanted = [folders.shown(file) for file in files]
    known = {entry.path: entry for entry in project.bank}
    for file, shown in zip(files, wanted, strict=True):
        if not file.is_file():
            raise click.UsageError(f"there is no file '{file}'")
        if shown not in known and not any(each.path == shown for each in project.diagnostics):
            raise click.UsageError(f"'{file}' is no quiz of {folders.quizzes}")
    problems = [
        each
        for each in project.diagnostics
        if each.severity == "error" and (not files or each.path in wanted)
    ]
    if problems:
        click.echo(as_text(problems, lines_below(folders.root)), err=True)
        raise SystemExit(1)
    if not known:
        raise click.UsageError(f"there is no quiz in {folders.quizzes}")
    return [known[path] for path in wanted] if files else list(project.bank)
