"""Language: readable, respectful, careful with what is sensitive and with what is claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selfcheck.advice.examples import ASKED, claims, fill, judge, many, pick, quiz
from selfcheck.advice.item import Finding, Item
from selfcheck.advice.readability import LONG_SENTENCE, Counts, measure_all
from selfcheck.advice.rule import group_rule, question_rule
from selfcheck.advice.text import plain, sentences, terms, unquoted, word_set

HARD = 10
"""Flesch-Kincaid grade of a quiz that most adults still read with ease."""

MAX_LONG_SHARE = 0.10
"""Share of sentences that may be long."""

ENOUGH_SENTENCES = 10
"""Sentences from which the share of long ones means something."""

ENOUGH_WORDS = 100
"""Words from which the formulas say something: they were made for samples of this size."""

WORDS_OF_A_PASSAGE = 12
"""Words from which one text can be called the hardest."""

_BEES = ("They huddle in a cluster", "They fly to the south", "They dig into the soil")
_HARD_WORDS = (
    "Thermoregulation presupposes physiological adaptation. "
    "Individual metabolic intensification accelerates carbohydrate utilisation. "
    "Continuous positional reorganisation redistributes environmental exposure."
)


@group_rule(
    "quiz",
    title="A quiz should be easy to read.",
    why=(
        "Hard words and long sentences shut out readers who know the subject: those who read in a "
        "second language, or tired, or on a telephone. The formula is a smoke alarm: technical "
        "terms raise it, so look at the passage and judge for yourself."
    ),
    source="Kincaid et al. (1975); Flesch (1948)",
    bad=quiz(
        *(pick("What do bees do in cold weather?", *_BEES, why=_HARD_WORDS) for _ in range(3))
    ),
    good=quiz(
        *(
            pick(
                "What do bees do in cold weather?",
                *_BEES,
                why="Close together they lose less heat, and they shiver to make more of it.",
            )
            for _ in range(2)
        )
    ),
)
def hard_to_read(items: list[Item]) -> Iterator[Finding]:
    counted = [(item, at, counts) for item in items for at, counts in item.counts]
    whole = measure_all(counts for _, _, counts in counted)
    if whole.words < ENOUGH_WORDS or whole.grade <= HARD:
        return
    item, at, _ = max(counted, key=lambda each: _grade_of_passage(each[2]))
    yield item.found(
        at,
        f"the texts of this quiz are hard to read: grade {whole.grade:.1f} of Flesch and Kincaid; "
        f"{HARD} is a good limit",
        "shorten sentences and choose plainer words; this passage is the hardest",
    )


def _grade_of_passage(counts: Counts) -> float:
    measured = measure_all([counts])
    # In a few words the formula only weighs the letters of a name.
    return measured.grade if measured.words >= WORDS_OF_A_PASSAGE else 0


@group_rule(
    "quiz",
    title="Few sentences should be longer than 25 words.",
    why=(
        "Readers hold a sentence in mind until it ends. Beyond 25 words understanding drops, and a "
        "quiz is read word by word."
    ),
    source="GOV.UK content design: sentences of 25 words at most",
    bad=many(
        3,
        lambda _, topic: pick(
            ASKED.format(topic),
            *claims(topic),
            why=f"To know {topic} well, " + "you would read one book about it, " * 4 + "or so.",
        ),
    ),
    good=many(3, lambda _, topic: pick(ASKED.format(topic), *claims(topic))),
)
def long_sentences(items: list[Item]) -> Iterator[Finding]:
    found = [
        (item, at, length)
        for item in items
        for at, counts in item.counts
        for length in counts.sentences
    ]
    long = [each for each in found if each[2] > LONG_SENTENCE]
    if len(found) >= ENOUGH_SENTENCES and len(long) > MAX_LONG_SHARE * len(found):
        item, at, count = max(long, key=lambda each: each[2])
        yield item.found(
            at,
            f"{len(long)} of {len(found)} sentences of this quiz have more than {LONG_SENTENCE} "
            f"words; the longest, here, has {count}",
            "make two sentences of it",
        )


_STIGMA = (
    (r"commit(?:s|ted|ting)? suicide", "died by suicide"),
    (
        r"(?:un)?successful suicide|failed suicide|suicide attempt (?:failed|succeeded)",
        "a suicide attempt, a death by suicide",
    ),
    (r"the mentally ill|mental patients?", "people with mental health problems"),
    (r"schizophrenics?(?! (?:spectrum|disorder|symptom))", "people with schizophrenia"),
    (
        r"(?:a|an|the|these|those|many|most|some|two) borderlines?(?= (?:is|are|who|will|may"
        r"|can|patients?|clients?)|[.,;!?]|$)|borderline (?:patients?|clients?)",
        "people with a diagnosis of borderline personality disorder",
    ),
    (r"suffer(?:s|ed|ing)? from", "has, lives with"),
    (
        r"afflicted (?:with|by)|victims? of (?:depression|anxiety|schizophrenia|psychosis)",
        "has, lives with",
    ),
    (
        r"manipulative (?:client|patient|person|people|clients|patients|behaviour|behavior)",
        "what the person does, and what for",
    ),
    (r"attention[- ]seek(?:ing|ers?)", "seeking contact, or support"),
    (
        r"non-?compliant|noncompliance|non-compliance",
        "what the person does or does not do, and why",
    ),
    (
        r"(?:resistant|difficult|untreatable|unmotivated|needy) (?:clients?|patients?)",
        "what happens between the two, as in “a client who disagrees”",
    ),
    (
        r"(?:drug )?addicts?|substance abusers?|junk(?:y|ies?)|alcoholics?(?! anonymous)",
        "a person with an addiction",
    ),
    (
        r"(?:the|a|an) (?:psychotic|neurotic|anorexic|bulimic|psychopath|autist)s?(?= (?:is"
        r"|are|who|will|may|can)|[.,;!?]|$)",
        "a person with psychosis (neurosis, ...)",
    ),
    (r"crazy|lunatics?|madm[ae]n|insane|nutcases?", "say what is meant"),
    (r"wheelchair[- ]bound|confined to a wheelchair", "uses a wheelchair"),
)
_STIGMA_ANY = re.compile(
    r"\b(?:" + "|".join(f"(?P<w{n}>{pattern})" for n, (pattern, _) in enumerate(_STIGMA)) + r")\b",
    re.IGNORECASE,
)
# How the words of these phrases begin (five letters, or the whole word): a quick look first.
_STIGMA_BEGINNINGS = terms(
    """
    suici menta schiz borde suffe affli victi manip atten non non-c nonco resis diffi untre unmot
    needy addic abuse subst junk junki junky junks alcoh psych neuro anore bulim autis crazy lunat
    madma madme insan nutca wheel
    """
)


@question_rule(
    title="Words should not label people by a condition, or blame them for it.",
    why=(
        "Such words make people who have a condition feel judged, and keep some from seeking help; "
        "they also teach clinicians in training to speak so. What somebody says in quotation marks "
        "is left alone."
    ),
    source="APA (2020), Publication manual, chapter 5; Samaritans' Media guidelines; WHO (2023)",
    bad=fill(
        "People who committed suicide were buried outside the {a}.",
        "content-note: Mentions suicide.",
        a="churchyard",
    ),
    good=fill(
        "People who died by suicide were buried outside the {a}.",
        "content-note: Mentions suicide.",
        a="churchyard",
    ),
)
def stigmatizing_language(item: Item) -> Iterator[Finding]:
    if item.beginnings.isdisjoint(_STIGMA_BEGINNINGS):
        return
    for at, text in item.texts:
        for found in _STIGMA_ANY.finditer(unquoted(text)):
            group = found.lastgroup or "w0"
            yield item.found(
                at,
                f"“{found[0]}” labels or blames people",
                f"better: {_STIGMA[int(group[1:])][1]}; put in quotation marks what somebody says",
            )


_SENSITIVE = re.compile(
    r"\b(?:suicid\w*|self-?\s?harm\w*|self-?injur\w*|overdos\w*|rap(?:e[sd]?|ist)"
    r"|sexual(?:ly)? (?:abus|assault)\w*"
    r"|assault(?:s|ed|ing)?|(?:kill|hurt|harm)(?:s|ed|ing)? (?:my|him|her|them|your"
    r"|one)sel(?:f|ves)"
    r"|(?:end(?:s|ed|ing)?|tak(?:e|es|ing)|took) (?:my|his|her|their|your"
    r"|one['’]s) (?:own )?li(?:fe|ves)"
    r"|(?:child|domestic|physical|emotional|elder)(?: and \w+)? abuse|abus(?:ed|er|ers|ive)"
    r"|abuse(?! of (?:power|trust|authority|position|the)| alcohol| drugs))\b",
    re.IGNORECASE,
)


_SENSITIVE_BEGINNINGS = terms(
    """
    suici self- selfh selfi harm harme harmi harms injur overd rape raped rapes rapis sexua assau
    kill kille killi kills hurt hurti hurts life lives abuse abusi
    """
)


@question_rule(
    title="A question that touches on suicide, self-harm, abuse or assault should carry a note.",
    why=(
        "Readers cannot know what the next question is about, and for some it is their own life. "
        "A note does not lessen distress, as trials have shown; it leaves the choice of when to "
        "read on to the reader."
    ),
    source="Bridgland, Jones & Bellet (2024), on content notes; Samaritans' Media guidelines",
    bad=fill("A client who speaks of suicide is asked about it {a}.", a="directly"),
    good=fill(
        "A client who speaks of suicide is asked about it {a}.",
        "content-note: Mentions suicidal thoughts.",
        a="directly",
    ),
)
def sensitive_without_note(item: Item) -> Iterator[Finding]:
    if item.question.content_note or item.beginnings.isdisjoint(_SENSITIVE_BEGINNINGS):
        return
    for at, text in item.texts:
        if found := _SENSITIVE.search(plain(text)):
            yield item.found(
                at,
                f"“{found[0]}” may touch readers' own lives, and nothing warns them",
                "add `content-note:` to the question, in a few calm words",
            )
            return


_STRONG = terms(
    """
    ensure ensures ensured guarantee guarantees guaranteed prove proves proved proven
    essential leads cures cure
    """
)
_OVERCLAIM = re.compile(
    r"\b(?:ensures?d?|guarantee[sd]?|prove[sdn]?|always leads? to|essential (?:to|for)|cures?)\b",
    re.IGNORECASE,
)
_CLAIMED = terms(
    """
    therapy therapies relationship relationships alliance alliances treatment treatments cbt
    psychotherapy trust rapport empathy
    """
)
_DENIED = re.compile(
    r"\b(?:no|not|nor|never|nothing|nobody|none|neither|cannot|without|hardly|rarely|seldom"
    r"|whether|if|claims?|"
    r"claimed|far from|overstates?|too strong|belief|believe|suggests?|promis\w+)\b|n[’']t\b|\?",
    re.IGNORECASE,
)


@question_rule(
    title="Do not claim that a therapy or a relationship ensures, guarantees or proves something.",
    why=(
        "Studies of therapy find associations, with wide overlap between people. “Ensures” and "
        "“proves” promise readers, some of them clients, what nobody can keep."
    ),
    source="Flückiger et al. (2018): alliance and outcome are associated, r = .28, about 8% shared",
    bad=judge(
        "A warm bond between two people is part of the work.",
        True,
        more="explanation: A good relationship ensures that the work succeeds.",
    ),
    good=judge(
        "A warm bond between two people is part of the work.",
        True,
        more="explanation: A good relationship goes with better outcomes on average.",
    ),
)
def overclaim(item: Item) -> Iterator[Finding]:
    if item.vocabulary.isdisjoint(_STRONG):
        return
    wrong = {each.at for choices in item.choices for each in choices.wrong}
    for at, text in item.texts:
        if word_set(text).isdisjoint(_STRONG) or at in wrong:
            continue  # a wrong option may well claim too much: that is what is wrong with it
        if item.statement is not None and at == ("prompt",) and not item.statement.answer:
            continue
        for sentence in sentences(unquoted(text)):
            found = _OVERCLAIM.search(sentence)
            if (
                found
                and not _CLAIMED.isdisjoint(word_set(sentence))
                and not _DENIED.search(sentence)
            ):
                yield item.found(
                    at,
                    f"“{found[0]}” claims more than studies of therapy can show",
                    "say what goes with what, and how strongly: “is associated with”, “may help”",
                )
                break


_HOLDS_DIGIT = re.compile(r"\d").search
_FIGURE = re.compile(
    r"(?<!\w)[rdgkNn] ?[=≈<>] ?[-−]?\d*\.?\d|\bOR ?= ?\d|\d+(?:\.\d+)? ?(?:%|per ?cent\b)"
)


@question_rule(
    title="A figure from research should have its source.",
    why=(
        "A number is believed and repeated. Without a source nobody can see how it was found, or "
        "mend it when better studies appear."
    ),
    source="APA (2020), Publication manual: facts and figures are cited where they stand",
    bad=fill("In winter about 30% of bee colonies are {a}.", a="lost"),
    good=fill("In winter about 30% of bee colonies are {a}.", "sources: [seeley1985]", a="lost"),
)
def figure_without_source(item: Item) -> Iterator[Finding]:
    if item.question.sources or not any(_HOLDS_DIGIT(text) for _, text in item.texts):
        return
    for at, text in item.texts:
        found = _FIGURE.search(text)
        if found and "@" not in text and "[[=" not in text:
            yield item.found(
                at,
                f"“{found[0].strip()}” is a figure, and the question names no source",
                "add `sources:` to the question, or a citation beside the figure",
            )
            return
