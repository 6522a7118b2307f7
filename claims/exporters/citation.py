"""How to cite a comparison in plain text, and what every form of citation is made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.dates import say as say_date
from claims.errors import ClaimsError
from claims.figure_say import measured
from claims.text import strip_controls

if TYPE_CHECKING:
    from claims.model import View

TITLE = "Text"
MEDIA_TYPE = "text/plain"
WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: its title, the site that holds it, its address, its state (ISO date of the last change)."""

    key: str
    title: str
    site: str
    url: str
    state: str
    claims: int
    sources: int

    @property
    def said(self) -> str:
        """Return in words how much is compared."""
        return f"{_number(self.claims, 'claim')} of {_number(self.sources, 'source')} side by side"


def cited(view: View, *, site: str, url: str, state: str | None) -> Citation:
    """Return what cites a comparison. state is when the collection last changed, "" or None if that is not known."""
    item = view.comparison
    scope = [item.population if item.population != "all" else "", item.place, item.period_start or "", item.as_of or ""]
    told = ", ".join(one_line(part) for part in scope if part)
    title = f"{one_line(measured(view.measure))}, {one_line(view.event.name)}" + (f" ({told})" if told else "")
    key = f"{item.event}-{item.measure}-{item.id[:8]}"
    sources = len({claim.source for claim in item.claims})
    return Citation(key, title, one_line(site), url, (state or "")[:10], len(item.claims), sources)


def one_line(text: str) -> str:
    """Return untrusted text on one line, without control characters and overrides of direction."""
    return WHITE.sub(" ", strip_controls(WHITE.sub(" ", text))).strip()


def date_words(iso: str) -> str:
    """Return a date in words, or as it stands where it is none."""
    try:
        return say_date(iso) if iso else ""
    except ClaimsError:
        return iso


def as_text(citation: Citation) -> str:
    """Return the citation as a sentence or two, ending in its address."""
    state = f" State of {date_words(citation.state)}." if citation.state else ""
    return f"“{citation.title}”. {citation.said}. {citation.site}.{state} {citation.url}\n"


def _number(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")
