"""The book as EPUB 3.3 (https://www.w3.org/TR/epub-33/), with the metadata of accessibility
that EPUB Accessibility 1.1 asks for (https://www.w3.org/TR/epub-a11y-11/)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from selfcheck.exchange.archives import pack
from selfcheck.publish.markup import headings
from selfcheck.publish.volume import Section, Volume

_LINK = re.compile(r'href="book:(?P<section>[^"#]*)(?P<id>#[^"]*)?"')

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/content.opf"
 media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_STYLE = """body{line-height:1.5;margin:0 5%}
h1,h2,h3{hyphens:none;line-height:1.25;page-break-after:avoid}
img{height:auto;max-width:100%}
table{border-collapse:collapse;margin:1em 0;width:100%}
td,th{border-bottom:1px solid;padding:.3em .5em;text-align:start;vertical-align:top}
blockquote{border-inline-start:3px solid;margin:1em 0;padding-inline-start:1em}
figure{break-inside:avoid;margin:1.2em 0}
figcaption{font-size:.85em}
.choices ul{list-style:none;padding-inline-start:0}
.choices li{margin:.4em 0}
.admonition{border-inline-start:3px solid;margin:1.2em 0;padding-inline-start:1em}
.admonition-title{font-weight:700}
nav ol{list-style:none}
"""
_ACCESSIBILITY = """<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">displayTransformability</meta>
<meta property="schema:accessibilityHazard">none</meta>"""


def write_epub(volume: Volume, modified: datetime) -> bytes:
    """A volume as EPUB; the same volume and time give the same bytes.

    Args:
        volume: the book.
        modified: when its text last changed.
    """
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": _CONTAINER.encode(),
        "book/content.opf": _package(volume, modified).encode(),
        "book/nav.xhtml": _navigation(volume).encode(),
        "book/style.css": _STYLE.encode(),
    }
    for section in (*volume.sections, *volume.keys):
        files[f"book/{section.name}.xhtml"] = _page(
            volume, section.title, f"<h1>{escape(section.title)}</h1>\n{_linked(section)}"
        ).encode()
    for name, picture in sorted(volume.pictures.items()):
        files[f"book/{name}"] = picture
    return pack(files, stored=("mimetype",))


def _package(volume: Volume, modified: datetime) -> str:
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:selfcheck:{volume.title}")
    stamp = modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    summary = escape(volume.texts.word("book-accessibility"))
    manifest = "\n".join(_manifest(volume))
    spine = "\n".join(
        f'<itemref idref="{each.name}"/>' for each in (*volume.sections, *volume.keys)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"
 xml:lang="{volume.language}" prefix="schema: http://schema.org/">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>
<dc:title>{escape(volume.title)}</dc:title>
<dc:language>{volume.language}</dc:language>
<dc:description>{escape(volume.description)}</dc:description>
<dc:rights>{escape(volume.licence)}</dc:rights>
<meta property="dcterms:modified">{stamp}</meta>
{_ACCESSIBILITY}
<meta property="schema:accessibilitySummary">{summary}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
{manifest}
</manifest>
<spine>
<itemref idref="nav"/>
{spine}
</spine>
</package>
"""


def _manifest(volume: Volume) -> Iterator[str]:
    for section in (*volume.sections, *volume.keys):
        yield (
            f'<item id="{section.name}" href="{section.name}.xhtml" '
            'media-type="application/xhtml+xml"/>'
        )
    for name in sorted(volume.pictures):
        yield f'<item id="picture-{name[:-4]}" href="{name}" media-type="image/svg+xml"/>'


def _navigation(volume: Volume) -> str:
    contents = escape(volume.texts.word("contents"))
    items = "\n".join(_entry(section) for section in volume.sections)
    if volume.keys:
        first = volume.keys[0].name
        keys = "\n".join(_entry(section, deep=False) for section in volume.keys)
        title = escape(volume.texts.word("answer-key"))
        items += f'\n<li><a href="{first}.xhtml">{title}</a><ol>{keys}</ol></li>'
    return _page(
        volume,
        volume.title,
        f'<h1>{escape(volume.title)}</h1>\n<nav epub:type="toc" aria-label="{contents}">'
        f"<h2>{contents}</h2><ol>\n{items}\n</ol></nav>",
    )


def _entry(section: Section, *, deep: bool = True) -> str:
    inner = "".join(
        f'<li><a href="{section.name}.xhtml#{id}">{escape(words)}</a></li>'
        for id, words in headings(section.markup)
        if deep and not section.quiz
    )
    nested = f"<ol>{inner}</ol>" if inner else ""
    return f'<li><a href="{section.name}.xhtml">{escape(section.title)}</a>{nested}</li>'


def _linked(section: Section) -> str:
    return _LINK.sub(
        lambda found: f'href="{found["section"]}.xhtml{found["id"] or ""}"', section.markup
    )


def _page(volume: Volume, title: str, body: str) -> str:
    direction = volume.texts.messages.direction
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 xml:lang="{volume.language}" lang="{volume.language}" dir="{direction}">
<head><title>{escape(title)}</title><link rel="stylesheet" href="style.css"/></head>
<body>
{body}
</body>
</html>
"""
