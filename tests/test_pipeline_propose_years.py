"""Years in headers, with a measure or without one, and figures that fall from year to year."""

from __future__ import annotations

import json

import pytest
from persiantools.jdatetime import JalaliDate
from proposing import drafts, of, told

from claims import dates
from claims.errors import BadFile
from claims.mapping import Mapping, plan
from claims.model import Problem
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.proposing.found import NOT_SAID
from claims.table import Row


def test_figures_below_years_that_fall_count_their_year(tmp_path):
    found = of(tmp_path, "Country,2021,2022,2023,2024\nUkraine,0,15,2,0\nMexico,4,13,2,5\n")
    assert [(one.period_start, one.as_of, one.says) for one in drafts(found)][:2] == [
        ("2021-01-01", "2021-12-31", "0"),
        ("2022-01-01", "2022-12-31", "15"),
    ]
    assert any("fall from year to year" in one for one in found.unsure)


def test_figures_below_years_that_grow_may_be_running_totals(tmp_path):
    found = of(tmp_path, "Country,2021,2022,2023\nSyria,350,380,400\nYemen,230,370,377\n")
    assert drafts(found)[0].as_of == "2021"
    assert any("taken as as_of" in one and 'header = "year"' in one for one in found.unsure)


def test_a_year_beside_a_measure_counts_it_where_figures_fall(tmp_path):
    text = "Country,Killed 2020,Killed 2021\nAfghanistan,303,264\nYemen,109,105\nMali,80,81\nIraq,45,30\n"
    found = of(tmp_path, text)
    assert (drafts(found)[0].measure, drafts(found)[0].period_start) == ("Killed", "2020-01-01")


def test_what_no_measure_is_called_stands_beside_years_too(tmp_path):
    found = of(tmp_path, "city,2014_murders,2015_murders,change\nHouston,242,303,61\nPhoenix,114,112,-2\n")
    assert [(one.measure, one.as_of, one.says) for one in drafts(found)][:2] == [
        ("murders", "2014", "242"),
        ("murders", "2015", "303"),
    ]
    assert any("“murders” beside a date is taken as a measure that is not known yet" in one for one in found.unsure)


@pytest.mark.parametrize("year", ["۱۴۰۱", "1401"])
def test_a_persian_year_is_no_gregorian_one(tmp_path, year):
    found = of(tmp_path, f"استان,سال,کشته\nفارس,{year},۱۶۲۷\nتهران,{year},۱۵۰۲\n")
    assert not {"year", "as_of"} & found.mapping.columns.keys()
    (question,) = [one for one in found.waits if "“سال” holds years of the Persian or the Islamic calendar" in one]
    assert "--language fa --map 'سال=year'" in question


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [("۱۳۹۹", "2020-03-20", "2021-03-20"), ("1402", "2023-03-21", "2024-03-19"), ("2020", "2020-01-01", "2020-12-31")],
)
def test_a_year_of_a_table_in_persian_is_counted_from_its_first_to_its_last_day(year, first, last):
    columns = {"place": "استان", "year": "سال", "says": "کشته"}
    mapping = Mapping(language="fa", constants={"event": "E", "source": "S", "measure": "killed"}, columns=columns)
    (draft,) = plan(mapping, tuple(columns.values()), file="f.csv").drafts(Row(2, ("فارس", year, "7"), ""))
    assert [dates.parse(day, language="fa").iso for day in (draft.period_start, draft.as_of)] == [first, last]


def test_the_years_of_the_persian_calendar_have_the_days_that_it_gives_them():
    columns = {"year": "سال", "says": "کشته"}
    mapping = Mapping(language="fa", constants={"event": "E", "source": "S", "measure": "killed"}, columns=columns)
    made = plan(mapping, tuple(columns.values()), file="f.csv")
    for year in range(1300, 1450):
        (draft,) = made.drafts(Row(2, (str(year), "7"), ""))
        assert draft.as_of.endswith("30") is JalaliDate.is_leap(year)


def test_the_language_that_people_say_is_that_of_the_years(tmp_path):
    (tmp_path / "f.csv").write_text("event,source,year,measure,says\nE,S,۱۳۹۹,killed,9\n", encoding="utf-8")
    options = IngestOptions(language="fa", create=frozenset(("event", "source")))
    with ClaimStore.create(tmp_path / "claims.db") as store:
        load_measures(store, by="m")
        assert ingest(store, str(tmp_path / "f.csv"), by="m", options=options).added == 1


