"""Hold the rows against what the log signed of them: which were changed, are gone, or came from outside."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING

from claims.model import Finding
from claims.reading.reader import Reader
from claims.schema_seal import SEALED, Range, row_hash, run_hash, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claims.schema_seal import Seals

NAMED = 20
"""Rows of a table that nobody signed are listed up to so many; a last line counts the rest."""
CALLED = {
    "appearance_withdrawal": "withdrawal",
    "claim_link": "link",
    "reconciliation": "decision",
    "reconciliation_replaced": "replacement of a decision",
    "accepted_finding": "acceptance",
    "reject": "refused row",
    "read_again": "row read again",
    "extraction": "run",
}
"""What rows are called in words where that is not the name of their table."""
Hashed = tuple[int, str, str]


class SealReader(Reader):
    """A Reader that knows what was sealed; acts says what each entry of the log, by number, was the seal of."""

    def unfit(self, seals: Seals, *, acts: Mapping[int, str]) -> Iterator[Finding]:
        """Yield what is not as it was sealed, by table in the order of recording; nothing where nothing was sealed."""
        if seals.new:
            there = {row["name"] for row in self._rows("select name from sqlite_schema where type = 'table'")}
            for table in SEALED:
                if table in there:  # what is missing altogether is found as a gap of the schema
                    yield from self._table(table, seals, acts)

    def _table(self, table: str, seals: Seals, acts: Mapping[int, str]) -> Iterator[Finding]:
        name = CALLED.get(table, table)
        signed = sorted(seals.new.get(table, []), key=lambda one: (one.first, one.last))
        foreign: list[str] = []
        rows = self._hashed(table)
        waiting = next(rows, None)
        for run in signed:
            while waiting is not None and waiting[0] < run.first:
                foreign.append(waiting[1])
                waiting = next(rows, None)
            inside: list[Hashed] = []
            while waiting is not None and waiting[0] <= run.last:
                inside.append(waiting)
                waiting = next(rows, None)
            yield from _held(table, run, inside, seals, acts)
        if waiting is not None:
            foreign.append(waiting[1])
        named = [*foreign, *(key for _, key, _ in islice(rows, NAMED))]
        for key in named[:NAMED]:
            yield Finding(
                f"{name} not signed", (), f"{name} {key} was put in from outside: no entry of the log seals it"
            )
        more = max(len(named) - NAMED, 0) + sum(1 for _ in rows)
        if more:
            yield Finding(f"{name} not signed", (), f"{more:,} more rows of {table} were put in from outside")

    def _hashed(self, table: str) -> Iterator[Hashed]:
        """Yield (rowid, what it is called, hash as it stands) of each row, in the order of recording."""
        sql = (
            f'select rowid, "{SEALED[table][0]}" as key, {spelled(table, table)} as text from "{table}" order by rowid'
        )
        for row in self._rows(sql):
            yield row[0], str(row["key"]), row_hash(row["text"])


def _held(table: str, run: Range, rows: Sequence[Hashed], seals: Seals, acts: Mapping[int, str]) -> Iterator[Finding]:
    """Yield what is wrong with the rows that one entry sealed together."""
    name = CALLED.get(table, table)
    first: list[str] = []
    is_told = False
    for number, key, hashed in rows:
        changes = seals.changes.get((table, number), [])
        first.append(changes[0][0] if changes else hashed)
        is_whole = all(one[1] == two[0] for one, two in pairwise(changes))
        if changes and (changes[-1][1] != hashed or not is_whole):
            is_told = True
            reason = (
                f"{name} {key} is not as entry {changes[-1][2]} of the log left it ({acts.get(changes[-1][2], '')})"
            )
            yield Finding(f"{name} changed", (), reason)
    whole = run_hash(first) if run.is_run or not first else first[0]
    if whole == run.hash:
        return
    by = f"entry {run.entry} of the log ({acts.get(run.entry, '')})"
    missing = run.last - run.first + 1 - len(rows)
    if run.first == run.last:
        if missing:
            yield Finding(f"{name} gone", (), f"row {run.first} of {table} is gone; {by} recorded it")
        elif not is_told:
            yield Finding(f"{name} changed", (), f"{name} {rows[0][1]} is not as {by} recorded it")
    elif missing:
        yield Finding(
            f"{name} gone", (), f"{missing} of rows {run.first} to {run.last} of {table} are gone; {by} recorded them"
        )
    else:
        reason = f"one or more of rows {run.first} to {run.last} of {table} are not as {by} recorded them"
        yield Finding(f"{name} changed", (), reason)
