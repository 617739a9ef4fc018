"""Typical mistakes, and what the author is told: one file each in `mistakes/`.

Run `pytest tests/quiz/test_mistakes.py --rewrite` after changing a message on
purpose, and read the difference.
"""

from pathlib import Path

import pytest

from selfcheck.diagnostics import report
from selfcheck.quiz import read_quiz
from selfcheck.source import Source

CASES = sorted((Path(__file__).parent / "mistakes").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_report(case: Path, rewrite: bool) -> None:
    why, rest = case.read_text("utf-8").split("=== quiz.yml\n")
    quiz_text, expected = rest.split("=== report\n")
    quiz, diagnostics = read_quiz(Source("quiz.yml", quiz_text.encode()))
    told = report(diagnostics) + "\n" if diagnostics else ""
    if rewrite:
        case.write_text(f"{why}=== quiz.yml\n{quiz_text}=== report\n{told}", "utf-8")
        return
    assert told == expected
    assert (quiz is None) == bool(expected), "a quiz with problems must not be used"


def test_there_are_cases() -> None:
    assert len(CASES) >= 50
