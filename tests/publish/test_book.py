"""The book: judged by EPUBCheck, by a reader of PDF, and opened from a folder."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from selfcheck.exchange.texts import Texts
from selfcheck.project import Project
from tests.conftest import faultless, read_project
from tests.publish.conftest import NAME, ROOT

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project()


@pytest.fixture(scope="module")
def epub(made: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(made / f"{NAME}.epub") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def pdf(made: Path) -> PdfReader:
    return PdfReader(made / f"{NAME}.pdf")


def words(text: str) -> str:
    """Letters and digits alone: line breaks, hyphens and ligatures are the typesetter's."""
    return re.sub(r"[\W_]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff"))


def test_epubcheck_finds_nothing(made: Path) -> None:
    jar = "/usr/share/java/epubcheck.jar"
    command = ["java", "-jar", jar] if Path(jar).is_file() else ["epubcheck"]
    told = subprocess.run(
        [*command, str(made / f"{NAME}.epub")], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "0 errors / 0 warnings" in told.stdout


def test_every_page_and_question_is_in_the_epub(epub: dict[str, bytes], project: Project) -> None:
    texts = Texts(project.book)
    for entry in project.bank:
        page = epub[f"book/quiz-{entry.name}.xhtml"].decode()
        sheet = words("".join(ElementTree.fromstring(page).itertext()))
        key = "".join(ElementTree.fromstring(epub[f"book/key-{entry.name}.xhtml"]).itertext())
        for question in entry.quiz.questions:
            assert words(texts.plain(texts.prompt(question))) in sheet, question.id
            if question.explanation:
                assert words(texts.plain(question.explanation)) in words(key), question.id


def test_links_in_the_epub_lead_somewhere(epub: dict[str, bytes]) -> None:
    pages = {
        name.rpartition("/")[2]: ElementTree.fromstring(content)
        for name, content in epub.items()
        if name.endswith(".xhtml")
    }
    ids = {name: {each.get("id") for each in page.iter()} for name, page in pages.items()}
    followed = 0
    for name, page in pages.items():
        for link in page.iter(f"{XHTML}a"):
            href = link.get("href", "")
            if not href.startswith(("http", "mailto:")):
                target, _, id = href.partition("#")
                assert target in pages or not target, f"{name}: {href}"
                assert not id or id in ids[target or name], f"{name}: {href}"
                followed += 1
    assert followed > 500


def test_the_epub_says_its_language_and_describes_its_pictures(epub: dict[str, bytes]) -> None:
    pictures = 0
    for name, content in epub.items():
        if name.endswith(".xhtml"):
            root = ElementTree.fromstring(content)
            assert root.get("lang") == "en"
            assert root.find(f"{XHTML}head/{XHTML}title") is not None
            for picture in root.iter(f"{XHTML}img"):
                assert f"book/{picture.get('src')}" in epub
                pictures += bool(picture.get("alt"))
    assert pictures >= 8
    package = epub["book/content.opf"].decode()
    assert "schema:accessibilitySummary" in package
    assert "CC BY 4.0" in package


def test_the_epub_holds_no_script_and_asks_no_host(epub: dict[str, bytes]) -> None:
    for name, content in epub.items():
        text = content.decode()
        assert "<script" not in text, name
        assert not re.search(r'(?:src|url\()["\']?https?:', text), name


def test_the_pdf_is_tagged_and_has_contents(pdf: PdfReader, project: Project) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "The Therapeutic Relationship in CBT"
    titles = [each.title for each in pdf.outline if not isinstance(each, list)]
    chapters = [each for each in project.chapters.values() if each.meta.get("number")]
    for title in (each.title for each in chapters):
        assert title in titles
        assert f"Self-check: {title}" in titles or any(title in each for each in titles)
    assert sum(title.startswith("Answer key") for title in titles) == len(list(project.bank))


def test_every_question_is_in_the_pdf_and_the_keys_come_last(
    pdf: PdfReader, project: Project
) -> None:
    pages = [words(page.extract_text()) for page in pdf.pages]
    whole = "".join(pages)
    texts = Texts(project.book)
    missing = [
        f"{entry.name}/{question.id}"
        for entry in project.bank
        for question in entry.quiz.questions
        # The foot and head of a page can stand in the midst of a text.
        if words(texts.plain(texts.prompt(question)))[:60] not in whole
    ]
    assert missing == []
    first_key = min(at for at, page in enumerate(pages) if page.startswith(words(
        "The Therapeutic Relationship in CBT Answer key: "
    )))  # fmt: skip
    last_sheet = max(at for at, page in enumerate(pages) if words("Self-check: Bringing") in page)
    assert last_sheet < first_key


def test_the_same_sources_make_the_same_book(made: Path, tmp_path: Path) -> None:
    import os
    import sys

    subprocess.run(
        [sys.executable, "-c", "from selfcheck.cli import main; main()", "book",
         "--output", str(tmp_path)],
        cwd=ROOT, env={**os.environ, "SOURCE_DATE_EPOCH": "1800000000"}, check=True,
        capture_output=True,
    )  # fmt: skip
    for ending in ("epub", "pdf"):
        name = f"{NAME}.{ending}"
        assert (tmp_path / name).read_bytes() == (made / name).read_bytes(), name


def test_the_offline_copy_works_from_its_folder(
    browser: Browser, made: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(made / f"{NAME}-offline.zip") as archive:
        archive.extractall(tmp_path)
    home = tmp_path / NAME / "index.html"
    with faultless(browser) as context:
        page = context.new_page()
        page.goto(home.as_uri())
        page.get_by_role("link", name="Take a self-check").click()
        page.locator(".sc-card a", has_text="Trust and safety").first.click()
        question = page.locator("#anxious-means-unsafe")
        question.get_by_label("False").check()
        question.get_by_label("Some CBT work is uncomfortable by plan").check()
        question.get_by_role("button", name="Check answer").click()
        expect(question.locator(".sc-outcome")).to_contain_text("Right.")
        page.get_by_placeholder("Search").first.fill("countertransference")
        found = page.locator(".md-search-result__link").first
        expect(found).to_be_visible(timeout=15_000)
        assert found.get_attribute("href", timeout=5000)
        found.click()
        page.wait_for_url("file://**")
