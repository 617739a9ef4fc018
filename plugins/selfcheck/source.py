"""YAML text with positions: from a file to plain data, or to diagnostics.

Three things set this reader apart from `yaml.safe_load`. It keeps the line and
column of every key and value. It reads YAML as people expect (`no` is text,
a key that stands twice is an error, a key is always text). And it bounds what
a hostile file can cost: bytes, nesting, and nodes after aliases are expanded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from selfcheck.diagnostics import MAX_PROBLEMS, Diagnostic, Place, Problem, shortened
from selfcheck.yaml_faults import explain

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_NODES = 100_000

_NESTING_SUSPECT = re.compile(r"(?m)^[ \t\-?:]{400}")
_TEXT = "tag:yaml.org,2002:str"
_LIST = "tag:yaml.org,2002:seq"
_MAPPING = "tag:yaml.org,2002:map"
# What can't stand in a file can't come in by an escape (`"\\0"`) either.
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class _Loader(yaml.CSafeLoader):
    """libyaml with the four plain scalars of this language instead of YAML 1.1's many."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    # The library's own of these three take a fifth of all reading, for what isn't used here.
    def resolve(self, kind: type[yaml.Node], value: str, implicit: Any) -> str:
        """The tag of a node that has none of its own."""
        if kind is not yaml.ScalarNode:
            return _LIST if kind is yaml.SequenceNode else _MAPPING
        if implicit[0]:
            for tag, pattern in self.yaml_implicit_resolvers.get(value[:1], ()):
                if pattern.match(value):
                    return tag
        return _TEXT

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Nothing depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """Nothing depends on where a node stands."""


_IMPLICIT_TAGS: dict[str, tuple[re.Pattern[str], Callable[[str], Any]]] = {}
for _tag, _pattern, _first, _convert in (
    ("bool", r"true|false", "tf", "true".__eq__),
    # Bounded, because Python refuses to convert numbers of thousands of digits.
    ("int", r"-?(?:0|[1-9][0-9]{0,17})", "-0123456789", int),
    ("float", r"-?[0-9]{1,17}\.[0-9]{1,17}", "-0123456789", float),
    ("null", r"null|~|", ["n", "~", ""], lambda _text: None),
):
    _compiled = re.compile(f"(?:{_pattern})\\Z")
    _IMPLICIT_TAGS[f"tag:yaml.org,2002:{_tag}"] = (_compiled, _convert)
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", _compiled, list(_first))


