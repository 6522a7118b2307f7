"""What the cells of an unknown table prove of the marks in its numbers: which one begins the decimals.

"1,845" can be read in two ways. Other cells of the table settle it, or that it is a count, which has no decimals; else
the language of its words does, or a person has to.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.figure import column_decimal_mark
from claims.language import UNKNOWN, identify
from claims.lexicon import lexicon
from claims.pipeline.figure import Reading
from claims.pipeline.proof import is_ambiguous_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_WRITTEN = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSAND = 1000
_COUNTS = re.compile(r"#(?:affected|inneed|targeted|reached|population)\b")
"""Hashtags that count people (hxlstandard.org)."""
_OTHER = {".": ",", ",": "."}


def marks_of(
    found: Found, seen: Sequence[Column], *, figures: Sequence[Column], is_count: Callable[[str], bool]
) -> tuple[str | None, str | None]:
    """Return the language of a table where that decides how its numbers are read, and the decimal mark; None if open.

    figures are the columns that are read as figures, is_count tells of a header whether it stands for a count.
    """
    proven = {mark for column in figures if (mark := column_decimal_mark(column.cells))}
    if len(proven) > 1:
        found.asked.append("columns prove different decimal marks: say language or decimal")
        return None, None
    if proven or found.reads_numbers:
        return None, proven.pop() if proven else None
    unsure = [(column, cell) for column in figures for cell in column.cells if is_ambiguous_number(cell, Reading())]
    if not unsure:
        return None, None
    column, cell = unsure[0]
    beside = [one for one in seen if one.holds_digits_only and one not in figures]
    others = {mark: one for one in beside if (mark := column_decimal_mark(one.cells))}
    grouping = _grouping(figures, below=None if is_count(column.name) else _THOUSAND)
    if not is_count(column.name) and (grouping in others or not _some_are_bare(figures)):
        grouping = None
    language = identify(" ".join(part for one in seen for part in (one.name, *one.cells)))
    if language != UNKNOWN and (grouping is None or lexicon(language).decimal != grouping):
        found.unsure.append(f"“{cell}” can be read in two ways: it is taken as {language}, by the words of the table")
        return language, lexicon(language).decimal
    if grouping is not None:
        plain = cell.replace(grouping, "")
        reason = "all numbers are whole or have groups of three digits, as thousands have"
        found.unsure.append(f"“{cell}” in “{column.name}” is read as “{plain}”: {reason}")
        return None, _OTHER[grouping]
    if len(others) == 1:
        mark, proof = others.popitem()
        shown = next(text for text in proof.cells if column_decimal_mark((text,)))
        found.unsure.append(f"“{cell}” in “{column.name}” is read by the marks in “{proof.name}” (“{shown}”)")
        return None, mark
    found.asked.append(f"“{cell}” can be read in two ways: say language or decimal")
    return None, None


def with_mark_of_hashtags(found: Found, mapping: Mapping, seen: Sequence[Column]) -> Mapping:
    """Return a mapping of an HXL table with the decimal mark that its counts of people prove."""
    figures = [one for one in seen if one.is_number and _COUNTS.match(one.name)]
    if mapping.decimal or mapping.language or not figures:
        return mapping
    language, decimal = marks_of(found, seen, figures=figures, is_count=lambda _: True)
    return replace(mapping, language=language, decimal=decimal)


def _grouping(figures: Sequence[Column], *, below: int | None) -> str | None:
    """Return the mark between groups of three digits, where every number has such groups or none, and is below then."""
    marks = set()
    for written in (text for column in figures for cell in column.cells for text in _WRITTEN.findall(cell)):
        match = _GROUPED.fullmatch(written)
        if match is None and not (written.isdecimal() and (below is None or int(written) < below)):
            return None
        marks |= {match[1]} if match else set()
    return marks.pop() if len(marks) == 1 else None


def _some_are_bare(figures: Sequence[Column]) -> bool:
    return any(cell.isdecimal() and int(cell) for column in figures for cell in column.cells)
