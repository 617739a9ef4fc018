"""The option that says in which language readers see buttons, verdicts and headings."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from selfcheck.pages import Messages, MessagesError


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--language`; the command gets its words as `messages`."""

    @click.option(
        "--language", default="en", show_default=True, help="Of buttons, verdicts and headings."
    )
    @functools.wraps(command)
    def with_language(*args: Any, language: str, **options: Any) -> Any:
        try:
            messages = Messages(language)
        except MessagesError as error:
            raise click.BadParameter(str(error), param_hint="--language") from None
        return command(*args, messages=messages, **options)

    return with_language
