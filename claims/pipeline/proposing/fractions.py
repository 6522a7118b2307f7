"""Columns of numbers with decimals: they count nobody, as rates, shares and indices do not."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from claims.mapping.fields import FIGURES
from claims.mapping.flags import map_flag
from claims.pipeline.proposing.persons import lists_persons
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.words import AGE, has_sign_of_no_count, is_rate, words_of
from claims.text import ascii_digits, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_FRACTION = re.compile(r"-?\d*(?:(?<=\d)[.,' \u00a0\u202f]\d{3})*[.,](?:\d{1,2}|\d{4,})(?:[eE][+-]?\d+)?")
"""A number with decimals; with three of them it may have thousands."""
_BELOW_ONE = re.compile(r"-?0?[.,]\d+")
"""A number below one, which has no thousands."""
_WHOLE = re.compile(r"-?\d*[.,]0+")
_SOME = 0.3
_MANY, _HEADS = 8, 2
_HEAD_OF_SHARES = re.compile(r"(?:\D*[^\W\d_]\D*)?[_ (]*%\)?|(?:%|Percent|percent|Anteil|share)\s[^\d]+")


def is_fractional(column: Column) -> bool:
    """Return whether a fair part of the cells have decimals that are no zeros: 14.4, and not 2000.0 or 1.234."""
    found = sum(map(has_decimals, column.cells))
    return found > 0 and found >= _SOME * len(column.cells)


def has_decimals(cell: str) -> bool:
    """Return whether a cell is a number with decimals that cannot be thousands."""
    digits = ascii_digits(cell)
    is_fraction = _FRACTION.fullmatch(digits) or _BELOW_ONE.fullmatch(digits)
    return bool(is_fraction) and not _WHOLE.fullmatch(digits)


def counts_only(
    found: Found, figures: Sequence[str], *, seen: Sequence[Column], counts: Callable[[str], bool]
) -> list[str]:
    """Return the columns without those that are named as a count and hold decimals, which are told.

    counts tells of a header whether it stands for a measure that is counted.
    """
    decimals = {one.name: one.cells for one in seen if one.name in figures and is_fractional(one) and counts(one.name)}
    for name, cells in decimals.items():
        shown = next(cell for cell in cells if has_decimals(cell))
        way = f"a rate or an estimate is a measure of its own: {map_flag(name, 'says')} --set measure=NAME"
        found.left_out.append(
            f"“{name}” has the name of a count and holds decimals (“{shown}”), and is not read: {way}"
        )
    return [name for name in figures if name not in decimals]


def holds_decimals(found: Found, seen: Sequence[Column]) -> bool:
    """Return whether the figures of a table that names no measure have decimals, which is told: they are no counts.

    Where headers are dates, the figures are the columns that are not read otherwise; where nothing is read, all are.
    """
    read = {found.columns[name] for name in FIGURES if name in found.columns}
    read |= {name for wide in found.wide for name in wide.columns}
    used = found.used()
    if not read or any(not wide.columns for wide in found.wide):
        written = [wide.dates for wide in found.wide if wide.dates and not wide.columns]
        others = [one for one in seen if one.name not in used and not one.is_never_a_figure]
        read |= {one.name for one in others if not written or any(_is_written(one.name, way) for way in written)}
    column = next((one for one in seen if one.name in read and is_fractional(one)), None)
    if column is None:
        return False
    if any(f"“{column.name}”" in one and "decimals" in one for one in found.left_out):
        return True
    shown = next(cell for cell in column.cells if has_decimals(cell))
    what = "no count has decimals: a rate or an estimate is a measure of its own (claims measure add)"
    found.unsure.append(f"“{column.name}” holds “{shown}”, and {what}")
    return True


def _is_written(header: str, way: str) -> bool:
    """Return whether a header is a date as signs of strptime write it; any may be where it is said otherwise."""
    try:
        datetime.strptime(header, way)  # noqa: DTZ007
    except ValueError:
        return "%" not in way
    return True


def without_shares(found: Found, seen: Sequence[Column]) -> list[Column]:
    """Return the columns without one named as figures in which texts such as "Age_%" head rows, which is told.

    The rows below them are shares, others are not, and a measure in a column beside them names what has the share.
    """
    column = found.column("says", seen)
    heads = [cell for cell in column.cells if _HEAD_OF_SHARES.fullmatch(cell)] if column is not None else []
    if column is None or len(heads) < _HEADS:
        return list(seen)
    del found.columns["says"]
    found.columns.pop("measure", None)
    why = "heads rows that are shares, and others count: it is not read as figures; put those that count in a column"
    found.left_out.append(f"“{heads[0]}” in “{column.name}” {why}")
    return [one for one in seen if one is not column]


def skip_shares(found: Found, seen: Sequence[Column], *, names: Container[str]) -> None:
    """Skip the rows of shares and differences that a column of measures calls as it calls counts ("Deaths (%)").

    names are known measures, folded, which are matched without such signs: the rows would go in as counts.
    """
    column = found.column("measure", seen)
    cells = dict.fromkeys(column.cells) if column is not None else ()
    shares = tuple(cell for cell in cells if has_sign_of_no_count(cell) and fold(cell) in names)
    if column is None or not shares:
        return
    found.skip[column.name] = (*found.skip.get(column.name, ()), *shares)
    what = f"rows of {quoted(shares)} in “{column.name}” are shares or differences, and are left out by [skip]"
    found.left_out.append(f"{what}: give them a name of their own in the file to record them as another measure")


def rates_among(found: Found, figures: Sequence[str]) -> list[str]:
    """Return the columns that are rates or shares by their headers, which are told."""
    rates = [name for name in figures if is_rate(name)]
    if rates:
        listed = quoted(rates)
        what = (
            "is a rate or a share by its header, and is"
            if rates[1:] == []
            else "are rates or shares by their headers, and are"
        )
        read = map_flag(rates[0], "says")
        way = f"{read} --set measure=NAME, of a measure that is a percentage or a quantity, reads it"
        found.left_out.append(f"{listed} {what} not read: {way}")
    return rates


def _is_indicator(column: Column, *, is_of_one: bool) -> bool:
    """Return whether cells are 0 and 1 only, many or in rows of one person each: they say whether, not how many."""
    kinds = set(column.cells)
    return bool(kinds) and kinds <= {"0", "1"} and (is_of_one or (len(column.cells) >= _MANY and len(kinds) > 1))


def without_fractions(
    found: Found,
    figures: Sequence[str],
    *,
    seen: Sequence[Column],
    beside: Sequence[Column] = (),
    measures: Container[str] = (),
) -> list[str]:
    """Return columns whose headers say nothing, without those with decimals; all of them where all have some.

    Those that hold 0 and 1 only are left out too, and all in a list of persons. measures are the folded names of those
    that count people: a header with one among its words is asked about.
    """
    if figures and lists_persons([*seen, *beside]):
        what = "are of one person each, as the ages or names beside them are, and are not read"
        found.left_out.append(f"numbers in {quoted(figures)} {what}")
        return []
    is_of_one = any(set(words_of(one.name)) & AGE for one in seen)
    marks = [one.name for one in seen if one.name in figures and _is_indicator(one, is_of_one=is_of_one)]
    if marks:
        found.left_out.append(f"0 and 1 alone in {quoted(marks)} say whether and not how many, and are not read")
        figures = [name for name in figures if name not in marks]
    decimals = [one.name for one in seen if one.name in figures and is_fractional(one)]
    if not decimals:
        return list(figures)
    listed = quoted(decimals)
    whole = [name for name in figures if name not in decimals]
    if whole:
        found.left_out.append(f"decimals in {listed}, as rates and shares have them, are not read")
        return whole
    told = f"decimals in {listed} count no people"
    if people := [name for name in decimals if any(word in measures for word in words_of(name))]:
        rate = f"{map_flag(people[0], 'says')} --set measure=NAME reads it as one"
        several = f"where a cell holds several figures, give each a row of its own; {map_flag(people[0])} leaves it out"
        question = f"{told}, whom “{people[0]}” names: if it is a rate, {rate}; {several}"
        found.ask("says", question, waits=True)
        return decimals
    found.unsure.append(f"{told}: if these are rates, say so by measure")
    return decimals