def test_a_persian_year_that_somebody_maps_is_refused(tmp_path):
    found = of(tmp_path, "province,year,killed\nFars,۱۴۰۱,1627\n")
    problems = [one for one in found.first if isinstance(one, Problem)]
    assert "calendar" in problems[0].reason
    assert "period_start" in (problems[0].hint or "")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("จังหวัด,วันที่,เสียชีวิต\nกรุงเทพ,3/5/2563,12\nภูเก็ต,14/5/2563,7\n", "as_of"),
        ("จังหวัด,เมื่อ,เสียชีวิต\nกรุงเทพ,2563-05-03,12\nภูเก็ต,2563-05-14,7\n", "as_of"),
        ("จังหวัด,ปี,เสียชีวิต\nกรุงเทพ,2562,12\nกรุงเทพ,2563,7\n", "year"),
    ],
)
def test_days_and_years_of_the_buddhist_calendar_are_no_figures_and_taken_for_what_they_are(tmp_path, text, field):
    header = text.split(",")[1]
    assert of(tmp_path, text).mapping.columns.get(field) == header


def test_years_of_the_middle_ages_are_gregorian(tmp_path):
    found = of(tmp_path, "event,year,deaths\nBlack Death,1347,75000000\nGreat Famine,1315,7500000\n")
    assert drafts(found)[0].as_of == "1347-12-31"


def test_tables_of_html_in_a_markdown_text_are_told(tmp_path):
    text = "# femicides\n\n<table><tr><th>year</th></tr><tr><td>2023</td></tr></table>\n"
    with pytest.raises(BadFile) as refused:
        of(tmp_path, text, name="README.md")
    assert "--format html" in (refused.value.hint or "")


def test_months_beside_a_year_each_count_their_month(tmp_path):
    found = of(tmp_path, "Year,Jan,Feb,Mar,Total\n2003,3,2,3986,3991\n2004,610,663,1004,2277\n")
    assert [(one.period_start, one.as_of, one.says) for one in drafts(found)] == [
        ("2003-01", "2003-01", "3"),
        ("2003-02", "2003-02", "2"),
        ("2003-03", "2003-03", "3986"),
        ("2004-01", "2004-01", "610"),
        ("2004-02", "2004-02", "663"),
        ("2004-03", "2004-03", "1004"),
    ]
    assert found.mapping.constants["measure"] == NOT_SAID
    assert "Total" in found.unread


def test_months_in_any_language_stand_with_the_measure_of_their_row(tmp_path):
    found = of(tmp_path, "año;indicador;Enero;Febrero;Agosto\n2018;muertos;1.391;1.245;999\n")
    assert [(one.measure, one.as_of, one.says) for one in drafts(found)] == [
        ("muertos", "2018-01", "1.391"),
        ("muertos", "2018-02", "1.245"),
        ("muertos", "2018-08", "999"),
    ]
    assert any("“1.391” in “Enero” is read as “1391”" in one for one in found.unsure)


def test_a_proposal_of_years_is_ingested_once(tmp_path):
    text = "Country,Killed 2020,Killed 2021\nAfghanistan,303,264\nYemen,109,105\nMali,80,81\nIraq,45,30\n"
    found = of(tmp_path, text)
    with ClaimStore.create(tmp_path / "claims.db") as store:
        load_measures(store, by="m")
        mapping = found.mapping.overridden_by(
            type(found.mapping)("flags", constants={"event": "Mines", "source": "Monitor"})
        )
        options = IngestOptions(mapping=mapping, create=frozenset(("event", "source")))
        counts = [ingest(store, str(tmp_path / "file.csv"), by="m", options=options).added for _ in range(2)]
        assert counts == [8, 0]


def test_years_below_start_and_end_are_a_period_in_any_century(tmp_path):
    text = "name,start,end,deaths\nThirty Years' War,1618,1648,8000000\nKorean War,1950,1953,3000000\n"
    found = of(tmp_path, text)
    assert (drafts(found)[0].period_start, drafts(found)[0].as_of) == ("1618", "1648")


def test_shares_and_changes_beside_years_are_no_figures_of_what_they_are_a_share_of(tmp_path):
    text = "Region,Deaths.2011,Deaths.2012,Pct.Chg.Deaths.1112,Pct.Deaths.2012\nKayes,40,52,30,7\nSikasso,8,6,-25,1\n"
    found = of(tmp_path, text)
    assert [(one.measure, one.says) for one in found.first] == [
        ("Deaths", "40"),
        ("Deaths", "52"),
        ("Deaths", "8"),
        ("Deaths", "6"),
    ]
    assert [one.columns for one in found.mapping.wide] == [("Deaths.2011", "Deaths.2012")]


