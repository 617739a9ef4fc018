"""The command: measure, print, and write the tables into the README beside this file."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import authors, browser, build, lighthouse, pages, weight
from bench.build import Cost
from bench.contenders import ALL, OURS, PLAIN, Contender

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def measure(quick: bool) -> Iterator[str]:
    """The report, line by line as it is measured."""
    yield (
        f"On {len(os.sched_getaffinity(0))} processors ({_processor()}), "
        f"Python {platform.python_version()}, {platform.system()}."
    )
    yield from _builds([(10, 10)] if quick else [(10, 10), (100, 10), (500, 20)], quick)
    yield from _weights()
    yield from _reading([10] if quick else [10, 100, 500], quick)
    yield from _audits(quick)
    yield from _authors(quick)


def _builds(sizes: list[tuple[int, int]], quick: bool) -> Iterator[str]:
    yield "\n### Building\n"
    yield "| chapters x questions | | wall (s) | CPU (s) | memory (MB) | wall | CPU | memory |"
    yield "|---|---|---|---|---|---|---|---|"
    title, weighed = "", []
    for chapters, questions in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            costs = build.compare(folder, ALL, chapters, questions, 1 if quick else 3)
            title = f"A page of {questions} questions, of {2 * chapters}"
            for name, cost in costs.items():
                ratios = _compared(cost, costs[PLAIN.name])
                yield f"| {chapters} x {questions} | {name} | {ratios} |"
            weighed = [_weighed(each, folder) for each in ALL]
    yield f"\n### {title}\n"
    yield (
        "| | HTML (bytes, gzip) | scripts and styles added | inline scripts added "
        "| search index (MB, gzip) |"
    )
    yield "|---|---|---|---|---|"
    yield from weighed


def _compared(cost: Cost, plain: Cost) -> str:
    return (
        f"{cost.wall:.2f} | {cost.cpu:.2f} | {cost.memory:.0f} | {cost.wall / plain.wall:.2f} | "
        f"{cost.cpu / plain.cpu:.2f} | {cost.memory / plain.memory:.2f}"
    )


def _weighed(contender: Contender, folder: Path) -> str:
    site, plain = (folder / each.name / "site" for each in (contender, PLAIN))
    seen = pages.weigh(contender, site, plain)
    return (
        f"| {contender.name} | {seen.html[0]:,} ({seen.html[1]:,}) | "
        f"{seen.added[0]:,} ({seen.added[1]:,}) | {seen.inline} | "
        f"{seen.search[0] / 1e6:.2f} ({seen.search[1] / 1e6:.2f}) |"
    )


def _weights() -> Iterator[str]:
    yield "\n### What our questions add to a page\n"
    yield "| | bytes | gzip |"
    yield "|---|---|---|"
    for name, raw, packed in weight.table():
        yield f"| {name} | {raw:,} | {packed:,} |"


def _reading(counts: list[int], quick: bool) -> Iterator[str]:
    yield "\n### In the browser\n"
    yield (
        "| questions on the page | | ready (ms) | click to feedback (ms) | of it script (ms) "
        "| layout shift | blocked, on a phone (ms) | requests |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for count in counts:
        for contender in ALL:
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place) / "project"
                contender.write(folder, 1, count)
                build.build(folder, contender.python())
                seen = browser.read(contender, folder / "site", count, 1 if quick else 3)
            yield (
                f"| {count} | {contender.name} | {_ms(seen.ready)} | {_ms(seen.click)} "
                f"| {_ms(seen.script)} | {seen.shift:g} | {seen.blocked:.0f} | {seen.requests} |"
            )


def _audits(quick: bool) -> Iterator[str]:
    yield "\n### The book's pages, by Lighthouse\n"
    owners = ("the page and its style", "ours", "theme", "search index")
    titles = (*lighthouse.CATEGORIES, "blocked (ms)", *owners)
    yield f"| | | {' | '.join(titles)} |"
    yield "|---" * (2 + len(titles)) + "|"
    for seen in lighthouse.audit(1 if quick else 3):
        scores = [f"{seen.scores[name]:.0f}" for name in lighthouse.CATEGORIES]
        weights = [f"{seen.weights.get(owner, 0):,}" for owner in owners]
        cells = [*scores, f"{seen.blocked:.0f}", *weights]
        yield f"| {seen.page} | {seen.device} | {' | '.join(cells)} |"


def _authors(quick: bool) -> Iterator[str]:
    files = 100 if quick else 1000
    seen = authors.check(files, 10, 1 if quick else 3)
    yield "\n### For authors\n"
    yield f"| {files:,} files of ten questions | CPU (s) | of the floor |"
    yield "|---|---|---|"
    for name, cost in (
        ("parsed with libyaml alone: the floor", seen.floor),
        ("read and validated, with positions", seen.reading),
        ("`selfcheck check --no-advice`", seen.command),
        ("`selfcheck check`, with advice on every question", seen.advised),
    ):
        yield f"| {name} | {cost:.2f} | {cost / seen.floor:.2f} |"
    yield f"\nMemory at the peak, all in one process: {seen.memory:.0f} MB.\n"
    yield "| saving in `mkdocs serve`, 100 pages | first build (s) | chapter (s) | self-check (s) |"
    yield "|---|---|---|---|"
    for contender in (OURS, PLAIN) if quick else ALL:
        saved = authors.save(contender, 20 if quick else 100, 20, 1 if quick else 3)
        yield f"| {contender.name} | {saved.first:.2f} | {saved.chapter:.2f} | {saved.page:.2f} |"
    shown = authors.preview(20 if quick else 100, 20, 1 if quick else 3)
    yield f"| ours, one quiz in `selfcheck preview` | | | {shown:.2f} |"


def _ms(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


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
        README.write_text(f"{before}{BEGIN}\n{kept}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
