"""Markdown to read, to print and to edit: entries as a list, what has no words of its own as YAML.

    ## Question 1 {#first-session .single-choice}

    What is asked?

    - [x] The right option

        > Why it is right.

    **Hint:** Where to look.

Texts stay as they were typed, marks of the book included, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from selfcheck.exchange.format import Format, Imported, Note, UnreadableInputError
from selfcheck.exchange.naming import slug, unused
from selfcheck.exchange.rows import ANSWERED, JUDGED, LISTED, Row, apart, given, together
from selfcheck.exchange.texts import Texts
from selfcheck.kinds import all_kinds
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.writer import yaml_text
from selfcheck.source import Source

_WRITTEN = ("prompt", "hint", "explanation")
# What would be taken for the frame of a question if it stood in a text, or would not come
# back the same: headings, list marks, labels, lines of spaces, and odd ends of lines.
_FRAME = re.compile(
    r"^(?:#{1,2} |\s*```yaml|[ \t]*(?:[-*] \[[ xX]?\]|\d+[.)] |[>→])|\*\*\w+:\*\*|[ \t]+$)"
    "|[\r\v\f\x1c-\x1e\x85\u2028\u2029]",
    re.M,
)
_HEADING = re.compile(
    r"^## .*?\{#(?P<id>[^\s{}]+) \.(?P<kind>[a-z-]+)\}[ \t]*$|^# (?P<title>.*)$", re.M
)
_LOOSE_HEADING = re.compile(r"^## .*$", re.M)
_YAML = re.compile(r"\A\s*```yaml\n(?P<yaml>.*?)^```[ \t]*$", re.M | re.S)
_ITEM = {
    True: re.compile(r"^[-*] \[(?P<mark>[ xX]?)\](?:[ \t]+|$)", re.M),
    False: re.compile(r"^(?P<mark>\d{1,3})[.)][ \t]+", re.M),
}
_LABELLED = re.compile(r"^\*\*(?P<label>Hint|Explanation):\*\*", re.M)
_SPEAKER = re.compile(r"\*\*(?P<speaker>[^*:\n]+):\*\*[ \t]*")


def write(entries: Sequence[BankEntry], texts: Texts) -> bytes:
    """Quizzes as one document; each begins with its title as a heading of the first level."""
    del texts  # nothing is rendered
    return "\n".join(part for entry in entries for part in _quiz(entry)).encode()


def _quiz(entry: BankEntry) -> Iterator[str]:
    data = given(entry.quiz)
    questions = data.pop("questions")
    title = data.pop("title")
    shown = " ".join(title.split())
    yield f"# {shown}\n"
    yield _fenced({"name": entry.name, **({} if shown == title else {"title": title}), **data})
    for number, question in enumerate(questions, start=1):
        yield f"## Question {number} {{#{question['id']} .{question['type']}}}\n"
        yield from _question(question)


def _question(question: dict[str, Any]) -> Iterator[str]:
    kind = question["type"]
    rows, rest = apart(question)
    items = [_item(number, row, kind) for number, row in enumerate(rows, start=1)]
    if None in items:  # one of them can't be told from the frame
        items, rest = [], dict(question)
    del rest["id"], rest["type"]
    written = {
        key: rest.pop(key) for key in _WRITTEN if key in rest and not _FRAME.search(rest[key])
    }
    if rest:
        yield _fenced(rest)
    if "prompt" in written:
        yield f"{written['prompt']}\n"
    yield from (each for each in items if each)
    for key in ("hint", "explanation"):
        if key in written:
            yield f"**{key.capitalize()}:** {written[key]}\n"


def _item(number: int, row: Row, kind: str) -> str | None:
    """One entry of a list; None if its texts could not be told from the list's own marks."""
    if any(_FRAME.search(each) for each in (row.text, row.answer, row.feedback)):
        return None
    text = row.text
    paragraphs = []
    if kind == "highlight":
        if not _SPEAKER.fullmatch(f"**{row.answer}:**") or "\n" in row.answer:
            return None
        text = f"**{row.answer}:** {text}"
    elif row.answer:
        paragraphs.append(f"→ {' '.join(row.answer.split())}")
        if paragraphs[0] != f"→ {row.answer}":
            return None
    if row.feedback:
        paragraphs.append(
            "\n".join(
                f"> {each}".rstrip(" ") if not each else f"> {each}"
                for each in row.feedback.split("\n")
            )
        )
    mark = f"- [{'x' if row.correct else ' '}]" if kind in JUDGED else f"{number}."
    return f"{mark} {_indented(text)}\n" + "".join(
        f"\n    {_indented(each)}\n" for each in paragraphs
    )


