"""What tests of every kind may ask for, and what holds for all of them."""

import gc
import sqlite3
import warnings
from contextlib import suppress
from pathlib import Path

import pytest
from copies import filled_once, made_once
from hypothesis import HealthCheck, settings

from claims import schema
from claims.pipeline import starters

with warnings.catch_warnings(action="ignore", category=ResourceWarning):
    import datasette.app  # noqa: F401  while it is imported, it leaves a connection open

    gc.collect()

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_collection_finish():
    """Count what is there before the first test as what stays, so that looking for what tests leave behind is quick."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared():
    """The folder of real data that lies beside the checkout; a test that needs it is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder “shared” with real data does not lie beside the checkout")
    return folder


class DatasetteConnection(sqlite3.Connection):
    """A connection that goes unnoticed when it is left to the garbage collector, as Datasette leaves its own."""

    def __del__(self):
        """Say nothing, where from Python 3.13 on the base class warns; the file is closed all the same."""


class DatasetteSqlite:
    """The module sqlite3 as Datasette sees it in tests."""

    def __getattr__(self, name):
        return getattr(sqlite3, name)

    def connect(self, *arguments, **named):
        return sqlite3.connect(*arguments, factory=DatasetteConnection, **named)


@pytest.fixture(scope="session", autouse=True)
def _only_our_own_connections_warn():
    """Let a warning of an unclosed connection, which is an error here, always mean one that we left open."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("app", "database", "utils", "utils.sqlite"):
            patch.setattr(f"datasette.{module}.sqlite3", DatasetteSqlite())
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk():
    """Leave it to the system when it writes databases to the disk: of what tests make, nothing outlives the machine."""
    configure = schema._configure

    def without_waiting(connection):
        configure(connection)
        with suppress(sqlite3.DatabaseError):  # a file that is no database is refused by what comes next
            connection.execute("pragma synchronous = off")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "_configure", without_waiting)
        yield


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory):
    """What makes a new database, and what records the usual measures in it, as functions that do so once."""
    return made_once(schema.create, tmp_path_factory.mktemp("made")), filled_once(starters.add_starters)


@pytest.fixture(scope="module", autouse=True)
def new_databases_are_copies(_made_once):
    """Let new databases be copies; a file that tests how they are made has a fixture of this name that does nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "create", _made_once[0])
        patch.setattr(starters, "add_starters", _made_once[1])
        yield


@pytest.fixture(scope="module", autouse=True)
def _what_is_left_open_is_found():
    """Collect garbage after each file of tests, so that what it left open fails its last test and no other file's."""
    yield
    gc.collect()
