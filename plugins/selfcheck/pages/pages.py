"""Writing the pages: one for each self-check, an index of all, and questions for chapters."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown.extensions.toc import slugify
from markupsafe import Markup, escape

from selfcheck.book.glossary import Term
from selfcheck.book.help_lines import HelpLine
from selfcheck.book.references import in_order
from selfcheck.coverage import cover
from selfcheck.kinds import all_kinds
from selfcheck.kinds.fill_in.model import BLANK, FillIn
from selfcheck.kinds.question import Question
from selfcheck.pages.addresses import ASSETS, ROOT, Addresses, localise
from selfcheck.pages.assets import CERTAINTY, Asset, scripts, stylesheets
from selfcheck.pages.author import author_data
from selfcheck.pages.figures import figure_part
from selfcheck.pages.messages import DEFAULT, Messages
from selfcheck.pages.text import TextRenderer
from selfcheck.project import Project
from selfcheck.quiz.bank import BankEntry

ItemT = TypeVar("ItemT")


@dataclass(frozen=True)
class Page:
    """One page to be written."""

    path: str
    """As a Markdown file would be named, from the documentation's folder."""
    title: str
    description: str
    source: str | None
    """The quiz file it is made from, as messages name it."""
    searchable: str
    """HTML of what a search may find: of a self-check its prompts, and no option or answer."""
    write: Callable[[], str]
    """Makes `html`. Pages are written one at a time: all at once would fill the memory."""

    @property
    def html(self) -> str:
        """HTML for the place where a theme puts its content; written anew each time."""
        return self.write()


@dataclass(frozen=True)
class Download:
    """A file that a self-check can be taken away as."""

    title: str
    used_by: str
    """Programs that take it, in a few words."""
    address: str
    """From the site's root."""


