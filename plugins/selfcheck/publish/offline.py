"""A copy of the site to take along: unpacked, it works from its folder without a server."""

from __future__ import annotations

from pathlib import Path

from selfcheck.exchange.archives import pack

_INDEX = Path("search", "search_index.json")


def pack_site(site: Path, folder: str) -> bytes:
    """A built site as a zip.

    A page that is opened from a folder can load scripts and no other files, so the search
    index gets a copy that is one; Material's search looks for it under this name.

    Args:
        site: the folder of a site whose links name files (`use_directory_urls: false`).
        folder: the name of the folder that it unpacks to.
    """
    files = {
        f"{folder}/{file.relative_to(site).as_posix()}": file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file() and file.name not in ("_headers", "sitemap.xml", "sitemap.xml.gz")
    }
    if (index := site / _INDEX).is_file():
        script = f"var __index = {index.read_text('utf-8')}"
        files[f"{folder}/{_INDEX.with_suffix('.js').as_posix()}"] = script.encode()
    return pack(files)
