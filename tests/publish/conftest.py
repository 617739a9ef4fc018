"""The book, made once with the command, as `make book` does it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
NAME = "the-therapeutic-relationship-in-cbt"


@pytest.fixture(scope="session")
def offline_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is built for a folder."""
    folder = tmp_path_factory.mktemp("offline") / "site"
    settings = {"OFFLINE": "true", "DIRECTORY_URLS": "false", "SECURITY_POLICY": "false"}
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, **settings, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, offline_site: Path) -> Path:
    """The folder with EPUB, PDF and zip."""
    folder = tmp_path_factory.mktemp("made")
    command = [sys.executable, "-c", "from selfcheck.cli import main; main()", "book"]
    subprocess.run(
        [*command, "--output", str(folder), "--offline", str(offline_site)],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1800000000"},
        check=True,
        capture_output=True,
    )
    return folder
