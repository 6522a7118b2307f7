"""`claims extract`, `claims accept` and `claims reject`, and the whole way from an article to a claim."""

import csv
import json
from pathlib import Path

import pytest
from builders import EVENT
from cli_program import run
from extracting import Words, article, filled, read

from claims.extractors import loading
from claims.model_candidate import Flag
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import build

SEED = Path(__file__).resolve().parent.parent.parent / "shared" / "seed"
PARAGRAPH = (
    "Amnesty International said on Monday that at least 161 people had been killed in the protests. "
    "The MEK says 600 people were killed and more than 4,000 were injured.\n"
)


@pytest.fixture
def db(tmp_path):
    filled(tmp_path / "a.db").close()
    return tmp_path / "a.db"


@pytest.fixture
def words(monkeypatch):
    """The extractor of these tests in the place of the rules."""
    made = Words(source="Amnesty International", name="rules")
    monkeypatch.setattr(loading, "rules", lambda _: made)
    return made


def test_says_what_is_proposed_and_that_nothing_is_a_claim(db, tmp_path, words):
    ran = run("extract", article(tmp_path), "--event", EVENT.name, db=db)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "article.txt, en, rules 1: 4 proposed, 0 known, 0 refused"
    assert [line.split()[1:] for line in lines[2:4]] == [
        ["killed", "amnesty-international", "–", "at", "least", "161"],
        ["killed", "amnesty-international", "–", "600"],
    ]
    assert ran.err == "Nothing is a claim yet. Next: claims review\n"
    again = run("extract", article(tmp_path), "--event", EVENT.name, db=db)
    assert again.out == "article.txt, en, rules 1: 0 proposed, 4 known, 0 refused\n"
    assert again.err == ""


@pytest.mark.parametrize(
    ("text", "options", "told"),
    [
        ("Xyzzy 12 plugh.", (), "was not found out, so rules read nothing; name it: --language CODE (ar, de, "),
        ("12 mortos em Lisboa, disse hoje o governo.", ("--language", "pt"), "is in “pt”, which rules does not read"),
    ],
)
def test_says_what_to_do_where_the_language_is_not_known(db, tmp_path, text, options, told):
    place = tmp_path / "short.txt"
    place.write_text(text)
    ran = run("extract", str(place), "--event", EVENT.id, "--dry-run", *options, db=db)
    assert told in ran.err
    assert "0 proposed" in ran.out


def test_a_headline_is_read_without_its_language_being_named(db, tmp_path):
    place = tmp_path / "short.txt"
    place.write_text("Погибли 12 человек.")
    ran = run("extract", str(place), "--event", EVENT.id, "--dry-run", db=db)
    assert "short.txt, ru, rules 1: 1 proposed" in ran.out
    assert "Note" not in ran.err


def test_a_note_on_several_documents_is_told_once_and_a_long_title_is_cut(db, tmp_path):
    items = "".join(f"<item><title>{'long ' * 50}{one} killed</title></item>" for one in (12, 13))
    place = tmp_path / "news.rss"
    place.write_text(f'<rss version="2.0"><channel><title>The Daily</title>{items}</channel></rss>')
    ran = run("extract", str(place), "--event", EVENT.id, "--dry-run", db=db)
    assert ran.err.count("its publisher “The Daily” is not among the sources") == 1
    assert max(map(len, ran.out.splitlines())) < 200


def test_a_dry_run_says_so_and_stores_nothing(db, tmp_path, words):
    ran = run("extract", article(tmp_path), "--event", EVENT.id, "--dry-run", db=db)
    assert "4 proposed, 0 known, 0 refused (dry run: nothing was stored)" in ran.out
    assert run("review", db=db).out == ""


def test_json_has_candidates_and_what_was_refused_with_its_reason(db, tmp_path, words):
    words.source = "Nobody"
    (made,) = run("extract", article(tmp_path), "--event", EVENT.id, "--json", db=db).data
    assert (made["candidates"], made["known"], len(made["refused"])) == ([], [], 4)
    reason = "its source is not named in the text and not marked as inferred"
    assert made["refusals"] == {reason: 4}
    assert {item["reason"] for item in made["refused"]} == {reason}
    assert (made["extractor"], made["language"], len(made["sha256"])) == ("rules", "en", 64)
    told = run("extract", article(tmp_path), "--verbose", db=db)
    assert f"Refused 4: {reason}" in told.err
    assert "“600 people were killed” as 600 (killed, Nobody)" in told.err


