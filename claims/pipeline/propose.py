"""A mapping proposed for a file that nobody mapped, with the first claims that it would give and what is unsure.

Only what the file shows is proposed. What it does not say (whose figures, of what) stands as "?", which is never
recorded: an ingest with it is refused until somebody says it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from claims import dates
from claims.errors import BadFile, BadMapping, NoRecords
from claims.mapping import Mapping, plan, resolve, shipped_mappings, to_toml
from claims.mapping.fields import FIGURES, Split
from claims.model import Draft, Problem
from claims.pipeline.file import on_disk
from claims.pipeline.proposing.columns import Column, bounded, look_at
from claims.pipeline.proposing.date_columns import taken
from claims.pipeline.proposing.decimal_mark import marks_of, with_mark_of_hashtags
from claims.pipeline.proposing.figures import MOST_LISTED, NOT_SAID, open_question
from claims.pipeline.proposing.found import Found
from claims.pipeline.proposing.left_open import (
    AROUND,
    NO_DATE,
    around,
    lines_around,
    often_empty,
    say_the_rest,
    second_numbers,
    titles_above,
    with_places,
)
from claims.pipeline.proposing.measures import counts_people, known_names, may_fall, with_further_names
from claims.pipeline.proposing.misread import drop_misread
from claims.pipeline.proposing.modifiers import find_modifier
from claims.pipeline.proposing.periods import counted_by_period
from claims.pipeline.proposing.places import hashtag_columns
from claims.pipeline.proposing.records import (
    beside_records,
    by_glide,
    for_records,
    keyed,
    lists_of_records,
    lists_within,
    recognised,
    without_kinds,
)
from claims.pipeline.proposing.rows_alike import told_apart
from claims.pipeline.proposing.scope import find_scope, keep_to_one_part, tell_of_whom
from claims.pipeline.proposing.several_in_cells import box_of_one, only_with_figures, parted
from claims.pipeline.proposing.spelling import spelled_as_one
from claims.pipeline.proposing.twins import without_twins
from claims.pipeline.proposing.unstated import not_stated, placeholders
from claims.pipeline.proposing.whom_in_cells import figures_and_whom
from claims.pipeline.proposing.yearless import short_years, with_year
from claims.pipeline.proposing.years import with_era
from claims.pipeline.source import TableSource, choices
from claims.table import Paths, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.file import InFile
    from claims.table import ReadOptions

LOOKED_AT = 500
CLAIMS_SHOWN = 10
_PAGES = frozenset(("html", "markdown"))
_DOTTED = re.compile(r"\d\d?\.\d\d?\.\d")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping for a file, with the first claims that it gives (or why not) and what a person should look at."""

    mapping: Mapping
    unsure: tuple[str, ...]
    first: tuple[Draft | Problem, ...]
    unread: tuple[str, ...]

    def as_toml(self) -> str:
        """Return the proposal as a mapping file; claims and doubts stand in comments."""
        lines = [f"# unsure: {_line(one)}" for one in self.unsure]
        if self.unread:
            listed = ", ".join(self.unread[:MOST_LISTED]) + " …" * (len(self.unread) > MOST_LISTED)
            lines.append(f"# columns not read: {_line(listed)}")
        lines += ["#", "# The first claims that it gives:" if self.first else "# It gives no claim."]
        lines += [f"# {_line(_shown(one))}" for one in self.first]
        return to_toml(self.mapping) + "\n" + "\n".join(lines) + "\n"


def propose(
    file: str,
    *,
    store: ClaimStore | None = None,
    options: ReadOptions | None = None,
    format: str | None = None,
    said: Mapping | None = None,
    allow_private: bool = False,
) -> Proposal:
    """Return a mapping for a file by what its headers and first rows show; raises BadFile if it cannot be read.

    With a store its sources and measures are known in headers, without one the measures that every database has. What
    people said of the file (said, as `claims.mapping.from_flags` gives it) goes before what it shows. An address is
    fetched once; allow_private lets it be one inside the reader's own network.
    """
    with on_disk(file, allow_private=allow_private) as given:
        return propose_of(given, store=store, options=options, format=format, said=said)


