"""PDF to print: a worksheet with room to write, and the answer key on pages of its own.

The questions, their options and the answers are all there, so that little is left behind:
nobody counts the points, and a conversation is read by turning to numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from selfcheck.exchange.format import Format, Part
from selfcheck.exchange.key import afterword, answer_key, in_order, seed, written
from selfcheck.exchange.reductions import as_options, as_writing
from selfcheck.exchange.texts import Texts
from selfcheck.exchange.typeset import Code, call, code, compile, html_to_typst, language
from selfcheck.kinds.categorizing.model import Categorizing
from selfcheck.kinds.fill_in.model import FillIn
from selfcheck.kinds.highlight.model import Highlight
from selfcheck.kinds.matching.model import Matching
from selfcheck.kinds.multiple_choice.model import MultipleChoice
from selfcheck.kinds.numeric.model import Numeric
from selfcheck.kinds.ordering.model import Ordering
from selfcheck.kinds.practice.model import Practice
from selfcheck.kinds.question import Question
from selfcheck.kinds.rating.model import Rating
from selfcheck.kinds.reflection.model import Reflection
from selfcheck.kinds.scenario.model import Scenario
from selfcheck.kinds.single_choice.model import SingleChoice
from selfcheck.kinds.true_false.model import TrueFalse
from selfcheck.pages.pages import mixed, with_gaps
from selfcheck.quiz.bank import BankEntry

_ROOM_TO_REPLY = 4
_ROOM_TO_REFLECT = 8
"""In lines."""


def write(entries: Sequence[BankEntry], texts: Texts) -> bytes:
    """The quizzes one after the other, each on a new page, and then the key to all of them.

    Raises:
        MissingLibraryError: Typst is not installed.
    """
    return compile(source(entries, texts))


def source(entries: Sequence[BankEntry], texts: Texts) -> str:
    """The worksheet as Typst."""
    lang, region = language(texts.messages.language)
    title = entries[0].quiz.title if len(entries) == 1 else texts.title or texts.word("self-checks")
    parts = ['#import "worksheet.typ": *']
    parts.append(f"#show: {call('paper.with', title=title, lang=lang, region=region)}")
    for number, entry in enumerate(entries):
        if number:
            parts.append("#pagebreak()")
        parts += (f"#{each}" for each in sheet(entry, texts))
    parts.append("#pagebreak()")
    parts += (f"#{each}" for each in _key(entries, texts))
    return "\n".join(parts) + "\n"


def sheet(entry: BankEntry, texts: Texts) -> Iterator[str]:
    """A self-check without its key, as pieces of Typst; the first is its heading."""
    quiz = entry.quiz
    yield call("heading", quiz.title, level=1)
    if quiz.description:
        yield call("par", Code(call("emph", quiz.description)))
    if quiz.introduction:
        yield html_to_typst(texts.html(quiz.introduction))
    for number, question in enumerate(quiz.questions, start=1):
        warning = None
        if question.content_note:
            note = f"<p><strong>{texts.word('content-note')}</strong> "
            warning = Code(html_to_typst(f"{note}{escape(question.content_note)}</p>"))
        yield call(
            "question",
            _numbered(number, texts),
            2,
            Code("{ " + "; parbreak(); ".join(_asked(entry, question, texts)) + " }"),
            warning=warning,
        )
    hints = [
        f"<li><strong>{_numbered(number, texts)}:</strong> {texts.inline(question.hint)}</li>"
        for number, question in enumerate(quiz.questions, start=1)
        if question.hint
    ]
    if hints:
        yield call("heading", texts.word("hint"), level=2)
        yield html_to_typst(f"<ul>{''.join(hints)}</ul>")


def _key(entries: Sequence[BankEntry], texts: Texts) -> Iterator[str]:
    yield call("heading", texts.word("answer-key"), level=1)
    level = 2
    for entry in entries:
        if len(entries) > 1:
            yield call("heading", entry.quiz.title, level=2)
            level = 3
        for number, question in enumerate(entry.quiz.questions, start=1):
            yield call("heading", _numbered(number, texts), level=level)
            after = afterword(entry, question, texts)
            yield call(
                "answers",
                Code(html_to_typst(answer_key(entry, question, texts))),
                Code(html_to_typst(after)) if after else None,
            )


def _numbered(number: int, texts: Texts) -> str:
    return texts.word("question-number", number=number)


def _asked(entry: BankEntry, question: Question, texts: Texts) -> Iterator[str]:
    """What a question asks and where its answer goes, as blocks of Typst."""
    if isinstance(question, Scenario):
        yield html_to_typst(as_writing(question, texts).task)
        return
    yield html_to_typst(texts.html(texts.prompt(question)))
    match question:
        case SingleChoice():
            options = in_order(entry, question, question.options)
            yield call("one", *(_line(each.text, texts) for each in options))
        case MultipleChoice():
            options = in_order(entry, question, question.options)
            yield call("several", *(_line(each.text, texts) for each in options))
        case TrueFalse():
            yield call("verdict", texts.word("verdict-true"), texts.word("verdict-false"))
            if question.because:
                reasons = in_order(entry, question, question.because)
                yield call("par", texts.word("because"))
                yield call("one", *(_line(each.text, texts) for each in reasons))
        case Highlight():
            turns = as_options(question, texts)
            yield call("several", *(Code(html_to_typst(turn.html)) for turn in turns))
        case FillIn():
            yield from _gaps(entry, question, texts)
        case Matching():
            pairs = mixed(question.pairs, seed(entry, question))
            responses = mixed(question.responses, seed(entry, question))
            yield call(
                "matching",
                question.columns or [None, None],
                [_line(pair.left, texts) for _, pair in pairs],
                [response for _, response in responses],
            )
        case Categorizing():
            items = mixed(question.items, seed(entry, question))
            rows = [_line(item.text, texts) for _, item in items]
            yield call("grid-to-tick", Code("[]"), question.groups, rows)
        case Ordering():
            steps = mixed(question.steps, seed(entry, question), avoid=True)
            yield call("steps", *(_line(step.text, texts) for _, step in steps))
        case Numeric():
            yield _estimate(question, texts)
        case Rating():
            yield _ratings(question, texts)
        case Practice():
            speaker = f"<strong>{escape(question.speaker)}:</strong>"
            said = f"<blockquote>{speaker} {texts.inline(question.line)}</blockquote>"
            yield html_to_typst(said)
            yield call("par", texts.word("your-reply"))
            yield call("lines", _ROOM_TO_REPLY)
        case Reflection():
            yield call("lines", _ROOM_TO_REFLECT)


def _line(text: str, texts: Texts) -> Code:
    return Code(html_to_typst(texts.inline(text)))


def _gaps(entry: BankEntry, question: FillIn, texts: Texts) -> Iterator[str]:
    slots = {f"gap-{number}": f"gap({number})" for number in range(1, len(question.gaps) + 1)}
    html = with_gaps(
        question,
        lambda text: texts.html(text),  # type: ignore[arg-type, return-value]
        lambda _, number: f'<slot name="gap-{number}"></slot>',
    )
    yield call("with-gaps", Code(html_to_typst(html, slots=slots)))
    if question.bank:
        words = [word for _, word in mixed(question.bank, seed(entry, question))]
        listed = texts.word("list-separator").join(words)
        yield call("par", texts.word("words-to-choose-from", words=listed))


def _estimate(question: Numeric, texts: Texts) -> str:
    ends = {
        "min": texts.messages.number(question.min),
        "max": texts.messages.number(question.max),
    }
    if question.unit:
        words = texts.word("your-estimate-in", unit=question.unit, **ends)
    else:
        words = texts.word("your-estimate", **ends)
    low, high = (written(each, question.unit, texts) for each in (question.min, question.max))
    return call("estimate", words, low, high)


def _ratings(question: Rating, texts: Texts) -> str:
    scale = question.scale
    ends = texts.word("scale-ends", low=scale.min_label, points=scale.points, high=scale.max_label)
    rows = [
        Code(f"{{ {code(f'{number}. ')}; {_line(each.text, texts).source} }}")
        for number, each in enumerate(question.statements, start=1)
    ]
    points = [str(point) for point in range(1, scale.points + 1)]
    return call("grid-to-tick", ends, points, rows)


_ON_PAPER: tuple[Part, ...] = ("partial-credit", "filing")

PDF = Format(
    name="pdf",
    title="PDF worksheet",
    suffix=".pdf",
    media_type="application/pdf",
    used_by="printers, and any program that shows PDF",
    leaves={
        "single-choice": _ON_PAPER,
        "multiple-choice": _ON_PAPER,
        "true-false": _ON_PAPER,
        "fill-in": _ON_PAPER,
        "matching": _ON_PAPER,
        "categorizing": _ON_PAPER,
        "ordering": _ON_PAPER,
        "highlight": _ON_PAPER,
        "numeric": _ON_PAPER,
        "scenario": ("play", *_ON_PAPER),
        "practice": ("filing",),
        "reflection": ("filing",),
        "rating": ("filing",),
    },
    write=write,
)
