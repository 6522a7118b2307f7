"""What `scripts/bench ingest` measures: the whole ingest beside the floor of its own schema and beside other programs.

A generated dirty file (scripts/generate.py) goes through `claims ingest`. The floor is what no ingest into this schema
can do without: every row of every table that the ingest wrote, put into an empty database by INSERT … SELECT in one
transaction, with its keys, unique ids, indexes, triggers and full text. Then the same file comes a second time, and a
hundredth as many new rows on top. Processor time is compared, user and system together: other work on the machine
disturbs it less than the clock. Memory is the peak of the process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SLOW_ROWS = 100_000
"""As many rows at most are given to programs that take minutes for a million."""

FLOOR = """
import sys, time
sys.path.insert(0, sys.argv[1])
from claims import schema

connection = schema.create(sys.argv[3])
connection.execute(f"pragma cache_size = -{schema.CACHE_KIB}")
connection.execute("attach ? as filled", (sys.argv[2],))
found = connection.execute(
    "select name, sql like 'create virtual%' from filled.sqlite_schema where type = 'table' order by rowid").fetchall()
searches = [name for name, is_search in found if is_search]
tables = [name for name, is_search in found
          if not is_search and not name.startswith(("sqlite_", *(f"{search}_" for search in searches)))]
start = time.process_time()
connection.execute("begin immediate")
for table in tables:
    if connection.execute(f'select 1 from filled."{table}" limit 1').fetchone():
        names = ", ".join(f'"{row[1]}"' for row in connection.execute(f'pragma filled.table_info("{table}")'))
        connection.execute(f'insert into main."{table}" ({names}) select {names} from filled."{table}"')
for search in searches:
    connection.execute(f"insert into main.{search} (rowid, text) select rowid, text from filled.{search}")
connection.execute("commit")
print(time.process_time() - start)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a program took: seconds of processor time, megabytes at its peak, and what it printed."""

    seconds: float
    megabytes: float
    printed: str


def run(command: list[str], *, accept: tuple[int, ...] = (0,)) -> Run:
    """Run a program to its end and return what it took; ends this one if it fails."""
    with tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(command, cwd=ROOT, stdout=printed, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        text = printed.read()
    if process.returncode not in accept:
        sys.exit(f"error: {' '.join(command)} ended with {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def generate(file: Path, rows: int, *, seed: int, of: int) -> None:
    """Write a file of so many generated rows, as they stand in a file of so many."""
    with file.open("wb") as out:
        arguments = [str(rows), "--seed", str(seed), "--of", str(of)]
        subprocess.run([sys.executable, "scripts/generate.py", *arguments], cwd=ROOT, stdout=out, check=True)


def measure(rows: int, *, peers: bool) -> Iterator[tuple[str, str]]:
    """Yield what was measured, as the rows of a table: what, and the ratio or the megabytes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, more, database = folder / "rows.csv", folder / "more.csv", folder / "claims.db"
        generate(file, rows, seed=2019, of=rows)
        generate(more, rows // 100, seed=2020, of=rows)
        claims = [sys.executable, "-m", "claims"]
        run([*claims, "init", "--db", str(database)])
        signed = ["--create", "source,event", "--db", str(database), "--by", "bench"]
        first = run([*claims, "ingest", str(file), *signed], accept=(0, 3))
        floor = float(run([sys.executable, "-c", FLOOR, str(ROOT), str(database), str(folder / "floor.db")]).printed)
        (folder / "floor.db").unlink()
        yield f"whole ingest of {rows:,} rows, by the floor of its schema", f"{first.seconds / floor:.2f}"
        yield "peak memory of the whole ingest", f"{first.megabytes:.0f} MB"
        again = run([*claims, "ingest", str(file), *signed], accept=(0, 3))
        yield "the same file again, by the first time", f"{again.seconds / first.seconds:.2f}"
        yield "peak memory of the same file again", f"{again.megabytes:.0f} MB"
        top = run([*claims, "ingest", str(more), *signed], accept=(0, 3))
        yield f"{rows // 100:,} new rows on top, by the first time", f"{top.seconds / first.seconds:.3f}"
        if peers:
            yield from _peers(folder, file, rows=rows, ours=first.seconds)


def _peers(folder: Path, file: Path, *, rows: int, ours: float) -> Iterator[tuple[str, str]]:
    """Yield how long other programs take to put the same file into one flat table, by our time, row for row."""
    utils = [sys.executable, "-m", "sqlite_utils", "insert", str(folder / "peer.db"), "flat", str(file), "--csv"]
    for what, options in (("all columns as text", ["--no-detect-types"]), ("types detected", [])):
        taken = run([*utils, *options])
        yield f"sqlite-utils insert into one flat table ({what}), by our time", f"{taken.seconds / ours:.2f}"
        (folder / "peer.db").unlink()
    csvsql = shutil.which("csvsql")
    what = "csvsql --insert into one flat table, by our time for as many rows"
    if csvsql is None:
        yield what, "not measured: csvkit is not installed"
        return
    few = min(rows, SLOW_ROWS)
    part = folder / "part.csv"
    with file.open(encoding="utf-8") as lines, part.open("w", encoding="utf-8") as out:
        out.writelines(line for line, _ in zip(lines, range(few + 1), strict=False))
    taken = run([csvsql, "--db", f"sqlite:///{folder / 'peer.db'}", "--insert", "--tables", "flat", str(part)])
    yield what, f"{taken.seconds / (ours * few / rows):.2f}"
