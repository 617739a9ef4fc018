"""`selfcheck new`: a first quiz, commented and valid."""

from __future__ import annotations

import re
from pathlib import Path

import click

from selfcheck.entry import SLUG
from selfcheck.kinds import all_kinds
from selfcheck.scaffold import scaffold


@click.command()
@click.argument("name", required=False)
@click.option("--title", help="The title of the self-check.")
@click.option("--chapter", help="The chapter it belongs to: chapters/trust.md, say.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(list(all_kinds())),
    help="A kind of question to begin with; may be given several times.",
)
@click.option(
    "--quizzes",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("quizzes"),
    show_default=True,
    help="The folder of the quizzes.",
)
def new(
    name: str | None, title: str | None, chapter: str | None, kinds: tuple[str, ...], quizzes: Path
) -> None:
    """Write a commented quiz that passes the check, ready to be changed.

    Asks for what was not given. NAME is the file's name without ending: lower-case
    letters, digits and hyphens.
    """
    if name is None:
        name = click.prompt("Name of the file, such as 'first-session'")
    if title is None:
        title = click.prompt("Title", default=str(name).replace("-", " ").capitalize())
    if not kinds:
        known = all_kinds()
        for kind in known.values():
            click.echo(f"  {kind.name:16} {kind.summary}", err=True)
        answer = click.prompt("Kind of the first question", default="single-choice")
        if answer not in known:
            raise click.UsageError(f"there is no kind '{answer}'")
        kinds = (answer,)
    name = str(name).removesuffix(".yml")
    if not re.fullmatch(SLUG, name):
        raise click.UsageError(
            f"'{name}' can't be the name of a quiz: lower-case letters, digits and single hyphens"
        )
    file = quizzes / f"{name}.yml"
    if file.exists() or file.with_suffix(".yaml").exists():
        raise click.UsageError(f"{file} is there already; choose another name, or edit it")
    quizzes.mkdir(parents=True, exist_ok=True)
    file.write_text(scaffold(title, [all_kinds()[kind] for kind in kinds], chapter), "utf-8")
    click.echo(f"Written: {file}\nNext: change it, then run `selfcheck preview {file}`.")
