"""Count how the claims of one comparison relate without looking at every pair (see claims.compare.points)."""

# Types are not quoted by a __future__ import: each would be compiled by itself when a record's class is made.

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from claims.compare.points import FEW, Counts, bounds_of, count_pairs, largest_ratio, pairs_below, point, status_of
from claims.compare.relation import relate
from claims.interval import NUMERIC, is_cumulative
from claims.model import Claim, Measure, Pair, Relation, ValueKind


class Tally(NamedTuple):
    """How many pairs there are of each relation, the status that follows, the largest ratio (None: no two numbers)."""

    status: Relation
    counts: Mapping[Relation, int]
    ratio: Decimal | None

    @property
    def contradictions(self) -> int:
        """How many pairs cannot both be true."""
        return self.counts.get(Relation.CONTRADICTS, 0)

    @property
    def divergences(self) -> int:
        """How many pairs lie apart by more than the ratio."""
        return self.counts.get(Relation.DIVERGES, 0)


def tally(
    claims: Sequence[Claim], *, measure: Measure, ratio: Decimal, apart: Mapping[frozenset[str], str] | None = None
) -> Tally:
    """Return the counts over all pairs of claims that stand. apart holds the pairs that a person keeps apart."""
    if len(claims) < 2:
        return Tally(Relation.SINGLE, {}, None)
    apart = apart or {}
    numeric = measure.value_kind in NUMERIC
    if ratio < 1 or not (numeric or (len(claims) > FEW and _are_plain(claims))):
        return _pair_by_pair(claims, measure=measure, ratio=ratio, apart=apart)
    largest = None
    if numeric:
        whole = measure.value_kind is ValueKind.COUNT
        points = [point(bounds_of(claim.figure), claim.as_of, whole=whole) for claim in claims]
        counts = count_pairs(points, cumulative=is_cumulative(measure), whole=whole, ratio=ratio)
        largest = largest_ratio(points)
    else:
        counts = _count_texts(claims, measure=measure)
    contradictions, divergences, equal = counts
    pairs = len(claims) * (len(claims) - 1) // 2
    by_id = {claim.id: claim for claim in claims}
    for both in apart:
        a, b = (by_id.get(key) for key in sorted(both)) if len(both) == 2 else (None, None)
        if a is not None and b is not None:
            relation = relate(a, b, measure=measure, ratio=ratio, explained=False).relation
            contradictions -= relation is Relation.CONTRADICTS
            divergences -= relation is Relation.DIVERGES
            equal -= relation is Relation.AGREES
            pairs -= 1
    by_relation = {
        Relation.CONTRADICTS: contradictions,
        Relation.DIVERGES: divergences,
        Relation.COMPATIBLE: pairs - contradictions - divergences - equal,
        Relation.AGREES: equal,
        Relation.NOT_COMPARABLE: len(claims) * (len(claims) - 1) // 2 - pairs,
    }
    return Tally(status_of((contradictions, divergences, equal), pairs=pairs), by_relation, largest)


def _are_plain(claims: Iterable[Claim]) -> bool:
    """Return whether all bounds are dates or texts: of "dozens" and "none" beside them every pair is looked at."""
    return all(
        isinstance(value, str)
        for claim in claims
        for value in (claim.figure.low, claim.figure.best, claim.figure.high)
        if value is not None
    ) and not any(claim.figure.magnitude or claim.figure.value_type != "value" for claim in claims)


def _count_texts(claims: Sequence[Claim], *, measure: Measure) -> Counts:
    """Count the pairs of texts, which agree or differ, or of dates, which have bounds as counts have."""
    equal = sum(number * (number - 1) // 2 for number in Counter(claim.figure for claim in claims).values())
    if measure.value_kind is ValueKind.TEXT:
        return 0, len(claims) * (len(claims) - 1) // 2 - equal, equal
    by_date: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_date[claim.as_of].append(claim)
    contradictions = sum(
        pairs_below(
            sorted(str(claim.figure.high) for claim in group if claim.figure.high is not None),
            [str(claim.figure.low) for claim in group if claim.figure.low is not None],
        )
        for group in by_date.values()
    )
    uppers = [upper for claim in claims if (upper := claim.figure.high or claim.figure.best) is not None]
    lowers = [lower for claim in claims if (lower := claim.figure.low or claim.figure.best) is not None]
    apart = pairs_below(sorted(map(str, uppers)), list(map(str, lowers)))
    return contradictions, apart - contradictions, equal


def count(pairs: Iterable[Pair]) -> Tally:
    """Return the counts over pairs that were looked at."""
    found: Counter[Relation] = Counter()
    largest: Decimal | None = None
    number = 0
    for pair in pairs:
        found[pair.relation] += 1
        number += pair.relation is not Relation.NOT_COMPARABLE
        if pair.ratio is not None and (largest is None or pair.ratio > largest):
            largest = pair.ratio
    counts = (found[Relation.CONTRADICTS], found[Relation.DIVERGES], found[Relation.AGREES])
    return Tally(status_of(counts, pairs=number), found, largest)


def _pair_by_pair(
    claims: Sequence[Claim], *, measure: Measure, ratio: Decimal, apart: Mapping[frozenset[str], str]
) -> Tally:
    return count(
        relate(
            a,
            b,
            measure=measure,
            ratio=ratio,
            kept_apart=apart.get(frozenset((a.id, b.id))) if apart else None,
            explained=False,
        )
        for a, b in combinations(claims, 2)
    )
