"""The least and the most of figures, in columns of their own."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.errors import BadMapping
from claims.figure import parse
from claims.mapping import Mapping, from_flags, plan
from claims.mapping.fields import Wide
from claims.pipeline.propose import propose
from claims.pipeline.proposing.found import NOT_SAID
from claims.text import fold


def test_bounds_of_different_people_are_figures_of_their_own(tmp_path):
    header = "date,location,min_ppl_killed,max_ppl_killed,min_civil_killed,max_civil_killed,min_injured,max_injured"
    found = of(tmp_path, f"{header}\n2009-12-17,Al Majala,55,58,44,44,9,9\n2010-01-15,Jaar,0,6,0,2,1,3\n")
    figures = {(one.measure, one.population): (one.figure.low, one.figure.high) for one in drafts(found)[:3]}
    assert figures == {("killed", "all"): (55, 58), ("killed", "civil"): (44, 44), ("injured", "all"): (9, 9)}
    assert "check the population" in told(found, "civil_killed")


def test_bounds_of_the_same_twice_are_read_once(tmp_path):
    header = "place,min_killed,max_killed,min_deaths,max_deaths"
    found = of(tmp_path, f"{header}\nJaar,3,7,30,70\nRada,1,2,10,20\n")
    assert [(one.measure, one.figure.low, one.figure.high) for one in drafts(found)] == [
        ("killed", 3, 7),
        ("killed", 1, 2),
    ]
    assert told(found, "seem to be killed too").startswith("“killed” is taken as killed; not read")


def test_a_dash_before_a_bound_is_no_part_of_the_measure(tmp_path):
    found = of(tmp_path, "place,Deaths – low,Deaths – high\nJaar,3,7\nRada,1,2\n")
    assert [(one.measure, one.figure.low, one.figure.high) for one in drafts(found)] == [
        ("Deaths", 3, 7),
        ("Deaths", 1, 2),
    ]


def test_a_mapping_by_which_one_bound_would_hide_another_is_refused():
    pattern = "^(?P<bound>min|max)_(?P<measure>.+)$"
    mapping = Mapping(
        constants={"event": "War", "source": "UN"},
        wide=(Wide(pattern=pattern),),
        names={"measure": {"civil_killed": "killed", "child_killed": "killed"}},
    )
    columns = ("min_civil_killed", "max_civil_killed", "min_child_killed", "max_child_killed")
    with pytest.raises(BadMapping, match="are both the low bound of one figure"):
        plan(mapping, columns, file="file.csv")


@pytest.mark.parametrize(
    ("wording", "low", "high"),
    [
        ("5,000,000to 10,000,000", 5_000_000, 10_000_000),
        ("294,000 to320,000", 294_000, 320_000),
        ("40,000to70,000", 40_000, 70_000),
        ("300bis 400", 300, 400),
    ],
)
def test_a_range_whose_word_is_joined_to_a_number_is_the_range(wording, low, high):
    figure = parse(wording, decimal_mark=".")
    assert (figure.low, figure.best, figure.high) == (low, None, high)


def test_an_unknown_bound_does_not_hide_its_column(tmp_path):
    found = of(tmp_path, "pays;prisonniers min;prisonniers max\nIran;500;800\nÉgypte;60;65\nYémen;200;inconnu\n")
    assert [one.columns for one in found.mapping.wide] == [("prisonniers min", "prisonniers max")]


def test_bounds_beside_words_of_a_language_are_read_by_its_mark(tmp_path):
    header = "Incident Date,Location,Minimum Number of Missing,Information Source"
    rows = '2015-04-18,off the coast of Libya near Tripoli,"1,022",The coast guard said so\n2015-04-19,sea,5,IOM\n'
    found = of(tmp_path, f"{header}\n{rows}")
    assert [one.figure.low for one in drafts(found) if one.figure] == [1022, 5]
    assert found.mapping.constants["event"] == NOT_SAID


def test_bounds_that_are_written_in_two_ways_are_all_read(tmp_path):
    header = "Location,Min civilian killed,Max civilian killed,Children killed min,Children killed max"
    found = of(tmp_path, f"{header}\nRaqqa,27,40,15,20\nMosul,105,141,,\n")
    assert sorted((one.measure, one.figure.low, one.figure.high) for one in drafts(found) if one.figure) == [
        ("Children killed", 15, 20),
        ("killed", 27, 40),
        ("killed", 105, 141),
    ]


def test_bounds_in_brackets_before_a_kind_are_those_of_one_figure_of_each_year(tmp_path):
    kinds = ",".join(f"Deaths in conflicts ({bound} estimate) - Type: all" for bound in ("best", "low", "high"))
    found = of(tmp_path, f"Entity,Code,Year,{kinds}\nWorld,OWID_WRL,2019,76100,70221,92210\n")
    ((bounds, when),) = [(one.figure, (one.period_start, one.as_of)) for one in drafts(found)]
    assert (bounds.low, bounds.best, bounds.high) == (70221, 76100, 92210)
    assert when == ("2019-01-01", "2019-12-31")
    assert any("“Deaths in conflicts” is taken as a measure that is not known yet" in one for one in found.unsure)


def test_bounds_in_camel_case_with_a_best_guess(tmp_path):
    text = "Date,EstimateLow,BestGuess,EstimateHigh,Arrests\n2017-01-21,200000,450000,750000,3\n2017-01-22,24,24,36,0\n"
    found = of(tmp_path, text)
    assert [found.mapping.columns[bound] for bound in ("low", "best", "high")] == [
        "EstimateLow",
        "BestGuess",
        "EstimateHigh",
    ]
    assert any("numbers in “Arrests” are not read" in one for one in found.unsure)


def test_what_stands_beside_bounds_is_read_where_it_is_known_and_told_where_not(tmp_path):
    head = "Source,Killed / Low,Killed / High,Displaced / IDPs,Displaced / Tents\n"
    found = of(tmp_path, f"{head}UN,10,13,1460,500\nNGO,12,15,1400,90\n")
    assert [(one.measure, one.says) for one in drafts(found) if one.says] == [
        ("displaced", "1460"),
        ("displaced", "1400"),
    ]
    assert told(found, "“Displaced / Tents”")


def test_bounds_are_shown_in_words(tmp_path):
    shown = of(tmp_path, "event,measure,source,low,high\nFlood,killed,UN,5,9\nFlood,killed,WHO,7,\n").as_toml()
    assert "# row 2: Flood, killed, UN: between 5 and 9" in shown
    assert "# row 3: Flood, killed, WHO: at least 7" in shown


def ends_of(draft):
    """Return low, best and high of the figure of a draft."""
    figure = draft.figure or parse(draft.says)
    return figure.low, figure.best, figure.high


@pytest.mark.parametrize(
    "ends",
    [
        ("Killed_min", "Killed", "Killed_max"),
        ("Lowest killed", "Killed", "Highest killed"),
        ("Killed lower estimate", "Killed estimate", "Killed upper estimate"),
        ("Killed (min.)", "Killed (est.)", "Killed (max.)"),
        ("Killed at least", "Killed", "Killed at most"),
        ("Killed (from)", "Killed (mid)", "Killed (to)"),
        ("Killed L", "Killed B", "Killed H"),
        ("Killed lo", "Killed", "Killed hi"),
        ("Killed: Estimation basse", "Killed", "Killed: Estimation haute"),
        ("Killed - Untergrenze", "Killed - Schätzung", "Killed - Obergrenze"),
        ("Killed (от)", "Killed", "Killed (до)"),
        ("Killed_Límite inferior", "Killed", "Killed_Límite superior"),
        ("Killed / الحد الأدنى", "Killed", "Killed / الحد الأعلى"),
        ("حداقل killed", "Killed", "حداکثر killed"),
        ("En az killed", "Killed", "En çok killed"),
    ],
    ids="|".join,
)
def test_what_stands_between_two_bounds_is_their_best_however_they_are_called(tmp_path, ends):
    found = of(tmp_path, f"Place,{','.join(ends)},Injured\nHoms,3,5,9,2\nHama,1,2,4,7\n")
    made = [(one.place, fold(one.measure).split()[-1], *ends_of(one)) for one in drafts(found)]
    assert sorted(made) == [
        ("Hama", "injured", 7, 7, 7),
        ("Hama", "killed", 1, 2, 4),
        ("Homs", "injured", 2, 2, 2),
        ("Homs", "killed", 3, 5, 9),
    ]


@pytest.mark.parametrize("best", ["Mid", "Most likely", "Point estimate", "Estimate"])
def test_an_estimate_beside_low_and_high_is_the_best_of_each_measure_in_cells(tmp_path, best):
    found = of(tmp_path, f"Indicator,Lowest,{best},Highest\nKilled,3,5,9\nInjured,1,2,4\n")
    assert [(one.measure, *ends_of(one)) for one in drafts(found)] == [("Killed", 3, 5, 9), ("Injured", 1, 2, 4)]


@pytest.mark.parametrize("header", ["Value,From,To", "Значение,от,до", "Wert,von,bis"])
def test_numbers_called_from_and_to_beside_a_value_are_its_bounds(tmp_path, header):
    found = of(tmp_path, f"Indicator,{header}\nKilled,5,3,9\nInjured,2,1,4\n")
    assert [(one.measure, *ends_of(one)) for one in drafts(found)] == [("Killed", 3, 5, 9), ("Injured", 1, 2, 4)]


def test_numbers_that_stand_between_the_bounds_of_each_row_are_their_best(tmp_path):
    found = of(tmp_path, "No.,Catégorie,Nombre,Min,Max\n1,Killed,5,3,9\n2,Injured,7,6,8\n3,Missing,9,8,11\n")
    assert [ends_of(one) for one in drafts(found)] == [(3, 5, 9), (6, 7, 8), (8, 9, 11)]


@pytest.mark.parametrize("header", ["Killed,Min,Max", "Muertos,Mínima,Máxima", "Deaths,Lower bound,Upper bound"])
def test_a_measure_between_the_bounds_of_each_row_is_their_best(tmp_path, header):
    found = of(tmp_path, f"Province,{header}\nSoria,12,10,15\nBurgos,4,3,6\n")
    assert [(one.measure, *ends_of(one)) for one in drafts(found)] == [("killed", 10, 12, 15), ("killed", 3, 4, 6)]


def test_a_measure_outside_of_bounds_of_no_name_is_asked_about_and_read_without_them(tmp_path):
    text = "Fecha,Provincia,Muertos,Mínima,Máxima\n2020-01-01,Soria,12,20,30\n2020-01-02,Burgos,4,18,28\n"
    (asked,) = [one for one in of(tmp_path, text).asked if "are taken as low and high of each figure" in one]
    assert "--map 'Mínima=' --map 'Máxima='" in asked
    without = propose(str(tmp_path / "file.csv"), said=from_flags(["Mínima=", "Máxima="], []))
    assert [(one.measure, one.says) for one in drafts(without)] == [("Muertos", "12"), ("Muertos", "4")]


def test_groups_of_three_digits_in_bounds_are_thousands_as_in_any_count(tmp_path):
    found = of(tmp_path, 'Place;"الجرحى / الحد الأدنى";"الجرحى / الحد الأعلى"\nHoms;1,973;2,909\nHama;1,069;1,205\n')
    assert [ends_of(one) for one in drafts(found)] == [(1973, None, 2909), (1069, None, 1205)]


def test_a_bound_beside_numbers_of_another_name_is_asked_about(tmp_path):
    found = of(tmp_path, "Indicator,Ceiling,Max\nKilled,3,9\nInjured,1,4\n")
    assert "--map 'Ceiling=low'" in told(found, "“Max” alone is taken as the high of each figure")


def test_bounds_of_detained_protesters_are_of_the_detained(tmp_path):
    found = of(tmp_path, "city,Detained protesters (min),Detained protesters (max)\nA,30,40\nB,40,60\n")
    assert {(one.measure, one.population) for one in drafts(found)} == {("arrested", "protesters")}


@pytest.mark.parametrize("said", ["(low–high)", "(min-max)", "[range]", "(lower/upper)", "min - max"])
def test_words_for_both_bounds_in_one_header_are_no_part_of_its_measure(tmp_path, said):
    found = of(tmp_path, f"Place,Killed {said}\nJaar,10–14\nRada,20–40\n")
    assert [one.measure for one in drafts(found)] == ["killed", "killed"]
    figures = [parse(one.says, language="en") for one in drafts(found)]
    assert [(one.low, one.high) for one in figures] == [(10, 14), (20, 40)]
    assert not any("set the population" in one or "brackets" in one for one in found.unsure)


def test_a_number_in_brackets_is_the_best_between_its_bounds_and_a_figure_alone(tmp_path):
    text = "Country,Year,Deaths (number),Deaths (number) at least,Deaths (number) at most,Injured (number)\n"
    found = of(tmp_path, f"{text}Ghana,2019,5,3,8,11\nKenya,2019,50,30,80,70\n")
    killed, injured = drafts(found)[:2]
    assert (killed.figure.low, killed.figure.best, killed.figure.high) == (3, 5, 8)
    assert (killed.measure, injured.measure, injured.says) == ("killed", "injured", "11")


def test_bounds_of_headers_that_name_a_time_too_are_as_of_that_time(tmp_path):
    head = (
        "Place,Killed / 5 May 2015 / Min,Killed / 5 May 2015 / Max,Killed / 9 May 2015 / Min,Killed / 9 May 2015 / Max"
    )
    found = of(tmp_path, f"{head}\nJaar,3,7,4,9\nRada,1,2,2,3\n")
    assert [(one.as_of, one.figure.low, one.figure.high) for one in drafts(found)[:2] if one.figure] == [
        ("2015-05-05", 3, 7),
        ("2015-05-09", 4, 9),
    ]


@pytest.mark.parametrize(
    "names", ["LB,UB", "Floor,Ceiling", "od,do", "Terendah,Tertinggi", "সর্বনিম্ন,সর্বোচ্চ", "Low end,High end"]
)
def test_bounds_have_further_names(tmp_path, names):
    low, high = names.split(",")
    (one, *_) = drafts(of(tmp_path, f"Place,Killed {low},Killed {high}\nJaar,3,7\nRada,1,2\n"))
    assert (one.measure, one.figure.low, one.figure.high) == ("Killed", 3, 7)


def test_bounds_of_headers_that_name_a_source_too_are_its(tmp_path):
    found = of(tmp_path, "Place,OCHA killed min,OCHA killed max,UNHCR killed min,UNHCR killed max\nJaar,3,7,4,9\n")
    assert [(one.source, one.figure.low, one.figure.high) for one in drafts(found) if one.figure] == [
        ("OCHA", 3, 7),
        ("UNHCR", 4, 9),
    ]


def test_names_beside_bounds_that_nothing_knows_are_asked_about(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Day,Goma killed min,Goma killed max,Uvira killed min,Uvira killed max\n2020-05-01,3,7,4,9\n")
    asked = propose(str(path), said=from_flags([], ["event=E", "source=S"]))
    assert "“goma”, “uvira”" in asked.waits[0]
    found = propose(str(path), said=from_flags([], ["event=E", "source=S", "wide.header=place"]))
    assert [(one.place, one.figure.low) for one in drafts(found) if one.figure] == [("Goma", 3), ("Uvira", 4)]


def test_words_that_may_be_no_bound_are_none_beside_one_or_alone(tmp_path):
    beside = of(tmp_path, "place,killed_min,killed_max,killed_tot\nJaar,3,9,6\nRada,1,4,2\n")
    assert [(one.figure.low, one.figure.high) for one in drafts(beside)] == [(3, 9), (1, 4)]
    sum_alone = of(tmp_path, "place,killed_low,killed_tot,injured_low,injured_high\nJaar,3,9,1,2\nRada,1,4,2,3\n")
    assert {one.measure for one in drafts(sum_alone)} == {"injured"}
    alone = of(tmp_path, "place,Floor,killed\nJaar,3,9\nRada,12,4\n")
    assert [(one.says, one.figure) for one in drafts(alone)] == [("9", None), ("4", None)]


def test_bounds_of_people_alone_are_of_them_where_the_measure_is_said(tmp_path):
    text = "City,Kadın / Asgari,Kadın / Azami,Erkek / Asgari,Erkek / Azami\nAdana,28,34,5,7\nHatay,25,29,32,38\n"
    found = of(tmp_path, text, said=from_flags([], ["measure=killed", "event=Flood", "source=AFAD"]))
    assert not found.waits
    assert [(one.population, one.figure.low, one.figure.high) for one in drafts(found)[:2]] == [
        ("kadın", 28, 34),
        ("erkek", 5, 7),
    ]
