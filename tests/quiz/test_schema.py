"""The schema for editors: current, valid, and of one mind with the model.

A schema tells the shape of a quiz. The rules in `problems()`, and ids that stand twice, are
beyond it: a quiz that breaks only those is accepted here by both, and refused by `read_quiz`.
"""

from __future__ import annotations

import copy
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from selfcheck.cli import main
from selfcheck.kinds import all_kinds
from selfcheck.pages import all_assets
from selfcheck.quiz import Quiz, read_quiz
from selfcheck.quiz.schema import FILE, schema, schema_text
from selfcheck.source import Source
from tests.conftest import ROOT

SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA)
MISTAKES = sorted((Path(__file__).parent / "mistakes").glob("*.txt"))
QUIZZES = sorted((ROOT / "quizzes").glob("*.yml"))
EXAMPLES = {
    kind.name: Source(kind.name, kind.example.read_bytes()).data for kind in all_kinds().values()
}


def shape_accepts(data: Any) -> bool:
    """Whether the model takes the data, its kinds' own rules apart."""
    try:
        Quiz.model_validate(data)
    except ValidationError:
        return False
    return True


def agree(data: Any) -> None:
    """Model and schema take the data both, or refuse it both."""
    errors = [error.message for error in VALIDATOR.iter_errors(data)]
    assert shape_accepts(data) == (not errors), (data, errors[:3])


# --- the file


def test_the_file_is_current() -> None:
    assert FILE.read_text("utf-8") == schema_text(), (
        "run: selfcheck schema --output plugins/selfcheck/quiz/schema.json"
    )


def test_the_command_shows_and_writes_it(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["schema"]).output == schema_text()
    file = tmp_path / "new" / "schema.json"
    assert CliRunner().invoke(main, ["schema", "--output", str(file)]).exit_code == 0
    assert file.read_text("utf-8") == schema_text()


def test_the_site_publishes_it() -> None:
    (published,) = (each for each in all_assets() if each.address.endswith("schema.json"))
    assert published.address == "assets/selfcheck/quiz.schema.json"
    assert published.content == schema_text()


def test_it_is_a_schema_and_names_no_host() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"].startswith("urn:")


@pytest.mark.parametrize("file", QUIZZES, ids=lambda file: file.stem)
def test_each_quiz_names_the_schema_where_it_lies(file: Path) -> None:
    first = file.read_text("utf-8").partition("\n")[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named, first
    assert (file.parent / named[1]).resolve() == FILE.resolve()


# --- what it teaches


def objects() -> dict[str, dict[str, Any]]:
    return {"Quiz": SCHEMA, **SCHEMA["$defs"]}


@pytest.mark.parametrize("name", objects())
def test_every_object_is_closed_and_explains_itself(name: str) -> None:
    definition = objects()[name]
    keys = set(definition["properties"])
    if "true" in keys:  # see `_object`
        assert set(definition["required"]) == keys
        assert definition["maxProperties"] == len(keys)
    else:
        assert definition["additionalProperties"] is False
    assert definition["title"]
    assert definition["description"].rstrip(")").endswith(".")


def test_every_key_explains_itself() -> None:
    unexplained = [
        f"{name}.{key}"
        for name, definition in objects().items()
        for key, value in definition["properties"].items()
        if "description" not in value and "$ref" not in value
    ]
    assert unexplained == []


def test_every_kind_is_there_with_an_example_and_a_snippet() -> None:
    offered = SCHEMA["properties"]["questions"]["items"]
    kinds = [SCHEMA["$defs"][each["$ref"].rpartition("/")[2]] for each in offered["oneOf"]]
    assert [each["properties"]["type"]["const"] for each in kinds] == list(all_kinds())
    labels = [each["label"] for each in offered["defaultSnippets"]]
    assert labels == [f"new {kind}" for kind in all_kinds()]
    for each in kinds:
        (example,) = each["examples"]
        agree({"title": "x", "questions": [example]})
        assert "```yaml" in each["markdownDescription"]


@pytest.mark.parametrize(
    "snippet",
    SCHEMA["properties"]["questions"]["items"]["defaultSnippets"],
    ids=lambda snippet: snippet["label"],
)
def test_a_snippet_left_as_it_is_has_the_right_shape(snippet: dict[str, Any]) -> None:
    text = json.dumps(snippet["body"])
    places = [int(number) for number in re.findall(r"\$\{(\d+):", text)]
    assert places == list(range(1, len(places) + 1))
    typed = re.sub(r"\$\{\d+:((?:[^}\\]|\\.)*?)\}", lambda found: found[1], text)
    data = {"title": "x", "questions": [json.loads(typed.replace(r"\\}", "}"))]}
    assert shape_accepts(data), data
    agree(data)


# --- of one mind with the model


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case.stem)
def test_they_agree_on_every_mistake(case: Path) -> None:
    text = case.read_text("utf-8").split("=== quiz.yml\n")[1].split("=== report\n")[0]
    source = Source("quiz.yml", text.encode())
    if source.data is not None:
        agree(source.data)


