"""What `selfcheck explain` says of errors: of all that the source reports, and true."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest

import selfcheck
from selfcheck.codes import all_codes
from selfcheck.quiz import read_quiz
from selfcheck.source import Source

PACKAGE = Path(selfcheck.__file__).parent
PLACES = ["source.py", "yaml_faults.py", "wording.py", "project.py", "quiz", "kinds", "book"]

# The calls that take a code, and where it stands among their arguments.
CODE_AT = {"Problem": 0, "Diagnostic": 3, "diagnose": 1, "_refuse": 0, "_refuse_node": 1}
CODE_AT |= {"_report": 0, "unknown_id": 0, "_wrong_type": 0}
# The calls that make their code out of a word.
CODE_OF = {
    "unknown_id": lambda word: f"unknown-{word}",
    "_wrong_type": lambda word: f"not-{word.replace(' ', '-')}",
}

# Examples that can't be read alone, and why.
EXEMPT = {
    "bad-file-name": "needs a file with that name",
    "bad-picture": "needs a chapter and a file",
    "file-too-large": "needs a file of a megabyte",
    "invalid-value": "needs a file of the book",
    "not-utf8": "needs a file that is no text",
    "old-help-line": "needs a file of the book",
    "outside-project": "needs a link to a file",
    "too-many-problems": "needs a hundred mistakes",
    "uncited-reference": "needs a file of the book",
    "unknown-chapter": "needs chapters",
    "unknown-claim": "needs a chapter and a file of the book",
    "unknown-figure": "needs a file of the book",
    "unknown-objective": "needs a chapter",
    "unknown-part": "needs a chapter and a file of the book",
    "unknown-question": "needs a chapter",
    "unknown-reference": "needs a file of the book",
    "unknown-section": "needs a chapter",
    "unknown-term": "needs a file of the book",
    "unreadable-file": "needs a folder that is not there",
}


def codes_in(tree: ast.AST) -> Iterator[str]:
    """Every code that a module's calls report."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        at = CODE_AT.get(name, len(node.args))
        if at < len(node.args) and isinstance(node.args[at], ast.Constant):
            code = node.args[at].value  # type: ignore[attr-defined]
            yield CODE_OF.get(name, str)(code)


def reported() -> set[str]:
    """Every code that the source reports."""
    found: set[str] = set()
    for place in PLACES:
        path = PACKAGE / place
        for file in [path] if path.is_file() else path.rglob("*.py"):
            found.update(codes_in(ast.parse(file.read_text("utf-8"))))
    return found


def codes_of(example: str) -> set[str]:
    """What reading an example reports; questions alone are put into a quiz."""
    if example.startswith("- "):
        example = f"title: Example\nquestions:\n{indent(example, '  ')}"
    return {each.code for each in read_quiz(Source("example.yml", example.encode()))[1]}


def test_the_source_reports_codes_at_all() -> None:
    assert len(reported()) > 60


def test_every_code_is_explained_and_every_explained_code_exists() -> None:
    assert reported() == set(all_codes())


def test_only_examples_that_need_more_than_a_quiz_are_exempt() -> None:
    assert set(EXEMPT) <= set(all_codes())


@pytest.mark.parametrize("code", sorted(set(all_codes()) - set(EXEMPT)))
def test_the_bad_example_is_bad_and_the_good_one_is_good(code: str) -> None:
    example = all_codes()[code]
    assert code in codes_of(example.bad)
    # An example of a warning may not hold an error, and a good one holds nothing at all.
    assert codes_of(example.good) - {"no-repair"} == set()
    assert code not in codes_of(example.good)


@pytest.mark.parametrize("code", all_codes().values(), ids=lambda code: code.name)
def test_an_explanation_is_short_and_whole(code) -> None:  # type: ignore[no-untyped-def]
    assert code.title.endswith(".")
    assert len(code.title) < 90
    assert code.why.strip().endswith(".")
    assert 60 < len(code.why) < 420
    assert code.bad.strip() != code.good.strip()
    assert max(map(len, code.bad.splitlines() + code.good.splitlines())) <= 110
