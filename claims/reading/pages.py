"""What pages ask beyond the questions of `claims.reading`: summaries of events, and which claims readers may see.

Everything here leaves out withheld claims (published = 0).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claims.errors import UnknownName
from claims.reading import rows
from claims.reading.facets import FacetReader
from claims.reading.family import MERGED_INTO
from claims.reading.reader import CLAIM_ORDER, STANDS, Reader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from claims.model import Claim, Comparison, Document, Event, Source

MOST_LOOKED_AT = 400
MOST_SPREAD = 20_000
MOST_SORTED = 2000  # claims of a comparison
MOST_PASSED = 4000  # claims of its event among which those recorded last are looked for
MOST_PASSED_AT_ONCE = 1000  # the same, where they are looked for in many comparisons of the event
MOST_NAMES = 20_000  # beyond this many, guessing what a mistyped name meant takes too long for a page
ONLY_WITHHELD = """select claim.{kind} as slug from claim
  where claim.published = 0 and not exists (
      select 1 from claim as other where other.{kind} = claim.{kind} and other.published = 1)"""
SHOWN_OTHERWISE = {
    "event": "select 1 from event where event.part_of = claim.event",
    "measure": "select 1 from measure where measure.part_of = claim.measure",
    "source": """select 1 from document where document.publisher = claim.source and exists (
        select 1 from appearance join claim as other on other.id = appearance.claim
        where appearance.document = document.id and other.published = 1)
      union all select 1 from appearance join claim as other on other.id = appearance.claim
        where appearance.relayed_by = claim.source and other.published = 1""",
}
"""Where else readers see an event, a measure or a source than in its claims."""


@dataclass(frozen=True, slots=True)
class EventSummary:
    """An event with the number of its claims and comparisons, and how many comparisons contradict or diverge."""

    event: Event
    claims: int
    comparisons: int
    contradicting: int
    diverging: int


class PageReader(Reader):
    """A Reader that also answers what pages ask."""

    def canonical(self, kind: str, slug: str) -> str:
        """Return the slug that a slug stands for; raises UnknownName where only withheld claims use it.

        A place that readers see nowhere stands for itself, so that nobody learns what it was merged into.
        """
        found = super().canonical(kind, slug)
        if kind == "place":
            return found if found == slug or self._is_compared(found) else slug
        if self._is_hidden(kind, found):
            raise UnknownName(kind, slug)
        return found

    def find_name(self, kind: str, folded: str) -> str | None:
        """Return the slug that a folded name stands for; None if there is none, or only withheld claims use it."""
        found = super().find_name(kind, folded)
        return None if found is None or self._is_hidden(kind, super().canonical(kind, found)) else found

    def _is_compared(self, place: str) -> bool:
        return self._row("select 1 from comparison where place = :place limit 1", {"place": place}) is not None

    def _is_hidden(self, kind: str, slug: str) -> bool:
        return slug in self._only_withheld(kind, f"and +claim.{kind} = :slug", slug=slug)

    def _only_withheld(self, kind: str, narrowed: str = "", **asked: str) -> frozenset[str]:
        """Return the events, sources or measures that readers can see nowhere, as a public copy leaves them out."""
        sql = f"{ONLY_WITHHELD.format(kind=kind)} and not exists ({SHOWN_OTHERWISE[kind]}) {narrowed}"
        return frozenset(str(row["slug"]) for row in self._rows(sql, asked))

    def event_summaries(self, *, limit: int, offset: int = 0) -> list[EventSummary]:
        """Return events with published claims, those with most contested comparisons first, after offset others."""
        sql = """select event.*, claims, comparisons, contradicting, diverging
          from event_summary cross join event on event.id = event_summary.event
          order by contradicting desc, diverging desc, claims desc, event_summary.event
          limit :limit offset :offset"""
        return [
            EventSummary(rows.event(row), row["claims"], row["comparisons"], row["contradicting"], row["diverging"])
            for row in self._rows(sql, {"limit": limit, "offset": offset})
        ]

    def event_summary(self, event: str) -> EventSummary:
        """Return the counts of one event, all 0 where there is no claim that readers may see; raises UnknownName."""
        row = self._row("select * from event_summary where event = :event", {"event": event})
        counts = [row[name] for name in ("claims", "comparisons", "contradicting", "diverging")] if row else [0] * 4
        return EventSummary(self.event(event), *counts)

    def most_contested(self, event: str, *, limit: int, offset: int = 0) -> list[Comparison]:
        """Return the comparisons of an event that are most contested, those first; offset leaves out so many."""
        sql = """select * from comparison where event = :event
          order by contradictions desc, divergences desc, reports desc, id limit :limit offset :offset"""
        found = self._rows(sql, {"event": event, "limit": limit, "offset": offset})
        return [rows.comparison(row) for row in found]

    def scope(self, event: str, measure: str, *, scope: tuple[str, str, str | None, str | None]) -> Comparison | None:
        """Return the comparison of a measure of an event in a scope: population, place, period_start, as_of."""
        sql = """select * from comparison where event = :event and measure = :measure and population = :population
          and place = :place and period_start is :period_start and as_of is :as_of"""
        named = dict(zip(("population", "place", "period_start", "as_of"), scope, strict=True))
        row = self._row(sql, {"event": event, "measure": measure, **named})
        return None if row is None else rows.comparison(row)

    def scopes(self, event: str, measure: str, *, limit: int) -> tuple[list[Comparison], int]:
        """Return comparisons of a measure of an event, the most contested first, and how many there are."""
        own = "from comparison where event = :event and measure = :measure"
        sql = f"""select * {own} order by +contradictions desc, divergences desc, reports desc, id limit :limit"""
        found = list(self._rows(sql, {"event": event, "measure": measure, "limit": limit}))
        row = self._row(f"select count(*) as n {own}", {"event": event, "measure": measure})
        return [rows.comparison(one) for one in found], 0 if row is None else int(row["n"])

    def most_reported(self, event: str, measure: str) -> Comparison | None:
        """Return the comparison of a measure of an event with most reports, of equal ones the latest."""
        sql = """select * from comparison where event = :event and measure = :measure
          order by reports desc, as_of desc, id desc limit 1"""
        row = self._row(sql, {"event": event, "measure": measure})
        return None if row is None else rows.comparison(row)

    def newest_of_comparison(self, comparison: str, *, limit: int, spread: int = 0) -> list[Claim]:
        """Return claims of a comparison that readers may see, in the order of comparing; with a limit the newest.

        Of more than MOST_SORTED it is the newest of series that were recorded last.

        Among them is the newest of each source on each basis, however old, of as many as are half the limit. With
        spread about so many more are added, at even distances along the longest series, so that these are seen from
        their beginning; of more than MOST_SPREAD claims none.
        """
        if limit < 0:
            return [claim for claim in self.claims(comparisons=[comparison]) if claim.published]
        chosen = self._newest([comparison], limit=limit, passed=MOST_PASSED)
        return self.claims_by_ids([*chosen, *self._along(comparison, spread)])

    def newest_of_each(self, comparisons: Collection[str], *, limit: int) -> list[Claim]:
        """Return the newest claims of some comparisons of one event, at most limit of each, as `newest_of_comparison`.

        What is looked at of the event is looked at once for all of them.
        """
        return self.claims_by_ids(self._newest(comparisons, limit=limit, passed=MOST_PASSED_AT_ONCE))

    def _newest(self, comparisons: Collection[str], *, limit: int, passed: int) -> list[str]:
        large = [key for key in comparisons if self.count_of_comparison(key) > MOST_SORTED]
        last = self._recorded_last(large, limit=limit, passed=passed)
        chosen: list[str] = []
        for key in comparisons:
            if key in last:
                heads, others = self._heads(key, limit=limit // 4), last[key]
            else:
                heads = self._heads(key, limit=limit // 2)
                sql = """select id from claim where comparison = :comparison and published = 1
                  order by as_of desc, id limit :limit"""
                others = [str(row["id"]) for row in self._rows(sql, {"comparison": key, "limit": limit})]
            chosen += list(dict.fromkeys([*heads, *others]))[:limit]
        return chosen

    def _recorded_last(self, comparisons: Collection[str], *, limit: int, passed: int) -> dict[str, list[str]]:
        """Return claims of comparisons among those recorded last of their event, the newest of each of their series.

        passed is how many claims of the event are looked at. Sorting all by their dates takes longer the more there
        are; this does not.
        """
        if not comparisons:
            return {}
        sql = """select claim.comparison, claim.source, claim.basis from (
            select number from claim where event = (
              select event from comparison where id in (select value from json_each(:comparisons)) limit 1)
            order by number desc limit :passed) as of_event
          cross join claim using (number)
          where claim.published = 1 and claim.comparison in (select value from json_each(:comparisons))"""
        met: dict[str, list[tuple[str, str]]] = {key: [] for key in comparisons}
        wanting = len(met)
        asked = {"comparisons": json.dumps(list(comparisons)), "passed": passed}
        for key, source, basis in self._tuples(sql, asked):
            if len(met[key]) < limit:
                met[key].append((source, basis))
                wanting -= len(met[key]) == limit
            if not wanting:
                break
        wanted = [[key, *one] for key, every in met.items() for one in dict.fromkeys(every)]
        sql = """select wanted.comparison, (
            select id from claim where claim.comparison = wanted.comparison and claim.published = 1
              and claim.source = wanted.source and claim.basis = wanted.basis
            order by claim.as_of desc, id limit 1) as id
          from (
            select key, json_extract(value, '$[0]') as comparison, json_extract(value, '$[1]') as source,
              json_extract(value, '$[2]') as basis
            from json_each(:wanted)) as wanted order by key"""
        found: dict[str, list[str]] = {key: [] for key in comparisons}
        for key, newest in self._tuples(sql, {"wanted": json.dumps(wanted)}):
            found[key].append(str(newest))
        return found

    def _along(self, comparison: str, number: int) -> list[str]:
        """Return claims at even distances along the series of each source on each basis, about so many in all.

        The last of each such series is among them, so that none of the others seems to stand.
        """
        counted = self.count_of_comparison(comparison) if number else 0
        if not 0 < counted <= MOST_SPREAD:
            return []
        sql = """select id from (
            select id, row_number() over series as place, count(*) over (partition by source, basis) as length
            from claim where comparison = :comparison and published = 1
            window series as (partition by source, basis order by as_of, id))
          where length >= :step and (place % :step = 0 or place = length)"""
        step = -(-counted // number)
        return [str(row["id"]) for row in self._rows(sql, {"comparison": comparison, "step": step})]

    def _heads(self, comparison: str, *, limit: int) -> list[str]:
        """Return the newest claim of each source on each basis.

        Series are found one after the other, so that the cost is that of the series and not of all their claims.
        """
        after = """(select next.{0} from claim as next where next.comparison = :comparison
            and (next.source, next.basis) > (series.source, series.basis) order by next.source, next.basis limit 1)"""
        sql = f"""with recursive series (source, basis) as (
            select * from (
              select source, basis from claim where comparison = :comparison order by source, basis limit 1)
            union all
            select {after.format("source")}, {after.format("basis")} from series where source is not null limit :limit)
          select (
            select id from claim where claim.comparison = :comparison and claim.published = 1
              and claim.source = series.source and claim.basis = series.basis
            order by claim.as_of desc, id limit 1) as id
          from series"""
        found = self._rows(sql, {"comparison": comparison, "limit": limit})
        return [str(row["id"]) for row in found if row["id"] is not None]

    def sources_by_slug(self, slugs: Collection[str]) -> dict[str, Source]:
        """Return sources by their slugs, as they are recorded; slugs that are not there are missing."""
        sql = "select * from source where id in (select value from json_each(:slugs))"
        return {row["id"]: rows.source(row) for row in self._rows(sql, {"slugs": json.dumps(sorted(slugs))})}

    def sources_of_comparison(self, comparison: str, *, limit: int) -> list[Source]:
        """Return the sources of claims of a comparison that readers may see, by slug."""
        sql = """with recursive own (source) as (
            select min(source) from claim where comparison = :comparison
            union all
            select (select min(source) from claim where comparison = :comparison and source > own.source) from own
            where own.source is not null limit :limit)
          select source.* from own join source on source.id = own.source
          where exists (
            select 1 from claim where comparison = :comparison and claim.source = own.source and published = 1)
          order by source.id"""
        return [rows.source(row) for row in self._rows(sql, {"comparison": comparison, "limit": limit})]

    def count_of_comparison(self, comparison: str) -> int:
        """Return how many claims of a comparison readers may see, but for those deprecated, as it is stored."""
        row = self._row("select claims from comparison where id = :comparison", {"comparison": comparison})
        return 0 if row is None else int(row["claims"])

    def names_of(self, kind: str, slug: str) -> list[str]:
        """Return all names of one event, source or measure, in the order of recording."""
        sql = f"select name from alias where {kind} = :slug and unicode(folded) <> 31 order by number"
        return [str(row["name"]) for row in self._rows(sql, {"slug": slug})]

    def shown_counts(self) -> dict[str, int]:
        """Return how many claims, comparisons and events with claims, sources and documents readers can see."""
        sql = """select coalesce(sum(claims), 0) as claims, coalesce(sum(comparisons), 0) as comparisons,
            (select count(*) from event_summary) as events,
            (select count(*) from source where same_as is null) as sources,
            (select count(*) from document) - (
              select count(distinct appearance.document)
              from claim cross join appearance on appearance.claim = claim.id
              where claim.published = 0 and not exists (
                select 1 from appearance as other join claim as shown on shown.id = other.claim and shown.published = 1
                where other.document = appearance.document)) as documents
          from comparison_kind"""
        row = self._row(sql)
        return {} if row is None else dict(row)

    def last_change(self) -> str | None:
        """Return when the last act was recorded (UTC); None for a new database."""
        row = self._row("select at from change_log order by number desc limit 1")
        return None if row is None else str(row["at"])

    def published(self, claims: Collection[str]) -> frozenset[str]:
        """Return those of some claims that readers may see."""
        sql = "select id from claim where published = 1 and id in (select value from json_each(:claims))"
        return frozenset(row["id"] for row in self._rows(sql, {"claims": json.dumps(sorted(claims))}))

    def claims_by_id(self, claims: Collection[str]) -> dict[str, Claim]:
        """Return those of some claims that readers may see, by id."""
        sql = "select * from claim where published = 1 and id in (select value from json_each(:claims))"
        found = (rows.claim(row) for row in self._rows(sql, {"claims": json.dumps(sorted(claims))}))
        return {claim.id: claim for claim in found}

    def published_of_source(self, source: str, *, limit: int, offset: int = 0) -> list[Claim]:
        """Return claims of one source that readers may see, in the order of comparing.

        Of more than limit those recorded last; offset leaves out so many of these.
        """
        sql = f"""select * from claim where id in (
            select id from claim where source = :source and published = 1 order by number desc
            limit :limit offset :offset)
          order by {CLAIM_ORDER}"""
        found = self._rows(sql, {"source": source, "limit": limit, "offset": offset})
        return [rows.claim(row) for row in found]

    def count_of_source(self, source: str) -> int:
        """Return how many claims of one source readers may see."""
        kept = FacetReader(self.connection).count("claim", {"source": source, "published": 1})
        if kept is not None:
            return kept
        sql = """select (select count(*) from claim where source = :source)
          - (select count(*) from claim where +source = :source and published = 0) as n"""
        row = self._row(sql, {"source": source})
        return 0 if row is None else int(row["n"])

    def event_documents(self, event: str, *, limit: int) -> list[tuple[Document, int]]:
        """Return documents in which an event's claims can be read, with the number of those claims, most first.

        Of an event with more than MOST_LOOKED_AT claims those recorded last are looked at.
        """
        sql = f"""select appearance.document, count(distinct claim.id) as claims
          from (
            select id from claim where event = :event and published = 1 order by number desc limit {MOST_LOOKED_AT}
          ) as claim join appearance on appearance.claim = claim.id and {STANDS}
          group by appearance.document order by claims desc, appearance.document limit :limit"""
        counts = {row["document"]: int(row["claims"]) for row in self._rows(sql, {"event": event, "limit": limit})}
        documents = {document.id: document for document in self.documents(counts)}
        return [(documents[key], number) for key, number in counts.items()]

    def comparison(self, key: str) -> Comparison | None:
        """Return the stored summary of one comparison; None if there is none with a claim that readers may see."""
        row = self._row("select * from comparison where id = :id", {"id": key})
        return None if row is None else rows.comparison(row)

    def parts_of_event(self, event: str) -> list[Event]:
        """Return the events that are part of an event, or of what was merged into it, by slug; without merged ones."""
        sql = f"""{MERGED_INTO} select event.* from merged cross join event on event.part_of = merged.id
          where event.same_as is null and event.id <> :id order by event.id"""
        return [rows.event(row) for row in self._rows(sql, {"id": event})]

    def names(self, kind: str) -> list[tuple[str, str]]:
        """Return (name, slug) for the names of events, sources or measures that readers may see; none of too many."""
        sql = f"""select name, {kind} as slug from alias where {kind} is not null and unicode(folded) <> 31
          order by number limit {MOST_NAMES + 1}"""
        found = [(str(row["name"]), str(row["slug"])) for row in self._rows(sql)]
        if len(found) > MOST_NAMES:
            return []
        hidden = self._only_withheld(kind)
        return [one for one in found if one[1] not in hidden]

    def document_ids(self) -> list[str]:
        """Return the ids of all documents."""
        return [str(row["id"]) for row in self._rows("select id from document order by id")]

    def claim_ids(self) -> list[str]:
        """Return the ids of all claims that readers may see."""
        return [str(row["id"]) for row in self._rows("select id from claim where published = 1 order by id")]

    def quotes(self) -> Iterator[dict[str, Any]]:
        """Yield each quote once for each claim that readers may see, with claim, says and source, by claim."""
        sql = """select distinct claim.id as claim, claim.says, claim.source, place.quote
          from claim join current_appearance as place on place.claim = claim.id
          where claim.published = 1 and place.quote is not null order by claim.id, place.quote"""
        return (dict(row) for row in self._rows(sql))

    def same_as(self, kind: str, slug: str) -> list[dict[str, Any]]:
        """Return the slugs that were merged into a slug, with their names."""
        name = "label" if kind == "measure" else "name"
        sql = f"select id, {name} as name from {kind} where same_as = :slug order by id"
        return [dict(row) for row in self._rows(sql, {"slug": slug})]
