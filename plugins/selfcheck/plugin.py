"""Adapter for MkDocs: its events, and nothing that is worth knowing without MkDocs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import yaml
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from selfcheck.diagnostics import report
from selfcheck.exchange import Format, Texts
from selfcheck.exchange.downloads import Downloads, UnknownFormatError, formats_named
from selfcheck.exchange.downloads import File as DownloadFile
from selfcheck.exchange.libraries import MissingLibraryError
from selfcheck.extension import SelfcheckExtension
from selfcheck.pages import Messages, MessagesError, Page, PageWriter, all_assets
from selfcheck.pages.addresses import Addresses, localise
from selfcheck.pages.assets import LOADER
from selfcheck.pages.author import new_file_address
from selfcheck.pages.plain import for_markdown, for_theme
from selfcheck.pages.policy import InlineCode, headers_file, with_policy
from selfcheck.project import Folders, Project, ProjectReader

log = get_plugin_logger(__name__)


class SelfcheckConfig(base.Config):  # type: ignore[no-untyped-call]
    """The plugin's options in `mkdocs.yml`."""

    quizzes = option.Type(str, default="quizzes")
    """The folder of the quizzes, from the folder of `mkdocs.yml`."""
    book = option.Type(str, default="docs/data")
    """The folder of `references.yml`, `figures.yml` and `glossary.yml`; each may be absent."""
    pages = option.Type(str, default="self-checks")
    """The folder of the self-checks on the site."""
    glossary = option.Type(str, default="glossary.md")
    """The page that glossary terms link to."""
    references = option.Type(str, default="references.md")
    """The page that citations in quizzes link to."""
    language = option.Optional(option.Type(str))
    """The language of buttons, verdicts and headings, `de` say; the theme's if not given."""
    messages = option.Type(dict, default={})
    """Texts by key that replace those of the language, or are those of one that has none."""
    downloads = option.ListOfItems(option.Type(str), default=[])
    """The formats that a self-check can be taken away as, by the names of `selfcheck export`."""
    new_file = option.Optional(option.Type(str))
    """Where the forge begins a new file: an address with `{path}` and `{text}`.
    For a repository on GitHub it follows from `repo_url`."""
    security_policy = option.Type(bool, default=False)
    """Give every page a content security policy, and the site a `_headers` file."""


