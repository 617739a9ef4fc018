"""Which format a file is in, by its name and its beginning."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from selfcheck.exchange.archives import BROKEN

_ENDINGS = {
    ".gift": "gift",
    ".csv": "csv",
    ".tsv": "csv",
    ".toml": "mdbook-quiz",
}


def recognised(name: str, content: bytes) -> str | None:
    """The name of the format, or None where it can't be told.

    Args:
        name: the file's name.
        content: all of it.
    """
    ending = re.search(r"\.\w+\Z", name.lower())
    if ending and ending[0] in _ENDINGS:
        return _ENDINGS[ending[0]]
    if content.startswith(b"PK"):
        return _package(content)
    if ending and ending[0] in (".md", ".markdown"):
        # A block can stand far down a page.
        block = re.search(rb"^[ \t]*<(?:quiz[ >]|\?quiz\?>)", content, re.M)
        own = re.search(rb"^## [^\n]*\{#\S+ \.[a-z-]+\}[ \t]*\r?$", content, re.M)
        return "mkdocs-quiz" if block and not own else "markdown"
    text = content[:20_000].decode("utf-8-sig", "replace")
    if text.lstrip().startswith("<"):
        return _xml(text)
    if re.search(r"^ANSWER:\s*[A-Z]\s*$", text, re.M):
        return "aiken"
    return "gift" if re.search(r"(?<!\\)\{[^}]{0,500}[=~#TF]", text) else None


def _xml(text: str) -> str | None:
    if re.search(r"<quiz\b", text):
        return "moodle-xml"
    if "qti-assessment" in text:
        return "qti3"
    return "qti2" if re.search(r"<assessment(?:Item|Test)\b", text) else None


def _package(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            manifest = archive.open("imsmanifest.xml").read(20_000).decode("utf-8", "replace")
    except (KeyError, RuntimeError, *BROKEN):
        return None
    return "qti3" if re.search(r"imsqti_\w+_xmlv3p0|qtiv3p0", manifest) else "qti2"
