"""Pages of very large events: what is stored is read, and what is not shown is said."""

import re
import shlex

import pytest
from builders import Clock
from click.testing import CliRunner
from web_site import get, plugin, serve  # noqa: F401 - fixtures

from claims.cli import cli
from claims.compare.comparison import compare
from claims.exporters import sitemap
from claims.model import Draft, Event, Measure, Source
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.compare import views
from claims.reading import pages as reading_pages
from claims.reading.pages import PageReader
from claims.reading.public import PublicReader
from claims.web import pages, pages_compare, pages_evidence, view

BY = "M. Rahimi"
CLAIMS = 60
EVIDENCE = r'<td class="figure"><a href="/large/-/claim/([0-9a-f]{20})">'


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
def small_pages(monkeypatch):
    """Let pages hold little, so that a few claims and comparisons need several."""
    monkeypatch.setattr(view, "A_PAGE", 7)
    monkeypatch.setattr(pages_compare, "A_PAGE", 1)
    monkeypatch.setattr(pages_evidence, "MOST_OF_SOURCE", 6)
    monkeypatch.setattr(pages, "MOST_EVENTS", 1)


async def turned(instance, path):
    """Return the texts of a page and of all that its link "next" leads to, one after the other."""
    found = []
    while path:
        found.append((await get(instance, path)).text)
        after = re.search(r'rel="next" href="([^"#]*)', found[-1])
        path = after[1].replace("&amp;", "&") if after else ""
    return found


@pytest.fixture
def small_limits(monkeypatch):
    """Let what counts as large be small."""
    monkeypatch.setattr(pages_compare, "MOST_OF_EVENT", 20)
    monkeypatch.setattr(pages_compare, "MOST_OF_COMPARISON", 10)
    monkeypatch.setattr(pages_compare, "LAST", 8)
    monkeypatch.setattr(pages_compare, "SPREAD", 0)
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
    command = shlex.split(re.search(r"<code><bdi[^>]*>claims (reconcile .+?)</bdi></code>", html)[1])
    told = CliRunner().invoke(cli, [*command, "--db", str(large)])
    assert told.exit_code == 0, told.output
    assert "highest-floor" in told.output


