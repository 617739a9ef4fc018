"""A task to write about, and what to compare with: for what no program checks."""

from __future__ import annotations

from selfcheck.exchange.qti.writing.draft import Draft
from selfcheck.exchange.qti.writing.rules import call, is_given, variable
from selfcheck.exchange.qti.xml import blocks, element
from selfcheck.exchange.reductions import as_writing
from selfcheck.kinds.question import Question


def writing(draft: Draft, question: Question) -> None:
    """Nothing is scored; the comparison is shown whether or not something was written."""
    task = as_writing(question, draft.texts)
    draft.body.append(element("div", {"class": "selfcheck-prompt"}, blocks(task.task)))
    draft.respond("RESPONSE", "string")
    draft.interaction = "extendedTextInteraction"
    draft.body.append(
        element("extendedTextInteraction", {"responseIdentifier": "RESPONSE", "expectedLines": "5"})
    )
    if question.hint:
        # Who asks for the hint alone is not shown the comparison yet.
        no_hint = (call("isNull", variable("HINT")), call("not", variable("HINT")))
        draft.answered = call("or", is_given("RESPONSE"), *no_hint)
    if task.compare:
        compare = blocks(task.compare)
        draft.afterword.append(element("div", {"class": "selfcheck-compare"}, compare))
