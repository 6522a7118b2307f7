"""Headers that say a measure with its source or its time: whose figures they are and when they hold."""

from __future__ import annotations

import pytest
from proposing import drafts, of, told

from claims.pipeline.propose import propose
from claims.pipeline.proposing.header_times import time_in
from claims.pipeline.suggested import said_of

ROWS = "\nIran,4,7\nIraq,5,9\nSyria,61,2\n"


def said(found):
    return [(one.measure, one.population, one.source, one.period_start, one.as_of, one.says) for one in drafts(found)]


@pytest.mark.parametrize(
    ("headers", "sources"),
    [
        ("Killed (according to police),Killed (according to HRW)", ("police", "HRW")),
        ("Tote laut Polizei,Tote laut OSZE", ("Polizei", "OSZE")),
        ("Morts selon HRW,Morts selon l'ONU", ("HRW", "ONU")),
        ("Muertos según la policía,Muertos según la ONU", ("la policía", "ONU")),
        ("Погибшие (по данным МВД),Погибшие по данным ООН", ("МВД", "ООН")),
        ("القتلى حسب الصليب الأحمر,القتلى حسب الحكومة", ("الصليب الأحمر", "الحكومة")),
        ("کشته‌ها به گفته پلیس,کشته‌ها به گفته صلیب سرخ", ("پلیس", "صلیب سرخ")),
        ("Deaths by newspaper / Times,Deaths by newspaper / Guardian", ("Times", "Guardian")),
        ("IOM – Toten,UN – Toten", ("IOM", "UN")),
        ("Killed (UN estimate),IOM killed", ("UN", "IOM")),
        ("Deaths (Government),Deaths (Amnesty)", ("Government", "Amnesty")),
        ("Tote (lt. Polizei),Verletzte (lt. Polizei)", ("Polizei", "Polizei")),
        ("Total deaths (reported to WHO),Total deaths (IHME estimate)", ("WHO", "IHME")),
        ("No. killed (official),No. killed (unofficial)", ("official", "unofficial")),
        ("Morts (Protection civile),Morts (presse)", ("Protection civile", "presse")),
        ("Dead (Red Cross),Dead (government)", ("Red Cross", "government")),
        ("UN claim / Soldiers wounded,Rebel claim / Soldiers wounded", ("UN", "Rebel")),
    ],
)
def test_who_says_so_in_a_header_is_its_source(tmp_path, headers, sources):
    found = of(tmp_path, f"country,{headers}{ROWS}")
    assert [(one.source, one.place, one.says) for one in drafts(found)][:2] == [
        (sources[0], "Iran", "4"),
        (sources[1], "Iran", "7"),
    ]
    assert {one.population for one in drafts(found)} <= {"all", "soldiers"}


def test_one_header_alone_says_who_says_so(tmp_path):
    found = of(tmp_path, "country,Deaths (UN),Injured\nIran,4,7\nIraq,5,9\n")
    assert {(one.measure, one.source) for one in drafts(found)} == {("killed", "UN"), ("Injured", "?")}


def test_a_source_a_year_and_a_measure_in_one_header_are_read_apart(tmp_path):
    found = of(tmp_path, f"country,2019 UNHCR deaths,2019 IOM deaths{ROWS}")
    assert said(found)[:2] == [
        ("killed", "all", "UNHCR", None, "2019", "4"),
        ("killed", "all", "IOM", None, "2019", "7"),
    ]


@pytest.mark.parametrize(
    "header", ["UN staff killed", "NATO killed", "WHO staff killed", "UN soldiers killed", "NGO workers killed"]
)
def test_those_of_an_organisation_who_were_killed_are_whom_it_counts(tmp_path, header):
    found = of(tmp_path, f"country,{header},Civilians killed{ROWS}")
    assert {one.source for one in drafts(found)} == {"?"}
    assert {one.population for one in drafts(found)} == {header.removesuffix(" killed").lower(), "civilians"}


