"""The questions of a quiz, or of all quizzes, side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from math import ceil

from selfcheck.advice.examples import ASKED, fill, judge, many, pick, quiz
from selfcheck.advice.item import Finding, Item, groups
from selfcheck.advice.length import ids
from selfcheck.advice.options import NEAR_EQUAL
from selfcheck.advice.rule import group_rule
from selfcheck.advice.text import likeness, normal, plain, word_set

ENOUGH_STATEMENTS = 10
"""True-false questions from which the share of true ones means something."""

TRUE_SHARE = (0.40, 0.60)
"""Where that share should lie."""

PER_OBJECTIVE = 2
"""Questions that each learning objective should have."""

ENOUGH_FOR_LEVELS = 4
"""Questions of a quiz from which the mix of levels matters."""

MIN_APPLY_SHARE = 0.5
"""Share of questions that should ask readers to apply or analyse."""

WORDS_TO_COMPARE = 8
"""Different words of a prompt from which likeness is no accident of a set phrase."""

_BEES = ("They huddle in a cluster", "They fly to the south", "They dig into the soil")
_HALADYNA = "Haladyna, Downing & Rodriguez (2002)"


def _judged(number: int, topic: str, answer: bool) -> str:
    return judge(f"The claim number {number} about {topic} holds.", answer)


@group_rule(
    "bank",
    title="About half of all statements to be judged should be true: here too many are.",
    why=(
        "Readers in doubt tend to say “true”, and where most statements are, they are rewarded for "
        "it. Near one half, the habit is worth nothing."
    ),
    source="Frisbie & Becker (1991), An analysis of textbook advice about true-false tests",
    bad=many(10, lambda number, topic: _judged(number, topic, number < 8)),
    good=many(10, lambda number, topic: _judged(number, topic, number % 2 == 0)),
)
def mostly_true(items: list[Item]) -> Iterator[Finding]:
    yield from _lopsided(items, True)


@group_rule(
    "bank",
    title="About half of all statements to be judged should be true: here too few are.",
    why=(
        "Statements are easily made from misconceptions, all of them false. Readers notice, and "
        "say “false” without thinking. False sentences are remembered, too: true ones should "
        "outweigh them."
    ),
    source="Frisbie & Becker (1991), An analysis of textbook advice about true-false tests",
    bad=many(10, lambda number, topic: _judged(number, topic, number > 7)),
    good=many(10, lambda number, topic: _judged(number, topic, number % 2 == 0)),
)
def mostly_false(items: list[Item]) -> Iterator[Finding]:
    yield from _lopsided(items, False)


def _lopsided(items: list[Item], answer: bool) -> Iterator[Finding]:
    for group, members in groups(items):
        statements = [item for item in members if item.statement is not None]
        if len(statements) < ENOUGH_STATEMENTS:
            continue
        same = [each for each in statements if each.statement and each.statement.answer is answer]
        low, high = TRUE_SHARE
        share = len(same) / len(statements)
        if share > (high if answer else 1 - low):
            yield same[0].found(
                ("answer",),
                f"in {group}, {len(same)} of {len(statements)} statements are "
                f"{str(answer).lower()}; {low:.0%} to {high:.0%} true ones make guessing useless",
                f"turn round some of: {ids(iter(same))}",
            )


@group_rule(
    "bank",
    title="Each learning objective should have two questions or more.",
    why=(
        "One answer says little about what somebody can do: a slip or a lucky guess decides it. "
        "Two questions on different cases show whether the objective is met."
    ),
    source="Spearman (1910) and Brown (1910): the reliability of a score grows with its questions",
    bad=quiz(
        pick("What do bees do in cold weather?", *_BEES, more="objective: winter-of-bees"),
    ),
    good=quiz(
        pick("What do bees do in cold weather?", *_BEES, more="objective: winter-of-bees"),
        judge(
            "Bees fly to the south in winter.",
            False,
            more="objective: winter-of-bees\nhint: Where are they?\nexplanation: They stay.",
        ),
    ),
)
def objective_with_one_question(items: list[Item]) -> Iterator[Finding]:
    tested: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        if item.question.objective:
            tested[item.group, item.question.objective].append(item)
    for (group, objective), members in tested.items():
        if len(members) < PER_OBJECTIVE:
            yield members[0].found(
                ("objective",),
                f"this is the only question on the objective '{objective}' of {group}",
                "add one that asks for the same in another case",
            )


@group_rule(
    "bank",
    title="At least half of a chapter's questions should ask readers to apply what they read.",
    why=(
        "Questions that repeat the chapter's words are the easiest to write, and most banks are "
        "full of them. What is recalled for a new case is what can be used in one."
    ),
    source="Tarrant et al. (2006): 9 in 10 of 2,770 questions ask for little; Pan & Rickard (2018)",
    bad=many(4, lambda _, topic: pick(ASKED.format(topic), *_BEES, more="level: recall")),
    good=many(
        4,
        lambda number, topic: pick(
            ASKED.format(topic), *_BEES, more=f"level: {'apply' if number % 2 else 'recall'}"
        ),
    ),
)
def mostly_recall(items: list[Item]) -> Iterator[Finding]:
    by_group: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.question.level:
            by_group[item.group].append(item)
    for group, members in by_group.items():
        low = [each for each in members if each.question.level in ("recall", "understand")]
        if len(members) >= ENOUGH_FOR_LEVELS and 1 - len(low) / len(members) < MIN_APPLY_SHARE:
            yield low[0].found(
                ("level",),
                f"in {group}, {len(low)} of {len(members)} questions ask for recall or "
                "understanding; half or more should apply it to a case",
                f"turn some into questions about a case: {ids(iter(low))}",
            )


@group_rule(
    "bank",
    title="Where questions name what they rest on, each of them should.",
    why=(
        "A question without a source cannot be checked, and nobody knows that it has to change "
        "when the evidence does. (A bank in which no question names one is left alone.)"
    ),
    source=f"{_HALADYNA}, guideline 1: every item reflects specific content",
    bad=quiz(
        pick("What do bees do in cold weather?", *_BEES, more="sources: [seeley1985]"),
        judge("Bees fly to the south in winter.", False),
    ),
    good=quiz(
        pick("What do bees do in cold weather?", *_BEES, more="sources: [seeley1985]"),
        judge(
            "Bees fly to the south in winter.",
            False,
            more="sources: [seeley1985]\nexplanation: They stay.",
        ),
    ),
)
def no_source(items: list[Item]) -> Iterator[Finding]:
    named = [bool(each.question.sources or each.question.covers) for each in items]
    if any(named):
        for item, has_one in zip(items, named, strict=True):
            if not has_one and item.question.scored and not any("@" in t for _, t in item.texts):
                yield item.found(
                    (),
                    "no source and no claim of the chapter is named that this rests on",
                    "add `sources:` with ids of references, or `covers:` with labels of claims",
                )


@group_rule(
    "quiz",
    title="One question should not hold the answer to another.",
    why=(
        "Readers go back once they have found it. The second question then tests their memory of "
        "the page, and the chapter's idea goes untested."
    ),
    source=f"{_HALADYNA}, guideline 4: keep the content of items independent",
    bad=quiz(
        fill("In cold weather bees form a dense {a} around the queen.", a="cluster"),
        judge("In the cluster bees of the outer layer change places.", True),
    ),
    good=quiz(
        fill("In cold weather bees form a dense {a} around the queen.", a="cluster"),
        judge("In winter the outermost bees change places with others.", True),
    ),
)
def answer_in_another_prompt(items: list[Item]) -> Iterator[Finding]:
    stems = [normal(item.stem) for item in items]
    everything = "\n".join(stems)
    for position, item in enumerate(items):
        for answer in item.answers:
            wanted = normal(answer)
            if len(wanted) < 6 or wanted not in everything:
                continue
            # An answer in its own prompt is another rule's matter.
            other = next((n for n, s in enumerate(stems) if n != position and wanted in s), None)
            if other is not None:
                yield items[other].found(
                    ("text",)
                    if wanted not in normal(items[other].question.prompt)
                    else ("prompt",),
                    f"this holds “{plain(answer)}”, the answer to '{item.question.id}'",
                    "say it in other words here, or there",
                )
                break


@group_rule(
    "bank",
    title="No two questions should ask nearly the same.",
    why=(
        "The second of two equal questions teaches nothing, and its readers wonder what they have "
        "overlooked. Often one is a copy that somebody meant to change."
    ),
    source=f"{_HALADYNA}, guideline 4: keep the content of items independent",
    bad=quiz(
        pick("What do the bees of a hive do in very cold winter weather?", *_BEES),
        pick("What do the bees of a hive do in very cold spring weather?", *_BEES),
    ),
    good=quiz(
        pick("What do the bees of a hive do in very cold winter weather?", *_BEES),
        pick("How do young queens find their way home in early summer?", *_BEES),
    ),
)
def near_equal_prompts(items: list[Item]) -> Iterator[Finding]:
    sets = [word_set(item.stem) for item in items]
    rank = {
        word: n for n, (word, _) in enumerate(Counter(w for s in sets for w in s).most_common())
    }
    # Two sets that are so alike have two words in common among the rarest of each (prefix
    # filtering: Chaudhuri, Ganti & Kaushik, 2006), so only those that do are compared.
    seen: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, one in enumerate(sets):
        if len(one) < WORDS_TO_COMPARE:
            continue
        rarest = sorted(one, key=rank.__getitem__, reverse=True)
        pairs = list(combinations(rarest[: len(one) - ceil(NEAR_EQUAL * len(one)) + 2], 2))
        near = {earlier for pair in pairs for earlier in seen.get(pair, ())}
        twin = next((n for n in sorted(near) if likeness(one, sets[n]) >= NEAR_EQUAL), None)
        if twin is not None:
            other = items[twin]
            where = "" if other.quiz_name == items[position].quiz_name else f" in {other.quiz_name}"
            yield items[position].found(
                ("prompt",),
                f"this asks nearly the same as '{other.question.id}'{where}",
                "ask about another case, or delete one of them",
            )
        else:
            # A copy of a copy is compared with the first alone, so that many cost no more than few.
            for pair in pairs:
                seen[pair].append(position)
