"""A mapping made ready for one file: from each row to its drafts, quickly, or to the problem why there is none."""

from __future__ import annotations

from collections import abc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from claims.errors import BadMapping
from claims.mapping_cells import Cells, Getter, Trouble
from claims.mapping_fields import BOUNDS, FIGURES, NOT_STATED, SYNONYMS, Block, Mapping
from claims.mapping_stated import Stated, figure_reader
from claims.model import Draft, Problem
from claims.table import Row
from claims.text import ascii_digits, close_matches, fold

_SLOTS = {name: index for index, name in enumerate(Draft._fields)}
_EMPTY = tuple(Draft("", "", ""))
_EVENT, _MEASURE, _SOURCE = _SLOTS["event"], _SLOTS["measure"], _SLOTS["source"]
_SAYS, _FIGURE, _ROW, _RAW = _SLOTS["says"], _SLOTS["figure"], _SLOTS["row"], _SLOTS["raw"]
_REQUIRED = ("event", "measure", "source")
_VERBATIM = {"quote", "note"}
_MOST_LISTED = 12

_CONVERTED = {"population", "year", "credibility", "quote_start", "quote_end"}


@dataclass(slots=True)
class _Compiled:
    """One block: its template of a draft, how to fill it, and how many drafts it gave."""

    template: list[Any]
    columns: dict[str, str]
    figure: Callable[[Any], Stated | None]
    plain: list[tuple[int, Getter, abc.Mapping[str, str]]]
    verbatim: list[tuple[int, Getter]]
    converted: list[tuple[str, Getter, abc.Mapping[str, str]]]
    given: int = 0


class Plan:
    """What makes drafts of a file's rows by one mapping, made by `plan`; notes is complete after the last row."""

    def __init__(
        self, mapping: Mapping, *, file: str, skips: list[tuple[str, Getter, frozenset[str]]], unseen: dict[str, str]
    ) -> None:
        self.mapping = mapping
        self.file = file
        self._unseen = unseen
        self._skips = skips
        self._skipped: dict[str, int] = {}
        self._blocks: list[_Compiled] = []
        self._one_claim_a_row = not mapping.claims

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what a person should know: columns not read, rows skipped, blocks that gave no claim."""
        skipped = (f"{count} rows skipped, as the mapping says: {why}" for why, count in self._skipped.items())
        silent = (block.columns["says"] for block in self._blocks if not block.given and "says" in block.columns)
        columns = () if self._one_claim_a_row else (f"no row has a figure in {column}" for column in silent)
        return (*self.mapping.notes, *self._unseen.values(), *skipped, *columns)

    def drafts(self, row: Row) -> Iterator[Draft | Problem]:
        """Yield the claims of a row as drafts; where a claim cannot be one, the located problem.

        A block without a figure in this row gives nothing; where a row is one claim, that is a problem.
        """
        cells = row.cells
        for column, get, skipped in self._skips:
            if get(cells).strip() in skipped:
                why = f"{column} is {get(cells).strip() or 'empty'}"
                self._skipped[why] = self._skipped.get(why, 0) + 1
                return
        for block in self._blocks:
            try:
                stated = block.figure(cells)
                if stated is None:
                    if self._one_claim_a_row:
                        raise Trouble("says", "no figure is stated", hint="a claim needs its figure")
                    continue
                values = _filled(block, cells)
                values[_SAYS], values[_FIGURE] = stated
                values[_ROW], values[_RAW] = row.number, row.raw
                if not (values[_EVENT] and values[_MEASURE] and values[_SOURCE]):
                    _refuse_unnamed(values)
            except Trouble as trouble:
                column = block.columns.get(trouble.field, trouble.field)
                yield Problem(self.file, row.number, column, str(trouble), trouble.hint, row.raw)
                continue
            block.given += 1
            yield Draft._make(values)


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
        _convert(values, field, names.get(text, text))
    return values


def _refuse_unnamed(values: list[Any]) -> None:
    missing = next(name for name in _REQUIRED if not values[_SLOTS[name]])
    raise Trouble(missing, f"no {missing} is named", hint=f"a claim needs its {missing}: fill the cell")


def _convert(values: list[Any], field: str, text: str) -> None:
    """Put a field that is not plain text into a draft's values; raises Trouble."""
    if text in NOT_STATED:
        return
    digits = ascii_digits(text)
    if field == "population":
        if digits.replace(".", "").replace(",", "").isdecimal():
            hint = "population says whom the figure counts, e.g. children; leave this column out: --map COLUMN="
            raise Trouble(field, f"“{text}” is a number, not a population", hint=hint)
        values[_SLOTS[field]] = text
    elif field == "year":
        if not (digits.isdecimal() and len(digits) == 4):
            raise Trouble(field, f"cannot read a year from “{text}”", hint="a year has four digits")
        values[_SLOTS["period_start"]], values[_SLOTS["as_of"]] = f"{digits}-01-01", f"{digits}-12-31"
    elif not digits.isdecimal():
        raise Trouble(field, f"{field} is “{text}”, not a whole number", hint="write it in digits, or leave it empty")
    else:
        values[_SLOTS[field]] = int(digits)


