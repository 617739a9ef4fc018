"""Courses, played: SCORM by scorm-again in a real browser."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from playwright.sync_api import Frame, Page, expect

from selfcheck.book import Book
from selfcheck.exchange import Texts
from selfcheck.exchange.formats.packages import write_scorm12, write_scorm2004
from selfcheck.kinds import all_kinds
from selfcheck.project import Project
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.reader import read_quiz
from selfcheck.source import Source
from tests.conftest import ROOT

FOREIGN = ROOT / "tests" / "foreign"
WRITERS = {"1.2": write_scorm12, "2004": write_scorm2004}
UNSCORED = {"practice", "rating", "reflection"}
MANY = 140


def entry_of(name: str, data: dict[str, object]) -> BankEntry:
    """A quiz as it would be read from a file."""
    quiz, problems = read_quiz(Source(f"{name}.yml", json.dumps(data).encode()))
    assert quiz, problems
    return BankEntry(name, f"{name}.yml", Path(f"{name}.yml"), quiz)


def all_in_one() -> BankEntry:
    """A question of each kind, and the kind is its id."""
    questions = []
    for kind in all_kinds().values():
        example = yaml.safe_load(kind.example.read_text("utf-8"))["questions"][0]
        questions.append({**example, "id": kind.name})
    return entry_of("every-kind", {"title": "Every <kind> & more", "questions": questions})


def many() -> BankEntry:
    """More than SCORM 1.2 has room for."""
    options = [
        {"text": "Yes", "correct": True, "feedback": "So it is."},
        {"text": "No", "feedback": "It is not."},
    ]
    questions = [
        {"id": f"question-{n}", "type": "single-choice", "prompt": f"Is {n} {n}?",
         "options": options}
        for n in range(MANY)
    ]  # fmt: skip
    return entry_of("many", {"title": "Many", "questions": questions})


def linked() -> BankEntry:
    """Links to the site, away from it and within the page, and words with marks of their own."""
    prompt = 'See [a chapter](chapters/trust.md), [elsewhere](https://a.example/?a=1&b="2").'
    question = {
        "id": "one", "type": "true-false", "prompt": prompt, "answer": True,
        "feedback": {"true": "Yes.", "false": "No."},
    }  # fmt: skip
    return entry_of("linked", {"title": "Links", "questions": [question]})


ENTRIES: Sequence[BankEntry] = (all_in_one(), many(), linked())


def unpack(content: bytes, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)


@pytest.fixture(scope="module", params=["1.2", "2004"])
def course(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of every kind, unpacked beside a platform; the folder tells the version."""
    folder: Path = tmp_path_factory.mktemp("scorm") / request.param
    unpack(WRITERS[request.param](ENTRIES, Texts(Book())), folder)
    for name in ("lms.html", "lms.js"):
        shutil.copy(FOREIGN / name, folder)
    shutil.copy(FOREIGN / "node_modules/scorm-again/dist/scorm-again.js", folder)
    return folder


# --- what is in a package


def local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def test_a_manifest_names_every_file_and_lesson(course: Path) -> None:
    root = ElementTree.parse(course / "imsmanifest.xml").getroot()
    everything = list(root.iter())
    named = [each.get("href") for each in everything if local(each) == "file"]
    there = {
        file.relative_to(course).as_posix()
        for part in ("quiz", "assets")
        for file in (course / part).rglob("*")
        if file.is_file()
    }
    assert set(named) == there
    assert len(named) == len(there)
    ids = [each.get("identifier") for each in everything if each.get("identifier")]
    assert len(ids) == len(set(ids))
    wanted = {each.get("identifierref") for each in everything if each.get("identifierref")}
    assert wanted <= set(ids)
    lessons = [each for each in everything if local(each) == "item"]
    assert [each[0].text for each in lessons] == [each.quiz.title for each in ENTRIES]
    kind = "scormtype" if course.name == "1.2" else "scormType"
    types = [
        value
        for each in everything
        for key, value in each.attrib.items()
        if key.endswith(f"}}{kind}")
    ]
    assert sorted(types) == ["asset", *["sco"] * len(ENTRIES)]


