"""Pages of places that were merged: what is asked of the one is shown of the other, and stands there again after."""

import pytest
from builders import BY, EVENT, Clock, draft, fill
from web_site import get, plugin, serve  # noqa: F401 - fixtures

from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.names import merge, undo_merge

ADDRESS = f"/a/-/compare/{EVENT.id}/killed"


@pytest.fixture
def path(tmp_path):
    with ClaimStore.create(tmp_path / "a.db", clock=Clock()) as store:
        fill(store)
        store.add_claim(draft("at least 12", place="Tehran", source="amnesty-international"), by=BY)
        store.add_claim(draft("30", place="tehran"), by=BY)
        merge(store, "place", "tehran", into="Tehran", reason="one city", by=BY)
    return str(tmp_path / "a.db")


async def test_either_writing_leads_to_the_one_comparison(serve, path):  # noqa: F811
    site = await serve(path)
    for place in ("tehran", "Tehran"):
        said = (await get(site, f"{ADDRESS}?place={place}")).text
        assert "at least 12" in said, place
        assert "Two sources" in said, place
    rows = await get(site, "/a/claim.json?_shape=array&place=Tehran")
    assert sorted(row["recorded_place"] or "" for row in rows.json()) == ["", "tehran"]


async def test_the_page_of_a_claim_says_what_it_was_recorded_as(serve, path):  # noqa: F811
    with ClaimStore.open(path) as store:
        merge(store, "source", "mek", into="wire", reason="one body", by=BY)
        ids = {claim.recorded_place or claim.place: claim.id for claim in store.reader.claims()}
    site = await serve(path)
    page = (await get(site, f"/a/-/claim/{ids['tehran']}")).text
    assert "<dt>Recorded as</dt><dd><bdi>MEK</bdi>, <bdi>tehran</bdi> (merged since)</dd>" in page
    assert "Recorded as" not in (await get(site, f"/a/-/claim/{ids['Tehran']}")).text


async def test_after_the_merge_is_taken_back_each_has_its_own_page_again(serve, path):  # noqa: F811
    with ClaimStore.open(path) as store:
        undo_merge(store, "place", "tehran", reason="two after all", by=BY)
    site = await serve(path)
    assert "at least 12" not in (await get(site, f"{ADDRESS}?place=tehran")).text
    assert "at least 12" in (await get(site, f"{ADDRESS}?place=Tehran")).text


async def test_nobody_learns_what_a_place_of_withheld_claims_alone_was_merged_into(serve, path):  # noqa: F811
    with ClaimStore.open(path) as store:
        for place in ("Safe house", "the house"):
            claim = store.add_claim(draft("3", place=place, source="wire"), by=BY).claim
            store.judge(claim.id, by=BY, reason="not for readers", changes={"published": 0})
        merge(store, "place", "the house", into="Safe house", reason="one house", by=BY)
    page = await get(await serve(path), f"{ADDRESS}?place=the+house", status=404)
    assert "Safe house" not in page.text
