"""Columns of people that add up to the total beside them in each row: they are its parts."""

from __future__ import annotations

from operator import gt, lt
from typing import TYPE_CHECKING

from claims.mapping.fields import Wide
from claims.pipeline.nobody import UNKNOWN, is_total
from claims.pipeline.proposing.columns import PERIODS
from claims.pipeline.proposing.fractions import has_decimals, is_fractional
from claims.pipeline.proposing.meaning import other_words, stands_for
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import listed, word_set
from claims.pipeline.proposing.words import PEOPLE, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_OF_WHICH = listed("of_which")
_UNTOLD = word_set("unidentified")
_FEWEST_ROWS, _FEWEST_PARTS, _FEWEST_NUMBERED = 3, 2, 5
_ALL = "all"
_VALUES = frozenset(("value", "val", "obs value", "figure"))
"""Names of the column that holds all figures of a table, counts or not; rows with decimals are refused for a count."""


def drop_fractional_total(found: Found, seen: Sequence[Column], figures: Sequence[str]) -> None:
    """Take no column named as the total for the figure where it has decimals and others hold whole numbers."""
    total = found.column("says", seen)
    others = [one for one in seen if one.name in figures and one is not total]
    if total is None or fold(total.name) in _VALUES or not any(map(has_decimals, total.cells)):
        return
    if all(map(is_fractional, others)):
        return
    del found.columns["says"]
    shown = next(filter(has_decimals, total.cells))
    why = "though others hold whole numbers, and is not taken as the figure"
    found.left_out.append(f"“{total.name}” holds decimals (“{shown}”), {why}")


def drop_total_of_measures(
    found: Found, seen: Sequence[Column], figures: Sequence[str], *, meaning: Callable[[str], str | None]
) -> None:
    """Take no column that is only called a total or numbers rows for the figure where others name what they count."""
    named = found.column("says", seen)
    known = [name for name in figures if (named is None or name != named.name) and meaning(name)]
    if named is None or not known or "measure" in found.columns:
        return
    numbers_rows = _numbers_rows(named)
    if numbers_rows or is_total(fold(named.name)):
        del found.columns["says"]
        why = "only numbers the rows" if numbers_rows else "does not say what it counts"
        found.left_out.append(f"“{named.name}” {why} beside {quoted(known)}: it is not read")


def drop_total_of_names(found: Found, seen: list[Column]) -> list[Column]:
    """Take no column called a total for the figure beside those that add up to it, where rows or a person say of what.

    The headers of these are names, and the total is the whole of them; rows of shares among the others add up to none.
    Nor is one taken where a person says what the headers are. Returns the columns.
    """
    total = found.column("says", seen)
    parts = [one for one in seen if one.is_figure and one.name not in found.used()]
    are_names = len(parts) >= _FEWEST_PARTS and not only_people([one.name for one in parts])
    is_said = "measure" in found.columns.keys() | found.said
    if total is not None and is_said and is_total(fold(total.name)) and are_names:
        if found.headers and "measure" not in found.columns:
            del found.columns["says"]
            return seen
        sums = [row for row in _counts([*parts, total]) if sum(row[:-1]) == row[-1]]
        if len(sums) >= _FEWEST_ROWS and len(sums) * 2 > len(total.cells) and any(map(_are_several, sums)):
            del found.columns["says"]
    return seen


def _numbers_rows(column: Column) -> bool:
    """Return whether whole numbers rise, or fall, from each row to the next, as those of incidents in a list do."""
    numbers = [int(cell) for cell in column.cells if cell.isdecimal()]
    is_ordered = all(map(lt, numbers, numbers[1:])) or all(map(gt, numbers, numbers[1:]))
    return is_ordered and len(numbers) == len(column.cells) >= _FEWEST_NUMBERED


