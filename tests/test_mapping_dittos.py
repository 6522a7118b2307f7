"""Cells that say that they hold what stands above them: “〃”, “ditto”, “там же”."""

import pytest

from claims.mapping.dittos import Dittos, without_above
from claims.model import Problem
from claims.table import Row


def rows(*cells):
    return [Row(number, tuple(one), "\t".join(one)) for number, one in enumerate(cells, 2)]


@pytest.mark.parametrize(
    "mark", ["〃", "ditto", "Ditto", "ídem", "IDEM", '-"-', "-//-", "там же", 'כנ"ל', "نفسه", "同上"]
)
def test_a_mark_takes_what_stands_above_it_in_its_column(mark):
    dittos = Dittos("a.csv")
    read = list(dittos.filled(rows(("Hroza", "52"), (mark, "59"), (mark, mark))))
    assert [tuple(row.cells) for row in read] == [("Hroza", "52"), ("Hroza", "59"), ("Hroza", "59")]
    assert read[1].raw == f"{mark}\t59"
    assert dittos.notes() == (f"cells that say “{mark}” take what stands above them: rows 3, 4",)


@pytest.mark.parametrize("cell", ["Same", "ID", "id", "do", "-", "=", "", "''", "Dittoville"])
def test_a_word_that_may_be_a_name_is_no_mark(cell):
    dittos = Dittos("a.csv")
    assert [row.cells for row in dittos.filled(rows(("Hroza",), (cell,)))] == [("Hroza",), (cell,)]
    assert dittos.notes() == ()


def test_a_mark_below_what_could_not_be_read_is_refused():
    first, second = rows(("ditto", "1"), ("ditto", "2"))
    broken = Problem("a.csv", 2, None, "a quotation mark is not closed", "", "x")
    for given in ([first], [broken, second]):
        refused = list(Dittos("a.csv").filled(given))[-1]
        assert isinstance(refused, Problem)
        assert refused.reason == "“ditto” says that it holds what stands above it, which is not known"


def test_a_refused_row_that_is_taken_again_without_those_above_it_stays_refused():
    alone, whole = rows(("idem", "1"), ("Hroza", "1"))
    assert isinstance(without_above(alone, file="a.csv"), Problem)
    assert without_above(whole, file="a.csv") is whole
