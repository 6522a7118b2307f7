"""Insert claims and appearances in bulk: one prefilter of known ids a block, one executemany a table."""

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
    from collections.abc import Iterable, Sequence

    from claims.model import Appearance, Claim, Value

BLOCK = 2000

INSERT_CLAIM = """
insert into claim (id, number, event, measure, population, place, period_start, as_of, as_of_precision, source, says,
  value_type, low, best, high, magnitude, hedge, basis, credibility, "rank", rank_reason, note, published,
  source_type, country, comparison, recorded_event, recorded_measure, recorded_source, batch, recorded_by, recorded_at)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
  (select type from source where id = ?), (select country from event where id = ?), ?, ?, ?, ?, ?, ?, ?)
"""

INSERT_APPEARANCE = """
insert into appearance (id, claim, document, stated_as, quote, quote_start, quote_end, locator, language, relayed_by,
  forced, batch, batch_row)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Added:
    """What an insert did: new claims by id, known claims and new appearances counted, comparisons touched."""

    new: frozenset[str]
    known: int
    appearances: int
    touched: frozenset[str]


def insert_claims(
    connection: sqlite3.Connection, records: Sequence[tuple[Claim, Appearance | None]], *, by: str, at: str
) -> Added:
    """Insert what is new among the records, in their order, and index its text for search."""
    number = connection.execute("select coalesce(max(number), 0) from claim").fetchone()[0]
    new: set[str] = set()
    touched: set[str] = set()
    known = appearances = 0
    rest = iter(records)
    while block := list(islice(rest, BLOCK)):
        there = _known(connection, "claim", {claim.id for claim, _ in block})
        rows: list[tuple[Any, ...]] = []
        fresh: set[str] = set()
        for claim, _ in block:
            if claim.id in there or claim.id in fresh:
                known += 1
                continue
            number += 1
            fresh.add(claim.id)
            touched.add(claim.comparison)
            rows.append(_claim_row(claim, number=number, by=by, at=at))
        connection.executemany(INSERT_CLAIM, rows)
        new |= fresh
        seen = _insert_appearances(connection, block)
        appearances += len(seen)
        touched |= {claim.comparison for claim, _ in block if claim.id in seen.values()}
        _index(connection, [claim for claim, _ in block if claim.id in fresh], _quotes(block, seen))
    return Added(frozenset(new), known, appearances, frozenset(touched))


def _known(connection: sqlite3.Connection, table: str, ids: Iterable[str]) -> set[str]:
    sql = f"select id from {table} where id in (select value from json_each(?))"
    return {row[0] for row in connection.execute(sql, (json.dumps(list(ids)),))}


def _plain(value: Value | None) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _claim_row(claim: Claim, *, number: int, by: str, at: str) -> tuple[Any, ...]:
    figure = claim.figure
    return (
        claim.id,
        number,
        claim.event,
        claim.measure,
        claim.population,
        claim.place,
        claim.period_start,
        claim.as_of,
        claim.as_of_precision,
        claim.source,
        claim.says,
        figure.value_type,
        _plain(figure.low),
        _plain(figure.best),
        _plain(figure.high),
        figure.magnitude,
        figure.hedge,
        claim.basis,
        claim.credibility,
        claim.rank,
        claim.rank_reason,
        claim.note,
        int(claim.published),
        claim.source,
        claim.event,
        claim.comparison,
        claim.recorded_event,
        claim.recorded_measure,
        claim.recorded_source,
        claim.batch,
        claim.recorded_by or by,
        claim.recorded_at or at,
    )


def _insert_appearances(
    connection: sqlite3.Connection, block: Sequence[tuple[Claim, Appearance | None]]
) -> dict[str, str]:
    """Insert the new appearances of a block and return their claims by appearance id."""
    rows: dict[str, tuple[Any, ...]] = {}
    for claim, place in block:
        if place is None:
            continue
        key = appearance_id(claim.id, place.document, locator=place.locator, quote=place.quote)
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
    there = _known(connection, "appearance", rows)
    fresh = {key: row for key, row in rows.items() if key not in there}
    connection.executemany(INSERT_APPEARANCE, list(fresh.values()))
    return {key: str(row[1]) for key, row in fresh.items()}


def _quotes(block: Sequence[tuple[Claim, Appearance | None]], seen: dict[str, str]) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for claim, place in block:
        if place is None or not place.quote:
            continue
        if appearance_id(claim.id, place.document, locator=place.locator, quote=place.quote) in seen:
            texts.setdefault(claim.id, []).append(fold(place.quote))
    return texts


def _index(connection: sqlite3.Connection, new: Sequence[Claim], quotes: dict[str, list[str]]) -> None:
    """Bring the search index up to date: new claims get a row, known ones with a new quote have it added."""
    if not quotes and not any(claim.note for claim in new):
        return
    for claim in new:
        if claim.note:
            quotes.setdefault(claim.id, []).append(fold(claim.note))
    if not quotes:
        return
    sql = """select claim.id, claim.number, claim_fts.text
      from claim left join claim_fts on claim_fts.rowid = claim.number
      where claim.id in (select value from json_each(?))"""
    found = connection.execute(sql, (json.dumps(sorted(quotes)),)).fetchall()
    rows = [(number, " ".join(filter(None, [text, *quotes[key]]))) for key, number, text in found]
    connection.executemany("insert or replace into claim_fts (rowid, text) values (?, ?)", rows)


def index_again(connection: sqlite3.Connection, claim: str) -> None:
    """Make the search index of one claim anew from its note and its quotes, after the note has changed."""
    number, note = connection.execute("select number, note from claim where id = ?", (claim,)).fetchone()
    quotes = connection.execute("select quote from appearance where claim = ? order by rowid", (claim,)).fetchall()
    texts = [fold(text) for text in (note, *(row[0] for row in quotes)) if text]
    connection.execute("delete from claim_fts where rowid = ?", (number,))
    if texts:
        connection.execute("insert into claim_fts (rowid, text) values (?, ?)", (number, " ".join(texts)))
