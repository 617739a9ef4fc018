"""Words as a clue: what the right option says and the wrong ones don't, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from selfcheck.advice.examples import ASKED, many, pick
from selfcheck.advice.item import Choice, Finding, Item
from selfcheck.advice.length import ENOUGH_FOR_SHARES, ids
from selfcheck.advice.rule import group_rule, question_rule
from selfcheck.advice.text import normal, question_sentence, stems, terms, word_set, words

ABSOLUTES = terms(
    """
    always never all none only completely entirely must guarantee guarantees guaranteed every
    impossible
    """
)
"""Words that leave no exception."""

HEDGES = terms("may can often usually sometimes tends tend generally depends depend")
"""Words that leave room for exceptions."""

VAGUE = terms(
    """
    rarely seldom occasionally sometimes often frequently usually commonly regularly
    """
)
"""Words for how often, which different readers take for very different numbers."""

MAX_ABSOLUTES_EXCESS = 0.15
"""How much larger the share of wrong options with an absolute may be than that of right ones."""

MAX_HEDGES_EXCESS = 0.20
"""How much larger the share of right options with a hedge may be than that of wrong ones."""

CONVERGENCE = 2.0
"""How many times the median overlap makes one option the centre of the others."""

_HALADYNA_28 = "Haladyna, Downing & Rodriguez (2002), guideline 28: avoid clues to the right answer"
_NBME = "NBME item-writing guide (Paniagua & Swygert, 2016)"

# "Not always" and "not only" leave exceptions; "all right" and "at all" are idioms.
_NO_ABSOLUTE = re.compile(
    r" (?:(?:not|n[o’']t|\w+n[’']t) (?:always|all|every|only|entirely|completely)"
    r"|if only|only (?:if|when|after|then)|(?:all|none) of (?:the|these|them)(?: above)?"
    r"|all right|at all|after all|first of all|all (?:that|the same|along|over|day|night|week"
    r"|year|morning|afternoon|evening|\w+day)"
    r"|every (?:week|day|month|year|session|time|few|other|two|three|four))(?= )"
)


@lru_cache(maxsize=2**16)
def absolutes(text: str) -> tuple[str, ...]:
    """The absolute words of a text, in alphabetical order."""
    if word_set(text).isdisjoint(ABSOLUTES):
        return ()
    return tuple(sorted(ABSOLUTES.intersection(_NO_ABSOLUTE.sub("", normal(text)).split())))


@lru_cache(maxsize=2**16)
def hedges(text: str) -> tuple[str, ...]:
    """The hedging words of a text, in alphabetical order."""
    return tuple(sorted(word_set(text) & HEDGES))


@question_rule(
    title="Words such as “always” and “never” should not stand in wrong options alone.",
    why=(
        "Hardly anything is true without exception, so readers who know nothing of the subject "
        "still strike out the option that says “always”. A wrong option should be wrong because "
        "of what it claims about the subject."
    ),
    source=f"{_HALADYNA_28} (absolute terms); {_NBME}, absolutes",
    bad=pick(
        "What do bees do in cold weather?",
        "They huddle in a cluster",
        "They always fly to the south",
        "They sleep without a break",
    ),
    good=pick(
        "What do bees do in cold weather?",
        "They huddle in a cluster",
        "They fly to the south",
        "They sleep without a break",
    ),
)
def absolute_in_distractors(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        found = [(each, absolutes(each.raw)) for each in choices.wrong]
        with_one = [(each, terms) for each, terms in found if terms]
        if with_one and not any(absolutes(each.raw) for each in choices.right):
            choice, terms = with_one[0]
            yield item.found(
                choice.at,
                f"“{terms[0]}” stands in {_count(len(with_one), 'wrong option')} and in no right "
                "one: readers strike out what has no exception",
                "say it without the absolute word, so that the claim itself has to be judged",
            )


@question_rule(
    title="Words such as “often” and “may” should not stand in the right option alone.",
    why=(
        "A hedged statement is nearly always true, and authors hedge what they want to be right. "
        "Readers pick the careful option and learn nothing about the subject."
    ),
    source=f"{_HALADYNA_28}; {_NBME}, vague terms",
    bad=pick(
        "What do bees do in cold weather?",
        "They usually huddle in a cluster",
        "They fly away to the warm south",
        "They sleep on without a break",
    ),
    good=pick(
        "What do bees do in cold weather?",
        "They huddle in a close cluster",
        "They fly away to the warm south",
        "They sleep on without a break",
    ),
)
def hedge_in_key(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        if any(hedges(each.raw) for each in choices.wrong):
            continue
        found = [(each, hedges(each.raw)) for each in choices.right]
        if all(terms for _, terms in found):
            choice, terms = found[0]
            yield item.found(
                choice.at,
                f"“{terms[0]}” makes this, the right option, the only careful one",
                "say it plainly and put the exceptions into the feedback, or hedge a wrong one too",
            )


@question_rule(
    title="Options should not differ in how often something happens, in vague words.",
    why=(
        "What one reader calls “often” another calls “sometimes”. Where options differ in such "
        "words, the question measures their use of the word."
    ),
    source=f"{_NBME}, vague frequency terms",
    bad=pick(
        "How much of the winter does a bee spend in the cluster?",
        "It is frequently in there",
        "It is seldom in there",
        "It is in there by day",
    ),
    good=pick(
        "How much of the winter does a bee spend in the cluster?",
        "It is in there most of the time",
        "It is in there for an hour a day",
        "It is in there by night",
    ),
)
def vague_frequency(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        with_one = [each for each in choices.all if not VAGUE.isdisjoint(word_set(each.raw))]
        terms = sorted({word for each in with_one for word in word_set(each.raw) & VAGUE})
        if len(terms) > 1:
            yield item.found(
                with_one[0].at,
                f"options differ in words that mean different things to different people: "
                f"{', '.join(terms)}",
                "give a number or a range, or let the options differ in something else",
            )


@question_rule(
    title="The right option should not be the only one that repeats a word of the question.",
    why=(
        "An echo of the question (a “clang”) makes an option look as if it belonged, and readers "
        "match words without understanding them."
    ),
    source=f"{_HALADYNA_28} (clang associations); {_NBME}, word repeats",
    bad=pick(
        "What is the use of the winter cluster to the bees?",
        "A cluster keeps its middle warm",
        "Honey ripens sooner in the cold",
        "Guards can see further at night",
    ),
    good=pick(
        "What is the use of the winter cluster to the bees?",
        "The middle stays warm for weeks",
        "Honey ripens sooner in the cold",
        "Guards can see further at night",
    ),
)
def echo_of_prompt(item: Item) -> Iterator[Finding]:
    if item.statement is not None:
        return
    asked = stems(question_sentence(item.question.prompt))
    for choices in item.choices:
        if choices.key is None:
            continue
        echoed = (asked & stems(choices.key.raw)).difference(
            *(stems(each.raw) for each in choices.wrong)
        )
        if echoed:
            word = _as_written(choices.key, echoed)
            yield item.found(
                choices.key.at,
                f"“{word}” is in the question and in the right option alone, as if to point at it",
                "use another word here, or the same word in a wrong option",
            )


@question_rule(
    title="The right option should not be the one that all others resemble.",
    why=(
        "Authors often make wrong options by changing a part of the right one. The one that "
        "shares most with the rest is then the right one, and can be found without the question."
    ),
    source=f"{_NBME}, convergence",
    bad=pick(
        "What does a worker bee carry home?",
        "Nectar, pollen and water",
        "Nectar, leaves and wax",
        "Honey, pollen and seeds",
        "Twigs, sand and water",
    ),
    good=pick(
        "What does a worker bee carry home?",
        "Nectar, pollen and water",
        "Nectar, leaves and wax",
        "Leaves, pollen and wax",
        "Leaves, sand and water",
    ),
)
def convergence(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        if choices.key is None or len(choices.all) < 3:
            continue
        sets = [stems(each.raw) for each in choices.all]
        common = frozenset.intersection(*sets)
        overlaps = [
            sum(len((one & other) - common) for other in sets if other is not one) for one in sets
        ]
        key = choices.all.index(choices.key)
        others = sorted(overlaps[:key] + overlaps[key + 1 :])
        # One word shared with a single option is how pairs of options look everywhere.
        met = sum(bool((sets[key] & other) - common) for n, other in enumerate(sets) if n != key)
        median = sorted(overlaps)[len(overlaps) // 2]
        if met > 1 and overlaps[key] > others[-1] and overlaps[key] >= CONVERGENCE * median:
            yield item.found(
                choices.key.at,
                "the right option shares words with most others, which share few with each other",
                "let wrong options share words among themselves too, or with none",
            )


def _three(topic: str, *endings: str) -> str:
    options = [f"{which} claim about {topic}" for which in ("One", "The", "Any")]
    return pick(ASKED.format(topic), *map(str.__add__, options, endings))


def _rates(items: list[Item], terms: frozenset[str]) -> tuple[float, float, list[Item]] | None:
    """Shares of right and of wrong options with one of the terms, and the questions with one."""
    lists = [(item, choices) for item in items for choices in item.choices]
    if len(lists) < ENOUGH_FOR_SHARES:
        return None

    def has(choice: Choice) -> bool:
        found = absolutes(choice.raw) if terms is ABSOLUTES else hedges(choice.raw)
        return bool(found)

    right = [has(each) for _, choices in lists for each in choices.right]
    wrong = [has(each) for _, choices in lists for each in choices.wrong]
    concerned = [item for item, choices in lists if any(map(has, choices.all))]
    return sum(right) / len(right), sum(wrong) / len(wrong), concerned


@group_rule(
    "bank",
    title="Across questions, absolute words should be as common in right options as in wrong ones.",
    why=(
        "If “always”, “only” and “must” mostly mark what is wrong, readers learn to strike them "
        "out wherever they meet them."
    ),
    source=f"{_HALADYNA_28} (absolute terms)",
    bad=many(
        8, lambda _, topic: _three(topic, " in short form", " and only that", " in every case")
    ),
    good=many(
        8, lambda _, topic: _three(topic, " and only that", " in short form", " in every case")
    ),
)
def absolutes_bank(items: list[Item]) -> Iterator[Finding]:
    rates = _rates(items, ABSOLUTES)
    if rates and rates[1] - rates[0] > MAX_ABSOLUTES_EXCESS:
        right, wrong, concerned = rates
        yield concerned[0].found(
            concerned[0].choices[0].at,
            f"over all questions, {wrong:.0%} of the wrong options and {right:.0%} of the right "
            "ones hold an absolute word (always, never, only, must, ...)",
            f"reword some of: {ids(iter(concerned))}",
        )


@group_rule(
    "bank",
    title="Across questions, hedging words should be as common in wrong options as in right ones.",
    why=(
        "If “may”, “often” and “usually” mostly mark what is right, readers learn to pick the "
        "careful option wherever they meet one."
    ),
    source=f"{_HALADYNA_28}; {_NBME}, vague terms",
    bad=many(8, lambda _, topic: _three(topic, " that may fit", " that has fit", " that did fit")),
    good=many(8, lambda _, topic: _three(topic, " that may fit", " that can fit", " that may fit")),
)
def hedges_bank(items: list[Item]) -> Iterator[Finding]:
    rates = _rates(items, HEDGES)
    if rates and rates[0] - rates[1] > MAX_HEDGES_EXCESS:
        right, wrong, concerned = rates
        yield concerned[0].found(
            concerned[0].choices[0].at,
            f"over all questions, {right:.0%} of the right options and {wrong:.0%} of the wrong "
            "ones hold a hedging word (may, can, often, usually, ...)",
            f"reword some of: {ids(iter(concerned))}",
        )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _as_written(choice: Choice, wanted: frozenset[str]) -> str:
    """The first word of an option that has one of these stems."""
    return next((word for word in words(choice.raw) if stems(word) & wanted), "")
