"""The book's data: YAML files, each a list of entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from selfcheck.book.claims import Claim
from selfcheck.book.figures import Figure
from selfcheck.book.glossary import Term
from selfcheck.book.help_lines import ERROR_AFTER, NOTICE_AFTER, HelpLine, today
from selfcheck.book.references import Reference, tell_apart
from selfcheck.diagnostics import Diagnostic, Problem
from selfcheck.entry import Entry
from selfcheck.source import Source
from selfcheck.wording import describe

EntryT = TypeVar("EntryT", bound=Entry)


@dataclass
class Book:
    """References, figures, terms and claims by id, help lines, and what was wrong with them."""

    references: dict[str, Reference] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    help_lines: list[HelpLine] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    """The files by their stem, to find the line of an entry."""


def read_book(folder: Path, shown_as: str | None = None) -> Book:
    """Read the data files of a folder; each of them may be absent.

    They are `references.yml`, `figures.yml`, `glossary.yml`, `claims.yml` and `help.yml`.

    Args:
        folder: where they lie.
        shown_as: the folder's name in messages.
    """
    shown = shown_as or folder.as_posix()
    book = Book()

    def entries(stem: str, model: type[EntryT]) -> list[EntryT]:
        file = folder / f"{stem}.yml"
        if not file.is_file():
            return []
        book.sources[stem] = Source.read(file, f"{shown}/{file.name}")
        return _entries(book.sources[stem], model, book)

    book.references = _by_id("references", entries("references", Reference), book)
    tell_apart(list(book.references.values()))
    book.figures = _by_id("figures", entries("figures", Figure), book)
    book.terms = _by_id("glossary", entries("glossary", Term), book)
    book.claims = _by_id("claims", entries("claims", Claim), book)
    book.help_lines = entries("help", HelpLine)
    for position, line in enumerate(book.help_lines):
        if problem := _old(line, position, today()):
            book.diagnostics.append(book.sources["help"].diagnose(problem))
    return book


def _entries(source: Source, model: type[EntryT], book: Book) -> list[EntryT]:
    book.diagnostics.extend(source.diagnostics)
    if source.data is None:
        return []
    shape: Any = list[model]  # type: ignore[valid-type]
    try:
        entries: list[EntryT] = TypeAdapter(shape).validate_python(source.data)
    except ValidationError as error:
        book.diagnostics.extend(map(source.diagnose, describe(error, source.data, shape)))
        return []
    for problem in _dangling_sources(entries, book):
        book.diagnostics.append(source.diagnose(problem))
    source.forget()
    return entries


def _by_id(stem: str, entries: list[EntryT], book: Book) -> dict[str, EntryT]:
    by_id: dict[str, EntryT] = {}
    for position, entry in enumerate(entries):
        id = entry.id  # type: ignore[attr-defined]
        if id in by_id:
            book.diagnostics.append(book.sources[stem].diagnose(_duplicate(id, position)))
        by_id[id] = entry
    return by_id


def _old(line: HelpLine, position: int, day: date) -> Problem | None:
    age = line.age(day)
    if age <= NOTICE_AFTER:
        return None
    return Problem(
        "old-help-line",
        f"'{line.name}' was last checked {age} days ago",
        "look it up at the service's own page, mend it, and set `last-checked` to today",
        (position, "last-checked"),
        severity="error" if age > ERROR_AFTER else "notice",
    )


def _duplicate(id: str, position: int) -> Problem:
    hint = "give each entry an id of its own"
    return Problem("duplicate-id", f"the id '{id}' stands twice", hint, (position, "id"))


def _dangling_sources(entries: list[Any], book: Book) -> Iterator[Problem]:
    """Figures and terms whose source is no reference; references are read first."""
    for position, entry in enumerate(entries):
        if isinstance(entry, Figure) and entry.source not in book.references:
            yield unknown_reference(entry.source, book, (position, "source"))
        for number, source in enumerate(entry.sources if isinstance(entry, Term) else ()):
            if source not in book.references:
                yield unknown_reference(source, book, (position, "sources", number))


def unknown_reference(id: str, book: Book, at: tuple[str | int, ...] = ()) -> Problem:
    """The problem that no reference has this id."""
    return unknown_id("reference", id, book.references, at)


def unknown_id(what: str, id: str, known: Any, at: tuple[str | int, ...] = ()) -> Problem:
    """The problem that `what` (reference, figure, term) has no entry with this id."""
    near = get_close_matches(id, known, n=1, cutoff=0.6)
    hint = f"did you mean '{near[0]}'?" if near else f"add it to the {what}s, or correct the id"
    return Problem(f"unknown-{what}", f"there is no {what} '{id}'", hint, at)