def test_a_source_in_a_header_beside_a_column_of_sources_is_told_and_not_read(tmp_path):
    found = of(tmp_path, "country,source,killed,killed (UN)\nIran,HRW,4,7\nIraq,HRW,5,9\n")
    assert {(one.source, one.says) for one in drafts(found)} == {("HRW", "4"), ("HRW", "5")}
    assert "“killed (UN)” say in their headers who says so" in told(found, "as another column does too")


@pytest.mark.parametrize(
    ("header", "begin", "end"),
    [
        ("Killed as of 2020-05-01", None, "2020-05-01"),
        ("killed_20200501", None, "2020-05-01"),
        ("killed_2020_05_01", None, "2020-05-01"),
        ("Killed by March 2020", None, "2020-03"),
        ("Killed (to 31 Dec 2020)", None, "2020-12-31"),
        ("Tote (Stand: 5. Mai 2020)", None, "2020-05-05"),
        ("Morts au 5 mai 2020", None, "2020-05-05"),
        ("Muertos al 5 de mayo de 2020", None, "2020-05-05"),
        ("Погибшие на 5 мая 2020", None, "2020-05-05"),
        ("القتلى حتى 5 مايو 2020", None, "2020-05-05"),
        ("کشته‌ها تا ۵ مه ۲۰۲۰", None, "2020-05-05"),
        ("Deaths Q1 2020", "2020-01", "2020-03"),
        ("Deaths 2020-Q4", "2020-10", "2020-12"),
        ("Morts 1er trimestre 2020", "2020-01", "2020-03"),
        ("Tote 1. Halbjahr 2021", "2021-01", "2021-06"),
        ("Jan–Mar 2020 killed", "2020-01", "2020-03"),
        ("Killed 1-15 May 2020", "2020-05-01", "2020-05-15"),
        ("Killed from 7 October 2023 to 30 September 2024", "2023-10-07", "2024-09-30"),
        ("Deaths in May 2020", "2020-05", "2020-05"),
        ("Daily deaths 1 May 2020", "2020-05-01", "2020-05-01"),
    ],
)
def test_a_time_in_a_header_is_the_time_of_its_figures(tmp_path, header, begin, end):
    found = of(tmp_path, f"country,{header}\nIran,4\nIraq,5\n")
    assert said(found) == [("killed", "all", "?", begin, end, "4"), ("killed", "all", "?", begin, end, "5")]


def test_a_first_day_in_a_header_is_where_the_count_begins(tmp_path):
    found = of(tmp_path, "country,Total killed (since Oct. 7 2023)\nIran,4\nIraq,5\n")
    assert [(one.measure, one.period_start) for one in drafts(found)] == [("killed", "2023-10-07")] * 2


@pytest.mark.parametrize("headers", ["Killed 1 May,Killed 2 May", "Killed (to 1 May),Injured (to 1 May)"])
def test_a_day_without_its_year_in_a_header_is_asked_for(tmp_path, headers):
    found = of(tmp_path, f"country,{headers}{ROWS}")
    assert "(“1 May ?”)" in told(found, "days in headers give no year")
    assert {one.as_of[-1:] for one in drafts(found)} == {"?"}


@pytest.mark.parametrize(
    "headers",
    [
        "Deaths_wk12,Deaths_wk13",
        "Deaths 2023 W1-W30,Injured 2023 W1-W30",
        "Deaths 2020-W12,Deaths 2020-W13",
        "Deaths Apr-20,Deaths May-20",
    ],
)
def test_weeks_and_what_may_be_a_day_or_a_month_in_headers_are_told_and_not_read(tmp_path, headers):
    found = of(tmp_path, f"country,{headers}{ROWS}")
    assert not drafts(found)
    assert "set = {period_start = DAY, as_of = DAY}" in told(found, "headers name a")


