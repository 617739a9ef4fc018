"""`selfcheck export` and `selfcheck import`: what they write, what they tell, how they end."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from selfcheck.cli import main
from selfcheck.exchange import all_formats
from selfcheck.kinds import all_kinds

QUIZ = """\
title: A quiz
questions:
  - id: one
    type: single-choice
    level: recall
    prompt: Which of these is a colour of the rainbow?
    hint: See [the light](chapters/light.md).
    options:
      - text: Green
        correct: true
        feedback: Sunlight holds it.
      - text: Brown
        feedback: It takes a mixture.
"""
WITHOUT_FEEDBACK = """\
[[questions]]
type = "MultipleChoice"
prompt.prompt = "Which?"
prompt.distractors = ["Brown"]
answer.answer = "Green"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "docs" / "chapters").mkdir(parents=True)
    (tmp_path / "docs" / "chapters" / "light.md").write_text("# Light\n", "utf-8")
    (tmp_path / "quizzes" / "a.yml").write_text(QUIZ, "utf-8")
    (tmp_path / "quizzes" / "b.yml").write_text(QUIZ.replace("A quiz", "B quiz"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


# --- export


def test_a_course_says_from_which_score_on_one_has_passed(project: Path) -> None:
    result = run("export", "--to", "scorm12", "--output", "a.zip", "--pass-mark", "0.8")
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(project / "a.zip") as archive:
        assert archive.read("imsmanifest.xml").count(b"<adlcp:masteryscore>80<") == 2
    result = run("export", "--to", "gift", "--output", "a.gift", "--pass-mark", "0.8")
    assert result.exit_code == 2
    assert "gift can't say who passes; these can: cmi5, scorm12, scorm2004" in result.output
    assert not (project / "a.gift").exists()
    assert run("export", "--to", "cmi5", "--pass-mark", "80").exit_code == 2


def test_the_whole_bank_or_some_quizzes_are_written(project: Path) -> None:
    assert run("export", "--to", "markdown").exit_code == 0
    text = (project / "self-checks.md").read_text("utf-8")
    assert "# A quiz" in text
    assert "# B quiz" in text
    single = run("export", "quizzes/b.yml", "--to", "markdown")
    assert single.exit_code == 0
    assert single.stderr == "1 question written to b.md.\n"
    assert "# A quiz" not in (project / "b.md").read_text("utf-8")
    both = run("export", "quizzes/b.yml", "quizzes/a.yml", "--to", "csv", "--output", "x/y.csv")
    assert "2 questions written to x/y.csv." in both.stderr
    assert (project / "x" / "y.csv").read_bytes().startswith(b"\xef\xbb\xbfquiz,")


@pytest.mark.usefixtures("project")
def test_a_pipe_gets_the_file_and_nothing_else() -> None:
    result = run("export", "quizzes/a.yml", "--to", "gift", "--output", "-")
    assert result.exit_code == 0
    assert "Which of these is a colour" in result.stdout
    assert "left behind" not in result.stdout
    assert "left behind the hint" in result.stderr


@pytest.mark.usefixtures("project")
def test_what_is_left_behind_is_told_by_question() -> None:
    told = run("export", "--to", "gift", "--output", "-").stderr
    assert "a/one: left behind the hint" in told
    assert "b/one: left behind the hint" in told
    assert "Something was left behind of 2 questions." in told
    assert "Of 2 questions, what is filed for authors" in told
    assert "left behind" not in run("export", "--to", "markdown", "--output", "-").stderr


def test_nothing_is_replaced_without_force(project: Path) -> None:
    target = project / "a.csv"
    target.write_text("mine", "utf-8")
    refused = run("export", "quizzes/a.yml", "--to", "csv", "--output", "a.csv")
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert target.read_text("utf-8") == "mine"
    assert run("export", "quizzes/a.yml", "--to", "csv", "--force").exit_code == 0
    assert target.read_text("utf-8-sig").startswith("quiz,")


def test_a_file_that_can_t_be_written_leaves_nothing_behind(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = names(project)
    folder = run("export", "--to", "csv", "--output", "quizzes", "--force")
    assert folder.exit_code == 2
    assert "is a folder" in folder.stderr
    below = run("export", "--to", "csv", "--output", "quizzes/a.yml/x.csv")
    assert below.exit_code == 2
    assert "can't be written" in below.stderr

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", full)
    assert "No space left" in run("export", "--to", "csv").stderr
    assert names(project) == before
    assert names(project / "quizzes") == {"a.yml", "b.yml"}


@pytest.mark.usefixtures("project")
def test_links_lead_to_the_site_if_it_is_named() -> None:
    at_home = run("export", "quizzes/a.yml", "--to", "moodle-xml", "--output", "-")
    assert "chapters/light" not in at_home.stdout
    assert "the light" in at_home.stdout
    arguments = ("--site", "https://example.org/book", "--output", "-")
    abroad = run("export", "quizzes/a.yml", "--to", "moodle-xml", *arguments)
    assert "https://example.org/book/chapters/light/" in abroad.stdout


def test_the_formats_are_listed() -> None:
    listed = run("export", "--formats")
    assert listed.exit_code == 0
    for format in all_formats().values():
        if format.write:
            assert f"{format.name} " in listed.output
            assert f"{format.title} ({format.suffix})" in listed.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "say the format with --to"),
        (["--to", "markdwon"], "did you mean 'markdown'?"),
        (["--to", "zzz"], "they are: "),
        (["--to", "aiken"], "there is no format 'aiken' to write"),
        (["--to", "csv", "nowhere.yml"], "there is no file 'nowhere.yml'"),
        (["--to", "csv", "docs/chapters/light.md"], "is no quiz of"),
        (["--to", "csv", "quizzes/a.yml", "quizzes/a.yml"], "is named twice"),
        (["--to", "csv", "--quizzes", "docs"], "there is no quiz in docs"),
    ],
)
@pytest.mark.usefixtures("project")
def test_wrong_use_of_export_ends_with_2(arguments: list[str], words: str) -> None:
    result = run("export", *arguments)
    assert result.exit_code == 2, result.output
    assert words in result.stderr


