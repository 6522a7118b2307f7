"""A site of plain files: every link leads somewhere, nothing withheld is in it, and a killed command leaves no half."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import jsonschema
import pytest
import test_web_hostile as hostile
import web_database
from builders import Clock
from web_database import SECRET
from web_site import built, plugin  # noqa: F401 - fixtures

from claims.errors import AlreadyExists, NoDatabase, Refused
from claims.exporters import png
from claims.exporters.search_index import MOST_BYTES, Entry, as_script
from claims.model import Event, Source
from claims.pipeline.claim_store import ClaimStore
from claims.text import fold
from claims.web.static_links import StaticLinks, name_of
from claims.web.static_site import DATABASE, MARK, write_site

URL = "https://example.org/claims/"


class Found(HTMLParser):
    """Every address in a page, its anchors, and what is loaded with it."""

    def __init__(self, text):
        super().__init__()
        self.addresses, self.ids, self.policy = [], set(), ""
        self.feed(text)

    def handle_starttag(self, _, attrs):
        told = dict(attrs)
        self.addresses += [told[name] for name in ("href", "src", "action") if told.get(name)]
        if told.get("id"):
            self.ids.add(told["id"])
        if told.get("http-equiv") == "refresh":
            self.addresses.append(told["content"].partition("url=")[2])
        if told.get("http-equiv") == "Content-Security-Policy":
            self.policy = told["content"]


@pytest.fixture(scope="module")
def site(built, tmp_path_factory):  # noqa: F811
    """The folder of the site of a database with withheld claims."""
    folder = tmp_path_factory.mktemp("static") / "site"
    write_site(built[0], folder, address=URL)
    return folder


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """The folder of the site of a database in which every text is an attack."""
    folder = tmp_path_factory.mktemp("attacked")
    hostile.build(folder / "figures.db")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(png, "is_available", lambda: False)  # a picture of pixels acts for nobody, and takes long
        write_site(folder / "figures.db", folder / "site", address=URL)
    return folder / "site"


@pytest.fixture
def small(tmp_path):
    """The path of a database with two sources."""
    path = tmp_path / "c.db"
    with ClaimStore.create(path, clock=Clock()) as store:
        store.add_event(Event("flood", "Flood"), by="A")
        store.add_source(Source("police", "Police"), by="A")
    return path


def pages(folder):
    return {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}


def broken(folder):
    """Every address in the pages of a site that leads to no file of it, or to no place in that file."""
    read = {path: Found(text) for path, text in pages(folder).items()}
    files = {path for path in folder.rglob("*") if path.is_file()}
    for path, found in read.items():
        for address in found.addresses:
            parts = urlsplit(address)
            if parts.scheme in {"http", "https", "data", "mailto"}:
                continue
            target = Path(os.path.normpath(path.parent / unquote(parts.path))) if parts.path else path
            if target not in files:
                yield f"{path.relative_to(folder)}: {address}"
            elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in read[target].ids:
                yield f"{path.relative_to(folder)}: no {parts.fragment} in {parts.path}"


@pytest.mark.parametrize("name", ["site", "attacked"])
def test_every_link_leads_to_a_file_of_the_site(name, request):
    folder = request.getfixturevalue(name)
    assert len(pages(folder)) > 30
    assert not list(broken(folder.resolve()))


@pytest.mark.parametrize("name", ["site", "attacked"])
def test_every_page_is_valid_html(name, request):
    found = {}
    for path, text in pages(request.getfixturevalue(name)).items():
        parser = html5lib.HTMLParser()
        parser.parse(text)
        ids = re.findall(r'\sid="([^"]*)"', text)
        found[path] = parser.errors, {key for key in ids if ids.count(key) > 1}
    assert len(found) > 30
    assert {path: told for path, told in found.items() if told != ([], set())} == {}


def test_the_check_of_links_finds_a_missing_page(site, tmp_path):
    copy = tmp_path / "site"
    copy.mkdir()
    (copy / "index.html").write_text('<a href="event/x.html">x</a><a href="index.html#y">y</a>', encoding="utf-8")
    assert list(broken(copy)) == ["index.html: event/x.html", "index.html: no y in index.html"]
    assert site.is_dir()


def test_all_that_can_be_seen_has_a_page(site, built):  # noqa: F811
    ids = built[1]
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for name in ("amnesty", "older", "mek", "overlap", "prison later", "cause"):
        assert {f"claim/{ids[name]}.html", f"claim/{ids[name]}.json"} <= names
    for page in ("index", "event/iran-protests-2019", "source/mek", f"document/{ids['arabic']}"):
        assert {f"{page}.html", f"{page}.json"} <= names
    compare = "compare/iran-protests-2019/killed"
    for ending in ("html", "json", "csv", "svg", "png", "txt", "bib", "csl.json", "wiki.txt", "embed.html"):
        assert f"{compare}.{ending}" in names
    others = {"feed.atom", "sitemap.xml", "robots.txt", "search.html", "schema/compare.json", DATABASE, MARK}
    assert others <= names
    assert json.loads((site / MARK).read_text(encoding="utf-8"))["files"] == len(names)


def test_nothing_withheld_is_in_any_file(site, built):  # noqa: F811
    ids = built[1]
    hidden = [SECRET, "at least 77", ids["secret"], ids["shared secret"]]
    for path in (path for path in site.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert [text for text in hidden if text.encode() in content or text in path.name] == [], path
    assert Path(built[0]).read_bytes().count(SECRET.encode())  # there it is


def test_the_data_keep_to_the_schemas(site, built):  # noqa: F811
    schemas = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (site / "schema").iterdir()}
    kinds = {"event": "event", "source": "source", "claim": "claim", "document": "document", "compare": "compare"}
    counted = dict.fromkeys(kinds, 0)
    for kind, name in kinds.items():
        validator = jsonschema.Draft202012Validator(schemas[name])
        for path in (site / kind).rglob("*.json"):
            if not path.name.endswith(".csl.json"):
                validator.validate(json.loads(path.read_text(encoding="utf-8")))
                counted[kind] += 1
    assert min(counted.values()) > 0, counted
    front = json.loads((site / "index.json").read_text(encoding="utf-8"))
    jsonschema.validate(front, schemas["front"])
    assert built[1]["amnesty"]


def test_the_usual_scope_and_another_are_different_pages(site):
    usual = json.loads((site / "compare/iran-protests-2019/killed.json").read_text(encoding="utf-8"))
    assert {item["population"] for item in usual["comparisons"]} == {"all"}
    others = list((site / "compare/iran-protests-2019/killed").glob("*.json"))
    told = [json.loads(path.read_text(encoding="utf-8")) for path in others if not path.name.endswith(".csl.json")]
    assert [item["population"] for data in told for item in data["comparisons"]] == ["Kurds & <others>"]
    page = (site / "compare/iran-protests-2019/killed.html").read_text(encoding="utf-8")
    assert others[0].name.partition(".")[0] in page  # the menu of scopes leads there


def test_a_merged_event_leads_to_the_one_it_is(site):
    page = (site / "event/iran-2019.html").read_text(encoding="utf-8")
    assert 'content="0; url=../event/iran-protests-2019.html"' in page


def test_pages_offer_only_what_a_file_can_answer(site):
    for path, text in pages(site).items():
        assert "known on" not in text, path
        assert "<form" not in text or path.name in {"index.html", "search.html"}, path
        assert "See it without a source" not in text, path
        if 'http-equiv="refresh"' not in text:
            policy = Found(text).policy
            assert policy.startswith("default-src 'none'"), path
            assert ("script-src" in policy) == (path.name == "search.html"), path


def test_whole_addresses_are_those_of_the_site(site):
    feed = ET.parse(site / "feed.atom")  # noqa: S314 - ours
    links = [link.get("href") for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
    assert len(links) > 3
    assert all(link.startswith(URL) and (site / link.removeprefix(URL)).is_file() for link in links)
    for address in re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8")):
        assert (site / address.removeprefix(URL)).is_file(), address
    assert URL in (site / "compare/iran-protests-2019/killed.txt").read_text(encoding="utf-8")


def test_no_file_acts_for_an_attacker(attacked):
    own = re.compile(
        r"""<meta http-equiv="(Content-Security-Policy|refresh)"[^>]*>|<script src="static/search[^"]*" defer>"""
    )
    inside = re.compile(r"=(\.\./|[\w-]+/|[\w-]+\.(html|json|db|atom|xml))")
    found = {}
    for path, text in pages(attacked).items():
        reader = hostile.Reader()
        reader.feed(own.sub("", text))
        found[path] = [act for act in reader.acting if not inside.search(act)], reader.unconfined
    assert len(found) > 7 * len(hostile.ATTACKS)
    assert {path: told for path, told in found.items() if told != ([], [])} == {}


