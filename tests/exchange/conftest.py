"""What is exchanged: the book's quizzes, and an example of every kind."""

from __future__ import annotations

import pytest

from selfcheck.kinds import all_kinds
from selfcheck.project import Project
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.reader import read_quiz
from selfcheck.source import Source
from tests.conftest import read_project


@pytest.fixture(scope="session")
def project() -> Project:
    return read_project()


@pytest.fixture(scope="session")
def examples() -> list[BankEntry]:
    """A quiz for every kind."""
    found = []
    for kind in all_kinds().values():
        quiz, problems = read_quiz(Source.read(kind.example, kind.example.name))
        assert quiz, problems
        found.append(BankEntry(kind.name, kind.example.name, kind.example, quiz))
    return found
