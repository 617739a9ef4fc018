"""The files of a course: a page for each self-check, what it loads, and a manifest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

from rjsmin import jsmin

from selfcheck.exchange.archives import pack
from selfcheck.exchange.course.links import outward
from selfcheck.exchange.texts import Texts
from selfcheck.pages import PageWriter, all_assets
from selfcheck.pages.addresses import ASSETS
from selfcheck.pages.standalone import standalone
from selfcheck.project import Folders, Project
from selfcheck.quiz.bank import Bank, BankEntry

_HERE = Path(__file__).parent
_FOLDER = "quiz"
_SCRIPT = "course"
# What pages of the site load that a course does not have.
_UNNEEDED = ("author", "overview", "progress-page", "review", "schedule", "quiz.schema")
_ONWARD = re.compile(r'<p class="sc-onward".*?</p>', re.S)
_INTRO = '<div class="sc-intro">'


def page_path(entry: BankEntry) -> str:
    """Where the page of a self-check lies in its package."""
    return f"{_FOLDER}/{entry.name}.html"


def package(
    entries: Sequence[BankEntry],
    texts: Texts,
    reporter: Sequence[str],
    manifests: Mapping[str, str],
) -> bytes:
    """A course as a zip; the same self-checks give the same bytes.

    Args:
        entries: the self-checks, each a page.
        texts: the book and the language.
        reporter: the scripts that tell the platform, by name and in order.
        manifests: further files by their paths; they come first.
    """
    files = {path: text.encode() for path, text in manifests.items()}
    files |= {page_path(entry): _page(entry, texts).encode() for entry in entries}
    files |= shared_files(texts, reporter)
    return pack(files)


def shared_files(texts: Texts, reporter: Sequence[str]) -> dict[str, bytes]:
    """What every page of a course loads, by paths in the package."""
    files = {
        asset.address: asset.content.encode()
        for asset in all_assets(texts.messages)
        if not asset.address.removeprefix(f"{ASSETS}/").startswith(_UNNEEDED)
    }
    files[f"{ASSETS}/{_SCRIPT}.js"] = _script(tuple(reporter)).encode()
    return files


@cache
def _script(reporter: tuple[str, ...]) -> str:
    names = ("interaction.js", "report.js", *reporter)
    return str(jsmin("\n".join((_HERE / name).read_text("utf-8") for name in names)))


def _page(entry: BankEntry, texts: Texts) -> str:
    nowhere = Folders(Path(), Path(), Path(), Path())
    # Without chapters: a course has none, and nothing leads to them.
    project = Project(nowhere, Bank({entry.name: entry}), texts.book, {}, [])
    words = texts.messages
    writer = PageWriter(project, texts.addresses, _FOLDER, words, words.language)
    html = _ONWARD.sub("", writer.self_check(entry).html)
    html = outward(html, texts.addresses.page(writer.path_of(entry)), texts.site_url)
    # In a course it is not the browser that keeps the reader's words.
    for own, other in (
        (words.markup("writing-note"), texts.word("course-writing-note")),
        (words.markup("keep-my-words"), texts.word("course-keep-words")),
    ):
        html = html.replace(own, escape(other))
    html = html.replace(_INTRO, _INTRO + _status(entry, texts), 1)
    # The runtime first, then what reports, then the kinds: no answer is shown too early.
    html = html.replace('data-scripts="', f'data-scripts="{_SCRIPT} ', 1)
    return standalone(entry.quiz.title, html, up="../", messages=words)


def _status(entry: BankEntry, texts: Texts) -> str:
    """The line that tells the reader who keeps what; `report.js` fills it."""
    said = {
        "scored": str(sum(question.scored for question in entry.quiz.questions)),
        "kept": texts.word("course-kept"),
        "alone": texts.word("course-alone"),
        "silent": texts.word("course-silent"),
        "full": texts.word("course-full", count="{count}"),
        "leave": texts.word("course-leave"),
    }
    data = "".join(f' data-{key}="{escape(value)}"' for key, value in said.items())
    return f'<p class="sc-course" role="status" hidden{data}></p>'
