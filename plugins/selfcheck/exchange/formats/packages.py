"""Courses for learning platforms: SCORM 1.2, SCORM 2004 (4th edition) and cmi5.

The self-check's own page runs in the platform, so every kind works as on the site. A
self-check is one lesson; several are lessons of one course. Score, completion and each
answer are reported, and progress is kept by the platform, not by the browser.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from html import escape

from selfcheck.exchange.course.package import package, page_path, shared_files
from selfcheck.exchange.format import Format, Part
from selfcheck.exchange.texts import Texts
from selfcheck.kinds import all_kinds
from selfcheck.quiz.bank import BankEntry

_ADL12 = """xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2\""""
_ADL2004 = """xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
 xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
 xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
 xmlns:imsss="http://www.imsglobal.org/xsd/imsss\""""


def write_scorm12(entries: Sequence[BankEntry], texts: Texts) -> bytes:
    """Source: SCORM 1.2 Content Aggregation Model, ADL 2001."""
    manifest = _manifest(entries, texts, _ADL12, "1.2", "scormtype")
    return package(entries, texts, "scorm.js", {"imsmanifest.xml": manifest})


def write_scorm2004(entries: Sequence[BankEntry], texts: Texts) -> bytes:
    """Source: SCORM 2004 4th Edition Content Aggregation Model, ADL 2009."""
    manifest = _manifest(entries, texts, _ADL2004, "2004 4th Edition", "scormType")
    return package(entries, texts, "scorm.js", {"imsmanifest.xml": manifest})


def write_cmi5(entries: Sequence[BankEntry], texts: Texts) -> bytes:
    """Source: cmi5 specification (quartz), course structure; AICC 2016."""
    return package(entries, texts, "cmi5.js", {"cmi5.xml": _course(entries, texts)})


def _title(entries: Sequence[BankEntry], texts: Texts) -> str:
    return entries[0].quiz.title if len(entries) == 1 else texts.title or texts.word("self-checks")


def _manifest(
    entries: Sequence[BankEntry], texts: Texts, namespaces: str, version: str, scorm_type: str
) -> str:
    shared = "".join(f'\n<file href="{escape(path)}"/>' for path in shared_files(texts, "scorm.js"))
    items = "\n".join(
        f'<item identifier="item-{each.name}" identifierref="page-{each.name}">'
        f"<title>{escape(each.quiz.title)}</title></item>"
        for each in entries
    )
    resources = "\n".join(
        f'<resource identifier="page-{each.name}" type="webcontent" adlcp:{scorm_type}="sco" '
        f'href="{page_path(each)}"><file href="{page_path(each)}"/>'
        '<dependency identifierref="shared"/></resource>'
        for each in entries
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="selfcheck-{_id(entries)}" version="1" {namespaces}>
<metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>
<organizations default="course"><organization identifier="course">
<title>{escape(_title(entries, texts))}</title>
{items}
</organization></organizations>
<resources>
{resources}
<resource identifier="shared" type="webcontent" adlcp:{scorm_type}="asset">{shared}
</resource>
</resources>
</manifest>
"""


def _id(entries: Sequence[BankEntry]) -> str:
    names = "/".join(each.name for each in entries)
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:selfcheck:{names}"))


def _course(entries: Sequence[BankEntry], texts: Texts) -> str:
    language = texts.messages.language

    def words(tag: str, text: str) -> str:
        return f'<{tag}><langstring lang="{language}">{escape(text)}</langstring></{tag}>'

    units = "\n".join(
        f'<au id="urn:selfcheck:{_id([each])}" moveOn="Completed" launchMethod="AnyWindow">'
        f"{words('title', each.quiz.title)}"
        f"{words('description', each.quiz.description or each.quiz.title)}"
        f"<url>{page_path(each)}</url></au>"
        for each in entries
    )
    title = _title(entries, texts)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="urn:selfcheck:course:{_id(entries)}">{words("title", title)}
{words("description", title)}</course>
{units}
</courseStructure>
"""


_LEAVES: dict[str, tuple[Part, ...]] = dict.fromkeys(all_kinds(), ("filing",))
_MEDIA_TYPE = "application/zip"

SCORM12 = Format(
    "scorm12", "SCORM 1.2", ".zip", _MEDIA_TYPE, "Moodle, Canvas and nearly every platform",
    _LEAVES, write_scorm12,
)  # fmt: skip
SCORM2004 = Format(
    "scorm2004", "SCORM 2004", ".zip", _MEDIA_TYPE, "platforms with SCORM 2004, 4th edition",
    _LEAVES, write_scorm2004,
)  # fmt: skip
CMI5 = Format(
    "cmi5", "cmi5 (xAPI)", ".zip", _MEDIA_TYPE, "platforms with xAPI and cmi5",
    _LEAVES, write_cmi5,
)  # fmt: skip