def propose_of(
    given: InFile,
    *,
    store: ClaimStore | None = None,
    options: ReadOptions | None = None,
    format: str | None = None,
    said: Mapping | None = None,
) -> Proposal:
    """Return what `propose` does, of a file at hand; of an object with one list of records in it the list is read."""
    try:
        return _propose(given, store=store, options=options, format=format, said=said)
    except NoRecords as error:
        if said is not None and said.records is not None:
            raise
        named = said or Mapping(PurePath(given.name).name)
        tried: list[tuple[Proposal, str]] = []
        for path, told in lists_of_records(error.lists):
            try:
                whole = replace(named, records=path)
                tried.append((_propose(given, store=store, options=options, format=format, said=whole), told))
            except BadFile:
                continue
            if len(tried) == 1 and _states_numbers(tried[0][0]):
                break
        fitting = tried if len(error.lists) == 1 else [one for one in tried if _states_numbers(one[0])]
        if len(fitting) != 1:
            raise  # the figures may stand in any of them
        inner, told = fitting[0]
        said_beside = beside_records(error.beside, inner.mapping)
    return replace(inner, unsure=(told, *inner.unsure, *said_beside))


def _states_numbers(proposal: Proposal) -> bool:
    return any(isinstance(one, Draft) and _states_a_number(one) for one in proposal.first)


def _propose(
    given: InFile,
    *,
    store: ClaimStore | None,
    options: ReadOptions | None,
    format: str | None,
    said: Mapping | None,
) -> Proposal:
    file = given.name
    source = TableSource(given, mapping=said, options=options, format=format)
    with source.table() as table:
        rows = [row for row in islice(table.rows, LOOKED_AT) if isinstance(row, Row)]
        columns, chosen, titles = table.columns, choices(table), titles_above(table.notes)
    columns, nameless = with_places(columns, rows)
    if (path := keyed(rows, known_names(store)["measure"])) is not None and (said is None or said.records is None):
        whole = replace(said or Mapping(PurePath(file).name), records=path)
        inner = propose_of(given, store=store, options=options, format=format, said=whole)
        told = f"the file is one record; what stands below its keys is read as records, by records = “{path}”"
        return replace(inner, unsure=(told, *inner.unsure))
    seen = [one for one in look_at(columns, rows) if one.name.strip() and columns.count(one.name) == 1]
    if source.importer in _PAGES:
        seen = [replace(one, numbers=0, dates=0) if one.name in {*AROUND, "table"} else one for one in seen]
    fitting = _shipped(columns, rows, file=file, importer=source.importer)
    if fitting is not None:
        mapping, unsure = _as_said(*_with_hashtags(*fitting, columns=columns, seen=seen), said=said)
        mapping, untold = told_apart(mapping, columns, rows, seen=seen, file=file)
        first, unread = _first(mapping, columns, rows, file=file)
        return Proposal(mapping, (*chosen, *unsure, *untold), first, unread)
    found = Found(recognised([one.name for one in seen], file=file))
    names = known_names(store)
    drop_misread(found, {column.name: column for column in seen})
    seen = without_kinds(found, without_twins(found, seen), rows=len(rows))
    box_of_one(found, seen)
    find_scope(found, seen, measures=names["measure"])
    by_glide(found, seen)
    with_year(found, seen, above=titles, file=file)
    figures_and_whom(found, seen, names=names)
    find_modifier(found, seen)
    keep_to_one_part(found, seen)
    say_the_rest(found, seen, names=names, file=file, lines=lines_around(seen, rows, above=titles))
    with_era(found, seen)
    shown = _with_evidence(found, seen, name=PurePath(file).name, importer=source.importer, names=names)
    shown = with_further_names(shown, seen, names=names["further"])
    shown, untold = told_apart(shown, columns, rows, seen=seen, file=file)
    shown = only_with_figures(shown, columns, rows, file=file)
    tell_of_whom(found, seen, mapping=shown)
    shown, fallen = counted_by_period(shown, columns, rows, file=file, may_fall=may_fall(store, names=names["measure"]))
    shown, spelled = spelled_as_one(shown, columns, rows, file=file)
    stands = (
        *often_empty(shown, seen, rows=len(rows)),
        *around(shown, seen, above=titles),
        *nameless,
        *second_numbers(shown, seen),
        *lists_within(shown, seen),
        *placeholders(found, seen),
    )
    asked = [one for one in found.unsure if one not in {open_question(name) for name in shown.columns}]
    mapping, unsure = _as_said(shown, (*asked, *untold, *fallen, *spelled, *stands), said=said)
    first, unread = _first(mapping, columns, rows, file=file)
    return Proposal(mapping, (*chosen, *unsure), first, unread)


