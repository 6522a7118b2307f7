"""Headers of an unknown table that are a measure and the years from one to another: "fatalities_85_99"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.mapping.fields import Block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from claims.pipeline.propose_found import Found

_YEAR = r"(?:1[89]|20|21)\d\d"
_LONG = re.compile(rf"(?P<measure>.+?)[ _(/,.-]+(?P<from>{_YEAR})\s*[-–—_/ ]\s*(?P<to>{_YEAR}|\d\d)\)?")
_SHORT = re.compile(r"(?P<measure>.+?\D)[ _(/,.-]+['’]?(?P<from>\d\d)\s*[-–—_/ ]\s*['’]?(?P<to>\d\d)\)?")
_CENTURY, _LATE, _TURN = 100, 50, 2000
"""A year of two digits from the second on is of the twentieth century, as the first span of a pair must be."""
_MOST_LISTED = 6

Span = tuple[str, int, int]  # what is counted, the first and the last year


def spans_in_headers(found: Found, figures: Sequence[str], *, meaning: Callable[[str], str | None]) -> list[str]:
    """Take columns that count a known measure from one year to another, and return the columns without a span.

    meaning gives the measure that a header stands for; what is not known is told and not read.
    """
    spans = {} if {"measure", "year", "as_of", "period_start"} & found.columns.keys() else _spans(figures)
    if not spans:
        return list(figures)
    known = {header: measure for header, (said, _, _) in spans.items() if (measure := meaning(said)) is not None}
    for header, measure in known.items():
        _, first, last = spans[header]
        constants = {"measure": measure, "period_start": str(first), "as_of": str(last)}
        found.claims.append(Block(constants, {"says": header}))
        found.unsure.append(f"“{header}” is taken as {measure} from {first} to {last}")
    if others := [header for header in spans if header not in known]:
        listed = ", ".join(others[:_MOST_LISTED]) + " …" * (len(others) > _MOST_LISTED)
        found.unsure.append(f"{listed} count from one year to another what is no known measure, and are not read")
    return [header for header in figures if header not in spans]


def _spans(headers: Sequence[str]) -> dict[str, Span]:
    """Return the headers with years of four digits, and those of two that follow on each other over a century's end.

    "85_99" beside "00_14" are years: as ages they would leave a gap.
    """
    found: dict[str, Span] = {}
    short: dict[str, Span] = {}
    for header in headers:
        if match := _LONG.fullmatch(header):
            first = int(match["from"])
            last = int(match["to"]) if len(match["to"]) > len("99") else first - first % _CENTURY + int(match["to"])
            if first < last:
                found[header] = (match["measure"], first, last)
        elif match := _SHORT.fullmatch(header):
            short[header] = (match["measure"], _of_century(match["from"]), _of_century(match["to"]))
    return found or (short if _follow_over_a_century(short.values()) else {})


def _of_century(digits: str) -> int:
    return (_TURN if int(digits) < _LATE else _TURN - _CENTURY) + int(digits)


def _follow_over_a_century(spans: Iterable[Span]) -> bool:
    years = sorted({(first, last) for _, first, last in spans})
    are_spans = len(years) > 1 and all(first < last for first, last in years)
    return are_spans and all(end + 1 == begin for (_, end), (begin, _) in pairwise(years)) and _cross(years)


def _cross(years: Sequence[tuple[int, int]]) -> bool:
    return years[0][0] < _TURN <= years[-1][1]
