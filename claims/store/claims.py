"""Insert claims and appearances in bulk: one prefilter of known ids and one statement a block and table.

Rows are plain tuples of what SQLite takes (text, int, float, None; enums as their values, which it takes in much
quicker): a million records with thirty fields each would take longer to make than to store.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from claims.identity import appearance_id
from claims.search import searchable
from claims.store.given import Given
from claims.store.values import plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from claims.model import Appearance, Claim, Document

BLOCK = 5000

CLAIM = (
    *("id", "event", "measure", "population", "place", "period_start", "as_of", "as_of_precision", "source"),
    *("says", "value_type", "low", "best", "high", "magnitude", "hedge", "basis", "credibility", "rank", "rank_reason"),
    *("note", "published", "comparison", "recorded_event", "recorded_measure", "recorded_source", "recorded_place"),
    *("batch", "recorded_by", "recorded_at"),
)
APPEARANCE = (
    *("id", "claim", "document", "stated_as", "quote", "quote_start", "quote_end", "locator", "language", "relayed_by"),
    *("forced", "batch", "batch_row", "batch_column"),
)
DOCUMENT = (
    *("number", "id", "title", "publisher", "url", "archive_url", "language", "published_on", "accessed_on", "sha256"),
    *("text", "author", "read_from"),
)
ClaimRow = tuple[Any, ...]
"""A claim in the order of CLAIM; recorded_by and recorded_at are None where they are those of the act."""
PlaceRow = tuple[Any, ...]
"""An appearance in the order of APPEARANCE."""
Keep = Callable[[Iterable[PlaceRow], Container[str]], Sequence[PlaceRow]]
"""Takes the places of a block and the ids of its new claims; returns those of new claims, which are new themselves."""
_COMPARISON, _NOTE = CLAIM.index("comparison"), CLAIM.index("note")
_QUOTE, _ROW = APPEARANCE.index("quote"), APPEARANCE.index("batch_row")
_OF_THE_ACT = ("number", "act_by", "act_at")
_ONLY_GIVEN = frozenset({"act_by", "act_at"})
_FOUND = {
    "recorded_by": "coalesce({recorded_by}, {act_by})",
    "recorded_at": "coalesce({recorded_at}, {act_at})",
    "source_type": "(select type from source where source.id = {source})",
    "country": "(select country from event where event.id = {event})",
}


@dataclass(frozen=True, slots=True)
class Added:
    """What an insert did: new claims by id, known claims and new appearances counted, comparisons touched.

    again holds the claims, with their rows, of appearances that were known already; requoted the known claims that got
    another quote.
    """

    new: frozenset[str]
    known: int
    appearances: int
    touched: frozenset[str]
    again: tuple[tuple[str, int | None], ...] = ()
    requoted: tuple[str, ...] = ()


def insert_claims(
    connection: sqlite3.Connection, records: Sequence[tuple[Claim, Appearance | None]], *, by: str, at: str
) -> Added:
    """Insert what is new among the records, in their order, and index its text for search."""
    rows = [(_claim_row(claim), None if place is None else _place_row(place, claim.id)) for claim, place in records]
    added = insert_rows(connection, rows, by=by, at=at)
    for claim in added.requoted:
        index_again(connection, claim)
    return added


def insert_rows(
    connection: sqlite3.Connection,
    records: Sequence[tuple[ClaimRow, PlaceRow | None]],
    *,
    by: str,
    at: str,
    keep: Keep | None = None,
) -> Added:
    """Insert what is new among rows of claims and their places, in their order, and index the text of new claims.

    What became of the index of a claim in requoted is left to the caller: see `index_again`. With keep the places are
    given to it instead, to be inserted later by `insert_places`.
    """
    new: set[str] = set()
    touched: set[str] = set()
    again: list[tuple[str, int | None]] = []
    requoted: list[str] = []
    known = appearances = 0
    rest = iter(records)
    while block := list(islice(rest, BLOCK)):
        fresh = _insert_new(connection, [claim for claim, _ in block], by=by, at=at, at_once=keep is not None)
        known += len(block) - len(fresh)
        places: dict[str, PlaceRow] = {}
        for _, place in block:
            if place is not None:
                places.setdefault(place[0], place)
        if keep is None:
            seen = _insert_appearances(connection, places, fresh=fresh, again=again)
        else:
            seen = _quotes(keep(places.values(), fresh))
        appearances += sum(map(len, seen.values()))
        touched |= {claim[_COMPARISON] for claim, _ in block if claim[0] in fresh or claim[0] in seen}
        _index(connection, block, fresh=fresh, seen=seen)
        requoted += [claim for claim, quotes in seen.items() if claim not in fresh and any(quotes)]
        new |= fresh.keys()
    return Added(frozenset(new), known, appearances, frozenset(touched), tuple(again), tuple(requoted))


def _insert_new(
    connection: sqlite3.Connection, claims: Sequence[ClaimRow], *, by: str, at: str, at_once: bool
) -> dict[str, int]:
    """Insert the claims that are not there and return their numbers, counted on from the last one."""
    rows = {claim[0]: claim for claim in reversed(claims)}
    for key in _known(connection, "claim", rows):
        del rows[key]
    if not rows:
        return {}
    number = connection.execute("select coalesce(max(number), 0) from claim").fetchone()[0]
    fresh: dict[str, int] = {}
    for claim in claims:
        key = claim[0]
        if key in rows and key not in fresh:
            fresh[key] = number + len(fresh) + 1
    made = ((*rows[key], numbered, by, at) for key, numbered in fresh.items())
    insert(connection, "claim", (*CLAIM, *_OF_THE_ACT), made, found=_FOUND, at_once=at_once)
    return fresh


def insert(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    *,
    found: Mapping[str, str] | None = None,
    at_once: bool = False,
) -> None:
    """Insert rows. found gives the columns whose value SQL finds, from those of the row, which stand there in braces.

    One statement for all (at_once) takes a third of the time of one a row where rows are only added behind the last
    ones; where they go in among others, SQLite copies every page that such a statement changes, to take it back.
    """
    names = dict.fromkeys((*(column for column in columns if column not in _ONLY_GIVEN), *(found or {})))
    into = f"insert into main.{table} ({', '.join(map(_quoted, names))})"
    if not at_once:
        of = {column: f"{{{column}}}" for column in columns}
        Given(f"{into} values ({_values(names, of, found)})", columns).run(connection, rows)
        return
    of = {column: f'staged."{column}"' for column in columns}
    connection.execute(f"create temp table if not exists staged_{table} ({', '.join(map(_quoted, columns))})")
    connection.executemany(f"insert into temp.staged_{table} values ({', '.join('?' * len(columns))})", rows)
    connection.execute(
        f"{into} select {_values(names, of, found)} from temp.staged_{table} as staged order by staged.rowid"
    )
    connection.execute(f"delete from temp.staged_{table}")


def _quoted(name: str) -> str:
    return f'"{name}"'


def _values(names: Iterable[str], of: Mapping[str, str], found: Mapping[str, str] | None) -> str:
    """Return the SQL of what goes into columns; of says how the columns of a given row are called."""
    return ", ".join(found[name].format_map(of) if found and name in found else of[name] for name in names)


def _known(connection: sqlite3.Connection, table: str, ids: Iterable[str]) -> set[str]:
    """Return those of the ids that are in a table."""
    ids = list(ids)
    if not ids:
        return set()
    sql = f"select id from main.{table} where id in (select value from json_each(?))"
    return {row[0] for row in connection.execute(sql, (json.dumps(ids),))}


def _claim_row(claim: Claim) -> ClaimRow:
    """Return a claim as a row of CLAIM."""
    figure = claim.figure
    precision = claim.as_of_precision
    return (
        claim.id,
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
        plain(figure.low),
        plain(figure.best),
        plain(figure.high),
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
        claim.recorded_place,
        claim.batch,
        claim.recorded_by,
        claim.recorded_at,
    )


def _place_row(place: Appearance, claim: str) -> PlaceRow:
    """Return an appearance as a row of APPEARANCE, under the claim that it is given with."""
    key = place.id or appearance_id(claim, place.document, locator=place.locator, quote=place.quote)
    return key, claim, *(getattr(place, name) for name in APPEARANCE[2:])


def _insert_appearances(
    connection: sqlite3.Connection,
    places: dict[str, PlaceRow],
    *,
    fresh: Container[str],
    again: list[tuple[str, int | None]],
) -> dict[str, list[str]]:
    """Insert the new appearances of a block and return their quotes (or "") by claim; the known ones go to again.

    places are by id. Where a claim is new, so is every place of it.
    """
    for key in _known(connection, "appearance", [key for key, place in places.items() if place[1] not in fresh]):
        known = places.pop(key)
        again.append((known[1], known[_ROW]))
    rows = list(places.values())
    insert(connection, "appearance", APPEARANCE, rows)
    return _quotes(rows)


def _quotes(places: Iterable[PlaceRow]) -> dict[str, list[str]]:
    """Return the quotes (or "") of places by their claims."""
    seen: dict[str, list[str]] = {}
    for place in places:
        seen.setdefault(place[1], []).append(place[_QUOTE] or "")
    return seen


def insert_places(connection: sqlite3.Connection, places: Iterable[PlaceRow]) -> Added:
    """Insert what is new among places of claims that are stored, in their order."""
    by_id: dict[str, PlaceRow] = {}
    for place in places:
        by_id.setdefault(place[0], place)
    again: list[tuple[str, int | None]] = []
    seen = _insert_appearances(connection, by_id, fresh=(), again=again)
    requoted = tuple(claim for claim, quotes in seen.items() if any(quotes))
    return Added(frozenset(), 0, sum(map(len, seen.values())), frozenset(), tuple(again), requoted)


def _index(
    connection: sqlite3.Connection,
    block: Sequence[tuple[ClaimRow, PlaceRow | None]],
    *,
    fresh: Mapping[str, int],
    seen: Mapping[str, Sequence[str]],
) -> None:
    """Index the notes and quotes of new claims for search."""
    rows: dict[int, str] = {}
    for claim, _ in block:
        number = fresh.get(claim[0])
        if number is not None and number not in rows:
            texts = [searchable(text) for text in (claim[_NOTE], *seen.get(claim[0], ())) if text]
            if texts:
                rows[number] = " ".join(texts)
    connection.executemany("insert into claim_fts (rowid, text) values (?, ?)", rows.items())


_fields = attrgetter(*DOCUMENT[1:])


def insert_documents(connection: sqlite3.Connection, documents: Sequence[Document]) -> None:
    """Insert documents that are known to be new, and index their titles and texts for search."""
    number = connection.execute("select coalesce(max(number), 0) from document").fetchone()[0]
    rows = [(number + place, *_fields(item)) for place, item in enumerate(documents, 1)]
    insert(connection, "document", DOCUMENT, rows)
    texts = [
        (number + place, " ".join(searchable(part) for part in (item.title, item.text) if part))
        for place, item in enumerate(documents, 1)
        if item.title or item.text
    ]
    connection.executemany("insert into document_fts (rowid, text) values (?, ?)", texts)


def index_again(connection: sqlite3.Connection, claim: str) -> None:
    """Make the search index of one claim anew from its note and its quotes that stand, after one has changed."""
    number, note = connection.execute("select number, note from claim where id = ?", (claim,)).fetchone()
    sql = """select quote from appearance where claim = ? and not exists (
        select 1 from appearance_withdrawal where appearance = appearance.id and withdrawn_at is null) order by rowid"""
    quotes = connection.execute(sql, (claim,)).fetchall()
    texts = [searchable(text) for text in (note, *(row[0] for row in quotes)) if text]
    connection.execute("delete from claim_fts where rowid = ?", (number,))
    if texts:
        connection.execute("insert into claim_fts (rowid, text) values (?, ?)", (number, " ".join(texts)))
