"""Editing pages: off unless switched on, closed to all but their editors, signed, refused from elsewhere."""

from urllib.parse import urlencode

import pytest
import test_web_hostile as hostile
from builders import Clock
from datasette.app import Datasette
from web_site import get, plugin, serve  # noqa: F401 - fixtures

from claims.identity import candidate_id
from claims.model import Document, Draft, Event, Measure, Source
from claims.model_candidate import Candidate, Extraction
from claims.pipeline.claim_store import ClaimStore
from claims.reading.candidates import CandidateReader, Wanted
from claims.store.candidates import add_extraction
from claims.web.editors import PERMISSIONS, signature

MODERN = hasattr(Datasette, "allowed")
TEXT = "بيان\nفقد قتل 600 متظاهر على الأقل في إيران. وأصيب أكثر من 4000 شخص بجروح."
EDITOR = {"id": "mr"}
PAGES = ("edit", "edit/review", "edit/document/{document}", "edit/candidate/{candidate}", "edit/link/{first}",
         "edit/reconcile/protests/killed")  # fmt: skip
BY = "M. Rahimi"


@pytest.fixture
def database(tmp_path):
    """The path of a database with two claims and two proposals, and the ids of all of them."""
    path = tmp_path / "figures.db"
    with ClaimStore.create(path, clock=Clock()) as store:
        store.add_event(Event("protests", "Protests"), by=BY)
        for slug, label in (("killed", "Killed"), ("injured", "Injured")):
            store.add_measure(Measure(slug, label), by=BY)
        for slug in ("amnesty", "mek"):
            store.add_source(Source(slug, slug.upper()), by=BY)
        told = {"as_of": "2019-12-02", "language": "en"}
        first = store.add_claim(Draft("protests", "killed", "amnesty", "at least 161", **told), by=BY).claim.id
        second = store.add_claim(Draft("protests", "killed", "mek", "200", **told), by=BY).claim.id
        document = store.add_document(Document("", "بيان", language="ar", text=TEXT), by=BY)
        made = [
            proposal(document, "فقد قتل 600 متظاهر على الأقل", "600 متظاهر على الأقل", "at least 600", "killed", "mek"),
            proposal(document, "وأصيب أكثر من 4000 شخص بجروح", "أكثر من 4000", "more than 4,000", "injured", None),
        ]
        run = Extraction(0, document, "rules", "1", language="ar", proposed=2, run_by=BY)
        with store.transaction():
            add_extraction(store.store, run, made)
    return path, {"first": first, "second": second, "document": document, "candidate": candidates(path)[0].id}


def proposal(document, quote, stated, says, measure, source):
    start, figure = TEXT.index(quote), TEXT.index(stated)
    key = candidate_id(document, place=figure, event="protests", measure=measure, source=source, says=says)
    return Candidate(
        document, quote, start, start + len(quote), says, stated_as=stated, stated_start=figure,
        stated_end=figure + len(stated), event="protests", measure=measure, source=source, source_inferred=bool(source),
        as_of="2019-12-02", language="ar", extractor="rules", extractor_version="1", id=key,
    )  # fmt: skip


def candidates(path, **wanted):
    with ClaimStore.open(path, write=False) as store:
        return CandidateReader(store.connection).queue(Wanted(**wanted))


def editing(**settings):
    return {"plugins": {"claims": {"editing": settings}}}


@pytest.fixture
async def site(serve, database):  # noqa: F811
    """A site with editing on, on which the editor "mr" may do everything."""
    return await serve(str(database[0]), metadata=editing(allow=EDITOR, names={"mr": BY}))


def cookies(site, actor):
    return {"ds_actor": site.sign({"a": actor}, "actor")}


async def look(site, path, *, actor=EDITOR, status=200):
    response = await site.client.get(path, cookies=cookies(site, actor) if actor else {})
    assert response.status_code == status, response.text[:500]
    return response


