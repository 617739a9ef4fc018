"""The same words for each contender: chapters and questions of any number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_WORDS = """
    trust grows when two people look at one thing and say what they see while the hour goes on
    and a plan that both have touched is easier to keep than one that only one of them has made
""".split()

_CONFIG = """\
site_name: Corpus
theme: {{name: material, font: false}}
plugins: [search{plugin}]
{more}"""


def sentence(seed: int, words: int = 12) -> str:
    """A sentence of that many words, the same for the same seed."""
    picked = [_WORDS[(seed * 7 + step * (3 + seed % 5)) % len(_WORDS)] for step in range(words)]
    return " ".join(picked).capitalize() + f" {seed}."


def write_ours(folder: Path, chapters: int, questions: int) -> None:
    """A project of ours: chapters, and a quiz for each."""
    _write_chapters(folder, chapters, ", selfcheck")
    quizzes = folder / "quizzes"
    quizzes.mkdir()
    for chapter in range(chapters):
        (quizzes / f"quiz-{chapter}.yml").write_text(quiz_yaml(chapter, questions), "utf-8")


def write_plain(folder: Path, chapters: int, questions: int) -> None:
    """The same words as plain Markdown pages, without a quiz plugin."""
    _write_chapters(folder, chapters, "")
    _write_pages(folder, chapters, questions, _plain)


def write_mkdocs_quiz(folder: Path, chapters: int, questions: int) -> None:
    """The same words as mkdocs-quiz has them: no feedback of an option's own, all of it below."""
    _write_chapters(folder, chapters, ", mkdocs_quiz")
    _write_pages(folder, chapters, questions, _mkdocs_quiz)


def write_mkdocs_mcq(folder: Path, chapters: int, questions: int) -> None:
    """The same words as mkdocs-mcq has them."""
    _write_chapters(folder, chapters, ", mcq", "markdown_extensions: [pymdownx.superfences]\n")
    _write_pages(folder, chapters, questions, _mkdocs_mcq)


def _write_chapters(folder: Path, chapters: int, plugin: str, more: str = "") -> None:
    docs = folder / "docs" / "chapters"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIG.format(plugin=plugin, more=more), "utf-8")
    (folder / "docs" / "index.md").write_text("# Corpus\n", "utf-8")
    for chapter in range(chapters):
        text = "\n\n".join(
            f"## Section {section}\n\n"
            + " ".join(sentence(chapter * 100 + section * 10 + number) for number in range(8))
            for section in range(6)
        )
        (docs / f"chapter-{chapter}.md").write_text(f"# Chapter {chapter}\n\n{text}\n", "utf-8")


def _write_pages(
    folder: Path, chapters: int, questions: int, question: Callable[[Question], str]
) -> None:
    pages = folder / "docs" / "self-checks"
    pages.mkdir()
    for chapter in range(chapters):
        parts = [f"# Quiz {chapter}"]
        for number in range(questions):
            parts.append(f"## Question {number + 1}\n\n{question(_question(chapter, number))}")
        (pages / f"quiz-{chapter}.md").write_text("\n\n".join(parts) + "\n", "utf-8")


@dataclass(frozen=True)
class Question:
    """A prompt, and options with their feedback; the first is the right one."""

    prompt: str
    options: list[tuple[str, str]]


def _question(chapter: int, number: int) -> Question:
    seed = chapter * 1000 + number * 10
    return Question(
        sentence(seed),
        [(sentence(seed + each + 1, 8), sentence(seed + each + 4, 20)) for each in range(3)],
    )


def quiz_yaml(chapter: int, questions: int) -> str:
    """A quiz in our language."""
    lines = [f"title: Quiz {chapter}", f"chapter: chapters/chapter-{chapter}.md", "questions:"]
    for number in range(questions):
        question = _question(chapter, number)
        lines += [
            f"  - id: question-{number}",
            "    type: single-choice",
            f"    prompt: {question.prompt}",
            "    options:",
        ]
        for position, (text, feedback) in enumerate(question.options):
            lines += [f"      - text: {text}"]
            if position == 0:
                lines += ["        correct: true"]
            lines += [f"        feedback: {feedback}"]
    return "\n".join(lines) + "\n"


def _plain(question: Question) -> str:
    options = "\n".join(f"- {text} {feedback}" for text, feedback in question.options)
    return f"{question.prompt}\n\n{options}"


def _mkdocs_quiz(question: Question) -> str:
    options = "\n".join(
        f"- [{' ' if position else 'x'}] {text}"
        for position, (text, _) in enumerate(question.options)
    )
    feedback = " ".join(feedback for _, feedback in question.options)
    return f"<quiz>\n{question.prompt}\n{options}\n\n{feedback}\n</quiz>"


def _mkdocs_mcq(question: Question) -> str:
    options = "\n".join(
        f"- [{' ' if position else 'x'}] {text}\n  > {feedback}"
        for position, (text, feedback) in enumerate(question.options)
    )
    return f"```mcq\n---\ntype: single\nquestion: {question.prompt}\n---\n\n{options}\n```"
