"""What a page costs a reader: coming to life, from the click to the feedback, and jumps."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import statistics
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.contenders import Contender

_WATCH = """
window.bench = { shift: 0, blocked: 0 };
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.bench.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.bench.blocked += Math.max(0, entry.duration - 50);
}).observe({ type: "longtask", buffered: true });
"""
# When a question could first be answered, in milliseconds from the navigation on.
_READY = """
(() => {
    const look = () => {
        if (document.body && (READY)) window.bench.ready = performance.now();
        else requestAnimationFrame(look);
    };
    look();
})();
"""
# From the click until the frame with the feedback has been painted. A click comes at any moment
# between two frames: `phase` tells when, from 0 to 1.
_CLICK = """async ([number, phase]) => {
    (ANSWER)(number);
    await new Promise(requestAnimationFrame);
    await new Promise((later) => setTimeout(later, phase * 1000 / 60));
    const start = performance.now();
    (CHECK)(number);
    const script = performance.now() - start;
    if (!(FEEDBACK)(number)) throw new Error("no feedback");
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    return [performance.now() - start, script];
}"""
# A phone: the processor four times slower, as Lighthouse's mobile settings have it.
_SLOWER = 4


@dataclass(frozen=True)
class Reading:
    """One page. Times in milliseconds; `click` and `script` are None without questions."""

    ready: float | None
    click: float | None
    script: float | None
    shift: float
    blocked: float
    """The parts of tasks beyond 50 ms while the page comes to life, on a phone."""
    requests: int


def read(contender: Contender, site: Path, questions: int, runs: int = 3) -> Reading:
    """Open a built page `runs` times, and answer questions all over it; medians.

    Args:
        contender: whose page it is.
        site: the folder of its site.
        questions: how many questions stand on the page.
        runs: how often it is opened.
    """
    with served(site) as root, _browser() as browser:
        seen = [_open(browser, contender, root, questions) for _ in range(runs)]

    def median(name: str) -> float | None:
        values = [value for each in seen if (value := getattr(each, name)) is not None]
        return statistics.median(values) if values else None

    return Reading(
        median("ready"),
        median("click"),
        median("script"),
        max(each.shift for each in seen),
        median("blocked") or 0,
        seen[0].requests,
    )


def _open(browser: Browser, contender: Contender, root: str, questions: int) -> Reading:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # Peers ask other hosts; nothing of that is measured, and nothing waits for it.
    page.route(lambda url: not url.startswith(root), lambda route: route.abort())
    page.add_init_script(_WATCH)
    if contender.ready:
        page.add_init_script(_READY.replace("READY", contender.ready))
    page.goto(root + contender.page, wait_until="load")
    if contender.ready:
        page.wait_for_function("() => window.bench.ready")
    page.wait_for_timeout(300)
    ready, shift = page.evaluate("() => [window.bench.ready ?? null, window.bench.shift]")
    clicks = _answer(page, contender, questions) if contender.ready else []
    page.close()
    return Reading(
        ready,
        statistics.median(click for click, _ in clicks) if clicks else None,
        statistics.median(script for _, script in clicks) if clicks else None,
        shift,
        _blocked_on_a_phone(browser, contender, root),
        len(asked),
    )


def _answer(page: Page, contender: Contender, questions: int) -> list[tuple[float, float]]:
    click = (
        _CLICK.replace("ANSWER", contender.answer)
        .replace("CHECK", contender.check)
        .replace("FEEDBACK", contender.feedback)
    )
    # One button for the whole page can be pressed once.
    numbers = [0] if "mcq" in contender.check else range(0, questions, max(1, questions // 12))
    return [
        tuple(page.evaluate(click, [number, (at + 0.5) / len(numbers)]))
        for at, number in enumerate(numbers)
    ]


def _blocked_on_a_phone(browser: Browser, contender: Contender, root: str) -> float:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.route(lambda url: not url.startswith(root), lambda route: route.abort())
    page.add_init_script(_WATCH)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.goto(root + contender.page, wait_until="load")
    page.wait_for_timeout(1500)
    blocked = float(page.evaluate("() => window.bench.blocked"))
    context.close()
    return blocked


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(
    site: Path, handler: type[http.server.SimpleHTTPRequestHandler] = _Quiet
) -> Iterator[str]:
    """Serve a folder on loopback; gives its address with a slash at the end."""
    bound = functools.partial(handler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), bound)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def chromium() -> str:
    """The path of a Chromium: with windows if there is one, as readers have it."""
    names = ("chromium", "google-chrome", "chromium-headless-shell")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), "")


@contextlib.contextmanager
def _browser() -> Iterator[Browser]:
    path = chromium()
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