@pytest.mark.parametrize("sorted_to", [2000, 5], ids=["by date", "recorded last"])
def test_claims_from_all_along_a_series_come_with_its_last_so_that_none_else_seems_to_stand(
    large, sorted_to, monkeypatch
):
    monkeypatch.setattr(reading_pages, "MOST_SORTED", sorted_to)
    with ClaimStore.open(large, write=False) as store:
        reader = PageReader(store.connection)
        (whole,) = (view.comparison for view in views(store.reader, "large") if view.measure.id == "killed")
        read = reader.newest_of_comparison(whole.id, limit=2, spread=12)
        compared = compare(read, measure=store.reader.measure("killed"))
    dates = sorted(claim.as_of for claim in read if claim.source == "source-1")
    every = sorted(claim.as_of for claim in whole.claims if claim.source == "source-1")
    assert dates[0] < every[len(every) // 3] < every[-1] == dates[-1]
    assert 12 <= len(read) <= 24
    assert compared.current <= whole.current


@pytest.mark.parametrize("limit", [2, 8, 24])
def test_of_very_many_claims_the_last_of_series_recorded_last_are_read(large, limit, monkeypatch):
    monkeypatch.setattr(reading_pages, "MOST_SORTED", 5)
    with ClaimStore.open(large, write=False) as store:
        (whole,) = (view.comparison for view in views(store.reader, "large") if view.measure.id == "killed")
        read = PageReader(store.connection).newest_of_comparison(whole.id, limit=limit)
    assert 0 < len(read) <= limit
    assert {claim.id for claim in read} <= whole.current


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


@pytest.mark.usefixtures("small_pages")
async def test_the_pages_of_evidence_hold_each_claim_once_and_the_same_summary(serve, large):  # noqa: F811
    found = await turned(await serve(large), "/large/-/compare/large/killed?ratio=2")
    evidence = [claim for html in found for claim in re.findall(EVIDENCE, html)]
    with ClaimStore.open(large, write=False) as store:
        claims = [claim.id for claim in store.reader.claims(event="large") if claim.measure == "killed"]
    assert sorted(evidence) == sorted(claims)
    assert len({re.search(r'aria-label="Summary">.*?</section>', html, re.DOTALL)[0] for html in found}) == 1
    assert all("ratio=2" in html for html in found)


async def test_a_page_says_how_many_claims_are_not_drawn_and_where_they_are(serve, large, monkeypatch):  # noqa: F811
    monkeypatch.setattr(pages_compare, "MOST_ROWS", 3)
    html = (await get(await serve(large), "/large/-/compare/large/killed")).text
    said = " ".join(re.sub("<[^>]+>", "", html).split())
    assert "Drawn are 3 of the 4 claims that stand: the lowest, the highest and the newest." in said
    assert f"{CLAIMS - 3} earlier claims are not drawn; they are in claims and evidence" in said


@pytest.mark.parametrize("page", ["0", "99", "-1", "two", "1e3", "٢"])
async def test_a_page_that_is_not_there_is_refused(serve, large, page):  # noqa: F811
    response = await get(await serve(large), f"/large/-/compare/large/killed?page={page}", status=400)
    assert "there is no page" in response.text


@pytest.mark.usefixtures("small_pages")
async def test_the_pages_of_all_comparisons_hold_each_once(serve, large):  # noqa: F811
    found = await turned(await serve(large), "/large/-/compare/large")
    assert [re.findall(r'<h2 id="panel-1"><a href="([^"]*)"', html) for html in found] == [
        ["/large/-/compare/large/killed"],
        ["/large/-/compare/large/injured"],
    ]


@pytest.mark.usefixtures("small_pages")
async def test_the_pages_of_a_source_hold_each_of_its_claims_once(serve, large):  # noqa: F811
    found = await turned(await serve(large), "/large/-/source/source-0")
    with ClaimStore.open(large, write=False) as store:
        claims = [claim.id for claim in store.reader.claims() if claim.source == "source-0"]
    assert sorted(claim for html in found for claim in re.findall(r"/-/claim/([0-9a-f]{20})", html)) == sorted(claims)


@pytest.mark.usefixtures("small_pages")
async def test_the_front_pages_hold_each_event_once(serve, large):  # noqa: F811
    found = await turned(await serve(large), "/large/-/claims")
    assert [re.findall(r'<h3><a href="([^"]*)"', html) for html in found] == [
        ["/large/-/event/large"],
        ["/large/-/event/small"],
    ]


async def test_a_picture_to_take_along_of_a_large_comparison_counts_all_its_claims(serve, large, small_limits):  # noqa: F811
    instance = await serve(large)
    assert f"{CLAIMS + 1} claims of 4 sources" in (await get(instance, "/large/-/compare/large/killed.txt")).text
    picture = (await get(instance, "/large/-/compare/large/killed.svg")).text
    assert (picture.count('class="row'), f"8 of {CLAIMS + 1} claims" in picture) == (8, True)
    embedded = (await get(instance, "/large/-/compare/large/killed/embed")).text
    assert f"Drawn are 8 of {CLAIMS + 1} claims" in embedded


async def test_data_of_more_claims_than_a_server_holds_is_refused_with_what_to_ask(serve, large, monkeypatch):  # noqa: F811
    monkeypatch.setattr(pages_compare, "MOST_IN_DATA", CLAIMS)
    instance = await serve(large)
    for path in ("large.json", "large/killed.json"):
        told = (await get(instance, f"/large/-/compare/{path}", 400)).json()
        assert "too many for one answer" in told["error"]
        assert "CSV" in told["hint"]
    assert (await get(instance, "/large/-/compare/small.json")).json()["event"] == "small"
    assert len((await get(instance, "/large/-/compare/large/injured.json?population=all")).json()["comparisons"]) == 1


async def test_the_sitemap_reads_no_more_comparisons_than_it_lists(serve, large, monkeypatch):  # noqa: F811
    monkeypatch.setattr(sitemap, "MOST", 2)
    read = []
    contested = PublicReader.contested
    monkeypatch.setattr(PublicReader, "contested", lambda *of, **named: read.extend(contested(*of, **named)) or read)
    text = (await get(await serve(large), "/large/-/sitemap.xml")).text
    assert (text.count("<loc>"), len(read)) == (2, 2)
