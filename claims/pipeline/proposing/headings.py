"""Rows of one text above others, which may head them, and rows below a header that may be a part of it.

Which they are only a person can say; a flag answers each.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from claims import dates
from claims.errors import AmbiguousDate, NotADate
from claims.mapping.fields import HEADING
from claims.mapping.flags import set_flag
from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.named_sources import may_speak
from claims.pipeline.proposing.people import are_people
from claims.pipeline.proposing.rows_alike import ALIKE, given_fields
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.sections import figures_in, heading_of, is_header, joined_names
from claims.table import BESIDE_OWN, Paths
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.meaning import KnownNames
    from claims.pipeline.proposing.sample import Sample
    from claims.table import Row

_LABELLED = re.compile(r"[^:：]{2,40}[:：]\s*(\S.*)")
_KINDS = ("place", "source", "event", "population", "as_of", "measure")
_MOST_ROWS = 3
_OF_PAGES = BESIDE_OWN - {"group"}
_LABELS = ("source", "place", "event", "measure", "population")
_FEWEST = 2


def kinds_of(names: Sequence[str], mapping: Mapping, *, known: KnownNames) -> list[str]:
    """Return the fields that names of parts of a file may be, what they seem to be first."""
    names = [match[1] if (match := _LABELLED.fullmatch(name)) else name for name in names]
    given = given_fields(mapping) - {field for field, text in mapping.constants.items() if text == NOT_SAID}
    if all(known.meaning(one) for one in names):
        first = "measure"
    elif all(map(_is_time, names)):
        first = "as_of"
    elif are_people(names):
        first = "population"
    elif any(may_speak(one) or fold(one) in known.speakers for one in names) and "source" not in given:
        first = "source"
    else:
        first = next((field for field in _KINDS if field not in given), "population")
    return [first, *(field for field in _KINDS if field != first)]


def ways_to_say(name: str, mapping: Mapping, *, known: KnownNames) -> tuple[str, str]:
    """Return the flag that says of all claims what the name of a part of a file may be, and what else it may be."""
    kind, *others = kinds_of([name], mapping, known=known)
    said = (known.meaning(name) if kind == "measure" else None) or name
    return set_flag(kind, said), ", ".join(others)


def ask_for_headings(found: Found, sample: Sample, mapping: Mapping, *, known: KnownNames) -> None:
    """Ask, before all else, whether rows of one text head those below, where people did not say it.

    Below one stands a header anew, or rows with figures say the same without it.
    """
    if mapping.headings or isinstance(sample.columns, Paths):
        return
    is_alike = any(ALIKE in one for one in found.waits)
    columns = sample.columns
    skipped = {cell for cells in mapping.skip.values() for cell in cells}
    heads = [row for row in sample.rows if (text := _heading(row, columns)) and text not in skipped]
    numbers = {row.number: at for at, row in enumerate(sample.rows)}
    followed = [row for row in heads if _figures_below(sample.rows[numbers[row.number] + 1 :], columns)]
    anew = [row for row in followed if is_header(_cells(sample.rows[numbers[row.number] + 1], columns), columns)]
    if not followed or not (anew or is_alike):
        return
    names = [_heading(row, columns) for row in (anew or followed)]
    kind, *others = kinds_of(names, mapping, known=known)
    question = (
        f"rows hold one text alone, as if they headed those below ({quoted(names)}): {set_flag('headings', kind)} "
        f"if that is what it says (or {', '.join(others)}); where they head nothing, "
        f"{' '.join(set_flag(f'skip.{_column(row, columns)}', _heading(row, columns)) for row in followed)}"
    )
    found.asked.insert(0, question)
    found.waits.add(question)


def heading_rows(mapping: Mapping, columns: Sequence[str], rows: Sequence[Row]) -> tuple[str, ...]:
    """Return a sentence on rows of one cell in the column of names that each stand above rows with figures."""
    label = next((name for field in _LABELS if (name := mapping.columns.get(field)) in columns), None)
    if label is None or not all(isinstance(row.cells, list | tuple) for row in rows):
        return ()
    others = [(name, at) for at, name in enumerate(columns) if name != label and name not in _OF_PAGES]
    place = list(columns).index(label)
    names = [cell_of(row, label, place) for row in rows]
    alone = [not any(cell_of(row, name, at) for name, at in others) for row in rows]
    heads = [name for name, is_alone in zip(names, alone, strict=True) if is_alone and name]
    are_heads = len(heads) >= _FEWEST and len(set(heads)) == len(heads) and alone[0] and not alone[-1]
    if (
        not are_heads
        or any(one and other for one, other in pairwise(alone))
        or set(heads) <= {*mapping.skip.get(label, ())}
    ):
        return ()
    way = f"if they head the rows below, add a column of them; else {set_flag(f'skip.{label}', heads[0])} and so on"
    return (f"rows hold nothing but {quoted(heads)} in “{label}”, which no claim says: {way}",)


def with_label(mapping: Mapping, sample: Sample) -> Mapping:
    """Return a mapping that reads headings such as “Place: Goma” without the word that all begin with."""
    field = mapping.headings
    cells = next((one.cells for one in sample.seen if one.name == HEADING), ())
    labels = {match[0].removesuffix(match[1]) if (match := _LABELLED.fullmatch(cell)) else "" for cell in cells}
    label = next(iter(labels), "")
    if not field or len(labels) != 1 or not label or field in mapping.take:
        return mapping
    return replace(mapping, take={**mapping.take, field: rf"{re.escape(label.strip())}\s*(.+)"})


def more_of_header(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return the flag that takes rows below a header into it, where these tell apart names that it has twice."""
    cells = [_cells(row, columns) for row in rows[:_MOST_ROWS] if not isinstance(row.cells, dict)]
    for count in range(1, len(cells) + 1):
        if figures_in(cells[count - 1]):
            return ""
        names = joined_names(columns, cells[:count])
        filled = [name for at, name in enumerate(names) if name and (columns[at] or cells[count - 1][at])]
        if len(set(filled)) == len(filled):
            row = rows[count - 1].number
            return f"where {'row' if count == 1 else 'the rows to row'} {row} names columns too, " + set_flag(
                "names_below", str(count)
            )
    return ""


def _is_time(text: str) -> bool:
    try:
        return bool(dates.parse(text, order="dmy"))
    except (NotADate, AmbiguousDate):
        return False


def _cells(row: Row, columns: Sequence[str]) -> list[str]:
    return [cell_of(row, name, at) for at, name in enumerate(columns)]


def _heading(row: Row, columns: Sequence[str]) -> str:
    return heading_of(_cells(row, columns), columns)


def _column(row: Row, columns: Sequence[str]) -> str:
    at = next(at for at, cell in enumerate(_cells(row, columns)) if cell)
    return columns[at] or f"column {at + 1}"


def _figures_below(rows: Sequence[Row], columns: Sequence[str]) -> bool:
    """Return whether a row with a number comes before the next of one text."""
    for row in rows:
        cells = _cells(row, columns)
        if _heading(row, columns):
            return False
        if sum(map(bool, cells)) > 1 and any(cell[:1].isdigit() for cell in cells):
            return True
    return False
