"""Measure comparing and checking as ratios in one run; absolute times mean nothing on a shared machine.

python scripts/bench_compare.py [compare] [check] [--rows N] [--db FILE] [--larger FILE]

compare: all comparisons from scratch beside reading the same rows, in the same order, without any work; the answer on
one event beside the bare SQL that fetches its claims; `claims compare` beside `claims --help`; and what is done again
after an ingest, by the claims in the comparisons that it touched.
check: every rule over the whole file beside reading its claims and appearances without any work, and its memory beside
that for a tenth of the claims.
With --larger all comparisons, and the check, of a larger file are measured beside those of the first. It is only read.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from contextlib import closing
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.model import View

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from claims.compare.fold import COLUMNS, ORDER  # noqa: E402 - found beside this script
from claims.pipeline.claim_store import ClaimStore  # noqa: E402
from claims.pipeline.refresh import refresh_all, summaries  # noqa: E402
from claims.reading.fold import FoldReader  # noqa: E402

CLAIMS = [sys.executable, "-m", "claims"]
CHECKED = "import sys\nfrom collections import deque\nfrom claims import ClaimStore\n"
CHECKED += "from claims.pipeline.check import violations\n"
CHECKED += "with ClaimStore.open(sys.argv[1], write=False) as store:\n    deque(violations(store.reader), maxlen=0)\n"
LONG = 0.5  # seconds
PAIRS = 8  # as many as a terminal shows
EVENTS = 25  # of which the median counts
TOUCHED = (1, 10, 100, 1000, 10_000)
RUNS = 5


def main() -> None:
    """Run the benchmarks that are named, or both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("which", nargs="*", choices=["compare", "check", []], help="which to run; both by default")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the generated file (default 100,000)")
    parser.add_argument("--db", type=Path, help="a database to measure a copy of, instead of a generated one")
    parser.add_argument("--larger", type=Path, help="a larger database, which is only read, to measure growth by")
    options = parser.parse_args()
    which = options.which or ["compare", "check"]
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "claims.db"
        if options.db is None:
            generated(options.rows, database)
        else:
            shutil.copyfile(options.db, database)
        with closing(sqlite3.connect(database)) as connection:
            number = connection.execute("select count(*) from claim").fetchone()[0]
        print(f"| of {number:,} claims | ratio |")
        print("|---|---|")
        if "compare" in which:
            compare(database)
            if options.larger is not None:
                grown(database, options.larger)
        if "check" in which:
            smaller, larger = Path(folder) / "tenth.db", database
            if options.larger is None:
                generated(max(1000, number // 10), smaller)
            else:
                smaller, larger = database, options.larger
            check(larger, smaller=smaller)


def generated(rows: int, database: Path) -> None:
    """Ingest so many generated rows into a new database."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.csv"
        with file.open("wb") as out:
            subprocess.run([sys.executable, "scripts/generate.py", str(rows)], cwd=ROOT, stdout=out, check=True)
        quiet = {"cwd": ROOT, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([*CLAIMS, "init", "--db", str(database)], check=True, **quiet)
        ingest = ["ingest", str(file), "--create", "source,event", "--db", str(database), "--by", "bench"]
        done = subprocess.run([*CLAIMS, *ingest], check=False, **quiet)
        if done.returncode not in (0, 3):
            sys.exit(f"error: {' '.join(ingest)} ended with {done.returncode}")


def report(what: str, ratio: float) -> None:
    """Print one row of the table."""
    print(f"| {what} | {ratio:.2f} |", flush=True)


def seconds(work: Callable[[], object], *, runs: int = RUNS) -> float:
    """Return the median processor time of some work."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return median(taken)


def compare(database: Path) -> None:
    """Print the ratios of comparing."""
    with ClaimStore.open(database) as store:
        everything(store)
        one_event(store)
        touched(store)
    command_line(database)


def everything(store: ClaimStore) -> None:
    """Compare all comparisons from scratch with reading the same rows in the same order."""
    reader = FoldReader(store.connection)
    measures = {measure.id: measure for measure in reader.measures()}
    bare = seconds(lambda: drain(reader.tuples(COLUMNS, order=ORDER)))
    folded = seconds(lambda: drain(summaries(reader, measures=measures)))
    report("all comparisons from scratch by reading the same rows in order", folded / bare)

    def written() -> None:
        with store.store.transaction():
            refresh_all(store.reader, store.store)

    report("the same, with every summary written", seconds(written, runs=1) / bare)


def grown(database: Path, larger: Path) -> None:
    """Compare all comparisons of a larger database from scratch with those of a database, beside its claims."""
    times, claims = [], []
    for file, runs in ((database, 3), (larger, 1)):
        with ClaimStore.open(file, write=False) as store:
            reader = FoldReader(store.connection)
            measures = {measure.id: measure for measure in reader.measures()}
            claims.append(reader.connection.execute("select count(*) from claim").fetchone()[0])
            times.append(
                seconds(lambda reader=reader, measures=measures: drain(summaries(reader, measures=measures)), runs=runs)
            )
    report(f"the same of {claims[1]:,} claims, by that of {claims[0]:,}", times[1] / times[0])


def drain(items: object) -> None:
    """Take all that there is, and do nothing with it."""
    for _ in items:  # type: ignore[attr-defined]
        pass


def one_event(store: ClaimStore) -> None:
    """Compare answers on one event with the SQL for its claims, for the events of every 25th part of all claims.

    So an event counts as often as its claims ask for.
    """
    fetch = "select event, count(*) from claim group by event order by count(*), event"
    sized = store.connection.execute(fetch).fetchall()
    ends = list(accumulate(number for _, number in sized))
    events = [sized[bisect_left(ends, (part + 0.5) / EVENTS * ends[-1])][0] for part in range(EVENTS)]
    events.append(sized[-1][0])
    answers: dict[str, Callable[[str], object]] = {
        "worked out anew": store.summaries,
        "from what is stored": lambda event: store.reader.comparisons(event=event),
        "with every claim, as it is returned": store.compare,
        "the same, and all that is beside it looked at": lambda event: looked_at(store.compare(event)),
    }
    fetch = "select * from claim where event = ?"
    ratios: dict[str, list[float]] = {name: [] for name in answers}
    for event in events:
        bare = wall(lambda event=event: store.connection.execute(fetch, (event,)).fetchall())
        for name, answer in answers.items():
            ratios[name].append(wall(lambda event=event, answer=answer: answer(event)) / bare)
    for name, values in ratios.items():
        report(f"one event, {name}, by the SQL for its claims (median)", median(values))
        report(f"the same, the largest event of {sized[-1][1]:,} claims", values[-1])


def looked_at(views: Sequence[View]) -> None:
    """Look at all that an answer has left to be read or worked out: evidence, sentences, warnings, rules, pairs."""
    for view in views:
        for beside in (view.sources, view.appearances, view.documents):
            drain(beside.items())
        for worked_out in (view.sentences, view.outcomes, view.comparison.warnings):
            drain(worked_out)
        view.comparison.pairs.worst(PAIRS)


def wall(work: Callable[[], object]) -> float:
    """Return the shortest time of some short work, of long work that of one run: what else runs only adds to it."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
        if best > LONG:
            break
    return best


def touched(store: ClaimStore) -> None:
    """Show what bringing touched comparisons up to date costs for each claim in them, the most touched being 1."""
    ids = [row[0] for row in store.connection.execute("select id from comparison order by id")]
    costs = {}
    for number in (one for one in TOUCHED if one <= len(ids)):
        some = random.Random(number).sample(ids, number)  # noqa: S311 - it must repeat, not surprise
        claims = store.connection.execute(
            "select sum(claims) from comparison where id in (select value from json_each(?))", (json.dumps(some),)
        ).fetchone()[0]

        def work(some: list[str] = some) -> None:
            with store.transaction():
                store.store.touched |= set(some)

        costs[number] = (seconds(work) / claims, claims)
    least = costs[max(costs)][0]
    for number, (cost, claims) in costs.items():
        report(f"after an ingest: {number:,} comparisons with {claims:,} claims, by claim", cost / least)


def command_line(database: Path) -> None:
    """Compare `claims compare` with the start-up of `claims --help` and the library's answer together."""
    with ClaimStore.open(database, write=False) as store:
        sized = "select event from claim group by event order by abs(count(*) - 30), event limit 1"
        event = store.connection.execute(sized).fetchone()[0]
        answer = wall(lambda: store.summaries(event))
    ours, bare = [], []
    for _ in range(11):
        ours.append(child([*CLAIMS, "compare", event, "--db", str(database)]))
        bare.append(child([*CLAIMS, "--help"]))
    report(
        "`claims compare` of an event of 30 claims by `claims --help` and that", median(ours) / (median(bare) + answer)
    )


def child(command: list[str]) -> float:
    """Return the processor time of a program that keeps its compiled modules, as an installed one does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def check(database: Path, *, smaller: Path) -> None:
    """Compare `claims check` with reading what it reads, and its memory with that for fewer claims."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        tables = ("claim", "appearance", "document")
        bare = seconds(lambda: [drain(connection.execute(f"select * from {table}")) for table in tables], runs=3)
    whole = peak(database)
    report("`claims check` by reading claims, appearances and documents", whole[0] / bare)
    small = peak(smaller)
    counts = []
    for file in (database, smaller):
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            counts.append(connection.execute("select count(*) from claim").fetchone()[0])
    report(f"its memory for {counts[0]:,} claims by that for {counts[1]:,}", whole[1] / small[1])
    report("its time by that", whole[0] / small[0])


def peak(database: Path) -> tuple[float, float]:
    """Return processor time and memory of a check in a process of its own."""
    # what ru_maxrss tells is that of the process that started this one, if it is larger
    told = f"{CHECKED}\nimport re, time\nstatus = open('/proc/self/status').read()\n"
    told += "print(time.process_time(), re.search(r'VmHWM:\\s*(\\d+)', status)[1])"
    done = subprocess.run(
        [sys.executable, "-c", told, str(database)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    taken, memory = done.stdout.split()
    return float(taken), float(memory)


if __name__ == "__main__":
    sys.exit(main())
