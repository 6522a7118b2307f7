"""A corpus of attacks in every text that people can enter, over every page and format of the site."""

import asyncio
import csv
import io
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from builders import Clock
from copies import built_once
from datasette.app import Datasette
from web_site import plugin  # noqa: F401 - a fixture

from claims.exporters.csv import harmless
from claims.model import (
    Alias,
    Document,
    Draft,
    Event,
    LinkRelation,
    Measure,
    Outcome,
    Reconciliation,
    Source,
    SourceType,
)
from claims.pipeline.claim_store import ClaimStore

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e"
ATTACKS = {
    "script": "<script>alert(1)</script>",
    "ends a script": "</script><script>alert(1)</script><!--",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "apostrophe": "' onfocus='alert(1)' autofocus='",
    "image": "<img src=x onerror=alert(1)>",
    "svg": "</title></svg><svg onload=alert(1)>",
    "cdata": "]]><script/>&evil;<!DOCTYPE x>",
    "javascript": "javascript:alert(1)",
    "address": 'https://evil.example/"><script>alert(1)</script>',
    "override": "\u202egnp.exe\u202dabc",
    "formula": '=HYPERLINK("http://evil.example","click")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "wide formula": "＝1+1",
    "hidden formula": "\u200b=1+1",
    "template": "{{7*7}}{% raw %}${7*7}",
    "wiki": "[[Category:Evil]]{{delete}}|}\n|-\n<ref>x</ref>'''",
    "tex": "\\input{/etc/passwd}}%$#_^~&",
    "header": "x\r\nSet-Cookie: evil=1",
    "separators": "a\u2028b\u2029c",
}
ENDINGS = ("csv", "svg", "txt", "bib", "csl", "wiki", "json")


@built_once
def build(path):
    """A database in which every text is an attack; returns for each attack the addresses of its pages."""
    found = {}
    with ClaimStore.create(path, clock=Clock()) as store:
        for number, (name, attack) in enumerate(ATTACKS.items()):
            found[name] = _record(store, number, attack)
    return found


def _record(store, number, attack):
    event, source, other, measure = (f"{kind}-{number}" for kind in ("event", "source", "other", "measure"))
    store.add_event(Event(event, f"{attack}{number}", place=attack), by=attack)
    store.add_source(Source(source, f"{attack} s{number}", SourceType.NGO, url=attack), by=attack)
    store.add_source(Source(other, f"{attack} o{number}", SourceType.WIRE, url=attack), by=attack)
    store.add_measure(Measure(measure, f"{attack} m{number}", unit=attack, definition=attack), by=attack)
    store.add_alias(Alias(f"{attack} a{number}", "event", event), by=attack)
    text = f"{attack} At least 12 were hurt. {attack}"
    document = store.add_document(
        Document("", f"{attack} t{number}", source, f"{attack}?{number}", archive_url=attack, text=text), by=attack
    )

    def claim(who, says, quote=None):
        told = {"population": f"{attack} p", "place": attack, "as_of": "2020-01-01", "note": attack}
        draft = Draft(
            event,
            measure,
            who,
            says,
            quote=quote,
            locator=attack,
            language="en",
            relayed_by=other,
            basis="reported",
            **told,
        )
        return store.add_claim(draft, by=attack, document=document if quote else None).claim

    first, second = claim(source, "at least 12", text), claim(other, "at most 5")
    third = claim(other, "about 20")
    store.link(second.id, LinkRelation.DISPUTES, first.id, reason=attack, by=attack)
    store.link(third.id, LinkRelation.DERIVED_FROM, first.id, reason=attack, by=attack)
    store.judge(second.id, by=attack, reason=attack, changes={"rank": "preferred", "rank_reason": attack})
    store.decide(
        Reconciliation(
            0,
            first.comparison,
            Outcome.PREFERRED_CLAIM,
            "analyst",
            attack,
            attack,
            "2020-05-20T10:00:00Z",
            claim=first.id,
        )
    )
    compare = f"/figures/-/compare/{event}/{measure}"
    return {
        "event": f"/figures/-/event/{event}",
        "compare event": f"/figures/-/compare/{event}",
        "compare": compare,
        "embed": f"{compare}/embed",
        "claim": f"/figures/-/claim/{first.id}",
        "other claim": f"/figures/-/claim/{second.id}",
        "claim.json": f"/figures/-/claim/{first.id}.json",
        "event.json": f"/figures/-/compare/{event}.json",
        "source": f"/figures/-/source/{source}",
        "document": f"/figures/-/document/{document}",
        "feed": f"/figures/-/feed/{event}.atom",
        **{ending: f"{compare}.{ending}" for ending in ENDINGS},
    }


KINDS = ("event", "compare event", "compare", "embed", "claim", "other claim", "source", "document")
EVERYTHING = {
    "front": "/figures/-/claims",
    "all news": "/figures/-/feed.atom",
    "sitemap": "/figures/-/sitemap.xml",
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory, plugin):  # noqa: F811
    """What every address answers, by attack and kind of page; those about everything stand under the attack ""."""
    path = tmp_path_factory.mktemp("hostile") / "figures.db"
    addresses = {**build(path), "": EVERYTHING}

    async def fetch():
        site = Datasette([str(path)], metadata={"title": ATTACKS["script"], "license": ATTACKS["attribute"]})
        await site.invoke_startup()
        found = {
            (name, kind): await site.client.get(address)
            for name, kinds in addresses.items()
            for kind, address in kinds.items()
        }
        for database in site.databases.values():
            if hasattr(database, "close"):
                database.close()
        return found

    return asyncio.run(fetch())


