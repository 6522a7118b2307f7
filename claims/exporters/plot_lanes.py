"""When each source spoke: one lane a source over the dates of its claims, as an accessible SVG.

A claim is a bar over the days that its date may mean ("Dec 2019" is a month long, a day is a dot). Its place says when
it holds, not when it was published; nothing is drawn for a claim without a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from claims.dates import say as say_date
from claims.dates import span
from claims.exporters.plot import LETTER, TONES, Look, colour, label, picture, short
from claims.exporters.plot_scale import Scale
from claims.text import clip, strip_controls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from claims.exporters.plot import Tone
    from claims.model import Claim, Source

TITLE = "Claims by source over time"
MEDIA_TYPE = "image/svg+xml"
MOST_LANES = 16
HEIGHT, BELOW, TOP = 26, 30, 6
BOLD = 7.3  # the mean width of a bold letter at the size of names, in pixels
DESCRIBED = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim on a lane: first and last day of its date (ordinals), what it says in words, and where it leads."""

    begin: float
    end: float
    says: str
    href: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The dated claims of one source, oldest first."""

    name: str
    tone: Tone
    marks: tuple[Mark, ...]
    href: str


def lanes_of(
    claims: Iterable[Claim],
    *,
    sources: Mapping[str, Source],
    labels: Mapping[str, str],
    to_claim: Callable[[Claim], str],
    to_source: Callable[[str], str],
) -> list[Lane]:
    """Return a lane for each source with a dated claim, in the order of their first. labels name measures."""
    found: dict[str, list[Mark]] = {}
    for claim in claims:
        if claim.as_of is not None:
            begin, end = (float(date.fromisoformat(day).toordinal()) for day in span(claim.as_of))
            what = f"{labels.get(claim.measure, claim.measure)}: {claim.says}, {say_date(claim.as_of)}"
            found.setdefault(claim.source, []).append(Mark(begin, end, what, to_claim(claim)))
    lanes = []
    for slug, marks in found.items():
        source = sources[slug]
        ordered = tuple(sorted(marks, key=lambda mark: (mark.end, mark.begin, mark.says)))
        lanes.append(Lane(source.name, TONES.get(source.type, "other"), ordered, to_source(slug)))
    return sorted(lanes, key=lambda lane: (lane.marks[0].end, lane.name))


def lanes_plot(lanes: Sequence[Lane], *, title: str, look: Look | None = None) -> str:
    """Return the SVG of some lanes, "" where all claims are of one day or there is none."""
    look = look or Look()
    days = [day for lane in lanes for mark in lane.marks for day in (mark.begin, mark.end)]
    if len(set(days)) < 2:
        return ""
    beside = look.layout.names
    row = HEIGHT if beside else HEIGHT + 12
    air = (max(days) - min(days)) * 0.03
    across = Scale("date", min(days) - air, max(days) + air, beside + 8.0, look.layout.width - 10.0)
    bottom = TOP + row * len(lanes)
    parts = [_grid(across, bottom=bottom)]
    parts += [_lane(lane, across=across, top=TOP + row * index, beside=beside) for index, lane in enumerate(lanes)]
    return picture(parts, title=title, description=describe(lanes), look=look, height=bottom + BELOW)


def describe(lanes: Sequence[Lane]) -> str:
    """Return what the picture shows in words: each source, how many claims, from when to when."""
    said = []
    for lane in lanes[:DESCRIBED]:
        first, last = (
            say_date(date.fromordinal(int(day)).isoformat()) for day in (lane.marks[0].end, lane.marks[-1].end)
        )
        number = len(lane.marks)
        when = first if first == last else f"{first} to {last}"
        said.append(f"{lane.name}: {number} claim{'' if number == 1 else 's'}, {when}.")
    if len(lanes) > DESCRIBED:
        said.append(f"And {len(lanes) - DESCRIBED} more sources.")
    return " ".join(said)


def _grid(across: Scale, *, bottom: float) -> str:
    parts, free = [], -1.0
    for value, text in across.ticks():
        x, half = across.at(value), len(text) * LETTER / 2
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{TOP}" y2="{bottom:g}" stroke="#d9dee7"/>')
        middle = round(min(max(x, across.begin + half - 8), across.end - half + 8), 1)
        if middle - half > free:
            parts.append(label(text, x=middle, y=bottom + BELOW - 12, look="tick", anchor="middle"))
            free = middle + half + 8
    return f'<g aria-hidden="true">{"".join(parts)}</g>'


def _lane(lane: Lane, *, across: Scale, top: float, beside: float) -> str:
    y = top + (HEIGHT / 2 if beside else HEIGHT / 2 + 12)
    room = int((beside or across.end) / BOLD)
    name = label(
        clip(short(lane.name, room), room), x=0 if beside else across.begin, y=top + (17 if beside else 11), look="name"
    )
    parts = [f'<a href="{escape(lane.href)}">{name}</a>']
    rail = f'<line class="rail" x1="{across.begin:g}" x2="{across.end:g}" y1="{y:g}" y2="{y:g}" stroke="#e5e8ee"/>'
    for mark in lane.marks:
        begin, end = across.at(mark.begin), across.at(mark.end)
        shape = f'<circle class="dot" cx="{end:g}" cy="{y:g}" r="4.2"/>'
        if end - begin > 2:
            size = f'width="{end - begin:.1f}" height="6" rx="3"'
            shape = f'<rect class="span" x="{begin:g}" y="{y - 3:g}" {size} fill-opacity="0.55"/>'
        told = escape(strip_controls(f"{lane.name}: {mark.says}"))
        parts.append(f'<a href="{escape(mark.href)}" aria-label="{told}"><title>{told}</title>{shape}</a>')
    return f'<g class="tone-{lane.tone}"{colour(lane.tone)}>{rail}{"".join(parts)}</g>'
