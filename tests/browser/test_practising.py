"""Kinds that are more than choosing: conversations, practice, estimates, profiles, own words."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect


def open_kind(page: Page, demo: str, kind: str) -> None:
    page.goto(f"{demo}self-checks/{kind}/")
    page.wait_for_function("name => Boolean(customElements.get(name))", arg=f"selfcheck-{kind}")


def stored(page: Page) -> str:
    return page.evaluate("() => JSON.stringify({...localStorage})")  # type: ignore[no-any-return]


# --- scenario


def test_a_conversation_shows_the_reaction_first_and_the_reasons_last(
    page: Page, demo: str
) -> None:
    open_kind(page, demo, "scenario")
    page.get_by_role("button", name="It is what I wrote down").click()
    expect(page.locator(".sc-story")).to_contain_text("Then you wrote it down wrong")
    expect(page.get_by_text("starts a quarrel about the past")).to_be_hidden()
    expect(page.locator("[data-meter=trust]")).to_contain_text("1 of 5")
    page.get_by_role("button", name="You are right to say it").click()
    expect(page.get_by_text("stays for dessert")).to_be_visible()
    expect(page.locator(".sc-outcome")).to_contain_text("Partly right. It ended well. 1 of your 2")
    expect(page.locator(".sc-debriefed").first).to_contain_text("starts a quarrel about the past")
    page.locator(".sc-roads summary").first.click()
    expect(page.locator(".sc-roads").first).to_contain_text("What did you order?")


def test_a_conversation_can_be_had_again_by_keyboard(page: Page, demo: str) -> None:
    open_kind(page, demo, "scenario")
    page.get_by_role("button", name="What did you order").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sc-outcome")).to_contain_text("Right. It ended well.")
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator(".sc-story")).to_be_empty()
    expect(page.locator("[data-meter=trust]")).to_contain_text("2 of 5")
    assert page.evaluate("() => document.activeElement.matches('.sc-current .sc-choice')")


def test_only_one_situation_stands_on_the_screen(page: Page, demo: str) -> None:
    open_kind(page, demo, "scenario")
    assert page.locator(".sc-node:visible").count() == 1
    page.get_by_role("button", name="It is what I wrote down").click()
    assert page.locator(".sc-node:visible").count() == 1
    expect(page.get_by_text("Turn to")).to_have_count(4)
    expect(page.get_by_text("Turn to").first).to_be_hidden()


def test_focus_goes_to_the_reaction_so_that_it_is_read(page: Page, demo: str) -> None:
    open_kind(page, demo, "scenario")
    page.get_by_role("button", name="It is what I wrote down").click()
    assert "wrote it down wrong" in page.evaluate("() => document.activeElement.textContent")


# --- practice and reflection


def test_practice_compares_and_offers_the_next_line(page: Page, demo: str) -> None:
    open_kind(page, demo, "practice")
    expect(page.locator(".sc-exemplar:visible")).to_have_count(0)
    page.get_by_label("Your reply").fill("Oh dear.")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".sc-answer .sc-exemplar")).to_have_count(2)
    page.get_by_label("It offers one next step.").check()
    expect(page.locator(".sc-outcome")).to_have_text(
        "By your own judgement, your reply did 1 of 3 things."
    )
    page.get_by_role("button", name="Too easy").click()
    expect(page.locator(".sc-line")).to_contain_text("I want my money back")
    expect(page.get_by_label("Your reply")).to_have_value("")
    expect(page.locator(".sc-answer .sc-exemplar")).to_have_count(0)


def test_free_text_is_stored_only_when_asked_for(page: Page, demo: str) -> None:
    for kind, button in (("practice", "Compare"), ("reflection", "I have thought about it")):
        open_kind(page, demo, kind)
        page.locator(".sc-text").fill("my secret words")
        page.get_by_role("button", name=button).click()
        expect(page.locator(".sc-outcome")).to_be_visible()
        assert "my secret words" not in stored(page)
        page.reload()
        expect(page.locator(".sc-text")).to_have_value("")
        page.locator(".sc-text").fill("my kept words")
        page.get_by_role("button", name=button).click()
        page.get_by_label("Keep my words in this browser").check()
        assert "my kept words" in stored(page)
        page.reload()
        expect(page.locator(".sc-text")).to_have_value("my kept words")
        page.evaluate("() => localStorage.clear()")


def test_practice_counts_as_done_and_is_never_right_or_wrong(page: Page, demo: str) -> None:
    open_kind(page, demo, "practice")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".sc-intro .sc-progress")).to_have_text("1 of 1 answered")
    expect(page.locator(".sc-summary-body")).not_to_contain_text("reading again")


# --- estimates, sorting, marking, profiles


def test_an_estimate_by_slider_is_the_same_as_by_number(page: Page, demo: str) -> None:
    open_kind(page, demo, "numeric")
    page.get_by_label("Your estimate, as a slider").fill("70")
    expect(page.get_by_label("Your estimate (%)")).to_have_value("70")
    page.get_by_label("Your estimate (%)").fill("71.5")
    page.keyboard.press("Enter")
    expect(page.locator(".sc-outcome")).to_have_text("Right. You said 71.5%; it is 71%.")


def test_an_estimate_out_of_range_is_not_scored(page: Page, demo: str) -> None:
    open_kind(page, demo, "numeric")
    for wrong in ("", "170", "-3"):
        page.get_by_label("Your estimate (%)").fill(wrong)
        page.get_by_role("button", name="Check estimate").click()
        expect(page.locator(".sc-result")).to_contain_text("Not complete yet")


def test_a_distant_estimate_hears_which_way(page: Page, demo: str) -> None:
    open_kind(page, demo, "numeric")
    page.get_by_label("Your estimate (%)").fill("50")
    page.get_by_role("button", name="Check estimate").click()
    expect(page.locator(".sc-outcome")).to_contain_text("Partly right.")
    expect(page.locator(".sc-note")).to_contain_text("the Pacific alone is larger")


def test_sorting_says_where_each_belongs(page: Page, demo: str) -> None:
    open_kind(page, demo, "categorizing")
    for statement, group in (
        ("Salt", "Solid"),
        ("Mercury", "Solid"),
        ("Helium", "Gas"),
        ("Candle wax", "Solid"),
    ):
        page.get_by_role("group", name=statement).get_by_label(group).check()
    page.get_by_role("button", name="Check answer").click()
    expect(page.locator(".sc-outcome")).to_have_text("Partly right. 3 of 4 are in the right group.")
    expect(page.get_by_role("group", name="Mercury")).to_contain_text("Belongs to: Liquid")


def test_marked_turns_keep_the_order_of_the_conversation(page: Page, demo: str) -> None:
    open_kind(page, demo, "highlight")
    turns = page.locator(".sc-option-text").all_inner_texts()
    assert turns[0].startswith("Guide: Have you been")
    page.get_by_label("What do you remember").check()
    page.get_by_role("button", name="Check answer").click()
    expect(page.locator(".sc-outcome")).to_have_text("Partly right. You found 1 of 2.")
    page.get_by_role("button", name="Try again").click()
    assert page.locator(".sc-option-text").all_inner_texts() == turns


def test_a_profile_has_a_mean_and_words_for_each_dimension(page: Page, demo: str) -> None:
    open_kind(page, demo, "rating")
    for statement, points in (
        ("I write lists", 5),
        ("I know on Monday", 4),
        ("I take another way", 2),
        ("I order what I know", 5),
    ):
        page.get_by_role("group", name=statement).get_by_label(str(points), exact=True).check()
    page.get_by_role("button", name="Show my profile").click()
    rows = page.locator(".sc-profile-row")
    expect(rows.nth(0)).to_contain_text("Planning 4.5 of 5")
    expect(rows.nth(0)).to_contain_text("You like to know what comes.")
    # 2, and 5 reversed, which is 1.
    expect(rows.nth(1)).to_contain_text("Exploring 1.5 of 5")
    expect(rows.nth(1)).to_contain_text("You like what you know.")


# --- certainty


def test_certainty_is_mirrored_in_the_summary(page: Page, demo: str) -> None:
    page.goto(f"{demo}self-checks/certain/")
    page.locator("#one").get_by_label("No", exact=True).check()
    page.locator("#one").get_by_label("Sure", exact=True).check()
    page.locator("#one .sc-check").click()
    page.locator("#two").get_by_label("Yes", exact=True).check()
    page.locator("#two").get_by_label("Guessing").check()
    page.locator("#two .sc-check").click()
    summary = page.locator(".sc-summary-body")
    expect(summary).to_contain_text("Sure: 0 right, 1 not")
    expect(summary).to_contain_text("Guessed: 1 right, 0 not")
    expect(summary).to_contain_text("Sure and wrong: 1.")
    record = json.loads(json.loads(stored(page))["selfcheck:/"])["quizzes"]["certain"]
    assert (record["one"]["sure"], record["two"]["sure"]) == (3, 1)


def test_certainty_is_not_asked_unless_the_quiz_wants_it(page: Page, demo: str) -> None:
    page.goto(f"{demo}self-checks/everything/")
    expect(page.locator(".sc-question")).to_have_count(6)
    expect(page.locator(".sc-certainty")).to_have_count(0)
