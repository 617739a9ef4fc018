"""The book as PDF: typeset, tagged, with contents, outline and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from selfcheck.exchange.formats.pdf import sheet
from selfcheck.exchange.typeset import Code, call, compile, html_to_typst, language, literal
from selfcheck.publish.volume import Section, Volume

_LINK = re.compile(r'href="book:(?P<section>[^"#]*)(?:#(?P<id>[^"]*))?"')
_CHOICES = re.compile(r'<div class="choices"><ul>(.*?)</ul></div>', re.S)
_ID = re.compile(r' id="([^"]*)"')


def write_pdf(volume: Volume) -> bytes:
    """A volume as PDF, the same for the same volume.

    Raises:
        MissingLibraryError: Typst is not installed.
        TypesettingError: something in it can't be typeset.
    """
    return compile(source(volume), volume.pictures)


def source(volume: Volume) -> str:
    """The book as Typst."""
    lang, region = language(volume.language)
    labels = set(_labels(volume))
    paper = call("paper.with", title=volume.title, lang=lang, region=region)
    parts = ['#import "worksheet.typ": *', f"#show: {paper}", *_title_page(volume)]
    for section in (*volume.sections, *volume.keys):
        parts += ["#pagebreak(weak: true)", *_section(section, volume, labels)]
    return "\n".join(parts) + "\n"


def _title_page(volume: Volume) -> Iterator[str]:
    yield "#v(5cm)"
    yield f"#{call('text', volume.title, size=Code('28pt'), weight='bold')}"
    yield f"#par({literal(volume.description)})"
    yield f"#par({literal(volume.licence)})"
    yield "#pagebreak()"
    contents = volume.texts.word("contents")
    yield f"#outline(title: {literal(contents)}, depth: 1)"


def _section(section: Section, volume: Volume, labels: set[str]) -> Iterator[str]:
    if section.quiz:
        # A worksheet has room to write that HTML has not; its heading carries the label.
        _, *rest = sheet(section.quiz, volume.texts)
        heading = call("heading", section.title, level=1)
        yield f"#[#{heading}#label({literal(section.name)})]"
        yield from (f"#{each}" for each in rest)
        return
    html = f'<h1 id="{section.name}">{escape(section.title)}</h1>' + _with_labels(section)
    # What is chosen has a sign of its own; Typst would set a bullet before it.
    html = _CHOICES.sub(lambda found: re.sub(r"(</?)li>", r"\1p>", found[1]), html)
    yield "#" + html_to_typst(
        _LINK.sub(lambda found: f'href="{_target(found, labels)}"', html),
        pictures={name: name for name in volume.pictures},
        labels=labels,
        link=_leads_to,
    )


def _with_labels(section: Section) -> str:
    return _ID.sub(lambda found: f' id="{section.name}--{found[1]}"', section.markup)


def _labels(volume: Volume) -> Iterator[str]:
    for section in (*volume.sections, *volume.keys):
        yield section.name
        if not section.quiz:
            yield from _ID.findall(_with_labels(section))


def _target(found: re.Match[str], labels: set[str]) -> str:
    section, id = found["section"], found["id"]
    return f"#{section}--{id}" if id and f"{section}--{id}" in labels else f"#{section}"


def _leads_to(href: str) -> str | None:
    return href if re.match(r"(?:https?://|mailto:|#)", href) else None