def parts_of_total(found: Found, seen: Sequence[Column], *, names: dict[str, str]) -> bool:
    """Take columns of people whose sum is the total beside them in each row as populations; return whether some are.

    The total is the figure by its name, or the one other count to which they add up, whose header is what is counted.
    Of the columns beside these known measures are read too, by their names, folded.
    """
    used = found.used()
    named = found.column("says", seen)
    free = [one for one in seen if one.name not in used and one.is_number]
    people = [one for one in free if _part_words(one.name) and _part_words(one.name) <= PEOPLE]
    parts = [one for one in free if one in people or fold(one.name) in UNKNOWN | _UNTOLD]
    if "population" in found.columns or len(people) < _FEWEST_PARTS:
        return False
    totals = [named] if named is not None else [one for one in free if one not in parts and one.is_figure]
    total = next((one for one in totals if _add_up(parts, one)), None)
    if total is None or (named is None and "measure" in found.columns):
        return False
    if named is not None:
        del found.columns["says"]
        said: dict[str, str] = {}
    else:
        said = {} if is_total(total.name) else {"measure": total.name}
    found.wide.append(Wide(columns=(total.name,), constants={**said, "population": _ALL}))
    whom = {one.name: one.name.rpartition(" / ")[2] for one in parts}
    below = {name: who for name, who in whom.items() if name != who}
    found.wide += [Wide(columns=(name,), constants={**said, "population": who}) for name, who in below.items()]
    if plain := tuple(name for name, who in whom.items() if name == who):
        found.wide.append(Wide(columns=plain, header="population", constants=said))
    listed = quoted([one.name for one in parts])
    found.unsure.append(f"{listed} add up to “{total.name}” in each row and are taken as parts of it: population")
    others = [one.name for one in free if one is not total and one not in parts and one.is_figure]
    plainly = [name for name in others if said and not (other_words(name, names) or PERIODS & set(words_of(name)))]
    measures = {name: measure for name in plainly if (measure := stands_for(name, names))}
    if len({*measures.values(), stands_for(total.name, names)}) == len(measures) + 1:
        found.wide += [Wide(columns=(name,), constants={"measure": measure}) for name, measure in measures.items()]
        others = [name for name in others if name not in measures]
    if others:
        found.left_out.append(f"numbers in {quoted(others)} are not read")
    return True


def people_beside(
    found: Found, others: Sequence[str], measures: Mapping[str, str], *, headers: Sequence[str]
) -> list[str]:
    """Tell how columns that name only people are read, by the measure before them, and return the other ones.

    others are columns that are not read, measures those that are, with what they count, headers all in their order.
    """
    people = [name for name in others if only_people([name])]
    if len(people) < _FEWEST_PARTS or not measures:
        return list(others)
    before = [name for name in headers[: headers.index(people[0])] if name in measures] or list(measures)
    columns = f"{people}".replace("'", '"')
    way = f'[[wide]] columns = {columns} with header = "population" and set = {{measure = "{measures[before[-1]]}"}}'
    why = "say who is counted, not what, and are not read"
    found.left_out.append(f"{quoted(people)} {why}: if it is “{before[-1]}”, {way}")
    return [name for name in others if name not in people]


def only_people(headers: Sequence[str]) -> bool:
    """Return whether headers name people and nothing else: "Men", "of which women"."""
    return all(_part_words(name) and _part_words(name) <= PEOPLE for name in headers)


def _part_words(header: str) -> set[str]:
    """Return the words of a header without those that say that it is a part: "davon / weiblich" is "weiblich"."""
    words = " ".join(words_of(header.replace(" / ", " ")))
    phrase = next((phrase for phrase in _OF_WHICH if words.startswith(f"{phrase} ")), "")
    return set(words.removeprefix(phrase).split())


def _add_up(parts: Sequence[Column], total: Column) -> bool:
    """Return whether parts that are filled in each row add up to the total in each, several of them to a row."""
    counts = _counts([*parts, total])
    if len(counts) < max(_FEWEST_ROWS, len(total.cells)):
        return False
    return any(map(_are_several, counts)) and all(sum(row[:-1]) == row[-1] for row in counts)


def _counts(columns: Sequence[Column]) -> list[tuple[int, ...]]:
    """Return the rows of whole numbers of columns that are filled in each row; none where a column has empty cells."""
    cells = [[cell.removesuffix(".0") for cell in one.cells] for one in columns]
    if len(set(map(len, cells))) != 1:
        return []
    return [tuple(map(int, row)) for row in zip(*cells, strict=True) if all(map(str.isdecimal, row))]


def _are_several(row: Sequence[int]) -> bool:
    """Return whether several parts beside their total count somebody."""
    return sum(map(bool, row)) > _FEWEST_PARTS
