"""The formats in which Moodle keeps a text, as HTML."""

from __future__ import annotations

import re
from html import escape
from typing import Literal

from markdown import markdown

Style = Literal["html", "moodle", "plain", "markdown"]

_BLOCK_TAG = re.compile(r"</?(?:p|div|ul|ol|li|table|tr|td|th|pre|blockquote|h[1-6]|br)\b", re.I)


def as_html(style: Style, text: str) -> str:
    """A text of one of the formats as HTML. Moodle's own one is HTML in which new lines count."""
    text = text.strip()
    match style:
        case "html":
            return text
        case "markdown":
            return markdown(text, extensions=["sane_lists", "tables"])
        case "plain":
            return escape(text, quote=False).replace("\n", "<br>")
        case "moodle":
            return text if _BLOCK_TAG.search(text) else text.replace("\n", "<br>")
