"""Cases in which a rule could be wrong: what it must report, and what it must leave alone."""

from __future__ import annotations

import pytest

from selfcheck.advice.examples import fill, judge, match, order, pick, quiz, tick
from selfcheck.advice.kinds import _spellings
from selfcheck.advice.text import plain, question_sentence, sentences, stems, unquoted, words
from tests.advice.helpers import codes, problems

BEES = ("They huddle in a cluster", "They fly to the south", "They dig into the soil")


def asked(prompt: str) -> set[str]:
    return codes(pick(prompt, *BEES))


def explained(text: str) -> set[str]:
    return codes(judge("Bees eat stored honey in winter.", True, more=f'explanation: "{text}"'))


@pytest.mark.parametrize(
    ("prompt", "negative"),
    [
        ("Which of these do bees not do in winter?", True),
        ("What do bees never do in cold weather?", True),
        ("All of these are true of bees except which one?", True),
        ("Which of these is the least likely in winter?", True),
        ("Which of these isn't a thing that bees do?", True),
        ("What do bees do when they have not eaten?", False),
        ("What do bees do in at least one winter?", False),
        ("“Why not fly south?” asks the wasp. What does the bee do then?", False),
        ("Bees do not fly in winter. What do they do in the cold?", False),
        ("Which of these do bees NOT do in winter?", False),
        ("Which of these do bees **not** do in winter?", False),
    ],
)
def test_negative_stem(prompt: str, negative: bool) -> None:
    assert ("negative-stem" in asked(prompt)) is negative


@pytest.mark.parametrize(
    ("prompt", "asks"),
    [
        ("Bees in winter, when it is cold", False),
        ("In winter, when it is cold, bees:", True),
        ("In winter, when it is cold, bees will ____ together", True),
        ("What do bees do in winter? Choose the best answer.", True),
        ("What does the bee mean by “How do you do?”", True),
        ("Pick what bees do in the cold of winter.", True),
    ],
)
def test_no_question(prompt: str, asks: bool) -> None:
    assert ("no-question" not in asked(prompt)) is asks


@pytest.mark.parametrize(
    ("wrong", "reported"),
    [
        ("They always fly to the south", True),
        ("They do not always fly south", False),
        ("They sleep every few hours", False),
        ("They only fly to the south", True),
        ("They fly not only at night", False),
        ("They are all right by night", False),
    ],
)
def test_absolute_in_distractors(wrong: str, reported: bool) -> None:
    found = codes(pick("What do bees do in cold weather?", BEES[0], wrong, BEES[2]))
    assert ("absolute-in-distractors" in found) is reported


def test_absolute_in_the_right_option_too_is_no_clue() -> None:
    question = pick(
        "What do bees do in cold weather?", "They all huddle together", "They all fly away", BEES[2]
    )
    assert "absolute-in-distractors" not in codes(question)


def test_short_options_are_not_compared_by_length() -> None:
    assert "longest-is-right" not in codes(
        pick("In which season do bees form a cluster?", "In winter", "In May", "In June")
    )


def test_echo_counts_word_families_and_only_the_key() -> None:
    prompt = "Why do bees form clusters in cold weather?"
    echo = pick(prompt, "Clustering keeps them warm", "Honey ripens sooner", "Guards see further")
    assert "echo-of-prompt" in codes(echo)
    both = pick(prompt, "A cluster keeps them warm", "A cluster ripens honey", "Guards see further")
    assert "echo-of-prompt" not in codes(both)


@pytest.mark.parametrize(
    "option", ["All of the above", "None of these", "Both of the above", "none of the others"]
)
def test_all_of_the_above(option: str) -> None:
    assert "all-of-the-above" in codes(pick("What do bees do in winter?", *BEES[:2], option))


def test_nothing_of_the_kind_in_plain_words() -> None:
    kept = pick("What do bees do in winter?", "They eat all of the honey", *BEES[1:])
    assert "all-of-the-above" not in codes(kept)


@pytest.mark.parametrize("option", ["A and C only", "Both A and B", "(B) or (C)", "1 and 3"])
def test_combined_options(option: str) -> None:
    assert "combined-options" in codes(pick("What do bees do in winter?", *BEES[:2], option))


@pytest.mark.parametrize(
    "option", ["A drone and a queen", "I and my sisters fly", "C-shaped combs"]
)
def test_options_that_only_look_combined(option: str) -> None:
    assert "combined-options" not in codes(pick("What do bees do in winter?", *BEES[:2], option))


