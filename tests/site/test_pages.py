"""Every page of the built book, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import ROOT, faultless

DOCS = ROOT / "docs"
# The book's pages by the path of their address, taken from the sources: a page that the
# build forgets is missed here.
CHAPTERS = sorted(f"chapters/{file.stem}/" for file in (DOCS / "chapters").glob("*.md"))
CHECKS = sorted(f"self-checks/{file.stem}/" for file in (ROOT / "quizzes").glob("*.yml"))
OTHERS = sorted(f"{file.stem}/" for file in DOCS.glob("*.md") if file.stem != "index")
OWN = [f"self-checks/{name}" for name in ("", "review/", "progress/", "write/")]
PAGES = ["", *CHAPTERS, *CHECKS, *OTHERS, *OWN]

SCHEMES = ["light", "dark"]


# In the dark nothing but colours is another.
COLOURS = {"runOnly": ["color-contrast"]}


def violations(page: Page) -> str:
    dark = page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    results = Axe().run(page, options=COLOURS if dark else None)
    return str(results.generate_report()) if results.violations_count else ""


@pytest.fixture(scope="module", params=SCHEMES)
def coloured(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A profile that prefers light, and one that prefers dark."""
    with faultless(browser, color_scheme=request.param) as context:
        yield context


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation(coloured: BrowserContext, book: str, path: str) -> None:
    page = coloured.new_page()
    page.goto(book + path, wait_until="load")
    for details in page.locator("details").all():
        details.evaluate("each => (each.open = true)")
    page.wait_for_function("() => !document.querySelector('.sc-question .sc-check:disabled')")
    found = violations(page)
    page.close()
    assert found == ""


@pytest.mark.parametrize("path", [CHECKS[0], CHAPTERS[0]])
def test_axe_finds_no_violation_after_answers(
    coloured: BrowserContext, book: str, path: str
) -> None:
    page = coloured.new_page()
    page.goto(book + path)
    page.wait_for_function("() => !document.querySelector('.sc-question .sc-check:disabled')")
    for question in page.locator(".sc-question").all():
        for group in question.locator(".sc-options, .sc-sorted, .sc-statement").all():
            group.locator("input").first.check()
        for select in question.locator("select").all():
            select.select_option(index=1)
        for gap in question.locator("input.sc-gap").all():
            gap.fill("something")
        for number in question.locator(".sc-number-input").all():
            number.fill("10")
        while question.locator(".sc-node.sc-current .sc-choice").count():
            question.locator(".sc-node.sc-current .sc-choice").first.click()
        if question.locator(".sc-check:visible").count():
            question.locator(".sc-check").click()
    assert page.locator(".sc-outcome").count() == page.locator(".sc-question").count()
    found = violations(page)
    page.close()
    assert found == ""


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_at_320_pixels(narrow: Page, book: str, path: str) -> None:
    narrow.goto(book + path, wait_until="load")
    assert narrow.evaluate("() => document.documentElement.scrollWidth") <= 320
    beyond = narrow.evaluate(
        """() => [...document.querySelectorAll("main *")]
            .filter((each) => each.getBoundingClientRect().right > innerWidth + 1
                && !each.closest(".sc-hidden") && each.checkVisibility())
            .map((each) => each.outerHTML.slice(0, 120))"""
    )
    assert beyond == []


@pytest.fixture(scope="module")
def narrow(browser: Browser) -> Iterator[Page]:
    with faultless(browser, viewport={"width": 320, "height": 640}) as context:
        yield context.new_page()


@pytest.mark.parametrize("path", PAGES)
def test_no_request_leaves_the_site_and_no_cookie_is_set(
    context: BrowserContext, book: str, path: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(book + path, wait_until="networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((book, "data:", "blob:"))] == []
    assert context.cookies() == []


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
