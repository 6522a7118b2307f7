"""Where proposals are in a file, visitors see each table that holds nothing of them, and no proposal by any way."""

import sqlite3
from contextlib import closing
from urllib.parse import quote

import pytest
from builders import BY, EVENT, Clock, article, draft, fill
from copies import built_once
from datasette.app import Datasette
from web_site import get, plugin, serve, statuses  # noqa: F401 - fixtures

from claims import schema
from claims.model_candidate import Candidate, Extraction
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.review import Signed, accept, undo
from claims.store.candidates import add_extraction
from claims.web.screen import DOCUMENTS, SHOWN, authorizer

MODERN = hasattr(Datasette, "allowed")
HIDDEN_TEXT = "Ninetynine were killed, whispered the informer, 99 in all."
SHOWN_TEXT = "MEK said at least 600 were killed and 700 injured."
CLOSED = {"candidate", "extraction", "change_log", "blob", "reject", "read_again", "accepted_finding"}


def sql(text, ending=""):
    where = f"/figures/-/query{ending}" if MODERN else f"/figures{ending}"
    return f"{where}?sql={quote(text)}"


def propose(store, document, text, says):
    start = text.index(says)
    made = Candidate(
        document=document, quote=text[start : start + len(says)], quote_start=start, quote_end=start + len(says),
        says=says, stated_as=says, event=EVENT.id, measure="killed", source="whispering informer", as_of="2019-12-02",
        extractor="rules", extractor_version="1", id=f"c0ffee{says}",
    )  # fmt: skip
    with store.transaction():
        add_extraction(store.store, Extraction(0, document, "rules", "1", run_by="extracting editor"), [made])
    return made.id


@built_once
def build(path, *, hides_a_document):
    """A file with a claim and its document, of which more is proposed; and perhaps a document read for proposals."""
    with ClaimStore.create(path, clock=Clock()) as store:
        fill(store)
        shown = store.add_document(article(SHOWN_TEXT, title="A shown report"), by=BY)
        claim = store.add_claim(draft("at least 600", quote="at least 600"), by=BY, document=shown).claim
        propose(store, shown, SHOWN_TEXT, "700")
        if hides_a_document:
            hidden = article(HIDDEN_TEXT, title="A hidden report", url="https://example.org/hidden")
            propose(store, store.add_document(hidden, by=BY), HIDDEN_TEXT, "99")
    return claim


@pytest.fixture
def path(tmp_path):
    build(tmp_path / "figures.db", hides_a_document=True)
    return str(tmp_path / "figures.db")


@pytest.fixture
def plain(tmp_path):
    build(tmp_path / "figures.db", hides_a_document=False)
    return str(tmp_path / "figures.db")


def is_refused(response):
    """Whether an answer is a refusal; Datasette 1.0 shows the form for SQL again, with what is wrong beside it."""
    told = ("which are for editors", "no such table")
    return response.status_code in {400, 403, 404} or (MODERN and any(words in response.text for words in told))


def leaks(response):
    """What of the proposals, and of the document read for them alone, stands in an answer and not in its address."""
    asked = str(response.url)
    words = ("whisper", "c0ffee", "extracting editor", "hidden report", "example.org/hidden", "Ninetynine")
    return [word for word in words if word in response.text and word not in asked]


THROUGH = quote('{"table":"candidate","column":"says","value":"700"}')
WAYS = {
    **{table: f"/figures/{table}" for table in sorted(CLOSED | {"document", "document_fts", "document_fts_content"})},
    **{f"{table} as data": f"/figures/{table}.json?_shape=objects" for table in sorted(CLOSED | {"document"})},
    "csv": "/figures/candidate.csv?_stream=1",
    "row": "/figures/candidate/c0ffee99",
    "through": f"/figures/document?_through={THROUGH}",
    "through of a shown table": f"/figures/claim?_through={THROUGH}",
    "another index": "/figures/claim?_fts_table=document_fts&_fts_pk=number&_search=whispered",
    "sql": sql("select * from candidate"),
    "sql as data": sql("select says from candidate", ".json"),
    "sql as csv": sql("select says from candidate", ".csv"),
    "sql of a count": sql("select count(*) from CANDIDATE"),
    "sql of nothing of it": sql("select 1 from main.candidate"),
    "sql of its rowid": sql("select rowid from candidate"),
    "sql within": sql("select id from claim where id in (select claim from candidate)"),
    "sql of the log": sql("select after from change_log"),
    "sql of a text": sql("select text from document"),
    "sql of the index": sql("select text from document_fts"),
    "sql of the inner index": sql("select * from document_fts_content"),
    "sql of statistics": sql("select * from sqlite_stat1"),
    "sql of pages": sql("select data from sqlite_dbpage"),
    "sql of sizes": sql("select * from dbstat"),
    "download": "/figures.db",
}
OPEN = {
    "database": "/figures",
    "database as data": "/figures.json",
    "index": "/-/databases.json",
    "claims": "/figures/claim",
    "claims as data": "/figures/claim.json?_shape=objects",
    "claims as csv": "/figures/claim.csv?_stream=1",
    "search": "/figures/claim?_search=600",
    "facets": "/figures/claim?_facet=basis&_facet=event",
    "a range": "/figures/claim?low__gt=5&_facet=hedge",
    "places": "/figures/appearance?_labels=on",
    "places as data": "/figures/appearance.json?_shape=objects&_labels=on",
    "names": "/figures/alias",
    "comparisons": "/figures/comparison?status=single",
    "a view": "/figures/current_claim",
    "pairs": "/figures/claim_pair",
    "sql": sql("with one as (select * from claim) select count(*) from one"),
    "sql as data": sql("select says, event.name from claim join event on event.id = claim.event", ".json"),
    "sql of a search": sql("select rowid from claim_fts where claim_fts match '600'"),
    "sql of a function": sql("select figure_low('at least 161')"),
    "a query": "/figures/contested",
    "our page": "/figures/-/claims",
}


