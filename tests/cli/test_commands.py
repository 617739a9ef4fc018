"""The command: what it says, what it writes, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from playwright.sync_api import Page, expect

from selfcheck.cli import main
from selfcheck.kinds import all_kinds
from selfcheck.preview import Preview
from selfcheck.project import Folders
from tests.conftest import run_mkdocs

QUIZ = """\
title: A quiz
questions:
  - id: one
    type: single-choice
    prompt: Which of these is a colour of the rainbow, seen from the ground?
    options:
      - text: Green
        correct: true
        feedback: Sunlight holds it, and drops of water part it from the others by bending it.
      - text: Brown
        feedback: Paint can be brown, and light of one wavelength is not; it takes a mixture.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "quizzes" / "a.yml").write_text(QUIZ, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, typed: str | None = None) -> Result:
    result = CliRunner().invoke(main, list(arguments), input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def spoil(project: Path) -> None:
    file = project / "quizzes" / "a.yml"
    file.write_text(QUIZ.replace("        correct: true\n", ""), "utf-8")


# --- check


@pytest.mark.usefixtures("project")
def test_a_clean_project_ends_with_0() -> None:
    result = run("check", "--no-advice")
    assert result.exit_code == 0
    assert "1 quiz with 1 question read: nothing to mend." in result.output


def test_a_problem_is_shown_with_its_line_and_a_caret(project: Path) -> None:
    spoil(project)
    result = run("check", "--no-advice")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:4] == [
        "quizzes/a.yml:6:5: error[no-correct-option]: none of the 'options' is correct",
        "    6 |     options:",
        "            ^",
        "    mark one with `correct: true`",
    ]


def test_json_holds_what_the_text_says(project: Path) -> None:
    spoil(project)
    result = run("check", "--format", "json", "--no-advice")
    (problem,) = json.loads(result.stdout)
    assert (problem["path"], problem["line"], problem["column"]) == ("quizzes/a.yml", 6, 5)
    assert (problem["severity"], problem["code"]) == ("error", "no-correct-option")


def test_github_shows_it_beside_the_line(project: Path) -> None:
    spoil(project)
    line = run("check", "--format", "github", "--no-advice").stdout.splitlines()[0]
    assert line.startswith("::error file=quizzes/a.yml,line=6,col=5,title=no-correct-option::")


def test_sarif_is_an_empty_run_where_nothing_is_wrong_and_names_the_place_where_it_is(
    project: Path,
) -> None:
    clean = json.loads(run("check", "--format", "sarif", "--no-advice").stdout)
    assert clean["version"] == "2.1.0"
    assert clean["runs"][0]["results"] == []
    spoil(project)
    (found,) = json.loads(run("check", "--format", "sarif", "--no-advice").stdout)["runs"][0][
        "results"
    ]
    assert found["ruleId"] == "no-correct-option"
    assert found["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 6,
        "startColumn": 5,
    }


def test_advice_fails_only_a_strict_check(project: Path) -> None:
    file = project / "quizzes" / "a.yml"
    file.write_text(QUIZ.replace("text: Brown", "text: None of the above"), "utf-8")
    assert run("check").exit_code == 0
    assert "of-the-above" in run("check").output
    assert run("check", "--strict").exit_code == 1


def test_the_files_named_are_the_ones_reported(project: Path) -> None:
    spoil(project)
    (project / "quizzes" / "b.yml").write_text("title: Empty\n", "utf-8")
    result = run("check", "quizzes/b.yml", "--no-advice")
    assert "quizzes/b.yml" in result.output
    assert "quizzes/a.yml" not in result.output


def test_wrong_use_ends_with_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (
        ["check"],
        ["check", "nowhere.yml"],
        ["check", "--format", "xml"],
        ["kinds", "guessing"],
        ["explain", "no-such-code"],
        ["new", "Bad Name", "--title", "x", "--kind", "matching"],
        ["preview", "nowhere.yml"],
    ):
        assert run(*arguments).exit_code == 2, arguments


