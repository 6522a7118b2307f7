"""A column of an unknown table whose cells name the measure: "killed", "military deaths"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.figure import parse
from claims.mapping.fields import FIGURES
from claims.model import Hedge
from claims.pipeline.nobody import PERIODIC
from claims.pipeline.proposing.header_times import time_in
from claims.pipeline.proposing.meaning import without_label
from claims.pipeline.proposing.people import counts_whom, written_in
from claims.pipeline.proposing.persons import lists_persons
from claims.pipeline.proposing.places import is_header_of_places
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import PEOPLE, PLAIN, YEAR_PATTERN, keys_of, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.meaning import KnownNames

_CONCEPTS = word_set("concept")
_DESCRIBED = word_set("described")
_COUNTED = word_set("described_count")
_MOST_KINDS, _LONGEST_KIND = 60, 100


def measure_in_cells(
    found: Found,
    free: Sequence[Column],
    *,
    seen: Sequence[Column],
    known: KnownNames,
) -> list[Column]:
    """Take a column whose cells are names of measures as the measure, and return the other columns.

    A name with words of its own ("military killed") stays what it is, as these may say who is counted. Of a column that
    is the measure by its header only the cells are named: "Number of deaths" are the killed.
    """
    if _is_called_a_place(found, free, seen=seen, known=known):
        free = [one for one in free if one.name not in found.used()]
    others = _without_measure(found, free, seen=seen, known=known)
    column = next((one for one in seen if one.name == found.columns.get("measure")), None)
    for kind in dict.fromkeys(column.cells if column else ()):
        if known.meaning(kind) is None and without_label(kind) != kind:
            found.names.setdefault(kind, without_label(kind))
    if column is not None and "columns.measure" not in found.said and known.meaning(column.name):
        _ask_of_first_row(found, column, seen)
    return others


def _ask_of_first_row(found: Found, column: Column, seen: Sequence[Column]) -> None:
    """Ask whether the first row is data, where its cells are a measure and a figure: "Deaths" and "at least 161"."""
    figures = [one.name for one in seen if one is not column and one.is_number and _states_a_figure(one.name)]
    if figures:
        way = "a row that names the columns is to be put above it, or, of CSV and workbooks, --set header=NAME,NAME,…"
        found.wait(f"the first row may be data ({quoted([column.name, *figures])}): if so, {way}")


def _states_a_figure(header: str) -> bool:
    if not any(map(str.isdecimal, header)) or re.fullmatch(YEAR_PATTERN, header.strip()):
        return False
    try:
        figure = parse(header, decimal_mark=".")
    except ClaimsError:
        return False
    return figure.hedge is not Hedge.EXACT or re.search(r"[^\W\d_]", header) is None


def _is_called_a_place(found: Found, free: Sequence[Column], *, seen: Sequence[Column], known: KnownNames) -> bool:
    """Take a column of places by its header as the measure where most cells are some: places stand in headers then.

    Beside times ("12 May 2020 killed") no mapping reads them.
    """
    place = found.columns.get("place")
    called = [one for one in seen if one.name == place] or [one for one in free if is_header_of_places(one.name)]
    column = called[0] if len(called) == 1 else None
    if column is None or not column.cells or "measure" in found.columns.keys() | found.said:
        return False
    kinds = [kind for kind in dict.fromkeys(column.cells) if not {":", "：", "。"} & {*kind}]  # else a note below
    times = {kind: time for kind in kinds if (time := time_in(kind, with_year=True)) is not None}
    measures = [kind for kind in kinds if known.meaning(times[kind].rest if kind in times else kind)]
    if len(measures) * 2 <= len(kinds):
        return False
    if column.name == place:
        del found.columns["place"]
    if times:
        what = f"“{column.name}” holds measures with times (“{next(iter(times))}”)"
        found.wait(f"{what}, which no mapping parts: turn the table so that these are its header")
    else:
        found.columns["measure"] = column.name
        found.unsure.append(f"“{column.name}” is taken as the measure: its cells are {quoted(measures)}")
    return True


def _without_measure(
    found: Found, free: Sequence[Column], *, seen: Sequence[Column], known: KnownNames
) -> list[Column]:
    if "measure" in found.columns:
        said = [kind for one in seen if one.name == found.columns["measure"] for kind in _kinds(one) or one.cells[:1]]
        _name_kinds(found, filter(known.meaning, said), known=known)
        return list(free)
    has_figures = {*FIGURES} & found.columns.keys() and not lists_persons(seen)  # what all persons are is no count
    named = [one for one in seen if known.meaning(one.name)] or free
    keys = [] if has_figures else [one for one in named if one.is_of_keys]
    if (same := _measure_of_all(free if has_figures else keys, known=known)) is not None:
        return _taken(found, free, same, same.cells[:1], f": all its cells are “{same.cells[0]}”", known=known)
    for column in free:
        kinds = _kinds(column)
        measures = [kind for kind in kinds if known.meaning(kind) is not None]
        if kinds and len(measures) * 2 >= len(kinds):
            why = f": its cells are “{'”, “'.join(measures[:3])}” …"
        elif kinds and (_CONCEPTS & set(words_of(column.name)) or _describe(column, kinds, known=known)):
            why = ", as it is called so; check its cells"
        else:
            continue
        return _taken(found, free, column, measures, why, known=known)
    return list(free)


def _taken(
    found: Found, free: Sequence[Column], column: Column, measures: Sequence[str], why: str, *, known: KnownNames
) -> list[Column]:
    """Take a column as the measure, of which some cells are known ones, and return the other columns."""
    found.columns["measure"] = column.name
    found.unsure.append(f"“{column.name}” is taken as the measure{why}")
    _name_kinds(found, measures, known=known)
    return [other for other in free if other is not column]


def _measure_of_all(free: Sequence[Column], *, known: KnownNames) -> Column | None:
    """Return the one column that holds the name of one measure in all of its cells ("measure_name": "Deaths")."""
    same = [one for one in free if len(set(one.cells)) == 1 and known.meaning(one.cells[0]) is not None]
    return same[0] if len(same) == 1 else None


def _name_kinds(found: Found, kinds: Iterable[str], *, known: KnownNames) -> None:
    """Say what cells stand for that are no names themselves; words of their own may say who is counted."""
    others = [kind for kind in kinds if fold(kind.replace("_", " ")) not in known.measures]
    plain_ones = {kind: known.meaning(kind) or "" for kind in others if _says_no_more(kind, known.measures)}
    if len(set(plain_ones.values())) == len(plain_ones):  # else they are told apart by these words
        found.names |= plain_ones
        others = [kind for kind in others if kind not in plain_ones and not set(words_of(kind)) & PERIODIC]
    if whom := _whom_in(others, known=known) if "population" not in found.columns else {}:
        found.whom |= whom
        found.names |= {kind: measure for kind, (measure, _) in whom.items()}
        others = [kind for kind in others if kind not in whom]
        shown = ", ".join(f"“{kind}” ({measure}: {who})" for kind, (measure, who) in whom.items())
        found.unsure.append(f"cells are taken to say who is counted: {shown}; check each population")
    if others:
        listed = ", ".join(f"“{kind}” ({known.meaning(kind)}?)" for kind in others[:_MOST_KINDS])
        found.unsure.append(f"{listed} may say who is counted: [names.measure] says which measure each is")


def _whom_in(kinds: Sequence[str], *, known: KnownNames) -> dict[str, tuple[str, str]]:
    """Return the measure and the people of cells that name both: "military deaths"."""
    said = {kind: counts_whom(kind, known.named, plain=PLAIN) for kind in kinds}
    people = {kind: one for kind, one in said.items() if one is not None and one[1].split()[-1] in PEOPLE}
    return {kind: (measure, written_in(who, kind).lower()) for kind, (measure, who) in people.items()}


def _describe(column: Column, kinds: Sequence[str], *, known: KnownNames) -> bool:
    """Return whether a column that is called a description names what is counted: "Total deaths of suspects"."""
    telling = [kind for kind in kinds if any(word in known.measures or word in _COUNTED for word in words_of(kind))]
    return bool(_DESCRIBED & set(words_of(column.name))) and len(telling) * 2 >= len(kinds)


def _says_no_more(kind: str, names: dict[str, str]) -> bool:
    """Return whether the words of a cell beside its measure say nothing of it: "Cumulative_Killed_Persons"."""
    kind = without_label(kind)
    rest = [word for word in (*keys_of(kind), *words_of(kind)) if word not in PLAIN]
    return bool(rest) and " ".join(rest) in names


def _kinds(column: Column) -> list[str]:
    """Return the different cells of a column if they are a few words that many rows share, else none."""
    kinds = list(dict.fromkeys(column.cells))
    is_short = all(len(kind) <= _LONGEST_KIND and not any(map(str.isdigit, kind)) for kind in kinds)
    return kinds if 1 < len(kinds) <= _MOST_KINDS and is_short and not column.is_date else []
