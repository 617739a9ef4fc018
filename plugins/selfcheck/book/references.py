"""References as data: who wrote what, and how it is cited (in the manner of APA 7)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, StringConstraints

from selfcheck.entry import Entry, Line, Slug


class Author(Entry):
    """A person, by family name and initials, or an organisation."""

    family: Line | None = None
    given: Line | None = None
    organisation: Line | None = None

    @property
    def short(self) -> str:
        """The name as it stands in a citation."""
        return self.family or self.organisation or ""

    @property
    def full(self) -> str:
        """The name as it stands in a list of references."""
        return f"{self.family}, {self.given}" if self.family and self.given else self.short


class Reference(Entry):
    """One published source."""

    id: Slug
    kind: Literal["article", "book", "chapter", "web"]
    authors: Annotated[list[Author], Field(min_length=1)]
    others: bool = False
    """There are further authors, who are not listed."""
    editors: bool = False
    """The authors are the editors of the book."""
    year: int
    title: Line
    container: Line | None = None
    """The journal, or the book that holds the chapter."""
    edition: Line | None = None
    volume: int | Line | None = None
    issue: int | Line | None = None
    pages: int | Line | None = None
    publisher: Line | None = None
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] | None = None
    note: Line | None = None
    checked: Literal["verified", "high"]
    """`verified` against the published record, or of `high` confidence."""
    _letter: str = PrivateAttr(default="")

    @property
    def short_authors(self) -> str:
        """The authors as a citation names them: one, two, or the first and "et al."."""
        names = [author.short for author in self.authors]
        if len(names) == 1 and not self.others:
            return names[0]
        if len(names) == 2 and not self.others:
            return f"{names[0]} & {names[1]}"
        return f"{names[0]} et al."

    @property
    def cited_year(self) -> str:
        """The year, with a letter where two works would be cited alike: `2018a`."""
        return f"{self.year}{self._letter}"

    @property
    def address(self) -> str | None:
        """Where the source can be found: its DOI as an address, or its page."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    def as_html(self) -> str:
        """The reference in full, as HTML for a list of references."""
        names = [author.full for author in self.authors]
        if self.others:
            authors = ", ".join(names) + ", et al."
        elif len(names) > 1:
            authors = ", ".join(names[:-1]) + ", & " + names[-1]
        else:
            authors = names[0]
        if self.editors:
            authors += " (Ed.)" if len(names) == 1 and not self.others else " (Eds.)"
        stop = "" if authors.endswith(".") else "."
        parts = [
            f"{escape(authors)}{stop} ({self.cited_year})."
            if stop == "" or self.editors
            else f"{escape(authors)} ({self.cited_year})."
        ]
        title = escape(self.title.rstrip("."))
        end = "" if title.endswith("?") else "."
        edition = f" ({escape(self.edition)})" if self.edition else ""
        if self.container:
            parts.append(f"{title}{edition}{end}")
            parts.append(self._within())
        else:
            parts.append(f"<cite>{title}</cite>{edition}{end}")
        if self.publisher:
            parts.append(f"{escape(self.publisher.rstrip('.'))}.")
        if self.address:
            address = escape(self.address)
            parts.append(f'<a href="{address}" rel="noopener">{address}</a>')
        return " ".join(parts)

    def _within(self) -> str:
        volume = f", {self.volume}" if self.volume else ""
        issue = f"({self.issue})" if self.issue else ""
        pages = f", {self.pages}" if self.pages else ""
        lead = "In " if self.kind == "chapter" else ""
        return (
            f"{lead}<cite>{escape(f'{self.container}{volume}')}</cite>{escape(f'{issue}{pages}')}."
        )


def in_order(references: Sequence[Reference]) -> list[Reference]:
    """References as a list shows them: by author, then year."""
    return sorted(
        references, key=lambda r: (r.authors[0].full.casefold(), r.short_authors, r.year, r.id)
    )


def tell_apart(references: Sequence[Reference]) -> None:
    """Give works that would be cited alike a letter each, in the order of their titles."""
    alike: dict[tuple[str, int], list[Reference]] = {}
    for reference in references:
        alike.setdefault((reference.short_authors, reference.year), []).append(reference)
    for group in alike.values():
        if len(group) > 1:
            for number, reference in enumerate(sorted(group, key=lambda each: each.title)):
                reference._letter = chr(ord("a") + number % 26)
