"""Names of an ingest that look like rows of totals: recorded as places or populations they stand beside their parts.

They are told once for each column, at whatever row the first stands, with the flags that say what they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.errors import REASON
from claims.mapping.flags import set_flag
from claims.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.mapping import Mapping
    from claims.model import Draft

_FIELDS = ("place", "population", "event", "source", "measure")
_WHOLE = frozenset(("place", "population"))
_ALL = "all"
"""The population of claims that name none."""
_FEW, _REMEMBERED = 3, 20_000


@dataclass(slots=True)
class Wholes:
    """Looks through the names of drafts a block at a time, each name once; said are those of which people said so."""

    said: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    _seen: dict[str, set[str]] = field(default_factory=lambda: {name: {""} for name in _FIELDS})
    _found: dict[tuple[str, str], dict[str, Draft]] = field(default_factory=dict)

    @classmethod
    def of(cls, mapping: Mapping) -> Wholes:
        """Return what looks through the names of a file that is read by a mapping, which says what some of them are."""
        blocks = (
            mapping.constants,
            *(one.constants for one in mapping.claims),
            *(one.constants for one in mapping.wide),
        )
        named = {name for meant in mapping.names.values() for name in meant.values()}
        said = named.union(*(block.values() for block in blocks), (_ALL,))
        return cls(frozenset(said), mapping.unasked)

    def look_at(self, drafts: Iterable[Draft]) -> None:
        """Remember the first draft of each name that looks like a total; drafts are those that went in."""
        from claims.pipeline.nobody import is_total, sums_up  # its patterns take long to make ready

        drafts = list(drafts)
        for kind in _FIELDS:
            is_whole = sums_up if kind == "measure" else is_total  # “Total deaths” says what it counts
            seen = self._seen[kind]
            new = {getattr(draft, kind) for draft in drafts} - seen
            if len(seen) < _REMEMBERED:
                seen |= new
            for name in sorted(name for name in new if name and name not in self.said and is_whole(name)):
                first = next(draft for draft in drafts if getattr(draft, kind) == name)
                column = first.columns.get(kind, "")
                if column not in self.answered:
                    self._found.setdefault((kind, column), {}).setdefault(name, first)

    def flags(self, file: str) -> list[Problem]:
        """Return for each column what stands in it and looks like totals, where the first does."""
        return [self._flag(file, kind, column, names) for (kind, column), names in self._found.items()]

    def _flag(self, file: str, kind: str, column: str, names: dict[str, Draft]) -> Problem:
        name, first = next(iter(names.items()))
        others = [f"“{other}” in row {draft.row}" for other, draft in list(names.items())[1:_FEW]]
        more = len(names) - 1 - len(others)
        also = f" (so do {', '.join(others)}{f' and {more:,} more' if more else ''})" if others else ""
        article = "an" if kind == "event" else "a"
        reason = f"“{name}” is recorded as {article} {kind} and looks like a row of totals{also}"
        return Problem(file, first.row, column or None, reason, _hint(kind, column, name), first.raw)


def _hint(kind: str, column: str, name: str) -> str:
    """Return how such rows are kept out, or read as the whole, and how a claim that is recorded is set aside."""
    ways = []
    if column and "{" not in column:
        ways.append(f"{set_flag(f'skip.{column}', name)} leaves it out")
    if kind in _WHOLE and "=" not in name:
        ways.append(f"{set_flag(f'names.{kind}.{name}')} reads it as the whole")
    said = f"before an ingest {', '.join(ways)}; " if ways else ""
    return f"{said}a claim on record is set aside by `claims rank CLAIM deprecated {REASON}`"
