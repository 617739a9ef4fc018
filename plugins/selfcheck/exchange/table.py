"""Which kind of question each format carries, and what it leaves behind: told by the formats."""

from __future__ import annotations

from html import escape

from selfcheck.exchange import all_formats
from selfcheck.exchange.format import PARTS, Format
from selfcheck.kinds import all_kinds
from selfcheck.pages.messages import Messages


def as_html(messages: Messages | None = None) -> str:
    """Two tables for the documentation: kind by format, and the formats themselves."""
    messages = messages or Messages()
    words = {
        "whole": messages.text("carried-whole"),
        "partly": messages.text("carried-partly"),
        "not": messages.text("carried-not"),
    }
    written = [each for each in all_formats().values() if each.write]
    heads = "".join(f'<th scope="col"><code>{each.name}</code></th>' for each in written)
    rows = "".join(
        f'<tr><th scope="row"><code>{kind}</code></th>'
        + "".join(
            f'<td data-label="{each.name}" title="{escape(_left(each, kind))}">'
            f"{words[each.support(kind)]}</td>"
            for each in written
        )
        + "</tr>"
        for kind in all_kinds()
    )
    kind = messages.text("column-kind")
    carried = (
        f'<table><thead><tr><th scope="col">{kind}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    return carried + _formats(messages)


def _left(format: Format, kind: str) -> str:
    """What a format leaves behind of a kind, in words; empty if nothing that readers see."""
    return "; ".join(PARTS[part] for part in format.leaves.get(kind, ()) if part != "filing")


def _formats(messages: Messages) -> str:
    rows = "".join(
        f'<tr><td data-label="{messages.text("column-format")}"><code>{each.name}</code></td>'
        f'<td data-label="{messages.text("column-title")}">{escape(each.title)}</td>'
        f'<td data-label="{messages.text("column-direction")}">{_direction(each, messages)}</td>'
        f'<td data-label="{messages.text("column-used-by")}">{escape(each.used_by)}</td></tr>'
        for each in all_formats().values()
    )
    heads = (
        f'<th scope="col">{messages.text("column-format")}</th>'
        f'<th scope="col">{messages.text("column-title")}</th>'
        f'<th scope="col">{messages.text("column-direction")}</th>'
        f'<th scope="col">{messages.text("column-used-by")}</th>'
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _direction(format: Format, messages: Messages) -> str:
    ways = [
        messages.text("direction-out") if format.write else "",
        messages.text("direction-in") if format.read else "",
    ]
    return messages.text("list-separator").join(filter(None, ways))
