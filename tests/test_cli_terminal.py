"""`claims.exporters.terminal`: lines that stay in order and in width, plots that draw no end that nobody stated."""

from decimal import Decimal

import pytest
from cli_program import EVENT, worked_example
from hypothesis import given
from hypothesis import strategies as st

from claims.exporters import terminal_plot as plot
from claims.exporters.terminal import Style, clean, draw_views, table, wrap
from claims.model import Draft, Figure, Hedge, ValueKind, ValueType
from claims.pipeline.claim_store import ClaimStore
from claims.text import width

COUNT = ValueKind.COUNT
AT_LEAST_161 = Figure(Hedge.AT_LEAST, low=161)


def drawn(*figures, columns=21, kind=COUNT):
    found = [plot.bounds(figure, kind=kind) for figure in figures]
    scale = plot.scale(found, columns=columns)
    return [plot.draw(one, on=scale) for one in found]


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure(Hedge.EXACT, 40, 40, 40), "          ●          "),
        (Figure(Hedge.AT_LEAST, low=40), "         ●──────────▸"),
        (Figure(Hedge.MORE_THAN, low=41), "         ●──────────▸"),
        (Figure(Hedge.AT_MOST, high=40), "◂──────────●         "),
        (Figure(Hedge.FEWER_THAN, high=39), "◂──────────●         "),
        (Figure(Hedge.BETWEEN, low=30, high=50), "     ├─────────┤     "),
        (Figure(Hedge.BETWEEN, low=30, best=40, high=50), "     ├────●────┤     "),
        (Figure(Hedge.ABOUT, best=40), "          ○          "),
        (Figure(Hedge.NEARLY, best=40), "          ○          "),
    ],
    ids=["exact", "at_least", "more_than", "at_most", "fewer_than", "range", "range_with_best", "about", "nearly"],
)
def test_draws_each_hedge(figure, expected):
    ends = (Figure(Hedge.EXACT, 20, 20, 20), Figure(Hedge.EXACT, 60, 60, 60))
    assert drawn(*ends, figure)[2] == expected


@pytest.mark.parametrize(
    "figure",
    [
        Figure(Hedge.VAGUE, magnitude=12),
        Figure(Hedge.NONE, value_type=ValueType.SOMEVALUE),
        Figure(Hedge.NONE, value_type=ValueType.NOVALUE),
    ],
    ids=["dozens", "unknown", "none"],
)
def test_draws_nothing_for_a_figure_without_a_number(figure):
    assert plot.bounds(figure, kind=COUNT) is None


def test_text_is_not_drawn_and_dates_are():
    assert plot.bounds(Figure(Hedge.EXACT, "a", "a", "a"), kind=ValueKind.TEXT) is None
    day = "2019-11-15"
    assert plot.bounds(Figure(Hedge.EXACT, day, day, day), kind=ValueKind.DATE).best == 737378.0


@pytest.mark.parametrize(
    ("numbers", "is_log"),
    [((10, 200), False), ((10, 201), True), ((0, 10), False), ((0, 10, 201), True), ((5, 5), False)],
    ids=["ratio_20", "ratio_above_20", "zero", "zero_and_a_large_ratio", "equal"],
)
def test_a_large_ratio_makes_the_scale_logarithmic(numbers, is_log):
    found = [plot.bounds(Figure(Hedge.EXACT, n, n, n), kind=COUNT) for n in numbers]
    assert plot.scale(found, columns=30).is_log is is_log


def test_one_number_alone_or_no_room_gives_no_plot():
    one = plot.bounds(AT_LEAST_161, kind=COUNT)
    assert plot.scale([one, None], columns=40) is None
    assert plot.scale([one, one], columns=8) is None


def test_the_axis_labels_its_ends_and_round_numbers_between():
    found = [plot.bounds(Figure(Hedge.EXACT, n, n, n), kind=COUNT) for n in (161, 1500)]
    line, labels = plot.axis(plot.scale(found, columns=50), kind=COUNT)
    assert labels.split() == ["161", "500", "1,000", "1,500"]
    assert line.count("┬") == 4
    assert len(line) == len(labels) == 50


NUMBERS = st.one_of(st.integers(0, 10**9), st.decimals(0, 10**6, places=2))
BOUNDS = st.one_of(
    st.builds(lambda n: Figure(Hedge.EXACT, n, n, n), NUMBERS),
    st.builds(lambda n: Figure(Hedge.AT_LEAST, low=n), NUMBERS),
    st.builds(lambda n: Figure(Hedge.AT_MOST, high=n), NUMBERS),
    st.builds(lambda n: Figure(Hedge.ABOUT, best=n), NUMBERS),
    st.builds(lambda a, b: Figure(Hedge.BETWEEN, low=min(a, b), high=max(a, b)), NUMBERS, NUMBERS),
)


