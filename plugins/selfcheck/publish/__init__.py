"""The whole book in one file: EPUB and PDF; and a copy of the site to take along."""

from selfcheck.publish.epub import write_epub
from selfcheck.publish.offline import pack_site
from selfcheck.publish.pdf import write_pdf
from selfcheck.publish.volume import Section, Volume, make_volume

__all__ = ["Section", "Volume", "make_volume", "pack_site", "write_epub", "write_pdf"]
