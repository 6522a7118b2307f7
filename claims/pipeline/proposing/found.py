"""A mapping of an unknown table as it takes shape: what was found of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.mapping.fields import Block, Split, Wide


@dataclass(slots=True)
class Found:
    """A mapping as it takes shape."""

    columns: dict[str, str]
    constants: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    wide: list[Wide] = field(default_factory=list)
    claims: list[Block] = field(default_factory=list)
    split: dict[str, Split] = field(default_factory=dict)
    take: dict[str, str] = field(default_factory=dict)
    unsure: list[str] = field(default_factory=list)

    def used(self) -> set[str]:
        """Return the columns that are read."""
        blocks = (name for block in self.claims for name in block.columns.values())
        return {
            column
            for name in (*self.columns.values(), *blocks)
            for column in (name, *(p.partition("}")[0] for p in name.split("{")[1:]))
        }
