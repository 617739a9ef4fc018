"""A package, or a single item, as quizzes: each test is one, items without a test another."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from selfcheck.exchange.archives import unpack
from selfcheck.exchange.format import Imported, Note, UnreadableInputError
from selfcheck.exchange.naming import slug, unused
from selfcheck.exchange.qti.reading.documents import first, parse, plain, text
from selfcheck.exchange.qti.reading.item import NotUnderstoodError
from selfcheck.exchange.qti.reading.questions import question

_MANIFEST = "imsmanifest.xml"
_WORDS = (b"assessment", b"manifest", b"questestinterop")


def read(content: bytes, stem: str) -> list[Imported]:
    """Quizzes of a package (zip) or of a single item (XML).

    Raises:
        UnreadableInputError: it is neither, is of QTI 1, is hostile, or holds no item.
    """
    if not content.startswith(b"PK"):
        root = parse(content)
        _is_item(root)
        return [_Quiz(slug(stem, "imported"), stem).with_items([("", root)]).done()]
    files = {path: parse(data) for path, data in _documents(unpack(content)).items()}
    tests = {path: root for path, root in files.items() if root.tag == "assessmentTest"}
    items = {path: root for path, root in files.items() if root.tag == "assessmentItem"}
    if not items:
        found = {root.tag: root for root in files.values()}
        _is_item(found.get("questestinterop", next(iter(files.values()), None)))
    quizzes: list[Imported] = []
    used: set[str] = set()
    for path, root in sorted(tests.items()):
        refs = [
            _path(posixpath.join(posixpath.dirname(path), node.get("href", "")))
            for node in root.iter("assessmentItemRef")
        ]
        name = _quiz_name(root, posixpath.splitext(posixpath.basename(path))[0], stem)
        quiz = _Quiz(unused(name, {each.name for each in quizzes}), root.get("title") or stem)
        quiz.introduce(root)
        for ref in refs:
            if ref not in items:
                quiz.notes.append(f"the item '{ref}' is missing")
        quiz.with_items([(ref, items[ref]) for ref in refs if ref in items])
        used.update(refs)
        if quiz.questions or quiz.notes:
            quizzes.append(quiz.done())
    loose = _listed(files, [path for path in items if path not in used])
    if loose:
        name = unused(slug(stem, "imported"), {each.name for each in quizzes})
        quizzes.append(_Quiz(name, stem).with_items([(path, items[path]) for path in loose]).done())
    return quizzes


def _documents(files: dict[str, bytes]) -> dict[str, bytes]:
    """What may be an item, a test or the manifest; schemas and the like are none."""
    return {
        path: data
        for path, data in files.items()
        if path.endswith(".xml") and any(word in data for word in _WORDS)
    }


def _is_item(root: Element | None) -> None:
    """Raise an error that says what a document is, if it is no item."""
    tag = root.tag if root is not None else ""
    if tag == "assessmentItem":
        return
    if tag == "questestinterop":
        raise UnreadableInputError("this is QTI 1; export it as QTI 2.1 or QTI 3")
    if tag == "assessmentTest":
        raise UnreadableInputError("this is a test without its items; import the whole package")
    if tag == "manifest":
        raise UnreadableInputError("this package holds no item of QTI 2 or QTI 3")
    raise UnreadableInputError("this holds no item of QTI 2 or QTI 3")


def _quiz_name(root: Element, file: str, stem: str) -> str:
    identifier = root.get("identifier", "")
    own = identifier.removeprefix("quiz_")
    return slug(own if own != identifier else root.get("title") or file, slug(stem, "imported"))


def _listed(files: dict[str, Element], paths: list[str]) -> list[str]:
    """Items in the order of the manifest, those that it does not list last."""
    order = [
        _path(node.get("href", ""))
        for path, root in files.items()
        if posixpath.basename(path) == _MANIFEST
        for node in root.iter("resource")
    ]
    places = {path: place for place, path in reversed(list(enumerate(order)))}
    return sorted(paths, key=lambda path: (places.get(path, len(order)), path))


def _path(href: str) -> str:
    return posixpath.normpath(unquote(href))


class _Quiz:
    """A quiz as it grows."""

    def __init__(self, name: str, title: str) -> None:
        self.name = name
        self.data: dict[str, Any] = {"title": " ".join(title.split()) or name}
        self.questions: list[dict[str, Any]] = []
        self.notes: list[str] = []

    def introduce(self, test: Element) -> None:
        """What a test says before its first item."""
        rubrics = [node for node in test.iter("rubricBlock") if "candidate" in node.get("view", "")]
        description = first(test, "selfcheck-description")
        introduction = first(test, "selfcheck-introduction")
        if description is not None:
            self.data["description"] = plain(description)
        if description is None and introduction is None:
            said = [text(node) for node in rubrics]
        else:
            said = [text(introduction)]
        if words := "\n\n".join(each for each in said if each):
            self.data["introduction"] = words
        if len(list(test.iter("assessmentSection"))) > 1:
            self.notes.append("its sections are one list of questions now")

    def with_items(self, items: list[tuple[str, Element]]) -> _Quiz:
        """Add items, each with the path that it was found at."""
        for path, root in items:
            given = root.get("identifier", "")
            own = given.rpartition("_")[2] if given.startswith("item_") else given
            known = slug(own, slug(posixpath.basename(path), "question"))
            id = unused(known, {each["id"] for each in self.questions})
            try:
                data, notes = question(root, id)
            except NotUnderstoodError as problem:
                self.notes.append(f"{given or id}: left out, since {problem}")
                continue
            self.questions.append(data)
            self.notes += [f"{id}: {note}" for note in notes]
        return self

    def done(self) -> Imported:
        """The quiz as it is handed on."""
        data = {**self.data, "questions": self.questions}
        return Imported(self.name, data, [Note(0, each) for each in self.notes])
