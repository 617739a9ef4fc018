"""A site in another language, left to right and right to left."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, expect

from selfcheck.kinds import all_kinds
from selfcheck.pages.messages import Messages, category_of, languages
from tests.browser.reader import answer_everything, violations, wait_for_questions
from tests.conftest import faultless, run_mkdocs

QUIZ = "self-checks/everything/"
EVERY_KIND = "self-checks/every-kind/"
# Material tells links by their colour alone; a site that cares underlines them.
UNDERLINED = ".md-typeset a { text-decoration: underline }"
TRANSLATED = ["de", "ar"]
# The theme's own parts are not judged.
OURS = "self-check, .selfcheck-callout"


def configure(project: Path, theme: dict[str, Any], **options: Any) -> None:
    """Give the project's theme and the plugin further options."""
    file = project / "mkdocs.yml"
    config = yaml.safe_load(file.read_text("utf-8"))
    config["theme"] |= theme
    config["extra_css"] = ["underlined.css"]
    (project / "docs" / "underlined.css").write_text(UNDERLINED, "utf-8")
    (plugin,) = (each for each in config["plugins"] if isinstance(each, dict))
    plugin["selfcheck"] |= options
    file.write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")


def every_kind() -> str:
    """A quiz of all questions of all examples."""
    questions = [
        {**question, "id": f"{kind.name}-{number}"}
        for kind in all_kinds().values()
        for number, question in enumerate(yaml.safe_load(kind.example.read_text())["questions"])
    ]
    return str(yaml.safe_dump({"title": "Every kind", "questions": questions}))


