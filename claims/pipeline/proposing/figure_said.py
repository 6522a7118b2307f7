"""A column of which people said that it holds the figures: a row is one claim then, and no other column is read as one.

What its header says stays, where people did not say otherwise: the measure, and who says or is counted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.mapping.cells import names_in
from claims.mapping.fields import FIGURES, REQUIRED
from claims.mapping.flags import headers_are, map_flag
from claims.mapping.wide import header_date
from claims.pipeline.proposing.found import NOT_SAID
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping as AnyMapping

    from claims.mapping import Mapping
    from claims.mapping.fields import Wide
    from claims.pipeline.proposing.found import Found

_DATED = frozenset(("as_of", "period_start"))
_UNSURE = ("source", "place")
"""What a header that nobody knows may be beside others; alone it says nothing."""


def without_year(found: Found, mapping: Mapping, said: Mapping) -> Mapping:
    """Return a mapping that reads no column as the year that is counted where people said the dates, which year sets.

    Unless they said what the column is, it waits for an answer: figures of two years would be of one date.
    """
    year = mapping.columns.get("year", "")
    if not year or "year" in said.columns or not (given := _DATED & {*said.constants, *said.columns}):
        return mapping
    found.withdraw(f"“{year}” is taken as the year")
    found.withdraw(f"“{year}” holds years")
    if not any(year in names_in(column) for column in said.columns.values()):
        told = f"“{year}” holds the year that is counted, which says both as_of and period_start"
        found.wait(
            f"{told}: leave out what you say of {' and '.join(sorted(given))}, or {map_flag(year)} leaves it out"
        )
    columns = {field: name for field, name in mapping.columns.items() if field != "year"}
    return replace(
        mapping, columns=columns, take={field: one for field, one in mapping.take.items() if field != "year"}
    )


def as_scaled(mapping: Mapping, said: Mapping) -> Mapping:
    """Return what people said, with the scale that the header of the column they named says: "{Deaths} thousand"."""
    column = said.columns.get("says", "")
    read = [block.columns.get("says", "") for block in mapping.claims]
    scaled = next((name for name in read if column and f"{{{column}}}" in name), None)
    return said if scaled is None else replace(said, columns={**said.columns, "says": scaled})


def by_figure_said(found: Found, mapping: Mapping, said: Mapping, *, measures: AnyMapping[str, str]) -> Mapping:
    """Return a mapping of one claim a row where people said which column holds its figure, or what the only one counts.

    measures are the known names of measures, folded.
    """
    column = said.columns.get("says")
    alone = _alone(mapping, said.constants.get("measure"), measures=measures) if column is None else ""
    if not (column or alone):
        return mapping
    constants, beside = _of_column(mapping, column or alone)
    measure, own = (said.constants.get("measure", ""), constants.get("measure", ""))
    if measure and own and measures.get(fold(measure), measure) != measures.get(fold(own), own):
        found.unsure.append(f"“{column or alone}” is read as “{measure}”, as said of all")
    found.withdraw("the headers “")
    found.wide, found.claims = [], []
    found.columns = {field: name for field, name in found.columns.items() if field not in FIGURES}
    columns = {field: name for field, name in mapping.columns.items() if field not in FIGURES}
    columns |= {"says": alone} if alone else {}
    found.columns |= {"says": alone} if alone else {}
    columns |= beside
    constants = {**mapping.constants, **constants}
    given = {*constants, *columns, *said.constants, *said.columns, *({"measure"} if "says" in mapping.split else ())}
    constants |= {field: NOT_SAID for field in REQUIRED if field not in given and not said.wide}
    return replace(mapping, constants=constants, columns=columns, claims=(), wide=())


def says_the_same(mapping: Mapping, wide: Wide, value: str, *, measures: AnyMapping[str, str]) -> bool:
    """Return whether all headers of columns name the measure that people said of all figures."""
    said = {_of_header(wide, name, names=mapping.names).get("measure", "") for name in wide.columns}
    wanted = measures.get(fold(value))
    return wanted is not None and {measures.get(fold(one)) for one in said} == {wanted}


def flags_for(wide: Wide, value: str, *, measures: AnyMapping[str, str]) -> str:
    """Return the flags that say what columns of several measures are where people said one measure of all figures."""
    of_it = [name for name in wide.columns if measures.get(fold(name)) == measures.get(fold(value), value)]
    one = map_flag(next(iter((*of_it, *wide.columns)), "COLUMN"), "says")
    return f"{one} reads one of them alone; where they are something else, {headers_are()}"


def _alone(mapping: Mapping, measure: str | None, *, measures: AnyMapping[str, str]) -> str:
    """Return the only column of figures where its header does not say another measure than people said of it."""
    if measure is None or mapping.claims or len(mapping.wide) != 1:
        return ""
    (wide,) = mapping.wide
    if wide.header != "measure" or wide.pattern is not None or len(wide.columns) != 1:
        return ""
    header = wide.columns[0]
    own = mapping.names.get("measure", {}).get(header, header)
    told = measures.get(fold(measure))
    return header if told in {None, measures.get(fold(own))} else ""


def _of_column(mapping: Mapping, column: str) -> tuple[AnyMapping[str, str], AnyMapping[str, str]]:
    """Return what a mapping says of the figures in a column, and which other columns belong to them."""
    for block in mapping.claims:
        if column in {block.columns.get(field) for field in FIGURES}:
            return block.constants, {field: name for field, name in block.columns.items() if field not in FIGURES}
    for wide in mapping.wide:
        if column in wide.columns:
            return {**wide.constants, **_of_header(wide, column, names=mapping.names)}, {}
        day = header_date(column, dates=wide.dates) if wide.dates and not wide.columns else None
        if wide.header is not None and day is not None:
            return {**wide.constants, wide.header: day}, {}
    return {}, {}


def _of_header(wide: Wide, header: str, *, names: AnyMapping[str, AnyMapping[str, str]]) -> dict[str, str]:
    """Return the fields that a header says."""
    match = re.fullmatch(wide.pattern, header) if wide.pattern is not None else None
    said = {} if match is None else {field: text for field, text in match.groupdict().items() if text}
    said |= {} if wide.header is None or wide.header in _UNSURE else {wide.header: header}
    return {field: names.get(field, {}).get(text, text) for field, text in said.items()}
