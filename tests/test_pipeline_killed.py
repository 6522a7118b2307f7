"""An ingest that is killed, at whatever moment, left nothing or all of its batch, and the next run works.

One process forks a child for each moment. The child dies there by SIGKILL: after so many steps of SQLite, at the
first and after the last. What SQLite writes at the end (its log, then the file) is reached in another way: a limit on
the size of files, beyond which the system kills who writes; a batch that stands in the log is whole.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from builders import Clock

from claims.pipeline import ingest as pipeline_ingest
from claims.pipeline import refresh as pipeline_refresh
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.retry import retry
from claims.reading.batches import BatchReader

ROOT = Path(__file__).resolve().parent.parent
POINTS, WRITES = 26, 8
ROWS = "".join(f"Flood {n % 40},killed,Source {n % 7},at least {n},2020-05-01\n" for n in range(300))
CREATE = frozenset({"event", "source"})

SWEEP = """
import json, os, resource, shutil, signal, sys
from claims.pipeline import ingest as pipeline_ingest
from claims.pipeline import refresh as pipeline_refresh
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.retry import retry
sys.path.insert(0, sys.argv[1])
from builders import Clock

folder, way, points = sys.argv[2], sys.argv[3], json.loads(sys.argv[4])
if way in {"filling", "on_top"}:
    pipeline_ingest.LARGE = pipeline_refresh.MANY = 1
if way == "on_top":
    pipeline_ingest.is_empty = lambda connection: False

def run(path, *, die_at=None, most_bytes=None):
    steps = 0
    def step():
        nonlocal steps
        steps += 1
        if steps == die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0
    with ClaimStore.open(path, clock=Clock()) as store:
        store.connection.execute("pragma cache_size = 10")  # so that much is written before the end
        store.connection.set_progress_handler(step, 50)
        if most_bytes is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        options = IngestOptions(create=frozenset({"event", "source"}))
        if way == "retry":
            retry(store, 1, by="M. Rahimi", options=options)
        else:
            ingest(store, folder + "/file.csv", by="M. Rahimi", options=options)
        if die_at == "after":
            os.kill(os.getpid(), signal.SIGKILL)
    return steps

def forked(name, **how):
    path = f"{folder}/{name}.db"
    shutil.copy(folder + "/before.db", path)
    child = os.fork()
    if not child:
        try:
            run(path, **how)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

shutil.copy(folder + "/before.db", folder + "/whole.db")
steps = run(folder + "/whole.db")
size = os.path.getsize(folder + "/whole.db")
ended = {}
for point in range(points["steps"]):
    ended[f"step-{point}"] = forked(f"step-{point}", die_at=1 + point * (steps - 1) // (points["steps"] - 1))
for point in range(points["writes"]):
    ended[f"write-{point}"] = forked(f"write-{point}", most_bytes=(1 + point) * size // (1 + points["writes"]))
ended["after"] = forked("after", die_at="after")
print(json.dumps({"steps": steps, "ended": ended}))
"""


def rolled_back(path):
    """Return a hash of the bytes of a database, once a journal or log that a killed process left is done with."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("select 1 from sqlite_master").fetchone()
    assert not [left for left in ("-journal", "-wal") if Path(f"{path}{left}").exists()]
    return sha256(path.read_bytes()).hexdigest()


def dump(path):
    """Return all that a database says, as one hash."""
    with closing(sqlite3.connect(path)) as connection:
        said = "\n".join(connection.iterdump())
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("pragma foreign_key_check").fetchall() == []
    return sha256(said.encode()).hexdigest()


def take(store, folder, *, way):
    """Ingest the file, or take its refused rows again where any are left."""
    if way != "retry":
        ingest(store, str(folder / "file.csv"), by="M. Rahimi", options=IngestOptions(create=CREATE))
    elif BatchReader(store.connection).open_rejects(1):
        retry(store, 1, by="M. Rahimi", options=IngestOptions(create=CREATE))


@pytest.mark.parametrize("way", ["row_by_row", "filling", "on_top", "retry"])
def test_an_ingest_killed_at_any_moment_left_nothing_or_all_and_the_next_run_works(tmp_path, monkeypatch, way):
    if way in {"filling", "on_top"}:
        monkeypatch.setattr(pipeline_ingest, "LARGE", 1)
        monkeypatch.setattr(pipeline_refresh, "MANY", 1)
    if way == "on_top":
        monkeypatch.setattr(pipeline_ingest, "is_empty", lambda _: False)
    (tmp_path / "file.csv").write_text("event,measure,source,says,as_of\n" + ROWS)
    with ClaimStore.create(tmp_path / "before.db", clock=Clock()) as store:
        load_measures(store, by="M. Rahimi")
        if way == "retry":
            assert ingest(store, str(tmp_path / "file.csv"), by="M. Rahimi").refused == 300
    points = json.dumps({"steps": POINTS, "writes": WRITES})
    arguments = [str(ROOT / "tests"), str(tmp_path), way, points]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SWEEP, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    ended = json.loads(done.stdout)["ended"]
    assert {ended[name] for name in ended if name.startswith(("step", "after"))} == {-signal.SIGKILL}
    assert {ended[name] for name in ended if name.startswith("write")} == {-signal.SIGXFSZ}
    before, whole = dump(tmp_path / "before.db"), dump(tmp_path / "whole.db")
    left = {name: rolled_back(tmp_path / f"{name}.db") for name in ended}
    once = {state: name for name, state in left.items()}  # what is the same byte by byte is looked at once
    found = {state: dump(tmp_path / f"{name}.db") for state, name in once.items()}
    stepped = [name for name in ended if name.startswith("step")]
    assert {name: found[left[name]] for name in stepped} == dict.fromkeys(stepped, before)
    assert found[left["after"]] == whole
    assert {found[left[name]] for name in ended if name.startswith("write")} <= {before, whole}
    for name in once.values():
        with ClaimStore.open(tmp_path / f"{name}.db", clock=Clock()) as store:
            take(store, tmp_path, way=way)
    assert {name: dump(tmp_path / f"{name}.db") for name in once.values()} == dict.fromkeys(once.values(), whole)


INTERRUPTED = """
import os, signal, sys

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may start what runs behind with it ignored
from claims.cli import main, progress

class Interrupting(progress.Progress):
    def __call__(self, done, share):
        os.kill(os.getpid(), signal.SIGINT)

progress.Progress = Interrupting
main(["ingest", sys.argv[2], "--db", sys.argv[1], "--by", "M. Rahimi", "--create"])
"""


def test_an_interrupt_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "claims.db"
    with ClaimStore.create(path, clock=Clock()) as store:
        load_measures(store, by="M. Rahimi")
    before, said = path.read_bytes(), dump(path)
    rows = "".join(f"Flood {n % 90},killed,Source {n % 7},at least {n},2020-05-01\n" for n in range(6_000))
    (tmp_path / "file.csv").write_text("event,measure,source,says,as_of\n" + rows)
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(path), str(tmp_path / "file.csv")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip().splitlines()[-1] == "Aborted!"
    assert "Nothing half-done is left" in done.stderr
    assert path.read_bytes() == before
    assert dump(path) == said
    assert sorted(item.name for item in tmp_path.iterdir()) == ["claims.db", "file.csv"]
