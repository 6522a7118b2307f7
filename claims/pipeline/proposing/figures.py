"""Where the figures of an unknown table stand: in which columns, and what their headers say of them."""

from __future__ import annotations

import re
from collections import defaultdict
from fnmatch import fnmatchcase
from itertools import chain
from typing import TYPE_CHECKING

from claims.mapping.fields import BOUNDS, FIGURES, Wide
from claims.mapping.flags import set_flag
from claims.pipeline.nobody import is_total, without_notes
from claims.pipeline.proposing.ages import ages_alone, by_age
from claims.pipeline.proposing.behind_measures import behind_measures, has_people_behind
from claims.pipeline.proposing.bound_headers import bounded
from claims.pipeline.proposing.bounds import ask_of_bounds, best_between, figures_of_bounds
from claims.pipeline.proposing.causes import by_cause
from claims.pipeline.proposing.columns import PERIODS, Column
from claims.pipeline.proposing.counts import counts_beside
from claims.pipeline.proposing.crossed_headers import names_with_measures, names_with_times
from claims.pipeline.proposing.dated_sources import sources_with_days
from claims.pipeline.proposing.found import Found
from claims.pipeline.proposing.fractions import counts_only, without_shares
from claims.pipeline.proposing.header_levels import by_levels
from claims.pipeline.proposing.header_times import without_time
from claims.pipeline.proposing.in_order import measures_in_order
from claims.pipeline.proposing.meaning import is_floor, name_header, names_several, other_words, stands_for
from claims.pipeline.proposing.measure_in_cells import measure_in_cells
from claims.pipeline.proposing.named_sources import as_sources, sources_in_headers
from claims.pipeline.proposing.no_counts import without_no_counts, without_years_of_lives
from claims.pipeline.proposing.people import ALL, counted_again, of_whom, take_of_both, take_people
from claims.pipeline.proposing.persons import is_of_one
from claims.pipeline.proposing.places import places_beside_total
from claims.pipeline.proposing.said_in_headers import said_in_headers
from claims.pipeline.proposing.scaled import priced, scaled
from claims.pipeline.proposing.sentences import MOST_LISTED, left_for, not_counted, quoted
from claims.pipeline.proposing.several_in_cells import figures_of_box, whole_in_words
from claims.pipeline.proposing.side_by_side import tables_beside
from claims.pipeline.proposing.spans import drop_total_of_spans, spans_in_headers
from claims.pipeline.proposing.sums import (
    drop_fractional_total,
    drop_total_of_measures,
    drop_total_of_names,
    parts_of_total,
    people_beside,
)
from claims.pipeline.proposing.unexplained import SEVERAL_IN_CELLS, unexplained
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import (
    PEOPLE,
    PLAIN,
    VALUES,
    before_every_header,
    depth_of,
    keys_of,
    without_basis,
    without_running_twins,
    words_of,
)
from claims.pipeline.proposing.years import (
    dates_in_headers,
    months_beside_year,
    months_in_cells,
    without_eastern_years,
    years_behind_one_text,
    years_in_headers,
)
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.meaning import KnownNames

_REST = word_set("rest_of")
"""Words by which a header counts what remains, and not all: "Other deaths"."""
_FEWEST_PEOPLE = 2


