"""A mapping of an unknown table as it takes shape: what was found of it so far, and what a person is told of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from claims.dates import Order
    from claims.mapping import Mapping
    from claims.mapping.fields import Block, Split, Wide
    from claims.pipeline.proposing.columns import Column

NOT_SAID = "?"
"""What stands in a proposed mapping for what only a person can say; an ingest with it is refused."""


@dataclass(slots=True)
class Found:
    """A mapping as it takes shape, and sentences on it.

    asked holds what only a person can answer, unsure what was taken from the file and is to be checked, left_out which
    figures and fields are not read, and how they would be. asked_for holds the field that a question asks for, where it
    is answered by saying that; said are the fields that people said of all figures of the file, those whose cells they
    said how to part ("split.source") and those of which they said the column ("columns.note"), mapped those columns,
    headers the field that headers are that are no known names, "" where nobody said it, levels those of the levels that
    headers cross, order that of the days, and reads_numbers tells whether they said the language or the decimal mark.
    waits holds the questions of which the answer decides what all claims are, doubted the cells, by column, whose rows
    a person has to judge (see `claims.pipeline.suggested`). whom holds the cells of a column of measures that name
    people too.
    """

    columns: dict[str, str]
    constants: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    whom: dict[str, tuple[str, str]] = field(default_factory=dict)
    wide: list[Wide] = field(default_factory=list)
    claims: list[Block] = field(default_factory=list)
    split: dict[str, Split] = field(default_factory=dict)
    take: dict[str, str] = field(default_factory=dict)
    skip: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    asked_for: dict[str, str] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    mapped: frozenset[str] = frozenset()
    headers: str = ""
    levels: dict[int, str] = field(default_factory=dict)
    order: Order | None = None
    reads_numbers: bool = False
    waits: set[str] = field(default_factory=set)
    doubted: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def column(self, field: str, seen: Iterable[Column]) -> Column | None:
        """Return the column that is read as a field; None if none is, or several are by a template."""
        name = self.columns.get(field)
        return next((one for one in seen if one.name == name), None)

    def ask(self, name: str, question: str, *, waits: bool = False) -> None:
        """Ask for a field of the claims by its name; with waits nothing is recorded before it is said."""
        self.asked.append(question)
        self.asked_for[question] = name
        if waits:
            self.waits.add(question)

    def wait(self, question: str) -> None:
        """Ask what decides how all claims are read, so that none is recorded before it is answered."""
        self.asked.append(question)
        self.waits.add(question)

    def doubt(self, column: str, cells: Iterable[str]) -> None:
        """Have the rows with these cells in a column refused until a person says what they are."""
        self.doubted[column] = tuple(dict.fromkeys((*self.doubted.get(column, ()), *cells)))

    def of_rows(self, column: Column, cells: Iterable[str], *, question: str) -> None:
        """Ask about the rows with these cells in a column, which are refused until then; if those are all, wait."""
        self.ask(f"skip.{column.name}", question, waits=set(column.cells) <= {*cells})
        if question not in self.waits:
            self.doubt(column.name, cells)

    def with_doubts(self, mapping: Mapping) -> Mapping:
        """Return a mapping that refuses the rows in doubt, and gives their cells no other name meanwhile."""
        left = {
            column: tuple(cell for cell in cells if cell not in mapping.skip.get(column, ()))
            for column, cells in self.doubted.items()
        }
        named = {}
        for kind, meant in mapping.names.items():
            doubted = left.get(mapping.columns.get(kind, ""), ())
            named[kind] = {cell: name for cell, name in meant.items() if cell not in doubted}
        asked = {column: cells for column, cells in left.items() if cells} | {**mapping.ask}
        return replace(mapping, names={kind: meant for kind, meant in named.items() if meant}, ask=asked)

    def settle(self, said: Container[str], columns: Iterable[str]) -> None:
        """Ask no more for the fields that people said, and tell of no column that they read as left out."""
        self.asked = [one for one in self.asked if self.asked_for.get(one) not in said]
        read = tuple(f"“{name}” " for name in columns)
        self.left_out = [one for one in self.left_out if not one.startswith(read)]

    def withdraw(self, beginning: str) -> None:
        """Take back a sentence on what was taken, where a later step takes something else in its place."""
        self.unsure = [one for one in self.unsure if not one.startswith(beginning)]

    def used(self) -> set[str]:
        """Return the columns that are read."""
        blocks = (name for block in self.claims for name in block.columns.values())
        return {
            column
            for name in (*self.columns.values(), *blocks)
            for column in (name, *(p.partition("}")[0] for p in name.split("{")[1:]))
        }