@pytest.mark.parametrize("way", WAYS)
async def test_nothing_of_a_proposal_is_told_by(serve, path, way):  # noqa: F811
    response = await (await serve(path, crossdb=True)).client.get(WAYS[way])
    assert leaks(response) == []
    if way == "sql as csv" and response.status_code == 200:  # a stream begins before its first row is read
        assert "700" not in response.text
    else:
        assert is_refused(response), response.text[:300]


@pytest.mark.parametrize("way", OPEN)
@pytest.mark.parametrize("file", ["live", "immutable"])
async def test_what_holds_nothing_of_a_proposal_is_open(serve, path, way, file):  # noqa: F811
    site = await (serve(path) if file == "live" else serve(immutables=[path]))
    response = await get(site, OPEN[way], follow_redirects=True)
    assert leaks(response) == []


async def test_a_row_tells_what_refers_to_it_but_for_proposals(serve, path):  # noqa: F811
    with ClaimStore.open(path) as store:
        key = store.reader.claims()[0].id
    site = await serve(path)
    response = await get(site, f"/figures/claim/{key}")
    assert "appearance" in response.text
    assert [name for name in ("candidate", "read_again") if name in response.text] == []
    await get(site, "/figures/batch")


async def test_documents_are_open_where_each_is_one_of_published_claims(serve, plain):  # noqa: F811
    site = await serve(plain)
    shown = await get(site, "/figures/document.json?_shape=objects")
    assert "A shown report" in shown.text
    labels = await get(site, "/figures/appearance.json?_shape=objects&_labels=on")
    assert "A shown report" in labels.text
    await get(site, "/figures/document?_search=injured")
    for closed in ("/figures/candidate", sql("select * from extraction")):
        assert is_refused(await site.client.get(closed))


async def test_a_document_read_for_proposals_closes_the_table_of_documents_at_once(serve, plain):  # noqa: F811
    site = await serve(plain)
    await get(site, "/figures/document")
    with ClaimStore.open(plain) as store:
        hidden = article(HIDDEN_TEXT, title="A hidden report", url="https://example.org/hidden")
        propose(store, store.add_document(hidden, by=BY), HIDDEN_TEXT, "99")
    for closed in ("/figures/document", sql("select title from document")):
        refused = await site.client.get(closed)
        assert (leaks(refused), is_refused(refused)) == ([], True)
    assert await statuses(site, "/figures/appearance?_labels=on") == [200]


async def test_a_withheld_claim_beside_proposals_closes_every_table(serve, path):  # noqa: F811
    site = await serve(path)
    await get(site, "/figures/claim")
    with ClaimStore.open(path) as store:
        store.judge(store.reader.claims()[0].id, by=BY, reason="unsafe", changes={"published": 0})
    assert await statuses(site, "/figures/claim", "/figures", sql("select 1"), "/figures/alias") == [403] * 4


async def test_whoever_may_see_proposals_sees_them_and_visitors_after_them_do_not(serve, path):  # noqa: F811
    rules = {"plugins": {"claims": {"withheld": {"id": "editor"}}}}
    site = await serve(path, **({"config": rules} if MODERN else {"metadata": rules}))
    signed = {"ds_actor": site.sign({"a": {"id": "editor"}}, "actor")}
    asked = ("/figures/candidate.json?_shape=objects", sql("select source from candidate", ".json"))
    for address in asked:
        assert "whisper" in (await get(site, address, cookies=signed)).text
        refused = await site.client.get(address)
        assert (leaks(refused), is_refused(refused)) == ([], True)
        assert "whisper" in (await get(site, address, cookies=signed)).text


async def test_what_a_withdrawn_acceptance_leaves_names_no_proposal(serve, plain):  # noqa: F811
    with ClaimStore.open(plain) as store:
        store.add_claim(draft("700", source="wire"), by=BY)
        key = propose(store, store.reader.documents()[0].id, SHOWN_TEXT, "600")
        from claims.pipeline.review import Correction

        put_right = Correction(source="wire", says="700", quote="700")
        made = accept(store, key, signed=Signed(BY), correction=put_right)
        assert undo(store, key, signed=Signed(BY)).place_of == made.claim.id
    site = await serve(plain)
    for address in (f"/figures/-/claim/{made.claim.id}", "/figures/appearance_withdrawal.json?_shape=objects"):
        response = await get(site, address)
        assert (leaks(response), "its acceptance was taken back" in response.text) == ([], True)


def test_every_table_and_view_is_either_shown_or_closed(tmp_path):
    with closing(schema.create(tmp_path / "a.db")) as connection:
        names = {row[0] for row in connection.execute("select name from sqlite_master where type in ('table', 'view')")}
    names = {name for name in names if not name.startswith("sqlite_")}
    assert names - SHOWN - DOCUMENTS == CLOSED
    assert {"claim_fts", "document_fts"} <= (SHOWN | DOCUMENTS) & names


def test_the_authorizer_refuses_all_but_reading_what_is_shown(tmp_path):
    build(tmp_path / "a.db", hides_a_document=True)
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as connection:
        connection.set_authorizer(authorizer(SHOWN, closed=frozenset(CLOSED)))
        assert connection.execute("select says from claim").fetchall() == [("at least 600",)]
        for refused in ("delete from alias", "attach ':memory:' as other", "create temp table x (y)",
                        "create temp view candidate as select 1", "update config set value = 1", "drop table claim",
                        "select * from sqlite_sequence", "insert into alias (name) values ('x')"):  # fmt: skip
            with pytest.raises(sqlite3.DatabaseError):
                connection.execute(refused)