def find_figures(found: Found, seen: Sequence[Column], *, known: KnownNames) -> None:
    """Find the figures: in a column, or in several whose headers say the rest.

    The most particular reading goes first, and what it takes is gone for the next ones. A table of months, a box of
    sides or a total beside its parts holds measures as any table does, which would be read without what makes it
    particular. Then come numbers whose header says more than a name: a scale, a currency, who says so, years, bounds.
    Only what is left is looked up by its header alone (`_by_headers`).
    """
    meaning = known.meaning
    seen = drop_total_of_names(found, without_eastern_years(found, without_shares(found, seen)))
    free = without_years_of_lives(found, [one for one in seen if one.name not in found.used()], seen=seen)
    free = without_no_counts(found, free, known=known)
    free = measures_in_order(found, free, names=known.measures)
    free = best_between(found, free, seen=seen, meaning=meaning)
    figures = [column.name for column in free if (column.is_figure and not column.is_year) or _counts(column, known)]
    figures = [name for name in figures if not is_of_one(name, seen)]
    had, figures = figures, by_levels(found, seen, figures, known=known)
    is_read, free = bool(had) and not figures, [one for one in free if one.name not in found.used()]
    if not is_read and ("measure" in found.columns or not any(map(meaning, figures))):
        free = measure_in_cells(found, free, seen=seen, known=known)
    if is_read or months_beside_year(found, free, figures) or months_in_cells(found, free, meaning=meaning):
        return
    said = [column for column in seen if column.name == found.columns.get("says")]
    named = [one for one in free if meaning(one.name)]
    is_read = figures_of_box(found, seen, said, known=known) or parts_of_total(found, seen, names=known.measures)
    if is_read or whole_in_words(found, named, known=known):
        return
    drop_fractional_total(found, seen, figures)
    drop_total_of_measures(found, seen, figures, meaning=lambda header: meaning(without_time(header)))
    drop_total_of_spans(found, figures)
    _figures_in_words(found, [] if figures else free)
    if dates_in_headers(found, free, seen=seen) or set(FIGURES) & found.columns.keys():
        _tell_of_others(found, figures)
        return
    free, others = _with_more(found, free, figures, known=known)
    if figures and not others and not found.claims:  # all are told
        return
    figures = spans_in_headers(found, others, meaning=meaning)
    free = [one for one in free if one.name in figures or one.name not in others]
    numbers = [one.name for one in free if one.is_number]
    are_beside = "says" in found.columns or sources_with_days(found, numbers, meaning=meaning)
    are_beside = are_beside or names_with_times(found, numbers, known=known)
    are_beside = are_beside or tables_beside(found, free, figures, meaning=meaning)
    if are_beside or years_behind_one_text(found, numbers, meaning=meaning):
        return
    if "as_of" not in found.columns:
        figures = said_in_headers(found, figures, known=known, are_years=True, only_parts=True)
    if "as_of" not in found.columns and years_in_headers(found, figures, known=known):
        _tell_left(found, figures)
        return
    _by_headers(found, free, figures, known=known)


def _with_more(
    found: Found, free: Sequence[Column], figures: Sequence[str], *, known: KnownNames
) -> tuple[list[Column], list[str]]:
    """Take columns whose headers say a scale, a currency, a source or a time; return the others: all, and figures."""
    others = scaled(found, figures, known=known)
    free = [one for one in free if one.name in others or one.name not in figures]
    if "measure" not in found.columns:
        others = priced(found, others, seen=free, known=known)
    bounds, _ = bounded(others) or ((), "")
    apart = [one for one in others if one not in bounds]
    apart = sources_in_headers(found, apart, known=known)
    others = [one for one in others if one in bounds or one in apart]
    said = said_in_headers(found, others, known=known)
    return [one for one in free if one.name in said or one.name not in others], said


def _figures_in_words(found: Found, free: Sequence[Column]) -> None:
    """Take beside a column of measures the one whose header says that it holds figures: "Value as printed"."""
    if "measure" not in found.columns or set(FIGURES) & found.columns.keys():
        return
    named = [one.name for one in free if VALUES & set(words_of(one.name)) and one.mostly_holds_digits]
    if len(named) == 1:
        found.columns["says"] = named[0]
        found.unsure.append(f"“{named[0]}” is taken as the figure, by its name")


def _by_headers(found: Found, free: Sequence[Column], figures: Sequence[str], *, known: KnownNames) -> None:
    """Take columns whose headers are measures, sources or whom they count; else numbers that no header explains."""
    found.left_out += [
        f"“{one.name}” {SEVERAL_IN_CELLS} (“{one.cells[0]}”) and is not read: make a column of each"
        for one in free
        if one.cells and names_several(one.name, known.measures)
    ]
    if pairs := bounded(figures):
        figures = figures_of_bounds(found, *pairs, figures=figures, known=known)
        if not figures:
            return
    figures = said_in_headers(found, figures, known=known, are_years=True)
    counted = _counted(found, figures, seen=free, known=known)
    has_rates = len(counted) < len(figures)
    figures = _by_basis(found, _running(found, counted), names=known.measures)
    figures = by_cause(found, figures, meaning=known.meaning)
    figures = _ages(found, figures, names=known.measures)
    figures = names_with_measures(found, figures, known=known)
    plain = PLAIN | before_every_header([one.name for one in free], figures)
    figures = _people(found, figures, known=known, plain=plain)
    figures = _named_behind(found, figures, names=known.measures)
    figures = places_beside_total(found, figures, meaning=known.meaning)
    sources = [name for name in figures if stands_for(without_notes(name), known.speakers)]
    measures = _measures(found, figures, names=known.measures) if "measure" not in found.columns else []
    if len(sources) > 1 and "source" not in found.columns:
        as_sources(found, figures, sources, names=known.measures)
    elif measures:
        floors = [name for name in measures if is_floor(name)]
        if exact := tuple(name for name in measures if name not in floors):
            found.wide.append(Wide(columns=exact, header="measure"))
        if floors:
            found.wide.append(Wide(columns=tuple(floors), header="measure", value="low"))
            found.unsure.append(f"cells of {quoted(floors)} are taken as lower bounds, as the header says")
    elif has_rates and not found.wide and not found.claims:
        found.left_out += [not_counted(figures)] * bool(figures)
    elif not found.wide and not found.claims and not {*BOUNDS} & found.columns.keys():
        unexplained(found, free, figures, known=known)
    else:
        _tell_left(found, figures)


