"""Take it along: files, citations, embedding, feeds, sitemap, robots, schemas, ETags, SQL functions and queries."""

import csv
import io
import json
import re
import sqlite3
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from datasette.app import Datasette
from web_database import BY
from web_site import built, configured, get, plugin, public, serve, statuses  # noqa: F401 - fixtures

from claims.exporters import png
from claims.model import Draft
from claims.pipeline.claim_store import ClaimStore
from claims.web.functions import figure_best, figure_high, figure_low, normalise, says
from claims.web.queries import QUERIES

KILLED = "/figures/-/compare/iran-protests-2019/killed"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MODERN = hasattr(Datasette, "allowed")


@pytest.fixture
async def site(serve, built):  # noqa: F811
    return await serve(built[0])


@pytest.fixture
def ids(built):  # noqa: F811
    return built[1]


def rows(response):
    return list(csv.DictReader(io.StringIO(response.text)))


# files


async def test_a_comparison_can_be_taken_as_a_png_of_twice_the_size(site):
    pytest.importorskip("resvg_py", reason="the extra png is not installed")
    page, picture = await get(site, KILLED), await get(site, f"{KILLED}.png")
    assert f'href="{KILLED}.png?population=all"' in page.text
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = (int.from_bytes(picture.content[at : at + 4]) for at in (16, 20))
    drawn = re.search(r'width="([\d.]+)" height="([\d.]+)"', (await get(site, f"{KILLED}.svg")).text)
    assert (wide, high) == tuple(round(2 * float(size)) for size in drawn.groups())


async def test_without_its_package_a_png_is_not_offered_and_says_what_to_install(site, monkeypatch):
    monkeypatch.setattr(png, "find_spec", lambda _: None)
    assert ".png" not in (await get(site, KILLED)).text
    refused = await get(site, f"{KILLED}.png", status=400)
    assert "a PNG needs resvg-py, which is not installed" in refused.text
    assert "who-claimed-what[png]" in refused.text


async def test_a_png_without_words_is_refused(site, monkeypatch):
    pytest.importorskip("resvg_py", reason="the extra png is not installed")
    monkeypatch.setattr(png, "_can_write", lambda: False)
    assert "no font is installed here" in (await get(site, f"{KILLED}.png", status=400)).text


