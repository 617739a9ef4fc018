"""Adapter for the command line: `selfcheck` and its commands, one file each."""

from __future__ import annotations

import click

from selfcheck.cli.book import book
from selfcheck.cli.check import check
from selfcheck.cli.coverage import coverage
from selfcheck.cli.explain import explain
from selfcheck.cli.export import export
from selfcheck.cli.import_ import import_
from selfcheck.cli.kinds import kinds
from selfcheck.cli.new import new
from selfcheck.cli.preview import preview
from selfcheck.cli.schema import schema
from selfcheck.cli.write import write

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-selfcheck")
def main() -> None:
    """Self-checks from quizzes written in YAML.

    \b
    Begin with:
      selfcheck new        write a first quiz
      selfcheck check      see what is wrong, and where
      selfcheck preview    see it as readers will
    """


for _command in (
    new,
    check,
    preview,
    kinds,
    explain,
    coverage,
    export,
    import_,
    schema,
    write,
    book,
):
    main.add_command(_command)
