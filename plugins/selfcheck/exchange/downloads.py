"""What readers and trainers can take away from a self-check's page, a file for each format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from selfcheck.exchange import Format, Texts, all_formats
from selfcheck.pages.addresses import ASSETS
from selfcheck.pages.pages import Download
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.model import Quiz


class UnknownFormatError(ValueError):
    """A format is asked for that is not there, or can't be written; the message says which are."""


@dataclass(frozen=True)
class File:
    """One file of the site: its address from the root, and its content."""

    address: str
    content: bytes


def formats_named(names: Iterable[str]) -> list[Format]:
    """The formats with these names.

    Raises:
        UnknownFormatError: there is none of that name that can be written.
    """
    names = list(names)
    if not names:
        return []  # and the formats are not even loaded
    written = {name: each for name, each in all_formats().items() if each.write}
    for name in names:
        if name not in written:
            raise UnknownFormatError(
                f"there is no format '{name}' to write; the formats are: {', '.join(written)}"
            )
    return [written[name] for name in names]


class Downloads:
    """Makes the files, and remembers each until its quiz changes."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], tuple[Quiz, Texts | None, bytes]] = {}

    def listed(self, entry: BankEntry, formats: Sequence[Format]) -> list[Download]:
        """What a self-check's page says of its files."""
        return [Download(each.title, each.used_by, _address(entry, each)) for each in formats]

    def files(
        self, entries: Iterable[BankEntry], formats: Sequence[Format], texts: Texts
    ) -> Iterator[File]:
        """The files of all self-checks."""
        for entry in entries:
            for format in formats:
                key = (entry.name, format.name)
                quiz, made_with, content = self._made.get(key, (None, None, b""))
                if quiz is not entry.quiz or made_with is None or made_with.book != texts.book:
                    content = format.export([entry], texts).content
                    self._made[key] = (entry.quiz, texts, content)
                yield File(_address(entry, format), content)


def _address(entry: BankEntry, format: Format) -> str:
    # A site generator would make a page of it.
    ending = ".txt" if format.suffix == ".md" else ""
    return f"{ASSETS}/downloads/{entry.name}-{format.name}{format.suffix}{ending}"
