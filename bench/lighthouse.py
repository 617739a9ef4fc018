"""What Lighthouse says of the book's own pages, on a desk and on a phone."""

from __future__ import annotations

import functools
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from bench.browser import chromium, served

_VERSION = "13.5.0"
_ROOT = Path(__file__).parent.parent
_FOLDER = _ROOT / ".cache" / "bench" / f"lighthouse-{_VERSION}"
PAGES = {
    "home": "",
    "a chapter": "chapters/trust/",
    "a self-check": "self-checks/trust/",
    "the index": "self-checks/",
}
DEVICES = {"desktop": ["--preset=desktop"], "mobile": []}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Audit:
    """One page on one device: scores from 0 to 100, medians, and what came over the line."""

    page: str
    device: str
    scores: dict[str, float]
    blocked: float
    """Total blocking time in milliseconds."""
    weights: dict[str, int]
    """Bytes as they were sent, by whose they are."""


def audit(runs: int) -> Iterator[Audit]:
    """Build the book's site as it is published, and judge its pages `runs` times each."""
    program = _program()
    with tempfile.TemporaryDirectory() as place:
        site = Path(place) / "site"
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run(command, cwd=_ROOT, env=environment, check=True, capture_output=True)
        with served(site, _Packed) as root:
            for page, path in PAGES.items():
                for device, arguments in DEVICES.items():
                    reports = [_report(program, root + path, arguments) for _ in range(runs)]
                    yield _audit(page, device, reports)


def _audit(page: str, device: str, reports: list[dict[str, Any]]) -> Audit:
    def median(values: Iterator[float]) -> float:
        return statistics.median(values)

    return Audit(
        page,
        device,
        {
            name: median(100 * each["categories"][name]["score"] for each in reports)
            for name in CATEGORIES
        },
        median(each["audits"]["total-blocking-time"]["numericValue"] for each in reports),
        _weights(reports[0]),
    )


def _weights(report: dict[str, Any]) -> dict[str, int]:
    weights: dict[str, int] = {}
    for each in report["audits"]["network-requests"]["details"]["items"]:
        url = each["url"]
        if url.startswith("http"):
            owner = (
                "ours"
                if "/assets/selfcheck/" in url
                else "search index"
                if url.endswith("search_index.json")
                else "theme"
                if "/assets/javascripts/" in url or "/assets/stylesheets/" in url
                else "the page and its style"
            )
            weights[owner] = weights.get(owner, 0) + each["transferSize"]
    return weights


def _program() -> list[str]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise RuntimeError("Lighthouse needs Node.js; install the packages nodejs and npm")
    script = _FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not script.is_file():
        print(f"==> Installing Lighthouse {_VERSION} (once)", flush=True)
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        command = [npm, "install", "--prefix", str(_FOLDER), *options, f"lighthouse@{_VERSION}"]
        subprocess.run(command, check=True, capture_output=True)
    return [node, str(script)]


def _report(program: list[str], url: str, arguments: list[str]) -> dict[str, Any]:
    flags = "--headless=new --no-sandbox" if os.geteuid() == 0 else "--headless=new"
    told = subprocess.run(
        [*program, url, *arguments, "--quiet", "--output=json", f"--chrome-flags={flags}"],
        env={**os.environ, "CHROME_PATH": chromium()},
        check=True,
        capture_output=True,
    )
    report: dict[str, Any] = json.loads(told.stdout)
    return report


@functools.cache
def _compressed(file: Path) -> bytes:
    """A file as a host has it ready: who compresses while a page loads takes its processor."""
    return gzip.compress(file.read_bytes())


class _Packed(SimpleHTTPRequestHandler):
    """As hosts of static sites send files: compressed, and to be kept for a while."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        kind = self.guess_type(file)
        packed = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        body = _compressed(file) if packed else file.read_bytes()
        self.send_response(200)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
