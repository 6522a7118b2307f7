"""Headers that cross several names: what is known is read, each other level is asked about by a flag of its own."""

import json

import pytest
from proposing import drafts, of, told

from claims.errors import BadMapping
from claims.mapping import from_flags
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest

CROSSED = (
    "Year,Wali / Aaa / Killed,Wali / Bbb / Killed,Zuri / Aaa / Killed,Zuri / Bbb / Killed\n2020,1,2,3,4\n2021,5,6,7,8\n"
)


def said(*sets):
    return from_flags([], ("event=floods", *sets))


def test_each_level_that_nothing_tells_is_asked_about_and_the_answers_combine(tmp_path):
    found = of(tmp_path, CROSSED, said=said())
    assert "--set 'wide.header.1=source'" in told(found, "“Wali”, “Zuri”, taken")
    assert "--set 'wide.header.2=source'" in told(found, "“Aaa”, “Bbb”, taken")
    assert len(found.waits) >= 2
    found = of(tmp_path, CROSSED, said=said("wide.header.1=source", "wide.header.2=place"))
    assert not [one for one in found.waits if "wide.header" in one]
    assert {(one.source, one.place, one.measure, one.says) for one in drafts(found)} == {
        *(("Wali", place, "killed", says) for place, says in (("Aaa", "1"), ("Bbb", "2"), ("Aaa", "5"), ("Bbb", "6"))),
        *(("Zuri", place, "killed", says) for place, says in (("Aaa", "3"), ("Bbb", "4"), ("Aaa", "7"), ("Bbb", "8"))),
    }


@pytest.mark.parametrize(
    ("text", "why"), [(CROSSED, "cross 3 levels .1: “Wali”"), ("Year,Killed\n2020,1\n", "cross no levels")]
)
def test_a_level_that_headers_do_not_have_is_refused(tmp_path, text, why):
    with pytest.raises(BadMapping, match=why):
        of(tmp_path, text, said=said("wide.header.9=source"))


def test_known_levels_are_read_together_and_what_only_says_that_numbers_follow_is_left_out(tmp_path):
    heads = ",".join(
        f"{what} / {day} May 2020 / {kind}" for what in ("Killed", "Injured") for day in (1, 2) for kind in "n%"
    )
    found = of(
        tmp_path,
        f"District,{heads}\nHerat,1,0.5,2,0.5,3,0.5,4,0.5\nFarah,5,1.5,6,0.5,7,0.5,8,0.5\n",
        said=said("source=UN"),
    )
    assert not found.waits
    assert {(one.place, one.measure, one.as_of, one.says) for one in drafts(found)} >= {
        *(("Herat", "killed", "2020-05-01", "1"), ("Herat", "injured", "2020-05-02", "4")),
        *(("Farah", "killed", "2020-05-02", "6"), ("Farah", "injured", "2020-05-01", "7")),
    }


def test_bounds_below_crossed_names_are_those_of_one_figure(tmp_path):
    heads = ",".join(f"Killed / {who} / {bound}" for who in ("Women", "Men") for bound in ("Low", "High"))
    found = of(tmp_path, f"District,{heads}\nHerat,1,2,3,4\nFarah,5,6,7,8\n", said=said("source=UN"))
    assert {(one.place, one.population, one.figure.low, one.figure.high) for one in drafts(found)} == {
        *(("Herat", "women", 1, 2), ("Herat", "men", 3, 4), ("Farah", "women", 5, 6), ("Farah", "men", 7, 8)),
    }


def test_tables_side_by_side_have_their_own_days(tmp_path):
    heads = "Aaa / As of,Aaa / Killed,Aaa / Injured,Bbb / As of,Bbb / Killed,Bbb / Injured"
    rows = f"{heads}\n2020-05-01,1,2,2020-06-01,3,4\n2020-05-02,5,6,2020-06-02,7,8\n"
    found = of(tmp_path, rows, said=said("source=UN", "wide.header=place"))
    assert {(one.place, one.as_of, one.measure, one.says) for one in drafts(found)} >= {
        *(("Aaa", "2020-05-01", "killed", "1"), ("Bbb", "2020-06-01", "killed", "3")),
        *(("Aaa", "2020-05-02", "injured", "6"), ("Bbb", "2020-06-02", "injured", "8")),
    }


def test_sums_over_names_are_not_read(tmp_path):
    heads = ",".join(f"Killed / {name} / n" for name in ("Aaa", "Bbb", "Total"))
    found = of(
        tmp_path, f"As of,{heads}\n2020-05-01,1,2,3\n2020-05-02,5,6,11\n", said=said("source=UN", "wide.header=place")
    )
    assert {one.place for one in drafts(found)} == {"Aaa", "Bbb"}
    assert "Total" in told(found, "sums over what headers name")


