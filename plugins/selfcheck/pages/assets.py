"""The files that a browser loads: scripts and styles, found beside what they serve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from selfcheck.kinds import all_kinds
from selfcheck.pages.addresses import ASSETS
from selfcheck.quiz.schema import FILE

_RUNTIME = Path(__file__).parent / "runtime"
_KINDS = Path(__file__).parent.parent / "kinds"

# One file for the browser out of several for the reader of the code, in order of need.
_SCRIPTS = ("schedule.js", "progress.js", "question.js", "summary.js", "print.js")
_STYLES = ("question.css", "page.css")
# What some pages ask for and others never do.
_ON_DEMAND = (
    "overview.css",
    "present.css",
    "present.js",
    "progress-page.js",
    "review.js",
    "standalone.css",
)

LOADER = f"{ASSETS}/loader.js"
"""The one script that every page loads, by its address from the site's root."""


@dataclass(frozen=True)
class Asset:
    """A file of the site: its address from the root, and its content."""

    address: str
    content: str


@cache
def all_assets() -> tuple[Asset, ...]:
    """Everything that pages may ask for, without comments and spaces that only people need."""
    return tuple(_assets())


def scripts(kinds: Iterable[str]) -> list[str]:
    """The names that a page with questions of these kinds gives to the loader, in order."""
    known = all_kinds()
    return list(dict.fromkeys(name for kind in sorted(set(kinds)) for name in known[kind].needs))


def stylesheets(kinds: Iterable[str]) -> list[str]:
    """The addresses of the styles that a page with questions of these kinds needs."""
    return [f"{ASSETS}/selfcheck.css", *(f"{ASSETS}/{name}.css" for name in scripts(kinds))]


def _assets() -> Iterator[Asset]:
    yield _asset("loader.js", _RUNTIME / "loader.js")
    yield _asset("runtime.js", *(_RUNTIME / name for name in _SCRIPTS))
    yield _asset("selfcheck.css", *(_RUNTIME / name for name in _STYLES))
    for name in _ON_DEMAND:
        yield _asset(name, _RUNTIME / name)
    for file in sorted((*_KINDS.glob("*.js"), *_KINDS.glob("*.css"))):
        yield _asset(file.name, file)
    for kind in all_kinds().values():
        yield _asset(f"{kind.name}.js", kind.script)
        yield _asset(f"{kind.name}.css", kind.style)
    yield Asset(f"{ASSETS}/quiz.schema.json", FILE.read_text("utf-8"))


def _asset(name: str, *files: Path) -> Asset:
    text = "\n".join(file.read_text("utf-8") for file in files)
    return Asset(f"{ASSETS}/{name}", cssmin(text) if name.endswith(".css") else jsmin(text))