class SelfcheckPlugin(BasePlugin[SelfcheckConfig]):  # type: ignore[no-untyped-call]
    """Turns quizzes into pages of the site, and shows single questions inside chapters."""

    def __init__(self) -> None:
        self._reader = ProjectReader()
        self._pages: dict[str, Page] = {}
        self._assets: list[File] = []
        self._inline = InlineCode()
        self._serving = False
        self._last_sound: Project | None = None
        self._downloads = Downloads()
        self._formats: list[Format] = []
        self._compiled = _Compiled()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether somebody is at work; MkDocs keeps this instance between rebuilds then."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything, before MkDocs empties the folder of the site."""
        root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        folders = Folders(
            root, Path(config.docs_dir), root / self.config.quizzes, root / self.config.book
        )
        project = self._sound(self._reader.read(folders))
        addresses = Addresses(
            config.use_directory_urls, self.config.glossary, self.config.references
        )
        page_language = _page_language(config)
        try:
            messages = Messages(self.config.language or page_language, self.config.messages)
        except MessagesError as error:
            raise PluginError(f"selfcheck in mkdocs.yml: {error}") from None
        try:
            self._formats = formats_named(self.config.downloads)
        except UnknownFormatError as error:
            raise PluginError(f"selfcheck in mkdocs.yml: downloads: {error}") from None
        new_file = self.config.new_file or new_file_address(config.repo_url or "")
        self._writer = PageWriter(
            project,
            addresses,
            self.config.pages,
            messages,
            page_language,
            new_file,
            lambda entry: self._downloads.listed(entry, self._formats),
        )
        _drop_extension(config)
        config.markdown_extensions.append(SelfcheckExtension(self._writer))  # type: ignore[arg-type]
        if LOADER not in config.extra_javascript:
            config.extra_javascript.append(LOADER)
        return config

    def _sound(self, project: Project) -> Project:
        """The project, if it is sound; while serving, else the last one that was.

        A server that stops at a slip would seem stuck: the author keeps the last
        good page and reads what is wrong in the terminal.
        """
        if project.sound:
            for diagnostic in project.diagnostics:
                say = log.info if diagnostic.severity == "notice" else log.warning
                say(str(diagnostic))
            self._last_sound = project
        elif self._serving and self._last_sound:
            log.error(
                f"The pages stay as they were until this is mended:\n{report(project.diagnostics)}"
            )
        else:
            raise PluginError(report(project.diagnostics))
        return self._last_sound or project

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages and the assets; an existing file of the same name is an error."""
        self._pages = {page.path: page for page in self._writer.pages()}
        self._assets.clear()
        for page in self._pages.values():
            # A page is rendered as Markdown first: give that its heading, and nothing more.
            file = _generated(files, config, page.path, _front_matter(page))
            file.inclusion = InclusionLevel.NOT_IN_NAV
            file.edit_uri = f"../{page.source}" if page.source else None
        for asset in (*all_assets(self._writer.messages), *self._writer.own_assets()):
            self._assets.append(_generated(files, config, asset.address, asset.content))
        for download in self._downloads_of(config):
            self._assets.append(_generated(files, config, download.address, download.content))
        return files

    def _downloads_of(self, config: MkDocsConfig) -> Iterator[DownloadFile]:
        if self._formats:
            project = self._writer.project
            texts = Texts(
                project.book,
                self._writer.messages,
                config.site_url or "",
                self._writer.addresses,
                title=config.site_name,
            )
            try:
                yield from self._downloads.files(project.bank, self._formats, texts)
            except MissingLibraryError as error:
                raise PluginError(f"selfcheck in mkdocs.yml: downloads: {error}") from None

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let a rebuild find the theme's templates compiled: that costs as much as many pages."""
        if self._serving:
            env.bytecode_cache = self._compiled
        return env

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give search what it may find; in other pages, mend links and add the way on."""
        path = page.file.src_uri
        if path in self._pages:
            # The heading as the site renders it: its id is what the skip link leads to.
            return html + self._pages[path].searchable
        html += self._writer.chapter_end(path)
        return localise(html, page.url)

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put in the generated page itself, when search has seen what it may."""
        if generated := self._pages.get(page.file.src_uri):
            heading = (page.content or "").removesuffix(generated.searchable)
            page.content = heading + generated.html
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Guard the finished page, and let go of a generated one: MkDocs keeps all to the end."""
        if generated := self._pages.get(page.file.src_uri):
            page.content = generated.searchable
        return self._guarded(output)

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Guard pages that are none of the documentation's, such as the one for a wrong address."""
        return self._guarded(output) if template_name.endswith(".html") else output

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the policy where hosts look for it; make room for what search is to write."""
        if self.config.security_policy:
            Path(config.site_dir, "_headers").write_text(headers_file(self._inline), "utf-8")
        if not self._serving:
            self._reader, self._last_sound = ProjectReader(), None
            self._pages.clear()
            for file in self._assets:
                file.content_bytes = b""  # it is on the disk
            del self._writer
            _drop_extension(config)
            gc.collect()  # each page's Markdown engine held the writer, in circles

    def _guarded(self, html: str) -> str:
        if not self.config.security_policy:
            return html
        self._inline.collect(html)
        return with_policy(html)


class _Compiled(BytecodeCache):
    """Compiled templates, in memory; Jinja itself sees whether a source has changed."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


def _page_language(config: MkDocsConfig) -> str:
    """The language that the theme marks its pages with."""
    for key in ("language", "locale"):
        if given := str(config.theme.get(key) or ""):
            return given.replace("_", "-")
    return "en"


def _drop_extension(config: MkDocsConfig) -> None:
    extensions: list[Any] = config.markdown_extensions
    extensions[:] = [each for each in extensions if not isinstance(each, SelfcheckExtension)]


def _generated(files: Files, config: MkDocsConfig, path: str, content: str | bytes) -> File:
    taken = files.get_file_from_path(path)
    if taken is not None:
        raise PluginError(
            f"{path}: the documentation has this file already; rename it, "
            "or choose another folder for `pages` under `selfcheck` in mkdocs.yml"
        )
    file = File.generated(config, path, content=content)
    files.append(file)
    return file


def _front_matter(page: Page) -> str:
    meta: dict[str, object] = {"title": for_theme(page.title)}
    if page.description:
        meta["description"] = for_theme(page.description)
    heading = for_markdown(page.title)
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True)}hide: [toc]\n---\n# {heading}\n"
