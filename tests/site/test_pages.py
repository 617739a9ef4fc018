"""Every page of the built book, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.reader import answer_everything, violations, wait_for_questions
from tests.conftest import ROOT, faultless

DOCS = ROOT / "docs"
# The book's pages by the path of their address, taken from the sources: a page that the
# build forgets is missed here.
CHAPTERS = sorted(f"chapters/{file.stem}/" for file in (DOCS / "chapters").glob("*.md"))
CHECKS = sorted(f"self-checks/{file.stem}/" for file in (ROOT / "quizzes").glob("*.yml"))
OTHERS = sorted(f"{file.stem}/" for file in DOCS.glob("*.md") if file.stem != "index")
OWN = [f"self-checks/{name}" for name in ("", "review/", "progress/", "write/")]
PAGES = ["", *CHAPTERS, *CHECKS, *OTHERS, *OWN]

# In the dark nothing but colours is another.
COLOURS = {"runOnly": ["color-contrast"]}


@dataclass
class Visit:
    """A page of the book, opened once for all that is asked about it."""

    path: str
    page: Page
    asked: list[str]
    """The addresses that it loaded."""


@pytest.fixture(scope="module", params=PAGES)
def visit(request: pytest.FixtureRequest, browser: Browser, book: str) -> Iterator[Visit]:
    """A visit to each page in turn, with every part that folds unfolded."""
    with faultless(browser) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(book + request.param, wait_until="load")
        page.evaluate("() => document.querySelectorAll('details').forEach((e) => (e.open = true))")
        wait_for_questions(page)
        yield Visit(request.param, page, asked)


def test_axe_finds_no_violation_in_the_light_and_in_the_dark(visit: Visit) -> None:
    assert violations(visit.page) == ""
    if visit.path not in (*CHAPTERS[1:], *CHECKS[1:]):  # they have the colours of the first
        visit.page.get_by_role("button", name="Switch to dark colours").click()
        visit.page.wait_for_selector("body[data-md-color-scheme=slate]")
        visit.page.wait_for_function("() => !document.getAnimations().length")
        assert violations(visit.page, **COLOURS) == ""


def test_nothing_is_cut_off_at_320_pixels(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 320, "height": 640})
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= 320
    beyond = visit.page.evaluate(
        """() => [...document.querySelectorAll("main *")]
            .filter((each) => each.getBoundingClientRect().right > innerWidth + 1
                && !each.closest(".sc-hidden") && each.checkVisibility())
            .map((each) => each.outerHTML.slice(0, 120))"""
    )
    assert beyond == []


def test_no_request_leaves_the_site_and_no_cookie_is_set(visit: Visit, book: str) -> None:
    assert visit.asked
    assert [url for url in visit.asked if not url.startswith((book, "data:", "blob:"))] == []
    assert visit.page.context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_after_answers(
    browser: Browser, book: str, scheme: Literal["light", "dark"]
) -> None:
    with faultless(browser, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(book + CHECKS[0])
        wait_for_questions(page)
        answer_everything(page)
        assert violations(page, **(COLOURS if scheme == "dark" else {})) == ""


def test_each_page_shows_where_help_is_and_what_the_site_is_not(book_site: Path) -> None:
    for path in PAGES:
        html = (book_site / path / "index.html").read_text("utf-8")
        banner = re.search(r"<aside.*?</aside>", html, re.S)
        assert banner, path
        assert ">Get help now</a>" in banner[0], path
        footer = html.partition('class="site-footer"')[2]
        assert "not therapy, diagnosis, supervision" in footer, path


def test_without_javascript_every_question_can_be_read_and_checked(
    browser: Browser, book: str
) -> None:
    with faultless(browser, java_script_enabled=False) as context:
        page = context.new_page()
        for path in CHECKS:
            page.goto(book + path)
            questions = page.locator(".sc-question")
            assert questions.count() >= 10, path
            keys = page.locator(".sc-question > .sc-key")
            assert keys.count() == questions.count()
            first = keys.first.locator("summary").first
            first.click()
            assert keys.first.locator(".sc-key-body").is_visible()
            assert page.locator(".sc-check:visible").count() == 0


def test_a_page_without_questions_loads_the_loader_alone(page: Page, book: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(book + "about/", wait_until="networkidle")
    assert [url.rpartition("/")[2] for url in asked if "/assets/selfcheck/" in url] == ["loader.js"]


def test_the_search_index_holds_prompts_and_no_answers(book_site: Path) -> None:
    index = json.loads((book_site / "search" / "search_index.json").read_text("utf-8"))
    text = " ".join(
        entry["text"] for entry in index["docs"] if entry["location"].startswith("self-checks/")
    )
    assert text
    for word in ("Show the answer", "Check answer", "Hint", "sc-feedback", "Your choice"):
        assert word not in text


# --- the security policy


def test_the_policy_is_in_force_and_blocks_nothing_of_ours(browser: Browser, book: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path in ("", CHAPTERS[0], CHECKS[0], "self-checks/progress/"):
        page.goto(book + path, wait_until="networkidle")
    assert [text for text in said if "Content Security Policy" in text] == []
    page.evaluate(
        """() => {
            window.ran = false;
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            const image = "<img src=x onerror='window.ran = true'>";
            document.body.insertAdjacentHTML("beforeend", image);
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("() => window.ran") is False
    assert any("Content Security Policy" in text for text in said)
    context.close()


def test_styles_are_fetched_together_in_spite_of_the_policy(page: Page, book: str) -> None:
    held: list[Route] = []
    page.route("**/*.css", lambda route: held.append(route))
    page.goto(book + CHECKS[0], wait_until="commit")
    names = page.evaluate("() => fetch(location).then((r) => r.text())").count('rel="stylesheet"')
    for _ in range(50):
        if len(held) == names:
            break
        page.wait_for_timeout(100)
    assert len({route.request.url for route in held}) == names > 5
    for route in held:
        route.continue_()
    wait_for_questions(page)


def test_the_policy_has_no_way_around_it(book_site: Path) -> None:
    pages = list(book_site.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        html = page.read_text("utf-8")
        assert html.count('http-equiv="Content-Security-Policy"') == 1, page
        assert "unsafe-" not in html.partition("</head>")[0], page
    headers = (book_site / "_headers").read_text("utf-8")
    assert "script-src 'self' 'sha256-" in headers
    assert "unsafe-" not in headers
