"""Markdown to read, to print and to edit: options as a task list, the rest as YAML between.

    ## Question 1 {#first-session .single-choice}

    What is asked?

    - [x] The right option

        > Why it is right.

Texts stay as they were typed, marks of the book included, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import dedent, indent
from typing import Any

import yaml

from selfcheck.exchange.format import Format, Imported, Note, UnreadableInputError
from selfcheck.exchange.texts import Texts
from selfcheck.kinds import all_kinds
from selfcheck.quiz.bank import BankEntry
from selfcheck.source import Source

_LISTED = ("single-choice", "multiple-choice")
_WRITTEN = ("prompt", "hint", "explanation")
# What would be taken for the frame of a question, if it stood in a text.
_FRAME = re.compile(r"^(?:#|---|```|~~~|\s*- \[[ x]\]|\*\*(?:Hint|Explanation):\*\*|\s*>)", re.M)
_HEADING = re.compile(
    r"^## .*?\{#(?P<id>[a-z0-9-]+) \.(?P<kind>[a-z-]+)\}[ \t]*$|^# (?P<title>.*)$", re.M
)
_YAML = re.compile(r"\A\s*```yaml\n(?P<yaml>.*?)^```[ \t]*$", re.M | re.S)
_OPTION = re.compile(r"^- \[(?P<right>[ xX])\] ?", re.M)


def write(entries: Sequence[BankEntry], texts: Texts) -> bytes:
    """Quizzes as one document; each begins with its title as a heading of the first level."""
    del texts  # nothing is rendered
    return "\n".join(part for entry in entries for part in _quiz(entry)).encode()


def _quiz(entry: BankEntry) -> Iterator[str]:
    data = entry.quiz.model_dump(by_alias=True, exclude_defaults=True)
    questions = data.pop("questions")
    yield f"# {data.pop('title')}\n"
    yield _fenced({"name": entry.name, **data})
    for number, question in enumerate(questions, start=1):
        yield f"## Question {number} {{#{question.pop('id')} .{question.pop('type')}}}\n"
        yield from _question(question)


def _question(question: dict[str, Any]) -> Iterator[str]:
    rest = dict(question)
    written = {
        key: rest.pop(key) for key in _WRITTEN if key in rest and not _FRAME.search(rest[key])
    }
    options = rest.get("options", [])
    listed = bool(options) and not any(
        _FRAME.search(each[part]) for each in options for part in ("text", "feedback")
    )
    if listed:
        del rest["options"]
    if rest:
        yield _fenced(rest)
    if "prompt" in written:
        yield f"{written['prompt']}\n"
    for option in options if listed else ():
        mark = "x" if option.get("correct") else " "
        yield f"- [{mark}] {indent(option['text'], '    ').lstrip()}\n"
        yield indent(indent(option["feedback"], "> ", lambda _: True), "    ") + "\n"
    for key in ("hint", "explanation"):
        if key in written:
            yield f"**{key.capitalize()}:** {written[key]}\n"


def _fenced(data: dict[str, Any]) -> str:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=96)
    return f"```yaml\n{text}```\n"


def read(content: bytes, name: str) -> list[Imported]:
    """The quizzes of a document that was written here, edited or not."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UnreadableInputError(f"byte {error.start} is not UTF-8 text") from None
    heads = list(_HEADING.finditer(text))
    quizzes: list[Imported] = []
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        body = text[head.end() : following.start() if following else len(text)]
        line = text.count("\n", 0, head.start()) + 1
        if head["title"] is not None:
            quizzes.append(_head(head["title"], body, line, name, len(quizzes)))
        elif quizzes:
            question = {"id": head["id"], "type": head["kind"]}
            question |= _body(body, line, quizzes[-1].notes)
            quizzes[-1].data["questions"].append(question)
    if not any(each.data["questions"] for each in quizzes):
        raise UnreadableInputError("there is no heading such as `## Question 1 {#id .kind}` in it")
    return quizzes


def _head(title: str, body: str, line: int, name: str, number: int) -> Imported:
    notes: list[Note] = []
    data, left = _taken(body, line, notes)
    if left.strip():
        notes.append(Note(line, "the words below the title were left out"))
    own = str(data.pop("name", "")) or (f"{name}-{number + 1}" if number else name)
    return Imported(own, {"title": title.strip(), **data, "questions": []}, notes)


def _taken(body: str, line: int, notes: list[Note]) -> tuple[dict[str, Any], str]:
    """The keys of a YAML block at the beginning, and what stands below it."""
    found = _YAML.match(body)
    if not found:
        return {}, body
    source = Source("", found["yaml"].encode())
    if isinstance(source.data, dict) and not source.diagnostics:
        return source.data, body[found.end() :]
    why = source.diagnostics[0].message if source.diagnostics else "it holds no keys"
    notes.append(Note(line, f"the YAML below this line can't be read, and was left out: {why}"))
    return {}, body[found.end() :]


def _body(body: str, line: int, notes: list[Note]) -> dict[str, Any]:
    question, rest = _taken(body, line, notes)
    for key in ("explanation", "hint"):
        before, mark, after = rest.partition(f"**{key.capitalize()}:**")
        if mark:
            rest, question[key] = before, after.strip()
    prompt, *listed = _OPTION.split(rest)
    if prompt.strip():
        question["prompt"] = prompt.strip()
    options = [_option(right, text) for right, text in zip(listed[::2], listed[1::2], strict=True)]
    if options:
        question["options"] = options
    return question


def _option(right: str, text: str) -> dict[str, Any]:
    lines = dedent(f"    {text}").splitlines()
    words = [each for each in lines if not each.startswith(">")]
    feedback = [re.sub("^> ?", "", each) for each in lines if each.startswith(">")]
    option: dict[str, Any] = {"text": "\n".join(words).strip()}
    if right in "xX":
        option["correct"] = True
    if said := "\n".join(feedback).strip():
        option["feedback"] = said
    return option


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
