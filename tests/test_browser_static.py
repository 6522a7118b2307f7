"""A site of plain files in a real Chromium, from a disk: the way to the evidence, search in any script, each screen."""

import pytest
from test_browser import DESKTOP, PHONE, chromium, playwright, violations  # noqa: F401 - a fixture

from claims.pipeline.demo import build
from claims.web.static_site import write_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of the demo's site on this disk."""
    folder = tmp_path_factory.mktemp("static")
    build(folder / "demo.db")
    write_site(folder / "demo.db", folder / "site", address="https://example.org/claims/")
    return (folder / "site").as_uri()


@pytest.fixture
def open_page(chromium):  # noqa: F811
    """Open a page; at the end nothing may have gone wrong in it and nothing been asked of any machine."""
    contexts, trouble = [], []

    def start(*, size=DESKTOP, **named):
        contexts.append(chromium.new_context(viewport={"width": size[0], "height": size[1]}, **named))
        page = contexts[-1].new_page()
        page.on("console", lambda said: trouble.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on(
            "request", lambda asked: None if asked.url.startswith(("file:", "data:")) else trouble.append(asked.url)
        )
        return page

    yield start
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_reader_goes_from_the_front_page_to_the_marked_quote(open_page, site, scripts):
    page = open_page(java_script_enabled=scripts)
    page.goto(f"{site}/index.html")
    page.get_by_role("link", name="2019 Iranian protests", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="Killed", exact=True).click()
    playwright.expect(page.get_by_role("heading", level=1)).to_have_text("Killed, 2019 Iranian protests")
    page.locator("table.evidence").first.get_by_role("link", name="≥304").click()
    page.locator(".appearance").first.get_by_role("link").first.click()
    assert "304" in page.locator("mark").first.inner_text()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("متظاهرا", "متظاهر"),
        ("۶۰۰ متظاهر", "600"),
        ("إعتِقال", "اعتقال"),
        ("AMNESTY  INTER", "Amnesty International"),
        ("legaret", "Legaret"),
    ],
)
def test_search_finds_names_and_quotes_whatever_the_letters_and_digits(open_page, site, typed, found):
    page = open_page()
    page.goto(f"{site}/index.html")
    page.get_by_role("searchbox").fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    playwright.expect(page.get_by_role("status")).to_contain_text("found")
    results = page.locator("#found li")
    assert results.count() > 0
    assert any(found in text for text in results.all_inner_texts())
    results.first.get_by_role("link").click()
    playwright.expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_nothing_found_is_said(open_page, site):
    page = open_page()
    page.goto(f"{site}/search.html")
    page.get_by_role("searchbox").fill("zzzz")
    playwright.expect(page.get_by_role("status")).to_have_text("0 found")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["index.html", "search.html?q=iran", "compare/iran-protests-2019/killed.html"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(chromium, site, path, size, scheme):  # noqa: F811
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site}/{path}")
    found, wide = violations(page), page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    context.close()
    assert (found, wide) == ({}, False)
