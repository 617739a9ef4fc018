"""Hostile quizzes: each is refused in clear words, or gives a page on which nothing runs.

The table is every payload in every place (`payloads.py`), and the hostile files below.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, Request

from selfcheck.book import Book
from selfcheck.cli import main
from selfcheck.diagnostics import Diagnostic
from selfcheck.pages import PageWriter, all_assets
from selfcheck.pages.disk import as_markdown
from selfcheck.pages.standalone import standalone
from selfcheck.project import Folders, Project
from selfcheck.quiz import Bank, BankReader, Quiz, read_quiz
from selfcheck.quiz.bank import BankEntry
from selfcheck.source import MAX_BYTES, Source
from tests.conftest import run_mkdocs
from tests.safety.judge import faults
from tests.safety.payloads import PAYLOADS, PLACES

SECONDS = 2.0


def as_yaml(data: Any) -> bytes:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000).encode()


def read(raw: bytes) -> tuple[Quiz | None, list[Diagnostic]]:
    """Read a quiz in time; it is a quiz, or there are clear diagnostics."""
    started = time.process_time()
    quiz, diagnostics = read_quiz(Source("q.yml", raw))
    assert time.process_time() - started < SECONDS
    if quiz is None:
        assert any(each.severity == "error" for each in diagnostics)
    for each in diagnostics:
        assert each.line >= 1
        assert each.column >= 1
        assert each.message
        assert len(str(each)) < 2000, str(each)[:300]
    return quiz, diagnostics


def writer(quizzes: dict[str, Quiz], book: Book | None = None) -> PageWriter:
    nowhere = Path("nowhere")
    entries = {
        name: BankEntry(name, f"quizzes/{name}.yml", nowhere / f"{name}.yml", quiz)
        for name, quiz in quizzes.items()
    }
    folders = Folders(nowhere, nowhere, nowhere, nowhere)
    return PageWriter(Project(folders, Bank(entries), book or Book(), {}, []))


def pages(quizzes: dict[str, Quiz]) -> dict[str, str]:
    """The page of each quiz, written in time."""
    written: dict[str, str] = {}
    pages = writer(quizzes)
    for entry in pages.project.bank:
        started = time.process_time()
        written[entry.name] = pages.self_check(entry).html
        assert time.process_time() - started < SECONDS, entry.name
    return written


def accepted(payload: str) -> dict[str, Quiz]:
    """The quizzes that have a payload in one of all places, where they are read."""
    found: dict[str, Quiz] = {}
    number = list(PAYLOADS).index(payload)
    for position, (place, put) in enumerate(PLACES.items()):
        quiz, _ = read(as_yaml(put(f"p{number}-{position}", PAYLOADS[payload])))
        if quiz is not None:
            found[f"p{number}-{position}-{place.replace('.', '-')}"] = quiz
    return found


def test_the_table_is_large() -> None:
    assert len(PAYLOADS) * len(PLACES) + len(FILES) > 5000


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_refused_or_harmless_in_every_place(payload: str) -> None:
    quizzes = accepted(payload)
    assert len(quizzes) > 20 or payload == "gap"
    for name, html in pages(quizzes).items():
        assert faults(html) == [], name


@pytest.mark.parametrize("payload", PAYLOADS)
def test_it_is_harmless_in_lists_and_inside_chapters_too(payload: str) -> None:
    quizzes = accepted(payload)
    pages = writer(quizzes)
    assert faults(pages.index().html) == []
    for entry in pages.project.bank:
        embedded = pages.embedded(f"{entry.name}/{entry.quiz.questions[0].id}")
        assert faults(embedded.replace("/-selfcheck-root-/", "../")) == [], entry.name
    catalogue = pages.catalogue().content
    assert json.loads(catalogue.removeprefix("window.selfcheck.catalogue = ").rstrip(";\n"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_file_for_another_engine_has_its_heading_and_no_template(payload: str) -> None:
    for entry in (pages := writer(accepted(payload))).project.bank:
        text = as_markdown(pages.self_check(entry))
        front, _, rest = text.removeprefix("---\n").partition("\n---\n")
        meta = yaml.safe_load(front)
        assert not set('<>"\n') & set(meta["title"] + meta.get("description", ""))
        heading = next(line for line in rest.splitlines() if line.startswith("# "))
        assert not set("<>[]{}`*_|\\") & set(heading)
        assert not [sign for sign in ("{{", "{%", "{#", "--8<--") if sign in text]


# --- files that are hostile by their shape


def quiz_with(**keys: Any) -> bytes:
    question = {"id": "a", "type": "reflection", "prompt": "x", **keys}
    return as_yaml({"title": "x", "questions": [question]})


def choice(options: str) -> bytes:
    start = "title: x\nquestions:\n  - id: a\n    type: single-choice\n    prompt: x\n"
    return f"{start}    options: {options}\n".encode()


def number(text: str) -> bytes:
    return (
        "title: x\nquestions:\n  - {id: a, type: numeric, prompt: x, min: 0, max: 9, tolerance: 1,"
        f" zero-at: 5, feedback: {{close: x, low: x, high: x}}, answer: {text}}}\n"
    ).encode()


def repeated(times: int) -> bytes:
    """Lines that each repeat the one before nine times."""
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, times)]
    return "\n".join(lines).encode()


GOOD = quiz_with()
ACCEPTED = "accepted"
FILES: dict[str, tuple[bytes, str]] = {
    # tags
    "python-object": (b"title: !!python/object:os.system {}", "tag-not-allowed"),
    "python-apply": (b"x: !!python/object/apply:os.system ['true']", "tag-not-allowed"),
    "python-name": (b"x: !!python/name:os.system ", "tag-not-allowed"),
    "python-module": (b"x: !!python/module:os ''", "tag-not-allowed"),
    "python-tuple": (b"x: !!python/tuple [a]", "tag-not-allowed"),
    "own-tag": (b"x: !include /etc/passwd", "tag-not-allowed"),
    "long-tag": (b"x: !" + b"a" * 9000 + b" b", "tag-not-allowed"),
    "whole-tag": (b"x: !<tag:yaml.org,2002:python/object:os.system> {}", "tag-not-allowed"),
    "tag-directive": (b"%TAG ! tag:yaml.org,2002:python/\n---\nx: !name:os", "tag-not-allowed"),
    "binary": (b"x: !!binary aGVsbG8=", "tag-not-allowed"),
    "set": (b"x: !!set {a, b}", "tag-not-allowed"),
    "omap": (b"x: !!omap [a: b]", "tag-not-allowed"),
    "timestamp": (b"x: !!timestamp 2001-01-01", "tag-not-allowed"),
    "int-that-is-none": (b"x: !!int nine", "tag-not-allowed"),
    "int-behind-an-anchor": (b"x: &a !!int nine", "tag-not-allowed"),
    "float-behind-an-anchor": (b"x: &a !!float nine", "tag-not-allowed"),
    "bool-behind-an-anchor": (b"x: &a !!bool nine", "tag-not-allowed"),
    # anchors
    "alias-bomb": (repeated(12), "too-many-nodes"),
    "alias-bomb-of-text": (
        b"a: &a " + b"x" * 9000 + b"\nb: &b [" + b"*a, " * 90 + b"]\nc: [" + b"*b, " * 90 + b"]",
        "too-many-nodes",
    ),
    "alias-bomb-of-options": (
        b"title: x\nintroduction: &t " + b"y" * 9000 + b"\nquestions:\n"
        + b"\n".join(b"- {id: a%d, type: reflection, prompt: *t}" % n for n in range(900)),
        "too-many-nodes",
    ),
    "alias-of-itself": (b"x: &a [*a]", "nested-too-deeply"),
    "alias-of-itself-in-a-mapping": (b"x: &a {y: *a}", "nested-too-deeply"),
    "alias-as-a-key": (b"x: &a b\n*a : c", "unknown-key"),
    "alias-unknown": (b"x: *a", "yaml-syntax"),
    "merge-key": (b"x: &a {title: y}\n<<: *a\nquestions: []", "unknown-key"),
    "merge-key-in-a-question": (
        b"title: x\nquestions:\n- &q {id: a, type: reflection, prompt: x}\n- {<<: *q, id: b}",
        "missing-key",
    ),
    "value-key": (b"title: {=: x}\nquestions: []", "not-text"),
    # size
    "ten-megabytes": (b"title: " + b"x" * 10_000_000, "file-too-large"),
    "a-long-text": (quiz_with(prompt="x" * 900_000), "text-too-long"),
    "a-long-key": (b'? "' + b"x" * 900_000 + b'"\n: y', "unknown-key"),
    "a-long-id": (quiz_with(id="a" * 900_000), "text-too-long"),
    "a-long-kind": (quiz_with(type="a" * 900_000), "unknown-kind"),
    "100-thousand-options": (choice("[" + "x," * 100_000 + "]"), "too-many-nodes"),
    "90-thousand-options": (choice("[" + "x," * 90_000 + "]"), "too-many"),
    "20-thousand-sound-options": (
        choice("[" + "{text: x, feedback: y}," * 20_000 + "]"), "too-many-nodes",
    ),
    "20-thousand-questions": (
        b"title: x\nquestions:\n" + b"- {type: reflection, id: a}\n" * 20_000, "too-many-nodes",
    ),
    "a-thousand-bad-questions": (
        b"title: x\nquestions:\n" + b"- {type: reflection, x: 1}\n" * 1000, "too-many-problems",
    ),
    "40-thousand-unknown-keys": (
        b"".join(b"title%d: x\n" % n for n in range(40_000)), "too-many-problems",
    ),
    "20-thousand-keys-twice": (
        b"".join(b"title%d: x\n" % n for n in range(20_000)) * 2, "duplicate-key",
    ),
    "many-documents": (b"--- x\n" * 10_000, "yaml-syntax"),
    "many-comments": (b"# x\n" * 200_000, "empty-file"),
    "many-anchors": (b"x: " + b"&a " * 10_000, "yaml-syntax"),
    # nesting
    "10-thousand-brackets": (b"[" * 10_000, "nested-too-deeply"),
    "10-thousand-closed": (b"[" * 10_000 + b"]" * 10_000, "nested-too-deeply"),
    "10-thousand-braces": (b"{a: " * 10_000, "nested-too-deeply"),
    "10-thousand-dashes": (b"- " * 10_000 + b"x", "nested-too-deeply"),
    "10-thousand-question-marks": (b"? " * 10_000 + b"x", "nested-too-deeply"),
    "nested-by-lines": (
        b"".join(b" " * n + b"a:\n" for n in range(1000)), "nested-too-deeply",
    ),
    # numbers and dates
    "10-thousand-digits": (number("9" * 10_000), "not-a-number"),
    "10-thousand-decimals": (number("0." + "1" * 10_000), "not-a-number"),
    "exponent": (number("1e999999999"), "not-a-number"),
    "not-a-number": (number(".nan"), "not-a-number"),
    "infinity": (number("-.inf"), "not-a-number"),
    "octal": (number("0o7"), "not-a-number"),
    "hexadecimal": (number("0x7"), "not-a-number"),
    "sexagesimal": (number("1:30"), "not-a-number"),
    "underscores": (number("1_0"), "not-a-number"),
    "boolean-as-number": (number("true"), "not-a-number"),
    "date-as-number": (number("2001-01-01"), "not-a-number"),
    "largest-number": (number("9" * 18), "bad-range"),
    "date-as-text": (quiz_with().replace(b"prompt: x", b"prompt: 2001-01-01"), ACCEPTED),
    "number-as-text": (quiz_with(prompt=7), "not-text"),
    "boolean-as-id": (quiz_with(id=True), "not-text"),
    # encodings
    "utf-16": (GOOD.decode().encode("utf-16"), "not-utf8"),
    "utf-16-without-mark": (GOOD.decode().encode("utf-16-le"), "control-character"),
    "utf-32": (GOOD.decode().encode("utf-32"), "not-utf8"),
    "utf-7": (b"title: +ADw-script+AD4-\nquestions: []", "no-questions"),
    "latin-1": ("title: caf\u00e9".encode("latin-1"), "not-utf8"),
    "byte-order-mark": (b"\xef\xbb\xbf" + GOOD, ACCEPTED),
    "two-byte-order-marks": (b"\xef\xbb\xbf" * 2 + GOOD, ACCEPTED),
    "overlong": (b"title: \xc0\xbcscript\xc0\xbe", "not-utf8"),
    "surrogate-bytes": (b"title: \xed\xa0\x80", "not-utf8"),
    "surrogate-escape": (b'title: "\\ud800"', "yaml-syntax"),
    "surrogate-pair-escape": (b'title: "\\ud83d\\ude00"', "yaml-syntax"),
    "beyond-unicode": (b'title: "\\U00110000"', "yaml-syntax"),
    "null-byte": (b"title: a\x00b", "control-character"),
    "null-escape": (b'title: "a\\0b"', "control-character"),
    "bell-escape": (b'title: "a\\ab"', "control-character"),
    "escape-escape": (b'title: "\\e[31m"', "control-character"),
    "stx-escape": (b'title: "\\x02wzxhzdk:0\\x03"', "control-character"),
    "no-character": (b'title: "\\uffff"', "control-character"),
    "delete-escape": (b'title: "\\x7f"', "control-character"),
    "random-bytes": (bytes(range(256)) * 40, "not-utf8"),
    # keys and ids
    "key-twice": (b"title: x\ntitle: y\nquestions: []", "duplicate-key"),
    "key-twice-by-quotes": (b'title: x\n"title": y\nquestions: []', "duplicate-key"),
    "key-is-a-list": (b"? [a]\n: b", "key-not-text"),
    "key-is-nothing": (b"~: x\nquestions: []", "unknown-key"),
    "id-proto": (quiz_with(id="__proto__"), "bad-id"),
    "id-constructor": (quiz_with(id="constructor"), ACCEPTED),
    "id-of-a-part-of-the-page": (quiz_with(id="__comments"), "bad-id"),
    "id-that-clobbers": (quiz_with(id="selfcheck"), ACCEPTED),
    "id-with-a-line-break": (quiz_with(id="a\n"), "bad-id"),
    "id-in-another-alphabet": (quiz_with(id="\u0430bc"), "bad-id"),
    "id-that-climbs": (quiz_with(id="../../x"), "bad-id"),
    "id-with-html": (quiz_with(id='a"><script>'), "bad-id"),
    "waive-proto": (quiz_with(waive={"__proto__": "x"}), "bad-id"),
    "type-proto": (quiz_with(type="__proto__"), "unknown-kind"),
    "type-that-climbs": (quiz_with(type="../matching"), "unknown-kind"),
    "type-is-a-list": (quiz_with(type=["matching"]), "unknown-kind"),
    # paths
    "chapter-that-climbs": (b"title: x\nchapter: ../../etc/passwd.md\nquestions: []", "bad-value"),
    "chapter-from-the-root": (b"title: x\nchapter: /etc/passwd.md\nquestions: []", "bad-value"),
    "chapter-elsewhere": (b"title: x\nchapter: http://a.example/b.md\nquestions: []", "bad-value"),
    "chapter-with-backslashes": (b"title: x\nchapter: '..\\..\\a.md'\nquestions: []", "bad-value"),
    "chapter-with-null": (b'title: x\nchapter: "a\\0.md"\nquestions: []', "control-character"),
    "section-with-html": (quiz_with(section='x"><script>'), "bad-value"),
    "section-elsewhere": (quiz_with(section="javascript:alert"), "bad-value"),
    "source-that-climbs": (quiz_with(sources=["../x"]), "bad-id"),
    "objective-with-html": (quiz_with(objective="<b>"), "bad-id"),
    "figure-that-climbs": (
        number("7").replace(b"answer: 7", b"figure: ../x"), "bad-id",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_by_name_or_harmless(name: str) -> None:
    raw, code = FILES[name]
    quiz, diagnostics = read(raw)
    if code == ACCEPTED:
        assert quiz is not None
        assert faults(pages({"q": quiz})["q"]) == []
    else:
        assert quiz is None
        assert code in [each.code for each in diagnostics]


SLOW = [
    "[", "](", "[](", "![", "[[", "[@a", "[[=a", "[a][", "*", "**a ", "*a **b ", "_", "`", "` `` ",
    ">", "> ", "- ", "* - ", "1. ", "> - ", "<!--", '<a href="', "&#", "(", "\\", "{a}", "| - ",
    "# a\n", "a\n=\n", "- a\n", "    a\n", "[a]: b\n", "a|b\n", "a@b.c ", "<http://", '"', "'\"",
    "--", "@a1999 ", "\ue000", "a\n\n",
]  # fmt: skip


@pytest.mark.parametrize("unit", SLOW)
def test_markdown_that_is_slow_to_follow_is_written_in_time(unit: str) -> None:
    text = (unit * 10_000)[:9_990]
    quiz, _ = read(quiz_with(prompt=f"@{text}.", explanation=f"a {text}"))
    assert quiz is not None
    assert faults(pages({"q": quiz})["q"]) == []
    # What was met in the midst of lists does no harm to the text after it.
    after = pages({"q": quiz, "r": Quiz.model_validate(yaml.safe_load(quiz_with(prompt="*b*")))})
    assert "<em>b</em>" in after["r"]


def test_deep_lists_are_shown_as_they_were_typed() -> None:
    quiz, _ = read(quiz_with(prompt="* - " * 2000 + "x"))
    assert quiz is not None
    assert "* - * - " in pages({"q": quiz})["q"]


# --- files and folders


SECRET = "secret-of-another-project"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    (folder / "quizzes").mkdir(parents=True)
    (folder / "docs").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.yml").write_bytes(quiz_with(prompt=SECRET))
    monkeypatch.chdir(folder)
    return folder


def bank_of(project: Path) -> Bank:
    return BankReader().read(project / "quizzes", "quizzes", project)


@pytest.mark.parametrize(
    "target",
    ["../../outside/secret.yml", "/etc/passwd", "/dev/zero", "/proc/self/environ", "../.."],
)
def test_a_link_out_of_the_project_is_not_read(project: Path, target: str) -> None:
    (project / "quizzes" / "link.yml").symlink_to(target)
    bank = bank_of(project)
    assert bank.entries == {}
    assert [each.code for each in bank.diagnostics] == ["outside-project"]


def test_a_link_through_a_linked_folder_is_not_read(project: Path) -> None:
    (project / "shared").symlink_to(project.parent / "outside")
    (project / "quizzes" / "link.yml").symlink_to("../shared/secret.yml")
    assert [each.code for each in bank_of(project).diagnostics] == ["outside-project"]


@pytest.mark.parametrize("target", ["link.yml", "gone.yml", "."])
def test_a_link_that_leads_nowhere_is_said_to_be_unreadable(project: Path, target: str) -> None:
    (project / "quizzes" / "link.yml").symlink_to(target)
    bank = bank_of(project)
    assert bank.entries == {}
    assert [each.code for each in bank.diagnostics] == ["unreadable-file"]


def test_a_link_within_the_project_is_read(project: Path) -> None:
    (project / "shared").mkdir()
    (project / "shared" / "a.yml").write_bytes(GOOD)
    (project / "quizzes" / "link.yml").symlink_to("../shared/a.yml")
    assert list(bank_of(project).entries) == ["link"]


def test_no_report_shows_what_a_link_leads_to(project: Path) -> None:
    secret = project.parent / "outside" / "secret.yml"
    secret.write_text(f"{SECRET}\n" * 9, "utf-8")
    (project / "quizzes" / "link.yml").symlink_to(secret)
    for shape in ("text", "json", "github", "sarif"):
        result = CliRunner().invoke(main, ["check", "--format", shape])
        assert result.exit_code == 1
        assert "outside-project" in result.output
        assert SECRET not in result.output


@pytest.mark.parametrize(
    "name",
    ["Ab", "a b", "a\n", "-a", "a--b", "\u0430", "a;x", "$(x)", "a.b", "&a", "__proto__"],
)
def test_a_file_name_that_can_not_be_an_address_is_refused(project: Path, name: str) -> None:
    (project / "quizzes" / f"{name}.yml").write_bytes(GOOD)
    bank = bank_of(project)
    assert bank.entries == {}
    assert [each.code for each in bank.diagnostics] == ["bad-file-name"]


def test_a_folder_named_like_a_quiz_is_unreadable(project: Path) -> None:
    (project / "quizzes" / "a.yml").mkdir()
    assert [each.code for each in bank_of(project).diagnostics] == ["unreadable-file"]


def test_a_file_is_not_read_beyond_its_bound(project: Path) -> None:
    (project / "quizzes" / "a.yml").write_bytes(b"#" * (MAX_BYTES * 3))
    assert [each.code for each in bank_of(project).diagnostics] == ["file-too-large"]


# --- in a browser

TRAPS = """
    window.hits = [];
    Object.defineProperty(window, "ran", { set: (value) => window.hits.push(value) });
    for (const name of ["alert", "confirm", "prompt", "open"])
        window[name] = () => window.hits.push(name);
