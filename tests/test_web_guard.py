"""Nothing withheld leaves the site: not by page, data, search, facet, CSV, SQL, log or download."""

import asyncio
import shutil
import sqlite3
from urllib.parse import quote

import pytest
from builders import Clock
from datasette.app import Datasette
from web_database import BY, SECRET
from web_site import built, configured, get, plugin, public, serve, statuses  # noqa: F401 - fixtures

from claims.model import Document, Draft, Event, Measure, Outcome, Reconciliation, Source
from claims.pipeline.claim_store import ClaimStore
from claims.web import compat

MODERN = hasattr(Datasette, "allowed")
SQL = "/figures/-/query{}?sql={}" if MODERN else "/figures{}?sql={}"
WANTED = "select * from claim where published = 0"


def ways(ids):
    """Every way by which a visitor may ask Datasette itself for what is withheld, by name."""
    return {
        "table": "/figures/claim",
        "row": f"/figures/claim/{ids['secret']}",
        "row of a document": f"/figures/document/{ids['hidden']}",
        "data": "/figures/claim.json?_shape=objects&_size=max",
        "filter": "/figures/claim?published=0",
        "search": "/figures/claim?_search=secret",
        "search as data": "/figures/claim.json?_search=secret&_shape=objects",
        "search in documents": "/figures/document?_search=withheld",
        "facet": "/figures/claim?_facet=note&_facet=published",
        "facet as data": "/figures/claim.json?_facet=note&_facet=published",
        "csv": "/figures/claim.csv?_size=max",
        "csv stream": "/figures/claim.csv?_stream=1",
        "quotes": "/figures/appearance.json?_size=max",
        "links": "/figures/claim_link.json?_size=max",
        "log": "/figures/change_log.json?_size=max",
        "search index": "/figures/claim_fts.json?_size=max",
        "search index inside": "/figures/claim_fts_content.json?_size=max",
        "view": "/figures/root_claim.json?_size=max",
        "sql": SQL.format("", quote(WANTED)),
        "sql as data": SQL.format(".json", quote(WANTED)),
        "sql as csv": SQL.format(".csv", quote(WANTED)),
        "sql of main": SQL.format(".json", quote("select * from main.claim where published = 0")),
        "sql of the log": SQL.format(".json", quote("select * from change_log")),
        "sql over files": ("/_memory/-/query.json?sql=" if MODERN else "/_memory.json?sql=")
        + quote("select * from [figures].claim"),
        "download": "/figures.db",
        "database": "/figures",
        "database as data": "/figures.json",
    }


WAYS = list(ways({"secret": "", "hidden": ""}))


def leaks(response, ids):
    """What of the withheld claims stands in an answer."""
    hidden = {
        "the note": SECRET,
        "the wording": "at least 77",
        "an id": ids["secret"],
        "another id": ids["shared secret"],
    }
    asked = str(response.url)
    return [name for name, text in hidden.items() if text.encode() in response.content and text not in asked]


@pytest.fixture(scope="module")
def asked(built, public):  # noqa: F811
    """What each way answers: of the file as it is written to, of one that does not change, and of the public copy."""

    async def ask(*files, **named):
        site = Datasette(list(files), crossdb=True, **named)
        await site.invoke_startup()
        found = {name: await site.client.get(path, follow_redirects=True) for name, path in ways(built[1]).items()}
        for database in site.databases.values():
            if hasattr(database, "close"):
                database.close()
        return found

    return {
        "live": asyncio.run(ask(built[0])),
        "immutable": asyncio.run(ask(immutables=[built[0]])),
        "public": asyncio.run(ask(immutables=[public])),
    }


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("file", ["live", "immutable"])
def test_as_long_as_a_claim_is_withheld_datasette_shows_visitors_nothing(asked, built, way, file):  # noqa: F811
    response = asked[file][way]
    assert leaks(response, built[1]) == []
    assert response.status_code == 403, response.text[:300]