def test_reads_standard_input_and_what_is_stated_of_it(db, words):
    ran = run(
        *("extract", "-", "--event", EVENT.id, "--title", "Pasted", "--url", "https://example.org/n"),
        *("--published", "2 December 2019", "--json"),
        db=db,
        typed=PARAGRAPH,
    )
    (made,) = ran.data
    assert (made["title"], made["url"]) == ("Pasted", "https://example.org/n")
    assert made["candidates"][0]["as_of"] == "2019-12-02"
    assert made["candidates"][0]["as_of_inferred"] is True
    with ClaimStore.open(db, write=False) as store:
        assert store.reader.document("https://example.org/n").text == PARAGRAPH


def test_one_file_that_cannot_be_read_does_not_stop_the_others(db, tmp_path, words):
    ran = run("extract", tmp_path / "missing.txt", article(tmp_path), db=db)
    assert (ran.code, "4 proposed" in ran.out, "missing.txt" in ran.err) == (1, True, True)
    alone = run("extract", tmp_path / "missing.txt", db=db)
    assert (alone.code, alone.out) == (1, "")


def test_an_event_is_made_where_that_is_allowed_and_not_by_a_dry_run(db, tmp_path, words):
    asked = ["extract", article(tmp_path), "--event", "March in Paris", "--create", "event", "--json"]
    tried = run(*asked, "--dry-run", db=db).data
    assert "march-in-paris" not in {one["id"] for one in run("event", "list", "--json", db=db).data}
    (made,) = run(*asked, db=db).data
    assert {one["event"] for one in made["candidates"]} == {"march-in-paris"}
    assert [one["id"] for one in tried[0]["candidates"]] == [one["id"] for one in made["candidates"]]
    assert "march-in-paris" in {one["id"] for one in run("event", "list", "--json", db=db).data}


def test_candidates_of_no_event_are_told_as_such(db, tmp_path, words):
    told = "They are of no event yet: name it with --event"
    assert told in run("extract", article(tmp_path), db=db).err
    again = run("extract", article(tmp_path), "--event", EVENT.id, db=db)
    assert "0 proposed, 4 known" in again.out
    assert told not in again.err
    assert "4 of the known wait without an event" in again.err


REFUSED = {
    "an unknown event": (["--event", "elsewhere"], "there is no event “elsewhere”"),
    "an unknown extractor": (["--extractor", "oracle"], "extractor oracle: there is no such extractor"),
    "an argument of the rules": (["--extractor", "rules:fast"], "extractor rules:fast: it takes no argument"),
    "a date that is none": (["--published", "soon"], "--published: "),
}


@pytest.mark.parametrize(("options", "said"), REFUSED.values(), ids=REFUSED)
def test_refuses(db, tmp_path, options, said):
    ran = run("extract", article(tmp_path), *options, db=db)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err


def proposed(db, tmp_path, **fields):
    with ClaimStore.open(db) as store:
        return read(store, article(tmp_path), Words(**fields)).new


def test_accepts_several_at_once_or_none(db, tmp_path):
    found = proposed(db, tmp_path, source="Amnesty International")
    refused = run("accept", found[0].id, "ffff", db=db)
    assert (refused.code, refused.err.splitlines()[0]) == (1, "Error: there is no candidate “ffff”")
    assert len(run("review", "--json", db=db).data) == 4
    ran = run("accept", found[0].id[:8], found[1].id, db=db)
    assert ran.code == 0
    assert ran.err.splitlines()[0] == (f"New claim: amnesty-international says “at least 161” (killed, {EVENT.id}).")
    assert [claim["state"] for claim in run("review", "--json", "--state", "accepted", db=db).data] == ["accepted"] * 2
    with ClaimStore.open(db, write=False) as store:
        assert ran.out.split() == [claim.id for claim in sorted(store.reader.claims(), key=lambda one: one.number)]


def test_a_source_is_asked_for_by_its_option(db, tmp_path):
    one = proposed(db, tmp_path)[0]
    ran = run("accept", one.id, db=db)
    assert (ran.code, ran.err.splitlines()[0]) == (1, f"Error: candidate {one.id}: --source: the source is missing")
    made = run(
        "accept", one.id, "--source", "Amnesty", "--as-of", "2019-11-29", "--basis", "documented", "--json", db=db
    )
    assert made.data[0]["is_new"] is True
    assert made.data[0]["candidate"]["claim"] == made.data[0]["claim"]


def test_a_flag_is_settled_by_its_option(db, tmp_path):
    one = proposed(db, tmp_path, source="MEK", flags=(Flag.DENIED,))[0]
    ran = run("accept", one.id, db=db)
    assert ran.code == 1
    assert "the text marks it as denied" in ran.err
    assert "--not denied with a --reason" in ran.err
    assert run("accept", one.id, "--not", "denied", "--reason", "of another report", db=db).code == 0


