"""What a reader does on a page, and what axe says of it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Without the lists of what is well: they cost as much as the search for faults.
_FAULTS_ALONE = {"resultTypes": ["violations"]}


def violations(page: Page, context: str | None = None, **options: Any) -> str:
    """What axe finds on a page, or in the parts that a selector names; empty if nothing."""
    results = Axe().run(page, context=context, options=_FAULTS_ALONE | options)
    return str(results.generate_report()) if results.violations_count else ""


def tab_to(page: Page, selector: str, back: bool = False) -> None:
    """Press Tab until an element that matches has the focus."""
    for _ in range(200):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def wait_for_questions(page: Page) -> None:
    """Wait until every question of the page can be answered."""
    page.wait_for_function("() => !document.querySelector('.sc-question .sc-check:disabled')")


def answer_everything(page: Page) -> None:
    """Give some answer to every question of any kind."""
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
