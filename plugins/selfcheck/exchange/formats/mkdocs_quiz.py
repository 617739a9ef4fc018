"""mkdocs-quiz's blocks within Markdown pages, on their way in
(https://ewels.github.io/mkdocs-quiz/)."""

from __future__ import annotations

import re
from typing import Any

from selfcheck.exchange.format import Format, Imported, Note, UnreadableInputError

_BLOCK = re.compile(r"^[ \t]*<quiz(?P<settings>[^>]*)>\n(?P<body>.*?)^[ \t]*</quiz>", re.M | re.S)
_OPTION = re.compile(r"^[ \t]*[-*] \[(?P<right>[ xX]?)\] ?(?P<text>.*)$")
_GAP = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_TITLE = re.compile(r"^# (.+)$", re.M)


def read(content: bytes, name: str) -> list[Imported]:
    """The `<quiz>` blocks of a page as one quiz.

    Checkboxes become `single-choice` or `multiple-choice`, words in double brackets gaps. What
    stands below the answers becomes the explanation; feedback of each option is not made up.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UnreadableInputError(f"byte {error.start} is not UTF-8 text") from None
    title = _TITLE.search(text)
    found = Imported(name, {"title": title[1].strip() if title else name, "questions": []})
    for number, block in enumerate(_BLOCK.finditer(text), start=1):
        line = text.count("\n", 0, block.start()) + 1
        if settings := block["settings"].strip():
            found.notes.append(Note(line, f"the settings '{settings}' were left out"))
        found.data["questions"].append(_question(block["body"], number, line, found.notes))
    if not found.data["questions"]:
        raise UnreadableInputError("there is no <quiz> block in it")
    rest = _BLOCK.sub("", text).replace(title[0] if title else "", "", 1)
    if rest.strip():
        found.notes.append(Note(0, "the words around the questions were left out"))
    return [found]


def _question(body: str, number: int, line: int, notes: list[Note]) -> dict[str, Any]:
    lines = body.strip("\n").splitlines()
    first = next((at for at, each in enumerate(lines) if _OPTION.match(each)), None)
    question: dict[str, Any] = {"id": f"question-{number}"}
    if first is None:
        return question | _gaps(body, line, notes)
    last = first
    options: list[dict[str, Any]] = []
    for at in range(first, len(lines)):
        option = _OPTION.match(lines[at])
        if option:
            right = {"correct": True} if option["right"] in ("x", "X") else {}
            options.append({"text": option["text"].strip(), **right})
        elif not lines[at].strip() or not lines[at].startswith((" ", "\t")):
            break
        else:
            options[-1]["text"] += f"\n{lines[at].strip()}"
        last = at
    several = sum("correct" in each for each in options) > 1
    question["type"] = "multiple-choice" if several else "single-choice"
    question["prompt"] = "\n".join(lines[:first]).strip()
    question["options"] = options
    if after := "\n".join(lines[last + 1 :]).strip():
        question["explanation"] = after
    return question


def _gaps(body: str, line: int, notes: list[Note]) -> dict[str, Any]:
    """A block without checkboxes: its first paragraphs up to the last gap, and what follows."""
    paragraphs = re.split(r"\n\s*\n", body.strip())
    with_gap = [at for at, each in enumerate(paragraphs) if _GAP.search(each)]
    if not with_gap:
        notes.append(Note(line, "this block has neither checkboxes nor gaps"))
        return {"type": "reflection", "prompt": body.strip()}
    blanks: dict[str, Any] = {}

    def gap(found: re.Match[str]) -> str:
        name = f"gap-{len(blanks) + 1}"
        blanks[name] = {"accept": [found[1].strip()]}
        return f"{{{name}}}"

    text = "\n\n".join(paragraphs[: with_gap[-1] + 1])
    made: dict[str, Any] = {"type": "fill-in", "text": _GAP.sub(gap, text), "blanks": blanks}
    if after := "\n\n".join(paragraphs[with_gap[-1] + 1 :]).strip():
        made["explanation"] = after
    return made


MKDOCS_QUIZ = Format(
    name="mkdocs-quiz",
    title="mkdocs-quiz",
    suffix=".md",
    media_type="text/markdown",
    used_by="MkDocs with mkdocs-quiz",
    read=read,
)
