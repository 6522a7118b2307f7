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
    "select name, sql like 'create virtual%', sql like '%content =%' from filled.sqlite_schema where type = 'table' "
    "order by rowid").fetchall()
searches = [name for name, is_search, _ in found if is_search]
kept_by_triggers = {name for name, _, is_of_others in found if is_of_others}
tables = [name for name, is_search, _ in found
          if not is_search and not name.startswith(("sqlite_", *(f"{search}_" for search in searches)))]
start = time.process_time()
connection.execute("begin immediate")
for table in tables:
    if connection.execute(f'select 1 from filled."{table}" limit 1').fetchone():
        names = ", ".join(f'"{row[1]}"' for row in connection.execute(f'pragma filled.table_info("{table}")'))
        connection.execute(f'insert into main."{table}" ({names}) select {names} from filled."{table}"')
for search in (name for name in searches if name not in kept_by_triggers):
    connection.execute(f"insert into main.{search} (rowid, text) select rowid, text from filled.{search}")
connection.execute("commit")
print(time.process_time() - start)
"""

STATEMENTS = """
import csv, sys
from followthemoney import Dataset, StatementEntity
from nomenklatura.db import get_engine
from nomenklatura.resolver import Linker
from nomenklatura.store.sql import SQLStore

PROPERTIES = {"event": "name", "measure": "keywords", "source": "publisher", "says": "summary", "place": "location",
  "as_of": "date", "basis": "notes", "url": "sourceUrl", "quote": "description", "language": "detectedLanguage"}
dataset = Dataset.make({"name": "bench", "title": "Bench"})
store = SQLStore(dataset, Linker({}), get_engine("sqlite:///" + sys.argv[2]))
with open(sys.argv[1], encoding="utf-8", newline="") as file, store.writer() as writer:
    for number, row in enumerate(csv.DictReader(file)):
        entity = StatementEntity(dataset, {"id": f"bench-{number}", "schema": "Event"})
        for column, name in PROPERTIES.items():
            if row[column]:
                entity.add(name, row[column], cleaned=True)
        writer.add_entity(entity)
"""
"""The same rows as entities of nomenklatura, their cells as given, each a statement of its own."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a program took: seconds of processor time, megabytes at its peak, and what it printed."""

    seconds: float
    megabytes: float
    printed: str


def run(command: list[str], *, accept: tuple[int, ...] = (0,), compiled: Path | None = None) -> Run:
    """Run a program to its end and return what it took; ends this one if it fails.

    compiled is where Python keeps modules once they are compiled, as it does beside those of an installed package.
    """
    environment = None
    if compiled is not None:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    with tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(command, cwd=ROOT, stdout=printed, stderr=subprocess.DEVNULL, env=environment)
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
        signed = ["--create", "source,event", "--db", str(database), "--by", "bench"]

        def ingest(given: Path) -> Run:
            return run([*claims, "ingest", str(given), *signed], accept=(0, 3), compiled=folder / "compiled")

        run([*claims, "init", "--db", str(database)])
        first = ingest(file)
        floor = float(run([sys.executable, "-c", FLOOR, str(ROOT), str(database), str(folder / "floor.db")]).printed)
        (folder / "floor.db").unlink()
        yield f"whole ingest of {rows:,} rows, by the floor of its schema", f"{first.seconds / floor:.2f}"
        yield "peak memory of the whole ingest", f"{first.megabytes:.0f} MB"
        again = ingest(file)
        yield "the same file again, by the first time", f"{again.seconds / first.seconds:.2f}"
        yield "peak memory of the same file again", f"{again.megabytes:.0f} MB"
        top = ingest(more)
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
    few = min(rows, SLOW_ROWS)
    part = folder / "part.csv"
    with file.open(encoding="utf-8") as lines, part.open("w", encoding="utf-8") as out:
        out.writelines(line for line, _ in zip(lines, range(few + 1), strict=False))
    for what, of, command in _slow_peers(part, folder):
        if command is None:
            yield what, f"not measured: {of} is not installed"
            continue
        taken = run(command)
        yield f"{what}, by our time for as many rows", f"{taken.seconds / (ours * few / rows):.2f}"


def _slow_peers(file: Path, folder: Path) -> Iterator[tuple[str, str, list[str] | None]]:
    """Yield what programs that are found by their commands do, which program it is, and how; None: it is not there."""
    csvsql, nomenklatura = shutil.which("csvsql"), shutil.which("nomenklatura")
    into = ["--db", f"sqlite:///{folder / 'csvsql.db'}", "--insert", "--tables", "flat", str(file)]
    yield "csvsql --insert into one flat table", "csvkit", None if csvsql is None else [csvsql, *into]
    python = None if nomenklatura is None else str(Path(nomenklatura).parent / "python")
    store = None if python is None else [python, "-c", STATEMENTS, str(file), str(folder / "statements.db")]
    yield "nomenklatura's SQL store, a statement a cell", "nomenklatura", store