def _indented(text: str) -> str:
    """A text as it stands in a list: its lines below the first one further in."""
    first, *lines = text.split("\n")
    return "\n".join([first, *(f"    {each}" if each else "" for each in lines)])


def _fenced(data: dict[str, Any]) -> str:
    return f"```yaml\n{yaml_text(data)}```\n"


def read(content: bytes, name: str) -> list[Imported]:
    """The quizzes of a document that was written here, edited or not."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableInputError(f"line {line} is not UTF-8 text") from None
    heads = list(_HEADING.finditer(text))
    quizzes: list[Imported] = []
    taken: set[str] = set()
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        body = text[head.end() : following.start() if following else len(text)]
        line = text.count("\n", 0, head.start()) + 1
        if head["title"] is not None:
            quizzes.append(_head(head["title"], body, line, name, taken))
            continue
        if not quizzes:
            quizzes.append(Imported(unused(slug(name, "quiz"), taken), {"title": name}))
        question = {"id": head["id"], "type": head["kind"]}
        question |= _body(head["kind"], body, line, quizzes[-1].notes)
        quizzes[-1].data.setdefault("questions", []).append(question)
    if not any(each.data.get("questions") for each in quizzes):
        raise UnreadableInputError("there is no heading such as '## Question 1 {#id .kind}' in it")
    return quizzes


def _head(title: str, body: str, line: int, name: str, taken: set[str]) -> Imported:
    notes: list[Note] = []
    data, left = _taken(body, line, notes)
    _tell_loose_headings(left, line, notes)
    if left.strip():
        notes.append(Note(line, "the words below the title were left out"))
    own = slug(str(data.pop("name", "")), "") or slug(name, "quiz")
    data.pop("questions", None)  # they have headings of their own
    return Imported(unused(own, taken), {"title": title.strip(), **data}, notes)


def _tell_loose_headings(body: str, line: int, notes: list[Note]) -> None:
    for each in _LOOSE_HEADING.finditer(body):
        notes.append(
            Note(
                line + body.count("\n", 0, each.start()),
                f"'{each[0]}' lacks the id and the kind, as in '{{#id .single-choice}}'",
            )
        )


def _taken(body: str, line: int, notes: list[Note]) -> tuple[dict[str, Any], str]:
    """The keys of a YAML block at the beginning, and what stands below it.

    What stands below begins with as many line ends as were taken, so that lines can be counted.
    """
    found = _YAML.match(body)
    if not found:
        return {}, body
    rest = "\n" * body.count("\n", 0, found.end()) + body[found.end() :]
    source = Source("", found["yaml"].encode())
    if isinstance(source.data, dict) and not source.diagnostics:
        return source.data, rest
    why = source.diagnostics[0].message if source.diagnostics else "it holds no keys"
    notes.append(Note(line, f"the YAML below this line can't be read, and was left out: {why}"))
    return {}, rest


def _body(kind: str, body: str, line: int, notes: list[Note]) -> dict[str, Any]:
    question, rest = _taken(body, line, notes)
    for key in ("id", "type"):
        if question.pop(key, None) is not None:
            notes.append(Note(line, f"'{key}' stands in the heading; in the YAML it was left out"))
    _tell_loose_headings(rest, line, notes)
    rest, *labelled = _LABELLED.split(rest)
    for label, text in zip(labelled[::2], labelled[1::2], strict=True):
        question[label.lower()] = text.strip()
    if kind not in LISTED:
        prompt = rest
    else:
        prompt, *listed = _ITEM[kind in JUDGED].split(rest)
        pairs = zip(listed[::2], listed[1::2], strict=True)
        rows = [_row(kind, mark, text) for mark, text in pairs]
        if rows:
            question = {**together(kind, rows), **question}
    if prompt.strip():
        question["prompt"] = prompt.strip()
    return question


def _row(kind: str, mark: str, text: str) -> Row:
    lines = [re.sub("^(?: {1,4}|\t)", "", each) for each in text.split("\n")]
    said = [re.sub("^> ?", "", each) for each in lines if each.startswith(">")]
    answers = [each[1:].strip() for each in lines if each.startswith("→")]
    words = "\n".join(each for each in lines if not each.startswith((">", "→"))).strip()
    answer = answers[0] if answers and kind in ANSWERED else ""
    if kind == "highlight" and (speaker := _SPEAKER.match(words)):
        answer, words = speaker["speaker"].strip(), words[speaker.end() :]
    return Row(words, mark in ("x", "X"), answer, "\n".join(said).strip())


MARKDOWN = Format(
    name="markdown",
    title="Markdown",
    suffix=".md",
    media_type="text/markdown",
    used_by="text editors, wikis and forges",
    leaves=dict.fromkeys(all_kinds(), ()),
    write=write,
    read=read,
)
