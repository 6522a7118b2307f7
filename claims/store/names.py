"""Join two names that are one thing, and part them again: same_as, and the columns of claims that follow it.

A place is its own slug.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claims.identity import comparison_id
from claims.interval import SPANNING

if TYPE_CHECKING:
    from claims.store.writer import Store

KINDS = frozenset({"event", "source", "measure", "place"})


def set_same_as(store: Store, kind: str, slug: str, *, same_as: str | None) -> tuple[int, frozenset[str]]:
    """Record what a slug is the same as (None: nothing any more) and let its claims follow.

    Returns the number of claims that moved and the comparisons touched, which wait to be brought up to date. Nothing
    is logged here: the act that led to it is logged by whoever performs it.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    with store.transaction():
        before, decided = _root(store, kind, slug), _decided(store, kind, slug)
        if kind == "place":
            _enter_places(store, slug, same_as)
        store.connection.execute(f"update {kind} set same_as = ? where id = ?", (same_as, slug))
        after = _root(store, kind, slug)
        cluster = json.dumps(_cluster(store, kind, slug))
        number, touched = _follow(store, kind, before=before, after=after, cluster=cluster)
        decided |= _decided(store, kind, slug)
    store.touched |= touched | decided
    return number, touched


def _enter_places(store: Store, *places: str | None) -> None:
    """Enter places that take part in a merge for the first time: those that do not stand in claims alone."""
    sql = "insert into place (id) select :place where not exists (select 1 from place where id = :place)"
    store.connection.executemany(sql, [{"place": place} for place in places if place is not None])


def _root(store: Store, kind: str, slug: str) -> str:
    at = slug
    while True:
        row = store.connection.execute(f"select same_as from {kind} where id = ?", (at,)).fetchone()
        if row is None or row[0] is None:
            return str(at)
        at = row[0]


def _cluster(store: Store, kind: str, slug: str) -> list[str]:
    sql = f"""with recursive cluster (id) as (
        select ? union select {kind}.id from cluster join {kind} on {kind}.same_as = cluster.id)
      select id from cluster order by id"""
    return [row[0] for row in store.connection.execute(sql, (slug,))]


def _decided(store: Store, kind: str, slug: str) -> set[str]:
    """Return the comparisons that decisions made on a cluster of slugs are on: they follow, be there claims or not.

    Those that were replaced too: once they stand apart from what replaced them they are in force again.
    """
    if kind == "source":
        return set()
    sql = f"""select distinct event, measure, population, place, period_start, as_of from reconciliation
      where {kind} in (select value from json_each(?)) and withdrawn_at is null"""
    return {
        comparison_id(
            _root(store, "event", event),
            _root(store, "measure", measure),
            population=population,
            place=_root(store, "place", place),
            period_start=period_start,
            as_of=as_of,
        )
        for event, measure, population, place, period_start, as_of in store.connection.execute(
            sql, (json.dumps(_cluster(store, kind, slug)),)
        ).fetchall()
    }


def _follow(store: Store, kind: str, *, before: str, after: str, cluster: str) -> tuple[int, frozenset[str]]:
    """Move the claims recorded under a cluster of slugs from one slug to another, with their comparisons."""
    recorded = f"coalesce(claim.recorded_{kind}, claim.{kind})"
    own = f"claim.{kind} = :before and {recorded} in (select value from json_each(:cluster))"
    named: dict[str, Any] = {"before": before, "after": after, "cluster": cluster}
    scopes = store.connection.execute(
        f"""select claim.comparison, claim.event, claim.measure, claim.population, claim.place, claim.period_start,
          case when {SPANNING} then null else min(claim.as_of) end
        from claim join measure on measure.id = claim.measure where {own} group by claim.comparison""",
        named,
    ).fetchall()
    moves = f"{kind} = :after, recorded_{kind} = nullif(coalesce(recorded_{kind}, {kind}), :after)"
    if kind == "source":
        moved = store.connection.execute(f"update claim set {moves} where {own}", named).rowcount
        return moved, frozenset(row[0] for row in scopes)
    moved = 0
    touched: set[str] = set()
    for old, event, measure, population, place, period_start, as_of in scopes:
        key = comparison_id(
            after if kind == "event" else event,
            after if kind == "measure" else measure,
            population=population,
            place=after if kind == "place" else place,
            period_start=period_start,
            as_of=as_of,
        )
        touched |= {old, key}
        moved += store.connection.execute(
            f"update claim set {moves}, comparison = :key where comparison = :old and {own}",
            {**named, "key": key, "old": old},
        ).rowcount
    return moved, frozenset(touched)
