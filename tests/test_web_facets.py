"""Facets of the claim and comparison tables: every count is that of a GROUP BY, kept or counted now."""

import asyncio
import os
import sqlite3
import time
from contextlib import closing
from itertools import combinations
from shutil import copyfile

import pytest
from builders import Clock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_site import built, configured, get, plugin, public, serve  # noqa: F401 - fixtures

from claims.model import Draft, Event, Measure, Rank, Source, SourceType
from claims.pipeline import refresh as pipeline_refresh
from claims.pipeline.claim_store import ClaimStore
from claims.reading.facets import FILTERS, HIGH, LOW, FacetReader
from claims.reading.sweep import PassReader, one_pass
from claims.store.facets import forget
from claims.web.facets import ClaimsFacet, filters_of

BY = "M. Rahimi"
CLAIM = (*HIGH["claim"], *LOW["claim"])
COMPARISON = (*HIGH["comparison"], *LOW["comparison"])
TYPES = (SourceType.NGO, SourceType.GOVERNMENT, SourceType.WIRE)
PARTS = st.tuples(
    *(st.integers(0, 2) for _ in range(3)),
    st.sampled_from(["5", "at least 5", "about 7", "between 5 and 9", "dozens"]),
    st.sampled_from(["documented", "reported"]),
)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), PARTS),
        st.tuples(st.just("rank"), st.integers(0, 20)),
        st.tuples(st.just("withhold"), st.integers(0, 20)),
        st.tuples(st.just("publish"), st.integers(0, 20)),
        st.tuples(st.just("retype"), st.integers(0, 2)),
        st.tuples(st.just("edit from outside"), st.integers(0, 20)),
    ),
    min_size=3,
    max_size=14,
)


def new():
    store = ClaimStore.create(":memory:", clock=Clock())
    for number in range(3):
        store.add_event(Event(f"event-{number}", f"Event {number}"), by=BY)
        store.add_source(Source(f"source-{number}", f"Source {number}", TYPES[number]), by=BY)
        store.add_measure(Measure(f"measure-{number}", f"Measure {number}"), by=BY)
    return store


def perform(store, act):
    """Do one thing that changes what is counted; tell whether it went past the program."""
    what, how = act
    claims = store.reader.claims()
    claim = claims[how % len(claims)] if claims and isinstance(how, int) else None
    if what == "add":
        event, measure, source, says, basis = how
        draft = Draft(f"event-{event}", f"measure-{measure}", f"source-{source}", says, basis=basis, as_of="2020-01-01")
        store.add_claim(draft, by=BY)
    elif what == "retype":
        store.connection.execute("update source set type = 'ngo' where id = ?", (f"source-{how}",))
        return True
    elif claim is None:
        return False
    elif what == "rank":
        store.rank(claim.id, Rank.DEPRECATED, by=BY, reason="a misprint")
    elif what == "edit from outside":
        changed = "update claim set published = 1 - published where id = ?"
        store.connection.execute(changed, (claim.id,))
        return True
    else:
        store.judge(claim.id, by=BY, reason="as asked", changes={"published": int(what == "publish")})
    return False


def grouped(connection, table, column, filters, limit=None):
    """Count with a GROUP BY, as Datasette's own facet does."""
    where = " and ".join([f'"{column}" is not null', *(f'"{name}" = ?' for name in filters)])
    sql = f'select "{column}", count(*) from {table} where {where} group by 1 order by 2 desc, 1'
    return [tuple(row) for row in connection.execute(sql, tuple(filters.values()))][:limit]


def some_filters(connection, table):
    """Return no filter, and all that one row meets: each alone, and all pairs and triples of them."""
    row = connection.execute(f"select * from {table} order by random() limit 1")
    names = [part[0] for part in row.description]
    values = dict(zip(names, row.fetchone() or (), strict=False))
    known = sorted(name for name in FILTERS[table] if values.get(name) is not None)
    yield {}
    for size in (1, 2, 3):
        for chosen in combinations(known, size):
            yield {name: values[name] for name in chosen}
    if table == "claim":
        yield {"event": "no such event", "basis": "reported"}
        yield {"published": 0}