def test_a_day_in_a_header_beside_a_column_of_dates_is_told_and_not_read(tmp_path):
    found = of(tmp_path, "date,killed,killed as of 2020-05-01\n2020-06-01,4,7\n2020-06-02,5,9\n")
    assert {one.says for one in drafts(found)} == {"4", "5"}
    assert "“killed as of 2020-05-01”" in told(found, "as another column does too")


def test_whom_a_header_counts_stays_beside_its_source_and_its_day(tmp_path):
    found = of(tmp_path, f"country,Children killed (UN; 1 May 2020),Civilians injured (UN; 1 May 2020){ROWS}")
    assert said(found)[:2] == [
        ("children-killed", "all", "UN", None, "2020-05-01", "4"),
        ("injured", "civilians", "UN", None, "2020-05-01", "7"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "COVID-19 deaths",
        "deaths_0_14",
        "H1N1 deaths",
        "Deaths within 30 days",
        "Killed (n=120)",
        "Deaths 2019",
        "Killed",
    ],
)
def test_numbers_that_are_no_time_are_left_in_headers(header):
    assert time_in(header) is None


def test_what_is_counted_and_not_known_is_read_beside_its_times(tmp_path):
    headers = "Asylum applications Jan–Jun 2023,Asylum applications Jan–Jun 2024"
    found = of(tmp_path, f"country,{headers}{ROWS}")
    assert said(found)[:2] == [
        ("Asylum applications", "all", "?", "2023-01", "2023-06", "4"),
        ("Asylum applications", "all", "?", "2024-01", "2024-06", "7"),
    ]
    assert "“Asylum applications”" in told(found, "not known yet")


def test_a_year_beside_another_time_is_a_time_too(tmp_path):
    found = of(tmp_path, f"country,Deaths 2022,Deaths Jan–Sep 2023{ROWS}")
    assert {(one.period_start, one.as_of, one.says) for one in drafts(found) if one.place == "Iran"} == {
        (None, "2022", "4"),
        ("2023-01", "2023-09", "7"),
    }


def test_a_year_up_to_now_in_a_header_is_told_and_not_read(tmp_path):
    found = of(tmp_path, f"country,Killed YTD,Injured{ROWS}")
    assert {one.measure for one in drafts(found)} == {"Injured"}
    assert "“Killed YTD”" in told(found, "up to a day that nothing says")


def test_a_provisional_year_beside_others_is_told(tmp_path):
    found = of(tmp_path, "country,Deaths 2021,Deaths 2022,Deaths 2023 (provisional)\nIran,4,7,9\nIraq,5,9,1\n")
    assert {one.says for one in drafts(found) if one.place == "Iran"} == {"4", "7"}
    assert "“Deaths 2023 (provisional)”" in told(found, "are not read")


def test_days_that_may_be_months_in_headers_are_told_and_days_with_dots_are_read(tmp_path):
    found = of(tmp_path, f"country,Deaths as on 05.08.2018,Injured as on 05/08/2018{ROWS}")
    assert {(one.measure, one.as_of) for one in drafts(found)} == {("killed", "2018-08-05")}
    assert "“Injured as on 05/08/2018”" in told(found, "whether the month stands first")


def test_what_stands_with_several_seasons_is_read_with_each(tmp_path):
    found = of(tmp_path, f"country,Deaths in custody (2022-23),Deaths in custody (2023-24){ROWS}")
    assert {(one.measure, one.period_start, one.as_of) for one in drafts(found)} == {
        ("Deaths in custody", "2022-?", "2023-?"),
        ("Deaths in custody", "2023-?", "2024-?"),
    }


@pytest.mark.parametrize(
    ("header", "day"),
    [("جان‌باختگان تا ۲۰ بهمن", "۲۰ بهمن ?"), ("Погибшие на 5 мая", "5 мая ?"), ("Tote am 5. Mai", "5. Mai ?")],
)
def test_a_day_of_any_language_without_its_year_is_asked_for(tmp_path, header, day):
    found = of(tmp_path, f"country,{header}\nIran,4\nIraq,5\n")
    assert {one.as_of for one in drafts(found)} == {day}
    assert f"“{day}”" in told(found, "give no year")