class PageWriter:
    """Writes the pages of one project.

    Args:
        project: what to write. Of one that is not `sound`, quizzes with unknown figures fail.
        addresses: how the site names pages.
        folder: the folder of the self-checks, from the documentation's.
        messages: the words that no author wrote.
        page_language: the language that the pages around are marked with.
        new_file: where a forge begins a file, see `author.new_file_address`; None offers none.
        downloads: tells the files that a self-check can be taken away as.
    """

    def __init__(
        self,
        project: Project,
        addresses: Addresses | None = None,
        folder: str = "self-checks",
        messages: Messages | None = None,
        page_language: str = DEFAULT,
        new_file: str | None = None,
        downloads: Callable[[BankEntry], Sequence[Download]] = lambda _: (),
    ) -> None:
        self.project = project
        self.new_file = new_file
        self._downloads = downloads
        self.addresses = addresses or Addresses()
        self.folder = folder
        self.messages = messages or Messages()
        self.page_language = page_language
        self.text = TextRenderer(project.book, self.addresses, self.messages)
        self._environment = _environment()

    def pages(self) -> Iterator[Page]:
        """The index, the pages to come back to, and every self-check."""
        yield self.index()
        words = self.messages
        yield self._small_page("review", words.text("review"), words.text("review-description"))
        yield self._small_page(
            "write",
            words.text("write-a-question"),
            words.text("author-description"),
            styles=stylesheets(scripts(all_kinds()))[1:],
        )
        yield self._small_page(
            "progress", words.text("your-progress"), words.text("progress-description")
        )
        for entry in self.project.bank:
            yield self.self_check(entry)

    def path_of(self, entry: BankEntry) -> str:
        """The path of a self-check's page."""
        return f"{self.folder}/{entry.name}.md"

    def index(self) -> Page:
        """The list of all self-checks."""
        words = self.messages
        return self._small_page(
            "index",
            words.text("self-checks"),
            words.text("index-description"),
            entries=sorted(self.project.bank, key=self._place_in_book),
            **self._chapter_titles(),
        )

    def self_check(self, entry: BankEntry) -> Page:
        """The page of one self-check."""
        title = self.messages.text("self-check-title", title=entry.quiz.title)
        return Page(
            self.path_of(entry),
            title,
            entry.quiz.description or "",
            entry.path,
            self._searchable(entry),
            lambda: self._write_self_check(entry),
        )

    def _write_self_check(self, entry: BankEntry) -> str:
        path = self.path_of(entry)
        chapter = self.project.chapters.get(entry.quiz.chapter or "")
        return self._render(
            "self_check.html",
            path,
            entry=entry,
            chapter=chapter,
            chapter_title=chapter.title if chapter else "",
            downloads=self._downloads(entry),
            questions=Markup("").join(
                self._question(entry, question, number, level=2, on_page=path)
                for number, question in enumerate(entry.quiz.questions, start=1)
            ),
            **_needs(entry, entry.quiz.questions),
        )

    def _searchable(self, entry: BankEntry) -> str:
        quiz = entry.quiz
        texts = [quiz.introduction] if quiz.introduction else []
        texts += [self._prompt(question) for question in quiz.questions]
        html = "".join(map(self.text.block, texts))
        if quiz.description and not quiz.introduction:
            html = f"<p>{escape(quiz.description)}</p>{html}"
        return localise(html, self.addresses.page(self.path_of(entry)))

    def _small_page(self, name: str, title: str, description: str, **values: Any) -> Page:
        path = f"{self.folder}/{name}.md"
        html = self._render(f"{name}.html", path, **values)
        return Page(path, title, description, None, html, lambda: html)

    def catalogue(self) -> Asset:
        """What the reader's own pages know of all self-checks, as a script.

        It sets `selfcheck.catalogue` to
        `{QUIZ: {title, url, chapter, questions: {ID: [fingerprint, number, words, scored]}}}`.
        A script rather than JSON, because a page opened from a folder can't fetch.
        """
        # One entry at a time: as a whole it would double what a large bank weighs.
        entries = ",".join(
            f"{_json(entry.name)}:{_json(self._catalogued(entry))}" for entry in self.project.bank
        )
        return Asset(f"{ASSETS}/catalogue.js", f"window.selfcheck.catalogue = {{{entries}}};\n")

    def author_data(self) -> Asset:
        """What the page needs on which questions are written, as a script; see `author.py`."""
        folders = self.project.folders
        data = author_data(
            self._environment, self.messages, folders.shown(folders.quizzes), self.new_file
        )
        return Asset(f"{ASSETS}/author-data.js", data)

    def own_assets(self) -> tuple[Asset, ...]:
        """The scripts that are made from this project."""
        return self.catalogue(), self.author_data()

    def _catalogued(self, entry: BankEntry) -> dict[str, Any]:
        return {
            "title": entry.quiz.title,
            "url": self.addresses.page(self.path_of(entry)),
            "chapter": self.addresses.page(entry.quiz.chapter) if entry.quiz.chapter else "",
            "questions": {
                question.id: [
                    question.fingerprint,
                    number,
                    _opening(self.text.block(self._prompt(question)).striptags()),
                    question.scored,
                ]
                for number, question in enumerate(entry.quiz.questions, start=1)
            },
        }

    def embedded(self, reference: str) -> str:
        """A question for a chapter, by `quiz/question`; its links start with `ROOT`.

        Raises:
            KeyError: there is no such question.
        """
        quiz, _, id = reference.partition("/")
        entry = self.project.bank.entries[quiz]
        question = entry.question(id)
        if question is None:
            raise KeyError(reference)
        template = self._environment.get_template("embedded.html")
        return template.render(
            self._globals(),
            entry=entry,
            **_needs(entry, [question]),
            question=self._question(entry, question, None, level=3, on_page=""),
        )

    def chapter_end(self, chapter: str) -> str:
        """What stands below a chapter: its words of the trade, and the way to its self-checks."""
        entries = self.project.bank.for_chapter(chapter)
        if not entries:
            return ""
        template = self._environment.get_template("chapter_end.html")
        return template.render(self._globals(), entries=entries, terms=self._terms_of(chapter))

    def _terms_of(self, chapter: str) -> list[Term]:
        """The glossary's terms that a chapter uses, by the alphabet."""
        marks = self.project.chapters[chapter].marks if chapter in self.project.chapters else []
        known = self.project.book.terms
        used = {mark.id for mark in marks if mark.kind == "term" and mark.id in known}
        return sorted((known[id] for id in used), key=lambda term: term.term.casefold())

    def listing(self, name: str) -> str:
        """One of the book's lists, for the page that asks for it; links start with `ROOT`.

        Args:
            name: `glossary`, `references`, `help-lines` or `coverage`.
        """
        book = self.project.book
        values: dict[str, Any]
        match name:
            case "glossary":
                terms = sorted(book.terms.values(), key=lambda term: term.term.casefold())
                values = {"terms": terms, "references": book.references}
            case "references":
                values = {"references": in_order(list(book.references.values()))}
            case "help-lines":
                regions: dict[str, list[HelpLine]] = {}
                for line in book.help_lines:
                    regions.setdefault(line.region, []).append(line)
                checked = min((line.last_checked for line in book.help_lines), default=None)
                values = {"regions": list(regions.items()), "checked": checked}
            case "coverage":
                values = {"coverage": cover(self.project)}
            case _:
                raise KeyError(name)
        template = self._environment.get_template(f"{name.replace('-', '_')}.html")
        return template.render(self._globals(), **values)

    def _question(
        self, entry: BankEntry, question: Question, number: int | None, *, level: int, on_page: str
    ) -> Markup:
        template = self._environment.get_template(all_kinds()[question.type].template)
        target = self.project.target(entry, question.section) if question.section else None
        return Markup(
            template.render(
                self._globals(),
                q=question,
                prompt=self._prompt(question),
                quiz=entry.name,
                certainty=entry.quiz.certainty,
                figures=self.project.book.figures,
                uid=question.id if on_page else f"{entry.name}-{question.id}",
                number=number,
                total=len(entry.quiz.questions),
                level=level,
                target=target,
                target_title=self._heading(target.title) if target else "",
                references=[
                    self.project.book.references[id]
                    for id in question.sources
                    if id in self.project.book.references
                ],
                mixed=lambda items, avoid=False: mixed(items, f"{entry.name}/{question.id}", avoid),
            )
        )

    def _prompt(self, question: Question) -> str:
        """What the reader is asked; a kind's own words for it, if the author has none."""
        own = "prompt" in question.model_fields_set or not isinstance(question, FillIn)
        return question.prompt if own else self.messages.text("fill-in-prompt")

    def _place_in_book(self, entry: BankEntry) -> tuple[float, str]:
        """By the number of the chapter, where chapters have numbers; then by title."""
        chapter = self.project.chapters.get(entry.quiz.chapter or "")
        number = chapter.meta.get("number") if chapter else None
        return (number if isinstance(number, int) else float("inf"), entry.quiz.title)

    def _heading(self, words: str) -> str:
        return words[:1].upper() + words[1:]

    def _chapter_titles(self) -> dict[str, Any]:
        return {
            "chapter_titles": {
                entry.name: self.project.chapters[entry.quiz.chapter].title
                for entry in self.project.bank
                if entry.quiz.chapter in self.project.chapters
            }
        }

    def _globals(self) -> dict[str, Any]:
        return {
            "t": self.messages.markup,
            "language": self._language(),
            "written": self.messages.number,
            "day": self.messages.date,
            "listed": self._listed,
            "figure_part": lambda figure, name: figure_part(figure, name, self.messages),
            "text": self.text.block,
            "line": self.text.inline,
            "address": self.addresses.anywhere,
            "asset": lambda address: ROOT + address,
            "path_of": self.path_of,
            "index_path": f"{self.folder}/index.md",
            "review_path": f"{self.folder}/review.md",
            "progress_path": f"{self.folder}/progress.md",
            "write_path": f"{self.folder}/write.md",
            "references_page": self.addresses.references,
            "glossary_page": self.addresses.glossary,
        }

    def _language(self) -> Markup:
        """The attributes that tell an element's language, where it is not the page's own."""
        attributes = ""
        if self.messages.language != self.page_language:
            attributes += f' lang="{self.messages.language}"'
        if "rtl" in (self.messages.direction, Messages(self.page_language).direction):
            attributes += f' dir="{self.messages.direction}"'
        return Markup(attributes)

    def _listed(self, items: Iterable[object]) -> str:
        return self.messages.text("list-separator").join(map(str, items))

    def _render(self, template: str, path: str, **values: Any) -> str:
        html = self._environment.get_template(template).render(self._globals(), **values)
        return localise(html, self.addresses.page(path))


