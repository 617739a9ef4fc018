"""Where pages and assets are found, seen from any page.

Text is rendered once and used on pages of different depth. Links in it start
with `ROOT`, which a page replaces by its own way up to the site's root.
"""

from __future__ import annotations

from dataclasses import dataclass

ROOT = "/-selfcheck-root-/"
ASSETS = "assets/selfcheck"


@dataclass(frozen=True)
class Addresses:
    """The site's manner of naming pages.

    `directory_urls` is MkDocs' option: `chapters/trust/` rather than `chapters/trust.html`.
    """

    directory_urls: bool = True
    glossary: str = "glossary.md"
    references: str = "references.md"

    def page(self, path: str) -> str:
        """The address of a Markdown page, `chapters/trust.md#limits` say, from the site's root."""
        path, hash_, heading = path.partition("#")
        stem = path.removesuffix(".md")
        folder, slash, name = stem.rpartition("/")
        if name == "index":
            stem, suffix = f"{folder}{slash}", "" if self.directory_urls else "index.html"
        else:
            suffix = "/" if self.directory_urls else ".html"
        return f"{stem}{suffix}{hash_}{heading}"

    def anywhere(self, path: str) -> str:
        """The same, as a link that works on every page once `ROOT` is replaced."""
        return ROOT + self.page(path)


def way_up(url: str) -> str:
    """From a page's address, relative to the site's root, back to that root: `../../`."""
    return "../" * url.count("/") or "./"


def localise(html: str, url: str) -> str:
    """Make the links of rendered HTML relative to the page at `url`."""
    return html.replace(ROOT, way_up(url))
