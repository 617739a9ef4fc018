"""Courses, played: SCORM by scorm-again in a real browser, cmi5 by a record store of the test."""

from __future__ import annotations

import http.server
import io
import json
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from selfcheck.book import Book
from selfcheck.exchange import Texts, all_formats
from selfcheck.kinds import all_kinds
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.reader import read_quiz
from selfcheck.source import Source
from tests.conftest import ROOT, faultless

FOREIGN = ROOT / "tests" / "foreign"


def entry_of(file: Path, name: str) -> BankEntry:
    text = file.read_text("utf-8").replace("chapter: chapters/sample.md\n", "")
    quiz, problems = read_quiz(Source(file.name, text.encode()))
    assert quiz, problems
    return BankEntry(name, file.name, file, quiz)


def everything() -> list[BankEntry]:
    demo = ROOT / "tests" / "demo" / "quizzes" / "everything.yml"
    examples = [entry_of(kind.example, kind.name) for kind in all_kinds().values()]
    return [entry_of(demo, "everything"), *examples]


@pytest.fixture(scope="module", params=["scorm12", "scorm2004"])
def course(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of every kind, unpacked beside a platform."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    unpack(request.param, folder)
    for name in ("lms.html", "lms.js"):
        shutil.copy(FOREIGN / name, folder)
    shutil.copy(FOREIGN / "node_modules/scorm-again/dist/scorm-again.js", folder)
    (folder / "version").write_text("1.2" if request.param == "scorm12" else "2004")
    return folder


def unpack(format: str, folder: Path) -> None:
    content = all_formats()[format].export(everything(), Texts(Book())).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)


def test_a_manifest_names_every_file(course: Path) -> None:
    root = ElementTree.parse(course / "imsmanifest.xml").getroot()
    named = {each.get("href") for each in root.iter() if each.tag.endswith("}file")}
    there = {
        file.relative_to(course).as_posix()
        for part in ("quiz", "assets")
        for file in (course / part).rglob("*")
        if file.is_file()
    }
    assert named == there
    items = [each for each in root.iter() if each.tag.endswith("}item")]
    assert len(items) == 1 + len(all_kinds())


class Lesson:
    """A lesson as its platform shows it."""

    def __init__(self, page: Page, address: str, version: str, name: str) -> None:
        self.page, self.version = page, version
        page.goto(f"{address}lms.html?version={version}&lesson=quiz/{name}.html")
        page.wait_for_selector("iframe")
        frame = page.frame(url=lambda url: "/quiz/" in url)
        assert frame
        self.frame: Frame = frame
        frame.wait_for_function("() => Boolean(document.querySelector('.sc-question')?.key)")

    def read(self, key: str) -> str:
        old = {
            "raw": "core.score.raw", "completion": "core.lesson_status", "exit": "core.exit",
            "response": "student_response", "session": "core.session_time",
        }  # fmt: skip
        new = {
            "raw": "score.raw", "completion": "completion_status", "exit": "exit",
            "response": "learner_response", "session": "session_time",
        }  # fmt: skip
        words = old if self.version == "1.2" else new
        *before, last = key.split(".")
        path = ".".join(["cmi", *before, words.get(last, last)])
        return str(self.page.evaluate("path => read(path)", path))

    def answer_all(self) -> dict[str, float | None]:
        """Answer everything somehow; the share of each as the page itself has it."""
        for question in self.frame.locator(".sc-question").all():
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
        return dict(
            self.frame.evaluate(
                """() => [...document.querySelectorAll(".sc-question")].map(each =>
                    [each.dataset.question,
                     each.dataset.share === "null" ? null : Number(each.dataset.share)])"""
            )
        )


@pytest.fixture
def lesson(page: Page, course: Path, serve: Callable[[Path], str]) -> Callable[[str], Lesson]:
    version = (course / "version").read_text()
    return lambda name: Lesson(page, serve(course), version, name)


@pytest.mark.parametrize("name", ["everything", *all_kinds()])
def test_the_platform_hears_what_the_page_shows(lesson: Callable[[str], Lesson], name: str) -> None:
    played = lesson(name)
    shares = played.answer_all()
    assert played.read("completion") == "completed"
    scored = [each for each in shares.values() if each is not None]
    if scored:
        assert int(played.read("raw")) == round(100 * sum(scored) / len(scored) + 1e-9)
    assert int(played.read("interactions._count")) == len(shares)
    wrong = "wrong" if played.version == "1.2" else "incorrect"
    for number, (id, share) in enumerate(shares.items()):
        assert played.read(f"interactions.{number}.id") == id
        result = played.read(f"interactions.{number}.result")
        if share is None:
            assert result == "neutral"
        elif share in (0, 1):
            assert result == ("correct" if share else wrong)
        else:
            assert float(result) == pytest.approx(share, abs=0.006)


def test_a_right_and_a_wrong_answer_are_told_apart(lesson: Callable[[str], Lesson]) -> None:
    played = lesson("everything")
    first = played.frame.locator("#first")
    first.get_by_label("On a mountain").check()
    first.locator(".sc-check").click()
    expect(first.locator(".sc-outcome")).to_contain_text("Right.")
    assert played.read("interactions.0.result") == "correct"
    assert played.read("interactions.0.type") == "choice"
    assert played.read("interactions.0.response") == "0"
    assert played.read("completion") == "incomplete"
    assert played.read("raw") == "17"
    first.locator(".sc-retry").click()
    first.get_by_label("At the sea").check()
    first.locator(".sc-check").click()
    assert played.read("interactions.1.result") in ("wrong", "incorrect")
    assert played.read("raw") == "0"


