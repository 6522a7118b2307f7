"""When each source spoke, as a picture: a lane a source, a mark a claim, at the days that its date may mean."""

import xml.etree.ElementTree as ET

import pytest
from builders import SOURCES, claim, exact

from claims.exporters.plot import NARROW, WIDE, Look
from claims.exporters.plot_lanes import lanes_of, lanes_plot

SVG = "{http://www.w3.org/2000/svg}"


def lanes(*claims, sources=SOURCES):
    return lanes_of(
        claims,
        sources={source.id: source for source in sources},
        labels={"killed": "Killed"},
        to_claim=lambda item: f"/claim/{item.id}",
        to_source=lambda slug: f"/source/{slug}",
    )


def marks(svg, name):
    return [item for item in ET.fromstring(svg).iter() if item.get("class") == name]  # noqa: S314 - our own text


SAID = (
    claim(exact(161), source="amnesty-international", as_of="2019-11-29", says="161"),
    claim(exact(208), source="amnesty-international", as_of="2019-12-02", says="208"),
    claim(exact(600), source="mek", as_of="2019-12", says="600"),
    claim(exact(5), source="wire", as_of=None, says="5"),
)


def test_lanes_stand_in_the_order_in_which_sources_spoke_and_hold_dated_claims_only():
    assert [(lane.name, len(lane.marks), lane.href) for lane in lanes(*SAID)] == [
        ("Amnesty International", 2, "/source/amnesty-international"),
        ("MEK", 1, "/source/mek"),
    ]


@pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_day_is_a_dot_and_a_month_a_bar_over_its_days(layout):
    svg = lanes_plot(lanes(*SAID), title="t", look=Look(layout))
    dots, bars = marks(svg, "dot"), marks(svg, "span")
    assert (len(dots), len(bars)) == (2, 1)
    begin, wide = float(bars[0].get("x")), float(bars[0].get("width"))
    assert float(dots[0].get("cx")) < begin < float(dots[1].get("cx")) < begin + wide <= layout.width


def test_each_mark_leads_to_its_claim_and_says_what_it_is():
    svg = ET.fromstring(lanes_plot(lanes(*SAID), title="When"))  # noqa: S314 - our own text
    told = {link.get("href"): link.get("aria-label") for link in svg.iter(f"{SVG}a") if link.get("aria-label")}
    assert told[f"/claim/{SAID[2].id}"] == "MEK: Killed: 600, Dec 2019"
    assert svg.find(f"{SVG}title").text == "When"
    assert svg.find(f"{SVG}desc").text == (
        "Amnesty International: 2 claims, 29 Nov 2019 to 2 Dec 2019. MEK: 1 claim, 31 Dec 2019."
    )


@pytest.mark.parametrize("said", [(), SAID[:1], (SAID[0], claim(exact(7), source="mek", as_of="2019-11-29"))])
def test_one_day_is_no_timeline(said):
    assert lanes_plot(lanes(*said), title="t") == ""