@pytest.fixture(scope="module")
def sites(
    demo_project: Path, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> dict[str, str]:
    """The demo site's address in each language."""
    addresses = {}
    for language in TRANSLATED:
        project = tmp_path_factory.mktemp(language) / "project"
        shutil.copytree(demo_project, project, ignore=shutil.ignore_patterns("site"))
        configure(project, {"language": language})
        (project / "quizzes" / "every-kind.yml").write_text(every_kind(), "utf-8")
        result = run_mkdocs(project)
        assert result.returncode == 0, result.stderr
        addresses[language] = serve(project / "site")
    return addresses


@pytest.fixture(params=TRANSLATED)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(sites: dict[str, str], language: str) -> str:
    return sites[language]


@pytest.fixture
def words(language: str) -> Messages:
    return Messages(language)


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    with faultless(browser, viewport={"width": 320, "height": 640}) as context:
        yield context.new_page()


def opened(page: Page, address: str) -> None:
    page.goto(address)
    wait_for_questions(page)


def answer_first(page: Page, label: str = "On a mountain") -> None:
    page.locator("#first").get_by_label(label).check()
    page.locator("#first .sc-check").click()


def test_an_answer_gets_its_verdict_in_the_language_of_the_site(
    page: Page, site: str, words: Messages
) -> None:
    opened(page, site + QUIZ)
    question = page.locator("#first")
    expect(question.locator(".sc-number")).to_contain_text(words.text("question-number", number=1))
    expect(question.locator(".sc-check")).to_have_text(words.text("check-answer"))
    answer_first(page, "At the sea")
    expect(question.locator(".sc-outcome strong")).to_have_text(words.text("not-right"))
    expect(question.locator('[data-verdict="wrong"] .sc-verdict')).to_have_text(
        words.text("your-choice-wrong")
    )
    expect(page.locator(".sc-intro .sc-progress")).to_have_text(
        words.text("answered-and-right", answered=1, total=6, right=0)
    )
    expect(page.locator(".sc-again li")).to_contain_text(words.text("question-link", number=1))


def test_an_earlier_answer_is_dated_as_the_language_does(
    page: Page, site: str, language: str, words: Messages
) -> None:
    opened(page, site + QUIZ)
    answer_first(page)
    page.reload()
    today = page.evaluate(
        """language => new Date().toLocaleDateString(language,
            { dateStyle: "long", numberingSystem: "latn" })""",
        language,
    )
    expect(page.locator("#first .sc-said")).to_have_text(
        words.text("answered-on-right", date=today)
    )
    assert str(datetime.date.today().year) in today


def test_the_direction_is_that_of_the_language(page: Page, sites: dict[str, str]) -> None:
    for language, direction in (("de", "ltr"), ("ar", "rtl")):
        opened(page, sites[language] + QUIZ)
        root = page.locator("self-check").first
        assert root.evaluate("each => getComputedStyle(each).direction") == direction
        assert root.get_attribute("lang") is None, "the page says it already"
        text, box = (page.locator(each).bounding_box() for each in ("#first .sc-number", "#first"))
        assert text is not None
        assert box is not None
        button = page.locator("#first .sc-check").bounding_box()
        assert button is not None
        before = button["x"] - box["x"]
        after = box["x"] + box["width"] - button["x"] - button["width"]
        assert (before < after) is (direction == "ltr")


def test_every_kind_fits_a_small_phone_and_has_no_barrier(narrow: Page, site: str) -> None:
    opened(narrow, site + EVERY_KIND)
    shown = narrow.locator(".sc-question").evaluate_all("all => all.map((e) => e.localName)")
    assert {f"selfcheck-{kind}" for kind in all_kinds()} <= set(shown)
    for answered in (False, True):
        if answered:
            answer_everything(narrow)
        assert narrow.evaluate("() => document.documentElement.scrollWidth") <= 320
        beyond = narrow.evaluate(
            """() => [...document.querySelectorAll("self-check, self-check *")]
                .filter((each) => {
                    const box = each.getBoundingClientRect();
                    return (box.right > innerWidth + 1 || box.left < -1)
                        && !each.closest(".sc-hidden") && each.checkVisibility();
                })
                .map((each) => each.outerHTML.slice(0, 120))"""
        )
        assert beyond == []
    assert violations(narrow, OURS) == ""


@pytest.mark.parametrize(
    "path", [QUIZ, "self-checks/", "self-checks/review/", "self-checks/progress/"]
)
def test_axe_finds_no_violation(page: Page, site: str, path: str) -> None:
    opened(page, site + path)
    assert violations(page, OURS) == ""


def test_the_pages_of_the_reader_speak_it_too(page: Page, site: str, words: Messages) -> None:
    page.goto(site + "self-checks/review/")
    expect(page.locator("h1")).to_have_text(words.text("review"))
    link = page.locator(".sc-review a")
    expect(link).to_have_text(words.text("review-nothing-answered-link"))
    link.click()
    page.wait_for_url("**/self-checks/")
    opened(page, site + QUIZ)
    answer_first(page, "At the sea")
    page.goto(site + "self-checks/progress/")
    expect(page.get_by_role("button", name=words.text("save-to-file"))).to_be_visible()
    card = page.locator(".sc-own-card")
    expect(card).to_contain_text(words.text("answered-and-right", answered=1, total=6, right=0))
    expect(card.get_by_role("link", name=words.text("the-chapter"))).to_be_visible()
    page.get_by_role("button", name=words.text("delete-everything")).click()
    page.get_by_role("button", name=words.text("yes-delete")).click()
    expect(page.locator(".sc-own-status")).to_have_text(words.text("all-deleted"))


def test_before_a_group_the_arrows_lead_where_they_point(page: Page, sites: dict[str, str]) -> None:
    for language, ahead, back in (
        ("de", "ArrowRight", "ArrowLeft"),
        ("ar", "ArrowLeft", "ArrowRight"),
    ):
        opened(page, sites[language] + QUIZ)
        page.locator(".sc-present").click()
        place = page.locator(".sc-present-place")
        shown = [Messages(language).text("value-of-total", value=n, total=6) for n in (1, 2)]
        expect(place).to_have_text(shown[0])
        page.keyboard.press(ahead)
        expect(place).to_have_text(shown[1])
        page.keyboard.press(back)
        expect(place).to_have_text(shown[0])
        page.keyboard.press("Escape")


def test_marks_on_a_scale_stand_where_the_slider_does(page: Page, sites: dict[str, str]) -> None:
    for language in TRANSLATED:
        opened(page, sites[language] + "self-checks/numeric/")
        page.locator(".sc-number-input").first.fill("20")
        page.locator(".sc-check").first.click()
        edges = page.evaluate(
            """() => {
                const box = (name) => document.querySelector(name).getBoundingClientRect();
                const [scale, yours, found] =
                    [".sc-scale", ".sc-scale-yours", ".sc-scale-found"].map(box);
                const at = (x) => (x - scale.left) / scale.width;
                return [[yours.left, yours.right].map(at), [found.left, found.right].map(at)];
            }"""
        )
        # 20 % lies near the beginning, 71 % beyond the middle: its words stand before it.
        yours, found = edges
        expected = [0.2, 0.71] if language == "de" else [0.8, 0.29]
        assert (yours[0] if language == "de" else yours[1]) == pytest.approx(expected[0], abs=0.01)
        assert (found[1] if language == "de" else found[0]) == pytest.approx(expected[1], abs=0.01)


def test_decimals_are_written_with_the_mark_of_the_language(
    page: Page, sites: dict[str, str]
) -> None:
    opened(page, sites["de"] + "self-checks/numeric/")
    page.locator(".sc-number-input").first.fill("71.5")
    page.locator(".sc-check").first.click()
    expect(page.locator(".sc-outcome").first).to_contain_text("71,5\N{NO-BREAK SPACE}%")


def test_a_browser_and_python_choose_the_same_form(page: Page, demo: str) -> None:
    page.goto(demo)
    counts = [*range(250), 1000, 999_999, 1_000_000, 2_000_000, 1_000_011]
    for language in languages():
        found = page.evaluate(
            """([language, counts]) => {
                const rules = new Intl.PluralRules(language);
                return counts.map((count) => rules.select(count));
            }""",
            [language, counts],
        )
        assert found == [category_of(language, count) for count in counts], language


# --- the options


def test_a_self_check_in_another_language_than_its_page_says_so(
    new_project: Path, context: BrowserContext, serve: Callable[[Path], str]
) -> None:
    configure(new_project, {}, language="ar", messages={"check-answer": "تأكيد"})
    result = run_mkdocs(new_project, "--strict")
    assert result.returncode == 0, result.stderr
    page = context.new_page()
    site = serve(new_project / "site")
    for path in (QUIZ, "chapters/sample/", "self-checks/", "self-checks/review/"):
        opened(page, site + path)
        assert page.locator("html").get_attribute("lang") == "en"
        for root in page.locator("self-check, .selfcheck-callout").all():
            assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert violations(page, OURS) == ""
    page.goto(site + QUIZ)
    expect(page.locator("#first .sc-check")).to_have_text("تأكيد")


def test_themes_tell_their_language_by_a_locale(new_project: Path) -> None:
    file = new_project / "mkdocs.yml"
    config = yaml.safe_load(file.read_text("utf-8"))
    config |= {"theme": {"name": "mkdocs", "locale": "pt_BR"}, "plugins": ["selfcheck"]}
    file.write_text(yaml.safe_dump(config), "utf-8")
    for locale, said in (("fr", "Afficher la réponse"), ("pt_BR", "Show the answer")):
        config["theme"]["locale"] = locale
        file.write_text(yaml.safe_dump(config), "utf-8")
        result = run_mkdocs(new_project)
        assert result.returncode == 0, result.stderr
        html = (new_project / "site" / QUIZ / "index.html").read_text("utf-8")
        assert said in html
        assert "<self-check data-quiz" in html


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"language": "german!"}, "'german!' is no language tag"),
        ({"messages": {"check-anser": "x"}}, "did you mean 'check-answer'?"),
        ({"messages": {"hint": True}}, "'hint' is no text; put it in quotation marks"),
    ],
)
def test_options_that_can_not_be_used_stop_the_build(
    new_project: Path, options: dict[str, Any], said: str
) -> None:
    configure(new_project, {}, **options)
    result = run_mkdocs(new_project)
    assert result.returncode != 0
    assert said in result.stderr
    assert "Traceback" not in result.stderr
