"""libyaml's syntax errors, in words that say what to do.

libyaml reports where it lost its way, which is often a line below the mistake,
and in its own terms. Here the few mistakes that people make are recognised by
their traces in the text; whatever is left keeps libyaml's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

_KEY = re.compile(r"\s*(?:- +)*[\w-]+:(?:\s|$)")
_VALUE = re.compile(r"\s*(?:- +)*(?:[\w-]+: +)?(?=\S)")
_SPECIAL = {
    "*": "YAML takes for the name of an alias",
    "&": "YAML takes for an anchor",
    "!": "YAML takes for a tag",
    "%": "YAML keeps for directives",
    "@": "YAML keeps for itself",
    "`": "YAML keeps for itself",
    "{": "begins a mapping",
    "[": "begins a list",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A syntax error in words; `line` and `column` count from 1."""

    line: int
    column: int
    message: str
    hint: str


def explain(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """Say what was probably meant by a text that libyaml refuses."""
    problem = error.problem or ""
    met = _position(error.problem_mark) or _position(error.context_mark) or (1, 1)
    begun = _position(error.context_mark) or met
    lines = text.splitlines() or [""]

    def line(number: int) -> str:
        return lines[min(number, len(lines)) - 1]

    indent = line(met[0])[: len(line(met[0])) - len(line(met[0]).lstrip())]
    if "\t" in indent:
        column = indent.index("\t") + 1
        return Fault(
            met[0],
            column,
            "a tab is used for indentation",
            "indent with spaces, two for each level",
        )
    if "mapping values are not allowed" in problem:
        return _stray_colon(met, line(met[0]))
    for place in dict.fromkeys((met, begun)):
        if fault := _special_beginning(place[0], line(place[0])):
            return fault
    if "unexpected end of stream" in problem and "quoted" in (error.context or ""):
        return Fault(*begun, "a quote is opened here and never closed", "close it, or delete it")
    if "expected ':'" in problem:
        return Fault(
            *begun,
            "a key needs a colon and a space after it",
            "write `key: value`; a text that goes on from the line above is indented further",
        )
    if "expected a single document" in f"{error.context} {problem}":
        return Fault(*met, "there is a second document in the file", "delete the line `---`")
    if quoted := _text_after_quote(met, line(met[0])):
        return quoted
    if "did not find expected" in problem:
        return Fault(
            *met,
            f"this line does not fit what begins on line {begun[0]}",
            "indent it like its neighbours, begin a new entry with a dash, "
            "and close quotes and brackets",
        )
    detail = " ".join(part for part in (problem, error.context) if part)
    return Fault(*met, f"this is not YAML: {detail}", "compare the line with its neighbours")


def _position(mark: yaml.Mark | None) -> tuple[int, int] | None:
    return (mark.line + 1, mark.column + 1) if mark else None


def _stray_colon(met: tuple[int, int], line: str) -> Fault:
    key = _KEY.match(line)
    if key and key.end() >= met[1]:
        column = len(line) - len(line.lstrip()) + 1
        return Fault(
            met[0],
            column,
            "this line is indented further than the lines that it belongs to",
            "give keys of one entry the same indentation",
        )
    return Fault(
        *met,
        "a colon followed by a space stands in the middle of a text",
        "put the whole text in quotes, or write it below after `|`",
    )


def _special_beginning(number: int, line: str) -> Fault | None:
    value = _VALUE.match(line)
    if not value or line[value.end()] not in _SPECIAL:
        return None
    sign = line[value.end()]
    if sign in "{[" and line.rstrip().endswith("}" if sign == "{" else "]"):
        return None
    return Fault(
        number,
        value.end() + 1,
        f"a text begins with '{sign}', which {_SPECIAL[sign]}",
        "put the whole text in quotes",
    )


def _text_after_quote(met: tuple[int, int], line: str) -> Fault | None:
    value = _VALUE.match(line)
    if not value or line[value.end()] not in "\"'" or met[1] <= value.end() + 1:
        return None
    other = "single" if line[value.end()] == '"' else "double"
    return Fault(
        *met,
        "the quoted text ended before this, at a quote inside it",
        f"put the text in {other} quotes, or write it below after `|`",
    )
