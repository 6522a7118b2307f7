"""Work out what follows from the figures of one numeric comparison: on plain tuples, which are quick to make.

Both the answer on an event (claims.compare) and the pass over a whole database (claims.compare.fold) rest on it.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.compare.points import count_pairs, first_day, largest_ratio, status_of
from claims.compare.relation import DEFAULT_RATIO
from claims.interval import NUMERIC, is_cumulative
from claims.model import Relation, ValueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.compare.points import Counts, Point
    from claims.model import Measure

Row = tuple[Any, ...]
"""comparison, source, basis, as_of, id, measure, published, rank, value_type, hedge, low, best, high, magnitude."""
VAGUE = "vague"


class Kind(NamedTuple):
    """What counting needs to know of a measure."""

    numeric: bool
    whole: bool
    cumulative: bool
    measure: Measure


class Counted(NamedTuple):
    """What follows from the figures that stand in one comparison, exactly.

    counts tells how many pairs contradict, diverge and are equal.
    """

    status: Relation
    counts: Counts
    agreed_minimum: Any
    highest_floor: Any
    highest_ceiling: Any
    spread: Any
    ratio: Decimal | None


@lru_cache(maxsize=1024)
def kind_of(measure: Measure) -> Kind:
    """Return what counting needs to know of a measure."""
    numeric, whole = measure.value_kind in NUMERIC, measure.value_kind is ValueKind.COUNT
    return Kind(numeric, whole, is_cumulative(measure), measure)


def count_points(
    points: Sequence[Point], kind: Kind, *, ratio: Decimal = DEFAULT_RATIO, for_status: bool = False
) -> Counted:
    """Return what follows from figures that stand (design rules 2 to 4 and 8), as comparison.compare does.

    Bounds are whole numbers or decimals; ratio is at least 1. With for_status equal pairs may be left uncounted where
    others decide the status.
    """
    status, counts = Relation.SINGLE, (0, 0, 0)
    if len(points) > 1:
        counts = count_pairs(points, cumulative=kind.cumulative, whole=kind.whole, ratio=ratio, for_status=for_status)
        status = status_of(counts, pairs=len(points) * (len(points) - 1) // 2)
    floors = [low for one in points if (low := one[5][1]) is not None]
    ceilings = [upper for one in points if (upper := one[1]) is not None]
    lows = [low for one in points if (low := one[2]) is not None]
    spread = largest = None
    if len(lows) > 1:
        spread = max([one[3] for one in points if one[3] is not None]) - min(lows)
        largest = largest_ratio(points)
    minimum = _minimum(floors, points, ratio) if floors else None
    floor = max(floors) if floors else None
    ceiling = max(ceilings) if ceilings and len(ceilings) == len(points) else None
    return Counted(status, counts, minimum, floor, ceiling, spread, largest)


def standing_rows(shown: list[Row]) -> list[Row]:
    """Return the rows that the same source has no certainly newer one for on the same basis (design rule 6).

    In the order of ISO dates the first days that they span are in order too, so that the last date of a series decides;
    an earlier one stands only if it is of the month or year of that day.
    """
    last = {row[1:3]: as_of for row in shown if (as_of := row[3])}
    newest = {series: first_day(as_of) for series, as_of in last.items()}
    return [
        row for row in shown if (as_of := row[3]) is None or as_of >= (day := newest[row[1:3]]) or day.startswith(as_of)
    ]


def _minimum(floors: Sequence[Any], points: Sequence[Point], ratio: Decimal) -> Any:
    """Return the agreed minimum (design rule 8), as comparison.agreed_minimum explains."""
    lowest = min(floors)
    if len(floors) == len(points):
        return lowest
    beyond = Decimal(lowest) * ratio
    for one in points:
        hedge, low, best, _, magnitude, _ = one[5]
        if low is None:
            if hedge == VAGUE:
                if 2 * magnitude < lowest:
                    return None
            elif best is None or best <= beyond:
                return None
    return lowest