def wrong(store, table, columns, limit=30):
    """Return the questions whose kept counts, or counts in one pass, are not those of a GROUP BY."""
    reader, connection = FacetReader(store.connection), store.connection
    found = []
    for filters in some_filters(connection, table):
        expected = {column: grouped(connection, table, column, filters, limit) for column in columns}
        told = {name: str(value) for name, value in filters.items()}
        kept = reader.facets(table, columns, filters=told, limit=limit)
        if kept is not None and kept != expected:
            found.append(("kept", filters, kept, expected))
        marks = " and ".join(f'"{name}" = :{name}' for name in filters) or "true"
        sql = f"select * from {table} where {marks}"
        for coded in ("claim", "") if table == "claim" and reader.is_counted(table) else ("",):
            counted = {column: [] for column in columns}
            with_codes = one_pass(sql, columns, table=coded, limit=limit)
            for facet, value, number in connection.execute(with_codes, filters):
                counted[facet].append((value, number))
            if counted != expected:
                found.append((coded or "plain", filters, counted, expected))
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACTS)
def test_every_count_is_that_of_a_group_by_whatever_was_written(acts):
    with new() as store:
        is_past = False
        for act in acts:
            is_past = perform(store, act) or (is_past and act[0] in {"retype", "edit from outside"})
        assert wrong(store, "claim", CLAIM) == []
        assert wrong(store, "comparison", COMPARISON) == []
        store.add_source(Source("another", "Another"), by=BY)  # any write of ours brings all up to date
        reader = FacetReader(store.connection)
        assert (reader.is_counted("claim") or not store.reader.claims(), reader.is_counted("comparison")) == (
            True,
            True,
        )
        assert wrong(store, "claim", CLAIM) == []
        assert wrong(store, "comparison", COMPARISON) == []


KEPT = (
    "select facet, value, claims, withheld from facet_value where claims > 0",
    "select measure, source_type, hedge, basis, rank, claims, withheld from facet_kind where claims > 0",
    """select named.value, measure, source_type, hedge, basis, rank, cell.claims, cell.withheld
      from facet_cell as cell join facet_value as named on named.id = cell.value
        join facet_kind on facet_kind.id = kind""",
    "select number, withheld from facet_claim",
    "select * from event_summary",
    "select measure, status, stale, comparisons, claims from comparison_kind where comparisons > 0",
    """select event, measure, status, stale, cell.comparisons, cell.claims
      from comparison_cell as cell join comparison_kind on comparison_kind.id = kind""",
)


def kept(store):
    """Return the kept counts by what they are of; numbers of kinds and values may differ."""
    return [sorted(map(tuple, store.connection.execute(sql))) for sql in KEPT]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACTS)
def test_what_is_kept_a_write_at_a_time_is_what_a_rebuild_makes(acts):
    with new() as store:
        for act in acts:
            perform(store, act)
        store.add_source(Source("another", "Another"), by=BY)
        store.rebuild()  # a claim published from outside changes comparisons too
        before = kept(store)
        with store.transaction():
            forget(store.connection)
        assert kept(store) == before


@pytest.mark.parametrize("many", [1, 100], ids=["as comparisons are written", "by event"])
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS)
def test_what_is_counted_write_by_write_is_what_counting_all_anew_gives(many, acts):
    with new() as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline_refresh, "MANY", many)
        for act in acts:
            perform(store, act)
        store.add_source(Source("another", "Another"), by=BY)
        before = kept(store)
        with store.transaction():
            forget(store.connection)
        assert kept(store) == before


def many(store, *, sources):
    """Record claims of so many sources, of which one has most claims and none of the kind that all others have."""
    with store.transaction():
        for number in range(sources):
            store.add_source(Source(f"s{number:04}", f"S {number}"), by=BY)
            draft = Draft(
                "event-0", "measure-0", f"s{number:04}", f"{number + 1}", basis="reported", as_of="2020-01-01"
            )
            store.add_claim(draft, by=BY)
        for number in range(40):
            draft = Draft("event-1", "measure-1", "source-0", f"{number + 1}", basis="documented", as_of="2020-01-01")
            store.add_claim(draft, by=BY)


def test_the_most_frequent_under_a_filter_are_found_beyond_those_most_frequent_of_all():
    with new() as store:
        many(store, sources=330)
        reader = FacetReader(store.connection)
        found = reader.facets("claim", ["source"], filters={"basis": "reported"}, limit=5)
        assert found == {"source": grouped(store.connection, "claim", "source", {"basis": "reported"}, 5)}


