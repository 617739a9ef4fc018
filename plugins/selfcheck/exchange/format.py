"""What a foreign format is: how it is written and read, and what it can't carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from selfcheck.exchange.texts import Texts
from selfcheck.kinds.fill_in.model import FillIn
from selfcheck.kinds.highlight.model import Highlight
from selfcheck.kinds.question import Question
from selfcheck.kinds.single_choice.model import SingleChoice
from selfcheck.kinds.true_false.model import TrueFalse
from selfcheck.quiz.bank import BankEntry

Part = Literal[
    "hint",
    "explanation",
    "content-note",
    "feedback",
    "misses",
    "partial-credit",
    "fixed-order",
    "play",
    "filing",
]

PARTS: dict[Part, str] = {
    "hint": "the hint",
    "explanation": "the explanation",
    "content-note": "the warning before the question",
    "feedback": "the feedback of each entry",
    "misses": "the feedback on expected wrong words",
    "partial-credit": "the credit for a part of the answer",
    "fixed-order": "the order of the options",
    "play": "the way it is answered: it becomes a task to write or think about",
    "filing": "objective, level, section, sources, covers and waivers",
}
"""What a format may leave behind of a question, and how people are told."""

Support = Literal["whole", "partly", "not"]


@dataclass(frozen=True)
class Loss:
    """Something of a question that a format can't carry."""

    quiz: str
    question: str
    part: Part

    def __str__(self) -> str:
        return f"{self.quiz}/{self.question}: left behind {PARTS[self.part]}"


@dataclass(frozen=True)
class Export:
    """What was written, and what was left behind, by question."""

    content: bytes
    losses: list[Loss]


@dataclass(frozen=True)
class Note:
    """Something of a foreign file that a person should know of: not understood, or left out.

    `line` counts from 1, and is 0 where the format has no lines.
    """

    line: int
    message: str


@dataclass(frozen=True)
class Imported:
    """One quiz as it was found: plain data in the quiz language, complete or not."""

    name: str
    """A name for its file, without ending: lower-case letters, digits and single hyphens."""
    data: dict[str, Any]
    notes: list[Note] = field(default_factory=list)


class UnreadableInputError(Exception):
    """A foreign file can't be read at all, or must not be; the message says why."""


Writer = Callable[..., bytes]
"""Writes quizzes, given as entries and texts; the same quizzes give the same bytes.
One that is `passable` takes `mastery` too, the score from 0 to 1 that passes."""
Reader = Callable[[bytes, str], list[Imported]]
"""Reads a file's content; the second argument is the file's stem.

Raises:
    UnreadableInputError: for what is broken or hostile.
"""


@dataclass(frozen=True)
class Format:
    """One foreign format.

    `leaves` says, for each kind of question, what the format can't carry; a kind
    that is missing can't be written at all. The losses of an export, the table in
    the documentation and the tests all come from it.
    """

    name: str
    """As on the command line: `moodle-xml`."""
    title: str
    """As people call it: `Moodle XML`."""
    suffix: str
    """The ending of its files, with the dot."""
    media_type: str
    used_by: str
    """Programs that take it, in a few words."""
    leaves: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    write: Writer | None = None
    read: Reader | None = None
    passable: bool = False
    """Whether it can say from which score on a learner has passed."""

    def support(self, kind: str) -> Support:
        """How much of a kind of question it carries, for a reader; filing is not counted."""
        if kind not in self.leaves:
            return "not"
        return "partly" if set(self.leaves[kind]) - {"filing"} else "whole"

    def export(
        self, entries: Sequence[BankEntry], texts: Texts, mastery: float | None = None
    ) -> Export:
        """Write quizzes, and tell what of them was left behind.

        Args:
            entries: the quizzes.
            texts: the book and the language.
            mastery: the score from 0 to 1 that passes, in a format that is `passable`.

        Raises:
            ValueError: the format can't be written, or can't say who passes.
        """
        if self.write is None:
            raise ValueError(f"{self.name} can't be written")
        if mastery is not None and not self.passable:
            raise ValueError(f"{self.name} can't say who passes")
        more = {} if mastery is None else {"mastery": mastery}
        return Export(self.write(entries, texts, **more), list(losses(self, entries)))


def losses(format: Format, entries: Sequence[BankEntry]) -> Iterator[Loss]:
    """What of these quizzes the format can't carry: only parts that the questions have."""
    for entry in entries:
        for question in entry.quiz.questions:
            for part in format.leaves.get(question.type, ("play",)):
                if has(question, part):
                    yield Loss(entry.name, question.id, part)


def has(question: Question, part: Part) -> bool:
    """Whether a question has something of this part, so that it can be lost."""
    match part:
        case "hint" | "explanation":
            return bool(getattr(question, part))
        case "content-note":
            return bool(question.content_note)
        case "misses":
            return isinstance(question, FillIn) and any(
                blank.misses for blank in question.blanks.values()
            )
        case "feedback":
            return not isinstance(question, Highlight) or any(
                turn.feedback for turn in question.turns
            )
        case "fixed-order":
            return getattr(question, "shuffle", True) is False
        case "partial-credit":
            return question.scored and not _all_or_nothing(question)
        case "filing":
            return any(
                (
                    question.objective,
                    question.level,
                    question.section,
                    question.sources,
                    question.covers,
                    question.waive,
                )
            )
        case "play":
            return True


def _all_or_nothing(question: Question) -> bool:
    """Whether an answer is right or wrong and nothing between: there is one part alone."""
    match question:
        case SingleChoice():
            return True
        case TrueFalse():
            return not question.because
        case FillIn():
            return len(question.blanks) == 1
    return False
