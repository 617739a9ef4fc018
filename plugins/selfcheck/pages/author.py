"""What the page needs on which people write a question without anything but a browser."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment

from selfcheck.kinds import all_kinds
from selfcheck.pages.assets import scripts
from selfcheck.pages.messages import Messages
from selfcheck.pages.templates_as_data import as_data, message_keys
from selfcheck.quiz.schema import FILE

# For editors alone.
_UNUSED = {"markdownDescription", "defaultSnippets", "patternErrorMessage", "examples"}


def author_data(
    environment: Environment, messages: Messages, folder: str, new_file: str | None
) -> str:
    """A script with the schema, the templates, their words, and where a new file can be made.

    Args:
        environment: where the kinds' templates are found.
        messages: the words of the site.
        folder: the folder of the quizzes, from the repository's root.
        new_file: an address with `{path}` and `{text}`, or None; see `new_file_address`.
    """
    kinds = all_kinds()
    templates = as_data(environment, [kind.template for kind in kinds.values()])
    data = {
        "schema": _without(json.loads(FILE.read_text("utf-8")), _UNUSED),
        "templates": templates,
        "kinds": [{"name": kind.name, "summary": kind.summary} for kind in kinds.values()],
        "needs": {name: scripts([name]) for name in kinds},
        "unscored": [name for name, kind in kinds.items() if not kind.model.scored],
        "folder": folder,
        "newFile": new_file,
    }
    words = messages.forms(sorted(message_keys(environment, templates)))
    return (
        f"window.selfcheck.author = {_json(data)};\n"
        f"Object.assign(window.selfcheck.words, {_json(words)});\n"
    )


def new_file_address(repository: str, branch: str = "main") -> str | None:
    """Where the forge of a repository begins a new file with a given text, if it can be told.

    Args:
        repository: the address of the repository's page.
        branch: the branch that changes are proposed for.

    Returns:
        An address with `{path}` and `{text}` for GitHub, None for other hosts.
        Source: https://docs.github.com/en/repositories/working-with-files
    """
    parts = urlsplit(repository)
    sound = re.fullmatch(r"/[\w.-]+/[\w.-]+", parts.path.rstrip("/").removesuffix(".git"))
    if parts.scheme != "https" or parts.hostname != "github.com" or not sound:
        return None
    return f"https://github.com{sound[0]}/new/{branch}?filename={{path}}&value={{text}}"


def _without(value: Any, keys: set[str]) -> Any:
    if isinstance(value, dict):
        # Under `properties` the keys are those of a quiz.
        return {
            key: {name: _without(each, keys) for name, each in inner.items()}
            if key in ("properties", "$defs")
            else _without(inner, keys)
            for key, inner in value.items()
            if key not in keys
        }
    if isinstance(value, list):
        return [_without(each, keys) for each in value]
    return value


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
