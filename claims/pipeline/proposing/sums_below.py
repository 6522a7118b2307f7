"""Rows far down a file that are sums of others: found as it is gone through, with what a mapping reads as figures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from claims.pipeline.proposing.columns import cell_of
from claims.pipeline.proposing.subtotals import Named, Values, figures_of, key_places, sums_among, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.table import Row

_LONGEST, _REMEMBERED = 2_000, 20_000
"""So many rows are looked at together, and so many names of sums are remembered."""
_PARTS, _SURE, _TWICE = 10, 10, 2
"""Of fewer rows small figures add up by chance: those that are judged together find their sums."""


class SumsBelow:
    """The rows of a file in their order, from the first on, and the names of those that are sums of others in it."""

    def __init__(self, mapping: Mapping, columns: Sequence[str], seen: Sequence[Column]) -> None:
        named = [mapping.columns.get(field, "") for field in ("place", "population")]
        self.column = next((name for name in named if name in columns), "")
        self._at = columns.index(self.column) if self.column else 0
        self._columns = columns
        figures = figures_of(mapping, seen)
        self._figures = [at for at, name in enumerate(columns) if name in figures]
        self._keys = key_places(mapping, columns, of=self.column)
        self._key: list[Any] = []
        self._run: list[Named] = []
        self._total: list[int] = []
        self._first: Named = ("", ())
        self._count = self._runs = 0
        self._where: dict[str, str] = {}
        self._stands: Counter[str] = Counter()
        self._found: Counter[str] = Counter()

    def see(self, row: Row) -> None:
        """Take the next row, where rows have names and figures."""
        if not (self.column and self._figures):
            return
        cells = row.cells
        if not isinstance(cells, list | tuple) or len(cells) < len(self._columns):
            cells = [cell_of(row, name, at) for at, name in enumerate(self._columns)]
        key = [cells[at] for at in self._keys]
        one = (str(cells[self._at] or "").strip(), tuple([whole_number(cells[at]) for at in self._figures]))
        if key != self._key or not self._runs:
            self._end_run()
            self._key, self._first, self._count, self._total = key, one, 0, [0] * len(one[1])
            self._runs += 1
        elif len(self._run) >= _LONGEST:
            self._judge()
        if self._count >= _PARTS and _is_sum(one[1], self._total):
            self._keep(one[0], "above")
        self._total = [so_far + value for so_far, value in zip(self._total, one[1], strict=True)]
        self._count += 1
        self._run.append(one)

    def _judge(self) -> None:
        """Look for sums among the rows of a run, or of a part of a long one."""
        if len(self._stands) < _REMEMBERED:
            self._stands.update({name for name, _ in self._run})
        for number, where in sums_among([values for _, values in self._run]):
            self._keep(self._run[number][0], where)
        self._run = []

    def _end_run(self) -> None:
        name, values = self._first
        if self._count > _PARTS and _is_sum(
            values, [total - own for total, own in zip(self._total, values, strict=True)]
        ):
            self._keep(name, "below")
        self._judge()

    def _keep(self, name: str, where: str) -> None:
        if name and len(self._where) < _REMEMBERED:
            self._where[name] = where
            self._found[name] += 1

    def found(self) -> Iterator[tuple[str, str]]:
        """Yield the names of sums with the word for where their parts stand; of several runs a sum is one in most."""
        self._end_run()
        for name, where in self._where.items():
            is_most = self._found[name] > 1 and self._found[name] * _TWICE > self._stands[name]
            if self._runs == 1 or is_most:
                yield name, where


def _is_sum(values: Values, total: Sequence[int]) -> bool:
    """Return whether figures are the sums of others, and large enough not to be by chance."""
    return list(values) == list(total) and max(values, default=0) >= _SURE
