"""`claims suggest links` and `claims source compare`: proposals and relations, on the terminal and as JSON."""

import shlex

import pytest
from cli_program import EVENT, run, worked_example

from claims.model import Document, Draft, Source
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.names import merge


@pytest.fixture
def example(tmp_path):
    """The worked example, with a wire that repeats the MEK in a document that names it."""
    ids = worked_example(tmp_path / "a.db")
    with ClaimStore.open(tmp_path / "a.db") as store:
        store.add_source(Source("wire", "Wire Service"), by="Editor")
        wire = Document("", title="The MEK's tally", url="https://example.org/wire")
        document = store.add_document(wire, by="Editor")
        copy = Draft(EVENT, "killed", "wire", "at least 600", as_of="2019-12-03")
        ids["wire"] = store.add_claim(copy, by="Editor", document=document).claim.id
    return {**ids, "db": tmp_path / "a.db"}


def test_prints_each_proposal_with_its_grounds_and_the_command(example):
    shown = run("suggest", "links", EVENT, db=example["db"], COLUMNS="140")
    assert (shown.code, shown.err) == (0, "")
    command = (
        f"claims link {example['wire']} derived_from {example['mek']} --reason 'the same figure, “at least 600”; as of "
        f"2019-12-03, after 2019-12-02; the document'\"'\"'s title names “MEK”' --db {example['db']}"
    )
    assert shown.out.splitlines() == [
        (
            f"80 {example['wire'][:8]} wire “at least 600” (2019-12-03) may be derived from {example['mek'][:8]} mek "
            "“at least 600” (2019-12-02)"
        ),
        "  30 same figure: the same figure, “at least 600”",
        "  10 later date: as of 2019-12-03, after 2019-12-02",
        "  40 names the source: the document's title names “MEK”",
        f"  {command}",
    ]


def test_the_command_that_is_printed_records_the_link_and_settles_the_question(example):
    (proposal,) = run("suggest", "links", "--json", db=example["db"]).data
    assert (proposal["claim"]["source"], proposal["relation"], proposal["other"]["source"]) == (
        "wire",
        "derived_from",
        "mek",
    )
    assert proposal["score"] == sum(ground["points"] for ground in proposal["grounds"]) == 80
    _, *words = shlex.split(proposal["command"])
    assert run(*words).code == 0
    after = run("suggest", "links", EVENT, db=example["db"])
    assert (after.code, after.out) == (0, "")
    assert after.err == f"No claim of {EVENT} looks like a copy of another that is not linked yet.\n"
    assert run("suggest", "links", "--json", db=example["db"]).data == []


def test_a_source_is_named_by_every_name_of_what_was_merged_into_it(example):
    with ClaimStore.open(example["db"]) as store:
        store.add_source(Source("mojahedin", "Mojahedin-e Khalq"), by="Editor")
        report = Document("", title="Mojahedin-e Khalq count their dead", url="https://example.org/2")
        relayed = Draft(EVENT, "killed", "government", "at least 600", as_of="2019-12-05", relayed_by="mojahedin")
        store.add_source(Source("government", "Government"), by="Editor")
        store.add_claim(relayed, by="Editor", document=store.add_document(report, by="Editor"))
        merge(store, "source", "mojahedin", into="mek", reason="one body", by="Editor")
    found = run("suggest", "links", "--json", db=example["db"]).data
    grounds = {one["claim"]["source"]: [ground["name"] for ground in one["grounds"]] for one in found}
    assert grounds["government"][-1] == "relayed"
    with ClaimStore.open(example["db"]) as store:
        plain = relayed._replace(relayed_by=None, as_of="2019-12-06")
        store.add_claim(plain, by="Editor", document=store.add_document(report, by="Editor"))
    found = run("suggest", "links", "--json", db=example["db"]).data
    named = [one for one in found if one["claim"]["as_of"] == "2019-12-06"]
    assert [ground["text"] for ground in named[0]["grounds"]][-1] == "the document's title names “Mojahedin-e Khalq”"


def test_nothing_is_recorded_by_asking(example):
    before = run("log", "--json", db=example["db"]).data
    run("suggest", "links", db=example["db"])
    assert run("log", "--json", db=example["db"]).data == before


def test_an_unknown_event_is_refused(example):
    shown = run("suggest", "links", "nowhere", db=example["db"])
    assert (shown.code, shown.out) == (1, "")


def relate(example, number):
    """Give Amnesty and the MEK figures for so many places."""
    with ClaimStore.open(example["db"]) as store:
        for place in range(number):
            for source, says in (("amnesty-international", 10), ("mek", 20)):
                draft = Draft(EVENT, "killed", source, str(says), place=f"place {place}", as_of="2019-12-02")
                store.add_claim(draft, by="Editor")


def test_two_sources_are_related_with_the_comparisons_behind_it(example):
    relate(example, 4)
    shown = run("source", "compare", "منظمة العفو الدولية", "MEK", db=example["db"], COLUMNS="120")
    assert (shown.code, shown.err) == (0, "")
    lines = shown.out.splitlines()
    assert lines[0] == (
        "amnesty-international beside mek, in 5 comparisons: above 0, equal 0, below 5. Median ratio 0.50, middle half "
        "0.50–0.50, of 5. As of the same date: 4; of the others one may be later, and a total grows."
    )
    assert len(lines) == 8
    data = run("source", "compare", "amnesty-international", "mek", "--json", db=example["db"]).data
    assert (data["comparisons"], data["enough"], data["median_ratio"]) == (5, True, 0.5)
    assert [one["ratio"] for one in data["common"]] == [0.27, 0.5, 0.5, 0.5, 0.5]


def test_too_few_comparisons_are_listed_without_a_median(example):
    shown = run("source", "compare", "amnesty-international", "mek", db=example["db"], COLUMNS="120")
    assert shown.out.splitlines()[0] == (
        "amnesty-international beside mek, in 1 comparison: above 0, equal 0, below 1. Too few (1 with a ratio) for a "
        "median. As of the same date: 0; of the others one may be later, and a total grows."
    )
    data = run("source", "compare", "amnesty-international", "mek", "--json", db=example["db"]).data
    assert (data["enough"], data["median_ratio"], data["lower_quartile"]) == (False, None, None)


def test_a_source_beside_all_others(example):
    relate(example, 4)
    rows = run("source", "compare", "mek", db=example["db"], COLUMNS="120").out.splitlines()
    assert [" ".join(row.split()) for row in rows] == [
        "other comparisons mek above equal below median ratio middle half",
        "amnesty-international 5 5 0 0 2.00 2.00–2.00",
        "wire 1 0 1 0 too few –",
    ]
    data = run("source", "compare", "mek", "--json", db=example["db"]).data
    assert [(one["second"], one["comparisons"]) for one in data] == [("amnesty-international", 5), ("wire", 1)]


def test_one_source_is_not_compared_with_itself(example):
    shown = run("source", "compare", "mek", "MEK", db=example["db"])
    assert (shown.code, shown.out) == (1, "")
    assert "are one source" in shown.err


def test_sources_without_common_figures_are_told_so(example):
    with ClaimStore.open(example["db"]) as store:
        store.add_source(Source("other", "Other"), by="Editor")
    shown = run("source", "compare", "mek", "other", db=example["db"])
    assert (shown.code, shown.out) == (0, "")
    assert shown.err == "mek and other have no figures for the same thing.\n"