@pytest.mark.parametrize("file", QUIZZES, ids=lambda file: file.stem)
def test_they_agree_on_the_quizzes_of_the_book(file: Path) -> None:
    data = Source(file.name, file.read_bytes()).data
    VALIDATOR.validate(data)
    agree(data)


ODD = [
    None, True, False, 0, 1, 7, -6, 2.5, "", " ", "x", " x ", "\n", "true", "yes", "two words",
    "a-b", "A-b", "a--b", "-a", "chapters/a.md", "../a.md", "a.md#b", "x" * 80, "x" * 81, "x" * 300,
    "x" * 301, " " + "x" * 300 + "\n", "x" * 10_001, "recall", "good", "strong", "helpful",
    "single-choice", "matching", [], [None], ["x"], ["x", "y"], ["x", "y", "z"], {}, {"x": "y"},
    {"X": "y"}, {"x": {}}, {"text": "x", "feedback": "y"}, {"line": "x"}, ["a"] * 13, ["a"] * 51,
]  # fmt: skip
KEYS = sorted({key for each in objects().values() for key in each["properties"]} | {"x", "Title"})


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every (holder, key or position) of a document."""
    found: list[tuple[Any, Any]] = []
    steps = data.items() if isinstance(data, dict) else enumerate(data)
    for step, value in steps:
        found.append((data, step))
        if isinstance(value, (dict, list)):
            found.extend(places(value))
    return found


def mutate(data: Any, chance: random.Random) -> None:
    """Change one thing somewhere: another value, a key less, a key more, an entry twice."""
    holder, step = chance.choice(places(data))
    match chance.randrange(6):
        case 0 | 1:
            holder[step] = copy.deepcopy(chance.choice(ODD))
        case 2:
            del holder[step]
        case 3 if isinstance(holder, dict):
            holder[chance.choice(KEYS)] = copy.deepcopy(chance.choice(ODD))
        case 4 if isinstance(holder, dict):
            holder[chance.choice(KEYS)] = holder.pop(step)
        case _ if isinstance(holder, list):
            holder.extend(copy.deepcopy(holder) * chance.randrange(1, 4))


@settings(max_examples=1500, deadline=None)
@given(st.sampled_from(sorted(EXAMPLES)), st.randoms(use_true_random=False), st.integers(1, 3))
def test_they_agree_on_mutated_examples(kind: str, chance: random.Random, times: int) -> None:
    data = copy.deepcopy(EXAMPLES[kind])
    for _ in range(times):
        if places(data):
            mutate(data, chance)
    agree(data)


def test_mutations_are_now_accepted_and_now_refused() -> None:
    taken = 0
    for seed in range(400):
        data = copy.deepcopy(EXAMPLES["scenario"])
        mutate(data, random.Random(seed))
        taken += shape_accepts(data)
    assert 40 < taken < 360


def test_what_is_known_to_differ() -> None:
    """JSON Schema takes 5.0 for an integer, and the model does not: `points: 5.0`."""
    data = copy.deepcopy(EXAMPLES["rating"])
    data["questions"][0]["scale"]["points"] = 5.0
    assert VALIDATOR.is_valid(data)
    assert not shape_accepts(data)


def test_rules_are_beyond_a_schema() -> None:
    data = copy.deepcopy(EXAMPLES["single-choice"])
    del data["questions"][0]["options"][0]["correct"]
    assert VALIDATOR.is_valid(data)
    raw = yaml.safe_dump(data, sort_keys=False).encode()
    assert [each.code for each in read_quiz(Source("q.yml", raw))[1]] == ["no-correct-option"]