@pytest.mark.parametrize("version", WRITERS)
def test_a_pass_mark_is_stated_only_if_asked_for(version: str) -> None:
    texts = Texts(Book())

    def marks(mastery: float | None) -> list[str | None]:
        with zipfile.ZipFile(io.BytesIO(WRITERS[version](ENTRIES, texts, mastery))) as archive:
            root = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        names = ("masteryscore", "minNormalizedMeasure")
        return [each.text for each in root.iter() if local(each) in names]

    assert marks(None) == []
    assert marks(0.8) == ["80" if version == "1.2" else "0.8"] * len(ENTRIES)


def test_who_left_a_lesson_has_not_passed_by_that() -> None:
    with zipfile.ZipFile(io.BytesIO(write_scorm2004(ENTRIES, Texts(Book())))) as archive:
        root = ElementTree.fromstring(archive.read("imsmanifest.xml"))
    found = [each.attrib for each in root.iter() if local(each) == "deliveryControls"]
    by_content = {"completionSetByContent": "true", "objectiveSetByContent": "true"}
    assert found == [by_content] * len(ENTRIES)


def test_links_lead_to_the_site_if_it_is_known_and_never_replace_the_lesson() -> None:
    def page(texts: Texts) -> str:
        with zipfile.ZipFile(io.BytesIO(write_scorm12([linked()], texts))) as archive:
            return archive.read("quiz/linked.html").decode()

    unknown, known = page(Texts(Book())), page(Texts(Book(), site_url="https://b.example/x/"))
    assert "See a chapter" in unknown
    assert 'href="https://b.example/x/chapters/trust/" target="_blank"' in known
    for html in (unknown, known):
        away = re.findall(r'<a\b[^>]*href="https?:[^>]*>', html)
        assert away
        assert all('target="_blank" rel="noopener"' in each for each in away)
        assert not re.findall(r'<a\b[^>]*href="\.\.', html)
        assert "in this browser alone" not in html.replace('data-alone="', "").partition("</p>")[2]
        assert not re.search(r"<script(?![^>]*src=)|\son\w+=|javascript:", html)


def test_scripts_are_small_and_evaluate_nothing(course: Path) -> None:
    script = (course / "assets/selfcheck/course.js").read_text("utf-8")
    assert "//" not in re.sub(r'https?://|"[^"\n]*"', "", script)
    assert not re.search(r"\beval\b|new Function|innerHTML|document\.write", script)


# --- what a platform hears


class Lesson:
    """A lesson as its platform shows it."""

    def __init__(self, page: Page, address: str, version: str, name: str, more: str = "") -> None:
        self.page, self.version = page, version
        page.goto(f"{address}lms.html?version={version}&lesson=quiz/{name}.html{more}")
        page.wait_for_selector("iframe")
        frame = page.frame(url=lambda url: "/quiz/" in url)
        assert frame
        self.frame: Frame = frame
        wait_until_alive(frame)

    def read(self, key: str) -> str:
        old = {
            "raw": "core.score.raw", "completion": "core.lesson_status",
            "success": "core.lesson_status", "exit": "core.exit", "response": "student_response",
            "session": "core.session_time",
        }  # fmt: skip
        new = {
            "raw": "score.raw", "completion": "completion_status", "success": "success_status",
            "exit": "exit", "response": "learner_response", "session": "session_time",
        }  # fmt: skip
        words = old if self.version == "1.2" else new
        *before, last = key.split(".")
        return str(
            self.page.evaluate(
                "path => read(path)", ".".join(["cmi", *before, words.get(last, last)])
            )
        )

    def refused(self) -> list[list[str]]:
        found: list[list[str]] = self.page.evaluate("() => window.refused")
        return found

    def calls(self) -> list[list[str]]:
        found: list[list[str]] = self.page.evaluate("() => window.calls")
        return found

    def answer_all(self, right: bool) -> dict[str, float | None]:
        """Answer everything; the share of each as the page itself has it."""
        self.frame.add_script_tag(path=FOREIGN / "learner.js")
        return dict(self.frame.evaluate("right => answerAll(right)", right))

    def close(self) -> None:
        """Leave the lesson, as a platform does."""
        self.page.evaluate("() => { document.querySelector('iframe').src = 'about:blank' }")
        self.page.wait_for_function(
            "() => calls.some(([name]) => ['Finish', 'Terminate'].includes(name))"
        )
        self.page.evaluate("() => keep()")


