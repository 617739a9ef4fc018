"""Length as a clue: the right option is often the long one, because authors qualify it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selfcheck.advice.examples import ASKED, claims, many, pick
from selfcheck.advice.item import Choice, Choices, Finding, Item, groups
from selfcheck.advice.rule import group_rule, question_rule
from selfcheck.advice.text import words

WORTH_COMPARING = 20
"""Mean characters of the options from which their lengths can be compared: one word weighs little.

Set with the ratios below, so that one-word options are left alone."""

MAX_RATIO = 1.3
"""Length of the right option over the mean of the wrong ones. Our reading of "keep options
about equal" (Haladyna et al., 2002, guideline 24): a third more is seen at a glance."""

MIN_RATIO = 0.7
"""The same the other way."""

MAX_SPREAD = 2.0
"""Longest option over shortest, whichever is right: twice is uneven by any standard."""

MAX_OPTION_WORDS = 25
"""Words of an option: what fits a sentence (the limit of GOV.UK's style for sentences)."""

ENOUGH_FOR_SHARES = 8
"""Single-answer questions from which shares mean something."""

MAX_EXCESS = 0.10
"""How far the share of longest keys may exceed what chance gives, 1 in the number of options."""

MEAN_RATIO = (0.90, 1.15)
"""Where the mean length ratio of a whole bank should lie."""

_HALADYNA_24 = (
    "Haladyna, Downing & Rodriguez (2002), guideline 24: keep the length of options about equal"
)


def _comparable(item: Item) -> Iterator[Choices]:
    return (each for each in item.choices if each.mean_length >= WORTH_COMPARING)


def _too_long(choices: Choices) -> Choice | None:
    top = max(choices.right, key=lambda each: len(each.text))
    longest_wrong = max(len(each.text) for each in choices.wrong)
    return top if choices.length_ratio > MAX_RATIO and len(top.text) > longest_wrong else None


def _too_short(choices: Choices) -> Choice | None:
    top = min(choices.right, key=lambda each: len(each.text))
    shortest_wrong = min(len(each.text) for each in choices.wrong)
    return top if choices.length_ratio < MIN_RATIO and len(top.text) < shortest_wrong else None


@question_rule(
    title="The right option should not be longer than the others.",
    why=(
        "Authors qualify what is right until nobody can object, and dash off what is wrong. "
        "Readers who have noticed pick the longest option without reading it. In the study by "
        "Pham and others this flaw raised scores more than most."
    ),
    source=f"{_HALADYNA_24}; Pham et al. (2018)",
    bad=pick(
        "Why do leaves change colour in autumn?",
        "Their green pigment breaks down, so that the yellow ones below it show",
        "The cold paints each leaf anew",
        "The roots send up another dye",
    ),
    good=pick(
        "Why do leaves change colour in autumn?",
        "Their green pigment breaks down",
        "The cold paints each leaf anew",
        "The roots send up another dye",
    ),
)
def longest_is_right(item: Item) -> Iterator[Finding]:
    for choices in _comparable(item):
        if top := _too_long(choices):
            yield item.found(
                top.at,
                f"the right option is {_percent(choices.length_ratio - 1)} longer than the others",
                "shorten it (its qualification can go into the feedback), or say more in the wrong "
                "ones",
            )


@question_rule(
    title="The right option should not be much shorter than the others.",
    why=(
        "A key that is conspicuous by its brevity is as easy to spot as a long one. It also "
        "leaves readers with three long false sentences and a single short true one to remember."
    ),
    source=_HALADYNA_24,
    bad=pick(
        "Why do leaves change colour in autumn?",
        "Green pigment decays",
        "Cold nights paint the leaf anew",
        "Deep roots send up a yellow dye",
    ),
    good=pick(
        "Why do leaves change colour in autumn?",
        "Their green pigment breaks down",
        "Cold nights paint the leaf anew",
        "Deep roots send up a yellow dye",
    ),
)
def shortest_is_right(item: Item) -> Iterator[Finding]:
    for choices in _comparable(item):
        if top := _too_short(choices):
            yield item.found(
                top.at,
                f"the right option is {_percent(1 - choices.length_ratio)} shorter than the others",
                "shorten the wrong ones to what makes them tempting",
            )


@question_rule(
    title="Options should be about equally long.",
    why=(
        "An option that sticks out draws the eye, whether it is right or wrong, and readers "
        "choose or discard it for its look. Where one needs more words than another, the "
        "question often asks for two things at once."
    ),
    source=_HALADYNA_24,
    bad=pick(
        "Why do leaves change colour in autumn?",
        "Their green pigment breaks down",
        "Cold nights paint the leaf anew with the colours of the evening sky",
        "Deep roots send up a yellow dye",
    ),
    good=pick(
        "Why do leaves change colour in autumn?",
        "Their green pigment breaks down",
        "Cold nights paint the leaf anew",
        "Deep roots send up a yellow dye",
    ),
)
def uneven_options(item: Item) -> Iterator[Finding]:
    for choices in _comparable(item):
        by_length = sorted(choices.all, key=lambda each: len(each.text))
        shortest, longest = len(by_length[0].text), len(by_length[-1].text)
        # A right option that sticks out has rules of its own.
        reported = _too_long(choices) or _too_short(choices)
        if longest > MAX_SPREAD * max(shortest, 1) and not reported:
            yield item.found(
                by_length[-1].at,
                f"this option has {longest} characters, and the shortest one {shortest}",
                "cut the long one to its point, or give the short one as much to say",
            )


