"""The mapping of a table that nobody mapped, found in steps: what each column is, and then what is left open.

The steps build on each other; their order and the reason for it stand in `of_unknown`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from claims import dates
from claims.mapping import Mapping
from claims.mapping.cells import names_in
from claims.mapping.fields import FIGURES, Split, Wide
from claims.mapping.flags import headers_are
from claims.pipeline.proposing.around import (
    around,
    dated_by_headings,
    lines_around,
    measure_around,
    sourced_by_headings,
    tables_together,
)
from claims.pipeline.proposing.beside_columns import figures_of_no_header
from claims.pipeline.proposing.causes import beside_causes, of_the_event, unknown_before
from claims.pipeline.proposing.columns_told import told_in_rows
from claims.pipeline.proposing.date_columns import OWN_MONTH, days_in_a_row, numbered_days, taken
from claims.pipeline.proposing.decimal_mark import marks_of
from claims.pipeline.proposing.figure_said import as_scaled, by_figure_said, flags_for, says_the_same, without_year
from claims.pipeline.proposing.found import NOT_SAID, Found
from claims.pipeline.proposing.fractions import skip_shares
from claims.pipeline.proposing.headings import heading_rows
from claims.pipeline.proposing.in_words import figures_in_words
from claims.pipeline.proposing.left_open import (
    often_empty,
    rows_without_people,
    rows_without_place,
    say_the_rest,
    second_numbers,
    unnamed_parts,
)
from claims.pipeline.proposing.marks import leave_flags, without_exponents, without_flags
from claims.pipeline.proposing.measures import counts_people, with_further_names
from claims.pipeline.proposing.misread import drop_misread
from claims.pipeline.proposing.modifiers import find_modifier
from claims.pipeline.proposing.named_groups import by_named_groups
from claims.pipeline.proposing.named_sources import sources_by_title
from claims.pipeline.proposing.numbered_groups import in_numbered_groups
from claims.pipeline.proposing.one_event import ask_for_events, names_beside_places
from claims.pipeline.proposing.one_event_a_row import named_with_day, named_with_place
from claims.pipeline.proposing.origins import of_origins
from claims.pipeline.proposing.own_records import figures_of_records, without_parents
from claims.pipeline.proposing.people import with_whom_in_cells
from claims.pipeline.proposing.periods import counted_by_period, standing_at_years
from claims.pipeline.proposing.records import (
    by_glide,
    figures_in_lists,
    lists_within,
    name_without_wrapper,
    recognised,
    without_kinds,
)
from claims.pipeline.proposing.rows_alike import told_apart
from claims.pipeline.proposing.scope import ask_for_speakers, find_scope, keep_to_one_part, tell_of_whom
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.several_in_cells import box_of_one, only_with_figures, parted
from claims.pipeline.proposing.spans import spans_of_events
from claims.pipeline.proposing.spelling import spelled_as_one
from claims.pipeline.proposing.told_around import lines_beside, notes_below
from claims.pipeline.proposing.twins import without_twins
from claims.pipeline.proposing.unstated import not_stated, placeholders
from claims.pipeline.proposing.versions import earlier_and_later
from claims.pipeline.proposing.whom_in_cells import figures_and_whom
from claims.pipeline.proposing.words import plain
from claims.pipeline.proposing.yearless import day_beside_year, short_years, with_year, with_year_said
from claims.pipeline.proposing.years import with_era
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.meaning import KnownNames
    from claims.pipeline.proposing.sample import Sample

_SLASHED = re.compile(r"(\d\d?)[/-](\d\d?)[/-](\d{4})")
_OF_WHAT = frozenset(("measure", "population"))
"""Fields by which figures of one row differ, so that none can be said of all where columns say several."""
_FEW_YEARS, _FEW_MONTHS = 2, 3
_DOTTED = re.compile(r"\d\d?\.\d\d?\.\d")


def of_unknown(
    sample: Sample, *, known: KnownNames, may_fall: Callable[[str], bool], said: Mapping | None
) -> tuple[Mapping, Found]:
    """Return the mapping that headers and first rows show, and what a person is told of it.

    known are the names on record, may_fall tells of a measure whether its figures are no running totals; what people
    said of the file goes before what it shows. The order of the steps matters: each takes columns, and the next look at
    what is left.
    """
    if said is not None and said.ignore:
        sample = sample.without(said.ignore)
    known = _with_said(known, said)
    found = Found(recognised([one.name for one in sample.seen], file=sample.file))
    told = said or Mapping("")
    found.said = frozenset((*told.constants, *(f"split.{field}" for field in told.split)))
    found.said |= {f"columns.{field}" for field in told.columns}
    found.mapped = frozenset(told.columns.values())
    found.said |= {f"names.measure.{text}" for text in told.names.get("measure", {})}
    if (whom := told.columns.get("population")) in {one.name for one in sample.seen}:
        found.columns["population"] = whom
    found.headers, said = _headers_said(said)
    if said is not None and said.levels:
        found.levels = {int(number): field for number, field in said.levels.items()}
        said = replace(said, levels={})
    found.order = None if said is None else said.dates
    found.reads_numbers = said is not None and bool(said.language or said.decimal)
    seen = _fields(found, sample, measures=known.measures, said=said or Mapping(""))
    _figures(found, seen, above=sample.above, known=known)
    told_in_rows(found, sample, speakers=known.speakers)
    skip_shares(found, seen, names=known.measures)
    lines = lines_around(seen, sample.rows, above=sample.above)
    say_the_rest(found, seen, known=known, file=sample.file, lines=lines)
    of_all = None if said is None else said.constants.get("measure")
    name_without_wrapper(found)
    mapping = _mapping(found, seen, sample=sample, known=known, measure=of_all)
    mapping = with_whom_in_cells(found, mapping, sample.whole(sample.seen))
    if said is not None:
        mapping, said = _source_of_the_rest(found, mapping, as_scaled(mapping, said))
        mapping = by_figure_said(found, mapping, said, measures=known.measures)
        mapping, said = with_year_said(found, mapping, said)
        _tell_what_is_said_otherwise(found, mapping, said=said, measures=known.measures)
        mapping = without_year(found, _without_people_as_place(mapping, said=said).overridden_by(said), said)
    mapping = by_named_groups(found, of_the_event(found, mapping, seen), seen)
    unknown_before(found, mapping, seen, names=known.measures, said=said)
    mapping = _told_by_claims(found, mapping, seen, sample=sample, may_fall=may_fall)
    mapping = sourced_by_headings(found, dated_by_headings(found, mapping, seen), seen)
    if said is not None:
        dated = {"as_of"} if "year" in said.columns else set()
        hedges = {f"hedge.{column}" for column in (*said.ignore, *said.columns.values())}
        rows = {f"skip.{column}" for column in (*said.skip, *said.ask)}
        written = {f"written.{field}" for field in said.written}
        found.settle({*said.constants, *said.columns, *dated, *hedges, *rows, *written}, said.columns.values())
    _tell_what_is_open(found, mapping, seen, sample=sample, names=known.measures)
    found.asked += measure_around(mapping, seen, above=sample.above, names=known.measures)
    found.left_out += second_numbers(mapping, sample.whole(seen), measures=known.measures.keys())
    figures_in_lists(found, mapping, seen, measures=known.measures)
    earlier_and_later(found, mapping, sample.whole(seen), meaning=known.meaning)
    return found.with_doubts(mapping), found


def _with_said(known: KnownNames, said: Mapping | None) -> KnownNames:
    """Return names with those that people said of the measures in this file, whose columns are read as known ones."""
    told = {} if said is None else said.names.get("measure", {})
    measures = known.measures
    of_file = {one: measures.get(fold(to), to) for text, to in told.items() if to for one in (fold(text), plain(text))}
    return replace(known, measures={**measures, **of_file}) if of_file else known


def _headers_said(said: Mapping | None) -> tuple[str, Mapping | None]:
    """Return the field that people said of headers that are no known names, "" if none; and what else they said."""
    if said is None or len(said.wide) != 1:
        return "", said
    (one,) = said.wide
    is_field_only = one == Wide(columns=(), header=one.header)
    return (one.header or "", replace(said, wide=())) if is_field_only else ("", said)


def _fields(found: Found, sample: Sample, *, measures: dict[str, str], said: Mapping) -> list[Column]:
    """Find all that is no figure: event, source, place and date. Return the columns in which figures may stand.

    It comes before the figures, as years, codes and numbers of districts would be taken for some.
    """
    drop_misread(found, {column.name: column for column in sample.seen})  # a wrong name would keep the right one away
    seen = in_numbered_groups(found, figures_of_records(found, sample.seen, measures=measures), measures=measures)
    seen = without_parents(found, seen, measures=measures)
    seen = without_kinds(found, without_twins(found, seen), rows=len(sample.rows))
    box_of_one(found, seen)  # its title is the event, before a column is looked for
    day_beside_year(found, seen)
    find_scope(found, seen, measures=measures)
    spans_of_events(found, seen)
    by_glide(found, seen)  # where no name of events was found
    numbered_days(found, seen, written=said.written, left_out=said.ignore)
    if "as_of" not in said.written and "{" not in said.columns.get("as_of", ""):
        with_year(found, seen, above=sample.above, file=sample.file)
    return seen


def _figures(found: Found, seen: Sequence[Column], *, above: Sequence[str], known: KnownNames) -> None:
    """Find the figures among the columns that are left, and then what depends on which ones they are."""
    figures_and_whom(found, without_exponents(found, without_flags(seen)), known=known)
    leave_flags(found, seen)
    sources_by_title(found, seen, above=above, names=known.measures)
    figures_in_words(found, seen, measures=known.measures)
    find_modifier(found, seen)
    keep_to_one_part(found, seen)
    with_era(found, seen)


def _told_by_claims(
    found: Found, mapping: Mapping, seen: Sequence[Column], *, sample: Sample, may_fall: Callable[[str], bool]
) -> Mapping:
    """Return a mapping mended by what its own claims show: rows alike, falling totals, places written in two ways.

    Rows are told apart first: figures of several places in one series would seem to fall.
    """
    columns, rows, file = sample.columns, sample.rows, sample.file
    mapping, told = named_with_day(mapping, columns, rows)
    found.unsure += told
    mapping = of_origins(found, mapping, seen)
    mapping = told_apart(found, mapping, replace(sample, seen=seen))
    mapping = only_with_figures(mapping, columns, rows, file=file)
    tell_of_whom(found, seen, mapping=mapping)
    ask_for_speakers(found, seen, mapping=mapping)
    mapping, fallen = counted_by_period(mapping, columns, rows, file=file, may_fall=may_fall)
    mapping, standing = standing_at_years(mapping)
    if standing:
        found.withdraw(f"“{mapping.columns['as_of']}” is taken as the year that is counted")
    mapping, spelled = spelled_as_one(mapping, columns, rows, file=file)
    if "period_start" in mapping.columns:
        found.unsure = [one for one in found.unsure if not one.startswith(OWN_MONTH)]
    found.unsure += (*fallen, *standing, *spelled)
    return mapping


def _without_people_as_place(mapping: Mapping, *, said: Mapping) -> Mapping:
    """Return a mapping whose place is no column of which people said that it is whom, or whose, its figures are."""
    if mapping.columns.get("place") not in {said.columns.get(field, "") for field in ("population", "source")}:
        return mapping
    return replace(mapping, columns={field: column for field, column in mapping.columns.items() if field != "place"})


def _source_of_the_rest(found: Found, mapping: Mapping, said: Mapping) -> tuple[Mapping, Mapping]:
    """Take a source that is said where only some columns name their own for that of the others; return what is left."""
    value = said.constants.get("source")
    blocks = [*(one.constants for one in mapping.claims), *(one.constants for one in mapping.wide)]
    read = dict.fromkeys(one.columns["source"] for one in mapping.claims if "source" in one.columns)
    own = [*dict.fromkeys(one["source"] for one in blocks if "source" in one), *read]
    if value is None or not own or (not read and mapping.constants.get("source") != NOT_SAID):
        return mapping, said
    if mapping.constants.get("source") != NOT_SAID:
        found.wait(f"“{value}” is said of all, and {quoted(read)} name the source of each: leave out --set source")
        return mapping, said
    told = f"“{value}” is the source of the columns that name none"
    found.unsure.append(f"{told}; those of the others: {quoted(own)}")
    rest = {name: one for name, one in said.constants.items() if name != "source"}
    return replace(mapping, constants={**mapping.constants, "source": value}), replace(said, constants=rest)


def _tell_what_is_said_otherwise(found: Found, mapping: Mapping, *, said: Mapping, measures: dict[str, str]) -> None:
    """Say what the file tells of a field that people said of all figures, which goes before it."""
    for field, value in said.constants.items():
        own = mapping.columns.get(field)
        if own is not None:
            found.withdraw(f"“{own}” is taken as the {field}")
            way = f"leave out --set {field} to read it"
            found.unsure.append(f"“{own}” is not read as the {field}, as “{value}” is said of all: {way}")
        named = [one for one in mapping.wide if one.header == field or f"(?P<{field}>" in (one.pattern or "")]
        if named and not (
            field == "measure" and all(says_the_same(mapping, one, value, measures=measures) for one in named)
        ):
            what = f"headers are read as the {field}, which goes before “{value}” as said of all"
            several = flags_for(named[0], value, measures=measures) if field == "measure" else ""
            found.wait(f"{what}: {several or f'where they are something else, {headers_are()}'}")
        blocks = [*(one.constants for one in mapping.claims), *(one.constants for one in mapping.wide)]
        stated = dict.fromkeys(one.get(field, value) for one in blocks)
        kinds = measures if field == "measure" else {}
        same = {value, NOT_SAID, kinds.get(fold(value), value)}
        if others := [one for one in stated if one not in same and kinds.get(fold(one), one) not in same]:
            way = f"leave out --set {field} to read them"
            told = f"“{value}” is said of all, and not what columns say ({field}: {quoted(others)}): {way}"
            if field in _OF_WHAT:
                found.wait(told)
            elif sum(one.endswith(NOT_SAID) for one in others) > 1:
                found.wait(f"{told}; --set {field}=YEAR says their year")
            else:
                found.unsure.append(told)
    for field, column in said.columns.items():
        for name in names_in(column):
            found.withdraw(f"“{name}” names something in each")
        if (own := mapping.columns.get(field)) is not None and own != column:
            found.withdraw(f"“{own}” is taken as the {field}")
            found.withdraw(f"the addresses behind the names in “{own}”")


def _tell_what_is_open(
    found: Found, mapping: Mapping, seen: Sequence[Column], *, sample: Sample, names: Container[str]
) -> None:
    """Ask what the finished mapping leaves open: first what stands around the table and may say it."""
    beside = lines_beside(sample.rows)
    found.asked[:0] = around(mapping, seen, above=sample.above, below=beside, file=sample.file)
    names_beside_places(found, mapping, seen)
    named_with_place(found, mapping, sample.columns, sample.rows)
    ask_for_events(found, mapping, seen, measures=names)
    read = {one.name for one in _read_as_figures(found, seen)}
    bare = () if any(one.startswith("column ") for one in mapping.ignore) else sample.columns
    for question in (*tables_together(mapping, seen), *figures_of_no_header(bare, sample.rows, read=read)):
        found.wait(question)
    often_empty(found, mapping, seen, rows=len(sample.rows) - len(beside))
    for asked_of in (rows_without_place, rows_without_people):
        asked_of(found, mapping, sample.columns, [*sample.rows, *sample.further], file=sample.file)
    found.unsure += unnamed_parts(mapping, sample.columns, sample.rows)
    found.unsure += heading_rows(mapping, sample.columns, sample.rows)
    told = "".join((*found.asked, *found.unsure))
    if notes := [one for one in notes_below(sample.rows) if f"“{one}”" not in told]:
        found.left_out.append(f"below the table stands {quoted(notes)}, which is not read")
    beside_causes(found, mapping, seen)
    lists_within(found, mapping, seen, measures=names)
    placeholders(found, sample.whole(seen), mapping=mapping)


def _mapping(
    found: Found, seen: Sequence[Column], *, sample: Sample, known: KnownNames, measure: str | None
) -> Mapping:
    """Return the mapping, with decimal mark and order of dates as far as cells prove them; measure is said of all."""
    by_name = {column.name: column for column in seen}
    figures = parted(found, _read_as_figures(found, seen))
    written = short_years(found, by_name)
    source = by_name.get(found.columns.get("source", ""))
    split = {**({"source": Split((";",))} if source is not None and source.holds(";") else {}), **found.split}
    days_in_a_row(found, sample.whole(seen))
    order = _order_of_dates(found, {column.name: column for column in sample.whole(seen)})
    language, decimal = marks_of(
        found, seen, figures=sample.whole(figures), is_count=counts_people(found, known, said=measure)
    )
    mapping = Mapping(
        name=PurePath(sample.file).name,
        format=sample.importer if sample.importer != "csv" else None,
        language=language,
        decimal=decimal,
        dates=order,
        constants=found.constants,
        columns=found.columns,
        claims=tuple(found.claims),
        wide=tuple(found.wide),
        split=split,
        take=found.take,
        skip=found.skip,
        written=written,
        names={"measure": found.names} if found.names else {},
        not_stated=not_stated(found, seen),
    )
    return with_further_names(mapping, seen, names=known.further)


def _read_as_figures(found: Found, seen: Sequence[Column]) -> list[Column]:
    """Return the columns that are read as figures."""
    named = {
        fields.get(one) for fields in (found.columns, *(block.columns for block in found.claims)) for one in FIGURES
    }
    figures = [column for column in seen if column.name in named]
    figures += [column for column in seen if any(column.name in wide.columns for wide in found.wide)]
    if any(not wide.columns for wide in found.wide):  # headers that are dates
        figures += [one for one in seen if one.is_figure and one.name not in found.used() and one not in figures]
    return figures


def _by_first_days(cells: Sequence[str]) -> Literal["dmy", "mdy"] | None:
    """Return the order by which all dates of several years are first days of months: 1/1/2016, 2/1/2016, 3/1/2016."""
    parts = [match.groups() for cell in cells if (match := _SLASHED.fullmatch(cell.strip()))]
    if not parts or len(parts) < len(cells) or len({year for *_, year in parts}) < _FEW_YEARS:
        return None
    firsts, seconds = ({int(one[place]) for one in parts} for place in (0, 1))
    if seconds == {1} and len(firsts) >= _FEW_MONTHS:
        return "mdy"
    return "dmy" if firsts == {1} and len(seconds) >= _FEW_MONTHS else None


def _order_of_dates(found: Found, seen: dict[str, Column]) -> Literal["dmy", "mdy"] | None:
    """Return the order of day and month that the dates prove; asked where nothing does and it matters."""
    dated = {one: seen.get(found.columns.get(one, "")) for one in ("as_of", "period_start")}
    days = [taken(column.cells, found.take.get(one)) for one, column in dated.items() if column is not None]
    orders = {order for cells in days if (order := dates.column_order(cells))}
    both = {order: cell for cells in days for cell in cells if (order := dates.column_order((cell,)))}
    if len(both) > 1 and not orders:
        shown = " and ".join(f"“{cell}”" for cell in both.values())
        found.asked.append(f"its dates prove both orders ({shown}), and those that can be read in two ways are refused")
        return None
    open_days = [cell for cells in days for cell in cells if dates.needs_order(cell)] if not orders else []
    if open_days and all(_DOTTED.match(cell) for cell in open_days):
        orders = {"dmy"}
        found.unsure.append(f"“{open_days[0]}” is read with the day first, as dates with dots are written")
    elif open_days and (first := _by_first_days([cell for cells in days for cell in cells])):
        orders = {first}
        part = "month" if first == "mdy" else "day"
        found.unsure.append(
            f"“{open_days[0]}” is read with the {part} first, as all dates are first days of months then"
        )
    elif open_days and found.order is None:
        found.asked.append("nothing proves the order of its dates: --set dates=dmy (day first) or --set dates=mdy")
    return orders.pop() if len(orders) == 1 else None
