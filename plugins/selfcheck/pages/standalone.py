"""A self-check as a page of its own, without a site around it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from selfcheck.pages.addresses import ASSETS
from selfcheck.pages.messages import Messages


def standalone(
    title: str,
    body: str,
    *,
    up: str = "",
    scripts: Sequence[str] = (),
    messages: Messages | None = None,
) -> str:
    """A whole HTML document.

    Args:
        title: its title, plain text.
        body: HTML of its content.
        up: the way from the page up to the folder that holds `assets/`.
        scripts: further scripts, by their addresses from that folder.
        messages: tell the language of the page; English if not given.
    """
    messages = messages or Messages()
    tags = "".join(
        f'<script src="{escape(up + each)}" defer></script>\n'
        for each in (f"{ASSETS}/loader.js", *scripts)
    )
    return f"""<!doctype html>
<html lang="{messages.language}" dir="{messages.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{escape(up)}{ASSETS}/standalone.css">
{tags}</head>
<body>
<main class="md-typeset">
<h1>{escape(title)}</h1>
{body}
</main>
</body>
</html>
"""
