"""What is right and why, as HTML: the answer key for programs that check nothing themselves.

The key repeats what could be chosen, so that it can be read apart from the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from markupsafe import Markup

from selfcheck.exchange.reductions import as_options, as_writing
from selfcheck.exchange.texts import Texts
from selfcheck.kinds.categorizing.model import Categorizing
from selfcheck.kinds.choice import Option
from selfcheck.kinds.fill_in.model import Blank, FillIn
from selfcheck.kinds.highlight.model import Highlight
from selfcheck.kinds.matching.model import Matching
from selfcheck.kinds.multiple_choice.model import MultipleChoice
from selfcheck.kinds.numeric.model import Numeric
from selfcheck.kinds.ordering.model import Ordering
from selfcheck.kinds.question import Question
from selfcheck.kinds.reflection.model import Reflection
from selfcheck.kinds.single_choice.model import SingleChoice
from selfcheck.kinds.true_false.model import TrueFalse
from selfcheck.pages.pages import mixed
from selfcheck.quiz.bank import BankEntry

_BLOCKS = ("<p", "<ul", "<ol", "<pre", "<blockquote", "<table")


def seed(entry: BankEntry, question: Question) -> str:
    """What mixed orders depend on; they are the ones of the question's page."""
    return f"{entry.name}/{question.id}"


def in_order(entry: BankEntry, question: Question, options: list[Option]) -> list[Option]:
    """Options as they are shown: mixed, unless the author fixed their order."""
    if not getattr(question, "shuffle", True):
        return options
    return [option for _, option in mixed(options, seed(entry, question))]


def answer_key(entry: BankEntry, question: Question, texts: Texts) -> str:
    """The right answer and the feedback on every other, without the explanation.

    A reflection has no right answer; its key is the explanation, if there is one.
    """
    match question:
        case SingleChoice() | MultipleChoice():
            return _options(in_order(entry, question, question.options), texts)
        case TrueFalse():
            return _true_false(entry, question, texts)
        case Highlight():
            return _turns(question, texts)
        case FillIn():
            return _list((_gap(question.blanks[name], texts) for name in question.gaps), "ol")
        case Matching():
            return _list(
                labelled("", f"{texts.inline(pair.left)} → <strong>{escape(pair.right)}</strong>")
                + texts.html(pair.feedback)
                for pair in question.pairs
            )
        case Categorizing():
            return "".join(_group(question, group, texts) for group in question.groups)
        case Ordering():
            steps = (
                labelled("", texts.inline(step.text)) + texts.html(step.feedback)
                for step in question.steps
            )
            return _list(steps, "ol")
        case Numeric():
            return _estimate(question, texts)
        case Reflection():
            compare = as_writing(question, texts).compare
            return labelled(word(texts, "what-others-notice"), "") + compare if compare else ""
    return as_writing(question, texts).compare


def afterword(entry: BankEntry, question: Question, texts: Texts) -> str:
    """What is said after any answer: explanation, sources, and the section where it is known."""
    html = ""
    if question.explanation and not isinstance(question, Reflection):
        html += texts.html(question.explanation)
    if address := _section(entry, question, texts):
        link = f'<a href="{escape(address)}">{escape(address)}</a>'
        html += f"<p>{word(texts, 'explained-in', section=link)}</p>"
    if cited := [_cited(id, texts) for id in question.sources if id in texts.book.references]:
        html += f"<p>{word(texts, 'sources', count=len(cited), sources='; '.join(cited))}</p>"
    return html


def labelled(label: str, html: str) -> str:
    """A paragraph with a strong label before it; HTML with blocks comes below the label."""
    strong = f"<strong>{label}</strong>" if label else ""
    if html.startswith(_BLOCKS):
        return (f"<p>{strong}</p>" if strong else "") + html
    return f"<p>{f'{strong} {html}'.strip()}</p>"


