"""Figures drawn as intervals: records go in, an accessible SVG comes out as text.

One row a claim: a dot where the figure is exact, an arrow where an end is open, a bar for a range, a ring for "about".
Claims that no longer stand are faint. What states no number is written, not drawn. Colours and fonts come from the page
(classes); attributes give a plain look where there is no style sheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

from claims.dates import say as say_date
from claims.exporters.plot_scale import Kind, Scale, fitting, place, scale_for
from claims.model import Figure, Hedge, SourceType, ValueType
from claims.text import clip, direction, strip_controls, width

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from claims.model import Claim, Comparison, Source, Value

TITLE = "Interval plot"
MEDIA_TYPE = "image/svg+xml"
Tone = Literal["state", "party", "observer", "press", "other"]
TONES: dict[SourceType, Tone] = {
    SourceType.GOVERNMENT: "state",
    SourceType.SECURITY_FORCE: "state",
    SourceType.OFFICIAL: "state",
    SourceType.OPPOSITION: "party",
    SourceType.ARMED_GROUP: "party",
    SourceType.IGO: "observer",
    SourceType.NGO: "observer",
    SourceType.MONITOR: "observer",
    SourceType.ACADEMIC: "observer",
    SourceType.MEDIA: "press",
    SourceType.WIRE: "press",
}
COLOURS: dict[Tone, str] = {
    "state": "#9b1b48",
    "party": "#b4540a",
    "observer": "#0f766e",
    "press": "#5b4aa8",
    "other": "#475569",
}
ABBREVIATED = {SourceType.NGO: "NGO", SourceType.IGO: "IGO"}
OPEN_ABOVE = frozenset({Hedge.AT_LEAST, Hedge.MORE_THAN})
OPEN_BELOW = frozenset({Hedge.AT_MOST, Hedge.FEWER_THAN})
ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")  # text of another kind has no place on an axis
ABBREVIATION = re.compile(r"\s\(([A-Z][A-Z0-9&-]{1,9})\)$")
MOST_EARLIER = 6  # figures of one source that it replaced since; how they developed is drawn beside
DESCRIBED = 12  # rows that the description for screen readers names
LETTERS_BESIDE, LETTERS_ABOVE = 32, 30  # of a name
ROOM = 17  # left of the axis, in pixels: for an arrow that begins at its end
LETTER = 6.7  # the mean width of a letter at the size of labels, in pixels


@dataclass(frozen=True, slots=True)
class Row:
    """One claim to draw. says is its wording, detail a second line (date, type), href where its name leads."""

    name: str
    detail: str
    says: str
    figure: Figure
    tone: Tone = "other"
    is_faint: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes in pixels: the whole width, the width of names beside the rows (0: names stand above), one row's height."""

    width: int
    names: int
    row: int
    axis: int = 30
    is_mini: bool = False


WIDE = Layout(width=760, names=224, row=46)
NARROW = Layout(width=360, names=0, row=60)
MINI = Layout(width=320, names=0, row=15, axis=18, is_mini=True)


@dataclass(frozen=True, slots=True)
class Look:
    """How a plot is drawn: its size, its scale (None: what suits the figures), and the prefix of its element ids."""

    layout: Layout = WIDE
    scale: Kind | None = None
    ident: str = "plot"


def rows_of(
    comparison: Comparison,
    *,
    sources: Mapping[str, Source],
    href: Callable[[Claim], str] | None = None,
    limit: int = 40,
    claims: Sequence[Claim] | None = None,
) -> list[Row]:
    """Return the rows of some claims of a comparison, in their order; claims None: of those that `to_draw` chooses."""
    chosen = to_draw(comparison, limit=limit) if claims is None else claims
    return [_row(claim, comparison=comparison, source=sources.get(claim.source), href=href) for claim in chosen]