def _with_hashtags(
    mapping: Mapping, unsure: tuple[str, ...], *, columns: Sequence[str], seen: Sequence[Column]
) -> tuple[Mapping, tuple[str, ...]]:
    """Return a mapping with what HXL hashtags show beside what it knows: source, narrower place, decimal mark."""
    mapping, marks = with_mark_of_hashtags(mapping, seen)
    unsure = (*unsure, *marks)
    found = hashtag_columns(columns)
    if mapping.constants.get("source") != NOT_SAID:
        found.pop("source", None)
    if not found:
        return mapping, unsure
    constants = {name: text for name, text in mapping.constants.items() if name not in found}
    kept = tuple(one for one in unsure if one not in {open_question(name) for name in found})
    said = tuple(f"“{column}” is taken as the {name}" for name, column in found.items())
    return replace(mapping, constants=constants, columns={**mapping.columns, **found}), (*kept, *said)


def _as_said(mapping: Mapping, unsure: Sequence[str], *, said: Mapping | None) -> tuple[Mapping, tuple[str, ...]]:
    """Return a mapping with what people said in place of what the file shows, and what stays unsure then."""
    if said is None:
        return mapping, tuple(unsure)
    settled = {open_question(name) for name in (*said.constants, *said.columns)}
    settled |= {NO_DATE} if {"as_of", "year"} & {*said.constants, *said.columns} else set()
    return mapping.overridden_by(said), tuple(one for one in unsure if one not in settled)


def _shipped(
    columns: Sequence[str], rows: Sequence[Row], *, file: str, importer: str
) -> tuple[Mapping, tuple[str, ...]] | None:
    """Return a mapping that comes with the program and gives claims of a file, with what it leaves open; or None.

    That of the format itself is the only one for its files, whether their first rows give claims or not.
    """
    fitting = shipped_mappings()
    if isinstance(columns, Paths):
        fitting = for_records(fitting, columns)
    else:
        fitting = {name: one for name, one in fitting.items() if one.records is None}
    for name, mapping in fitting.items():
        unsure = [f"these are the columns of a mapping that comes with the program: --mapping {name}"]
        if mapping.format not in {None, importer}:
            continue
        found = mapping
        try:
            for field in ("event", "measure", "source"):
                if field not in _given_by(resolve(found, columns, file=file), mapping):
                    found = replace(found, constants={**found.constants, field: NOT_SAID})
                    unsure.append(open_question(field))
            complete = resolve(found, columns, file=file)
            drafts = plan(complete, columns, file=file)
        except (BadMapping, BadFile):
            continue
        if bounded([column for column in columns if not column.startswith("#")]) and name.startswith("owid"):
            continue  # bounds of one figure are no measures
        has_claims = any(isinstance(one, Draft) and _states_a_number(one) for row in rows for one in drafts.drafts(row))
        if name == importer and not has_claims:
            unsure.append("its first rows give no claim: --mapping NAME of your own reads what this one leaves out")
        if has_claims or name == importer:
            return replace(complete, name=PurePath(file).name, file_name=None, about=None), tuple(unsure)
    return None


