"""No page weighs more than 60 kB without its plots, whatever is said: on the demo, and where much is said at length."""

import re

import pytest
from builders import Clock
from web_site import get, plugin, serve  # noqa: F401 - fixtures

from claims.model import Document, Draft, Event, LinkRelation, Measure, Outcome, Reconciliation, Source
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import build
from claims.web import pages_evidence, view
from claims.web.static_site import write_site

BY = "M. Rahimi"
HEAVIEST = 60_000
PLOT = re.compile(r"<svg.*?</svg>", re.DOTALL)
SOURCES = 60
COPIES = 30
REPORTS = 9
EVIDENCE = r'<td class="figure"><a href="[^"]*claim/([0-9a-f]{20})'
QUOTE = "أعلنت وزارة الصحة في بيان لها مساء اليوم أن عدد القتلى بلغ {} على الأقل في جميع محافظات البلاد"


def weight(text):
    return len(PLOT.sub("", text).encode())


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("weight") / "demo.db"
    build(path)
    return str(path)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """The path of a database in which sixty sources speak of one event, each in many reports, and many copy one."""
    path = tmp_path_factory.mktemp("weight") / "crowd.db"
    with ClaimStore.create(path, clock=Clock()) as store:
        with store.transaction():
            _say(store)
        claims = store.reader.claims()
        for claim in claims[1 : COPIES + 1]:
            store.link(claim.id, LinkRelation.DERIVED_FROM, claims[0].id, reason="names it as its source", by=BY)
        decided = Reconciliation(
            number=0,
            comparison=claims[0].comparison,
            outcome=Outcome.PREFERRED_CLAIM,
            rule="latest",
            rationale="The latest of all.",
            decided_by=BY,
            decided_at="2023-02-06T10:00:00Z",
            claim=claims[-1].id,
        )
        store.decide(decided)
    return str(path)


def _say(store):
    store.add_event(Event("zilzal", "زلزال شمال سوريا وجنوب تركيا في شباط 2023"), by=BY)
    store.add_measure(Measure("killed", "Killed"), by=BY)
    for number in range(SOURCES):
        store.add_source(Source(f"s{number}", f"اللجنة المحلية للإغاثة في المحافظة رقم {number}"), by=BY)
        for report in range(REPORTS):
            quote = QUOTE.format(100 + number * 7)
            address = f"https://news.example/{number}/{report}"
            found = store.add_document(
                Document("", f"خبر عن الزلزال {number}, {report}", url=address, text=quote), by=BY
            )
            told = {"as_of": "2023-02-06", "quote": quote, "language": "ar"}
            store.add_claim(
                Draft("zilzal", "killed", f"s{number}", f"at least {100 + number * 7}", **told), by=BY, document=found
            )


async def light(instance, front):
    """Follow the links between own pages from the front page and return what each weighs."""
    found, waiting = {}, [front]
    while waiting:
        path = waiting.pop()
        if path in found or len(found) > 250:
            continue
        response = await instance.client.get(path, follow_redirects=True)
        found[path] = weight(response.text)
        links = re.findall(r'href="(/[^/"]+/-/(?:event|compare|claim|source|document)/[^"#]*)', response.text)
        waiting += [link for link in links if not re.search(r"\.\w+$|\?", link)]
    return found


@pytest.mark.parametrize("name", ["demo", "crowd"])
async def test_every_page_is_light(serve, request, name):  # noqa: F811 - a fixture
    instance = await serve(request.getfixturevalue(name))
    found = await light(instance, f"/{name}/-/claims")
    assert {path.split("/")[3] for path in found} >= {"claims", "event", "compare", "claim", "source", "document"}
    assert {path: size for path, size in found.items() if size > HEAVIEST} == {}


async def test_what_a_page_leaves_out_it_counts(serve, crowd):  # noqa: F811 - a fixture
    instance = await serve(crowd)
    page = (await get(instance, "/crowd/-/compare/zilzal/killed")).text
    assert f"{REPORTS - 2} more reports, on the page of the claim" in page
    assert f"And {COPIES - 8} more, in" in page
    assert page.count("1 used, ") == 1
    considered = (await get(instance, "/crowd/-/compare/zilzal/killed.json")).json()
    decision = considered["comparisons"][0]["decision"]
    assert f"And {len(decision['considered']) - 15} more, in" in page


async def test_each_claim_has_its_quotes_on_its_page_and_all_references_in_the_file(serve, crowd):  # noqa: F811
    instance = await serve(crowd)
    for page in ("", "?page=2"):
        text = (await get(instance, f"/crowd/-/compare/zilzal/killed{page}")).text
        assert text.count('lang="ar"') == 2 * view.A_PAGE
        assert "no document recorded" not in text
    wiki = (await get(instance, "/crowd/-/compare/zilzal/killed.wiki")).text
    assert wiki.count("<ref>") == 1 + (SOURCES - COPIES) * REPORTS
    assert "A table of so many claims is not shown here" in text


async def test_all_reports_links_and_acts_of_a_claim_stand_on_its_pages(serve, crowd, monkeypatch):  # noqa: F811
    monkeypatch.setattr(pages_evidence, "A_PAGE", 4)
    instance = await serve(crowd)
    with ClaimStore.open(crowd) as store:
        claim = store.reader.claims()[0].id
    read, pages, path = [], 0, f"/crowd/-/claim/{claim}"
    while path:
        page = (await get(instance, path)).text
        read += re.findall(r'<h3><a href="/crowd/-/document/([^"?]*)', page)
        read += re.findall(r'<li><a href="/crowd/-/claim/([^"]*)', page)
        pages, path = pages + 1, max(re.findall(r'rel="next" href="([^"#]*)', page), default="")
    assert len(read) == len(set(read)) == REPORTS + COPIES
    assert pages == -(-COPIES // 4)
    assert "there is no page" in (await get(instance, f"/crowd/-/claim/{claim}?page={pages + 1}", 400)).text


def test_a_site_of_plain_files_turns_its_pages_too(crowd, tmp_path):
    write_site(crowd, tmp_path / "site", address="https://example.org/")
    files = (tmp_path / "site" / "compare").rglob("killed*.html")
    found = {path.name: path.read_text(encoding="utf-8") for path in files}
    pages = {name: text for name, text in found.items() if "embed" not in name}
    assert len(pages) == -(-SOURCES // view.A_PAGE)
    listed = [claim for text in pages.values() for claim in re.findall(EVIDENCE, text)]
    assert len(listed) == len(set(listed)) == SOURCES
    assert {name: weight(text) for name, text in pages.items() if weight(text) > HEAVIEST} == {}
    after = re.findall(r'rel="next" href="([^"#]*)', pages["killed.html"])
    assert set(after) == {"../../compare/zilzal/killed.page-2.html"}
