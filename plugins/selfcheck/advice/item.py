"""A question as rules see it: with its quiz, its lists of options and its feedback at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from selfcheck.advice.readability import Counts, count
from selfcheck.advice.text import plain, word_set, words
from selfcheck.diagnostics import Place
from selfcheck.kinds.choice import Option
from selfcheck.kinds.fill_in.model import BLANK, FillIn
from selfcheck.kinds.question import Question
from selfcheck.kinds.true_false.model import TrueFalse
from selfcheck.quiz import Quiz

WORDS_OF_A_LONG_KEY = 3
"""Words from which a right option found elsewhere is no accident."""


class Finding(NamedTuple):
    """What a rule found: in which question, where in it, and what to tell the author."""

    item: Item
    at: Place
    message: str
    hint: str


class Choice(NamedTuple):
    """One option of a list: its place in the question, its text without Markdown, its worth."""

    at: Place
    text: str
    """Without Markdown."""
    correct: bool
    raw: str
    """As the author wrote it."""
    feedback: str


@dataclass(frozen=True)
class Choices:
    """A list of options of which at least one is right and one is wrong."""

    at: Place
    all: tuple[Choice, ...]
    many: bool
    """Whether the reader picks as many as they like."""

    @cached_property
    def right(self) -> list[Choice]:
        """The options that are right."""
        return [each for each in self.all if each.correct]

    @cached_property
    def wrong(self) -> list[Choice]:
        """The options that are not."""
        return [each for each in self.all if not each.correct]

    @property
    def key(self) -> Choice | None:
        """The right option, where exactly one is to be picked."""
        return None if self.many else self.right[0]

    @cached_property
    def length_ratio(self) -> float:
        """The mean length of right options, in characters, over that of wrong ones."""
        return _mean_length(self.right) / (_mean_length(self.wrong) or 1)

    @cached_property
    def mean_length(self) -> float:
        """The mean length of all options, in characters."""
        return _mean_length(self.all)


class Item:
    """A question and where it stands.

    Args:
        quiz_name: the name of the file that it is from, without the ending.
        quiz: that quiz.
        position: its place in the quiz, from 0.
    """

    def __init__(self, quiz_name: str, quiz: Quiz, position: int) -> None:
        self.quiz_name = quiz_name
        self.quiz = quiz
        self.position = position
        self.question: Question = quiz.questions[position]

    def found(self, at: Place, message: str, hint: str) -> Finding:
        """A finding at a place of this question."""
        return Finding(self, at, message, hint)

    @property
    def group(self) -> str:
        """The chapter that the question belongs to, or else its quiz."""
        return self.quiz.chapter or f"the quiz '{self.quiz_name}'"

    @cached_property
    def texts(self) -> tuple[tuple[Place, str], ...]:
        """Every Markdown text with its place."""
        return tuple(self.question.texts())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of these texts, in lower case: a quick look before a slow search."""
        return frozenset().union(*(word_set(text) for _, text in self.texts))

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first five letters of every word."""
        return frozenset(word[:5] for word in self.vocabulary)

    @cached_property
    def counts(self) -> tuple[tuple[Place, Counts], ...]:
        """What readability is reckoned from, for each of these texts."""
        return tuple((at, count(text.replace("{", " "))) for at, text in self.texts)

    @cached_property
    def feedback(self) -> tuple[tuple[Place, str], ...]:
        """Every text that is shown after an answer to one part of the question."""
        return tuple((at, text) for at, text in self.texts if "feedback" in at)

    @cached_property
    def stem(self) -> str:
        """What is asked, in Markdown: the prompt, and the text of a fill-in with `____` gaps."""
        question = self.question
        if isinstance(question, FillIn):
            return f"{question.prompt}\n\n{BLANK.sub('____', question.text)}"
        return question.prompt

    @cached_property
    def choices(self) -> tuple[Choices, ...]:
        """The lists of options among which the reader chooses, whatever the kind calls them."""
        return tuple(self._choices())

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """Words that are an answer on their own: those that a blank accepts, and long keys."""
        question = self.question
        if isinstance(question, FillIn):
            return tuple(word for blank in question.blanks.values() for word in blank.accept)
        keys = (choices.key for choices in self.choices)
        return tuple(key.raw for key in keys if key and len(words(key.raw)) >= WORDS_OF_A_LONG_KEY)

    @property
    def statement(self) -> TrueFalse | None:
        """The question, if its prompt is a statement to be judged."""
        return self.question if isinstance(self.question, TrueFalse) else None

    def _choices(self) -> Iterator[Choices]:
        for field, value in self.question:
            if not isinstance(value, list) or not value:
                continue
            if all(isinstance(each, Option) for each in value):
                rights = sum(each.correct for each in value)
                if 0 < rights < len(value):
                    # One right option in a list of this kind may still be chance.
                    many = rights > 1 or self.question.type == "multiple-choice"
                    yield Choices((field,), tuple(_choice((field,), value)), many)


def _choice(at: Place, options: list[Option]) -> Iterator[Choice]:
    for position, option in enumerate(options):
        yield Choice(
            (*at, position, "text"),
            plain(option.text),
            option.correct,
            option.text,
            option.feedback,
        )


def _mean_length(choices: list[Choice] | tuple[Choice, ...]) -> float:
    return sum(len(each.text) for each in choices) / (len(choices) or 1)


def groups(items: list[Item]) -> Iterator[tuple[str, list[Item]]]:
    """The questions of each chapter (or quiz without one) by its name, then those of all.

    The last group is left out where there is one chapter alone.
    """
    by_name: dict[str, list[Item]] = {}
    for item in items:
        by_name.setdefault(item.group, []).append(item)
    yield from by_name.items()
    if len(by_name) > 1:
        yield "all quizzes together", items
