"""Columns of an unknown table that say again what one beside them says: codes beside names, numbers rounded, labels.

"hazard_type" is 10 where "hazard_type_name" is Flood, and counts nothing; "new_displacement_rounded" is the figure of
"new_displacement" once more; an address in "event" is named by "eventLabel", as Wikidata answers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.fetch import is_url
from claims.pipeline.proposing.records import OF_FORMS, is_form
from claims.pipeline.proposing.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_NAMES = frozenset(("name", "label", "desc", "description", "text"))
BESIDE_A_VALUE = ("type", "datatype", "xml:lang")
"""What answers of SPARQL say beside a value, which says nothing of the matter."""
_ROUNDED = "rounded"


def without_twins(found: Found, seen: Sequence[Column]) -> list[Column]:
    """Return the columns, those as of no numbers that are codes of a name beside them or rounded; told in found.

    Of columns in found that hold addresses the one that names these is taken. Of answers to a form those columns are
    left out that tell of its filling in.
    """
    if is_form([one.name for one in seen]):
        seen = [one for one in seen if one.name not in OF_FORMS and not one.name.startswith("_")]
        found.left_out.append("the columns that tell when and by whom a form was filled in are not read")
    values = {one.name.removesuffix(".value") for one in seen if one.name.endswith(".value")}
    beside = {f"{stem}.{key}" for stem in values for key in BESIDE_A_VALUE}
    seen = [one for one in seen if one.name not in beside]
    _take_labels(found, seen)
    seen = [one for one in seen if _label_of(one, {column.name: column for column in seen}) is None]
    _take_period(found, seen)
    _take_headcount(found, seen)
    words = {tuple(words_of(one.name)): one for one in seen}
    named = {said[:-1] for said, one in words.items() if said[-1:] and said[-1] in _NAMES and _holds_words(one)}
    left = []
    for one in seen:
        said = tuple(words_of(one.name))
        exact = words.get(said[:-1]) if said[-1:] == (_ROUNDED,) else None
        if one.is_number and exact is not None:
            found.left_out.append(f"“{one.name}” is “{exact.name}” rounded: not read")
        left.append(replace(one, numbers=0) if one.numbers and (said in named or exact is not None) else one)
    return left


def _take_labels(found: Found, seen: Sequence[Column]) -> None:
    """Take the column that names what another holds as addresses: "eventLabel" beside "event"."""
    by_name = {one.name: one for one in seen}
    for field, name in list(found.columns.items()):
        column = by_name.get(name)
        label = None if column is None else _label_of(column, by_name)
        if label is None:
            continue
        found.columns[field] = label.name
        found.unsure.append(f"“{label.name}” names what “{name}” holds as addresses, and is taken as the {field}")


def _label_of(column: Column, by_name: Mapping[str, Column]) -> Column | None:
    """Return the column that names what one holds as addresses; None if it holds none, or nothing names them."""
    stem = column.name.removesuffix(".value")
    label = next((by_name[one] for one in (f"{stem}Label", f"{stem}Label.value") if one in by_name), None)
    return label if column.cells and all(map(is_url, column.cells)) else None


def _take_period(found: Found, seen: Sequence[Column]) -> None:
    """Take the period of an observation as its date, as statistical offices write tables (SDMX-CSV)."""
    by_name = {one.name.upper(): one for one in seen}
    period = by_name.get("TIME_PERIOD")
    if period is None or "OBS_VALUE" not in by_name or {"as_of", "year"} & found.columns.keys():
        return
    field = "year" if period.is_year else "as_of"
    found.columns[field] = period.name
    found.unsure.append(f"“{period.name}” is taken as the {field} of each observation")


def _take_headcount(found: Found, seen: Sequence[Column]) -> None:
    """Take "population" as the figure where another column says of whom it is one, as the humanitarian API answers."""
    by_name = {one.name: one for one in seen}
    counted = by_name.get("population")
    beside = by_name.keys() & {"population_status", "population_group", "reporting_round"}
    if counted is None or not counted.is_number or not beside or "says" in found.columns:
        return
    found.columns = {field: name for field, name in found.columns.items() if name != counted.name}
    found.columns["says"] = counted.name
    found.unsure.append(f"“{counted.name}” is taken as the figure: it counts people")


def _holds_words(column: Column) -> bool:
    return bool(column.cells) and not column.is_number and any(map(str.isalpha, "".join(column.cells)))