@pytest.mark.parametrize("way", WAYS)
def test_the_public_copy_is_open_and_holds_nothing_withheld(asked, built, way):  # noqa: F811
    response = asked["public"][way]
    assert leaks(response, built[1]) == []
    assert response.status_code == (404 if way.startswith("row") else 200), response.text[:300]


@pytest.mark.parametrize("way", ["data", "search as data", "csv", "sql as data", "log"])
async def test_these_ways_would_leak_if_nothing_closed_them(serve, built, way):  # noqa: F811
    site = await serve(built[0], metadata={"plugins": {"claims": {"withheld": "show"}}})
    assert leaks(await get(site, ways(built[1])[way]), built[1]) != []


async def test_a_configuration_that_allows_all_opens_nothing_withheld(serve, built):  # noqa: F811
    rules = {"allow": True, "allow_sql": True, "tables": {"claim": {"allow": True}}}
    site = await serve(built[0], **configured({"databases": {"figures": rules}}))
    for way in ("data", "sql as data", "row"):
        assert leaks(await get(site, ways(built[1])[way], status=403), built[1]) == []


BY_SETTING = {"plugins": {"claims": {"withheld": {"id": "editor"}}}}
BY_PERMISSION = {"databases": {"figures": {"permissions": {"claims-view-withheld": {"id": "editor"}}}}}


@pytest.mark.parametrize("rules", [BY_SETTING, BY_PERMISSION], ids=["setting", "permission"])
async def test_whoever_was_allowed_to_sees_everything(serve, built, rules):  # noqa: F811
    if rules is BY_PERMISSION and not MODERN:
        pytest.skip("Datasette 0.65 gives permissions by plugins only, not by configuration")
    site = await serve(built[0], **configured(rules))
    path = ways(built[1])["data"]
    await get(site, path, status=403)
    signed = {"ds_actor": site.sign({"a": {"id": "editor"}}, "actor")}
    assert leaks(await get(site, path, cookies=signed), built[1]) != []
    other = {"ds_actor": site.sign({"a": {"id": "reader"}}, "actor")}
    await get(site, path, status=403, cookies=other)


async def test_a_claim_withheld_while_it_is_served_closes_the_tables_at_once(serve, tmp_path, public):  # noqa: F811
    path = tmp_path / "figures.db"
    shutil.copy(public, path)
    site = await serve(str(path))
    table, page = "/figures/claim", "/figures/-/claim"
    assert await statuses(site, table) == [200]
    with ClaimStore.open(path) as store:
        found = store.reader.claims()[0]
        store.judge(found.id, by="M. Rahimi", reason="unsafe", changes={"published": 0})
        assert await statuses(site, table, f"{page}/{found.id}") == [403, 404]
        store.judge(found.id, by="M. Rahimi", reason="safe again", changes={"published": 1})
    assert await statuses(site, table, f"{page}/{found.id}") == [200, 200]


async def test_other_databases_stay_open_beside_a_guarded_one(serve, built, tmp_path):  # noqa: F811
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("create table claim (id text primary key, published integer)")
    connection.execute("insert into claim values ('a', 0)")
    connection.commit()
    connection.close()
    site = await serve(built[0], str(tmp_path / "other.db"))
    await get(site, "/other/claim")
    await get(site, "/figures/claim", status=403)
    assert "/figures/claim" not in (await get(site, "/")).text


async def test_what_our_pages_may_read_opens_nothing_to_datasette(serve, built):  # noqa: F811
    site = await serve(built[0])
    for _ in range(2):
        assert await statuses(site, "/figures/-/claims", "/figures/claim") == [200, 403]


async def test_the_history_of_a_claim_names_no_withheld_one(serve, built):  # noqa: F811
    site = await serve(built[0])
    response = await get(site, f"/figures/-/claim/{built[1]['mek']}")
    assert leaks(response, built[1]) == []
    assert "add claim" in response.text


