"""Measure ratios side by side in one run; absolute times mean nothing on a shared machine.

startup: `claims --help` beside a bare Click program, in turn, medians.
ingest: a generated dirty file through the whole of `claims ingest`, beside the floor of its own schema: the same rows
put there by INSERT … SELECT, with keys, unique ids, indexes, triggers and full text; and the same file a second time.
Processor time is compared, as other work on the machine disturbs it less than the clock.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
BARE = "import click\n@click.group()\ndef cli():\n    pass\ncli.command()(lambda: None)\ncli()\n"
TABLES = ("event", "source", "measure", "document", "batch", "claim", "appearance", "comparison")
SEARCH = ("claim_fts", "document_fts")


def main() -> None:
    """Run the benchmarks that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("which", nargs="*", choices=["startup", "ingest", []], help="which to run; all by default")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the generated file (default 100,000)")
    options = parser.parse_args()
    which = options.which or ["startup", "ingest"]
    print("| what is measured | ratio |")
    print("|---|---|")
    if "startup" in which:
        startup()
    if "ingest" in which:
        ingest(options.rows)


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


def ingest(rows: int) -> None:
    """Compare the whole ingest with the floor of its own schema, and with ingesting the same file again."""
    with tempfile.TemporaryDirectory() as folder:
        file, database = Path(folder) / "rows.csv", Path(folder) / "claims.db"
        with file.open("wb") as out:
            subprocess.run([sys.executable, "scripts/generate.py", str(rows)], cwd=ROOT, stdout=out, check=True)
        claims = [sys.executable, "-m", "claims"]
        subprocess.run([*claims, "init", "--db", str(database)], cwd=ROOT, stderr=subprocess.DEVNULL, check=True)
        command = [*claims, "ingest", str(file), "--create", "source,event", "--db", str(database), "--by", "bench"]
        first = _ingested(command)
        again = _ingested(command)
        floor = _floor(database, Path(folder) / "floor.db")
        report(f"ingest of {rows:,} rows by the floor of its schema", first / floor)
        report("the same file again by the first time", again / first)


def _ingested(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 3):
        sys.exit(f"error: {' '.join(command)} ended with {done.returncode}")
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def _floor(filled: Path, empty: Path) -> float:
    sys.path.insert(0, str(ROOT))
    from claims import schema

    connection = schema.create(empty)
    connection.execute(f"pragma cache_size = -{schema.CACHE_KIB}")
    connection.execute("attach ? as filled", (str(filled),))
    start = time.process_time()
    connection.execute("begin immediate")
    for table in TABLES:
        names = ", ".join(f'"{row[1]}"' for row in connection.execute(f"pragma main.table_info({table})"))
        connection.execute(f"insert into main.{table} ({names}) select {names} from filled.{table}")
    for table in SEARCH:
        connection.execute(f"insert into main.{table} (rowid, text) select rowid, text from filled.{table}")
    connection.execute("commit")
    taken = time.process_time() - start
    connection.close()
    return taken


if __name__ == "__main__":
    sys.exit(main())
