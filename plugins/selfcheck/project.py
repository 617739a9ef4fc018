"""A project: its chapters, its quizzes and its book, and whether they fit together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from selfcheck.book import Book, Chapter, read_book, read_chapter
from selfcheck.book.book import unknown_id, unknown_reference
from selfcheck.book.pictures import PictureError, read_picture
from selfcheck.book.syntax import check_mark, find_marks
from selfcheck.diagnostics import Diagnostic, Problem, has_errors
from selfcheck.quiz import Bank, BankReader
from selfcheck.quiz.bank import BankEntry


@dataclass(frozen=True)
class Folders:
    """Where a project keeps its parts.

    `root` is the folder from which messages name files; the others lie in it.
    """

    root: Path
    docs: Path
    quizzes: Path
    data: Path

    def shown(self, path: Path) -> str:
        """A path as messages name it."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()


@dataclass(frozen=True)
class Target:
    """The section of a chapter that explains an answer."""

    chapter: Chapter
    heading: str

    @property
    def title(self) -> str:
        """The words of the heading, or the chapter's title where a whole chapter is meant."""
        return self.chapter.headings.get(self.heading) or self.chapter.title


@dataclass(frozen=True)
class Project:
    """Everything that was read, and every problem of it."""

    folders: Folders
    bank: Bank
    book: Book
    chapters: dict[str, Chapter]
    diagnostics: list[Diagnostic]

    @property
    def sound(self) -> bool:
        """Whether pages can be written from it."""
        return not has_errors(self.diagnostics)

    def target(self, entry: BankEntry, section: str) -> Target | None:
        """What a question's `section` points at, if it is there."""
        path, _, heading = section.rpartition("#")
        if not path and heading.endswith(".md"):
            path, heading = heading, ""
        chapter = self.chapters.get(path or entry.quiz.chapter or "")
        if chapter is None or (heading and heading not in chapter.headings):
            return None
        return Target(chapter, heading)


class ProjectReader:
    """Reads projects, and remembers quizzes between two readings."""

    def __init__(self) -> None:
        self._bank_reader = BankReader()

    def read(self, folders: Folders) -> Project:
        """Read everything and hold it against everything else; no error is raised for bad input."""
        bank = self._bank_reader.read(folders.quizzes, folders.shown(folders.quizzes), folders.root)
        book = read_book(folders.data, folders.shown(folders.data))
        chapters = dict(_read_chapters(folders))
        project = Project(folders, bank, book, chapters, [*bank.diagnostics, *book.diagnostics])
        for chapter in chapters.values():
            project.diagnostics.extend(chapter.diagnostics)
            project.diagnostics.extend(_check_chapter(chapter, project))
            project.diagnostics.extend(_check_covers(chapter, project))
        for entry in bank:
            project.diagnostics.extend(map(entry.diagnose, _check_quiz(entry, project)))
        if project.sound:
            project.diagnostics.extend(_uncited(project))
        return project


def _read_chapters(folders: Folders) -> Iterator[tuple[str, Chapter]]:
    for file in sorted(folders.docs.rglob("*.md")):
        path = file.relative_to(folders.docs).as_posix()
        yield path, read_chapter(file, path, folders.shown(file))


def _check_chapter(chapter: Chapter, project: Project) -> Iterator[Diagnostic]:
    for mark in chapter.marks:
        if problem := check_mark(mark, project.book):
            yield chapter.diagnose(mark.offset, problem.code, problem.message, problem.hint)
    for figure in chapter.charted:
        if figure.reference not in project.book.figures:
            problem = unknown_id("figure", figure.reference, project.book.figures)
            yield chapter.diagnose(figure.offset, problem.code, problem.message, problem.hint)
    pictures = project.folders.docs / "pictures"
    for shown in chapter.pictures:
        try:
            read_picture(pictures / shown.reference, pictures)
        except PictureError as error:
            hint = "put an SVG into the folder `pictures` beside the chapters' folder"
            yield chapter.diagnose(shown.offset, "bad-picture", str(error), hint)
    for embed in chapter.embeds:
        quiz, _, question = embed.reference.partition("/")
        entry = project.bank.entries.get(quiz)
        if entry is None and any(Path(each.path).stem == quiz for each in project.bank.diagnostics):
            continue  # the quiz is there and broken: its own problems are what matters
        if entry is None or entry.question(question) is None:
            known = [f"{each.name}/{q.id}" for each in project.bank for q in each.quiz.questions]
            near = get_close_matches(embed.reference, known, n=1)
            hint = (
                f"did you mean '{near[0]}'?" if near else "write `/// question | quiz/question-id`"
            )
            message = f"there is no question '{embed.reference}'"
            yield chapter.diagnose(embed.offset, "unknown-question", message, hint)


