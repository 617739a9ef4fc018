"""The words that readers see and no author wrote: from message files, in the site's language.

`messages/LANGUAGE.yml` maps a key to a text with `{places}`; where a count is told, to a
form for each plural category of the language, chosen by `{count}`. Templates call
`t("key", ...)`, scripts `selfcheck.t("key", {...})`: see `runtime/words.js`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup, escape

Forms = str | dict[str, str]
"""A message: one text, or a text for each plural category."""

DEFAULT = "en"
"""The language that has every key, and that others fall back to."""
PLACE = re.compile(r"\{([a-z]+)\}")
"""A place in a message: a name in braces."""

_FOLDER = Path(__file__).parent / "messages"
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})


def _german(count: int) -> str:
    return "one" if count == 1 else "other"


def _romance(count: int, singular: tuple[int, ...]) -> str:
    if count in singular:
        return "one"
    return "many" if count and count % 1_000_000 == 0 else "other"


def _arabic(count: int) -> str:
    if count in (0, 1, 2):
        return ("zero", "one", "two")[count]
    if 3 <= count % 100 <= 10:
        return "few"
    return "many" if count % 100 >= 11 else "other"


# CLDR's rules for whole numbers, https://www.unicode.org/cldr/charts/latest/supplemental/
# language_plural_rules.html; a browser has them all in Intl.PluralRules.
_RULES: dict[str, tuple[tuple[str, ...], Callable[[int], str]]] = {
    "ar": (("zero", "one", "two", "few", "many", "other"), _arabic),
    "de": (("one", "other"), _german),
    "en": (("one", "other"), _german),
    "es": (("one", "many", "other"), lambda count: _romance(count, (1,))),
    "fr": (("one", "many", "other"), lambda count: _romance(count, (0, 1))),
}
_ALL_CATEGORIES = _RULES["ar"][0]


class MessagesError(ValueError):
    """A language or an override that can't be used; the message says why, and what to do."""


class Messages:
    """The words of one site.

    Args:
        language: a language tag, `de` or `de-AT`. One that has no file falls back to the
            language without its region, and then to English, as a missing key does.
        overrides: texts by key that replace the files' own; for a language without a file,
            they are its words. A plural's value may be a mapping of category to text.

    Raises:
        MessagesError: the tag is none, or an override has an unknown key, an unknown place
            or no text; all of them are told at once.
    """

    def __init__(
        self, language: str = DEFAULT, overrides: Mapping[str, object] | None = None
    ) -> None:
        if not _TAG.fullmatch(language):
            raise MessagesError(
                f"'{language}' is no language tag; write one such as `de` or `pt-BR`"
            )
        self.language = language.replace("_", "-")
        base = self._base = self.language.partition("-")[0].lower()
        found = next((each for each in (self.language, base) if each in languages()), None)
        self.plurals = self.language if found or overrides else DEFAULT
        """The language whose plural categories the words have."""
        self._words = {**load(DEFAULT), **(load(found) if found else {}), **_sound(overrides or {})}

    @property
    def direction(self) -> str:
        """`ltr`, or `rtl` for a language that is written from right to left."""
        return "rtl" if self._base in _RIGHT_TO_LEFT else "ltr"

    def text(self, key: str, **values: object) -> str:
        """A message as plain text, its places filled.

        Raises:
            KeyError: there is no such message, or a place has no value.
        """
        return PLACE.sub(lambda found: str(values[found[1]]), self._form(key, values))

    def markup(self, key: str, **values: object) -> Markup:
        """A message as HTML: its text and its values are escaped, unless they are HTML."""
        text = escape(self._form(key, values))
        return Markup(PLACE.sub(lambda found: str(escape(values[found[1]])), str(text)))

    def number(self, value: float) -> str:
        """A number as it is written in this language."""
        return str(value).replace(".", self.text("decimal-mark"))

    def whole(self, value: int) -> str:
        """A whole number with a mark at the thousands."""
        return f"{value:,}".replace(",", self.text("thousands-mark"))

    def date(self, day: date) -> str:
        """A day in words."""
        month = self.text("months").split(", ")[day.month - 1]
        return self.text("date", day=day.day, month=month, year=day.year)

    def forms(self, keys: Iterable[str]) -> dict[str, Forms]:
        """The messages themselves, for a browser: plural forms that say the same only once."""
        chosen: dict[str, Forms] = {}
        for key in keys:
            forms = self._words[key]
            if isinstance(forms, dict):
                other = forms["other"]
                forms = {k: v for k, v in forms.items() if v != other or k == "other"}
                forms = forms if len(forms) > 1 else other
            chosen[key] = forms
        return chosen

    def _form(self, key: str, values: Mapping[str, object]) -> str:
        forms = self._words[key]
        if isinstance(forms, str):
            return forms
        count = values["count"]
        category = category_of(self.plurals, count) if isinstance(count, int) else "other"
        return forms.get(category, forms["other"])


def category_of(language: str, count: int) -> str:
    """The plural category of a whole number; of a language without a rule here, as English."""
    _, rule = _RULES.get(language.partition("-")[0].lower(), _RULES[DEFAULT])
    return rule(count)


def categories(language: str) -> tuple[str, ...]:
    """The plural categories that a message of this language needs."""
    return _RULES[language][0]


@cache
def languages() -> frozenset[str]:
    """The languages that have a file."""
    return frozenset(file.stem for file in _FOLDER.glob("*.yml"))


@cache
def load(language: str) -> dict[str, Forms]:
    """The messages of a language that has a file."""
    words = yaml.safe_load((_FOLDER / f"{language}.yml").read_text("utf-8"))
    return dict(words)


def places(forms: Forms) -> set[str]:
    """The names of the places that a message has, in any of its forms."""
    texts = [forms] if isinstance(forms, str) else forms.values()
    return {name for text in texts for name in PLACE.findall(text)}


def _sound(overrides: Mapping[str, object]) -> dict[str, Forms]:
    problems = [problem for key, value in overrides.items() for problem in _problems(key, value)]
    if problems:
        raise MessagesError("\n".join(problems))
    return dict(overrides)  # type: ignore[arg-type] # that they are `Forms` has just been seen


def _problems(key: object, value: Any) -> Iterator[str]:
    known = load(DEFAULT)
    if not isinstance(key, str) or key not in known:
        near = get_close_matches(str(key), known, n=1, cutoff=0.6)
        hint = f"did you mean '{near[0]}'?" if near else f"the keys are those of {DEFAULT}.yml"
        yield f"messages: there is no message '{key}'; {hint}"
        return
    if isinstance(value, dict):
        if wrong := [str(each) for each in value if each not in _ALL_CATEGORIES]:
            yield (
                f"messages: '{key}' has no form '{wrong[0]}'; "
                f"the forms are: {', '.join(_ALL_CATEGORIES)}"
            )
        if "other" not in value:
            yield f"messages: '{key}' needs the form `other:`, which serves all other counts"
        if isinstance(known[key], str) and "count" not in places(known[key]):
            yield f"messages: '{key}' tells no count; write one text"
    texts = list(value.values()) if isinstance(value, dict) else [value]
    if not all(isinstance(text, str) for text in texts):
        yield f"messages: '{key}' is no text; put it in quotation marks"
        return
    for name in sorted(places(value) - places(known[key])):
        allowed = ", ".join(f"{{{each}}}" for each in sorted(places(known[key]))) or "none"
        yield f"messages: '{key}' has no place {{{name}}}; its places are: {allowed}"
