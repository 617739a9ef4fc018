"""What chapters and quizzes share: references, figures, a glossary, the chapters' headings."""

from selfcheck.book.book import Book, read_book
from selfcheck.book.chapter import Chapter, read_chapter

__all__ = ["Book", "Chapter", "read_book", "read_chapter"]
