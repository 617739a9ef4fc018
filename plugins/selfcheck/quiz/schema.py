"""The quiz language as JSON Schema, for editors: what they complete, explain and underline.

The schema is made from the models, so the two can't drift apart. It tells the shape of a
quiz. What a kind's `problems()` finds (no option is correct, a gap has no blank, two
questions share an id) is beyond a schema; `selfcheck check` tells that.

Besides the standard's keywords it has three that YAML language servers use:
`markdownDescription`, `defaultSnippets` and `patternErrorMessage`.
Source: https://json-schema.org/draft/2020-12/schema
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from selfcheck.entry import SLUG, Entry, describe_keys
from selfcheck.kinds import Kind, all_kinds
from selfcheck.quiz.model import Quiz

FILE = Path(__file__).with_name("schema.json")
"""The schema as a file, for editors; `selfcheck schema --output` writes it."""

_EXAMPLES: dict[str, list[str]] = {
    "title": ["Trust and safety"],
    "description": ["Practise what to say about privacy before anyone asks."],
    "chapter": ["chapters/trust.md"],
    "id": ["first-session"],
    "objective": ["explain-limits"],
    "section": ["what-stays-private", "chapters/other.md#what-stays-private"],
    "content-note": ["This question mentions self-harm."],
}
_PATTERN_ERRORS = {
    SLUG: "Use lower-case letters, digits and single hyphens, as in first-session.",
    "chapter": "Name a Markdown file below the folder of chapters: chapters/trust.md.",
    "section": "Give the id of a heading, or chapters/other.md#its-id.",
}
# A text that a snippet can offer as it is: no sign that YAML or the editor would obey.
_HARMLESS = re.compile(r"[A-Za-z][^:#\[\]&*!|>'\"%@`$\\]*\Z")


def schema() -> dict[str, Any]:
    """The schema of a quiz file, as plain data."""
    made = Quiz.model_json_schema(by_alias=True)
    definitions: dict[str, Any] = made.pop("$defs")
    models = {each.__name__: each for each in _models(Entry)}
    for name, definition in [("Quiz", made), *definitions.items()]:
        for key, words in describe_keys(models[name]).items():
            definition["properties"][key]["description"] = words
    kinds = all_kinds()
    names = {kind.model.__name__: kind for kind in kinds.values()}
    questions = made["properties"]["questions"]
    questions["items"] = {
        "description": "A question: say its `type` first, and the editor knows its keys.",
        "defaultSnippets": [_snippet(kind) for kind in kinds.values()],
        "oneOf": [{"$ref": f"#/$defs/{kind.model.__name__}"} for kind in kinds.values()],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:mkdocs-selfcheck:quiz",
        **_object(made, "A self-check"),
        "$defs": {
            name: _kind(definition, names[name])
            if name in names
            else _object(definition, definition["title"])
            for name, definition in sorted(definitions.items())
        },
    }


def _models(base: type[Entry]) -> Iterator[type[Entry]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


def schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _object(made: dict[str, Any], title: str) -> dict[str, Any]:
    # YAML language servers take the keys `true` and `false` for truth values and would call
    # them unknown. Where every key is required, a bound on their number says the same.
    truth = {"true", "false"} & made["properties"].keys()
    closed = {"maxProperties": len(made["required"])} if truth else {"additionalProperties": False}
    return {
        "title": title,
        "description": _unwrapped(made["description"]),
        "type": "object",
        **closed,
        "required": made["required"],
        "properties": {name: _property(name, each) for name, each in made["properties"].items()},
    }


def _kind(made: dict[str, Any], kind: Kind) -> dict[str, Any]:
    """The definition of one kind; its example is shown where the pointer rests on it."""
    object_ = _object(made, kind.name)
    _, _, example = kind.example.read_text("utf-8").partition("questions:\n")
    example = re.split(r"\n(?=  - )", example)[0].rstrip()
    object_["markdownDescription"] = f"{object_['description']}\n\n```yaml\n{example}\n```"
    object_["examples"] = [_example(kind)]
    type_ = object_["properties"]["type"]
    type_["description"] = f"{type_['description']} {_unwrapped(kind.summary)}"
    return object_


def _property(name: str, made: dict[str, Any]) -> dict[str, Any]:
    """One key: pydantic's words for it in fewer, with help for those who write it."""
    described = {"description": made["description"]} if "description" in made else {}
    value = {**described, **_value(name, made)}
    if name in _EXAMPLES and "const" not in value:
        value["examples"] = _EXAMPLES[name]
    if isinstance(made.get("default"), (bool, int, str)):
        value["default"] = made["default"]
    return value