def _given_by(there: Mapping, whole: Mapping) -> set[str]:
    """Return the fields that a mapping gives of the columns that are there, as far as it is to say what there is."""
    given = {*there.constants, *there.columns, *(one.header for one in there.wide if one.header)}
    given |= {name for block in there.claims for name in block.constants}
    return given | ({"measure"} if any(one.pattern for one in there.wide) or whole.file_name else set())


def _states_a_number(draft: Draft) -> bool:
    return draft.figure is not None or any(sign.isdigit() for sign in draft.says)


def _with_evidence(
    found: Found, seen: Sequence[Column], *, name: str, importer: str, names: dict[str, dict[str, str]]
) -> Mapping:
    """Return the mapping, with decimal mark and order of dates as far as cells prove them."""
    by_name = {column.name: column for column in seen}
    named = {
        fields.get(one) for fields in (found.columns, *(block.columns for block in found.claims)) for one in FIGURES
    }
    figures = [column for column in seen if column.name in named]
    figures += [column for column in seen if any(column.name in wide.columns for wide in found.wide)]
    if any(not wide.columns for wide in found.wide):  # headers that are dates
        figures += [one for one in seen if one.is_figure and one.name not in found.used() and one not in figures]
    figures = parted(found, figures)
    dated = {one: by_name.get(found.columns.get(one, "")) for one in ("as_of", "period_start")}
    days = [taken(column.cells, found.take.get(one)) for one, column in dated.items() if column is not None]
    orders = {order for cells in days if (order := dates.column_order(cells))}
    unsure = [cell for cells in days for cell in cells if dates.needs_order(cell)] if not orders else []
    if unsure and all(_DOTTED.match(cell) for cell in unsure):
        orders = {"dmy"}
        found.unsure.append(f"“{unsure[0]}” is read with the day first, as dates with dots are written")
    elif unsure:
        found.unsure.append('nothing proves the order of its dates: say dates = "dmy" or "mdy"')
    written = short_years(found, by_name)
    source = by_name.get(found.columns.get("source", ""))
    split = {**({"source": Split((";",))} if source is not None and source.holds(";") else {}), **found.split}
    language, decimal = marks_of(found, seen, figures=figures, is_count=counts_people(found, names))
    return Mapping(
        name=name,
        format=importer if importer != "csv" else None,
        language=language,
        decimal=decimal,
        dates=orders.pop() if len(orders) == 1 else None,
        constants=found.constants,
        columns=found.columns,
        claims=tuple(found.claims),
        wide=tuple(found.wide),
        split=split,
        take=found.take,
        written=written,
        names={"measure": found.names} if found.names else {},
        not_stated=not_stated(found, seen),
    )


def _first(
    mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, file: str
) -> tuple[tuple[Draft | Problem, ...], tuple[str, ...]]:
    """Return the first claims of the rows that were looked at, and the columns that are not read."""
    try:
        made = plan(mapping, columns, file=file)
    except (BadMapping, BadFile) as error:
        return (Problem(file, None, None, str(error), error.hint),), ()
    drafts = tuple(islice((one for row in rows for one in made.drafts(row)), CLAIMS_SHOWN))
    read = Found(dict(mapping.columns), claims=list(mapping.claims)).used() | made.columns_read()
    return drafts, tuple(column for column in dict.fromkeys(columns) if column and column not in read)


def _shown(one: Draft | Problem) -> str:
    if isinstance(one, Problem):
        return one.reason if one.row is None else f"row {one.row}, {one.column}: {one.reason}"
    bounds: Any = one.figure
    says = one.says or ("" if bounds is None else f"{bounds.low} / {bounds.best} / {bounds.high}")
    parts = (
        one.event,
        one.measure,
        "" if one.population == "all" else one.population,
        one.place,
        one.as_of,
        one.source,
    )
    return f"row {one.row}: {', '.join(part for part in parts if part)}: {says}"


def _line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