async def send(site, path, form, *, actor=EDITOR, status=303, with_token=True, **headers):
    """Send a form as a browser does: with the cookie and the token of the page, and where it comes from."""
    jar = cookies(site, actor) if actor else {}
    if with_token and not MODERN:
        page = await site.client.get(path, cookies=jar)
        jar["ds_csrftoken"] = page.cookies["ds_csrftoken"]
        form = {**form, "csrftoken": page.text.split('name="csrftoken" value="')[1].split('"')[0]}
    told = {"origin": "http://localhost", "sec-fetch-site": "same-origin"} if MODERN and with_token else {}
    response = await site.client.post(path, data=form, cookies=jar, headers={**told, **headers})
    assert response.status_code == status, response.text[:800]
    return response


def address(path, ids):
    return "/figures/-/" + path.format(**ids)


# who may


@pytest.mark.parametrize("path", PAGES)
async def test_without_the_setting_there_is_no_such_page(serve, database, path):  # noqa: F811
    site = await serve(str(database[0]))
    response = await look(site, address(path, database[1]), status=404)
    assert "600" not in response.text


@pytest.mark.parametrize("actor", [None, {"id": "reader"}], ids=["nobody", "somebody else"])
@pytest.mark.parametrize("path", PAGES)
async def test_visitors_see_and_do_nothing(site, database, path, actor):
    where = address(path, database[1])
    response = await look(site, where, actor=actor, status=403)
    assert "600" not in response.text
    form = {"do": "accept", "source": "mek", "reason": "r", "choice": "rule:latest", "relation": "confirms"}
    refused = await site.client.post(where, data=form, cookies=cookies(site, actor) if actor else {})
    assert refused.status_code == 403
    assert len(candidates(database[0])) == 2


async def opened(site, ids):
    found = {}
    for path in PAGES:
        response = await site.client.get(address(path, ids), cookies=cookies(site, EDITOR))
        found[path] = response.status_code
    assert set(found.values()) == {200, 403}
    return {path for path, status in found.items() if status == 200}


async def test_each_right_opens_its_pages_only(serve, database):  # noqa: F811
    site = await serve(str(database[0]), metadata=editing(link=EDITOR, allow={"id": "another"}))
    assert await opened(site, database[1]) == {"edit", "edit/link/{first}"}
    site = await serve(str(database[0]), metadata=editing(review=EDITOR))
    assert await opened(site, database[1]) == {path for path in PAGES if "link" not in path and "reconcile" not in path}


@pytest.mark.skipif(not MODERN, reason="Datasette 0.65 gives permissions by plugins only, not by configuration")
async def test_a_permission_of_the_configuration_opens_its_pages(serve, database):  # noqa: F811
    rights = {"databases": {"figures": {"permissions": {"claims-reconcile": EDITOR}}}}
    settings = {"plugins": {"claims": {"editing": True}}, **rights}
    site = await serve(str(database[0]), config=settings)
    assert await opened(site, database[1]) == {"edit", "edit/reconcile/protests/killed"}
    assert set(PERMISSIONS) <= set(site.actions)


async def test_pages_of_readers_offer_editing_to_editors_only(site, database):
    for path, words in (("claim/{first}", "/edit/link/"), ("compare/protests/killed", "/edit/reconcile/")):
        where = address(path, database[1])
        assert words in (await look(site, where)).text
        assert "/-/edit" not in (await look(site, where, actor=None)).text
        assert "/-/edit" not in (await look(site, where, actor={"id": "reader"})).text


async def test_proposals_show_to_visitors_nowhere(site, database):
    for path in ("/figures/candidate", "/figures/candidate.json", "/figures/extraction", "/figures/change_log.json",
                 "/figures.db", "/figures/-/query.json?sql=select+*+from+candidate" if MODERN else
                 "/figures.json?sql=select+*+from+candidate"):  # fmt: skip
        refused = await look(site, path, actor=None, status=400 if "sql=" in path else 403)
        assert ("at least 600" in refused.text, "informer" in refused.text) == (False, False)
    for path in ("document/{document}", "document/{document}.json"):
        assert "600" not in (await look(site, address(path, database[1]), actor=None, status=404)).text
    for path in ("claims", "event/protests", "feed.atom", "claims.json"):
        text = (await look(site, address(path, database[1]), actor=None)).text
        assert "at least 600" not in text
        assert "<mark" not in text


