"""A plot as a file of its own: heading, colours and fonts inside, so that it looks the same outside of the page."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from claims.exporters.citation import date_words
from claims.text import clip, strip_controls

if TYPE_CHECKING:
    from claims.exporters.citation import Citation

TITLE = "SVG"
MEDIA_TYPE = "image/svg+xml"
EDGE, HEAD, FOOT = 14, 44, 30
SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')
STYLE = (
    "text{font-family:system-ui,-apple-system,'Segoe UI','Noto Sans',sans-serif}"
    ".tick,.detail{fill:#565f6d;font-size:11px}.name{font-weight:600;font-size:13px}a .name{fill:#14599c}"
    ".says{font-weight:600;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}"
    ".series{font-size:11.5px;font-weight:600}.faint .name,.faint .detail,.faint .says{fill:#565f6d;font-weight:400}"
    ".heading{font-size:16px;font-weight:700;fill:#1a2230}.foot{font-size:11px;fill:#565f6d}"
)


def standalone(plot: str, *, citation: Citation, drawn: int | None = None) -> str:
    """Return a plot under its heading and over the address that it comes from, on a white ground.

    drawn is how many of the claims that are cited are in the plot; where these are not all, the picture says so.

    plot is an SVG of `claims.exporters.plot`; its links must be whole addresses to be of use outside.
    """
    found = SIZE.search(plot)
    if found is None:
        raise ValueError("a plot has a width and a height")
    width, height = float(found[1]), float(found[2])
    wide, high = width + 2 * EDGE, height + HEAD + FOOT
    letters = int(wide / 8.6)
    inner = plot.replace("<svg ", f'<svg x="{EDGE}" y="{HEAD}" ', 1)
    state = f", {date_words(citation.state)}" if citation.state else ""
    some = "" if drawn is None or drawn >= citation.claims else f"{drawn:,} of {citation.claims:,} claims · "
    foot = clip(f"{some}{citation.site}{state} · {citation.url}", int(wide / 6))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}">'
        f"<title>{_text(citation.title)}</title><style>{STYLE}</style>"
        f'<rect width="{wide:g}" height="{high:g}" fill="#ffffff"/>'
        f'<text class="heading" x="{EDGE}" y="28">{_text(clip(citation.title, letters))}</text>{inner}'
        f'<text class="foot" x="{EDGE}" y="{high - 11:g}">{_text(foot)}</text></svg>\n'
    )


def _text(text: str) -> str:
    return escape(strip_controls(text))
