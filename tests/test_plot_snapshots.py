"""The plots as pictures: each is kept as an SVG beside the tests and must come out the same, to the letter.

A picture that is meant to change is made anew with SNAPSHOTS=write, and looked at before it is committed.
"""

import os
from pathlib import Path

import pytest
from builders import BY_ID, SOURCES, about, at_least, at_most, between, claim, exact, vague

from claims.compare.comparison import compare
from claims.exporters.plot import MINI, NARROW, WIDE, Look, interval_plot, rows_of
from claims.exporters.plot_lanes import lanes_of, lanes_plot
from claims.exporters.plot_timeline import lines_of, series_of, timeline_plot

FOLDER = Path(__file__).parent / "snapshots"
NAMES = {source.id: source for source in SOURCES}
CLAIMS = (
    claim(at_least(161), source="amnesty-international", as_of="2019-11-29", says="at least 161", basis="documented"),
    claim(at_least(304), source="amnesty-international", as_of="2019-12-16", says="at least 304", basis="documented"),
    claim(at_least(600), source="mek", says="at least 600"),
    claim(about(1500), source="wire", as_of="2019-12-23", says="about 1,500"),
    claim(between(200, 225), source="government", as_of="2020-05-30", says="between 200 and 225"),
    claim(at_most(230), source="government", as_of="2020-06", says="at most 230", basis="estimated"),
    claim(vague(100), source="mek", as_of="2019-11-20", says="hundreds", basis="unstated"),
    claim(exact(208), source="wire", as_of=None, says="208", basis="unstated"),
)


def found():
    return compare(CLAIMS, measure=BY_ID["killed"])


def interval(layout):
    rows = rows_of(found(), sources=NAMES, href=lambda one: f"/claim/{one.source}")
    return interval_plot(rows, title="Who says what: Killed, 2019 Iranian protests", look=Look(layout), minimum=200)


def timeline(layout):
    made = found()
    lines = lines_of(series_of(made), sources=NAMES, current=made.current)
    return timeline_plot(lines, title="How", look=Look(layout))


def lanes(layout):
    made = lanes_of(
        CLAIMS,
        sources=NAMES,
        labels={"killed": "Killed"},
        to_claim=lambda one: f"/claim/{one.source}",
        to_source=lambda slug: f"/source/{slug}",
    )
    return lanes_plot(made, title="When each source spoke: 2019 Iranian protests", look=Look(layout))


PICTURES = {
    "interval-wide": lambda: interval(WIDE),
    "interval-narrow": lambda: interval(NARROW),
    "interval-mini": lambda: interval(MINI),
    "timeline-wide": lambda: timeline(WIDE),
    "timeline-narrow": lambda: timeline(NARROW),
    "lanes-wide": lambda: lanes(WIDE),
    "lanes-narrow": lambda: lanes(NARROW),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_is_as_it_was_looked_at(name):
    made = PICTURES[name]().replace("><", ">\n<") + "\n"
    file = FOLDER / f"{name}.svg"
    if os.environ.get("SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        file.write_text(made, encoding="utf-8")
    assert made == file.read_text(encoding="utf-8"), f"{file.name} would change; look at it, then SNAPSHOTS=write"
