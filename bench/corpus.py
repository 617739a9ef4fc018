"""The same words for each contender: chapters and questions of any number."""

from __future__ import annotations

from pathlib import Path

_WORDS = """
    trust grows when two people look at one thing and say what they see while the hour goes on
    and a plan that both have touched is easier to keep than one that only one of them has made
""".split()

_CONFIG = """\
site_name: Corpus
theme: {{name: material, font: false}}
plugins: [search{plugin}]
exclude_docs: data/
"""


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
        (quizzes / f"quiz-{chapter}.yml").write_text(_quiz(chapter, questions), "utf-8")


def write_plain(folder: Path, chapters: int, questions: int) -> None:
    """The same words as plain Markdown pages, without a quiz plugin."""
    _write_chapters(folder, chapters, "")
    pages = folder / "docs" / "self-checks"
    pages.mkdir()
    for chapter in range(chapters):
        (pages / f"quiz-{chapter}.md").write_text(_plain_page(chapter, questions), "utf-8")


def _write_chapters(folder: Path, chapters: int, plugin: str) -> None:
    docs = folder / "docs" / "chapters"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIG.format(plugin=plugin), "utf-8")
    (folder / "docs" / "index.md").write_text("# Corpus\n", "utf-8")
    for chapter in range(chapters):
        text = "\n\n".join(
            f"## Section {section}\n\n"
            + " ".join(sentence(chapter * 100 + section * 10 + number) for number in range(8))
            for section in range(6)
        )
        (docs / f"chapter-{chapter}.md").write_text(f"# Chapter {chapter}\n\n{text}\n", "utf-8")


def _quiz(chapter: int, questions: int) -> str:
    lines = [f"title: Quiz {chapter}", f"chapter: chapters/chapter-{chapter}.md", "questions:"]
    for number in range(questions):
        seed = chapter * 1000 + number * 10
        lines += [
            f"  - id: question-{number}",
            "    type: single-choice",
            f"    prompt: {sentence(seed)}",
            "    options:",
        ]
        for option in range(3):
            lines += [f"      - text: {sentence(seed + option + 1, 8)}"]
            if option == 0:
                lines += ["        correct: true"]
            lines += [f"        feedback: {sentence(seed + option + 4, 20)}"]
    return "\n".join(lines) + "\n"


def _plain_page(chapter: int, questions: int) -> str:
    parts = [f"# Quiz {chapter}"]
    for number in range(questions):
        seed = chapter * 1000 + number * 10
        options = "\n".join(
            f"- {sentence(seed + option + 1, 8)} {sentence(seed + option + 4, 20)}"
            for option in range(3)
        )
        parts.append(f"## Question {number + 1}\n\n{sentence(seed)}\n\n{options}")
    return "\n\n".join(parts) + "\n"
