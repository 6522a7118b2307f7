"""How figures developed: one stepped line a source over the dates of its claims, as an accessible SVG.

A step stands at the last day of the date stated ("Dec 2019" counts from its end). A range is a band; an open end is an
arrow, and named in the label by its sign; a claim that no longer stands is faint. Nothing is drawn between two claims
but the earlier one, which held until the later one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from claims.dates import say as say_date
from claims.dates import span
from claims.exporters.plot import (
    LETTER,
    OPEN_ABOVE,
    OPEN_BELOW,
    TONES,
    Layout,
    Look,
    colour,
    drawn,
    label,
    picture,
    short,
)
from claims.exporters.plot_scale import Scale, fitting, scale_for
from claims.model import Hedge
from claims.text import clip, width

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from claims.exporters.plot import Tone
    from claims.model import Claim, Comparison, Source, Value

TITLE = "Timeline plot"
MEDIA_TYPE = "image/svg+xml"
MOST_LINES = 9
MOST_DOTS = 60  # claims of a line that are marked; of more, those that stand
SIGNS = {
    Hedge.AT_LEAST: "≥",
    Hedge.MORE_THAN: ">",
    Hedge.AT_MOST: "≤",
    Hedge.FEWER_THAN: "<",
    Hedge.ABOUT: "~",
    Hedge.NEARLY: "~",
}
HEIGHT, TOP, BELOW = 250, 16, 30


@dataclass(frozen=True, slots=True)
class Step:
    """One claim on a line: its day (an ordinal), the lowest and highest value it states, its wording and its date.

    opens is 1 where it states no upper end, -1 where it states no lower one, else 0.
    """

    day: float
    low: float
    high: float
    says: str
    as_of: str
    opens: int = 0
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """All claims of one source on one basis, oldest first."""

    name: str
    sign: str
    tone: Tone
    steps: tuple[Step, ...]


def lines_of(
    series: Sequence[Sequence[Claim]],
    *,
    sources: Mapping[str, Source],
    current: Collection[str] | None = None,
    limit: int = MOST_LINES,
) -> list[Line]:
    """Return the lines of the first few series of a comparison (`series_of`); current are the claims that stand."""
    return [_drawn_line(claims, source=sources.get(claims[0].source), current=current) for claims in series[:limit]]


def series_of(comparison: Comparison) -> list[list[Claim]]:
    """Return the claims of each source on each basis that make a line, those with most claims first.

    What has no date or no number is left out.
    """
    series: dict[tuple[str, str], list[Claim]] = {}
    for claim in comparison.claims:
        if claim.as_of is not None and _numbers(claim):
            series.setdefault((claim.source, str(claim.basis)), []).append(claim)
    return [claims for _, claims in sorted(series.items(), key=lambda item: (-len(item[1]), item[0]))]


def _drawn_line(claims: Sequence[Claim], *, source: Source | None, current: Collection[str] | None) -> Line:
    made = (_step(claim, stands=current is None or claim.id in current) for claim in claims)
    steps = sorted(made, key=lambda step: (step.day, step.low, step.high))
    newest = max(claims, key=lambda claim: (claim.as_of or "", claim.id))
    tone = TONES.get(source.type, "other") if source else "other"
    name = source.name if source else newest.source
    return Line(name, SIGNS.get(newest.figure.hedge, ""), tone, tuple(steps))


def _numbers(claim: Claim) -> list[Value]:
    return [value for value in drawn(claim.figure) if not isinstance(value, str)]


def _step(claim: Claim, *, stands: bool) -> Step:
    numbers = [float(value) for value in _numbers(claim) if not isinstance(value, str)]
    as_of = claim.as_of or ""
    day = date.fromisoformat(span(as_of)[1]).toordinal()
    opens = (claim.figure.hedge in OPEN_ABOVE) - (claim.figure.hedge in OPEN_BELOW)
    return Step(float(day), numbers[0], numbers[-1], claim.says, as_of, opens, stands)


def timeline_plot(lines: Sequence[Line], *, title: str, look: Look | None = None) -> str:
    """Return the SVG of some lines, or "" where there is no development to show: fewer than two different days."""
    look = look or Look()
    days = sorted({step.day for line in lines for step in line.steps})
    if len(days) < 2:
        return ""
    names = 205 if look.layout.names else 120
    values: list[Value] = [int(value) for line in lines for step in line.steps for value in (step.low, step.high)]
    kind = look.scale or fitting(values)
    up = scale_for(values, kind=kind, begin=HEIGHT - BELOW, end=TOP)
    ticks = [text for _, text in up.ticks()]
    left = max(len(text) for text in ticks) * LETTER + 10
    air = (days[-1] - days[0]) * 0.02
    across = Scale("date", days[0] - air, days[-1] + air, round(left, 1), look.layout.width - names)
    heights = _spread([up.at(line.steps[-1].high) for line in lines])
    parts = [_grid(across, up)]
    parts += [
        _line(line, across=across, up=up, name_at=height, layout=look.layout)
        for line, height in zip(lines, heights, strict=True)
    ]
    return picture(parts, title=title, description=describe(lines), look=look, height=HEIGHT)


def describe(lines: Sequence[Line]) -> str:
    """Return what the picture shows in words: each source with its first and last figure and their dates."""
    said = []
    for line in lines:
        first, last = line.steps[0], line.steps[-1]
        before = f"{first.says} ({say_date(first.as_of)}), then " if len(line.steps) > 1 else ""
        said.append(f"{line.name}: {before}{last.says} ({say_date(last.as_of)}).")
    return " ".join(said)


def _grid(across: Scale, up: Scale) -> str:
    parts = []
    for value, text in up.ticks():
        y = up.at(value)
        parts.append(f'<line class="grid" x1="{across.begin}" x2="{across.end:g}" y1="{y}" y2="{y}" stroke="#d9dee7"/>')
        parts.append(label(text, x=across.begin - 6, y=y + 4, look="tick", anchor="end"))
    free = -1.0
    for value, text in across.ticks():
        x, half = across.at(value), len(text) * LETTER / 2
        if x - half > free:
            parts.append(label(text, x=x, y=HEIGHT - 8, look="tick", anchor="middle"))
            free = x + half + 10
    return f'<g aria-hidden="true">{"".join(parts)}</g>'


def _spread(wanted: Sequence[float], *, gap: float = 14.0) -> list[float]:
    """Return heights near the wanted ones that keep a gap, so that the names of lines do not cover each other."""
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    placed: dict[int, float] = {}
    above = TOP - gap
    for index in order:
        above = max(wanted[index], above + gap)
        placed[index] = above
    below = HEIGHT - BELOW + gap
    for index in reversed(order):
        below = min(placed[index], below - gap)
        placed[index] = below
    return [placed[index] for index in range(len(wanted))]


def _line(line: Line, *, across: Scale, up: Scale, name_at: float, layout: Layout) -> str:
    parts = []
    path = f"M{across.at(line.steps[0].day)} {up.at(line.steps[0].high)}"
    ends = [*(across.at(step.day) for step in line.steps[1:]), across.end]
    for step, end in zip(line.steps, ends, strict=True):
        x, low, high = across.at(step.day), up.at(step.low), up.at(step.high)
        path += f"V{high}H{end:g}"
        if low > high:
            size = f'width="{max(round(end - x, 1), 2.0):g}" height="{low - high:.1f}"'
            parts.append(f'<rect class="band" x="{x}" y="{high}" {size} fill-opacity="0.25"/>')
    parts.append(f'<path class="step" d="{path}" fill="none" stroke-width="1.8"/>')
    marked = line.steps if len(line.steps) <= MOST_DOTS else [step for step in line.steps if step.stands]
    parts += [_dot(step, x=across.at(step.day), y=up.at(step.high)) for step in marked]
    room = int((layout.width - across.end - 8) / (LETTER + 0.2))
    text = clip(short(line.name, room - len(line.sign) - 1), room - len(line.sign) - 1)
    said = f"{text} {line.sign}".strip()
    start = min(across.end + 6, layout.width - width(said) * LETTER)
    parts.append(label(said, x=round(start, 1), y=round(name_at + 4, 1), look="series"))
    return f'<g class="tone-{line.tone}"{colour(line.tone)}>{"".join(parts)}</g>'


def _dot(step: Step, *, x: float, y: float) -> str:
    """Return the mark of one claim: faint where it no longer stands, with an arrow to an end that is not stated."""
    mark = f'<circle class="dot" cx="{x}" cy="{y}" r="3.2"/>'
    if step.opens:
        tip = y - step.opens * 12
        ends = f"M{x} {y}V{tip + step.opens * 3:g}M{x - 2.5:g} {tip + step.opens * 4:g}L{x} {tip:g}"
        mark += f'<path class="open" d="{ends}L{x + 2.5:g} {tip + step.opens * 4:g}" fill="none" stroke-width="1.3"/>'
    return mark if step.stands else f'<g class="faint" opacity="0.45">{mark}</g>'