def word(texts: Texts, key: str, **html: object) -> str:
    """One of the site's own words as HTML, its places filled with HTML."""
    return str(texts.messages.markup(key, **{k: _as_html(v) for k, v in html.items()}))


def _as_html(value: object) -> object:
    return Markup(value) if isinstance(value, str) else value


def written(number: float, unit: str | None, texts: Texts) -> str:
    """A number and its unit, as plain text."""
    plain = texts.messages.number(number)
    if unit == "%":
        return texts.word("percent", number=plain)
    return texts.word("with-unit", number=plain, unit=unit) if unit else plain


def _options(options: Iterable[Option], texts: Texts) -> str:
    return _list(
        labelled(_verdict(option.correct, texts), texts.inline(option.text))
        + texts.html(option.feedback)
        for option in options
    )


def _verdict(right: bool, texts: Texts) -> str:
    return word(texts, "verdict-right-before" if right else "not-this-one")


def _true_false(entry: BankEntry, question: TrueFalse, texts: Texts) -> str:
    html = _list(
        labelled(_verdict(right, texts), word(texts, judgement)) + texts.html(feedback)
        for judgement, right, feedback in (
            ("verdict-true", question.answer, question.feedback.when_true),
            ("verdict-false", not question.answer, question.feedback.when_false),
        )
    )
    if question.because:
        html += f"<p>{word(texts, 'because')}</p>"
        html += _options(in_order(entry, question, question.because), texts)
    return html


def _turns(question: Highlight, texts: Texts) -> str:
    return _list(
        labelled(
            word(texts, "to-be-marked" if turn.correct else "not-to-be-marked"),
            turn.html,
        )
        + turn.feedback
        for turn in as_options(question, texts)
        if turn.correct or turn.feedback
    )


def _gap(blank: Blank, texts: Texts) -> str:
    html = f"<strong>{escape(blank.accept[0])}</strong>"
    if others := [escape(each) for each in blank.accept[1:]]:
        words = texts.word("list-separator").join(others)
        html += f" ({word(texts, 'also-right', words=words)})"
    html = f"<p>{html}</p>{texts.html(blank.feedback)}"
    for miss in blank.misses:
        html += labelled(word(texts, "gap-wrong"), escape(miss.text)) + texts.html(miss.feedback)
    return html


def _group(question: Categorizing, group: str, texts: Texts) -> str:
    members = [
        labelled("", texts.inline(item.text)) + texts.html(item.feedback)
        for item in question.items
        if item.group == group
    ]
    return labelled(escape(group), "") + _list(members) if members else ""


def _estimate(question: Numeric, texts: Texts) -> str:
    if question.figure:
        figure = texts.book.figures[question.figure]
        answer = escape(f"{texts.figure(question.figure, 'full')}: {figure.words}")
    else:
        answer = escape(written(question.answer or 0, question.unit, texts))
    within = word(texts, "within", tolerance=texts.messages.number(question.tolerance))
    feedback = question.feedback
    return labelled(word(texts, "where-evidence-lies"), answer) + _list(
        (
            labelled(word(texts, "close-estimate"), f"({within})") + texts.html(feedback.close),
            labelled(word(texts, "too-low"), "") + texts.html(feedback.low),
            labelled(word(texts, "too-high"), "") + texts.html(feedback.high),
        )
    )


def _section(entry: BankEntry, question: Question, texts: Texts) -> str:
    """The address of the section that explains the answer; empty if the site is nowhere."""
    path, _, heading = (question.section or "").rpartition("#")
    if not path and heading.endswith(".md"):
        path, heading = heading, ""
    path = path or entry.quiz.chapter or ""
    if not question.section or not path:
        return ""
    return texts.address(f"{path}#{heading}" if heading else path)


def _cited(id: str, texts: Texts) -> str:
    reference = texts.book.references[id]
    words = escape(f"{reference.short_authors}, {reference.cited_year}")
    return f'<a href="{escape(reference.address)}">{words}</a>' if reference.address else words


def _list(items: Iterable[str] | Iterator[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"
