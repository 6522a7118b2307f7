"""Headers of an unknown table that are the years from one to another ("1889-94"), with a measure or without one.

So do cells of a column. Years such as 2010/11 and 2011/12 share one: they begin within a calendar year, on a day that
nothing says, and are not read.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.dates_spans import are_year_spans, year_span
from claims.mapping.fields import Block
from claims.pipeline.nobody import is_total
from claims.pipeline.proposing.columns import NO_FIGURES
from claims.pipeline.proposing.counts import is_count
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.sentences import not_counted, quoted
from claims.pipeline.proposing.words import PLAIN, YEAR_PATTERN, is_rate, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_LONG = re.compile(rf"(?P<measure>.+?)[ _(/,.-]+(?P<from>{YEAR_PATTERN})\s*[-–—_/ ]\s*(?P<to>{YEAR_PATTERN}|\d\d)\)?")
_LEADING = re.compile(
    rf"(?P<from>{YEAR_PATTERN})\s*[-–—/]\s*(?P<to>{YEAR_PATTERN}|\d\d)\s*[/_:|, ]\s*(?P<measure>[^\W\d].*)"
)
_BARE = re.compile(rf"(?P<measure>)(?P<from>{YEAR_PATTERN})\s*[-–—/]\s*(?P<to>{YEAR_PATTERN}|\d\d?)")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_FIRST_YEAR = rf"^({YEAR_PATTERN})\s*[-–—/]\s*{YEAR_PATTERN}$"
_LAST_YEAR = rf"^{YEAR_PATTERN}\s*[-–—/]\s*({YEAR_PATTERN})$"
_FIRST_OR_ONLY = rf"^({YEAR_PATTERN})(?:\s*[-–—/]\s*{YEAR_PATTERN})?$"
_LAST_OR_ONLY = rf"^(?:{YEAR_PATTERN}\s*[-–—/]\s*)?({YEAR_PATTERN})$"
_SHORT = re.compile(r"(?P<measure>.+?\D)[ _(/,.-]+['’]?(?P<from>\d\d)\s*[-–—_/ ]\s*['’]?(?P<to>\d\d)\)?")
_FISCAL = re.compile(rf"(?P<measure>.+?)[ _(/,.-]+(?:FY|[Ff]iscal [Yy]ear)[ _-]?(?P<to>{YEAR_PATTERN})\)?")
"""A measure with a fiscal year, which begins in the year before the one that it is called by."""
_CENTURY, _LATE, _TURN = 100, 50, 2000
"""A year of two digits from the second on is of the twentieth century, as the first span of a pair must be."""
_FEWEST = 2
_WITHIN = "are years that begin within a calendar year, on which day nothing says"

Span = tuple[str, int, int]  # what is counted, the first and the last year


def spans_in_headers(found: Found, figures: Sequence[str], *, meaning: Callable[[str], str | None]) -> list[str]:
    """Take columns that count a known measure from one year to another, and return the columns without a span.

    meaning gives the measure that a header stands for; what is not known is told and not read, but for what stands with
    several spans where nothing is known. A span alone is of the measure that another column names, or of one that
    nothing says yet.
    """
    if {"year", "as_of", "period_start"} & found.columns.keys():
        return list(figures)
    spans = _spans(figures, has_measure="measure" in found.columns)
    if not spans:
        return list(figures)
    unsaid = f"-{NOT_SAID}" if _share_a_year(spans.values()) else ""
    shared = Counter(said for said, _, _ in spans.values())
    if any(map(meaning, shared)):
        shared.clear()
    known = {header: _measure_of(said, meaning, count=shared[said]) for header, (said, _, _) in spans.items()}
    taken: dict[str, list[str]] = {}
    for header, measure in known.items():
        if measure is None:
            continue
        _, first, last = spans[header]
        days = {"period_start": f"{first}{unsaid}", "as_of": f"{last}{unsaid}"}
        found.claims.append(Block({**({"measure": measure} if measure else {}), **days}, {"says": header}))
        taken.setdefault(measure or "what is counted", []).append(header)
    if not unsaid:
        found.unsure += [f"{quoted(headers)}: {measure} from one year to another" for measure, headers in taken.items()]
    if unsaid:
        found.asked.append(f"{quoted(spans)} {_WITHIN}: put month and day in place of “{NOT_SAID}” behind each year")
    if others := [header for header, measure in known.items() if measure is None]:
        found.left_out.append(not_counted(others))
    return [header for header in figures if header not in spans]


def _measure_of(said: str, meaning: Callable[[str], str | None], *, count: int) -> str | None:
    """Return the measure that words of count headers stand for, or that they name as what is counted; "" of none."""
    is_named = is_count(said) or (count > 1 and not is_rate(said) and not set(words_of(said)) <= NO_FIGURES | PLAIN)
    return (meaning(said) or (said.replace("_", " ").strip() if is_named else None)) if said else ""


def spans_in_cells(found: Found, free: Sequence[Column]) -> bool:
    """Take a column whose cells are the years from one to another as the time that is counted; return whether one is.

    One whose years begin within a calendar year, or whose last years have two digits, is told and not read.
    """
    for column in free:
        cells = dict.fromkeys(column.cells)
        parts = {cell: span for cell in cells if (span := year_span(cell)) is not None}
        if len(cells) < _FEWEST or not are_year_spans(cells):
            continue
        spans = [("", *span) for span in parts.values()]
        shown = next(iter(parts))
        way = "add the first and the last day of each, and map them as period_start and as_of"
        if _share_a_year(spans):
            found.left_out.append(f"cells of “{column.name}” (“{shown}”) {_WITHIN}, and are not read: {way}")
        elif all(re.fullmatch(_FIRST_OR_ONLY, cell) for cell in cells):
            are_spans = all(re.fullmatch(_FIRST_YEAR, cell) for cell in cells)
            first, last = (_FIRST_YEAR, _LAST_YEAR) if are_spans else (_FIRST_OR_ONLY, _LAST_OR_ONLY)
            found.columns |= {"period_start": column.name, "as_of": column.name}
            found.take |= {"period_start": first, "as_of": last}
            found.unsure.append(f"cells of “{column.name}” hold the first and the last year that is counted, by [take]")
        else:
            found.left_out.append(f"“{column.name}” holds years from one to another (“{shown}”), not read: {way}")
        return True
    return False


def spans_of_events(found: Found, seen: Sequence[Column]) -> None:
    """Take of a date that for many events is the years from one to another, 1998–2003, the first and the last year."""
    column = found.column("as_of", seen)
    if column is None or not {"event", "as_of"} <= found.columns.keys() or "period_start" in found.columns:
        return
    spans = [cell for cell in column.cells if re.fullmatch(_FIRST_YEAR, cell)]
    if "as_of" in found.take or len(spans) * 2 < len(column.cells) or not spans:
        return
    found.columns["period_start"] = column.name
    found.take |= {"period_start": _FIRST_OR_ONLY, "as_of": _LAST_OR_ONLY}
    found.unsure.append(f"cells of “{column.name}” (“{spans[0]}”) hold the first and the last year, by [take]")


def _share_a_year(spans: Iterable[Span]) -> bool:
    """Return whether spans begin in the year in which another one ends, or one of two years in a row stands alone."""
    years = sorted({(first, last) for _, first, last in spans})
    is_alone = len(years) == 1 and years[0][0] + 1 == years[0][1]
    return is_alone or any(begin == end for (_, end), (begin, _) in pairwise(years))


def _spans(headers: Sequence[str], *, has_measure: bool) -> dict[str, Span]:
    """Return the headers with years of four digits, and those of two that follow on each other over a century's end.

    "85_99" beside "00_14" are years: as ages they would leave a gap.
    """
    found: dict[str, Span] = {
        header: (match["measure"], int(match["to"]) - 1, int(match["to"]))
        for header in headers
        if not has_measure and (match := _FISCAL.fullmatch(header))
    }
    short: dict[str, Span] = {}
    bare = _bare(headers)
    worded = {} if has_measure else _worded(headers)
    for header in headers:
        match = bare.get(header) or worded.get(header)
        if match is not None:
            if (span := _span(match)) is not None:
                found[header] = span
        elif has_measure:
            continue
        elif match := _SHORT.fullmatch(header):
            short[header] = (match["measure"], _of_century(match["from"]), _of_century(match["to"]))
    return found or (short if _follow_over_a_century(short.values()) else {})


def _bare(headers: Sequence[str]) -> dict[str, re.Match[str]]:
    """Return the headers that are years and nothing else; "2011-2" may be a month where no other is certain."""
    bare = {header: match for header in headers if (match := _BARE.fullmatch(header))}
    is_certain = are_year_spans(bare)
    return {header: match for header, match in bare.items() if is_certain or len(match["to"]) > 1}


def drop_total_of_spans(found: Found, figures: Sequence[str]) -> None:
    """Read no column that is called a total as the figure where columns of years stand beside it."""
    says = found.columns.get("says")
    if says is not None and is_total(says) and len(_bare(figures)) >= _FEWEST:
        del found.columns["says"]
        found.left_out.append(f"“{says}” is not read beside the years that it adds up")


def _with_words(header: str) -> re.Match[str] | None:
    """Return the years before or behind what a header counts: "1985–1999 / killed", "killed 1985-99"."""
    return _LEADING.fullmatch(header) or _LONG.fullmatch(header)


def _worded(headers: Sequence[str]) -> dict[str, re.Match[str]]:
    """Return the headers that are years beside words, but none that others show for months: "killed 2020-11"."""
    found = {header: match for header in headers if (match := _with_words(header))}
    years = {header: f"{match['from']}-{match['to']}" for header, match in found.items()}
    are_months = len(set(years.values())) > 1 and not are_year_spans(set(years.values()))
    return {header: match for header, match in found.items() if not (are_months and _MONTH.fullmatch(years[header]))}


def _span(match: re.Match[str]) -> Span | None:
    """Return what a header counts from one year to another; None if the second does not follow the first."""
    years = year_span(f"{match['from']}-{match['to']}")
    return None if years is None else (match["measure"], *years)


def _of_century(digits: str) -> int:
    return (_TURN if int(digits) < _LATE else _TURN - _CENTURY) + int(digits)


def _follow_over_a_century(spans: Iterable[Span]) -> bool:
    years = sorted({(first, last) for _, first, last in spans})
    are_spans = len(years) > 1 and all(first < last for first, last in years)
    return are_spans and all(end + 1 == begin for (_, end), (begin, _) in pairwise(years)) and _cross(years)


def _cross(years: Sequence[tuple[int, int]]) -> bool:
    return years[0][0] < _TURN <= years[-1][1]
