"""mkdocs-quiz's blocks within Markdown pages, on their way in
(https://ewels.github.io/mkdocs-quiz/), those of its versions before 1.0 included."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from selfcheck.exchange.format import Format, Imported, Note, UnreadableInputError
from selfcheck.exchange.naming import slug

_OPENING = re.compile(r"[ \t]*<(?P<old>\?)?quiz(?(old)\?|(?P<settings>[^>]*))>(?P<rest>.*)")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_OPTION = re.compile(r"[ \t]*[-*]\s*\[(?P<right>[ xX]?)\]\s*(?P<text>.*)")
_FEEDBACK = re.compile(r"[ \t]*>[ \t]?(.*)")
_GAP = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_RULE = re.compile(r"^[ \t]*---+[ \t]*$", re.M)
_TITLE = re.compile(r"# +(.+)")
_OLD_KEY = re.compile(r"^[ \t]*(question|answer-correct|answer|content):[ \t]*", re.M)


@dataclass
class _Block:
    """One question as it stands in the page."""

    line: int
    old: bool
    settings: str
    lines: list[str] = field(default_factory=list)
    closed: bool = False


def read(content: bytes, name: str) -> list[Imported]:
    """The `<quiz>` blocks of a page as one quiz.

    Checkboxes become `single-choice` or `multiple-choice` with the feedback below them, words in
    double brackets gaps. What stands below the answers becomes the explanation.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableInputError(f"line {line} is not UTF-8 text") from None
    blocks, around = _blocks(text.split("\n"))
    if not blocks:
        raise UnreadableInputError("there is no <quiz> block in it")
    titles = [head[1].strip() for each in around if (head := _TITLE.fullmatch(each))]
    found = Imported(slug(name, "quiz"), {"title": titles[0] if titles else name, "questions": []})
    for number, block in enumerate(blocks, start=1):
        body = _evened(block.lines)
        if block.settings:
            found.notes.append(Note(block.line, f"the settings '{block.settings}' were left out"))
        if not block.closed:
            found.notes.append(Note(block.line, "this block is not closed"))
        made = _old if block.old else _question
        question = made(body, block.line, found.notes)
        found.data["questions"].append({"id": f"question-{number}", **question})
    if any(each.strip() and not _TITLE.fullmatch(each) for each in around):
        found.notes.append(Note(0, "the words around the questions were left out"))
    return [found]


def _blocks(lines: list[str]) -> tuple[list[_Block], list[str]]:
    """The blocks of a page, and the lines around them; examples within fences are neither."""
    blocks: list[_Block] = []
    around: list[str] = []
    fence = end = ""
    for number, line in enumerate(lines, start=1):
        text = line
        if not end:
            if fence:
                fence = "" if line.strip() == fence else fence
                continue
            if fenced := _FENCE.match(line):
                fence = fenced[1]
                continue
            opening = _OPENING.fullmatch(line)
            if not opening:
                around.append(line)
                continue
            old = bool(opening["old"])
            blocks.append(_Block(number, old, (opening["settings"] or "").strip()))
            end, text = "<?/quiz?>" if old else "</quiz>", opening["rest"]
        before, closed, after = text.partition(end)
        blocks[-1].lines.append(before)
        if closed:
            end, blocks[-1].closed = "", True
            around.append(after)
    return blocks, around


def _evened(lines: list[str]) -> str:
    """A block without the indentation that all of its lines share."""
    shared = min((len(each) - len(each.lstrip()) for each in lines if each.strip()), default=0)
    return "\n".join(each[shared:] for each in lines)


def _question(body: str, line: int, notes: list[Note]) -> dict[str, Any]:
    lines = body.split("\n")
    at = [number for number, each in enumerate(lines) if _OPTION.fullmatch(each)]
    if not at:
        return _gaps(body.strip(), line, notes)
    options: list[dict[str, Any]] = []
    after: list[str] = []
    for number, text in enumerate(lines[at[0] :], start=at[0]):
        if option := _OPTION.fullmatch(text):
            right = {"correct": True} if option["right"] in ("x", "X") else {}
            options.append({"text": option["text"].strip(), **right})
        elif number > at[-1] and (after or not text.strip()):
            after.append(text)
        elif said := _FEEDBACK.fullmatch(text):
            before = options[-1].get("feedback")
            options[-1]["feedback"] = said[1] if before is None else f"{before}\n{said[1]}"
        elif text.startswith((" ", "\t")):
            options[-1]["text"] += f"\n{text.strip()}"
        elif number > at[-1]:
            after.append(text)
        elif text.strip():
            what = f"a line among the answers was left out: {text.strip()}"
            notes.append(Note(line + number, what))
    return _choice("\n".join(lines[: at[0]]), options, "\n".join(after))


def _choice(prompt: str, options: list[dict[str, Any]], after: str) -> dict[str, Any]:
    for each in options:
        each |= {key: each[key].strip() for key in ("text", "feedback") if key in each}
    several = sum("correct" in each for each in options) > 1
    question = {
        "type": "multiple-choice" if several else "single-choice",
        "prompt": prompt.strip(),
        "options": options,
    }
    return question | ({"explanation": after.strip()} if after.strip() else {})


def _gaps(body: str, line: int, notes: list[Note]) -> dict[str, Any]:
    """A block without checkboxes: its text with the gaps, and what stands below a rule."""
    text, *after = _RULE.split(body, maxsplit=1)
    if not _GAP.search(text):
        notes.append(Note(line, "this block has neither checkboxes nor gaps"))
        return {"type": "reflection", "prompt": body}
    blanks: dict[str, Any] = {}

    def gap(found: re.Match[str]) -> str:
        name = f"gap-{len(blanks) + 1}"
        blanks[name] = {"accept": [found[1].strip()]}
        return f"{{{name}}}"

    question = {"type": "fill-in", "text": _GAP.sub(gap, text.strip()), "blanks": blanks}
    explanation = after[0].strip() if after else ""
    return question | ({"explanation": explanation} if explanation else {})


def _old(body: str, line: int, notes: list[Note]) -> dict[str, Any]:
    """A block of the versions before 1.0: keys instead of checkboxes."""
    before, *parts = _OLD_KEY.split(body)
    if before.strip():
        notes.append(Note(line, f"the words before the first key were left out: {before.strip()}"))
    prompt = after = ""
    options: list[dict[str, Any]] = []
    for key, text in zip(parts[::2], parts[1::2], strict=True):
        if key == "question":
            prompt = text
        elif key == "content":
            after = text
        else:
            right = {"correct": True} if key == "answer-correct" else {}
            options.append({"text": text.strip(), **right})
    return _choice(prompt, options, after)


MKDOCS_QUIZ = Format(
    name="mkdocs-quiz",
    title="mkdocs-quiz",
    suffix=".md",
    media_type="text/markdown",
    used_by="MkDocs with mkdocs-quiz",
    read=read,
)
