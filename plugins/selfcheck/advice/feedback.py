"""Feedback: does it say why, briefly, in words that fit wherever it is shown?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selfcheck.advice.examples import WRONG, fill, pick, quiz
from selfcheck.advice.item import Finding, Item
from selfcheck.advice.rule import group_rule, question_rule
from selfcheck.advice.text import normal, plain, terms, unquoted, word_set, words
from selfcheck.diagnostics import Place

FEWEST_WORDS = 8
"""Words below which feedback can hardly hold a reason."""

FEWEST_WORDS_FOR_WRONG = 15
"""Words that feedback on a wrong option needs: what is right in it, and what is not."""

MOST_WORDS = 60
"""Words above which feedback is a lesson: readers skip it, and the chapter says it better."""

_KLEIJ = (
    "Van der Kleij, Feskens & Eggen (2015): explanations teach (0.49), the right answer alone less "
    "(0.32), a verdict hardly (0.05)"
)
_PARIS = ("What is the capital of France?", "Paris", "Lyons", "Nice")
_FILL = "The capital of France is {capital}."


def _miss(feedback: str) -> str:
    return f"    misses:\n      - text: Lyons\n        feedback: {feedback}\n"


@question_rule(
    title="Feedback should say why, and not the verdict alone.",
    why=(
        "“Correct!” tells what the page has already shown. What teaches is the reason: why this is "
        "right, or what makes the mistake so likely."
    ),
    source=_KLEIJ,
    bad=pick(*_PARIS, why="Correct, well spotted!"),
    good=pick(*_PARIS, why="It has been the seat of kings and parliaments for centuries."),
)
def lazy_feedback(item: Item) -> Iterator[Finding]:
    for at, text in item.feedback:
        if _is_lazy(text):
            yield item.found(
                at,
                "this feedback is a verdict or a pointer, and gives no reason",
                "say in a sentence or two why it is right, or what speaks against it",
            )


_LAZY = re.compile(
    r"^\W*(?:(?:that(?:’|')?s|that is|this is|you are|you’re|you're|it’s|it's|it is|sorry|yes"
    r"|no|not|"
    r"quite|well|very|absolutely|completely|partly|exactly|correct|incorrect|right|wrong|true"
    r"|false|good|"
    r"great|done|spotted|job|answer|the|a|an|try|again|see|above|below|the|text|chapter|section|"
    r"explanation|hint|nice|perfect|excellent|next|time|unfortunately)\b\W*)+$",
    re.IGNORECASE,
)


def _is_lazy(text: str) -> bool:
    return len(text) < 120 and bool(_LAZY.match(plain(text)))


@question_rule(
    title="Feedback should be a sentence at least.",
    why=(
        "In a handful of words there is room for a verdict, and none for a reason. Readers who "
        "were wrong are left with what they believed before."
    ),
    source=_KLEIJ,
    bad=pick(*_PARIS, why="Kings and parliaments met there."),
    good=pick(*_PARIS, why="It has been the seat of kings and parliaments for centuries."),
)
def short_feedback(item: Item) -> Iterator[Finding]:
    for at, text in item.feedback:
        count = len(words(text))
        if count < FEWEST_WORDS and not _is_lazy(text):
            yield item.found(
                at,
                f"this feedback has {count} words; a reason takes {FEWEST_WORDS} or more",
                "say why, in a sentence that would teach somebody who guessed",
            )


@question_rule(
    title="Feedback on a wrong option should credit what is sensible in it and name the mistake.",
    why=(
        "Who picks a wrong option has a reason. Feedback that meets it changes their mind; one "
        "that states the truth again leaves the mistake in place. That takes two clauses at least."
    ),
    source=f"{_KLEIJ}; Butler & Roediger (2008), on wrong options that teach",
    bad=fill(_FILL, capital="Paris") + _miss("Lyons is large, and is not the capital."),
    good=fill(_FILL, capital="Paris")
    + _miss(
        "Lyons was the capital of Roman Gaul, so it is a good guess; the kings of France later "
        "settled in the north."
    ),
)
def thin_feedback(item: Item) -> Iterator[Finding]:
    for at, text in _wrong_feedback(item):
        count = len(words(text))
        if FEWEST_WORDS <= count < FEWEST_WORDS_FOR_WRONG:
            yield item.found(
                at,
                f"this feedback on a wrong answer has {count} words; it takes about "
                f"{FEWEST_WORDS_FOR_WRONG} to credit what is sensible in it and name the mistake",
                "say what makes this choice tempting, and what it overlooks",
            )


def _wrong_feedback(item: Item) -> Iterator[tuple[Place, str]]:
    for choices in item.choices:
        for each in choices.wrong:
            yield (*each.at[:-1], "feedback"), each.feedback
    for at, text in item.feedback:
        if "misses" in at:
            yield at, text


@question_rule(
    title="Feedback should be no longer than a short paragraph.",
    why=(
        "Readers want to know why, and then go on. A long text under every option is skipped, "
        "and what is worth a long text is worth a place in the chapter."
    ),
    source="Shute (2008), Focus on formative feedback: keep it as simple as it can be",
    bad=fill(_FILL, capital="Paris").replace(
        "Why the word", "Because of this and that, " * 12 + "the word"
    ),
    good=fill(_FILL, capital="Paris"),
)
def long_feedback(item: Item) -> Iterator[Finding]:
    for at, text in item.feedback:
        count = len(words(text))
        if count > MOST_WORDS:
            yield item.found(
                at,
                f"this feedback has {count} words; readers take in about {MOST_WORDS}",
                "keep the reason, and link the rest with `section:`",
            )


@question_rule(
    title="Each option should have feedback of its own.",
    why=(
        "Two options are wrong for different reasons, or they are one option. The same text under "
        "both answers neither."
    ),
    source=_KLEIJ,
    bad=pick(*_PARIS, why=WRONG[0]),
    good=pick(*_PARIS),
)
def repeated_feedback(item: Item) -> Iterator[Finding]:
    seen: set[str] = set()
    for at, text in item.feedback:
        said = normal(text)
        if said in seen:
            yield item.found(
                at,
                "this feedback stands in this question already",
                "say what is particular about this answer",
            )
        seen.add(said)


@question_rule(
    title="Feedback should not open with the verdict.",
    why=(
        "The page writes “Right” or “Not right” before the feedback, in the reader's language. A "
        "verdict in the text says it twice, and may contradict the page where a question is "
        "edited later."
    ),
    source="The page writes the verdict; the text after it gives the reason",
    bad=pick(*_PARIS, why="Correct. It has been the seat of kings for many centuries."),
    good=pick(*_PARIS, why="It has been the seat of kings and parliaments for centuries."),
)
def verdict_first(item: Item) -> Iterator[Finding]:
    for at, text in item.feedback:
        if (found := _VERDICT.match(plain(text)[:80])) and not _is_lazy(text):
            yield item.found(
                at,
                f"this feedback opens with “{found[1]}”, and the page says so already",
                "begin with the reason",
            )


_VERDICT = re.compile(
    r"^\W*((?:that(?:’|')?s |that is |this is |you(?:’|')?re |you are )?"
    r"(?:not (?:quite|exactly|right|correct)|(?:quite |partly |exactly |absolutely )?"
    r"(?:correct|incorrect|right|wrong|true|false|yes|no)|partly|exactly|sorry|good|great"
    r"|well done))"
    r"\s*(?:[.!:;–—]|,(?! (?:one|but|and)\b))",
    re.IGNORECASE,
)


@question_rule(
    title="Texts should not refer to the place of an option.",
    why=(
        "Options are shown in a mixed order, on paper and on screen. “The first option” is another "
        "one for each reader."
    ),
    source="Haladyna, Downing & Rodriguez (2002), guideline 20: the place of the key varies",
    bad=pick(*_PARIS, why="Unlike the second option, this one has been a seat of kings."),
    good=pick(*_PARIS, why="Unlike Lyons, this city has been a seat of kings since long ago."),
)
def position_words(item: Item) -> Iterator[Finding]:
    if not item.choices or not getattr(item.question, "shuffle", True):
        return
    for at, text in item.texts:
        if at == ("prompt",) or word_set(text).isdisjoint(_POSITION_WORDS):
            continue
        if found := _POSITION.search(unquoted(text)):
            yield item.found(
                at,
                f"“{found[0]}” means another option for each reader: options are shuffled",
                "name the option by what it says, or add `shuffle: false`",
            )


_NAMES_OF_OPTIONS = terms(
    "option options answer answers choice choices reply replies statement statements reason reasons"
)
_POSITION_WORDS = _NAMES_OF_OPTIONS | terms("above below both neither")
_OPTION = r"(?:options?|answers?|choices?|repl(?:y|ies)|statements?|reasons?)"
_POSITION = re.compile(
    rf"\b(?:the|this) (?:first|second|third|fourth|fifth|last|middle|previous|next|top"
    rf"|bottom) {_OPTION}\b"
    rf"|\b{_OPTION} (?:above|below|number (?:one|two|three|four|\d))\b|\b(?:above"
    rf"|below) {_OPTION}\b"
    r"|\bthe (?:one|ones|other) (?:above|below)\b|\bboth of these\b|\bneither of these\b",
    re.IGNORECASE,
)


@question_rule(
    title="Texts should not call options by letters.",
    why=(
        "Options have no letters on the page, and stand in a mixed order. “Option B” sends readers "
        "looking for something that is not there."
    ),
    source="Haladyna, Downing & Rodriguez (2002), guideline 20: the place of the key varies",
    bad=pick(*_PARIS, why="Unlike option B, this city has been a seat of kings for centuries."),
    good=pick(*_PARIS, why="Unlike Lyons, this city has been a seat of kings since long ago."),
)
def letters_of_options(item: Item) -> Iterator[Finding]:
    if not item.choices:
        return
    for at, text in item.texts:
        if word_set(text).isdisjoint(_NAMES_OF_OPTIONS):
            continue
        if found := _LETTER.search(unquoted(text)):
            yield item.found(
                at,
                f"“{found[0]}” names an option by a letter, and options have none",
                "name it by what it says",
            )


_LETTER = re.compile(
    r"\b(?:[Oo]ptions?|[Aa]nswers?|[Cc]hoices?|[Rr]epl(?:y|ies)) \(?[A-F]\)?(?!\w|['’]\w)"
)


@question_rule(
    title="Feedback should speak of the answer, and neither praise nor scold the reader.",
    why=(
        "Praise of the person draws attention from the task to the self, and helps learning least "
        "of all feedback. Blame makes people stop. Both are out of place in a self-check that "
        "nobody else sees."
    ),
    source="Hattie & Timperley (2007), The power of feedback; Kluger & DeNisi (1996)",
    bad=pick(*_PARIS, why="Kings have lived here for centuries, so well done for knowing it."),
    good=pick(*_PARIS, why="Kings have lived here for centuries, and parliaments after them."),
)
def praise_or_blame(item: Item) -> Iterator[Finding]:
    for at, text in item.feedback:
        if word_set(text).isdisjoint(_PERSONAL_WORDS):
            continue
        if (found := _PERSONAL.search(unquoted(text))) and not _is_lazy(text):
            yield item.found(
                at,
                f"“{found[0]}” judges the reader",
                "say what is right or wrong about the answer",
            )


# One of these stands in each phrase below.
_PERSONAL_WORDS = terms(
    """
    done job thinking work one congratulations bravo clever smart brilliant good careless natural
    proud known know knows clearly obviously shame how silly
    """
)
_PERSONAL = re.compile(
    r"\b(?:well done|good (?:job|thinking|work for)|great (?:job|work|thinking)|nice (?:job"
    r"|work|one)"
    r"|congratulations|bravo|you(?:’|')?re (?:so )?(?:clever|smart|brilliant|good|careless"
    r"|a natural)"
    r"|you are (?:so )?(?:clever|smart|brilliant|careless)|clever (?:you|of you)|proud of you"
    r"|you should (?:have known|know (?:this|that|better))|you (?:clearly|obviously) (?:did"
    r"|have|do) ?n[o’']t"
    r"|shame on|how could you|any(?:body|one) (?:knows|should know)|everybody knows"
    r"|silly mistake|obviously wrong)\b",
    re.IGNORECASE,
)


@group_rule(
    "quiz",
    title="A question of a chapter's quiz should point at the section that explains the answer.",
    why=(
        "Feedback has room for the reason; the chapter has the context. Readers who were wrong "
        "go back to the text if a link leads to the place."
    ),
    source=f"{_KLEIJ}; Swart et al. (2019), on feedback straight after reading",
    bad=quiz(pick(*_PARIS), head="chapter: chapters/france.md"),
    good=quiz(pick(*_PARIS, more="section: capital"), head="chapter: chapters/france.md"),
)
def no_section(items: list[Item]) -> Iterator[Finding]:
    for item in items:
        if item.quiz.chapter and not item.question.section and item.question.scored:
            yield item.found(
                (),
                "no section of the chapter is named that explains the answer",
                "add `section:` with the id of a heading",
            )


@question_rule(
    title="The hint should not hold the answer.",
    why=(
        "A hint leads to the thinking. One that quotes the answer ends it, and readers who open it "
        "out of caution have nothing left to find."
    ),
    source="Roediger & Karpicke (2006): what is retrieved is remembered, what is shown less so",
    bad=fill(_FILL, "hint: Is it Paris or Lyons?", capital="Paris"),
    good=fill(_FILL, "hint: Which city do the railways run to?", capital="Paris"),
)
def answer_in_hint(item: Item) -> Iterator[Finding]:
    if not item.question.hint:
        return
    hint = normal(item.question.hint)
    for answer in item.answers:
        if normal(answer) in hint:
            yield item.found(
                ("hint",),
                f"the hint holds the answer, “{plain(answer)}”",
                "point to what would help to find it",
            )
            return
