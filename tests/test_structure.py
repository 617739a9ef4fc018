"""The house: who may import whom, and what a kind's folder holds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import selfcheck
from selfcheck.kinds import all_kinds

PACKAGE = Path(selfcheck.__file__).parent

# From the ground up: each may import what stands in lines above its own.
LAYERS = [
    ["diagnostics", "entry", "yaml_faults"],
    ["source", "wording", "reports", "codes"],
    ["kinds"],
    ["scaffold"],
    ["quiz", "book"],
    ["project"],
    ["coverage"],
    ["advice", "pages"],
    ["exchange"],
    ["publish"],
    ["extension", "preview"],
    ["plugin", "cli"],
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if path != PACKAGE / "__init__.py" and "__pycache__" not in path.parts
)


def part_of(path: Path) -> str:
    """The top-level part of the package that a module belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide where they lead"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_downwards(path: Path) -> None:
    own = part_of(path)
    assert own in LEVEL, f"{own} has no place in the house yet"
    for name in imports(path):
        head, _, rest = name.partition(".")
        if head != "selfcheck" or not rest:
            continue
        other = rest.partition(".")[0]
        assert other == own or LEVEL[other] < LEVEL[own], f"{own} must not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_adapter_knows_mkdocs(path: Path) -> None:
    if path == PACKAGE / "plugin.py":
        assert any(name.startswith("mkdocs") for name in imports(path))
        return
    for name in imports(path):
        assert name.partition(".")[0] not in {"mkdocs", "material", "properdocs"}, name


@pytest.mark.parametrize("kind", all_kinds().values(), ids=lambda kind: kind.name)
def test_a_kind_is_complete(kind) -> None:  # type: ignore[no-untyped-def]
    for part in (kind.script, kind.style, kind.example, kind.folder / "question.html"):
        assert part.is_file(), part
    assert kind.cases.is_file() == kind.model.scored
    assert kind.summary
    assert "Share:" in kind.model.__doc__, "its docstring states how it is scored"
