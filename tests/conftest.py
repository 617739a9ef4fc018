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
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    sync_playwright,
)

from selfcheck.kinds import all_kinds
from selfcheck.project import Folders, Project, ProjectReader

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


def read_project(root: Path = ROOT) -> Project:
    """The project in this folder, laid out as the book is."""
    docs = root / "docs"
    return ProjectReader().read(Folders(root, docs, root / "quizzes", docs / "data"))


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
    finder = ["sh", str(ROOT / "tests/browser/find-browser.sh"), "--quiet"]
    path = (
        os.environ.get("CHROMIUM")
        or subprocess.run(finder, check=False, capture_output=True, text=True).stdout.strip()
    )
    assert path, "no Chromium found: run `make test`, or set CHROMIUM to a browser's path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


class Faults:
    """What goes wrong on the pages of a profile: errors, and requests to another host."""

    def __init__(self, context: BrowserContext) -> None:
        self.seen: list[str] = []
        self.origins: set[str] = set()
        context.set_default_timeout(5000)
        context.on("weberror", lambda error: self.seen.append(f"error: {error.error}"))
        context.on("console", self._hear)
        context.on("request", self._judge)

    def _hear(self, said: ConsoleMessage) -> None:
        # A request that a page gave up because the reader went on is no fault.
        if said.type == "error" and "ERR_ABORTED" not in said.text:
            self.seen.append(said.text)

    def _judge(self, request: Request) -> None:
        if request.url.startswith("http://127.0.0.1:"):
            self.origins.add(request.url[: request.url.index("/", 8)])
        elif not request.url.startswith(("file:", "data:", "blob:")):
            self.seen.append(f"request to another host: {request.url}")


_VIEWPORT = ViewportSize(width=1000, height=800)


@contextlib.contextmanager
def faultless(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A fresh profile, in which a page that fails in any way fails the test."""
    context = browser.new_context(**{"viewport": _VIEWPORT, **options})
    faults = Faults(context)
    yield context
    context.close()
    assert faults.seen == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile for one test."""
    with faultless(browser) as context:
        yield context


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[tuple[BrowserContext, Faults]]:
    """One profile for many tests: a fresh one costs as much as what a test does with it."""
    context = browser.new_context(viewport=_VIEWPORT)
    yield context, Faults(context)
    context.close()


@pytest.fixture
def page(profile: tuple[BrowserContext, Faults]) -> Iterator[Page]:
    """A new page, in a profile that remembers nothing of earlier tests but unchanged files."""
    context, faults = profile
    faults.seen.clear()
    faults.origins.clear()
    page = context.new_page()
    yield page
    with context.new_page() as last:
        storage = context.new_cdp_session(last)
        for origin in faults.origins:
            everything = {"origin": origin, "storageTypes": "all"}
            storage.send("Storage.clearDataForOrigin", everything)
        for each in context.pages:
            each.close()
    context.clear_cookies()
    assert faults.seen == []
