"""Questions of Moodle as ours: plain data in the quiz language, complete or not.

What Moodle has no place for and an author must add, such as a reason for each option, is left
out: the check of the quiz asks for it. What we have no place for is told in notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from selfcheck.exchange.foreign_html import line, markdown, pictures
from selfcheck.exchange.format import Imported, Note
from selfcheck.exchange.moodle.items import Category, Item
from selfcheck.exchange.moodle.restored import restored
from selfcheck.exchange.naming import slug, unused

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_OWN_NAME = re.compile(rf"({_SLUG})/({_SLUG})(?:/({_SLUG}))?")
_LONGEST_LINE = 300

Data = dict[str, Any]


def restore(categories: Iterable[Category], notes: Iterable[Note], stem: str) -> list[Imported]:
    """The quizzes of a file.

    Args:
        categories: what was read, at least one with items.
        notes: what was not understood; they go to the first quiz.
        stem: the name of the file, for a quiz that has none.
    """
    quizzes: list[Imported] = []
    taken: set[str] = set()
    left = list(notes)
    for category in categories:
        if not category.items:
            continue
        quiz = _Quiz(category)
        title = re.split(r"(?<!/)/(?!/)", category.title)[-1].replace("//", "/").strip()
        own = {found[1] for each in category.items if (found := _OWN_NAME.fullmatch(each.name))}
        all_own = all(_OWN_NAME.fullmatch(each.name) for each in category.items)
        name = own.pop() if len(own) == 1 and all_own else slug(title) or slug(stem) or "quiz"
        data: Data = {"title": _clipped(title or stem or name)}
        if category.description:
            data["description"] = _clipped(line(category.description))
        data |= quiz.data()
        quizzes.append(Imported(unused(name, taken), data, sorted_notes([*left, *quiz.notes])))
        left = []
    return quizzes


def sorted_notes(notes: list[Note]) -> list[Note]:
    """Notes in the order of the file."""
    return sorted(notes, key=lambda each: each.line)


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_LINE else f"{text[: _LONGEST_LINE - 1].rstrip()}…"


class _Quiz:
    """The questions of one category."""

    def __init__(self, category: Category) -> None:
        self._category = category
        self._ids: set[str] = set()
        self.notes: list[Note] = []

    def data(self) -> Data:
        """The quiz but for its title."""
        introduction: list[str] = []
        questions: list[Data] = []
        for items in _together(self._category.items):
            first = items[0]
            if first.kind != "description":
                questions.append(self._question(items))
            elif not questions:
                introduction.append(markdown(self._without_pictures(first).stem))
            else:
                words = line(first.stem)
                self._note(
                    first, f"a text between questions was left out; put it into a prompt: {words}"
                )
        begin = {"introduction": "\n\n".join(introduction)} if any(introduction) else {}
        return {**begin, "questions": questions}

    def _note(self, item: Item, message: str) -> None:
        named = f"'{item.name}': " if item.name else ""
        self.notes.append(Note(item.line, f"{named}{message}"))

    def _without_pictures(self, item: Item) -> Item:
        """The item, after pictures and sound in its texts have been told as left out."""
        html = [item.stem, item.afterword, *item.hints, *(left for left, _ in item.pairs)]
        html += [part for each in item.answers for part in (each.text, each.feedback)]
        html += [answer.feedback for gap in item.gaps for answer in gap.answers]
        html += [each.feedback for each in item.ranges]
        for found in [each for part in html for each in (pictures(part) if "<" in part else [])]:
            self._note(item, f"a picture or sound was left out: {found}")
        return item

    def _question(self, items: list[Item]) -> Data:
        for each in items:
            self._without_pictures(each)
        data = restored(items, lambda message: self._note(items[0], message))
        found = _OWN_NAME.fullmatch(items[0].name)
        name = found[2] if found else slug(items[0].name) or slug(line(items[0].stem)[:80])
        return {"id": unused(name or "question", self._ids), **data}


def _together(items: list[Item]) -> list[list[Item]]:
    """Items that one of our questions became, together again."""
    groups: list[list[Item]] = []
    for item in items:
        found = _OWN_NAME.fullmatch(item.name)
        last = _OWN_NAME.fullmatch(groups[-1][0].name) if groups else None
        # The reason for a judgement, or the next gap of the same text.
        if found and last and found[3] and found.groups()[:2] == last.groups()[:2]:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups
