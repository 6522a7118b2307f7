"""Figures that are records of their own, with who says each and in which words, and lists of such records."""

from __future__ import annotations

import json

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.propose import propose


def said(found):
    return [(one.source, one.measure, one.population, one.says) for one in drafts(found)]


def records(tmp_path, *rows):
    return of(tmp_path, json.dumps(rows), "file.json")


def test_each_figure_has_the_source_and_the_wording_of_its_own_record(tmp_path):
    found = records(
        tmp_path,
        {"killed": {"value": 161, "text": "at least 161", "source": "A"}, "arrested": {"value": 7000, "source": "B"}},
        {"killed": {"value": 350, "text": "over 350", "source": "C"}, "arrested": {"value": 2800, "source": "A"}},
    )
    assert said(found) == [
        ("A", "killed", "all", "at least 161"),
        ("B", "arrested", "all", "7000"),
        ("C", "killed", "all", "over 350"),
        ("A", "arrested", "all", "2800"),
    ]


def test_a_wording_is_read_for_the_number_beside_it_where_all_say_who(tmp_path):
    found = records(
        tmp_path,
        {"source": "A", "killed": {"value": 161, "text": "at least 161"}},
        {"source": "B", "killed": {"value": 15000, "text": "about 15,000"}},
    )
    assert [one.says for one in drafts(found)] == ["at least 161", "about 15,000"]


def test_the_day_beside_the_bounds_of_one_figure_is_not_that_of_another(tmp_path):
    found = records(
        tmp_path,
        {"source": "A", "killed": {"low": 304, "high": 400, "as_of": "2019-12-16"}, "arrested": 7000},
        {"source": "B", "killed": {"low": 200, "high": 250, "as_of": "2019-12-15"}, "arrested": 500},
    )
    made = [(one.source, one.measure, one.as_of) for one in drafts(found)]
    assert sorted(made[:2], key=str) == [("A", "arrested", None), ("A", "killed", "2019-12-16")]


def test_rows_whose_wording_is_only_in_some_wait_for_an_answer(tmp_path):
    found = records(
        tmp_path,
        {"source": "A", "killed": {"value": 161, "text": "at least 161", "source": "A"}},
        {"source": "B", "killed": {"value": 20, "text": None, "source": "B"}},
        {"source": "B", "killed": {"value": 30, "text": None, "source": "B"}},
    )
    assert found.mapping.ask == {"killed.text": ("at least 161",)}
    assert "--set 'ask.killed.text='" in told(found, "in some rows only")


@pytest.mark.parametrize("beside", [{"type": "literal"}, {"note": "checked"}, {"children": 3}])
def test_a_record_that_says_nothing_of_its_figure_alone_is_read_as_before(tmp_path, beside):
    found = records(
        tmp_path, {"source": "A", "killed": {"value": 5, **beside}}, {"source": "B", "killed": {"value": 6}}
    )
    assert found.mapping.claims == ()


def test_each_name_in_a_list_of_sources_says_the_figure(tmp_path):
    found = records(tmp_path, {"killed": 5, "sources": ["A", "B"]}, {"killed": 6, "sources": ["C"]})
    assert [(one.source, one.says) for one in drafts(found)] == [("A", "5"), ("B", "5"), ("C", "6")]
    assert "each name in them is taken as a source" in told(found, "“sources” holds lists")


def test_sources_of_a_list_with_figures_of_their_own_are_not_those_of_the_figures_around_it(tmp_path):
    rows = {"killed": 203, "sources": [{"name": "A", "killed": 56}, {"name": "B", "killed": 98}]}
    found = records(tmp_path, rows, rows | {"killed": 141})
    assert not [one for one in found.unsure if "sources.0.name" in one]
    assert "--set 'records=*.sources'" in told(found, "lists of others with figures")


def test_figures_around_a_list_are_not_said_by_who_is_in_it(tmp_path):
    rows = {"civilian_deaths": 203, "sources": [{"source": "A", "killed": 56}, {"source": "B", "killed": 98}]}
    (tmp_path / "file.json").write_text(json.dumps([rows, rows | {"civilian_deaths": 141}]))

    found = propose(str(tmp_path / "file.json"), said=from_flags([], ["records=*.sources", "event=e"]))
    assert [(one.source, one.says) for one in drafts(found)][:2] == [("A", "56"), ("B", "98")]
    assert told(found, "“parent.civilian_deaths” stands beside the list of the records")


def test_what_stands_beside_records_under_their_names_is_said_of_each(tmp_path):
    text = {"updated": "2023-09-20", "Derna": {"dead": {"WHO": 40, "OCHA": 3}}, "Al Bayda": {"dead": {"WHO": 17}}}
    found = of(tmp_path, json.dumps(text), "file.json")
    assert [(one.place, one.source, one.as_of, one.says) for one in drafts(found)] == [
        ("Derna", "WHO", "2023-09-20", "40"),
        ("Derna", "OCHA", "2023-09-20", "3"),
        ("Al Bayda", "WHO", "2023-09-20", "17"),
    ]


def test_rows_of_a_name_alone_above_others_are_told(tmp_path):
    text = "Organisation,Killed\nNigeria,\nAmnesty,56\nCLEEN,92\nKenya,\nIMLU,144\n"
    assert "“Nigeria”, “Kenya”" in told(of(tmp_path, text), "which no claim says")
    without = propose(
        str(tmp_path / "file.csv"), said=from_flags([], [f"skip.Organisation={n}" for n in ("Nigeria", "Kenya")])
    )
    assert not [one for one in without.unsure if "which no claim says" in one]
    assert not [one for one in of(tmp_path, text.replace("Nigeria,\n", "")).unsure if "which no claim says" in one]


def test_a_place_that_answers_of_sparql_hold_as_an_address_is_called_by_its_label(tmp_path):
    row = {"deaths": "301", "country": "http://example.org/Q43", "countryLabel": "Turkey", "event": "Soma mine"}
    row = {
        name: {"type": "literal", "datatype": "http://example.org/decimal", "value": text} for name, text in row.items()
    }
    found = of(tmp_path, json.dumps([row, {**row, "countryLabel": {"type": "literal", "value": "Chile"}}]), "file.json")
    assert [(one.place, one.url, one.says) for one in drafts(found)] == [
        ("Turkey", None, "301"),
        ("Chile", None, "301"),
    ]
