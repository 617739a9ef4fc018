"""Light and dark: as the system asks, until the reader says otherwise."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import faultless

FORBIDDEN = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("no storage here", "SecurityError"); } })"""


def paper(page: Page) -> str:
    colour: str = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    return colour


def switch(page: Page) -> Locator:
    return page.get_by_role("button", name="Switch to")


def test_a_system_set_to_dark_never_sees_the_light(browser: Browser, book: str) -> None:
    with faultless(browser, color_scheme="light") as context:
        page = context.new_page()
        page.goto(book)
        light = paper(page)
        page.emulate_media(color_scheme="dark")
        expect(switch(page)).to_have_accessible_name("Switch to light colours")
        dark = paper(page)
        assert dark != light
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.route("**/*.js", lambda route: route.abort())
        page.goto(book)
        assert paper(page) == dark, "before any script has come"
        assert (
            page.evaluate("() => getComputedStyle(document.documentElement).colorScheme") == "dark"
        )


def test_a_choice_outlasts_the_page_and_what_the_system_says(browser: Browser, book: str) -> None:
    with faultless(browser, color_scheme="light") as context:
        page = context.new_page()
        page.goto(book + "glossary/")
        light = paper(page)
        switch(page).focus()
        page.keyboard.press("Enter")
        expect(switch(page)).to_have_accessible_name("Switch to light colours")
        dark = paper(page)
        assert dark != light
        page.reload()
        assert paper(page) == dark
        page.get_by_role("contentinfo").get_by_role("link", name="About this site").click()
        page.wait_for_url("**/about/")
        assert paper(page) == dark, "a page that comes without loading anew"
        switch(page).click()
        page.emulate_media(color_scheme="dark")
        assert paper(page) == light
        page.evaluate("() => localStorage.setItem('/.__scheme', '\"purple\"')")
        page.reload()
        assert paper(page) == dark, "a choice that is none leaves it to the system"


def test_forbidden_storage_costs_the_memory_alone(browser: Browser, book: str) -> None:
    with browser.new_context(color_scheme="light") as context:
        page = context.new_page()
        page.add_init_script(FORBIDDEN)
        thrown: list[str] = []
        page.on("pageerror", lambda error: thrown.append(str(error)))
        page.goto(book + "about/")
        switch(page).click()
        expect(switch(page)).to_have_accessible_name("Switch to light colours")
        assert thrown == []
