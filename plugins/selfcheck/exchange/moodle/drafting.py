"""Our questions as questions of Moodle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape

from selfcheck.exchange.moodle import marked
from selfcheck.exchange.moodle.items import ANYTHING, GAP, Answer, Category, Gap, Item, Kind, Range
from selfcheck.exchange.moodle.shares import shares
from selfcheck.exchange.reductions import as_writing
from selfcheck.exchange.texts import Texts
from selfcheck.kinds.categorizing.model import Categorizing
from selfcheck.kinds.choice import Option
from selfcheck.kinds.fill_in.model import BLANK, Blank, FillIn, normalise
from selfcheck.kinds.highlight.model import Highlight, Turn
from selfcheck.kinds.matching.model import Matching
from selfcheck.kinds.multiple_choice.model import MultipleChoice
from selfcheck.kinds.numeric.model import Numeric
from selfcheck.kinds.ordering.model import Ordering
from selfcheck.kinds.question import Question
from selfcheck.kinds.reflection.model import Reflection
from selfcheck.kinds.single_choice.model import SingleChoice
from selfcheck.kinds.true_false.model import TrueFalse
from selfcheck.quiz.bank import BankEntry

RIGHT = Decimal(100)
WRONG = Decimal(0)


@dataclass(frozen=True)
class Dialect:
    """What a format of Moodle has beyond the other."""

    gaps: bool
    """A text with several gaps is one question."""
    order: bool
    """Steps to be put in order, and options that keep theirs."""


def draft(entry: BankEntry, texts: Texts, dialect: Dialect) -> Category:
    """A quiz as a folder of Moodle's bank of questions."""
    quiz = entry.quiz
    title = f"{texts.title}/{_line(quiz.title, '/')}" if texts.title else _line(quiz.title, "/")
    category = Category(title, quiz.description or "")
    if quiz.introduction:
        category.items.append(
            Item(f"{entry.name}/introduction", "description", texts.html(quiz.introduction))
        )
    for question in quiz.questions:
        category.items += _Drafts(entry, question, texts, dialect).items()
    return category


def short(text: str, texts: Texts) -> str:
    """Markdown as HTML; a single paragraph without its element."""
    html = texts.html(text).strip()
    if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>"):
        return html[3:-4]
    return html


