"""Which kind of question each format carries, and what it leaves behind: told by the formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from selfcheck.exchange import all_formats
from selfcheck.exchange.format import PARTS, Format
from selfcheck.kinds import all_kinds
from selfcheck.pages.messages import Messages


def as_html(messages: Messages | None = None) -> str:
    """Two tables for the documentation: what each format carries, and the formats themselves."""
    messages = messages or Messages()
    return _carried(messages) + _formats(messages)


def _carried(messages: Messages) -> str:
    """By format: the kinds that it carries whole, in part with what stays behind, or not."""
    rows = [
        (
            f"<code>{format.name}</code>",
            _kinds([kind for kind in all_kinds() if format.support(kind) == "whole"], messages),
            _partly(format, messages),
            _kinds([kind for kind in all_kinds() if format.support(kind) == "not"], messages),
        )
        for format in all_formats().values()
        if format.write
    ]
    columns = (
        messages.text("column-format"),
        messages.text("carried-whole"),
        messages.text("carried-partly"),
        messages.text("carried-not"),
    )
    return _table(columns, rows)


def _kinds(kinds: Sequence[str], messages: Messages) -> str:
    if len(kinds) == len(all_kinds()):
        return messages.markup("carried-every-kind")
    return ", ".join(f"<code>{kind}</code>" for kind in kinds) or "–"


def _partly(format: Format, messages: Messages) -> str:
    """A paragraph for the kinds of which the same is left behind."""
    groups: dict[str, list[str]] = {}
    for kind in all_kinds():
        if format.support(kind) == "partly":
            left = "; ".join(PARTS[part] for part in format.leaves[kind] if part != "filing")
            groups.setdefault(left, []).append(kind)
    return (
        "".join(
            f"<p>{_kinds(kinds, messages)}: {messages.markup('carried-without')} {escape(left)}</p>"
            for left, kinds in groups.items()
        )
        or "–"
    )


def _formats(messages: Messages) -> str:
    columns = (
        messages.text("column-format"),
        messages.text("column-title"),
        messages.text("column-direction"),
        messages.text("column-used-by"),
    )
    rows = [
        (
            f"<code>{each.name}</code>",
            escape(each.title),
            _direction(each, messages),
            escape(each.used_by),
        )
        for each in all_formats().values()
    ]
    return _table(columns, rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of HTML cells; each cell names its column, for screens that show rows as cards."""
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td data-label="{escape(column)}">{cell}</td>'
            for column, cell in zip(columns, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _direction(format: Format, messages: Messages) -> str:
    ways = [
        messages.text("direction-out") if format.write else "",
        messages.text("direction-in") if format.read else "",
    ]
    return messages.text("list-separator").join(filter(None, ways))
