"""Help lines as data: where a reader in need finds a person, and when that was last checked."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from selfcheck.entry import Entry, Line

NOTICE_AFTER = 90
"""Days after which a help line should be checked again."""
ERROR_AFTER = 180
"""Days after which a help line is too old to be published."""


class HelpLine(Entry):
    """One way to find help, in one part of the world."""

    region: Line
    """Where it serves: lines are listed by region, in the order of the file."""
    name: Line
    kind: Literal["emergency", "urgent", "listening", "directory"]
    how: Literal["call", "text", "website"]
    phone: Line | None = None
    text: Line | None = None
    """What to send, and to which number: `SHOUT to 85258`."""
    url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] | None = None
    audience: Line | None = Field(default=None, alias="for")
    """For whom it is, if not for everyone."""
    note: Line | None = None
    last_checked: Annotated[date, Field(strict=False)]
    """The day on which somebody last made sure that it is right."""
    confidence: Literal["verified", "high"]

    @property
    def dialled(self) -> str | None:
        """The number for a telephone link: digits and a leading plus alone."""
        digits = "".join(c for c in self.phone or "" if c.isdigit())
        return (("+" if (self.phone or "").startswith("+") else "") + digits) or None

    def age(self, today: date) -> int:
        """Days since it was last checked."""
        return (today - self.last_checked).days


def today() -> date:
    """The day of the build: today, or what `SOURCE_DATE_EPOCH` says (seconds since 1970).

    The variable is the convention of reproducible builds
    (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    moment = os.environ.get("SOURCE_DATE_EPOCH", "")
    if moment.isdigit():
        return datetime.fromtimestamp(int(moment), UTC).date()
    return date.today()