class _Drafts:
    """One question on its way out."""

    def __init__(
        self, entry: BankEntry, question: Question, texts: Texts, dialect: Dialect
    ) -> None:
        self.name = f"{entry.name}/{question.id}"
        self.question = question
        self.texts = texts
        self.dialect = dialect

    def items(self) -> list[Item]:
        """One item, or several: the first has the hint, the last the explanation."""
        items = list(self._items())
        explanation = self.question.explanation
        if explanation and not isinstance(self.question, Reflection):
            last = items[-1]
            items[-1] = replace(last, afterword=last.afterword + self._html(explanation))
        if self.question.hint:
            items[0] = replace(items[0], hints=[self._html(self.question.hint)])
        return items

    def _items(self) -> Iterator[Item]:
        match self.question:
            case SingleChoice() as question:
                answers = [self._option(each, RIGHT) for each in question.options]
                yield self._item(
                    "choice", self._prompt(), answers=answers, shuffle=question.shuffle
                )
            case MultipleChoice() as question:
                yield self._multiple_choice(question)
            case TrueFalse() as question:
                yield from self._true_false(question)
            case FillIn() as question:
                yield from self._fill_in(question)
            case Matching() as question:
                yield self._matching(question)
            case Categorizing() as question:
                yield self._categorizing(question)
            case Ordering() as question:
                yield self._ordering(question)
            case Highlight() as question:
                yield self._highlight(question)
            case Numeric() as question:
                yield self._numeric(question)
            case question:
                writing = as_writing(question, self.texts)
                yield self._item(
                    "essay",
                    self._note() + writing.task.replace(GAP, ""),
                    kept=isinstance(question, Reflection),
                    afterword=writing.compare,
                )

    def _item(
        self,
        kind: Kind,
        stem: str,
        *,
        part: str = "",
        kept: bool = True,
        answers: list[Answer] | None = None,
        several: bool = False,
        shuffle: bool = True,
        pairs: list[tuple[str, str]] | None = None,
        ranges: list[Range] | None = None,
        gaps: list[Gap] | None = None,
        afterword: str = "",
        tags: tuple[str, ...] = (),
    ) -> Item:
        """An item of this question.

        Args:
            part: what distinguishes it from the question's other items.
            kept: whether the kind of item tells the kind of question; else a tag does.
        """
        question = self.question
        own = [] if kept else [f"kind:{question.type}"]
        filed = [
            f"{key}:{value}"
            for key, value in (("level", question.level), ("objective", question.objective))
            if value
        ]
        return Item(
            f"{self.name}/{part}" if part else self.name,
            kind,
            stem,
            answers or [],
            several,
            shuffle,
            pairs or [],
            ranges or [],
            gaps=gaps or [],
            afterword=afterword,
            tags=[*own, *filed, *tags],
        )

    def _html(self, text: str) -> str:
        return self.texts.html(text).replace(GAP, "")

    def _short(self, text: str) -> str:
        return short(text, self.texts).replace(GAP, "")

    def _note(self) -> str:
        note = self.question.content_note
        return marked.content_note(note, self.texts) if note else ""

    def _prompt(self) -> str:
        return self._note() + self._html(self.texts.prompt(self.question))

    def _option(self, option: Option, right: Decimal, wrong: Decimal = WRONG) -> Answer:
        return Answer(
            self._short(option.text),
            right if option.correct else wrong,
            self._html(option.feedback),
        )

    def _multiple_choice(self, question: MultipleChoice) -> Item:
        answers = [self._option(each, RIGHT) for each in question.options]
        return self._item(
            "choice",
            self._prompt(),
            answers=_shared(answers),
            several=True,
            shuffle=question.shuffle,
        )

    def _true_false(self, question: TrueFalse) -> Iterator[Item]:
        yield self._item(
            "true-false",
            self._prompt(),
            answers=[
                Answer("true", RIGHT if question.answer else WRONG,
                       self._html(question.feedback.when_true)),
                Answer("false", WRONG if question.answer else RIGHT,
                       self._html(question.feedback.when_false)),
            ],
        )  # fmt: skip
        if question.because:
            verdict = "statement-is-true" if question.answer else "statement-is-false"
            words = f"{self.texts.word(verdict)} {self.texts.word('because')}"
            yield self._item(
                "choice",
                f"{self._html(question.prompt)}<p>{words}</p>",
                part="because",
                answers=[self._option(each, RIGHT) for each in question.because],
                shuffle=question.shuffle,
            )

    def _fill_in(self, question: FillIn) -> Iterator[Item]:
        part = "prompt" if "prompt" in question.model_fields_set else "own-prompt"
        prompt = self._note() + marked.element("div", part, self._html(self.texts.prompt(question)))
        # The text between the gaps, and the names of the gaps: of each the one before the other.
        pieces = _split_at_gaps(self._html(question.text), question)
        texts, names = pieces[::2], pieces[1::2]
        gaps = [self._gap(question, question.blanks[name]) for name in names]
        if self.dialect.gaps:
            tags = tuple(f"gap:{name}" for name in names)
            yield self._item("gaps", prompt + GAP.join(texts), gaps=gaps, tags=tags)
            return
        other = marked.element("span", "gap", "[…]")
        for at, (name, gap) in enumerate(zip(names, gaps, strict=True)):
            before, after = other.join(texts[: at + 1]), other.join(texts[at + 1 :])
            yield self._item(
                "choice" if gap.offered else "words",
                f"{prompt}{before}{GAP}{after}",
                part=name if len(names) > 1 else "",
                answers=gap.answers,
                kept=len(names) == 1,
                tags=(f"gap:{name}",),
            )

    def _gap(self, question: FillIn, blank: Blank) -> Gap:
        feedback = self._html(blank.feedback)
        misses = {normalise(each.text): self._html(each.feedback) for each in blank.misses}
        if question.bank:
            accepted = {normalise(word) for word in blank.accept}
            answers = []
            for word in question.bank:
                right = normalise(word) in accepted
                said = feedback if right else misses.get(normalise(word), feedback)
                html = escape(_line(word), quote=False)
                answers.append(Answer(html, RIGHT if right else WRONG, said))
            return Gap(answers, offered=True)
        return Gap([
            *(Answer(_line(word), RIGHT, feedback) for word in blank.accept),
            *(Answer(_line(each.text), WRONG, self._html(each.feedback))
              for each in blank.misses),
            Answer(ANYTHING, WRONG, feedback),
        ], offered=False)  # fmt: skip

    def _matching(self, question: Matching) -> Item:
        pairs = [(self._short(each.left), _line(each.right)) for each in question.pairs]
        columns = marked.columns(question.columns, self.texts) if question.columns else ""
        return self._item(
            "pairs",
            self._prompt() + columns,
            pairs=[*pairs, *(("", _line(each)) for each in question.distractors)],
            afterword=marked.feedback_list(
                [
                    (f"{self._words(each.left)} → {each.right}", self._html(each.feedback))
                    for each in question.pairs
                ]
            ),
        )

    def _categorizing(self, question: Categorizing) -> Item:
        used = {each.group for each in question.items}
        unused = [("", _line(group)) for group in question.groups if group not in used]
        return self._item(
            "pairs",
            self._prompt() + marked.groups(question.groups),
            kept=False,
            pairs=[*((self._short(each.text), _line(each.group)) for each in question.items),
                   *unused],
            afterword=marked.feedback_list(
                [
                    (f"{self._words(each.text)} → {each.group}", self._html(each.feedback))
                    for each in question.items
                ]
            ),
        )  # fmt: skip

    def _ordering(self, question: Ordering) -> Item:
        afterword = marked.feedback_list(
            [
                (f"{number}. {self._words(each.text)}", self._html(each.feedback))
                for number, each in enumerate(question.steps, start=1)
            ]
        )
        if self.dialect.order:
            steps = [Answer(self._short(each.text)) for each in question.steps]
            return self._item("order", self._prompt(), answers=steps, afterword=afterword)
        numbered = enumerate(question.steps, start=1)
        return self._item(
            "pairs",
            self._prompt(),
            kept=False,
            pairs=[(self._short(each.text), str(number)) for number, each in numbered],
            afterword=afterword,
        )

    def _highlight(self, question: Highlight) -> Item:
        answers = [
            Answer(
                self._turn(each, 0 if self.dialect.order else number),
                RIGHT if each.target else WRONG,
                self._html(each.feedback) if each.feedback else "",
            )
            for number, each in enumerate(question.turns, start=1)
        ]
        return self._item(
            "choice",
            self._prompt(),
            kept=False,
            answers=_shared(answers),
            several=True,
            shuffle=False,
        )

    def _turn(self, turn: Turn, number: int) -> str:
        """A turn; with its number where Moodle may mix the turns."""
        before = marked.element("span", "number", f"({number}) ") if number else ""
        speaker = f"{before}<strong>{escape(turn.speaker, quote=False)}:</strong>"
        words = self._short(turn.text)
        return f"<p>{speaker}</p>{words}" if words.startswith("<") else f"{speaker} {words}"

    def _numeric(self, question: Numeric) -> Item:
        value = question.answer
        if value is None:
            value = self.texts.book.figures[str(question.figure)].value
        answer, tolerance = Decimal(str(value)), Decimal(str(question.tolerance))
        lowest, highest = Decimal(str(question.min)), Decimal(str(question.max))
        feedback = question.feedback
        return self._item(
            "number",
            self._prompt() + marked.number_range(question, self.texts),
            ranges=[
                # The first that fits counts, so that the others may begin at the answer.
                Range(answer - tolerance, answer + tolerance, RIGHT, self._html(feedback.close)),
                Range(min(lowest, answer), answer, WRONG, self._html(feedback.low)),
                Range(answer, max(highest, answer), WRONG, self._html(feedback.high)),
            ],
        )

    def _words(self, text: str) -> str:
        return _line(self.texts.plain(text))


def _shared(answers: list[Answer]) -> list[Answer]:
    """The right answers share 100 %, and the wrong ones take away as much together."""
    right = sum(answer.percent > 0 for answer in answers)
    plus, minus = iter(shares(right)), iter(shares(len(answers) - right))
    return [
        replace(answer, percent=next(plus) if answer.percent > 0 else -next(minus))
        for answer in answers
    ]


def _split_at_gaps(html: str, question: FillIn) -> list[str]:
    """The text before, between and behind the gaps, and between each two a gap's name."""
    pieces = [""]
    for at, part in enumerate(BLANK.split(html)):
        if at % 2 and part in question.blanks and part not in pieces[1::2]:
            pieces += [part, ""]
        else:
            pieces[-1] += f"{{{part}}}" if at % 2 else part
    return pieces


def _line(text: str, doubled: str = "") -> str:
    """Plain text in one line; a sign that has a meaning there is doubled."""
    text = re.sub(r"\s+", " ", text.replace(GAP, "")).strip()
    return text.replace(doubled, doubled * 2) if doubled else text
