"""Figures as pictures: what stands where, what a screen reader hears, and that no text can break out."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import pairwise

import pytest
from builders import BY_ID, SOURCES, about, at_least, at_most, between, claim, exact, nearly, nothing, unknown, vague
from hypothesis import given
from hypothesis import strategies as st

from claims.compare.comparison import compare
from claims.exporters.plot import MINI, NARROW, WIDE, Look, Row, describe, drawn, interval_plot, rows_of, short, to_draw
from claims.exporters.plot_scale import fitting, place, scale_for
from claims.exporters.plot_timeline import lines_of, series_of, timeline_plot

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {source.id: source for source in SOURCES}


def row(figure, says="as stated", name="Amnesty International", **fields):
    return Row(name, "2 Dec 2019 · NGO", says, figure, **fields)


def parsed(svg):
    return ET.fromstring(svg)  # noqa: S314  our own text


def parts(svg, look):
    return [element for element in parsed(svg).iter() if look in (element.get("class") or "").split()]


def texts(svg):
    return ["".join(element.itertext()) for element in parsed(svg).iter(f"{SVG}text")]


def only(svg, look):
    found = parts(svg, look)
    assert len(found) == 1, f"{len(found)} elements of class {look}"
    return found[0]


# scale


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([100, 2000], "log"),
        ([7000, 12000], "linear"),
        ([0, 5], "linear"),
        ([0, 1, 500], "log"),
        ([-5, 500], "linear"),
        (["2019-11-15", "2019"], "date"),
        ([], "linear"),
    ],
    ids=["far apart", "near", "only zero below", "zero and far apart", "negative", "dates", "nothing"],
)
def test_the_scale_suits_the_values(values, kind):
    assert fitting(values) == kind


@given(
    values=st.lists(st.integers(0, 10**12), min_size=1, max_size=8),
    kind=st.sampled_from(["log", "linear"]),
)
def test_a_larger_value_never_stands_left_of_a_smaller_one_and_all_stand_inside(values, kind):
    scale = scale_for(values, kind=kind, begin=200, end=700)
    at = [scale.at(place(value)) for value in sorted(values)]
    assert at == sorted(at)
    assert all(200 <= x <= 700 for x in at)


@given(values=st.lists(st.integers(0, 10**12) | st.decimals(0, 10**6, places=2), min_size=1, max_size=5))
@pytest.mark.parametrize("kind", ["log", "linear"])
def test_ticks_are_few_ordered_and_on_the_axis(values, kind):
    scale = scale_for(values, kind=kind, begin=0, end=100)
    ticks = [value for value, _ in scale.ticks()]
    assert ticks == sorted(set(ticks))
    assert 1 <= len(ticks) <= 8
    assert all(scale.low <= value <= scale.high for value in ticks)


@pytest.mark.parametrize(
    ("values", "kind", "labels"),
    [
        ([106, 1501], "log", ["100", "200", "500", "1,000", "2,000"]),
        ([7000, 12000], "linear", ["0", "2,500", "5,000", "7,500", "10,000", "12,500"]),
        ([3, 5], "linear", ["0", "1", "2", "3", "4", "5"]),
        (["2019-11-15", "2020-06-01"], "date", ["Nov 2019", "Jan 2020", "Mar 2020", "May 2020"]),
        (["2011", "2024"], "date", ["2010", "2015", "2020", "2025"]),
    ],
    ids=["hundreds", "thousands", "units", "months", "years"],
)
def test_ticks_are_round(values, kind, labels):
    assert [label for _, label in scale_for(values, kind=kind, begin=0, end=1).ticks()] == labels


def test_a_linear_scale_begins_at_zero_so_that_lengths_do_not_mislead():
    assert scale_for([7000, 12000], kind="linear", begin=0, end=1).low == 0


# marks


def test_an_exact_figure_is_a_dot():
    svg = interval_plot([row(exact(230)), row(exact(900))], title="Killed")
    left, right = (float(dot.get("cx")) for dot in parts(svg, "dot"))
    assert left < right
    assert parts(svg, "head") == []


def test_at_least_is_a_dot_with_an_arrow_to_the_right():
    svg = interval_plot([row(at_least(304))], title="Killed")
    line = only(svg, "open")
    assert float(line.get("x1")) == float(only(svg, "dot").get("cx")) < float(line.get("x2"))
    assert only(svg, "head") is not None


def test_at_most_is_a_dot_with_an_arrow_to_the_left():
    svg = interval_plot([row(at_most(1000))], title="Killed")
    line = only(svg, "open")
    assert float(line.get("x1")) == float(only(svg, "dot").get("cx")) > float(line.get("x2"))


AT_THE_END = {
    "at most nothing": (at_most(0), [exact(0)], -1),
    "at most nothing beside much": (at_most(0), [exact(10**6)], -1),
    "at most the smallest of all": (at_most(1), [exact(10**15)], -1),
    "at least the largest of all": (at_least(10**15), [exact(1)], 1),
}


@pytest.mark.parametrize("layout", [WIDE, NARROW, MINI], ids=["wide", "narrow", "mini"])
@pytest.mark.parametrize(("figure", "others", "way"), AT_THE_END.values(), ids=AT_THE_END)
def test_an_arrow_is_seen_and_points_outwards_even_at_the_end_of_the_axis(figure, others, way, layout):
    svg = interval_plot([row(figure), *[row(other) for other in others]], title="Killed", look=Look(layout))
    tip, base = (float(x) for x in re.fullmatch(r"M(\S+) \S+L(\S+) .*", only(svg, "head").get("d")).groups())
    dot = parts(svg, "dot")[0]
    edge = float(dot.get("cx")) + way * float(dot.get("r"))
    assert (tip - base) * way > 0, "the head points the other way"
    assert (tip - edge) * way >= float(dot.get("r")) - 0.1, "the head is hidden behind the dot"
    assert 0 <= tip <= layout.width


def test_a_range_is_a_bar_from_end_to_end_with_its_best_value_inside():
    svg = interval_plot([row(between(200, 1000, best=500)), row(exact(200)), row(exact(1000))], title="Killed")
    bar = only(svg, "bar")
    assert [bar.get("x1"), bar.get("x2")] == [dot.get("cx") for dot in parts(svg, "dot")]
    assert float(bar.get("x1")) < float(only(svg, "best").get("cx")) < float(bar.get("x2"))


@pytest.mark.parametrize("figure", [about(1500), nearly(1500)], ids=["about", "nearly"])
def test_about_is_a_hollow_ring(figure):
    ring = only(interval_plot([row(figure)], title="Killed"), "ring")
    assert ring.get("fill") == "none"


@pytest.mark.parametrize("figure", [vague(12), unknown()], ids=["vague", "unknown"])
def test_what_states_no_number_is_written_and_has_no_mark(figure):
    svg = interval_plot([row(figure, says="dozens"), row(exact(5))], title="Killed")
    assert drawn(figure) == []
    assert len(parts(svg, "dot")) == 1
    assert "dozens" in texts(svg)


def test_none_at_all_stands_at_zero():
    assert drawn(nothing()) == [0]


def test_dates_stand_on_an_axis_of_dates():
    svg = interval_plot([row(exact("2019-11-15")), row(exact("2019-11-20"))], title="Start")
    first, second = (float(dot.get("cx")) for dot in parts(svg, "dot"))
    assert first < second
    assert {"14 Nov 2019", "16 Nov 2019"} <= set(texts(svg))


def test_decimals_keep_their_places():
    svg = interval_plot([row(exact(Decimal("1.5"))), row(exact(Decimal("2.5")))], title="Area")
    assert len({dot.get("cx") for dot in parts(svg, "dot")}) == 2


def test_the_agreed_minimum_is_a_line_with_words_at_the_lowest_floor():
    svg = interval_plot([row(exact(200)), row(at_least(304))], title="Killed", minimum=200)
    assert only(svg, "minimum").get("x1") == parts(svg, "dot")[0].get("cx")
    assert "every source says at least 200" in texts(svg)


def test_a_claim_that_no_longer_stands_is_faint():
    svg = interval_plot([row(exact(200), is_faint=True), row(exact(304))], title="Killed")
    assert ["faint" in element.get("class") for element in parts(svg, "row")] == [True, False]


def test_a_name_leads_to_its_claim():
    svg = interval_plot([row(exact(5), href="/db/-/claim/abc?a=1&b=2")], title="Killed")
    assert [link.get("href") for link in parsed(svg).iter(f"{SVG}a")] == ["/db/-/claim/abc?a=1&b=2"]


def test_a_long_name_takes_two_lines_and_no_more():
    name = "Head of the national security and foreign policy committee of the parliament of the country"
    svg = interval_plot([row(exact(5), name=name)], title="Killed")
    lines = ["".join(element.itertext()) for element in parts(svg, "name")]
    assert len(lines) == 2
    assert lines[0] == "Head of the national security"
    assert lines[1].endswith("…")


# for all readers


@pytest.mark.parametrize("layout", [WIDE, NARROW, MINI], ids=["wide", "narrow", "mini"])
def test_a_screen_reader_hears_title_and_every_figure(layout):
    rows = [row(at_least(161), "at least 161"), row(exact(30), "30", name="Government")]
    svg = parsed(interval_plot(rows, title="Who says what", look=Look(layout, ident="x")))
    assert svg.get("role") == "group"
    assert svg.find(f"{SVG}title").text == "Who says what"
    said = "Amnesty International: at least 161 (2 Dec 2019 · NGO). Government: 30 (2 Dec 2019 · NGO)."
    assert svg.find(f"{SVG}desc").text == said
    assert (svg.get("aria-labelledby"), svg.get("aria-describedby")) == ("x-title", "x-desc")


def test_a_description_names_the_first_rows_and_counts_the_others():
    assert describe([row(exact(1))] * 15).endswith("And 3 more rows.")


def test_without_rows_it_says_so():
    assert parsed(interval_plot([], title="Killed")).find(f"{SVG}desc").text == "There is no claim to draw."


@given(text=st.text(max_size=60))
@pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_text_breaks_out_of_the_picture(text, layout):
    text = "".join(character for character in text if character.isprintable())
    svg = interval_plot([row(exact(5), text, name=text, href=text)], title=text, look=Look(layout))
    assert {element.tag for element in parsed(svg).iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "title", "desc", "g", "line", "text", "circle", "a", "path")
    }


def test_overrides_of_direction_do_not_reach_the_picture():
    assert "\u202e" not in interval_plot([row(exact(5), "\u202e5", name="a\u202eb")], title="\u202e")


@pytest.mark.parametrize("figures", [[1, 2], [10**11, 3 * 10**11], [0, 10**6]], ids=["small", "large", "zero"])
@pytest.mark.parametrize("layout", [WIDE, NARROW, MINI], ids=["wide", "narrow", "mini"])
@pytest.mark.parametrize("kind", ["log", "linear"])
def test_every_mark_and_label_stands_inside_the_picture(figures, layout, kind):
    rows = [row(at_least(value), f"at least {value:,}") for value in figures]
    svg = parsed(interval_plot(rows, title="Killed", look=Look(layout, kind)))
    for element in svg.iter():
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(element.get(name, 0)) <= layout.width, ET.tostring(element)
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(element.get(name, 0)) <= float(svg.get("height")), ET.tostring(element)


def test_the_same_claims_give_the_same_picture():
    rows = [row(at_least(161)), row(between(20, 30))]
    assert interval_plot(rows, title="Killed") == interval_plot(rows, title="Killed")


# rows of a comparison


def comparison(*claims):
    return compare(claims, measure=BY_ID["killed"])


def test_rows_go_from_the_lowest_standing_figure_up_with_what_was_replaced_below_its_successor():
    found = comparison(
        claim(at_least(600), source="mek"),
        claim(at_least(304), source="amnesty-international", as_of="2019-12-16", says="at least 304"),
        claim(at_least(161), source="amnesty-international", as_of="2019-11-29", says="at least 161"),
        claim(exact(225), source="government"),
    )
    rows = rows_of(found, sources=NAMES)
    assert [(item.name, item.is_faint) for item in rows] == [
        ("Government of Iran", False),
        ("Amnesty International", False),
        ("Amnesty International", True),
        ("MEK", False),
    ]
    assert [item.tone for item in rows] == ["state", "observer", "observer", "party"]
    assert rows[2].detail == "29 Nov 2019 · NGO · not current"


def test_too_many_rows_lose_the_oldest_that_no_longer_stand():
    days = [f"2019-12-{day:02d}" for day in range(1, 21)]
    found = comparison(*(claim(exact(100 + index), as_of=day) for index, day in enumerate(days)))
    rows = rows_of(found, sources=NAMES, limit=5)
    assert [item.figure.low for item in rows] == [119, 118, 117, 116, 115]
    assert [item.is_faint for item in rows] == [False, True, True, True, True]


def test_of_too_many_that_stand_the_lowest_the_highest_and_the_newest_are_drawn():
    days = [f"2019-12-{day:02d}" for day in range(1, 13)]
    figures = [500, 10, 900, 450, 20, 800, 400, 420, 440, 460, 430, 410]
    found = comparison(
        *(
            claim(exact(figure), source=f"s{index:02d}", as_of=day)
            for index, (figure, day) in enumerate(zip(figures, days, strict=True))
        )
    )
    assert [one.figure.low for one in to_draw(found, limit=6)] == [10, 20, 410, 430, 800, 900]
    assert len(to_draw(found, limit=12)) == len(figures)


def test_of_a_daily_series_only_the_last_few_that_were_replaced_are_drawn():
    days = [f"2019-12-{day:02d}" for day in range(1, 21)]
    daily = [claim(exact(100 + index), as_of=day) for index, day in enumerate(days)]
    found = comparison(claim(exact(90), source="government", as_of="2019-12-03"), *daily)
    rows = rows_of(found, sources=NAMES)
    assert [item.figure.low for item in rows] == [90, 119, 118, 117, 116, 115, 114, 113]


# timeline


def test_a_line_steps_from_claim_to_claim_and_is_named_at_its_end():
    found = comparison(
        claim(at_least(161), as_of="2019-11-29", says="at least 161"),
        claim(at_least(304), as_of="2019-12-16", says="at least 304"),
        claim(exact(225), source="government", as_of="2020-05", says="225"),
    )
    svg = timeline_plot(lines_of(series_of(found), sources=NAMES), title="How the figures developed")
    assert len(parts(svg, "step")) == 2
    assert len(parts(svg, "dot")) == 3
    assert {"MEK ≥", "Government of Iran"} <= set(texts(svg))
    said = parsed(svg).find(f"{SVG}desc").text
    assert (
        said == "MEK: at least 161 (29 Nov 2019), then at least 304 (16 Dec 2019). Government of Iran: 225 (May 2020)."
    )


def test_a_claim_that_no_longer_stands_is_faint_and_an_open_end_has_an_arrow():
    found = comparison(
        claim(at_least(161), as_of="2019-11-29"),
        claim(at_least(304), as_of="2019-12-16"),
        claim(at_most(225), source="government", as_of="2020-05"),
        claim(exact(230), source="wire", as_of="2020-06"),
    )
    svg = timeline_plot(lines_of(series_of(found), sources=NAMES, current=found.current), title="t")
    assert (len(parts(svg, "dot")), len(parts(svg, "open")), len(parts(svg, "faint"))) == (4, 3, 1)
    up, down = (element.get("d") for element in (parts(svg, "open")[0], parts(svg, "open")[-1]))
    height = {path: [float(number) for number in re.findall(r"[\d.]+", path)][1:3] for path in (up, down)}
    assert height[up][0] > height[up][1]
    assert height[down][0] < height[down][1]


def test_a_name_stands_in_the_direction_of_its_script():
    svg = interval_plot([row(exact(5), name="وزارة الصحة"), row(exact(6), name="Ministry")], title="t")
    found = {"".join(element.itertext()): element.get("unicode-bidi") for element in parts(svg, "name")}
    assert found == {"وزارة الصحة": "plaintext", "Ministry": None}


def test_a_long_name_that_ends_with_its_abbreviation_is_called_by_it():
    assert short("UN Human Rights Office (OHCHR)", 20) == "OHCHR"
    assert short("UN Human Rights Office (OHCHR)", 40) == "UN Human Rights Office (OHCHR)"
    assert short("Kalameh (opposition news site)", 10) == "Kalameh (opposition news site)"


def test_a_range_is_a_band_over_time():
    found = comparison(claim(between(200, 225), as_of="2020-05-30"), claim(exact(230), as_of="2020-06-01"))
    assert only(timeline_plot(lines_of(series_of(found), sources=NAMES), title="t"), "band") is not None


@pytest.mark.parametrize(
    "claims",
    [[claim(exact(5))], [claim(exact(5), as_of=None), claim(exact(6), source="wire", as_of=None)]],
    ids=["one day", "no days"],
)
def test_without_two_days_there_is_no_development_to_draw(claims):
    assert timeline_plot(lines_of(series_of(comparison(*claims)), sources=NAMES), title="t") == ""


def test_names_at_the_ends_of_lines_keep_apart():
    claims = [
        claim(exact(200 + index), source=source, as_of=day)
        for index, source in enumerate(NAMES)
        for day in ("2019-12-01", "2020-01-01")
    ]
    svg = timeline_plot(lines_of(series_of(comparison(*claims)), sources=NAMES), title="t")
    heights = sorted(float(element.get("y")) for element in parts(svg, "series"))
    assert len(heights) == 4
    assert all(below - above >= 13.9 for above, below in pairwise(heights))
