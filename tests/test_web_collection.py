"""What the collection says of itself (`claims config`) on its pages, in citations, and to search engines."""

import pytest
from cli_program import EVENT, worked_example
from web_site import configured, get, plugin, serve  # noqa: F401 - fixtures

from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.config import change

SAID = {
    "title": "الاحتجاجات",
    "description": "Figures <b>side</b> by side.",
    "editors": "The <i>desk</i>",
    "licence": "CC BY 4.0",
    "licence_url": "https://creativecommons.org/licenses/by/4.0/",
    "homepage": "https://desk.example/",
    "contact": "desk@desk.example",
}


@pytest.fixture
def path(tmp_path):
    worked_example(tmp_path / "a.db")
    return str(tmp_path / "a.db")


def configure(path, **values):
    with ClaimStore.open(path) as store:
        for key, value in values.items():
            change(store, key, value, by="Editor")


async def test_the_front_page_says_what_the_collection_is(serve, path):  # noqa: F811
    configure(path, **SAID)
    page = (await get(await serve(path), "/a/-/claims")).text
    assert "<h1><bdi>الاحتجاجات</bdi></h1>" in page
    assert "Figures &lt;b&gt;side&lt;/b&gt; by side." in page
    assert 'kept by <a href="https://desk.example/" rel="noreferrer"><bdi>The &lt;i&gt;desk&lt;/i&gt;' in page
    assert 'href="mailto:desk%40desk.example"' in page
    assert '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license noreferrer">' in page


async def test_it_is_cited_by_its_title(serve, path):  # noqa: F811
    configure(path, title="Claims of Iran")
    cited = await get(await serve(path), f"/a/-/compare/{EVENT}/killed.txt")
    assert "Claims of Iran." in cited.text


async def test_the_users_metadata_goes_before_it(serve, path):  # noqa: F811
    configure(path, title="Claims of Iran", editors="The desk")
    named = configured({"databases": {"a": {"title": "Another title"}}})
    if "config" in named:
        named = {"metadata": named["config"]}
    page = (await get(await serve(path, **named), "/a/-/claims")).text
    assert "Another title" in page
    assert "Claims of Iran" not in page
    assert "The desk" in page


async def test_a_change_is_seen_at_once(serve, path):  # noqa: F811
    instance = await serve(path)
    before = await get(instance, "/a/-/claims")
    configure(path, title="Claims of Iran")
    tag = before.headers["etag"]
    after = await get(instance, "/a/-/claims", headers={"if-none-match": tag})
    assert "Claims of Iran" in after.text


async def test_search_engines_are_asked_to_stay_away(serve, path):  # noqa: F811
    instance = await serve(path)
    assert (await get(instance, "/robots.txt")).text.splitlines()[:2] == ["User-agent: *", "Allow: /"]
    configure(path, robots="deny")
    assert (await get(instance, "/robots.txt")).text.splitlines() == ["User-agent: *", "Disallow: /a", "Disallow: /"]
    page = await get(instance, f"/a/-/event/{EVENT}")
    assert page.headers["x-robots-tag"] == "noindex, nofollow"
