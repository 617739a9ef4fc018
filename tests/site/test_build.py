"""Building: what is written, what is said, and that a broken project leaves the site alone."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.conftest import run_mkdocs


def add_to_config(project: Path, text: str) -> None:
    file = project / "mkdocs.yml"
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_broken_quiz_stops_the_build_and_leaves_the_site_as_it_was(new_project: Path) -> None:
    assert run_mkdocs(new_project).returncode == 0
    before = {file: file.read_bytes() for file in (new_project / "site").rglob("*.html")}
    quizzes = new_project / "quizzes"
    replace(quizzes / "single-choice.yml", "        correct: true\n", "")
    (quizzes / "empty.yml").write_text("", "utf-8")
    (quizzes / "latin.yml").write_bytes("title: café\n".encode("latin-1"))
    result = run_mkdocs(new_project)
    assert result.returncode != 0
    assert "Traceback" not in result.stderr
    for said in (
        "quizzes/single-choice.yml:6:5: error[no-correct-option]",
        "quizzes/empty.yml:1:1: error[",
        "quizzes/latin.yml:1:",
    ):
        assert said in result.stderr
    after = {file: file.read_bytes() for file in (new_project / "site").rglob("*.html")}
    assert after == before


def test_warnings_fail_a_strict_build_alone(new_project: Path) -> None:
    replace(
        new_project / "docs/data/references.yml",
        "- id: ",
        "- id: nobody2020\n  kind: book\n  authors: [{family: Nobody, given: N.}]\n"
        "  year: 2020\n  title: Uncited\n  checked: high\n- id: ",
    )
    loose = run_mkdocs(new_project)
    assert loose.returncode == 0
    assert "warning[uncited-reference]: nothing cites 'nobody2020'" in loose.stderr
    assert run_mkdocs(new_project, "--strict").returncode != 0


def test_a_page_of_the_documentation_is_never_replaced(new_project: Path) -> None:
    taken = new_project / "docs" / "self-checks" / "everything.md"
    taken.parent.mkdir()
    taken.write_text("# Mine\n", "utf-8")
    result = run_mkdocs(new_project)
    assert result.returncode != 0
    assert "self-checks/everything.md: the documentation has this file already" in result.stderr
    assert "Traceback" not in result.stderr


def test_two_builds_give_the_same_bytes(new_project: Path) -> None:
    def built() -> dict[str, bytes]:
        assert run_mkdocs(new_project).returncode == 0
        site = new_project / "site"
        return {
            file.relative_to(site).as_posix(): file.read_bytes()
            for file in site.rglob("*")
            if file.is_file() and "sitemap" not in file.name
        }

    first = built()
    second = built()
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_it_works_with_the_themes_that_mkdocs_brings(
    new_project: Path, theme: str, browser: Browser, serve: Callable[[Path], str]
) -> None:
    config = yaml.safe_load((new_project / "mkdocs.yml").read_text("utf-8"))
    config |= {"theme": {"name": theme, "highlightjs": False}, "plugins": ["selfcheck"]}
    (new_project / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    result = run_mkdocs(new_project)
    assert result.returncode == 0, result.stderr
    # These themes ask other hosts for this and that; only our part is judged here.
    context = browser.new_context()
    context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort())
    page = context.new_page()
    page.goto(serve(new_project / "site") + "self-checks/everything/")
    page.locator("#first").get_by_label("On a mountain").check()
    page.locator("#first .sc-check").click()
    expect(page.locator("#first .sc-outcome")).to_contain_text("Right.")
    context.close()


def test_pages_as_files_rather_than_folders(
    new_project: Path, page: Page, serve: Callable[[Path], str]
) -> None:
    add_to_config(new_project, "use_directory_urls: false\n")
    assert run_mkdocs(new_project, "--strict").returncode == 0
    page.goto(serve(new_project / "site") + "self-checks/everything.html")
    page.locator("#first").get_by_label("At the sea").check()
    page.locator("#first .sc-check").click()
    page.locator("#first .sc-result").get_by_role("link", name="Why water boils").click()
    page.wait_for_url("**/chapters/sample.html#boiling")


# --- serving


@pytest.fixture
def served(new_project: Path) -> Iterator[tuple[Path, str]]:
    add_to_config(new_project, "watch: [quizzes]\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    replace(new_project / "mkdocs.yml", "http://127.0.0.1:8000/", f"http://{address}/")
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
        cwd=new_project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield new_project, f"http://{address}/"
    server.terminate()
    server.wait(timeout=10)


def wait_for(address: str, words: str) -> None:
    until = time.monotonic() + 20
    seen = ""
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                seen = answer.read().decode()
        except OSError:
            seen = ""
        if words in seen:
            return
        time.sleep(0.2)
    raise AssertionError(f"{address} never showed {words!r}")


def test_a_saved_quiz_or_chapter_shows_and_a_mistake_keeps_the_last_good_site(
    served: tuple[Path, str],
) -> None:
    project, address = served
    quiz = project / "quizzes" / "everything.yml"
    wait_for(address + "self-checks/everything/", "On a mountain")
    replace(quiz, "On a mountain", "On a hill")
    wait_for(address + "self-checks/everything/", "On a hill")
    replace(project / "docs/chapters/sample.md", "title:", "description: Quite new words\ntitle:")
    wait_for(address + "chapters/sample/", "Quite new words")
    good = quiz.read_text("utf-8")
    quiz.write_text("title: [", "utf-8")
    time.sleep(2)
    wait_for(address + "self-checks/everything/", "On a hill")
    quiz.write_text(good.replace("On a hill", "On a roof"), "utf-8")
    wait_for(address + "self-checks/everything/", "On a roof")
