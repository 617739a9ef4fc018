"""Short ways to write the rules' examples: each function returns YAML of one question.

What an example is not about (ids, most of the feedback) is filled in here, so
that the rule shows only what matters and the reader still sees a whole question.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

RIGHT = "The reason why this is right stands here, in a sentence or two."
WRONG = (
    "What is sensible about this choice comes first, and after it the misconception that the "
    "choice rests on.",
    "People often believe this, and what they overlook when they do is named here in a full "
    "sentence.",
    "This would fit another situation, and the feedback says which one that is and how it differs.",
    "Here stands what a reader who picked this had in mind, and what they would need to see.",
    "There is a grain of truth in it, and the feedback shows where that truth comes to an end.",
    "A reader who chose this has mixed up two things, so their difference is put in plain words.",
    "It looks likely from outside, and a closer look, which is given here, shows that it is not.",
)
ASKED = "What do we know about {} so far?"
TOPICS = ("bees", "tides", "bread", "clocks", "maps", "rivers", "owls", "glass", "salt", "wind")
_NEEDS_QUOTES = re.compile(r"^[^\w“‘(]|: |:$| #|^(?:true|false|null|-?\d+(?:\.\d+)?)$|\n", re.ASCII)


def text(value: str) -> str:
    """A text as it stands in YAML, in quotes where it needs them."""
    return json.dumps(value, ensure_ascii=False) if _NEEDS_QUOTES.search(value) else value


def pick(prompt: str, right: str, *wrong: str, more: str = "", why: str = RIGHT) -> str:
    """A single-choice question; `more` is further YAML lines, `why` the right one's feedback."""
    return _question("single-choice", prompt, more) + _options("options", [right], wrong, why)


def tick(prompt: str, right: list[str], wrong: list[str], more: str = "") -> str:
    """A multiple-choice question."""
    return _question("multiple-choice", prompt, more) + _options("options", right, wrong, RIGHT)


def judge(
    statement: str,
    answer: bool,
    right: str = "",
    *wrong: str,
    more: str = "explanation: What to take away from this question stands here.",
) -> str:
    """A true-false question, with reasons to choose from where `right` is given."""
    head = _question("true-false", statement, more)
    head += f"answer: {str(answer).lower()}\nfeedback:\n"
    head += "  true: What speaks for it is named here, and how far that goes.\n"
    head += "  false: What speaks against it is named here, and how far that goes.\n"
    return head + _options("because", [right], wrong, RIGHT) if right else head


def fill(sentence: str, more: str = "", **blanks: str) -> str:
    """A fill-in question; the accepted words of a blank are parted by `|`."""
    lines = [_question("fill-in", "", more) + f"text: {text(sentence)}", "blanks:"]
    for name, accepted in blanks.items():
        feedback = f"Why the word belongs into the gap called {name} stands here."
        words = ", ".join(map(text, accepted.split("|")))
        lines += [f"  {name}:", f"    accept: [{words}]", f"    feedback: {feedback}"]
    return "\n".join(lines) + "\n"


def match(prompt: str, more: str = "", **pairs: str) -> str:
    """A matching question: left to right, underscores being spaces."""
    lines = [_question("matching", prompt, more) + "pairs:"]
    for left, right in pairs.items():
        given = left.replace("_", " ")
        lines += [
            f"  - left: {text(given)}",
            f"    right: {text(right)}",
            f"    feedback: Why {given} belongs to its partner is explained here.",
        ]
    return "\n".join(lines) + "\n"


def order(prompt: str, *steps: str, more: str = "") -> str:
    """An ordering question."""
    lines = [_question("ordering", prompt, more) + "steps:"]
    for position, step in enumerate(steps):
        feedback = f"Why it stands in place number {position + 1} is explained here."
        lines += [f"  - text: {text(step)}", f"    feedback: {feedback}"]
    return "\n".join(lines) + "\n"


def quiz(*questions: str, head: str = "") -> str:
    """A quiz of these questions, each under an id of its own."""
    lines = ["title: Example", *head.splitlines(), "questions:"]
    for number, question in enumerate(questions, 1):
        numbered = question.replace("id: example", f"id: example-{number}", 1)
        first, *rest = numbered.splitlines()
        lines += [f"  - {first}", *(f"    {line}" for line in rest)]
    return "\n".join(lines) + "\n"


def many(count: int, make: Callable[[int, str], str], head: str = "") -> str:
    """A quiz of so many questions, made from their number (from 0) and a topic."""
    topics = [TOPICS[n % len(TOPICS)] + ("" if n < len(TOPICS) else " again") for n in range(count)]
    return quiz(*(make(number, topic) for number, topic in enumerate(topics)), head=head)


def claims(topic: str, right: int = 0) -> list[str]:
    """Three placeholders of about one length; `right` says which of them comes first."""
    options = [f"{which} claim about {topic}" for which in ("A", "The", "Another")]
    return options[right % 3 :] + options[: right % 3]


def _question(kind: str, prompt: str, more: str) -> str:
    lines = ["id: example", f"type: {kind}"]
    if prompt:
        lines.append(f"prompt: {text(prompt)}")
    return "\n".join([*lines, *more.splitlines()]) + "\n"


def _options(key: str, right: list[str], wrong: list[str] | tuple[str, ...], why: str) -> str:
    lines = [f"{key}:"]
    for position, option in enumerate(right):
        # The others' feedback must differ from the first one's.
        feedback = (
            why if not position else f"Why number {position + 1} applies as well is explained here."
        )
        lines += [
            f"  - text: {text(option)}",
            "    correct: true",
            f"    feedback: {text(feedback)}",
        ]
    for option, feedback in zip(wrong, WRONG, strict=False):
        lines += [f"  - text: {text(option)}", f"    feedback: {text(feedback)}"]
    return "\n".join(lines) + "\n"
