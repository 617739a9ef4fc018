"""What questions add to a page: bytes of scripts and styles, as they are and as gzip."""

from __future__ import annotations

import gzip

from selfcheck.kinds import all_kinds
from selfcheck.pages.assets import LOADER, all_assets, scripts, stylesheets


def added(kinds: list[str]) -> tuple[int, int]:
    """Bytes, raw and gzip, of all that a page with these kinds of question loads."""
    folder = LOADER.rpartition("/")[0]
    names = scripts(kinds)
    wanted = {LOADER, f"{folder}/runtime.js", *stylesheets(names)}
    wanted |= {f"{folder}/{name}.js" for name in names}
    contents = [asset.content.encode() for asset in all_assets() if asset.address in wanted]
    return sum(map(len, contents)), sum(len(gzip.compress(each, 9)) for each in contents)


def table() -> list[tuple[str, int, int]]:
    """A page of one kind, a page of all, and a page without questions."""
    loader = [asset.content.encode() for asset in all_assets() if asset.address == LOADER]
    return [
        ("a page without questions", len(loader[0]), len(gzip.compress(loader[0], 9))),
        ("one kind (single-choice)", *added(["single-choice"])),
        ("all kinds", *added(list(all_kinds()))),
    ]
