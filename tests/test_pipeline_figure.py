"""Figures of dates: days, months and years as their days, and ranges in the words in which they are printed."""

from datetime import date

import pytest
from builders import at_least, at_most, between, exact
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import InField, NotADate, NotAFigure
from claims.figure_say import say, sign
from claims.lexicon_say import languages
from claims.model import Draft, Figure, Hedge, Measure, ValueKind
from claims.pipeline.figure import Reading, read_figure, stated_figure

DAY, LATER = "2019-11-15", "2019-11-20"
WORDED = {
    "2019-11-15": exact(DAY),
    "2019-11": between("2019-11-01", "2019-11-30"),
    "between 2019-11-15 and 20 November 2019": between(DAY, LATER),
    "Between 2019-11 and 2019-12": between("2019-11-01", "2019-12-31"),
    "at least 2019-11-15": at_least(DAY),
    "≤2019-11": at_most("2019-11-30"),
    "more than 2019-11": Figure(Hedge.MORE_THAN, low="2019-11-30"),
    "fewer than 2019-11": Figure(Hedge.FEWER_THAN, high="2019-11-01"),
}


def read(says):
    return read_figure(says, kind=ValueKind.DATE, reading=Reading())


@pytest.mark.parametrize(("says", "figure"), WORDED.items(), ids=WORDED)
def test_dates_are_read_as_days_and_as_ranges_of_days(says, figure):
    assert read(says) == figure


HEDGES = [Hedge.EXACT, Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.MORE_THAN, Hedge.FEWER_THAN, Hedge.BETWEEN]
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2399, 12, 31)).map(str)
"""Bare years from 2400 on are taken for those of the Buddhist calendar."""


@given(st.sampled_from(HEDGES), DAYS, DAYS)
def test_what_is_printed_of_dates_in_any_language_is_read_as_the_same(hedge, one, two):
    low, high = sorted((one, two))
    figure = {
        Hedge.EXACT: exact(low),
        Hedge.BETWEEN: between(low, high),
        Hedge.AT_LEAST: at_least(low),
        Hedge.AT_MOST: at_most(high),
        Hedge.MORE_THAN: Figure(Hedge.MORE_THAN, low=low),
        Hedge.FEWER_THAN: Figure(Hedge.FEWER_THAN, high=high),
    }[hedge]
    printed = {say(figure, language=code, kind=ValueKind.DATE) for code in languages()}
    assert {read(says) for says in {*printed, sign(figure, kind=ValueKind.DATE)}} == {figure}


@pytest.mark.parametrize(
    ("says", "error", "sentence"),
    [
        ("between 2019-11-20 and 2019-11-15", NotAFigure, "its low 2019-11-20 is above its high 2019-11-15"),
        ("at least 3", NotADate, "it gives no year of four digits"),
        ("maybe 2019", NotADate, "“maybe” is no part of a date"),
    ],
)
def test_what_states_no_date_is_refused(says, error, sentence):
    with pytest.raises(error, match=sentence):
        read(says)


@pytest.mark.parametrize("says", ["~7 Tage", "more than 3 days", "3 to 5 hours", "12 jours", "۷ روز", "2 недели"])
def test_how_long_is_refused_where_a_measure_says_how_many(says):
    with pytest.raises(InField, match="how long, and not how many") as error:
        stated_figure(
            Draft("e", "m", "s", says=says), measure=Measure("killed", "Killed", unit="people"), reading=Reading()
        )
    assert "--unit" in error.value.hint


