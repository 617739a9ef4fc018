"""`selfcheck book`: the whole site as one EPUB and one PDF, from what `mkdocs.yml` says of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import yaml
from markdown import Extension, Markdown

from selfcheck.exchange.libraries import MissingLibraryError
from selfcheck.extension import SelfcheckExtension
from selfcheck.pages import Messages, PageWriter
from selfcheck.pages.addresses import Addresses
from selfcheck.project import Folders, Project, ProjectReader
from selfcheck.publish import make_volume, pack_site, write_epub, write_pdf
from selfcheck.reports import as_text, lines_below


@click.command()
@click.option(
    "--config",
    "config_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="Tells title, order and Markdown of the pages.",
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("book"),
    show_default=True,
    help="The folder for the files.",
)
@click.option(
    "--offline",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A site built with `use_directory_urls: false`, to be packed too.",
)
def book(config_file: Path, output: Path, offline: Path | None) -> None:
    """Make one EPUB and one PDF of the whole site, self-checks and keys included.

    Pages come in the order of `nav`. With --offline a built site is packed so
    that it works from a folder, its search included.
    """
    config = _read(config_file)
    root = config_file.resolve().parent
    options = _options(config)
    folders = Folders(
        root,
        root / config.get("docs_dir", "docs"),
        root / options.get("quizzes", "quizzes"),
        root / options.get("book", "docs/data"),
    )
    project = ProjectReader().read(folders)
    if not project.sound:
        click.echo(as_text(project.diagnostics, lines_below(folders.root)))
        raise SystemExit(1)
    language = (config.get("theme") or {}).get("language", "en")
    messages = Messages(options.get("language") or language, options.get("messages") or {})
    addresses = Addresses(False, *(options.get(key, f"{key}.md") for key in _PAGES))
    writer = PageWriter(project, addresses, options.get("pages", "self-checks"), messages)
    names, settings = _extensions(config)

    def markdown() -> Markdown:
        extensions: list[str | Extension] = [*_USUAL, *names, SelfcheckExtension(writer)]
        return Markdown(extensions=extensions, extension_configs=settings)

    site_url = str(config.get("site_url") or "")
    volume = make_volume(
        project,
        writer,
        _order(config, project),
        markdown,
        title=str(config.get("site_name", "")),
        description=str(config.get("site_description", "")),
        language=language,
        licence=str(config.get("copyright", "")),
        site_url=site_url if site_url.startswith("https:") else "",
    )
    name = re.sub(r"[^a-z0-9]+", "-", volume.title.lower()).strip("-") or "book"
    output.mkdir(parents=True, exist_ok=True)
    try:
        files = {
            f"{name}.epub": write_epub(volume, _modified(project)),
            f"{name}.pdf": write_pdf(volume),
        }
    except MissingLibraryError as error:
        raise click.ClickException(str(error)) from None
    if offline:
        files[f"{name}-offline.zip"] = pack_site(offline, name)
    for file, content in files.items():
        (output / file).write_bytes(content)
        click.echo(f"{output / file}: {len(content):,} bytes")


_PAGES = ("glossary", "references")
# What MkDocs gives to Markdown by itself.
_USUAL = ("tables", "fenced_code")


class _Loader(yaml.SafeLoader):
    """Reads what MkDocs reads: `!ENV` takes a variable, other tags stand for nothing."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        *variables, default = loader.construct_sequence(node)
        return next((os.environ[each] for each in variables if each in os.environ), default)
    return os.environ.get(str(loader.construct_scalar(node)))  # type: ignore[arg-type]


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("", lambda *_: None)


def _read(file: Path) -> dict[str, Any]:
    try:
        config = yaml.load(file.read_text("utf-8"), _Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file} can't be read: {error}") from None
    if not isinstance(config, dict):
        raise click.ClickException(f"{file} holds no settings")
    return config


def _options(config: dict[str, Any]) -> dict[str, Any]:
    for each in config.get("plugins") or []:
        if isinstance(each, dict) and "selfcheck" in each:
            return each["selfcheck"] or {}
    return {}


def _extensions(config: dict[str, Any]) -> tuple[list[str], dict[str, dict[str, Any]]]:
    names: list[str] = []
    settings: dict[str, dict[str, Any]] = {}
    for each in config.get("markdown_extensions") or []:
        for name, options in each.items() if isinstance(each, dict) else [(each, None)]:
            names.append(name)
            if isinstance(options, dict):
                settings[name] = options
    return names, settings


def _order(config: dict[str, Any], project: Project) -> list[str]:
    """The pages that the navigation names, or all of them; a home page leads nowhere in a book."""
    named = [path for path in _pages(config.get("nav")) if path in project.chapters]
    return [path for path in named or sorted(project.chapters) if path != "index.md"]


def _pages(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list):
        for each in nav:
            yield from _pages(each)
    elif isinstance(nav, dict):
        for each in nav.values():
            yield from _pages(each)


def _modified(project: Project) -> datetime:
    """When the newest source changed; SOURCE_DATE_EPOCH, if it is set, for the same bytes."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC)
    files = [entry.file for entry in project.bank]
    files += [project.folders.docs / path for path in project.chapters]
    return datetime.fromtimestamp(max(file.stat().st_mtime for file in files), UTC)
