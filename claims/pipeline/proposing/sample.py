"""The first rows of a file that nobody mapped, as every step of a proposal looks at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.table import Row


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows of a file: columns as its importer gives them, seen those that have a name of their own.

    above are the titles that stand above the header, and are no rows.
    """

    file: str
    importer: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    seen: Sequence[Column]
    above: tuple[str, ...] = ()
