"""Generated quizzes: sound ones of every kind, with texts that trouble foreign formats."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from selfcheck.kinds import all_kinds
from selfcheck.quiz.bank import BankEntry
from selfcheck.quiz.model import Quiz

Data = dict[str, Any]

NASTY = (
    "{", "}", "{x}", "\\", "\\\\", "\\n", "a->b", "->", "=", "=x", "~", "#", "####", ":", "::x::",
    "%50%", "[html]", "[plain]x", "$CATEGORY:", "//", "&", "&amp;", "<b>", "</p>", "]]>", "<!--",
    "\"quoted\"", "it's", "“so”", "*", "_", "`", "[x]", "(y)", "|", "1.", "-", "--", "...", "a_b_c",
    "{1:SHORTANSWER:=x}", "[[1]]", "\\{", "\\=", "é", "日本語", "עברית", "🙂", "½", "T", "TRUE",
    "<script>alert(1)</script>", "a\u00a0b", "x²", "'", "\"", ";", ",", "@x", "</script>", "--&gt;",
)  # fmt: skip

_WORD = st.one_of(st.sampled_from(NASTY), st.text("abcxyzäöß 09", min_size=1, max_size=8))


def lines() -> st.SearchStrategy[str]:
    """Plain texts of one line, with a letter in each."""
    parts = st.lists(_WORD, max_size=3).map(" ".join)
    return st.builds("{}w{}".format, parts, parts).map(lambda text: " ".join(text.split()))


def _sentences() -> st.SearchStrategy[str]:
    word = st.text("abcxyzäöß", min_size=1, max_size=6)
    part = st.one_of(
        word,
        _WORD,
        word.map("*{}*".format),
        word.map("**{}**".format),
        word.map("`{}`".format),
        word.map("[{}](https://example.org/a_b?c=d&e=f#g)".format),
    )
    return st.builds(
        lambda first, parts: " ".join([first, *parts]).strip(), word, st.lists(part, max_size=4)
    )


def _blocks() -> st.SearchStrategy[str]:
    sentence = _sentences()
    several = st.lists(sentence, min_size=1, max_size=3)
    return st.one_of(
        sentence,
        sentence,
        several.map(lambda items: "\n".join(f"- {each}" for each in items)),
        several.map(
            lambda items: "\n".join(f"{at}. {each}" for at, each in enumerate(items, start=1))
        ),
        sentence.map("> {}".format),
        several.map("  \n".join),
    )


def texts() -> st.SearchStrategy[str]:
    """Markdown: mostly a sentence, at times with lists, quotations and several paragraphs."""
    longer = st.builds(
        lambda first, blocks: "\n\n".join([first, *blocks]),
        _sentences(),
        st.lists(_blocks(), min_size=1, max_size=3),
    )
    return st.one_of(_sentences(), _sentences(), longer)


def _maybe(key: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    return st.one_of(st.just({}), values.map(lambda value: {key: value}))


def _merged(*parts: st.SearchStrategy[Data]) -> st.SearchStrategy[Data]:
    return st.tuples(*parts).map(lambda found: {k: v for each in found for k, v in each.items()})


def _entries(
    key: str, least: int, most: int, **others: st.SearchStrategy[Any]
) -> st.SearchStrategy[list[Data]]:
    """Entries whose texts `key` differ."""
    one = st.fixed_dictionaries({key: texts(), **others})
    return st.lists(one, min_size=least, max_size=most).map(
        lambda entries: [
            {**entry, key: f"e{at} {entry[key]}"} for at, entry in enumerate(entries, start=1)
        ]
    )


def _options(right: st.SearchStrategy[set[int]], most: int = 4) -> st.SearchStrategy[list[Data]]:
    return st.builds(
        lambda options, correct: [
            {**each, **({"correct": True} if at in correct else {})}
            for at, each in enumerate(options)
        ],
        _entries("text", 3, most, feedback=texts()),
        right,
    )


_SHUFFLE = _maybe("shuffle", st.booleans())


def _choice(right: st.SearchStrategy[set[int]], most: int = 4) -> st.SearchStrategy[Data]:
    return _merged(st.builds(dict, options=_options(right, most)), _SHUFFLE)


def _true_false() -> st.SearchStrategy[Data]:
    return _merged(
        st.fixed_dictionaries(
            {"answer": st.booleans(),
             "feedback": st.fixed_dictionaries({"true": texts(), "false": texts()})}
        ),
        _maybe("because", _options(st.just({1}))),
        _SHUFFLE,
    )  # fmt: skip


@st.composite
def _fill_in(draw: st.DrawFn) -> Data:
    names = draw(st.lists(st.sampled_from(["a", "gap", "x-1", "two"]), min_size=1, max_size=3,
                          unique=True))  # fmt: skip
    text = draw(texts())
    for name in names:
        text += draw(st.sampled_from([" ", " and *", "\n\nThen "]))
        text = text.removesuffix("*") + f"{{{name}}}" + draw(st.sampled_from([".", "", " it", "!"]))
    blanks: Data = {}
    for name in names:
        number = len(blanks)
        accept = [
            f"{each}r{number}{at}"
            for at, each in enumerate(draw(st.lists(lines(), min_size=1, max_size=2)))
        ]
        wrong = [
            f"m{number}{at} {each}" for at, each in enumerate(draw(st.lists(lines(), max_size=2)))
        ]
        blanks[name] = {"accept": accept, "feedback": draw(texts())}
        if wrong:
            blanks[name]["misses"] = [{"text": each, "feedback": draw(texts())} for each in wrong]
    data: Data = {"text": text, "blanks": blanks}
    if draw(st.booleans()):
        words = [word for each in blanks.values() for word in each["accept"][:1]]
        words += [miss["text"] for each in blanks.values() for miss in each.get("misses", [])]
        data["bank"] = [*words, "other"]
    return data


def _matching() -> st.SearchStrategy[Data]:
    return st.builds(
        lambda pairs, rights, distractors, columns: {
            **({"columns": columns} if columns else {}),
            "pairs": [
                {**pair, "right": f"p{at % len(rights)} {rights[at % len(rights)]}"}
                for at, pair in enumerate(pairs)
            ],
            **({"distractors": [f"d{at} {each}" for at, each in enumerate(distractors)]}
               if distractors else {}),
        },
        _entries("left", 2, 4, feedback=texts()),
        st.lists(lines(), min_size=2, max_size=4),
        st.lists(lines(), max_size=2),
        st.one_of(st.just([]), st.lists(lines(), min_size=2, max_size=2)),
    )  # fmt: skip


def _categorizing() -> st.SearchStrategy[Data]:
    def built(names: list[str], items: list[Data], places: list[int]) -> Data:
        groups = [f"g{at} {each}" for at, each in enumerate(names)]
        chosen = [0, 1, *places]
        return {
            "groups": groups,
            "items": [
                {**item, "group": groups[chosen[at] % len(groups)]} for at, item in enumerate(items)
            ],
        }

    return st.builds(
        built,
        st.lists(lines(), min_size=2, max_size=4),
        _entries("text", 2, 5, feedback=texts()),
        st.lists(st.integers(0, 3), min_size=5, max_size=5),
    )


def _highlight() -> st.SearchStrategy[Data]:
    turn = st.fixed_dictionaries(
        {"speaker": lines(), "text": texts()}, optional={"feedback": texts()}
    )
    return st.builds(
        lambda turns, target, why: {
            "turns": [
                {**each, "target": True, "feedback": why} if at == target else each
                for at, each in enumerate(turns)
            ]
        },
        st.lists(turn, min_size=3, max_size=5),
        st.integers(0, 2),
        texts(),
    )


def _numeric() -> st.SearchStrategy[Data]:
    def built(low: int, answer: int, high: int, tolerance: int, tenth: bool, said: Data) -> Data:
        scale = 10 if tenth else 1
        numbers = {"min": low - 1, "answer": low + answer, "max": low + answer + high + 1,
                   "tolerance": tolerance}  # fmt: skip
        scaled = {key: value / scale if tenth else value for key, value in numbers.items()}
        return {**scaled, "zero-at": scaled["tolerance"] + 1, "feedback": said}

    feedback = st.fixed_dictionaries({key: texts() for key in ("close", "low", "high")})
    return _merged(
        st.builds(
            built,
            st.integers(-1000, 1000),
            st.integers(0, 500),
            st.integers(0, 500),
            st.integers(0, 20),
            st.booleans(),
            feedback,
        ),
        _maybe("unit", lines()),
    )


def _practice() -> st.SearchStrategy[Data]:
    exemplar = st.fixed_dictionaries({"comment": texts()})
    return _merged(
        st.fixed_dictionaries(
            {
                "speaker": lines(),
                "line": texts(),
                "criteria": st.lists(texts(), min_size=2, max_size=3),
                "exemplars": st.builds(
                    lambda one, two, said, other: [
                        {"text": f"e1 {said}", "strength": "strong", **one},
                        {"text": f"e2 {other}", "strength": "weaker", **two},
                    ],
                    exemplar,
                    exemplar,
                    texts(),
                    texts(),
                ),
            }
        ),
        _maybe("easier", texts().map(lambda text: {"line": text})),
        _maybe("harder", texts().map(lambda text: {"line": text})),
    )


def _rating() -> st.SearchStrategy[Data]:
    return st.builds(
        lambda low, high, statements, name, first, last: {
            "scale": {"min-label": low, "max-label": high, "points": 5},
            "statements": [{**each, "dimension": "one"} for each in statements],
            "dimensions": [
                {"id": "one", "name": name, "bands": [{"up-to": 2.5, "text": first},
                                                      {"up-to": 5, "text": last}]}
            ],
        },
        lines(),
        lines(),
        _entries("text", 2, 3, reverse=st.booleans()),
        lines(),
        texts(),
        texts(),
    )  # fmt: skip


def _scenario() -> st.SearchStrategy[Data]:
    said = st.fixed_dictionaries({key: texts() for key in ("text", "reaction", "debrief")})
    return st.builds(
        lambda begin, good, poor, one, two: {
            "start": "begin",
            "nodes": [
                {"id": "begin", "text": begin, "choices": [
                    {**one, "rating": "helpful", "to": "good"},
                    {**two, "rating": "unhelpful", "to": "poor"},
                ]},
                {"id": "good", "text": good, "ending": "good"},
                {"id": "poor", "text": poor, "ending": "poor"},
            ],
        },
        texts(), texts(), texts(), said, said,
    )  # fmt: skip


_KINDS: dict[str, st.SearchStrategy[Data]] = {
    "single-choice": _choice(st.integers(0, 2).map(lambda at: {at})),
    "multiple-choice": _choice(st.sets(st.integers(0, 2), min_size=1, max_size=2), 12),
    "true-false": _true_false(),
    "fill-in": _fill_in(),
    "matching": _matching(),
    "categorizing": _categorizing(),
    "ordering": _entries("text", 2, 4, feedback=texts()).map(lambda steps: {"steps": steps}),
    "highlight": _highlight(),
    "numeric": _numeric(),
    "practice": _practice(),
    "rating": _rating(),
    "reflection": st.just({}),
    "scenario": _scenario(),
}


def questions(kind: str) -> st.SearchStrategy[Data]:
    """Questions of a kind as plain data, without their id."""
    filed = _merged(
        _maybe("level", st.sampled_from(["recall", "understand", "apply", "analyse"])),
        _maybe("objective", st.just("an-aim")),
        _maybe("content-note", lines()),
        _maybe("hint", texts()),
        _maybe("explanation", texts()),
    )
    prompt = texts().map(lambda text: {"prompt": text})
    asked = st.one_of(st.just({}), prompt) if kind == "fill-in" else prompt
    return _merged(st.just({"type": kind}), asked, _KINDS[kind], filed)


def quizzes(kinds: Iterable[str] | None = None, most: int = 2) -> st.SearchStrategy[Quiz]:
    """Sound quizzes with questions of these kinds; of any kind if none is given."""
    names = list(kinds if kinds is not None else all_kinds())
    chosen = st.sampled_from(names).flatmap(questions)
    return st.builds(
        lambda title, introduction, found: Quiz.model_validate(
            {
                "title": title,
                **introduction,
                "questions": [{"id": f"q-{at}", **each} for at, each in enumerate(found, start=1)],
            }
        ),
        lines(),
        _maybe("introduction", texts()),
        st.lists(chosen, min_size=1, max_size=most),
    ).filter(_sound)


def entries(kinds: Iterable[str] | None = None, most: int = 2) -> st.SearchStrategy[BankEntry]:
    """Such quizzes in a bank; there are no files of them."""
    return quizzes(kinds, most).map(
        lambda quiz: BankEntry("a-quiz", "a-quiz.yml", Path("a-quiz.yml"), quiz)
    )


def _sound(quiz: Quiz) -> bool:
    return not any(
        problem.severity == "error" for each in quiz.questions for problem in each.problems()
    )