def of(answers, attack, *kinds):
    found = {kind: answers[attack, kind] for kind in kinds}
    assert {response.status_code for response in found.values()} == {200}
    return found.items()


class Reader(HTMLParser):
    """Reads a page as a browser does, and collects what may act and what overrides direction unconfined."""

    def __init__(self):
        super().__init__()
        self.acting, self.unconfined, self.stack = [], [], []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "script" and found != {"type": "application/ld+json"}:
            self.acting.append(self.get_starttag_text())
        if tag in {"iframe", "object", "embed", "applet", "frame", "img"} or (tag == "meta" and "http-equiv" in found):
            self.acting.append(self.get_starttag_text())
        if any(name.startswith("on") or name in {"autofocus", "srcdoc", "style"} for name in found):
            self.acting.append(self.get_starttag_text())
        for name in ("href", "src", "action", "formaction"):
            if name in found and not re.match(r"/|#|https?://|data:,$", found[name] or "#"):
                self.acting.append(f"{tag} {name}={found[name]}")
        if tag not in {"area", "br", "col", "hr", "img", "input", "link", "meta", "base"}:
            self.stack.append((tag, tag == "bdi" or "dir" in found))

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _ in self.stack]
        is_confined = any(confined for _, confined in self.stack) or "script" in tags
        if any(sign in data for sign in OVERRIDES) and not is_confined:
            self.unconfined.append((tags[-1:], data[:80]))


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_page_acts_for_an_attacker(answers, attack):
    for kind, response in [*of(answers, attack, *KINDS), *of(answers, "", "front")]:
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        assert "set-cookie" not in response.headers or "evil" not in response.headers["set-cookie"]
        reader = Reader()
        reader.feed(response.text)
        assert reader.acting == [], kind
        assert reader.unconfined == [], kind
        assert "script-src" not in response.headers["content-security-policy"]
        assert "default-src 'none'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_linked_data_is_data(answers, attack):
    for _, response in of(answers, attack, "claim"):
        found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.text, flags=re.DOTALL)
        assert len(found) == 1
        assert json.loads(found[0])["@type"] == "Claim"
        assert not re.search("[<>&\u2028\u2029]", found[0])


@pytest.mark.parametrize("attack", ATTACKS)
def test_drawings_feeds_and_sitemaps_are_sound_and_do_not_act(answers, attack):
    for kind, response in [*of(answers, attack, "svg", "feed"), *of(answers, "", "all news", "sitemap")]:
        assert "<!DOCTYPE" not in response.text
        for element in ET.fromstring(response.text).iter():  # noqa: S314 - what is tested
            name = element.tag.rpartition("}")[2]
            assert name not in {"script", "foreignObject", "image", "iframe", "use", "set", "animate"}, kind
            assert [key for key in element.attrib if key.startswith("on")] == [], kind
            href = element.get("href")
            assert href is None or href.startswith("http://localhost/figures/-/"), kind
        assert not any(sign in response.text for sign in OVERRIDES), kind
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in response.headers["content-security-policy"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_data_is_json_and_nothing_else(answers, attack):
    for _, response in of(answers, attack, "json", "csl", "claim.json", "event.json"):
        json.loads(response.text)
        assert "json" in response.headers["content-type"]
        assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_of_a_csv_is_a_formula(answers, attack):
    for _, response in of(answers, attack, "csv"):
        table = list(csv.reader(io.StringIO(response.text, newline="")))
        assert len({len(row) for row in table}) == 1, "a cell has broken out of its row"
        cells = [cell.lstrip("\u200b \t\r\n") for row in table for cell in row]
        assert [cell for cell in cells if cell[:1] in set("=+-@＝＋－＠") and cell] == []
        assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.csv"', response.headers["content-disposition"])


@pytest.mark.parametrize("attack", ATTACKS)
def test_citations_hold_no_markup_of_an_attacker(answers, attack):
    wiki = answers[attack, "wiki"].text
    assert set(re.findall(r"<[^>]*>", wiki)) == {"<ref>", "</ref>"}
    assert wiki.count("{{") == wiki.count("{{cite") == wiki.count("}}") == wiki.count("</ref>")
    assert "[[" not in wiki
    assert [line for line in wiki.splitlines() if not re.match(r"\{\||\|\+|! |\|-|\| |\|\}", line)] == []
    bibtex = answers[attack, "bib"].text
    bare = re.sub(r"\\[{}]", "", bibtex)
    assert bare.count("{") == bare.count("}")
    assert re.findall(r"\\(?!text(?:backslash|ascii(?:tilde|circum))\{\}|[{}#$%&_])", bibtex) == []
    text = answers[attack, "txt"].text
    assert text.count("\n") == 1
    for found in (wiki, bibtex, text):
        assert not any(sign in found for sign in OVERRIDES)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("\t=1+1", "'\t=1+1"),
        ("\r\n@x", "'\r\n@x"),
        ("\ufeff-x", "'\ufeff-x"),
        ("＋1", "'＋1"),
        ("at least 12", "at least 12"),
        ("a=b", "a=b"),
        ("", ""),
        (-5, -5),
        (None, None),
    ],
)
def test_only_what_begins_like_a_formula_is_changed(cell, written):
    assert harmless(cell) == written
