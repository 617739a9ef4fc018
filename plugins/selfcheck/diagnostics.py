"""What is wrong, and where: one shape for the command line, the build and the pull request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "notice"]
"""An error fails every build, a warning a strict one, a notice none."""

Place = tuple[str | int, ...]
"""A way into a YAML document: keys and list positions from the root, `("questions", 2, "id")`."""

MAX_PROBLEMS = 100
"""How many problems of one file are told: nobody reads more, and finding words takes time."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place of a document, before anyone has looked up its line.

    Kinds and rules report problems; whoever holds the text turns them into diagnostics.
    """

    code: str
    message: str
    hint: str = ""
    at: Place = ()
    on_key: bool = False
    """Point at the key itself rather than at its value."""
    severity: Severity = "error"

    def below(self, place: Place) -> Problem:
        """The same problem, seen from further up the document."""
        return Problem(
            self.code, self.message, self.hint, place + self.at, self.on_key, self.severity
        )


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem with its address, ready to be shown.

    `line` and `column` count from 1, columns in characters; `path` is as the
    author would type it from the project's root.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        """`path:line:column: error[code]: message`, the hint indented on lines below."""
        head = f"{self.path}:{self.line}:{self.column}: {self.severity}[{self.code}]: "
        hint = "".join(f"\n    {line}" for line in self.hint.splitlines())
        return head + self.message + hint

    @property
    def order(self) -> tuple[str, int, int, str]:
        """The key by which reports are sorted: file, then place, then code."""
        return (self.path, self.line, self.column, self.code)


def shortened(text: str, length: int = 60) -> str:
    """A text as a message quotes it: one that is longer than `length` ends in an ellipsis."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of these fails a build without `--strict`."""
    return any(each.severity == "error" for each in diagnostics)


def report(diagnostics: Iterable[Diagnostic]) -> str:
    """All diagnostics as text, in the order of files and lines."""
    return "\n".join(str(each) for each in sorted(diagnostics, key=lambda d: d.order))
