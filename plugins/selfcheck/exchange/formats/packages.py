"""Courses for learning platforms: SCORM 1.2, SCORM 2004 (4th edition) and cmi5.

The self-check's own page runs in the platform, so every kind works as on the site. A
self-check is one lesson; several are lessons of one course. Score, completion and each
answer are reported, and progress is kept by the platform, not by the browser. Nobody
passes or fails, unless a mastery score is stated: here, or by the platform.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from selfcheck.exchange.course.package import package, shared_files
from selfcheck.exchange.course.scorm import SCORM_1_2, SCORM_2004, Edition, manifest
from selfcheck.exchange.course.structure import structure
from selfcheck.exchange.format import Format, Part
from selfcheck.exchange.texts import Texts
from selfcheck.kinds import all_kinds
from selfcheck.quiz.bank import BankEntry


def write_scorm12(
    entries: Sequence[BankEntry], texts: Texts, mastery: float | None = None
) -> bytes:
    """A SCORM 1.2 package; `mastery` from 0 to 1 is the score that passes."""
    return _scorm(SCORM_1_2, "scorm12.js", entries, texts, mastery)


def write_scorm2004(
    entries: Sequence[BankEntry], texts: Texts, mastery: float | None = None
) -> bytes:
    """A SCORM 2004 package; `mastery` from 0 to 1 is the score that passes."""
    return _scorm(SCORM_2004, "scorm2004.js", entries, texts, mastery)


def write_cmi5(entries: Sequence[BankEntry], texts: Texts, mastery: float | None = None) -> bytes:
    """A cmi5 package; `mastery` from 0 to 1 is the score that passes."""
    units = [(_id(texts, "unit", entry.name), entry) for entry in entries]
    course = structure(
        _course_id(entries, texts), _title(entries, texts), units, texts.messages.language, mastery
    )
    return package(entries, texts, ("cmi5.js",), {"cmi5.xml": course})


def _scorm(
    edition: Edition,
    script: str,
    entries: Sequence[BankEntry],
    texts: Texts,
    mastery: float | None,
) -> bytes:
    reporter = ("scorm.js", script)
    shared = shared_files(texts, reporter)
    text = manifest(
        edition, _course_id(entries, texts), _title(entries, texts), entries, shared, mastery
    )
    return package(entries, texts, reporter, {"imsmanifest.xml": text})


def _title(entries: Sequence[BankEntry], texts: Texts) -> str:
    return entries[0].quiz.title if len(entries) == 1 else texts.title or texts.word("self-checks")


def _course_id(entries: Sequence[BankEntry], texts: Texts) -> str:
    return _id(texts, "course", *(each.name for each in entries))


def _id(texts: Texts, *names: str) -> str:
    """A name that is the same at every export, and another on another site."""
    site = texts.site_url or f"urn:selfcheck:{texts.title}"
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join((site, *names))))


_LEAVES: dict[str, tuple[Part, ...]] = dict.fromkeys(all_kinds(), ("filing",))
_MEDIA_TYPE = "application/zip"

SCORM12 = Format(
    "scorm12", "SCORM 1.2", ".zip", _MEDIA_TYPE, "Moodle, Canvas and nearly every platform",
    _LEAVES, write_scorm12, passable=True,
)  # fmt: skip
SCORM2004 = Format(
    "scorm2004", "SCORM 2004", ".zip", _MEDIA_TYPE, "platforms with SCORM 2004, 4th edition",
    _LEAVES, write_scorm2004, passable=True,
)  # fmt: skip
CMI5 = Format(
    "cmi5", "cmi5 (xAPI)", ".zip", _MEDIA_TYPE, "platforms with xAPI and cmi5",
    _LEAVES, write_cmi5, passable=True,
)  # fmt: skip
