"""Claims as data: what a book sets out to teach, so that its coverage can be shown."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from selfcheck.entry import Entry, Line


class Claim(Entry):
    """One statement that the book must deal with."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][\w.-]*$", max_length=40)]
    """Its number, `S1.4` say: chapters name it under `covers`, and so do questions."""
    label: Line
    """What it is about, in a few words."""
    chapter: Annotated[str, StringConstraints(pattern=r"^[\w/-]+\.md$")]
    """The chapter that deals with it."""
    question: bool = False
    """At least one question must teach it: it is a common error, say."""