# --- new


@pytest.mark.parametrize("kind", all_kinds())
def test_a_new_quiz_passes_the_check_as_it_stands(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("new", "first-try", "--title", 'Say "no": a # test', "--kind", kind)
    assert result.exit_code == 0
    text = (tmp_path / "quizzes" / "first-try.yml").read_text("utf-8")
    assert yaml.safe_load(text)["title"] == 'Say "no": a # test'
    assert text.count("#") > 8
    checked = run("check", "--strict")
    assert checked.exit_code == 0, checked.output


def test_new_asks_for_what_it_was_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("new", typed="first-session\nThe first session\nordering\n")
    assert result.exit_code == 0
    quiz = yaml.safe_load((tmp_path / "quizzes" / "first-session.yml").read_text("utf-8"))
    assert (quiz["title"], quiz["questions"][0]["type"]) == ("The first session", "ordering")


def test_new_overwrites_nothing(project: Path) -> None:
    result = run("new", "a", "--title", "x", "--kind", "matching")
    assert result.exit_code == 2
    assert (project / "quizzes" / "a.yml").read_text("utf-8") == QUIZ


# --- kinds, explain


def test_each_kind_is_listed_and_its_example_is_a_quiz() -> None:
    listed = run("kinds").output
    for name in all_kinds():
        assert name in listed
        assert yaml.safe_load(run("kinds", name).output)["questions"]


def test_explain_tells_why_with_a_good_and_a_bad_example() -> None:
    told = run("explain", "no-correct-option").output
    assert "Wrong:" in told
    assert "Right:" in told
    assert "did you mean 'no-correct-option'" in run("explain", "no-correct-options").output


# --- preview


@pytest.fixture
def preview(project: Path) -> Iterator[str]:
    folders = Folders(project, project / "docs", project / "quizzes", project / "docs/data")
    shown = Preview(folders, project / "quizzes" / "a.yml")
    stop = shown.start()
    yield shown.address
    stop()


def test_preview_shows_the_question_and_reloads_when_the_file_is_saved(
    preview: str, page: Page, project: Path
) -> None:
    page.goto(preview)
    page.get_by_label("Green").check()
    page.get_by_role("button", name="Check answer").click()
    expect(page.locator(".sc-outcome")).to_contain_text("Right.")
    file = project / "quizzes" / "a.yml"
    file.write_text(QUIZ.replace("Green", "Violet"), "utf-8")
    expect(page.get_by_label("Violet")).to_be_visible()
    spoil(project)
    expect(page.locator(".preview-report")).to_contain_text("Line 6, error")
    file.write_text(QUIZ, "utf-8")
    expect(page.get_by_label("Green")).to_be_visible()


# --- write


def test_write_puts_pages_on_disk_that_an_engine_without_plugins_can_show(
    page: Page, project: Path, serve: Callable[[Path], str]
) -> None:
    (project / "docs" / "index.md").write_text("# Home\n", "utf-8")
    assert run("write").exit_code == 0
    (project / "mkdocs.yml").write_text(
        "site_name: Plain\ntheme: {name: material, font: false}\nplugins: []\n"
        "site_url: ''\nextra_javascript: [assets/selfcheck/loader.js]\n",
        "utf-8",
    )
    built = run_mkdocs(project)
    assert built.returncode == 0, built.stderr
    page.goto(serve(project / "site") + "self-checks/a/")
    page.get_by_label("Green").check()
    page.get_by_role("button", name="Check answer").click()
    expect(page.locator(".sc-outcome")).to_contain_text("Right.")


def test_write_changes_nothing_that_is_as_it_should_be_and_nothing_of_others(
    project: Path,
) -> None:
    run("write")
    assert run("write").output.startswith("0 files written")
    mine = project / "docs" / "self-checks" / "a.md"
    mine.write_text("# My own page\n", "utf-8")
    refused = run("write")
    assert refused.exit_code == 2
    assert "did not write it" in refused.output
    assert mine.read_text("utf-8") == "# My own page\n"
