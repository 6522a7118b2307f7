"""What reading files deals in: drafts of claims, trouble at one place of a file, and the record of an ingest."""

# Types are not quoted by a __future__ import: each would be compiled by itself when the class is made.

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from claims.model_figure import Figure


class Draft(NamedTuple):
    """A claim as an importer or a hand entry gives it, before names are found.

    event, measure and source are names or slugs as written. says is the wording ("at least 161"); figure is set by
    importers that read bounds from columns of their own, and then says may be empty. Dates are ISO, as precise as
    stated. row and raw locate the draft in its file; columns tells for each field from which column it came (one shared
    mapping for all rows of a file).
    """

    event: str
    measure: str
    source: str
    says: str = ""
    figure: Figure | None = None
    population: str = "all"
    place: str = ""
    period_start: str | None = None
    as_of: str | None = None
    basis: str = "unstated"
    credibility: int = 6
    note: str | None = None
    quote: str | None = None
    quote_start: int | None = None
    quote_end: int | None = None
    locator: str | None = None
    language: str | None = None
    relayed_by: str | None = None
    document: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published_on: str | None = None
    archive_url: str | None = None
    row: int | None = None
    raw: str = ""
    columns: Mapping[str, str] = MappingProxyType({})


class Problem(NamedTuple):
    """Trouble in the data at one place: which file, row and column, why, and the next step. Rows count from 1.

    raw is the row verbatim, cells its cells by column as JSON (None: it could not be divided into cells). also is what
    else is wrong with the row, which is told and not kept: the row is refused for the first trouble.
    """

    file: str
    row: int | None
    column: str | None
    reason: str
    hint: str = ""
    raw: str = ""
    cells: str | None = None
    also: tuple["Problem", ...] = ()


class Batch(NamedTuple):
    """One ingest: what was read, by which importer and mapping, with which result.

    columns are those of the file, proved is what its cells prove of ambiguous ones, both as JSON. document is what
    quotes refer to, where it is not the file itself. retry_of is the batch whose refused rows were taken again.
    """

    number: int
    file: str
    sha256: str
    importer: str
    mapping: str | None
    started_at: str
    started_by: str
    read: int = 0
    added: int = 0
    known: int = 0
    appearances: int = 0
    refused: int = 0
    columns: str | None = None
    document: str | None = None
    retry_of: int | None = None
    proved: str | None = None


class BatchAct(NamedTuple):
    """That a whole ingest was withdrawn, or stands again: by whom, when and why.

    because says it in words that do without its number, on each place and claim that was withdrawn with it.
    """

    batch: int
    is_withdrawn: bool
    by: str
    at: str
    reason: str
    because: str
