"""Tables that stand on their side: rows say of each column as of when, or by whom, its figures are.

Below "Indicator, Report 1, Report 2" a row "As of, 2023-10-12, 2023-10-19" gives each column its day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import dates
from claims.errors import ClaimsError
from claims.mapping.fields import Block
from claims.mapping.synonyms import synonyms
from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.unexplained import IN_SOME_ROWS
from claims.pipeline.proposing.vocabulary import is_country
from claims.pipeline.proposing.words import DATE
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.sample import Sample
    from claims.table import Row

_FEWEST = 2
_OF_COLUMNS = frozenset(("source", "place"))


def told_in_rows(found: Found, sample: Sample, *, speakers: Container[str]) -> None:
    """Take the day, and the source, that rows give to each column; where no single row gives days, nothing is done.

    speakers are folded names of sources: headers that are such names, or countries, are the source or the place; what
    stands beside the header “Place” is one too.
    """
    label = found.columns.get("measure", "")
    is_open = not {"as_of", "year", "period_start", "says"} & found.columns.keys() and not found.claims
    headed = {wide.header for wide in found.wide}
    if label not in sample.columns or not is_open or not headed <= _OF_COLUMNS or found.split:
        return
    told = {field: _row_of(field, label, sample) for field in ("as_of", "source")}
    days = _days(told["as_of"][1])
    others = [name for name, day in days.items() if day and name not in found.used() | {label}]
    names = [name for wide in found.wide for name in wide.columns] or others
    if len(days) < _FEWEST or not set(names) <= days.keys():
        return
    header = _kind_of(names, speakers) or next((kind for kind in headed if kind == "place"), None)
    header = header or ("place" if _is_called(label, "place") else None)
    for name in names:
        said = {"as_of": days[name]} | ({header: name} if header else {})
        if source := told["source"][1].get(name):
            said["source"] = source
        found.claims.append(Block(said, {"says": name}))
    found.wide.clear()
    rows = tuple(cell for cell, _ in told.values() if cell)
    found.skip[label] = rows
    found.asked[:] = [one for one in found.asked if IN_SOME_ROWS not in one]
    found.withdraw("the headers “")
    found.withdraw("headers are taken as")
    as_what = f", whose header is taken as the {header}; check each" if header else ""
    found.unsure.append(f"what stands in {quoted(rows)} is said of each column ({quoted(names)}){as_what}")
    if header is None and not told["source"][1]:
        way = "where they are sources or places, write that into the set of each [[claim]]"
        found.unsure.append(f"the headers {quoted(names)} are not read: {way}")


def _row_of(field: str, label: str, sample: Sample) -> tuple[str, dict[str, str]]:
    """Return the label and the cells, by column, of the one row that is called as a field is; else ("", {})."""
    place = sample.columns.index(label)
    called = [(cell_of(row, label, place), row) for row in sample.rows]
    found = [(cell, row) for cell, row in called if cell and _is_called(cell, field)]
    return (found[0][0], _cells(found[0][1], label, sample.columns)) if len(found) == 1 else ("", {})


def _is_called(cell: str, field: str) -> bool:
    words = fold(cell)
    return words in map(fold, synonyms()[field]) or (field == "as_of" and set(words.split()) <= DATE)


def _cells(row: Row, label: str, columns: Sequence[str]) -> dict[str, str]:
    named = [(name, place) for place, name in enumerate(columns) if name != label and columns.count(name) == 1]
    return {name: text for name, place in named if (text := cell_of(row, name, place))}


def _days(cells: dict[str, str]) -> dict[str, str]:
    """Return the days, or months, that all cells of a row are, by column; none where one is another thing."""
    order = dates.column_order(list(cells.values()))
    try:
        found = {name: dates.parse(text, order=order) for name, text in cells.items()}
    except ClaimsError:
        return {}
    are_days = all(day.precision != "year" for day in found.values())
    return {name: day.iso for name, day in found.items()} if are_days else {}


def _kind_of(names: Sequence[str], speakers: Container[str]) -> str | None:
    """Return what most headers are: sources, places, or nothing that is known."""
    known = {"source": sum(fold(name) in speakers for name in names), "place": sum(map(is_country, names))}
    return next((kind for kind, count in known.items() if count * 2 >= len(names)), None)
