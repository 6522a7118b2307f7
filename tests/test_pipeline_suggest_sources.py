"""Which sources may be one: by the names of organisations in several languages, and by slips."""

import tomllib
from collections import defaultdict
from importlib.resources import files

import pytest
from builders import BY, Clock
from cli_program import run

from claims import ClaimStore
from claims.model import Alias, Draft, Event, Measure, Source
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.names import merge, undo_merge
from claims.pipeline.organisations import organisation, spelling
from claims.pipeline.suggest_sources import suggest_sources
from claims.text import fold


@pytest.fixture
def db(tmp_path):
    with ClaimStore.create(tmp_path / "names.db", clock=Clock()) as store:
        store.add_event(Event("flood", "Flood"), by=BY)
        store.add_measure(Measure("killed", "Killed"), by=BY)
        for source in (
            Source("amnesty-international", "Amnesty International"),
            Source("mnzmt", "منظمة العفو الدولية"),
            Source("medecins", "Врачи без границ"),
            Source("ministry", "Ministry of Truth"),
            Source("ministry-of-truht", "Ministry of Truht"),
            Source("fe", "FE"),
            Source("fe-nv", "FE_NV"),
        ):
            store.add_source(source, by=BY)
        store.add_claim(Draft("flood", "killed", "amnesty-international", "7"), by=BY)
    return tmp_path / "names.db"


def test_no_name_is_of_two_organisations_and_none_is_too_short_to_mean_one():
    text = files("claims").joinpath("vocabulary/organisations.toml").read_text(encoding="utf-8")
    owners = defaultdict(set)
    for names in tomllib.loads(text)["organisations"]:
        assert len(names) > 1, names
        for name in names:
            owners[fold(name)].add(names[0])
    assert {name: of for name, of in owners.items() if len(of) > 1} == {}
    assert [name for name in owners if len(name) < 2] == []
    assert (
        organisation("جمعیت هلال احمر ایران")
        == organisation("Croissant-Rouge iranien")
        == "Iranian Red Crescent Society"
    )
    assert organisation("Ministry of Truth") is None


def test_names_of_one_organisation_in_two_scripts_and_slips_are_proposed(db):
    with ClaimStore.open(db) as store:
        found = {(one.slug, one.into): one.why for one in suggest_sources(store.reader)}
    assert found == {
        ("mnzmt", "amnesty-international"): "both are names of Amnesty International",
        ("ministry-of-truht", "ministry"): "their names differ by a slip or an abbreviation",
    }


def test_what_was_merged_or_taken_back_is_not_proposed(db):
    with ClaimStore.open(db) as store:
        merge(store, "source", "mnzmt", into="amnesty-international", reason="one", by=BY)
        assert [one.slug for one in suggest_sources(store.reader)] == ["ministry-of-truht"]
        undo_merge(store, "source", "mnzmt", reason="the chapter in Morocco", by=BY)
        assert [one.slug for one in suggest_sources(store.reader)] == ["ministry-of-truht"]


def test_what_was_parted_from_one_is_proposed_with_another(db):
    with ClaimStore.open(db) as store:
        merge(store, "source", "ministry-of-truht", into="amnesty-international", reason="a slip", by=BY)
        undo_merge(store, "source", "ministry-of-truht", reason="it was the ministry", by=BY)
        found = {(one.slug, one.into) for one in suggest_sources(store.reader)}
    assert ("ministry-of-truht", "ministry") in found


def test_another_name_of_a_source_counts_as_well_as_its_first(db):
    with ClaimStore.open(db) as store:
        store.add_source(Source("doctors", "The doctors"), by=BY)
        store.add_alias(Alias("MSF", "source", "doctors"), by=BY)
        found = [(one.slug, one.name, one.into, one.other) for one in suggest_sources(store.reader)]
    assert ("medecins", "Врачи без границ", "doctors", "MSF") in found


def test_an_ingest_says_that_a_name_it_made_may_be_a_known_one_in_another_script(db, tmp_path):
    file = tmp_path / "claims.csv"
    file.write_text("event,measure,source,says\nflood,killed,أطباء بلا حدود,9\n", encoding="utf-8")
    with ClaimStore.open(db) as store:
        (near,) = ingest(store, str(file), by=BY, options=IngestOptions(create=frozenset({"source"}))).names
    assert (near.name, near.near) == ("أطباء بلا حدود", ("medecins",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Committee of Free Nurses", "Committee of Free Nurses (CFN)"),
        ("Nurses of the South", "NURSES OF THE SOUTH [NOTS]"),
        ("PECO Watch", "РЕСО Watch"),
    ],
    ids=["initials", "initials_of_all_words", "letters_of_another_script"],
)
def test_initials_in_brackets_and_letters_that_look_the_same_make_no_other_name(tmp_path, one, other):
    file = tmp_path / "claims.csv"
    file.write_text(f"event,measure,source,says\nflood,killed,{one},9\nflood,killed,{other},8\n", encoding="utf-8")
    with ClaimStore.create(tmp_path / "a.db") as store:
        load_measures(store, by=BY)
        summary = ingest(store, str(file), by=BY, options=IngestOptions(create=frozenset({"event", "source"})))
        found = [{pair.name, pair.other} for pair in suggest_sources(store.reader)]
    assert found == [{one, other}]
    assert len(summary.names) == 1


@pytest.mark.parametrize("name", ["Ministry of Health (Gaza)", "Ministry of Health (MH Gaza)"])
def test_what_brackets_add_that_are_no_initials_is_another_name(name):
    assert spelling(name) != spelling("Ministry of Health")


def test_the_command_prints_what_decides(db):
    shown = run("suggest", "sources", db=db)
    assert shown.code == 0
    assert "منظمة العفو الدولية" in shown.out
    assert "may be amnesty-international (“Amnesty International”): both are names of Amnesty Int" in shown.out
    assert (
        f"claims source merge mnzmt amnesty-international --reason 'both are names of Amnesty International' --db {db}"
        in shown.out
    )
    told = run("suggest", "sources", "--json", db=db).data
    assert (told[0]["slug"], told[0]["into"]) == ("mnzmt", "amnesty-international")
    run("source", "merge", "mnzmt", "amnesty-international", "--reason", "one", db=db)
    run("source", "merge", "ministry-of-truht", "ministry", "--reason", "one", db=db)
    assert run("suggest", "sources", db=db).err == "No two sources look like one.\n"