@pytest.mark.parametrize(
    "says",
    [
        "in 2019",
        "killed in 2019",
        "Year: 2019",
        "за 2019 год",
        "سال ۱۳۹۸",
        "2019年死亡",
        "2019 yılında",
        "2019 वर्ष",
        "em 2019",
        "2019 år",
        "1441 هـ",
        *(
            "до 2000 г.",
            "2019 Q1",
            "end of 2019",
            "Ende 2019",
            "finales de 2019",
            "نهاية 2019",
            "H1 2020",
            "2019 to date",
        ),
        *("in 1905 deaths", "2019-2020", "1914–1918"),
    ],
)
def test_a_year_alone_is_refused_where_a_measure_says_how_many(says):
    with pytest.raises(InField, match="it says when, and not how many") as error:
        stated_figure(
            Draft("e", "m", "s", says=says, columns={"says": "n"}),
            measure=Measure("killed", "Killed"),
            reading=Reading(),
        )
    assert error.value.hint.startswith("correct the cell, or leave it refused; only where it counts as many: claims")


@pytest.mark.parametrize(
    "says",
    [
        "a total of 2019",
        "2019 killed",
        "2019人",
        "bis 2019",
        "in 2019 towns",
        "12 in 2019",
        "1900-2019",
        "about 2019",
        "12 in May 2019",
    ],
)
def test_a_number_is_no_year_by_what_may_be_said_of_a_sum_or_a_bound(says):
    found = stated_figure(Draft("e", "m", "s", says=says), measure=Measure("killed", "Killed"), reading=Reading())
    assert {2019, 12} & {found.figure.low, found.figure.best, found.figure.high}


@pytest.mark.parametrize("says", ["FY2019", "week 12 2020", "mid-2019", "Dec-2019"])
def test_a_time_that_is_no_number_is_refused_without_a_flag_that_makes_one_of_it(says):
    with pytest.raises(InField, match="it says when, and not how many") as error:
        stated_figure(Draft("e", "m", "s", says=says), measure=Measure("killed", "Killed"), reading=Reading())
    assert error.value.hint == "correct the cell, or leave it refused"


@pytest.mark.parametrize(("says", "kind"), [("5%", "percent"), ("<5 %", "percent"), ("$5", "money --unit CODE")])
def test_a_share_or_money_that_is_no_count_names_the_measure_that_takes_it(says, kind):
    with pytest.raises(InField) as error:
        stated_figure(Draft("e", "m", "s", says=says), measure=Measure("killed", "Killed"), reading=Reading())
    assert f"claims measure add NAME --value-kind {kind}" in error.value.hint


def test_a_share_beside_a_count_is_to_be_taken_out_of_the_cell():
    with pytest.raises(InField) as error:
        stated_figure(Draft("e", "m", "s", says="12 (40%)"), measure=Measure("killed", "Killed"), reading=Reading())
    assert error.value.hint.startswith("leave the count alone in the cell")


def test_a_year_is_read_where_years_are_counted():
    years = Measure("sentence", "Sentences", unit="years")
    found = stated_figure(Draft("e", "m", "s", says="2019 years"), measure=years, reading=Reading())
    assert found.figure == exact(2019)


@pytest.mark.parametrize(
    ("says", "figure"),
    [
        ("161 killed in 3 days", exact(161)),
        ("12 (3 days)", exact(12)),
        ("7 Menschen", exact(7)),
        ("about 12", Figure(Hedge.ABOUT, best=12)),
    ],
)
def test_how_many_is_read_beside_how_long(says, figure):
    killed = Measure("killed", "Killed", unit="people")
    assert stated_figure(Draft("e", "m", "s", says=says), measure=killed, reading=Reading()).figure == figure


def test_how_long_is_read_of_a_measure_in_that_unit():
    lasted = Measure("lasted", "Lasted", value_kind=ValueKind.QUANTITY, unit="Tage")
    assert stated_figure(Draft("e", "m", "s", says="7 Tage"), measure=lasted, reading=Reading()).figure == exact(7)


def test_a_time_in_brackets_makes_no_time_of_two_figures():
    with pytest.raises(InField, match="two separate figures"):
        stated_figure(
            Draft("e", "m", "s", says="1134 (ILO); 1127 (army, 13 May 2013)"),
            measure=Measure("killed", "Killed"),
            reading=Reading(),
        )
