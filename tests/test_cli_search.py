"""`claims search`: found by words in any script, printed for people and for programs."""

import pytest
from cli_program import EVENT, QUOTE, run, worked_example

from claims.model import Basis, Draft
from claims.pipeline.claim_store import ClaimStore


def quoted(path):
    """Make the worked example, with the words of its article as a quote."""
    worked_example(path)
    with ClaimStore.open(path) as store:
        (article,) = (found for found in store.reader.documents() if found.language == "ar")
        said = Draft(EVENT, "killed", "mek", "at least 600", as_of="2019-12-02", basis=Basis.REPORTED, quote=QUOTE)
        store.add_claim(said._replace(language="ar"), document=article.id, by="Tester")


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "a.db"
    quoted(path)
    return path


def hits(done):
    return {item["kind"]: item["hits"] for item in done.data["kinds"]}


@pytest.mark.parametrize("words", ["متظاهر 600", "المتظاهر ٦٠٠", "۶۰۰ متظاهر"], ids=["plain", "article", "Persian"])
def test_a_quote_is_printed_with_its_hits_in_brackets(db, words):
    done = run("search", words, "--kind", "claim", db=db)
    assert done.code == 0
    assert "[600] [متظاهر]" in done.out


def test_hits_are_bold_where_colours_are_wanted(db):
    shown = run("search", "متظاهر", db=db, FORCE_COLOR="1").out
    assert "\x1b[1mمتظاهر\x1b[0m" in shown


def test_data_gives_the_places_of_hits_in_the_untouched_text(db):
    (hit, *_) = hits(run("search", "متظاهر", "--json", db=db))["claim"]
    passage = hit["passage"]
    assert (passage["text"], passage["start"]) == (QUOTE, 0)
    assert [passage["text"][start:end] for start, end in passage["marks"]] == ["متظاهر"]


def test_kinds_and_their_number_can_be_limited(db):
    found = hits(run("search", "iran", "--json", "--kind", "event", "--kind", "source", "--limit", 1, db=db))
    assert set(found) == {"event", "source"}
    assert all(len(listed) <= 1 for listed in found.values())


def test_nothing_found_is_said(db):
    done = run("search", "zzzz", db=db)
    assert (done.code, done.out) == (0, "")
    assert "Nothing holds all of “zzzz”" in done.err


def test_withheld_claims_are_not_found(tmp_path):
    path = tmp_path / "b.db"
    quoted(path)
    with ClaimStore.open(path) as store:
        for claim in store.reader.claims():
            store.judge(claim.id, by="Tester", reason="asked to", changes={"published": 0})
    assert all(item["count"] == 0 for item in run("search", "متظاهر", "--json", db=path).data["kinds"])


def test_control_characters_of_a_stored_text_do_not_reach_the_terminal(tmp_path):
    from claims.model import Document

    path = tmp_path / "c.db"
    with ClaimStore.create(path) as store:
        store.add_document(Document("", "A flood\x1b[31m report", text="a flood \x1b]0;x\x07 came"), by="Tester")
    assert "\x1b" not in run("search", "flood", db=path).out
