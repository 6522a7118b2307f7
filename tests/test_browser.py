"""The site in a real Chromium: a reader's way from the front page to the evidence, on each screen, for each reader."""

import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import web_database
from datasette.app import Datasette

pytestmark = pytest.mark.browser
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

ROOT = Path(__file__).resolve().parent.parent
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SERVE = """
import sys
from datasette.cli import cli
from datasette.plugins import pm
import claims.web
if not any(getattr(plugin, "__name__", "") == "claims.web" for plugin in pm.get_plugins()):
    pm.register(claims.web, "claims.web")
sys.argv[0] = "datasette"
cli()
"""
DESKTOP, PHONE = (1200, 900), (390, 844)
# What axe finds on Datasette's own pages, which are not ours to change.
DATASETTES_OWN = {
    "color-contrast",
    "empty-table-header",
    "heading-order",
    "html-has-lang",
    "label",
    "landmark-one-main",
    "region",
    "scrollable-region-focusable",
    "select-name",
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo database, or the reason why there is none."""
    from claims.pipeline.demo import build

    path = tmp_path_factory.mktemp("demo") / "claims.db"
    build(path)
    return path


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """The database of attacks, overlaps and long series, and its ids."""
    path = tmp_path_factory.mktemp("odd") / "figures.db"
    return path, web_database.build(path)


def serving(path, *arguments):
    """Start Datasette over a file, with arguments of its own; yields its address and stops it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", SERVE, "serve", str(path), "--port", "0", *arguments]
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as server:
        try:
            lines = []
            for line in server.stderr:
                lines.append(line)
                found = re.search(r"http://127\.0\.0\.1:\d+", line)
                if found:
                    threading.Thread(target=server.stderr.read, daemon=True).start()  # a full pipe would stop it
                    yield found[0]
                    break
            else:
                pytest.fail("Datasette did not start: " + "".join(lines))
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def site(demo):
    yield from serving(demo)


@pytest.fixture(scope="module")
def odd_site(odd):
    yield from serving(odd[0])


@pytest.fixture(scope="module")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("there is no chromium")
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


class Watched:
    """A page of a browser, and all that went wrong in it."""

    def __init__(self, browser, *, size=DESKTOP, **named):
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **named)
        self.page = self.context.new_page()
        self.trouble = []
        self.page.on("console", lambda said: self._note(said.type in {"error", "warning"}, f"console: {said.text}"))
        self.page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))
        self.page.on("request", lambda asked: self._note(not _is_here(asked.url), f"asked {asked.url}"))
        self.page.on("response", lambda got: self._note(got.status >= 400, f"{got.status} {got.url}"))

    def _note(self, is_trouble, text):
        if is_trouble:
            self.trouble.append(text)


def _is_here(url):
    return url.startswith(("http://127.0.0.1:", "data:"))


@pytest.fixture
def watch(chromium):
    """Open a page; at the end nothing may have gone wrong in it and nothing been asked of another machine."""
    opened = []

    def start(**named):
        opened.append(Watched(chromium, **named))
        return opened[-1].page

    yield start
    for watched in opened:
        watched.context.close()
    assert [text for watched in opened for text in watched.trouble] == []


def violations(page):
    """What axe finds: the rules broken, with the elements that break them."""
    found = axe.Axe().run(page).response["violations"]
    return {item["id"]: [node["html"][:160] for node in item["nodes"]] for item in found}


# the reader's way


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_reader_goes_from_the_front_page_to_the_marked_quote(watch, site, scripts):
    page = watch(java_script_enabled=scripts)
    page.goto(site)
    assert page.url == f"{site}/claims/-/claims"
    page.get_by_role("link", name="2019 Iranian protests", exact=True).click()
    playwright.expect(page.get_by_role("heading", level=1)).to_have_text("2019 Iranian protests")
    page.get_by_role("main").get_by_role("link", name="Killed", exact=True).click()
    playwright.expect(page.get_by_role("heading", level=1)).to_have_text("Killed, 2019 Iranian protests")
    playwright.expect(page.locator("svg.plot:visible")).to_have_count(2)
    page.locator("table.evidence").first.get_by_role("link", name="≥304").click()
    playwright.expect(page.get_by_role("heading", level=1)).to_have_text("Amnesty International: at least 304")
    page.locator(".appearance").first.get_by_role("link").first.click()
    page.wait_for_url("**/claims/-/document/*")
    assert "304" in page.locator("mark").first.inner_text()


def test_every_claim_and_event_leads_to_its_comparison(watch, site):
    page = watch()
    page.goto(f"{site}/claims/claim?event=iran-protests-2019&measure=killed")
    page.locator("td.col-comparison a").first.click()
    page.wait_for_url(f"{site}/claims/-/compare/iran-protests-2019/killed")
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="2019 Iranian protests").click()
    page.get_by_role("link", name="Compare everything").click()
    page.wait_for_url(f"{site}/claims/-/compare/iran-protests-2019")
    assert page.get_by_role("heading", level=1).inner_text()


def test_a_facet_narrows_the_table_of_claims(watch, site):
    page = watch()
    page.goto(f"{site}/claims/claim")
    page.locator(".facet-results").get_by_role("link", name="Arrested").click()
    page.wait_for_url("**measure=arrested*")
    cells = page.locator("td.col-measure").all_inner_texts()
    assert cells
    assert {text.split()[0] for text in cells} == {"Arrested"}


