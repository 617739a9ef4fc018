"""A question on a page that can't be written on by touch: words, boxes and room, as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from selfcheck.exchange.key import in_order, seed
from selfcheck.exchange.reductions import as_options, as_writing
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
from selfcheck.pages.pages import mixed, with_gaps
from selfcheck.quiz.bank import BankEntry

ONE, SEVERAL, GAP = "○", "☐", "________"


def asked(entry: BankEntry, question: Question, texts: Texts) -> str:
    """What a question asks and what can be answered, without the answer."""
    prompt = texts.html(texts.prompt(question))
    order = seed(entry, question)
    match question:
        case SingleChoice():
            options = in_order(entry, question, question.options)
            return prompt + _list((texts.inline(each.text) for each in options), ONE)
        case MultipleChoice():
            options = in_order(entry, question, question.options)
            return prompt + _list((texts.inline(each.text) for each in options), SEVERAL)
        case TrueFalse():
            verdicts = (texts.word("verdict-true"), texts.word("verdict-false"))
            html = prompt + _list(map(escape, verdicts), ONE)
            if question.because:
                reasons = in_order(entry, question, question.because)
                html += f"<p>{escape(texts.word('because'))}</p>"
                html += _list((texts.inline(each.text) for each in reasons), ONE)
            return html
        case Highlight():
            return prompt + _list((turn.html for turn in as_options(question, texts)), SEVERAL)
        case FillIn():
            return prompt + _gaps(question, texts, order)
        case Matching():
            pairs = (texts.inline(pair.left) for _, pair in mixed(question.pairs, order))
            partners = (escape(each) for _, each in mixed(question.responses, order))
            return prompt + _list(pairs, GAP) + _list(partners)
        case Categorizing():
            items = (texts.inline(item.text) for _, item in mixed(question.items, order))
            return prompt + _list(map(escape, question.groups)) + _list(items, GAP)
        case Ordering():
            steps = mixed(question.steps, order, avoid=True)
            return prompt + _list((texts.inline(step.text) for _, step in steps), SEVERAL)
        case Numeric():
            unit = f" {escape(question.unit)}" if question.unit else ""
            return f"{prompt}<p>{GAP}{unit}</p>"
    return as_writing(question, texts).task


def _gaps(question: FillIn, texts: Texts, order: str) -> str:
    html = str(
        with_gaps(
            question,
            lambda text: texts.html(text),  # type: ignore[arg-type, return-value]
            lambda _, number: f"{GAP} ({number})",
        )
    )
    if question.bank:
        words = texts.word("list-separator").join(word for _, word in mixed(question.bank, order))
        html += f"<p>{escape(texts.word('words-to-choose-from', words=words))}</p>"
    return html


def _list(items: Iterable[str], sign: str = "") -> str:
    before = f"{sign} " if sign else ""
    kind = ' class="choices"' if sign else ""
    return f"<div{kind}><ul>{''.join(f'<li>{before}{item}</li>' for item in items)}</ul></div>"
