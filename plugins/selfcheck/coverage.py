"""Coverage: what deals with each claim, and what tests each learning objective."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from selfcheck.book import Chapter
from selfcheck.book.claims import Claim
from selfcheck.kinds.question import Question
from selfcheck.project import Project, Target
from selfcheck.quiz.bank import BankEntry

Asked = tuple[BankEntry, int, Question]
"""A question: its quiz, its number there from 1, and itself."""


@dataclass(frozen=True)
class ClaimCoverage:
    """Where the book deals with one claim."""

    claim: Claim
    sections: list[Target] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)

    @property
    def missing(self) -> str:
        """What is still missing, in words; empty if nothing is."""
        if not self.sections:
            return "no section"
        return "no question" if self.claim.question and not self.questions else ""


@dataclass(frozen=True)
class ObjectiveCoverage:
    """The questions that test one learning objective."""

    chapter: Chapter
    id: str
    words: str
    questions: list[Asked] = field(default_factory=list)

    @property
    def missing(self) -> str:
        """What is still missing, in words: an objective wants two questions."""
        return "" if len(self.questions) >= 2 else f"{len(self.questions)} of 2 questions"


@dataclass(frozen=True)
class Coverage:
    """The whole table."""

    claims: list[ClaimCoverage]
    objectives: list[ObjectiveCoverage]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        missing = [claim.missing for claim in self.claims]
        return not any(missing + [objective.missing for objective in self.objectives])


def cover(project: Project) -> Coverage:
    """Hold the claims and objectives of a project against its sections and questions."""
    claims = {id: ClaimCoverage(claim) for id, claim in project.book.claims.items()}
    for chapter in project.chapters.values():
        for id, section in chapter.covers.items():
            if id in claims and section in chapter.headings:
                claims[id].sections.append(Target(chapter, section))
    objectives = {
        (chapter.path, id): ObjectiveCoverage(chapter, id, str(words))
        for chapter in sorted(project.chapters.values(), key=_number)
        for id, words in chapter.objectives.items()
    }
    for asked in _questions(project):
        entry, _, question = asked
        for id in question.covers:
            if id in claims:
                claims[id].questions.append(asked)
        objective = objectives.get((entry.quiz.chapter or "", question.objective or ""))
        if objective:
            objective.questions.append(asked)
    return Coverage(list(claims.values()), list(objectives.values()))


def _questions(project: Project) -> Iterator[Asked]:
    for entry in project.bank:
        for number, question in enumerate(entry.quiz.questions, start=1):
            yield entry, number, question


def _number(chapter: Chapter) -> tuple[float, str]:
    number = chapter.meta.get("number")
    return (number if isinstance(number, int) else float("inf"), chapter.path)
