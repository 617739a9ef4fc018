"""From a project to pages: HTML that is a worksheet by itself, and the runtime that enlivens it."""

from selfcheck.pages.assets import Asset, all_assets
from selfcheck.pages.messages import Messages, MessagesError
from selfcheck.pages.pages import Page, PageWriter
from selfcheck.pages.text import TextRenderer

__all__ = ["Asset", "Messages", "MessagesError", "Page", "PageWriter", "TextRenderer", "all_assets"]