async def test_blobs_and_rows_read_again_are_hidden(serve, public):  # noqa: F811
    site = await serve(public)
    listed = (await get(site, "/figures.json")).json()
    hidden = {table["name"] for table in listed["tables"] if table["hidden"]}
    assert {"blob", "read_again", "claim_fts", "claim_fts_data"} <= hidden
    assert "claim" not in hidden
    assert await compat.ours(site) == ["figures"]


async def test_a_decision_for_a_withheld_claim_is_told_nowhere(serve, tmp_path):  # noqa: F811
    path = tmp_path / "figures.db"
    with ClaimStore.create(path, clock=Clock()) as store:
        store.add_event(Event("flood", "Flood"), by=BY)
        store.add_measure(Measure("killed", "Killed"), by=BY)
        store.add_source(Source("alpha", "Alpha"), by=BY)
        store.add_source(Source("omega", "Omega"), by=BY)
        shown = store.add_claim(Draft("flood", "killed", "alpha", "at least 10"), by=BY).claim
        secret = store.add_claim(Draft("flood", "killed", "omega", "at least 7777"), by=BY).claim
        for claim, why in ((secret, "first whisper"), (secret, "second whisper")):
            store.decide(
                Reconciliation(0, shown.comparison, Outcome.PREFERRED_CLAIM, "analyst", why, BY, "", claim=claim.id)
            )
        store.judge(secret.id, by=BY, reason="unsafe", changes={"published": 0})
    site = await serve(str(path))
    for page in ("compare/flood/killed", "compare/flood/killed.json", "compare/flood", "compare/flood/killed/embed",
                 "compare/flood/killed.csv", "compare/flood/killed.svg", "compare/flood/killed.wiki", "feed.atom",
                 "event/flood", "claims", f"claim/{shown.id}", f"claim/{shown.id}.json"):  # fmt: skip
        text = (await get(site, f"/figures/-/{page}")).text
        assert [word for word in ("7777", "7,777", "whisper", secret.id) if word in text] == [], page


async def test_a_name_that_only_withheld_claims_use_is_told_nowhere(serve, tmp_path):  # noqa: F811
    path = tmp_path / "figures.db"
    with ClaimStore.create(path, clock=Clock()) as store:
        for event in (Event("flood", "Flood"), Event("ambush", "Ambush"), Event("empty", "Nothing said yet")):
            store.add_event(event, by=BY)
        for measure in (Measure("killed", "Killed"), Measure("tortured", "Tortured")):
            store.add_measure(measure, by=BY)
        for source in (Source("alpha", "Alpha"), Source("informer", "Informer"), Source("relay", "Relay")):
            store.add_source(source, by=BY)
        report = store.add_document(Document("", title="Report", publisher="relay"), by=BY)
        store.add_claim(Draft("flood", "killed", "alpha", "at least 10"), document=report, by=BY)
        for draft in (Draft("ambush", "killed", "informer", "7"), Draft("flood", "tortured", "relay", "3")):
            hidden = store.add_claim(draft, by=BY).claim
            store.judge(hidden.id, by=BY, reason="unsafe", changes={"published": 0})
    site = await serve(str(path))
    for page in ("event/ambush", "event/ambush.json", "compare/ambush", "compare/ambush.json", "compare/ambush/killed",
                 "source/informer", "source/informer.json", "feed/ambush.atom", "compare/flood/tortured"):  # fmt: skip
        response = await site.client.get(f"/figures/-/{page}")
        assert response.status_code == 404, page
        assert "Ambush" not in response.text, page
        assert "Informer" not in response.text, page
    for near in ("event/ambus", "source/informe", "event/ambus.json", "source/informe.json"):
        text = (await site.client.get(f"/figures/-/{near}")).text
        assert "Ambush" not in text, near
        assert "Informer" not in text, near
    leaving_out = ["/figures/-/compare/flood/killed?without=informer", "/figures/-/compare/flood/killed?without=nobody"]
    assert len(set(await statuses(site, *leaving_out))) == 1
    # whoever is named beside what readers see, and what nothing is said about yet, stay
    assert await statuses(site, "/figures/-/source/relay", "/figures/-/event/empty") == [200, 200]