def wait_until_alive(frame: Frame | Page) -> None:
    frame.wait_for_function(
        "() => [...document.querySelectorAll('.sc-question')].every(each => each.key)"
    )


@pytest.fixture
def lesson(page: Page, course: Path, serve: Callable[[Path], str]) -> Callable[..., Lesson]:
    return lambda name, more="": Lesson(page, serve(course), course.name, name, more)


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_the_platform_hears_what_the_page_shows(lesson: Callable[..., Lesson], right: bool) -> None:
    played = lesson("every-kind")
    shares = played.answer_all(right)
    scored = {id: share for id, share in shares.items() if id not in UNSCORED}
    assert set(shares) == set(all_kinds())
    assert all((share is None) == (id in UNSCORED) for id, share in shares.items())
    assert set(scored.values()) == {1 if right else 0}
    assert played.read("completion") == "completed"
    assert float(played.read("raw")) == (100 if right else 0)
    assert int(played.read("interactions._count")) == len(shares)
    right_ones = 0
    for number, (id, share) in enumerate(shares.items()):
        here = f"interactions.{number}"
        assert played.read(f"{here}.id") == id
        result = played.read(f"{here}.result")
        right_ones += result == "correct"
        wrong = "wrong" if played.version == "1.2" else "incorrect"
        assert result == ("neutral" if share is None else "correct" if right else wrong)
        assert float(played.read(f"{here}.weighting")) == (share is not None)
    words = played.frame.locator(".sc-summary-body p").first
    expect(words).to_have_text(
        f"That was all. {len(shares)} of {len(shares)} answered, {right_ones} right."
    )
    assert played.refused() == []


@pytest.fixture(scope="module")
def book_course(course: Path, project: Project) -> Path:
    """The book's own self-checks, each a lesson, beside the same platform."""
    folder: Path = course.parent / "book" / course.name
    unpack(WRITERS[course.name](list(project.bank), Texts(project.book)), folder)
    for name in ("lms.html", "lms.js", "scorm-again.js"):
        shutil.copy(course / name, folder)
    return folder


@pytest.mark.parametrize("name", sorted(file.stem for file in (ROOT / "quizzes").glob("*.yml")))
def test_every_question_of_the_book_is_heard(
    page: Page, book_course: Path, serve: Callable[[Path], str], name: str
) -> None:
    played = Lesson(page, serve(book_course), book_course.name, name)
    shares = played.answer_all(True)
    wanted = yaml.safe_load((ROOT / "quizzes" / f"{name}.yml").read_text("utf-8"))["questions"]
    assert set(shares) == {each["id"] for each in wanted}
    assert played.read("completion") == "completed"
    assert int(played.read("interactions._count")) == len(wanted)
    told = {played.read(f"interactions.{number}.id") for number in range(len(wanted))}
    assert told == set(shares)
    scored = [share for share in shares.values() if share is not None]
    assert float(played.read("raw")) == pytest.approx(100 * sum(scored) / len(scored), abs=0.01)
    assert played.refused() == []


OLD_TYPES = {
    "single-choice": "choice", "multiple-choice": "choice", "highlight": "choice",
    "fill-in": "fill-in", "matching": "matching", "categorizing": "matching",
    "ordering": "sequencing", "numeric": "numeric", "rating": "performance",
    "scenario": "performance", "practice": "fill-in", "reflection": "fill-in",
}  # fmt: skip


