"""Texts on their way out and in: Markdown as other programs want it, and back."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from markupsafe import Markup

from selfcheck.book import Book
from selfcheck.kinds.fill_in.model import FillIn
from selfcheck.kinds.question import Question
from selfcheck.pages.addresses import ROOT, Addresses
from selfcheck.pages.figures import figure_part
from selfcheck.pages.messages import Messages
from selfcheck.pages.text import TextRenderer

_LINK_WITHIN = re.compile(rf'<a\b[^>]*\bhref="{re.escape(ROOT)}([^"]*)"[^>]*>(.*?)</a>', re.S)
_BLOCK_END = re.compile(r"</(?:p|li|tr|pre|blockquote)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")


class Texts:
    """The texts of quizzes for programs that know nothing of this site.

    Citations, figures and glossary terms come as their words. Links to other pages of
    the site lead to it where its address is known, and are words otherwise.

    Args:
        book: the data that the texts name.
        messages: the words that no author wrote; English if not given.
        site_url: the address of the published site, with a slash at its end; or empty.
        addresses: how the site names pages.
        title: the name of the site or book, for programs that file quizzes under one; or empty.
    """

    def __init__(
        self,
        book: Book,
        messages: Messages | None = None,
        site_url: str = "",
        addresses: Addresses | None = None,
        title: str = "",
    ) -> None:
        self.book = book
        self.messages = messages or Messages()
        self.site_url = site_url
        self.title = title
        self.addresses = addresses or Addresses()
        self._renderer = TextRenderer(book, self.addresses, self.messages)

    def html(self, text: str) -> str:
        """Markdown as clean HTML of paragraphs, lists and tables."""
        return self._foreign(self._renderer.block(text))

    def inline(self, text: str) -> str:
        """Markdown as clean HTML without paragraphs, where it has one only."""
        return self._foreign(self._renderer.inline(text))

    def plain(self, text: str) -> str:
        """Markdown as plain text: paragraphs apart by an empty line, no marks."""
        lines = _BLOCK_END.sub("\n", self.html(text))
        words = unescape(_TAG.sub("", lines))
        return re.sub(r"\n{3,}", "\n\n", words).strip()

    def prompt(self, question: Question) -> str:
        """What the reader is asked, as Markdown; a kind's own words if the author has none."""
        own = "prompt" in question.model_fields_set or not isinstance(question, FillIn)
        return question.prompt if own else self.messages.text("fill-in-prompt")

    def address(self, path: str) -> str:
        """Where a page of the site is published, `chapters/trust.md#limits` say; or nothing."""
        return self.site_url + self.addresses.page(path) if self.site_url else ""

    def word(self, key: str, **values: Any) -> str:
        """One of the site's own words, such as `hint`; see `pages/messages/en.yml`."""
        return self.messages.text(key, **values)

    def figure(self, id: str, name: str = "value") -> str:
        """A part of a figure of the book, as written: its value, its interval."""
        return figure_part(self.book.figures[id], name, self.messages)

    def _foreign(self, html: Markup) -> str:
        def link(found: re.Match[str]) -> str:
            if self.site_url and 'class="' not in found[0].partition(">")[0]:
                return f'<a href="{self.site_url}{found[1]}">{found[2]}</a>'
            return found[2]

        return _LINK_WITHIN.sub(link, str(html))
