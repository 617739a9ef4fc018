"""The prompt: is it clear what is asked, before the options are read?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selfcheck.advice.examples import ASKED, claims, many, pick
from selfcheck.advice.item import Finding, Item
from selfcheck.advice.length import ENOUGH_FOR_SHARES, ids
from selfcheck.advice.rule import group_rule, question_rule
from selfcheck.advice.text import (
    plain,
    question_sentence,
    sentences,
    terms,
    unquoted,
    without_order_to_choose,
    word_set,
    words,
)

FEWEST_WORDS = 6
"""Words below which a prompt seldom holds a whole question."""

MOST_WORDS, MOST_WORDS_WITH_CASE = 60, 150
"""Words of a prompt, and of one that tells a case (several paragraphs, or speech)."""

MAX_NEGATIVE_SHARE = 0.10
"""Share of questions that may ask for what does not apply."""

_HALADYNA = "Haladyna, Downing & Rodriguez (2002)"
_BEES = ("They huddle in a cluster", "They fly to the south", "They dig into the soil")


@question_rule(
    title="The prompt should ask something.",
    why=(
        "If readers learn what is wanted from the options alone, they judge each of them as true "
        "or false. A question that could be answered with the options covered tests knowledge."
    ),
    source=f"{_HALADYNA}, guideline 15: put the central idea into the stem",
    bad=pick("Bees in the cold weather of winter.", *_BEES),
    good=pick("What do bees do in the cold weather of winter?", *_BEES),
)
def no_question(item: Item) -> Iterator[Finding]:
    if not item.choices or item.statement is not None:
        return
    asked = without_order_to_choose(item.question.prompt)
    if asked and not _ASKS.search(asked) and not _COMMANDS.search(sentences(asked)[-1]):
        yield item.found(
            ("prompt",),
            "this prompt asks nothing: it ends without a question mark or a colon",
            "end it with the question that the options answer",
        )


_ASKS = re.compile(r"\?[”\"’')\]]*(?:\s*\([^()]*\))?$|[:…]$|\.\.\.$|_{2,}|\?[”\"’']?\s[^?]{0,60}$")
_COMMANDS = re.compile(
    r"^(?:choose|pick|select|tick|mark|name|find|decide|complete|identify|match|judge|say)\b",
    re.IGNORECASE,
)


@question_rule(
    title="The prompt should be a whole question.",
    why=(
        "“What helps?” can be answered in too many ways: with what, for whom, when? A few words "
        "more say which answer is wanted."
    ),
    source=f"{_HALADYNA}, guidelines 14 and 15",
    bad=pick("What do bees do?", *_BEES),
    good=pick("What do bees do in cold weather?", *_BEES),
)
def short_prompt(item: Item) -> Iterator[Finding]:
    if not item.choices or item.statement is not None:
        return
    count = len(words(item.question.prompt))
    if count < FEWEST_WORDS and not _unfocused(item):
        yield item.found(
            ("prompt",),
            f"this prompt has {count} words, which seldom say what is asked",
            "say what, for whom, and in which situation",
        )


@question_rule(
    title="The prompt should name what it is about, and not ask “which is true?”.",
    why=(
        "“Which of the following is true?” has no subject of its own: it holds as many true-false "
        "questions as there are options, mostly about different things."
    ),
    source=f"{_HALADYNA}, guideline 15; NBME item-writing guide (Paniagua & Swygert, 2016)",
    bad=pick("Which of the following statements is true?", *_BEES),
    good=pick("What do bees do in cold weather?", *_BEES),
)
def unfocused_stem(item: Item) -> Iterator[Finding]:
    if item.choices and item.statement is None and _unfocused(item):
        yield item.found(
            ("prompt",),
            "this prompt does not say what it is about",
            "ask about one thing, so that the answer could be given without seeing the options",
        )


_UNFOCUSED = re.compile(
    r"^which (?:one )?(?:of (?:the following|these)(?: statements| sentences)?|statements?"
    r"|sentences?|"
    r"options?|answers?)(?: (?:is|are))?(?: the)?(?: most| not)?(?: true| correct| right"
    r"| false| wrong| "
    r"incorrect)?(?: one| statement| answer)?\W*$",
    re.IGNORECASE,
)


def _unfocused(item: Item) -> bool:
    # A case told before the question gives it its subject.
    return bool(_UNFOCUSED.match(without_order_to_choose(item.question.prompt)))


@question_rule(
    title="A prompt should be short; a case may be longer.",
    why=(
        "Every word before the question is read by every reader. What does not change the answer "
        "only hides it."
    ),
    source=f"{_HALADYNA}, guidelines 13 and 16: minimise reading, avoid window dressing",
    bad=pick(
        "In winter, " + "when the days are short and nights are cold, " * 7 + "what do bees do?",
        *_BEES,
    ),
    good=pick("What do bees do in winter, when it is cold?", *_BEES),
)
def long_stem(item: Item) -> Iterator[Finding]:
    prompt = item.question.prompt
    shown = plain(prompt)
    is_case = "\n" in shown or unquoted(prompt) != shown
    limit = MOST_WORDS_WITH_CASE if is_case else MOST_WORDS
    count = len(words(prompt))
    if count > limit:
        yield item.found(
            ("prompt",),
            f"this prompt has {count} words; {limit} are a good limit"
            + ("" if is_case else f" (and {MOST_WORDS_WITH_CASE} for one that tells a case)"),
            "leave out what does not change the answer",
        )


_NEGATIVES = terms("not except least never incorrect false wrong untrue n't")
_NEGATIVE = re.compile(
    r"\b(?:except(?! for)|incorrect|untrue|(?<!at )(?<!not )least (?!one|two|three|once)\w+)\b"
    r"|\b(?:which|what|who|where|how)\b[^,;?]*?\b"
    r"(?:is|are|was|were|does|do|did|should|would|could|can|will|must|may) (?:\w+ )?(?:not"
    r"|never)\b(?! only| yet)"
    r"|\b(?:which|what|who)\b[^,;?]*?\b"
    r"(?:isn|aren|wasn|weren|doesn|don|didn|shouldn|wouldn|couldn|won|can)(?:n?[’']t|not)\b"
    r"|\bwhich\b[^,;?]*\b(?:is|are) (?:false|wrong)\b",
    re.IGNORECASE,
)
# After these words the sentence tells the case; what it denies there is no part of the question.
_CASE = re.compile(
    r"\b(?:when|if|while|who|whose|because|since|after|although|that) .*$", re.IGNORECASE
)
_EMPHASISED = re.compile(
    r"\b(?:NOT|EXCEPT|LEAST|NEVER|FALSE|WRONG|INCORRECT)\b"
    r"|[*_]{1,3}(?:not|except|least|never|false|wrong|incorrect|[a-z]+n[’']t)\b[^*_]*[*_]",
)


def _negative(item: Item) -> str:
    """The words that turn the question round, if it asks for what does not apply."""
    if not item.choices or item.statement is not None:
        return ""
    asked = question_sentence(item.question.prompt)
    if _NEGATIVES.isdisjoint(word_set(asked)) and "n’t" not in asked and "n't" not in asked:
        return ""
    start = _QUESTION_WORD.search(asked)
    inside = start.end() if start else 1
    found = _NEGATIVE.search(asked[:inside] + _CASE.sub("", asked[inside:]))
    return found[0] if found else ""


_QUESTION_WORD = re.compile(r"\b(?:which|what|who|where|how)\b", re.IGNORECASE)


@question_rule(
    title="Ask for what applies; if you must ask for what does not, emphasise the “not”.",
    why=(
        "Readers overlook “not”, and are then marked wrong for a slip of the eye. To know what is "
        "not the case is also seldom what a chapter wants to teach."
    ),
    source=f"{_HALADYNA}, guideline 17: word the stem positively",
    bad=pick("Which of these is not a thing that bees do in winter?", *_BEES),
    good=pick("Which of these is **not** a thing that bees do in winter?", *_BEES),
)
def negative_stem(item: Item) -> Iterator[Finding]:
    if _negative(item) and not _EMPHASISED.search(item.question.prompt):
        yield item.found(
            ("prompt",),
            "this asks for what does not apply, and a “not” is easily overlooked",
            "ask for what applies, or emphasise the word: `**not**`",
        )


@question_rule(
    title="A question that asks for what does not apply should have no negative option.",
    why=(
        "Two negatives have to be resolved before the subject comes into view. Readers who know "
        "the subject stumble over the logic."
    ),
    source=f"{_HALADYNA}, guidelines 17 and 27: positive wording of stem and options",
    bad=pick(
        "Which of these is **not** true of bees in winter?",
        "They do not keep warm",
        "They huddle in a cluster",
        "They eat stored honey",
    ),
    good=pick(
        "What is true of bees in winter, when it is cold?",
        "They huddle in a cluster",
        "They lose their warmth",
        "They leave the hive",
    ),
)
def negative_twice(item: Item) -> Iterator[Finding]:
    if not _negative(item):
        return
    for choices in item.choices:
        for choice in choices.all:
            if _DENIES.search(choice.text):
                yield item.found(
                    choice.at,
                    "the question is negative, and so is this option",
                    "ask for what applies, or say the option positively",
                )


_DENIES = re.compile(r"\b(?:not|never|no|none|cannot|without)\b|n[’']t\b", re.IGNORECASE)


@group_rule(
    "bank",
    title="Few questions of a bank should ask for what does not apply.",
    why=(
        "One such question can be worth its trouble, for a danger that readers must know. As a "
        "habit it makes a bank about what is not so."
    ),
    source=f"{_HALADYNA}, guideline 17",
    bad=many(
        8,
        lambda number, topic: pick(
            "Which is **not** said of it?" if number < 2 else ASKED.format(topic),
            *claims(topic, number),
        ),
    ),
    good=many(8, lambda number, topic: pick(ASKED.format(topic), *claims(topic, number))),
)
def many_negative_stems(items: list[Item]) -> Iterator[Finding]:
    with_options = [item for item in items if item.choices and item.statement is None]
    negative = [item for item in with_options if _negative(item)]
    share = len(negative) / (len(with_options) or 1)
    if len(with_options) >= ENOUGH_FOR_SHARES and share > MAX_NEGATIVE_SHARE:
        yield negative[0].found(
            ("prompt",),
            f"{len(negative)} of {len(with_options)} questions ask for what does not apply; "
            f"{MAX_NEGATIVE_SHARE:.0%} are a good limit",
            f"turn round some of: {ids(iter(negative))}",
        )


@question_rule(
    title="A scored question should not ask for an opinion.",
    why=(
        "“What do you think?” has no wrong answer, and this question has. Readers who give their "
        "honest opinion are told that it is mistaken."
    ),
    source=f"{_HALADYNA}, guideline 6: avoid opinion-based items",
    bad=pick("In your opinion, what do bees do in winter?", *_BEES),
    good=pick("What do bees do in winter, when it is cold?", *_BEES),
)
def asks_for_opinion(item: Item) -> Iterator[Finding]:
    if item.choices and (found := _OPINION.search(question_sentence(item.question.prompt))):
        yield item.found(
            ("prompt",),
            f"“{found[0]}” asks for an opinion, and answers are marked right or wrong",
            "ask what the evidence or the chapter says, or use a kind that is not scored",
        )


_OPINION = re.compile(
    r"\bin your (?:opinion|view|experience)\b|\bdo you (?:think|feel|believe|prefer"
    r"|agree(?= that| with|\W*$))\b"
    r"|\bwould you (?:prefer|like)\b",
    re.IGNORECASE,
)


@question_rule(
    title="A question should stand on its own.",
    why=(
        "Questions are shown alone in chapters, printed, or repeated weeks later. One that hangs "
        "on another cannot be answered there, and one mistake counts twice."
    ),
    source=(
        f"{_HALADYNA}, guideline 4: keep items independent; NBME item-writing guide "
        "(Paniagua & Swygert, 2016), hinged items"
    ),
    bad=pick("As in the previous question, what do bees do in winter?", *_BEES),
    good=pick("What do bees do in winter, when it is cold?", *_BEES),
)
def hangs_on_another(item: Item) -> Iterator[Finding]:
    if item.vocabulary.isdisjoint(("question", "questions", "item", "answer")):
        return
    for at, text in item.texts:
        if found := _OTHER_QUESTION.search(unquoted(text)):
            yield item.found(
                at,
                f"“{found[0]}” needs another question beside this one",
                "repeat here what is needed from it",
            )


_OTHER_QUESTION = re.compile(
    r"\b(?:the|this|your|an?) (?:previous|preceding|last|next|following|earlier|first|second"
    r"|third) "
    r"(?:question|item|quiz question)\b|\bquestions? (?:above|below|number \d+|\d+)\b"
    r"|\byour (?:previous|last|earlier) answer\b",
    re.IGNORECASE,
)
