"""A header that names several measures, with a figure of each in its order in the cells."""

import pytest
from proposing import drafts, of

from claims.mapping import Mapping, load, plan, to_toml
from claims.mapping.fields import Split, Wide
from claims.model import Draft
from claims.table import Row


def said(found):
    return [(one.measure, one.says, one.source) for one in drafts(found)]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Killed/Injured", ("12/30", "5/7")),
        ("Killed (injured)", ("12 (30)", "5 (7)")),
        ("Killed - Injured", ("12 - 30", "5-7")),
        ("Dead + Injured", ("12+30", "5 + 7")),
        ("Number killed/No. injured", ("12/30", "5/7")),
        ('"Killed, injured"', ('"12, 30"', '"5, 7"')),
    ],
)
def test_figures_are_of_the_measures_in_the_order_of_the_header(tmp_path, header, cells):
    rows = "".join(f"Flood {at},2020-01-0{at},OCHA,{cell}\n" for at, cell in enumerate(cells, 1))
    found = of(tmp_path, f"Event,Date,Source,{header}\n{rows}")
    expected = [("killed", "12", "OCHA"), ("injured", "30", "OCHA"), ("killed", "5", "OCHA"), ("injured", "7", "OCHA")]
    assert said(found) == expected
    assert not [one for one in found.unsure if "not read" in one]


def test_each_source_of_a_cell_asserts_each_of_them_and_other_columns_stay(tmp_path):
    text = (
        "Event,Date,Source,Killed/Injured,Missing\nFlood A,2020-01-03,OCHA; MoH,12/30,4\nFlood B,2020-02-03,MoH,5/–,1\n"
    )
    claims = said(of(tmp_path, text))
    assert {one for one in claims if one[2] == "OCHA"} == {
        ("killed", "12", "OCHA"),
        ("injured", "30", "OCHA"),
        ("Missing", "4", "OCHA"),
    }
    assert ("injured", "–", "MoH") not in claims


@pytest.mark.parametrize("cells", [("12/30", "5"), ("12/30/1", "5/7"), ("12/x", "5/7")])
def test_cells_that_are_other_than_the_header_are_not_read(tmp_path, cells):
    rows = "".join(f"Flood {at},2020-01-0{at},OCHA,{cell}\n" for at, cell in enumerate(cells, 1))
    assert not said(of(tmp_path, f"Event,Date,Source,Killed/Injured\n{rows}"))


@pytest.mark.parametrize(("sign", "cells"), [("+", ("12+", "30+")), ("-", ("-5", "-3"))])
def test_a_sign_that_parts_no_figures_gives_no_order(tmp_path, sign, cells):
    rows = "".join(f"Flood {at},2020-01-0{at},OCHA,{cell}\n" for at, cell in enumerate(cells, 1))
    assert not of(tmp_path, f"Event,Date,Source,Killed {sign} Injured\n{rows}").mapping.split
    split = {"says": Split((sign,), in_order={"Killed": ("killed", "injured")})}
    wide = (Wide(columns=("Killed",), header="measure"),)
    mapping = Mapping("m", constants={"event": "e", "source": "s"}, wide=wide, split=split)
    (made,) = plan(mapping, ("Killed",), file="f").drafts(Row(2, [cells[0]], cells[0]))
    assert not isinstance(made, Draft)


def test_a_cell_that_does_not_fit_is_refused_and_the_mapping_can_be_read_again(tmp_path):
    split = {"says": Split(("/",), in_order={"Killed/Injured": ("killed", "injured")})}
    wide = (Wide(columns=("Killed/Injured",), header="measure"),)
    mapping = Mapping("m", constants={"event": "e", "source": "s"}, wide=wide, split=split)
    (tmp_path / "m.toml").write_text(to_toml(mapping), encoding="utf-8")
    again = load(str(tmp_path / "m.toml"))
    assert again.split == split
    made = list(plan(again, ("Killed/Injured",), file="f").drafts(Row(2, ["12"], "12")))
    assert [one for one in made if isinstance(one, Draft)] == []
    assert "“12” is not 2 figures" in made[0].reason
