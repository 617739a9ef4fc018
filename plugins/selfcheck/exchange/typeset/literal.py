"""Python values as Typst code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What no font has a sign for, and what is half a character: controls, lone surrogates and
# the code points that Unicode keeps for a program's own use (Unicode 16, 23.1, 3.8, 23.7).
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LANGUAGE = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-(?P<region>[A-Za-z]{2}))?")


@dataclass(frozen=True)
class Code:
    """A piece of Typst code, as opposed to a text."""

    source: str


def code(value: object) -> str:
    """A value as Typst code: texts, numbers, truth, none, lists, and mappings of such.

    Raises:
        TypeError: Typst has nothing like it.
    """
    match value:
        case Code():
            return value.source
        case None:
            return "none"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return literal(value)
        case Mapping():
            pairs = ", ".join(f"{literal(str(key))}: {code(each)}" for key, each in value.items())
            return f"({pairs or ':'})"
        case Sequence():
            return f"({''.join(f'{code(each)}, ' for each in value)})"
    raise TypeError(f"Typst has nothing like {type(value).__name__}")


def literal(text: str) -> str:
    """A text as a string of Typst: nothing in it can end the string, or is obeyed.

    The rules are those of https://typst.app/docs/reference/foundations/str/: in a string,
    the backslash and the quotation mark alone have a meaning.
    """
    sound = _NOT_TEXT.sub("\ufffd", text.replace("\r\n", "\n"))
    escaped = sound.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def call(function: str, *positional: object, **named: object) -> str:
    """A call of a Typst function; underlines in the names of arguments become hyphens."""
    arguments = [code(each) for each in positional]
    arguments += [f"{name.replace('_', '-')}: {code(each)}" for name, each in named.items()]
    return f"{function}({', '.join(arguments)})"


def language(tag: str) -> tuple[str, str | None]:
    """A language tag as Typst wants it: `de-AT` as `de` and `AT`; `en` if it is none."""
    found = _LANGUAGE.match(tag)
    if found is None:
        return "en", None
    region = found["region"]
    return found["language"].lower(), region.upper() if region else None