"""

# As `judge.py` judges, but over what the browser made of the page.
JUDGE = """() => [...document.querySelectorAll("main, main *")].flatMap((each) => {
    const faults = [];
    if (each.matches("script, iframe, img, form, object, embed, svg, math, style, base, meta,"
        + "template, video, audio, applet, frame, marquee")) faults.push(each.outerHTML);
    for (const { name, value } of each.attributes) {
        if (name.startsWith("on") || ["srcdoc", "src", "action", "formaction"].includes(name))
            faults.push(`${name}=${value}`);
        // Bars and markers, which the runtime draws; the page's own HTML has no style.
        if (name === "style" && !/^([a-z-]+: -?[\\d.]+%?;\\s*)+$/.test(value))
            faults.push(`style=${value}`);
        if (name === "href" && !["http:", "https:", "mailto:"].includes(each.protocol ?? "http:"))
            faults.push(`href=${value}`);
    }
    return faults;
})"""

ANSWER = """() => {
    const all = (selector, act) => document.querySelectorAll(selector).forEach(act);
    all("details", (each) => (each.open = true));
    all("input[type=radio], input[type=checkbox]", (each) => each.click());
    all("input[type=text], textarea", (each) => (each.value = "two"));
    all("input[type=number]", (each) => (each.value = 3));
    all("select", (each) => (each.selectedIndex = 1));
    for (let turn = 0; turn < 3; turn += 1) all(".sc-choice", (each) => each.click());
    all(".sc-check:not(:disabled), .sc-down, .sc-up", (each) => each.click());
}"""


@pytest.fixture
def trapped(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page with traps, and what went wrong on it: dialogs, errors, requests to elsewhere."""
    context = browser.new_context()
    context.add_init_script(TRAPS)
    page = context.new_page()
    wrong: list[str] = []

    def ask(request: Request) -> None:
        own = request.url.startswith("http://127.0.0.1:") and "evil" not in request.url
        if not own and not request.url.startswith("data:,"):
            wrong.append(request.url)

    page.on("request", ask)
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page, wrong
    context.close()