def test_two_counts_beside_years_of_which_one_goes_on_longer_keep_their_years(tmp_path):
    found = of(tmp_path, "State,OBS.2013,OBS.2014,MJ.2013,MJ.2014,MJ.2015\nKano,4,7,5,9,2\nOyo,1,0,NA,3,6\n")
    assert [(one.measure, one.place, one.as_of, one.says) for one in found.first[:3]] == [
        ("OBS", "Kano", "2013-12-31", "4"),
        ("OBS", "Kano", "2014-12-31", "7"),
        ("MJ", "Kano", "2013-12-31", "5"),
    ]
    assert any("“OBS”, “MJ” beside a date is taken as a measure" in one for one in found.waits)


def test_shares_under_names_with_dots_are_no_figures(tmp_path):
    found = of(tmp_path, "State,Injured,Pct.Killed,Rate.Missing\nKano,40,7,3\nOyo,52,9,4\n")
    assert [(one.place, one.says) for one in found.first] == [("Kano", "40"), ("Oyo", "52")]
    assert not any("taken as killed" in one for one in found.unsure)


@pytest.mark.parametrize(
    ("headers", "measures"),
    [
        (["Deaths 2021"], {"Deaths": {"2021"}}),
        (["Deaths 2021", "Injured 2022"], {"Deaths": {"2021"}, "Injured": {"2022"}}),
        (["Deaths in custody 2021", "Deaths in custody 2022", "Injured 2022"],
         {"Deaths in custody": {"2021", "2022"}, "Injured": {"2022"}}),
    ],
)  # fmt: skip
def test_each_measure_beside_a_year_has_it_as_its_date(tmp_path, headers: list[str], measures: dict[str, set[str]]):
    cells = ",".join(str(count) for count, _ in enumerate(headers, 3))
    found = of(tmp_path, f"Prison,{','.join(headers)}\nEvin,{cells}\nAdelabad,{cells}\n")
    dated: dict[str, set[str]] = {}
    for draft in drafts(found):
        dated.setdefault(draft.measure, set()).add(draft.as_of or "")
    assert dated == measures, found.unsure


def test_a_total_without_a_year_is_not_left_out_for_one_with_it(tmp_path):
    found = of(tmp_path, "Country,COVID-19 deaths,Deaths (2021)\nItaly,40,4\nSpain,50,9\n")
    dated = {(draft.as_of, draft.says) for draft in drafts(found)}
    assert dated == {(None, "40"), (None, "50"), ("2021", "4"), ("2021", "9")}
    assert "“Deaths (2021)” (as of 2021)" in told(found, "headers are taken to say when")


def test_a_total_among_years_leaves_them_years(tmp_path):
    found = of(
        tmp_path, "| Year | Killed |\n|---|---|\n| 2011 | 63-147 |\n| 2012 | 29 |\n| **Total** | 92-176 |\n", "a.md"
    )
    assert [(one.as_of, one.says) for one in drafts(found)] == [("2011-12-31", "63-147"), ("2012-12-31", "29")]
    assert any('[skip] "Year" = ["Total"]' in one for one in found.unsure)


def test_years_of_another_calendar_in_headers_are_told(tmp_path):
    rows = "تهران,۱۰۱۲,۲۳۱\nفارس,۱۰۲۰,۲۹۸\n"
    found = of(tmp_path, f"استان,سال ۱۴۰۰ - مرد,سال ۱۴۰۱ - مرد\n{rows}")
    assert not drafts(found)
    assert "“سال ۱۴۰۰ - مرد”" in told(found, "years of the Persian or the Islamic calendar")


def test_a_year_behind_one_text_in_any_digits_is_the_year(tmp_path):
    found = of(tmp_path, "موضوع,تعداد در سال ۲۰۲۲,تعداد در سال ۲۰۲۱\nاعدام,۵۶۵,۲۹۹\nحبس,۱۲,۷\n")
    said = [(one.measure, one.as_of, one.says) for one in drafts(found)]
    assert said[:2] == [("executed", "2022-12-31", "۵۶۵"), ("executed", "2021-12-31", "۲۹۹")]
    assert told(found, "count the year in its header")


def test_known_measures_with_a_year_are_read_beside_others_with_one(tmp_path):
    found = of(tmp_path, "Place,Deaths.2019,Deaths.2020,Pop.Jun.2019,Pop.Jun.2020\nOhio,4,7,900,880\n")
    assert [(one.measure, one.as_of, one.says) for one in drafts(found)] == [
        ("Deaths", "2019", "4"),
        ("Deaths", "2020", "7"),
    ]
    assert told(found, "no known measure").endswith("“Pop.Jun.2019”, “Pop.Jun.2020”")


