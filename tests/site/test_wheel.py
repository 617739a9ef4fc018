"""The distribution: whole, and at work on a site that is not ours."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import selfcheck
from tests.conftest import ROOT

PACKAGE = Path(selfcheck.__file__).parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # A copy, because building leaves its traces beside the sources.
    tree = folder / "tree"
    tree.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT"):
        (tree / name).write_bytes((ROOT / name).read_bytes())
    for file in PACKAGE.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            copy = tree / "plugins" / "selfcheck" / file.relative_to(PACKAGE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    made = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet",
         "--disable-pip-version-check", "--wheel-dir", str(folder), str(tree)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return next(folder.glob("*.whl"))


def test_it_holds_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    ours = {
        f"selfcheck/{file.relative_to(PACKAGE).as_posix()}"
        for file in PACKAGE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert ours - held == set()


def test_it_works_on_a_plain_site_of_someone_else(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Geography\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Geography\ntheme: {name: mkdocs}\nplugins: [selfcheck]\n", "utf-8"
    )
    (tmp_path / "quizzes").mkdir()
    example = PACKAGE / "kinds" / "matching" / "example.yml"
    (tmp_path / "quizzes" / "capitals.yml").write_bytes(example.read_bytes())
    code = (
        "import selfcheck, sys; print(selfcheck.__file__); "
        "from mkdocs.__main__ import cli; cli(['build'])"
    )
    built = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed"), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    assert built.stdout.startswith(str(tmp_path / "installed"))
    page = (tmp_path / "site" / "self-checks" / "capitals" / "index.html").read_text("utf-8")
    assert "selfcheck-matching" in page
    assert (tmp_path / "site" / "assets" / "selfcheck" / "matching.js").is_file()
