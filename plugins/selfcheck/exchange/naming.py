"""Names for quizzes, questions and gaps of foreign files: as the quiz language wants them."""

from __future__ import annotations

import re
import unicodedata

from selfcheck.entry import SLUG

_LONGEST = 80
# A name made of a sentence ends with a word before that.
_LONGEST_OF_WORDS = 60


def slug(text: str, otherwise: str = "") -> str:
    """Lower-case letters, digits and single hyphens of a text; `otherwise` if it has none.

    What is such a name already stays as it is.
    """
    if len(text) <= _LONGEST and re.fullmatch(SLUG, text):
        return text
    letters = unicodedata.normalize("NFKD", text[:1000].casefold())
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    whole = "-".join(re.findall(r"[a-z0-9]+", plain))
    if len(whole) > _LONGEST_OF_WORDS:
        words = whole[: _LONGEST_OF_WORDS + 1].rpartition("-")[0]
        whole = words or whole[:_LONGEST_OF_WORDS]
    return whole or otherwise


def unused(name: str, taken: set[str]) -> str:
    """The name, or with a number behind it where it is taken already; it is taken then."""
    number, own = 1, name
    while own in taken:
        number += 1
        own = f"{name[: _LONGEST - len(str(number)) - 1].strip('-')}-{number}"
    taken.add(own)
    return own
