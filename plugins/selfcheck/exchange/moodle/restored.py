"""One question of Moodle as one of ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, get_args

from selfcheck.entry import SLUG
from selfcheck.exchange.foreign_html import line, markdown
from selfcheck.exchange.moodle import numbers
from selfcheck.exchange.moodle.items import ANYTHING, GAP, Answer, Gap, Item, Range
from selfcheck.exchange.moodle.marked import Marked, feedback_of
from selfcheck.kinds.question import Question

Data = dict[str, Any]

_LEVELS = get_args(get_args(Question.model_fields["level"].annotation)[0])
_FILED = ("kind", "level", "objective", "gap")


def restored(items: list[Item], note: Callable[[str], None]) -> Data:
    """A question but for its id.

    Args:
        items: those that the question became in Moodle: one, or the gaps of one text each, or
            a judgement and its reason.
        note: takes what a person should know of.
    """
    return _Restorer(items, note).data()


class _Restorer:
    def __init__(self, items: list[Item], note: Callable[[str], None]) -> None:
        self._item, *self._others = items
        self._items = items
        self._note = note
        self._stem = Marked(self._item.stem)
        self._after = [Marked(each.afterword) for each in items]
        self._was = next(iter(self._tags("kind")), "")

    def data(self) -> Data:
        warning = self._stem.take_words("note", "span")
        own = self._own()
        if "prompt" not in own and own["type"] != "fill-in":
            prompt = markdown(self._stem.html.replace(GAP, "_____"))
            own = {**({"prompt": prompt} if prompt else {}), **own}
        hints = [text for each in self._items for text in map(markdown, each.hints) if text]
        explanation = [text for each in self._after if (text := markdown(each.html))]
        data: Data = {"type": own.pop("type"), **self._filed(), **own}
        if warning:
            data["content-note"] = " ".join(warning)
        if hints:
            data["hint"] = "\n\n".join(hints)
        if explanation:
            data["explanation"] = "\n\n".join(explanation)
        return data

    def _tags(self, key: str) -> list[str]:
        return [
            tag.partition(":")[2]
            for each in self._items
            for tag in each.tags
            if tag.startswith(f"{key}:")
        ]

    def _filed(self) -> Data:
        """Level and objective; tags of others are topics that the question covers."""
        filed: Data = {}
        for objective in self._tags("objective"):
            if re.fullmatch(SLUG, objective):
                filed["objective"] = objective
        for level in self._tags("level"):
            if level in _LEVELS:
                filed["level"] = level
        tags = dict.fromkeys(tag for each in self._items for tag in each.tags)
        if covers := [tag for tag in tags if tag.partition(":")[0] not in _FILED]:
            filed["covers"] = covers
        return filed

    def _own(self) -> Data:
        """What the kind of question has beyond all others."""
        item = self._item
        match item.kind:
            case "choice" if self._was == "highlight":
                return self._highlight()
            case "choice" if self._was == "fill-in" or (
                GAP in item.stem
                and not item.several
                and not any("<" in a.text for a in item.answers)
            ):
                return self._fill_in()
            case "choice":
                return self._choice()
            case "true-false":
                return self._true_false()
            case "words" | "gaps":
                return self._fill_in()
            case "pairs":
                return self._pairs()
            case "order":
                return {"type": "ordering", "steps": self._steps([a.text for a in item.answers])}
            case "number":
                return self._numeric()
        if self._was:
            self._note(f"it was a '{self._was}' and became a task to write about")
        return {"type": "reflection"}

    def _choice(self) -> Data:
        item = self._item
        order: Data = {} if item.shuffle else {"shuffle": False}
        if item.several:
            right = [each.percent > 0 for each in item.answers]
            self._tell_weights([each for each in item.answers if each.percent > 0])
            return {
                "type": "multiple-choice",
                "options": self._options(item.answers, right),
                **order,
            }
        return {"type": "single-choice", "options": self._single(item.answers), **order}

    def _single(self, answers: list[Answer]) -> list[Data]:
        """Options of which the best one is right."""
        best = max((each.percent for each in answers), default=Decimal(0))
        right = [each.percent == best and best > 0 for each in answers]
        for each in answers:
            if 0 < each.percent < best:
                self._note(f"'{line(each.text)}' brings {each.percent} % there, and nothing here")
        if 0 < best < 100:
            self._note(f"the best option brings {best} % there, and all here")
        return self._options(answers, right)

    def _options(self, answers: list[Answer], right: list[bool]) -> list[Data]:
        return [
            {
                "text": markdown(answer.text),
                **({"correct": True} if correct else {}),
                **_feedback(answer.feedback),
            }
            for answer, correct in zip(answers, right, strict=True)
        ]

    def _tell_weights(self, answers: list[Answer]) -> None:
        weights = sorted({each.percent for each in answers})
        # Elevenths and twelfths are told by tens and fives; see `shares`.
        if len(weights) > 1 and (len(answers) < 11 or weights != [5, 10]):
            shown = ", ".join(str(each) for each in weights)
            self._note(f"its options bring {shown} % there, and all the same here")

    def _highlight(self) -> Data:
        turns = []
        for answer in self._item.answers:
            found = re.match(
                r'(?:<p>)?(?:<span class="selfcheck-number">[^<]*</span>)?'
                r"<strong>(.*?):</strong>\s*(?:</p>)?",
                answer.text,
                re.S,
            )
            speaker, words = (line(found[1]), answer.text[found.end() :]) if found else ("", "")
            turns.append(
                {
                    **({"speaker": speaker} if speaker else {}),
                    "text": markdown(words if found else answer.text),
                    **({"target": True} if answer.percent > 0 else {}),
                    **_feedback(answer.feedback),
                }
            )
        return {"type": "highlight", "turns": turns}

    def _true_false(self) -> Data:
        said = {each.text: each for each in self._item.answers}
        feedback = {
            verdict: markdown(said[verdict].feedback)
            for verdict in ("true", "false")
            if verdict in said and said[verdict].feedback
        }
        right = "true" in said and said["true"].percent > 0
        data: Data = {"type": "true-false", "answer": right}
        if feedback:
            data["feedback"] = feedback
        for reason in self._others:
            data["because"] = self._single(reason.answers)
            if not reason.shuffle:
                data["shuffle"] = False
        return data

    def _fill_in(self) -> Data:
        item = self._item
        gaps = item.gaps or [Gap(each.answers, each.kind == "choice") for each in self._items]
        names = self._gap_names(len(gaps))
        data: Data = {"type": "fill-in"}
        # Items of one text have each the gaps of the others as marked parts.
        self._stem.replace("gap", GAP)
        self._stem.take("own-prompt")
        prompt = self._stem.take("prompt")
        text = markdown(self._stem.html)
        if text.count(GAP) == len(names):
            data["prompt"] = markdown(prompt or "")
        else:
            # A question with a line to type into below it.
            data["prompt"] = text.replace(GAP, "_____")
            text = " ".join([GAP] * len(names))
        if not data["prompt"]:
            del data["prompt"]
        for name in names:
            text = text.replace(GAP, f"{{{name}}}", 1)
        blanks = [self._blank(gap) for gap in gaps]
        data |= {"text": text, "blanks": dict(zip(names, blanks, strict=True))}
        if bank := self._bank(gaps, blanks):
            data["bank"] = bank
        return data

    def _bank(self, gaps: list[Gap], blanks: list[Data]) -> list[str]:
        """The words that are offered for any gap."""
        offered = [[line(answer.text) for answer in gap.answers] for gap in gaps if gap.offered]
        if not offered:
            return []
        if len(offered) < len(gaps) or any(each != offered[0] for each in offered):
            self._note("each gap has words of its own to pick from; here all are in one bank")
        typed = [
            blank["accept"][:1] for gap, blank in zip(gaps, blanks, strict=True) if not gap.offered
        ]
        return list(dict.fromkeys(word for words in (*offered, *typed) for word in words))

    def _gap_names(self, count: int) -> list[str]:
        names = [name for name in self._tags("gap") if re.fullmatch(SLUG, name)]
        if len(set(names)) == count == len(names):
            return names
        return ["gap"] if count == 1 else [f"gap-{number}" for number in range(1, count + 1)]

    def _blank(self, gap: Gap) -> Data:
        words = [
            (line(a.text) if gap.offered else " ".join(a.text.split()), a) for a in gap.answers
        ]
        best = max((a.percent for word, a in words if word != ANYTHING), default=Decimal(0))
        accept, misses, feedback, other = [], [], "", ""
        for word, answer in words:
            if word == ANYTHING and not gap.offered:
                other = answer.feedback
            elif answer.percent == best and best > 0:
                accept.append(self._word(word, gap))
                feedback = feedback or answer.feedback
            else:
                if answer.percent > 0:
                    self._note(f"'{word}' brings {answer.percent} % there, and nothing here")
                misses.append((self._word(word, gap), answer.feedback))
        kept = [
            {"text": word, **_feedback(said)}
            for word, said in misses
            if not gap.offered or (said and said != (feedback or other))
        ]
        if other and feedback and other != feedback:
            self._note(f"what is said of any other word was left out: {line(other)}")
        blank: Data = {"accept": accept, **_feedback(feedback or other)}
        return {**blank, "misses": kept} if kept else blank

    def _word(self, word: str, gap: Gap) -> str:
        if not gap.offered:
            if re.search(r"(?<!\\)\*", word):
                self._note(
                    f"the star in '{word}' stands for any letters there, and for itself here"
                )
            word = word.replace("\\*", "*")
        return word

    def _pairs(self) -> Data:
        pairs = [(left, right) for left, right in self._item.pairs if left.strip()]
        distractors = [right for left, right in self._item.pairs if not left.strip()]
        if self._was == "ordering" and all(right.isdecimal() for _, right in pairs):
            in_order = sorted(pairs, key=lambda pair: int(pair[1]))
            return {"type": "ordering", "steps": self._steps([left for left, _ in in_order])}
        entries = self._with_feedback([left for left, _ in pairs], "left")
        if self._was == "categorizing":
            groups = self._stem.take_words("groups", "li")
            for entry in entries:
                entry["text"] = entry.pop("left")
            items = [
                {"text": entry.pop("text"), "group": right, **entry}
                for entry, (_, right) in zip(entries, pairs, strict=True)
            ]
            return {
                "type": "categorizing",
                "groups": groups or list(dict.fromkeys([*(r for _, r in pairs), *distractors])),
                "items": items,
            }
        columns = self._stem.take_words("columns", "strong")
        data: Data = {"type": "matching"}
        if len(columns) == 2:
            data["columns"] = columns
        data["pairs"] = [
            {"left": entry.pop("left"), "right": right, **entry}
            for entry, (_, right) in zip(entries, pairs, strict=True)
        ]
        return {**data, "distractors": distractors} if distractors else data

    def _steps(self, texts: list[str]) -> list[Data]:
        return self._with_feedback(texts, "text")

    def _with_feedback(self, texts: list[str], key: str) -> list[Data]:
        """Entries with the feedback that the afterword has for each of them."""
        found = [feedback_of(each) for each in self._after[0].take_items("feedback")]
        said = found if len(found) == len(texts) else [""] * len(texts)
        return [
            {key: markdown(text), **_feedback(feedback)}
            for text, feedback in zip(texts, said, strict=True)
        ]

    def _numeric(self) -> Data:
        unit = self._stem.take_words("range", "b")
        ranges = self._item.ranges
        best = max(ranges, key=lambda each: each.percent, default=None)
        if best is None or best.percent <= 0:
            self._note("no number is right")
            return {"type": "numeric"}
        answer = (best.low + best.high) / 2
        data: Data = {"type": "numeric", "answer": numbers.plain(answer)}
        if unit:
            data["unit"] = unit[0]
        said = {"close": best.feedback, "low": self._item.otherwise, "high": self._item.otherwise}
        for each in ranges:
            if each is best:
                continue
            if not each.percent and each.high == answer and "min" not in data:
                data["min"], said["low"] = numbers.plain(each.low), each.feedback
            elif not each.percent and each.low == answer and "max" not in data:
                data["max"], said["high"] = numbers.plain(each.high), each.feedback
            else:
                self._note(_other_range(each))
        data["tolerance"] = numbers.plain((best.high - best.low) / 2)
        if feedback := {key: text for key, html in said.items() if (text := markdown(html))}:
            data["feedback"] = feedback
        return data


def _other_range(range: Range) -> str:
    low, high = numbers.written(range.low), numbers.written(range.high)
    said = f": {line(range.feedback)}" if range.feedback else ""
    return f"the numbers from {low} to {high}, which bring {range.percent} %, were left out{said}"


def _feedback(html: str) -> Data:
    text = markdown(html) if html else ""
    return {"feedback": text} if text else {}
