"""What authors wait for: `selfcheck check` on a large bank, and a page after a save."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from bench.contenders import OURS, Contender
from bench.corpus import quiz_yaml

# Reads every file into plain data with libyaml and does nothing else: the floor.
_FLOOR = """
import sys, yaml
from pathlib import Path
for file in sorted(Path(sys.argv[1]).iterdir()):
    yaml.load(file.read_bytes(), yaml.CSafeLoader)
"""
# Reads and validates every quiz in one process, as the commands do.
_OURS = """
import sys
from pathlib import Path
from selfcheck.quiz import BankReader
bank = BankReader().read(Path(sys.argv[1]))
assert not bank.diagnostics, bank.diagnostics[:3]
"""
_COMMAND = "from selfcheck.cli import main; main()"
_PORT = 8765


@dataclass(frozen=True)
class Checking:
    """Seconds of processor time, medians; and megabytes of ours at the peak."""

    floor: float
    reading: float
    """Reading and validating alone, in a process of its own as the floor is."""
    command: float
    """The whole of `selfcheck check --no-advice`."""
    advised: float
    """The same with advice on item writing."""
    memory: float


def check(files: int, questions: int, runs: int) -> Checking:
    """Check a bank of so many files with so many questions each."""
    with tempfile.TemporaryDirectory() as place:
        quizzes = Path(place) / "quizzes"
        quizzes.mkdir()
        (Path(place) / "docs" / "chapters").mkdir(parents=True)
        for number in range(files):
            text = quiz_yaml(number, questions).replace(
                f"chapter: chapters/chapter-{number}.md\n", ""
            )
            (quizzes / f"quiz-{number}.yml").write_text(text, "utf-8")
        folders = [f"--docs={place}/docs", f"--quizzes={quizzes}", f"--book={place}/book"]
        command = ["-c", _COMMAND, "check", *folders]
        floor = [_cost(["-c", _FLOOR, str(quizzes)]) for _ in range(runs)]
        reading = [_cost(["-c", _OURS, str(quizzes)]) for _ in range(runs)]
        plain = [_cost([*command, "--no-advice"]) for _ in range(runs)]
        advised = _cost(command, allowed=1)
    return Checking(
        statistics.median(cost for cost, _ in floor),
        statistics.median(cost for cost, _ in reading),
        statistics.median(cost for cost, _ in plain),
        advised[0],
        max(memory for _, memory in (*reading, *plain)),
    )


def _cost(arguments: list[str], allowed: int = 0) -> tuple[float, float]:
    """Processor time in seconds and peak memory in megabytes of a Python process.

    Raises:
        RuntimeError: it ended with another code than 0 or `allowed`.
    """
    out = os.open(os.devnull, os.O_WRONLY)
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, *arguments],
        {**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
        file_actions=[(os.POSIX_SPAWN_DUP2, out, 1)],
    )
    os.close(out)
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in (0, allowed):
        raise RuntimeError(f"{arguments[:3]} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


@dataclass(frozen=True)
class Saving:
    """Seconds, medians: the first build of `mkdocs serve`, and from a save to the new page."""

    first: float
    chapter: float
    """After a chapter was saved."""
    page: float
    """After a self-check was saved: its YAML, or the Markdown that it is at a peer."""


def save(contender: Contender, pages: int, questions: int, runs: int) -> Saving:
    """Serve a site of so many pages, save one file after the other, and wait for the page."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "project"
        contender.write(folder, pages // 2, questions)
        with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
            config.write("watch: [quizzes]\n" if (folder / "quizzes").is_dir() else "")
        started = time.perf_counter()
        server = subprocess.Popen(
            [contender.python(), "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{_PORT}"],
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for("chapters/chapter-1/", "Chapter 1")
            first = time.perf_counter() - started
            chapter = folder / "docs" / "chapters" / "chapter-1.md"
            quiz = next(
                file
                for file in (
                    folder / "quizzes" / "quiz-1.yml",
                    folder / "docs/self-checks/quiz-1.md",
                )
                if file.is_file()
            )
            return Saving(
                first,
                statistics.median(_saved(chapter, "chapters/chapter-1/") for _ in range(runs)),
                statistics.median(_saved(quiz, "self-checks/quiz-1/") for _ in range(runs)),
            )
        finally:
            server.terminate()
            server.wait()


def preview(pages: int, questions: int, runs: int) -> float:
    """Seconds, median: from a save to the new page of one quiz in `selfcheck preview`."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "project"
        OURS.write(folder, pages // 2, questions)
        quiz = folder / "quizzes" / "quiz-1.yml"
        arguments = ["preview", str(quiz), "--no-open", "--port", str(_PORT)]
        server = subprocess.Popen(
            [sys.executable, "-c", _COMMAND, *arguments], cwd=folder, stdout=subprocess.DEVNULL
        )
        try:
            _wait_for("", "quiz-1")
            return statistics.median(_previewed(quiz) for _ in range(runs))
        finally:
            server.terminate()
            server.wait()


def _saved(file: Path, address: str) -> float:
    """Change a sentence of a file, and wait until its page has it."""
    time.sleep(1.5)  # the server rests between two builds
    text, word = _changed(file)
    started = time.perf_counter()
    file.write_text(text, "utf-8")
    _wait_for(address, word)
    return time.perf_counter() - started


def _previewed(file: Path) -> float:
    """The same in the preview, whose page asks to be told of a change and then loads anew."""
    with urllib.request.urlopen(f"http://127.0.0.1:{_PORT}/") as answer:
        state = re.search(r"-reload\.js\?([\w-]+)", answer.read().decode())
    if not state:
        raise RuntimeError("the preview doesn't say how it reloads")
    address = f"http://127.0.0.1:{_PORT}/-changed?{state[1]}"
    asking = threading.Thread(target=lambda: urllib.request.urlopen(address).read())
    asking.start()
    time.sleep(1)  # the page has been waiting for a while
    text, word = _changed(file)
    started = time.perf_counter()
    file.write_text(text, "utf-8")
    asking.join()
    _wait_for("", word)
    return time.perf_counter() - started


def _changed(file: Path) -> tuple[str, str]:
    """A file's text with a new word in its first sentence, and that word."""
    word = f"zebra{time.monotonic_ns()}"
    text = file.read_text("utf-8")
    changed = re.sub(
        r"(zebra\d+|Trust|Grows|When|And|A|Two|People)( [a-z]+ )", rf"{word}\2", text, count=1
    )
    if changed == text:
        raise RuntimeError(f"no word to change in {file}")
    return changed, word


def _wait_for(address: str, word: str, limit: float = 120) -> None:
    end = time.monotonic() + limit
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{_PORT}/{address}") as answer:
                if word in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise RuntimeError(f"{address} never showed {word}")
