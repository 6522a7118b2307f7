"""Withdraw all that ingests read, or let it stand again: whole tables at a time, and nothing is deleted.

A place stands where its ingest does, or where another that stands read its claim there again; a claim that no place is
left of, and that an ingest recorded, is deprecated. Which ingests are withdrawn the log alone says.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.store.claims import index_again
from claims.store.writer import Act

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

    from claims.model import BatchAct
    from claims.store.writer import Store

WITHDRAW, RESTORE = "withdraw batch", "restore batch"

LIVE = "select 1 from appearance_withdrawal as taken where taken.appearance = {}.id and taken.withdrawn_at is null"
READ = f"select 1 from appearance where appearance.claim = claim.id and not exists ({LIVE.format('appearance')})"
OF_BATCHES = """
  select id from appearance where batch in (select value from json_each(:batches))
  union
  select appearance.id from read_again cross join appearance on appearance.claim = read_again.claim
  where read_again.batch in (select value from json_each(:batches)) and appearance.batch is not null"""
OF_ALL = "select appearance as id from appearance_withdrawal where withdrawn_at is null"
PLACES = """
create temp table moved_place as
select appearance.rowid as row, appearance.id, claim, document, batch, quote is not null as is_quoted
from appearance where id in ({of}) order by row"""
READ_AGAIN = """
create temp table moved_again as
select read_again.claim, batch.sha256 from read_again join batch on batch.number = read_again.batch
where read_again.batch not in (select value from json_each(:gone))
  and read_again.claim in (select claim from temp.moved_place)"""
STANDS = """(batch not in (select value from json_each(:gone)) or exists (
  select 1 from temp.moved_again as again where again.claim = moved_place.claim and coalesce(
    (select document.sha256 = again.sha256 or document.sha256 not in (select sha256 from batch)
     from document where document.id = moved_place.document), 1)))"""
"""Whether a place stands by the ingests; what is in a file was read again by those of that file only."""
PERSONAL = """("rank" <> 'normal' or rank_reason is not null
  or exists (select 1 from change_log where subject = 'claim ' || claim.id and act = 'judge claim'))"""
"""Whether somebody ranked a claim by itself: then each further rank of it is an act of its own in the log."""
FALLEN = f"""
create temp table moved_claim as
select id, {PERSONAL} as is_personal from claim
where id in (select claim from temp.moved_place) and batch is not null and "rank" <> 'deprecated'
  and not exists ({READ})"""
BY_ACTS = """withdrawn_at is null and exists (
  select 1 from json_each(:acts) as act where json_extract(act.value, '$[0]') = decided_by
    and json_extract(act.value, '$[1]') = decided_at and json_extract(act.value, '$[2]') = reason)"""
RISEN = f"""
create temp table moved_claim as
select id, exists (select 1 from change_log where subject = 'claim ' || claim.id and act = 'judge claim') as is_personal
from claim
where {{of}} "rank" = 'deprecated' and rank_reason in (select value from json_each(:because))
  and (exists ({READ})
    or not exists (select 1 from appearance join appearance_withdrawal on appearance = appearance.id
      where appearance.claim = claim.id and {BY_ACTS}))"""
"""Claims deprecated with their ingest that are read somewhere again, or of whose places people withdrew each."""
OWN = """id in (select claim from appearance where batch in (select value from json_each(:batches))
  union select claim from read_again where batch in (select value from json_each(:batches))
  union select claim from temp.moved_place) and"""
TOUCHED = """
select comparison from claim where id in (select claim from temp.moved_place union select id from temp.moved_claim)
union
select claim.comparison from claim_link join claim on claim.id = claim_link.other
where claim_link.claim in (select id from temp.moved_claim) and claim_link.withdrawn_at is null
  and relation in ('supersedes', 'corrects', 'retracts')"""


class Moved(NamedTuple):
    """What was withdrawn, or stands again: places and claims counted.

    personal are those of the claims that somebody ranked by itself, whose rank is left to the caller to change.
    """

    appearances: int = 0
    claims: int = 0
    personal: tuple[str, ...] = ()


def take_out(store: Store, act: BatchAct, *, batches: Collection[int], gone: Collection[int]) -> Moved:
    """Withdraw what these ingests read and no other says, as an act says; gone are all ingests withdrawn with it."""
    given: dict[str, Any] = {"batches": _listed(batches), "gone": _listed(gone)}
    with store.transaction(), _places(store.connection, given, of=OF_BATCHES):
        connection = store.connection
        connection.execute(f"delete from temp.moved_place where {STANDS}", given)
        places = connection.execute(
            f"""insert into appearance_withdrawal (appearance, reason, decided_by, decided_at)
               select id, ?, ?, ? from temp.moved_place where not exists ({LIVE.format("moved_place")}) order by row""",
            (act.because, act.by, act.at),
        ).rowcount
        connection.execute(FALLEN)
        return _moved(store, places, rank="deprecated", rank_reason=act.because)


def put_in(
    store: Store,
    acts: Iterable[BatchAct],
    *,
    gone: Collection[int],
    signed: tuple[str, str, str],
    batches: Collection[int] | None,
) -> Moved:
    """Let stand again what these ingests read (None: whatever does), where only such acts took it out.

    signed is by whom, when and why, as each withdrawal that is taken back says it.
    """
    known = list(acts)
    given: dict[str, Any] = {"batches": _listed(batches or ()), "gone": _listed(gone)}
    given["acts"] = json.dumps([[act.by, act.at, act.because] for act in known])
    given["because"] = _listed({act.because for act in known})
    with store.transaction(), _places(store.connection, given, of=OF_ALL if batches is None else OF_BATCHES):
        connection = store.connection
        of_acts = f"select 1 from appearance_withdrawal where appearance = moved_place.id and {BY_ACTS}"
        connection.execute(f"delete from temp.moved_place where not exists ({of_acts}) or not {STANDS}", given)
        places = connection.execute(
            f"""update appearance_withdrawal set withdrawn_by = :by, withdrawn_at = :at, withdrawn_reason = :why
                where appearance in (select id from temp.moved_place) and {BY_ACTS}""",
            given | dict(zip(("by", "at", "why"), signed, strict=True)),
        ).rowcount
        connection.execute(RISEN.format(of="" if batches is None else OWN), given)
        return _moved(store, places, rank="normal", rank_reason=None)


def log_batches(store: Store, acts: Iterable[BatchAct], *, by: str, moved: Moved | None = None) -> None:
    """Sign that ingests were withdrawn, or stand again; moved is what came of the first, to be told with it."""
    entries: list[Act] = []
    for act in acts:
        after: dict[str, Any] = {"by": act.by, "decided_at": act.at, "because": act.because}
        if moved is not None and not entries:
            after |= {"appearances": moved.appearances, "claims": moved.claims}
        done = WITHDRAW if act.is_withdrawn else RESTORE
        entries.append(Act(done, f"batch {act.batch}", act.reason, None, after))
    store.log_all(entries, by=by)


def _listed(values: Collection[Any]) -> str:
    return json.dumps(sorted(values))


@contextmanager
def _places(connection: sqlite3.Connection, given: dict[str, Any], *, of: str) -> Iterator[None]:
    """Note the places that may be moved, and where they were read again, while it lasts."""
    tables = ("moved_place", "moved_again", "moved_claim")
    for table in tables:
        connection.execute(f"drop table if exists temp.{table}")
    connection.execute(PLACES.format(of=of), given)
    connection.execute("create index temp.moved_place_claim on moved_place (claim)")
    connection.execute(READ_AGAIN, given)
    connection.execute("create index temp.moved_again_claim on moved_again (claim)")
    yield
    for table in tables:
        connection.execute(f"drop table if exists temp.{table}")


def _moved(store: Store, places: int, *, rank: str, rank_reason: str | None) -> Moved:
    """Rank the claims that were found, and let comparisons and search follow."""
    connection = store.connection
    connection.execute(
        """update claim set "rank" = ?, rank_reason = ?
           where id in (select id from temp.moved_claim where not is_personal)""",
        (rank, rank_reason),
    )
    quoted = connection.execute("select distinct claim from temp.moved_place where is_quoted order by claim").fetchall()
    for (claim,) in quoted:
        index_again(connection, claim)
    store.touched |= {row[0] for row in connection.execute(TOUCHED)}
    claims = connection.execute("select count(*) from temp.moved_claim").fetchone()[0]
    personal = connection.execute("select id from temp.moved_claim where is_personal order by id").fetchall()
    return Moved(places, claims, tuple(row[0] for row in personal))
