"""What a build costs: wall time, processor time and memory, ours beside plain Material."""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import write_ours, write_plain


@dataclass(frozen=True)
class Cost:
    """Medians over some runs: seconds, seconds, and megabytes at the peak."""

    wall: float
    cpu: float
    memory: float


def compare(chapters: int, questions: int, runs: int) -> dict[str, Cost]:
    """Build both contenders in turn, `runs` times each."""
    writers: dict[str, Callable[[Path, int, int], None]] = {
        "ours": write_ours,
        "plain": write_plain,
    }
    seen: dict[str, list[Cost]] = {name: [] for name in writers}
    with tempfile.TemporaryDirectory() as place:
        for name, write in writers.items():
            write(Path(place) / name, chapters, questions)
        for _ in range(runs):
            for name in writers:
                seen[name].append(build(Path(place) / name))
    return {
        name: Cost(
            statistics.median(each.wall for each in costs),
            statistics.median(each.cpu for each in costs),
            statistics.median(each.memory for each in costs),
        )
        for name, costs in seen.items()
    }


def build(folder: Path) -> Cost:
    """Run `mkdocs build` once, from nothing.

    Raises:
        RuntimeError: the build failed.
    """
    shutil.rmtree(folder / "site", ignore_errors=True)
    start = time.perf_counter()
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")],
        {**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    if status:
        raise RuntimeError(f"the build of {folder} failed")
    peak = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak)
