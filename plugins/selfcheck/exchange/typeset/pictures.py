"""Pictures that are drawn within HTML."""

from __future__ import annotations

import hashlib
import re
from html import escape, unescape

_SVG = re.compile(r"<svg\b[^>]*>.*?</svg>", re.S)
_WORDS = (
    re.compile(r"""<svg\b[^>]*\baria-label=(["'])(?P<words>.*?)\1""", re.S),
    re.compile(r"<title\b[^>]*>(?P<words>.*?)</title>", re.S),
)
_TAG = re.compile(r"<[^>]*>")


def take_out_pictures(html: str) -> tuple[str, dict[str, bytes]]:
    """HTML in which each `<svg>` has become an `<img>`, and the pictures by their `src`.

    The alternative text is the picture's `aria-label` or `<title>`; a picture without
    either is taken for an ornament.
    """
    files: dict[str, bytes] = {}

    def take(found: re.Match[str]) -> str:
        svg = found[0]
        if "xmlns=" not in svg.partition(">")[0]:
            svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        content = svg.encode()
        name = f"{hashlib.blake2s(content, digest_size=8).hexdigest()}.svg"
        files[name] = content
        words = next((each["words"] for at in _WORDS if (each := at.search(svg))), "")
        plain = escape(unescape(_TAG.sub("", words)).strip())
        return f'<img src="{name}" alt="{plain}">'

    return _SVG.sub(take, html), files
