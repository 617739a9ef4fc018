"""A guard on speed that no machine can sway: work is counted, not timed."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import jinja2
import markdown
import pytest
from bench import weight
from bench.corpus import quiz_yaml, sentence, write_ours

from selfcheck.pages import PageWriter, all_assets
from selfcheck.project import Project
from tests.conftest import read_project

KILOBYTE = 1024


def read(folder: Path) -> Project:
    project = read_project(folder)
    assert project.sound, project.diagnostics
    return project


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often Markdown was converted and a template rendered since the test began."""
    work: Counter[str] = Counter()

    def watch(owner: type, name: str, label: str) -> None:
        original = getattr(owner, name)

        def counting(self: Any, *args: Any, **kwargs: Any) -> Any:
            work[label] += 1
            return original(self, *args, **kwargs)

        monkeypatch.setattr(owner, name, counting)

    watch(markdown.Markdown, "convert", "conversions")
    watch(jinja2.Template, "render", "renders")
    return work


def write_everything(project: Project) -> list[str]:
    writer = PageWriter(project)
    return [page.html for page in writer.pages()] + [writer.catalogue().content]


def test_plain_text_needs_no_markdown(tmp_path: Path, counted: Counter[str]) -> None:
    write_ours(tmp_path, 3, 5)
    write_everything(read(tmp_path))
    assert counted["conversions"] == 0


def test_the_same_text_is_converted_once(tmp_path: Path, counted: Counter[str]) -> None:
    write_ours(tmp_path, 1, 5)
    quiz = tmp_path / "quizzes" / "quiz-0.yml"
    text = quiz.read_text("utf-8").replace(sentence(0), "A *marked* word.")
    quiz.write_text(text, "utf-8")
    write_everything(read(tmp_path))
    # It is in the page, in what search sees, and in the catalogue.
    assert counted["conversions"] == 1


def test_a_question_costs_one_template_and_a_page_one(
    tmp_path: Path, counted: Counter[str]
) -> None:
    write_ours(tmp_path, 3, 5)
    write_everything(read(tmp_path))
    own_pages = 4  # index, review, progress, and the one to write on
    assert counted["renders"] == 3 * 5 + 3 + own_pages


def test_what_is_written_grows_with_the_questions_and_no_faster(tmp_path: Path) -> None:
    sizes = {}
    for questions in (10, 100):
        folder = tmp_path / str(questions)
        write_ours(folder, 1, questions)
        sizes[questions] = sum(map(len, write_everything(read(folder))))
    assert sizes[100] < 10 * sizes[10]


def test_a_question_adds_no_more_than_its_words_and_a_frame(tmp_path: Path) -> None:
    write_ours(tmp_path, 1, 10)
    project = read(tmp_path)
    page = PageWriter(project).self_check(next(iter(project.bank)))
    words = sum(len(line.partition(": ")[2]) for line in quiz_yaml(0, 10).splitlines())
    assert len(page.html) < words + 10 * 3 * KILOBYTE
    assert "<script" not in page.html
    assert "<style" not in page.html
    assert " style=" not in page.html


def test_search_sees_prompts_and_no_option(tmp_path: Path) -> None:
    write_ours(tmp_path, 1, 4)
    project = read(tmp_path)
    entry = next(iter(project.bank))
    searchable = PageWriter(project).self_check(entry).searchable
    for question in entry.quiz.questions:
        assert question.prompt in searchable
        for option in question.options:  # type: ignore[attr-defined]
            assert option.text not in searchable
            assert option.feedback not in searchable


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("a page without questions", 1 * KILOBYTE),
        ("one kind (single-choice)", 8 * KILOBYTE),
        ("all kinds", 25 * KILOBYTE),
    ],
)
def test_what_questions_add_to_a_page_stays_small(name: str, most: int) -> None:
    packed = {row: gzip for row, _, gzip in weight.table()}
    assert packed[name] <= most


def test_a_page_loads_the_kinds_that_it_uses_and_no_other(tmp_path: Path) -> None:
    write_ours(tmp_path, 1, 2)
    project = read(tmp_path)
    page = PageWriter(project).self_check(next(iter(project.bank)))
    for asset in all_assets():
        name = asset.address.rpartition("/")[2]
        if name in ("ordering.css", "scenario.css", "certainty.css", "review.js"):
            assert asset.address not in page.html
    assert 'data-scripts="choice single-choice"' in page.html


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        (
            "import selfcheck.plugin",
            {"selfcheck.advice", "selfcheck.cli", "snowballstemmer", "selfcheck.exchange.qti"},
        ),
        ("import selfcheck.quiz", {"selfcheck.pages", "jinja2", "markdown", "nh3"}),
        ("import selfcheck.cli", {"mkdocs", "typst", "genanki", "markdownify"}),
    ],
)
def test_a_start_loads_no_more_than_it_needs(command: str, unwanted: set[str]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", f"{command}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert unwanted.isdisjoint(told.stdout.split())
