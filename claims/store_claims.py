"""Insert claims and appearances in bulk: one prefilter of known ids and one statement a block and table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from claims.identity import appearance_id
from claims.text import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Appearance, Claim, Document, Value

BLOCK = 5000

CLAIM = (
    *("id", "number", "event", "measure", "population", "place", "period_start", "as_of", "as_of_precision", "source"),
    *("says", "value_type", "low", "best", "high", "magnitude", "hedge", "basis", "credibility", "rank", "rank_reason"),
    *("note", "published", "comparison", "recorded_event", "recorded_measure", "recorded_source", "batch"),
    *("recorded_by", "recorded_at"),
)
APPEARANCE = (
    *("id", "claim", "document", "stated_as", "quote", "quote_start", "quote_end", "locator", "language", "relayed_by"),
    *("forced", "batch", "batch_row"),
)
DOCUMENT = (
    *("number", "id", "title", "publisher", "url", "archive_url", "language", "published_on", "accessed_on", "sha256"),
    *("text", "author", "read_from"),
)
COPIES = {
    "source_type": "(select type from source where source.id = staged.source)",
    "country": "(select country from event where event.id = staged.event)",
}


@dataclass(frozen=True, slots=True)
class Added:
    """What an insert did: new claims by id, known claims and new appearances counted, comparisons touched.

    again holds the claims, with their rows, of appearances that were known already.
    """

    new: frozenset[str]
    known: int
    appearances: int
    touched: frozenset[str]
    again: tuple[tuple[str, int | None], ...] = ()


def insert_claims(
    connection: sqlite3.Connection, records: Sequence[tuple[Claim, Appearance | None]], *, by: str, at: str
) -> Added:
    """Insert what is new among the records, in their order, and index its text for search."""
    number = connection.execute("select coalesce(max(number), 0) from claim").fetchone()[0]
    new: set[str] = set()
    touched: set[str] = set()
    again: list[tuple[str, int | None]] = []
    known = appearances = 0
    rest = iter(records)
    while block := list(islice(rest, BLOCK)):
        fresh = _insert_new(connection, [claim for claim, _ in block], number=number, by=by, at=at)
        number += len(fresh)
        known += len(block) - len(fresh)
        seen = _insert_appearances(connection, block, again=again)
        appearances += sum(map(len, seen.values()))
        touched |= {claim.comparison for claim, _ in block if claim.id in fresh or claim.id in seen}
        _index(connection, block, fresh=fresh, seen=seen)
        new |= fresh.keys()
    return Added(frozenset(new), known, appearances, frozenset(touched), tuple(again))


def _insert_new(
    connection: sqlite3.Connection, claims: Sequence[Claim], *, number: int, by: str, at: str
) -> dict[str, int]:
    """Insert the claims that are not there and return their numbers, counted on from the number given."""
    there = _known(connection, "claim", {claim.id for claim in claims})
    fresh: dict[str, int] = {}
    rows: list[tuple[Any, ...]] = []
    for claim in claims:
        if claim.id not in there and claim.id not in fresh:
            number += 1
            fresh[claim.id] = number
            rows.append(_claim_row(claim, number=number, by=by, at=at))
    _insert_staged(connection, "claim", CLAIM, rows, copies=COPIES)
    return fresh


def _insert_staged(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    copies: Mapping[str, str],
) -> None:
    """Insert rows by way of a bare temporary table: one statement a block costs a third of one statement a row.

    copies gives columns whose value SQL finds, by expression.
    """
    if not rows:
        return
    names = ", ".join(f'"{column}"' for column in columns)
    connection.execute(f"create temp table if not exists staged_{table} ({names})")
    connection.executemany(f"insert into temp.staged_{table} values ({', '.join('?' * len(columns))})", rows)
    into = ", ".join([names, *copies])
    values = ", ".join([names, *copies.values()])
    connection.execute(
        f"insert into main.{table} ({into}) select {values} from temp.staged_{table} as staged order by staged.rowid"
    )
    connection.execute(f"delete from temp.staged_{table}")


def _known(connection: sqlite3.Connection, table: str, ids: Iterable[str]) -> set[str]:
    sql = f"select id from main.{table} where id in (select value from json_each(?))"
    return {row[0] for row in connection.execute(sql, (json.dumps(list(ids)),))}


def _plain(value: Value | None) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _claim_row(claim: Claim, *, number: int, by: str, at: str) -> tuple[Any, ...]:
    """Return a claim as a row of CLAIM; enums become plain text, which SQLite takes in much quicker."""
    figure = claim.figure
    precision = claim.as_of_precision
    return (
        claim.id,
        number,
        claim.event,
        claim.measure,
        claim.population,
        claim.place,
        claim.period_start,
        claim.as_of,
        None if precision is None else precision._value_,
        claim.source,
        claim.says,
        figure.value_type._value_,
        _plain(figure.low),
        _plain(figure.best),
        _plain(figure.high),
        figure.magnitude,
        figure.hedge._value_,
        claim.basis._value_,
        claim.credibility,
        claim.rank._value_,
        claim.rank_reason,
        claim.note,
        int(claim.published),
        claim.comparison,
        claim.recorded_event,
        claim.recorded_measure,
        claim.recorded_source,
        claim.batch,
        claim.recorded_by or by,
        claim.recorded_at or at,
    )


def _insert_appearances(
    connection: sqlite3.Connection,
    block: Sequence[tuple[Claim, Appearance | None]],
    *,
    again: list[tuple[str, int | None]],
) -> dict[str, list[str]]:
    """Insert the new appearances of a block and return their quotes (or "") by claim; the known ones go to again."""
    rows: dict[str, tuple[Any, ...]] = {}
    for claim, place in block:
        if place is None:
            continue
        key = place.id or appearance_id(claim.id, place.document, locator=place.locator, quote=place.quote)
        rows.setdefault(
            key,
            (
                key,
                claim.id,
                place.document,
                place.stated_as,
                place.quote,
                place.quote_start,
                place.quote_end,
                place.locator,
                place.language,
                place.relayed_by,
                place.forced,
                place.batch,
                place.batch_row,
            ),
        )
    for key in _known(connection, "appearance", rows):
        row = rows.pop(key)
        again.append((row[1], row[-1]))
    _insert_staged(connection, "appearance", APPEARANCE, list(rows.values()), copies={})
    seen: dict[str, list[str]] = {}
    for row in rows.values():
        seen.setdefault(str(row[1]), []).append(row[4] or "")
    return seen


def _index(
    connection: sqlite3.Connection,
    block: Sequence[tuple[Claim, Appearance | None]],
    *,
    fresh: Mapping[str, int],
    seen: Mapping[str, Sequence[str]],
) -> None:
    """Bring the search index up to date: a new claim gets a row, a known one is indexed again if it has a new quote."""
    rows: dict[int, str] = {}
    for claim, _ in block:
        number = fresh.get(claim.id)
        if number is not None and number not in rows:
            texts = [fold(text) for text in (claim.note, *seen.get(claim.id, ())) if text]
            if texts:
                rows[number] = " ".join(texts)
    connection.executemany("insert into claim_fts (rowid, text) values (?, ?)", list(rows.items()))
    for claim_id, quotes in seen.items():
        if claim_id not in fresh and any(quotes):
            index_again(connection, claim_id)


def insert_documents(connection: sqlite3.Connection, documents: Sequence[Document]) -> None:
    """Insert documents that are known to be new, and index their titles and texts for search."""
    number = connection.execute("select coalesce(max(number), 0) from document").fetchone()[0]
    rows = [
        (number + place, *(getattr(item, name) for name in DOCUMENT[1:])) for place, item in enumerate(documents, 1)
    ]
    _insert_staged(connection, "document", DOCUMENT, rows, copies={})
    texts = [
        (number + place, " ".join(fold(part) for part in (item.title, item.text) if part))
        for place, item in enumerate(documents, 1)
        if item.title or item.text
    ]
    connection.executemany("insert into document_fts (rowid, text) values (?, ?)", texts)


def index_again(connection: sqlite3.Connection, claim: str) -> None:
    """Make the search index of one claim anew from its note and its quotes, after the note has changed."""
    number, note = connection.execute("select number, note from claim where id = ?", (claim,)).fetchone()
    quotes = connection.execute("select quote from appearance where claim = ? order by rowid", (claim,)).fetchall()
    texts = [fold(text) for text in (note, *(row[0] for row in quotes)) if text]
    connection.execute("delete from claim_fts where rowid = ?", (number,))
    if texts:
        connection.execute("insert into claim_fts (rowid, text) values (?, ?)", (number, " ".join(texts)))
