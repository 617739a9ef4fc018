"""`selfcheck write`: the pages on disk, for engines without plugins."""

from __future__ import annotations

import click

from selfcheck.cli.folders import folder_options
from selfcheck.cli.language import language_option
from selfcheck.pages import Messages, PageWriter
from selfcheck.pages.assets import LOADER
from selfcheck.pages.disk import WouldOverwriteError, write_pages
from selfcheck.project import Folders, ProjectReader
from selfcheck.reports import as_text, lines_below


@click.command()
@folder_options
@language_option
@click.option("--pages", default="self-checks", show_default=True, help="Their folder in DOCS.")
def write(folders: Folders, messages: Messages, pages: str) -> None:
    """Write the self-checks as pages into the documentation's folder.

    For site generators that run no MkDocs plugins, such as Zensical. Add the
    loader to the site's `extra_javascript`, and run this again when a quiz
    changes. Files that somebody else wrote are never replaced.
    """
    project = ProjectReader().read(folders)
    if not project.sound:
        click.echo(as_text(project.diagnostics, lines_below(folders.root)))
        raise SystemExit(1)
    try:
        writer = PageWriter(project, folder=pages, messages=messages)
        changed = write_pages(writer, folders.docs)
    except WouldOverwriteError as error:
        raise click.UsageError(
            f"{error}; rename it, or choose another folder with --pages"
        ) from None
    click.echo(f"{len(changed)} files written into {folders.docs}.")
    click.echo(f"The site must load {LOADER} on every page (extra_javascript).")
