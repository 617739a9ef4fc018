"""`selfcheck import`: questions from other programs as YAML, and what a person must add."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from selfcheck.cli.files import write_whole
from selfcheck.exchange import Format, Imported, UnreadableInputError, all_formats
from selfcheck.exchange.libraries import MissingLibraryError
from selfcheck.exchange.naming import slug, unused
from selfcheck.exchange.recognise import recognised
from selfcheck.quiz.reader import read_quiz
from selfcheck.quiz.writer import quiz_text
from selfcheck.reports import as_text, lines_below
from selfcheck.source import Source

_MOST = 20_000_000


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "name", help="The format, if its name and content don't tell.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("quizzes"),
    show_default=True,
    help="The folder for the YAML.",
)
@click.option("--force", is_flag=True, help="Replace quizzes that are there already.")
def import_(file: Path, name: str | None, output: Path, force: bool) -> None:
    """Turn questions of another program into quizzes.

    Everything is written that could be read, and checked: what a person must
    add, such as the reason for each option, is told with its line. What could
    not be read is told, too.

    The exit code is 0 if nothing is left to do, 1 if something is, and 2 if
    the command itself was not understood.
    """
    content = _content(file)
    format = _format(name, file, content)
    assert format.read is not None
    try:
        found = format.read(content, file.stem)
    except (UnreadableInputError, MissingLibraryError) as error:
        raise click.ClickException(f"{file}: {error}") from None
    if not found:
        raise click.ClickException(f"{file}: there is no question in it that could be read")
    taken: set[str] = set()
    # A name from a stranger's file must not lead out of the folder.
    targets = [output / f"{unused(slug(each.name, 'quiz'), taken)}.yml" for each in found]
    for target in targets:
        if target.exists() and not force:
            raise click.UsageError(f"{target} is there already; --force replaces it")
    left = [_write(each, file, target) for each, target in zip(found, targets, strict=True)]
    if any(left):
        raise SystemExit(1)


def _write(found: Imported, file: Path, target: Path) -> bool:
    """Write one quiz, and tell what is left to do; whether anything is."""
    write_whole(target, quiz_text(found.data).encode(), force=True)
    count = len(found.data.get("questions", []))
    click.echo(f"{target}: {count} question{'' if count == 1 else 's'} from {file}.")
    for note in found.notes:
        place = f"{file}:{note.line}" if note.line else str(file)
        click.echo(f"{place}: {note.message}")
    _, problems = read_quiz(Source.read(target, target.as_posix()))
    if problems:
        click.echo(as_text(problems, lines_below(Path.cwd())))
    return bool(problems or found.notes)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            content = stream.read(_MOST + 1)
    except OSError as error:
        raise click.UsageError(f"{file} can't be read: {error.strerror or error}") from None
    if len(content) > _MOST:
        raise click.ClickException(f"{file} is larger than {_MOST // 1_000_000} MB")
    return content


def _format(name: str | None, file: Path, content: bytes) -> Format:
    readable = {each.name: each for each in all_formats().values() if each.read}
    if name is None:
        name = recognised(file.name, content)
        if name is None:
            raise click.UsageError(
                f"the format of {file} can't be told; say it with --from: {', '.join(readable)}"
            )
    if name not in readable:
        near = get_close_matches(name, readable, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"they are: {', '.join(readable)}"
        raise click.UsageError(f"there is no format '{name}' to read; {hint}")
    return readable[name]