async def test_an_immutable_file_is_not_edited(database, plugin):  # noqa: F811
    site = Datasette(immutables=[str(database[0])], metadata=editing(allow=EDITOR))
    await site.invoke_startup()
    assert (await look(site, "/figures/-/edit", status=403)).status_code == 403


@pytest.mark.parametrize("path", PAGES[3:])
async def test_a_form_from_elsewhere_is_refused(site, database, path):
    where = address(path, database[1])
    form = {"do": "accept", "source": "mek", "reason": "r"}
    headers = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    await send(site, where, form, with_token=False, status=403, **headers)
    assert len(candidates(database[0])) == 2


async def test_editing_pages_are_framed_and_kept_nowhere(site, database):
    for path in PAGES:
        headers = (await look(site, address(path, database[1]))).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "no-store" in headers["cache-control"]


@pytest.mark.parametrize(
    ("actor", "setting", "name"),
    [
        ({"id": "mr"}, True, "mr"),
        ({"id": "mr", "name": "M. Rahimi"}, True, "M. Rahimi (mr)"),
        ({"id": "mr"}, {"names": {"mr": "M. Rahimi"}}, "M. Rahimi"),
        ({"id": "x"}, {"names": {"mr": "M. Rahimi"}}, "x"),
    ],
)
def test_acts_are_signed_with_the_name_of_whoever_is_signed_in(actor, setting, name):
    class Site:
        def plugin_config(self, _):
            return {"editing": setting}

    assert signature(Site(), actor) == name


# reviewing


async def test_a_proposal_is_accepted_as_it_is(site, database):
    path, ids = database
    page = await look(site, address("edit/candidate/{candidate}", ids))
    assert "<mark>فقد قتل 600 متظاهر على الأقل</mark>" in page.text
    form = {"do": "accept", "source": "mek", "says": "at least 600", "measure": "killed", "event": "protests",
            "population": "all", "as_of": "2019-12-02", "basis": "unstated", "new-source": ""}  # fmt: skip
    answer = await send(site, address("edit/candidate/{candidate}", ids), form)
    assert "600" in (await look(site, address("document/{document}", ids), actor=None)).text
    left = candidates(path)
    assert answer.headers["location"].endswith(f"/edit/candidate/{left[0].id}")
    with ClaimStore.open(path, write=False) as store:
        done = CandidateReader(store.connection).candidate(ids["candidate"])
        claim = store.reader.claim(done.claim)
        assert (claim.says, claim.source, claim.recorded_by, done.decided_by) == ("at least 600", "mek", BY, BY)
        (act,) = store.reader.log(subject=f"candidate {done.id}")
        assert (act["act"], act["by"]) == ("accept candidate", BY)


async def test_without_a_source_nothing_is_accepted_and_what_was_typed_stays(site, database):
    path, ids = database
    second = candidates(path)[1].id
    form = {"do": "accept", "source": " ", "measure": "injured", "says": "more than 4,001", "reason": "قيل"}
    page = await send(site, f"/figures/-/edit/candidate/{second}", form, status=400)
    assert "the source is missing" in page.text
    assert 'value="more than 4,001"' in page.text
    assert ">قيل</textarea>" in page.text
    assert len(candidates(path)) == 2
    assert ids["document"]


async def test_a_new_source_is_made_only_on_request(site, database):
    path, _ = database
    where = f"/figures/-/edit/candidate/{candidates(path)[1].id}"
    page = await send(site, where, {"do": "accept", "source": "Red Crescent"}, status=400)
    assert "Red Crescent" in page.text
    await send(site, where, {"do": "accept", "source": "Red Crescent", "new-source": "1"})
    with ClaimStore.open(path, write=False) as store:
        assert store.reader.source("red-crescent").name == "Red Crescent"


