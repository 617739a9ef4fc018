"""Progress: kept in this browser, and worth nothing to lose sleep over when it can't be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import run_mkdocs

QUIZ = "self-checks/everything/"


def answer_first(page: Page, label: str = "On a mountain") -> None:
    page.locator("#first").get_by_label(label).check()
    page.locator("#first .sc-check").click()
    expect(page.locator("#first .sc-outcome")).to_be_visible()


def stored(page: Page) -> dict:  # type: ignore[type-arg]
    return page.evaluate("() => JSON.parse(localStorage.getItem('selfcheck:/') ?? 'null')")  # type: ignore[no-any-return]


def test_an_answer_is_still_there_after_a_reload(page: Page, demo: str) -> None:
    page.goto(demo + QUIZ)
    answer_first(page, "At the sea")
    page.reload()
    expect(page.locator("#first .sc-result")).to_contain_text("not right")
    expect(page.locator("#first").get_by_label("At the sea")).to_be_checked()
    expect(page.locator(".sc-intro .sc-progress")).to_have_text("1 of 6 answered, 0 right")


def test_an_answer_in_the_chapter_counts_in_the_self_check(page: Page, demo: str) -> None:
    page.goto(demo + "chapters/sample/")
    page.get_by_label("On a mountain").check()
    page.get_by_role("button", name="Check answer").click()
    expect(page.locator(".sc-outcome")).to_contain_text("Right.")
    page.goto(demo + QUIZ)
    expect(page.locator("#first").get_by_label("On a mountain")).to_be_checked()


def test_the_first_try_is_remembered_beside_the_last(page: Page, demo: str) -> None:
    page.goto(demo + QUIZ)
    answer_first(page, "At the sea")
    page.locator("#first .sc-retry").click()
    answer_first(page)
    record = stored(page)["quizzes"]["everything"]["first"]
    assert (record["first"], record["share"], record["tries"]) == (0, 1, 2)


def test_an_edited_question_is_shown_as_changed_and_no_other_answer_is_lost(
    page: Page, new_project: Path, serve: Callable[[Path], str]
) -> None:
    assert run_mkdocs(new_project).returncode == 0
    site = serve(new_project / "site")
    page.goto(site + QUIZ)
    answer_first(page)
    page.locator("#fourth").get_by_label("Gap 1 of 1").fill("zero")
    page.locator("#fourth .sc-check").click()
    quiz = new_project / "quizzes" / "everything.yml"
    text = quiz.read_text("utf-8")
    # A new question at the top as well: nothing hangs on a question's position.
    quiz.write_text(
        text.replace("On a mountain", "On a high mountain").replace(
            "questions:\n",
            "questions:\n"
            "  - id: new-one\n    type: true-false\n    prompt: Snow is white.\n    answer: true\n"
            "    feedback: {true: It is., false: Look again.}\n",
        ),
        "utf-8",
    )
    assert run_mkdocs(new_project).returncode == 0
    page.goto(site + QUIZ)
    expect(page.locator("#first .sc-result")).to_contain_text("has changed since you answered it")
    expect(page.locator("#first").get_by_label("On a high mountain")).not_to_be_checked()
    expect(page.locator("#fourth").get_by_label("Gap 1 of 1")).to_have_value("zero")
    expect(page.locator("#fourth .sc-result")).to_contain_text("right")
    expect(page.locator("#new-one .sc-result")).to_have_text("")


def test_two_tabs_do_not_undo_each_other(context: BrowserContext, demo: str) -> None:
    one, two = context.new_page(), context.new_page()
    one.goto(demo + QUIZ)
    two.goto(demo + QUIZ)
    answer_first(one)
    two.locator("#fourth").get_by_label("Gap 1 of 1").fill("zero")
    two.locator("#fourth .sc-check").click()
    expect(two.locator(".sc-intro .sc-progress")).to_have_text("2 of 6 answered, 2 right")
    expect(one.locator(".sc-intro .sc-progress")).to_have_text("2 of 6 answered, 2 right")
    assert set(stored(one)["quizzes"]["everything"]) == {"first", "fourth"}


BROKEN = {
    "not JSON": "{",
    "another shape": '{"quizzes": 7}',
    "a list": "[]",
    "a number": "5",
    "null": "null",
    "quizzes that are no tables": '{"version": 1, "quizzes": {"everything": 5, "other": [1]}}',
    "records that are no tables": '{"version": 1, "quizzes": {"everything": {"first": "x"}}}',
    "an answer of another shape": json.dumps(
        {"version": 1, "quizzes": {"everything": {"first": {"fingerprint": "FIRST", "share": 1,
         "answer": {"a": 1}, "tries": 1, "at": "never"}}}}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_storage_costs_nothing_but_the_memory(page: Page, demo: str, name: str) -> None:
    page.goto(demo + QUIZ)
    fingerprint = page.locator("#first").get_attribute("data-fingerprint") or ""
    text = BROKEN[name].replace("FIRST", fingerprint)
    page.evaluate("text => localStorage.setItem('selfcheck:/', text)", text)
    page.reload()
    answer_first(page)
    page.reload()
    expect(page.locator("#first").get_by_label("On a mountain")).to_be_checked()


def test_what_could_not_be_read_is_set_aside(page: Page, demo: str) -> None:
    page.goto(demo + QUIZ)
    page.evaluate("() => localStorage.setItem('selfcheck:/', '{broken')")
    page.reload()
    answer_first(page)
    assert page.evaluate("() => localStorage.getItem('selfcheck:/:unreadable')") == "{broken"


def test_progress_of_a_later_version_is_left_alone(page: Page, demo: str) -> None:
    later = '{"version": 99, "quizzes": {"everything": {}}}'
    page.goto(demo + QUIZ)
    page.evaluate("text => localStorage.setItem('selfcheck:/', text)", later)
    page.reload()
    answer_first(page)
    assert page.evaluate("() => localStorage.getItem('selfcheck:/')") == later


@pytest.mark.parametrize(
    "fault",
    [
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
        "Storage.prototype.getItem = () => { throw new DOMException('', 'SecurityError') }",
        "Object.defineProperty(window, 'localStorage', "
        "{ get() { throw new DOMException('', 'SecurityError') } })",
        "Object.defineProperty(window, 'localStorage', { value: null })",
    ],
    ids=["full", "unreadable", "forbidden", "absent"],
)
def test_storage_that_fails_leaves_a_working_page(page: Page, demo: str, fault: str) -> None:
    # Only our own script sees the fault: Material's stops at a forbidden storage.
    page.route(
        "**/assets/selfcheck/runtime.js",
        lambda route: route.fulfill(
            content_type="text/javascript", body=f"{fault};\n{route.fetch().text()}"
        ),
    )
    page.goto(demo + QUIZ)
    answer_first(page)
    expect(page.locator(".sc-summary-body")).to_contain_text("1 of 6 answered, 1 right.")
    page.locator("#first .sc-retry").click()
    answer_first(page, "At the sea")
    expect(page.locator(".sc-summary-body")).to_contain_text("1 of 6 answered, 0 right.")


def test_summary_names_each_section_to_read_again_once(page: Page, demo: str) -> None:
    page.goto(demo + QUIZ)
    answer_first(page, "At the sea")
    page.locator("#third").get_by_label("False").check()
    page.locator("#third").get_by_label("it is colder").check()
    page.locator("#third .sc-check").click()
    again = page.locator(".sc-again li")
    expect(again).to_have_count(1)
    expect(again).to_have_text("Why water boils (question 1, question 3)")
    again.get_by_role("link", name="Why water boils").click()
    page.wait_for_url("**/chapters/sample/#boiling")


def test_deleting_the_answers_of_a_self_check_leaves_the_others(page: Page, demo: str) -> None:
    page.goto(demo + "self-checks/single-choice/")
    page.get_by_label("Below 100 °C").check()
    page.get_by_role("button", name="Check answer").click()
    page.goto(demo + QUIZ)
    answer_first(page)
    page.get_by_role("button", name="Delete my answers").click()
    expect(page.locator(".sc-intro .sc-progress")).to_have_text("6 questions")
    expect(page.locator("#first").get_by_label("On a mountain")).not_to_be_checked()
    assert list(stored(page)["quizzes"]) == ["single-choice"]


def test_the_index_shows_progress(page: Page, demo: str) -> None:
    page.goto(demo + QUIZ)
    answer_first(page)
    page.goto(demo + "self-checks/")
    card = page.locator(".sc-card", has_text="Every kind")
    expect(card.locator(".sc-progress")).to_have_text("1 of 6 answered, 1 right")


def test_progress_of_the_first_version_gets_a_day_to_come_back(page: Page, demo: str) -> None:
    page.goto(demo + QUIZ)
    fingerprint = page.locator("#first").get_attribute("data-fingerprint")
    record = {"fingerprint": fingerprint, "share": 1, "first": 1, "answer": [["0"]], "tries": 1}
    old = {
        "version": 1,
        "quizzes": {"everything": {"first": record | {"at": "2026-01-05T10:00:00Z"}}},
    }
    page.evaluate("text => localStorage.setItem('selfcheck:/', text)", json.dumps(old))
    page.reload()
    expect(page.locator("#first").get_by_label("On a mountain")).to_be_checked()
    page.goto(demo + "self-checks/review/")
    expect(page.locator(".sc-review-count")).to_have_text("1 question is due today.")
