"""The command: measure, print, and write the table into the README beside this file."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterator
from pathlib import Path

from bench import browser, build, weight

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def measure(quick: bool) -> Iterator[str]:
    """The report, line by line as it is measured."""
    machine = f"{os.cpu_count()} processors, {platform.machine()}"
    yield f"On {machine}, Python {platform.python_version()}."
    yield ""
    yield "| chapters x questions | ours (s) | plain Material (s) | ratio | CPU | memory |"
    yield "|---|---|---|---|---|---|"
    sizes = [(10, 10)] if quick else [(10, 10), (100, 10), (500, 20)]
    for chapters, questions in sizes:
        costs = build.compare(chapters, questions, 1 if quick else 3)
        ours, plain = costs["ours"], costs["plain"]
        yield (
            f"| {chapters} x {questions} | {ours.wall:.2f} | {plain.wall:.2f} | "
            f"{ours.wall / plain.wall:.2f} | {ours.cpu / plain.cpu:.2f} | "
            f"{ours.memory / plain.memory:.2f} |"
        )
    yield ""
    yield "| what questions add | bytes | gzip |"
    yield "|---|---|---|"
    for name, raw, packed in weight.table():
        yield f"| {name} | {raw:,} | {packed:,} |"
    yield ""
    yield "| questions | click to feedback painted (ms) | script (ms) | shift | blocking (ms) |"
    yield "|---|---|---|---|---|"
    for count in [10] if quick else [10, 100, 500]:
        seen = browser.read(count)
        yield (
            f"| {count} | {seen.click:.1f} | {seen.script:.1f} | {seen.shift:g} "
            f"| {seen.blocked:.0f} |"
        )


def main() -> None:
    """Measure, and keep the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--quick", action="store_true", help="small sizes, one run, nothing kept")
    quick = parser.parse_args().quick
    lines = []
    for line in measure(quick):
        print(line, flush=True)
        lines.append(line)
    if not quick:
        text = README.read_text("utf-8")
        before, _, rest = text.partition(BEGIN)
        after = rest.partition(END)[2]
        kept = "\n".join(lines)
        README.write_text(f"{before}{BEGIN}\n{kept}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
