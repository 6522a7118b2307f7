"""Tables that stand side by side in one sheet, each below its year."""

from __future__ import annotations

from proposing import drafts, of, told


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


def test_tables_side_by_side_below_people_have_places_of_their_own_too(tmp_path):
    text = "Men / State,Men / Deaths,Women / State,Women / Deaths\nKerala,28,Punjab,31\nBihar,56,Kerala,49\n"
    assert {(one.population, one.place, one.says) for one in drafts(of(tmp_path, text))} == {
        *(("men", "Kerala", "28"), ("women", "Punjab", "31"), ("men", "Bihar", "56"), ("women", "Kerala", "49")),
    }
