"""The pages over HTTP, as Datasette serves them: each page, what is missing, rights, what is withheld or attacks."""
# ruff: noqa: F811 - fixtures of web_site

import asyncio
import json
import re
import shutil
import sqlite3
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
import web_database
from datasette.app import Datasette
from web_database import ARABIC, ATTACK, SECRET
from web_site import built, configured, get, plugin, public, serve, statuses  # noqa: F401 - fixtures

import claims.schema
import claims.web
from claims.model import Appearance
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import ingest
from claims.pipeline.withdraw import withdraw
from claims.pipeline.withdraw_batches import withdraw_batch
from claims.reading.pages import PageReader
from claims.web import compat
from claims.web.asked import Asked
from claims.web.evidence import pieces
from claims.web.metadata import columns, descriptions
from claims.web.render import web_address

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta"}


@pytest.fixture
def ids(built):
    return built[1]


@pytest.fixture
async def site(serve, built):
    return await serve(built[0])


@pytest.fixture
async def open_site(serve, public):
    return await serve(public)


@pytest.fixture(scope="module")
def fetched(built):
    """Every page of PAGES, fetched once from one Datasette."""

    async def fetch():
        instance = Datasette([built[0]])
        await instance.invoke_startup()
        return {name: await get(instance, path) for name, path in pages(built[1]).items()}

    return asyncio.run(fetch())


def text_of(response):
    """The words of a page, tags left out and white space joined."""
    body = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", response.text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def hrefs(response):
    return [href.replace("&amp;", "&") for href in re.findall(r'href="([^"]*)"', response.text)]


def killed(**query):
    return "/figures/-/compare/iran-protests-2019/killed" + (
        "?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else ""
    )


def pages(ids):
    return {
        "front": "/figures/-/claims",
        "event": "/figures/-/event/iran-protests-2019",
        "event under attack": "/figures/-/event/attack",
        "event without claims": "/figures/-/event/empty",
        "compare event": "/figures/-/compare/iran-protests-2019",
        "compare": killed(),
        "compare one scope": killed(population="Kurds+%26+%3Cothers%3E", place="Mahabad"),
        "compare narrowed": killed(as_of="2019-11-30", known_on="2019-12-31", without="mek", ratio="2", scale="linear"),
        "compare nothing left": killed(as_of="2001"),
        "compare a text": "/figures/-/compare/iran-protests-2019/cause",
        "compare a date": "/figures/-/compare/iran-protests-2019/start-date",
        "compare a level": "/figures/-/compare/iran-protests-2019/in-prison?on=2019-12-01",
        "compare a series": "/figures/-/compare/war/killed",
        "compare attacks": "/figures/-/compare/attack/injured",
        "claim": f"/figures/-/claim/{ids['amnesty']}",
        "claim under attack": f"/figures/-/claim/{ids['hostile']}",
        "deprecated claim": f"/figures/-/claim/{ids['deprecated']}",
        "document": f"/figures/-/document/{ids['arabic']}",
        "document under attack": f"/figures/-/document/{ids['hostile document']}",
        "document without claims": f"/figures/-/document/{ids['silent']}",
        "source": "/figures/-/source/amnesty-international",
        "source under attack": "/figures/-/source/script",
    }


PAGES = list(pages(dict.fromkeys(["amnesty", "hostile", "hostile document", "deprecated", "arabic", "silent"], "")))


