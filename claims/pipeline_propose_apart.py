"""Whether a proposed mapping tells the rows of a table apart: two that say the same of the same are one claim.

A table of districts whose column of districts nobody reads gives claims that are all about one place, and a list of
incidents without the incident claims about one event.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.errors import BadFile, BadMapping
from claims.fetch import is_url
from claims.mapping import plan
from claims.model import Draft
from claims.pipeline_nobody import is_nobody
from claims.pipeline_propose_columns import cell_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping as Cells
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.pipeline_propose_columns import Column
    from claims.table import Row

_LONGEST_PLACE = 60
_NO_PLACES = frozenset(
    (
        *("source", "sources", "cause", "type", "status", "category", "id", "code", "no", "note", "notes", "comment"),
        *(
            "url",
            "link",
            "measure",
            "indicator",
            "event",
            "title",
            "description",
            "summary",
            "victim",
            "perpetrator",
            *("airline", "operator", "airport", "company", "ship", "vessel", "aircraft", "weapon", "actor", "group"),
            *(
                "publisher",
                "author",
                "outlet",
                "newspaper",
                "agency",
                "autor",
                "medio",
                "auteur",
                "concepto",
                "concept",
            ),
        ),
    )
)
"""Words in the headers of columns that tell rows apart and are no places."""
_FEWEST_ALIKE = 0.1
_WHOLE = frozenset(map(fold, ("کل کشور", "national", "nacional", "nationwide", "bundesweit", "по стране", "کشور")))
"""What stands among parts of a country for the whole of it."""


def told_apart(
    mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, seen: Sequence[Column], file: str
) -> tuple[Mapping, tuple[str, ...]]:
    """Return a mapping with a column of names taken as the place where that tells rows apart, and what stays unsure."""
    told, unsure = _told_apart(mapping, columns, rows, seen=seen, file=file)
    given = told.columns.get("place", "")
    places = [column for column in seen if column.name == given or f"{{{column.name}}}" in given]
    for place in places:
        totals = [cell for cell in dict.fromkeys(place.cells) if _is_total(cell)]
        if not totals:
            continue
        hint = f'[skip] "{place.name}" = {totals}'.replace("'", '"')
        unsure = (*unsure, f"“{totals[0]}” in “{place.name}” looks like a row of totals: leave it out by {hint}")
    return told, unsure


_NO_SUMS = frozenset(
    map(fold, ("none", "unknown", "unbekannt", "inconnu", "desconocido", "неизвестно", "غير معروف", "مجهول", "نامشخص"))
)
"""What names nobody and is no sum."""


def _is_total(place: str) -> bool:
    """Return whether a place is a total: "Total", "Total Colombia", "Всего по РФ"."""
    if fold(place) in _WHOLE or _is_sum(place):
        return True
    return any(_is_sum(" ".join(place.split()[:count])) for count in (1, 2))


def _is_sum(words: str) -> bool:
    return fold(words) not in _NO_SUMS and is_nobody(words)


def _told_apart(
    mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, seen: Sequence[Column], file: str
) -> tuple[Mapping, tuple[str, ...]]:
    alike = _alike(mapping, columns, rows, file=file)
    if len(alike) < max(2, _FEWEST_ALIKE * len(rows)):
        return mapping, ()
    telling = _telling(mapping, columns, rows, seen=seen, alike=alike)
    place = next((column for column in telling if _names_places(column)), None)
    given = {*mapping.columns, *mapping.constants, *(wide.header for wide in mapping.wide)}
    if place is not None and "place" not in given:
        told = replace(mapping, columns={**mapping.columns, "place": place.name})
        sentence = f"“{place.name}” tells rows apart and is taken as the place; if it says who is counted: population"
        return told, (sentence,)
    first, second = sorted(alike)[:2]
    reason = f"rows {first} and {second} give figures of the same event, measure, source, place and date"
    if not telling:
        return mapping, (f"{reason}, and no column tells them apart",)
    listed = " or ".join(f"“{column.name}”" for column in telling[:3])
    what = "event" if telling[0].is_number else "place"
    also = "" if what == "event" else ", or event where each row is an event of its own"
    hint = f"say what it is: --map '{telling[0].name}={what}'{also}"
    return mapping, (f"{reason}: {listed} tells them apart; {hint}",)


def _alike(mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, file: str) -> set[int]:
    """Return the numbers of the rows that give a claim about the same as another row does."""
    try:
        made = plan(mapping, columns, file=file)
    except (BadMapping, BadFile):
        return set()
    about: dict[tuple[str | None, ...], set[int]] = defaultdict(set)
    for row in rows:
        for draft in made.drafts(row):
            if isinstance(draft, Draft):
                when = (draft.period_start, draft.as_of)
                scope = (draft.event, draft.measure, draft.source, draft.population, draft.place, draft.basis)
                about[*scope, *when].add(row.number)
    return {number for numbers in about.values() if len(numbers) > 1 for number in numbers}


def _telling(
    mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, seen: Sequence[Column], alike: set[int]
) -> list[Column]:
    """Return the columns that are not read and differ in nearly all rows that are alike, in their order."""
    read = {*mapping.columns.values(), *(name for wide in mapping.wide for name in wide.columns)}
    meant = [row for row in rows if row.number in alike]
    found = []
    for column in seen:
        if column.name in read or any(f"{{{column.name}}}" in name for name in read) or column.is_figure:
            continue
        cells = _cells(column, columns, meant)
        if len(set(cells.values())) > 0.5 * len(meant):
            found.append(column)
    return sorted(found, key=lambda column: column.is_number)


def _cells(column: Column, columns: tuple[str, ...], rows: Sequence[Row]) -> Cells[int, str]:
    place = columns.index(column.name)
    return {row.number: text for row in rows if (text := cell_of(row, column.name, place))}


def _names_places(column: Column) -> bool:
    """Return whether the cells of a column can be names of places: words, and no dates, numbers or addresses."""
    if _NO_PLACES & set(fold(column.name.replace(".", " ")).split()):
        return False
    words = [cell for cell in column.cells if any(sign.isalpha() for sign in cell) and len(cell) <= _LONGEST_PLACE]
    digits = [cell for cell in column.cells if any(sign.isdigit() for sign in cell)]
    is_words = len(words) > 0.9 * len(column.cells) and len(digits) < 0.2 * len(column.cells)
    return is_words and not column.is_date and not any(map(is_url, column.cells))
