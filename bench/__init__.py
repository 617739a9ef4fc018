"""The benchmarks: what a build costs, and what a page costs a reader.

    python -m bench            all of them, some minutes
    python -m bench --quick    small sizes, one run each

Times are reported as ratios to a baseline measured in the same run, because
machines differ; the table goes into `bench/README.md`.
"""