async def test_the_csv_holds_the_claims_of_the_comparison_each_with_its_place(site, ids):
    response = await get(site, f"{KILLED}.csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="iran-protests-2019-killed.csv"'
    found = {row["claim"]: row for row in rows(response)}
    data = (await get(site, f"{KILLED}.json?population=all&place=")).json()
    whole = next(item for item in data["comparisons"] if item["population"] == "all")
    assert set(found) == {claim["id"] for claim in whole["claims"]}
    mek = found[ids["mek"]]
    assert (mek["low"], mek["best"], mek["hedge"], mek["relayed_by"]) == ("600", "", "at_least", "wire")
    assert mek["quote"] == "فقد قتل 600 متظاهر على الأقل"
    assert mek["permalink"] == f"http://localhost/figures/-/claim/{ids['mek']}"
    assert {row["current"] for row in found.values()} == {"0", "1"}


async def test_a_question_narrows_the_files_too(site, ids):
    found = {row["claim"] for row in rows(await get(site, f"{KILLED}.csv?without=mek"))}
    assert ids["mek"] not in found
    assert ids["amnesty"] in found
    assert "without=mek" in (await get(site, f"{KILLED}.txt?without=mek")).text


async def test_the_svg_stands_alone(site):
    response = await get(site, f"{KILLED}.svg")
    assert response.headers["content-type"] == "image/svg+xml; charset=utf-8"
    assert response.headers["access-control-allow-origin"] == "*"
    assert "sandbox" in response.headers["content-security-policy"]
    drawing = ET.fromstring(response.text)  # noqa: S314 - our own
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    links = re.findall(r'href="([^"]+)"', response.text)
    assert links
    assert [link for link in links if not link.startswith("http://localhost/figures/-/claim/")] == []
    assert "Killed, 2019 Iranian protests" in response.text
    assert f"http://localhost{KILLED}" in response.text
    assert re.findall(r"url\(|@import|<script|<image|<link", response.text) == []


async def test_citations_are_on_the_page_and_files_of_their_own(site):
    page = await get(site, KILLED)
    for ending, kind in (
        ("txt", "text/plain"),
        ("bib", "application/x-bibtex"),
        ("csl", "application/vnd.citationstyles.csl+json"),
        ("wiki", "text/plain"),
    ):
        address = re.search(rf'href="({re.escape(KILLED)}\.{ending}[^"]*)"', page.text)[1].replace("&amp;", "&")
        response = await get(site, address)
        assert response.headers["content-type"] == f"{kind}; charset=utf-8"
        assert f"http://localhost{KILLED}" in response.text
    text = (await get(site, f"{KILLED}.txt")).text
    assert text.startswith("“Killed, 2019 Iranian protests”. 6 claims of 5 sources side by side. Claims. State of 2")
    item = json.loads((await get(site, f"{KILLED}.csl")).text)[0]
    assert item["issued"] == {"date-parts": [[2019, 12, 2]]}
    assert item["URL"] == f"http://localhost{KILLED}"
    bibtex = (await get(site, f"{KILLED}.bib")).text
    assert re.match(r"@misc\{iran-protests-2019-killed-[0-9a-f]{8},\n", bibtex)
    wiki = (await get(site, f"{KILLED}.wiki")).text
    assert "| Amnesty International || at least 161 || 2 Dec 2019 || <ref>{{cite web |url=https://news.example/" in wiki


async def test_a_form_that_is_not_there_is_not_found(site):
    await get(site, f"{KILLED}.pdf", status=404)
    assert "no claim is left" in (await get(site, f"{KILLED}.csv?as_of=2001", status=400)).text


# embedding


async def test_only_the_page_to_embed_may_stand_in_frames_of_others(site):
    page, embedded = await get(site, KILLED), await get(site, f"{KILLED}/embed")
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    assert "frame-ancestors *" in embedded.headers["content-security-policy"]
    assert "x-frame-options" not in embedded.headers
    assert f'href="{KILLED}"' in embedded.text
    assert embedded.text.count("<svg") == 2
    assert f"&lt;iframe src=&#34;http://localhost{KILLED}/embed" in page.text
    assert "unsafe" not in embedded.headers["content-security-policy"]


async def test_a_page_to_embed_says_when_nothing_is_left(site):
    assert "No claim is left for this question" in (await get(site, f"{KILLED}/embed?as_of=2001")).text


# kept answers


@pytest.mark.parametrize(
    "path",
    [KILLED, f"{KILLED}.json", f"{KILLED}.csv", f"{KILLED}.svg", "/figures/-/claims", "/figures/-/feed.atom"],
)
async def test_an_answer_that_is_known_is_not_sent_again(site, path):
    first = await get(site, path)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    again = await get(site, path, status=304, headers={"if-none-match": f'"other", {tag}'})
    assert again.content == b""
    assert again.headers["etag"] == tag
    await get(site, path, headers={"if-none-match": '"other"'})


async def test_an_etag_changes_with_the_database_the_address_and_the_metadata(serve, tmp_path, public):  # noqa: F811
    path = tmp_path / "figures.db"
    with open(public, "rb") as file:  # noqa: ASYNC230, PTH123 - a small file of the test
        path.write_bytes(file.read())
    site = await serve(str(path))
    tags = [(await get(site, KILLED)).headers["etag"], (await get(site, f"{KILLED}?scale=log")).headers["etag"]]
    with ClaimStore.open(path) as store:
        store.add_claim(Draft("iran-protests-2019", "killed", "mek", "at least 700", as_of="2019-12-09"), by=BY)
    tags.append((await get(site, KILLED)).headers["etag"])
    titled = await serve(str(path), metadata={"databases": {"figures": {"title": "Another"}}})
    tags.append((await get(titled, KILLED)).headers["etag"])
    assert len(set(tags)) == 4


async def test_what_is_missing_is_not_kept(site):
    assert "etag" not in (await get(site, "/figures/-/event/nowhere", status=404)).headers


async def test_a_kept_answer_does_not_get_round_rights(serve, built):  # noqa: F811
    tag = (await get(await serve(built[0]), KILLED)).headers["etag"]
    private = await serve(built[0], **configured({"databases": {"figures": {"allow": {"id": "root"}}}}))
    assert await statuses(private, KILLED, headers={"if-none-match": tag}) == [403]


# data with a contract


async def test_our_data_keeps_to_its_schema(site, ids):
    for name, paths in {
        "compare": [
            f"{KILLED}.json",
            "/figures/-/compare/iran-protests-2019.json",
            "/figures/-/compare/attack.json",
            "/figures/-/compare/war/killed.json?as_of=2021-03-01",
        ],
        "claim": [f"/figures/-/claim/{ids[key]}.json" for key in ("amnesty", "start", "cause", "vague", "deprecated")],
        "front": ["/figures/-/claims.json"],
        "event": ["/figures/-/event/iran-protests-2019.json", "/figures/-/event/empty.json"],
        "source": ["/figures/-/source/mek.json", "/figures/-/source/ministry.json"],
        "document": [f"/figures/-/document/{ids[key]}.json" for key in ("arabic", "hostile document", "silent")],
    }.items():
        schema = (await get(site, f"/figures/-/schema/{name}.json")).json()
        assert schema["$id"] == f"http://localhost/figures/-/schema/{name}.json"
        jsonschema.Draft202012Validator.check_schema(schema)
        for path in paths:
            response = await get(site, path)
            assert response.headers["access-control-allow-origin"] == "*"
            jsonschema.validate(response.json(), schema, cls=jsonschema.Draft202012Validator)


async def test_a_document_as_data_has_its_quotes_at_their_offsets(site, ids):
    found = (await get(site, f"/figures/-/document/{ids['arabic']}.json")).json()
    quotes = [(item["claim"]["source"], item["quote"]) for item in found["quotes"]]
    assert quotes == [
        ("amnesty-international", "إن ١٦١ متظاهراً على الأقل قُتلوا في إيران"),
        ("wire", "١٦١ متظاهراً"),
        ("mek", "فقد قتل 600 متظاهر على الأقل"),
    ]
    assert all(found["text"][one["quote_start"] : one["quote_end"]] == one["quote"] for one in found["quotes"])


async def test_pages_as_data_hold_nothing_withheld(site, ids):
    await get(site, f"/figures/-/document/{ids['hidden']}.json", status=404)
    said = [
        (await get(site, f"/figures/-/{page}.json")).text
        for page in ("claims", "event/iran-protests-2019", "source/ministry", f"document/{ids['hostile document']}")
    ]
    assert not [text for text in said if "secret" in text or ids["secret"] in text or ids["shared secret"] in text]
    ministry = (await get(site, "/figures/-/source/ministry.json")).json()
    assert (ministry["claim_count"], len(ministry["claims"])) == (400, 400)


async def test_the_front_as_data_counts_what_its_page_counts(site):
    found = (await get(site, "/figures/-/claims.json")).json()
    assert found["counts"]["claims"] == sum(event["claims"] for event in found["events"])
    assert [event["id"] for event in found["events"]] == ["iran-protests-2019", "war", "attack"]
    assert (await get(site, "/figures/-/event/nothing.json", status=404)).json()[
        "error"
    ] == "there is no event “nothing”"


async def test_the_schema_refuses_what_is_not_ours(site):
    schema = (await get(site, "/figures/-/schema/compare.json")).json()
    found = (await get(site, f"{KILLED}.json")).json()
    found["comparisons"][0]["claims"][0]["hedge"] = "roughly"
    with pytest.raises(jsonschema.ValidationError, match="roughly"):
        jsonschema.validate(found, schema)
    await get(site, "/figures/-/schema/nothing.json", status=404)


async def test_a_claim_as_data_says_what_it_is_about_and_whether_it_stands(site, ids):
    amnesty = (await get(site, f"/figures/-/claim/{ids['amnesty']}.json")).json()
    assert (amnesty["event"], amnesty["measure"], amnesty["source"]) == (
        "iran-protests-2019",
        "killed",
        "amnesty-international",
    )
    assert amnesty["current"] is True
    assert amnesty["appearances"][0]["quote"] == "إن ١٦١ متظاهراً على الأقل قُتلوا في إيران"
    assert (await get(site, f"/figures/-/claim/{ids['older']}.json")).json()["current"] is False
    await get(site, f"/figures/-/claim/{ids['secret']}.json", status=404)


async def test_a_claim_page_holds_linked_data_that_is_no_review(site, ids):
    page = (await get(site, f"/figures/-/claim/{ids['amnesty']}")).text
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert (data["@type"], data["text"]) == ("Claim", "Killed, 2019 Iranian protests: at least 161")
    assert data["author"] == {
        "@type": "Organization",
        "name": "Amnesty International",
        "url": "https://amnesty.org/",
    }
    assert data["appearance"][0]["url"] == "https://news.example/1"
    assert "reviewRating" not in json.dumps(data)


# feeds and search engines


async def test_the_feed_tells_new_claims_and_decisions_newest_first(site, ids):
    response = await get(site, "/figures/-/feed.atom")
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(response.text)  # noqa: S314 - our own
    entries = feed.findall(f"{ATOM}entry")
    times = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert times == sorted(times, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == times[0]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    assert "Decision: at least 161 (Killed, 2019 Iranian protests)" in {
        entry.findtext(f"{ATOM}title") for entry in entries
    }


async def test_the_feed_of_an_event_is_about_that_event_only(site, ids):
    feed = ET.fromstring((await get(site, "/figures/-/feed/iran-2019.atom")).text)  # noqa: S314 - our own
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert "MEK: at least 600 (Killed, 2019 Iranian protests)" in titles
    assert [title for title in titles if "A long war" in title] == []
    await get(site, "/figures/-/feed/nowhere.atom", status=404)
    assert "/figures/-/feed/iran-protests-2019.atom" in (await get(site, "/figures/-/event/iran-protests-2019")).text


@pytest.mark.parametrize("path", ["feed.atom", "feed/iran-protests-2019.atom", "feed/attack.atom", "sitemap.xml"])
async def test_feeds_and_sitemap_hold_nothing_withheld(site, ids, path):
    text = (await get(site, f"/figures/-/{path}")).text
    for hidden in ("a secret that", ids["secret"], ids["shared secret"], "at least 77"):
        assert hidden not in text


async def test_the_sitemap_lists_whole_addresses_that_are_there(site):
    found = ET.fromstring((await get(site, "/figures/-/sitemap.xml")).text)  # noqa: S314 - our own
    addresses = [place.text for place in found.iter(f"{MAP}loc")]
    assert f"http://localhost{KILLED}" in addresses
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        await get(site, address.removeprefix("http://localhost"))


async def test_robots_may_read_all_unless_they_are_denied(serve, built):  # noqa: F811
    site = await serve(built[0])
    assert (await get(site, "/robots.txt")).text == (
        "User-agent: *\nAllow: /\nSitemap: http://localhost/figures/-/sitemap.xml\n"
    )
    assert "x-robots-tag" not in (await get(site, KILLED)).headers
    denied = await serve(built[0], metadata={"plugins": {"claims": {"robots": "deny"}}})
    assert (await get(denied, "/robots.txt")).text == "User-agent: *\nDisallow: /\n"
    for path in (KILLED, f"{KILLED}.json", f"{KILLED}.svg"):
        assert (await get(denied, path)).headers["x-robots-tag"] == "noindex, nofollow"


async def test_without_a_claims_database_there_is_no_robots_file_of_ours(serve):  # noqa: F811
    assert await statuses(await serve(memory=True), "/robots.txt") == [404]


# SQL


@pytest.mark.parametrize(
    ("call", "result"),
    [
        (figure_low("at least 161"), 161),
        (figure_high("at least 161"), None),
        (figure_low("more than 10,000"), 10001),
        (figure_best("about 1,500"), 1500),
        (figure_high("between 10 and 14"), 14),
        (figure_low("٦٠٠ على الأقل"), 600),
        (figure_low(12), 12),
        (figure_low("several"), None),
        (figure_low("1.500 or so of them, or 12"), None),
        (figure_low(None), None),
        (figure_low(b"12"), None),
        (says(161, None, None, "at_least"), "at least 161"),
        (says(10, None, 14, "between"), "between 10 and 14"),
        (says(None, 600, None, "about"), "about 600"),
        (says(12, 12, 12, "exact"), "12"),
        (says(None, None, None, "vague"), None),
        (says(None, None, None, "at_least"), None),
        (says(1, None, None, "roughly"), None),
        (says("x", b"", [], None), None),
        (normalise("إيران ١٢"), normalise("ايران 12")),
        (normalise(None), None),
    ],
)
def test_sql_functions_give_what_a_wording_states_or_nothing(call, result):
    assert call == result
    assert type(call) is type(result)


async def test_sql_functions_are_there_in_our_databases_only(serve, public, tmp_path):  # noqa: F811
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("create table t (a)")
    connection.commit()
    connection.close()
    site = await serve(public, str(tmp_path / "other.db"))
    sql = """select figure_low('at least 161') as low, figure_best('about 5') as best, figure_high('up to 50') as high,
      says(161, null, null, 'at_least') as words, normalise('ÉCOLE') as text, figure_low('nonsense') as no_figure"""
    row = (await site.get_database("figures").execute(sql)).first()
    assert tuple(row) == (161, 5, 50, "at least 161", "ecole", None)
    same = "select count(*) as n from claim where hedge = 'at_least' and says(low, best, high, hedge) <> says"
    assert (await site.get_database("figures").execute(same)).first()["n"] == 0
    with pytest.raises(sqlite3.OperationalError, match="no such function"):
        await site.get_database("other").execute("select figure_low('12')")


def query_path(name, data=""):
    return f"/figures/{name}{data}?event=iran-protests-2019&measure=&source=wire"


async def test_every_ready_made_query_is_described_and_answers(serve, public):  # noqa: F811
    site = await serve(public)
    listed = (await get(site, "/figures/-/queries?_size=max" if MODERN else "/figures")).text
    for query in QUERIES:
        page = await get(site, query_path(query.name))
        assert query.title.replace("'", "&#39;") in page.text
        assert query.description.split("'")[0] in page.text
        assert f'href="/figures/{query.name}' in listed
        data = (await get(site, query_path(query.name, ".json"))).json()
        assert data["rows"] or query.name == "corrected", f"{query.name} answers nothing"


async def test_there_are_ten_and_none_shows_what_is_withheld(serve, built):  # noqa: F811
    assert len(QUERIES) == 10
    site = await serve(built[0], metadata={"plugins": {"claims": {"withheld": "show"}}})
    for query in QUERIES:
        text = (await get(site, query_path(query.name, ".json"))).text
        assert [word for word in ("a secret that", built[1]["secret"], "at least 77") if word in text] == [], query.name


async def test_a_query_of_the_user_goes_before_ours(serve, public):  # noqa: F811
    settings = {"databases": {"figures": {"queries": {"contested": {"sql": "select 'mine' as mine"}}}}}
    site = await serve(public, **configured(settings))
    assert "mine" in (await get(site, "/figures/contested.json")).text
