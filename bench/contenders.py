"""Who is measured: ours, plain Material, and two peers in environments of their own."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import corpus

_PEERS = Path(__file__).with_name("peers")
_CACHE = Path(__file__).parent.parent / ".cache" / "bench"


@dataclass(frozen=True)
class Contender:
    """One way to put questions on a Material site."""

    name: str
    write: Callable[[Path, int, int], None]
    """Writes a project of so many chapters with so many questions each into a folder."""
    page: str
    """The address of the first page with questions, from the site's root."""
    ready: str = ""
    """A JavaScript expression that is true once a question can be answered; empty: it has none."""
    answer: str = ""
    """A function `(number) => void`: chooses an option of that question."""
    check: str = ""
    """A function `(number) => void`: asks for the feedback."""
    feedback: str = ""
    """A function `(number) => boolean`: whether that question shows feedback."""
    requirements: Path | None = None
    """What its own environment holds; None: the project's environment."""

    def python(self) -> str:
        """The interpreter that builds its sites; makes the environment if there is none.

        Raises:
            subprocess.CalledProcessError: the packages could not be installed.
        """
        if self.requirements is None:
            return sys.executable
        state = hashlib.blake2s(self.requirements.read_bytes(), digest_size=4).hexdigest()
        folder = _CACHE / f"{self.name}-{state}"
        python = folder / "bin" / "python"
        if not (folder / "complete").is_file():
            print(f"==> Installing {self.name} into an environment of its own (once)", flush=True)
            subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
            pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            subprocess.run([*pip, "-r", self.requirements], check=True, stderr=subprocess.DEVNULL)
            (folder / "complete").touch()
        return str(python)


OURS = Contender(
    "ours",
    corpus.write_ours,
    "self-checks/quiz-0/",
    "!document.querySelector('.sc-question .sc-check:disabled') "
    "&& document.querySelector('.sc-question .sc-check')",
    "n => document.querySelectorAll('.sc-question')[n].querySelector('input').click()",
    "n => document.querySelectorAll('.sc-question')[n].querySelector('.sc-check').click()",
    "n => !!document.querySelectorAll('.sc-question')[n].querySelector('.sc-outcome')",
)
PLAIN = Contender("plain Material", corpus.write_plain, "self-checks/quiz-0/")
MKDOCS_QUIZ = Contender(
    "mkdocs-quiz",
    corpus.write_mkdocs_quiz,
    "self-checks/quiz-0/",
    "document.querySelector('.quiz input') && document.readyState === 'complete'",
    # It answers as soon as an option is chosen.
    "n => {}",
    "n => document.querySelectorAll('.quiz')[n].querySelector('input').click()",
    "n => !document.querySelectorAll('.quiz')[n].querySelector('.quiz-feedback')"
    ".classList.contains('hidden')",
    _PEERS / "mkdocs-quiz.txt",
)
MKDOCS_MCQ = Contender(
    "mkdocs-mcq",
    corpus.write_mkdocs_mcq,
    "self-checks/quiz-0/",
    "document.querySelector('.mcq-container input[type=radio]')",
    "n => document.querySelectorAll('.mcq-container')[n].querySelector('input').click()",
    # One button answers the whole page.
    "n => document.querySelector('#mcq-quiz-submit').click()",
    "n => document.querySelectorAll('.mcq-container')[n].classList.contains('answered')",
    _PEERS / "mkdocs-mcq.txt",
)
ALL = (OURS, PLAIN, MKDOCS_QUIZ, MKDOCS_MCQ)