@given(st.lists(BOUNDS, min_size=2, max_size=6), st.integers(12, 120))
def test_every_row_is_as_wide_as_the_scale_and_has_arrows_only_at_open_ends(figures, columns):
    for figure, row in zip(figures, drawn(*figures, columns=columns, kind=ValueKind.QUANTITY), strict=True):
        assert len(row) == columns
        assert ("▸" in row) is (figure.hedge is Hedge.AT_LEAST)
        assert ("◂" in row) is (figure.hedge is Hedge.AT_MOST)
        assert ("○" in row) is (figure.hedge is Hedge.ABOUT)


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=6), st.integers(12, 120))
def test_larger_numbers_never_stand_further_left(numbers, columns):
    found = [plot.bounds(Figure(Hedge.EXACT, n, n, n), kind=COUNT) for n in numbers]
    scale = plot.scale(found, columns=columns)
    places = [scale.column(number) for number in sorted(numbers)]
    assert places == sorted(places)
    assert all(0 <= place < columns for place in places)


@given(st.lists(st.one_of(st.decimals(0, 10**6, places=3), st.integers(0, 10**9)), min_size=2, max_size=5))
def test_axis_labels_never_touch(numbers):
    figures = [Figure(Hedge.EXACT, Decimal(n), Decimal(n), Decimal(n)) for n in numbers]
    found = [plot.bounds(figure, kind=ValueKind.QUANTITY) for figure in figures]
    line, labels = plot.axis(plot.scale(found, columns=60), kind=ValueKind.QUANTITY)
    assert len(labels) == len(line) == 60
    assert all(label.strip() for label in labels.split())


def test_control_characters_are_shown_and_not_obeyed():
    assert clean("a\x1b[2Jb\nc\u202ed") == "a␛[2Jb cd"


def test_right_to_left_names_are_isolated():
    assert clean("منظمة") == "\u2068منظمة\u2069"
    assert clean("MEK") == "MEK"


def test_wrapping_closes_isolates_on_every_line():
    lines = wrap(clean("منظمة العفو الدولية في لندن"), 12)
    assert len(lines) > 1
    for line in lines:
        assert line.count("\u2068") == line.count("\u2069") == 1
        assert width(line) <= 12


@given(st.text(st.sampled_from("ab ç中ي\u2068\u2069"), max_size=60), st.integers(4, 30))
def test_wrapped_lines_fit_and_lose_nothing(text, columns):
    lines = wrap(clean(text), columns)
    assert all(width(line) <= columns for line in lines)
    kept = "".join("".join(lines).split())
    without = str.maketrans("", "", "\u2068\u2069")
    assert kept.translate(without) == "".join(clean(text).split()).translate(without)


def test_a_table_aligns_its_columns_in_any_script():
    rows = [["a", clean("منظمة"), "x"], ["bbb", "中国", "y"]]
    lines = table(["id", "name", "n"], rows, style=Style())
    assert lines == ["id   name   n", "a    \u2068منظمة\u2069  x", "bbb  中国   y"]


@pytest.fixture
def views(tmp_path):
    worked_example(tmp_path / "a.db")
    with ClaimStore.open(tmp_path / "a.db") as store:
        draft = Draft(EVENT, "killed", "حقوق الإنسان في إيران", "about 4,000", as_of="2019-12-05", language="en")
        store.add_claim(draft, by="Editor", create=frozenset({"source"}))
        return store.compare(EVENT)


def test_a_narrow_terminal_has_the_plot_below_and_a_wide_one_beside(views):
    narrow = draw_views(views, style=Style(columns=80)).splitlines()
    wide = draw_views(views, style=Style(columns=140)).splitlines()
    assert not any("at least 161" in line and "●" in line for line in narrow)
    assert any("at least 161" in line and "●" in line for line in wide)
    assert any(line.lstrip().startswith("log scale") for line in wide)


@pytest.mark.parametrize("columns", [62, 80, 100, 140])
def test_no_line_is_wider_than_the_terminal(views, columns):
    for line in draw_views(views, style=Style(columns=columns)).splitlines():
        assert width(line) <= columns, line


def test_every_line_with_an_arabic_name_keeps_it_apart(views):
    lines = [line for line in draw_views(views, style=Style()).splitlines() if "حقوق" in line]
    assert lines
    for line in lines:
        assert line.count("\u2068") == line.count("\u2069") > 0


def test_without_unicode_the_signs_are_ascii(views):
    text = draw_views(views, style=Style(unicode=False))
    names = "حقوق الإنسان في إيران"
    assert {character for character in text if ord(character) > 127} <= set(names)
    assert "! diverges" in text
    assert "x3.73" in text


def test_pairs_are_cut_short_unless_all_are_wanted(tmp_path):
    worked_example(tmp_path / "a.db")
    with ClaimStore.open(tmp_path / "a.db") as store:
        for number in range(4):
            draft = Draft(EVENT, "killed", f"Source {number}", f"at least {1000 + number}", as_of="2019-12-05")
            store.add_claim(draft, by="Editor", create=frozenset({"source"}))
        views = store.compare(EVENT)
    short = draw_views(views, style=Style())
    assert "and 7 more pairs (1 diverging, 6 compatible); --all shows them" in short
    whole = draw_views(views, style=Style(everything=True))
    assert "--all" not in whole
    assert whole.count(" v ") == 15


def test_wrapping_ends_even_where_nothing_fits():
    assert wrap("中国", 1) == ["中", "国"]
    assert wrap("ab", 1, indent="    ") == ["    a", "    b"]
