"""Tables in which each row is one person, and figures beside them are of something else."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from claims.pipeline.proposing.ages import age_classes
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import AGE, PEOPLE, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.columns import Column

_BOTH_WAYS, _MOSTLY = 0.15, 0.8
"""The share of steps from row to row by which ages of persons both rise and fall."""
_SINGULAR = word_set("singular")
_PERSON = word_set("person")
"""Words in the headers of tables that have a row for each person."""
NOT_COUNTED = "how many they are the file does not state"
_FIRST_NAMES, _LAST_NAMES = word_set("first_name"), word_set("last_name")
_SEX, _NAME, _NAME_BESIDE = word_set("sex"), word_set("name"), word_set("name_beside")
_WHOSE = word_set("person") | PEOPLE | word_set("of_whose")
"""Words beside those for ages in the header of a column of ages of persons."""


def of_one_a_row(seen: Sequence[Column]) -> str:
    """Return what to know of a table in which each row is one person, one incident or one series, by its columns."""
    if series := next((one for one in seen if one.holds_series), None):
        shown = f"“{series.name}” holds a series of numbers in each row ({', '.join(series.keys[:3])} …), as charts do"
        return f"{shown}: make a table of these, with the label or the day of each beside it, and ingest that"
    about = about_persons(seen)
    what = f"each row seems to be one person ({', '.join(about[:3])})" if about else "each row may be one incident"
    way = "whoever counts them says so (claims add)"
    return f"{what}; {NOT_COUNTED}: {way}"


def about_persons(seen: Sequence[Column]) -> list[str]:
    """Return the headers that tables with a row for each person have."""
    return [one.name for one in seen if one.cells and set(words_of(one.name)) & _PERSON]


def is_of_one(header: str, seen: Sequence[Column]) -> bool:
    """Return whether a header in the singular, such as "death", is of the one person of a row, whose age is known."""
    is_singular = set(words_of(header)) <= _SINGULAR
    if not is_singular or age_classes(seen, used=()) is not None:
        return False
    return any(set(words_of(one.name)) <= AGE and one.is_number for one in seen)


def lists_persons(seen: Sequence[Column]) -> bool:
    """Return whether each row is one person: its ages rise and fall, as in no table by ages, or it has two names.

    A name of its own in each row, of several words, beside a column of sexes is one too.
    """
    headers = {" ".join(words_of(column.name)) for column in seen}
    if headers & _FIRST_NAMES and headers & _LAST_NAMES:
        return True
    if headers & _SEX and any(map(_names_each, seen)):
        return True
    for column in seen:
        ages = [int(cell) for cell in column.cells if cell.isdecimal()]
        steps = [later - age for age, later in pairwise(ages)]
        is_age = column.is_number and _is_of_ages(column.name) and len(ages) >= _MOSTLY * len(column.cells)
        up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
        if is_age and min(up, down) > _BOTH_WAYS * len(steps):
            return True
    return False


def is_sex_of_anybody(header: str) -> bool:
    """Return whether a header says the sex of somebody and not of whom: "Gender", not "sex of victims"."""
    words = set(words_of(header))
    return bool(words & _SEX) and not words - _SEX & _WHOSE


def _is_of_ages(header: str) -> bool:
    """Return whether a header says ages and at most whose: "age", "age_of_casualty", "Edad de la víctima"."""
    words = set(words_of(header))
    return bool(words & AGE) and words <= AGE | _WHOSE


def _names_each(column: Column) -> bool:
    """Return whether a column holds a name of several words in each row, hardly one in two."""
    words = set(words_of(column.name))
    if not words & _NAME or not words <= _NAME | _NAME_BESIDE:
        return False
    named = [cell for cell in column.cells if " " in cell.strip() and not any(map(str.isdigit, cell))]
    return bool(named) and len(set(named)) > _MOSTLY * len(column.cells)
