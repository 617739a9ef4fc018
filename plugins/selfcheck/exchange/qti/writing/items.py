"""A question as an item: its interaction, its rules, and what every item has."""

from __future__ import annotations

from textwrap import shorten
from xml.etree.ElementTree import Element

from selfcheck.exchange.key import seed
from selfcheck.exchange.qti.writing.choices import (
    highlight,
    multiple_choice,
    single_choice,
    true_false,
)
from selfcheck.exchange.qti.writing.draft import Draft
from selfcheck.exchange.qti.writing.essay import writing
from selfcheck.exchange.qti.writing.estimate import numeric
from selfcheck.exchange.qti.writing.gaps import fill_in
from selfcheck.exchange.qti.writing.order import ordering
from selfcheck.exchange.qti.writing.pairs import categorizing, matching
from selfcheck.exchange.qti.xml import element
from selfcheck.exchange.texts import Texts
from selfcheck.kinds.categorizing.model import Categorizing
from selfcheck.kinds.fill_in.model import FillIn
from selfcheck.kinds.highlight.model import Highlight
from selfcheck.kinds.matching.model import Matching
from selfcheck.kinds.multiple_choice.model import MultipleChoice
from selfcheck.kinds.numeric.model import Numeric
from selfcheck.kinds.ordering.model import Ordering
from selfcheck.kinds.question import Question
from selfcheck.kinds.single_choice.model import SingleChoice
from selfcheck.kinds.true_false.model import TrueFalse
from selfcheck.quiz.bank import BankEntry

TOOL = "mkdocs-selfcheck"
"""By this name our own items are known again."""


def item_name(entry: BankEntry, question: Question) -> str:
    """The identifier of an item: the same as long as quiz and question keep their names."""
    return f"item_{entry.name}_{question.id}"


def item(entry: BankEntry, question: Question, texts: Texts) -> tuple[Element, str]:
    """A question as an assessment item, and the name of its interaction."""
    draft = Draft(texts)
    draft.declare("SCORE", "float", "0")
    draft.declare("MAXSCORE", "float", "1" if question.scored and _checked(question) else "0")
    _ask(draft, entry, question)
    draft.finish(question)
    attributes = {
        "identifier": item_name(entry, question),
        "title": _title(question, texts),
        "label": question.type,
        "xml:lang": texts.messages.language,
        "adaptive": "false",
        "timeDependent": "false",
        "toolName": TOOL,
    }
    made = element("assessmentItem", attributes, draft.responses, draft.outcomes)
    made.append(element("itemBody", None, draft.body))
    made.append(element("responseProcessing", None, draft.rules))
    if draft.afterword:
        shown = {
            "outcomeIdentifier": "ANSWERED",
            "identifier": "general_feedback",
            "showHide": "show",
        }
        made.append(element("modalFeedback", shown, draft.afterword))
    return made, draft.interaction


def _ask(draft: Draft, entry: BankEntry, question: Question) -> None:
    match question:
        case SingleChoice():
            single_choice(draft, question)
        case MultipleChoice():
            multiple_choice(draft, question)
        case TrueFalse():
            true_false(draft, question)
        case Highlight():
            highlight(draft, question)
        case FillIn():
            fill_in(draft, question)
        case Matching():
            matching(draft, question, seed(entry, question))
        case Categorizing():
            categorizing(draft, question)
        case Ordering():
            ordering(draft, question, seed(entry, question))
        case Numeric():
            numeric(draft, question)
        case _:
            writing(draft, question)


def _checked(question: Question) -> bool:
    """Whether a program can check it: a conversation has a score with us alone."""
    return question.type != "scenario"


def _title(question: Question, texts: Texts) -> str:
    prompt = texts.plain(texts.prompt(question))
    return shorten(prompt, 80, placeholder=" …") or question.id
