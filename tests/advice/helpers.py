"""Short ways from YAML to what the rules say of it."""

from __future__ import annotations

from selfcheck.advice import judge
from selfcheck.diagnostics import Problem
from selfcheck.quiz import Quiz, read_quiz
from selfcheck.source import Source


def quiz_of(question: str) -> str:
    """The YAML of a quiz with this question alone."""
    first, *rest = question.splitlines()
    lines = ["title: Example", "questions:", f"  - {first}", *(f"    {each}" for each in rest)]
    return "\n".join(lines) + "\n"


def read(text: str) -> tuple[Source, Quiz]:
    """A quiz, or one question as a quiz."""
    if not text.startswith("title:"):
        text = quiz_of(text)
    source = Source("example.yml", text.encode())
    quiz, diagnostics = read_quiz(source)
    assert quiz is not None, "\n".join(map(str, diagnostics)) + "\n" + text
    return source, quiz


def problems(text: str) -> list[Problem]:
    """What the rules say of it, and of it alone."""
    return [problem for _, problem in judge({"example": read(text)[1]})]


def codes(text: str) -> set[str]:
    """The names of the rules that say something of it."""
    return {problem.code for problem in problems(text)}
