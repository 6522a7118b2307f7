"""Keep the counts that facets are read from: claims and comparisons by what their pages are filtered on.

`refresh` is called at the end of each transaction that writes. It counts what is new (claims are numbered in the order
of recording, so that a number tells) and what triggers marked as changed, takes the old counts back and adds the new
ones; nothing else is read: "cross join" keeps SQLite from going through all claims of every kind for the few new ones.
"or fail" keeps it from copying what a statement changes, to take that back: what fails ends the transaction.
Counts are of all claims, with the number of withheld ones beside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.store.aside import lay_aside, put_back

if TYPE_CHECKING:
    import sqlite3

MANY = 50_000  # claims; from here on it is quicker to make the indexes of what counts them anew than to add to them
LOOKED_AT = 1000  # rows of each index, for what SQLite notes of its values (sqlite.org/lang_analyze.html)
TABLES = (
    *("facet_claim", "facet_value", "facet_kind", "facet_cell", "facet_stale"),
    *("event_summary", "comparison_cell", "comparison_kind", "comparison_stale"),
)
KIND = 'measure, source_type, hedge, basis, "rank"'

TO_COUNT = """select {columns} from claim where number > :last
  union all select {columns} from claim where number <= :last and number in (select number from facet_stale)"""
CHANGE = """insert into temp.facet_change (event, source, kind, claims, withheld)
  select event, source, kind, {sign} * count(*), {sign} * sum(withheld) from {of} group by event, source, kind"""
ADD = (
    """insert or fail into facet_cell (value, kind, claims, withheld)
         select event, kind, sum(claims), sum(withheld) from temp.facet_change where true group by event, kind
       on conflict (value, kind) do update
         set claims = claims + excluded.claims, withheld = withheld + excluded.withheld""",
    """insert or fail into facet_cell (value, kind, claims, withheld)
         select source, kind, sum(claims), sum(withheld) from temp.facet_change where true group by source, kind
       on conflict (value, kind) do update
         set claims = claims + excluded.claims, withheld = withheld + excluded.withheld""",
    """update facet_kind set claims = facet_kind.claims + added.claims, withheld = facet_kind.withheld + added.withheld
       from (select kind, sum(claims) as claims, sum(withheld) as withheld from temp.facet_change group by kind)
         as added
       where added.kind = facet_kind.id""",
    """update facet_value
       set claims = facet_value.claims + added.claims, withheld = facet_value.withheld + added.withheld
       from (
         select event as value, sum(claims) as claims, sum(withheld) as withheld from temp.facet_change group by event
         union all
         select source, sum(claims), sum(withheld) from temp.facet_change group by source) as added
       where added.value = facet_value.id""",
    """delete from facet_cell where claims = 0 and value in (
         select event from temp.facet_change where claims < 0
         union select source from temp.facet_change where claims < 0)""",
)

CHANGES = "create temp table if not exists comparison_change (event, measure, status, stale, comparisons, claims)"
COUNT = """insert into temp.comparison_change (event, measure, status, stale, comparisons, claims)
  select event, measure, status, coalesce(stale, -1), {sign} count(*), {sign} sum(claims) from comparison
  where {only} group by event, measure, status, coalesce(stale, -1)"""
STALE = "event in (select event from comparison_stale)"
COUNT_ANEW = (
    f"delete from temp.comparison_change where {STALE}",
    f"""insert into temp.comparison_change (event, measure, status, stale, comparisons, claims)
         select event, measure, status, stale, -cell.comparisons, -cell.claims
         from comparison_cell as cell join comparison_kind as kind on kind.id = cell.kind where {STALE}""",
)
CHANGED = """(
    select event, kind.id as kind, kind.status, sum(change.comparisons) as comparisons, sum(change.claims) as claims
    from temp.comparison_change as change join comparison_kind as kind using (measure, status, stale)
    group by event, kind.id having sum(change.comparisons) <> 0 or sum(change.claims) <> 0)"""
ADD_COMPARED = (
    """insert into comparison_kind (measure, status, stale, comparisons, claims)
         select distinct measure, status, stale, 0, 0 from temp.comparison_change where true
       on conflict do nothing""",
    f"""update comparison_kind
       set comparisons = comparison_kind.comparisons + added.comparisons,
         claims = comparison_kind.claims + added.claims
       from (select kind, sum(comparisons) as comparisons, sum(claims) as claims from {CHANGED} group by kind) as added
       where added.kind = comparison_kind.id""",
    f"""insert or fail into comparison_cell (event, kind, comparisons, claims)
         select event, kind, comparisons, claims from {CHANGED} where true
       on conflict (event, kind) do update
         set comparisons = comparisons + excluded.comparisons, claims = claims + excluded.claims""",
    f"""insert into event_summary (event, claims, comparisons, contradicting, diverging)
         select event, sum(claims), sum(comparisons),
           coalesce(sum(comparisons) filter (where status = 'contradicts'), 0),
           coalesce(sum(comparisons) filter (where status = 'diverges'), 0)
         from {CHANGED} where true group by event
       on conflict (event) do update
         set claims = claims + excluded.claims, comparisons = comparisons + excluded.comparisons,
           contradicting = contradicting + excluded.contradicting, diverging = diverging + excluded.diverging""",
    """delete from comparison_cell
       where comparisons = 0 and event in (select event from temp.comparison_change where comparisons < 0)""",
    """delete from event_summary
       where comparisons = 0 and event in (select event from temp.comparison_change where comparisons < 0)""",
    "delete from temp.comparison_change",
    "delete from comparison_stale",
)


def refresh(connection: sqlite3.Connection) -> None:
    """Bring all counts up to date with what was written since the last time, within the transaction there is."""
    _refresh_claims(connection)
    _refresh_comparisons(connection)


def forget(connection: sqlite3.Connection) -> None:
    """Drop all counts; the next `refresh` makes them anew."""
    for table in TABLES:
        connection.execute(f"delete from {table}")
    connection.execute("insert into comparison_stale (event) select distinct event from comparison")


def _refresh_claims(connection: sqlite3.Connection) -> None:
    last = _number(connection, "select coalesce(max(number), 0) from facet_claim")
    newest = _number(connection, "select coalesce(max(number), 0) from claim")
    is_stale = connection.execute("select 1 from facet_stale limit 1").fetchone() is not None
    if newest == last and not is_stale:
        return
    _name_new(connection, last)
    connection.execute("drop table if exists temp.facet_change")
    connection.execute("create temp table facet_change (event, source, kind, claims, withheld)")
    if is_stale:
        connection.execute(CHANGE.format(sign=-1, of="facet_claim where number in (select number from facet_stale)"))
        connection.execute("delete from facet_claim where number in (select number from facet_stale)")
    is_most = newest - last > max(MANY, last)
    made_anew = lay_aside(connection, tables=("facet_claim",)) if is_most else []
    connection.execute(
        f"""insert or fail into facet_claim (number, event, source, kind, withheld)
          select claim.number, event.id, source.id, facet_kind.id, claim.published = 0
          from ({TO_COUNT.format(columns=f"number, event, source, published, {KIND}")}) as claim
            cross join facet_value as event on event.facet = 'event' and event.value = claim.event
            cross join facet_value as source on source.facet = 'source' and source.value = claim.source
            cross join facet_kind using ({KIND})""",
        {"last": last},
    )
    put_back(connection, made_anew)
    counted = f"facet_claim where number > {last}"
    connection.execute(CHANGE.format(sign=1, of=counted))
    if is_stale:
        again = f"facet_claim where number <= {last} and number in (select number from facet_stale)"
        connection.execute(CHANGE.format(sign=1, of=again))
        connection.execute("delete from facet_stale")
    made_anew = lay_aside(connection, tables=("facet_cell",)) if is_most else []
    for sql in ADD:
        connection.execute(sql)
    put_back(connection, made_anew)
    connection.execute("drop table temp.facet_change")
    if is_most:  # so much is new that what SQLite knew of the indexes is out of date
        look_at_indexes(connection)


def look_at_indexes(connection: sqlite3.Connection) -> None:
    """Let SQLite note what it chooses between indexes by; one of which it knows nothing it takes for the best."""
    connection.execute(f"pragma analysis_limit = {LOOKED_AT}")
    connection.execute("analyze")


def _number(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _name_new(connection: sqlite3.Connection, last: int) -> None:
    """Give numbers to events, sources and kinds that are met for the first time."""
    for facet in ("event", "source"):
        connection.execute(
            f"""insert into facet_value (facet, value, claims, withheld)
              select distinct '{facet}', {facet}, 0, 0 from ({TO_COUNT.format(columns=facet)}) where true
              on conflict do nothing""",
            {"last": last},
        )
    connection.execute(
        f"""insert into facet_kind ({KIND}, claims, withheld)
          select distinct {KIND}, 0, 0 from ({TO_COUNT.format(columns=KIND)}) where true
          on conflict do nothing""",
        {"last": last},
    )


def count_comparisons(connection: sqlite3.Connection, *, sign: str, only: str, given: tuple[str, ...] = ()) -> None:
    """Note that these comparisons (a condition on their table, and what it is given) are to be counted, or no longer.

    sign is "-" before they are changed and "+" after it; the next `refresh` adds what was noted to the counts.
    """
    connection.execute(CHANGES)
    connection.execute(COUNT.format(sign=sign, only=only), given)


def _refresh_comparisons(connection: sqlite3.Connection) -> None:
    connection.execute(CHANGES)
    if connection.execute("select 1 from comparison_stale limit 1").fetchone() is not None:
        for sql in COUNT_ANEW:
            connection.execute(sql)
        others = connection.execute(f"select 1 from event_summary where not {STALE} limit 1").fetchone()
        count_comparisons(connection, sign="+", only="true" if others is None else STALE)
    if connection.execute("select 1 from temp.comparison_change limit 1").fetchone() is not None:
        for sql in ADD_COMPARED:
            connection.execute(sql)
