"""The formulas, and the syllables that they rest on."""

from __future__ import annotations

import pytest

from selfcheck.advice.readability import measure, syllables

# Counted by hand.
COUNTED = """
idea 3 about 2 again 2 client 2 science 2 therapy 3 therapist 3 relationship 4 alliance 3
behaviour 3 behavioural 4 cognitive 3 psychotherapy 5 session 2 trust 1 people 2 person 2
experience 4 quiet 2 create 2 created 3 being 2 something 2 sometimes 2 useful 2 wanted 2 needed 2
asked 1 talked 1 agreed 2 little 2 table 2 handle 2 possible 3 responsible 4 area 3 real 1
really 2 reality 4 variety 4 society 4 anxiety 4 boundary 3 violation 4 decision 3 question 2
confidential 4 confidentiality 7 goes 1 does 1 makes 1 changes 2 pages 2 houses 2 noticed 2
practice 2 practised 2 even 2 every 2 different 3 evidence 3 feelings 2 open 2 only 2 over 2
other 2 once 1 whole 1 while 1 before 2 outside 2 someone 2 somewhere 2 careful 2 statement 2
agreement 3 reasonable 4 association 5 supervision 4 curious 3 previous 3 various 3 serious 3
value 2 continue 3 usual 3 actually 4 usually 4 situation 4 individual 5 diary 3 trial 2 lion 2
poem 2 reply 2 replied 2 tried 1 cries 1 studies 2 worries 2 rhythm 2 empathy 3 rupture 2 repair 2
disclosure 3 measure 2 pressure 2 mine 1 client's 2 therapists 3 don't 1 didn't 2 isn't 2
couldn't 2 you're 1 homework 2 resistance 3 ambivalence 4 transference 3 countertransference 5
schema 2 criteria 4 data 2 media 3 phenomenon 4 outcome 2 therefore 2 likely 2 safely 2
definitely 4 immediately 5 meaningful 3 hopeful 2 going 2 doing 2 seeing 2 saying 2 playing 2
flying 2 trying 2 client-side 3 self-harm 2 fire 1 hour 1 our 1 power 2 the 1 he 1 be 1 apple 2
people's 2 acknowledge 3 acknowledged 3 bridged 1 judged 1 rude 1 include 2 included 3 planned 1
expected 3 accepted 3 loved 1 moved 1 used 1 raised 1 closed 1 focused 2 discussed 2 explained 2
validated 4 invited 3 started 2 added 2 loaded 2 said 1 says 1 thought 1 through 1 rationale 4
maybe 2 anyone 3 everyone 3 shame 1 blameless 2 careless 2 homeless 2 somebody 3 beyond 2 player 2
loyal 2 element 3 implement 3 settlement 3 business 2 dialogue 3 unique 2 argue 2 unhelpful 3
million 2 opinion 3 religious 3 patient 2 efficient 3 marriage 2 appreciate 4 negotiate 4
initial 3 special 2 audience 3 theory 3 video 3 racism 3 mechanism 4 suicide 3 influence 3
continuous 4 evaluate 4 language 2 friend 1 believe 2 review 2 field 1 period 3 medium 3 violent 3
react 2 settled 2 handled 2 needs 1 clothes 1 breathes 1 judges 2 offices 3 wishes 2 passes 2
boxes 2 mixed 1 fixed 1 wished 1 watched 1 coached 1 hoped 1 named 1 feared 1 shared 1 worried 2
carried 2 varied 2 married 2 studied 2 allied 2 sees 1 free 1 freely 2 three 1 eye 1 eyes 1 sure 1
surely 2 use 1 uses 2 close 1 closely 2 hopeless 2 evening 2 interest 3 camera 3 memory 3 family 3
general 3 separate 3 literature 4 chocolate 3 vegetable 4 walked 1 rated 2 guided 2 extended 3
intended 3 attitude 3 gratitude 3 hostile 2 fragile 2 file 1 smile 1 couple 2 title 2 cycle 2
noble 2 simple 2 example 3 trouble 2 double 2 style 1 type 1 types 1 rules 1 roles 1 tables 2
principles 3 articles 3 obstacles 3 vehicles 3 tools 1
"""


def counted() -> dict[str, int]:
    parts = COUNTED.split()
    return dict(zip(parts[::2], map(int, parts[1::2]), strict=True))


def test_syllables_of_common_words() -> None:
    wrong = {word: syllables(word) for word, count in counted().items() if syllables(word) != count}
    assert len(wrong) <= 0.02 * len(counted()), wrong


def test_formulas_as_published() -> None:
    # Two sentences, 8 words, 10 syllables.
    measured = measure("The cat sat on the table. It was happy.")
    assert measured.words == 9
    assert measured.mean_sentence == 4.5
    assert measured.grade == pytest.approx(0.39 * 4.5 + 11.8 * 11 / 9 - 15.59)
    assert measured.ease == pytest.approx(206.835 - 1.015 * 4.5 - 84.6 * 11 / 9)


def test_long_sentences_are_a_share() -> None:
    assert measure("One two. And " + "word " * 26 + ".").long_share == 0.5


def test_harder_text_measures_harder() -> None:
    easy = measure("The dog ran home. It was late and he was tired.")
    hard = measure("Notwithstanding institutional considerations, accountability varies.")
    assert easy.grade < hard.grade
    assert easy.ease > hard.ease


@pytest.mark.parametrize("text", ["", " ", "...", "123 456", "****", "\n\n"])
def test_text_without_words_measures_nothing(text: str) -> None:
    assert measure(text).words == 0


def test_markdown_is_no_part_of_the_prose() -> None:
    assert measure(
        "**The** [dog](https://example.org/a-long-address) ran [@smith2000]."
    ) == measure("The dog ran.")


def test_list_entries_are_sentences_of_their_own() -> None:
    assert measure("- one word\n- two words\n- three words").mean_sentence == 2


def test_parts_of_a_word() -> None:
    assert syllables("self-harm") == 2
    assert syllables("naïve") >= 1
    assert syllables("東京") == 1