def test_without_a_proposal_levels_are_refused(tmp_path):
    (tmp_path / "file.csv").write_text(CROSSED, encoding="utf-8")
    with ClaimStore.create(tmp_path / "a.db") as store, pytest.raises(BadMapping, match=r"wide\.header\.1"):
        ingest(store, str(tmp_path / "file.csv"), by="m", options=IngestOptions(mapping=said("wide.header.1=source")))


def test_a_column_of_years_in_each_of_several_tables_side_by_side_is_no_figure(tmp_path):
    header = ",".join(f"{group} / {head}" for group in ("MoH", "UN") for head in ("Year", "City", "Killed", "Injured"))
    text = f"{header}\n2012,Homs,3,4,2012,Homs,5,6\n2012,Hama,7,8,2012,Hama,9,10\n2013,Hama,7,8,2013,Hama,9,10\n"
    found = of(tmp_path, text, said=said("wide.header=source"))
    assert {(one.source, one.measure, one.says) for one in drafts(found) if one.place == "Homs"} == {
        *(("MoH", "killed", "3"), ("MoH", "injured", "4"), ("UN", "killed", "5"), ("UN", "injured", "6")),
    }


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (("Abc men", "Abc women", "Red Cross men", "Red Cross women"), ("source", "population")),
        (("killed_Abc_2019", "killed_Abc_2020", "killed_Def_2019", "killed_Def_2020"), ("source", "as_of")),
    ],
)
def test_a_name_among_single_words_that_are_crossed_is_asked_and_the_words_are_what_they_say(tmp_path, headers, fields):
    text = f"Region,{','.join(headers)}\nHoms,1,2,3,4\nHama,5,6,7,8\n"
    assert any("wide.header=source" in one for one in of(tmp_path, text, said=said("measure=killed")).waits)
    found = of(tmp_path, text, said=said("measure=killed", "wide.header=source"))
    told_apart = [tuple(getattr(one, field) for field in fields) for one in drafts(found)[:4]]
    assert len(set(told_apart)) == 4, told_apart
    assert {one.measure for one in drafts(found)} == {"killed"}


def test_names_of_two_words_cross_nothing(tmp_path):
    header = "Year,North Kivu,South Kivu,North Darfur,South Darfur"
    found = of(tmp_path, f"{header}\n2019,1,2,3,4\n2020,5,6,7,8\n", said=said("measure=killed"))
    assert not [one for one in found.unsure if "cross" in one]


@pytest.mark.parametrize(
    ("headers", "field"),
    [
        (("killed 2021 jan", "killed 2021 feb", "killed 2022 jan", "killed 2022 feb"), "as_of"),
        (
            tuple(
                f"number_of_{who}_{what}"
                for who in ("persons", "pedestrians", "cyclist")
                for what in ("injured", "killed")
            ),
            "population",
        ),
    ],
)
def test_months_and_people_among_single_words_are_no_names_to_ask_about(tmp_path, headers, field):
    row = ",".join(str(at + 1) for at in range(len(headers)))
    found = of(tmp_path, f"Region,{','.join(headers)}\nHoms,{row}\nHama,{row}\n", said=said("source=S"))
    assert not [one for one in found.waits if "cross" in one]
    kinds = {getattr(one, field) for one in drafts(found)}
    assert kinds >= ({"2021-01", "2022-02"} if field == "as_of" else {"all", "pedestrians"}), kinds


@pytest.mark.parametrize(
    "header", ["Apr (WHO),Apr (Abc),May (WHO),May (Abc)", '"WHO, Apr","Abc, Apr","WHO, May","Abc, May"']
)
@pytest.mark.parametrize("answers", [(), ("wide.header=source",)])
def test_names_crossed_with_months_without_a_year_wait_and_are_no_sources_as_they_stand(tmp_path, header, answers):
    found = of(tmp_path, f"Region,{header}\nHoms,1,2,3,4\nHama,5,6,7,8\n", said=said("measure=killed", *answers))
    assert "(?P<source>.+)" in told(found, "something else beside their sources")
    assert found.waits


@pytest.mark.parametrize("sources", [("Red Cross", "WHO"), ("WHO", "Police")])
@pytest.mark.parametrize("is_wrapped", [True, False])
def test_keys_of_records_that_cross_sources_wait(tmp_path, sources, is_wrapped):
    record = {place: dict.fromkeys(sources, 2) for place in ("Hama", "Homs")}
    found = of(
        tmp_path, json.dumps({"result": record} if is_wrapped else record), name="x.json", said=said("measure=killed")
    )
    assert any(r"(?P<population>.+)\.(?P<source>.+)" in one for one in found.waits), found.waits