class Source:
    """One YAML file: its text, its data, and the address of every place in it.

    Args:
        path: how the file is named in messages.
        raw: the file's bytes, UTF-8 with or without a byte order mark.

    After construction `data` holds plain dicts, lists, strings, numbers,
    booleans and None; it is None where `diagnostics` says why nothing could
    be read. (After a duplicate key there are both, so that reading goes on.)
    """

    def __init__(self, path: str, raw: bytes) -> None:
        self.path = path
        self.data: Any = None
        self.diagnostics: list[Diagnostic] = []
        self.text = ""
        self._nodes_seen = 0
        self._characters_seen = 0
        try:
            self.text = self._decode(raw)
            tree = self._compose()
            self.data = self._construct(tree, depth=0)
            self.__dict__["_tree"] = tree
        except _RefusedError as refusal:
            self.diagnostics.append(refusal.diagnostic)

    @classmethod
    def read(cls, file: Path, name: str | None = None) -> Source:
        """Read a file; one that can't be read is a diagnostic, not an exception."""
        name = name or file.as_posix()
        try:
            with file.open("rb") as stream:
                return cls(name, stream.read(MAX_BYTES + 1))
        except OSError as error:
            source = cls(name, b"{}")
            source.data = None
            source._report(
                "unreadable-file",
                f"the file can't be read: {error.strerror or error}",
                "check that it exists and that you may read it",
            )
            return source

    def forget(self) -> None:
        """Let go of the tree of nodes, which weighs ten times the data.

        It is needed for a file with a problem only, and is composed anew if it is.
        """
        self.__dict__.pop("_tree", None)

    def diagnose(self, problem: Problem) -> Diagnostic:
        """Give a problem its line and column in this file."""
        line, column = self.position(problem.at, on_key=problem.on_key)
        return Diagnostic(
            self.path, line, column, problem.code, problem.message, problem.hint, problem.severity
        )

    def position(self, place: Place, *, on_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the deepest part of `place` that exists."""
        node, mark = self._tree, None
        for step in place:
            found = _step(node, step)
            if found is None:
                break
            key, node = found
            mark = (key or node).start_mark if on_key else node.start_mark
        if mark is None:
            mark = node.start_mark if node is not None else None
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)

    @cached_property
    def _tree(self) -> yaml.Node | None:
        try:
            return self._compose()
        except _RefusedError:
            return None

    def _decode(self, raw: bytes) -> str:
        if len(raw) > MAX_BYTES:
            raise self._refuse(
                "file-too-large",
                f"the file is larger than {MAX_BYTES:,} bytes",
                "split it into several self-checks",
            )
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode("utf-8-sig", "replace")
            raise self._refuse(
                "not-utf8",
                f"byte 0x{raw[error.start]:02x} is not UTF-8 text",
                "save the file with the encoding UTF-8 (in most editors: Save As, Encoding)",
                before.count("\n") + 1,
                len(before) - (before.rfind("\n") + 1) + 1,
            ) from None

    def _compose(self) -> yaml.Node:
        self._refuse_monsters()
        try:
            node = yaml.compose(self.text, _Loader)
        except yaml.MarkedYAMLError as error:
            raise self._refuse_syntax(error) from None
        except yaml.reader.ReaderError as error:
            before = self.text[: error.position]
            raise self._refuse(
                "control-character",
                f"the character U+{error.character:04X} can't stand in YAML"
                if isinstance(error.character, int)
                else "there is a character that can't stand in YAML",
                "delete it; it may be invisible in your editor",
                before.count("\n") + 1,
                len(before) - (before.rfind("\n") + 1) + 1,
            ) from None
        if node is None or node.tag == "tag:yaml.org,2002:null":
            raise self._refuse(
                "empty-file", "the file is empty", "start with a title and questions"
            )
        return node

    def _refuse_monsters(self) -> None:
        # libyaml's binding recurses in C and would overflow the stack, and a file of
        # commas composes for seconds. Counting events costs as much as parsing, so only
        # suspects are counted, and no further than needed.
        brackets = self.text.count("[") + self.text.count("{")
        entries = self.text.count(",") + len(self.text.splitlines()) + brackets
        nested = brackets >= 400 or _NESTING_SUSPECT.search(self.text)
        if entries < MAX_NODES // 2 and not nested:
            return
        depth = nodes = 0
        try:
            for event in yaml.parse(self.text, _Loader):
                if isinstance(event, yaml.NodeEvent):
                    nodes += 1
                    if nodes > MAX_NODES:
                        raise self._refuse_growth(event.start_mark)
                if isinstance(event, yaml.CollectionStartEvent):
                    depth += 1
                    if depth > MAX_DEPTH:
                        raise self._refuse_depth(event.start_mark)
                elif isinstance(event, yaml.CollectionEndEvent):
                    depth -= 1
        except (yaml.MarkedYAMLError, yaml.reader.ReaderError):
            return  # composing meets the same error and reports it in full

    def _construct(self, node: yaml.Node, depth: int) -> Any:
        self._nodes_seen += 1
        if self._nodes_seen > MAX_NODES:
            raise self._refuse_growth(node.start_mark)
        if isinstance(node, yaml.ScalarNode):
            # A file of this size can't hold more, unless aliases repeat long texts.
            self._characters_seen += len(node.value)
            if self._characters_seen > MAX_BYTES:
                raise self._refuse_node(
                    node,
                    "too-many-nodes",
                    f"the file grows beyond {MAX_BYTES:,} characters",
                    "write entries out instead of repeating them with & and *",
                )
            return self._scalar(node)
        if depth >= MAX_DEPTH:
            raise self._refuse_depth(node.start_mark)
        if isinstance(node, yaml.SequenceNode):
            self._refuse_tag(node, _LIST)
            return [self._construct(each, depth + 1) for each in node.value]
        self._refuse_tag(node, _MAPPING)
        return self._mapping(node.value, depth)

    def _mapping(self, pairs: list[tuple[yaml.Node, yaml.Node]], depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key, value in pairs:
            if not isinstance(key, yaml.ScalarNode):
                raise self._refuse_node(
                    key,
                    "key-not-text",
                    "a key must be a word, not a list or a mapping",
                    "if braces or brackets belong to a text, put the text in quotes",
                )
            name = key.value
            if name in data and len(self.diagnostics) == MAX_PROBLEMS:
                raise self._refuse_node(
                    key,
                    "too-many-problems",
                    f"there are more than {MAX_PROBLEMS} problems; the first are told",
                    "mend these, and check again",
                )
            if name in data:
                self._report(
                    "duplicate-key",
                    f"'{shortened(name)}' stands twice; it is on line {lines[name]} already",
                    "delete one of them, or begin a new entry with a dash",
                    key.start_mark.line + 1,
                    key.start_mark.column + 1,
                )
            lines.setdefault(name, key.start_mark.line + 1)
            data[name] = self._construct(value, depth + 1)
        return data

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        if node.style == '"' and (control := _CONTROL.search(node.value)):
            raise self._refuse_node(
                node,
                "control-character",
                f"the character U+{ord(control[0]):04X} can't stand in a text",
                "delete what stands for it after a backslash",
            )
        if node.tag == _TEXT:
            return node.value
        pattern, convert = _IMPLICIT_TAGS.get(node.tag, (None, None))
        # Under an explicit tag (`!!int "x"`) the text need not fit the tag.
        explicit = self.text[node.start_mark.index : node.start_mark.index + 1] == "!"
        if convert is None or pattern is None or explicit or not pattern.match(node.value):
            self._refuse_tag(node, _TEXT)
            return node.value
        return convert(node.value)

    def _refuse_tag(self, node: yaml.Node, usual: str) -> None:
        if node.tag != usual:
            raise self._refuse_node(
                node,
                "tag-not-allowed",
                f"the tag '{shortened(node.tag)}' is not allowed here",
                "delete the word that begins with '!', or put the text in quotes",
            )

    def _refuse_growth(self, mark: Any) -> _RefusedError:
        return self._refuse(
            "too-many-nodes",
            f"the file grows beyond {MAX_NODES:,} entries",
            "split it into several self-checks; write out what & and * repeat",
            mark.line + 1,
            mark.column + 1,
        )

    def _refuse_depth(self, mark: Any) -> _RefusedError:
        return self._refuse(
            "nested-too-deeply",
            f"lists and mappings are nested more than {MAX_DEPTH} deep",
            "check the indentation",
            mark.line + 1,
            mark.column + 1,
        )

    def _refuse_syntax(self, error: yaml.MarkedYAMLError) -> _RefusedError:
        fault = explain(error, self.text)
        return self._refuse("yaml-syntax", fault.message, fault.hint, fault.line, fault.column)

    def _refuse_node(self, node: yaml.Node, code: str, message: str, hint: str) -> _RefusedError:
        return self._refuse(
            code, message, hint, node.start_mark.line + 1, node.start_mark.column + 1
        )

    def _refuse(
        self, code: str, message: str, hint: str, line: int = 1, column: int = 1
    ) -> _RefusedError:
        return _RefusedError(Diagnostic(self.path, line, column, code, message, hint))

    def _report(self, code: str, message: str, hint: str, line: int = 1, column: int = 1) -> None:
        self.diagnostics.append(Diagnostic(self.path, line, column, code, message, hint))


class _RefusedError(Exception):
    """Reading can't go on: carries the one diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


def _step(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    """The key (if any) and the value that one step of a place leads to."""
    if isinstance(node, yaml.MappingNode):
        pairs: Iterator[tuple[yaml.Node, yaml.Node]] = iter(node.value)
        return next(((key, value) for key, value in pairs if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None
