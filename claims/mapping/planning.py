"""A mapping made ready for one file: from each row to its drafts, quickly, or to the problem why there is none."""

from __future__ import annotations

from collections import abc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from claims.errors import BadMapping
from claims.mapping.asked import Asked, asked_of
from claims.mapping.cells import Cells, Getter, Trouble, taking
from claims.mapping.fields import BOUNDS, DATES, FIGURES, NO_FIGURE, NOT_STATED, REQUIRED, Block, Mapping
from claims.mapping.matched import Watched, without_fit
from claims.mapping.missing import nothing_gives
from claims.mapping.split import splitter
from claims.mapping.stated import Stated, figure_reader
from claims.mapping.wide import blocks_of, written_so
from claims.model import Draft, Problem
from claims.table import Row
from claims.text import ascii_digits

_SLOTS = {name: index for index, name in enumerate(Draft._fields)}
_EMPTY = tuple(Draft("", "", ""))
_EVENT, _MEASURE, _SOURCE = _SLOTS["event"], _SLOTS["measure"], _SLOTS["source"]
_SAYS, _FIGURE, _ROW, _RAW = _SLOTS["says"], _SLOTS["figure"], _SLOTS["row"], _SLOTS["raw"]
_VERBATIM = {"quote", "note"}

_FIRST_OTHER_YEAR, _LAST_OTHER_YEAR = 1200, 1500
"""Years that in Persian or Arabic digits can be of the Persian or the Islamic calendar: ۱۴۰۱ began in March 2022."""
_CONVERTED = {"population", "year", "credibility", "quote_start", "quote_end"}


@dataclass(slots=True)
class _Compiled:
    """One block: its template of a draft, how to fill it, and how many drafts it gave."""

    template: list[Any]
    columns: dict[str, str]
    figure: Callable[[Any], Stated | None]
    wording: Callable[[Any], str]
    plain: list[tuple[int, Getter, abc.Mapping[str, str]]]
    verbatim: list[tuple[int, Getter]]
    converted: list[tuple[str, Getter, abc.Mapping[str, str]]]
    is_persian: bool
    given: int = 0