RANGED = (
    '"low" > :v',
    '"low" >= :v and "basis" = :b',
    '"high" <= :v',
    '"best" != :v',
    '"best" = :v',
    '"low" < :v and "high" > :v',
    '"as_of" >= :d',
    '"low" is null',
    '"population" = :v',
    '"low" > :v and "event" = :e',
    '"basis" = :b and "hedge" = :h',
    '"published" = :one and "low" < :v',
    '"low" > :v or "basis" = :b',
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACTS, st.sampled_from([-1.0, 0.6]))
def test_what_is_counted_of_a_range_is_that_of_a_group_by_whichever_rows_are_gone_through(acts, most):
    with new() as store, pytest.MonkeyPatch.context() as patched:
        patched.setattr("claims.reading.sweep.MOST", most)
        for act in acts:
            perform(store, act)
        store.add_source(Source("another", "Another"), by=BY)
        asked = {"v": 5, "b": "reported", "d": "2019", "e": "event-1", "h": "exact", "one": 1}
        for where in RANGED:
            sql = f"select id, number from claim where {where}"
            counting = PassReader(store.connection).pass_over(sql, asked, CLAIM, limit=30)
            counted = {column: [] for column in CLAIM}
            for facet, value, number in store.connection.execute(counting, asked):
                counted[facet].append((value, number))
            for column, found in counted.items():
                grouped_by = f'select "{column}", count(*) from claim where ({where}) group by 1 order by 2 desc, 1'
                assert found == [tuple(row) for row in store.connection.execute(grouped_by, asked)], (where, column)


def test_of_a_range_that_most_meet_only_the_others_are_gone_through():
    with new() as store:
        with store.transaction():
            for number in range(120):
                says = f"about {number}" if number % 2 else f"at least {number}"
                draft = Draft("event-0", "measure-0", "source-0", says, place=f"p{number}", as_of="2020-01-01")
                store.add_claim(draft, by=BY)
        reader = PassReader(store.connection)
        chosen = {
            where: "is not true" in reader.pass_over(f"select id from claim where {where}", {"v": 10}, CLAIM, limit=9)
            for where in ('"low" > :v', '"low" < :v', '"best" > :v', '"low" > :v and "place" > :v', '"number" > :v')
        }
    # half of all claims have a low end, and most of these meet the range
    assert chosen == {
        '"low" > :v': True,
        '"low" < :v': False,
        '"best" > :v': True,
        '"low" > :v and "place" > :v': False,
        '"number" > :v': True,
    }


SKEWED = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 2), st.integers(0, 1), st.integers(0, 3), st.sampled_from("ab")),
    min_size=20,
    max_size=60,
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(SKEWED)
def test_the_most_frequent_events_are_found_among_the_largest_whatever_their_numbers(rows):
    """Limits are so small here that each way of looking is taken: among the largest, by few kinds, and all of them."""
    with new() as store, pytest.MonkeyPatch.context() as patched:
        for name, value in {"LARGE": 3, "TOP": 4, "MOST_LOOKED_UP": 6, "MOST_OF_KIND": 30}.items():
            patched.setattr(f"claims.reading.facets.{name}", value)
        with store.transaction():
            for number in range(3, 41):
                store.add_event(Event(f"event-{number}", f"Event {number}"), by=BY)
            for event, measure, source, figure, place in rows:
                says, basis = str(figure + 1), ("reported", "documented")[source]
                draft = Draft(
                    f"event-{event}", f"measure-{measure}", f"source-{source}", says, basis=basis, place=place
                )
                store.add_claim(draft, by=BY)
        reader = FacetReader(store.connection)
        statuses = [row[0] for row in store.connection.execute("select distinct status from comparison")]
        asked = [("claim", {"source": f"source-{number}"}) for number in range(3)]
        asked += [("claim", {"source": "source-0", "measure": "measure-1"}), ("claim", {"basis": "reported"})]
        asked += [("comparison", {"status": status}) for status in statuses]
        asked += [("comparison", {"status": status, "measure": "measure-0"}) for status in statuses]
        for table, filters in asked:
            for limit in (1, 3, 30):
                found = reader.facets(table, ["event"], filters=filters, limit=limit)
                assert found == {"event": grouped(store.connection, table, "event", filters, limit)}, (filters, limit)


def test_an_edit_from_outside_is_counted_live_until_the_next_write():
    with new() as store:
        many(store, sources=3)
        reader = FacetReader(store.connection)
        assert reader.facets("claim", ["published"], filters={}, limit=5) is None
        assert reader.facets("claim", ["basis"], filters={}, limit=5) == {
            "basis": [("documented", 40), ("reported", 3)]
        }
        store.connection.execute("update claim set published = 0 where basis = 'documented'")
        assert reader.facets("claim", ["basis"], filters={}, limit=5) is None
        store.add_source(Source("another", "Another"), by=BY)
        assert reader.facets("claim", ["basis"], filters={"published": "1"}, limit=5) == {"basis": [("reported", 3)]}


