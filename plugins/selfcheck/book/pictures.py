"""Pictures drawn for the page: SVG put into it, so that they take its colours."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"


class PictureError(ValueError):
    """A picture can't be shown; the message says why."""


def read_picture(file: Path, folder: Path) -> str:
    """An SVG file as HTML, named and described for those who can't see it.

    Args:
        file: the SVG; it needs a `<title>`, which names it, and a `<desc>`, which
            says in words what it shows.
        folder: where pictures lie; `file` must be in it.

    Raises:
        PictureError: the file is missing, no SVG, lacks its words, or holds a script.
    """
    if not file.resolve().is_relative_to(folder.resolve()):
        raise PictureError(f"the picture '{file.name}' lies outside the folder of pictures")
    try:
        text = file.read_text("utf-8")
        root = ElementTree.fromstring(text)
    except (OSError, UnicodeDecodeError):
        raise PictureError(f"there is no picture '{file.name}' in '{folder.name}'") from None
    except ElementTree.ParseError as error:
        raise PictureError(f"the picture '{file.name}' is no SVG: {error}") from None
    title, words = root.findtext(f"{_SVG}title"), root.findtext(f"{_SVG}desc")
    if not title or not words:
        raise PictureError(
            f"the picture '{file.name}' needs a <title> and a <desc> that say what it shows"
        )
    if "<!" in text.replace("<!--", "") or root.find(f".//{_SVG}script") is not None:
        raise PictureError(f"the picture '{file.name}' holds a script or a declaration")
    if re.search(r"\s(?:on\w+|style)\s*=", text):
        raise PictureError(f"the picture '{file.name}' must hold no handler and no style attribute")
    svg = re.sub(r"^<\?xml[^>]*\?>\s*", "", text.strip())
    svg = re.sub(r"<title>.*?</title>\s*|<desc>.*?</desc>\s*", "", svg, flags=re.DOTALL)
    label = escape(f"{title.strip()}. {' '.join(words.split())}")
    return svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
