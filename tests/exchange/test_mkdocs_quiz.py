"""mkdocs-quiz: the blocks of a page come in, and what does not is told."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.exchange import Imported, UnreadableInputError, all_formats
from selfcheck.quiz.reader import read_quiz
from selfcheck.quiz.writer import quiz_text
from selfcheck.source import Source

MKDOCS = all_formats()["mkdocs-quiz"]


def read(text: str, name: str = "A page") -> Imported:
    assert MKDOCS.read
    (found,) = MKDOCS.read(dedent(text).encode(), name)
    return found


def one(body: str) -> dict[str, Any]:
    found = read(f"<quiz>\n{dedent(body)}</quiz>\n")
    assert found.notes == []
    (question,) = found.data["questions"]
    assert isinstance(question, dict)
    return question


CHOICE = """\
What is the answer to
```
2 + 2
```

- [ ] 3
> Nope, but close!
- [x] 4 _(not `four`)_
  > Amazing!
  >
  > So it is.

* [] 5

Arithmetic.

- Really.
"""


def test_checkboxes_are_options_with_their_feedback() -> None:
    assert one(CHOICE) == {
        "id": "question-1",
        "type": "single-choice",
        "prompt": "What is the answer to\n```\n2 + 2\n```",
        "options": [
            {"text": "3", "feedback": "Nope, but close!"},
            {"text": "4 _(not `four`)_", "correct": True, "feedback": "Amazing!\n\nSo it is."},
            {"text": "5"},
        ],
        "explanation": "Arithmetic.\n\n- Really.",
    }


def test_several_right_answers_make_a_multiple_choice() -> None:
    question = one("Even?\n- [x] 2\n- [X] 4\n- [ ] 5\n")
    assert question["type"] == "multiple-choice"
    assert [each.get("correct", False) for each in question["options"]] == [True, True, False]


def test_words_in_brackets_are_gaps_and_a_rule_ends_them() -> None:
    question = one(
        """\
        In [[Python]], use `[[print]]`:

        ```python
        x
        ```

        It was made [[ by hand ]].

        ---
        See [[there]].
        """
    )
    assert question["text"] == (
        "In {gap-1}, use `{gap-2}`:\n\n```python\nx\n```\n\nIt was made {gap-3}."
    )
    assert question["blanks"] == {
        "gap-1": {"accept": ["Python"]},
        "gap-2": {"accept": ["print"]},
        "gap-3": {"accept": ["by hand"]},
    }
    assert question["explanation"] == "See [[there]]."


def test_a_block_in_one_line_and_one_in_a_tab_are_blocks() -> None:
    found = read(
        '<quiz>It is [[so]].</quiz>\n\n=== "Tab"\n\n' + indent(f"<quiz>\n{CHOICE}</quiz>\n", "    ")
    )
    first, second = found.data["questions"]
    assert first["text"] == "It is {gap-1}."
    assert second == {**one(CHOICE), "id": "question-2"}


def test_blocks_that_are_only_shown_are_none() -> None:
    page = (
        "# Page\n\n```markdown\n<quiz>\n- [x] a\n</quiz>\n```\n\n    ~~~\n    <quiz>\n    ```\n"
        "    ~~~\n<quiz>\nB\n- [x] a\n- [ ] b\n</quiz>\n"
    )
    (question,) = read(page).data["questions"]
    assert question["prompt"] == "B"


def test_the_keys_of_old_versions_are_understood() -> None:
    found = read(
        """\
        <?quiz?>
        question: Are you ready?
        answer-correct: Yes!
        answer: No!
        content:
        <h2>Good</h2>
        <?/quiz?>
        """
    )
    assert found.notes == []
    assert found.data["questions"] == [
        {
            "id": "question-1",
            "type": "single-choice",
            "prompt": "Are you ready?",
            "options": [{"text": "Yes!", "correct": True}, {"text": "No!"}],
            "explanation": "<h2>Good</h2>",
        }
    ]


def test_title_name_and_what_is_left_out() -> None:
    found = read(
        """\
        # Water #1

        <quiz auto-submit="false">
        Boil?
        - [x] 100
        stray
        - [ ] 10
        </quiz>

        <quiz>
        Nothing.
        </quiz>
        """
    )
    assert (found.name, found.data["title"]) == ("a-page", "Water #1")
    assert {(each.line, each.message) for each in found.notes} == {
        (3, "the settings 'auto-submit=\"false\"' were left out"),
        (6, "a line among the answers was left out: stray"),
        (10, "this block has neither checkboxes nor gaps"),
    }
    assert found.data["questions"][1]["type"] == "reflection"
    around = read("---\nquiz: disable\n---\n<quiz>\n[[a]]\n</quiz>\n")
    assert [each.message for each in around.notes] == [
        "the words around the questions were left out"
    ]


def test_only_what_is_not_there_is_missing() -> None:
    found = read("<quiz>\nBoil?\n- [x] 100\n- [ ] 10\n> Too cold.\n</quiz>\n")
    quiz, problems = read_quiz(Source("x", quiz_text(found.data).encode()))
    assert quiz is None
    assert [(each.code, "feedback" in each.message) for each in problems] == [("missing-key", True)]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "no <quiz> block"), (b"a\nb\n\xff", "line 3 is not UTF-8"), (b"`<quiz>`", "no <quiz>")],
)
def test_what_is_no_quiz_is_refused_in_words(content: bytes, words: str) -> None:
    assert MKDOCS.read
    with pytest.raises(UnreadableInputError, match=words):
        MKDOCS.read(content, "x")


PIECES = st.sampled_from(
    ["<quiz>", "</quiz>", "<?quiz?>", "<?/quiz?>", "- [x] a", "* []", "> b", "  c", "d", "",
     "[[e]]", "---", "```", "question: f", "answer: g", "# h", "[[ ]]"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=14).map("\n".join))
def test_any_page_is_read_or_refused(page: str) -> None:
    try:
        found = read(page)
    except UnreadableInputError:
        return
    quiz, problems = read_quiz(Source("x", quiz_text(found.data).encode()))
    assert quiz or problems


def test_a_page_of_nothing_but_openings_is_read_in_no_time() -> None:
    found = read("<quiz>\n```\n" * 200_000)
    assert len(found.data["questions"]) == 1
    assert found.notes[0].message == "this block is not closed"