def test_a_dry_run_or_a_refused_write_leaves_the_counts_alone():
    with new() as store:
        many(store, sources=3)
        before = kept(store)
        with pytest.raises(RuntimeError), store.transaction():  # noqa: PT012 - what fails is the block
            store.add_claim(Draft("event-2", "measure-2", "source-2", "7"), by=BY)
            raise RuntimeError
        assert kept(store) == before
        assert FacetReader(store.connection).is_counted("claim")


STATEMENTS = {
    "no filter": ("select a, b from claim ", {}, {}),
    "two": (
        'select a from [claim] where "basis" = :p0 and "event" = :p1',
        {"p0": "x", "p1": "y"},
        {"basis": "x", "event": "y"},
    ),
    "one column twice": ('select a from claim where "basis" = :p0 and "basis" = :p1', {"p0": "x", "p1": "y"}, None),
    "a range": ('select a from claim where "low" > :p0', {"p0": 3}, None),
    "free text": ("select a from claim where (low > 3)", {}, None),
    "another table": ('select a from document where "id" = :p0', {"p0": "x"}, None),
}


@pytest.mark.parametrize(("sql", "params", "filters"), STATEMENTS.values(), ids=STATEMENTS)
def test_filters_are_known_from_the_statement_itself(sql, params, filters):
    assert filters_of(sql, params, table="claim") == filters


# on the pages

QUESTIONS = (
    "",
    "event=iran-protests-2019",
    "basis=reported&measure=killed",
    "source__exact=mek",
    "published=1",
    "low__gt=100",
    "as_of__startswith=2019&basis=reported",
    "_search=متظاهر",
    "_where=low+%3E+3",
    "rank__not=normal",
    "event=war&_facet=as_of_year&_facet=country",
    "_facet_size=2",
)


def told(answer):
    found = answer.json()["facet_results"]
    found = found.get("results", found)
    return {name: [(one["value"], one["count"]) for one in facet["results"]] for name, facet in found.items()}


async def page(instance, table, question, name="figures"):
    return await get(instance, f"/{name}/{table}.json?{question}&_extra=facet_results&_size=1")


@pytest.mark.parametrize("question", QUESTIONS)
async def test_facets_of_the_claim_page_are_those_of_a_group_by(serve, public, question):  # noqa: F811
    instance = await serve(public, settings={"max_returned_rows": 1000})
    found = told(await page(instance, "claim", question))
    rows = (await get(instance, f"/figures/claim.json?{question}&_size=max&_shape=array")).json()
    size = 2 if "_facet_size" in question else 30
    asked = {*CLAIM, *(part.removeprefix("_facet=") for part in question.split("&") if part.startswith("_facet="))}
    expected = {}
    for column in asked:
        values = [row[column] for row in rows if row[column] is not None]
        counts = {value: values.count(value) for value in values}
        expected[column] = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:size]
    assert found == expected
    assert sum(number for _, number in expected["basis"]) > 0


@pytest.mark.parametrize("question", ["", "event=iran-protests-2019", "status=single", "sources__gt=1"])
async def test_facets_of_the_comparison_page_are_those_of_a_group_by(serve, public, question):  # noqa: F811
    instance = await serve(public)
    found = told(await page(instance, "comparison", question))
    rows = (await get(instance, f"/figures/comparison.json?{question}&_size=max&_shape=array")).json()
    expected = {}
    for column in COMPARISON:
        values = [row[column] for row in rows if row[column] is not None]
        expected[column] = sorted({v: values.count(v) for v in values}.items(), key=lambda item: (-item[1], item[0]))[
            :30
        ]
    assert found == expected


async def test_kept_counts_are_what_the_page_reads(serve, public, tmp_path):  # noqa: F811
    path = tmp_path / "figures.db"
    with closing(sqlite3.connect(public)) as source, closing(sqlite3.connect(path)) as copy, copy:
        source.backup(copy)
        copy.execute("update facet_kind set claims = claims + 1000 where basis = 'reported'")
    instance = await serve(str(path))
    found = told(await page(instance, "claim", ""))
    assert dict(found["basis"])["reported"] > 1000
    counted = told(await page(instance, "claim", "_search=161"))
    assert 0 < max(dict(counted["basis"]).values()) < 1000


async def test_names_stand_beside_the_table_instead_of_ids_and_a_chosen_one_can_be_taken_back(serve, public):  # noqa: F811
    instance = await serve(public)
    answer = await page(instance, "claim", "source=mek")
    found = answer.json()["facet_results"]
    facets = found.get("results", found)
    assert facets["event"]["results"][0]["label"] == "2019 Iranian protests"
    chosen = facets["source"]["results"]
    assert [(one["label"], one["selected"], "source=mek" in one["toggle_url"]) for one in chosen] == [
        ("MEK", True, False)
    ]


