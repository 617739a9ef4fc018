"""Options as a set: their number, likeness, form and order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from selfcheck.advice.examples import ASKED, claims, judge, many, pick, tick
from selfcheck.advice.item import Choices, Finding, Item
from selfcheck.advice.length import ids
from selfcheck.advice.rule import group_rule, question_rule
from selfcheck.advice.text import likeness, normal, plain, terms, word_set, words

FEWEST, FEWEST_TO_TICK = 3, 4
"""Options of a question, and of one where several apply (Rodriguez, 2005: three are enough)."""

MOST, MOST_TO_TICK = 4, 6
"""The same at the upper end: plausible wrong options run out, and each one has to be read."""

NEAR_EQUAL = 0.8
"""Share of words in common from which two texts are nearly the same."""

ENOUGH_LISTS = 10
"""Lists in a fixed order from which the places of right options are counted."""

MAX_PLACE_SHARE = {2: 0.70, 3: 0.50}
"""Largest share of one place among right options, by the number of options."""

MAX_PLACE_SHARE_OF_MORE = 0.45
"""The same for four options and more."""

LONGEST_RUN = 3
"""Right options in the same place one after the other."""

_HALADYNA = "Haladyna, Downing & Rodriguez (2002)"
_NBME = "NBME item-writing guide (Paniagua & Swygert, 2016)"
_BEES = "What do bees do in cold weather?"


@question_rule(
    title="Offer at least three options, or four where several apply.",
    why=(
        "Of two options a blind guess gets one in two. Three are enough in most cases: with more, "
        "the added ones are seldom chosen by anybody."
    ),
    source="Rodriguez (2005), Three options are optimal for multiple-choice items",
    bad=pick(_BEES, "They huddle in a cluster", "They fly to the south"),
    good=pick(_BEES, "They huddle in a cluster", "They fly to the south", "They dig into the soil"),
)
def few_options(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        fewest = FEWEST_TO_TICK if choices.many else FEWEST
        if len(choices.all) < fewest:
            yield item.found(
                choices.at,
                f"there are {len(choices.all)} options; {fewest} leave less to chance",
                "add a mistake that people really make",
            )


@question_rule(
    title="Offer at most four options, or six where several apply.",
    why=(
        "Each option costs reading time, and after the third it is hard to think of a mistake "
        "that anybody makes. Every false statement that is read may also be remembered as true."
    ),
    source="Rodriguez (2005); Butler & Roediger (2008), on wrong options that teach",
    bad=pick(
        _BEES,
        "They huddle in a cluster",
        "They fly to the south",
        "They dig into the soil",
        "They creep under bark",
        "They seek warm houses",
    ),
    good=pick(_BEES, "They huddle in a cluster", "They fly to the south", "They dig into the soil"),
)
def many_options(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        most = MOST_TO_TICK if choices.many else MOST
        if len(choices.all) > most:
            yield item.found(
                choices.at,
                f"there are {len(choices.all)} options; more than {most} add reading and little "
                "else",
                "delete those that nobody who thinks about it would pick",
            )


@question_rule(
    title="Where several options apply, say so in the prompt.",
    why=(
        "A reader who is used to one right answer stops at the first. Whether they saw the small "
        "difference between round and square boxes is not what the question is about."
    ),
    source=f"{_HALADYNA}, guideline 14: make directions clear",
    bad=tick(
        "What does a worker bee carry home?",
        ["Nectar from flowers", "Water from a pond"],
        ["Honey from a fruit", "Wax from the trees"],
    ),
    good=tick(
        "What does a worker bee carry home? Choose all that apply.",
        ["Nectar from flowers", "Water from a pond"],
        ["Honey from a fruit", "Wax from the trees"],
    ),
)
def choose_all_not_said(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        if choices.many and not _SAYS_HOW_MANY.search(plain(item.question.prompt)):
            yield item.found(
                ("prompt",),
                "the prompt does not say that several options may apply",
                "end it with “Choose all that apply.”, or say how many there are",
            )


_SAYS_HOW_MANY = re.compile(
    r"\b(?:all (?:that|those|the|of)\b|that apply|every(?:thing)? (?:that|one)"
    r"|each (?:that|one)|any that"
    r"|as many as|one or more|more than one|several"
    r"|(?:choose|pick|select|tick|mark|name|which|what|the) (?:two|three|four|five|\d))",
    re.IGNORECASE,
)


@question_rule(
    title="Where several options may apply, let at least two.",
    why=(
        "“Choose all that apply” with one right option is a single choice with a trick in it: "
        "readers look for a second one that is not there."
    ),
    source=f"{_HALADYNA}, guideline 7: avoid trick items",
    bad=tick(
        "What does a worker bee carry home? Choose all that apply.",
        ["Nectar from flowers"],
        ["Honey from a fruit", "Wax from the trees", "Seeds from a plant"],
    ),
    good=tick(
        "What does a worker bee carry home? Choose all that apply.",
        ["Nectar from flowers", "Water from a pond"],
        ["Honey from a fruit", "Wax from the trees"],
    ),
)
def one_right_of_many(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        if choices.many and len(choices.right) == 1:
            yield item.found(
                choices.at,
                "readers may pick several options, and one alone is right",
                "use `type: single-choice`, or add another right option",
            )


@group_rule(
    "bank",
    title="The number of right options should differ from question to question.",
    why=(
        "If it is always two, readers know when to stop, and the last option is decided by "
        "counting. The count should be no clue."
    ),
    source=f"{_HALADYNA}, guideline 28: avoid clues to the right answer",
    bad=many(
        3,
        lambda _, topic: tick(
            f"What of {topic}? Choose all that apply.",
            [f"A claim about {topic}", f"Some claim about {topic}"],
            [f"The claim about {topic}", f"One claim about {topic}"],
        ),
    ),
    good=many(
        3,
        lambda number, topic: tick(
            f"What of {topic}? Choose all that apply.",
            [f"A claim about {topic}", f"Some claim about {topic}", "A third"][: 2 + (number == 1)],
            [f"The claim about {topic}", f"One claim about {topic}"],
        ),
    ),
)
def same_number_of_keys(items: list[Item]) -> Iterator[Finding]:
    lists = [(item, choices) for item in items for choices in item.choices if choices.many]
    counts = {len(choices.right) for _, choices in lists}
    if len(lists) > 2 and len(counts) == 1:
        item, choices = lists[0]
        yield item.found(
            choices.at,
            f"in all {len(lists)} questions where several options apply, {counts.pop()} are right",
            f"let the number differ in some of: {ids(item for item, _ in lists)}",
        )


@question_rule(
    title="Do not offer “all of the above” or “none of the above”.",
    why=(
        "Whoever knows that two options are right knows that “all of the above” is, and whoever "
        "finds one wrong can strike it out. As options are shown in a mixed order, there is no "
        "“above” either."
    ),
    source=f"{_HALADYNA}, guidelines 25 and 26",
    bad=pick(_BEES, "They huddle in a cluster", "They fly to the south", "None of the above"),
    good=pick(_BEES, "They huddle in a cluster", "They fly to the south", "They dig into the soil"),
)
def all_of_the_above(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        for choice in choices.all:
            if found := _ALL_OF_THEM.search(choice.text):
                yield item.found(
                    choice.at,
                    f"“{found[0]}” can be decided without knowing all of the options",
                    "delete it; where several options are right, use `type: multiple-choice`",
                )


_ALL_OF_THEM = re.compile(
    r"\b(?:all|none|both|neither|any|two) of the (?:above|below|previous)\b"
    r"|^\W*(?:all|none|both|neither|any) of (?:these|them|the others?)\W*$"
    r"|\b(?:all|none|any) the (?:above|others)\b|\bno(?:ne)? (?:other )?(?:right "
    r"|correct )?answers?\b",
    re.IGNORECASE,
)


@question_rule(
    title="Do not combine options in another option, as in “A and C only”.",
    why=(
        "Such questions are about the bookkeeping of letters. They are harder for reasons that "
        "have nothing to do with the subject, and partial knowledge gives the answer away."
    ),
    source=f"{_HALADYNA}, guideline 9: avoid the complex multiple-choice format",
    bad=pick(_BEES, "A and C only", "They fly to the south", "They huddle in a cluster"),
    good=pick(_BEES, "They huddle in a cluster", "They fly to the south", "They dig into the soil"),
)
def combined_options(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        for choice in choices.all:
            if _COMBINATION.search(choice.text):
                yield item.found(
                    choice.at,
                    "this option is made of other options, and options have no letters here",
                    "use `type: multiple-choice` with the single statements as options",
                )


_COMBINATION = re.compile(
    r"^\W*(?:(?i:both|only|either|neither)\s+)?\(?[A-F1-6]\)?\s*(?:,|and|or|nor|&"
    r"|\+)\s*(?:(?:and|or)\s+)?"
    r"\(?[A-F1-6]\)?(?:\s*(?:only|alone|,.*|and [A-F1-6].*))?\W*$"
)


@question_rule(
    title="Options should differ in more than a word.",
    why=(
        "Nearly equal options make reading a search for the difference. They also tell that the "
        "right one is among them, since no author writes a wrong one twice."
    ),
    source=f"{_HALADYNA}, guidelines 22 and 28: no overlap, no pairs that give clues",
    bad=pick(
        _BEES,
        "They huddle in a cluster around the queen and the brood",
        "They huddle in a cluster around the food and the brood",
        "They fly to the warm south and return in the late spring",
    ),
    good=pick(
        _BEES,
        "They huddle around the queen and shiver to keep warm",
        "They sleep in their cells until the first flowers open",
        "They fly to the warm south and return in late spring",
    ),
)
def near_equal_options(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        sets = [word_set(each.raw) for each in choices.all]
        for later, one in enumerate(sets):
            for earlier in range(later):
                if len(one) > 2 and likeness(one, sets[earlier]) >= NEAR_EQUAL:
                    yield item.found(
                        choices.all[later].at,
                        f"this option has nearly the same words as option {earlier + 1}",
                        "put what they share into the prompt, or let them differ in earnest",
                    )
                    break


@question_rule(
    title="No option should contain another.",
    why=(
        "If the shorter one is right, so is the longer one, or neither. Readers who see it can "
        "strike out both without knowing the subject."
    ),
    source=f"{_HALADYNA}, guideline 22: keep options independent",
    bad=pick(
        "What does a worker bee carry home?", "Nectar and pollen", "Pollen", "Honey from the trees"
    ),
    good=pick(
        "What does a worker bee carry home?", "Nectar and pollen", "Ripe seeds", "Drops of honey"
    ),
)
def option_inside_option(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        texts = [normal(each.raw) for each in choices.all]
        for position, text in enumerate(texts):
            around = [n for n, other in enumerate(texts) if n != position and text in other]
            if around and text.strip():
                yield item.found(
                    choices.all[position].at,
                    f"option {around[0] + 1} says all of this and more",
                    "let each option say something of its own",
                )


@question_rule(
    title="Options should end alike, all with a full stop or all without.",
    why=(
        "The right option is often written first and with more care. A full stop that stands in "
        "one option alone is a clue, if a small one, and looks untidy in any case."
    ),
    source=f"{_HALADYNA}, guidelines 23 and 28: homogeneous options, grammatical clues",
    bad=pick(_BEES, "They huddle in a cluster.", "They fly to the south", "They dig into the soil"),
    good=pick(_BEES, "They huddle in a cluster", "They fly to the south", "They dig into the soil"),
)
def mixed_punctuation(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        yield from _odd_one_out(
            item,
            choices,
            [_ends_with_stop(each.text) for each in choices.all],
            "ends with a full stop",
            "end all options alike",
        )


def _ends_with_stop(text: str) -> bool:
    # A quotation brings its own punctuation, and a question mark is no matter of style.
    bare = text.rstrip("”’\"' )")
    return bare.endswith(".") and not bare.endswith("...") and bare == text


@question_rule(
    title="Options should begin alike, all with a capital letter or all without.",
    why=(
        "Options that go on the prompt's sentence begin small, sentences of their own begin with "
        "a capital. One that does otherwise looks as if it came from somewhere else."
    ),
    source=f"{_HALADYNA}, guidelines 23 and 28: homogeneous options, grammatical clues",
    bad=pick(_BEES, "huddle in a cluster", "Travel to the south", "Burrow into the soil"),
    good=pick(_BEES, "Huddle in a cluster", "Travel to the south", "Burrow into the soil"),
)
def mixed_capitals(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        first = [each.text.lstrip("“‘\"'(*_… ")[:1] for each in choices.all]
        if all(letter.isalpha() for letter in first):
            yield from _odd_one_out(
                item,
                choices,
                [letter.isupper() for letter in first],
                "begins with a capital letter",
                "begin all options alike",
            )


def _odd_one_out(
    item: Item, choices: Choices, marks: list[bool], what: str, hint: str
) -> Iterator[Finding]:
    if 0 < sum(marks) < len(marks):
        rarer = sum(marks) * 2 <= len(marks)
        position = marks.index(rarer)
        is_odd = "this option alone" if marks.count(rarer) == 1 else "this option, unlike others,"
        verb = what if rarer else f"does not {what.replace('s ', ' ', 1)}"
        yield item.found(choices.all[position].at, f"{is_odd} {verb}", hint)


@question_rule(
    title="Options should have the same grammatical form.",
    why=(
        "One “to ...” among options that end in “-ing”, or one quotation among descriptions, "
        "stands out before it is read. Options of one form are compared by what they say."
    ),
    source=f"{_HALADYNA}, guideline 23: homogeneous options; {_NBME}, grammatical cues",
    bad=pick(
        "How do bees keep warm in winter?",
        "To huddle closely",
        "Eating more honey",
        "Closing the entrance",
    ),
    good=pick(
        "How do bees keep warm in winter?",
        "Huddling closely",
        "Eating more honey",
        "Closing the entrance",
    ),
)
def mixed_openings(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        if len(choices.all) < 3:
            continue
        forms = [_form(each.text) for each in choices.all]
        for position, form in enumerate(forms):
            others = set(forms[:position] + forms[position + 1 :])
            if len(others) == 1 and form not in others:
                form_of_others = others.pop()
                if form and form_of_others:
                    message = (
                        f"this option {_FORMS[form]}, and all others {_OF_OTHERS[form_of_others]}"
                    )
                elif form == "ing":
                    continue  # "Huddling keeps them warm" is a sentence like any other
                elif form:
                    message = f"this option alone {_FORMS[form]}"
                else:
                    message = f"all options but this {_OF_OTHERS[form_of_others]}"
                yield item.found(
                    choices.all[position].at, message, "give all options the same form"
                )


_FORMS = {
    "to": "begins with “to”",
    "ing": "begins with a word in “-ing”",
    "quote": "begins with a quotation",
    "number": "begins with a number",
}
_OF_OTHERS = {form: said.replace("begins", "begin", 1) for form, said in _FORMS.items()}
_NO_ING = terms("bring during evening everything nothing something spring string thing")


def _form(text: str) -> str:
    if text[:1] in "“\"‘'":
        return "quote"
    if text[:1].isdigit():
        return "number"
    first = text.split(maxsplit=1)[0].casefold().strip(".,;:") if text else ""
    if first == "to":
        return "to"
    return "ing" if first.endswith("ing") and first not in _NO_ING else ""


_NUMBER = r"-?\d+(?:[.,]\d+)*"
_ONE_NUMBER = re.compile(rf"^\D*?({_NUMBER})\D*$")
_RANGE = re.compile(rf"({_NUMBER})\s*(?:%|per cent)?\s*(?:–|-|to|and)\s*({_NUMBER})")


def _value(text: str) -> float:
    parts = text.replace(",", "").split(".")
    return float(".".join(parts[:2]))


@question_rule(
    title="Numbers among options should stand in order of size.",
    why=(
        "Readers look for a number in its place. Mixed up, four figures take longer to read than "
        "the question, and the slip of picking the wrong one is no sign of ignorance."
    ),
    source=f"{_HALADYNA}, guideline 21: options in logical or numerical order",
    bad=pick("How many legs has a bee?", "6 legs", "4 legs", "8 legs"),
    good=pick("How many legs has a bee?", "6 legs", "8 legs", "10 legs", more="shuffle: false"),
)
def unsorted_numbers(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        found = [_ONE_NUMBER.match(each.text) for each in choices.all]
        if (
            len(found) < 3
            or not all(found)
            or any(len(words(each.raw)) > 4 for each in choices.all)
        ):
            continue
        values = [_value(each[1]) for each in found if each]
        if len(set(values)) < len(values):
            continue  # "below 100", "100", "above 100": the words make the difference
        if getattr(item.question, "shuffle", False):
            hint = "sort them by size and add `shuffle: false` to the question"
            yield item.found(choices.at, "these numbers are shown in a mixed order", hint)
        elif values not in (sorted(values), sorted(values, reverse=True)):
            yield item.found(choices.at, "these numbers are out of order", "sort them by size")


@question_rule(
    title="Ranges among options should not overlap.",
    why=(
        "Where “1 to 5” and “5 to 10” are offered, five belongs to both. Readers who know the "
        "answer can still not tell which option is meant."
    ),
    source=f"{_HALADYNA}, guideline 22: options must not overlap",
    bad=pick(
        "How many days does a queen bee take to hatch?",
        "10 to 16 days",
        "16 to 22 days",
        "23 to 29 days",
        more="shuffle: false",
    ),
    good=pick(
        "How many days does a queen bee take to hatch?",
        "10 to 16 days",
        "17 to 22 days",
        "23 to 29 days",
        more="shuffle: false",
    ),
)
def overlapping_ranges(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        ranges: list[tuple[float, float]] = []
        for choice in choices.all:
            found = _RANGE.search(choice.text)
            if not found or len(words(choice.raw)) > 6:
                continue
            low, high = sorted((_value(found[1]), _value(found[2])))
            for start, end in ranges:
                if low <= end and start <= high:
                    yield item.found(
                        choice.at,
                        f"the range {found[0]} overlaps with another option",
                        "let each range begin above the end of the one before",
                    )
                    break
            ranges.append((low, high))


@question_rule(
    title="A question with “true” and “false” as options is a true-false question.",
    why=(
        "The kind `true-false` shows it as what it is, says something after each judgement, and "
        "can ask for the reason, so that a lucky guess is worth less."
    ),
    source="Frisbie & Becker (1991), An analysis of textbook advice about true-false tests",
    bad=pick("Bees fly to the south in winter. Is this true?", "False", "True", "Not known"),
    good=judge(
        "Bees fly to the south in winter.",
        False,
        "They stay in a cluster",
        "They sleep in the soil",
        "They die out in autumn",
    ),
)
def true_or_false_options(item: Item) -> Iterator[Finding]:
    for choices in item.choices:
        texts = {normal(each.raw).strip() for each in choices.all}
        if {"true", "false"} <= texts or {"yes", "no"} <= texts:
            yield item.found(
                choices.at,
                "these options judge a statement",
                "use `type: true-false`, and `because:` for reasons to choose from",
            )


@group_rule(
    "bank",
    title="In options of a fixed order, right ones should be in all places.",
    why=(
        "Authors hide the right option in the middle, and guessers look for it there. Where "
        "options are not shuffled, their places have to be balanced by hand."
    ),
    source="Attali & Bar-Hillel (2003), Guess where",
    bad=many(
        4,
        lambda _, topic: pick(ASKED.format(topic), *claims(topic), more="shuffle: false"),
    ),
    good=many(4, lambda _, topic: pick(ASKED.format(topic), *claims(topic))),
)
def same_place_of_key(items: list[Item]) -> Iterator[Finding]:
    fixed = [
        (item, choices, next(n for n, each in enumerate(choices.all) if each.correct))
        for item in items
        if not getattr(item.question, "shuffle", True)
        for choices in item.choices
        if choices.key is not None and not any(_ONE_NUMBER.match(each.text) for each in choices.all)
    ]
    run = 1
    for (before, _, last), (item, choices, place) in pairwise(fixed):
        run = run + 1 if place == last and before.quiz_name == item.quiz_name else 1
        if run == LONGEST_RUN + 1:
            yield item.found(
                choices.at,
                f"for the {run}th time in a row, option {place + 1} is the right one",
                "move it, or leave out `shuffle: false`",
            )
    for size in sorted({len(choices.all) for _, choices, _ in fixed}):
        of_size = [
            (item, choices, place) for item, choices, place in fixed if len(choices.all) == size
        ]
        if len(of_size) < ENOUGH_LISTS:
            continue
        place, count = Counter(place for _, _, place in of_size).most_common(1)[0]
        if count / len(of_size) > MAX_PLACE_SHARE.get(size, MAX_PLACE_SHARE_OF_MORE):
            item, choices, _ = of_size[0]
            yield item.found(
                choices.at,
                f"option {place + 1} is right in {count} of {len(of_size)} questions with "
                f"{size} options in a fixed order",
                "move it in some, or leave out `shuffle: false`",
            )
