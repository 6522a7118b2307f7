"""Tables side by side, notes below them, running totals beside daily figures, and columns that count nobody."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.errors import NotAFigure
from claims.figure import parse, say
from claims.model import ValueKind


def test_tables_side_by_side_have_places_of_their_own(tmp_path):
    header = "2019 / State,2019 / Deaths,2019 / Cells,2020 / State,2020 / Deaths,2020 / Cells"
    found = of(tmp_path, f"{header}\nKerala,28,4,Punjab,31,2\nBihar,56,9,Kerala,49,7\n")
    assert [(one.as_of, one.place, one.says) for one in drafts(found)] == [
        ("2019", "Kerala", "28"),
        ("2020", "Punjab", "31"),
        ("2019", "Bihar", "56"),
        ("2020", "Kerala", "49"),
    ]
    assert told(found, "side by side").startswith("tables stand side by side below “2019” and “2020”")


def test_tables_side_by_side_below_no_years_are_told(tmp_path):
    text = "Men / State,Men / Deaths,Women / State,Women / Deaths\nKerala,28,Punjab,31\nBihar,56,Kerala,49\n"
    assert "below “Men” and “Women”, and only the first is read" in told(of(tmp_path, text), "side by side")


def test_years_with_marks_of_footnotes_above_a_footnote(tmp_path):
    found = of(tmp_path, "Jahr;Getötete;Verletzte\n2020;275;967\n2021;246;244\n2022 1);219;805\n1) vorläufig;;\n")
    assert [one.as_of for one in drafts(found)][::2] == ["2020-12-31", "2021-12-31", "2022-12-31"]
    assert "(“2022 1)”), read by [take]" in told(found, "“Jahr” holds years")


def test_a_note_below_a_table_is_no_year_and_no_place(tmp_path):
    found = of(tmp_path, "Year,Killed,Injured\n2020,275,967\n2021,246,244\n2022,219,805\nSource: the ministry,,\n")
    assert found.mapping.columns["year"] == "Year"
    assert len(drafts(found)) == 6


def test_daily_figures_beside_a_running_total_of_another_name(tmp_path):
    totals, new = (5, 9, 10, 16, 18, 25, 26), (5, 4, 1, 6, 2, 7, 1)
    rows = "".join(f"{day}-Oct-15,{total},{own}\n" for day, (total, own) in enumerate(zip(totals, new, strict=True), 1))
    found = of(tmp_path, f"date,strikes in all,strikes anew\n{rows}")
    said = {(one.measure, one.period_start) for one in drafts(found)[:2]}
    assert said == {("strikes in all", None), ("strikes anew", "2015-10-01")}
    assert told(found, "fall from date to date").endswith("“strikes in all” are taken as running totals")


def test_the_end_of_a_week_is_a_date(tmp_path):
    found = of(tmp_path, "Week,Week ending,Deaths\n18,2017-05-07,51\n19,2017-05-14,155\n20,2017-05-21,354\n")
    assert found.mapping.columns["as_of"] == "Week ending"


def test_columns_of_0_and_1_say_whether_and_not_how_many(tmp_path):
    rows = "".join(f"{2000 + year},{year % 2},{(year + 1) % 2}\n" for year in range(9))
    found = of(tmp_path, f"year,drought,quake\n{rows}")
    assert not drafts(found)
    assert told(found, "whether and not how many").startswith("0 and 1 alone in “drought”, “quake” say")


@pytest.mark.parametrize("header", ["refugees in percent", "infection rate", "% of victims"])
def test_rates_and_shares_alone_are_told_and_not_read(tmp_path, header):
    found = of(tmp_path, f"country,{header}\nChad,0.25\nMali,1.5\nNiger,0.75\n")
    assert not drafts(found)
    assert told(found, "is a rate or a share").startswith(f"“{header}” is a rate or a share by its header")


@pytest.mark.parametrize("language", [None, "en"])
def test_miles_are_thousands_where_the_language_is_spanish_only(language):
    assert say(parse("5 miles de personas", language="es")) == "5,000"
    with pytest.raises(NotAFigure, match="“miles” apart from the number may stand for thousands"):
        parse("5 miles", language=language)


@pytest.mark.parametrize("wording", ["13 k", "3 M", "at least 5 bn", "12 K.", "about 7 m"])
def test_a_letter_apart_from_a_number_may_be_a_scale(wording):
    with pytest.raises(NotAFigure, match="apart from the number may stand for thousands"):
        parse(wording)


@pytest.mark.parametrize(("wording", "value"), [("13k", 13_000), ("5 million", 5_000_000), ("12 men", 12), ("5 a", 5)])
def test_scales_that_are_certain_and_words_that_are_none(wording, value):
    assert parse(wording).best == value


def test_units_of_quantities_are_no_scales():
    assert parse("5.5 m", kind=ValueKind.QUANTITY).best == 5.5