def test_a_quiz_with_errors_is_reported_as_check_does(project: Path) -> None:
    broken = QUIZ.replace("        correct: true\n", "")
    (project / "quizzes" / "b.yml").write_text(broken, "utf-8")
    result = run("export", "--to", "csv")
    assert result.exit_code == 1
    assert "quizzes/b.yml:8:5: error[no-correct-option]" in result.stderr
    assert not (project / "self-checks.csv").exists()
    assert run("export", "quizzes/a.yml", "--to", "csv").exit_code == 0, "it has none itself"


# --- import


@pytest.mark.parametrize("format", ["csv", "markdown"])
def test_what_was_exported_comes_back_and_nothing_is_left_to_do(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "quizzes").mkdir()
    monkeypatch.chdir(tmp_path)
    for kind in all_kinds().values():
        text = kind.example.read_text("utf-8")
        (tmp_path / "quizzes" / f"{kind.name}.yml").write_text(text, "utf-8")
    suffix = all_formats()[format].suffix
    assert run("export", "--to", format, "--output", f"all{suffix}").exit_code == 0
    result = run("import", f"all{suffix}", "--output", "again")
    assert result.exit_code == 0, result.output
    assert names(tmp_path / "again") == names(tmp_path / "quizzes")
    for file in (tmp_path / "again").iterdir():
        before = yaml.safe_load((tmp_path / "quizzes" / file.name).read_text("utf-8"))
        assert yaml.safe_load(file.read_text("utf-8")) == before


def test_what_a_person_must_add_is_told_with_its_line(project: Path) -> None:
    text = WITHOUT_FEEDBACK.replace("[[questions]]\n", "\n[[questions]]\nother = 1\n")
    (project / "colours.toml").write_text(text, "utf-8")
    result = run("import", "colours.toml")
    assert result.exit_code == 1
    assert "quizzes/colours.yml: 1 question from colours.toml." in result.output
    assert "colours.toml:2: question 1: 'other' was left out" in result.output
    written = (project / "quizzes" / "colours.yml").read_text("utf-8").splitlines()
    line = next(number for number, each in enumerate(written, 1) if "text: Green" in each)
    assert f"quizzes/colours.yml:{line}:" in result.output
    assert "error[missing-key]" in result.output
    assert result.output.count("missing-key") == run("check", "--no-advice").output.count(
        "missing-key"
    )


