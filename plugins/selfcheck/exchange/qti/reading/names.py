"""Names for quizzes, questions and gaps, from whatever foreign programs call theirs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_LONGEST = 60


def slug(words: str, otherwise: str) -> str:
    """Words as lower-case letters, digits and single hyphens; another name if none is left."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or otherwise


def unique(name: str, taken: Collection[str]) -> str:
    """A name that is not taken: with a number behind it if need be."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
