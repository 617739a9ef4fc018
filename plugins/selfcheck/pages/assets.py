"""The files that a browser loads: scripts and styles, found beside what they serve."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from selfcheck.kinds import all_kinds
from selfcheck.pages.addresses import ASSETS
from selfcheck.pages.messages import Messages
from selfcheck.quiz.schema import FILE

_RUNTIME = Path(__file__).parent / "runtime"
_KINDS = Path(__file__).parent.parent / "kinds"

# One file for the browser out of several for the reader of the code, in order of need.
_SCRIPTS = ("words.js", "progress.js", "question.js", "summary.js", "print.js")
_STYLES = ("question.css", "page.css")
_RUNTIME_NAME = "runtime.js"
# How a script asks for a message; the key is written out, so that it can be found.
_KEY = re.compile(r'(?<![\w"])(?:t|parts)\("([a-z0-9-]+)"')
CERTAINTY = "certainty"
"""The name of the script and the style for quizzes that ask how sure the reader is."""
# The page where questions are written has a script of its own, in order of need.
_AUTHOR = ("markdown.js", "templates.js", "yaml.js", "check.js", "form.js", "page.js")
# What some pages ask for and others never do.
_ON_DEMAND = (
    "author.css",
    f"{CERTAINTY}.css",
    f"{CERTAINTY}.js",
    "definitions.css",
    "definitions.js",
    "overview.css",
    "present.css",
    "present.js",
    "progress-page.js",
    "review.js",
    "schedule.js",
    "standalone.css",
)

LOADER = f"{ASSETS}/loader.js"
"""The one script that every page loads, by its address from the site's root."""


@dataclass(frozen=True)
class Asset:
    """A file of the site: its address from the root, and its content."""

    address: str
    content: str


def all_assets(messages: Messages | None = None) -> tuple[Asset, ...]:
    """Everything that pages may ask for, without comments and spaces that only people need.

    Args:
        messages: the words of the site; English if not given.
    """
    messages = messages or Messages()
    return tuple(
        Asset(f"{ASSETS}/{name}", _words(name, keys, messages) + text)
        for name, text, keys in _files()
    )


def scripts(kinds: Iterable[str]) -> list[str]:
    """The names that a page with questions of these kinds gives to the loader, in order."""
    known = all_kinds()
    return list(dict.fromkeys(name for kind in sorted(set(kinds)) for name in known[kind].needs))


def stylesheets(scripts: Iterable[str]) -> list[str]:
    """The addresses of the styles that a page with these scripts needs; none that is empty."""
    filled = {name for name, text, _ in _files() if text}
    names = (f"{name}.css" for name in ("selfcheck", *scripts))
    return [f"{ASSETS}/{name}" for name in names if name in filled]


def message_keys(script: str) -> list[str]:
    """The keys of the messages that a script asks for, in order."""
    return sorted(set(_KEY.findall(script)))


def _words(name: str, keys: list[str], messages: Messages) -> str:
    """What stands before a script: the messages that it uses, and before the first the language."""
    forms = messages.forms(keys)
    words = json.dumps(forms, ensure_ascii=False, separators=(",", ":"))
    if name == _RUNTIME_NAME:
        site = json.dumps({"language": messages.language, "plurals": messages.plurals})
        return f"Object.assign(window.selfcheck,{site},{{words:{words}}});\n"
    return f"Object.assign(window.selfcheck.words,{words});\n" if forms else ""


@cache
def _files() -> tuple[tuple[str, str, list[str]], ...]:
    """Every file: its name, its content, and the keys of the messages that it uses."""
    return tuple(_read())


def _read() -> Iterator[tuple[str, str, list[str]]]:
    yield _file("loader.js", _RUNTIME / "loader.js")
    yield _file(_RUNTIME_NAME, *(_RUNTIME / name for name in _SCRIPTS))
    yield _file("selfcheck.css", *(_RUNTIME / name for name in _STYLES))
    yield _as_it_is("author.js", *(_RUNTIME / "author" / name for name in _AUTHOR))
    for name in _ON_DEMAND:
        yield _file(name, _RUNTIME / name)
    for file in sorted((*_KINDS.glob("*.js"), *_KINDS.glob("*.css"))):
        yield _file(file.name, file)
    for kind in all_kinds().values():
        yield _file(f"{kind.name}.js", kind.script)
        yield _file(f"{kind.name}.css", kind.style)
    yield "quiz.schema.json", FILE.read_text("utf-8"), []


def _as_it_is(name: str, *files: Path) -> tuple[str, str, list[str]]:
    # Backticks and quotation marks in regular expressions lead the minifier astray.
    text = "\n".join(file.read_text("utf-8") for file in files)
    return name, text, message_keys(text)


def _file(name: str, *files: Path) -> tuple[str, str, list[str]]:
    text = "\n".join(file.read_text("utf-8") for file in files)
    if name.endswith(".css"):
        return name, cssmin(text), []
    return name, jsmin(text), message_keys(text)
