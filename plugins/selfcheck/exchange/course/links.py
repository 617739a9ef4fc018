"""Links of a page that left its site."""

from __future__ import annotations

import re
from html import escape

from selfcheck.pages.addresses import ASSETS, way_up

_LINK = re.compile(
    r'<a\b(?P<before>[^>]*?) ?\bhref="(?P<to>[^"#][^"]*)"(?P<after>[^>]*)>(?P<in>.*?)</a>', re.S
)
_OUT = re.compile(r"https?:", re.I)


def outward(html: str, url: str, site_url: str) -> str:
    """A page of the site as a page one folder below the root of a package.

    Links to the site lead to where it is published, and are words if that is not known.
    Whatever leads away opens beside the page: in its place it would end the lesson.

    Args:
        html: the page's content; attributes in double quotes.
        url: the page's address on the site, from its root.
        site_url: the address of the published site, with a slash at its end; or empty.
    """
    up = way_up(url)
    html = html.replace(f'"{up}{ASSETS}/', f'"../{ASSETS}/')

    def link(found: re.Match[str]) -> str:
        to = found["to"]
        if to.startswith(up):
            if not site_url:
                return found["in"]
            to = escape(site_url) + to.removeprefix(up)
        if not _OUT.match(to):
            return found[0]
        rest = re.sub(r' (?:target|rel)="[^"]*"', "", found["before"] + found["after"])
        return f'<a{rest} href="{to}" target="_blank" rel="noopener">{found["in"]}</a>'

    return _LINK.sub(link, html)
