"""Places of an ingest that are none: rows of totals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.mapping import Mapping
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.nobody import is_total


@pytest.mark.parametrize("place", ["Total", "Insgesamt", "Total Colombia", "Всего по РФ", "کل کشور", "المجموع"])
def test_places_that_are_totals(place):
    assert is_total(place)


@pytest.mark.parametrize("place", ["Toledo", "Sumy", "Unknown", "None", "Totana", "Gesamtschule"])
def test_places_that_are_no_totals(place):
    assert not is_total(place)


def test_a_total_that_stands_as_a_place_is_told_after_an_ingest(tmp_path):
    file = tmp_path / "flood.csv"
    file.write_text("Land,killed\nBayern,2\nHessen,1\nInsgesamt,3\n", encoding="utf-8")
    mapping = Mapping(
        "flood",
        constants={"event": "Flood", "source": "LfU", "measure": "killed"},
        columns={"place": "Land", "says": "killed"},
    )
    with ClaimStore.create(tmp_path / "claims.db") as store:
        load_measures(store, by="m")
        options = IngestOptions(mapping=mapping, create=frozenset(("event", "source")))
        first = ingest(store, str(file), by="m", options=options)
        again = ingest(store, str(file), by="m", options=options)
    note = "“Insgesamt” stands as a place and looks like a row of totals: [skip] in the mapping leaves such rows out"
    assert note in first.notes
    assert note not in again.notes


def test_a_total_is_told_of_the_file_that_has_it_and_once(tmp_path):
    with_total, without = tmp_path / "one.csv", tmp_path / "two.csv"
    with_total.write_text("Land,killed\nBayern,2\nHessen,1\nInsgesamt,3\nSumme,3\n", encoding="utf-8")
    without.write_text("Land,killed\nBayern,4\nSachsen,1\n", encoding="utf-8")
    told = {"event": "Flood", "source": "LfU", "measure": "killed"}
    plain = Mapping("flood", constants=told, columns={"place": "Land", "says": "killed"})
    warned = replace(
        plain, notes=('“Insgesamt” in “Land” looks like a row of totals: [skip] "Land" = ["Insgesamt", "Summe"]',)
    )
    create = frozenset(("event", "source"))
    with ClaimStore.create(tmp_path / "claims.db") as store:
        load_measures(store, by="m")
        first = ingest(store, str(with_total), by="m", options=IngestOptions(mapping=plain, create=create))
        other = ingest(store, str(without), by="m", options=IngestOptions(mapping=plain))
    with ClaimStore.create(tmp_path / "warned.db") as store:
        load_measures(store, by="m")
        again = ingest(store, str(with_total), by="m", options=IngestOptions(mapping=warned, create=create))
    assert any("“Insgesamt”, “Summe” stand as places and look like rows of totals" in note for note in first.notes)
    assert not any("totals" in note for note in other.notes)
    assert [note for note in again.notes if "totals" in note] == list(warned.notes)
