"""Courses by cmi5, launched from a record store that holds them to the specification."""

from __future__ import annotations

import http.server
import io
import json
import re
import threading
import time
import uuid
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from selfcheck.book import Book
from selfcheck.exchange import Texts
from selfcheck.exchange.formats.packages import write_cmi5
from selfcheck.kinds import all_kinds
from tests.exchange.test_packages import (
    ENTRIES,
    FOREIGN,
    UNSCORED,
    all_in_one,
    local,
    unpack,
    wait_until_alive,
)

TOKEN = "dG9rZW46c2VjcmV0"
ACTIVITY = "urn:platform:activity:1"
ACTOR = {"objectType": "Agent", "account": {"homePage": "http://a.example", "name": "7"}}
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/"
EXTENSION = "https://w3id.org/xapi/cmi5/context/extensions/"
DEFINED = {"initialized", "completed", "passed", "failed", "terminated"}

Statement = dict[str, Any]


class Store:
    """A platform: it serves the course, gives out tokens, and keeps what it is told."""

    def __init__(self, files: Path) -> None:
        self.statements: list[Statement] = []
        self.states: dict[str, str] = {}
        self.asked: list[str] = []
        self.refused: list[str] = []
        self.tokens = 0
        self.broken = False
        self.registration = ""
        store = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args: Any) -> None:
                super().__init__(*args, directory=str(files))

            def log_message(self, format: str, *arguments: object) -> None:
                """Say nothing."""

            def do_GET(self) -> None:
                if not self.path.startswith("/lrs/"):
                    super().do_GET()
                elif self.allowed():
                    known = store.states.get(self.state())
                    self.say(200 if known else 404, known or "")

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
                if self.path == "/token":
                    store.tokens += 1
                    answer = {"auth-token": TOKEN}
                    if store.broken:
                        answer = {"error-code": "1", "error-text": "used"}
                    self.say(200, json.dumps(answer))
                elif self.allowed():
                    told = json.loads(body)
                    store.statements.extend(told)
                    self.say(200, json.dumps([each["id"] for each in told]))

            def do_PUT(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                if self.allowed():
                    store.states[self.state()] = body
                    self.say(204, "")

            def state(self) -> str:
                query = parse_qs(urlsplit(self.path).query)
                if "profileId" in query:
                    return query["profileId"][0]
                assert json.loads(query["agent"][0]) == ACTOR
                assert query["activityId"] == [ACTIVITY]
                assert query["registration"] == [store.registration]
                return query["stateId"][0]

            def allowed(self) -> bool:
                store.asked.append(f"{self.command} {self.path.partition('?')[0]}")
                good = (
                    self.headers["Authorization"] == f"Basic {TOKEN}"
                    and self.headers["X-Experience-API-Version"] == "1.0.3"
                )
                if not good:
                    store.refused.append(self.path)
                    self.say(401, "")
                return good

            def say(self, status: int, text: str) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.root = f"http://127.0.0.1:{self.server.server_port}/"

    def enrol(self) -> None:
        """A learner who begins the course anew."""
        self.statements.clear()
        self.states.clear()
        self.asked.clear()
        self.refused.clear()
        self.tokens = 0
        self.broken = False
        self.registration = str(uuid.uuid4())

    def launch(self, name: str = "every-kind", **more: object) -> str:
        """The address of a new session; `more` is in the launch data."""
        template = {
            "extensions": {f"{EXTENSION}sessionid": f"session-{self.tokens + 1}"},
            "contextActivities": {"grouping": [{"id": "urn:publisher:1"}]},
        }
        data = {"contextTemplate": template, "launchMode": "Normal", "moveOn": "Completed"}
        self.states["LMS.LaunchData"] = json.dumps({**data, **more})
        return (
            f"{self.root}quiz/{name}.html?endpoint={quote(self.root + 'lrs')}"
            f"&fetch={quote(self.root + 'token')}&actor={quote(json.dumps(ACTOR))}"
            f"&registration={self.registration}&activityId={quote(ACTIVITY)}"
        )

    def session(self, number: int) -> list[Statement]:
        """What one session said, by time."""
        return sorted(
            (
                each
                for each in self.statements
                if each["context"]["extensions"][f"{EXTENSION}sessionid"] == f"session-{number}"
            ),
            key=lambda each: str(each["timestamp"]),
        )


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("cmi5")
    unpack(write_cmi5(ENTRIES, Texts(Book())), folder)
    store = Store(folder)
    yield store
    store.server.shutdown()
    store.server.server_close()


@pytest.fixture
def store(running: Store) -> Store:
    running.enrol()
    return running


class Learner:
    """A learner's browser; each session is a page of its own."""

    def __init__(self, context: BrowserContext, store: Store) -> None:
        self.context, self.store = context, store

    def open(self, address: str, said: str = "Your learning platform keeps") -> Page:
        page = self.context.new_page()
        page.goto(address)
        wait_until_alive(page)
        expect(page.locator(".sc-course")).to_contain_text(said)
        return page

    def answer_all(self, page: Page, right: bool) -> dict[str, float | None]:
        page.add_script_tag(path=FOREIGN / "learner.js")
        return dict(page.evaluate("right => answerAll(right)", right))

    def leave(self, page: Page) -> list[Statement]:
        """Go away; returns what the session said, which is held to the specification."""
        page.goto("about:blank")
        until(lambda: "terminated" in map(verb, self.store.session(self.store.tokens)))
        page.close()
        # What was on its way when the page went may arrive after the last word.
        said: list[Statement] = []
        while said != (said := self.store.session(self.store.tokens)):
            time.sleep(0.2)
        check_session(said, self.store.registration)
        return said


@pytest.fixture
def learner(browser: Browser, store: Store) -> Iterator[Learner]:
    """No other host hears anything, and no script fails; a 404 is an answer here."""
    context = browser.new_context()
    context.set_default_timeout(5000)
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("request", lambda request: faults.extend(elsewhere(request.url, store.root)))
    yield Learner(context, store)
    context.close()
    assert faults == []
    assert store.refused == []


def elsewhere(url: str, root: str) -> list[str]:
    return [] if url.startswith((root, "data:", "about:")) else [url]


def until(happened: Callable[[], bool]) -> None:
    for _ in range(200):
        if happened():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen")


def verb(statement: Statement) -> str:
    return str(statement["verb"]["id"].removeprefix("http://adlnet.gov/expapi/verbs/"))


def check_session(said: list[Statement], registration: str) -> None:
    """The rules for the statements of a session (cmi5 specification, sections 7.1 and 9)."""
    verbs = [verb(each) for each in said]
    assert verbs[0] == "initialized"
    assert verbs[-1] == "terminated"
    assert len({each["timestamp"] for each in said}) == len(said)
    assert len({each["id"] for each in said}) == len(said)
    counted = Counter(name for name in verbs if name in DEFINED)
    assert set(counted.values()) == {1}
    assert not {"passed", "failed"} <= set(verbs)
    for each in said:
        name, context, result = verb(each), each["context"], each.get("result", {})
        assert uuid.UUID(each["id"])
        assert datetime.fromisoformat(each["timestamp"]).utcoffset() is not None
        assert each["actor"] == ACTOR
        assert context["registration"] == registration
        assert context["extensions"][f"{EXTENSION}sessionid"].startswith("session-")
        activities = context["contextActivities"]
        assert activities["grouping"] == [{"id": "urn:publisher:1"}]
        categories = {it["id"] for it in activities.get("category", [])}
        if name not in DEFINED:
            assert not categories
            continue
        assert each["object"]["id"] == ACTIVITY
        judged = name in ("completed", "passed", "failed")
        moveon = {f"{CATEGORY}moveon"} if judged else set()
        assert categories == {f"{CATEGORY}cmi5"} | moveon
        assert ("score" in result) == (name in ("passed", "failed"))
        assert result.get("success") == {"passed": True, "failed": False}.get(name)
        assert result.get("completion") == (True if name == "completed" else None)
        if name != "initialized":
            assert re.fullmatch(r"PT\d+S", result["duration"])


# --- the course structure


def test_the_course_names_every_self_check(tmp_path: Path) -> None:
    unpack(write_cmi5(ENTRIES, Texts(Book()), 0.75), tmp_path)
    root = ElementTree.parse(tmp_path / "cmi5.xml").getroot()
    assert [local(each) for each in root] == ["course", *["au"] * len(ENTRIES)]
    ids = [each.get("id") or "" for each in root]
    assert len(set(ids)) == len(ids)
    assert all(uuid.UUID(each.removeprefix("urn:uuid:")) for each in ids)
    for unit, entry in zip(root[1:], ENTRIES, strict=True):
        assert [local(each) for each in unit] == ["title", "description", "url"]
        assert unit[0][0].text == entry.quiz.title
        assert (tmp_path / (unit[2].text or "")).is_file()
        assert unit.get("masteryScore") == "0.75"


def test_a_self_check_keeps_its_name_in_every_course() -> None:
    def ids(*entries: Any, site: str = "") -> list[str]:
        text = write_cmi5(entries, Texts(Book(), site_url=site))
        return re.findall(r'<au id="([^"]+)"', _course_xml(text))

    everything = ids(*ENTRIES)
    assert ids(ENTRIES[1]) == [everything[1]]
    assert ids(ENTRIES[1], site="https://b.example/") != [everything[1]]
    assert "masteryScore" not in _course_xml(write_cmi5(ENTRIES, Texts(Book())))


def _course_xml(package: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read("cmi5.xml").decode()


# --- what a platform hears


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_every_answer_is_told_between_first_and_last(
    learner: Learner, store: Store, right: bool
) -> None:
    page = learner.open(store.launch())
    shares = learner.answer_all(page, right)
    said = learner.leave(page)
    kinds = list(all_kinds())
    assert [verb(each) for each in said] == [
        "initialized", *["answered"] * len(kinds), "completed", "terminated",
    ]  # fmt: skip
    for each, id in zip(said[1:-2], kinds, strict=True):
        definition, result = each["object"]["definition"], each["result"]
        assert each["object"]["id"] == f"{ACTIVITY}#{id}"
        assert definition["description"]["en"]
        if id in UNSCORED:
            assert "score" not in result
            assert "success" not in result
            continue
        assert result["score"]["scaled"] == shares[id] == (1 if right else 0)
        assert result["success"] is right
        patterns = definition.get("correctResponsesPattern")
        if id == "numeric":
            low, high = map(float, patterns[0].split("[:]"))
            assert (low <= float(result["response"]) <= high) is right
        elif patterns:
            assert (result["response"] in patterns) is right
    assert store.tokens == 1
    # In this order, and before the first statement.
    assert store.asked[:4] == [
        "GET /lrs/activities/state", "GET /lrs/agents/profile", "GET /lrs/activities/state",
        "POST /lrs/statements",
    ]  # fmt: skip


def test_a_report_can_tell_what_was_chosen(learner: Learner, store: Store) -> None:
    page = learner.open(store.launch())
    learner.answer_all(page, True)
    said = {each["object"]["id"].partition("#")[2]: each for each in learner.leave(page)}
    for question in all_in_one().quiz.questions:
        each = said[question.id]
        definition = each["object"]["definition"]
        answer = each["result"]["response"]
        parts = [part for part in answer.split("[,]") if part]
        match definition["interactionType"]:
            case "choice" | "sequencing":
                known = {it["id"] for it in definition["choices"]}
                assert set(parts) <= known
            case "matching":
                sources = {it["id"] for it in definition["source"]}
                targets = {it["id"] for it in definition["target"]}
                assert {part.partition("[.]")[0] for part in parts} == sources
                assert {part.partition("[.]")[2] for part in parts} <= targets
            case "performance":
                steps = {it["id"] for it in definition["steps"]}
                assert {part.partition("[.]")[0] for part in parts} <= steps
            case "long-fill-in":
                assert answer == ("That sounds hard." if question.id == "practice" else "")
            case other:
                assert other in ("fill-in", "numeric", "true-false")
        for components in ("choices", "source", "target", "steps"):
            assert all(it["description"]["en"] for it in definition.get(components, []))


def test_answers_are_back_and_completion_is_told_once(
    learner: Learner, store: Store, browser: Browser
) -> None:
    page = learner.open(store.launch())
    learner.answer_all(page, True)
    learner.leave(page)
    # On another device, with nothing in its browser.
    other = browser.new_context()
    elsewhere = Learner(other, store)
    again = elsewhere.open(store.launch())
    total = len(all_kinds())
    expect(again.locator(".sc-summary-body")).to_contain_text(f"{total} of {total} answered")
    expect(again.locator("#single-choice input:checked")).to_have_count(1)
    elsewhere.answer_all(again, False)
    said = elsewhere.leave(again)
    other.close()
    assert Counter(map(verb, said)) == {"initialized": 1, "answered": total, "terminated": 1}


def test_who_fails_may_pass_another_day_and_only_once(learner: Learner, store: Store) -> None:
    mark = {"masteryScore": 0.8}
    seen = []
    for right in (False, True, True, False):
        page = learner.open(store.launch(**mark))
        learner.answer_all(page, right)
        said = learner.leave(page)
        judged = [each for each in said if verb(each) in ("passed", "failed")]
        for each in judged:
            assert each["context"]["extensions"][f"{EXTENSION}masteryscore"] == 0.8
            scaled = each["result"]["score"]["scaled"]
            assert (scaled >= 0.8) is (verb(each) == "passed")
        seen.append([verb(each) for each in judged])
    assert seen == [["failed"], ["passed"], [], []]


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_who_only_looks_is_not_judged(learner: Learner, store: Store, mode: str) -> None:
    page = learner.open(store.launch(launchMode=mode, masteryScore=0.8), said="")
    until(lambda: bool(store.statements))
    learner.answer_all(page, True)
    assert [verb(each) for each in learner.leave(page)] == ["initialized", "terminated"]
    assert "progress" not in store.states


def test_there_is_a_way_back_to_the_platform(learner: Learner, store: Store) -> None:
    page = learner.open(store.launch(returnURL=f"{store.root}quiz/linked.html"))
    page.get_by_role("link", name="Back to the learning platform").click()
    expect(page).to_have_url(f"{store.root}quiz/linked.html")
    until(lambda: "terminated" in map(verb, store.session(1)))
    # The page that was led to has not been launched.
    expect(page.locator(".sc-course")).to_contain_text("nothing is reported")


def test_the_way_back_is_no_script(learner: Learner, store: Store) -> None:
    page = learner.open(store.launch(returnURL="javascript:alert(1)"))
    expect(page.locator(".sc-leave")).to_have_count(0)
    learner.leave(page)


def test_what_is_answered_early_is_told_after_the_beginning(learner: Learner, store: Store) -> None:
    page = learner.context.new_page()
    held: list[Any] = []
    page.route("**/token", lambda route: held.append(route))
    page.goto(store.launch("linked"))
    wait_until_alive(page)
    page.locator("input[value=true]").check()
    page.locator(".sc-check").click()
    assert store.statements == []
    held[0].continue_()
    expect(page.locator(".sc-course")).to_contain_text("keeps your answers")
    said = learner.leave(page)
    assert [verb(each) for each in said] == ["initialized", "answered", "completed", "terminated"]


@pytest.mark.parametrize("broken", [True, False], ids=["no token", "no launch data"])
def test_a_platform_that_does_not_answer_is_told_of(
    learner: Learner, store: Store, broken: bool
) -> None:
    address = store.launch("linked")
    store.broken = broken
    if not broken:
        del store.states["LMS.LaunchData"]
    page = learner.open(address, said="does not answer")
    page.locator("input[value=true]").check()
    page.locator(".sc-check").click()
    expect(page.locator(".sc-outcome")).to_contain_text("Right.")
    assert store.statements == []
