"""`selfcheck preview`: one quiz in the browser, reloading as it is saved."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from selfcheck.cli.folders import folder_options
from selfcheck.cli.language import language_option
from selfcheck.pages import Messages
from selfcheck.preview import Preview
from selfcheck.project import Folders


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@folder_options
@language_option
@click.option("--port", default=0, help="The port to serve on; a free one if not given.")
@click.option("--open/--no-open", "opens", default=True, help="Open the browser.")
def preview(file: Path, folders: Folders, messages: Messages, port: int, opens: bool) -> None:
    """Show the quiz FILE in the browser, as readers will see it, and again each time it is saved.

    The book is not built. What is wrong in the file stands at the top of the page.
    """
    if file.resolve().parent != folders.quizzes.resolve():
        folders = Folders(folders.root, folders.docs, file.parent, folders.data)
    shown = Preview(folders, file, port, messages)
    click.echo(f"{file} is shown at {shown.address} (stop with Ctrl-C)")
    if opens:
        webbrowser.open(shown.address)
    try:
        shown.run()
    except KeyboardInterrupt:
        click.echo()
