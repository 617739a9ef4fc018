"""What is due to be looked at again: chapters by their front matter, help lines by their date.

Prints Markdown. The exit code is 0 if nothing is due, and 1 if something is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from selfcheck.book.help_lines import NOTICE_AFTER, today
from selfcheck.project import Folders, Project, ProjectReader


def overdue(project: Project, day: date) -> Iterator[str]:
    """One line for each chapter and each help line that is due on that day."""
    for chapter in project.chapters.values():
        due = str(chapter.meta.get("review-due", ""))
        if due and due < day.isoformat():
            yield f"`{chapter.shown}`: its review was due on {due}"
    for line in project.book.help_lines:
        if line.age(day) > NOTICE_AFTER:
            yield f"`docs/data/help.yml`: {line.name} was last checked {line.age(day)} days ago"


def main() -> int:
    """Read the project in this folder, and say what is due."""
    root = Path.cwd()
    project = ProjectReader().read(
        Folders(root, root / "docs", root / "quizzes", root / "docs/data")
    )
    found = list(overdue(project, today()))
    print("## Overdue reviews\n")
    print("\n".join(f"- {each}" for each in found) or "Nothing is overdue.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
