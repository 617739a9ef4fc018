"""`selfcheck schema`: what an editor needs to complete and check a quiz while it is written."""

from __future__ import annotations

from pathlib import Path

import click

from selfcheck.quiz.schema import schema_text


@click.command()
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to this file instead of showing it.",
)
def schema(output: Path | None) -> None:
    """Show the JSON Schema of quiz files, for editors.

    A quiz whose first line is `# yaml-language-server: $schema=PATH` is completed and
    checked by editors that know YAML language servers.
    """
    if output is None:
        click.echo(schema_text(), nl=False)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(schema_text(), "utf-8")
        click.echo(f"Written: {output}")
