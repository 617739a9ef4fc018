"""CSV for spreadsheets (RFC 4180): a row a question, its entries in columns, everything carried.

Options, pairs, statements, steps and turns stand in numbered columns, `option-1`, `correct-1`,
`answer-1`, `feedback-1` and so on; what few questions have stands as YAML in the last column,
`more`. The file begins with a byte order mark, or Excel would not take it for UTF-8. A text
that a spreadsheet would take for a formula gets an apostrophe before it, which is taken off
again on the way in (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

from selfcheck.exchange.format import Format, Imported, Note, UnreadableInputError
from selfcheck.exchange.naming import slug
from selfcheck.exchange.rows import LISTED, Row, apart, given, together
from selfcheck.exchange.texts import Texts
from selfcheck.kinds import all_kinds
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.writer import yaml_text
from selfcheck.source import Source

_QUIZ = ("title", "description", "chapter", "introduction", "certainty")
_KEYS = (
    "id", "type", "prompt", "hint", "explanation", "content-note", "objective", "level",
    "section", "sources", "covers",
)  # fmt: skip
_LISTS = ("sources", "covers")
_PARTS = ("option", "correct", "answer", "feedback")
_entry = re.compile(r"(option|correct|answer|feedback)-(\d{1,2})").fullmatch
# Spreadsheets of East Asia take the wide signs, too.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_MOST_ROWS = 5_000
_YES = {"x", "yes", "true", "1", "wahr", "vrai"}
"""A spreadsheet writes the words of its own language."""


def write(entries: Sequence[BankEntry], texts: Texts) -> bytes:
    """Quizzes as CSV; texts stay the Markdown that they are."""
    del texts  # nothing is rendered
    rows = [row for entry in entries for row in _rows(entry.name, given(entry.quiz))]
    used = {(found[1], int(found[2])) for row in rows for key in row if (found := _entry(key))}
    most = max((number for _, number in used), default=0)
    parts = [part for part in _PARTS if any(part == each for each, _ in used)]
    file = io.StringIO(newline="")
    writer = csv.DictWriter(
        file,
        [
            "quiz",
            *(f"quiz-{key}" for key in _QUIZ),
            *_KEYS,
            *(f"{part}-{number}" for number in range(1, most + 1) for part in parts),
            "more",
        ],
        restval="",
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
        listed, rest = apart(question)
        for key in _KEYS:
            # A label with a comma in it would come back as two.
            if key in rest and not any("," in each for each in rest[key] if key in _LISTS):
                value = rest.pop(key)
                row[key] = ", ".join(value) if key in _LISTS else _text(value)
        for number, each in enumerate(listed, start=1):
            parts = (each.text, "x" if each.correct else "", each.answer, each.feedback)
            cells = zip(_PARTS, parts, strict=True)
            row |= {f"{part}-{number}": text for part, text in cells if text}
        if rest:
            row["more"] = yaml_text(rest).rstrip("\n")
        rows.append(row)
    return rows


def _text(value: object) -> str:
    return "x" if value is True else str(value)


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def read(content: bytes, name: str) -> list[Imported]:
    """Quizzes of a CSV file, by its column `quiz`; one named after the file, if it has none."""
    quizzes: dict[str, Imported] = {}
    last = name
    for line, row in _table(content):
        # Who types a table gives a name once, and not in each row.
        last = row.pop("quiz", "").strip() or last
        key = slug(last, "quiz")
        found = quizzes.setdefault(key, Imported(key, {"title": last, "questions": []}))
        for each in _QUIZ:
            if value := row.pop(f"quiz-{each}", "").strip():
                found.data[each] = value.lower() in _YES if each == "certainty" else value
        questions = found.data["questions"]
        question = _question(row, line, found.notes)
        questions.append({"id": f"question-{len(questions) + 1}", **question})
    if not quizzes:
        raise UnreadableInputError("there is no row below the first one")
    return list(quizzes.values())


def _table(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows with their lines; columns are known whatever their case."""
    text = _decoded(content)
    first, _, below = text.partition("\n")
    # What Excel understands as a first line of its own, and no part of the table.
    stated = re.fullmatch(r"sep=(.)\r?", first)
    before = 1 if stated else 0
    text = below if stated else text
    delimiter = stated[1] if stated else max(",;\t", key=first.count)
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        names = [re.sub(r"[\s_]+", "-", each.strip().lower()) for each in next(reader, [])]
        _refuse_names(names)
        start = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                # What stands beyond the last column has no name; it is told as such.
                filled = dict(zip(names, cells, strict=False))
                filled[""] = " ".join(filter(None, [filled.get(""), *cells[len(names) :]]))
                unguarded = {key: _unguarded(value) for key, value in filled.items()}
                rows.append((before + start, unguarded))
            start = reader.line_num + 1
            if len(rows) > _MOST_ROWS:
                raise UnreadableInputError(f"there are more than {_MOST_ROWS} rows")
    except csv.Error as error:
        raise UnreadableInputError(f"line {before + reader.line_num}: {error}") from None
    return rows


def _decoded(content: bytes) -> str:
    # Excel's "Unicode text" is UTF-16, and says so in its first two bytes.
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableInputError(
            f"line {line} is not UTF-8; save the table as 'CSV UTF-8'"
        ) from None


def _refuse_names(names: list[str]) -> None:
    if "prompt" not in names:
        raise UnreadableInputError("the first row has no column 'prompt'")
    for each in names:
        if each and names.count(each) > 1:
            raise UnreadableInputError(f"the first row has the column '{each}' twice")


def _question(row: dict[str, str], line: int, notes: list[Note]) -> dict[str, Any]:
    question: dict[str, Any] = {}
    for key in _KEYS:
        if value := row.pop(key, "").strip():
            question[key] = _list(value) if key in _LISTS else value
    rows = _entries(row)
    kind = re.sub(r"[\s_]+", "-", question.get("type", "").lower())
    if not kind and rows:
        kind = "multiple-choice" if sum(each.correct for each in rows) > 1 else "single-choice"
    if kind:
        question["type"] = kind
    if rows:
        question |= together(kind, rows)
    for key, value in _more(row.pop("more", ""), line, notes).items():
        if key in ("id", "type"):
            notes.append(Note(line, f"'{key}' has a column of its own; in 'more' it was left out"))
        else:
            question[key] = value
    for key, value in row.items():
        if value.strip():
            column = f"the column '{key}' is not known" if key else "a cell has no column"
            notes.append(Note(line, f"{column}, and was left out: {value.strip()}"))
    if kind not in all_kinds():
        notes.append(Note(line, f"'{kind}' is no kind of question"))
    elif rows and kind not in LISTED:
        notes.append(Note(line, f"a question of the kind '{kind}' has no options"))
    return question


def _list(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def _entries(row: dict[str, str]) -> list[Row]:
    """The numbered columns of a row, those that are empty left out."""
    parts: dict[int, dict[str, str]] = {}
    for key in list(row):
        if found := _entry(key):
            value = row.pop(key).strip()
            if value:
                parts.setdefault(int(found[2]), {})[found[1]] = value
    entries = []
    for number in sorted(parts):
        own = parts[number]
        correct = own.pop("correct", "").lower() in _YES
        if own:
            entries.append(
                Row(own.get("option", ""), correct, own.get("answer", ""), own.get("feedback", ""))
            )
    return entries


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
