"""Names for quizzes and questions of foreign files: as the quiz language wants them."""

from __future__ import annotations

import re
import unicodedata

from selfcheck.entry import SLUG

_LONGEST = 80


def slug(text: str, otherwise: str) -> str:
    """Lower-case letters, digits and single hyphens of a text; `otherwise` if it has none."""
    if len(text) <= _LONGEST and re.fullmatch(SLUG, text):
        return text
    letters = unicodedata.normalize("NFKD", text[:1000]).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower())[:_LONGEST].strip("-") or otherwise


def unused(name: str, taken: set[str]) -> str:
    """The name, or with a number behind it where it is taken already; it is taken then."""
    number, own = 1, name
    while own in taken:
        number += 1
        own = f"{name[: _LONGEST - len(str(number)) - 1].strip('-')}-{number}"
    taken.add(own)
    return own
