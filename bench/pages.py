"""What a page weighs: HTML, scripts and styles, requests, and code that stands in the page."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path

from bench.contenders import Contender


@dataclass(frozen=True)
class PageWeight:
    """One page with questions, beside the same words without; bytes are raw and gzip."""

    html: tuple[int, int]
    added: tuple[int, int]
    """Scripts and styles beyond those of plain Material, those in the page among them."""
    inline: int
    """Scripts in the page beyond those of plain Material."""
    search: tuple[int, int]
    """The site's search index, which Material loads on every page."""


def weigh(contender: Contender, site: Path, plain: Path) -> PageWeight:
    """Weigh the first page with questions of a built site.

    Args:
        contender: whose site it is.
        site: its folder.
        plain: the folder of plain Material's site with the same words.
    """
    page = site / contender.page / "index.html"
    html = page.read_text("utf-8")
    bare = (plain / contender.page / "index.html").read_text("utf-8")
    own = [each for each in _inline(html) if each not in _inline(bare)]
    files = {file for file in _loaded(page, site) if not (plain / file.relative_to(site)).is_file()}
    index = (site / "search" / "search_index.json").read_bytes()
    contents = [file.read_bytes() for file in sorted(files)] + [each.encode() for each in own]
    return PageWeight(
        _sizes([html.encode()]),
        _sizes(contents),
        sum(1 for each in own if each in _scripts(html)),
        _sizes([json.dumps(json.loads(index)).encode()]),
    )


def _sizes(contents: list[bytes]) -> tuple[int, int]:
    return sum(map(len, contents)), sum(len(gzip.compress(each, 9)) for each in contents)


def _scripts(html: str) -> list[str]:
    return re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*json)[^>]*>(.*?)</script>", html, re.S)


def _inline(html: str) -> list[str]:
    return _scripts(html) + re.findall(r"<style[^>]*>(.*?)</style>", html, re.S)


def _loaded(page: Path, site: Path) -> list[Path]:
    """The site's own scripts and styles that a page loads; by our loader, too."""
    html = page.read_text("utf-8")
    names = re.findall(r'<script[^>]*\bsrc="([^"]+)"', html)
    names += re.findall(r'<link[^>]*\brel="stylesheet"[^>]*\bhref="([^"]+)"', html)
    names += re.findall(r'<link[^>]*\bhref="([^"]+)"[^>]*\brel="stylesheet"', html)
    files = [(page.parent / name.partition("?")[0]).resolve() for name in names if ":" not in name]
    for scripts in re.findall(r'<self-check[^>]*data-scripts="([^"]*)"', html):
        folder = site / "assets" / "selfcheck"
        files += [folder / f"{name}.js" for name in ["runtime", *scripts.split()]]
    return [file for file in files if file.is_file()]
