"""CSV for spreadsheets (RFC 4180): a row a question, options in columns, everything carried.

What most questions have stands in columns of its own, what few have as YAML in the last
one, `more`. The file begins with a byte order mark, or Excel would not take it for UTF-8.
A text that a spreadsheet would take for a formula gets an apostrophe before it, which is
taken off again on the way in (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

import yaml

from selfcheck.exchange.format import Format, Imported, Note, UnreadableInputError
from selfcheck.exchange.texts import Texts
from selfcheck.kinds import all_kinds
from selfcheck.quiz.bank import BankEntry
from selfcheck.source import Source

_QUIZ = ("title", "description", "chapter", "introduction", "certainty")
_KEYS = (
    "id", "type", "prompt", "hint", "explanation", "content-note", "objective", "level",
    "section", "sources", "covers",
)  # fmt: skip
_LISTS = ("sources", "covers")
_OPTION = re.compile(r"(option|correct|feedback)-(\d{1,2})")
_FORMULA = re.compile(r"'?[=+\-@\t\r]")
_MOST_ROWS = 5_000
_YES = {"x", "yes", "true", "1"}


def write(entries: Sequence[BankEntry], texts: Texts) -> bytes:
    """Quizzes as CSV; texts stay the Markdown that they are."""
    del texts  # nothing is rendered
    rows = [
        row
        for entry in entries
        for row in _rows(entry.name, entry.quiz.model_dump(by_alias=True, exclude_defaults=True))
    ]
    most = max(
        (int(found[2]) for row in rows for key in row if (found := _OPTION.match(key))), default=0
    )
    options = [
        f"{part}-{number}"
        for number in range(1, most + 1)
        for part in ("option", "correct", "feedback")
    ]
    file = io.StringIO(newline="")
    writer = csv.DictWriter(
        file, ["quiz", *(f"quiz-{key}" for key in _QUIZ), *_KEYS, *options, "more"], restval=""
    )
    writer.writeheader()
    writer.writerows({key: _guarded(value) for key, value in row.items()} for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _rows(name: str, quiz: dict[str, Any]) -> list[dict[str, str]]:
    rows = []
    head = {f"quiz-{key}": _text(quiz[key]) for key in _QUIZ if key in quiz}
    for question in quiz["questions"]:
        row = {"quiz": name, **head}
        head = {}  # once is enough
        rest = dict(question)
        for key in _KEYS:
            if key in rest:
                value = rest.pop(key)
                row[key] = ", ".join(value) if key in _LISTS else _text(value)
        for number, option in enumerate(rest.pop("options", []), start=1):
            row[f"option-{number}"] = option["text"]
            row[f"correct-{number}"] = "x" if option.get("correct") else ""
            row[f"feedback-{number}"] = option["feedback"]
        if rest:
            row["more"] = yaml.safe_dump(rest, allow_unicode=True, sort_keys=False).rstrip()
        rows.append(row)
    return rows


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def read(content: bytes, name: str) -> list[Imported]:
    """Quizzes of a CSV file, by its column `quiz`; one named after the file, if it has none."""
    rows = _table(content)
    quizzes: dict[str, Imported] = {}
    for line, row in rows:
        key = re.sub(r"[^a-z0-9]+", "-", row.pop("quiz", "").lower()).strip("-") or name
        found = quizzes.setdefault(key, Imported(key, {"title": key, "questions": []}))
        for each in _QUIZ:
            if value := row.pop(f"quiz-{each}", ""):
                found.data[each] = value == "true" if each == "certainty" else value
        found.data["questions"].append(_question(row, line, found.notes))
    return list(quizzes.values())


def _table(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows with their lines; columns are known whatever their case."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInputError(
            f"byte {error.start} is not UTF-8; save the table as CSV UTF-8"
        ) from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        names = [each.strip().lower().replace(" ", "-") for each in next(reader, [])]
        if "prompt" not in names:
            raise UnreadableInputError("the first row has no column 'prompt'")
        start = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                filled = dict(zip(names, cells, strict=False))
                rows.append((start, {key: _unguarded(value) for key, value in filled.items()}))
            start = reader.line_num + 1
            if len(rows) > _MOST_ROWS:
                raise UnreadableInputError(f"there are more than {_MOST_ROWS} rows")
    except csv.Error as error:
        raise UnreadableInputError(f"line {reader.line_num}: {error}") from None
    return rows


def _question(row: dict[str, str], line: int, notes: list[Note]) -> dict[str, Any]:
    question: dict[str, Any] = {}
    for key in _KEYS:
        if value := row.pop(key, "").strip():
            question[key] = re.split(r"\s*,\s*", value) if key in _LISTS else value
    options: dict[int, dict[str, Any]] = {}
    for key in [key for key in row if _OPTION.fullmatch(key)]:
        value = row.pop(key).strip()
        found = _OPTION.fullmatch(key)
        assert found
        if value:
            option = options.setdefault(int(found[2]), {})
            if found[1] == "correct":
                option |= {"correct": True} if value.lower() in _YES else {}
            else:
                option["text" if found[1] == "option" else "feedback"] = value
    if options:
        question["options"] = [options[number] for number in sorted(options)]
    question |= _more(row.pop("more", ""), line, notes)
    if "type" not in question and "options" in question:
        right = sum(bool(each.get("correct")) for each in question["options"])
        question["type"] = "multiple-choice" if right > 1 else "single-choice"
    for key, value in row.items():
        if value.strip():
            notes.append(Note(line, f"the column '{key}' is not known, and was left out: {value}"))
    if question.get("type") not in all_kinds():
        notes.append(Note(line, f"'{question.get('type', '')}' is not a kind of question"))
    return question


def _more(text: str, line: int, notes: list[Note]) -> dict[str, Any]:
    if not text.strip():
        return {}
    source = Source("more", text.encode())
    if isinstance(source.data, dict) and not source.diagnostics:
        return source.data
    why = source.diagnostics[0].message if source.diagnostics else "it holds no keys"
    notes.append(Note(line, f"the column 'more' can't be read, and was left out: {why}"))
    return {}


CSV = Format(
    name="csv",
    title="CSV table",
    suffix=".csv",
    media_type="text/csv",
    used_by="Excel, LibreOffice, Google Sheets",
    leaves=dict.fromkeys(all_kinds(), ()),
    write=write,
    read=read,
)
