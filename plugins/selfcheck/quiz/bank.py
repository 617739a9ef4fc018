"""The bank: all quizzes of a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from selfcheck.diagnostics import Diagnostic, Problem
from selfcheck.entry import SLUG
from selfcheck.kinds.question import Question
from selfcheck.quiz.model import Quiz
from selfcheck.quiz.reader import read_quiz
from selfcheck.source import Source


@dataclass(frozen=True)
class BankEntry:
    """One quiz file: its name, where it lies, and what was read from it."""

    name: str
    """The file's stem: it names the page, and readers' progress hangs on it."""
    path: str
    """The file as messages name it."""
    file: Path
    quiz: Quiz

    def question(self, id: str) -> Question | None:
        """The question with this id, if there is one."""
        return next((each for each in self.quiz.questions if each.id == id), None)

    def diagnose(self, problem: Problem) -> Diagnostic:
        """Give a problem of this quiz its line and column; reads the file again."""
        return Source.read(self.file, self.path).diagnose(problem)


@dataclass(frozen=True)
class Bank:
    """Every quiz that could be read, by name, and what was wrong with the others."""

    entries: dict[str, BankEntry] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def __iter__(self) -> Iterator[BankEntry]:
        return iter(self.entries.values())

    def for_chapter(self, chapter: str) -> list[BankEntry]:
        """The quizzes that name this chapter (a path from the documentation's folder)."""
        return [entry for entry in self if entry.quiz.chapter == chapter]


class BankReader:
    """Reads folders of quizzes, and remembers each file until it changes."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[tuple[int, int], Quiz | None, list[Diagnostic]]] = {}

    def read(self, folder: Path, shown_as: str | None = None, root: Path | None = None) -> Bank:
        """Read every `*.yml` and `*.yaml` directly in `folder`, in alphabetical order.

        Args:
            folder: where the quizzes lie.
            shown_as: the folder's name in messages, `quizzes` say.
            root: the project's folder. A link that leads out of it, and out of `folder`,
                is not followed: what it shows would be published.
        """
        shown = shown_as or folder.as_posix()
        bank = Bank()
        if not folder.is_dir():
            bank.diagnostics.append(
                Diagnostic(
                    shown,
                    1,
                    1,
                    "unreadable-file",
                    "there is no such folder",
                    "create it, or name the folder that holds the quizzes",
                )
            )
            return bank
        for file in sorted(folder.iterdir()):
            if file.suffix in (".yml", ".yaml") and not file.name.startswith("."):
                path = f"{shown}/{file.name}"
                if any(_lies_in(file, each) for each in (folder, root) if each):
                    self._add(bank, file, path)
                else:
                    bank.diagnostics.append(
                        Diagnostic(
                            path,
                            1,
                            1,
                            "outside-project",
                            "this is a link to a file outside the project",
                            "put the file itself here",
                        )
                    )
        return bank

    def _add(self, bank: Bank, file: Path, path: str) -> None:
        if not re.fullmatch(SLUG, file.stem):
            bank.diagnostics.append(
                Diagnostic(
                    path,
                    1,
                    1,
                    "bad-file-name",
                    f"'{file.stem}' can't be the name of a page",
                    "rename the file: lower-case letters, digits and single hyphens",
                )
            )
            return
        if file.stem in bank.entries:
            bank.diagnostics.append(
                Diagnostic(
                    path,
                    1,
                    1,
                    "duplicate-id",
                    f"{bank.entries[file.stem].path} has the same name",
                    "rename one of them",
                )
            )
            return
        quiz, diagnostics = self._read_file(file, path)
        bank.diagnostics.extend(diagnostics)
        if quiz is not None:
            bank.entries[file.stem] = BankEntry(file.stem, path, file, quiz)

    def _read_file(self, file: Path, path: str) -> tuple[Quiz | None, list[Diagnostic]]:
        try:
            stat = file.stat()
            state = (stat.st_mtime_ns, stat.st_size)
        except OSError:
            state = (0, 0)
        known = self._read.get(file)
        if known is None or known[0] != state:
            known = (state, *read_quiz(Source.read(file, path)))
            self._read[file] = known
        return known[1], known[2]


def _lies_in(file: Path, folder: Path) -> bool:
    # `Path.resolve` raises where links lead round in a circle; this does not.
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))