def test_no_quiz_is_replaced_without_force_and_none_of_several_is_written(project: Path) -> None:
    for each in ("z", "b"):
        (project / "quizzes" / f"{each}.yml").write_text(QUIZ, "utf-8")
    assert run("export", "--to", "csv", "--output", "all.csv").exit_code == 0
    (project / "quizzes" / "a.yml").unlink()
    (project / "quizzes" / "z.yml").write_text("mine", "utf-8")
    refused = run("import", "all.csv")
    assert refused.exit_code == 2
    assert "--force replaces it" in refused.stderr
    assert names(project / "quizzes") == {"b.yml", "z.yml"}
    assert run("import", "all.csv", "--force").exit_code == 0
    assert "title: A quiz" in (project / "quizzes" / "z.yml").read_text("utf-8")


def test_names_of_a_stranger_s_file_stay_in_the_folder(project: Path) -> None:
    (project / "Über uns (1).md").write_text(
        "# T\n\n```yaml\nname: ../../evil\n```\n\n## A {#a .reflection}\n\nP\n", "utf-8"
    )
    table = "quiz,prompt,type,id\n../../evil,P,reflection,a\n/evil,P,reflection,b\n"
    (project / "x.csv").write_text(table, "utf-8")
    assert run("import", "Über uns (1).md", "--output", "in/md").exit_code == 0
    assert run("import", "x.csv", "--output", "in/csv").exit_code == 0
    found = {each.relative_to(project / "in").as_posix() for each in project.rglob("in/*/*")}
    assert found == {"md/evil.yml", "csv/evil.yml"}
    page = project / "Über uns (1).toml"
    page.write_text(WITHOUT_FEEDBACK, "utf-8")
    run("import", page.name, "--output", "in/toml")
    assert names(project / "in" / "toml") == {"uber-uns-1.yml"}


@pytest.mark.parametrize(
    ("name", "content", "arguments", "words"),
    [
        ("x.bin", b"\x00\x01", [], "the format of x.bin can't be told; say it with --from"),
        ("x.csv", b"prompt\nP\n", ["--from", "cvs"], "did you mean 'csv'?"),
        ("x.csv", b"prompt\nP\n", ["--from", "pdf"], "there is no format 'pdf' to read"),
        ("x.csv", None, [], "x.csv can't be read: No such file"),
    ],
)
def test_wrong_use_of_import_ends_with_2(
    project: Path, name: str, content: bytes | None, arguments: list[str], words: str
) -> None:
    if content is not None:
        (project / name).write_bytes(content)
    result = run("import", name, *arguments)
    assert result.exit_code == 2, result.output
    assert words in result.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", b""),
        ("x.csv", b"prompt,type\n\xe4,reflection\n"),
        ("x.toml", b"[["),
        ("x.md", b"# T\n"),
        ("x.xml", b"<quiz><question"),
        ("x.gift", b""),
    ],
)
def test_a_broken_file_is_told_in_one_line(project: Path, name: str, content: bytes) -> None:
    (project / name).write_bytes(content)
    result = run("import", name)
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1
    assert result.output.startswith(f"Error: {name}: ")
    assert names(project / "quizzes") == {"a.yml", "b.yml"}


def test_a_hostile_archive_is_told_in_one_line(project: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("imsmanifest.xml", "<manifest/>")
        archive.writestr("../evil.xml", "<x/>")
    (project / "x.zip").write_bytes(packed.getvalue())
    result = run("import", "x.zip")
    assert result.exit_code == 1
    assert result.output == "Error: x.zip: '../evil.xml' leads out of the archive\n"


def test_a_file_that_is_too_large_is_not_read(project: Path) -> None:
    (project / "x.csv").write_bytes(b"prompt\n" + b"p" * 20_000_000)
    result = run("import", "x.csv")
    assert result.exit_code == 1
    assert result.output == "Error: x.csv is larger than 20 MB\n"