def test_years_before_what_is_counted_are_its_period(tmp_path):
    header = "airline,1985–1999 / incidents,1985–1999 / fatalities,2000–2014 / incidents,2000–2014 / fatalities"
    found = of(tmp_path, f"{header}\nA,76,128,6,88\n")
    figures = [(one.measure, one.period_start, one.as_of, one.says) for one in drafts(found)]
    assert figures == [
        ("incidents", "1985", "1999", "76"),
        ("killed", "1985", "1999", "128"),
        ("incidents", "2000", "2014", "6"),
        ("killed", "2000", "2014", "88"),
    ]


EARLY = "Year,Country,Deaths\n79,Italy,3500\n526,Turkey,250000\n1138,Syria,230000\n2010,Haiti,316000\n"


def test_years_before_1000_beside_others_are_read_with_their_era(tmp_path):
    found = of(tmp_path, EARLY)
    assert (found.mapping.columns["as_of"], found.mapping.columns["period_start"]) == ("{Year} AD", "{Year} AD")
    assert [(one.as_of, one.says) for one in drafts(found)][:2] == [("79 AD", "3500"), ("526 AD", "250000")]
    assert told(found, "of the Gregorian calendar (AD)").startswith("“Year” is taken as the year that is counted")


def test_rows_before_the_year_1_are_told_to_be_refused(tmp_path):
    found = of(tmp_path, EARLY.replace("79,Italy", "-373,Greece"))
    assert told(found, "rows before the year 1 (“-373”) are refused")


@pytest.mark.parametrize("year", ["79", "99"])
def test_years_of_two_digits_beside_such_of_our_time_are_of_no_era(tmp_path, year):
    found = of(tmp_path, EARLY.replace("79", year).replace("526", "98"))
    assert "{Year} AD" not in found.mapping.columns.values()


WORLD_BANK = "Country Name,Country Code,Series Name,Series Code"


@pytest.mark.parametrize("years", [(2010,), (2010, 2011)], ids=["one_year", "two_years"])
def test_years_as_the_world_bank_writes_them_are_counted(tmp_path, years):
    header = ",".join([WORLD_BANK, *(f"{year} [YR{year}]" for year in years)])
    rows = [",".join([place, code, "Battle-related deaths", "VC", *("7" for _ in years)]) for place, code in PLACES]
    found = of(tmp_path, "\n".join([header, *rows]) + "\n")
    assert {(one.place, one.period_start[:4], one.as_of[:4]) for one in drafts(found)} == {
        (place, str(year), str(year)) for place, _ in PLACES for year in years
    }
    assert {one.source for one in drafts(found)} == {NOT_SAID}


PLACES = (("Afghanistan", "AFG"), ("Albania", "ALB"))


def test_years_behind_one_letter_are_counted(tmp_path):
    found = of(tmp_path, "country,X2013,X2014\nIran,4,5\nIraq,7,3\n")
    assert [(one.place, one.as_of[:4], one.says) for one in drafts(found)][:2] == [
        ("Iran", "2013", "4"),
        ("Iran", "2014", "5"),
    ]


@pytest.mark.parametrize("sign", ["-", "/", "."])
def test_days_above_measures_are_days_in_whatever_signs_they_stand(tmp_path, sign):
    first, second = f"2009{sign}06{sign}14", f"2009{sign}06{sign}15"
    headers = f"Location,{first},,{second},\n,Deaths,Missing,Deaths,Missing\n"
    found = of(tmp_path, f"{headers}Sumy,4,7,5,8\nRafah,1,2,3,4\n")
    assert [(one.as_of.replace(sign, "-"), one.says) for one in drafts(found)][:4] == [
        ("2009-06-14", "4"),
        ("2009-06-14", "7"),
        ("2009-06-15", "5"),
        ("2009-06-15", "8"),
    ]


def test_days_behind_names_that_only_proposals_know_are_of_the_known_measure(tmp_path):
    rows = [{"Pays": place, "Personnes évacuées": {"08/10/2017": "7", "07/11/2017": "9"}} for place in ("Mopti", "Gao")]
    found = of(tmp_path, json.dumps(rows), "file.json")
    assert [one.as_of for one in drafts(found)][:2] == ["2017-10-08", "2017-11-07"]
    assert found.mapping.names["measure"] == {"Personnes évacuées": "evacuated"}


def test_counts_below_a_header_that_names_a_year_are_no_years(tmp_path):
    found = of(tmp_path, "موضوع,تعداد در سال ۲۰۲۱,تعداد در سال ۲۰۲۲\nاعدام,299,565\nبازداشت شهروندان,1536,20000\n")
    assert not {"year", "as_of", "period_start"} & found.mapping.columns.keys(), "1536 were detained, in no year 1536"
    assert {one.says for one in drafts(found)} >= {"299", "565"}