def _check_covers(chapter: Chapter, project: Project) -> Iterator[Diagnostic]:
    """The front matter's `covers`: known claims, and sections that are there."""
    start = chapter.text.find("\ncovers:")
    for id, section in chapter.covers.items():
        offset = max(0, chapter.text.find(f"{id}:", start))
        if project.book.claims and id not in project.book.claims:
            problem = unknown_id("claim", id, project.book.claims)
            yield chapter.diagnose(offset, problem.code, problem.message, problem.hint)
        if section not in chapter.headings:
            near = get_close_matches(section, chapter.headings, n=1)
            yield chapter.diagnose(
                offset,
                "unknown-section",
                f"there is no heading '{section}' in the chapter",
                f"did you mean '{near[0]}'?"
                if near
                else f"the headings are: {', '.join(chapter.headings)}",
            )


def _uncited(project: Project) -> Iterator[Diagnostic]:
    """References that nothing cites: left over, or forgotten."""
    book = project.book
    if not book.references:
        return
    cited = {mark.id for chapter in project.chapters.values() for mark in chapter.marks}
    cited |= {figure.source for figure in book.figures.values()}
    cited |= {source for term in book.terms.values() for source in term.sources}
    for entry in project.bank:
        for question in entry.quiz.questions:
            cited.update(question.sources)
            for _, text in question.texts():
                if "@" in text:
                    cited.update(mark.id for mark in find_marks(text))
    for position, id in enumerate(book.references):
        if id not in cited:
            yield book.sources["references"].diagnose(
                Problem(
                    "uncited-reference",
                    f"nothing cites '{id}'",
                    "cite it where it belongs, or delete it",
                    (position, "id"),
                    severity="warning",
                )
            )


def _check_quiz(entry: BankEntry, project: Project) -> Iterator[Problem]:
    chapter = project.chapters.get(entry.quiz.chapter or "")
    if entry.quiz.chapter and chapter is None:
        near = get_close_matches(entry.quiz.chapter, project.chapters, n=1)
        hint = (
            f"did you mean '{near[0]}'?" if near else "write its path from the folder of chapters"
        )
        yield Problem(
            "unknown-chapter", f"there is no chapter '{entry.quiz.chapter}'", hint, ("chapter",)
        )
    for position, question in enumerate(entry.quiz.questions):
        at = ("questions", position)
        if chapter and question.objective and question.objective not in chapter.objectives:
            yield Problem(
                "unknown-objective",
                f"the chapter has no objective '{question.objective}'",
                f"its objectives are: {', '.join(chapter.objectives) or 'none'}",
                (*at, "objective"),
            )
        if question.section and not project.target(entry, question.section):
            yield _unknown_section(question.section, chapter, project, (*at, "section"))
        for number, source in enumerate(question.sources):
            if source not in project.book.references:
                yield unknown_reference(source, project.book, (*at, "sources", number))
        for place, figure in question.figures():
            if figure not in project.book.figures:
                yield unknown_id("figure", figure, project.book.figures, (*at, *place))
        for place, text in question.texts():
            for mark in find_marks(text) if "@" in text or "[[" in text else ():
                if problem := check_mark(mark, project.book):
                    yield problem.below(at + place)


def _unknown_section(
    section: str, own: Chapter | None, project: Project, at: tuple[str | int, ...]
) -> Problem:
    path, _, heading = section.rpartition("#")
    chapter = project.chapters.get(path) if path else own
    if path and chapter is None:
        near = get_close_matches(path, project.chapters, n=1)
        hint = (
            f"did you mean '{near[0]}'?" if near else "write its path from the folder of chapters"
        )
        return Problem("unknown-section", f"there is no chapter '{path}'", hint, at)
    headings = chapter.headings if chapter else {}
    near = get_close_matches(heading, headings, n=1)
    return Problem(
        "unknown-section",
        f"there is no heading '{heading}' in {path or 'the chapter'}",
        f"did you mean '{near[0]}'?"
        if near
        else f"the headings are: {', '.join(headings) or 'none'}",
        at,
    )
