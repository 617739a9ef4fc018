"""1EdTech's QTI, versions 2 and 3: one way to build items, and one way to read them.

Items are built with the element names of QTI 2 (`xml.py`); QTI 3 has the same
elements under other names, so that a dialect (`dialects.py`) is all that differs.
"""

from __future__ import annotations

from collections.abc import Mapping

from selfcheck.exchange.format import Part
from selfcheck.kinds import all_kinds

# What the reader judges alone, or walks through, is a task to write about.
_WRITTEN = frozenset({"practice", "rating", "scenario"})

LEAVES: Mapping[str, tuple[Part, ...]] = {
    kind: ("play", "filing") if kind in _WRITTEN else ("filing",) for kind in all_kinds()
}
"""What neither version carries; the two hold the same."""