def to_draw(comparison: Comparison, *, limit: int) -> list[Claim]:
    """Return the claims to draw: source by source, lowest figure first, each one's standing claims before others.

    Of one source no more than MOST_EARLIER that no longer stand, the newest; and no more than limit in all: those that
    no longer stand are left out first, oldest first. Where too many stand, a third are the lowest, a third the highest,
    and the others the newest.
    """
    by_source: dict[str, list[Claim]] = {}
    for claim in comparison.claims:
        by_source.setdefault(claim.source, []).append(claim)
    lowest = {slug: _lowest(claims, current=comparison.current) for slug, claims in by_source.items()}
    ordered = []
    for slug in sorted(by_source, key=lambda one: (lowest[one], one)):
        newest_first = sorted(by_source[slug], key=_age, reverse=True)
        ordered += [claim for claim in newest_first if claim.id in comparison.current]
        ordered += [claim for claim in newest_first if claim.id not in comparison.current][:MOST_EARLIER]
    if len(ordered) <= limit:
        return ordered
    standing = [claim for claim in ordered if claim.id in comparison.current]
    earlier = sorted((claim for claim in ordered if claim.id not in comparison.current), key=_age, reverse=True)
    kept = {claim.id for claim in [*_most_telling(standing, limit=limit), *earlier[: max(limit - len(standing), 0)]]}
    return [claim for claim in ordered if claim.id in kept]


def _age(claim: Claim) -> tuple[str, str]:
    return claim.as_of or "", claim.id


def _lowest(claims: Sequence[Claim], *, current: Collection[str]) -> tuple[bool, float]:
    """Return what sources are ordered by: whether no claim of one stands, and the lowest number of those that do."""
    standing = [claim for claim in claims if claim.id in current]
    return not standing, min((place(value) for claim in standing for value in drawn(claim.figure)), default=0.0)


def _most_telling(claims: Sequence[Claim], *, limit: int) -> list[Claim]:
    """Return so many claims: the lowest third, the highest third, and of the others the newest."""
    if len(claims) <= limit:
        return list(claims)
    numbers = {claim.id: [place(value) for value in drawn(claim.figure)] for claim in claims}
    up = sorted((claim for claim in claims if numbers[claim.id]), key=lambda claim: (min(numbers[claim.id]), claim.id))
    down = sorted(up, key=lambda claim: (-max(numbers[claim.id]), claim.id))
    newest = sorted(claims, key=_age, reverse=True)
    third = limit // 3
    chosen = {claim.id: claim for claim in [*up[:third], *down[:third], *newest]}
    return list(chosen.values())[:limit]


def _row(claim: Claim, *, comparison: Comparison, source: Source | None, href: Callable[[Claim], str] | None) -> Row:
    stands = claim.id in comparison.current
    parts = [
        say_date(claim.as_of) if claim.as_of else "no date",
        ABBREVIATED.get(source.type, str(source.type).replace("_", " ")) if source else "",
        "" if stands else "not current",
    ]
    return Row(
        name=source.name if source else claim.source,
        detail=" · ".join(part for part in parts if part),
        says=claim.says,
        figure=claim.figure,
        tone=TONES.get(source.type, "other") if source else "other",
        is_faint=not stands,
        href=None if href is None else href(claim),
    )


def drawn(figure: Figure) -> list[Value]:
    """Return the values of a figure that have a place on the axis, lowest first; none for what states no number."""
    if figure.value_type is ValueType.NOVALUE:
        return [0]
    values = (figure.low, figure.best, figure.high)
    return [
        value for value in values if value is not None and (not isinstance(value, str) or ISO_DATE.fullmatch(value))
    ]


def interval_plot(rows: Sequence[Row], *, title: str, look: Look | None = None, minimum: Value | None = None) -> str:
    """Return the SVG of some rows, top to bottom; minimum draws a line for what every source says at least.

    The text of the picture is text, its title and description are for screen readers. Without rows it says so.
    """
    look = look or Look()
    layout = look.layout
    values = [value for row in rows for value in drawn(row.figure)] + ([] if minimum is None else [minimum])
    kind = fitting(values)
    if look.scale is not None and kind != "date":
        kind = look.scale
    left = layout.names + ROOM
    scale = scale_for(values, kind=kind, begin=left, end=layout.width - (10 if layout.is_mini else 22))
    top = 4 if layout.is_mini else 30
    bottom = top + layout.row * max(len(rows), 1)
    parts = [_axis(scale, top=top, bottom=bottom, layout=layout)] if values else []
    if minimum is not None and not layout.is_mini:
        parts.append(_minimum_line(scale, minimum, top=top, bottom=bottom, layout=layout))
    draw = _mini_row if layout.is_mini else _full_row
    parts += [draw(row, scale=scale, top=top + layout.row * index, layout=layout) for index, row in enumerate(rows)]
    return picture(parts, title=title, description=describe(rows), look=look, height=bottom + layout.axis)


