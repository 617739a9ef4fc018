"""Reading one quiz: YAML in, a `Quiz` or every problem of the file out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from pydantic import TypeAdapter, ValidationError

from selfcheck.diagnostics import MAX_PROBLEMS, Diagnostic, Problem, has_errors
from selfcheck.kinds.question import Question
from selfcheck.quiz.model import AnyQuestion, Quiz
from selfcheck.source import Source
from selfcheck.wording import describe


@cache
def _question() -> TypeAdapter[Question]:
    # Made when first asked for: it takes as long as reading a hundred sound files.
    return TypeAdapter(AnyQuestion)


def read_quiz(source: Source) -> tuple[Quiz | None, list[Diagnostic]]:
    """Read a quiz from its source.

    Returns:
        The quiz and no errors, or None and all the problems of the file:
        those of its YAML, of its shape, and of the questions' own rules.
    """
    diagnostics = list(source.diagnostics)
    if source.data is None:
        return None, diagnostics
    try:
        quiz = Quiz.model_validate(source.data)
    except ValidationError as error:
        problems = list(describe(error, source.data, Quiz))
        questions = source.data.get("questions") if isinstance(source.data, dict) else None
        if isinstance(questions, list):
            problems += _told(_problems_of_sound_questions(questions))
        diagnostics += map(source.diagnose, problems)
        return None, diagnostics
    diagnostics += map(source.diagnose, _told(_problems(quiz)))
    source.forget()
    return (None if has_errors(diagnostics) else quiz), diagnostics


def _told(problems: Iterator[Problem]) -> Iterator[Problem]:
    """The first of many problems: more are not even looked for, as that takes time."""
    yield from islice(problems, MAX_PROBLEMS)
    if next(problems, None):
        yield Problem(
            "too-many-problems",
            f"there are more than {MAX_PROBLEMS} problems; the first are told",
            "mend these, and check again",
        )


def _problems(quiz: Quiz) -> Iterator[Problem]:
    for position, question in enumerate(quiz.questions):
        for problem in question.problems():
            yield problem.below(("questions", position))
    yield from _repeated_ids([question.id for question in quiz.questions])


def _problems_of_sound_questions(questions: list[Any]) -> Iterator[Problem]:
    """The rules' problems of those questions whose shape is right, though another's is not."""
    for position, data in enumerate(questions):
        try:
            question = _question().validate_python(data)
        except ValidationError:
            continue
        for problem in question.problems():
            yield problem.below(("questions", position))
    yield from _repeated_ids(
        [each.get("id") if isinstance(each, dict) else None for each in questions]
    )


def _repeated_ids(ids: list[Any]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for position, name in enumerate(ids):
        if isinstance(name, str) and first.setdefault(name, position) != position:
            yield Problem(
                "duplicate-id",
                f"question {first[name] + 1} has the id '{name}' already",
                "give each question an id of its own; readers' progress hangs on it",
                ("questions", position, "id"),
            )