async def test_rejecting_needs_a_reason_and_can_be_taken_back(site, database):
    path, ids = database
    where = address("edit/candidate/{candidate}", ids)
    assert "the reason is missing" in (await send(site, where, {"do": "reject"}, status=400)).text
    await send(site, where, {"do": "reject", "reason": "a figure of another year"})
    assert [one.measure for one in candidates(path)] == ["injured"]
    assert "a figure of another year" in (await look(site, where)).text
    await send(site, where, {"do": "undo", "reason": "it is of this one"})
    assert [one.measure for one in candidates(path)] == ["killed", "injured"]
    await send(site, where, {"do": "skip"})
    assert [one.measure for one in candidates(path)] == ["injured", "killed"]


async def test_the_queue_narrows_by_facets(site, database):
    page = await look(site, "/figures/-/edit/review")
    assert "<strong>2</strong>" in page.text
    assert 'href="/figures/-/edit/review?measure=injured"' in page.text
    narrowed = await look(site, "/figures/-/edit/review?source=")
    assert "<strong>1</strong>" in narrowed.text
    assert "no source found" in narrowed.text
    assert database[1]["candidate"] not in narrowed.text


async def test_the_text_has_all_proposals_marked(site, database):
    page = await look(site, address("edit/document/{document}", database[1]))
    assert "<mark>فقد قتل 600 متظاهر على الأقل</mark>" in page.text
    assert "<mark>وأصيب أكثر من 4000 شخص بجروح</mark>" in page.text
    assert 'dir="auto"' in page.text


# deciding and linking


async def test_a_decision_is_looked_at_signed_and_taken_back(site, database):
    path, ids = database
    where = "/figures/-/edit/reconcile/protests/killed"
    page = await look(site, where)
    seen = page.text.split('name="seen" value="')[1].split('"')[0]
    assert 'value="rule:lowest"' in page.text
    form = {"do": "decide", "choice": f"claim:{ids['first']}", "seen": seen, "reason": "it has a list of names"}
    answer = await send(site, where, form)
    assert answer.headers["location"] == "/figures/-/compare/protests/killed"
    with ClaimStore.open(path, write=False) as store:
        decision = store.reader.decision(store.reader.claim(ids["first"]).comparison)
        assert (decision.claim, decision.rule, decision.decided_by) == (ids["first"], "analyst", BY)
        assert {item.claim for item in decision.considered} == {ids["first"], ids["second"]}
    await send(site, where, form)  # a second click on the button
    with ClaimStore.open(path, write=False) as store:
        assert len(store.reader.decisions(store.reader.claim(ids["first"]).comparison)) == 1
    stale = await send(site, where, {**form, "reason": "another reason"}, status=400)
    assert "the claims have changed since you looked" in stale.text
    back = {"do": "withdraw", "reason": "the list is withdrawn"}
    stale = await send(site, where, {**back, "seen": seen}, status=400)
    assert "the decision or the claims have changed since you looked" in stale.text
    seen = (await look(site, where)).text.split('name="seen" value="')[1].split('"')[0]
    await send(site, where, {**back, "seen": seen})
    with ClaimStore.open(path, write=False) as store:
        assert store.reader.decision(store.reader.claim(ids["first"]).comparison) is None
    shown = " ".join((await look(site, "/figures/-/compare/protests/killed")).text.split())
    assert "No decision in force." in shown
    assert "it has a list of names" in shown
    assert "by <bdi>M. Rahimi</bdi>: <bdi>the list is withdrawn</bdi>)" in shown


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"choice": "rule:latest"}, "the reason is missing"),
        ({"reason": "r"}, "what decides is missing"),
        ({"choice": "own", "reason": "r"}, "your figure is missing"),
        ({"choice": "own", "says": "many many", "reason": "r"}, "many many"),
        ({"choice": "own", "low": "9", "high": "3", "reason": "r"}, "9 is more than 3"),
        ({"choice": "rule:nonsense", "reason": "r"}, "what decides is missing"),
    ],
)
async def test_what_cannot_be_decided_is_said_and_nothing_recorded(site, database, form, said):
    where = "/figures/-/edit/reconcile/protests/killed"
    seen = (await look(site, where)).text.split('name="seen" value="')[1].split('"')[0]
    page = await send(site, where, {"do": "decide", "seen": seen, **form}, status=400)
    assert said in page.text
    with ClaimStore.open(database[0], write=False) as store:
        assert store.reader.decisions(store.reader.claim(database[1]["first"]).comparison) == []