@question_rule(
    title="An option should be one short sentence.",
    why=(
        "Readers hold all options in mind to compare them. Long ones turn a question about the "
        "subject into a test of reading and patience, and are hardest for those who read in a "
        "second language or with a screen reader."
    ),
    source=(
        "NBME item-writing guide (Paniagua & Swygert, 2016), long or complex options; "
        "Haladyna et al. (2002), guideline 13: minimise reading"
    ),
    bad=pick(
        "Why do leaves change colour in autumn?",
        *(
            f"Because {agent} in the short days of the year, and what the leaf had hidden under it "
            f"for the whole of the spring and the summer comes out at last for {whom} to see"
            for agent, whom in (
                ("its green pigment decays", "everybody"),
                ("the frost scrapes the wax", "the birds"),
                ("the root sends a new dye", "the bees"),
            )
        ),
    ),
    good=pick(
        "Why do leaves change colour in autumn?",
        "Their green pigment breaks down",
        "Cold nights paint the leaf anew",
        "Deep roots send up a yellow dye",
    ),
)
def long_option(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        for choice in choices.all:
            count = len(words(choice.raw))
            if count > MAX_OPTION_WORDS:
                yield item.found(
                    choice.at,
                    f"this option has {count} words; {MAX_OPTION_WORDS} are a good limit",
                    "move what all options share into the prompt, and reasons into the feedback",
                )


_MIXED = many(8, lambda number, topic: pick(ASKED.format(topic), *claims(topic, number)))


@group_rule(
    "bank",
    title="Across questions, the longest option should be right no more often than chance.",
    why=(
        "One long key is nothing. When it is the longest option in most questions, readers learn "
        "to pick it, even if each question alone passes. With three options chance makes it the "
        "longest in a third of the questions."
    ),
    source=_HALADYNA_24,
    bad=many(
        8,
        lambda _, topic: pick(
            ASKED.format(topic),
            f"This claim about {topic}",
            f"The claim about {topic}",
            f"One claim about {topic}",
        ),
    ),
    good=_MIXED,
)
def longest_key_bank(items: list[Item]) -> Iterator[Finding]:
    yield from _conspicuous_keys(items, "longest", lambda key, other: key > other)


@group_rule(
    "bank",
    title="Across questions, the shortest option should be right no more often than chance.",
    why=(
        "The habit of one crisp truth among wordy errors is as easy to learn as its opposite. "
        "It is also what over-correcting for long keys leads to."
    ),
    source=_HALADYNA_24,
    bad=many(
        8,
        lambda _, topic: pick(
            ASKED.format(topic),
            f"There is a claim about {topic}",
            f"There is one claim about {topic}",
            f"There is this claim about {topic}",
        ),
    ),
    good=_MIXED,
)
def shortest_key_bank(items: list[Item]) -> Iterator[Finding]:
    yield from _conspicuous_keys(items, "shortest", lambda key, other: key < other)


def _conspicuous_keys(
    items: list[Item], which: str, beyond: Callable[[int, int], bool]
) -> Iterator[Finding]:
    for group, members in groups(items):
        single = [
            (item, choices, choices.key)
            for item in members
            for choices in item.choices
            if choices.key is not None
        ]
        if len(single) < ENOUGH_FOR_SHARES:
            continue
        hits = [
            (item, key)
            for item, choices, key in single
            if all(beyond(len(key.text), len(each.text)) for each in choices.wrong)
        ]
        by_chance = len(single) / sum(len(choices.all) for _, choices, _ in single)
        share = len(hits) / len(single)
        if share > by_chance + MAX_EXCESS:
            item, key = hits[0]
            yield item.found(
                key.at,
                f"in {group}, the right option is the {which} one in {len(hits)} of "
                f"{len(single)} questions; chance would make that {_percent(by_chance)}, not "
                f"{_percent(share)}",
                f"even out some of: {ids(item for item, _ in hits)}",
            )


@group_rule(
    "bank",
    title="Across questions, right options should be as long as wrong ones on average.",
    why=(
        "A small difference that no single question shows adds up to a habit over a bank. The "
        "mean of all ratios tells whether there is one."
    ),
    source=_HALADYNA_24,
    bad=many(
        8,
        lambda _, topic: pick(
            ASKED.format(topic),
            f"A rather full claim about {topic}",
            f"The fullest of the claims on {topic}",
            f"A claim about {topic}",
        ),
    ),
    good=_MIXED,
)
def mean_key_length(items: list[Item]) -> Iterator[Finding]:
    compared = [(item, choices) for item in items for choices in _comparable(item)]
    if len(compared) < ENOUGH_FOR_SHARES:
        return
    mean = sum(choices.length_ratio for _, choices in compared) / len(compared)
    low, high = MEAN_RATIO
    if not low <= mean <= high:
        which = max if mean > high else min
        item, choices = which(compared, key=lambda each: each[1].length_ratio)
        yield item.found(
            choices.right[0].at,
            f"over all {len(compared)} lists of options, right ones have {_percent(mean)} of the "
            f"length of wrong ones; {_percent(low)} to {_percent(high)} gives nothing away",
            "begin with this question, where the difference is largest",
        )


def ids(items: Iterator[Item]) -> str:
    """The first few questions by name, for a hint."""
    names = [item.question.id for item in items]
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _percent(share: float) -> str:
    return f"{round(share * 100)}%"
