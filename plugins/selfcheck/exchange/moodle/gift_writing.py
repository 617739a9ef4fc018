r"""Questions of Moodle as GIFT.

The format: https://docs.moodle.org/en/GIFT_format. What that leaves open is as Moodle reads it
(`question/format/gift/format.php`): a backslash before each of `\ ~ = # { } :`, `\n` for a new
line, as an empty line ends a question, and weights of at most five decimals. Texts are HTML and
say so; what is plain begins with no such word, or says `[plain]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from selfcheck.exchange.moodle.items import ANYTHING, GAP, Answer, Category, Item, Range
from selfcheck.exchange.moodle.numbers import written


def gift(categories: Iterable[Category]) -> str:
    """The text of a file."""
    return "\n".join(block for each in categories for block in _blocks(each))


def _blocks(category: Category) -> Iterable[str]:
    # Moodle takes the line as it is, but for backslashes.
    title = category.title.replace("\\", "\\\\")
    yield f"$CATEGORY: {title}\n"
    for item in category.items:
        comment = f"// [id:{item.name}]" + "".join(f" [tag:{tag}]" for tag in item.tags)
        yield f"{comment}\n::{_escaped(item.name)}::{_question(item)}\n"


def _question(item: Item) -> str:
    before, _, after = item.stem.partition(GAP)
    if item.kind == "description":
        return _html(before)
    return f"{_html(before)}{{{_answers(item)}}}{_tail(after)}"


def _tail(html: str) -> str:
    # Some programs take two slashes behind the brace for a comment.
    return _escaped(re.sub(r"\A(\s*)//", r"\1&#47;/", html))


def _answers(item: Item) -> str:
    """What stands between the braces."""
    lines: list[str] = []
    match item.kind:
        case "true-false":
            right, wrong = sorted(item.answers, key=lambda each: -each.percent)
            feedback = f"#{_html(wrong.feedback)}#{_html(right.feedback)}"
            afterword = f"####{_html(item.afterword)}" if item.afterword else ""
            return f"{right.text.upper()}{feedback}{afterword}"
        case "choice":
            lines = [_choice(each, item.several) for each in item.answers]
        case "words":
            lines = [_word(each) for each in item.answers]
        case "pairs":
            lines = [f"={_html(left)} -> {_escaped(right)}" for left, right in item.pairs]
        case "number":
            lines = [_range(each) for each in item.ranges]
            lines[0] = f"#\n\t{lines[0]}"
            return _lines([*lines, *_afterword(item)]).lstrip()
    if not lines:
        return "".join(_afterword(item))
    return _lines([*lines, *_afterword(item)])


def _lines(lines: list[str]) -> str:
    return "".join(f"\n\t{each}" for each in lines) + "\n"


def _afterword(item: Item) -> list[str]:
    return [f"####{_html(item.afterword)}"] if item.afterword else []


def _choice(answer: Answer, several: bool) -> str:
    mark = "~"
    if several:
        mark = f"~%{written(answer.percent)}%" if answer.percent else "~"
    elif answer.percent == 100:
        mark = "="
    return f"{mark}{_html(answer.text)}{_feedback(answer.feedback)}"


def _word(answer: Answer) -> str:
    r"""A word to type. A star stands for anything, unless it has a backslash.

    An arrow would make a pair of it, and can't be escaped; `-*>` fits it.
    """
    word = answer.text
    if word != ANYTHING:
        word = word.replace("*", "\\*").replace("->", "-*>")
    plain = "[plain]" if word.startswith("[") else ""
    return f"=%{written(answer.percent)}%{plain}{_escaped(word)}{_feedback(answer.feedback)}"


def _range(range: Range) -> str:
    weight = f"=%{written(range.percent)}%"
    if range.percent:
        middle, half = (range.low + range.high) / 2, (range.high - range.low) / 2
        return f"{weight}{written(middle)}:{written(half)}{_feedback(range.feedback)}"
    return f"{weight}{written(range.low)}..{written(range.high)}{_feedback(range.feedback)}"


def _feedback(html: str) -> str:
    return f"#{_html(html)}" if html else ""


def _html(html: str) -> str:
    return f"[html]{_escaped(html)}" if html else ""


def _escaped(text: str) -> str:
    escaped = re.sub(r"[\\~=#{}:]", r"\\\g<0>", text)
    return re.sub(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", r"\\n", escaped)