def plan(mapping: Mapping, columns: abc.Sequence[str], *, file: str) -> Plan:
    """Return the plan for a file with these columns (Paths: for records by path).

    Raises BadMapping for a column that is not there and for a field that every claim needs and none gives, BadFile for
    a column whose name the header has twice.
    """
    cells = Cells(mapping, columns, file=file)
    skips = [
        (column, cells.getter(column, at=f"skip.{column}"), frozenset(values))
        for column, values in mapping.skip.items()
    ]
    made = Plan(mapping, file=file, skips=skips, unseen=cells.unseen)
    common = Block(mapping.constants, mapping.columns)
    for number, own in enumerate(mapping.claims or (Block(),)):
        given = {*own.constants, *own.columns}
        block = Block(
            {**{k: v for k, v in common.constants.items() if k not in given}, **own.constants},
            {**{k: v for k, v in common.columns.items() if k not in given}, **own.columns},
        )
        at = {key: f"claim.{number}.columns.{key}" if key in own.columns else f"columns.{key}" for key in block.columns}
        _check_whole(mapping, block, columns, at=f"claim.{number}" if mapping.claims else "columns", file=file)
        made._blocks.append(_compile(mapping, block, cells, at=at))  # noqa: SLF001  plan is how a Plan is made
    return made


def _check_whole(mapping: Mapping, block: Block, columns: abc.Sequence[str], *, at: str, file: str) -> None:
    """Raise BadMapping when a field that every claim needs is given by nothing, or two fields say the same."""
    given = {*block.constants, *block.columns}
    if "year" in given and given & {"as_of", "period_start"}:
        hint = "year sets both as_of and period_start; leave it out, or leave those out"
        raise BadMapping(mapping.name, "year stands beside as_of or period_start", hint=hint, line=mapping.line_of(at))
    missing = [name for name in _REQUIRED if name not in given]
    if not given & set(FIGURES):
        missing.append("says")
    if not missing:
        return
    used = set(block.columns.values())
    free = [column for column in dict.fromkeys(columns) if column and column not in used]
    near = [column for name in missing for column in _similar(name, free)]
    guess = f"did you mean the column {' or '.join(f'“{column}”' for column in dict.fromkeys(near))}? " if near else ""
    listed = ", ".join(free[:_MOST_LISTED]) + (" …" if len(free) > _MOST_LISTED else "") or "none"
    flags = " ".join(f"--map COLUMN={name}" + f" (or --set {name}=NAME)" * (name != "says") for name in missing)
    wanted = ", ".join(missing).replace("says", "figure (says)")
    raise BadMapping(
        mapping.name if mapping.lines else file,
        f"nothing gives the {wanted} of a claim (columns not used: {listed})",
        hint=f"{guess}pass {flags}; in a mapping file [columns] and [set] say the same",
        line=mapping.line_of(at),
    )


def _similar(field: str, columns: abc.Sequence[str]) -> list[str]:
    """Return the columns whose name is near to a field's, or has one of its names as a word."""
    names = SYNONYMS[field]
    words = [column for column in columns if set(names) & set(fold(column).split())]
    return words or close_matches(field, columns, limit=2)


def _compile(mapping: Mapping, block: Block, cells: Cells, *, at: abc.Mapping[str, str]) -> _Compiled:
    template = list(_EMPTY)
    for field, text in block.constants.items():
        if field in _CONVERTED:
            try:
                _convert(template, field, text)
            except Trouble as trouble:
                raise BadMapping(mapping.name, str(trouble), hint=trouble.hint) from None
        elif field in _SLOTS:
            template[_SLOTS[field]] = text
    shown = dict(block.columns)
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
    plain = [f for f in getters if f not in _CONVERTED and f not in _VERBATIM]
    return _Compiled(
        template=template,
        columns=shown,
        figure=figure_reader(mapping, block, cells, at=at),
        plain=[(_SLOTS[field], getters[field], mapping.names.get(field, {})) for field in plain],
        verbatim=[(_SLOTS[field], getters[field]) for field in getters if field in _VERBATIM],
        converted=[(field, getters[field], mapping.names.get(field, {})) for field in getters if field in _CONVERTED],
    )
