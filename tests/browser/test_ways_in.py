"""A page with questions works however the reader came to it, and whatever is switched off."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.reader import tab_to

QUIZ = "self-checks/everything/"


def press(page: Page, key: str, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press(key)


def test_to_the_end_with_the_keyboard_alone(page: Page, demo: str) -> None:
    page.goto(demo + QUIZ)
    page.wait_for_function("() => Boolean(customElements.get('selfcheck-ordering'))")

    tab_to(page, "#first input")
    press(page, "Space")
    if not page.locator("#first").get_by_label("On a mountain").is_checked():
        press(page, "ArrowDown")
    tab_to(page, "#first .sc-check")
    press(page, "Enter")
    expect(page.locator("#first .sc-outcome")).to_contain_text("Right.")

    for label in page.locator("#second .sc-option-text").all_inner_texts():
        tab_to(page, "#second input")
        if label in ("Two", "Four"):
            press(page, "Space")
    tab_to(page, "#second .sc-check")
    press(page, "Space")
    expect(page.locator("#second .sc-outcome")).to_contain_text("Right.")

    tab_to(page, "#third [name=third-verdict]")
    press(page, "Space")
    tab_to(page, "#third [name=third-because]")
    press(page, "Space")
    if not page.locator("#third").get_by_label("it is less dense").is_checked():
        press(page, "ArrowDown")
    tab_to(page, "#third .sc-check")
    press(page, "Enter")
    expect(page.locator("#third .sc-outcome")).to_contain_text("Right.")

    tab_to(page, "#fourth .sc-gap")
    page.keyboard.type("zero")
    press(page, "Enter")
    expect(page.locator("#fourth .sc-outcome")).to_contain_text("Right.")

    partner = {"Six": "Even", "Seven": "Odd", "Nine": "Odd"}
    for left in page.locator("#fifth .sc-left").all_inner_texts():
        tab_to(page, "#fifth select")
        options = page.locator("#fifth select").first.locator("option").all_inner_texts()
        press(page, "ArrowDown", [partner[left] in each for each in options].index(True))
    tab_to(page, "#fifth .sc-check")
    press(page, "Enter")
    expect(page.locator("#fifth .sc-outcome")).to_contain_text("Right.")

    for place, step in enumerate(("One", "Two", "Three")):
        steps = page.locator("#sixth .sc-step-text").all_inner_texts()
        number = page.locator("#sixth .sc-step").nth(steps.index(step)).get_attribute("data-step")
        if steps.index(step) > place:
            page.locator("#sixth .sc-step-text").first.evaluate(
                "() => document.activeElement.blur()"
            )
            tab_to(page, f'#sixth [data-step="{number}"] .sc-up')
            press(page, "Enter", steps.index(step) - place)
    tab_to(page, "#sixth .sc-check")
    press(page, "Enter")
    expect(page.locator("#sixth .sc-outcome")).to_contain_text("Right.")

    expect(page.locator(".sc-summary-body")).to_contain_text(
        "That was all. 6 of 6 answered, 6 right."
    )


def test_focus_is_always_visible(page: Page, demo: str) -> None:
    page.goto(demo + QUIZ)
    page.wait_for_function("() => Boolean(customElements.get('selfcheck-ordering'))")
    tab_to(page, "#first input")
    for _ in range(40):
        inside, shown = page.evaluate(
            """() => {
                const focused = document.activeElement;
                const holder = focused.closest(".sc-option") ?? focused;
                const style = getComputedStyle(holder);
                return [Boolean(focused.closest(".sc-question")),
                        style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
            }"""
        )
        if inside:
            assert shown, page.evaluate("() => document.activeElement.outerHTML")
        press(page, "Tab")


def test_verdict_is_announced_once(page: Page, demo: str) -> None:
    page.goto(demo + QUIZ)
    page.locator("#first").get_by_label("At the sea").check()
    page.evaluate(
        """() => {
            window.announced = [];
            const region = document.querySelector("#first [role=status]");
            new MutationObserver((changes) => {
                if (changes.some((change) => change.addedNodes.length)) {
                    window.announced.push(region.textContent.replace(/\\s+/g, " ").trim());
                }
            }).observe(region, { childList: true, subtree: true });
        }"""
    )
    page.locator("#first .sc-check").click()
    page.wait_for_timeout(200)
    [said] = page.evaluate("() => window.announced")
    assert said.startswith("Not right.")
    assert said.count("The air is dense there.") == 1


def test_without_javascript_everything_can_be_read(browser: Browser, demo: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo + QUIZ)
    for question in page.locator(".sc-question").all():
        expect(question.locator(".sc-prompt")).to_be_visible()
        expect(question.locator(".sc-feedback").first).to_be_hidden()
        question.get_by_text("Show the answer").click()
        for feedback in question.locator(".sc-feedback").all():
            expect(feedback).to_be_visible()
        expect(
            question.get_by_role("link", name=re.compile("Why water boils|Nothing more"))
        ).to_be_visible()
        expect(question.locator(".sc-check")).to_be_hidden()
    page.locator("#first").get_by_text("Hint").click()
    expect(page.get_by_text("Think of the air above it.")).to_be_visible()
    expect(page.locator("#fifth .sc-letters")).to_be_visible()
    expect(page.get_by_text("JavaScript is off")).to_be_visible()
    expect(page.locator(".sc-summary")).to_be_hidden()
    context.close()


def _sitemap(address: str, site: Path) -> str:
    return (site / "sitemap.xml").read_text("utf-8").replace("http://127.0.0.1:8000/", address)


def test_instant_navigation_from_a_page_without_questions(
    page: Page, demo: str, demo_site: Path
) -> None:
    # The theme follows links at once only if its sitemap names them, port included.
    page.route("**/sitemap.xml", lambda route: route.fulfill(body=_sitemap(demo, demo_site)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(demo, wait_until="networkidle")
    page.evaluate("() => { window.samePage = true; }")
    assert "runtime.js" not in asked
    page.get_by_role("link", name="The chapter").first.click()
    page.get_by_label("On a mountain").check()
    page.get_by_role("button", name="Check answer").click()
    expect(page.locator(".sc-outcome")).to_contain_text("Right.")
    page.get_by_role("link", name="Self-check: Every kind").click()
    question = page.locator("#second")
    question.get_by_label("Two", exact=True).check()
    question.locator(".sc-check").click()
    expect(question.locator(".sc-outcome")).to_contain_text("Partly right.")
    page.go_back()
    expect(page.locator(".sc-embedded .sc-result")).to_contain_text("right.")
    assert page.evaluate("() => window.samePage"), "the theme loaded the page anew"
    assert asked.count("runtime.js") == 1


def test_a_copy_opened_from_disk_works(page: Page, demo_site: Path) -> None:
    page.goto((demo_site / "self-checks/everything/index.html").as_uri())
    page.locator("#first").get_by_label("On a mountain").check()
    page.locator("#first .sc-check").click()
    expect(page.locator("#first .sc-outcome")).to_contain_text("Right.")


def test_a_page_without_questions_loads_the_loader_alone(page: Page, demo: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(demo, wait_until="networkidle")
    ours = [url for url in asked if "/assets/selfcheck/" in url]
    assert [url.rpartition("/")[2] for url in ours] == ["loader.js"]


def test_a_page_loads_the_kinds_that_it_uses(page: Page, demo: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(demo + "self-checks/matching/", wait_until="networkidle")
    ours = sorted(url.rpartition("/")[2] for url in asked if "/assets/selfcheck/" in url)
    assert ours == ["loader.js", "matching.css", "matching.js", "runtime.js", "selfcheck.css"]


def test_nothing_moves_when_the_page_becomes_interactive(page: Page, demo: str) -> None:
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((each) =>
            [each.value, ...each.sources.map((source) => source.node?.className ?? "")])))
            .observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(demo + QUIZ, wait_until="networkidle")
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.shifts") == []