class Checker(HTMLParser):
    """Collects what is wrong with the structure of a page."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong, self.ids, self.headings, self.names, self.wants = [], [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if "style" in found:
            self.wrong.append(f"{tag} has an attribute style, which the policy forbids")
        if any(name.startswith("on") for name in found):
            self.wrong.append(f"{tag} has a handler")
        if "id" in found:
            self.ids.append(found["id"])
        for name in ("aria-labelledby", "aria-describedby", "for"):
            self.wants += (found.get(name) or "").split()
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes something else")


def structure(html):
    checker = Checker()
    checker.feed(html)
    wrong = checker.wrong + [f"{tag} is left open" for tag in checker.open]
    wrong += [f"id {name} is there twice" for name in set(checker.ids) if checker.ids.count(name) > 1]
    wrong += [f"nothing has the id {name}" for name in set(checker.wants) - set(checker.ids)]
    if checker.headings[:1] != [1] or checker.headings.count(1) != 1:
        wrong.append(f"headings begin {checker.headings[:3]}")
    steps = zip(checker.headings, checker.headings[1:], strict=False)
    wrong += [f"h{after} follows h{before}" for before, after in steps if after > before + 1]
    return wrong


# every page


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_well_formed_and_strict(fetched, ids, name):
    response = fetched[name]
    assert structure(response.text) == []
    assert '<html lang="en">' in response.text
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("name", PAGES)
def test_every_page_asks_only_this_machine(fetched, ids, name):
    response = fetched[name]
    loaded = re.findall(r'<(?:link|script|img|iframe|source)\b[^>]*?(?:href|src)="([^"]*)"', response.text)
    assert loaded
    assert [address for address in loaded if not address.startswith(("/", "data:"))] == []


@pytest.mark.parametrize("is_open", [True, False], ids=["tables open", "tables closed"])
async def test_every_link_of_every_page_leads_somewhere(serve, built, public, is_open):
    site = await serve(public if is_open else built[0])
    answers = [await get(site, path) for path in pages(built[1]).values()]
    inside = {href.split("#")[0] for response in answers for href in hrefs(response) if href.startswith("/")}
    assert ("/figures/claim" in inside) == is_open
    without_choices = [href for href in sorted(inside) if not re.search("ratio=|scale=|without=", href)]
    assert len(without_choices) > 60
    broken = []
    for href in without_choices:
        answer = await site.client.get(href)
        if answer.status_code not in {200, 302}:
            broken.append((answer.status_code, href))
    assert broken == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_what_is_withheld(fetched, ids, name):
    response = fetched[name]
    for hidden in (SECRET, ids["secret"], ids["shared secret"], "at least 77"):
        assert hidden not in response.text


@pytest.mark.parametrize("name", PAGES)
def test_no_attack_reaches_the_page(fetched, ids, name):
    response = fetched[name]
    data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.text)
    assert response.text.count("<script") == len(data) == (1 if "claim" in name.split() else 0)
    assert [found for found in data if re.search("[<>&]", found) or json.loads(found)["@type"] != "Claim"] == []
    assert "onload=" not in re.sub(r"&#34;|&quot;", "'", response.text).split("'onload")[0]
    assert "<b>nothing</b>" not in response.text
    assert [href for href in hrefs(response) if not re.match(r"/|#|https?://|data:,$", href)] == []


@pytest.mark.parametrize("name", [name for name in PAGES if "series" not in name])
def test_a_page_without_its_plots_is_light(fetched, name):
    page = re.sub(r"<svg.*?</svg>", "", fetched[name].text, flags=re.DOTALL)
    assert len(page.encode()) < 60_000


# what the pages say


async def test_the_front_page_lists_events_with_contested_comparisons_first(open_site):
    response = await get(open_site, "/figures/-/claims")
    assert (
        re.findall(r'<h3><a href="(/figures/-/event/[^"]+)"', response.text)[0] == "/figures/-/event/iran-protests-2019"
    )
    assert "✕ contradicts Killed" in text_of(response)
    assert killed() in hrefs(response)
    assert 'action="/figures/-/search"' in response.text


async def test_an_event_shows_its_comparisons_as_small_pictures_and_its_documents(site, ids):
    response = await get(site, "/figures/-/event/iran-protests-2019")
    assert response.text.count("<svg") >= 5
    assert {killed(), f"/figures/-/document/{ids['arabic']}", "/figures/-/compare/iran-protests-2019"} <= set(
        hrefs(response)
    )
    assert "Also called احتجاجات إيران" in text_of(response)


async def test_the_compare_page_says_what_follows_who_says_what_and_what_was_decided(site, ids):
    response = await get(site, killed())
    said = text_of(response)
    assert re.search(r"<h1><bdi[^>]*>Killed</bdi>, <bdi[^>]*>2019 Iranian protests</bdi></h1>", response.text)
    assert "✕ contradicts" in said
    assert "Amnesty International NGO ≥161 documented 2 Dec 2019 إن ١٦١ متظاهراً على الأقل قُتلوا في إيران" in said
    assert "passed on by Wire Service" in said
    assert "Wire Service ← copies Amnesty International the agency repeats the figure of Amnesty ( M. Rahimi )" in said
    assert "Decision at least 161 rule: documented only Named and documented cases; &lt;b&gt;nothing&lt;/b&gt;" in said
    assert "M. Rahimi , 20 May 2020" in said
    assert "highest floor ≥600" in said
    assert '<blockquote class="quote" dir="auto" lang="en">' in response.text


async def test_the_matrix_says_relation_ratio_and_reason_in_words(site):
    response = await get(site, killed())
    cell = re.search(r'<td class="is-diverges"[^>]*>(.*?)</td>', response.text, flags=re.DOTALL)[1]
    assert re.sub(r"<[^>]+>", " ", cell).split()[:2] == ["≉", "diverges"]
    assert "×3.73" in response.text
    assert "basis" in response.text


async def test_both_plots_and_the_table_show_the_same_claims(site, ids):
    response = await get(site, killed())
    table = re.search(r'<table class="figures">.*?</table>', response.text, flags=re.DOTALL)[0]
    drawings = re.findall(r"<svg.*?</svg>", response.text, flags=re.DOTALL)
    told = set(re.findall(r"/-/claim/(\w+)", table))
    assert told >= {ids["amnesty"], ids["mek"], ids["government"], ids["about"], ids["older"], ids["overlap"]}
    assert [set(re.findall(r"/-/claim/(\w+)", drawing)) for drawing in drawings[:2]] == [told, told]


async def test_a_claim_has_its_evidence_links_and_history(site, ids):
    response = await get(site, f"/figures/-/claim/{ids['amnesty']}")
    said = text_of(response)
    assert "Amnesty International : at least 161" in said
    assert "إن ١٦١ متظاهراً على الأقل قُتلوا في إيران" in said
    assert "Wire Service: at least 161 repeats this" in said or "Wire Service: at least 161 derives from this" in said
    assert "add claim, by M. Rahimi" in said
    assert {killed(), f"/figures/-/document/{ids['arabic']}?claim={ids['amnesty']}#{ids['amnesty']}"} <= set(
        hrefs(response)
    )


async def test_a_withdrawn_appearance_is_told_with_the_claim_and_counted_nowhere(serve, built, tmp_path):
    path, ids = tmp_path / "figures.db", built[1]
    shutil.copyfile(built[0], path)
    with ClaimStore.open(path) as store:
        (place,) = store.reader.appearances([ids["amnesty"]])
        withdraw(store, place.id, by="N. Karimi", reason="the article speaks of another year")
    site = await serve(str(path))
    page = await get(site, f"/figures/-/claim/{ids['amnesty']}")
    said = text_of(page)
    assert "by N. Karimi : the article speaks of another year . It does not count as a report." in said
    assert "withdraw appearance, by N. Karimi ( the article speaks of another year )" in said
    assert place.document not in re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text)[1]
    assert (await get(site, f"/figures/-/claim/{ids['amnesty']}.json")).json()["appearances"] == []
    text = (await get(site, f"/figures/-/document/{ids['arabic']}")).text
    assert f'href="#{ids["amnesty"]}"' not in text
    assert f'href="#{ids["mek"]}"' in text
    assert place.quote not in (await get(site, f"{killed()}.csv")).text


async def test_the_page_of_a_claim_says_that_its_ingest_was_withdrawn(serve, built, tmp_path):
    path, file = tmp_path / "figures.db", tmp_path / "toll.csv"
    shutil.copyfile(built[0], path)
    with ClaimStore.open(path) as store:
        event = store.reader.events()[0].id
        file.write_text(f"event,measure,source,says\n{event},killed,mek,77\n", encoding="utf-8")
        number = ingest(store, str(file), by="N. Karimi").batch
        withdraw_batch(store, number, by="N. Karimi", reason="the wrong file")
        (claim,) = [one.id for one in store.reader.claims() if one.batch == number]
    said = text_of(await get(await serve(str(path)), f"/figures/-/claim/{claim}"))
    assert "deprecated : the ingest of toll.csv was withdrawn: the wrong file" in said
    assert re.search(r"which was withdrawn .* by N\. Karimi : the wrong file", said)


async def test_a_deprecated_claim_says_why(site, ids):
    response = await get(site, f"/figures/-/claim/{ids['deprecated']}")
    assert "deprecated : a misprint" in text_of(response)


async def test_a_document_is_its_text_to_the_letter_with_every_quote_marked(site, ids):
    response = await get(site, f"/figures/-/document/{ids['arabic']}")
    shown = re.search(r'<div class="text" lang="ar" dir="auto">(.*?)</div>', response.text, flags=re.DOTALL)[1]
    assert re.sub(r"<[^>]+>", "", shown) == ARABIC
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", shown) == [
        "إن ",
        "١٦١ متظاهراً",
        " على الأقل قُتلوا في إيران",
        "فقد قتل 600 متظاهر على الأقل",
    ]
    assert shown.count('class="twice"') == 1
    assert re.findall(r'href="#(\w+)"', shown) == [ids["amnesty"], ids["overlap"], ids["mek"]]


async def test_a_source_shows_its_claims_and_its_kin(site):
    response = await get(site, "/figures/-/source/amnesty-international")
    said = text_of(response)
    assert "reliability B: usually reliable" in said
    assert "Wire Service derives from this source in 1 claim" in said
    assert "Killed ≥161 documented 2 Dec 2019 compare" in said


async def test_a_source_shows_how_its_figures_stand_beside_those_of_others(site):
    response = await get(site, "/figures/-/source/amnesty-international")
    assert "MEK 1 0 0 1 too few" in text_of(response)
    assert "ranks nobody" in response.text


async def test_an_event_shows_when_each_source_spoke(site, ids):
    response = await get(site, "/figures/-/event/iran-protests-2019")
    said = text_of(response)
    assert "When each source spoke" in said
    assert "19 Nov 2019 Amnesty International Killed at least 106" in said
    assert "at least 77" not in response.text
    assert f"/figures/-/claim/{ids['older']}" in hrefs(response)


async def test_an_address_that_is_no_web_address_is_not_linked(site):
    response = await get(site, "/figures/-/source/mek")
    assert "its own site" not in response.text
    assert [href for href in hrefs(response) if "javascript" in href] == []


# questions


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ({"without": "mek"}, "≥161", "≥600"),
        ({"as_of": "2019-11-30"}, "≥106", "≥600"),
        ({"as_of": "30 November 2019"}, "≥106", "≥600"),
        ({"known_on": "2019-12-02"}, "≥600", "no such text"),
        ({"ratio": "5"}, "compatible", "×3.73 basis"),
    ],
    ids=["without a source", "as of", "as of in words", "known on", "ratio"],
)
async def test_a_question_narrows_what_is_compared(site, query, there, gone):
    said = text_of(await get(site, killed(**query)))
    assert there in said
    assert gone not in said


async def test_a_question_that_leaves_nothing_says_so_and_leads_back(site):
    response = await get(site, killed(as_of="2001"))
    assert "No claim is left for this question" in text_of(response)
    assert killed() in hrefs(response)


@pytest.mark.parametrize("scale", ["log", "linear"])
async def test_the_scale_is_a_link(site, scale):
    assert killed(scale=scale) in hrefs(await get(site, killed()))
    assert (await get(site, killed(scale=scale))).text.count("<svg") == 4


async def test_forms_keep_the_rest_of_the_question(site):
    response = await get(site, killed(without="mek", scale="linear"))
    form = re.search(r'<form[^>]*>(?:(?!</form>).)*name="as_of"', response.text, flags=re.DOTALL)[0]
    assert '<input type="hidden" name="without" value="mek">' in form
    assert '<input type="hidden" name="scale" value="linear">' in form


@pytest.mark.parametrize(
    "query",
    [{"as_of": "yesterday"}, {"ratio": "0.5"}, {"ratio": "much"}, {"ratio": "nan"}, {"scale": "round"}],
    ids=str,
)
async def test_a_question_that_cannot_be_meant_is_refused_with_a_hint(site, query):
    response = await get(site, killed(**query), status=400)
    assert next(iter(query.values())) in text_of(response)
    assert structure(response.text) == []


async def test_only_claims_of_one_basis_are_compared(site):
    response = await get(site, killed(basis="documented"))
    assert "basis: documented" in text_of(response)
    assert "One source" in text_of(response)
    data = (await get(site, killed(basis="documented").replace("killed?", "killed.json?"))).json()
    assert {claim["basis"] for item in data["comparisons"] for claim in item["claims"]} == {"documented"}
    assert "“rumour” is no basis" in text_of(await get(site, killed(basis="rumour"), status=400))


async def test_without_an_unknown_source_is_not_found(site):
    assert "there is no source “nobody”" in text_of(await get(site, killed(without="nobody"), status=404))


async def test_the_source_to_leave_out_may_be_given_by_any_of_its_names(site):
    by_name = text_of(await get(site, killed(without=quote("منظمة العفو الدولية"))))
    assert by_name == text_of(await get(site, killed(without="amnesty-international")))
    assert "without: Amnesty International" in by_name


async def test_an_address_whose_end_was_cut_off_leads_to_the_front(site):
    for kind in ("event", "source", "claim", "document", "compare", "comparison/"):
        response = await get(site, f"/figures/-/{kind}", status=302)
        assert response.headers["location"] == "/figures/-/claims"


async def test_who_finds_no_event_is_offered_to_search_for_it(site):
    response = await get(site, "/figures/-/event/some%20%22thing", status=404)
    assert "/figures/-/search?q=some%20%22thing" in hrefs(response)


async def test_a_measure_without_a_usual_scope_shows_the_one_most_reported_and_lists_the_others(site):
    response = await get(site, "/figures/-/compare/iran-protests-2019/in-prison")
    assert "everyone, everywhere, on 1 Dec 2019" in text_of(response)
    assert "/figures/-/compare/iran-protests-2019/in-prison?on=2020-01" in hrefs(response)
    assert "everyone, everywhere, on Jan 2020" in text_of(
        await get(site, "/figures/-/compare/iran-protests-2019/in-prison?on=2020-01")
    )


async def test_a_scope_of_which_nobody_speaks_is_not_found_and_lists_those_there_are(site):
    response = await get(site, killed(place="Atlantis"), status=404)
    assert killed() in hrefs(response)


async def test_long_series_are_cut_with_a_way_to_all_of_them(site):
    response = await get(site, "/figures/-/compare/war/killed")
    assert "earlier claims are not drawn" in text_of(response)
    assert len(response.text) < 400_000


def test_a_question_written_as_an_address_reads_back_the_same():
    asked = Asked(population="children", place="Cairo", as_of="2019", without="mek", ratio="2", scale="log")
    assert Asked.read(asked.query()) == asked


# data


async def test_the_data_of_a_measure_is_that_of_the_command_line(site, ids):
    response = await get(site, "/figures/-/compare/iran-protests-2019/killed.json")
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["access-control-allow-origin"] == "*"
    found = response.json()
    assert list(found) == ["event", "comparisons"]
    assert {item["population"] for item in found["comparisons"]} == {"all", "Kurds & <others>"}
    whole = next(item for item in found["comparisons"] if item["population"] == "all")
    assert {claim["id"] for claim in whole["claims"]} >= {ids["amnesty"], ids["mek"]}
    assert whole["status"] == "contradicts"


async def test_the_data_of_one_scope_holds_one_comparison(site):
    page = await get(site, killed())
    data = next(href for href in hrefs(page) if ".json" in href)
    assert len((await get(site, data)).json()["comparisons"]) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/figures/-/compare/iran-protests-2019.json",
        "/figures/-/compare/attack.json",
        "/figures/-/compare/attack/injured.json",
    ],
)
async def test_no_data_holds_what_is_withheld(site, ids, path):
    response = await get(site, path)
    for hidden in (SECRET, ids["secret"], ids["shared secret"]):
        assert hidden not in response.text


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("/figures/-/compare/nowhere.json", 404, "there is no event “nowhere”"),
        ("/figures/-/compare/iran-protests-2019/kiled.json", 404, "there is no measure “kiled”"),
        ("/figures/-/compare/iran-protests-2019/killed.json?as_of=soon", 400, "cannot read a date from “soon”"),
    ],
)
async def test_trouble_is_data_too(site, path, status, error):
    response = await get(site, path, status=status)
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.json()["error"].startswith(error)


# what is missing


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/figures/-/event/iran-protest-2019", "/figures/-/event/iran-protests-2019"),
        ("/figures/-/source/amnesty-internatonal", "/figures/-/source/amnesty-international"),
        ("/figures/-/compare/iran-protests-2019/kiled", killed()),
        ("/figures/-/compare/iran-protest-2019", "/figures/-/event/iran-protests-2019"),
    ],
    ids=["event", "source", "measure", "event compared"],
)
async def test_a_mistyped_name_is_not_found_and_near_names_are_offered(site, path, near):
    response = await get(site, path, status=404)
    assert near in hrefs(response)
    assert structure(response.text) == []


@pytest.mark.parametrize(
    "path",
    ["/figures/-/claim/ffffffffffffffffffff", "/figures/-/document/none", "/figures/-/comparison/none"],
)
async def test_an_unknown_id_is_not_found(site, path):
    assert structure((await get(site, path, status=404)).text) == []


@pytest.mark.parametrize("name", ["secret", "shared secret"])
async def test_a_withheld_claim_is_not_found(site, ids, name):
    response = await get(site, f"/figures/-/claim/{ids[name]}", status=404)
    assert SECRET not in response.text


async def test_a_document_of_withheld_claims_only_is_not_found(site, ids):
    assert SECRET not in (await get(site, f"/figures/-/document/{ids['hidden']}", status=404)).text


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/figures/-/event/iran-2019", "/figures/-/event/iran-protests-2019"),
        ("/figures/-/compare/iran-2019/killed?scale=log", killed(scale="log")),
        ("/figures/-/event/2019~20Iranian~20protests", "/figures/-/event/iran-protests-2019"),
        (
            "/figures/-/source/~D9~85~D9~86~D8~B8~D9~85~D8~A9~20العفو~20الدولية",
            "/figures/-/source/amnesty-international",
        ),
        ("/-/claims", "/figures/-/claims"),
        ("/", "/figures/-/claims"),
    ],
    ids=["merged event", "merged event compared", "name", "alias in Arabic", "only database", "root"],
)
async def test_what_is_known_by_another_name_leads_to_its_page(site, path, target):
    assert (await get(site, path, status=302)).headers["location"] == target


async def test_the_beginning_of_an_id_leads_to_the_claim(site, ids):
    response = await get(site, f"/figures/-/claim/{ids['amnesty'][:12]}", status=302)
    assert response.headers["location"] == f"/figures/-/claim/{ids['amnesty']}"


async def test_the_id_of_a_comparison_leads_to_its_page(site):
    found = (await get(site, "/figures/-/compare/iran-protests-2019/in-prison.json?on=2020-01")).json()["comparisons"][
        0
    ]
    response = await get(site, f"/figures/-/comparison/{found['id']}", status=302)
    assert response.headers["location"] == "/figures/-/compare/iran-protests-2019/in-prison?on=2020-01"


# several databases, other databases, rights


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    path = tmp_path_factory.mktemp("other") / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("create table event (id text primary key, name text)")
    connection.execute("insert into event values ('a', 'somebody else’s event')")
    connection.commit()
    connection.close()
    return str(path)


async def test_other_databases_stay_as_they_are(serve, built, stranger):
    site = await serve(built[0], stranger)
    home = await get(site, "/")
    assert "/figures/-/claims" in hrefs(home)
    assert "/other" in hrefs(home)
    await get(site, "/other/-/claims", status=404)
    await get(site, "/other/-/event/a", status=404)
    row = await get(site, "/other/event")
    assert "/-/event/" not in row.text
    assert "tables.css" not in row.text


async def test_several_claims_databases_are_served_side_by_side(serve, built, tmp_path):
    web_database.build(tmp_path / "second.db")
    site = await serve(built[0], str(tmp_path / "second.db"))
    listed = await get(site, "/-/claims")
    assert {"/figures/-/claims", "/second/-/claims"} <= set(hrefs(listed))
    assert structure(listed.text) == []
    page = await get(site, "/second/-/compare/iran-protests-2019/killed")
    assert [href for href in hrefs(page) if href.startswith("/figures")] == []
    assert {"/figures/-/claims", "/second/-/claims"} <= set(hrefs(await get(site, "/")))


async def test_a_database_of_another_version_is_refused_with_the_next_step(serve, built, tmp_path):

    path = tmp_path / "newer.db"
    shutil.copy(built[0], path)
    connection = sqlite3.connect(path)
    connection.execute("pragma user_version = 99")
    connection.close()
    site = await serve(str(path))
    assert "schema version 99" in text_of(await get(site, "/newer/-/claims", status=503))


async def test_a_private_database_stays_private(serve, built, ids):
    rule = {"databases": {"figures": {"allow": {"id": "root"}}}}
    site = await serve(built[0], **configured(rule))
    for path in [*pages(ids).values(), "/figures/-/compare/iran-protests-2019.json"]:
        assert "Amnesty" not in (await get(site, path, status=403)).text


async def test_a_private_table_of_claims_makes_the_pages_private_and_one_of_documents_theirs(serve, built, ids):
    site = await serve(built[0], **configured({"databases": {"figures": {"tables": {"claim": {"allow": False}}}}}))
    assert await statuses(site, killed(), "/figures/-/compare/iran-protests-2019.json") == [403, 403]
    site = await serve(built[0], **configured({"databases": {"figures": {"tables": {"document": {"allow": False}}}}}))
    assert await statuses(site, f"/figures/-/document/{ids['arabic']}", killed()) == [403, 200]


async def test_a_private_database_is_not_listed(serve, built):
    site = await serve(built[0], **configured({"databases": {"figures": {"allow": False}}}))
    assert "figures/-/claims" not in (await get(site, "/-/claims")).text


async def test_a_base_url_stands_before_every_address(serve, built, ids):
    site = await serve(built[0], settings={"base_url": "/there/"})
    for path in (pages(ids)[name] for name in ("front", "event", "compare", "document", "source", "claim")):
        response = await get(site, path)
        assert [href for href in hrefs(response) if href.startswith("/") and not href.startswith("/there/")] == []


async def test_a_title_and_licence_of_the_user_stand_on_the_front_page(serve, built):
    told = {
        "databases": {"figures": {"title": "Figures of 2019", "license": "CC BY 4.0", "license_url": "javascript:x"}}
    }
    site = await serve(built[0], metadata=told)
    response = await get(site, "/figures/-/claims")
    assert "<h1><bdi>Figures of 2019</bdi></h1>" in response.text
    assert "Licence: CC BY 4.0" in text_of(response)
    assert "javascript:x" not in response.text


# Datasette's own pages


async def test_the_table_of_claims_has_facets_with_names(open_site):
    response = await get(open_site, "/figures/claim")
    said = text_of(response)
    for facet in ("event", "measure", "source", "source_type", "hedge", "basis", "rank"):
        assert f"_facet={facet}" in response.text or re.search(
            rf'facet-info-name">\s*<strong>{facet}', response.text
        ), facet
    assert re.search(r"<a [^>]*>Amnesty International</a>", response.text)
    assert "These facets timed out" not in said


async def test_cells_lead_to_our_pages(open_site, ids):
    found = hrefs(await get(open_site, "/figures/claim?_size=max&event=iran-protests-2019"))
    assert "/figures/-/event/iran-protests-2019" in found
    assert "/figures/-/source/amnesty-international" in found
    assert f"/figures/-/claim/{ids['amnesty']}" in found
    assert [href for href in found if href.startswith("/figures/-/comparison/")]


async def test_a_row_leads_to_its_page(open_site, ids):
    assert f"/figures/-/claim/{ids['amnesty']}" in hrefs(await get(open_site, f"/figures/claim/{ids['amnesty']}"))
    assert f"/figures/-/document/{ids['arabic']}" in hrefs(await get(open_site, f"/figures/document/{ids['arabic']}"))
    assert "/figures/-/event/war" in hrefs(await get(open_site, "/figures/event/war"))
    assert "/figures/-/source/mek" in hrefs(await get(open_site, "/figures/source/mek"))


@pytest.mark.parametrize("table", ["claim", "source", "document", "appearance", "comparison", "event"])
async def test_cells_are_harmless_and_in_their_own_direction(open_site, table):
    response = await get(open_site, f"/figures/{table}?_size=max")
    assert ATTACK not in response.text
    assert [href for href in hrefs(response) if href.startswith("javascript")] == []
    assert '<bdi dir="auto">' in response.text


async def test_tables_and_columns_are_described(open_site):
    response = await get(open_site, "/figures/claim")
    assert "One source asserts one figure for one measure of one event" in response.text
    assert "what the figure rests on, from named victims down to a projection" in response.text
    assert "/figures/-/claims" in hrefs(response)


async def test_the_tables_of_the_search_index_are_hidden(open_site):
    visible = re.findall(r"<h3[^>]*>\s*<a href=\"/figures/([^\"]+)\"", (await get(open_site, "/figures")).text)
    assert "claim" in visible
    assert [table for table in visible if "_fts" in table or table.startswith("sqlite_")] == []


async def test_settings_of_the_user_go_first(serve, public):
    settings = {"databases": {"figures": {"tables": {"claim": {"size": 3, "facets": ["rank"]}}}}}
    site = await serve(public, **configured(settings))
    response = await get(site, "/figures/claim")
    assert len(re.findall(r"<td class=\"col-says", response.text)) == 3
    assert 'data-column="hedge"' in response.text
    assert not re.search(r'facet-info-name">\s*<strong>hedge', response.text)


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [
        ("claim", "متظاهرا", {"amnesty", "overlap"}),
        ("claim", "161", {"amnesty", "overlap"}),
        ("claim", "١٦١ متظاهر", set()),
        ("claim", "۱۶۱ متظاهراً", {"amnesty", "overlap"}),
        ("claim", "علي الاقل", {"amnesty", "mek"}),
        ("claim", "قُتِلوا", {"amnesty"}),
        ("claim", '"', set()),
        ("claim", "AT LEAST", {"hostile"}),
        ("document", "الاحتجاجات", {"arabic"}),
        ("document", "ایران", {"arabic"}),
        ("document", "nothing COUNTED", {"silent"}),
    ],
)
async def test_search_finds_whatever_the_letters_marks_digits_and_case(open_site, ids, table, words, found):
    response = await open_site.client.get(
        f"/figures/{table}.json", params={"_search": words, "_shape": "objects", "_size": "max"}
    )
    assert response.status_code == 200, response.text
    names = {key: name for name, key in ids.items()}
    assert {names[row["id"]] for row in response.json()["rows"]} == found


async def test_raw_queries_on_other_databases_are_not_folded(serve, built, stranger):
    site = await serve(built[0], stranger)
    for name, said in (("figures", '"162"'), ("other", '"١٦٢"')):
        rows = await site.get_database(name).execute("select escape_fts('١٦٢') as said")
        assert rows.rows[0]["said"] == said


async def test_our_style_sheets_are_there(open_site):
    for name in ("claims.css", "tables.css"):
        response = await get(open_site, compat.static(open_site, name))
        assert response.headers["content-type"].startswith("text/css")


# parts


def test_every_table_is_described_from_the_schema():
    assert {"claim", "event", "source", "measure", "document", "appearance", "comparison", "change_log"} <= set(
        descriptions()
    )
    assert columns()["event"]["country"] == "ISO 3166-1 alpha-3"
    assert columns()["claim"]["published"] == "0: withheld from readers"


@pytest.mark.parametrize(
    ("address", "is_web"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://example.org", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("http://[", False),
        ("ftp://example.org", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_links(address, is_web):
    assert web_address(address) == (address if is_web else None)


def place_of(claim, start, end):
    return Appearance(claim, "d", quote="x", quote_start=start, quote_end=end)


@pytest.mark.parametrize(
    ("places", "cut"),
    [
        ([], [("0123456789", ())]),
        ([("a", 2, 5)], [("01", ()), ("234", ("a",)), ("56789", ())]),
        ([("a", 0, 10)], [("0123456789", ("a",))]),
        ([("a", 0, 6), ("b", 4, 10)], [("0123", ("a",)), ("45", ("a", "b")), ("6789", ("b",))]),
        ([("a", 0, 10), ("b", 2, 4)], [("01", ("a",)), ("23", ("a", "b")), ("456789", ("a",))]),
        ([("a", 2, 4), ("b", 2, 4)], [("01", ()), ("23", ("a", "b")), ("456789", ())]),
        ([("a", 2, 40), ("b", None, None)], [("01", ()), ("23456789", ("a",))]),
        ([("a", 20, 40)], [("0123456789", ())]),
    ],
    ids=["none", "one", "all", "overlapping", "nested", "the same", "to its end", "beyond the text"],
)
def test_a_text_is_cut_at_the_ends_of_its_quotes(places, cut):
    found = pieces("0123456789", [place_of(*one) for one in places])
    assert [(piece.text, piece.claims) for piece in found] == cut
    assert "".join(piece.text for piece in found) == "0123456789"


def test_the_newest_claims_hold_the_last_word_of_every_source(built):
    connection = claims.schema.connect(built[0])
    reader = PageReader(connection)
    (item,) = [found for found in reader.comparisons(event="war") if found.population == "all"]
    found = reader.newest_of_comparison(item.id, limit=10)
    assert len(found) == 10
    assert {claim.source for claim in found} == {"ministry", "mek"}
    assert [claim.as_of for claim in found] == sorted(claim.as_of for claim in found)
    every = [claim for claim in reader.claims(comparisons=[item.id]) if claim.source == "ministry"]
    assert {claim.id for claim in found if claim.source == "ministry"} == {claim.id for claim in every[-9:]}
    assert len(reader.newest_of_comparison(item.id, limit=-1)) == len(every) + 1
    connection.close()


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://x.example/a?b=[1]|2", "https://x.example/a?b=%5B1%5D%7C2"),
        ("https://[::1]/a{b}", "https://[::1]/a%7Bb%7D"),
        ("https://x.example/نبأ?q=%20", "https://x.example/نبأ?q=%20"),
    ],
)
def test_what_stands_in_no_url_is_encoded(address, href):
    assert web_address(address) == href