def _tell_left(found: Found, figures: Sequence[str]) -> None:
    """Say which columns of numbers are not read, where no other sentence names them."""
    read = found.used() | {name for wide in found.wide for name in wide.columns}
    left = [name for name in figures if name not in read and not any(fnmatchcase(name, one) for one in read)]
    if left := [name for name in left if not any(f"“{name}”" in told for told in (*found.left_out, *found.unsure))]:
        found.left_out.append(not_counted(left, with_way=bool(found.wide)))


def _counted(found: Found, figures: Sequence[str], *, seen: Sequence[Column], known: KnownNames) -> list[str]:
    """Return the columns without those that are named as a count and hold decimals."""
    if "measure" in found.columns:
        return list(figures)
    others = {None, *known.money}
    return counts_only(found, figures, seen=seen, counts=lambda one: known.meaning(one) not in others)


def _running(found: Found, figures: Sequence[str]) -> list[str]:
    """Leave out what counts a time of its own where its running total stands in a column beside it."""
    if twins := without_running_twins(figures):
        shown = [f"“{name}” beside “{total}”" for name, total in twins.items()][:MOST_LISTED]
        listed = ", ".join(shown) + " …" * (len(twins) > len(shown))
        found.left_out.append(f"{listed}: the running total is read; the other needs a mapping with period_start")
    return [name for name in figures if name not in twins]


def _tell_of_others(found: Found, figures: Sequence[str]) -> None:
    """Say which numbers are not read beside a column that has the name of a figure ("total")."""
    says = found.columns.get("says")
    others = [name for name in figures if name not in found.used()]
    if says is not None and is_total(says) and _people_beside_all(found, others, total=says):
        return
    ask_of_bounds(found, others)
    if says is not None and len(others) > 1 and not found.wide:
        listed = quoted(others)
        way = '[[wide]] columns = [...] and header = "place", "source" or "measure" says what their headers are'
        if is_total(says) and "measure" in found.said and "measure" not in found.columns:
            way = f"{set_flag('wide.header', 'place')} (or source, population) says what these are"
        found.unsure.append(f"“{says}” is taken as the figure; numbers in {listed} are not read: {way}")


def _people_beside_all(found: Found, headers: Sequence[str], *, total: str) -> bool:
    """Take columns of people beside one of their total as whom figures count; return whether there are some."""
    given = found.columns.keys() | found.constants.keys() | found.said
    if len(headers) < _FEWEST_PEOPLE or not all(fold(one) in PEOPLE for one in headers) or "population" in given:
        return False
    del found.columns["says"]
    found.wide.append(Wide(columns=tuple(headers), header="population"))
    found.wide.append(Wide(columns=(total,), constants={"population": ALL}))
    found.unsure.append(f"headers are taken to say who is counted: {quoted(headers)}; “{total}” is all of them")
    return True


def _by_basis(found: Found, figures: Sequence[str], *, names: dict[str, str]) -> list[str]:
    """Take columns that count one measure by what they rest on ("verified", "reported"), and return the others."""
    parts: dict[str, dict[str, str]] = {}
    meant = [stands_for(header, names) for header in figures]
    for header in figures if "measure" not in found.columns else ():
        rest, basis = without_basis(header)
        measure = stands_for(rest, names)
        if measure is not None and not other_words(rest, names) and basis not in parts.setdefault(measure, {}).values():
            parts[measure][header] = basis
    told = {
        measure: headers
        for measure, headers in parts.items()
        if any(headers.values()) and (len(headers) > 1 or meant.count(measure) == 1)
    }
    told = {measure: headers for measure, headers in told.items() if not any(map(is_floor, headers))}
    for measure, headers in told.items():
        found.names |= {header: measure for header in headers if fold(header) not in names}
    bases = dict.fromkeys(basis for headers in told.values() for basis in headers.values())
    for basis in bases:
        columns = tuple(header for headers in told.values() for header, one in headers.items() if one == basis)
        found.wide.append(Wide(columns=columns, header="measure", constants={"basis": basis} if basis else {}))
    if told:
        shown = [header for headers in told.values() for header, basis in headers.items() if basis]
        found.unsure.append(f"headers are taken to say what figures rest on (basis): {quoted(shown)}")
    return [header for header in figures if not any(header in headers for headers in told.values())]