class Plan:
    """What makes drafts of a file's rows by one mapping, made by `plan`; notes is complete after the last row."""

    def __init__(
        self,
        mapping: Mapping,
        *,
        file: str,
        skips: list[tuple[str, Getter, frozenset[str], bool]],
        asked: list[Asked],
        unseen: dict[str, str],
    ) -> None:
        self.mapping = mapping
        self.file = file
        self._unseen = unseen
        self._skips = [(column, get, cells, {*map(str.casefold, cells)}, way) for column, get, cells, way in skips]
        self._other_letters: dict[str, int] = {}
        self._asked = asked
        self._skipped: dict[str, int] = {}
        self._blocks: list[_Compiled] = []
        self._split = splitter(mapping)
        self._unstated: dict[tuple[str, str], int] = {}
        self._one_claim_a_row = not (mapping.claims or mapping.wide)
        self._has_rows = False

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what a person should know: columns not read, rows skipped, blocks that gave no claim."""
        skipped = (
            f"{'one row' if count == 1 else f'{count:,} rows'} skipped, as the mapping says: {why}"
            for why, count in self._skipped.items()
        )
        others = (
            f"{'one row' if count == 1 else f'{count:,} rows'} with {why}" for why, count in self._other_letters.items()
        )
        silent = (block.columns["says"] for block in self._blocks if not block.given and "says" in block.columns)
        is_told = self._has_rows and not self._one_claim_a_row
        columns = (f"no row has a figure in {column}" for column in silent) if is_told else ()
        unstated = (
            f"{'one cell' if count == 1 else f'{count:,} cells'} of {column} with “{text}”, which states no figure"
            for (column, text), count in self._unstated.items()
        )
        return (*self.mapping.notes, *self._unseen.values(), *skipped, *others, *columns, *unstated)

    def without_fit(self, said: Mapping, columns: abc.Sequence[str]) -> tuple[str, ...]:
        """Return what to tell, after the last row, of entries that people said and that fit nothing in the file."""
        return without_fit(said, read=self.mapping, skipped=self._skipped, columns=columns)

    def columns_read(self) -> set[str]:
        """Return the columns from which fields are read."""
        return {column for block in self._blocks for column in block.columns.values()}

    def drafts(self, row: Row) -> Iterator[Draft | Problem]:
        """Yield the claims of a row as drafts; where a claim cannot be one, the located problem.

        A block without a figure in this row gives nothing; where a row is one claim, that is a problem.
        """
        cells = row.cells
        for column, get, skipped, alike, is_skipped in self._skips:
            text = get(cells).strip()
            if text not in skipped and text.casefold() in alike:
                says = (
                    "[skip] says so in other letters: read"
                    if is_skipped
                    else "[only] says so in other letters: left out"
                )
                why = f"“{text}” in {column}, and {says}"
                self._other_letters[why] = self._other_letters.get(why, 0) + 1
            if (text in skipped) is is_skipped:
                why = f"{column} is {text or 'empty'}" if is_skipped else f"{column} is another"
                self._skipped[why] = self._skipped.get(why, 0) + 1
                return
        if self._asked and (problem := self._in_question(row)) is not None:
            yield problem
            return
        self._has_rows = True
        for block in self._blocks:
            try:
                stated = block.figure(cells)
                if stated is None:
                    self._note_unstated(block, cells)
                    continue
                values = _filled(block, cells)
                values[_SAYS], values[_FIGURE] = stated
                values[_ROW], values[_RAW] = row.number, row.raw
                if self._split is not None:
                    yield from self._several(block, values)
                    continue
                if not (values[_EVENT] and values[_MEASURE] and values[_SOURCE]):
                    _refuse_unnamed(values)
            except Trouble as trouble:
                yield self._problem(block, row.number, row.raw, trouble=trouble)
                continue
            block.given += 1
            yield Draft._make(values)

    def _in_question(self, row: Row) -> Problem | None:
        """Return the problem of a row with figures of which a person has to say what it is."""
        for column, get, asked in self._asked:
            told = asked.get(get(row.cells).strip())
            if told is not None and any(block.wording(row.cells) not in NO_FIGURE for block in self._blocks):
                return Problem(self.file, row.number, column, *told, row.raw)
        return None

    def _several(self, block: _Compiled, values: list[Any]) -> Iterator[Draft | Problem]:
        """Yield the drafts of cells that hold several; a part that is none is a problem, the others go on."""
        for made in self._split(values) if self._split else ():
            try:
                if isinstance(made, Trouble):
                    raise made
                if not (made[_EVENT] and made[_MEASURE] and made[_SOURCE]):
                    _refuse_unnamed(made)
            except Trouble as trouble:
                yield self._problem(block, values[_ROW], values[_RAW], trouble=trouble)
                continue
            block.given += 1
            yield Draft._make(made)

    def _problem(self, block: _Compiled, row: int, raw: str, *, trouble: Trouble) -> Problem:
        column = block.columns.get(trouble.field, trouble.field)
        return Problem(self.file, row, column, str(trouble), trouble.hint, raw)

    def _note_unstated(self, block: _Compiled, cells: Any) -> None:
        """Count a cell that states no figure though it is not empty; where a row is one claim, raise Trouble."""
        text = block.wording(cells)
        if self._one_claim_a_row:
            reason = f"no figure is stated: the cell says “{text}”" if text else "no figure is stated"
            raise Trouble("says", reason, hint="a claim needs its figure")
        if text:
            key = (block.columns.get("says", "the figure"), text)
            self._unstated[key] = self._unstated.get(key, 0) + 1


def _filled(block: _Compiled, cells: Any) -> list[Any]:
    """Return the values of a draft in the order of its fields, all but figure and row; raises Trouble."""
    values = block.template.copy()
    for slot, get, names in block.plain:
        text = get(cells).strip()
        if names:
            text = names.get(text, text)
        if text not in NOT_STATED:
            values[slot] = text
    for slot, verbatim in block.verbatim:
        values[slot] = verbatim(cells) or None
    for field, get, names in block.converted:
        text = get(cells).strip()
        _convert(values, field, names.get(text, text), is_persian=block.is_persian)
    return values


def _refuse_unnamed(values: list[Any]) -> None:
    missing = next(name for name in REQUIRED if not values[_SLOTS[name]])
    hint = f"a claim needs its {missing}: fill the cell; where all rows have the same: --set {missing}=NAME"
    raise Trouble(missing, f"no {missing} is named", hint=hint)


def _convert(values: list[Any], field: str, text: str, *, is_persian: bool) -> None:
    """Put a field that is not plain text into a draft's values; raises Trouble.

    A year from 1200 to 1500 of a table in Persian is one of the Persian calendar, from its first to its last day, which
    are read as days of that calendar.
    """
    if text in NOT_STATED:
        return
    digits = ascii_digits(text)
    if field == "population":
        if digits.replace(".", "").replace(",", "").isdecimal():
            hint = "population says whom the figure counts, e.g. children; leave this column out: --map COLUMN="
            raise Trouble(field, f"“{text}” is a number, not a population", hint=hint)
        values[_SLOTS[field]] = text
    elif field == "year":
        whole, _, zeros = digits.partition(".")  # programs write 2019.0 where other cells of a column are empty
        if not (whole.isdecimal() and len(whole) == 4) or zeros.strip("0"):
            hint = 'a year has four digits; one before 1000 is read as a date: as_of = "{COLUMN} AD"'
            raise Trouble(field, f"cannot read a year from “{text}”", hint=hint)
        span = f"{whole}-01-01", f"{whole}-12-31"
        if _FIRST_OTHER_YEAR <= int(whole) <= _LAST_OTHER_YEAR and (is_persian or not text.isascii()):
            if not is_persian:
                reason = f"{whole} in these digits can be a year of the Persian or of the Islamic calendar"
                hint = "--language fa reads it as of the Persian calendar; else give the first and the last day of it"
                raise Trouble(
                    field, f"cannot read a year from “{text}”: {reason}", hint=f"{hint} (period_start, as_of)"
                )
            span = f"{whole}-01-01", f"{whole}-12-{30 if _is_persian_leap(int(whole)) else 29}"
        values[_SLOTS["period_start"]], values[_SLOTS["as_of"]] = span
    elif not digits.isdecimal():
        raise Trouble(field, f"{field} is “{text}”, not a whole number", hint="write it in digits, or leave it empty")
    else:
        values[_SLOTS[field]] = int(digits)


def _is_persian_leap(year: int) -> bool:
    """Return whether a year from 1200 to 1500 of the Persian calendar has 366 days."""
    return (25 * year + 11) % 33 < 8


def plan(mapping: Mapping, columns: abc.Sequence[str], *, file: str) -> Plan:
    """Return the plan for a file with these columns (Paths: for records by path).

    Raises BadMapping for a column that is not there and for a field that every claim needs and none gives, BadFile for
    a column whose name the header has twice.
    """
    watched = {field: names if field in DATES else Watched(names) for field, names in mapping.names.items()}
    mapping = replace(mapping, names=watched) if watched else mapping
    cells = Cells(mapping, columns, file=file)
    skips = [
        (column, cells.getter(column, at=f"{table}.{column}"), frozenset(values), table == "skip")
        for table, rows in (("skip", mapping.skip), ("only", mapping.only))
        for column, values in rows.items()
    ]
    made = Plan(mapping, file=file, skips=skips, asked=asked_of(mapping, cells), unseen=cells.unseen)
    common = Block(mapping.constants, mapping.columns)
    fields: set[str] = set()
    claims = [(block, f"claim.{number}") for number, block in enumerate(mapping.claims)]
    for own, place in [*claims, *blocks_of(mapping, columns, file=file)] or [(Block(), "")]:
        given = {*own.constants, *own.columns}
        block = Block(
            {**{k: v for k, v in common.constants.items() if k not in given}, **own.constants},
            {**{k: v for k, v in common.columns.items() if k not in given}, **own.columns},
        )
        at = {key: f"{place}.columns.{key}" if key in own.columns else f"columns.{key}" for key in block.columns}
        _check_whole(mapping, block, columns, at=place or "columns", file=file)
        fields |= {*block.constants, *block.columns}
        made._blocks.append(_compile(mapping, block, cells, at=at))  # noqa: SLF001  plan is how a Plan is made
    _check_used(mapping, fields)
    return made


def _check_used(mapping: Mapping, fields: abc.Set[str]) -> None:
    """Raise BadMapping where a cell is to be parted, or a part of it taken or read, that nothing gives."""
    for table, wanted in (("take", mapping.take), ("split", mapping.split), ("written", mapping.written)):
        for field in wanted:
            if field not in fields and field not in mapping.optional:
                hint = f'say which column it is: [columns] {field} = "name of the column"; or leave it out of [{table}]'
                line = mapping.line_of(f"{table}.{field}")
                reason = f"[{table}] speaks of {field}, which no column gives"
                raise BadMapping(mapping.name, reason, hint=hint, line=line)


def _check_whole(mapping: Mapping, block: Block, columns: abc.Sequence[str], *, at: str, file: str) -> None:
    """Raise BadMapping when a field that every claim needs is given by nothing, or two fields say the same."""
    given = {*block.constants, *block.columns}
    if "says" in mapping.split and mapping.split["says"].measures:
        given.add("measure")
    if "year" in given and given & {"as_of", "period_start"}:
        hint = "year sets both as_of and period_start; leave it out, or leave those out"
        raise BadMapping(mapping.name, "year stands beside as_of or period_start", hint=hint, line=mapping.line_of(at))
    missing = [name for name in REQUIRED if name not in given]
    if not given & set(FIGURES):
        missing.append("says")
    if not missing:
        return
    used = set(block.columns.values())
    raise nothing_gives(missing, mapping, columns, used=used, file=file, line=mapping.line_of(at))


def _named(mapping: Mapping, field: str) -> abc.Mapping[str, str]:
    """Return what the cells of a field mean; those of a date that state no figure in a column of figures state none."""
    named = mapping.names.get(field, {})
    return {**dict.fromkeys(NO_FIGURE, ""), **named} if field in DATES else named


def _compile(mapping: Mapping, block: Block, cells: Cells, *, at: abc.Mapping[str, str]) -> _Compiled:
    template = list(_EMPTY)
    is_persian = (mapping.language or "").replace("_", "-").partition("-")[0].lower() == "fa"
    for field, text in block.constants.items():
        if field in _CONVERTED:
            try:
                _convert(template, field, text, is_persian=is_persian)
            except Trouble as trouble:
                line = mapping.line_of(f"set.{field}")
                raise BadMapping(mapping.name, str(trouble), hint=trouble.hint, line=line) from None
        elif field in _SLOTS:
            template[_SLOTS[field]] = text
    shown = {field: cells.there(column) for field, column in block.columns.items()}
    if "year" in shown:
        shown |= {"period_start": shown["year"], "as_of": shown["year"]}
    if "says" not in shown and (bounds := [shown[name] for name in BOUNDS if name in shown]):
        shown["says"] = ", ".join(bounds)
    template[_SLOTS["columns"]] = shown
    getters = {
        field: cells.getter(column, at=at[field])
        for field, column in block.columns.items()
        if field not in {*FIGURES, "hedge"}
    }
    getters |= {
        field: taking(getters[field], pattern, field=field)
        for field, pattern in mapping.take.items()
        if field in getters
    }
    getters |= {
        field: written_so(getters[field], dates, field=field)
        for field, dates in mapping.written.items()
        if dates and field in getters
    }
    plain = [f for f in getters if f not in _CONVERTED and f not in _VERBATIM]
    return _Compiled(
        template=template,
        columns=shown,
        figure=figure_reader(mapping, block, cells, at=at),
        wording=_wording(block, cells, at=at),
        plain=[(_SLOTS[field], getters[field], _named(mapping, field)) for field in plain],
        verbatim=[(_SLOTS[field], getters[field]) for field in getters if field in _VERBATIM],
        converted=[(field, getters[field], mapping.names.get(field, {})) for field in getters if field in _CONVERTED],
        is_persian=is_persian,
    )


def _wording(block: Block, cells: Cells, *, at: abc.Mapping[str, str]) -> Callable[[Any], str]:
    """Return what gives the cells of a figure as they stand, "" if they are empty."""
    getters = [cells.value(block.columns[name], at=at[name]) for name in FIGURES if name in block.columns]

    def wording(cells: Any) -> str:
        return ", ".join(
            dict.fromkeys(str(value).strip() for get in getters if (value := get(cells)) is not None)
        ).strip(", ")

    return wording