def test_answers_are_written_as_the_specification_has_it(lesson: Callable[..., Lesson]) -> None:
    played = lesson("every-kind")
    shares = played.answer_all(True)
    old = played.version == "1.2"
    for number, id in enumerate(shares):
        here = f"interactions.{number}"
        kind = OLD_TYPES.get(id)
        if not old and id in ("practice", "reflection"):
            kind = "long-fill-in"
        if kind:  # a judgement is a choice if it has a reason
            assert played.read(f"{here}.type") == kind
        response = played.read(f"{here}.response")
        pattern = played.read(f"{here}.correct_responses.0.pattern")
        if id == "reflection":
            assert response == ""  # nobody asked to keep it
        elif id == "practice":
            assert response == "That sounds hard."
        elif id == "numeric":
            low, _, high = pattern.partition("[:]")
            assert float(low) <= float(response) <= float(high or low)
        elif id in ("rating", "scenario"):
            assert re.fullmatch(
                r"([\w-]+\.\w+,?)+" if old else r"([\w-]+\[\.\]\w+(\[,\])?)+", response
            )
        else:
            assert response == pattern != ""
    assert played.read("interactions.0.latency")
    if not old:
        assert played.read("interactions.0.description")
        assert re.fullmatch(
            r"\d{4}-\d\d-\d\dT[\d:]{8}\.0Z", played.read("interactions.0.timestamp")
        )


def test_the_score_follows_the_last_answer_and_completion_stays(
    lesson: Callable[..., Lesson],
) -> None:
    played = lesson("every-kind")
    first = played.frame.locator("#single-choice")
    first.evaluate("each => { each.groups[0].querySelector(`[value='${each.correct(each.groups[0])[0]}']`).click() }")  # noqa: E501  # fmt: skip
    first.locator(".sc-check").click()
    scored = len(all_kinds()) - len(UNSCORED)
    assert played.read("completion") == "incomplete"
    assert float(played.read("raw")) == round(100 / scored, 2)
    played.answer_all(True)
    assert (played.read("completion"), float(played.read("raw"))) == ("completed", 100)
    played.answer_all(False)
    assert (played.read("completion"), float(played.read("raw"))) == ("completed", 0)
    played.frame.locator(".sc-clear").click()
    played.page.wait_for_function("() => read('cmi.suspend_data') === ''")
    assert played.read("completion") == "completed"
    assert played.refused() == []


def test_answers_are_back_on_another_day(lesson: Callable[..., Lesson]) -> None:
    played = lesson("every-kind")
    played.answer_all(True)
    before = controls(played.frame)
    played.close()
    assert played.read("exit") == "suspend"
    assert re.search(r"\d", played.read("session"))
    calls = [name for name, *_ in played.calls()]
    assert (calls[0], calls.count("Initialize")) == ("Initialize", 1)
    assert calls[-1] in ("Finish", "Terminate")
    assert calls.count(calls[-1]) == 1
    assert played.refused() == []
    # The browser holds nothing any more, the platform does.
    held = "() => Object.values(localStorage).filter(each => each.includes('fingerprint'))"
    assert played.page.evaluate(held) == []
    again = lesson("every-kind")
    total = len(all_kinds())
    expect(again.frame.locator(".sc-summary-body")).to_contain_text(f"{total} of {total} answered")
    restored = controls(again.frame)
    for id, there in before.items():
        if id not in ("scenario", "reflection"):  # begins anew; was not to be kept
            assert restored[id] == there, id
    assert restored["reflection"] == [""]
    # To look and leave changes nothing.
    again.close()
    assert (again.read("completion"), float(again.read("raw"))) == ("completed", 100)


def controls(frame: Frame) -> dict[str, list[str]]:
    """What the controls of each question say."""
    return dict(
        frame.evaluate(
            """() => [...document.querySelectorAll(".sc-question")].map(question => [
                question.dataset.question,
                question.steps?.map(step => step.dataset.step) ??
                [...question.querySelectorAll(".sc-answer :is(input, select, textarea)")]
                    .filter(each => !each.matches(".sc-slider, .sc-judgement *, .sc-keep-text"))
                    .sort((a, b) => (a.name + a.value).localeCompare(b.name + b.value))
                    .map(each => /radio|checkbox/.test(each.type) ? String(each.checked)
                        : each.value)])"""
        )
    )