def test_decisions_are_taken_back(db, tmp_path):
    first, second = proposed(db, tmp_path, source="MEK")[:2]
    assert run("accept", first.id, db=db).code == 0
    rejected = run("reject", second.id, "--reason", "it counts arrests", db=db)
    assert rejected.err == f"{second.id} is rejected: “600” (killed).\n"
    again = run("reject", first.id, "--reason", "x", db=db)
    assert (again.code, f"claims accept --undo {first.id}" in again.err) == (1, True)
    undone = run("accept", "--undo", first.id, "--reason", "read again", db=db)
    assert undone.err == f"{first.id} waits again (it was accepted); its claim is deprecated with this reason.\n"
    data = run("reject", "--undo", second.id, "--json", db=db).data
    assert (data[0]["before"], data[0]["claim_deprecated"]) == ("rejected", False)
    assert len(run("review", "--json", db=db).data) == 4
    log = run("log", "--json", db=db).data
    acts = [(entry["act"], entry["by"]) for entry in log if entry["subject"].startswith("candidate")]
    assert [act for act, _ in acts] == [
        *("take back candidate", "take back candidate", "reject candidate", "accept candidate")
    ]
    assert {by for _, by in acts} == {"Tester"}
    assert run("log", "--verify", db=db).code == 0


def test_a_claim_tells_which_extractor_proposed_it_and_who_accepted_that(db, tmp_path):
    one = proposed(db, tmp_path, source="MEK")[0]
    claim = run("accept", one.id, "--reason", "read twice", db=db).out.strip()
    shown = run("show", claim, db=db, COLUMNS="120").out
    assert f"Proposals\n  {one.id[:8]} by words 1: “at least 161”, accepted by Tester on " in shown
    assert ": read twice\n" in shown
    assert run("show", claim, "--json", db=db).data["candidates"][0]["id"] == one.id


def test_rejecting_needs_a_reason(db, tmp_path):
    one = proposed(db, tmp_path)[0]
    ran = run("reject", one.id, db=db)
    assert (ran.code, ran.err.splitlines()[0]) == (1, "Error: the reason is missing")


def test_the_whole_way_from_a_paragraph_to_a_comparison(tmp_path):
    build(tmp_path / "demo.db")
    db = tmp_path / "demo.db"
    path = article(tmp_path, PARAGRAPH)
    (made,) = run("extract", path, "--event", EVENT.id, "--published", "2019-12-02", "--json", db=db).data
    read_out = {(one["measure"], one["says"], one["source"]) for one in made["candidates"]}
    assert read_out == {
        ("killed", "at least 161", "amnesty-international"),
        ("killed", "600", "mek"),
        ("injured", "more than 4,000", "mek"),
    }
    accepted = run("accept", *(one["id"] for one in made["candidates"]), "--json", db=db).data
    assert [one["candidate"]["extractor"] for one in accepted] == ["rules"] * 3
    with ClaimStore.open(db, write=False) as store:
        claims = [claim.id for claim in store.reader.claims()]
        places = [one for one in store.reader.appearances(claims) if one.document == made["document"]]
        assert places
        assert [PARAGRAPH[place.quote_start : place.quote_end] for place in places] == [place.quote for place in places]
    assert run("check", "--rule", "quote-not-in-text", "--rule", "number-not-in-quote", db=db).code == 0
    assert run("log", "--verify", db=db).code == 0


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed article lies beside the repository, in ../shared")
def test_the_seed_article_gives_its_claims_and_no_other(tmp_path):
    build(tmp_path / "demo.db")
    text = (SEED / "article-2019-12-02.ar.txt").read_text(encoding="utf-8")
    path = article(tmp_path, text, name="article.txt")
    (made,) = run(
        *("extract", path, "--event", EVENT.id, "--published", "2019-12-02", "--json"), db=tmp_path / "demo.db"
    ).data
    plain = {(one["measure"], one["says"]): one for one in made["candidates"] if not one["flags"]}
    with (SEED / "expected.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    assert set(plain) == {(row["measure"].replace(" ", "-"), row["figure"]) for row in expected}
    for row in expected:
        one = plain[row["measure"].replace(" ", "-"), row["figure"]]
        assert text[one["stated_start"] : one["stated_end"]] in row["quote"], json.dumps(one, ensure_ascii=False)
        assert one["as_of"] == row["as_of"]
    accepted = run("accept", *(one["id"] for one in plain.values()), "--json", db=tmp_path / "demo.db").data
    assert [one["is_new"] for one in accepted] == [False] * len(expected), "the demo has them all, with their basis"
    assert all(one["new_appearance"] for one in accepted)
