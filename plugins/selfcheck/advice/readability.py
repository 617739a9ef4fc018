"""How hard a text is to read, by two published formulas.

Ease: Flesch, R. (1948). A new readability yardstick. Journal of Applied
Psychology, 32(3), 221-233. From 0 (very hard) to 100 (very easy); 60 to 70 is plain English.

Grade: Kincaid, J. P., Fishburne, R. P., Rogers, R. L., & Chissom, B. S. (1975).
Derivation of new readability formulas for Navy enlisted personnel. Years of school needed.

Both are smoke alarms. Long technical terms raise them although readers know
the terms, so a high figure is a reason to look, and no verdict.

Syllables are counted by rules for English spelling. Hyphenation patterns, the
usual way without a dictionary of sounds, miss far more: they never split
off a single letter, as in a-bout or i-de-a. The test holds the rules
against words counted by hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from selfcheck.advice.text import sentences

LONG_SENTENCE = 25
"""Words above which a sentence is long (GOV.UK content design: "sentences over 25 words")."""


@dataclass(frozen=True, slots=True)
class Readability:
    """The measures of a text; all are 0 for a text without words."""

    grade: float
    """Flesch-Kincaid grade: years of school."""
    ease: float
    """Flesch reading ease: the higher the easier."""
    mean_sentence: float
    """Words to a sentence."""
    long_share: float
    """The share of sentences of more than `LONG_SENTENCE` words, from 0 to 1."""
    words: int
    """The number of words."""


class Counts(NamedTuple):
    """What the formulas need of a text: the words of each sentence, and all syllables."""

    sentences: tuple[int, ...]
    syllables: int


def measure(text: str) -> Readability:
    """Measure a text of plain prose or Markdown; blank lines and list marks end a sentence."""
    return measure_all([count(text)])


def measure_all(counted: Iterable[Counts]) -> Readability:
    """Measure several texts as one, from their counts."""
    texts = list(counted)
    lengths = [length for text in texts for length in text.sentences]
    if not lengths:
        return Readability(0, 0, 0, 0, 0)
    total = sum(lengths)
    mean = total / len(lengths)
    per_word = sum(text.syllables for text in texts) / total
    return Readability(
        grade=0.39 * mean + 11.8 * per_word - 15.59,
        ease=206.835 - 1.015 * mean - 84.6 * per_word,
        mean_sentence=mean,
        long_share=sum(length > LONG_SENTENCE for length in lengths) / len(lengths),
        words=total,
    )


def count(text: str) -> Counts:
    """Count a text; a number written in digits is no word here."""
    spoken = [_SPOKEN.findall(sentence.lower()) for sentence in sentences(text)]
    return Counts(
        tuple(len(each) for each in spoken if each),
        sum(sum(map(syllables, each)) for each in spoken),
    )


_SPOKEN = re.compile(r"[^\W\d_][^\W_]*(?:[’'-][^\W_]+)*")
_ENDING = re.compile(r"['’](?:s|re|ve|ll|d|m|t)?$")
_NOT_ASCII = re.compile(r"[^a-z]")
_VOWELS = re.compile(r"[aeiouy]+")

# A group of vowels is a syllable, with these exceptions.
_SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=ll)e$"  # make, rule; not table
    r"|(?<=[^aeiouytdl])ed$|(?<=[aeiouy]l)ed$|(?<=ll)ed$"  # asked, ruled; not wanted, handled
    r"|(?<=[^aeiouylscgxzh])es$|(?<=[aeiouy]l)es$|(?<=th)es$"  # makes; not pages, tables
    r"|(?<=[aeiouy][^aeiouy])e"  # careful, somewhere
    r"(?=(?:ful|less|ness|ly|where|thing|body|times?|work|side|fore|like|guard)(?:ly|ness|s)?$)"
    r"|(?<=[aeiouy][^aeiouylm])e(?=ments?$)"  # statement; not element
    r"|(?<=[aeo]g)ue[sd]?$|(?<=q)ue[sd]?$"  # dialogue, unique; not argue
    r"|(?<=^ev)e(?=ry)|(?<=bus)i(?=ness)"
)
_SPLIT = re.compile(
    r"(?<![tcsg])i(?=a(?!ge))|(?<=[ct])i(?=at|ality)"  # trial, associate; not special, marriage
    r"|(?<![tscgx])i(?=o(?!n|ur))|(?<=[aeiouy]r)i(?=on)|^(?:l|sc|p|v)i(?=on)"  # curious, lion
    r"|(?<![tc])i(?=en[ct])|(?<=sc)i(?=en)|i(?=et(?:y|ies|s)?$)|(?<=[^aeiou])i(?=u[ms])"
    r"|(?<=cr)e(?=at)|(?<=ar|id)e(?=as?$)|r(?=eali|eact)|th(?=eat|eor)|vid(?=eo)"
    r"|(?<![qg])u(?=al|at|ou|en[ct]|ity|ition|icid)"  # usual, situation, continuous, fluent
    r"|[aeiouy](?=ing(?:s|ly)?$)|(?<=.)y(?=o|al|er)|o(?=em|et)|co(?=oper|ordin)"
    r"|(?:s|th)m(?=s?$)"  # racism, rhythm
)


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """The syllables of an English word in lower case, at least one for each of its parts."""
    return sum(map(_in_part, word.split("-")))


def _in_part(word: str) -> int:
    # "didn't" has a syllable more than "did", "don't" none more than "do".
    spoken = bool(re.search(r"[dst]n['’]t$", word))
    letters = _NOT_ASCII.sub("", _ENDING.sub("", re.sub(r"n['’]t$", "", _without_accents(word))))
    groups = len(_VOWELS.findall(letters))
    groups += len(_SPLIT.findall(letters)) - len(_SILENT.findall(letters))
    return max(1, groups) + spoken


def _without_accents(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFKD", word)
