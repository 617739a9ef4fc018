"""The course structure of a cmi5 package.

Source: cmi5 specification (quartz), section 13; AICC 2016.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from selfcheck.exchange.course.package import page_path
from selfcheck.quiz.bank import BankEntry


def structure(
    id: str,
    title: str,
    units: Sequence[tuple[str, BankEntry]],
    language: str,
    mastery: float | None,
) -> str:
    """`cmi5.xml`.

    Args:
        id: a name for the course, unlike that of any other.
        title: the name of the course, plain text.
        units: the self-checks, each with a name that stays the same in every course.
        language: the language of titles and descriptions.
        mastery: the score from 0 to 1 that passes; without it, none is passed or failed.
    """

    def words(tag: str, text: str) -> str:
        return f'<{tag}><langstring lang="{language}">{escape(text)}</langstring></{tag}>'

    score = "" if mastery is None else f' masteryScore="{mastery:g}"'
    parts = "\n".join(
        f'<au id="urn:uuid:{unit}" moveOn="Completed"{score} launchMethod="AnyWindow">\n'
        f"{words('title', entry.quiz.title)}\n"
        f"{words('description', entry.quiz.description or entry.quiz.title)}\n"
        f"<url>{page_path(entry)}</url>\n</au>"
        for unit, entry in units
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="urn:uuid:{id}">
{words("title", title)}
{words("description", title)}
</course>
{parts}
</courseStructure>
"""
