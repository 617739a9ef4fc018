"""The page on which a question is written: it shows, says and writes what the rest of us do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from selfcheck.advice import judge
from selfcheck.book import Book
from selfcheck.kinds import all_kinds
from selfcheck.pages import PageWriter
from selfcheck.pages import pages as pages_module
from selfcheck.quiz import read_quiz
from selfcheck.quiz.bank import BankEntry
from selfcheck.source import Source
from tests.browser.reader import violations
from tests.conftest import faultless

WRITE = "self-checks/write/"


@pytest.fixture(scope="module")
def code(browser: Browser, demo: str) -> Iterator[Page]:
    """The form's own code, loaded once for the tests that only call it."""
    with faultless(browser) as context:
        page = context.new_page()
        page.goto(demo + WRITE)
        page.wait_for_function("() => window.selfcheck?.author")
        yield page


@pytest.fixture
def form(page: Page, demo: str) -> Page:
    page.goto(demo + WRITE)
    page.get_by_role("button", name="Add this question").click()
    return page


def test_the_text_that_it_writes_is_read_as_it_was_meant(form: Page) -> None:
    nasty = [
        "plain words", "yes", "null", "12", "- dash", "a: b", "a # b", "{gap}", "[x]", "'single'",
        '"double"', "back\\slash", "two\nlines", "para\n\npara", "tab\there", "é ü 漢 😀 \u2028",
        "  led by spaces", "trailing: colon:", "@at", "`tick`", "%percent", "&anchor *alias",
        "!tag", "| pipe", "> fold", "? question", "word " * 60, "a\n  indented\nb", "---", "...",
        "ends with a comma,", "“quoted”", "0x10", "1e5", "true", "~", "<b>&amp;</b>", "x" * 300,
        "\ufeffmark", "nul\u0001", "# first\nsecond", "- a\n- b",
    ]  # fmt: skip
    quiz = {
        "title": "T",
        "questions": [
            {"id": "a", "type": "reflection", "prompt": text, "waive": {"no-hint": text}}
            for text in nasty
        ],
    }
    made = form.evaluate("quiz => selfcheck.author.yaml(quiz)", quiz)
    read = yaml.safe_load(made)
    for text, question in zip(nasty, read["questions"], strict=True):
        wanted = "\n".join(line.rstrip() for line in text.split("\n"))
        assert question["prompt"] == wanted, made
        assert question["waive"]["no-hint"] == wanted


EXAMPLES = [
    (kind.name, question)
    for kind in all_kinds().values()
    for question in yaml.safe_load(kind.example.read_text("utf-8"))["questions"]
]


