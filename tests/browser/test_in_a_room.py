"""For trainers: before a group, and on paper."""

from __future__ import annotations

from playwright.sync_api import Page, expect

QUIZ = "self-checks/everything/"


def present(page: Page, demo: str) -> None:
    page.goto(demo + QUIZ)
    page.get_by_role("button", name="Present to a group").click()
    expect(page.locator(".sc-present-bar")).to_be_visible()


def test_one_question_at_a_time_by_keys(page: Page, demo: str) -> None:
    present(page, demo)
    expect(page.locator(".sc-question:visible")).to_have_count(1)
    expect(page.locator("#first")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#second")).to_be_visible()
    expect(page.locator(".sc-present-place")).to_have_text("2 of 6")
    page.keyboard.press("r")
    expect(page.locator("#second .sc-key").get_by_text("Half of it is one.")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#first")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".sc-question:visible")).to_have_count(6)
    assert page.evaluate("() => document.activeElement.matches('.sc-present')")


def test_nothing_of_it_is_recorded_and_nothing_private_is_shown(page: Page, demo: str) -> None:
    page.goto(demo + QUIZ)
    page.locator("#first").get_by_label("At the sea").check()
    page.locator("#first .sc-check").click()
    expect(page.locator("#first .sc-outcome")).to_be_visible()
    before = page.evaluate("() => localStorage.getItem('selfcheck:/')")
    page.get_by_role("button", name="Present to a group").click()
    expect(page.locator("#first .sc-answer input:checked")).to_have_count(0)
    expect(page.locator("#first .sc-result")).to_have_text("")
    page.locator("#first").get_by_label("On a mountain").check()
    page.locator("#first .sc-check").click()
    expect(page.locator("#first .sc-outcome")).to_contain_text("Right.")
    page.get_by_role("button", name="Leave").click()
    assert page.evaluate("() => localStorage.getItem('selfcheck:/')") == before
    expect(page.locator("#first").get_by_label("At the sea")).to_be_checked()


def test_on_paper_a_worksheet_and_then_the_key(page: Page, demo: str) -> None:
    page.goto(demo + QUIZ)
    page.locator("#first").get_by_label("At the sea").check()
    page.locator("#first .sc-check").click()
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for gone in (".sc-actions", ".sc-result", ".sc-key", ".sc-summary", ".sc-answer .sc-feedback"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    key = page.locator(".sc-paper-key")
    expect(key).to_be_visible()
    expect(key.locator(".sc-paper-answer")).to_have_count(6)
    expect(key).to_contain_text("The air is thin there.")
    assert key.evaluate("each => getComputedStyle(each).breakBefore") == "page"
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".sc-paper-key")).to_have_count(0)
