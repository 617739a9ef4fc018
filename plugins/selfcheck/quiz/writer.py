"""Writing a quiz as YAML that people like to edit: keys in their order, no needless marks."""

from __future__ import annotations

import re
from typing import Any

import yaml

from selfcheck.kinds import all_kinds
from selfcheck.quiz.model import Quiz

_WIDTH = 96
_FOLDS = 72
"""A text longer than this goes on lines of its own."""

_FIRST = ("id", "type")
_LAST = ("explanation", "section", "sources", "covers", "waive")
_VERDICT = re.compile(r"^( *)'(true|false)':", re.M)
_ESCAPED = re.compile("[\x85\u2028\u2029]")
"""Line breaks of YAML 1.1, which come back as others unless they are escaped."""


def quiz_text(data: dict[str, Any]) -> str:
    """The text of a quiz file.

    Args:
        data: a quiz as plain data in the quiz language, complete or not. Keys that the
            language knows come in its order, others behind them.
    """
    ordered = _ordered(data, Quiz)
    known = all_kinds()
    questions = [
        _ordered(each, known[each["type"]].model) if each.get("type") in known else each
        for each in ordered.pop("questions", [])
    ]
    head = yaml_text(ordered) if ordered else ""
    body = "\n".join(_indented(yaml_text([question])) for question in questions)
    return f"{head}questions:\n{body}" if questions else f"{head}questions: []\n"


def _ordered(data: dict[str, Any], model: type[Any]) -> dict[str, Any]:
    """A mapping in the order of the model's keys, `id` and `type` first."""
    keys = [field.alias or name for name, field in model.model_fields.items()]
    keys = [*_FIRST, *(key for key in keys if key not in (*_FIRST, *_LAST)), *_LAST]
    rank = {key: number for number, key in enumerate(keys)}
    return dict(sorted(data.items(), key=lambda item: rank.get(item[0], len(rank))))


def yaml_text(data: Any) -> str:
    """Plain data as YAML of the quiz language, the keys in the order that they have."""
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    # The quiz language reads these keys as the words that they are.
    return _VERDICT.sub(r"\1\2:", text)


def _indented(text: str) -> str:
    return re.sub(r"^(?=.)", "  ", text, flags=re.M)


class _Dumper(yaml.SafeDumper):
    """Lists indented below their key, long texts folded, texts of lines kept as lines."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if _ESCAPED.search(text) or _VERDICT.search(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    elif len(text) > _FOLDS:
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
