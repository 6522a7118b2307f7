"""Measure ratios side by side in one run; absolute times mean nothing on a shared machine.

startup: `claims --help` beside a bare Click program, in turn, medians.
ingest: a generated dirty file through the whole of `claims ingest`, beside the floor of its own schema and beside other
programs (see bench_ingest.py).
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
BARE = "import click\n@click.group()\ndef cli():\n    pass\ncli.command()(lambda: None)\ncli()\n"


def main() -> None:
    """Run the benchmarks that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("which", nargs="*", choices=["startup", "ingest", []], help="which to run; all by default")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the generated file (default 100,000)")
    parser.add_argument("--no-peers", action="store_true", help="leave other programs out")
    options = parser.parse_args()
    which = options.which or ["startup", "ingest"]
    print("| what is measured | |")
    print("|---|---|")
    if "startup" in which:
        startup()
    if "ingest" in which:
        ingest(options.rows, peers=not options.no_peers)


def report(what: str, ratio: float) -> None:
    """Print one row of the table."""
    print(f"| {what} | {ratio:.2f} |", flush=True)


def startup(runs: int = 21) -> None:
    """Compare the start of `claims --help` with that of a bare Click program."""
    ours, bare = [], []
    for _ in range(runs):
        ours.append(_seconds([sys.executable, "-m", "claims", "--help"]))
        bare.append(_seconds([sys.executable, "-c", BARE, "--help"]))
    report("`claims --help` by a bare Click program", median(ours) / median(bare))


def _seconds(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def ingest(rows: int, *, peers: bool) -> None:
    """Measure the whole ingest beside the floor of its own schema, and other programs beside it."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from bench_ingest import measure

    for what, measured in measure(rows, peers=peers):
        print(f"| {what} | {measured} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
