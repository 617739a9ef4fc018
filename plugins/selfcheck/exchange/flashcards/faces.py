"""The two sides of a card, as the fields of an Anki note."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from selfcheck.exchange.key import afterword, answer_key, in_order, seed, word
from selfcheck.exchange.reductions import as_options, as_writing
from selfcheck.exchange.texts import Texts
from selfcheck.kinds.categorizing.model import Categorizing
from selfcheck.kinds.choice import Option
from selfcheck.kinds.fill_in.model import FillIn
from selfcheck.kinds.highlight.model import Highlight
from selfcheck.kinds.matching.model import Matching
from selfcheck.kinds.multiple_choice.model import MultipleChoice
from selfcheck.kinds.numeric.model import Numeric
from selfcheck.kinds.ordering.model import Ordering
from selfcheck.kinds.practice.model import Practice
from selfcheck.kinds.question import Question
from selfcheck.kinds.rating.model import Rating
from selfcheck.kinds.single_choice.model import SingleChoice
from selfcheck.kinds.true_false.model import TrueFalse
from selfcheck.pages.pages import mixed, with_gaps
from selfcheck.quiz.bank import BankEntry

# Anki obeys `{{c1::…}}`, `[sound:…]` and `[latex]` in a field
# (https://docs.ankiweb.net/importing/text-files.html, /math.html); as entities they are text.
_SHIELD = str.maketrans({"{": "&#123;", "}": "&#125;", "[": "&#91;"})
_SHIELD_IN_GAP = str.maketrans({":": "&#58;"})


@dataclass(frozen=True)
class Faces:
    """HTML for each part of a card; `text` has the gaps, and is empty without gaps."""

    text: str
    prompt: str
    task: str
    answer: str
    after: str
    hint: str
    warning: str
    language: str
    direction: str
    name: str
    """The quiz and the question: `trust/limits-first`."""


def faces(entry: BankEntry, question: Question, texts: Texts) -> Faces:
    """What a question looks like on a card."""
    hint = warning = ""
    if question.hint:
        summary = word(texts, "hint")
        hint = f"<details><summary>{summary}</summary>{texts.html(question.hint)}</details>"
    if question.content_note:
        note = f"<strong>{word(texts, 'content-note')}</strong> {escape(question.content_note)}"
        warning = f'<p class="sc-warning">{note}</p>'
    task = _task(entry, question, texts)
    # The words that one replied to, or the statements that the key names by number.
    again = task if isinstance(question, Practice | Rating) else ""
    return Faces(
        text=_with_gaps(question, texts) if isinstance(question, FillIn) else "",
        prompt=shield(texts.html(texts.prompt(question))),
        task=shield(task),
        answer=shield(again + answer_key(entry, question, texts)),
        after=shield(afterword(entry, question, texts)),
        hint=shield(hint),
        warning=shield(warning),
        language=texts.messages.language,
        direction=texts.messages.direction,
        name=seed(entry, question),
    )


def shield(html: str) -> str:
    """HTML in which Anki finds nothing to obey."""
    return html.translate(_SHIELD)


def _task(entry: BankEntry, question: Question, texts: Texts) -> str:
    """What stands on the front below the prompt."""
    match question:
        case SingleChoice() | MultipleChoice():
            return _options(in_order(entry, question, question.options), texts)
        case TrueFalse():
            html = f"<p>{word(texts, 'verdict-true')} / {word(texts, 'verdict-false')}</p>"
            if question.because:
                html += f"<p>{word(texts, 'because')}</p>"
                html += _options(in_order(entry, question, question.because), texts)
            return html
        case Highlight():
            return _list("ol", [turn.html for turn in as_options(question, texts)])
        case FillIn():
            return _bank(entry, question, texts)
        case Matching():
            return _columns(entry, question, texts)
        case Categorizing():
            items = mixed(question.items, seed(entry, question))
            groups = " / ".join(f"<strong>{escape(group)}</strong>" for group in question.groups)
            return f"<p>{groups}</p>" + _list("ul", [texts.inline(each.text) for _, each in items])
        case Ordering():
            steps = mixed(question.steps, seed(entry, question), avoid=True)
            return _list("ul", [texts.inline(step.text) for _, step in steps])
        case Numeric():
            return f"<p>{_range(question, texts)}</p>"
    task = as_writing(question, texts).task
    return task.removeprefix(texts.html(texts.prompt(question)))


def _options(options: list[Option], texts: Texts) -> str:
    return _list('ol type="A"', [texts.inline(option.text) for option in options])


def _bank(entry: BankEntry, question: FillIn, texts: Texts) -> str:
    if not question.bank:
        return ""
    words = [escape(each) for _, each in mixed(question.bank, seed(entry, question))]
    listed = texts.word("list-separator").join(words)
    return f"<p>{word(texts, 'words-to-choose-from', words=listed)}</p>"


def _columns(entry: BankEntry, question: Matching, texts: Texts) -> str:
    left = [texts.inline(pair.left) for _, pair in mixed(question.pairs, seed(entry, question))]
    right = [escape(each) for _, each in mixed(question.responses, seed(entry, question))]
    titles = [f"<p><strong>{escape(each)}</strong></p>" for each in question.columns or ["", ""]]
    if not question.columns:
        titles = ["", ""]
    return titles[0] + _list("ol", left) + titles[1] + _list('ol type="A"', right)


def _range(question: Numeric, texts: Texts) -> str:
    low, high = map(texts.messages.number, (question.min, question.max))
    if question.unit:
        unit = escape(question.unit)
        return word(texts, "your-estimate-in", unit=unit, min=low, max=high)
    return word(texts, "your-estimate", min=low, max=high)


def _with_gaps(question: FillIn, texts: Texts) -> str:
    """The text of a fill-in question with its gaps as Anki has them, each a card."""

    def gap(name: str, number: int) -> str:
        answer = escape(question.blanks[name].accept[0], quote=False)
        # An entity's own signs are none of these, and stay.
        return f"{{{{c{number}::{answer.translate(_SHIELD | _SHIELD_IN_GAP)}}}}}"

    html = with_gaps(
        question,
        lambda text: shield(texts.html(text)),  # type: ignore[arg-type, return-value]
        gap,
    )
    return str(html)


def _list(tag: str, items: list[str]) -> str:
    entries = "".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}>{entries}</{tag.partition(' ')[0]}>"
