"""Rules for one kind of question each: true-false, matching, ordering, fill-in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selfcheck.advice.examples import fill, judge, match, order
from selfcheck.advice.item import Finding, Item
from selfcheck.advice.rule import question_rule
from selfcheck.advice.text import normal, plain, unquoted, words
from selfcheck.advice.wording import absolutes
from selfcheck.kinds.fill_in.model import BLANK, FillIn
from selfcheck.kinds.matching.model import Matching
from selfcheck.kinds.ordering.model import Ordering

MOST_WORDS_OF_STATEMENT = 25
"""Words of a statement to be judged: one claim fits one sentence."""

PAIRS = (3, 6)
"""Pairs of a matching question: fewer are guessed, more are looked up and down."""

MOST_WORDS_OF_ENTRY = 15
"""Words of an entry of a column."""

STEPS = (3, 7)
"""Steps of an ordering question."""

MOST_BLANKS = 2
"""Gaps of a text: with more, too little is left to go by."""

_FRISBIE = "Frisbie & Becker (1991), An analysis of textbook advice about true-false tests"
_MILLER = "Miller, Linn & Gronlund (2009), Measurement and assessment in teaching"

# ---------------------------------------------------------------- true-false


@question_rule(
    title="A true-false question should ask for the reason, or explain the answer.",
    why=(
        "A coin gets half of all true-false questions. Asked for the reason, readers have to know "
        "why; where none is asked, an explanation has to teach it."
    ),
    source=_FRISBIE,
    bad=judge("Bees fly to the south in winter.", False, more=""),
    good=judge(
        "Bees fly to the south in winter.",
        False,
        "They stay in a cluster",
        "They sleep in the soil",
        "They die out in autumn",
        more="",
    ),
)
def no_reason_asked(item: Item) -> Iterator[Finding]:
    question = item.statement
    if question is not None and not question.because and not question.explanation:
        yield item.found(
            (),
            "half of those who guess get this right, and the reason is neither asked nor given",
            "add `because:` with three reasons to choose from, or an `explanation:`",
        )


@question_rule(
    title="A statement should make one claim.",
    why=(
        "Of two claims one may be true and the other false. Readers who know that still have to "
        "guess which of them the author meant."
    ),
    source=f"{_FRISBIE}: one central idea",
    bad=judge("Bees stay in the hive in winter, and they eat stored honey.", True),
    good=judge("Bees eat stored honey in winter.", True),
)
def two_claims(item: Item) -> Iterator[Finding]:
    if item.statement is None:
        return
    if found := _TWO_CLAIMS.search(unquoted(item.question.prompt)):
        yield item.found(
            ("prompt",),
            f"this statement makes two claims, parted by “{found[found.lastindex or 0]}”",
            "make two questions of it, or keep the claim that matters",
        )


_TWO_CLAIMS = re.compile(
    r", (and|but|so|because) \w|(;) \w"
    r"| (and|but|because) (?:it|they|he|she|this|that|these|those|there|we|you|so|thus|therefore"
    r"|is|are|was|were|has|have|does|do|can|cannot|should|must|may|will|would|not)\b",
    re.IGNORECASE,
)


@question_rule(
    title="A statement should be one short sentence.",
    why=(
        "In a long statement some detail may be off, and readers wonder whether that is the point. "
        "A short one is true or false for one reason."
    ),
    source=_FRISBIE,
    bad=judge("Bees " + "of any age and of either sex " * 4 + "eat honey in winter.", True),
    good=judge("Bees eat stored honey in winter.", True),
)
def long_statement(item: Item) -> Iterator[Finding]:
    count = len(words(item.question.prompt))
    if item.statement is not None and count > MOST_WORDS_OF_STATEMENT:
        yield item.found(
            ("prompt",),
            f"this statement has {count} words; {MOST_WORDS_OF_STATEMENT} are a good limit",
            "keep the claim, and leave what surrounds it to the explanation",
        )


@question_rule(
    title="A statement should hold no “always”, “never” or “only”.",
    why=(
        "Readers know that a statement without exception is nearly always false. The word decides "
        "the question, and the subject does not."
    ),
    source=f"{_FRISBIE}: avoid specific determiners",
    bad=judge("Bees never leave the hive in winter.", False),
    good=judge("Bees fly to the south in winter.", False),
)
def absolute_statement(item: Item) -> Iterator[Finding]:
    if item.statement is not None and (terms := absolutes(item.question.prompt)):
        yield item.found(
            ("prompt",),
            f"“{terms[0]}” gives the statement away: what has no exception is seldom true",
            "say it without that word, so that the claim itself has to be judged",
        )


# ---------------------------------------------------------------- matching


@question_rule(
    title="A matching question should have three to six pairs.",
    why=(
        "Two pairs are one decision. With more than six, readers spend their time going up and "
        "down a column, and on a telephone they see only half of it."
    ),
    source=f"{_MILLER}: short lists of homogeneous material",
    bad=match(
        "Match each animal to its home.",
        "distractors: [the nest]",
        Bees="the hive",
        Foxes="the den",
    ),
    good=match(
        "Match each animal to its home.",
        "distractors: [the nest]",
        Bees="the hive",
        Foxes="the den",
        Badgers="the sett",
    ),
)
def number_of_pairs(item: Item) -> Iterator[Finding]:
    if isinstance(item.question, Matching):
        count, (fewest, most) = len(item.question.pairs), PAIRS
        if not fewest <= count <= most:
            hint = "add a pair" if count < fewest else "make two questions of it"
            yield item.found(
                ("pairs",), f"there are {count} pairs; {fewest} to {most} are a good number", hint
            )


@question_rule(
    title="The columns of a matching question should not come out even.",
    why=(
        "If each entry on the right is used once, the last pair is left over and needs no "
        "knowledge, and one mistake forces a second. A spare entry, or one used twice, ends that."
    ),
    source=f"{_MILLER}: an unequal number of responses and premises",
    bad=match(
        "Match each animal to its home.", Bees="the hive", Foxes="the den", Badgers="the sett"
    ),
    good=match(
        "Match each animal to its home.",
        "distractors: [the nest]",
        Bees="the hive",
        Foxes="the den",
        Badgers="the sett",
    ),
)
def one_to_one(item: Item) -> Iterator[Finding]:
    question = item.question
    if isinstance(question, Matching) and len(question.responses) == len(question.pairs):
        yield item.found(
            ("pairs",),
            "each entry on the right belongs to one on the left, so the last is found by exclusion",
            "add `distractors:`, or let two pairs share an entry",
        )


@question_rule(
    title="The entries of a matching question should be short.",
    why=(
        "Matching means going back and forth between two columns. Entries that fit a glance make "
        "that thinking; long ones make it re-reading."
    ),
    source=f"{_MILLER}: brief responses",
    bad=match(
        "Match each animal to its home.",
        "distractors: [the nest]",
        Bees="a home that " + "they build of wax and " * 4 + "guard",
        Foxes="the den",
        Badgers="the sett",
    ),
    good=match(
        "Match each animal to its home.",
        "distractors: [the nest]",
        Bees="the hive",
        Foxes="the den",
        Badgers="the sett",
    ),
)
def long_entry(item: Item) -> Iterator[Finding]:
    if isinstance(item.question, Matching):
        for position, pair in enumerate(item.question.pairs):
            for side, text in (("left", pair.left), ("right", pair.right)):
                count = len(words(text))
                if count > MOST_WORDS_OF_ENTRY:
                    yield item.found(
                        ("pairs", position, side),
                        f"this entry has {count} words; {MOST_WORDS_OF_ENTRY} are a good limit",
                        "cut it to what readers have to recognise",
                    )


@question_rule(
    title="A matching question should say by what its entries belong together.",
    why=(
        "“Match the pairs” leaves readers to find out what the columns are. The basis, such as "
        "term and meaning, is no secret and no part of what is tested."
    ),
    source=f"{_MILLER}: state the basis for matching",
    bad=match(
        "Match the pairs.",
        "distractors: [the nest]",
        Bees="the hive",
        Foxes="the den",
        Badgers="the sett",
    ),
    good=match(
        "Match each animal to its home.",
        "distractors: [the nest]",
        Bees="the hive",
        Foxes="the den",
        Badgers="the sett",
    ),
)
def basis_not_said(item: Item) -> Iterator[Finding]:
    question = item.question
    if isinstance(question, Matching) and not question.columns and _NO_BASIS.match(question.prompt):
        yield item.found(
            ("prompt",),
            "the prompt does not say by what the entries belong together",
            "say it (“Match each term to its meaning.”), or add `columns:` with two headings",
        )


_NO_BASIS = re.compile(
    r"^(?:please )?(?:match|pair|connect|link)(?: up)?"
    r"(?: (?:the|these|all|each|both|following|pairs?|entr(?:y|ies)|items?|columns?|ones?"
    r"|what belongs|together|"
    r"correctly|of|two))*\W*$",
    re.IGNORECASE,
)

# ---------------------------------------------------------------- ordering


@question_rule(
    title="An ordering question should have three to seven steps.",
    why=(
        "Two steps are a coin. More than seven cannot be held in mind while they are moved about."
    ),
    source=f"{_MILLER}; Miller (1956), The magical number seven, plus or minus two",
    bad=order("Put the stages of a bee's life in order.", "Egg in a cell", "Adult bee"),
    good=order("Put the stages of a bee's life in order.", "Egg in a cell", "Larva", "Adult bee"),
)
def number_of_steps(item: Item) -> Iterator[Finding]:
    if isinstance(item.question, Ordering):
        count, (fewest, most) = len(item.question.steps), STEPS
        if not fewest <= count <= most:
            hint = "add a step" if count < fewest else "join some, or make two questions of it"
            yield item.found(
                ("steps",), f"there are {count} steps; {fewest} to {most} are a good number", hint
            )


@question_rule(
    title="A step should not say its own place.",
    why=(
        "“First”, “then” and “finally” put the steps in order for the reader. What is left to do "
        "is sorting by words."
    ),
    source="Haladyna, Downing & Rodriguez (2002), guideline 28: avoid clues to the right answer",
    bad=order("Put the stages of a bee's life in order.", "First an egg", "Larva", "Adult bee"),
    good=order("Put the stages of a bee's life in order.", "Egg in a cell", "Larva", "Adult bee"),
)
def step_says_its_place(item: Item) -> Iterator[Finding]:
    if isinstance(item.question, Ordering):
        for position, step in enumerate(item.question.steps):
            if found := _PLACE.match(plain(step.text)):
                yield item.found(
                    ("steps", position, "text"),
                    f"“{found[1]}” tells where this step belongs",
                    "begin with what is done",
                )


_PLACE = re.compile(
    r"^\W*(first(?:ly)?(?! \w+(?:ing|ion|ment)\b)|second(?:ly)?|third(?:ly)?|then|next|finally"
    r"|lastly|last|afterwards"
    r"|after that|to begin with|at first|in the end|to start(?: with)?|step \d+"
    r"|\d+[.)])(?:[,:]| (?!names?\b|aid\b))",
    re.IGNORECASE,
)

# ---------------------------------------------------------------- fill-in


@question_rule(
    title="A text should have one gap or two.",
    why=(
        "Each gap takes away context that the others need. With many, readers guess what the "
        "author had in mind."
    ),
    source=f"{_MILLER}: do not leave too many blanks",
    bad=fill("Bees make {a} from {b} and wax for {c}.", a="honey", b="nectar", c="combs"),
    good=fill("Bees make {a} from the nectar of flowers.", a="honey"),
)
def many_blanks(item: Item) -> Iterator[Finding]:
    if isinstance(item.question, FillIn) and len(item.question.gaps) > MOST_BLANKS:
        yield item.found(
            ("text",),
            f"the text has {len(item.question.gaps)} gaps; with more than {MOST_BLANKS} too little "
            "is left to go by",
            "keep the gaps that matter most, or make two questions of it",
        )


@question_rule(
    title="A text should not begin with a gap.",
    why=(
        "Readers meet the gap before they know what it is about, and have to read the sentence "
        "twice. Near the end, the sentence has become a question."
    ),
    source=f"{_MILLER}: put the blank near the end",
    bad=fill("{a} is what bees make from nectar.", a="Honey"),
    good=fill("From nectar, bees make {a} for the winter.", a="honey"),
)
def blank_first(item: Item) -> Iterator[Finding]:
    if isinstance(item.question, FillIn) and BLANK.match(item.question.text.lstrip("\"“‘'*_ ")):
        yield item.found(
            ("text",),
            "the text begins with a gap, before readers know what it is about",
            "turn the sentence round, so that the gap comes late",
        )


@question_rule(
    title="The text and the prompt should not hold the missing word.",
    why=(
        "Readers copy what they see. Where the word has to stand in the text, another one is the "
        "better gap."
    ),
    source=f"{_MILLER}; Haladyna et al. (2002), guideline 28: avoid clues",
    bad=fill("Bees make honey, and they eat {a} in winter.", a="honey"),
    good=fill("Bees make stores of {a} from nectar.", a="honey"),
)
def answer_in_prompt(item: Item) -> Iterator[Finding]:
    question = item.question
    if not isinstance(question, FillIn):
        return
    for at, text in (("prompt",), question.prompt), (("text",), BLANK.sub(" ____ ", question.text)):
        shown = normal(text)
        for answer in item.answers:
            if len(normal(answer)) > 2 and normal(answer) in shown:
                yield item.found(
                    at, f"“{answer}” is asked for, and stands here", "reword, or choose another gap"
                )


@question_rule(
    title="“A” or “an” before a gap tells how the word begins.",
    why=(
        "“An ____” needs a vowel, and “a ____” excludes one. Readers choose by sound among the "
        "words that come to mind."
    ),
    source=f"{_MILLER}; Haladyna et al. (2002), guideline 28: grammatical clues",
    bad=fill("A place where bees live is called a {a}.", a="hive"),
    good=fill("The place where bees live is called the {a}.", a="hive"),
)
def article_before_blank(item: Item) -> Iterator[Finding]:
    if isinstance(item.question, FillIn) and (found := _ARTICLE.search(item.question.text)):
        yield item.found(
            ("text",),
            f"“{found[1]}” before the gap tells how the missing word begins",
            "write `a/an`, or turn the sentence so that no article is needed",
        )


_ARTICLE = re.compile(r"(?<![\w/])(an?)\s+[*_]*\{", re.IGNORECASE)


@question_rule(
    title="Accept a word in British and in American spelling.",
    why=(
        "Readers come from everywhere. “Behavior” is not a mistake in what they know, and to be "
        "marked wrong for it is discouraging."
    ),
    source=f"{_MILLER}: spelling is not what a completion item tests",
    bad=fill("What bees do is called their {a} by scientists.", a="behaviour"),
    good=fill("What bees do is called their {a} by scientists.", a="behaviour|behavior"),
)
def other_spelling(item: Item) -> Iterator[Finding]:
    if not isinstance(item.question, FillIn) or item.question.bank:
        return
    for name, blank in item.question.blanks.items():
        accepted = {word.casefold() for word in blank.accept}
        for position, word in enumerate(blank.accept):
            missing = [each for each in _spellings(word.casefold()) if each not in accepted]
            if missing:
                yield item.found(
                    ("blanks", name, "accept", position),
                    f"“{word}” is accepted, and “{missing[0]}”, as others spell it, is not",
                    f"add `{missing[0]}` to `accept`",
                )
                break


_OUR = re.compile(
    r"\b((?:mis)?behavi|col|hon|fav|lab|neighb|hum|rum|harb|endeav)(our|or)(?=$|\s|s|ed|ing|al"
    r"|able|ite)"
)
# The endings of stems that take -ise or -ize; "exercise", "promise" and the like are no such verbs.
_ISE = re.compile(
    r"(?<!pr)(?:al|an|ar|at|er|ic|id|il|im|iv|om|on|or|th|gn)i([sz])(?:e|ed|es|ing|ations?)\b"
)


def _spellings(word: str) -> Iterator[str]:
    """The same word as it is spelt on the other side of the Atlantic."""
    if found := _OUR.search(word):
        other = "or" if found[2] == "our" else "our"
        yield word[: found.start(2)] + other + word[found.end(2) :]
    if found := _ISE.search(word):
        other = "z" if found[1] == "s" else "s"
        yield word[: found.start(1)] + other + word[found.end(1) :]