def _needs(entry: BankEntry, questions: Sequence[Question]) -> dict[str, list[str]]:
    """The scripts and the styles of a page with these questions of a quiz."""
    needed = scripts(question.type for question in questions)
    if entry.quiz.certainty:
        needed.append(CERTAINTY)
    return {"scripts": needed, "styles": stylesheets(needed)}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _opening(words: str, length: int = 90) -> str:
    """The first words of a text, cut between two of them."""
    if len(words) <= length:
        return words
    return words[:length].rpartition(" ")[0].rstrip(",;:") + " …"


def mixed(items: Sequence[ItemT], seed: str, avoid: bool = False) -> list[tuple[int, ItemT]]:
    """Items in a mixed order that is the same at every build, each with its own position.

    Args:
        items: what to mix.
        seed: the order depends on this alone.
        avoid: never return the order as it was.
    """
    pairs = list(enumerate(items))
    generator = random.Random(seed)
    generator.shuffle(pairs)
    if avoid and len(pairs) > 1 and [position for position, _ in pairs] == list(range(len(pairs))):
        pairs.append(pairs.pop(0))
    return pairs


@cache
def _environment() -> Environment:
    here = Path(__file__).parent
    environment = Environment(
        loader=FileSystemLoader([here / "templates", here.parent / "kinds"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["indexed"] = lambda items: list(enumerate(items))
    environment.filters["with_gaps"] = with_gaps
    environment.filters["slug"] = lambda words: slugify(words, "-")
    return environment


def with_gaps(question: FillIn, text: Callable[[str], Markup], gap: Callable[..., str]) -> Markup:
    """The text of a fill-in question as HTML; each gap is what `gap(name, number)` makes."""
    # Private-use characters come through Markdown and cleaning as they are; the
    # author's own would be taken for gaps.
    own = re.sub("[\ue000\ue001]", "\ufffd", question.text)
    marked = BLANK.sub(lambda found: f"\ue000{found[1]}\ue001", own)
    numbers = {name: number for number, name in enumerate(question.gaps, start=1)}

    def filled(found: re.Match[str]) -> str:
        if found["tag"]:  # a gap in the address of a link is none
            return re.sub("[\ue000\ue001]", "", found["tag"])
        return str(gap(found["name"], numbers[found["name"]])).strip()

    # Cleaned HTML has its attributes in double quotes, and no other ones in them.
    pattern = """(?P<tag><(?:"[^"]*"|[^">])*>)|\ue000(?P<name>[^\ue001]*)\ue001"""
    return Markup(re.sub(pattern, filled, str(text(marked))))
