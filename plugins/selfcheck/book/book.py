"""The book's data: three YAML files, each a list of entries with an id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from selfcheck.book.figures import Figure
from selfcheck.book.glossary import Term
from selfcheck.book.references import Reference
from selfcheck.diagnostics import Diagnostic, Problem
from selfcheck.entry import Entry
from selfcheck.source import Source
from selfcheck.wording import describe


class _HasId(Protocol):
    id: str


EntryT = TypeVar("EntryT", bound=Entry)


@dataclass(frozen=True)
class Book:
    """References, figures and terms by id, and what was wrong with their files."""

    references: dict[str, Reference] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_book(folder: Path, shown_as: str | None = None) -> Book:
    """Read `references.yml`, `figures.yml` and `glossary.yml` of a folder; each may be absent."""
    shown = shown_as or folder.as_posix()
    book = Book()
    for name, model, into in (
        ("references", Reference, book.references),
        ("figures", Figure, book.figures),
        ("glossary", Term, book.terms),
    ):
        file = folder / f"{name}.yml"
        if file.is_file():
            source = Source.read(file, f"{shown}/{file.name}")
            into.update(_entries(source, model, book))  # type: ignore[arg-type]
    return book


def _entries(source: Source, model: type[EntryT], book: Book) -> dict[str, EntryT]:
    book.diagnostics.extend(source.diagnostics)
    if source.data is None:
        return {}
    shape: Any = list[model]  # type: ignore[valid-type]
    try:
        entries: list[EntryT] = TypeAdapter(shape).validate_python(source.data)
    except ValidationError as error:
        book.diagnostics.extend(map(source.diagnose, describe(error, source.data, shape)))
        return {}
    by_id: dict[str, EntryT] = {}
    for position, entry in enumerate(entries):
        if entry.id in by_id:  # type: ignore[attr-defined]
            book.diagnostics.append(source.diagnose(_duplicate(entry, position)))
        by_id[entry.id] = entry  # type: ignore[attr-defined]
    for problem in _dangling_sources(entries, book):
        book.diagnostics.append(source.diagnose(problem))
    return by_id


def _duplicate(entry: Any, position: int) -> Problem:
    hint = "give each entry an id of its own"
    return Problem("duplicate-id", f"the id '{entry.id}' stands twice", hint, (position, "id"))


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
