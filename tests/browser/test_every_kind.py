"""What must hold for every kind there is, known to these tests or not."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from selfcheck.kinds import all_kinds
from tests.conftest import faultless

KINDS = list(all_kinds())


def open_kind(page: Page, demo: str, kind: str) -> Locator:
    page.goto(f"{demo}self-checks/{kind}/")
    page.wait_for_function("name => Boolean(customElements.get(name))", arg=f"selfcheck-{kind}")
    return page.locator(".sc-question").first


def focused(page: Page, what: str) -> bool:
    return bool(page.evaluate("what => document.activeElement.matches(what)", what))


def answer_by_keyboard(page: Page, question: Locator) -> None:
    """Walk through the first question with Tab and answer whatever has the focus."""
    question.locator("input, select, textarea, button:visible").first.focus()
    for _ in range(80):
        if focused(page, ".sc-check"):
            page.keyboard.press("Enter")
            return
        if focused(
            page, "input[type=radio]:not(:checked), input[type=checkbox]:not(.sc-keep-text)"
        ):
            page.keyboard.press("Space")
        elif focused(page, "select"):
            page.keyboard.press("ArrowDown")
        elif focused(page, "input[type=number]"):
            page.keyboard.type("12")
        elif focused(page, "input.sc-gap, textarea"):
            page.keyboard.type("words")
        elif focused(page, ".sc-choice"):
            page.keyboard.press("Enter")
            if question.locator(".sc-outcome").count():
                return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not get to the end of the question")


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_alone_gets_an_answer_and_its_feedback(
    page: Page, demo: str, kind: str
) -> None:
    question = open_kind(page, demo, kind)
    answer_by_keyboard(page, question)
    expect(question.locator(".sc-outcome")).to_be_visible()
    assert (question.locator(".sc-outcome").inner_text()).strip()


CONTROLS = {"radio", "checkbox", "textbox", "combobox", "button", "slider", "spinbutton"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_has_a_name_and_every_group_a_label(page: Page, demo: str, kind: str) -> None:
    question = open_kind(page, demo, kind)
    controls = 0
    for line in question.aria_snapshot().splitlines():
        role, _, name = line.strip().removeprefix("- ").partition(" ")
        if role.rstrip(":") in CONTROLS:
            controls += 1
            assert name.startswith('"'), line
    assert controls
    unnamed = question.evaluate(
        """(question) => [...question.querySelectorAll("fieldset, [role=group]")].filter(group => {
            const by = group.getAttribute("aria-labelledby");
            const legend = group.querySelector(":scope > legend");
            const label = by ? document.getElementById(by) : legend;
            return !label?.textContent.trim();
        }).length"""
    )
    assert unnamed == 0


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_announced_is_announced_once(page: Page, demo: str, kind: str) -> None:
    question = open_kind(page, demo, kind)
    assert question.locator("[role=status], [aria-live]").count() == 1
    page.evaluate(
        """() => {
            window.announced = [];
            const status = document.querySelector(".sc-question [role=status]");
            new MutationObserver(() => announced.push(status.textContent.trim()))
                .observe(status, { childList: true, subtree: true, characterData: true });
        }"""
    )
    answer_by_keyboard(page, question)
    expect(question.locator(".sc-outcome")).to_be_visible()
    said = [each for each in page.evaluate("() => announced") if each]
    outcome = question.locator(".sc-outcome").inner_text()
    assert sum(outcome in each for each in said) == 1, said


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_when_the_page_comes_to_life(page: Page, demo: str, kind: str) -> None:
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    # The runtime comes late, as over a slow line.
    page.route("**/runtime.js", lambda route: (page.wait_for_timeout(400), route.continue_()))
    open_kind(page, demo, kind)
    page.wait_for_timeout(200)
    assert page.evaluate("() => window.shift") == 0


@pytest.mark.parametrize("kind", KINDS)
def test_without_javascript_it_is_a_worksheet_with_its_answer(
    browser: Browser, demo: str, kind: str
) -> None:
    with faultless(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{demo}self-checks/{kind}/")
        question = page.locator(".sc-question").first
        expect(question.locator(".sc-prompt")).to_be_visible()
        expect(question.locator(".sc-check")).to_be_hidden()
        for button in question.locator("button").all():
            expect(button).to_be_hidden()
        key = question.locator(".sc-key")
        before = question.inner_text()
        key.locator("summary").first.click()
        assert len(question.inner_text()) > len(before) + 30


@pytest.mark.parametrize("kind", KINDS)
def test_it_works_in_forced_colours_and_with_reduced_motion(
    browser: Browser, demo: str, kind: str
) -> None:
    with faultless(browser, forced_colors="active", reduced_motion="reduce") as context:
        page = context.new_page()
        question = open_kind(page, demo, kind)
        answer_by_keyboard(page, question)
        expect(question.locator(".sc-outcome")).to_be_visible()
