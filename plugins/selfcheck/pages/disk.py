"""Pages on disk, for engines that run no plugins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from selfcheck.pages.assets import all_assets
from selfcheck.pages.pages import Page, PageWriter
from selfcheck.pages.plain import for_markdown, for_theme, without_templates

MADE = "<!-- Written by `selfcheck write`: change the quiz, not this file. -->"


class WouldOverwriteError(Exception):
    """A file that somebody else wrote stands where a page would go; the message names it."""


def write_pages(writer: PageWriter, docs: Path) -> list[Path]:
    """Write every self-check, the index and the reader's pages, and the assets they need.

    Files that would hold what they hold already are left alone, so that an engine
    that watches them has nothing to do.

    Args:
        writer: makes the pages.
        docs: the documentation's folder.

    Returns:
        The files that were written or changed.

    Raises:
        WouldOverwriteError: a page's file is there, and was not written by this function;
            nothing has been written then.
    """
    files = dict(_files(writer, docs))
    for file in files:
        if file.suffix == ".md" and file.is_file() and MADE not in file.read_text("utf-8"):
            raise WouldOverwriteError(
                f"{file} is there already, and `selfcheck write` did not write it"
            )
    changed = [
        file
        for file, content in files.items()
        if not file.is_file() or file.read_text("utf-8") != content
    ]
    for file in changed:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(files[file], "utf-8")
    return changed


def _files(writer: PageWriter, docs: Path) -> Iterator[tuple[Path, str]]:
    for page in writer.pages():
        yield docs / page.path, as_markdown(page)
    for asset in (*all_assets(writer.messages), *writer.own_assets()):
        yield docs / asset.address, asset.content


def as_markdown(page: Page) -> str:
    """A page as a Markdown file: front matter, heading, and the HTML as one block."""
    meta: dict[str, object] = {"title": for_theme(page.title)}
    if page.description:
        meta["description"] = for_theme(page.description)
    front = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)
    return "\n\n".join(
        [
            f"---\n{front}---",
            MADE,
            f"# {for_markdown(page.title)}",
            f'<div class="selfcheck-page">\n{without_templates(page.html)}\n</div>\n',
        ]
    )