def _value(name: str, made: dict[str, Any]) -> dict[str, Any]:
    made = {
        key: value for key, value in made.items() if key not in ("title", "description", "default")
    }
    if "anyOf" in made:
        return _united([_value(name, each) for each in made["anyOf"]])
    if "items" in made and "oneOf" not in made["items"]:
        made["items"] = _value(name, made["items"])
    if "patternProperties" in made:
        inner = made["patternProperties"]
        made["patternProperties"] = {key: _value(name, each) for key, each in inner.items()}
        made["additionalProperties"] = False
    if made.get("type") == "string":
        made |= _text(name, made)
    return made


def _united(values: list[dict[str, Any]]) -> dict[str, Any]:
    """Alternatives as one value with several types, which editors explain better than `anyOf`."""
    if any("$ref" in each for each in values):
        return {"anyOf": values}
    united: dict[str, Any] = {}
    for each in values:
        united |= {key: value for key, value in each.items() if key != "type"}
    types = [each["type"] for each in values]
    if "number" in types and "integer" in types:
        types.remove("integer")  # it is a number too
    united["type"] = types[0] if len(types) == 1 else types
    if "enum" in united and "null" in types:
        united["enum"] = [*united["enum"], None]
    return united


def _text(name: str, made: dict[str, Any]) -> dict[str, Any]:
    """A text's bounds: white space around it does not count, as in the model."""
    if "pattern" in made:
        error = _PATTERN_ERRORS.get(made["pattern"]) or _PATTERN_ERRORS.get(name)
        # To an editor `\w` is an English letter; to the model, any.
        pattern = made["pattern"].replace(r"\w", r"0-9A-Za-z_\u0080-\uffff")
        return {"pattern": pattern, **({"patternErrorMessage": error} if error else {})}
    if "minLength" not in made:
        return {}
    del made["minLength"]
    most = made.pop("maxLength")
    return {
        "pattern": rf"^\s*\S[\s\S]{{0,{most - 1}}}\s*$",
        "patternErrorMessage": f"Write a text of at most {most:,} characters.",
    }


def _unwrapped(text: str) -> str:
    """A docstring with its lines joined and its paragraphs kept."""
    return "\n\n".join(" ".join(each.split()) for each in text.split("\n\n"))


def _example(kind: Kind) -> dict[str, Any]:
    example: dict[str, Any] = yaml.safe_load(kind.example.read_text("utf-8"))["questions"][0]
    # YAML 1.1 takes the keys `true` and `false` for truth values.
    return json.loads(json.dumps(example))  # type: ignore[no-any-return]


def _snippet(kind: Kind) -> dict[str, Any]:
    """A question to fill in: the kind's example, each text of it a place to type over."""
    body = _fields(_example(kind), "", iter(range(1, 1000)))
    # Under the kind's bare name, editors offer its required keys alone.
    return {"label": f"new {kind.name}", "description": kind.summary, "body": body}


def _fields(value: Any, key: str, places: Iterator[int]) -> Any:
    if isinstance(value, dict):
        return {name: _fields(each, name, places) for name, each in value.items()}
    if isinstance(value, list):
        return [_fields(each, key, places) for each in value]
    if not isinstance(value, str) or key in ("type", "rating", "ending", "strength"):
        return value
    offered = value if _HARMLESS.match(value) else key
    return f"${{{next(places)}:{offered.replace('}', chr(92) + '}')}}}"
