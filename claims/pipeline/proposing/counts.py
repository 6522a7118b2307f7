"""Columns beside a known measure whose headers say by themselves that they count something: "cases", "tests"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import PLAIN, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_COUNTED = word_set("counted")
_NUMBER_OF = word_set("number_of")
_PERIOD = word_set("period")
_ROW_NUMBERS = word_set("row_index") | word_set("event_number")
_MANY, _MOSTLY, _FEW_ROWS = 8, 0.6, 3
_BESIDE = word_set("beside_counted") | PLAIN


def is_count(header: str) -> bool:
    """Return whether a header says by each of its words what it counts: "ConfirmedCases", "fatal accidents"."""
    words = words_of(header)
    is_number_of = len(words) > 1 and words[0] in _NUMBER_OF and not _PERIOD & set(words)
    return bool(_COUNTED & set(words)) and (is_number_of or set(words) <= _COUNTED | _BESIDE)


def are_codes(headers: Sequence[str], seen: Sequence[Column]) -> bool:
    """Return whether many columns of no known measure are codes: without capitals, most of them with single digits."""
    cells = {one.name: one.cells for one in seen if one.name in headers}
    coded = [name for name, held in cells.items() if name.islower() and all(len(cell) == 1 for cell in held)]
    return len(coded) >= max(_MANY, _MOSTLY * len(headers))


def named_as_counts(headers: Sequence[str]) -> list[str]:
    """Return the headers that say that they count ("number of …", "n_victimas", "Fälle"), if any of several do."""
    return [name for name in headers if is_count(name) or (len(words := words_of(name)) > 1 and words[0] in _NUMBER_OF)]


def counts_rows(column: Column) -> bool:
    """Return whether the cells of a column are the numbers from 1 on in their order, and its header says no more.

    Below the name of a source or of what is counted they are figures.
    """
    is_said = not set(words_of(column.name.rpartition(" / ")[2])) <= _ROW_NUMBERS
    are_in_order = all(cell == str(at + 1) for at, cell in enumerate(column.cells))
    return len(column.cells) >= _FEW_ROWS and are_in_order and not is_said


def counts_beside(found: Found, others: Sequence[str]) -> list[str]:
    """Return columns beside those of a known measure that count something too, each a measure of its own, and tell."""
    counts = [name for name in others if is_count(name)]
    if counts:
        found.unsure.append(taken_by_name(counts))
    return counts


def taken_by_name(headers: Sequence[str]) -> str:
    """Return the sentence that columns are measures of their own, by their names."""
    own = "is taken as a measure of its own, by its name"
    return f"{quoted(headers)} {own if len(headers) == 1 else 'are taken as measures of their own, by their names'}"
