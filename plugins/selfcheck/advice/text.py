"""Text as rules see it: without Markdown, in sentences, in words.

Every function here is pure and remembers its last few thousand answers,
because dozens of rules look at the same text one after the other.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Protocol

_remembered = lru_cache(maxsize=4096)

_MARKUP = re.compile(r"[*_`#>\[\]<~@|{}\n\t]")
_BLOCKQUOTE = re.compile(r"(?m)^[ \t]{0,3}>.*$")
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n[ \t]*(?=[-*+>#]|\d{1,2}[.)][ \t])")
_MARKDOWN = (
    (re.compile(r"\[\[=[^\[\]\n]*\]\]"), ""),  # a figure is written by the page
    (re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]"), r"\1"),  # a glossary term
    (re.compile(r"\s?\[@[^\[\]\n]*\]"), ""),  # a citation
    (re.compile(r"(?<![\w@/.])@[\w-]+"), "the authors"),  # a citation in the sentence
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)"), r"\1"),  # a link or an image
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"(?m)^[ \t]*(?:[#>]+[ \t]*|[-+*][ \t]+|\d{1,2}[.)][ \t]+)+"), ""),
    (re.compile(r"(?<!\w)_+(?=[^\W_])|(?<=[^\W_])_+(?!\w)|[*`~]+"), ""),
)

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
"""A word: letters and digits, with apostrophes and hyphens inside."""

_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Z]|Dr|Mrs?|Ms|Prof|St|vs?|cf|et al|e\.g|i\.e|no)\.$")

_QUOTED = re.compile(
    r"“[^“”]*”|\"[^\"]*\""
    r"|‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)"  # an apostrophe inside is followed by a letter
    r"|(?<!\w)'[^'\n]*(?:'\w[^'\n]*)*'(?!\w)"
)

_ORDER_TO_CHOOSE = re.compile(
    r"\s*\(?\b(?:choose|select|pick|tick|mark|check)\s+"
    r"(?:all|every|any|the|one|two|three|four|five|six|\d)\b[^.?!:]*[.:!]?\)?\s*$",
    re.IGNORECASE,
)


def terms(words: str) -> frozenset[str]:
    """A set of words, written in one string."""
    return frozenset(words.split())


# Words of four letters and more that carry no content of their own.
_EMPTY = terms(
    """
    about above after again against along also although among another anything around away
    back because been before behind being below between both came cannot come could does doing
    done down during each either else even ever every everything from gave give given gives
    goes going gone have having hence here hers herself himself however into itself just keep
    know less like made make makes making many might mine more most much must myself need
    neither next none nothing once only other others ours ourselves over perhaps quite rather
    same seem seems shall should since some someone something still such take taken takes than
    that their theirs them themselves then there therefore these they thing things this those
    though through thus together toward towards under unless until upon used uses using very
    want wants well went were what whatever when whenever where whether which while whom whose
    will with within without would yours yourself which best better true false right wrong
    correct incorrect answer option following statement
    """
)


@_remembered
def plain(text: str) -> str:
    """The text without Markdown: one line a paragraph or list entry, single spaces."""
    if not _MARKUP.search(text) and "  " not in text and text[:1] not in "-+0123456789":
        return text
    paragraphs = _PARAGRAPH.split(text)
    return "\n".join(filter(None, (_without_markdown(each) for each in paragraphs)))


def _without_markdown(text: str) -> str:
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    return " ".join(text.split())


@_remembered
def words(text: str) -> tuple[str, ...]:
    """The words of a Markdown text, in lower case."""
    return tuple(WORD.findall(plain(text).casefold()))


@_remembered
def word_set(text: str) -> frozenset[str]:
    """The different words of a Markdown text, in lower case."""
    return frozenset(words(text))


@_remembered
def stems(text: str) -> frozenset[str]:
    """The stems of the content words: those of four letters or more that are no mere grammar."""
    return frozenset(_stem(word) for word in word_set(text) if len(word) > 3 and word not in _EMPTY)


@_remembered
def normal(text: str) -> str:
    """The words alone, single-spaced, with a space at either end to look for whole words in."""
    return f" {' '.join(words(text))} "


@_remembered
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a Markdown text, without Markdown."""
    found: list[str] = []
    for paragraph in plain(text).splitlines():
        start = 0
        for end in _SENTENCE_END.finditer(paragraph):
            if end[0][0] == "." and _ABBREVIATION.search(paragraph, start, end.start() + 1):
                continue
            found.append(paragraph[start : end.end()].rstrip())
            start = end.end()
        if rest := paragraph[start:].strip():
            found.append(rest)
    return tuple(found)


@_remembered
def unquoted(text: str) -> str:
    """The text, without Markdown, outside quotation marks and quoted blocks."""
    if not any(mark in text for mark in "“\"‘'>"):
        return plain(text)
    return _QUOTED.sub(" … ", plain(_BLOCKQUOTE.sub("", text)))


@_remembered
def question_sentence(prompt: str) -> str:
    """The sentence in which a prompt asks: the last with a question mark, or else the last.

    An order such as "Choose all that apply." is no part of it. Nor is what
    stands in quotation marks, unless there is nothing else.
    """
    asked = _ORDER_TO_CHOOSE.sub("", unquoted(prompt))
    if not WORD.search(asked):
        asked = plain(prompt)
    found = sentences(asked)
    asking = [each for each in found if each.rstrip(" )…").endswith("?")]
    return (asking or list(found) or [""])[-1]


def without_order_to_choose(prompt: str) -> str:
    """The prompt, without Markdown and without a closing "Choose all that apply."."""
    return _ORDER_TO_CHOOSE.sub("", plain(prompt)).rstrip()


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The words in common as a share of all (Jaccard's index), from 0 to 1."""
    return len(one & other) / (len(one | other) or 1)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return _stemmer().stemWord(word.replace("’", "'").removesuffix("'s"))


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  the library's name


@cache
def _stemmer() -> _Stemmer:
    # Here and not above: only some rules need it, and all commands load this module.
    import snowballstemmer  # type: ignore[import-untyped]

    stemmer: _Stemmer = snowballstemmer.stemmer("english")
    return stemmer
