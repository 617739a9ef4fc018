"""Diagnostics in the shapes that people and machines read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from selfcheck.diagnostics import Diagnostic

Lines = Callable[[str], list[str]]
"""Gives the lines of a file that a diagnostic names."""


def lines_below(root: Path) -> Lines:
    """Read files below `root`; one that can't be read, or is a link out of it, has no lines."""
    known: dict[str, list[str]] = {}

    def lines(path: str) -> list[str]:
        if path not in known:
            try:
                known[path] = _lines(root / path, root)
            except OSError:
                known[path] = []
        return known[path]

    return lines


def _lines(file: Path, root: Path) -> list[str]:
    if file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(
        os.path.realpath(root)
    ):
        return []
    return file.read_text("utf-8", errors="replace").splitlines()


def as_text(diagnostics: Sequence[Diagnostic], lines: Lines) -> str:
    """For people: the message, the line that is meant with a caret below it, and the hint."""
    return "\n\n".join(_with_line(each, lines(each.path)) for each in _sorted(diagnostics))


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A list of objects with the keys of `Diagnostic`."""
    return json.dumps([_plain(each) for each in _sorted(diagnostics)], ensure_ascii=False, indent=2)


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands, which the forge shows beside the changed line.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "\n".join(
        f"::{each.severity} file={_property(each.path)},line={each.line},col={each.column},"
        f"title={_property(each.code)}::{_data(_message(each))}"
        for each in _sorted(diagnostics)
    )


def as_sarif(diagnostics: Sequence[Diagnostic], version: str) -> str:
    """SARIF 2.1.0, which code-scanning tools read.

    Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    """
    levels = {"error": "error", "warning": "warning", "notice": "note"}
    codes = sorted({each.code for each in diagnostics})
    results = [
        {
            "ruleId": each.code,
            "level": levels[each.severity],
            "message": {"text": _message(each)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": each.path},
                        "region": {"startLine": each.line, "startColumn": each.column},
                    }
                }
            ],
        }
        for each in _sorted(diagnostics)
    ]
    driver = {
        "name": "selfcheck",
        "version": version,
        "rules": [{"id": code} for code in codes],
    }
    return json.dumps(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "results": results}],
        },
        ensure_ascii=False,
        indent=2,
    )


def _sorted(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    return sorted(diagnostics, key=lambda each: each.order)


def _with_line(diagnostic: Diagnostic, lines: list[str]) -> str:
    head, *hint = str(diagnostic).splitlines()
    if not 1 <= diagnostic.line <= len(lines):
        return "\n".join([head, *hint])
    line = lines[diagnostic.line - 1].replace("\t", " ")
    number = f"{diagnostic.line:>5} | "
    # A long line is cut so that the caret stays on the screen.
    start = max(0, diagnostic.column - 60)
    shown = ("…" if start else "") + line[start : start + 90]
    caret = " " * (len(number) + diagnostic.column - 1 - start + bool(start)) + "^"
    return "\n".join([head, number + shown, caret, *hint])


def _plain(diagnostic: Diagnostic) -> dict[str, str | int]:
    return {
        name: getattr(diagnostic, name)
        for name in ("path", "line", "column", "severity", "code", "message", "hint")
    }


def _message(diagnostic: Diagnostic) -> str:
    return diagnostic.message + (f" ({diagnostic.hint})" if diagnostic.hint else "")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