def test_the_search_index_is_a_script_of_data_only(attacked):
    text = (attacked / "static/search-index.js").read_text(encoding="utf-8")
    entries, table = map(
        json.loads, text.removesuffix(";\n").split("window.claimsIndex = ")[1].split(";\nwindow.claimsFold = ")
    )
    assert {kind for kind, *_ in entries} == {"event", "source", "comparison", "document", "quote"}
    assert all((attacked / unquote(href)).is_file() for _, _, href, _, _ in entries)
    assert table["ي"] == "ي" if "ي" in table else table["ی"] == "ي"


def test_the_page_folds_as_the_index_is_folded(site):
    words = ["Straße", "ÉTÉ", "قُتِلَ", "۱۶۱", "٦٠٠", "Ёлка", "ﷺ", "ﻻ", "כׇּל", "Ａ１", "naïve—co-op", "مُتظاهِراً", "a b"]
    text = (site / "static/search-index.js").read_text(encoding="utf-8")
    table = json.loads(text.removesuffix(";\n").split("window.claimsFold = ")[1])
    for word in words:
        assert " ".join("".join(table.get(sign, sign) for sign in word).split()) == fold(word)


def test_what_does_not_fit_is_counted():
    half = "x" * (MOST_BYTES // 4)
    script, held, left_out = as_script([Entry("quote", half, "a"), Entry("quote", half, "b"), Entry("quote", "y", "c")])
    assert (held, left_out) == (1, 2)
    assert json.loads(script.split("window.claimsIndex = ")[1].split(";\n")[0])[0][:3] == ["quote", half, "a"]


@pytest.mark.parametrize("key", ["a/b", "..", "con?", "a_b", "a~b", "x" * 300, "é", "A", "قتل" * 60, "a.json", ""])
def test_names_of_files_are_safe_and_tell_keys_apart(key):
    name = name_of(key)
    assert re.fullmatch(r"[A-Za-z0-9_-]{0,130}", name)
    others = {"a/b", "..", "con?", "a_b", "a_2Fb", "a~b", "x" * 300, "x" * 301, "é", "A", "a.json"} - {key}
    assert name not in {name_of(other) for other in others}
    assert StaticLinks("../").event(key) == f"../event/{name}.html"


def test_it_is_written_anew_only_when_told_to(small, tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    first = write_site(small, folder, address=URL)
    (folder / "event/flood.html").write_text("old", encoding="utf-8")
    with pytest.raises(Refused, match="is not empty") as refused:
        write_site(small, folder, address=URL)
    assert "--replace" in refused.value.hint
    assert write_site(small, folder, address=URL, replace=True).files == first.files
    assert (folder / "event/flood.html").read_text(encoding="utf-8") != "old"
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("c.db")] == ["site"]


def test_a_folder_with_other_files_is_never_replaced(small, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("dear", encoding="utf-8")
    for replace in (False, True):
        with pytest.raises(Refused, match="is not empty"):
            write_site(small, tmp_path / "mine", address=URL, replace=replace)
    assert (tmp_path / "mine/letter.txt").read_text(encoding="utf-8") == "dear"
    with pytest.raises(AlreadyExists):
        write_site(small, tmp_path / "mine/letter.txt", address=URL)
    with pytest.raises(NoDatabase, match="there is no folder"):
        write_site(small, tmp_path / "none/site", address=URL)


@pytest.mark.parametrize(
    "address", ["", "example.org", "ftp://example.org/", "javascript:alert(1)", "https:///x", "https://e.org/?q"]
)
def test_an_address_that_is_none_is_refused(small, tmp_path, address):
    with pytest.raises(Refused, match="no address of a site"):
        write_site(small, tmp_path / "site", address=address)
    assert not (tmp_path / "site").exists()


def test_a_collection_without_claims_has_a_site(small, tmp_path):
    made = write_site(small, tmp_path / "site", address="https://example.org")
    assert (tmp_path / "site/event/flood.html").is_file()
    assert made.withheld == 0
    assert "https://example.org/feed.atom" in (tmp_path / "site/feed.atom").read_text(encoding="utf-8")


def test_a_killed_command_leaves_the_folder_as_it_was(tmp_path):
    web_database.build(tmp_path / "c.db")
    command = [sys.executable, "-m", "claims", "publish", "static", "site", "--url", URL, "--db", "c.db"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    before = {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    killed = 0
    for delay in (0.5, 0.8, 1.1, 1.4):
        running = subprocess.Popen(
            [*command, "--replace"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        time.sleep(delay)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        killed += running.returncode == -signal.SIGKILL
        now = {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
        assert now.keys() == before.keys()
    assert killed
    done = subprocess.run([*command, "--replace"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert f"Wrote {len(before):,} files to site; 2 withheld claims are left out." in done.stderr + done.stdout


def test_the_database_beside_the_pages_is_the_public_copy(site):
    with closing(sqlite3.connect(f"file:{site / DATABASE}?mode=ro", uri=True)) as connection:
        assert connection.execute("select count(*) from claim where published = 0").fetchone() == (0,)
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    assert not list(site.glob("*.db-*"))
