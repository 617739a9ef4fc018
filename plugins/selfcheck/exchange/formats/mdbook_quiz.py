"""mdbook-quiz's TOML, on its way in (https://github.com/cognitive-engineering-lab/mdbook-quiz)."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from selfcheck.exchange.format import Format, Imported, Note, UnreadableInputError


def read(content: bytes, name: str) -> list[Imported]:
    """The questions of one TOML file as one quiz.

    Multiple choice becomes `single-choice` or `multiple-choice`, a short answer a gap. There
    is no feedback for each option in that format, so none is made up: the check asks for it.
    """
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableInputError(f"this is not TOML: {error}") from None
    questions = data.get("questions")
    if not isinstance(questions, list):
        raise UnreadableInputError("there is no list `[[questions]]` in it")
    found = Imported(name, {"title": _titled(name), "questions": []})
    places = _lines(content)
    for number, each in enumerate(questions, start=1):
        line = places[number - 1] if number <= len(places) else 0
        made = _question(each, number, line, found.notes) if isinstance(each, dict) else None
        if made:
            found.data["questions"].append(made)
        else:
            found.notes.append(Note(line, f"question {number} was left out"))
    return [found]


def _titled(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize() or "Quiz"


def _lines(content: bytes) -> list[int]:
    text = content.decode("utf-8-sig", "replace")
    return [
        text.count("\n", 0, found.start()) + 1
        for found in re.finditer(r"^[ \t]*\[\[questions\]\]", text, re.M)
    ]


def _question(
    data: dict[str, Any], number: int, line: int, notes: list[Note]
) -> dict[str, Any] | None:
    prompt, answer = data.get("prompt"), data.get("answer")
    if not isinstance(prompt, dict) or not isinstance(answer, dict):
        notes.append(Note(line, f"question {number} has no `prompt` and `answer`"))
        return None
    question: dict[str, Any] = {"id": f"question-{number}"}
    match data.get("type"):
        case "MultipleChoice":
            question |= _choice(prompt, answer)
        case "ShortAnswer":
            question |= _gap(prompt, answer)
        case other:
            notes.append(Note(line, f"questions of the type '{other}' have no counterpart here"))
            return None
    if isinstance(context := data.get("context"), str):
        question["explanation"] = context.strip()
    _tell_the_rest(data, prompt, answer, line, notes)
    return question


def _tell_the_rest(
    data: dict[str, Any],
    prompt: dict[str, Any],
    answer: dict[str, Any],
    line: int,
    notes: list[Note],
) -> None:
    known = {"id", "type", "prompt", "answer", "context"}
    left = [key for key in data if key not in known]
    left += [f"prompt.{key}" for key in prompt if key not in _PROMPT]
    left += [f"answer.{key}" for key in answer if key not in ("answer", "alternatives")]
    notes += [Note(line, f"'{key}' was left out") for key in left]


_PROMPT = {"prompt", "distractors", "sortAnswers", "choices"}


def _texts(value: object) -> list[str]:
    given = value if isinstance(value, list) else [value]
    return [each.strip() for each in given if isinstance(each, str)]


def _choice(prompt: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    right = _texts(answer.get("answer"))
    options = [{"text": each, "correct": True} for each in right]
    options += [{"text": each} for each in _texts(prompt.get("distractors", []))]
    several = isinstance(answer.get("answer"), list) and len(right) > 1
    return {
        "type": "multiple-choice" if several else "single-choice",
        "prompt": str(prompt.get("prompt", "")).strip(),
        "options": options,
    }


def _gap(prompt: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    accepted = _texts(answer.get("answer")) + _texts(answer.get("alternatives", []))
    return {
        "type": "fill-in",
        "prompt": str(prompt.get("prompt", "")).strip(),
        "text": "{answer}",
        "blanks": {"answer": {"accept": accepted}},
    }


MDBOOK_QUIZ = Format(
    name="mdbook-quiz",
    title="mdbook-quiz",
    suffix=".toml",
    media_type="application/toml",
    used_by="mdBook with mdbook-quiz",
    read=read,
)