@pytest.mark.parametrize("words", ["متظاهرا", "۶۰۰ متظاهر", "اعتقال"], ids=["letters", "digits of Persian", "a word"])
def test_search_in_arabic_finds_claims(watch, site, words):
    page = watch()
    page.goto(f"{site}/claims/-/claims")
    page.get_by_label("Search events, sources, quotes and documents").fill(words)
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/-/search?q=*")
    marked = page.locator("#claim + .results mark").first
    assert marked.evaluate("element => getComputedStyle(element.parentElement).direction") == "rtl"
    page.locator("#claim + .results a").first.click()
    page.wait_for_url("**/claims/-/claim/*")
    directions = "elements => elements.map(element => getComputedStyle(element).direction)"
    assert "rtl" in page.locator("blockquote").evaluate_all(directions)


def test_a_menu_of_the_question_works_with_the_keyboard_alone(watch, site):
    page = watch()
    page.goto(f"{site}/claims/-/compare/iran-protests-2019/killed")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    while "scale" not in page.evaluate("document.activeElement.textContent"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**scale=linear")


def test_a_date_is_asked_for_in_a_form(watch, site):
    page = watch()
    page.goto(f"{site}/claims/-/compare/iran-protests-2019/killed?without=mek")
    page.locator("summary", has_text="as of:").click()
    page.get_by_label("as of (a date").fill("30 Nov 2019")
    page.locator("form", has=page.get_by_label("as of (a date")).get_by_role("button").click()
    page.wait_for_url("**?without=mek&as_of=30+Nov+2019")
    assert page.locator("summary", has_text="as of: 30 Nov 2019").is_visible()


# every screen, every reader

OWN = {
    "front": "/claims/-/claims",
    "event": "/claims/-/event/iran-protests-2019",
    "compare": "/claims/-/compare/iran-protests-2019/killed",
    "compare all": "/claims/-/compare/rabaa-2013",
    "source": "/claims/-/source/amnesty-international",
    "search": "/claims/-/search?q=متظاهر",
    "search in vain": "/claims/-/search?q=zzzz",
    "embed": "/claims/-/compare/iran-protests-2019/killed/embed",
    "missing": "/claims/-/event/iran-protest-2019",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", OWN.values(), ids=OWN)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(chromium, site, path, size, scheme):
    watched = Watched(chromium, size=size, color_scheme=scheme)
    watched.page.goto(site + path)
    assert violations(watched.page) == {}
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    watched.context.close()
    assert [text for text in watched.trouble if not ("404" in text and path == OWN["missing"])] == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_of_hostile_and_unusual_content_are_sound_too(watch, odd_site, odd, size):
    page = watch(size=size)
    ids = odd[1]
    paths = (
        "compare/attack/injured",
        "compare/war/killed",
        "compare/iran-protests-2019/in-prison?on=2019-12-01",
        "compare/iran-protests-2019/cause",
        f"claim/{ids['hostile']}",
        f"claim/{ids['deprecated']}",
        f"document/{ids['hostile document']}",
        f"document/{ids['arabic']}",
        "source/script",
        "event/attack",
        "compare/attack/injured/embed",
    )
    page.on("dialog", lambda shown: pytest.fail(f"a script ran: {shown.message}"))
    for path in paths:
        page.goto(f"{odd_site}/figures/-/{path}")
        assert violations(page) == {}, path
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path


FRAME = """address => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.onload = done;
  frame.src = address;
  document.body.append(frame);
})"""


PICTURE = """address => new Promise(done => {
  const one = new Image();
  one.onload = () => done(one.width);
  one.src = address;
})"""


def test_another_site_may_frame_the_page_to_embed_and_show_the_picture_and_no_other_page(chromium, site, odd_site):
    watched = Watched(chromium)
    page = watched.page
    page.goto(f"{odd_site}/-/versions.json")
    compare = f"{site}/claims/-/compare/iran-protests-2019/killed"
    page.evaluate(FRAME, f"{compare}/embed")
    playwright.expect(page.frames[-1].get_by_role("heading")).to_have_text("Killed, 2019 Iranian protests")
    assert page.evaluate(PICTURE, f"{compare}.svg") > 500
    assert watched.trouble == []
    page.evaluate(FRAME, compare)
    assert "frame-ancestors" in " ".join(watched.trouble)
    watched.context.close()


def test_right_to_left_text_begins_at_the_right_and_left_to_right_text_at_the_left(watch, odd_site, odd):
    page = watch()
    for name, edge in (("arabic", "right"), ("hostile document", "left")):
        page.goto(f"{odd_site}/figures/-/document/{odd[1][name]}")
        box = page.locator(".text").bounding_box()
        mark = page.locator("mark").first.bounding_box()
        gap = box["x"] + box["width"] - mark["x"] - mark["width"] if edge == "right" else mark["x"] - box["x"]
        assert gap < box["width"] / 3, name


def test_open_details_hold_nothing_that_axe_finds(watch, site):
    page = watch()
    page.goto(f"{site}/claims/-/compare/iran-protests-2019/killed")
    page.evaluate("document.querySelectorAll('main details:not(.chip)').forEach(one => { one.open = true })")
    page.locator("summary", has_text="as of:").click()
    assert violations(page) == {}


def test_a_printed_page_has_no_controls(watch, site):
    page = watch()
    page.goto(f"{site}/claims/-/compare/iran-protests-2019/killed")
    page.emulate_media(media="print")
    assert not page.locator(".chips").is_visible()
    assert page.get_by_role("heading", name="Who says what").is_visible()


@pytest.mark.parametrize("path", ["/claims/claim", "/claims", "/claims/document"])
def test_pages_of_datasette_have_no_more_trouble_than_they_bring(watch, site, path):
    if hasattr(Datasette, "allowed"):
        pytest.skip("axe stumbles over the scripts of Datasette 1.0")
    page = watch()
    page.goto(site + path)
    found = violations(page)
    assert set(found) <= DATASETTES_OWN, found
