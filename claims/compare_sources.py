"""How two sources relate over all events: how often one gives more than the other, and by which ratio.

A description of their figures, never a ranking of truth: who counts more may count better, or count something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from statistics import median, quantiles
from typing import TYPE_CHECKING

from claims.interval import stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.model import Claim, Measure

ENOUGH = 5  # a median of fewer comparisons says more about chance than about sources


@dataclass(frozen=True, slots=True)
class Common:
    """One comparison in which both sources have a current claim that states one number.

    ratio is that of the first source's number by the second's; None against a zero.
    """

    comparison: str
    event: str
    measure: str
    first: Claim
    second: Claim
    numbers: tuple[int | Decimal, int | Decimal]

    @property
    def ratio(self) -> Decimal | None:
        """The first source's number by the second's; None against a zero."""
        first, second = self.numbers
        return Decimal(first) / Decimal(second) if second else None


@dataclass(frozen=True, slots=True)
class SourceRelation:
    """Two sources over all their common comparisons: how often the first gives more, the same or less, and the ratios.

    median and quartiles are None unless at least ENOUGH comparisons have a ratio (one against a zero has none).
    """

    first: str
    second: str
    common: tuple[Common, ...]
    above: int
    equal: int
    below: int
    ratios: int
    median: Decimal | None
    lower_quartile: Decimal | None
    upper_quartile: Decimal | None


def relate_sources(first: str, second: str, common: Iterable[Common]) -> SourceRelation:
    """Return how the figures of two sources relate; common are the comparisons that both have a claim in."""
    kept = tuple(sorted(common, key=_by_scope))
    ratios = sorted(one.ratio for one in kept if one.ratio is not None)
    middle = lower = upper = None
    if len(ratios) >= ENOUGH:
        middle = median(ratios)
        lower, _, upper = quantiles(ratios, n=4, method="inclusive")
    return SourceRelation(
        first=first,
        second=second,
        common=kept,
        above=sum(one.numbers[0] > one.numbers[1] for one in kept),
        equal=sum(one.numbers[0] == one.numbers[1] for one in kept),
        below=sum(one.numbers[0] < one.numbers[1] for one in kept),
        ratios=len(ratios),
        median=middle,
        lower_quartile=lower,
        upper_quartile=upper,
    )


def _by_scope(one: Common) -> tuple[str, ...]:
    claim = one.first
    when = (claim.period_start or "", claim.as_of or "")
    return (one.event, one.measure, claim.population, claim.place, *when, one.comparison)


def common_comparisons(
    claims: Iterable[Claim], *, first: str, measures: Mapping[str, Measure]
) -> Iterator[tuple[str, Common]]:
    """Yield (other source, common comparison) from current claims that come comparison by comparison.

    A source with several current claims in a comparison, of several bases, is taken by the one as of the latest date,
    and among those by the preferred one, then by the basis first in the alphabet.
    """
    for comparison, group in groupby(claims, key=lambda claim: claim.comparison):
        chosen = _one_each(group, measures=measures)
        if first not in chosen:
            continue
        mine, own = chosen[first]
        for source, (claim, number) in sorted(chosen.items()):
            if source != first:
                yield source, Common(comparison, mine.event, mine.measure, mine, claim, (own, number))


def _one_each(group: Iterable[Claim], *, measures: Mapping[str, Measure]) -> dict[str, tuple[Claim, int | Decimal]]:
    chosen: dict[str, tuple[Claim, int | Decimal]] = {}
    for claim in sorted(group, key=lambda one: (one.basis, one.id)):
        number = one_number(claim, measures[claim.measure])
        if number is None:
            continue
        there = chosen.get(claim.source)
        if there is None or _standing(claim) > _standing(there[0]):
            chosen[claim.source] = (claim, number)
    return chosen


def _standing(claim: Claim) -> tuple[str, bool]:
    return (claim.as_of or "", claim.rank == "preferred")


def one_number(claim: Claim, measure: Measure) -> int | Decimal | None:
    """Return the one number that a claim states, as it states it; None for none, a text, or a range without a best."""
    best = claim.figure.best
    if isinstance(best, int | Decimal) and stated(claim.figure, measure.value_kind) is not None:
        return best
    numbers = stated(claim.figure, measure.value_kind)
    return numbers[0] if numbers is not None and numbers[0] == numbers[1] else None


def by_other(found: Sequence[tuple[str, Common]]) -> dict[str, list[Common]]:
    """Return common comparisons by the other source, in its alphabet."""
    grouped: dict[str, list[Common]] = {}
    for source, common in sorted(found, key=lambda one: one[0]):
        grouped.setdefault(source, []).append(common)
    return grouped
