"""What a build costs: wall time, processor time and memory, every contender in turn."""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.contenders import Contender

# Runs MkDocs, and tells its own peak: what the system tells of a child has the parent's in it.
_MKDOCS = """
import runpy, sys
from pathlib import Path
seen = Path(sys.argv.pop(1))
try:
    runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
finally:
    status = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
    seen.write_text(status.split()[0])
"""


@dataclass(frozen=True)
class Cost:
    """Seconds, seconds, and megabytes at the peak."""

    wall: float
    cpu: float
    memory: float


def compare(
    place: Path, contenders: Sequence[Contender], chapters: int, questions: int, runs: int
) -> dict[str, Cost]:
    """The medians of `runs` builds of each contender, one after the other in each round.

    The sites are left in `place`, a folder for each contender by its name.
    """
    seen: dict[str, list[Cost]] = {each.name: [] for each in contenders}
    for each in contenders:
        each.write(place / each.name, chapters, questions)
    for _ in range(runs):
        for each in contenders:
            seen[each.name].append(build(place / each.name, each.python()))
    return {
        name: Cost(
            statistics.median(each.wall for each in costs),
            statistics.median(each.cpu for each in costs),
            statistics.median(each.memory for each in costs),
        )
        for name, costs in seen.items()
    }


def build(folder: Path, python: str = sys.executable) -> Cost:
    """Run `mkdocs build` once, from nothing.

    Raises:
        RuntimeError: the build failed.
    """
    shutil.rmtree(folder / "site", ignore_errors=True)
    with tempfile.NamedTemporaryFile() as peak:
        start = time.perf_counter()
        child = os.posix_spawn(
            python,
            [python, "-c", _MKDOCS, peak.name, "build", "-q", "-f", str(folder / "mkdocs.yml")],
            # Empty: compiled modules are kept, as at anyone's.
            {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""},
        )
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - start
        if status:
            raise RuntimeError(f"the build of {folder} failed")
        memory = int(Path(peak.name).read_text("utf-8")) / 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory)
