"""A model's errors in words for somebody who has never seen Python."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import islice
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from selfcheck.diagnostics import MAX_PROBLEMS, Place, Problem, shortened
from selfcheck.entry import SLUG, Entry


def describe(error: ValidationError, data: Any, shape: Any) -> Iterator[Problem]:
    """One problem for each error, with its place in `data`; `MAX_PROBLEMS` at most.

    Args:
        error: what pydantic said of `data`.
        data: the document.
        shape: the type that `data` was held against, an `Entry` or a list of them.
    """
    details = error.errors(include_url=False)
    if len(details) > MAX_PROBLEMS:
        yield Problem(
            "too-many-problems",
            f"there are {len(details):,} problems; the first {MAX_PROBLEMS} are told",
            "mend these, and check again",
        )
    for detail in details[:MAX_PROBLEMS]:
        place, holder = _follow(detail["loc"], shape)
        if detail["type"] == "missing" and _misspelt(place, data, holder):
            continue  # the unknown key is reported, with what was meant
        yield _describe(detail, place, holder)


def _follow(loc: Place, shape: Any) -> tuple[Place, type[Entry] | None]:
    """The place in the document, and the model of the mapping that holds it.

    pydantic's own location also names the member of a union, which no document does.
    """
    place: list[str | int] = []
    holder: type[Entry] | None = None
    for step in loc:
        member = _member(shape, step)
        if member is not None:
            shape = member
            continue
        place.append(step)
        model = _entry(shape)
        if isinstance(step, str) and model is not None:
            holder = model
            fields = model.model_fields.items()
            shape = next((f.annotation for n, f in fields if step in (f.alias, n)), None)
        else:
            shape = next(reversed(get_args(_collection(shape))), None)
    return tuple(place), holder


def _alternatives(shape: Any) -> Iterator[Any]:
    """The types that an annotation allows, seen through Annotated, Optional and unions."""
    if get_origin(shape) in (list, dict, Literal) or isinstance(shape, type):
        yield shape
    else:
        for inner in get_args(shape):
            yield from _alternatives(inner)


def _member(shape: Any, tag: str | int) -> type[Entry] | None:
    models = [each for each in _alternatives(shape) if _is_entry(each)]
    for model in models if len(models) > 1 else ():
        if tag in get_args(model.model_fields["type"].annotation):
            return model  # type: ignore[no-any-return]
    return None


def _entry(shape: Any) -> type[Entry] | None:
    return next((each for each in _alternatives(shape) if _is_entry(each)), None)


def _collection(shape: Any) -> Any:
    return next((each for each in _alternatives(shape) if get_origin(each) in (list, dict)), None)


def _is_entry(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, Entry)


def _describe(detail: ErrorDetails, place: Place, holder: type[Entry] | None) -> Problem:
    given = detail["input"]
    context = detail.get("ctx", {})
    name = shortened(str(place[-1])) if place else "the file"
    match detail["type"]:
        case "missing":
            hint = _hint_for_missing(place)
            return Problem("missing-key", f"'{name}' is missing", hint, place[:-1])
        case "extra_forbidden":
            hint = _hint_for_unknown(name, holder)
            return Problem("unknown-key", f"'{name}' is not a known key here", hint, place, True)
        case "union_tag_invalid" | "union_tag_not_found":
            return _unknown_kind(given, place, context)
        case "model_type" | "model_attributes_type" | "dict_type":
            return _wrong_type(
                "a mapping", given, place, "write `key: value` lines, indented alike"
            )
        case "list_type":
            return _wrong_type("a list", given, place, "begin each entry with a dash and a space")
        case "bool_type":
            hint = f"write `{name}: true` or `{name}: false`"
            return _wrong_type("true or false", given, place, hint)
        case "int_type" | "float_type" | "finite_number":
            hint = "write digits alone, with a point for decimals"
            return _wrong_type("a number", given, place, hint)
        case "string_type":
            return _not_text(given, place)
        case "string_too_short":
            hint = "write a text, or delete the key"
            return Problem("empty-text", f"'{name}' is empty", hint, place)
        case "string_too_long":
            length, most = len(str(given).strip()), context["max_length"]
            message = f"'{name}' has {length:,} characters; {most:,} are allowed"
            return Problem("text-too-long", message, "shorten it", place)
        case "too_short":
            return _too_few(name, context["min_length"], given, place)
        case "too_long":
            message = f"'{name}' has too many entries; {context['max_length']} are allowed"
            return Problem("too-many", message, "delete some, or split the question", place, True)
        case "literal_error":
            message = f"{_quoted(given)} is not a value of '{name}'"
            return Problem("not-one-of", message, f"use {context['expected']}", place)
        case "string_pattern_mismatch":
            return _bad_pattern(name, given, context["pattern"], place)
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            bound = detail["msg"].removeprefix("Input should be ")
            message = f"'{name}' is {given}, and should be {bound}"
            return Problem("out-of-range", message, "", place)
    return Problem("invalid-value", f"'{name}': {detail['msg']}", "", place)


def _misspelt(place: Place, data: Any, holder: type[Entry] | None) -> bool:
    """Whether the missing key is there under a name that is not known and much alike."""
    for step in place[:-1]:
        data = data[step]
    known = _keys(holder)
    return any(
        str(key) not in known and _nearest(str(key), known) == place[-1]
        for key in islice(data, MAX_PROBLEMS)
    )


def _hint_for_missing(place: Place) -> str:
    if place == ("questions",):
        return "write `questions:` and below it the questions, each after a dash"
    if place[-1] == "feedback":
        return "say in a sentence why this is right or wrong: `feedback: ...`"
    return f"add a line `{place[-1]}: ...`"


def _keys(holder: type[Entry] | None) -> list[str]:
    fields = holder.model_fields.items() if holder else ()
    return [field.alias or own_name for own_name, field in fields]


def _nearest(name: str, known: list[str]) -> str | None:
    alike = name.lower().replace("_", "-").replace(" ", "-")
    return next(iter(get_close_matches(alike, known, n=1, cutoff=0.6)), None)


def _hint_for_unknown(name: str, holder: type[Entry] | None) -> str:
    known = _keys(holder)
    near = _nearest(name, known)
    return f"did you mean '{near}'?" if near else f"the keys are: {', '.join(known)}"


def _unknown_kind(given: Any, place: Place, context: dict[str, Any]) -> Problem:
    if not isinstance(given, dict) or "type" not in given:
        return Problem("missing-key", "'type' is missing", "add `type:` and the kind", place)
    kinds = [each.strip(" '") for each in context["expected_tags"].split(",")]
    wrong = str(given["type"])
    near = _nearest(wrong, kinds)
    return Problem(
        "unknown-kind",
        f"{_quoted(wrong)} is not a kind of question",
        f"did you mean '{near}'?" if near else f"the kinds are: {', '.join(kinds)}",
        (*place, "type"),
    )


def _wrong_type(wanted: str, given: Any, place: Place, hint: str) -> Problem:
    code = "not-" + wanted.replace(" ", "-")
    return Problem(
        code, f"{_subject(place)} must be {wanted}, and it is {_in_words(given)}", hint, place
    )


def _not_text(given: Any, place: Place) -> Problem:
    subject = _subject(place)
    if given is None:
        return Problem(
            "empty-text", f"{subject} is empty", "write a text, or delete the key", place
        )
    message = f"{subject} must be text, and it is {_in_words(given)}"
    if isinstance(given, (bool, int, float)):
        quoted = str(given).lower()
        return Problem("not-text", message, f'put it in quotes: "{quoted}"', place)
    hint = "a colon and a space make a mapping, a dash makes a list; put the text in quotes"
    return Problem("not-text", message, hint, place)


def _too_few(name: str, least: int, given: Any, place: Place) -> Problem:
    if place == ("questions",):
        hint = "add at least one below `questions:`"
        return Problem("no-questions", "the quiz has no question", hint, place, True)
    count = "1 entry" if len(given) == 1 else f"{len(given)} entries"
    message = f"'{name}' has {count}; at least {least} are needed"
    return Problem("too-few", message, "add another", place, True)


def _bad_pattern(name: str, given: Any, pattern: str, place: Place) -> Problem:
    if pattern == SLUG:
        hint = "use lower-case letters, digits and single hyphens, as in `first-session`"
        return Problem("bad-id", f"{_quoted(given)} can't be an id", hint, place)
    hint = {
        "chapter": "name a Markdown file below the documentation's folder: `chapters/trust.md`",
        "section": "give the id of a heading, or `chapters/other.md#id`",
    }.get(name, "compare it with an example")
    return Problem("bad-value", f"{_quoted(given)} can't be a '{name}'", hint, place)


def _subject(place: Place) -> str:
    if not place:
        return "the file"
    return f"'{shortened(place[-1])}'" if isinstance(place[-1], str) else f"entry {place[-1] + 1}"


def _quoted(given: Any) -> str:
    return f"'{shortened(str(given))}'"


def _in_words(given: Any) -> str:
    if given is None:
        return "empty"
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, (int, float)):
        return f"the number {given}"
    if isinstance(given, list):
        return "a list"
    if isinstance(given, dict):
        return "a mapping"
    return f"the text {_quoted(given)}"