def describe(rows: Sequence[Row]) -> str:
    """Return what a plot shows in words: who says what, and which of them no longer stand."""
    said = [f"{row.name}: {row.says} ({row.detail})." for row in rows[:DESCRIBED]]
    if len(rows) > DESCRIBED:
        said.append(f"And {len(rows) - DESCRIBED} more rows.")
    return " ".join(said) or "There is no claim to draw."


def picture(parts: Sequence[str], *, title: str, description: str, look: Look, height: float) -> str:
    """Return a whole SVG around its parts, with title and description for screen readers."""
    ident, wide = escape(look.ident), look.layout.width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 {wide} {height:g}" width="{wide}" '
        f'height="{height:g}" role="group" aria-labelledby="{ident}-title" aria-describedby="{ident}-desc" '
        f'font-family="system-ui, sans-serif" font-size="12">'
        f'<title id="{ident}-title">{_text(title)}</title><desc id="{ident}-desc">{_text(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _text(text: str) -> str:
    return escape(strip_controls(text))


def label(text: str, *, x: float, y: float, look: str = "", anchor: str = "start") -> str:
    """Return a text element at a place, in the direction of its own script; look is its class."""
    end = "" if anchor == "start" else f' text-anchor="{anchor}"'
    own = ' unicode-bidi="plaintext"' if direction(text) == "rtl" else ""
    return f'<text class="{look}" x="{x:g}" y="{y:g}"{end}{own} fill="#1f2937" stroke="none">{_text(text)}</text>'