def with_text_keys(value: Any) -> Any:
    """Data as the quiz language reads it: keys are text."""
    if isinstance(value, dict):
        return {
            (str(key).lower() if isinstance(key, bool) else key): with_text_keys(each)
            for key, each in value.items()
        }
    return [with_text_keys(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", all_kinds())
def test_it_shows_a_question_as_the_site_does(
    code: Page, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The same templates, walked by Jinja and by the browser, make the same HTML."""
    monkeypatch.setattr(pages_module, "mixed", lambda items, *_: list(enumerate(items)))
    for name, data in EXAMPLES:
        if name != kind or "figure" in data:
            continue
        own = {key: value for key, value in data.items() if key not in ("section", "sources")}
        quiz = {"title": "T", "questions": [own]}
        source = Source("q.yml", yaml.safe_dump(quiz, allow_unicode=True).encode())
        read, problems = read_quiz(source)
        assert read, problems
        writer = writer_of_plain_text()
        entry = BankEntry("preview", "q.yml", None, read)  # type: ignore[arg-type]
        ours = writer._question(entry, read.questions[0], 1, level=3, on_page="x")
        theirs = code.evaluate(
            """question => selfcheck.author.render(question, {
                number: 1, total: 1,
                text: words => `<p>${words.replace(/[&<>]/g, s => ({'&': '&amp;', '<': '&lt;', '>': '&gt;'}[s]))}</p>`,
            })""",  # noqa: E501
            with_text_keys(own),
        )
        fingerprint = read.questions[0].fingerprint
        assert theirs == str(ours).replace(f'fingerprint="{fingerprint}"', 'fingerprint="preview"')


def writer_of_plain_text() -> PageWriter:
    class NoProject:
        book = Book()

    from markupsafe import Markup

    writer = PageWriter(NoProject())  # type: ignore[arg-type]
    writer.text.block = lambda text: Markup(f"<p>{escape(text.strip(), quote=False)}</p>")  # type: ignore[method-assign]
    return writer


def spoilt() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each kind's example with one mistake of those that people make."""

    def example(kind: str) -> dict[str, Any]:
        data = next(data for name, data in EXAMPLES if name == kind)
        return dict(with_text_keys(json.loads(json.dumps(with_text_keys(data)))))

    for kind in all_kinds():
        question = example(kind)
        if kind != "fill-in":
            del question["prompt"]
            yield f"{kind} without a prompt", question
        question = example(kind) | {"id": "Not A Slug"}
        yield f"{kind} with a bad id", question
        yield f"{kind} with a prompt too long", example(kind) | {"prompt": "x" * 10_001}
    for kind in ("single-choice", "multiple-choice"):
        question = example(kind)
        for option in question["options"]:
            option.pop("correct", None)
        yield f"{kind} with nothing right", question
        question = example(kind)
        for option in question["options"]:
            option["correct"] = True
        yield f"{kind} with everything right", question
        question = example(kind)
        question["options"][1]["text"] = question["options"][0]["text"].upper() + " "
        yield f"{kind} with two the same", question
        question = example(kind)
        del question["options"][0]["feedback"]
        yield f"{kind} without feedback", question
        question["options"] = question["options"][1:2]
        yield f"{kind} with one option", question
    question = example("fill-in")
    question["text"] = "A {word} and a {word} and {other}."
    yield "gaps that don't fit", question
    question = example("matching")
    question["distractors"] = [question["pairs"][0]["right"]]
    yield "a distractor that is right", question
    question = example("ordering")
    question["steps"][0] = question["steps"][1]
    yield "a step twice", question
    question = example("numeric")
    question |= {"min": 5, "max": 1, "tolerance": 3, "zero-at": 1, "answer": 2}
    question.pop("figure", None)
    yield "an impossible range", question
    question = example("categorizing")
    question["items"][0]["group"] = "elsewhere"
    yield "an unknown group", question
    question = example("highlight")
    for turn in question["turns"]:
        turn.pop("target", None)
    yield "nothing to mark", question
    question = example("practice")
    for exemplar in question["exemplars"]:
        exemplar["strength"] = "strong"
    yield "no weaker exemplar", question
    question = example("rating")
    question["statements"][0]["dimension"] = "elsewhere"
    yield "an unknown dimension", question
    question = example("scenario")
    question["start"] = "elsewhere"
    yield "an unknown start", question
    question = example("scenario")
    question["nodes"].append({"id": "island", "text": "Nobody comes here.", "ending": "mixed"})
    yield "an island", question


@pytest.mark.parametrize(
    ("mistake", "question"), list(spoilt()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_it_finds_what_the_command_finds(
    code: Page, mistake: str, question: dict[str, Any]
) -> None:
    quiz = {"title": "T", "questions": [question]}
    text = yaml.safe_dump(quiz, allow_unicode=True, sort_keys=False)
    _, diagnostics = read_quiz(Source("q.yml", text.encode()))
    ours = {(each.code, each.message) for each in diagnostics if each.severity == "error"}
    assert ours, mistake
    found = code.evaluate("quiz => selfcheck.author.check(quiz)", quiz)
    theirs = {(each["code"], each["message"]) for each in found if each["severity"] == "error"}
    assert theirs == ours


ADVISED = {
    "few-options": ["Both", "Neither one"],
    "many-options": ["One bee", "Two bees", "Three bees", "Four bees", "Five bees"],
    "all-of-the-above": ["They huddle", "They fly off", "All of the above"],
    "lazy-feedback": ["They huddle", "They fly off", "They dig in"],
}


@pytest.mark.parametrize("rule", ADVISED)
def test_its_advice_is_the_command_s(code: Page, rule: str) -> None:
    feedback = "Correct, well done!" if rule == "lazy-feedback" else "A reason for this, at length."
    options = [{"text": text, "feedback": f"{feedback}"} for text in ADVISED[rule]]
    options[0]["correct"] = True  # type: ignore[assignment]
    question = {
        "id": "a", "type": "single-choice", "prompt": "What do bees do in winter?",
        "options": options,
    }  # fmt: skip
    quiz = {"title": "T", "questions": [question]}
    read, problems = read_quiz(Source("q.yml", yaml.safe_dump(quiz).encode()))
    assert read, problems
    names = ("few-options", "many-options", "choose-all-not-said", "all-of-the-above",
             "lazy-feedback")  # fmt: skip
    ours = {
        (each.code, each.message, each.at) for _, each in judge({"q": read}) if each.code in names
    }
    assert rule in {code for code, _, _ in ours}
    found = code.evaluate("quiz => selfcheck.author.check(quiz)", quiz)
    theirs = {
        (each["code"], each["message"], tuple(each["at"]))
        for each in found
        if each["severity"] == "warning"
    }
    assert theirs == ours


def test_a_question_is_written_tried_and_taken_away(form: Page) -> None:
    form.get_by_label("Title").first.fill("Hot water")
    question = form.locator(".sc-author-question")
    question.get_by_label("Prompt (needed)").fill("When does water boil **below** 100 °C?")
    rows = question.locator(".sc-rows").first.locator("> .sc-row")
    expect(rows).to_have_count(2)
    for row, (text, feedback) in zip(
        rows.all(), [("On a mountain", "Air is thin."), ("At sea", "Air is thick.")], strict=True
    ):
        row.get_by_label("Text (needed)").fill(text)
        row.get_by_label("Feedback (needed)").fill(feedback)
    expect(form.locator(".sc-author-problems")).to_contain_text("none of the 'options' is correct")
    rows.first.get_by_label("Correct").check()
    expect(form.locator(".sc-author-problems")).not_to_contain_text("To mend:")
    preview = form.locator(".sc-author-preview .sc-question")
    expect(preview.locator("strong")).to_contain_text(["below"])
    preview.get_by_label("On a mountain").check()
    preview.get_by_role("button", name="Check answer").click()
    expect(preview.locator(".sc-outcome")).to_contain_text("Right.")
    assert form.evaluate("() => localStorage.length") == 0, "trying it leaves no progress"
    with form.expect_download() as saved:
        form.get_by_role("button", name="Save as a file").click()
    assert saved.value.suggested_filename == "hot-water.yml"
    text = saved.value.path().read_bytes()
    quiz, problems = read_quiz(Source("hot-water.yml", text))
    assert quiz, problems
    assert quiz.questions[0].prompt == "When does water boil **below** 100 °C?"


def test_a_problem_leads_to_its_field(form: Page) -> None:
    form.get_by_label("Title").first.fill("T")
    problems = form.locator(".sc-author-problems a")
    problems.filter(has_text="'prompt' is missing").click()
    focused = form.evaluate("() => document.activeElement.dataset.key")
    assert focused == "prompt"
    invalid = form.locator("[data-key=prompt]")
    expect(invalid).to_have_attribute("aria-invalid", "true")


def test_hostile_text_is_shown_and_not_obeyed(form: Page) -> None:
    hostile = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) </p><script>alert(1)</script>"
    form.evaluate(
        """text => {
            const holder = document.createElement("div");
            holder.innerHTML = selfcheck.author.render({
                id: "a", type: "single-choice", prompt: text, hint: text,
                options: [{text, feedback: text, correct: true}, {text: "b", feedback: text}],
            });
            document.body.append(holder);
            holder.id = "hostile";
        }""",
        hostile,
    )
    shown = form.locator("#hostile")
    expect(shown.locator("img, script")).to_have_count(0)
    expect(shown.locator("a[href^='javascript']")).to_have_count(0)
    expect(shown.locator(".sc-prompt")).to_contain_text("<img src=x onerror=alert(1)>")


def test_a_draft_is_kept_if_asked_for_and_not_otherwise(form: Page) -> None:
    form.get_by_label("Title").first.fill("Mine")
    form.get_by_label("Keep my draft in this browser").check()
    form.get_by_label("Title").first.fill("Mine, and longer")
    expect(form.locator(".sc-author-yaml")).to_contain_text("Mine, and longer")
    form.reload()
    form.wait_for_selector(".sc-author-question")
    expect(form.get_by_label("Title").first).to_have_value("Mine, and longer")
    form.get_by_label("Keep my draft in this browser").uncheck()
    assert form.evaluate("() => localStorage.length") == 0


def test_every_kind_has_a_form_without_barriers(form: Page) -> None:
    for kind in all_kinds():
        form.get_by_label("Kind of question").select_option(kind)
        form.get_by_role("button", name="Add this question").click()
    expect(form.locator(".sc-author-question")).to_have_count(1 + len(all_kinds()))
    assert violations(form, ".sc-author") == ""
    form.set_viewport_size({"width": 320, "height": 800})
    assert form.evaluate("() => document.documentElement.scrollWidth") <= 320
