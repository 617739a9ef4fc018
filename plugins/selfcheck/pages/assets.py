"""The files that a browser loads: scripts and styles, found beside what they serve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from selfcheck.kinds import all_kinds
from selfcheck.pages.addresses import ASSETS

_RUNTIME = Path(__file__).parent / "runtime"
_SHARED = Path(__file__).parent.parent / "kinds"

# One file for the browser out of several for the reader of the code, in order of need.
_SCRIPTS = (
    _RUNTIME / "schedule.js",
    _RUNTIME / "progress.js",
    _RUNTIME / "question.js",
    _SHARED / "choice.js",
    _SHARED / "writing.js",
    _RUNTIME / "summary.js",
    _RUNTIME / "print.js",
)
_STYLES = (
    _RUNTIME / "question.css",
    _SHARED / "choice.css",
    _SHARED / "writing.css",
    _RUNTIME / "page.css",
)

LOADER = f"{ASSETS}/loader.js"
"""The one script that every page loads, by its address from the site's root."""


@dataclass(frozen=True)
class Asset:
    """A file of the site: its address from the root, and its content."""

    address: str
    content: str


def all_assets() -> Iterator[Asset]:
    """Everything that pages may ask for."""
    yield Asset(LOADER, (_RUNTIME / "loader.js").read_text("utf-8"))
    yield Asset(f"{ASSETS}/runtime.js", _joined(_SCRIPTS))
    for name in ("present", "progress-page", "review"):
        yield Asset(f"{ASSETS}/{name}.js", (_RUNTIME / f"{name}.js").read_text("utf-8"))
    yield Asset(f"{ASSETS}/standalone.css", (_RUNTIME / "standalone.css").read_text("utf-8"))
    yield Asset(f"{ASSETS}/selfcheck.css", _joined(_STYLES))
    for kind in all_kinds().values():
        yield Asset(f"{ASSETS}/{kind.name}.js", kind.script.read_text("utf-8"))
        yield Asset(f"{ASSETS}/{kind.name}.css", kind.style.read_text("utf-8"))


def stylesheets(kinds: Iterable[str]) -> list[str]:
    """The addresses of the styles that a page with questions of these kinds needs."""
    return [f"{ASSETS}/selfcheck.css", *(f"{ASSETS}/{kind}.css" for kind in sorted(set(kinds)))]


def _joined(files: Iterable[Path]) -> str:
    return "\n".join(file.read_text("utf-8") for file in files)