def published(folder: Path, html: str) -> None:
    """A page in a folder, with all assets beside it."""
    for asset in all_assets():
        file = folder / asset.address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(asset.content, "utf-8")
    html = html.replace("../../assets/", "assets/")
    (folder / "index.html").write_text(standalone("Hostile", html), "utf-8")


def test_nothing_runs_on_a_page_of_them_all(
    trapped: tuple[Page, list[str]], serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """A third of them, as they are: without our runtime, for which they are too many."""
    page, wrong = trapped
    written: dict[str, str] = {}
    for number, payload in enumerate(PAYLOADS):
        quizzes = accepted(payload).items()
        some = {name: quiz for at, (name, quiz) in enumerate(quizzes) if (number + at) % 3 == 0}
        written |= pages(some)
    assert len(written) > 1300
    html = re.sub(r"<link [^>]*>|<(/?)self-check\b", r"<\1div", "\n".join(written.values()))
    published(tmp_path, html)
    page.goto(serve(tmp_path), timeout=60_000)
    assert page.locator(".sc-question").count() > 1300
    assert page.evaluate(JUDGE) == []
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.hits") == []
    assert wrong == []


def test_nothing_runs_while_they_are_answered(
    trapped: tuple[Page, list[str]], serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """One long self-check: two questions of each payload, each in other places."""
    page, wrong = trapped
    questions = [
        quiz.questions[0]
        for number, payload in enumerate(PAYLOADS)
        for position, quiz in enumerate(accepted(payload).values())
        if (number + position) % 29 == 0
    ]
    assert len(questions) > 100
    quiz = Quiz(title="All", questions=questions, certainty=True)
    published(tmp_path, pages({"all": quiz})["all"])
    page.goto(serve(tmp_path), timeout=60_000)
    page.wait_for_function("() => !document.querySelector('.sc-question .sc-check:disabled')")
    assert page.evaluate(JUDGE) == []
    page.evaluate(ANSWER)
    assert page.locator(".sc-outcome").count() > 0.8 * len(questions), "answers bring feedback"
    page.wait_for_timeout(500)
    assert page.evaluate(JUDGE) == []
    assert page.evaluate("() => window.hits") == []
    assert wrong == []
    assert page.url == serve(tmp_path)


def test_a_quiz_named_constructor_breaks_nothing(
    trapped: tuple[Page, list[str]], serve: Callable[[Path], str], tmp_path: Path
) -> None:
    page, wrong = trapped
    ids = ("constructor", "keys", "name", "entries", "prototype", "length", "selfcheck")
    data = {
        "title": "x",
        "questions": [{"id": id, "type": "reflection", "prompt": "x"} for id in ids],
    }
    quiz, _ = read(as_yaml(data))
    assert quiz is not None
    published(tmp_path, pages({"constructor": quiz})["constructor"])
    page.goto(serve(tmp_path))
    page.wait_for_function("() => !document.querySelector('.sc-question .sc-check:disabled')")
    page.evaluate(ANSWER)
    assert page.evaluate("() => typeof Object.keys + typeof Object.entries") == "functionfunction"
    kept = page.evaluate("() => Object.keys(selfcheck.progress.of('constructor')).length")
    assert kept == len(ids)
    assert wrong == []


# --- on a site

INJECTED = """() => [...document.querySelectorAll("img[src=x], [onload], [onerror], [onfocus]")]
    .map((each) => each.outerHTML)"""

HOSTILE_LINES = [
    "script", "closes-the-title", "leaves-an-attribute", "image-that-fails", "link-javascript",
    "link-attribute-list", "half-open-tag", "jinja", "term", "heading", "entities", "svg",
]  # fmt: skip


@pytest.mark.parametrize("inside", [True, False], ids=["title", "description"])
def test_nothing_runs_on_a_site(
    inside: bool,
    new_project: Path,
    trapped: tuple[Page, list[str]],
    serve: Callable[[Path], str],
) -> None:
    """A theme puts titles and descriptions into its pages unescaped, and into its search."""
    page, wrong = trapped
    settings = (new_project / "mkdocs.yml").read_text("utf-8")
    # Without the policy, so that nothing but the escaping keeps it from running.
    (new_project / "mkdocs.yml").write_text(
        settings.replace("security_policy: true", "security_policy: false"), "utf-8"
    )
    for name in HOSTILE_LINES:
        quiz = PLACES["title" if inside else "description"]("a", f"Zebra {PAYLOADS[name]}")
        del quiz["chapter"]
        (new_project / "quizzes" / f"x-{name}.yml").write_bytes(as_yaml(quiz))
    result = run_mkdocs(new_project)
    assert result.returncode == 0, result.stderr
    address = serve(new_project / "site")
    for name in HOSTILE_LINES:
        page.goto(f"{address}self-checks/x-{name}/")
        shown = PAYLOADS[name].split("\n")[0].split("{")[0].strip()
        if inside:
            heading = " ".join(page.locator("h1").inner_text().split())
            assert heading.startswith(" ".join(f"Self-check: Zebra {shown}".split())), name
        assert page.evaluate(INJECTED) == [], name
    page.goto(f"{address}self-checks/")
    if inside:  # the search knows titles, and not descriptions
        page.locator("[data-md-toggle=search]").evaluate("each => (each.checked = true)")
        page.locator("[data-md-component=search-query]").first.press_sequentially("zebra")
        page.locator(".md-search-result__item").first.wait_for(state="attached")
    page.wait_for_timeout(300)
    assert page.evaluate(INJECTED) == []
    assert page.evaluate("() => window.hits") == []
    assert [each for each in wrong if not each.startswith("http://127.0.0.1")] == []
