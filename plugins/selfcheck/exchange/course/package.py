"""The files of a course: a page for each self-check, what it loads, and a manifest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from selfcheck.exchange.archives import pack
from selfcheck.exchange.texts import Texts
from selfcheck.pages import PageWriter, all_assets
from selfcheck.pages.addresses import ASSETS, Addresses
from selfcheck.pages.standalone import standalone
from selfcheck.project import Folders, Project
from selfcheck.quiz.bank import Bank, BankEntry

_HERE = Path(__file__).parent
_FOLDER = "quiz"
# Pages of the site that a course does not have.
_UNNEEDED = ("author", "catalogue", "overview", "progress-page", "review", "quiz.schema")
_ONWARD = re.compile(r'<p class="sc-onward".*?</p>', re.S)
_LINK_OUT = re.compile(r'<a\b[^>]*\bhref="\.\./(?!assets)[^"]*"[^>]*>(.*?)</a>', re.S)


def page_path(entry: BankEntry) -> str:
    """Where the page of a self-check lies in its package."""
    return f"{_FOLDER}/{entry.name}.html"


def package(
    entries: Sequence[BankEntry], texts: Texts, reporter: str, manifests: dict[str, str]
) -> bytes:
    """A course as a zip.

    Args:
        entries: the self-checks, each a page.
        texts: the book and the language.
        reporter: `scorm.js` or `cmi5.js`: who tells the platform.
        manifests: further files by their paths; they come first.
    """
    files = {path: text.encode() for path, text in manifests.items()}
    files |= {page_path(entry): _page(entry, texts).encode() for entry in entries}
    files |= shared_files(texts, reporter)
    return pack(files)


def shared_files(texts: Texts, reporter: str) -> dict[str, bytes]:
    """What every page of a course loads."""
    files = {
        asset.address: asset.content.encode()
        for asset in all_assets(texts.messages)
        if not asset.address.rpartition("/")[2].startswith(_UNNEEDED)
    }
    script = "\n".join((_HERE / name).read_text("utf-8") for name in ("report.js", reporter))
    files[f"{ASSETS}/course.js"] = script.encode()
    return files


def _page(entry: BankEntry, texts: Texts) -> str:
    bank = Bank({entry.name: entry})
    nowhere = Folders(Path(), Path(), Path(), Path())
    # Without chapters: a course has none, and nothing leads to them.
    project = Project(nowhere, bank, texts.book, {}, [])
    writer = PageWriter(
        project,
        Addresses(directory_urls=False),
        _FOLDER,
        texts.messages,
        texts.messages.language,
    )
    page = writer.self_check(entry)
    html = _LINK_OUT.sub(r"\1", _ONWARD.sub("", page.html))
    html = html.replace('data-scripts="', 'data-scripts="course ', 1)
    return standalone(entry.quiz.title, html, up="../", messages=texts.messages)