def _axis(scale: Scale, *, top: float, bottom: float, layout: Layout) -> str:
    ticks = scale.ticks()
    if layout.is_mini:
        ticks = ticks[:: -(-len(ticks) // 3)]
    parts, free = [], -1.0
    for value, text in ticks:
        x, half = scale.at(value), len(text) * LETTER / 2
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}" stroke="#d9dee7"/>')
        if x - half > free:
            middle = round(min(max(x, half), layout.width - half), 1)
            y = bottom + layout.axis - (4 if layout.is_mini else 12)
            parts.append(label(text, x=middle, y=y, look="tick", anchor="middle"))
            free = x + half + 6
    return f'<g aria-hidden="true">{"".join(parts)}</g>'


def _minimum_line(scale: Scale, minimum: Value, *, top: float, bottom: float, layout: Layout) -> str:
    x = scale.at(place(minimum))
    said = say_date(minimum) if isinstance(minimum, str) else f"{minimum:,}"
    text = f"every source says at least {said}"
    room = len(text) * LETTER
    start = min(max(x - 4, 2), layout.width - room)
    line = f'<line class="minimum" x1="{x}" x2="{x}" y1="{top - 10}" y2="{bottom}" stroke="#4b5563" stroke-width="1.5" '
    return f'{line}stroke-dasharray="3 3"/>' + label(text, x=round(start, 1), y=top - 15, look="minimum-label")


def _full_row(row: Row, *, scale: Scale, top: float, layout: Layout) -> str:
    if layout.names:
        middle = top + layout.row - 15
        names = _wrapped(row.name, LETTERS_BESIDE)
        ends = [(layout.names, top + 26 - 7 * len(names) + 14 * index) for index in range(len(names) + 1)]
        name = "".join(
            label(text, x=x, y=y, look="name", anchor="end") for text, (x, y) in zip(names, ends, strict=False)
        )
        detail = label(clip(row.detail, 40), x=ends[-1][0], y=ends[-1][1], look="detail", anchor="end")
    else:
        middle = top + layout.row - 15
        text = clip(short(row.name, LETTERS_ABOVE), LETTERS_ABOVE)
        name = label(text, x=0, y=top + 13, look="name")
        room = int((layout.width - width(text) * 7.4 - 10) / 6)
        detail = (
            label(clip(row.detail, room), x=layout.width - 2, y=top + 13, look="detail", anchor="end")
            if room > 3
            else ""
        )
    if row.href:
        name = f'<a href="{escape(row.href)}">{name}</a>'
    marks = _marks(row, scale=scale, y=middle, size=6.0)
    said = _said(row, scale=scale, y=middle - 10 if marks else middle + 4, layout=layout)
    return (
        f'<g class="row{_faint(row)}">{name}{detail}<g class="tone-{row.tone}"{colour(row.tone)}>{marks}{said}</g></g>'
    )


def _wrapped(text: str, letters: int) -> list[str]:
    """Return a name on one line or two."""
    if width(text) <= letters:
        return [text]
    words = text.split(" ")
    first = words.pop(0)
    while words and width(f"{first} {words[0]}") <= letters:
        first += f" {words.pop(0)}"
    return [clip(first, letters), clip(" ".join(words), letters)] if words else [clip(first, letters)]


def short(name: str, letters: int) -> str:
    """Return what a long name is called for short where it ends with that: "… of Iran (MEK)" is "MEK"."""
    found = ABBREVIATION.search(name)
    return found[1] if found and width(name) > letters else name


def _mini_row(row: Row, *, scale: Scale, top: float, layout: Layout) -> str:
    marks = _marks(row, scale=scale, y=top + layout.row / 2, size=3.5)
    return f'<g class="row{_faint(row)} tone-{row.tone}"{colour(row.tone)}>{marks}</g>'


def _faint(row: Row) -> str:
    return " faint" if row.is_faint else ""


def colour(tone: Tone) -> str:
    """Return the attributes that colour what a source says where there is no style sheet."""
    return f' fill="{COLOURS[tone]}" stroke="{COLOURS[tone]}"'


def _marks(row: Row, *, scale: Scale, y: float, size: float) -> str:
    marks = _mark(row.figure, scale=scale, y=y, size=size)
    return f'<g class="marks" opacity="0.45">{marks}</g>' if marks and row.is_faint else marks


def _said(row: Row, *, scale: Scale, y: float, layout: Layout) -> str:
    """Return the wording over its mark, moved so that it stays inside the picture."""
    text = clip(row.says, 44)
    room = width(text) * (LETTER + 0.4)
    at = [scale.at(place(value)) for value in drawn(row.figure)]
    start = scale.begin if not at else at[0] - 4
    start = max(scale.begin - 4, min(start, layout.width - room))
    return f'<text class="says" x="{start:g}" y="{y:g}" stroke="none">{_text(text)}</text>'


def _mark(figure: Figure, *, scale: Scale, y: float, size: float) -> str:
    at = [scale.at(place(value)) for value in drawn(figure)]
    if not at:
        return ""
    if figure.hedge in OPEN_ABOVE:
        return _arrow(at[0], scale.end, way=1, y=y, size=size) + _dot(at[0], y=y, size=size)
    if figure.hedge in OPEN_BELOW:
        return _arrow(at[0], scale.begin, way=-1, y=y, size=size) + _dot(at[0], y=y, size=size)
    if figure.hedge in {Hedge.ABOUT, Hedge.NEARLY}:
        at_mark = f'cx="{at[0]}" cy="{y:g}" r="{size - 0.5:g}"'
        return f'<circle class="ring" {at_mark} fill="none" stroke-width="{size / 2.5:g}"/>'
    if len(set(at)) == 1:
        return _dot(at[0], y=y, size=size)
    ends = f'x1="{at[0]}" x2="{at[-1]}" y1="{y:g}" y2="{y:g}"'
    bar = f'<line class="bar" {ends} stroke-width="{size * 1.5:g}" stroke-linecap="round"/>'
    if len(at) < 3:
        return bar
    return f'{bar}<circle class="best" cx="{at[1]}" cy="{y:g}" r="{size / 2.2:g}" fill="#ffffff" stroke="none"/>'


def _dot(x: float, *, y: float, size: float) -> str:
    return f'<circle class="dot" cx="{x}" cy="{y:g}" r="{size:g}" stroke="none"/>'


def _arrow(start: float, end: float, *, way: Literal[-1, 1], y: float, size: float) -> str:
    """Return a dashed line that ends in a head outside of its dot, be it beyond the axis; way is 1 to the right."""
    end = way * max(way * end, way * start + size * 2.4)
    base = end - way * size * 1.4
    line = (
        f'<line class="open" x1="{start}" x2="{base:g}" y1="{y:g}" y2="{y:g}" stroke-width="2" stroke-dasharray="3 3"/>'
    )
    head = f'<path class="head" d="M{end:g} {y:g}L{base:g} {y - size:g}V{y + size:g}Z" stroke="none"/>'
    return line + head