@pytest.mark.parametrize(
    ("feedback", "code"),
    [
        ("Correct!", "lazy-feedback"),
        ("No, see above.", "lazy-feedback"),
        ("Not quite, try again.", "lazy-feedback"),
        ("Honey is sweet and keeps.", "short-feedback"),
        ("Right: bees huddle together as soon as the nights grow cold.", "verdict-first"),
        ("Not quite. Bees huddle together as soon as nights are cold.", "verdict-first"),
        ("Unlike the last option, this one names what bees really do.", "position-words"),
        ("Compare it with option B, which says what birds do in winter.", "letters-of-options"),
        ("Good thinking: bees huddle together when the nights grow cold.", "praise-or-blame"),
        ("In question 3 you learned what bees do when the nights are cold.", "hangs-on-another"),
    ],
)
def test_feedback(feedback: str, code: str) -> None:
    found = codes(pick("What do bees do in cold weather?", *BEES, why=feedback))
    family = {
        "lazy-feedback", "short-feedback", "verdict-first", "position-words", "letters-of-options",
        "praise-or-blame", "hangs-on-another",
    }  # fmt: skip
    assert found & family == {code}


@pytest.mark.parametrize(
    "feedback",
    [
        "The air above 100 °C is dry, and the days below zero are few in that place.",
        "No single bee could keep warm, so they take turns on the outside of the cluster.",
        "Right from the first cold night, bees huddle together around the queen.",
        "True friends of bees leave the hive alone as long as the cold of winter lasts.",
        "She says “option B”, and means the other hive at the far end of the garden.",
        "Wrong turns are rare: a bee finds its way home by the sun and by landmarks.",
    ],
)
def test_feedback_that_only_looks_like_it(feedback: str) -> None:
    question = pick("What do bees do in cold weather?", *BEES, why=feedback)
    assert codes(question) <= {"absolute-in-distractors"}


def test_places_of_options_stay_where_they_are_without_shuffling() -> None:
    why = "Unlike the last option, this one names what bees really do in winter."
    question = pick("What do bees do in cold weather?", *BEES, why=why, more="shuffle: false")
    assert "position-words" not in codes(question)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("6 legs", "4 legs", "8 legs"), "unsorted-numbers"),
        (("1 to 5 days", "5 to 9 days", "10 to 14 days"), "overlapping-ranges"),
        (("To keep warm", "Eating honey", "Closing gaps"), "mixed-openings"),
        (("“I huddle”", "They fly south", "They dig deep"), "mixed-openings"),
        (("They huddle.", "They fly", "They dig"), "mixed-punctuation"),
        (("huddle", "Fly", "Dig"), "mixed-capitals"),
        (("Pollen", "Pollen and wax", "Seeds"), "option-inside-option"),
    ],
)
def test_options(options: tuple[str, ...], code: str) -> None:
    assert code in codes(pick("What do the bees of a hive do?", *options, more="shuffle: false"))


@pytest.mark.parametrize("options", [("4 legs", "6 legs", "8 legs"), ("9", "5", "1")])
def test_numbers_in_order_are_fine(options: tuple[str, ...]) -> None:
    question = pick("How many legs has a bee of any kind?", *options, more="shuffle: false")
    assert "unsorted-numbers" not in codes(question)


def test_quotations_bring_their_own_full_stops() -> None:
    question = pick("What does the bee say to it?", "“I huddle.”", "“I fly”", "“I dig”")
    assert "mixed-punctuation" not in codes(question)


@pytest.mark.parametrize(
    ("statement", "two"),
    [
        ("Bees stay in, and they eat honey.", True),
        ("Bees huddle because it is cold.", True),
        ("Bees eat honey and pollen in winter.", False),
        ("Bees and wasps are insects.", False),
        ("“I stay in, and I eat,” says the bee in winter.", False),
    ],
)
def test_two_claims(statement: str, two: bool) -> None:
    assert ("two-claims" in codes(judge(statement, True))) is two


@pytest.mark.parametrize(
    ("step", "reported"),
    [
        ("First, warm the room", True),
        ("Then close the door", True),
        ("Step 2: close the door", True),
        ("First names are exchanged", False),
        ("Thank the last speaker", False),
    ],
)
def test_step_says_its_place(step: str, reported: bool) -> None:
    found = codes(order("Put the steps in order of time.", step, "Go in", "Come out"))
    assert ("step-says-its-place" in found) is reported


