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
    """One comparison in which both sources have a claim of their own that states one number.

    The two are as of the latest date of which both speak; where there is none, each source's latest. ratio is that of
    the first source's number by the second's; None against a zero.
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

    @property
    def same_date(self) -> bool:
        """Whether both speak as of the same date: else a total that grew meanwhile may be all that differs."""
        return self.first.as_of == self.second.as_of


@dataclass(frozen=True, slots=True)
class SourceRelation:
    """Two sources over all their common comparisons: how often the first gives more, the same or less, and the ratios.

    same_date counts the comparisons in which both speak as of the same date. median and quartiles are None unless at
    least ENOUGH comparisons have a ratio (one against a zero has none).
    """

    first: str
    second: str
    common: tuple[Common, ...]
    above: int
    equal: int
    below: int
    ratios: int
    same_date: int
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
        same_date=sum(one.same_date for one in kept),
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
    """Yield (other source, common comparison) from claims that come comparison by comparison.

    The claims are the sources' own and unrevoked ones, older ones too: running totals are held against each other as of
    the latest date that both speak of. Of several claims of one date the preferred one is taken, then the one whose
    basis is first in the alphabet.
    """
    for comparison, group in groupby(claims, key=lambda claim: claim.comparison):
        numbered = _by_source(group, measures=measures)
        if first not in numbered:
            continue
        for source, theirs in sorted(numbered.items()):
            if source != first:
                (mine, own), (claim, number) = _of_one_date(numbered[first], theirs)
                yield source, Common(comparison, mine.event, mine.measure, mine, claim, (own, number))


Numbered = tuple["Claim", int | Decimal]


def _by_source(group: Iterable[Claim], *, measures: Mapping[str, Measure]) -> dict[str, dict[str | None, Numbered]]:
    """Return for each source and date the claim to take, with its number."""
    found: dict[str, dict[str | None, Numbered]] = {}
    for claim in sorted(group, key=lambda one: (one.rank != "preferred", one.basis, one.id)):
        number = one_number(claim, measures[claim.measure])
        if number is not None:
            found.setdefault(claim.source, {}).setdefault(claim.as_of, (claim, number))
    return found


def _of_one_date(
    mine: Mapping[str | None, Numbered], theirs: Mapping[str | None, Numbered]
) -> tuple[Numbered, Numbered]:
    """Return the two claims of the latest common date; where there is none, the latest of each."""
    common = [date for date in mine if date is not None and date in theirs]
    if common:
        return mine[max(common)], theirs[max(common)]
    return mine[max(mine, key=_undated_first)], theirs[max(theirs, key=_undated_first)]


def _undated_first(date: str | None) -> str:
    return date or ""


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
