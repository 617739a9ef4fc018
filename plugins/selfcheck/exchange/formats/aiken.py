"""Aiken, on its way in (https://docs.moodle.org/en/Aiken_format): options without feedback."""

from __future__ import annotations

import re
from typing import Any

from selfcheck.exchange.foreign_html import from_plain
from selfcheck.exchange.format import Format, Imported, Note, UnreadableInputError

_OPTION = re.compile(r"([A-Z])[.)] +(.*)")
_ANSWER = re.compile(r"ANSWER: *([A-Z])\s*")


def read(content: bytes, name: str) -> list[Imported]:
    """The questions of a file; what is no question is told with its line."""
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UnreadableInputError(f"byte {error.start} is not UTF-8 text") from None
    found = Imported(name, {"title": name.replace("-", " ").capitalize(), "questions": []})
    prompt: list[str] = []
    options: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if option := _OPTION.fullmatch(line.strip()):
            options[option[1]] = option[2].strip()
        elif answer := _ANSWER.fullmatch(line.strip()):
            if not prompt or answer[1] not in options:
                found.notes.append(Note(number, f"there is no option {answer[1]} above this line"))
            if prompt and options:
                found.data["questions"].append(
                    _question(len(found.data["questions"]) + 1, prompt, options, answer[1])
                )
            prompt, options = [], {}
        elif line.strip():
            if options:
                found.notes.append(
                    Note(number, "this line stands among the options; it was left out")
                )
            else:
                prompt.append(line.strip())
    if prompt or options:
        found.notes.append(
            Note(len(lines), "the last question has no line `ANSWER:`; it was left out")
        )
    if not found.data["questions"]:
        raise UnreadableInputError("there is no question with a line `ANSWER:` in it")
    return [found]


def _question(
    number: int, prompt: list[str], options: dict[str, str], right: str
) -> dict[str, Any]:
    return {
        "id": f"question-{number}",
        "type": "single-choice",
        "prompt": from_plain("\n".join(prompt)),
        "options": [
            {"text": from_plain(text), **({"correct": True} if letter == right else {})}
            for letter, text in options.items()
        ],
    }


AIKEN = Format(
    name="aiken",
    title="Aiken",
    suffix=".txt",
    media_type="text/plain",
    used_by="Moodle and other learning platforms",
    read=read,
)
