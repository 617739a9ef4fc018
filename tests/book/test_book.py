"""The book itself: complete, covered, readable, and each number from one place."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from statistics import correlation

import pytest

from selfcheck.advice import advise
from selfcheck.coverage import cover
from selfcheck.kinds import all_kinds
from selfcheck.project import Project
from tests.book import readability
from tests.conftest import ROOT, read_project

CHAPTERS = sorted((ROOT / "docs" / "chapters").glob("*.md"))
SECTIONS = [
    "before-you-read",
    "key-points",
    "evidence",
    "pitfalls",
    "clients",
    "trainers",
    "reflection",
    "summary",
    "further-reading",
]
FIRST_SIX = {"single-choice", "multiple-choice", "true-false", "fill-in", "matching", "ordering"}


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project()


def test_nothing_is_wrong_and_no_advice_is_left(project: Project) -> None:
    assert [str(each) for each in project.diagnostics] == []
    assert [str(each) for each in advise(project.bank)] == []


def test_there_are_nine_chapters_each_with_its_self_check(project: Project) -> None:
    numbers = sorted(
        chapter.meta["number"]
        for path, chapter in project.chapters.items()
        if "number" in chapter.meta
    )
    assert numbers == list(range(1, 10))
    for file in CHAPTERS:
        assert len(project.bank.for_chapter(f"chapters/{file.name}")) == 1, file


def test_every_claim_and_every_objective_is_covered(project: Project) -> None:
    coverage = cover(project)
    assert len(coverage.claims) == 135
    assert [each.claim.id for each in coverage.claims if each.missing] == []
    assert [(each.chapter.path, each.id) for each in coverage.objectives if each.missing] == []


@pytest.mark.parametrize("file", CHAPTERS, ids=lambda file: file.stem)
def test_a_chapter_has_its_whole_anatomy(file: Path, project: Project) -> None:
    chapter = project.chapters[f"chapters/{file.name}"]
    headings = list(chapter.headings)
    assert [each for each in headings if each in SECTIONS] == SECTIONS
    assert 3 <= len(chapter.objectives) <= 5
    assert chapter.meta["template"] == "chapter.html"
    assert "Not yet reviewed by a qualified clinician" in chapter.meta["review-status"]
    assert chapter.embeds, "a question before reading"
    text = chapter.text
    for block in ("evidence", "client", "trainer", "dialogue"):
        assert f"/// {block}" in text, block
    assert "/// picture" in text or "/// effects" in text


@pytest.mark.parametrize("file", CHAPTERS, ids=lambda file: file.stem)
def test_a_chapter_is_as_readable_as_the_policy_says(file: Path) -> None:
    chapter = file.read_text("utf-8")
    assert readability.words(chapter) in readability.WORDS
    for part, measure in readability.parts(chapter).items():
        assert measure.misses(part) == []


@pytest.mark.parametrize("file", CHAPTERS, ids=lambda file: file.stem)
def test_every_statistic_is_drawn_from_the_figures(file: Path) -> None:
    body = file.read_text("utf-8").split("\n---\n", 1)[1]
    typed = re.findall(r"\b[rdgkN] = [−-]?\.?\d|\d\s?%|\bper cent\b|\bOR = ", body)
    assert typed == []


def test_the_dots_of_chapter_2_lie_as_the_figure_says(project: Project) -> None:
    picture = (ROOT / "docs/pictures/dots.svg").read_text("utf-8")
    dots = re.findall(r'<circle cx="(\d+)" cy="(\d+)"', picture)
    assert len(dots) == 100, "the description says a hundred clients"
    stronger = [int(x) for x, _ in dots]
    better = [-int(y) for _, y in dots]  # the axis of a picture runs downwards
    figure = project.book.figures["alliance-outcome"]
    assert correlation(stronger, better) == pytest.approx(figure.value, abs=0.002)


@pytest.mark.parametrize("file", CHAPTERS, ids=lambda file: file.stem)
def test_a_self_check_holds_the_mix(file: Path, project: Project) -> None:
    (entry,) = project.bank.for_chapter(f"chapters/{file.name}")
    kinds = Counter(question.type for question in entry.quiz.questions)
    assert set(kinds) >= FIRST_SIX
    assert sum(kinds[kind] for kind in FIRST_SIX) >= 10
    assert kinds["scenario"] >= 1
    assert kinds["practice"] >= 1
    levels = Counter(question.level for question in entry.quiz.questions)
    assert levels["apply"] + levels["analyse"] >= len(entry.quiz.questions) / 2
    number = project.chapters[f"chapters/{file.name}"].meta["number"]
    back = [q for q in entry.quiz.questions if q.section and q.section.startswith("chapters/")]
    assert len(back) >= (2 if number >= 3 else 0)


def test_the_book_uses_every_kind(project: Project) -> None:
    used = {question.type for entry in project.bank for question in entry.quiz.questions}
    assert used == set(all_kinds())


def test_there_are_long_conversations_and_lines_enough(project: Project) -> None:
    questions = [question for entry in project.bank for question in entry.quiz.questions]
    long = [q for q in questions if q.type == "scenario" and len(getattr(q, "nodes", ())) >= 12]
    assert len(long) >= 2
    assert sum(question.type == "practice" for question in questions) >= 10
