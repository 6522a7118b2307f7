"""A mapping proposed for a file that nobody mapped, with the first claims that it would give and what is unsure.

Only what the file shows is proposed. What it does not say (whose figures, of what) stands as "?", which is never
recorded: an ingest with it is refused until somebody says it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims.errors import BadFile, BadMapping, NoRecords
from claims.figure_say import say
from claims.mapping import Mapping, plan, to_toml, unread
from claims.mapping.above import by_place, from_above
from claims.model import Draft, Problem, ValueKind
from claims.pipeline.file import on_disk
from claims.pipeline.proposing.around import beside_records, fields_beside, told_by_notes
from claims.pipeline.proposing.beside_columns import sheets_to_tell_apart
from claims.pipeline.proposing.columns import cell_of, look_at
from claims.pipeline.proposing.found import Found
from claims.pipeline.proposing.further import further_rows, not_as_above
from claims.pipeline.proposing.headings import ask_for_headings, more_of_header, ways_to_say, with_label
from claims.pipeline.proposing.left_open import not_said, states_a_number, with_places
from claims.pipeline.proposing.meaning import stands_for
from claims.pipeline.proposing.measures import known_names, may_fall
from claims.pipeline.proposing.records import keyed, lists_of_records
from claims.pipeline.proposing.sample import Sample
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.shipped import by_shipped
from claims.pipeline.proposing.sums_below import SumsBelow
from claims.pipeline.proposing.tables_below import table_below
from claims.pipeline.proposing.unexplained import NO_NUMBERS, NO_OTHERS
from claims.pipeline.proposing.unknown import of_unknown
from claims.pipeline.proposing.words import dotted
from claims.pipeline.proposing.written_once import Proposed, with_keys_above, with_names_above
from claims.pipeline.source import ONE_COLUMN, TableSource, choices, is_of_a_page
from claims.table import AROUND, Paths, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.file import InFile
    from claims.pipeline.proposing.columns import Column
    from claims.table import ReadOptions, Table

LOOKED_AT = 500
CLAIMS_SHOWN = 10
_MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping for a file, with the first claims that it gives (or why not) and what a person is told of it.

    asked is what only a person can answer, taken what the mapping says by what the file shows, left_out what is not
    read and how it would be; unread are columns that nothing reads. waits holds the questions whose answers decide what
    all claims are, below why rows further down are refused.
    """

    mapping: Mapping
    asked: tuple[str, ...]
    taken: tuple[str, ...]
    left_out: tuple[str, ...]
    first: tuple[Draft | Problem, ...]
    unread: tuple[str, ...]
    waits: tuple[str, ...] = ()
    below: tuple[Problem, ...] = ()

    @property
    def unsure(self) -> tuple[str, ...]:
        """Return all sentences on the mapping, what is asked first."""
        return (*self.asked, *self.taken, *self.left_out)

    def told(self) -> Iterator[tuple[str, str]]:
        """Yield the sentences on the mapping, each behind what it is for: to answer, to check, or left out."""
        for what, sentences in (("to answer", self.asked), ("to check", self.taken), ("left out", self.left_out)):
            yield from ((what, _line(sentence)) for sentence in sentences)

    def as_toml(self) -> str:
        """Return the proposal as a mapping file; what a person is told and the first claims stand in comments."""
        lines = [f"# {what}: {sentence}" for what, sentence in self.told()]
        if self.unread:
            lines.append(f"# columns not read: {_line(quoted(self.unread, most=_MOST_LISTED))}")
        lines += ["#", "# The first claims that it gives:" if self.first else "# It gives no claim."]
        lines += [f"# {_line(_shown(one))}" for one in self.first]
        lines += ["# Rows below that it refuses, the first of each kind:"] * bool(self.below)
        lines += [f"# {_line(_shown(one))}" for one in self.below]
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
    table = (options.table if options else None) or (said.table if said else None)
    with on_disk(file, allow_private=allow_private, table=table) as given:
        return propose_of(given, store=store, options=options, format=format, said=said)


