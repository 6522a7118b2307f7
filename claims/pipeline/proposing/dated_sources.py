"""Names of sources with a day behind them: "MoH 12/10" as a header or in a cell is a source and the day of its figure.

A day without its year is not guessed: the proposal has “?” in its place, and nothing is recorded until it is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.mapping.fields import Block, Wide
from claims.pipeline.proposing.columns import PERIODS
from claims.pipeline.proposing.dated_headers import header_dates
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import DATE, DAY, MONTH, WEEK, YEAR
from claims.pipeline.proposing.yearless import of_no_year
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_NAME = r"[^\W\d](?:[^\d]*[^\W\d_][.)]?)?"
_MONTH_NAME = r"[^\W\d_]{3,9}\.?"
_DAYS = {
    r"\d{4}-\d\d-\d\d": "",
    r"\d{1,2}[/.]\d{1,2}[/.]\d{4}": "",
    rf"\d{{1,2}} {_MONTH_NAME} \d{{4}}": "",
    rf"{_MONTH_NAME} \d{{1,2}},? \d{{4}}": "",
    r"\d{1,2}/\d{1,2}": "/",
    rf"\d{{1,2}} {_MONTH_NAME}": " ",
    rf"{_MONTH_NAME} \d{{1,2}}": " ",
}
"""How days stand behind names, and for those without a year what stands before one."""
_NO_NAMES = word_set("age") | PERIODS | WEEK | YEAR | MONTH | DAY | DATE
_FEWEST = 2


def _pattern(day: str) -> str:
    return rf"^(?P<source>{_NAME})[ ,(–-]+(?P<as_of>{day})\)?$"


def sources_with_days(found: Found, figures: Sequence[str], *, meaning: Callable[[str], str | None]) -> bool:
    """Take columns whose headers are names with a day behind each as figures of these sources; return whether some are.

    meaning gives the measure that a header stands for: a measure with a day is no source.
    """
    if {"source", "as_of", "year"} & {*found.columns, *found.constants}:
        return False
    for day, before_year in _DAYS.items():
        parts = {header: match for header in figures if (match := re.match(_pattern(day), header))}
        names = dict.fromkeys(match["source"] for match in parts.values())
        if len(parts) < _FEWEST or any(_is_no_name(name, meaning) for name in names):
            continue
        found.unsure.append(f"headers are taken as sources ({quoted(names)}) and the days of their figures; check each")
        found.columns.pop("says", None)
        if before_year:
            _without_year(
                found, {header: (match["source"], match["as_of"]) for header, match in parts.items()}, before_year
            )
            return True
        when = header_dates(list(dict.fromkeys(match["as_of"] for match in parts.values())), order=found.order)
        if when is None:
            found.claims += [
                Block({"source": one["source"], "as_of": one["as_of"]}, {"says": header})
                for header, one in parts.items()
            ]
            return True
        found.wide.append(Wide(columns=tuple(parts), pattern=_pattern(day), dates=when.dates))
        if when.other:
            found.unsure.append(f"days in headers are read as {when.dates}; they could be {when.other} too")
        return True
    return False


def _is_no_name(text: str, meaning: Callable[[str], str | None]) -> bool:
    """Return whether a text begins with a measure or has words that no name has: "Deaths as on", "Week"."""
    words = text.split()
    is_measure = any(meaning(" ".join(words[:end])) for end in range(1, len(words) + 1))
    return is_measure or bool(_NO_NAMES & set(fold(text).split()))


def _without_year(found: Found, said: dict[str, tuple[str, str]], before_year: str) -> None:
    """Take headers that are sources with a day, whose year a person has to say."""
    for header, (source, day) in said.items():
        found.claims.append(Block({"source": source, "as_of": f"{day}{before_year}?"}, {"says": header}))
    header, (_, day) = next(iter(said.items()))
    found.asked.append(of_no_year(header, f"{day}{before_year}?"))


def days_behind_sources(found: Found, seen: Sequence[Column]) -> None:
    """Take of a column of sources the day that stands behind each name as the date, where nothing else is one."""
    column = found.column("source", seen)
    if column is None or not column.cells:
        return
    called = [part.strip() for cell in column.cells for part in cell.split(";")]
    for day, before_year in _DAYS.items():
        dated = [name for name in called if re.match(_pattern(day), name)]
        if len(dated) < _FEWEST or len(dated) * 2 < len(called):
            continue
        shown = f"names in “{column.name}” end in a day (“{dated[0]}”)"
        if (
            len(called) > len(column.cells)
            or len(dated) < len(called)
            or {"as_of", "year"} & {*found.columns, *found.constants}
        ):
            found.unsure.append(f"{shown}: each is a source of its own")
            return
        found.take["source"] = _pattern(day).replace("(?P<source>", "(").replace("(?P<as_of>", "(?:")
        if before_year:
            found.columns["as_of"] = f"{{{column.name}}}{before_year}?"
            found.take["as_of"] = rf"({day}{before_year}\S+)$"
            found.wait(f"{shown}, read as the date by [take]: put the year in place of “?” of as_of")
        else:
            found.columns["as_of"] = column.name
            found.take["as_of"] = rf"({day})\)?$"
            found.unsure.append(f"{shown}, which is read as the date by [take]")
        return
