"""Write for oneself."""

from __future__ import annotations

from typing import ClassVar, Literal

from selfcheck.kinds.question import Question


class Reflection(Question):
    """The reader writes for themselves; nothing is scored, and nothing is sent.

    Share: none.
    """

    type: Literal["reflection"]
    """Write for oneself: no right and no wrong. `explanation` says what others often notice."""
    scored: ClassVar[bool] = False
    shared: ClassVar[tuple[str, ...]] = ("writing",)
