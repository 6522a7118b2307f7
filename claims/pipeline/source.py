"""The table behind an ingest: its importer chosen, read as often as needed, and what its columns prove."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeVar

from claims import dates, registry
from claims.errors import AmbiguousDate, BadFile, BadMapping, NoRecords, NotADate
from claims.figure import column_decimal_mark
from claims.identity import document_id
from claims.mapping import not_read, plan, resolve, unread
from claims.mapping.above import from_above
from claims.mapping.dittos import Dittos
from claims.mapping.hashtags import unread_counts, with_measures
from claims.model import Document, Problem
from claims.pipeline.sections import with_sections
from claims.table import BESIDE_OWN, ReadOptions
from claims.text import clip

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Iterator

    from claims.fetch import Fetched
    from claims.mapping import Mapping, Plan
    from claims.pipeline.figure import Order
    from claims.pipeline.file import InFile
    from claims.table import Table

_T = TypeVar("_T")
HEAD = 8192
_MOST_SHOWN = 60
STATED = ("encoding", "delimiter", "records", "sheet", "table")
"""What options say of how a file is read, and the mapping of its batch keeps."""
_RECORDS = "records"
ONE_COLUMN = "read as one column"
_CHOICES = ("read the sheet", "read table", ONE_COLUMN, "the first row may be data")
"""How notes begin of which a person may have to choose otherwise."""
_BY_FLAGS = ("sheet", "table")
_CHOSEN = {
    "sheet": "sheets",
    "table": "tables to choose from",
    _RECORDS: "records in lists under keys",
    "header": "header",
}
"""What of a file can be chosen, and what a format has where it can."""


class RowSource(Protocol):
    """What an ingest needs of where its rows come from: a file, or the refused rows of an earlier ingest.

    retry_of is the batch of that earlier ingest. reads_again says whether to note the claims that are known already in
    the same document, is_large whether guards are laid aside while its rows are written, fills whether they are to fill
    an empty database (see claims.store.filling).
    """

    name: str
    sha256: str
    importer: str
    retry_of: int | None
    reads_again: bool
    is_large: bool
    fills: bool

    @property
    def fetched(self) -> Fetched | None:
        """What an address answered, None where nothing was fetched."""

    @property
    def document(self) -> Document:
        """The file itself as a document."""

    def evidence(self) -> dict[str, tuple[str | None, Order | None]]:
        """Return for each figure column the decimal mark and the order of dates that its cells prove."""

    def is_known(self, problem: Problem) -> bool:
        """Return whether a refused row is on record already, with this reason."""

    def share(self) -> float | None:
        """Return how much of the file has been read so far, from 0 to 1; None where that tells nothing of the rows."""


class TableSource:
    """A file with claims: each `open` gives its rows from the beginning, with the plan that makes drafts of them.

    options and format go before what the mapping says of the file. hashtags holds the measures on record by theirs.
    """

    retry_of: int | None = None
    reads_again = True
    is_large = False
    fills = False
    language: str | None = None

    def is_known(self, problem: Problem) -> bool:
        """Return whether a refused row is on record already: never, when a file is read."""
        del problem
        return False

    def __init__(
        self,
        file: InFile,
        *,
        mapping: Mapping | None,
        options: ReadOptions | None = None,
        format: str | None = None,
        hashtags: abc.Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.file = file
        self.name = file.name
        self.sha256 = file.sha256
        self.mapping = mapping
        self._hashtags = hashtags
        stated = None if file.fetched is None else file.fetched.charset
        self.options = replace(completed(options or ReadOptions(), mapping), charset=stated)
        if file.is_chosen:
            self.options = replace(self.options, table=None)
        with file.path.open("rb") as stream:
            head = stream.read(HEAD)
        wanted = format or (_format_of(mapping) if mapping else None)
        self.importer = wanted or registry.importer_for(file.inner, head, called=file.name)
        self._stated = {key: value for key in STATED if (value := getattr(options, key, None)) is not None}
        self._stream: BinaryIO | None = None
        self._refuse_choices()

    def _refuse_choices(self) -> None:
        """Refuse a sheet, a table or records to be chosen where the format has none, where that was said."""
        of = registry.load(self.importer)
        for choice, word in _CHOSEN.items():
            if getattr(self.options, choice) is None or choice in of.CHOICES:
                continue
            reason = f"it is read as {self.importer}, which has no {word}"
            if choice in self._stated or self.mapping is None:
                other = next((f", or choose by --{name}" for name in of.CHOICES if name in _BY_FLAGS), "")
                raise BadFile(self.name, reason, hint=f"leave --{choice} out{other}")
            hint = f"leave {choice} out of the mapping, or pass the file that it is for"
            line = self.mapping.line_of(choice)
            raise BadMapping(self.mapping.name, f"{self.name}: {reason}", hint=hint, line=line)

    @property
    def fetched(self) -> Fetched | None:
        """What an address answered; None for a file that was there."""
        return self.file.fetched

    @property
    def document(self) -> Document:
        """The file itself as a document: known by its bytes, also where they were fetched from a place that changes."""
        key = document_id(url=None, sha256=self.sha256, title=None, publisher=None, published_on=None)
        fetched = self.file.fetched
        title = Path(self.name).name if fetched is None else PurePosixPath(fetched.name).name or self.name
        return Document(key, title=title, url=None if fetched is None else fetched.url, sha256=self.sha256)

    @contextmanager
    def table(self) -> Iterator[Table]:
        """Give the table without a plan; raises BadFile."""
        with self.file.path.open("rb") as stream:
            table = self._read(stream)
            self._stream = stream
            table = with_sections(table, self.mapping, file=self.name)
            dittos = Dittos(self.name)
            notes = (*self.file.notes, *table.notes)
            yield replace(table, rows=dittos.filled(table.rows), notes=notes, later=dittos.notes)

    def _read(self, stream: BinaryIO) -> Table:
        """Return the table; of one object with a single list of records that list, where a mapping says what it is."""
        read = registry.load(self.importer).read
        try:
            return read(stream, name=self.name, options=self.options)
        except NoRecords as error:
            if len(error.lists) != 1 or self.mapping is None or self.mapping.recognise:
                raise
            stream.seek(0)
            self._stated["records"] = error.lists[0]
            table = read(stream, name=self.name, options=replace(self.options, records=error.lists[0]))
            said = ", ".join(f"{key} “{clip(text, _MOST_SHOWN)}”" for key, text in error.beside.items() if text.strip())
            note = f"read “{error.lists[0]}”, the only list of the file" + f"; beside it: {said}" * bool(said)
            return replace(table, notes=(note, *table.notes))

    def share(self) -> float | None:
        """Return how much of the file has been read so far, from 0 to 1; None where all of it is, as for workbooks."""
        size = self.file.path.stat().st_size
        read = size if self._stream is None or self._stream.closed else self._stream.tell()
        return read / size if read < size else None

    @contextmanager
    def open(self) -> Iterator[tuple[Table, Plan, Mapping]]:
        """Give the table, the plan and the mapping with all that options say; raises BadFile or BadMapping."""
        with self.table() as table:
            try:
                mapping = resolve(self.mapping, table.columns, file=self.name)
                mapping = replace(mapping, notes=() if self.mapping is None else self.mapping.notes)
                mapping = with_measures(mapping, table.columns, self._hashtags)
                mapping = replace(mapping, language=self.language or mapping.language)
                made = plan(mapping, table.columns, file=self.name)
                refuse_days(mapping)
                rows = from_above(mapping, table.rows, table.columns, file=self.name)
            except BadMapping as error:
                error.hint = "; ".join((error.hint, *choices(table)))
                raise
            read = made.columns_read()
            notes = (*table.notes, *unread_counts(table.columns, read))
            beside = BESIDE_OWN if is_of_a_page(table.columns, importer=self.importer) else ()
            known = {*read, *beside, *mapping.skip, *mapping.only, *mapping.ignore}
            notes += not_read(unread(table.columns, read=known))
            if mapping.from_above:
                notes += (f"what is empty under {', '.join(mapping.from_above)} takes what stands above it",)
            yield replace(table, rows=rows, notes=notes), made, replace(mapping, **self._stated)

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


def _format_of(mapping: Mapping) -> str | None:
    """Return the format that a mapping names; raises BadMapping for one that there is not."""
    if mapping.format is not None and mapping.format not in registry.importers():
        hint = f"it is one of {', '.join(registry.importers())}"
        line = mapping.line_of("format")
        raise BadMapping(mapping.name, f"there is no format “{mapping.format}”", hint=hint, line=line)
    return mapping.format


def refuse_days(mapping: Mapping) -> None:
    """Raise BadMapping where a mapping says of every claim a date that is none in any language."""
    claims = ((f"claim.{number}.set", block.constants) for number, block in enumerate(mapping.claims))
    for at, constants in (("set", mapping.constants), *claims):
        for name in ("as_of", "period_start", "published_on"):
            text = constants.get(name, "")
            refused = [error for language in (mapping.language, "fa") if (error := _no_date(text, language))]
            if text and len(refused) > 1:
                line = mapping.line_of(f"{at}.{name}")
                raise BadMapping(mapping.name, f"{name}: {refused[0]}", hint=refused[0].hint, line=line)


def _no_date(text: str, language: str | None) -> NotADate | None:
    try:
        dates.parse(text, language=language)
    except NotADate as error:
        return error
    except AmbiguousDate:
        pass
    return None


def is_of_a_page(columns: abc.Sequence[str], *, importer: str) -> bool:
    """Return whether columns are of a table of a page or a text, with what stands around it behind its own."""
    return "table" in registry.load(importer).CHOICES and "locator" in columns


def choices(table: Table) -> tuple[str, ...]:
    """Return the notes that say which sheet or table was read of several, that a table has one column, or no header."""
    return tuple(note for note in table.notes if note.startswith(_CHOICES))


def _only(found: set[_T]) -> _T | None:
    return next(iter(found)) if len(found) == 1 else None


def completed(options: ReadOptions, mapping: Mapping | None) -> ReadOptions:
    """Return how a file is to be read, with what a mapping says where the options say nothing."""
    if mapping is None:
        return options
    said = mapping.read_options(encoding=options.encoding)
    return replace(
        said,
        delimiter=options.delimiter or said.delimiter,
        records=options.records or said.records,
        sheet=options.sheet or said.sheet,
        table=options.table or said.table,
        header=options.header or said.header,
    )
