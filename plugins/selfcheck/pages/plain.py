"""Plain text where nobody escapes it: in the hands of a theme, and in Markdown.

A quiz's title and description are plain text from strangers. The templates here escape
them; a theme puts them into its HTML as they are, and an engine reads the heading as
Markdown.
"""

from __future__ import annotations

import re

_SIGN = re.compile(r"[^\w\s.,:;?!’“”…–—-]|_|:(?=\S)")
_TEMPLATE = re.compile(r"\{(?=[{%#])")


def for_theme(words: str) -> str:
    """Plain text for a theme's title and description."""
    words = words.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return without_templates(" ".join(words.split()))


def for_markdown(words: str) -> str:
    """Plain text as one line of Markdown: what looks like HTML or like a mark is neither."""
    return _SIGN.sub(lambda found: f"&#{ord(found[0])};", " ".join(words.split()))


def without_templates(html: str) -> str:
    """HTML in which a template engine finds nothing to do (`{{ }}`, `{% %}`)."""
    return _TEMPLATE.sub("&#123;", html)