def _ages(found: Found, figures: Sequence[str], *, names: dict[str, str]) -> list[str]:
    """Take columns that count a measure by ages, each a population, and return the others."""
    if "population" not in found.columns and (alone := ages_alone(figures)):
        are_labelled = any("/" in one or ":" in one for one in alone)  # "Age group / 0-17"
        pattern = r"^(?:[^/:]*[/:]\s*)?(?P<population>.+)$"
        found.wide.append(Wide(alone, pattern=pattern) if are_labelled else Wide(alone, header="population"))
        found.unsure.append(f"the headers {quoted(alone)} are taken as ages of those counted")
        return [name for name in figures if name not in alone]
    aged = None if {"measure", "population"} & found.columns.keys() else by_age(figures, names)
    if aged is None:
        return list(figures)
    found.wide.append(Wide(columns=aged[0], pattern=aged[1]))
    found.unsure.append(f"what stands behind a measure in {quoted(aged[0])} is taken as ages of those counted")
    return [name for name in figures if name not in aged[0]]


def _people(found: Found, figures: Sequence[str], *, known: KnownNames, plain: frozenset[str]) -> list[str]:
    """Take columns that count one measure of different people, and return the others."""
    plainest = sorted(figures, key=depth_of)  # of "killed_children" and "verified.killed_children" the first is read
    people = {} if "measure" in found.columns else of_whom(plainest, known.named, plain=plain)
    if people and "population" in found.columns:
        return take_of_both(found, figures, people, column=found.columns["population"])
    is_said = {"measure", "population"} & found.columns.keys()
    again = {} if is_said else counted_again(figures, people, known.named, plain=plain)
    found.left_out += [left_for([header], first, people[first][0]) for header, first in again.items()]
    return take_people(found, [header for header in figures if header not in again], people)


def _named_behind(found: Found, figures: Sequence[str], *, names: dict[str, str]) -> list[str]:
    """Take columns whose headers are a measure with the name of a place or of people, and return the others."""
    behind = behind_measures(figures, names)
    if behind is None or {"measure", behind[2]} & found.columns.keys():
        return list(figures)
    columns, pattern, field = behind
    found.wide.append(Wide(columns=columns, pattern=pattern))
    other = "population" if field == "place" else "place"
    what = f"is taken as the {field}; else write (?P<{other}>"
    found.unsure.append(f"what stands behind a measure in {quoted(columns)} {what}")
    unknown = dict.fromkeys(match["measure"] for one in columns if (match := re.match(pattern, one)))
    if others := [name for name in unknown if not stands_for(name, names)]:
        found.unsure.append(f"so are measures that are not known yet before the same names: {quoted(others)}")
    left = [name for name in figures if name not in columns]
    if left and not any(stands_for(name, names) for name in left):
        found.left_out.append(not_counted(left))
    return left


def _measures(found: Found, figures: Sequence[str], *, names: dict[str, str]) -> list[str]:
    """Return the columns whose headers are known measures; what a longer header stands for goes to the names."""
    taken: dict[str, str] = {}
    again: dict[str, list[str]] = defaultdict(list)
    for name in sorted(
        figures, key=lambda name: (fold(name) not in names, depth_of(name), len(other_words(name, names)))
    ):
        measure = stands_for(name, names)
        other = (set(words_of(name)) | keys_of(name)) & (PERIODS | _REST)
        if measure is None or (other and f"names.measure.{name}" not in found.said):
            continue
        if measure in taken.values():
            again[measure].append(name)
            continue
        taken[name] = measure
    for column, measure in taken.items():
        if measure in again:
            found.left_out.append(left_for(again[measure], column, measure))
    counts = counts_beside(found, [name for name in figures if name not in taken]) if taken else []
    left = [name for name in figures if name not in {*taken, *counts, *chain.from_iterable(again.values())}]
    left = people_beside(found, left, taken, headers=figures)
    if taken and left:
        found.left_out.append(not_counted(left, with_way=True))
    for name, measure in taken.items():
        name_header(found, name, measure, names=names)
    return [name for name in figures if name in {*taken, *counts}]


def _counts(column: Column, known: KnownNames) -> bool:
    """Return whether a column is named as a measure and holds digits, though not all of its cells can be read."""
    named = known.meaning(column.name) is not None or has_people_behind(column.name, known.measures)
    named = named and not column.is_other_than_people
    digits = sum(any(sign.isdigit() for sign in cell) for cell in column.cells)
    is_plain = fold(column.name) in known.measures and digits > 1  # most of its cells may state nothing: "NR"
    return named and bool(column.cells) and (column.mostly_holds_digits or is_plain) and not column.is_date