def test_whom_and_who_says_so_in_one_header_are_both_read(tmp_path):
    found = of(tmp_path, f"country,Peacekeepers killed (UN),Contractors killed (UN){ROWS}")
    assert {(one.population, one.source) for one in drafts(found)} == {("peacekeepers", "UN"), ("contractors", "UN")}


def test_a_part_beside_a_year_is_not_the_whole_of_it(tmp_path):
    found = of(tmp_path, "country,Deaths 2015,Deaths 2016,Of which road deaths 2016\nIran,40,70,9\nIraq,50,90,8\n")
    assert {one.says for one in drafts(found) if one.place == "Iran" and one.population == "all"} == {"40", "70"}


def test_parts_of_one_measure_in_years_stay_apart(tmp_path):
    headers = "Civilians killed 2019,Civilians killed 2020,Soldiers killed 2019,Soldiers killed 2020"
    found = of(tmp_path, f"country,{headers}\nIran,4,5,6,7\nIraq,8,9,6,7\n")
    figures = {(one.measure, one.population, one.as_of, one.says) for one in drafts(found) if one.place == "Iran"}
    assert figures == {
        ("killed", "civilians", "2019", "4"),
        ("killed", "civilians", "2020", "5"),
        ("killed", "soldiers", "2019", "6"),
        ("killed", "soldiers", "2020", "7"),
    }


@pytest.mark.parametrize(
    ("headers", "second"),
    [
        ("Civilians killed (OHCHR),Civilians killed (National Police)", ("civilians", "National Police", None)),
        ("Killed in 2022 (Amnesty),Killed in 2022 (official)", ("all", "official", "2022")),
        (
            "Protesters killed (HRW; by May 2020),Protesters killed (gov.; by May 2020)",
            ("protesters", "gov", "2020-05"),
        ),
    ],
)
def test_names_in_brackets_beside_known_sources_speak_too(tmp_path, headers, second):
    found = of(tmp_path, f"country,{headers}{ROWS}")
    (figure,) = [one for one in drafts(found) if one.says == "7"]
    assert (figure.population, figure.source, figure.as_of) == second


def test_thousands_beside_a_year_in_a_header_count(tmp_path):
    found = of(tmp_path, 'country,"Deaths (thousands), 1990","Deaths (thousands), 2019"\nIran,40,7\nIraq,50,9\n')
    assert {(one.measure, one.as_of, one.says) for one in drafts(found) if one.place == "Iran"} == {
        ("killed", "1990", "40 thousand"),
        ("killed", "2019", "7 thousand"),
    }


def test_a_provisional_figure_of_a_part_is_of_that_part(tmp_path):
    found = of(tmp_path, "county,Deaths 2020,Opioid deaths 2019,Opioid deaths 2020 (provisional)\nElk,90,40,7\n")
    assert {(one.population, one.as_of, one.says) for one in drafts(found)} == {
        ("all", "2020", "90"),
        ("opioid", "2019", "40"),
        ("opioid", "2020", "7"),
    }


@pytest.mark.parametrize("days", [("04.11.2012", "11.11.2012"), ("4 Nov 2012", "11 Nov 2012")])
def test_records_of_days_are_read_by_their_days_though_dots_stand_in_their_keys(tmp_path, days):
    one = lambda first, second: f'{{"No. killed": {first}, "Injured": {second}}}'  # noqa: E731  short beside its uses
    rows = [f'{{"City": "{city}", "{days[0]}": {one(3, 8)}, "{days[1]}": {one(5, 9)}}}' for city in ("Homs", "Hama")]
    found = of(tmp_path, f"[{','.join(rows)}]", "file.json")
    assert [(measure, day, says) for measure, _, _, _, day, says in said(found)][:4] == [
        ("killed", "2012-11-04", "3"),
        ("injured", "2012-11-04", "8"),
        ("killed", "2012-11-11", "5"),
        ("injured", "2012-11-11", "9"),
    ]


