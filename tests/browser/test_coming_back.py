"""Coming back: the schedule, the review page, and the file that belongs to the reader."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

START = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
REVIEW = "self-checks/review/"
PROGRESS = "self-checks/progress/"

answers = st.lists(
    st.tuples(st.integers(1, 4), st.integers(0, 60 * 24 * 400)), min_size=1, max_size=12
)


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=answers)
def test_the_same_ratings_give_the_same_due_dates_as_fsrs(
    schedules: Page, history: list[tuple[int, int]]
) -> None:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, now, expected, calls = Card(), START, [], []
    for rating, minutes in history:
        card, _ = scheduler.review_card(card, Rating(rating), now)
        expected.append(card.due)
        calls.append((rating, int(now.timestamp() * 1000)))
        now += timedelta(minutes=minutes)
    found = schedules.evaluate(
        """calls => {
            let memory = null;
            return calls.map(([rating, now]) =>
                (memory = selfcheck.schedule(memory, rating, new Date(now))).due);
        }""",
        calls,
    )
    assert [datetime.fromisoformat(each) for each in found] == expected


@pytest.fixture
def schedules(page: Page, demo: str) -> Page:
    page.goto(f"{demo}self-checks/review/")
    page.wait_for_function("() => Boolean(window.selfcheck?.schedule)")
    return page


def answer(page: Page, demo: str, label: str = "On a mountain") -> None:
    page.goto(f"{demo}self-checks/everything/")
    page.locator("#first").get_by_label(label).check()
    page.locator("#first .sc-check").click()
    expect(page.locator("#first .sc-outcome")).to_be_visible()


def record(page: Page) -> dict[str, Any]:
    return page.evaluate(  # type: ignore[no-any-return]
        "() => JSON.parse(localStorage.getItem('selfcheck:/')).quizzes.everything.first"
    )


def set_due(page: Page, days: int) -> None:
    page.evaluate(
        """days => {
            const stored = JSON.parse(localStorage.getItem('selfcheck:/'));
            const moved = (text) => new Date(Date.parse(text) + days * 86400000).toISOString();
            for (const records of Object.values(stored.quizzes))
                for (const record of Object.values(records)) {
                    // As version 2 kept it; what it says of the last answer counts further.
                    const due = moved(new Date().toISOString());
                    record.memory = { stability: 3, difficulty: 5, due, last: moved(due) };
                    record.asked = [];
                }
            localStorage.setItem('selfcheck:/', JSON.stringify(stored));
        }""",
        days,
    )


def test_a_second_try_on_the_same_day_does_not_count_as_remembering(page: Page, demo: str) -> None:
    answer(page, demo, "At the sea")
    forgotten = record(page)["asked"]
    assert [each["share"] for each in forgotten] == [0]
    page.locator("#first .sc-retry").click()
    page.locator("#first").get_by_label("On a mountain").check()
    page.locator("#first .sc-check").click()
    expect(page.locator("#first .sc-outcome")).to_contain_text("Right.")
    assert record(page)["asked"] == forgotten


def test_nothing_is_due_before_anything_was_answered(page: Page, demo: str) -> None:
    page.goto(demo + REVIEW)
    expect(page.locator(".sc-review")).to_contain_text("You have not answered any question yet")


def test_what_is_not_due_is_not_asked(page: Page, demo: str) -> None:
    answer(page, demo)
    set_due(page, 3)
    page.goto(demo + REVIEW)
    expect(page.locator(".sc-review")).to_contain_text("Nothing is due today. The next question")


def test_a_due_question_is_asked_on_the_review_page_and_then_rests(page: Page, demo: str) -> None:
    answer(page, demo)
    set_due(page, -2)
    page.goto(demo + REVIEW)
    expect(page.locator(".sc-review-count")).to_have_text("1 question is due today.")
    page.get_by_role("button", name="Begin").click()
    question = page.locator(".sc-question")
    expect(question.locator("input:checked")).to_have_count(0)
    question.get_by_label("On a mountain").check()
    question.get_by_role("button", name="Check answer").click()
    expect(question.locator(".sc-outcome")).to_contain_text("Right.")
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".sc-review-count")).to_contain_text("Done for today.")
    page.reload()
    expect(page.locator(".sc-review")).to_contain_text("Nothing is due today.")


def test_a_review_page_opened_from_disk_leads_to_the_questions(page: Page, demo_site: Path) -> None:
    page.goto((demo_site / "self-checks/everything/index.html").as_uri())
    page.locator("#first").get_by_label("On a mountain").check()
    page.locator("#first .sc-check").click()
    page.goto((demo_site / "self-checks/review/index.html").as_uri())
    expect(page.locator(".sc-review")).to_contain_text("due")


# --- the reader's own file


def save(page: Page, demo: str, folder: Path) -> Path:
    page.goto(demo + PROGRESS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    file = folder / "saved.json"
    download.value.save_as(file)
    return file


def load(page: Page, demo: str, content: str | bytes) -> None:
    page.goto(demo + PROGRESS)
    page.wait_for_selector(".sc-own-tools")
    raw = content.encode() if isinstance(content, str) else content
    page.locator("input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": raw}
    )


def test_progress_moves_to_another_device_in_a_file(page: Page, demo: str, tmp_path: Path) -> None:
    answer(page, demo)
    before = record(page)
    file = save(page, demo, tmp_path)
    page.evaluate("() => localStorage.clear()")
    load(page, demo, file.read_bytes())
    expect(page.locator(".sc-own-status")).to_contain_text("1 answers taken from the file.")
    expect(page.locator(".sc-own-card")).to_contain_text("1 of 6 answered, 1 right.")
    assert record(page) == before


def test_of_two_answers_the_later_stays_and_nothing_else_is_lost(
    page: Page, demo: str, tmp_path: Path
) -> None:
    answer(page, demo, "At the sea")
    file = save(page, demo, tmp_path)
    answer_again = json.loads(file.read_text("utf-8"))
    page.evaluate("() => localStorage.clear()")
    answer(page, demo)
    page.locator("#fourth").get_by_label("Gap 1 of 1").fill("zero")
    page.locator("#fourth .sc-check").click()
    load(page, demo, json.dumps(answer_again))
    expect(page.locator(".sc-own-status")).to_contain_text("nothing newer")
    assert record(page)["share"] == 1
    later = answer_again["quizzes"]["everything"]["first"] | {"at": "2099-01-01T00:00:00.000Z"}
    answer_again["quizzes"]["everything"]["first"] = later
    load(page, demo, json.dumps(answer_again))
    expect(page.locator(".sc-own-status")).to_contain_text("1 answers taken")
    expect(page.locator(".sc-own-card")).to_contain_text("2 of 6 answered, 1 right.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "can't be read as JSON"),
        ("\x00\x01", "can't be read as JSON"),
        ('{"format": "other", "quizzes": {}}', "not a progress file"),
        ("[]", "not a progress file"),
        ("null", "not a progress file"),
        ('{"format": "selfcheck-progress", "version": 99, "quizzes": {}}', "later version"),
        (
            '{"format": "selfcheck-progress", "version": 2, "quizzes": {"elsewhere": {}}}',
            "another site",
        ),
    ],
)
def test_a_broken_or_foreign_file_is_refused_with_a_reason(
    page: Page, demo: str, content: str, reason: str
) -> None:
    answer(page, demo)
    before = page.evaluate("() => localStorage.getItem('selfcheck:/')")
    load(page, demo, content)
    expect(page.locator(".sc-own-status")).to_contain_text(reason)
    expect(page.locator(".sc-own-status")).to_contain_text("Nothing was changed.")
    assert page.evaluate("() => localStorage.getItem('selfcheck:/')") == before


def test_a_file_with_hostile_records_harms_nothing(page: Page, demo: str) -> None:
    hostile = {
        "format": "selfcheck-progress",
        "version": 2,
        "quizzes": {
            "everything": {
                "first": {"fingerprint": "x", "share": 7, "at": "2026-01-01"},
                "second": "<img src=x onerror=alert(1)>",
                "third": {"fingerprint": "<b>", "share": 1, "at": "<img src=x onerror=alert(1)>"},
                "<img src=x onerror=alert(1)>": {
                    "fingerprint": "x", "share": 1, "at": "2026-01-01T00:00:00Z", "memory": None,
                },
            },
            "__proto__": {"polluted": True},
        },
    }  # fmt: skip
    load(page, demo, json.dumps(hostile))
    expect(page.locator(".sc-own-status")).to_contain_text("taken from the file")
    page.goto(f"{demo}self-checks/everything/")
    expect(page.locator("#first .sc-result")).to_have_text("")
    assert page.evaluate("() => ({}).polluted") is None
    page.goto(demo + REVIEW)
    expect(page.locator(".sc-review")).to_contain_text("You have not answered")


def test_deleting_everything_asks_first(page: Page, demo: str) -> None:
    answer(page, demo)
    page.goto(demo + PROGRESS)
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Keep them").click()
    expect(page.locator(".sc-own-card")).to_have_count(1)
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Yes, delete").click()
    expect(page.locator(".sc-own-summary")).to_have_text("Nothing yet.")
    assert page.evaluate("() => JSON.parse(localStorage.getItem('selfcheck:/')).quizzes") == {}
