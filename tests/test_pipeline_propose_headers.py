"""What the headers of published tables say, above them, beside their measure and where there is none."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.mapping.fields import Wide
from claims.model import Basis, Draft
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.proposing.words import Dotted, dotted


@pytest.mark.parametrize(
    ("header", "as_of"),
    [
        ("uf,mes,ano,muertos", "2015-1"),
        ("Land,Monat,Jahr,Tote", "2015-1"),
        ("pays,Mois,Année,morts", "2015-1"),
        ("регион,месяц,год,погибшие", "2015-1"),
        ("المحافظة,الشهر,السنة,القتلى", "2015-1"),
        ("استان,ماه,سال,کشته", "2015-1"),
    ],
    ids=["es", "de", "fr", "ru", "ar", "fa"],
)
def test_the_parts_of_a_date_are_known_in_seven_languages(tmp_path, header, as_of):
    found = of(tmp_path, f"{header}\nMG,1,2015,21\nPA,1,2015,5\nRN,2,2015,3\n")
    (claim, *_) = found.first
    assert isinstance(claim, Draft)
    assert (claim.as_of, claim.says) == (as_of, "21")


@pytest.mark.parametrize(
    "header",
    [
        "date_start,date_end",
        "Begin Date,End Date",
        "fecha de inicio,fecha final",
        "Beginn,Ende",
        "дата начала,дата окончания",
    ],
)
def test_two_dates_that_are_called_first_and_last_are_a_period_and_no_measures(tmp_path, header):
    text = f'storm,{header},killed\nHurricane Olivia,"22 October 1975","25 October 1975",30\n'
    found = of(tmp_path, text)
    assert [(one.period_start, one.as_of, one.measure, one.says) for one in found.first if isinstance(one, Draft)] == [
        ("22 October 1975", "25 October 1975", "killed", "30")
    ]


MONTHS = "2022-02,23397\n2022-03,27111\n2022-04,5271\n2022-05,5092\n2022-06,3426\n"
DAYS = "2020-03-02,3\n2020-03-03,9\n2020-03-04,2\n2020-03-05,7\n2020-03-06,1\n"


@pytest.mark.parametrize(
    ("header", "measure"),
    [
        ("totalDeaths", "killed"),
        ("total_no_of_displaced_people", "displaced"),
        ("Deaths to date", "killed"),
        ("Injured persons", "injured"),
        ("IDPs estimate", "displaced"),
        ("Deaths reported", "killed"),
    ],
)
def test_words_around_a_measure_that_say_nothing_of_it_do_not_count(tmp_path, header, measure):
    found = of(tmp_path, f"country,{header},households\nSomalia,11,3\nYemen,12,4\n")
    (claim, *_) = found.first
    assert isinstance(claim, Draft)
    assert claim.measure == measure


def test_words_of_other_letters_part_a_header_too(tmp_path):
    found = of(tmp_path, "countryName,locationName,deaths\nJAPAN,SANRIKU,1000\nCHILE,CENTRAL CHILE,2000\n")
    assert found.mapping.columns["place"] == "{locationName}, {countryName}"


def test_numbers_beside_a_total_are_told(tmp_path):
    found = of(tmp_path, "date,EC,FS,GP,total\n2020-04-08,0,3,3,18\n2020-04-09,0,3,3,18\n")
    (sentence,) = [one for one in found.unsure if one.startswith("“total” is taken as the figure")]
    assert "numbers in “EC”, “FS”, “GP” are not read" in sentence


def test_a_sign_for_a_number_is_the_number_of_a_row(tmp_path):
    found = of(tmp_path, "#,place,IDP families,IDP sites\n113,Ambukiv,232,4\n134,Anhelinivka,278,5\n")
    assert found.mapping.wide == (Wide(columns=("IDP families", "IDP sites"), header="measure"),)


def test_a_number_that_a_spreadsheet_program_cut_is_still_in_the_column_of_figures(tmp_path):
    text = "battle,numbers,duration\nBattle of Asiago,1.00E+05,27\nBattle of Loos,59000,20\n"
    found = of(tmp_path, text)
    assert found.mapping.columns["says"] == "numbers"


def test_a_few_numbers_like_years_are_figures(tmp_path):
    found = of(tmp_path, "personnel,artillery,drones\n111760,2069,1856\n")
    assert found.mapping.wide == (Wide(columns=("personnel", "artillery", "drones"), header="measure"),)


def test_places_that_differ_in_letters_only_are_read_as_the_one_that_most_rows_have(tmp_path):
    text = "place,killed,date\nTehran,3,2020-01-01\nTehran,4,2020-01-02\ntehran,5,2020-01-03\nShiraz,1,2020-01-01\n"
    found = of(tmp_path, text)
    assert found.mapping.names == {"place": {"tehran": "Tehran"}}
    assert "places that differ in letters only are read as one: “tehran” as “Tehran”" in found.unsure
    assert [one.place for one in found.first if isinstance(one, Draft)] == ["Tehran", "Tehran", "Tehran", "Shiraz"]


def test_a_number_of_the_row_is_no_figure_beside_a_value_in_words(tmp_path):
    table = (
        "| # | Measure | Value as printed | As of | Source |\n|---|---|---|---|---|\n"
        "| 1 | Deaths | 200 Dead | 13 Mar 1928 | The Morning News |\n"
        "| 2 | Deaths | between 450 and 600 | 2008 | A. Historian |\n"
        "| 3 | Injuries | Number of Persons Injured 66 | 15 Jul 1929 | Relief Committee |\n"
    )
    found = of(tmp_path, table, "audit.md")
    assert [(one.measure, one.says) for one in drafts(found)] == [
        ("Deaths", "200 Dead"),
        ("Deaths", "between 450 and 600"),
        ("Injuries", "Number of Persons Injured 66"),
    ]
    assert any(one.startswith("“Value as printed” is taken as the figure") for one in found.unsure)


def test_what_figures_rest_on_is_told_apart(tmp_path):
    found = of(tmp_path, "Province,Deaths Verified,Deaths Reported,Displaced\nSofala,510,602,112000\nManica,62,62,12\n")
    assert [(one.measure, one.basis, one.says) for one in drafts(found)][:3] == [
        ("killed", Basis.VERIFIED, "510"),
        ("killed", Basis.REPORTED, "602"),
        ("Displaced", Basis.UNSTATED, "112000"),
    ]


def test_a_table_that_begins_with_its_first_row_is_told(tmp_path):
    found = of(tmp_path, "2012-06-30;924\n2012-07-31;1313\n2012-08-21;1554\n")
    assert any(one.startswith("the header is “2012-06-30, 924”: if that is the first row") for one in found.unsure)


def test_confirmed_beside_reported_is_no_basis(tmp_path):
    found = of(tmp_path, "state,confirmed_deaths,reported_deaths\nYangon,28,40\nBago,82,90\n")
    assert {one.basis for one in drafts(found)} == {Basis.UNSTATED}
    assert any("they seem to be killed too" in one for one in found.left_out)


def test_labels_above_a_header_of_many_are_titles(tmp_path):
    above = '"Data Source","World Development Indicators",\n\n"Last Updated Date","2023-09-19",\n\n'
    header = '"Country Name","Country Code","Indicator Name","2017","2018","2019",\n'
    row = '"Yemen, Rep.","YEM","Battle-related deaths","2316","4512","1790",\n'
    found = of(tmp_path, above + header + row)
    assert [(one.place, one.measure, one.as_of[:4], one.says) for one in drafts(found)] == [
        ("Yemen, Rep.", "Battle-related deaths", "2017", "2316"),
        ("Yemen, Rep.", "Battle-related deaths", "2018", "4512"),
        ("Yemen, Rep.", "Battle-related deaths", "2019", "1790"),
    ]
    assert any("“Data Source: World Development Indicators · Last Updated" in one for one in found.unsure)


def test_a_small_table_has_no_titles(tmp_path):
    found = of(tmp_path, "source,killed\nOCHA,5\nWHO,6\nMSF,7\n")
    assert [(one.source, one.says) for one in drafts(found)] == [("OCHA", "5"), ("WHO", "6"), ("MSF", "7")]


def test_a_header_of_two_measures_is_told(tmp_path):
    found = of(tmp_path, "District,Dead/Missing,Injured\nSylhet,14/3,5\nSunamganj,26,7\n")
    assert {one.measure for one in drafts(found)} == {"Injured"}
    assert any(one.startswith("“Dead/Missing” counts several measures in one cell (“14/3”)") for one in found.unsure)


def test_a_column_without_a_header_is_called_by_its_place(tmp_path):
    text = 'Area,,2001,2002\nAll,,"2,869","2,935"\n,Alabama,87,85\n,Alaska,8,14\n,Arizona,64,73\n'
    found = of(tmp_path, text)
    assert [(one.place, one.says) for one in drafts(found)[:4]] == [
        *(("Alabama", "87"), ("Alabama", "85"), ("Alaska", "8"), ("Alaska", "14")),
    ]
    assert found.mapping.decimal == "."
    assert "a mapping calls it “column 2”" in told(found, "has no header")


def test_a_column_without_a_header_is_ingested_by_its_place(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(",killed\nNorth,4\nSouth,7\n", encoding="utf-8")
    with ClaimStore.create(tmp_path / "claims.db") as store:
        said = from_flags(["column 1=place", "killed=says"], ["event=Heat", "measure=Deaths", "source=WHO"])
        options = IngestOptions(mapping=said, create=frozenset(("event", "measure", "source")))
        ingest(store, str(path), by="a tester", options=options)
        assert {one.place for one in store.reader.claims()} == {"North", "South"}


def test_a_table_without_a_header_is_told(tmp_path):
    found = of(tmp_path, "2007,1,Femicidio,6\n2008,1,Femicidio,18\n2009,1,Femicidio,15\n")
    assert any("if that is the first row, write a header above it" in one for one in found.unsure)


@pytest.mark.parametrize("first", ["2019-04-02 00:00:00,5.0,12.0", "Kyanjin,3.5,17", "Kyanjin,2020-01-30T08:15:00Z,17"])
def test_a_first_row_that_no_header_can_be_is_told(tmp_path, first):
    found = of(tmp_path, f"{first}\n{first}\n")
    assert any("if that is the first row, write a header above it" in one for one in found.unsure)


@pytest.mark.parametrize("header", ["Place,2019,2020", "Date,Killed 2.5 km away,Injured", "Day,2019-04-02,2019-04-03"])
def test_headers_with_numbers_and_days_are_headers(tmp_path, header):
    found = of(tmp_path, f"{header}\nKyanjin,3,17\n")
    assert not any("write a header above it" in one for one in found.unsure)


def test_words_below_no_header_are_told(tmp_path):
    found = of(tmp_path, ",killed,injured\nflood,3,4\nfire,5,1\n")
    assert told(found, "has no header").startswith("a column has no header (“flood” …): a mapping calls it “column 1”")
    assert not any("has no header" in one for one in of(tmp_path, ",killed,event\n1,3,flood\n2,5,fire\n").unsure)


def test_words_that_a_broken_line_joined_are_read_apart(tmp_path):
    header = "Country,Militarydeaths from all causes,Totaldeaths,Militarywounded"
    found = of(tmp_path, f'{header}\nAlbania,"30,000","31,500",12\nCuba,,100,4\n')
    assert {(one.measure, one.population, one.says) for one in drafts(found)[:3]} == {
        ("killed", "military", "30,000"),
        ("killed", "all", "31,500"),
        ("injured", "military", "12"),
    }


def test_what_is_confirmed_is_counted_and_what_is_investigated_is_not(tmp_path):
    found = of(tmp_path, "Município,Óbitos confirmados,Óbitos em investigação\nRoca Sales,11,1\nCanoas,31,2\n")
    assert [(one.measure, one.says) for one in drafts(found)] == [("killed", "11"), ("killed", "31")]


@pytest.mark.parametrize(
    ("header", "basis"),
    [("est_deaths", Basis.ESTIMATED), ("Estimated deaths", Basis.ESTIMATED), ("Reported deaths", Basis.REPORTED)],
)
def test_one_header_alone_says_what_its_figures_rest_on(tmp_path, header, basis):
    found = of(tmp_path, f"country,year,{header},injured\nIran,2019,304,20\nIraq,2019,600,30\n")
    assert {(one.measure, one.basis) for one in drafts(found)} == {("killed", basis), ("injured", Basis.UNSTATED)}


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("Place,08.04.2005 / Killed,08.04.2005 / Injured,15.04.2005 / Killed,15.04.2005 / Injured", "Homs,1,2,3,4"),
        (
            "Place,Day,UNHCR,,IOM,\n,,killed,displaced,killed,displaced",
            "Homs,2012-11-03,1,2,3,4\nHoms,2012-11-04,n.a.,> 6,7,8",
        ),
    ],
    ids=["days with dots over measures", "a column without a name"],
)
def test_two_rows_of_a_header_are_read_whatever_stands_in_them(tmp_path, head, first):
    last = first.splitlines()[-1].replace("Homs", "Hama")
    found = of(tmp_path, f"{head}\n{first}\n{last}\nNote: provisional{',' * head.splitlines()[0].count(',')}\n")
    assert {one.place for one in drafts(found)} == {"Homs", "Hama"}
    assert {one.says for one in drafts(found)} >= {"1", "2", "3", "4"}


@pytest.mark.parametrize(
    ("header", "measure", "population"),
    [
        ("Number.of.deaths", "killed", "all"),
        ("Civilians.killed", "killed", "civilians"),
        ("Killed..women.", "killed", "women"),
        ("Injured..number.", "injured", "all"),
        ("Deaths.due.to.heat", "killed", "due to heat"),
        ("number.of.dead", "killed", "all"),
    ],
)
def test_dots_of_r_stand_for_spaces(tmp_path, header, measure, population):
    found = of(tmp_path, f"Country.name,Date.of.report,{header}\nGhana,2019-01-02,5\nKenya,2019-01-03,50\n")
    claim, _ = drafts(found)
    assert (claim.measure, claim.population, claim.place, claim.as_of) == (measure, population, "Ghana", "2019-01-02")


@pytest.mark.parametrize("headers", [["gaza.killed", "gaza.date"], ["Total.Killed", "Date of report"]])
def test_dots_of_records_part_their_keys(headers):
    assert not any(isinstance(one, Dotted) for one in dotted(headers))


@pytest.mark.parametrize("word", ["N", "No.", "Value", "人数", "সংখ্যা"])
def test_a_second_row_that_only_says_that_numbers_stand_below_it_is_no_part_of_a_measure(tmp_path, word):
    head = f"Place,Killed / {word},Killed / %,Wounded / {word},Wounded / %"
    found = of(tmp_path, f"{head}\nJaar,3,7.5,4,9.1\nRada,5,8.2,6,10.3\n")
    assert [(one.measure, one.says) for one in drafts(found)[:2]] == [
        ("killed", "3"),
        ("injured", "4"),
    ]


@pytest.mark.parametrize("all_of_them", ["23 January 2021", "23 January 2021 / Total"])
def test_a_day_and_who_is_counted_is_no_measure(tmp_path, all_of_them):
    found = of(tmp_path, f"Country,{all_of_them},23 January 2021 / of whom minors\nYemen,10,3\nIran,20,4\n")
    assert any("headers name times, and of what else their figures are nothing says" in one for one in found.waits)


def test_a_day_with_its_clock_before_a_measure_stands_in_a_header(tmp_path):
    day = "2007-05-{}T00:00:00Z_Killed"
    found = of(tmp_path, f"Floods,,\nPlace,{day.format(12)},{day.format(22)}\nGoma,3,4\nUvira,5,6\n")
    assert [(one.place, one.as_of) for one in drafts(found)[:2]] == [("Goma", "2007-05-12"), ("Goma", "2007-05-22")]


def test_a_short_modifier_beside_longer_ones_is_one(tmp_path):
    found = of(tmp_path, "Область,Погибло,Точность\nКрымск,247,до\nАбинск,33,около\nАнапа,3,\n")
    assert [one.says for one in drafts(found)] == ["до 247", "около 33", "3"]


@pytest.mark.parametrize("sign", "/;", ids=["slash", "not_as_said"])
def test_cells_that_nothing_parts_are_asked_about_before_what_they_hold(tmp_path, sign: str):
    text = f"sep=,\nSource{sign}Place{sign}Killed\nOCHA{sign}Homs{sign}12\n"
    found = of(tmp_path, text)
    assert any("--set delimiter=SIGN" in one for one in found.waits)
    assert drafts(of(tmp_path, text, said=from_flags([], [f"delimiter={sign}"])))


@pytest.mark.parametrize(
    ("first", "field"), [(("2019", "2020", "2021"), "year"), (("1 May 2020", "2 May 2020"), "as_of")]
)
def test_a_first_column_of_times_without_a_header_says_when(tmp_path, first, field):
    rows = "".join(f"{one},{at},{at + 5}\n" for at, one in enumerate(first, start=1))
    found = of(tmp_path, f",Killed,Injured\n{rows}")
    assert found.mapping.columns[field] == "column 1"


def test_measures_and_years_without_headers_before_places_are_those_of_the_rows(tmp_path):
    rows = "Killed,2019,1,2\n,2020,3,4\n,2021,5,6\nInjured,2019,7,8\n,2020,9,10\n,2021,11,12\n"
    said = from_flags([], ["event=e", "source=s", "wide.header=place"])
    found = of(tmp_path, f",,Homs,Hama\n{rows}", said=said)
    assert not found.waits
    told = [(one.measure, one.as_of, one.place, one.says) for one in drafts(found)]
    assert told[6:8] == [("Injured", "2019-12-31", "Homs", "7"), ("Injured", "2019-12-31", "Hama", "8")]


@pytest.mark.parametrize(
    ("weeks", "days"),
    [
        (("W12 2020", "W13 2020"), ("2020-03-22", "2020-03-29")),
        (("2020-W53", "2021-W01"), ("2021-01-03", "2021-01-10")),
    ],
)
@pytest.mark.parametrize("sets", [["measure=cases"], []], ids=["said", "open"])
def test_headers_that_are_weeks_are_asked_for_with_flags_that_read_each_as_of_its_last_day(tmp_path, weeks, days, sets):
    text = f"Region,{','.join(weeks)}\nHoms,1,2\nHama,3,4\n"
    (question,) = [one for one in of(tmp_path, text, said=from_flags([], sets)).waits if "is a week" in one]
    flags = [f"names.as_of.{week}={day}" for week, day in zip(weeks, days, strict=True)]
    assert all(f"--set '{flag}'" in question for flag in flags), question
    found = of(tmp_path, text, said=from_flags([], [*sets, "measure=cases", "wide.header=as_of", *flags]))
    assert [(one.as_of, one.says) for one in drafts(found)[:2]] == [(days[0], "1"), (days[1], "2")]


@pytest.mark.parametrize("header", ["Week 12,Week 13", "Jan-20,Feb-20"])
def test_weeks_of_no_year_and_months_that_may_be_days_are_taken_for_no_names(tmp_path, header):
    found = of(tmp_path, f"Region,{header}\nHoms,1,2\n", said=from_flags([], ["measure=cases"]))
    assert any(f"names.as_of.{header.partition(',')[0]}=DATE" in one for one in found.waits)


@pytest.mark.parametrize(("sets", "measure"), [(["measure=cases"], "cases"), ([], "?")], ids=["said", "open"])
def test_headers_that_are_quarters_are_the_times_that_are_counted(tmp_path, sets, measure):
    found = of(tmp_path, "Source,Q1 2021,Q2 2021\nA,1,2\nB,3,4\n", said=from_flags([], sets))
    told = [(one.measure, one.period_start, one.as_of, one.says) for one in drafts(found)[:2]]
    assert told == [(measure, "2021-01", "2021-03", "1"), (measure, "2021-04", "2021-06", "2")]
