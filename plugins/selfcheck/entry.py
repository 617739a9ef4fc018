"""The base of every mapping that an author writes, and the types of the values in it."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from textwrap import dedent
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints

SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=80)]
"""An id: lower-case letters, digits and single hyphens. It ends up in addresses and in storage."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
"""Plain text of one line: a name or a label, not Markdown."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]
"""Markdown, cleaned before it reaches a page."""


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Entry(BaseModel):
    """A mapping written by an author: known keys alone, and no value turned into another type."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        alias_generator=_kebab,
        populate_by_name=True,
    )

    def model_post_init(self, _context: Any, /) -> None:
        """Share the set of the keys that were given: a bank has few different ones.

        One of its own for each entry is half of what a bank weighs in memory.
        """
        given = self.model_fields_set
        shared = _GIVEN.setdefault(frozenset(given), given)
        object.__setattr__(self, "__pydantic_fields_set__", shared)


_GIVEN: dict[frozenset[str], set[str]] = {}


def describe_keys(model: type[Entry]) -> dict[str, str]:
    """What the source says below each key of an entry: by the key's name in YAML.

    pydantic can read this when it makes a class (`use_attribute_docstrings`). That takes a
    third of the time in which the package starts, and few ask.
    """
    described: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, Entry):
            described |= _docstrings(each)
    return {
        field.alias or name: described[name]
        for name, field in model.model_fields.items()
        if name in described
    }


def _docstrings(model: type[Entry]) -> dict[str, str]:
    """The text below each attribute in the source of a class, without its bases."""
    tree = ast.parse(dedent(inspect.getsource(model))).body[0]
    assert isinstance(tree, ast.ClassDef)
    return {
        key.target.id: inspect.cleandoc(below.value.value)
        for key, below in pairwise(tree.body)
        if isinstance(key, ast.AnnAssign)
        and isinstance(key.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