@pytest.mark.parametrize("clock", [" 00:00:00", "T00:00:00", "T00:00", "T00:00:00Z"])
def test_the_clock_behind_a_day_in_a_header_is_none_where_it_is_midnight(tmp_path, clock):
    header = ",".join(f"{measure} / 2012-09-0{day}{clock}" for measure in ("Missing", "Wounded") for day in (5, 6))
    found = of(tmp_path, f"District,{header}\nHoms,1,2,3,4\nHama,5,6,7,8\n")
    said = {(one.measure, one.as_of) for one in drafts(found)}
    assert said == {(measure, f"2012-09-0{day}") for measure in ("missing", "injured") for day in (5, 6)}


def test_a_day_in_one_header_proves_the_order_of_those_beside_it(tmp_path):
    found = of(tmp_path, "Región,31/03/2020 / Fallecidos,01/04/2020 / Fallecidos\nAragón,137,174\nMadrid,3603,3865\n")
    assert [(one.as_of, one.says) for one in drafts(found)[:2]] == [("2020-03-31", "137"), ("2020-04-01", "174")]
    assert found.unread == ()


def test_days_in_headers_of_which_none_proves_the_order_are_not_read(tmp_path):
    found = of(tmp_path, "Región,03/04/2020 / Fallecidos,01/04/2020 / Fallecidos\nAragón,137,174\nMadrid,3603,3865\n")
    assert "nothing says whether the month stands first" in " ".join(found.unsure)
    assert "--dates dmy" in " ".join(found.unsure)


@pytest.mark.parametrize(("order", "day"), [("dmy", "2020-04-03"), ("mdy", "2020-03-04")])
@pytest.mark.parametrize("header", ["Deaths_{},Wounded_{}", "{} / Deaths,{} / Wounded"])
def test_days_in_headers_are_read_in_the_order_that_a_person_says(tmp_path, header, order, day):
    header = header.format("03/04/2020", "03/04/2020") + "," + header.format("05/04/2020", "05/04/2020")
    path = tmp_path / "f.csv"
    path.write_text(f"Region,{header}\nHoms,1,2,3,4\n", encoding="utf-8")
    found = propose(str(path), said=said_of(None, order=order, language=None, file="f.csv"))
    assert drafts(found)[0].as_of == day
    assert len(drafts(found)) == 4


@pytest.mark.parametrize("words", ["Confirmed deaths on", "Подтверждено погибших на"])
def test_confirmed_dead_as_of_a_day_are_the_killed(tmp_path, words):
    found = of(tmp_path, f"Region,{words} 01.12.2022,{words} 01.03.2023\nA,418,801\nB,402,780\n")
    assert {one.measure for one in drafts(found)} == {"killed"}


@pytest.mark.parametrize("header", ["20220919 (Ministry of Health)", "20220919 [Ministry of Health]"])
def test_a_name_in_brackets_behind_a_day_is_read_without_them(header):
    assert time_in(header).rest == "Ministry of Health"


@pytest.mark.parametrize("header", ["Killed (updated)", "Latest deaths", "deaths_updated"])
def test_a_figure_that_is_called_the_latest_is_of_its_measure(tmp_path, header):
    found = of(tmp_path, f"place,source,day,{header}\nHoms,UN,2020-03-01,5\nHama,UN,2020-03-02,7\n")
    assert {(one.measure, one.population) for one in drafts(found)} == {("killed", "all")}


@pytest.mark.parametrize("words", ["Liczba", "Jumlah", "Cantidad de", "Idadi ya"])
def test_words_for_a_number_are_nobody_who_is_counted(tmp_path, words):
    found = of(tmp_path, f"place,killed Q1 2021,{words} injured Q1 2021\nHoms,5,6\nHama,7,8\n")
    assert {(one.measure, one.population) for one in drafts(found)} == {("killed", "all"), ("injured", "all")}