def propose_of(
    given: InFile,
    *,
    store: ClaimStore | None,
    options: ReadOptions | None,
    format: str | None,
    said: Mapping | None,
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
            lists = _likeliest_first(
                error.lists,
                lambda path: _propose(
                    given, store=store, options=options, format=format, said=replace(named, records=path)
                ),
                measures=known_names(store).measures,
            )
            raise NoRecords(error.file, error.reason, lists=lists, beside=error.beside) from None
        inner, told = fitting[0]
        beside = error.beside
        if named_beside := fields_beside(beside, inner.mapping):
            constants = {**named.constants, **{field: beside[key] for field, key in named_beside.items()}}
            whole = replace(named, records=inner.mapping.records, constants=constants)
            inner = _propose(given, store=store, options=options, format=format, said=whole)
            told += "".join(f"; {key} “{beside[key]}” beside them is the {one}" for one, key in named_beside.items())
    asked = (*inner.asked, *beside_records(beside, inner.mapping))
    return replace(inner, asked=asked, taken=(told, *inner.taken))


def _likeliest_first(
    lists: tuple[str, ...], propose: Callable[[str], Proposal], *, measures: dict[str, str]
) -> tuple[str, ...]:
    """Return the paths of lists of records, the first that has figures of a known measure before the others."""
    for path in lists[:_MOST_LISTED]:
        try:
            first = propose(path).first
        except (BadFile, BadMapping):
            continue
        if any(isinstance(one, Draft) and stands_for(one.measure, measures) is not None for one in first):
            return (path, *(one for one in lists if one != path))
    return lists


def _states_numbers(proposal: Proposal) -> bool:
    return any(map(states_a_number, proposal.first))


def _propose(
    given: InFile,
    *,
    store: ClaimStore | None,
    options: ReadOptions | None,
    format: str | None,
    said: Mapping | None,
) -> Proposal:
    source = TableSource(given, mapping=said, options=options, format=format)
    known = known_names(store)

    def unknown(one: Sample, told: Mapping | None) -> tuple[Mapping, Found]:
        return of_unknown(one, known=known, may_fall=may_fall(store, names=known.measures), said=told)

    with source.table() as opened:
        table = _filled_as_said(opened, said)
        rows = _readable(list(islice(table.rows, LOOKED_AT)), file=given.name)
        paths = keyed(rows, known.measures) if said is None or said.records is None else ()
        columns, nameless = with_places(table.columns, rows)
        seen = _named(columns, rows, importer=source.importer)
        sample = Sample(given.name, source.importer, columns, rows, seen, told_by_notes(table.notes), wider=seen)
        sample, unseen = (sample, "") if paths else _gone_through(sample, table, lambda one: unknown(one, said)[0])
        chosen, notes = choices(table), table.notes
    if paths:
        whole = replace(said or Mapping(PurePath(given.name).name), records=paths[0])
        inner = propose_of(given, store=store, options=options, format=format, said=whole)
        told = f"the file is one record; what stands below its keys is read as records, by records = “{paths[0]}”"
        told += f", not {quoted(paths[1:])}" if paths[1:] else ""
        return replace(inner, taken=(told, *inner.taken))

    def filled(rows: Sequence[Row], above: Mapping) -> tuple[Mapping, Found]:
        seen = _named(columns, rows, importer=source.importer)
        told = above if said is None else above.overridden_by(said)
        return unknown(replace(sample, rows=rows, seen=seen, wider=seen), told)

    mapping, found = by_shipped(sample, said=said) or _with_above(unknown(sample, said), sample, again=filled)
    mapping = with_label(mapping, sample)
    first, left = _first(mapping, columns, rows, file=given.name)
    ask_for_headings(found, sample, mapping, known=known)
    if told := _named_twice(columns, rows):
        found.asked = [told, *(one for one in found.asked if not one.startswith(NO_NUMBERS))]
        found.waits |= {told} if any(one.endswith(NO_OTHERS) for one in found.unsure) else set()
    ways = partial(ways_to_say, mapping=mapping, known=known)
    alike = sheets_to_tell_apart(notes, said, mapping=mapping, ways=ways)
    for question in filter(None, (*alike, table_below(sample, said=said, known=known))):
        found.wait(question)
    uncut = [note for note in chosen if note.startswith(ONE_COLUMN) and not any(one.holds_digits_only for one in seen)]
    found.asked, found.waits = [*uncut, *found.asked], {*uncut, *found.waits}
    taken = (*chosen, *found.unsure, *nameless)
    found.left_out += [*_begun_below(sample), *([unseen] if unseen else ())]
    return Proposal(
        mapping,
        asked=(*not_said(mapping), *found.asked),
        taken=taken,
        left_out=tuple(found.left_out),
        first=first,
        unread=left,
        waits=tuple(one for one in found.asked if one in found.waits),
        below=tuple(not_as_above(mapping, columns, sample.further, file=given.name)),
    )


def _with_above(proposed: Proposed, sample: Sample, *, again: Callable[[Sequence[Row], Mapping], Proposed]) -> Proposed:
    """Return what is proposed with cells read that stand once for the rows below them."""
    is_whole = len(sample.rows) < LOOKED_AT
    proposed = with_names_above(proposed, sample, is_whole=is_whole, again=again)
    return with_keys_above(proposed, sample, is_whole=is_whole, again=again)


def _filled_as_said(table: Table, said: Mapping | None) -> Table:
    """Return a table whose cells stand in the rows below them too, where people said so of columns that it has."""
    named = by_place(table.columns)
    if said is None or not said.from_above or any(named.count(name) != 1 for name in said.from_above):
        return table
    return replace(table, rows=from_above(said, table.rows, table.columns))


def _readable(first: Sequence[Row | Problem], *, file: str) -> list[Row]:
    """Return the first rows of a file without those that cannot be read; raises BadFile if none of them can."""
    rows = [row for row in first if isinstance(row, Row)]
    for one in first if not rows else ():
        if isinstance(one, Problem):
            raise BadFile(file, f"none of its first rows can be read: {one.reason}", hint=one.hint, row=one.row)
    return rows


def _gone_through(sample: Sample, table: Table, mapped: Callable[[Sample], Mapping]) -> tuple[Sample, str]:
    """Return a sample with what rows below its own hold that these do not, and a sentence on where that ended.

    mapped gives the mapping by the first rows alone, by which sums are looked for in all.
    """
    rest = iter(table.rows)
    begun = list(islice(rest, 1))
    if not begun:
        return sample, ""
    sums = SumsBelow(mapped(sample), sample.columns, sample.seen)
    for row in sample.rows:
        sums.see(row)
    further, unseen = further_rows(chain(begun, rest), table.columns, sample.rows, watch=sums.see)
    wider = _named(sample.columns, [*sample.rows, *further], importer=sample.importer) if further else sample.seen
    return replace(sample, further=further, wider=wider, sums=dict(sums.found())), unseen


def _named(columns: Sequence[str], rows: Sequence[Row], *, importer: str) -> list[Column]:
    """Return the columns with a name of their own, those around the tables of a page as of no numbers."""
    columns = columns if isinstance(columns, Paths) else dotted(columns)
    seen = [one for one in look_at(columns, rows) if one.name.strip() and columns.count(one.name) == 1]
    if is_of_a_page(columns, importer=importer):
        seen = [replace(one, numbers=0, dates=0) if one.name in {*AROUND, "table"} else one for one in seen]
    return seen


def _named_twice(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return a sentence on columns of numbers whose name the header has twice, which are not read; "" if none is."""
    twice = [(at, name) for at, name in enumerate(columns) if name.strip() and columns.count(name) > 1]
    counted = {name for at, name in twice for row in rows if cell_of(row, name, at)[:1].isdecimal()}
    names = list(dict.fromkeys(name for _, name in twice)) if counted else []
    way = "give each column a name of its own in the file, or each table a file of its own"
    more = more_of_header(columns, rows)
    way = f"{more}; else {way}" if more else way
    return f"the header has {quoted(names)} more than once, and none of these columns is read: {way}" if names else ""


def _begun_below(sample: Sample) -> Iterator[str]:
    """Yield a sentence on each column that is empty in the first rows and says something below them."""
    wider = {one.name: one for one in sample.wider}
    for one in sample.seen:
        if not one.cells and not one.inside and (cells := wider[one.name].cells):
            where = sample.where(one.name, cells[0])
            said = f"says nothing in the first {LOOKED_AT} rows and “{cells[0]}” below{where}"
            yield f"“{one.name}” {said}, and is not read: if that is a figure, add it to the columns"


def _first(
    mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, file: str
) -> tuple[tuple[Draft | Problem, ...], tuple[str, ...]]:
    """Return the first claims of the rows that were looked at, and the columns that are not read."""
    try:
        made = plan(mapping, columns, file=file)
        rows = [row for row in from_above(mapping, rows, columns) if isinstance(row, Row)]
    except (BadMapping, BadFile) as error:
        return (Problem(file, None, None, str(error), error.hint),), ()
    drafts = tuple(islice((one for row in rows for one in made.drafts(row)), CLAIMS_SHOWN))
    return drafts, unread(columns, read=made.columns_read())


def _shown(one: Draft | Problem) -> str:
    if isinstance(one, Problem):
        return one.reason if one.row is None else f"row {one.row}, {one.column}: {one.reason}"
    says = one.says or ("" if one.figure is None else say(one.figure, kind=ValueKind.QUANTITY))
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
