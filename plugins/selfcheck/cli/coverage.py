"""`selfcheck coverage`: what deals with each claim, and what tests each objective."""

from __future__ import annotations

import click

from selfcheck.cli.folders import folder_options
from selfcheck.coverage import cover
from selfcheck.project import Folders, ProjectReader
from selfcheck.reports import as_text, lines_below


@click.command()
@folder_options
@click.option("--missing", is_flag=True, help="Show only what is not covered yet.")
def coverage(folders: Folders, missing: bool) -> None:
    """Show which questions test each objective, and what covers each claim.

    The exit code is 1 if something is not covered.
    """
    project = ProjectReader().read(folders)
    if not project.sound:
        click.echo(as_text(project.diagnostics, lines_below(folders.root)))
        raise SystemExit(1)
    covered = cover(project)
    for objective in covered.objectives:
        if objective.missing or not missing:
            asked = ", ".join(
                f"{entry.name}/{question.id}" for entry, _, question in objective.questions
            )
            note = f"  ({objective.missing})" if objective.missing else ""
            click.echo(f"{objective.chapter.path}  {objective.id}: {asked or '-'}{note}")
    for each in covered.claims:
        if each.missing or not missing:
            sections = ", ".join(
                f"{target.chapter.path}#{target.heading}" for target in each.sections
            )
            asked = ", ".join(
                f"{entry.name}/{question.id}" for entry, _, question in each.questions
            )
            note = f"  ({each.missing})" if each.missing else ""
            click.echo(f"{each.claim.id}  {sections or '-'}  {asked or '-'}{note}")
    raise SystemExit(0 if covered.complete else 1)