async def test_a_link_is_recorded_and_withdrawn(site, database):
    path, ids = database
    where = address("edit/link/{second}", ids)
    form = {"do": "link", "relation": "derived_from", "other": ids["first"], "reason": "it names Amnesty"}
    await send(site, where, form)
    with ClaimStore.open(path, write=False) as store:
        (link,) = store.reader.links([ids["first"]])
        assert (link.claim, link.relation, link.other, link.decided_by) == (
            ids["second"],
            "derived_from",
            ids["first"],
            BY,
        )
    circle = {"do": "link", "relation": "derived_from", "other": ids["first"], "way": "from", "reason": "r"}
    assert "circle" in (await send(site, where, circle, status=400)).text
    await send(site, where, {"do": "withdraw", "number": str(link.number), "reason": "it does not"})
    with ClaimStore.open(path, write=False) as store:
        assert store.reader.links([ids["first"]]) == []


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"relation": "derived_from", "reason": "r"}, "the other claim is missing"),
        ({"other": "{first}", "reason": "r"}, "the relation is missing"),
        ({"relation": "confirms", "other": "{first}"}, "the reason is missing"),
        ({"relation": "confirms", "id": "ffff", "reason": "r"}, "there is no claim"),
        ({"do": "withdraw", "number": "77", "reason": "r"}, "there is no live link"),
    ],
)
async def test_what_cannot_be_linked_is_said(site, database, form, said):
    ids = database[1]
    given = {"do": "link", **{name: value.format(**ids) for name, value in form.items()}}
    assert said in (await send(site, address("edit/link/{second}", ids), given, status=400)).text


# hostile content


@pytest.mark.parametrize("attack", hostile.ATTACKS)
async def test_no_editing_page_acts_for_an_attacker(serve, tmp_path, attack):  # noqa: F811
    path = tmp_path / "figures.db"
    pages = hostile.build(path)[attack]
    number = list(hostile.ATTACKS).index(attack)
    words = hostile.ATTACKS[attack]
    with ClaimStore.open(path) as store:
        text = f"{words} says 44 were killed. {words}"
        document = store.add_document(Document("", words, text=text), by=words)
        quote = f"{words} says 44 were killed"
        start = text.index("44")
        names = {"event": f"event-{number}", "measure": words, "source": words}
        key = candidate_id(document, place=start, says="44", **names)
        made = Candidate(
            document, quote, 0, len(quote), "44", stated_as="44", stated_start=start, stated_end=start + 2, id=key,
            extractor="rules", extractor_version=words, population=words, place=words, relayed_by=words, **names,
        )  # fmt: skip
        with store.transaction():
            add_extraction(store.store, Extraction(0, document, "rules", words, run_by=words), [made])
    site = await serve(str(path), metadata=editing(allow=EDITOR, names={"mr": words}))
    query = urlencode({"population": f"{words} p", "place": words})
    claim = pages["claim"].rpartition("/")[2]
    addresses = ("edit", "edit/review", f"edit/candidate/{key}", f"edit/document/{document}", f"edit/link/{claim}",
                 f"edit/reconcile/event-{number}/measure-{number}?{query}")  # fmt: skip
    for where in addresses:
        reader = hostile.Reader()
        reader.feed((await look(site, f"/figures/-/{where}")).text)
        assert (reader.acting, reader.unconfined) == ([], []), where
    form = {"do": "accept", "source": "", "says": words, "reason": words}
    reader = hostile.Reader()
    reader.feed((await send(site, f"/figures/-/edit/candidate/{key}", form, status=400)).text)
    assert (reader.acting, reader.unconfined) == ([], [])
