"""Rows far below the first ones that hold something else: what a proposal asks and tells of them."""

import pytest
from proposing import drafts, of, told

from claims.mapping import from_flags
from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.further import further_rows
from claims.table import Row

HEAD = "Province,Killed,Day\n"
ROWS = tuple(f"Town {'abcdefghij'[n % 10]},{n % 90 + 1},{n % 28 + 1:02}/03/2020" for n in range(900))


def file_with(*rows: str, head: str = HEAD, others: tuple[str, ...] = ROWS) -> str:
    return head + "\n".join((*others[:800], *rows, *others[800:])) + "\n"


def test_a_total_far_below_waits_and_is_told_with_its_row(tmp_path):
    found = of(tmp_path, file_with("Grand total,9000,03/03/2020"))
    assert found.mapping.ask == {"Province": ("Grand total",)}
    assert told(found, "looks like a row of totals").startswith("“Grand total” in “Province” (row 802)")
    assert [(one.row, one.column) for one in found.below] == [(802, "Province")]


def test_the_rows_below_change_nothing_else_of_a_mapping(tmp_path):
    plain = of(tmp_path, file_with()).mapping
    other = of(tmp_path, file_with("Grand total,9000,03/03/2020", "Town x,see note,soon")).mapping
    assert other.columns == plain.columns
    assert (other.constants, other.wide, other.dates) == (plain.constants, plain.wide, plain.dates)


def test_a_day_below_that_proves_the_other_order_is_told(tmp_path):
    found = of(tmp_path, file_with("Town x,3,03/25/2020"))
    assert found.mapping.dates is None
    assert "“03/25/2020”" in told(found, "prove both orders")


def test_a_unit_that_only_rows_below_have_is_asked_about(tmp_path):
    others = tuple(f"{row},persons" for row in ROWS)
    found = of(tmp_path, file_with("Town x,3,04/03/2020,percent", head=f"{HEAD[:-1]},Unit\n", others=others))
    assert found.mapping.ask == {"Unit": ("percent",)}
    assert "some rows hold rates" in told(found, "“Unit” says that")


def test_a_placeholder_below_waits(tmp_path):
    assert of(tmp_path, file_with("Town x,-99,04/03/2020")).mapping.ask == {"Killed": ("-99",)}


def test_cells_below_that_cannot_be_read_are_told_with_their_row(tmp_path):
    found = of(tmp_path, file_with("Town x,see note,04/03/2020", "Town x,4,week 12"))
    assert [(one.row, one.column) for one in found.below] == [(802, "Killed"), (803, "Day")]
    assert "# row 803, Day: " in found.as_toml()


def test_a_column_that_begins_below_is_told(tmp_path):
    others = tuple(f"{row}," for row in ROWS)
    found = of(tmp_path, file_with("Town x,3,04/03/2020,17", head=f"{HEAD[:-1]},Injured\n", others=others))
    assert "“17” below (row 802)" in told(found, "“Injured” says nothing in the first 500 rows")


@pytest.mark.parametrize(("cell", "is_found"), [("17", False), ("1,200", True), ("about 20", True), ("", True)])
def test_a_row_is_looked_at_where_a_cell_is_written_as_none_before_it(cell: str, is_found: bool):
    first = [Row(number, ("North", str(number)), "") for number in range(1, 60)]
    below = [Row(number, ("North", text), "") for number, text in ((100, "61"), (101, cell), (102, cell))]
    found, ended = further_rows(below, ("place", "killed"), first)
    assert ([row.number for row in found], ended) == ([101] if is_found else [], "")


def test_records_are_gone_through_by_their_paths():
    first = [Row(number, {"at": {"place": "North"}, "killed": 3}, "") for number in range(1, 60)]
    below = [Row(99, {"at": {"place": "Всего"}, "killed": 180}, "")]
    (row,) = further_rows(below, ("at.place", "killed"), first)[0]
    assert cell_of(row, "at.place", 0) == "Всего"


def test_rows_of_many_kinds_are_looked_at_up_to_a_bound():
    first = [Row(number, ("North", str(number)), "") for number in range(1, 60)]
    below = (Row(number, (f"{'-' * (number % 97)}{number}", f"{'+' * (number % 89)}x"), "") for number in range(10_000))
    assert 0 < len(further_rows(below, ("place", "killed"), first)[0]) <= 60


def test_a_sum_far_below_without_the_word_total_waits(tmp_path):
    rows = [f"Town {n},{n % 90 + 1},{n % 40}" for n in range(900)]
    total = f"Colombia,{sum(n % 90 + 1 for n in range(900))},{sum(n % 40 for n in range(900))}"
    found = of(tmp_path, "\n".join(("Province,Killed,Injured", *rows, total)))
    assert found.mapping.ask == {"Province": ("Colombia",)}
    assert "looks like the sum of the rows above" in told(found, "“Colombia”")


def test_a_small_figure_that_is_by_chance_the_sum_of_the_few_before_it_goes_in(tmp_path):
    rows = [f"Town {n},{killed}" for n, killed in enumerate((4, 5, 3, 12, *(n % 90 + 1 for n in range(900))))]
    assert of(tmp_path, "\n".join(("Province,Killed", *rows))).mapping.ask == {}


def test_sums_that_begin_far_below_wait(tmp_path):
    rows = []
    for year in range(1990, 2020):
        towns = [f"Town {n},{n % 9 + year % 7},{n % 4 + year % 5},{year}" for n in range(30)]
        sums = [sum(int(row.split(",")[at]) for row in towns) for at in (1, 2)]
        rows += [f"Colombia,{sums[0]},{sums[1]},{year}"] * (year > 2008) + towns
    found = of(tmp_path, "\n".join(("Province,Killed,Injured,Year", *rows)))
    assert found.mapping.ask == {"Province": ("Colombia",)}


def test_a_number_for_nothing_known_that_comes_again_far_below_waits(tmp_path):
    assert of(tmp_path, file_with("Town x,999,04/03/2020", "Town y,999,04/03/2020")).mapping.ask == {"Killed": ("999",)}


def test_a_number_like_those_beside_it_stands_for_itself(tmp_path):
    rows = [f"Town x,{n},04/03/2020" for n in (997, 998, 999, 999, 1000, 1001)]
    assert of(tmp_path, file_with(*rows)).mapping.ask == {}


@pytest.mark.parametrize("others", [ROWS, ROWS[:6]], ids=["far below", "near the top"])
def test_the_header_of_another_table_below_waits_and_is_answered_by_a_flag(tmp_path, others):
    found = of(tmp_path, file_with("Province,Injured,Day", *(f"Far {one}" for one in ROWS[:4]), others=others))
    (question,) = [one for one in found.waits if "names columns anew" in one]
    assert question.startswith(f"row {min(len(others), 800) + 2} names columns anew (“Injured” below “Killed”)")
    assert "--set skip.Killed=Injured" in question.replace("'", "")
    text = file_with("Province,Injured,Day", *(f"Far {one}" for one in ROWS[:4]), others=others)
    assert drafts(of(tmp_path, text, said=from_flags([], ["skip.Killed=Injured"]))), "the column is not read any more"


def test_a_header_that_stands_again_is_no_other_table(tmp_path):
    assert not any("names columns anew" in one for one in of(tmp_path, file_with("Province,Killed,Day")).waits)
