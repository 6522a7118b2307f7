"""The site over real figures, in a real Chromium: every kind of page, on each screen, light and dark, by keyboard."""

import re
import urllib.request

import pytest
from test_browser import DESKTOP, PHONE, chromium, playwright, serving, violations  # noqa: F401 - a fixture
from test_real_comparing import GAZA, GOLD, WEST_BANK, read

from claims.model import Document, Draft, Event
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures

pytestmark = pytest.mark.browser

BY = "M. Rahimi"
HEAVIEST = 60_000  # bytes of a page without its plots
PLOT = re.compile(r"<svg.*?</svg>", re.DOTALL)
KINDS = ("claims", "event", "compare", "claim", "source", "document")
MOST_OF_A_KIND = 3


@pytest.fixture(scope="module")
def site(tmp_path_factory, shared):
    """The address of a site over the figures of Gaza, the West Bank and Iran, and an article in Arabic."""
    path = tmp_path_factory.mktemp("real") / "real.db"
    data = shared / "data"
    with ClaimStore.create(path) as store:
        load_measures(store, by=BY)
        for text, file in (
            (GAZA, "gaza_daily/casualties_daily.json"),
            (WEST_BANK, "gaza_daily/west_bank_daily.json"),
            (GOLD, "gold/iran_knowledge_de.csv"),
        ):
            read(store, data / file, text)
        article = (shared / "seed" / "article-2019-12-02.ar.txt").read_text(encoding="utf-8")
        document = store.add_document(Document("", "مقال", language="ar", text=article), by=BY)
        store.add_event(Event("paris-march", "مسيرة باريس"), by=BY)
        quote = "فقد قتل 600 متظاهر على الأقل في إيران"
        told = {"quote": quote, "language": "ar", "as_of": "2019-12-02"}
        draft = Draft("paris-march", "killed", "مجاهدي خلق", "at least 600", **told)
        store.add_claim(draft, by=BY, document=document, create=frozenset({"source"}))
    yield from serving(path)


def fetched(address):
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        return answer.read().decode()


@pytest.fixture(scope="module")
def pages(site):
    """Pages of every kind, found by following links from the front page."""
    root = f"{site}/real/-/"
    found, waiting = {}, [f"{root}claims"]
    while waiting:
        address = waiting.pop(0)
        kind = address.removeprefix(root).partition("/")[0]
        known = [one for one in found if one.removeprefix(root).partition("/")[0] == kind]
        if address in found or len(known) >= MOST_OF_A_KIND:
            continue
        text = found[address] = fetched(address)
        hrefs = re.findall(r'href="(/real/-/([a-z]+)[^"#?]*)["#?]', text)
        waiting += [site + href for href, kind in hrefs if kind in KINDS and not re.search(r"\.\w+$|/embed$", href)]
    assert {address.removeprefix(root).partition("/")[0] for address in found} == set(KINDS)
    return found


def test_no_page_is_heavier_than_sixty_kilobytes_without_its_plots(pages):
    weights = {address: len(PLOT.sub("", text).encode()) for address, text in pages.items()}
    assert {address: weight for address, weight in weights.items() if weight > HEAVIEST} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_kind_of_page_is_sound_on_every_screen(chromium, pages, size, scheme):  # noqa: F811
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page = context.new_page()
    trouble = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    found = {}
    for address in pages:
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth") > size[0]
        found[address] = violations(page), wide
    context.close()
    assert ({address: told for address, told in found.items() if told != ({}, False)}, trouble) == ({}, [])


def test_a_reader_gets_from_the_front_page_to_a_claim_with_the_keyboard_alone(chromium, site):  # noqa: F811
    page = chromium.new_context().new_page()
    page.goto(f"{site}/real/-/claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    for pattern in ("/-/event/", "/-/compare/[^/]+/", "/-/claim/"):
        for _ in range(400):
            page.keyboard.press("Tab")
            if re.search(pattern, page.evaluate("document.activeElement.getAttribute('href') || ''")):
                break
        else:
            pytest.fail(f"no link to {pattern} is reached with Tab on {page.url}")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", f"where the keyboard is cannot be seen on {page.url}"
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(pattern))
    assert page.get_by_role("heading", level=1).is_visible()
    page.context.close()
