"""`selfcheck kinds`: what kinds of question there are, each with an example."""

from __future__ import annotations

import click

from selfcheck.kinds import all_kinds


@click.command()
@click.argument("name", required=False)
def kinds(name: str | None) -> None:
    """List the kinds of question, or show the kind NAME with an example."""
    known = all_kinds()
    if name is None:
        for kind in known.values():
            click.echo(f"{kind.name:16} {kind.summary}")
        click.echo("\nAn example of one: selfcheck kinds NAME", err=True)
    elif name in known:
        click.echo(f"# {known[name].summary}\n{known[name].example.read_text('utf-8')}", nl=False)
    else:
        raise click.UsageError(f"there is no kind '{name}'; the kinds are: {', '.join(known)}")
