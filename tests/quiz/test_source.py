"""Reading YAML: positions, what is refused, and what it may cost."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.kinds import all_kinds
from selfcheck.quiz import read_quiz
from selfcheck.reports import as_text
from selfcheck.source import MAX_BYTES, Source


def codes(raw: bytes) -> list[str]:
    return [each.code for each in read_quiz(Source("q.yml", raw))[1]]


def test_positions_count_characters_from_one() -> None:
    source = Source("q.yml", "tïtle: a\nlist:\n  - ü: 1\n    b: 2\n".encode())
    assert source.position(("list", 0, "b")) == (4, 8)
    assert source.position(("list", 0, "b"), on_key=True) == (4, 5)
    assert source.position(("list", 0, "gone", "deeper")) == (3, 5)


def test_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert Source("q.yml", b"\xef\xbb\xbftitle: a\n").data == {"title": "a"}


def test_only_true_and_false_are_booleans() -> None:
    text = (
        "a: yes; b: no; c: on; d: off; e: true; f: false; g: 1_000; h: 012; i: 1.5; j: 2001-01-01"
    )
    assert Source("q.yml", text.replace("; ", "\n").encode()).data == {
        "a": "yes", "b": "no", "c": "on", "d": "off", "e": True, "f": False,
        "g": "1_000", "h": "012", "i": 1.5, "j": "2001-01-01",
    }  # fmt: skip


def test_keys_are_text() -> None:
    assert Source("q.yml", b"true: a\n1: b\nnull: c\n").data == {"true": "a", "1": "b", "null": "c"}


def test_not_utf8_names_line_and_column() -> None:
    [diagnostic] = Source("q.yml", b"title: a\nx: caf\xe9\n").diagnostics
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == ("not-utf8", 2, 7)


def test_utf16_is_refused_as_not_utf8() -> None:
    assert codes("title: a\n".encode("utf-16")) == ["not-utf8"]


def test_control_character_names_its_place() -> None:
    [diagnostic] = Source("q.yml", b"title: a\nx: b\x07\n").diagnostics
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == ("control-character", 2, 5)


def test_large_file_is_refused() -> None:
    assert codes(b"title: " + b"a" * MAX_BYTES) == ["file-too-large"]


def test_missing_file_is_a_diagnostic(tmp_path: Path) -> None:
    source = Source.read(tmp_path / "gone.yml", "gone.yml")
    assert [each.code for each in source.diagnostics] == ["unreadable-file"]


@pytest.mark.parametrize(
    "hostile",
    [
        b"[" * 200_000,
        b"{a: " * 100_000,
        b"- " * 200_000 + b"x",
        b"? " * 200_000 + b"x",
        b"\n".join(b" " * depth + b"- " for depth in range(900)),
        b"a: &a [*a]",
        b"&a {b: *a}",
        b"".join(
            b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1) if n else b"x"] * 9))
            for n in range(12)
        ),
        b"x: !!python/object/apply:os.system ['true']",
        b"x: !!int nine",
        b"x: !!binary ===",
        b"x: !!set {a, b}",
        b"? [a, b]\n: c",
        b"x: " + b"9" * 10_000,
        b"<<: {title: a}",
        b"%YAML 9.9\n---\na: b",
        b"\x00",
        b"\xff\xfe\x00\x00",
        b"--- a\n--- b\n",
        b"'" * 50_001,
        b"\xe2\x80\xa8" * 1000,
        b"[" + b"a," * 499_990 + b"]",
        b"{" + b"a," * 499_990 + b"}",
        b"? \n" * 330_000,
        b"\ra: \r" * 190_000,
    ],
    ids=range(25),
)  # fmt: skip
def test_hostile_text_is_told_so_at_once(hostile: bytes) -> None:
    started = time.perf_counter()
    quiz, diagnostics = read_quiz(Source("q.yml", hostile))
    assert quiz is None
    assert diagnostics
    assert time.perf_counter() - started < 2


def read_in_time(raw: bytes) -> None:
    """Reading ends soon, with a quiz or with words about what is wrong; never with a traceback."""
    started = time.process_time()
    quiz, diagnostics = read_quiz(Source("q.yml", raw))
    assert time.process_time() - started < 2
    errors = [each for each in diagnostics if each.severity == "error"]
    assert (quiz is None) == bool(errors)
    lines = raw.decode("utf-8", "replace").splitlines()
    for each in diagnostics:
        assert 1 <= each.line <= len(lines) + 1
        assert each.column >= 1
        assert each.message
        assert "Traceback" not in each.message
    as_text(diagnostics, lambda _path: lines)


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_diagnostics_or_data(raw: bytes) -> None:
    read_in_time(raw)


EXAMPLES = {kind.name: kind.example.read_bytes() for kind in all_kinds().values()}
# What YAML gives a meaning to, and what often goes wrong.
PIECES = [
    b"\n", b"  ", b"\t", b": ", b":", b"- ", b"-", b"? ", b"{", b"}", b"[", b"]", b",", b"#", b" #",
    b"&a ", b"*a", b"!", b"!!int ", b"!!python/name:x ", b"|", b">", b"|2\n", b"'", b'"', b"\\",
    b"%", b"@", b"`", b"~", b"null", b"true", b"<<: *a", b"---\n", b"...\n", b"%YAML 1.2\n", b"\r",
    b"\0", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", b"\xff", b"\xf0\x9f\x99\x82",
    b"99999999999999999999", b"1e9", b".nan", b"2001-01-01", b"id: a\n", b"type: matching\n",
]  # fmt: skip


@st.composite
def spoilt_examples(draw: st.DrawFn) -> bytes:
    """An example with pieces put in, bytes taken out, and lines moved."""
    raw = bytearray(draw(st.sampled_from(sorted(EXAMPLES.values()))))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(raw)))
        match draw(st.integers(0, 3)):
            case 0:
                raw[at:at] = draw(st.sampled_from(PIECES)) * draw(st.sampled_from([1, 1, 1, 30]))
            case 1:
                del raw[at : at + draw(st.integers(1, 40))]
            case 2:
                other = draw(st.integers(0, len(raw)))
                raw[at:at] = raw[other : other + draw(st.integers(1, 200))]
            case _:
                raw[at:at] = draw(st.binary(max_size=8))
    return bytes(raw)


@settings(max_examples=1500, deadline=None)
@given(spoilt_examples())
def test_any_spoilt_example_gives_diagnostics_or_a_quiz(raw: bytes) -> None:
    read_in_time(raw)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5).map(str.encode), max_size=60))
def test_any_heap_of_yaml_gives_diagnostics_or_a_quiz(pieces: list[bytes]) -> None:
    read_in_time(b"".join(pieces))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(PIECES), st.sampled_from(PIECES), st.sampled_from([b"", b"a", b" ", b"a: "]),
    st.integers(1_000, 100_000),
)  # fmt: skip
def test_any_repetition_is_read_in_time(
    piece: bytes, other: bytes, between: bytes, times: int
) -> None:
    unit = piece + between + other
    read_in_time(unit * min(times, MAX_BYTES // len(unit)))


YAML_SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["title", "questions", "id", "type", "prompt", "options", "text", "correct", "feedback",
             "answer", "because", "blanks", "accept", "pairs", "left", "right", "steps", "x"]
        ),
        inner | st.sampled_from(["single-choice", "true-false", "fill-in", "matching", "ordering"]),
        max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(YAML_SHAPES)
def test_any_structure_gives_diagnostics_or_a_quiz(shape: object) -> None:
    read_in_time(yaml.safe_dump({"questions": shape}).encode())


@settings(max_examples=700, deadline=None)
@given(st.sampled_from(sorted(EXAMPLES)), st.data())
def test_any_structure_anywhere_in_an_example_gives_diagnostics_or_a_quiz(
    kind: str, data: st.DataObject
) -> None:
    quiz = Source(kind, EXAMPLES[kind]).data
    holder: Any = quiz
    step = data.draw(st.sampled_from(list(holder)))
    while isinstance(holder[step], (dict, list)) and holder[step] and data.draw(st.booleans()):
        holder = holder[step]
        steps = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        step = data.draw(st.sampled_from(steps))
    holder[step] = data.draw(YAML_SHAPES)
    read_in_time(yaml.safe_dump(quiz, allow_unicode=True).encode("utf-8", "replace"))
