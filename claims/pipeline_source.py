"""The file behind an ingest: opened as often as needed, its importer chosen, and what its columns prove.

Also the documents that people name on the command line by id, URL or path.
"""

from __future__ import annotations

import shutil
import sys
from collections import defaultdict
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, TypeVar

from claims import dates, registry
from claims.errors import BadFile, UnknownDocument
from claims.figure import column_decimal_mark
from claims.mapping import plan, resolve
from claims.model import Document, Problem
from claims.table import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.mapping import Mapping, Plan
    from claims.pipeline import ClaimStore
    from claims.pipeline_record import Order
    from claims.table import Table

_T = TypeVar("_T")
HEAD = 8192
STDIN = "-"


@contextmanager
def on_disk(file: str) -> Iterator[Path]:
    """Give the path of a file that can be read more than once; standard input ("-") is copied to a temporary one."""
    if file == STDIN:
        with NamedTemporaryFile(prefix="claims-") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
            copy.flush()
            yield Path(copy.name)
        return
    path = Path(file)
    if path.is_dir():
        raise BadFile(file, "it is a folder", hint="name the files in it")
    try:
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise BadFile(file, "there is no such file", hint="check the path") from None
    except OSError as error:
        raise BadFile(file, f"it cannot be opened ({error.strerror})", hint="check its permissions") from None
    yield path


class TableSource:
    """A file with claims: each `open` gives its rows from the beginning, with the plan that makes drafts of them."""

    def __init__(
        self, path: Path, *, name: str, mapping: Mapping | None, encoding: str | None = None, format: str | None = None
    ) -> None:
        self.path = path
        self.name = name
        self.mapping = mapping
        self.encoding = encoding or (mapping.encoding if mapping else None)
        with path.open("rb") as stream:
            self.sha256 = file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            head = stream.read(HEAD)
        wanted = format or (mapping.format if mapping else None)
        self.importer = wanted or registry.importer_for(name, head)

    @contextmanager
    def open(self) -> Iterator[tuple[Table, Plan, Mapping]]:
        """Give the table, the plan and the complete mapping; raises BadFile or BadMapping."""
        options = ReadOptions(encoding=self.encoding, records=self.mapping.records if self.mapping else None)
        with self.path.open("rb") as stream:
            table = registry.load(self.importer).read(stream, name=self.name, options=options)
            mapping = resolve(self.mapping, table.columns, file=self.name)
            yield table, plan(mapping, table.columns, file=self.name), mapping

    def evidence(self) -> dict[str, tuple[str | None, Order | None]]:
        """Return for each figure column what its cells prove: the decimal mark, and the order of the dates beside it.

        The whole file is read for this. Cells that prove different things prove nothing.
        """
        marks: dict[str, set[str]] = defaultdict(set)
        orders: dict[str, set[Order]] = defaultdict(set)
        with self.open() as (table, drafts, _):
            for row in table.rows:
                for draft in () if isinstance(row, Problem) else drafts.drafts(row):
                    if isinstance(draft, Problem):
                        continue
                    column = draft.columns.get("says", "")
                    if mark := column_decimal_mark([draft.says]):
                        marks[column].add(mark)
                    for cell in (draft.as_of, draft.period_start):
                        if cell and (order := dates.column_order([cell])):
                            orders[column].add(order)
        return {column: (_only(marks[column]), _only(orders[column])) for column in {*marks, *orders}}


def _only(found: set[_T]) -> _T | None:
    return next(iter(found)) if len(found) == 1 else None


def document_from(store: ClaimStore, value: str, *, by: str, language: str | None = None) -> str:
    """Return the id of the document that an id, a URL or the path of a text file names, recording it if it is new.

    The text of a file is kept as it is, to the letter; raises BadFile if it is not UTF-8, UnknownDocument otherwise.
    """
    try:
        return store.reader.document(value).id
    except UnknownDocument:
        if value.startswith(("http://", "https://")):
            return store.add_document(Document("", url=value, language=language), by=by)
        path = Path(value)
        if not path.is_file():
            raise
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        reason = f"it is not UTF-8 text (byte {error.start})"
        raise BadFile(value, reason, hint="convert it to UTF-8; offsets count its characters") from None
    document = Document("", title=path.name, language=language, sha256=sha256(data).hexdigest(), text=text)
    return store.add_document(document, by=by)
