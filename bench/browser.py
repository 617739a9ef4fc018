"""What a page costs a reader: from the click to the feedback, and whether anything jumps."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import statistics
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.build import build
from bench.corpus import write_ours

_WATCH = """
window.shift = 0;
window.blocked = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.blocked += Math.max(0, entry.duration - 50);
}).observe({ type: "longtask", buffered: true });
"""
# From the click until the frame with the feedback has been painted.
_CLICK = """async (number) => {
    const question = document.querySelectorAll(".sc-question")[number];
    question.querySelector("input").click();
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    question.querySelector(".sc-check").click();
    if (!question.querySelector(".sc-outcome")) throw new Error("no feedback");
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    return performance.now() - start;
}"""


@dataclass(frozen=True)
class Reading:
    """One page: milliseconds from click to feedback, layout shift, and blocking time in ms."""

    questions: int
    click: float
    script: float
    """Milliseconds of script alone within the click."""
    shift: float
    blocked: float


def read(questions: int) -> Reading:
    """Open a self-check with so many questions, and answer twelve of them."""
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        write_ours(folder / "site-project", 1, questions)
        build(folder / "site-project")
        handler = functools.partial(_Quiet, directory=str(folder / "site-project" / "site"))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=browser_path, args=arguments)
        page = browser.new_page()
        page.add_init_script(_WATCH)
        page.goto(f"http://127.0.0.1:{server.server_port}/self-checks/quiz-0/")
        page.wait_for_function("() => !document.querySelector('.sc-question .sc-check:disabled')")
        page.wait_for_timeout(300)
        shift, blocked = page.evaluate("() => [window.shift, window.blocked]")
        step = max(1, questions // 12)
        numbers = range(0, questions, step)
        clicks = [page.evaluate(_CLICK, number) for number in numbers]
        script = [_script_time(page, number + 1) for number in numbers if number + 1 < questions]
        browser.close()
        server.shutdown()
        server.server_close()
    return Reading(
        questions, statistics.median(clicks), statistics.median(script or [0]), shift, blocked
    )


def _script_time(page: Page, number: int) -> float:
    return float(
        page.evaluate(
            """(number) => {
                const question = document.querySelectorAll(".sc-question")[number];
                question.querySelector("input").click();
                const start = performance.now();
                question.querySelector(".sc-check").click();
                return performance.now() - start;
            }""",
            number,
        )
    )


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""