async def test_facets_of_the_withheld_are_only_for_those_who_may_see_them(serve, built):  # noqa: F811
    instance = await serve(built[0])
    await get(instance, "/figures/claim.json?_extra=facet_results", status=403)
    shown = await serve(built[0], **configured({"plugins": {"claims": {"withheld": "show"}}}))
    everything = dict(told(await page(shown, "claim", "source=ministry&event=attack"))["measure"])
    published = dict(told(await page(shown, "claim", "source=ministry&event=attack&published=1"))["measure"])
    assert (everything, published) == ({"injured": 1}, {})


async def test_facets_of_other_databases_stay_those_of_datasette(serve, tmp_path):  # noqa: F811
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("create table claim (basis text, note text)")
        other.executemany("insert into claim values (?, ?)", [("a", "x"), ("a", "y"), ("b", "z")])
    instance = await serve(str(path))
    assert told(await page(instance, "claim", "_facet=basis", name="other")) == {"basis": [("a", 2), ("b", 1)]}


async def test_counting_that_takes_too_long_is_given_up_and_said(serve, public, monkeypatch):  # noqa: F811
    endless = "with recursive n (i) as (select 1 union all select i + 1 from n) select 'basis', 'x', count(*) from n"
    monkeypatch.setattr("claims.web.facets.PassReader.pass_over", lambda *_, **__: endless)
    instance = await serve(public, settings={"facet_time_limit_ms": 5})
    html = (await get(instance, "/figures/claim?low__gt=3")).text
    assert "These facets timed out: event, measure, source, source_type, hedge, basis, rank" in html


@pytest.fixture
def begun(monkeypatch):
    """The statements of all passes that were begun."""
    found = []

    async def counted(self, sql, facets):
        found.append(sql)
        await asyncio.sleep(0.05)
        return await whole_pass(self, sql, facets)

    whole_pass = ClaimsFacet._pass
    monkeypatch.setattr(ClaimsFacet, "_pass", counted)
    return found


async def test_clients_that_ask_the_same_at_once_are_counted_for_once(serve, public, begun):  # noqa: F811
    instance = await serve(public)
    answers = await asyncio.gather(*(page(instance, "claim", "low__gt=3") for _ in range(4)))
    assert (len(begun), len({str(told(answer)) for answer in answers})) == (1, 1)


async def test_what_was_counted_is_told_again_until_the_file_changes(serve, public, begun, tmp_path):  # noqa: F811
    path = tmp_path / "figures.db"
    copyfile(public, path)
    long_ago = time.time() - 3600
    os.utime(path, (long_ago, long_ago))
    instance = await serve(str(path))
    before = told(await page(instance, "claim", "low__gt=3"))
    assert (told(await page(instance, "claim", "low__gt=3")), len(begun)) == (before, 1)
    await page(instance, "claim", "low__gt=4")
    assert len(begun) == 2
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("""update claim set "rank" = 'preferred', rank_reason = 'as read' where low > 3""")
    after = told(await page(instance, "claim", "low__gt=3"))
    assert (list(dict(after["rank"])), len(begun)) == (["preferred"], 3)


async def test_what_was_counted_just_after_a_write_is_counted_anew(serve, public, begun, tmp_path):  # noqa: F811
    path = tmp_path / "figures.db"
    copyfile(public, path)
    os.utime(path)
    instance = await serve(str(path))
    for _ in range(2):
        await page(instance, "claim", "low__gt=3")
    assert len(begun) == 2


async def test_pages_of_a_table_are_counted_from_what_is_kept(serve, public, monkeypatch):  # noqa: F811
    monkeypatch.setattr("claims.reading.tables.TableReader.count", lambda *_: 4321)
    html = (await get(await serve(public), "/figures/claim?basis=documented&hedge=at_least")).text
    assert "4,321 rows" in html


async def test_a_page_of_claims_under_any_one_facet_is_found_in_order_by_an_index():
    with new() as store:
        plans = {}
        for column in CLAIM:
            sql = f'explain query plan select * from claim where "{column}" = ? order by number limit 101'
            plans[column] = " ".join(row[3] for row in store.connection.execute(sql, ("x",)))
        assert [column for column, plan in plans.items() if "TEMP B-TREE" in plan or "SEARCH" not in plan] == []
