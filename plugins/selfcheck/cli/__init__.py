"""Adapter for the command line: `selfcheck` and its commands, one file each."""

from __future__ import annotations

from importlib import import_module

import click

__all__ = ["main"]

# The module of each command, in the order of the help text.
_COMMANDS = {
    "new": "new",
    "check": "check",
    "preview": "preview",
    "kinds": "kinds",
    "explain": "explain",
    "coverage": "coverage",
    "export": "export",
    "import": "import_",
    "schema": "schema",
    "write": "write",
    "book": "book",
}


class _Commands(click.Group):
    """Loads a command when it is asked for: who checks a quiz waits for no typesetter."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = _COMMANDS[name]
        command = getattr(import_module(f"selfcheck.cli.{module}"), module)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-selfcheck")
def main() -> None:
    """Self-checks from quizzes written in YAML.

    \b
    Begin with:
      selfcheck new        write a first quiz
      selfcheck check      see what is wrong, and where
      selfcheck preview    see it as readers will
    """
