"""What all tests share: a small site with every kind, the book's own site, a browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from selfcheck.kinds import all_kinds

ROOT = Path(__file__).parent.parent

# Chromium as a test needs it: nothing of its own goes to the network.
CHROMIUM_ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Containers that run tests as root have no user namespaces for the sandbox.
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite", action="store_true", help="write what was seen into the golden files"
    )


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite"))


def run_mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build` as a user would; never raises."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def demo_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of its own with an example of every kind, ready to be built."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(Path(__file__).parent / "demo", folder, dirs_exist_ok=True)
    for kind in all_kinds().values():
        shutil.copy(kind.example, folder / "quizzes" / f"{kind.name}.yml")
    return folder


@pytest.fixture
def new_project(demo_project: Path, tmp_path: Path) -> Path:
    """A copy of the demo project that a test may change."""
    return shutil.copytree(demo_project, tmp_path / "project")


@pytest.fixture(scope="session")
def demo_site(demo_project: Path) -> Path:
    """The demo project, built."""
    result = run_mkdocs(demo_project, "--strict")
    assert result.returncode == 0, result.stderr
    return demo_project / "site"


@pytest.fixture(scope="session")
def book_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book's own site, built."""
    folder = tmp_path_factory.mktemp("book") / "site"
    result = run_mkdocs(ROOT, "--strict", "--site-dir", str(folder))
    assert result.returncode == 0, result.stderr
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on loopback; returns its address with a slash at the end."""
    servers: dict[Path, http.server.ThreadingHTTPServer] = {}

    def start(folder: Path) -> str:
        if folder not in servers:
            handler = functools.partial(_Quiet, directory=str(folder))
            servers[folder] = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=servers[folder].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_port}/"

    yield start
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def demo(demo_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the demo site."""
    return serve(demo_site)


@pytest.fixture(scope="session")
def book(book_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the book's site."""
    return serve(book_site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    assert path, "no Chromium found: run `make test`, or set CHROMIUM to a browser's path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@contextlib.contextmanager
def faultless(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A fresh profile, in which a page that fails in any way fails the test."""
    context = browser.new_context(**{"viewport": {"width": 1000, "height": 800}, **options})
    context.set_default_timeout(5000)
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(f"error: {error.error}"))
    context.on(
        "console", lambda said: faults.append(said.text) if said.type in ("error",) else None
    )
    context.on("request", lambda request: faults.extend(_foreign(request.url)))
    context.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
    yield context
    context.close()
    # A request that a page gave up because the reader went on is no fault.
    faults = [fault for fault in faults if "ERR_ABORTED" not in fault and "failed:" not in fault]
    assert faults == []


def _foreign(url: str) -> list[str]:
    own = ("http://127.0.0.1:", "file:", "data:", "blob:")
    return [] if url.startswith(own) else [f"request to another host: {url}"]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile for one test."""
    with faultless(browser) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that profile."""
    return context.new_page()