def test_what_has_no_room_is_told(lesson: Callable[..., Lesson]) -> None:
    played = lesson("many")
    played.answer_all(True)
    text = played.read("suspend_data")
    said = played.frame.locator(".sc-course")
    rows = json.loads(text)
    assert len(rows) == MANY
    without = [row for row in rows if len(row) == 3]
    if played.version == "1.2":
        assert len(text) <= 4096
        assert without
        expect(said).to_contain_text(f"not be back next time: {len(without)}.")
    else:
        assert not without
        expect(said).to_have_text("Your learning platform keeps your answers and your score.")
    assert played.refused() == []
    played.close()
    again = lesson("many")
    expect(again.frame.locator(".sc-summary-body")).to_contain_text(f"{MANY} right")
    assert again.frame.locator("input:checked").count() == MANY - len(without)
    again.close()
    assert float(again.read("raw")) == 100


@pytest.mark.parametrize(("right", "status"), [(True, "passed"), (False, "failed")])
def test_who_reaches_the_platforms_mark_has_passed(
    lesson: Callable[..., Lesson], right: bool, status: str
) -> None:
    played = lesson("every-kind", "&mastery=0.8")
    assert played.read("success") in ("unknown", "not attempted")
    played.answer_all(right)
    assert played.read("success") == status
    played.answer_all(not right)
    assert played.read("success") == "passed"


def test_without_a_mark_nobody_passes(lesson: Callable[..., Lesson]) -> None:
    played = lesson("every-kind")
    played.answer_all(True)
    played.close()
    assert played.read("success") == ("completed" if played.version == "1.2" else "unknown")


def test_who_only_looks_leaves_no_trace(lesson: Callable[..., Lesson]) -> None:
    played = lesson("every-kind", "&mode=browse")
    played.answer_all(True)
    played.close()
    assert [name for name, *_ in played.calls() if name in ("SetValue", "Commit")] == []
    expect(played.page.locator("iframe")).to_be_visible()


def test_the_platform_is_found_behind_the_window(
    page: Page, course: Path, serve: Callable[[Path], str]
) -> None:
    with page.expect_popup() as opened:
        address = f"{serve(course)}lms.html?version={course.name}&window=own"
        page.goto(f"{address}&lesson=quiz/linked.html")
    popup = opened.value
    wait_until_alive(popup)
    popup.locator("input[value=true]").check()
    popup.locator(".sc-check").click()
    assert page.evaluate("() => read('cmi.interactions.0.result')") == "correct"
    popup.close()


@pytest.mark.parametrize("found", ["none", "refuses"])
def test_without_a_platform_the_page_works_and_says_so(
    page: Page, course: Path, serve: Callable[[Path], str], found: str
) -> None:
    if found == "refuses":
        page.add_init_script(
            """window.API = { LMSInitialize: () => "false" };
            window.API_1484_11 = { Initialize: () => "false" };"""
        )
    page.goto(f"{serve(course)}quiz/linked.html")
    expect(page.locator(".sc-course")).to_contain_text("nothing is reported")
    page.locator("input[value=true]").check()
    page.locator(".sc-check").click()
    expect(page.locator(".sc-outcome")).to_contain_text("Right.")
    page.reload()
    expect(page.locator("input[value=true]")).to_be_checked()


def test_a_platform_that_refuses_to_save_is_told_of(lesson: Callable[..., Lesson]) -> None:
    played = lesson("linked")
    played.page.evaluate(
        """() => {
            const api = window.API ?? window.API_1484_11;
            api.LMSCommit = api.Commit = () => "false";
        }"""
    )
    played.answer_all(True)
    expect(played.frame.locator(".sc-course")).to_contain_text("does not answer")
