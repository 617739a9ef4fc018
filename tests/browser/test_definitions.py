"""What a term means is shown where it stands: to a pointer, to the keyboard, and to neither."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.reader import tab_to, violations

CHAPTER = "chapters/sample/"
MEANING = "Where a liquid turns into gas."


@pytest.fixture
def term(page: Page, demo: str) -> Locator:
    page.goto(demo + CHAPTER)
    return page.locator("a.term").first


@pytest.fixture
def meaning(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def test_a_pointer_that_rests_on_a_term_sees_its_meaning_and_can_move_onto_it(
    page: Page, term: Locator, meaning: Locator
) -> None:
    term.hover()
    expect(meaning).to_have_text(MEANING)
    assert not term.get_attribute("title"), "the browser would show it a second time"
    meaning.hover()
    page.wait_for_timeout(600)
    expect(meaning).to_be_visible()
    page.mouse.move(2, 2)
    expect(meaning).to_have_count(0)
    expect(term).to_have_attribute("title", MEANING)


def test_the_keyboard_shows_it_and_escape_puts_it_away(
    page: Page, term: Locator, meaning: Locator
) -> None:
    tab_to(page, "a.term")
    expect(meaning).to_have_text(MEANING)
    expect(term).to_have_accessible_description(MEANING)
    assert not violations(page, context="#sc-definition")
    page.keyboard.press("Escape")
    expect(meaning).to_have_count(0)
    expect(term).to_be_focused()
    expect(term).to_have_accessible_description(MEANING)
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(meaning).to_be_visible()
    page.keyboard.press("Tab")
    expect(meaning).to_have_count(0)


def test_a_pointer_that_only_passes_by_opens_nothing(
    page: Page, term: Locator, meaning: Locator
) -> None:
    term.hover()
    expect(meaning).to_be_visible()
    page.mouse.move(2, 2)
    expect(meaning).to_have_count(0)
    term.hover()
    page.mouse.move(2, 2)
    page.wait_for_timeout(500)
    expect(meaning).to_have_count(0)


@pytest.mark.parametrize("indent", ["0", "70%"])
def test_it_stays_inside_a_narrow_window(
    page: Page, term: Locator, meaning: Locator, indent: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 400})
    term.evaluate("(link, indent) => { link.style.marginInlineStart = indent }", indent)
    tab_to(page, "a.term")
    box = meaning.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_above_the_term_where_there_is_no_room_below(
    page: Page, term: Locator, meaning: Locator
) -> None:
    bottom = term.evaluate("link => link.getBoundingClientRect().bottom")
    page.set_viewport_size({"width": 1280, "height": round(bottom) + 10})
    term.hover()
    expect(meaning).to_be_visible()
    above, below = meaning.bounding_box(), term.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"] + 1


def test_it_is_gone_when_the_term_is_followed(page: Page, term: Locator, meaning: Locator) -> None:
    term.hover()
    expect(meaning).to_be_visible()
    term.click()
    page.wait_for_url("**/glossary/#boiling-point")
    expect(meaning).to_have_count(0)


def test_without_javascript_the_link_says_it_and_leads_to_it(browser: Browser, demo: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo + CHAPTER)
    term = page.locator("a.term").first
    expect(term).to_have_attribute("title", MEANING)
    term.click()
    expect(page.locator("#boiling-point")).to_be_visible()
    context.close()