def test_answers_are_back_on_another_day(lesson: Callable[[str], Lesson]) -> None:
    played = lesson("everything")
    first = played.frame.locator("#first")
    first.get_by_label("On a mountain").check()
    first.locator(".sc-check").click()
    expect(first.locator(".sc-outcome")).to_be_visible()
    played.page.evaluate("() => keep()")
    # Another device: the browser holds nothing, the platform does.
    played.frame.evaluate("() => localStorage.clear()")
    again = lesson("everything")
    expect(again.frame.locator("#first").get_by_label("On a mountain")).to_be_checked()
    expect(again.frame.locator(".sc-summary-body")).to_contain_text("1 of 6 answered, 1 right.")


def test_leaving_ends_the_session_once(lesson: Callable[[str], Lesson]) -> None:
    played = lesson("single-choice")
    played.page.evaluate(
        """() => {
            window.ended = 0;
            const api = window.API ?? window.API_1484_11;
            for (const name of ["LMSFinish", "Terminate"]) {
                const end = api[name];
                if (end) api[name] = (...all) => { window.ended += 1; return end.apply(api, all); };
            }
            document.querySelector("iframe").src = "about:blank";
        }"""
    )
    played.page.wait_for_function("() => window.ended === 1")


def test_without_a_platform_the_page_works(
    page: Page, course: Path, serve: Callable[[Path], str]
) -> None:
    page.goto(f"{serve(course)}quiz/everything.html")
    page.locator("#first").get_by_label("On a mountain").check()
    page.locator("#first .sc-check").click()
    expect(page.locator("#first .sc-outcome")).to_contain_text("Right.")


class Store:
    """A record store as cmi5 asks for one, and what it was told."""

    def __init__(self, files: Path) -> None:
        self.statements: list[dict[str, Any]] = []
        self.states: dict[str, str] = {
            "LMS.LaunchData": json.dumps(
                {
                    "contextTemplate": {
                        "extensions": {
                            "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s-1"
                        }
                    },
                    "launchMode": "Normal",
                    "masteryScore": 0.1,
                    "moveOn": "Completed",
                }
            )
        }
        self.tokens = 0
        self.refused: list[str] = []
        store = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args: Any) -> None:
                super().__init__(*args, directory=str(files))

            def log_message(self, format: str, *arguments: object) -> None:
                """Say nothing."""

            def do_GET(self) -> None:
                if self.path.startswith("/lrs/"):
                    id = parse_qs(urlsplit(self.path).query)["stateId"][0]
                    known = self.allowed() and store.states.get(id)
                    self.say(200 if known else 404, known or "")
                else:
                    super().do_GET()

            def do_POST(self) -> None:
                store.tokens += 1
                self.say(200, json.dumps({"auth-token": "dG9rZW4="}))

            def do_PUT(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                if self.allowed():
                    query = parse_qs(urlsplit(self.path).query)
                    if "statementId" in query:
                        store.statements.append(json.loads(body))
                    else:
                        store.states[query["stateId"][0]] = body
                self.say(204, "")

            def allowed(self) -> bool:
                good = (
                    self.headers["Authorization"] == "Basic dG9rZW4="
                    and self.headers["X-Experience-API-Version"] == "1.0.3"
                )
                if not good:
                    store.refused.append(self.path)
                return good

            def say(self, status: int, text: str) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.root = f"http://127.0.0.1:{self.server.server_port}/"

    def launch(self, name: str) -> str:
        actor = {"account": {"homePage": "http://a.example", "name": "7"}}
        return (
            f"{self.root}quiz/{name}.html?endpoint={quote(self.root + 'lrs/')}"
            f"&fetch={quote(self.root + 'token')}&actor={quote(json.dumps(actor))}"
            "&registration=8b1c2f1e-0000-4000-8000-000000000001&activityId=urn%3Aau%3A1"
        )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("cmi5")
    unpack("cmi5", folder)
    store = Store(folder)
    yield store
    store.server.shutdown()
    store.server.server_close()


def test_cmi5_tells_its_story_in_order(browser: Browser, store: Store) -> None:
    # A store has no progress the first time and says so: the browser notes that as an error.
    context = browser.new_context()
    page = context.new_page()
    page.goto(store.launch("single-choice"))
    page.wait_for_selector(".sc-check:not([disabled])")
    questions = page.locator(".sc-question").all()
    for question in questions:
        question.locator("input").first.check()
        question.locator(".sc-check").click()
    page.wait_for_timeout(500)
    page.goto("about:blank")
    page.wait_for_timeout(500)
    verbs = [each["verb"]["id"].rpartition("/")[2] for each in store.statements]
    assert verbs[0] == "initialized"
    assert verbs.count("answered") == len(questions)
    assert verbs.index("completed") > verbs.index("answered")
    assert verbs[-1] == "terminated"
    assert store.tokens == 1
    assert store.refused == []
    for each in store.statements:
        assert each["context"]["registration"] == "8b1c2f1e-0000-4000-8000-000000000001"
        assert "s-1" in each["context"]["extensions"].values()
        categories = {it["id"] for it in each["context"]["contextActivities"]["category"]}
        defined = each["verb"]["id"].rpartition("/")[2] != "answered"
        assert any(it.endswith("/cmi5") for it in categories) == defined
    assert json.loads(store.states["progress"])
    context.close()
    # On another device, with nothing in its browser.
    with faultless(browser) as elsewhere:
        again = elsewhere.new_page()
        again.goto(store.launch("single-choice"))
        expect(again.locator(".sc-question input").first).to_be_checked()
