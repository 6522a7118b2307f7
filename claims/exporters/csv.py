"""The claims of a comparison as CSV: a row for each place in which each claim can be read."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from claims.exporters.comparison import number

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims.model import Appearance, Claim, View

TITLE = "CSV"
MEDIA_TYPE = "text/csv"
FORMULA = frozenset("=+-@＝＋－＠")
INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
COLUMNS = (
    "claim",
    "event",
    "measure",
    "population",
    "place",
    "period_start",
    "as_of",
    "source",
    "source_name",
    "source_type",
    "says",
    "hedge",
    "low",
    "best",
    "high",
    "value_type",
    "basis",
    "credibility",
    "rank",
    "current",
    "note",
    "recorded_by",
    "recorded_at",
    "document",
    "title",
    "url",
    "archive_url",
    "published_on",
    "quote",
    "locator",
    "language",
    "relayed_by",
    "permalink",
    "unit",
)


def as_csv(view: View, *, href: Callable[[Claim], str]) -> str:
    """Return the table, oldest claim first; href gives the permanent address of a claim.

    A text that a spreadsheet would take for a formula begins with an apostrophe; numbers are numbers.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for claim in view.comparison.claims:
        for place in view.appearances.get(claim.id, ()) or (None,):
            told = {**_claim(claim, view), **_place(place, view), "permalink": href(claim), "unit": view.measure.unit}
            writer.writerow([harmless(told.get(name)) for name in COLUMNS])
    return written.getvalue()


def harmless(value: Any) -> Any:
    """Return a cell that no spreadsheet runs: text that begins like a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    seen = value.lstrip()
    while seen and seen[0] in INVISIBLE:
        seen = seen[1:].lstrip()
    return f"'{value}" if seen[:1] in FORMULA and seen else value


def _claim(claim: Claim, view: View) -> dict[str, Any]:
    source = view.sources.get(claim.source)
    return {
        "claim": claim.id,
        "event": claim.event,
        "measure": claim.measure,
        "population": claim.population,
        "place": claim.place,
        "period_start": claim.period_start,
        "as_of": claim.as_of,
        "source": claim.source,
        "source_name": source.name if source else claim.source,
        "source_type": str(source.type) if source else "unknown",
        "says": claim.says,
        "hedge": str(claim.figure.hedge),
        "low": number(claim.figure.low),
        "best": number(claim.figure.best),
        "high": number(claim.figure.high),
        "value_type": str(claim.figure.value_type),
        "basis": str(claim.basis),
        "credibility": claim.credibility,
        "rank": str(claim.rank),
        "current": int(claim.id in view.comparison.current),
        "note": claim.note,
        "recorded_by": claim.recorded_by,
        "recorded_at": claim.recorded_at,
    }


def _place(place: Appearance | None, view: View) -> dict[str, Any]:
    if place is None:
        return {}
    document = view.documents.get(place.document)
    return {
        "document": place.document,
        "title": document.title if document else None,
        "url": document.url if document else None,
        "archive_url": document.archive_url if document else None,
        "published_on": document.published_on if document else None,
        "quote": place.quote,
        "locator": place.locator,
        "language": place.language,
        "relayed_by": place.relayed_by,
    }
