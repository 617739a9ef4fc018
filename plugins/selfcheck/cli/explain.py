"""`selfcheck explain`: what a message wants, and why."""

from __future__ import annotations

from difflib import get_close_matches

import click

from selfcheck.advice import all_rules
from selfcheck.advice import explain as explain_rule
from selfcheck.codes import all_codes
from selfcheck.codes import explain as explain_code


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Tell what the message CODE wants and why, with a bad and a good example.

    CODE is what stands in brackets: error[no-correct-option]. Without one, all are listed.
    """
    rules, codes = all_rules(), all_codes()
    if code is None:
        click.echo("Errors:")
        for name in codes:
            click.echo(f"  {name:26} {codes[name].title}")
        click.echo("\nAdvice:")
        for name, rule in rules.items():
            click.echo(f"  {name:26} {rule.title}")
    elif code in rules:
        click.echo(explain_rule(code))
    elif code in codes:
        click.echo(explain_code(code))
    else:
        near = get_close_matches(code, [*rules, *codes], n=1)
        raise click.UsageError(
            f"there is no message '{code}'" + (f"; did you mean '{near[0]}'?" if near else "")
        )
