"""A mapping of an unknown table as it takes shape: what was found of it so far, and what a person is told of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from claims.mapping.fields import Block, Split, Wide
    from claims.pipeline.proposing.columns import Column

NOT_SAID = "?"
"""What stands in a proposed mapping for what only a person can say; an ingest with it is refused."""


@dataclass(slots=True)
class Found:
    """A mapping as it takes shape, and sentences on it.

    asked holds what only a person can answer, unsure what was taken from the file and is to be checked, left_out which
    figures and fields are not read, and how they would be. asked_for holds the field that a question asks for, where it
    is answered by saying that; said are the fields that people said of all figures of the file.
    """

    columns: dict[str, str]
    constants: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
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

    def column(self, field: str, seen: Iterable[Column]) -> Column | None:
        """Return the column that is read as a field; None if none is, or several are by a template."""
        name = self.columns.get(field)
        return next((one for one in seen if one.name == name), None)

    def ask(self, name: str, question: str) -> None:
        """Ask for a field of the claims by its name."""
        self.asked.append(question)
        self.asked_for[question] = name

    def settle(self, said: Container[str]) -> None:
        """Ask no more for the fields that people said."""
        self.asked = [one for one in self.asked if self.asked_for.get(one) not in said]

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
