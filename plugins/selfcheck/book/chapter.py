"""What a chapter offers to its quizzes: objectives, headings, and the marks in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markdown.extensions.toc import slugify

from selfcheck.book.syntax import Mark, find_marks, without_code
from selfcheck.diagnostics import Diagnostic
from selfcheck.source import Source

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_EXPLICIT_ID = re.compile(r"\s*\{[^}]*#([\w-]+)[^}]*\}\s*$")
_EMBED = re.compile(r"^[ \t]*/{3,}[ \t]*question[ \t]*\|[ \t]*(\S*)[ \t]*$", re.MULTILINE)
_PICTURE = re.compile(r"^[ \t]*/{3,}[ \t]*picture[ \t]*\|[ \t]*(\S*)[ \t]*$", re.MULTILINE)
_EFFECTS = re.compile(
    r"^[ \t]*(/{3,})[ \t]*effects[ \t]*\|[^\n]*\n(.*?)^[ \t]*\1[ \t]*$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Embed:
    """Something that a chapter shows: a question, a picture or a figure, and where it asks."""

    reference: str
    offset: int


@dataclass(frozen=True)
class Chapter:
    """One Markdown page of the documentation."""

    path: str
    """From the documentation's folder, with forward slashes."""
    shown: str
    """As messages name it."""
    text: str = ""
    meta: dict[str, Any] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    """The words of each heading by its id."""
    marks: list[Mark] = field(default_factory=list)
    embeds: list[Embed] = field(default_factory=list)
    """Questions, each as `quiz/question`."""
    pictures: list[Embed] = field(default_factory=list)
    """Pictures, by the names of their files."""
    charted: list[Embed] = field(default_factory=list)
    """Figures in charts, by their ids."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title in the front matter, else the first heading, else the file's name."""
        title = self.meta.get("title") or next(iter(self.headings.values()), "")
        return str(title) or Path(self.path).stem

    @property
    def objectives(self) -> dict[str, str]:
        """The learning objectives of the front matter, by id."""
        objectives = self.meta.get("objectives")
        return objectives if isinstance(objectives, dict) else {}

    @property
    def covers(self) -> dict[str, str]:
        """The claims of the front matter that the chapter deals with: id to section."""
        covers = self.meta.get("covers")
        if not isinstance(covers, dict):
            return {}
        return {str(id): str(section) for id, section in covers.items()}

    def diagnose(self, offset: int, code: str, message: str, hint: str = "") -> Diagnostic:
        """A problem at an offset of the chapter's text."""
        before = self.text[:offset]
        line = before.count("\n") + 1
        return Diagnostic(
            self.shown, line, offset - (before.rfind("\n") + 1) + 1, code, message, hint
        )


def read_chapter(file: Path, path: str, shown: str) -> Chapter:
    """Read a Markdown file; one that can't be read has diagnostics and nothing else.

    Args:
        file: the file.
        path: how quizzes name it, from the documentation's folder.
        shown: how messages name it.
    """
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"the page can't be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}"
        return Chapter(
            path, shown, diagnostics=[Diagnostic(shown, 1, 1, "unreadable-file", message)]
        )
    front = _FRONT_MATTER.match(text)
    meta: dict[str, Any] = {}
    if front and front[1]:
        # One line down, because the front matter begins below its `---`.
        source = Source(shown, ("\n" + front[1]).encode())
        meta = source.data if isinstance(source.data, dict) else {}
        if source.diagnostics:
            return Chapter(path, shown, text, diagnostics=source.diagnostics)
    body_at = front.end() if front else 0
    # Blanked out, not cut off: offsets and lines stay those of the file.
    body = re.sub(r"[^\n]", " ", text[:body_at]) + text[body_at:]
    prose = without_code(body)
    return Chapter(
        path,
        shown,
        text,
        meta,
        _headings(prose),
        list(find_marks(body)),
        [Embed(found[1], found.start()) for found in _EMBED.finditer(prose)],
        [Embed(found[1], found.start(1)) for found in _PICTURE.finditer(prose)],
        [
            Embed(id[0], found.start(2) + id.start())
            for found in _EFFECTS.finditer(prose)
            for id in re.finditer(r"\S+", found[2])
        ],
    )


def _headings(prose: str) -> dict[str, str]:
    headings: dict[str, str] = {}
    for found in _HEADING.finditer(prose):
        words = found[2]
        explicit = _EXPLICIT_ID.search(words)
        words = _EXPLICIT_ID.sub("", words)
        plain = re.sub(r"\[\[=?[\w-]+\|?|\]\]|[*_`]", "", words)
        headings[explicit[1] if explicit else slugify(words, "-")] = plain
    return headings
