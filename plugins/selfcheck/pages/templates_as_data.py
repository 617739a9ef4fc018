"""The kinds' templates as plain data, for a browser that shows a question while it is written.

A question's HTML stands once, in its template. Jinja parses that into a tree; the tree goes to
the browser as JSON, and `runtime/author/templates.js` walks it. A node is a list of its class's
name and its fields, in the order in which Jinja has them.
Source: https://jinja.palletsprojects.com/en/stable/extensions/#ast
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from jinja2 import Environment, nodes

# What only a compiler needs to know.
_SKIPPED = {"ctx", "scoped", "required", "recursive", "with_context", "dyn_args", "dyn_kwargs"}
_KEY = re.compile(r'\bt\("([a-z0-9-]+)"')


def as_data(environment: Environment, names: Iterable[str]) -> dict[str, Any]:
    """The trees of templates and of those that they build on, by name."""
    trees: dict[str, Any] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in trees:
            tree = environment.parse(_source(environment, name))
            trees[name] = _node(tree)
            for other in tree.find_all((nodes.Extends, nodes.Import)):
                assert isinstance(other, (nodes.Extends, nodes.Import))
                assert isinstance(other.template, nodes.Const)
                waiting.append(other.template.value)
    return trees


def message_keys(environment: Environment, names: Iterable[str]) -> set[str]:
    """The keys of the messages that templates ask for."""
    return {key for name in names for key in _KEY.findall(_source(environment, name))}


def _source(environment: Environment, name: str) -> str:
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _node(value: Any) -> Any:
    if isinstance(value, nodes.Node):
        fields = [getattr(value, field) for field in value.fields if field not in _SKIPPED]
        return [type(value).__name__, *map(_node, fields)]
    if isinstance(value, (list, tuple)):
        return [_node(each) for each in value]
    return value
