"""The record of a figure: what a source asserts, below all records that hold one."""

# Types are not quoted by a __future__ import: each would be compiled by itself when the class is made.

from decimal import Decimal
from typing import NamedTuple

from claims.model_kinds import Hedge, ValueType

Value = int | Decimal | str
"""A bound of a figure: a count (int), a quantity (int or Decimal), an ISO date or a text (str)."""


class Figure(NamedTuple):
    """What a source asserts, and nothing more: no bound that it did not state.

    exact: low = best = high. at_least, more_than: low only. at_most, fewer_than: high only. between: low and high,
    best only if stated ("10 to 14, most likely 12"). about, nearly: best only. vague ("dozens"): no bound; magnitude
    holds the unit named (10, 12, 100, 1000 ...). none: no number was given; value_type tells unknown from no value.
    For counts "more than 10,000" has low 10001 and "fewer than 50" has high 49; other kinds keep the stated number.
    """

    hedge: Hedge
    low: Value | None = None
    best: Value | None = None
    high: Value | None = None
    magnitude: int | None = None
    value_type: ValueType = ValueType.VALUE
