"""A first quiz file for somebody who has never written one: commented, and valid as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from selfcheck.entry import describe_keys
from selfcheck.kinds import Kind

_KEY = re.compile(r"^    ([a-z-]+):|^  - ([a-z-]+):")


def scaffold(title: str, kinds: Sequence[Kind], chapter: str | None = None) -> str:
    """The text of a new quiz.

    Args:
        title: its title.
        kinds: the kinds of question to begin with, one example each.
        chapter: the chapter that it belongs to, from the documentation's folder.
    """
    lines = [
        "# A self-check. Lines that begin with # are notes for you: delete them as you go.",
        "# Check the file with `selfcheck check`, and look at it with `selfcheck preview`.",
        f"title: {_scalar(title)}",
        "# One sentence for the list of all self-checks:",
        "# description: ...",
    ]
    if chapter:
        lines.append(f"chapter: {_scalar(chapter)}")
    lines.append("questions:")
    seen: set[str] = set()
    for kind in kinds:
        lines += ["", f"  # {kind.summary}", *_example(kind, seen)]
    return "\n".join(lines) + "\n"


def _example(kind: Kind, seen: set[str]) -> Iterator[str]:
    """The first question of a kind's example, each of its keys explained where it is new."""
    text = kind.example.read_text("utf-8").partition("questions:\n")[2]
    question = re.split(r"\n(?=  - )", text)[0].rstrip()
    fields = describe_keys(kind.model)
    for line in question.splitlines():
        found = _KEY.match(line)
        key = found and (found[1] or found[2])
        if key and key not in seen and fields.get(key):
            seen.add(key)
            indent = "  " if line.startswith("  - ") else "    "
            yield from (f"{indent}# {each}" for each in wrap(fields[key], 88))
        yield line


def _scalar(text: str) -> str:
    plain = re.fullmatch(r"[A-Za-z][\w ,./()’-]*", text) and not text.endswith(" ")
    if plain and text.lower() not in ("true", "false", "null"):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
