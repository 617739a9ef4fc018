"""A content security policy for finished pages: what is not ours does not run.

The theme's inline scripts are allowed by their hashes, which differ from page
to page; nothing is allowed by `unsafe-inline` or `unsafe-eval`.
Source: https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.I)
_STYLE = re.compile(r"<style(?P<attributes>[^>]*)>(?P<code>.*?)</style>", re.DOTALL | re.I)
_DATA = re.compile(r"type=[\"']?(?!text/javascript|module)[\w/+.-]*json", re.I)
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.I)
_SHEET = re.compile(
    r"<link\b(?=[^>]*\brel=[\"']?stylesheet\b)(?![^>]*\bmedia=)[^>]*\bhref=[\"']([^\"']+)", re.I
)


def with_policy(html: str) -> str:
    """A page with its policy as a meta element, right behind its character set.

    A browser does not look ahead in such a page (Chromium): it would fetch one style after
    the other as it comes to it. So the page names them all at its start.

    Args:
        html: the whole document. One without a `<meta charset>` is returned as it is.
    """
    policy = policy_for(script_hashes(html), style_hashes(html))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    head = meta + "".join(
        f'<link rel="preload" as="style" href="{address}">'
        for address in dict.fromkeys(_SHEET.findall(html))
    )
    return _CHARSET.sub(lambda found: found[0] + head, html, count=1)


@dataclass
class InlineCode:
    """The hashes of all inline code of a site, gathered page by page."""

    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)

    def collect(self, html: str) -> None:
        """Add those of one page."""
        self.scripts |= script_hashes(html)
        self.styles |= style_hashes(html)


def headers_file(inline: InlineCode) -> str:
    """The policy of a whole site, as a `_headers` file that several hosts read.

    It holds the hashes of all pages, and what a meta element may not say: who may
    frame the site.
    """
    policy = policy_for(inline.scripts, inline.styles)
    return (
        "/*\n"
        f"  Content-Security-Policy: {policy}; frame-ancestors 'self'\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: no-referrer\n"
    )


def policy_for(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The policy that allows the site's own files, and inline code of these hashes alone."""
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *sorted(scripts)]),
            " ".join(["style-src 'self'", *sorted(styles)]),
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )


def script_hashes(html: str) -> set[str]:
    """The hashes of the inline scripts that a browser would run."""
    return {
        _hash(found["code"])
        for found in _SCRIPT.finditer(html)
        if "src=" not in found["attributes"] and not _DATA.search(found["attributes"])
    }


def style_hashes(html: str) -> set[str]:
    """The hashes of the inline style elements."""
    return {_hash(found["code"]) for found in _STYLE.finditer(html)}


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
