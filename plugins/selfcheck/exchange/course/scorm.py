"""The manifest of a SCORM package: its lessons and its files.

Sources: SCORM 1.2 Content Aggregation Model, ADL 2001; SCORM 2004 4th Edition Content
Aggregation Model and Sequencing and Navigation, ADL 2009.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from selfcheck.exchange.course.package import page_path
from selfcheck.quiz.bank import BankEntry


@dataclass(frozen=True)
class Edition:
    """What differs between the two versions of SCORM."""

    version: str
    namespaces: str
    scorm_type: str
    sequenced: bool


SCORM_1_2 = Edition(
    "1.2",
    """xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2\"""",
    "scormtype",
    False,
)
SCORM_2004 = Edition(
    "2004 4th Edition",
    """xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
 xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
 xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
 xmlns:imsss="http://www.imsglobal.org/xsd/imsss\"""",
    "scormType",
    True,
)


def manifest(
    edition: Edition,
    id: str,
    title: str,
    entries: Sequence[BankEntry],
    shared: Iterable[str],
    mastery: float | None,
) -> str:
    """`imsmanifest.xml`.

    Args:
        edition: the version of SCORM.
        id: a name for the package, unlike that of any other.
        title: the name of the course, plain text.
        entries: the self-checks, each a lesson.
        shared: paths of the files that every lesson needs.
        mastery: the score from 0 to 1 that passes; without it, none is passed or failed.
    """
    items = "\n".join(_item(edition, each, mastery) for each in entries)
    pages = "\n".join(
        f'<resource identifier="page-{each.name}" type="webcontent" '
        f'adlcp:{edition.scorm_type}="sco" href="{page_path(each)}">\n'
        f'<file href="{page_path(each)}"/>\n<dependency identifierref="shared"/>\n</resource>'
        for each in entries
    )
    files = "\n".join(f'<file href="{escape(path)}"/>' for path in shared)
    flow = (
        '\n<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>'
        if edition.sequenced
        else ""
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="selfcheck-{id}" version="1" {edition.namespaces}>
<metadata><schema>ADL SCORM</schema><schemaversion>{edition.version}</schemaversion></metadata>
<organizations default="course"><organization identifier="course">
<title>{escape(title)}</title>
{items}{flow}
</organization></organizations>
<resources>
{pages}
<resource identifier="shared" type="webcontent" adlcp:{edition.scorm_type}="asset">
{files}
</resource>
</resources>
</manifest>
"""


def _item(edition: Edition, entry: BankEntry, mastery: float | None) -> str:
    details = _sequencing(mastery) if edition.sequenced else _mastery(mastery)
    return (
        f'<item identifier="item-{entry.name}" identifierref="page-{entry.name}">'
        f"<title>{escape(entry.quiz.title)}</title>{details}</item>"
    )


def _mastery(mastery: float | None) -> str:
    if mastery is None:
        return ""
    return f"<adlcp:masteryscore>{mastery * 100:g}</adlcp:masteryscore>"


def _sequencing(mastery: float | None) -> str:
    objective = ""
    if mastery is not None:
        objective = (
            '<imsss:objectives><imsss:primaryObjective objectiveID="score" '
            f'satisfiedByMeasure="true"><imsss:minNormalizedMeasure>{mastery:g}'
            "</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>"
        )
    # Otherwise a platform counts every lesson that was left as completed and passed
    # (Sequencing and Navigation, 3.13).
    return (
        f"<imsss:sequencing>{objective}<imsss:deliveryControls "
        'completionSetByContent="true" objectiveSetByContent="true"/></imsss:sequencing>'
    )
