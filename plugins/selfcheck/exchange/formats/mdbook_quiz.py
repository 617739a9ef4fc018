"""mdbook-quiz's TOML, on its way in (https://github.com/cognitive-engineering-lab/mdbook-quiz).

The keys are those of its crate mdbook-quiz-schema (https://docs.rs/mdbook-quiz-schema).
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from selfcheck.entry import SLUG
from selfcheck.exchange.format import Format, Imported, Note, UnreadableInputError
from selfcheck.exchange.naming import slug, unused

_KNOWN = {
    "": {"id", "type", "prompt", "answer", "context", "multipart"},
    "prompt": {"prompt", "distractors", "answerIndex", "sortAnswers"},
    "answer": {"answer", "alternatives"},
}
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HEAD = re.compile(r"^[ \t]*\[\[\s*questions\s*\]\]", re.M)

Table = dict[str, Any]


def read(content: bytes, name: str) -> list[Imported]:
    """The questions of one TOML file as one quiz.

    Multiple choice becomes `single-choice` or `multiple-choice`, a short answer a gap. There is no
    feedback for each option in that format, so none is made up: the check asks for it.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        data = tomllib.loads(text)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise UnreadableInputError(f"this is not TOML: {error}") from None
    questions = data.get("questions")
    if not isinstance(questions, list) or not questions:
        raise UnreadableInputError("there is no list [[questions]] in it")
    title = name.replace("-", " ").replace("_", " ").strip().capitalize()
    found = Imported(slug(name, "quiz"), {"title": title or "Quiz", "questions": []})
    lines = [text.count("\n", 0, each.start()) + 1 for each in _HEAD.finditer(text)]
    told = _table(data.get("multipart"))
    taken: set[str] = set()
    for number, each in enumerate(questions, start=1):
        # Questions that are written in one line with braces have no heads to count.
        line = lines[number - 1] if len(lines) == len(questions) else 0
        notes: list[Note] = []
        made = _question(_table(each), told, line, notes)
        if made:
            found.data["questions"].append({"id": _id(each, number, taken), **made})
        found.notes.extend(Note(line, f"question {number}: {note.message}") for note in notes)
    if not found.data["questions"]:
        raise UnreadableInputError("no question in it is of a type that has a counterpart")
    found.notes.extend(
        Note(0, f"'{key}' was left out") for key in data if key not in ("questions", "multipart")
    )
    return [found]


def _table(value: object) -> Table:
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> list[str]:
    given = value if isinstance(value, list) else [value]
    return [each.strip() for each in given if isinstance(each, str) and each.strip()]


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _id(question: Table, number: int, taken: set[str]) -> str:
    """The question's own name if it is one to read, and not a number made by a program."""
    own = _text(question.get("id"))
    named = re.fullmatch(SLUG, own) and len(own) <= 80 and not _UUID.fullmatch(own)
    return unused(own if named else f"question-{number}", taken)


def _question(data: Table, told: Table, line: int, notes: list[Note]) -> Table | None:
    prompt, answer = _table(data.get("prompt")), _table(data.get("answer"))
    match data.get("type"):
        case "MultipleChoice":
            question = _choice(prompt, answer)
        case "ShortAnswer":
            question = _short(prompt, answer)
        case _ as other:
            # Among them "Tracing": what a program in Rust does has no counterpart here.
            what = f"questions of the type '{other}' have no counterpart, and it was left out"
            notes.append(Note(line, what))
            return None
    if context := _text(data.get("context")):
        question["explanation"] = context
    if "multipart" in data:
        # Each question stands for itself here, so each is told what its group is told.
        before = _text(told.get(str(data["multipart"])))
        question["prompt"] = f"{before}\n\n{question['prompt']}".strip()
    for part, keys in (("", data), ("prompt", prompt), ("answer", answer)):
        left = [key for key in keys if key not in _KNOWN[part]]
        notes += [Note(line, f"'{part}{'.' * bool(part)}{key}' was left out") for key in left]
    return question


def _choice(prompt: Table, answer: Table) -> Table:
    right = _texts(answer.get("answer"))
    options: list[Table] = [{"text": each, "correct": True} for each in right]
    others: list[Table] = [{"text": each} for each in _texts(prompt.get("distractors"))]
    index = prompt.get("answerIndex")
    question: Table = {
        "type": "multiple-choice" if len(right) > 1 else "single-choice",
        "prompt": _text(prompt.get("prompt")),
        "options": [*options, *others],
    }
    if prompt.get("sortAnswers") is True:
        question["options"].sort(key=lambda each: each["text"])
        question["shuffle"] = False
    elif isinstance(index, int):
        question["options"] = [*others[:index], *options, *others[index:]]
        question["shuffle"] = False
    return question


def _short(prompt: Table, answer: Table) -> Table:
    accepted = _texts(answer.get("answer")) + _texts(answer.get("alternatives"))
    return {
        "type": "fill-in",
        "prompt": _text(prompt.get("prompt")),
        "text": "{answer}",
        "blanks": {"answer": {"accept": list(dict.fromkeys(accepted))}},
    }


MDBOOK_QUIZ = Format(
    name="mdbook-quiz",
    title="mdbook-quiz",
    suffix=".toml",
    media_type="application/toml",
    used_by="mdBook with mdbook-quiz",
    read=read,
)
