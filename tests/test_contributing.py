"""What contributors are told is so: commands, paths, links, forms, workflows, editor settings."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from selfcheck.advice import advise, all_rules
from selfcheck.book.syntax import check_mark, find_marks
from selfcheck.cli import main
from selfcheck.codes import all_codes
from selfcheck.exchange import all_formats
from selfcheck.kinds import all_kinds
from tests.conftest import ROOT, read_project

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PAGES = sorted(ROOT.glob("*.md"))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

CONTEXT = click.Context(main)
COMMANDS = {name: main.get_command(CONTEXT, name) for name in main.list_commands(CONTEXT)}

# Named, but not files of the project: the first is made by `make`, the others lie in a download.
ELSEWHERE = {".venv/", "index.html", "_headers"}


def name_of(path: Path) -> str:
    return path.name


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of that language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def prose(text: str) -> str:
    """The text without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def spans(text: str) -> list[str]:
    """What stands between backticks in the running text."""
    return [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose(text))]


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


# What CONTRIBUTING.md shows


def shown_commands() -> Iterator[str]:
    for block in blocks(GUIDE, "sh"):
        for line in block.splitlines():
            yield from (part.strip() for part in line.split("&&"))
    for span in spans(GUIDE):
        if re.match(r"(make|git|pre-commit|\.venv/bin/\w+|selfcheck) ", span):
            yield span


@pytest.mark.parametrize("command", sorted(set(shown_commands())))
def test_every_command_exists(command: str) -> None:
    program, *arguments = shlex.split(command)
    if program == "make":
        assert set(arguments) <= TARGETS
    elif program.endswith("selfcheck"):
        check_selfcheck(arguments)
    elif program.endswith("python"):
        module, *paths = arguments[1:]
        assert arguments[0] == "-m"
        assert module == "pytest"
        assert all((ROOT / path).exists() for path in paths)
    else:
        assert [program, arguments[0]] in [
            ["git", "clone"],
            ["cd", "book"],
            ["pre-commit", "install"],
        ]


def check_selfcheck(arguments: list[str]) -> None:
    name, *rest = arguments
    command = COMMANDS[name]
    options = {
        option
        for each in command.params
        if isinstance(each, click.Option)
        for option in (*each.opts, *each.secondary_opts)
    }
    for argument in rest:
        if argument.startswith("-"):
            assert argument in options
        elif name == "explain":
            assert argument in {*all_rules(), *all_codes()}
        elif name == "kinds":
            assert argument in all_kinds()
        elif name == "import":
            assert re.fullmatch(r"[\w-]+\.gift", argument)  # somebody's own file
        elif argument in all_formats():
            assert name == "export"
        else:
            assert (ROOT / argument).is_file()


def test_options_named_alone_are_options_of_a_command() -> None:
    known = {option for each in COMMANDS.values() for p in each.params for option in p.opts}
    known.add("--rewrite")  # of the tests: see conftest.py
    for span in spans(GUIDE):
        if re.match(r"--\w", span):
            assert span in known


def test_the_short_way_has_three_commands() -> None:
    (block,) = blocks(GUIDE, "sh")
    assert len(block.splitlines()) == 3


def named_paths() -> Iterator[str]:
    for span in spans(GUIDE):
        if re.fullmatch(r"(?!/)[\w./-]+", span) and ("/" in span or re.search(r"\.\w+$", span)):
            yield span


@pytest.mark.parametrize("path", sorted(set(named_paths()) - ELSEWHERE))
def test_every_path_exists(path: str) -> None:
    places = [ROOT / path, ROOT / "plugins/selfcheck" / path]
    assert any(each.exists() for each in places)


def test_every_key_mark_block_and_section_exists() -> None:
    book = read_project().book
    for span in spans(GUIDE):
        for mark in find_marks(span.replace("\\|", "|")):
            assert check_mark(mark, book) is None, span
    chapter = (ROOT / "docs/chapters/resistance.md").read_text("utf-8")
    for span in spans(GUIDE):
        if re.match(r"\{#|/// \w", span):
            word = re.match(r"\{#[\w-]+\}|/// [\w-]+", span)
            assert word
            assert word[0] in chapter
    embedded = re.search(r"/// question \| (\w+)/([\w-]+)`", GUIDE)
    assert embedded
    quiz = (ROOT / f"quizzes/{embedded[1]}.yml").read_text("utf-8")
    assert f"id: {embedded[2]}\n" in quiz


