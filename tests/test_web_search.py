"""The search page and its data: all kinds, any script, nothing that is withheld."""

import re

import jsonschema
import pytest
from web_database import SECRET
from web_site import built, configured, get, plugin, public, serve  # noqa: F401 - fixtures

from claims.pipeline.claim_store import ClaimStore
from claims.reading.search import MOST_COUNTED, SearchReader


async def search(instance, asked, **more):
    return (await get(instance, "/figures/-/search.json", params={"q": asked, **more})).json()


def hits(answer, kind):
    return next((item["hits"] for item in answer["kinds"] if item["kind"] == kind), [])


def marked(hit):
    return [hit["passage"]["text"][start:end] for start, end in hit["passage"]["marks"]]


async def test_events_sources_quotes_and_documents_are_found_at_once(serve, public):  # noqa: F811
    instance = await serve(public)
    answer = await search(instance, "إيران")
    found = {item["kind"]: item["count"] for item in answer["kinds"]}
    assert found == {"event": 1, "source": 0, "claim": 1, "document": 1}
    assert (hits(answer, "event")[0]["id"], hits(answer, "event")[0]["name"]) == (
        "iran-protests-2019",
        "2019 Iranian protests",
    )


WORDS = {
    "with an article": "المتظاهر",
    "without": "متظاهر",
    "letter variants": "قتلوا فى ايران",
    "digits": "161 متظاهرا",
    "Persian digits": "۱۶۱ متظاهرا",
    "side by side": '"١٦١ متظاهراً"',
}


@pytest.mark.parametrize("asked", WORDS.values(), ids=WORDS)
async def test_a_quote_is_found_whatever_the_letters_and_its_hits_are_marked_as_they_stand(serve, public, asked):  # noqa: F811
    instance = await serve(public)
    found = hits(await search(instance, asked), "claim")
    assert found
    assert all(marked(hit) for hit in found)
    for hit in found:
        document = (await get(instance, f"/figures/-/document/{hit['quote_of']}.json")).json()
        assert hit["passage"]["text"] in document["text"]


async def test_a_source_is_found_by_another_name(serve, public):  # noqa: F811
    found = hits(await search(await serve(public), "عفو دولية"), "source")
    assert [(hit["id"], hit["passage"]["text"]) for hit in found] == [("amnesty-international", "منظمة العفو الدولية")]


async def test_where_no_whole_word_is_found_beginnings_are(serve, public):  # noqa: F811
    answer = await search(await serve(public), "hur")
    assert (answer["beginnings"], [marked(hit) for hit in hits(answer, "document")]) == (True, [["hurt"]])


@pytest.mark.parametrize("asked", ["secret", "77", "withheld claims only", "secr", SECRET])
@pytest.mark.parametrize("page", ["", ".json"])
async def test_nothing_withheld_is_found_nor_counted(serve, built, asked, page):  # noqa: F811
    instance = await serve(built[0])
    text = (await get(instance, f"/figures/-/search{page}", params={"q": asked})).text.replace(asked, "")
    assert ("nobody may read" in text, "A document of" in text, "Ministry of Health" in text) == (False, False, False)
    answer = await search(instance, asked)
    assert [(item["kind"], item["count"]) for item in answer["kinds"] if item["count"]] == []


async def test_the_data_keeps_to_its_schema(serve, public):  # noqa: F811
    instance = await serve(public)
    schema = (await get(instance, "/figures/-/schema/search.json")).json()
    for asked in ("إيران", "at least", "zzz", ""):
        jsonschema.validate(await search(instance, asked), schema)
    assert schema["title"] == "What a search found"


async def test_the_page_marks_hits_in_their_own_direction_and_works_without_a_script(serve, public):  # noqa: F811
    response = await get(await serve(public), "/figures/-/search", params={"q": "161 متظاهر"})
    html = response.text
    assert re.search(r'<p class="passage" dir="auto">[^<]*<mark>١٦١</mark>', html) or "<mark>161</mark>" in html
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "<script" not in html


async def test_what_was_asked_and_found_cannot_write_markup(serve, public):  # noqa: F811
    html = (await get(await serve(public), "/figures/-/search", params={"q": "<script>alert hurt"})).text
    assert "<script>alert" not in html
    answer = (await get(await serve(public), "/figures/-/search", params={"q": "hurt"})).text
    assert ("<script>alert" in answer, "&lt;script&gt;" in answer) == (False, True)


@pytest.mark.parametrize(
    "query",
    ["", "?q=", "?q=%22", "?q=...", "?q=a*b&kind=nothing&page=x", "?q=war&kind=event&page=99999", "?q=NEAR(a+b)"],
)
async def test_odd_questions_are_answered(serve, public, query):  # noqa: F811
    instance = await serve(public)
    html = (await get(instance, f"/figures/-/search{query}")).text
    assert "<h1>Search</h1>" in html


async def test_one_kind_is_shown_page_by_page(serve, tmp_path):  # noqa: F811
    from builders import Clock

    from claims.model import Document

    with ClaimStore.create(tmp_path / "figures.db", clock=Clock()) as store, store.transaction():
        for number in range(45):
            store.add_document(Document("", f"Flood report {number:02}"), by="M. Rahimi")
    instance = await serve(str(tmp_path / "figures.db"))
    seen, path = [], "/figures/-/search?q=flood&kind=document"
    while path:
        html = (await get(instance, path)).text
        seen += re.findall(r"Flood report \d\d(?=</bdi>)", html)
        following = re.search(r'<a href="([^"]+)" rel="next">', html)
        path = following and following[1].replace("&amp;", "&")
    assert sorted(set(seen)) == [f"Flood report {number:02}" for number in range(45)]


def test_more_than_are_counted_are_said_to_be_more(tmp_path):
    from builders import Clock

    from claims.model import Document

    with ClaimStore.create(tmp_path / "many.db", clock=Clock()) as store:
        with store.transaction():
            documents = [
                Document(f"{number:020x}", f"Flood {number}", language="en") for number in range(MOST_COUNTED + 5)
            ]
            store.store.add_new_documents(documents)
        found = SearchReader(store.connection).search("flood", kinds=("document",), limit=3).kinds[0]
    assert (found.count, found.is_more) == (MOST_COUNTED, True)
    assert [hit.name for hit in found.hits] == [f"Flood {MOST_COUNTED + number}" for number in (4, 3, 2)]


async def test_the_front_page_leads_to_it(serve, public):  # noqa: F811
    html = (await get(await serve(public), "/figures/-/claims")).text
    assert 'role="search" action="/figures/-/search"' in html


async def test_documents_that_may_not_be_read_are_left_out_of_a_search_and_everything_else_is_found(serve, public):  # noqa: F811
    rules = configured({"databases": {"figures": {"tables": {"document": {"allow": False}}}}})
    closed, opened = await serve(public, **rules), await serve(public)
    asked = "/figures/-/search.json?q=600"
    kinds = [
        {kind["kind"]: kind["count"] for kind in (await get(instance, asked)).json()["kinds"]}
        for instance in (closed, opened)
    ]
    assert kinds[1].pop("document") > 0
    assert kinds[0] == kinds[1]
    page = (await get(closed, "/figures/-/search?q=600&kind=document")).text
    assert ("/-/document/" in page, "sources and quotes, in any script" in page) == (False, True)