def test_pairs_that_share_a_partner_are_not_one_to_one() -> None:
    shared = match("Match each animal to its home.", Bees="hive", Wasps="nest", Birds="nest")
    assert "one-to-one" not in codes(shared)


def test_number_of_right_options_may_be_said() -> None:
    question = tick("Which two of these are insects here?", ["Bees", "Ants"], ["Newts", "Crabs"])
    assert "choose-all-not-said" not in codes(question)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("behaviour", ["behavior"]),
        ("generalization", ["generalisation"]),
        ("recognise", ["recognize"]),
        ("exercise", []),
        ("promise", []),
        ("praise", []),
        ("supervision", []),
        ("our", []),
        ("four", []),
    ],
)
def test_spellings(word: str, other: list[str]) -> None:
    assert list(_spellings(word)) == other


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Her uncle committed suicide when she was ten.", True),
        ("“He committed suicide,” she says about her uncle.", False),
        ('\\"He committed suicide,\\" she says of her uncle.', False),
        ("‘He’s an addict,’ she says.", False),
        ("He's an addict, she's told.", True),
        ("Many borderlines are told so.", True),
        ("This is a borderline case.", False),
        ("The borderline between the two is thin.", False),
        ("Work with a resistant client is hard.", True),
        ("Compliance and attention are welcome.", False),
        ("Schizophrenic symptoms may fade.", False),
    ],
)
def test_stigmatizing_language(text: str, reported: bool) -> None:
    assert ("stigmatizing-language" in explained(text)) is reported


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("A client speaks of suicide.", True),
        ("“I want to end my life,” says Amara.", True),
        ("He was abused as a boy.", True),
        ("That is an abuse of power.", False),
        ("Her life has changed.", False),
        ("Overly long sessions are an assault.", True),
        ("She grapes at straws.", False),
    ],
)
def test_sensitive_without_note(text: str, reported: bool) -> None:
    assert ("sensitive-without-note" in explained(text)) is reported


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("A good alliance guarantees a good outcome.", True),
        ("No therapist can guarantee a good outcome of therapy.", False),
        ("The key guarantees that the door opens.", False),
        ("“Therapy guarantees success,” says the advert.", False),
        ("A correlation does not prove that the relationship heals.", False),
    ],
)
def test_overclaim(text: str, reported: bool) -> None:
    assert ("overclaim" in explained(text)) is reported


def test_wrong_options_and_false_statements_may_claim_too_much() -> None:
    prompt = "What do studies say about the alliance in therapy?"
    wrong = pick(prompt, "It goes with outcome", "Therapy guarantees it", "It means little")
    assert "overclaim" not in codes(wrong)
    assert "overclaim" not in codes(judge("A good relationship ensures success.", False))


def test_answers_in_other_prompts_are_found_in_the_same_quiz() -> None:
    leak = quiz(
        fill("In winter bees form a dense {a} together.", a="cluster"),
        judge("Bees in a cluster change places.", True),
    )
    [found] = [each for each in problems(leak) if each.code == "answer-in-another-prompt"]
    assert found.at == ("questions", 1, "prompt")


def test_plain() -> None:
    assert plain("**A** [link](x.md), `code`, [[alliance|allies]] [@a1979; @b1980].") == (
        "A link, code, allies."
    )
    assert plain("> quoted\n\n- one\n- two") == "quoted\none\ntwo"
    assert plain("a ____ b snake_case") == "a ____ b snake_case"


def test_words_sentences_and_stems() -> None:
    assert words("It’s a *well-known* fact: 3 bees!") == (
        "it’s",
        "a",
        "well-known",
        "fact",
        "3",
        "bees",
    )
    assert sentences("Dr. Bee, e.g. the tall one, left. “Why?” She asked!\n\nBye") == (
        "Dr. Bee, e.g. the tall one, left.", "“Why?”", "She asked!", "Bye",
    )  # fmt: skip
    assert stems("Clusters clustering the clustered") == stems("cluster")


def test_unquoted_and_the_question() -> None:
    assert "here" not in unquoted("He says ‘it’s here’ and “here” and goes.\n\n> here too")
    assert "don't" in unquoted("I don't see the bees' hive")
    assert question_sentence("“Why?” she asks. What now? Choose all that apply.") == "What now?"
    assert question_sentence("“Why?”") == "“Why?”"
