"""Rows further down a file that hold what its first rows do not: another way of writing, another unit, a total.

A proposal is made by the first rows, in their order. What single rows further down hold does not change what columns
are, but it is asked about as if it stood among the first: all rows are gone through for it, each cell compared with the
cells before it in its column.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from claims import dates
from claims.dates_days import read_days
from claims.errors import BadFile, BadMapping, ClaimsError, InField
from claims.mapping import plan
from claims.model import Measure, Problem, ValueKind
from claims.pipeline.figure import Reading, stated_figure
from claims.pipeline.nobody import is_total
from claims.pipeline.proposing.columns import cell_of
from claims.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from claims.mapping import Mapping
    from claims.model import Draft

MOST_ROWS = 1_000_000
"""So many rows are gone through; what stands below them is told of by the ingest only."""
_MOST_FOUND, _MOST_OF_A_COLUMN = 60, 8
_REMEMBERED = 20_000
"""So many different cells of a column are remembered; others are looked at each time they come."""
_LONGEST, _FEW, _MANY_SHAPES, _MOSTLY = 60, 20, 25, 0.8
_LAST_MONTH = 12
_ANY = Measure("any", "any", value_kind=ValueKind.QUANTITY)
"""What a figure is read as where only its words are to be proved."""
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_CODES, _STEPS = ("999", "9999", "99999", "999999"), (-2, -1, 1, 2)
_WATCHED = frozenset(str(int(code) + step) for code in _CODES for step in (0, *_STEPS))
"""Numbers that stand for what is not known in many files, and those beside them, which are counted in each column."""
_ENOUGH, _OFTENER = (0, 1), 4
_DAY = re.compile(r"(\d\d?)[./-](\d\d?)[./-]\d{2,4}")


class _Kinds:
    """The kinds of cells that a column holds so far: words one by one where they are few, else by how they look."""

    __slots__ = ("by_name", "codes", "is_text", "left", "met", "seen", "shapes", "totals")

    def __init__(self, cells: Sequence[Any]) -> None:
        self.seen = {cell for cell in cells if str(cell).strip() not in _WATCHED}
        self.codes = Counter(text for cell in cells if (text := str(cell).strip()) in _WATCHED)
        self.met: dict[str, list[Row]] = {code: [] for code in _CODES}
        texts = {str(cell).strip() for cell in cells}
        self.shapes = {_shape(text) for text in texts}
        words = sum(bool(_LETTER.search(str(cell))) for cell in cells if str(cell).strip())
        filled = sum(bool(str(cell).strip()) for cell in cells)
        self.by_name = len(set(cells)) <= _FEW or words < (1 - _MOSTLY) * filled
        self.is_text = len(self.shapes) > _MANY_SHAPES
        self.left = self.totals = _MOST_OF_A_COLUMN

    def is_new(self, cell: Any, row: Row) -> bool:
        """Return whether a cell is of a kind that none before it was, and count it among them from then on."""
        if cell in _WATCHED or str(cell).strip() in _WATCHED:
            return self._watch(str(cell).strip(), row)
        if len(self.seen) < _REMEMBERED:
            self.seen.add(cell)
        text = str(cell).strip()
        if len(text) > _LONGEST:
            return False
        has_letters = bool(_LETTER.search(text))
        if has_letters and self.totals and is_total(text):
            self.totals -= 1
            return True
        if not self.left or self.is_text:
            return False
        shape = _shape(text)
        if shape in self.shapes and not (has_letters and self.by_name):
            return False
        self.shapes.add(shape)
        self.left -= 1
        return True

    def _watch(self, text: str, row: Row) -> bool:
        self.codes[text] += 1
        if len(self.met.get(text, _ENOUGH)) < len(_ENOUGH):
            self.met[text].append(row)
        return False

    def repeated(self) -> Iterator[Row]:
        """Yield rows with a number such as 999 that stands far more often in the column than those beside it."""
        for code, rows in self.met.items():
            beside = max(self.codes[str(int(code) + step)] for step in _STEPS)
            if len(rows) == len(_ENOUGH) and self.codes[code] >= _OFTENER * beside:
                yield from rows


def _shape(text: str) -> str:
    """Return how a cell is written: digits as 9, words as a; of days in numbers also which part can be no month."""
    if text.isdecimal():
        return "9"
    if len(text) > _LONGEST:
        return "long"
    shape = _DIGIT.sub("9", _WORDS.sub("a", text))
    day = _DAY.match(text)
    return shape if day is None else f"{shape} {int(day[1]) > _LAST_MONTH} {int(day[2]) > _LAST_MONTH}"


def further_rows(
    rows: Iterable[Row | Problem],
    columns: Sequence[str],
    first: Sequence[Row],
    *,
    watch: Callable[[Row], None] | None = None,
) -> tuple[list[Row], str]:
    """Return the rows behind the first that hold a cell of another kind, and a sentence on where that ended.

    The sentence is "" where all rows were gone through. watch is shown each row.
    """
    cells_of = _cells_of(columns)
    kinds = [_Kinds(cells) for cells in zip(*map(cells_of, first), strict=True)]
    found: list[Row] = []
    number = count = 0
    try:
        for count, row in enumerate(rows, 1):
            if count > MOST_ROWS or len(found) >= _MOST_FOUND:
                return found, f"rows below row {number:,} were not looked at"
            if not isinstance(row, Row):
                continue
            number = row.number
            cells = zip(kinds, cells_of(row), strict=True)
            new = [kind.is_new(cell, row) for kind, cell in cells if cell not in kind.seen]
            if any(new):
                found.append(row)
            if watch is not None:
                watch(row)
    except BadFile as error:
        return found, f"nothing below row {number:,} can be read: {error}"
    met = {row.number: row for kind in kinds for row in (*kind.repeated(), *found)}
    return [met[number] for number in sorted(met)], ""


def _cells_of(columns: Sequence[str]) -> Callable[[Row], Sequence[Any]]:
    """Return what gives the cells of a row in the order of the columns, also of a record."""
    places = list(enumerate(columns))

    def cells(row: Row) -> Sequence[Any]:
        if isinstance(row.cells, list | tuple):
            return row.cells
        return [cell_of(row, name, place) for place, name in places]

    return cells


def not_as_above(mapping: Mapping, columns: Sequence[str], further: Sequence[Row], *, file: str) -> Iterator[Problem]:
    """Yield why rows further down give no claims, the first of each column and kind of reason."""
    try:
        made = plan(mapping, columns, file=file)
    except (BadMapping, BadFile):
        return  # the first rows tell why
    reading = Reading(mapping.language, mapping.decimal, mapping.dates)
    told: set[str | None] = set()
    for row in further if not mapping.from_above else ():
        for one in made.drafts(row):
            problem = one if isinstance(one, Problem) else _unreadable(one, reading, file=file)
            if problem is not None and problem.column not in told:
                told.add(problem.column)
                yield problem


def _unreadable(draft: Draft, reading: Reading, *, file: str) -> Problem | None:
    """Return why the figure or a date of a draft cannot be read, None where they can."""
    try:
        stated_figure(draft, measure=_ANY, reading=reading)
        for field, read in (("as_of", read_days), ("period_start", dates.parse)):
            if (cell := getattr(draft, field)) and (field == "as_of" or cell != draft.as_of):
                try:
                    read(cell, language=reading.language, order=reading.order)
                except ClaimsError as error:
                    raise InField(field, error) from error
    except InField as error:
        column = draft.columns.get(error.field, error.field)
        return Problem(file, draft.row, column, str(error), error.hint, draft.raw)
    return None
