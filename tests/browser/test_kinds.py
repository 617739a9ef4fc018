"""Each kind in a real browser: answer, feedback, another try."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect


@pytest.fixture
def everything(page: Page, demo: str) -> Page:
    page.goto(f"{demo}self-checks/everything/")
    page.wait_for_function("() => Boolean(customElements.get('selfcheck-ordering'))")
    return page


def check(question: Locator) -> Locator:
    """Press the button; returns the place of the verdict."""
    question.get_by_role("button", name="Check answer").click()
    return question.locator(".sc-result")


def choose(question: Locator, *labels: str) -> None:
    for label in labels:
        question.get_by_label(label, exact=True).check()


def pick(question: Locator, **partners: str) -> None:
    for left, right in partners.items():
        select = question.get_by_label(left)
        number = select.locator("option", has_text=right).get_attribute("value")
        select.select_option(value=number)


def order(question: Locator, *steps: str) -> None:
    for place, step in enumerate(steps):
        item = question.locator(".sc-step", has_text=step)
        while question.locator(".sc-step").nth(place).inner_text().find(step) < 0:
            item.get_by_role("button", name="Move up").click()


RIGHT: dict[str, Callable[[Locator], None]] = {
    "first": lambda q: choose(q, "On a mountain"),
    "second": lambda q: choose(q, "Two", "Four"),
    "third": lambda q: choose(q, "True", "it is less dense"),
    "fourth": lambda q: q.get_by_label("Gap 1 of 1").fill("Zero"),
    "fifth": lambda q: pick(q, Six="Even", Seven="Odd", Nine="Odd"),
    "sixth": lambda q: order(q, "One", "Two", "Three"),
}
WRONG: dict[str, Callable[[Locator], None]] = {
    "first": lambda q: choose(q, "At the sea"),
    "second": lambda q: choose(q, "Three"),
    "third": lambda q: choose(q, "False", "it is colder"),
    "fourth": lambda q: q.get_by_label("Gap 1 of 1").fill("four"),
    "fifth": lambda q: pick(q, Six="Odd", Seven="Even", Nine="Even"),
    "sixth": lambda q: order(q, "Three", "Two", "One"),
}
PARTLY: dict[str, tuple[Callable[[Locator], None], str]] = {
    "second": (lambda q: choose(q, "Two"), "You found 1 of 2."),
    "third": (lambda q: choose(q, "True", "it is colder"), "the reason is not"),
    "fifth": (lambda q: pick(q, Six="Even", Seven="Odd", Nine="Even"), "2 of 3 pairs"),
    "sixth": (lambda q: order(q, "One", "Three", "Two"), "1 of 3 steps"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_answer(everything: Page, name: str) -> None:
    question = everything.locator(f"#{name}")
    RIGHT[name](question)
    expect(check(question)).to_contain_text("Right.")


@pytest.mark.parametrize("name", WRONG)
def test_wrong_answer(everything: Page, name: str) -> None:
    question = everything.locator(f"#{name}")
    WRONG[name](question)
    expect(check(question)).to_contain_text("Not right.")


@pytest.mark.parametrize("name", PARTLY)
def test_partly_right_answer(everything: Page, name: str) -> None:
    question = everything.locator(f"#{name}")
    answer, said = PARTLY[name]
    answer(question)
    result = check(question)
    expect(result).to_contain_text("Partly right.")
    expect(result).to_contain_text(said)


@pytest.mark.parametrize("name", RIGHT)
def test_every_choice_is_explained_and_no_feedback_shows_before(
    everything: Page, name: str
) -> None:
    question = everything.locator(f"#{name}")
    told = question.locator(".sc-key .sc-feedback").all_text_contents()
    for feedback in question.locator(".sc-feedback").all():
        expect(feedback).to_be_hidden()
    WRONG[name](question)
    check(question)
    shown = [each.strip() for each in question.locator(".sc-answer .sc-feedback").all_inner_texts()]
    assert sorted(filter(None, shown)) == sorted(each.strip() for each in told)
    expect(question.locator(".sc-key")).to_be_hidden()


@pytest.mark.parametrize("name", RIGHT)
def test_another_try_starts_clean_and_can_be_right(everything: Page, name: str) -> None:
    question = everything.locator(f"#{name}")
    WRONG[name](question)
    check(question)
    question.get_by_role("button", name="Try again").click()
    expect(question.locator(".sc-result")).to_have_text("")
    expect(question.locator(".sc-answer .sc-feedback")).to_have_count(0)
    expect(question.get_by_role("button", name="Try again")).to_be_hidden()
    assert everything.evaluate(
        f"document.querySelector('#{name}').contains(document.activeElement)"
    )
    RIGHT[name](question)
    expect(check(question)).to_contain_text("Right.")


def test_feedback_stays_with_its_option_after_shuffling(everything: Page) -> None:
    question = everything.locator("#second")
    for _ in range(6):
        choose(question, "Two")
        check(question)
        for label, feedback in (
            ("Two", "Half of it is one."),
            ("Four", "Half of it is two."),
            ("Three", "It has no whole half."),
            ("Five", "Nor has this."),
        ):
            option = question.locator(".sc-option", has=everything.get_by_label(label, exact=True))
            expect(option.locator(".sc-feedback")).to_have_text(feedback)
        question.get_by_role("button", name="Try again").click()


def test_order_of_options_holds_while_the_page_is_open(everything: Page) -> None:
    question = everything.locator("#second")
    before = question.locator(".sc-option-text").all_inner_texts()
    choose(question, "Two")
    check(question)
    assert question.locator(".sc-option-text").all_inner_texts() == before
    everything.reload()
    assert question.locator(".sc-option-text").all_inner_texts() == before


def test_steps_are_never_shown_in_the_right_order(everything: Page) -> None:
    question = everything.locator("#sixth")
    for _ in range(8):
        steps = [each.strip() for each in question.locator(".sc-step-text").all_inner_texts()]
        assert steps != ["One", "Two", "Three"]
        order(question, "Three", "Two", "One")
        check(question)
        question.get_by_role("button", name="Try again").click()


def test_incomplete_answer_is_not_scored(everything: Page) -> None:
    question = everything.locator("#third")
    expect(check(question)).to_contain_text("Not complete yet")
    choose(question, "True")
    expect(check(question)).to_contain_text("Not complete yet")
    assert everything.evaluate("localStorage.length") == 0


def test_button_pressed_twice_counts_once(everything: Page) -> None:
    question = everything.locator("#first")
    choose(question, "At the sea")
    question.get_by_role("button", name="Check answer").dblclick()
    expect(question.locator(".sc-option .sc-feedback")).to_have_count(2)
    stored = everything.evaluate("JSON.parse(Object.values(localStorage)[0])")
    assert stored["quizzes"]["everything"]["first"]["tries"] == 1


def test_enter_in_a_gap_checks(everything: Page) -> None:
    question = everything.locator("#fourth")
    question.get_by_label("Gap 1 of 1").fill("four")
    everything.keyboard.press("Enter")
    expect(question.locator(".sc-result")).to_contain_text("Not right.")
    expect(question).to_contain_text("It is densest at four.")


def test_arrow_in_a_radio_group_chooses_and_does_not_submit(everything: Page) -> None:
    question = everything.locator("#first")
    question.locator("input").first.focus()
    everything.keyboard.press("ArrowDown")
    expect(question.locator("input").nth(1)).to_be_checked()
    expect(question.locator(".sc-result")).to_have_text("")


def test_steps_can_be_dragged(everything: Page) -> None:
    question = everything.locator("#sixth")
    steps = question.locator(".sc-step")
    before = steps.locator(".sc-step-text").all_inner_texts()
    question.scroll_into_view_if_needed()
    first, last = steps.first.bounding_box(), steps.last.bounding_box()
    assert first
    assert last
    everything.mouse.move(first["x"] + 60, first["y"] + first["height"] / 2)
    everything.mouse.down()
    everything.mouse.move(last["x"] + 60, last["y"] + last["height"] - 2, steps=8)
    everything.mouse.up()
    assert steps.locator(".sc-step-text").all_inner_texts() == [*before[1:], before[0]]


def test_hint_opens_without_answering(everything: Page) -> None:
    question = everything.locator("#first")
    expect(question.get_by_text("Think of the air above it.")).to_be_hidden()
    question.get_by_text("Hint").click()
    expect(question.get_by_text("Think of the air above it.")).to_be_visible()
