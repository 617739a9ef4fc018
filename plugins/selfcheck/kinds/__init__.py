"""The kinds of question: one folder each, found and not listed by hand.

A kind's folder holds

    model.py        a subclass of `Question`: keys, checks, and the scoring rule in its docstring
    question.html   a Jinja template: a worksheet that works on paper and without JavaScript
    element.js      a custom element that brings the worksheet to life and scores an answer
    style.css       its style
    cases.json      answers and the share that each must get
    example.yml     a quiz with examples of the kind, used by the tests and by `selfcheck kinds`

To add a kind is to add a folder.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from selfcheck.kinds.question import Question

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Kind:
    """One kind of question: its name in YAML, its model, and the folder with its parts."""

    name: str
    model: type[Question]
    folder: Path

    @property
    def summary(self) -> str:
        """The first line of the model's docstring: what the reader does."""
        return (inspect.getdoc(self.model) or "").partition("\n")[0]

    @property
    def template(self) -> str:
        """The path of the kind's template, from the folder of all kinds."""
        return f"{self.folder.name}/question.html"

    @property
    def script(self) -> Path:
        """The file that defines the kind's custom element."""
        return self.folder / "element.js"

    @property
    def style(self) -> Path:
        """The kind's stylesheet."""
        return self.folder / "style.css"

    @property
    def needs(self) -> list[str]:
        """The names of the scripts that it loads, in order, without ending; its own is the last."""
        return [*self.model.shared, self.name]

    @property
    def cases(self) -> Path:
        """Answers and the share that each must get."""
        return self.folder / "cases.json"

    @property
    def example(self) -> Path:
        """A quiz that shows the kind at work."""
        return self.folder / "example.yml"


@cache
def all_kinds() -> dict[str, Kind]:
    """Every kind by its name in YAML, in alphabetical order."""
    return {kind.name: kind for kind in _find()}


def _find() -> Iterator[Kind]:
    for folder in sorted(_HERE.iterdir()):
        if (folder / "model.py").is_file():
            module = import_module(f"{__name__}.{folder.name}.model")
            models = [
                each
                for each in vars(module).values()
                if inspect.isclass(each)
                and issubclass(each, Question)
                and each.__module__ == module.__name__
            ]
            if len(models) != 1:
                raise TypeError(f"{module.__name__} must define exactly one Question")
            yield Kind(folder.name.replace("_", "-"), models[0], folder)
