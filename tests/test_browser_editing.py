"""Editing in a real Chromium: a proposal reviewed and a decision signed with the keyboard; sound on every screen."""

import json

import pytest
from datasette.app import Datasette
from test_browser import DESKTOP, PHONE, chromium, playwright, serving, violations  # noqa: F401 - a fixture
from test_web_editing import BY, EDITOR, database, editing  # noqa: F401 - a fixture

from claims.pipeline.claim_store import ClaimStore
from claims.reading.candidates import CandidateReader, Wanted

pytestmark = pytest.mark.browser


@pytest.fixture
def signed_in(chromium, database, tmp_path):  # noqa: F811
    """Open pages of a site on which the one who looks is an editor, its address, and what went wrong in them."""
    settings = tmp_path / "metadata.json"
    settings.write_text(json.dumps(editing(allow=EDITOR, names={"mr": BY})), encoding="utf-8")
    running = serving(database[0], "--secret", "of a test", "--metadata", str(settings))
    address = next(running)
    cookie = Datasette(secret="of a test").sign({"a": EDITOR}, "actor")  # noqa: S106 - of this test only
    contexts, trouble = [], []

    def start(*, size=DESKTOP, **named):
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **named)
        contexts.append(context)
        context.add_cookies([{"name": "ds_actor", "value": cookie, "url": address}])
        page = context.new_page()
        page.on("console", lambda said: trouble.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        return page

    yield start, f"{address}/figures/-", trouble
    for context in contexts:
        context.close()
    running.close()


def test_a_proposal_is_accepted_and_another_rejected(signed_in, database):  # noqa: F811
    start, root, trouble = signed_in
    page = start()
    page.goto(f"{root}/edit")
    page.get_by_role("link", name="Review 2 proposals").click()
    page.get_by_role("link", name="Killed: at least 600").click()
    assert "600" in page.locator("mark").inner_text()
    page.get_by_role("button", name="Accept").press("Enter")
    playwright.expect(page.get_by_role("heading", level=1)).to_have_text("Injured: more than 4,000")
    page.get_by_label("Why (needed to reject)").fill("the number is of another year")
    page.get_by_role("button", name="Reject").press("Enter")
    page.wait_for_url("**/edit/document/*")
    assert trouble == []
    with ClaimStore.open(database[0], write=False) as store:
        every = CandidateReader(store.connection).queue(Wanted(states=()))
    states = [(one.measure, str(one.state), one.decided_by) for one in every]
    assert states == [("killed", "accepted", BY), ("injured", "rejected", BY)]


def test_a_decision_is_signed_with_the_keyboard_alone(signed_in):
    start, root, trouble = signed_in
    page = start()
    page.goto(f"{root}/compare/protests/killed")
    page.get_by_role("link", name="Decide").press("Enter")
    page.get_by_label("lowest").press("Space")
    page.get_by_label("Why, for everybody to read").fill("the lowest that all support")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/protests/killed")
    assert "the lowest that all support" in page.locator(".decision").inner_text()
    assert trouble == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(signed_in, database, size, scheme):  # noqa: F811
    start, root, _ = signed_in
    page = start(size=size, color_scheme=scheme)
    ids = database[1]
    found = {}
    for path in ("edit", "edit/review", f"edit/candidate/{ids['candidate']}", f"edit/document/{ids['document']}",
                 "edit/reconcile/protests/killed", f"edit/link/{ids['first']}"):  # fmt: skip
        page.goto(f"{root}/{path}")
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        found[path] = violations(page), wide
    assert {path: told for path, told in found.items() if told != ({}, False)} == {}
