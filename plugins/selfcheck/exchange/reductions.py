"""Kinds that a foreign program lacks, told in terms of one that it has.

- `highlight` becomes a choice among its turns (`as_options`);
- `categorizing` becomes pairs whose right sides repeat (`as_pairs`);
- what the reader judges alone or walks through (`scenario`, `practice`,
  `reflection`, `rating`) becomes a task to write about, and something to compare
  with (`as_writing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from selfcheck.exchange.texts import Texts
from selfcheck.kinds.categorizing.model import Categorizing
from selfcheck.kinds.highlight.model import Highlight
from selfcheck.kinds.practice.model import Practice
from selfcheck.kinds.question import Question
from selfcheck.kinds.rating.model import Rating
from selfcheck.kinds.reflection.model import Reflection
from selfcheck.kinds.scenario.model import Node, Scenario


@dataclass(frozen=True)
class PlainOption:
    """Something to choose: clean HTML, whether it is right, and what to say."""

    html: str
    correct: bool
    feedback: str


@dataclass(frozen=True)
class PlainPair:
    """What is given and what belongs to it: clean HTML, plain text, clean HTML."""

    left: str
    right: str
    feedback: str


@dataclass(frozen=True)
class Writing:
    """A task to write or think about, and what to compare with: clean HTML both.

    `task` begins with the question's prompt; `compare` may be empty, and holds
    neither the hint nor, but for a reflection, the explanation.
    """

    task: str
    compare: str


def as_options(question: Highlight, texts: Texts) -> list[PlainOption]:
    """The turns of a transcript as options, in their order."""
    return [
        PlainOption(
            f"<strong>{escape(turn.speaker)}:</strong> {texts.inline(turn.text)}",
            turn.target,
            texts.html(turn.feedback) if turn.feedback else "",
        )
        for turn in question.turns
    ]


def as_pairs(question: Categorizing, texts: Texts) -> list[PlainPair]:
    """Statements and their groups as pairs."""
    return [
        PlainPair(texts.html(item.text), item.group, texts.html(item.feedback))
        for item in question.items
    ]


def as_writing(question: Question, texts: Texts) -> Writing:
    """A task for what no other program can play.

    Raises:
        TypeError: the question has answers that can be right or wrong.
    """
    prompt = texts.html(texts.prompt(question))
    match question:
        case Reflection():
            return Writing(prompt, texts.html(question.explanation) if question.explanation else "")
        case Practice():
            return Writing(prompt + _line(question, texts), _comparison(question, texts))
        case Rating():
            return Writing(prompt + _statements(question, texts), _bands(question, texts))
        case Scenario():
            return Writing(prompt + _story(question, texts), _debrief(question, texts))
    raise TypeError(f"{question.type} is answered otherwise")


def _line(question: Practice, texts: Texts) -> str:
    return (
        f"<blockquote><strong>{escape(question.speaker)}:</strong> "
        f"{texts.inline(question.line)}</blockquote>"
    )


def _comparison(question: Practice, texts: Texts) -> str:
    html = _heading(texts.word("what-good-reply-does"))
    html += _list(texts.inline(each) for each in question.criteria)
    for exemplar in question.exemplars:
        strong = exemplar.strength == "strong"
        html += _heading(texts.word("strong-reply" if strong else "weaker-reply"))
        html += f"<blockquote>{texts.html(exemplar.text)}</blockquote>"
        html += texts.html(exemplar.comment)
    for key, variation in (("easier", question.easier), ("harder", question.harder)):
        if variation:
            html += f"<p>{texts.word(f'{key}-line', line=texts.inline(variation.line))}</p>"
    return html


def _statements(question: Rating, texts: Texts) -> str:
    scale = question.scale
    ends = texts.word(
        "scale-ends",
        low=escape(scale.min_label),
        points=scale.points,
        high=escape(scale.max_label),
    )
    return f"<p>{ends}</p>" + _list(
        (texts.inline(each.text) for each in question.statements), ordered=True
    )


def _bands(question: Rating, texts: Texts) -> str:
    sum_ = question.scale.points + 1
    turned = any(each.reverse for each in question.statements)
    html = f"<p>{texts.word('how-to-rate-reversed' if turned else 'how-to-rate', sum=sum_)}</p>"
    for dimension in question.dimensions:
        numbers = [
            texts.word("reversed", number=number) if each.reverse else str(number)
            for number, each in enumerate(question.statements, start=1)
            if each.dimension == dimension.id
        ]
        listed = texts.word("statements", numbers=texts.word("list-separator").join(numbers))
        html += _heading(f"{escape(dimension.name)}: {listed}")
        bands = dimension.bands
        html += _list(
            f"{_limit(texts, bands, at)} {texts.inline(band.text)}" for at, band in enumerate(bands)
        )
    return html


def _limit(texts: Texts, bands: Sequence[object], at: int) -> str:
    if len(bands) == 1:
        return texts.word("band-any")
    if at == len(bands) - 1:
        return texts.word("band-above")
    limit = texts.messages.number(getattr(bands[at], "up_to"))  # noqa: B009
    return texts.word("band-up-to", limit=limit)


def _story(question: Scenario, texts: Texts) -> str:
    nodes, numbers = _numbered(question)
    html = ""
    for node in nodes:
        html += _heading(str(numbers[node.id])) + texts.html(node.text)
        html += _list(
            f"{texts.inline(choice.text)} ({texts.word('turn-to', number=numbers[choice.to])})"
            for choice in node.choices
        )
        if not node.choices:
            html += f"<p>{texts.word('the-end')}</p>"
    return html


def _debrief(question: Scenario, texts: Texts) -> str:
    nodes, numbers = _numbered(question)
    words = {"helpful": "helpful", "partly": "partly-helpful", "unhelpful": "unhelpful"}
    html = ""
    for node in nodes:
        if node.choices:
            html += _heading(texts.word("at-turn", number=numbers[node.id]))
            html += _list(
                f"<p><strong>{texts.word(words[choice.rating])}</strong> "
                f"{texts.inline(choice.text)}</p>"
                f"{texts.html(choice.reaction)}{texts.html(choice.debrief)}"
                for choice in node.choices
            )
    return html


def _numbered(question: Scenario) -> tuple[list[Node], dict[str, int]]:
    """The situations, the first one first, and the number of each."""
    first = question.by_id[question.start]
    nodes = [first, *(node for node in question.nodes if node is not first)]
    return nodes, {node.id: number for number, node in enumerate(nodes, start=1)}


def _heading(html: str) -> str:
    return f"<p><strong>{html}</strong></p>"


def _list(items: Iterable[str], *, ordered: bool = False) -> str:
    entries = "".join(f"<li>{item}</li>" for item in items)
    tag = "ol" if ordered else "ul"
    return f"<{tag}>{entries}</{tag}>" if entries else ""