def test_the_example_passes_where_it_is_to_be_pasted(tmp_path: Path) -> None:
    for folder in ("docs", "quizzes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    example = next(block for block in blocks(GUIDE, "yaml") if "options:" in block)
    quiz = tmp_path / "quizzes/resistance.yml"
    before = quiz.read_text("utf-8").rstrip() + "\n\n"
    quiz.write_text(before + example, "utf-8")
    project = read_project(tmp_path)
    found = [
        str(each)
        for each in (*project.diagnostics, *advise(project.bank))
        if each.path == "quizzes/resistance.yml" and each.line > before.count("\n")
    ]
    assert found == []
    assert "shared-phone" in {each.id for each in project.bank.entries["resistance"].quiz.questions}


def test_the_waiver_shown_names_a_rule() -> None:
    example = next(block for block in blocks(GUIDE, "yaml") if "waive:" in block)
    assert set(yaml.safe_load(example)["waive"]) <= set(all_rules())


# Pages at the top of the project


def heading_ids(text: str) -> set[str]:
    """The anchors that forges give to headings."""
    headings = re.findall(r"^#+ +(.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each).lower().replace(" ", "-") for each in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_relative_links_resolve(page: Path) -> None:
    for link in re.findall(r"\]\(\s*([^)\s]+)\s*\)", prose(page.read_text("utf-8"))):
        if re.match(r"\w+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        if anchor and target.suffix == ".md" and target.parent == ROOT:
            assert anchor in heading_ids(target.read_text("utf-8")), link


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md"])
def test_the_contributors_pages_are_there(name: str) -> None:
    assert (ROOT / name).read_text("utf-8").startswith("# ")


# The forge's forms


@pytest.mark.parametrize("form", FORMS, ids=name_of)
def test_a_form_is_complete_and_warns(form: Path) -> None:
    data = load(form)
    for key in ("name", "description", "body"):
        assert data[key]
    first, *others = data["body"]
    assert first["type"] == "markdown"
    assert "Issues are public" in first["attributes"]["value"]
    assert "client" in first["attributes"]["value"]
    ids = [each["id"] for each in others if each["type"] != "markdown"]
    assert len(set(ids)) == len(ids)
    assert "private" in ids
    for each in others:
        assert each["type"] in {"markdown", "input", "textarea", "dropdown", "checkboxes"}
        if each["type"] != "markdown":
            assert each["attributes"]["label"]
        if each["type"] == "dropdown":
            options = each["attributes"]["options"]
            # YAML takes a bare Yes or No for a truth value, which the forge refuses.
            assert all(isinstance(option, str) for option in options)
            assert len(set(options)) == len(options)
        if each.get("id") == "private":
            (promise,) = each["attributes"]["options"]
            assert "personal or clinical" in promise["label"]
            assert promise["required"] is True


def test_there_is_a_form_for_each_task() -> None:
    assert {form.stem for form in FORMS} == {"error", "question", "page", "site"}
    config = load(ROOT / ".github/ISSUE_TEMPLATE/config.yml")
    assert config["blank_issues_enabled"] is False
    for link in config["contact_links"]:
        assert link.keys() == {"name", "url", "about"}


def test_the_template_speaks_to_each_kind_of_change() -> None:
    template = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text("utf-8")
    for word in ("question", "chapter", "Code", "no personal or clinical details"):
        assert word in template
    for command in re.findall(r"`make (\w+)`", template):
        assert command in TARGETS
    for path in re.findall(r"`(docs/[^`]+)`", template):
        assert (ROOT / path).exists()


# Workflows


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_a_workflow_has_the_least_rights(path: Path) -> None:
    text = path.read_text("utf-8")
    workflow = load(path)
    # `on` is a truth value to YAML 1.1, so that is how it comes out.
    assert workflow["name"]
    assert workflow[True]
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in text
    assert "workflow_run" not in text
    assert not re.search(r"secrets[.\[]\w", text)
    for name, job in workflow["jobs"].items():
        assert job["runs-on"]
        assert job["timeout-minutes"]
        rights = job.get("permissions", {})
        if "write" in rights.values():
            assert (path.name, name) == ("publish.yml", "deploy")
            assert rights == {"pages": "write", "id-token": "write"}
    for step in steps(workflow):
        assert step["name"]
        # What the forge fills into a script could be code: it comes as a variable instead.
        assert "${{" not in step.get("run", "")
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
        for target in re.findall(r"^make (\S+)$", step.get("run", ""), re.MULTILINE):
            assert target in TARGETS | {".venv/site.stamp"}
        for called in re.findall(r"\.venv/bin/selfcheck (.+?)(?: 2>.*)?$", step.get("run", "")):
            check_selfcheck([word for word in called.split() if word != "github"])


def test_workflows_are_those_that_the_guide_speaks_of() -> None:
    names = {path.stem: load(path)["name"] for path in WORKFLOWS}
    assert names.keys() == {"check", "preview", "publish", "links"}
    assert f"*{names['preview']}*" in GUIDE


def test_every_action_is_pinned_to_a_commit() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for line in path.read_text("utf-8").splitlines():
            if not re.match(r"\s*(- )?uses:", line):
                continue
            found = re.search(r"uses: ([\w/-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", line)
            assert found, line
            pins.setdefault(found[1], set()).add(found[2])
    assert {"actions/checkout", "actions/deploy-pages"} <= pins.keys()
    assert all(len(pin) == 1 for pin in pins.values()), "one commit for each action"


def test_what_workflows_install_is_pinned_by_hash() -> None:
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS)
    for line in re.findall(r"pip install.*", text):
        assert "--require-hashes" in line
        file = ROOT / line.split("--requirement ")[1].split()[0]
        assert re.search(r"^[\w-]+==[\w.]+ \\\n +--hash=sha256:", file.read_text(), re.MULTILINE)


def test_dependabot_looks_monthly_at_what_is_pinned() -> None:
    updates = load(ROOT / ".github/dependabot.yml")["updates"]
    assert {each["package-ecosystem"] for each in updates} == {"github-actions", "pip"}
    assert all(each["schedule"]["interval"] == "monthly" for each in updates)
    for each in updates:
        for folder in each.get("directories", []):
            assert list((ROOT / folder.strip("/")).glob("requirements*.txt"))


HELP_LINE = """\
- region: Here
  name: Somebody
  kind: listening
  how: call
  phone: "1"
  last-checked: 2026-01-01
  confidence: high
"""


@pytest.mark.parametrize(
    ("day", "due"),
    [("1767225600", []), ("1775088000", ["Somebody"]), ("1811808000", ["Somebody", "docs/a.md"])],
    ids=["the day itself", "91 days later", "after the review was due"],
)
def test_overdue_reviews_are_found(tmp_path: Path, day: str, due: list[str]) -> None:
    (tmp_path / "docs/data").mkdir(parents=True)
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "docs/a.md").write_text("---\nreview-due: 2027-05-31\n---\n\nA.\n")
    (tmp_path / "docs/data/help.yml").write_text(HELP_LINE)
    result = subprocess.run(
        [sys.executable, ROOT / ".github/overdue.py"],
        cwd=tmp_path,
        env={**os.environ, "SOURCE_DATE_EPOCH": day},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stderr == ""
    assert result.returncode == bool(due)
    for name in ("Somebody", "docs/a.md"):
        assert (name in result.stdout) == (name in due)


# Editors and hooks


def without_comments(path: Path) -> Any:
    text = path.read_text("utf-8")
    return json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))


def test_the_editor_knows_the_quiz_language() -> None:
    settings = without_comments(ROOT / ".vscode/settings.json")
    (schema,) = settings["yaml.schemas"]
    assert (ROOT / schema).is_file()
    assert settings["yaml.schemas"][schema] == "quizzes/*.yml"
    recommended = without_comments(ROOT / ".vscode/extensions.json")["recommendations"]
    assert "redhat.vscode-yaml" in recommended


def test_hooks_use_what_make_check_installs() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for repository in load(ROOT / ".pre-commit-config.yaml")["repos"]:
        assert repository["repo"] == "local"
        for hook in repository["hooks"]:
            assert hook["language"] == "system"
            program = hook["entry"].split()[0]
            assert program.startswith(".venv/bin/")
            assert f"$(BIN)/{Path(program).name}" in makefile
