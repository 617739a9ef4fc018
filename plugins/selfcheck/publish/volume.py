"""A volume: the pages of a site as the sections of a book, whatever it is printed as.

Links within the book are written `book:SECTION#ID`; each writer makes of them what it has.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from markdown import Markdown

from selfcheck.book.chapter import Chapter
from selfcheck.exchange.key import afterword, answer_key
from selfcheck.exchange.texts import Texts
from selfcheck.exchange.typeset.pictures import take_out_pictures
from selfcheck.pages import PageWriter
from selfcheck.pages.addresses import ROOT
from selfcheck.project import Project
from selfcheck.publish.markup import Markup, ids_of, rewritten
from selfcheck.publish.worksheet import asked
from selfcheck.quiz.bank import BankEntry

_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.S)
_EMBEDDED = re.compile(
    r'<self-check class="sc-embedded"[^>]*\bdata-quiz="(?P<quiz>[^"]*)".*?'
    r'\bdata-question="(?P<question>[^"]*)".*?</self-check>',
    re.S,
)
_SPEAKER = re.compile(r'(<b class="speaker">[^<]*)</b>')
_MARGIN_NOTE = re.compile(r'<aside class="margin-note">\s*<p>(.*?)</p>\s*</aside>', re.S)
# The classes of pictures, in colours that print and screen can show.
_COLOURS = """<style>text{font-family:sans-serif;fill:#22221f}.soft{fill:#5c5850}
.strong{font-weight:700}.line{fill:none;stroke:#5c5850}.head{fill:#5c5850}
.a{fill:#e3eeea;stroke:#24584f}.b{fill:#f7e6dc;stroke:#a2401f}.c{fill:#f5ecd2;stroke:#7a5a00}
.d{fill:#e2eaf3;stroke:#2d4f7c}.effect-axis text{font-size:11px}
.effect-zero{stroke:#5c5850}.effect-interval{stroke:#24584f;stroke-width:3}
.effect-dot{fill:#24584f}</style>"""


@dataclass(frozen=True)
class Section:
    """One part of the book."""

    name: str
    """For file names and labels: letters, digits and hyphens."""
    title: str
    markup: Markup
    """Its content, without the title."""
    quiz: BankEntry | None = None
    """The self-check that it holds as a worksheet."""


@dataclass
class Volume:
    """Everything that a book is made of."""

    title: str
    description: str
    language: str
    licence: str
    texts: Texts
    sections: list[Section] = field(default_factory=list)
    keys: list[Section] = field(default_factory=list)
    """The answers, a section for each self-check, at the end of the book."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """SVG by the `src` that the sections name."""

    @property
    def anchors(self) -> set[str]:
        """Every place that a link can lead to: `SECTION` and `SECTION#ID`."""
        found = set()
        for section in (*self.sections, *self.keys):
            found.add(section.name)
            found |= {f"{section.name}#{id}" for id in ids_of(section.markup)}
        return found


def make_volume(
    project: Project,
    writer: PageWriter,
    paths: Sequence[str],
    new_markdown: Callable[[], Markdown],
    *,
    title: str,
    description: str = "",
    language: str = "en",
    licence: str = "",
    site_url: str = "",
) -> Volume:
    """Put a book together.

    Args:
        project: a sound project.
        writer: writes its pages, with the book's language.
        paths: the pages in their order, from the documentation's folder. The worksheet of a
            chapter's self-check follows the chapter; self-checks without one come last.
        new_markdown: makes an engine that renders a page as the site does.
        title: of the book.
        description: one sentence.
        language: a language tag.
        licence: of the text, in words.
        site_url: where the site is published; links that the book can't follow lead there.
    """
    texts = Texts(project.book, writer.messages, site_url, writer.addresses)
    volume = Volume(title, description, language, licence, texts)
    left = {entry.name: entry for entry in project.bank}
    names = {path: _name(path) for path in paths}
    maker = _Maker(volume, project, names, site_url)
    for path in paths:
        chapter = project.chapters[path]
        volume.sections.append(maker.page(path, chapter, new_markdown()))
        for entry in project.bank.for_chapter(path):
            volume.sections.append(maker.worksheet(left.pop(entry.name)))
    for entry in left.values():
        volume.sections.append(maker.worksheet(entry))
    for section in volume.sections:
        if section.quiz:
            volume.keys.append(maker.key(section.quiz))
    known = volume.anchors
    for sections in (volume.sections, volume.keys):
        sections[:] = [
            Section(each.name, each.title, maker.with_sound_links(each.markup, known), each.quiz)
            for each in sections
        ]
    return volume


def _name(path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.removesuffix(".md").lower()).strip("-")


class _Maker:
    def __init__(
        self, volume: Volume, project: Project, names: dict[str, str], site_url: str
    ) -> None:
        self.volume, self.project, self.names, self.site_url = volume, project, names, site_url
        self.texts = volume.texts

    def page(self, path: str, chapter: Chapter, markdown: Markdown) -> Section:
        html = markdown.convert(_FRONT_MATTER.sub("", chapter.text, count=1))
        html = _EMBEDDED.sub(self._embedded, html)
        html = self._facts(chapter) + _SPEAKER.sub(r"\1:</b>", html)
        # On the site these stand beside the words.
        html = _MARGIN_NOTE.sub(r"<blockquote><p><em>\1</em></p></blockquote>", html)
        html, pictures = take_out_pictures(html)
        for name, svg in pictures.items():
            self.volume.pictures[name] = svg.replace(b">", b">" + _COLOURS.encode(), 1)
        markup = rewritten(html, lambda href: self._link(href, path))
        return Section(self.names[path], chapter.title, markup)

    def _facts(self, chapter: Chapter) -> str:
        """What the theme shows above a chapter: its promise, what one learns, its review."""
        meta = chapter.meta
        html = f"<p><em>{escape(str(meta['description']))}</em></p>" if "number" in meta else ""
        if chapter.objectives:
            items = "".join(f"<li>{escape(words)}</li>" for words in chapter.objectives.values())
            html += f"<ul>{items}</ul>"
        if meta.get("review-status"):
            html += f"<p>{escape(str(meta['review-status']))}</p>"
        return html

    def _embedded(self, found: re.Match[str]) -> str:
        entry = self.project.bank.entries[found["quiz"]]
        question = entry.question(found["question"])
        assert question is not None
        link = f"book:key-{entry.name}#{question.id}"
        word = escape(self.texts.word("answer-key"))
        html = asked(entry, question, self.texts)
        return f'<blockquote>{html}<p><a href="{link}">{word}</a></p></blockquote>'

    def worksheet(self, entry: BankEntry) -> Section:
        parts = []
        if entry.quiz.introduction:
            parts.append(self.texts.html(entry.quiz.introduction))
        for number, question in enumerate(entry.quiz.questions, start=1):
            heading = escape(self.texts.word("question-number", number=number))
            parts.append(f'<h2 id="{question.id}">{heading}</h2>')
            if question.content_note:
                word = escape(self.texts.word("content-note"))
                parts.append(f"<p><strong>{word}</strong> {escape(question.content_note)}</p>")
            parts.append(asked(entry, question, self.texts))
            if question.hint:
                word = escape(self.texts.word("hint"))
                parts.append(f"<p><strong>{word}:</strong> {self.texts.inline(question.hint)}</p>")
        key = escape(self.texts.word("answer-key"))
        parts.append(f'<p><a href="book:key-{entry.name}">{key}</a></p>')
        title = self.texts.word("self-check-title", title=entry.quiz.title)
        markup = rewritten("".join(parts), lambda href: self._link(href, ""))
        return Section(f"quiz-{entry.name}", title, markup, entry)

    def key(self, entry: BankEntry) -> Section:
        parts = []
        for number, question in enumerate(entry.quiz.questions, start=1):
            heading = escape(self.texts.word("question-number", number=number))
            parts.append(f'<h2 id="{question.id}">{heading}</h2>')
            parts.append(answer_key(entry, question, self.texts))
            parts.append(afterword(entry, question, self.texts))
        title = f"{self.texts.word('answer-key')}: {entry.quiz.title}"
        markup = rewritten("".join(parts), lambda href: self._link(href, ""))
        return Section(f"key-{entry.name}", title, markup)

    def _link(self, href: str, path: str) -> str | None:
        """Where a link of a page leads: into the book, to the web, or nowhere."""
        if re.match(r"(?:https?:|mailto:|book:)", href):
            own = self.site_url and href.startswith(self.site_url)
            return (self._within(href.removeprefix(self.site_url)) if own else None) or href
        if href.startswith("#"):
            return f"book:{self.names[path]}{href}" if path else None
        if href.startswith(ROOT):
            return self._within(href.removeprefix(ROOT))
        target, _, id = href.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        return self._within(f"{target}#{id}" if id else target)

    def _within(self, address: str) -> str | None:
        """A page of the site, as a file or as an address, as a section of the book."""
        page, _, id = address.partition("#")
        stem = page.removesuffix(".md").removesuffix(".html").strip("/")
        quiz = stem.rpartition("/")[2]
        if f"{stem}.md" in self.names:
            name = self.names[f"{stem}.md"]
        elif quiz in self.project.bank.entries:
            name = f"quiz-{quiz}"
        else:
            return f"{self.site_url}{address}" if self.site_url.startswith("https:") else None
        return f"book:{name}#{id}" if id else f"book:{name}"

    def with_sound_links(self, markup: Markup, known: Iterable[str]) -> Markup:
        """Links into the book that lead somewhere; to a section, where its place is missing."""
        places = set(known)

        def sound(href: str) -> str | None:
            if not href.startswith("book:"):
                return href
            target = href.removeprefix("book:")
            section = target.partition("#")[0]
            if target in places:
                return href
            return f"book:{section}" if section in places else None

        return rewritten(markup, sound)
