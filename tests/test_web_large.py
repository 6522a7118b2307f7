"""Pages of very large events: what is stored is read, and what is not shown is said."""

import re

import pytest
from builders import Clock
from web_site import get, plugin, serve  # noqa: F401 - fixtures

from claims.model import Draft, Event, Measure, Source
from claims.pipeline import ClaimStore
from claims.reading_pages import PageReader
from claims.web import pages, pages_compare

BY = "M. Rahimi"
CLAIMS = 60


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """The path of a database with an event of which three sources say much, and of a small one."""
    path = tmp_path_factory.mktemp("large") / "large.db"
    with ClaimStore.create(path, clock=Clock()) as store, store.transaction():
        for event in ("large", "small"):
            store.add_event(Event(event, event.capitalize()), by=BY)
        for measure in ("killed", "injured"):
            store.add_measure(Measure(measure, measure.capitalize()), by=BY)
        for number in range(4):
            store.add_source(Source(f"source-{number}", f"Source {number}"), by=BY)
        for number in range(CLAIMS):
            as_of = f"20{number // 10 + 10}-0{number % 9 + 1}-01"
            said = Draft("large", "killed", f"source-{number % 3}", f"at least {number + 10}", as_of=as_of)
            store.add_claim(said, by=BY)
        store.add_claim(Draft("large", "killed", "source-3", "about 9", as_of="2001"), by=BY)
        store.add_claim(Draft("large", "injured", "source-0", "77", as_of="2020-01-01"), by=BY)
        store.add_claim(Draft("small", "killed", "source-0", "5", as_of="2020-01-01"), by=BY)
    return str(path)


@pytest.fixture
def small_limits(monkeypatch):
    """Let what counts as large be small."""
    monkeypatch.setattr(pages_compare, "MOST_OF_EVENT", 20)
    monkeypatch.setattr(pages_compare, "MOST_OF_COMPARISON", 10)
    monkeypatch.setattr(pages_compare, "LAST", 8)
    monkeypatch.setattr(pages, "MOST_READ", 6)


def shown(html):
    """Return the ids of the claims that a page leads to."""
    return set(re.findall(r"/-/claim/([0-9a-f]{20})", html))


@pytest.mark.usefixtures("small_limits")
async def test_the_last_claim_of_each_source_and_the_newest_are_shown_with_the_numbers_of_all(serve, large):  # noqa: F811
    instance = await serve(large)
    html = (await get(instance, "/large/-/compare/large/killed")).text
    with ClaimStore.open(large, write=False) as store:
        claims = [claim for claim in store.reader.claims(event="large") if claim.measure == "killed"]
        newest = sorted(claims, key=lambda claim: (claim.source == "source-3", claim.as_of), reverse=True)[:8]
        stored = PageReader(store.connection).most_contested("large", limit=1)[0]
    assert shown(html) == {claim.id for claim in newest}
    assert f"{CLAIMS + 1 - 8} others stand" in html
    assert f"in {stored.reports} reports" in html


@pytest.mark.usefixtures("small_limits")
async def test_a_question_about_a_large_comparison_is_answered_from_claims_that_are_newest_then(serve, large):  # noqa: F811
    instance = await serve(large)
    html = (await get(instance, "/large/-/compare/large/killed?without=source-1")).text
    assert ("are of those shown" in html or "is of those shown" in html, "Source 1</" in html) == (True, True)


async def test_the_files_of_a_large_comparison_hold_every_claim(serve, large, small_limits):  # noqa: F811
    instance = await serve(large)
    text = (await get(instance, "/large/-/compare/large/killed.csv")).text
    data = (await get(instance, "/large/-/compare/large/killed.json")).json()
    assert len(text.splitlines()) == CLAIMS + 2
    assert len(data["comparisons"][0]["claims"]) == CLAIMS + 1


@pytest.mark.parametrize("page", ["event", "compare"])
async def test_pages_of_a_large_event_show_every_comparison(serve, large, small_limits, page):  # noqa: F811
    instance = await serve(large)
    html = (await get(instance, f"/large/-/{page}/large")).text
    assert ("/-/compare/large/killed" in html, "/-/compare/large/injured" in html) == (True, True)


async def test_a_small_event_is_read_whole(serve, large, small_limits):  # noqa: F811
    instance = await serve(large)
    html = (await get(instance, "/large/-/compare/small/killed")).text
    assert ("others stand" in html, len(shown(html))) == (False, 1)


def test_counts_of_events_are_those_of_their_comparisons(large):
    with ClaimStore.open(large, write=False) as store:
        reader = PageReader(store.connection)
        for event in ("large", "small"):
            summary, stored = reader.event_summary(event), reader.comparisons(event=event)
            assert (summary.comparisons, summary.contradicting, summary.diverging) == (
                len(stored),
                sum(item.status == "contradicts" for item in stored),
                sum(item.status == "diverges" for item in stored),
            )
        assert reader.event_summary("large").claims == CLAIMS + 2
        assert reader.shown_counts()["claims"] == CLAIMS + 3
