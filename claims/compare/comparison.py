"""Compare all claims that speak of the same thing: which stand, how they relate, and what follows (design section 6).

Pure functions. A claim stands ("is current") when it is nobody's copy, not withheld, deprecated, retracted,
corrected or superseded, and the same source has no certainly newer one on the same basis.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING

from claims.compare.count import count_points, kind_of, standing_rows
from claims.compare.pairs import StandingPairs
from claims.compare.points import point
from claims.compare.relation import DEFAULT_RATIO, relate
from claims.compare.warnings import COPIES, warnings_of
from claims.dates_iso import span
from claims.figure_say import vague_floor
from claims.interval import NUMERIC, interval, is_below, spans_dates, stated
from claims.model import Claim, Comparison, Hedge, LinkRelation, Rank, Relation, ValueKind, ValueType
from claims.model_pairs import Late, Pairs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from claims.model import Figure, Link, Measure, Value

__all__ = [
    "COPIES",
    "DEFAULT_RATIO",
    "REPLACEMENTS",
    "compare",
    "confirming",
    "current",
    "narrow",
    "on_basis",
    "without_source",
]

REPLACEMENTS = frozenset({LinkRelation.SUPERSEDES, LinkRelation.CORRECTS, LinkRelation.RETRACTS})
NO_PAIRS = Pairs()
LATEST = "2999"  # the last year that dates can have
_new = tuple.__new__
_counted_by = itemgetter(*map(Claim._fields.index, ("comparison", "source", "basis", "as_of", "id", "figure")))


def compare(
    claims: Iterable[Claim],
    *,
    measure: Measure,
    links: Iterable[Link] = (),
    documents: Mapping[str, int] | None = None,
    ratio: Decimal = DEFAULT_RATIO,
    detailed: bool = True,
) -> Comparison | None:
    """Return the comparison of claims that share one comparison id, or None if no claim is left to compare.

    Pairs are counted; pairs and warnings are worked out when they are looked at, warnings only if detailed.
    documents gives for each claim id the number of documents in which it can be read. Withheld and deprecated claims
    are left out. The result does not depend on the order of claims or links.
    """
    claims = list(claims)
    shown = list(filter(is_counted, claims))
    if not shown:
        return None
    if len(shown) > 1:
        shown.sort(key=_oldest_first)
    live = sorted(in_force(links, claims=claims), key=lambda link: link.number) if links else []
    if not live:
        if len(shown) == 1:
            return _of_one(shown[0], measure=measure, documents=documents)
        if measure.value_kind in NUMERIC and ratio >= 1:
            return _without_links(shown, measure=measure, documents=documents, ratio=ratio, detailed=detailed)
    from claims.compare.tally import tally  # for links, dates and texts, which most answers have none of

    retracted = {link.other for link in live if link.relation is LinkRelation.RETRACTS}
    counted = [claim for claim in shown if claim.id not in retracted]
    standing = current(shown, links=live)
    apart = _kept_apart(live)
    counts = tally(standing, measure=measure, ratio=ratio, apart=apart)
    return Comparison(
        *_scope(shown[0], measure),
        status=counts.status,
        reports=sum(max(1, (documents or {}).get(claim.id, 0)) for claim in counted),
        sources=len({claim.source for claim in counted}),
        independent_sources=len({claim.source for claim in standing}),
        agreed_minimum=agreed_minimum(standing, measure=measure, ratio=ratio),
        highest_floor=highest_floor(standing, measure=measure),
        highest_ceiling=highest_ceiling(standing, measure=measure),
        latest_as_of=max((claim.as_of for claim in counted if claim.as_of), default=None),
        spread=spread(standing, measure=measure),
        ratio=counts.ratio,
        contradictions=counts.contradictions,
        divergences=counts.divergences,
        claims=tuple(shown),
        current=frozenset(claim.id for claim in standing),
        pairs=StandingPairs(standing, measure=measure, ratio=ratio, apart=apart, counts=counts.counts),
        warnings=Late(warnings_of, shown, measure, live) if detailed else (),
    )


def _of_one(claim: Claim, *, measure: Measure, documents: Mapping[str, int] | None) -> Comparison:
    """Return the comparison of a claim that has no other beside it, as most are: nothing to hold it against."""
    low, high, numeric = claim.figure.low, claim.figure.high, measure.value_kind in NUMERIC
    if measure.value_kind is ValueKind.TEXT:
        low = high = None
    elif numeric and claim.figure.value_type is ValueType.NOVALUE:
        high = 0
    reports = max(1, documents.get(claim.id, 0)) if documents else 1
    follows = (reports, 1, 1, low if numeric else None, low, high, claim.as_of, None, None, 0, 0)
    own = ((claim,), frozenset((claim.id,)), NO_PAIRS, ())
    return _new(Comparison, (*_scope(claim, measure), Relation.SINGLE, *follows, *own))


def _without_links(
    shown: list[Claim], *, measure: Measure, documents: Mapping[str, int] | None, ratio: Decimal, detailed: bool
) -> Comparison:
    """Return the comparison of several claims of a numeric measure that nobody linked, as nearly all others are."""
    kind = kind_of(measure)
    standing = rows = list(map(_counted_by, shown))
    series = {row[1:3] for row in rows}
    if len(series) < len(rows):
        standing = standing_rows(rows)
    points = [point(row[5], row[3], whole=kind.whole) for row in standing]
    found = count_points(points, kind, ratio=ratio)
    contradictions, divergences, equal = found.counts
    pairs = len(standing) * (len(standing) - 1) // 2
    by_relation = {
        Relation.CONTRADICTS: contradictions,
        Relation.DIVERGES: divergences,
        Relation.COMPATIBLE: pairs - contradictions - divergences - equal,
        Relation.AGREES: equal,
    }
    reports = sum([max(1, documents.get(row[4], 0)) for row in rows]) if documents else len(rows)
    sources = len({source for source, _ in series})
    independent = sources if standing is rows else len({row[1] for row in standing})
    current = frozenset([row[4] for row in standing])
    claims = tuple(shown)
    stand = claims if standing is rows else [claim for claim in claims if claim.id in current]
    related = StandingPairs(stand, measure=measure, ratio=ratio, apart={}, counts=by_relation)
    warnings = Late(warnings_of, shown, measure, ()) if detailed else ()
    floors = (found.agreed_minimum, found.highest_floor, found.highest_ceiling)
    follows = (found.status, reports, sources, independent, *floors, rows[-1][3], found.spread, found.ratio)
    own = (contradictions, divergences, claims, current, related, warnings)
    return _new(Comparison, (*_scope(shown[0], measure), *follows, *own))


def _scope(claim: Claim, measure: Measure) -> tuple[str, str, str, str, str, str | None, str | None]:
    """Return what a comparison says of itself first, by one of its claims."""
    as_of = None if spans_dates(measure) else claim.as_of
    own = (claim.comparison, claim.event, claim.measure, claim.population, claim.place)
    return (*own, claim.period_start, as_of)


def is_counted(claim: Claim) -> bool:
    """Return whether a claim takes part in comparing at all: published and not deprecated."""
    return claim.published and claim.rank is not Rank.DEPRECATED


def in_force(links: Iterable[Link], *, claims: Iterable[Claim]) -> list[Link]:
    """Return the links that hold: not withdrawn, and no replacement by a claim that is withheld or deprecated."""
    links = list(links)
    if not links:
        return []
    silent = {claim.id for claim in claims if not is_counted(claim)}
    return [
        link
        for link in links
        if link.withdrawn_at is None and not (link.relation in REPLACEMENTS and link.claim in silent)
    ]


def _oldest_first(claim: Claim) -> tuple[str, str]:
    return (claim.as_of or "", claim.id)


def current(claims: Sequence[Claim], *, links: Iterable[Link] = ()) -> list[Claim]:
    """Return the claims that stand (rules 5 and 6), in the order given; the view current_claim says the same in SQL.

    A source's newer figure replaces its older one on the same basis even where the newer one is a copy of somebody
    else's or was itself superseded: the source no longer says the older one. A retracted figure replaces nothing, and
    no figure replaces the one that corrects it (as when the date was wrong).
    """
    live = in_force(links, claims=claims)
    if not live and len(claims) == 1:
        return [claim for claim in claims if is_counted(claim)]
    copies = {link.claim for link in live if link.relation in COPIES}
    replaced = {link.other for link in live if link.relation in REPLACEMENTS}
    retracted = {link.other for link in live if link.relation is LinkRelation.RETRACTS}
    roots = [claim for claim in claims if is_counted(claim) and claim.id not in copies and claim.id not in replaced]
    said = [claim for claim in claims if claim.as_of is not None and is_counted(claim) and claim.id not in retracted]
    newest = _newest(said)
    corrects: dict[str, set[str]] = defaultdict(set)
    for link in live:
        if link.relation in REPLACEMENTS:
            corrects[link.claim].add(link.other)
    standing = []
    for claim in roots:
        others = newest
        if claim.id in corrects:
            others = _newest(item for item in said if item.id not in corrects[claim.id])
        if claim.as_of is None or span(claim.as_of)[1] >= others.get((claim.source, claim.basis), ""):
            standing.append(claim)
    return standing


def _newest(claims: Iterable[Claim]) -> dict[tuple[str, str], str]:
    """Return for each source and basis the first day of its newest claim."""
    newest: dict[tuple[str, str], str] = {}
    for claim in claims:
        if claim.as_of is not None:
            key = (claim.source, claim.basis)
            newest[key] = max(newest.get(key, ""), span(claim.as_of)[0])
    return newest


def _kept_apart(links: Iterable[Link]) -> dict[frozenset[str], str]:
    apart: dict[frozenset[str], str] = {}
    for link in links:
        if link.relation is LinkRelation.NOT_COMPARABLE:
            apart.setdefault(frozenset((link.claim, link.other)), link.reason)
    return apart


def agreed_minimum(claims: Sequence[Claim], *, measure: Measure, ratio: Decimal = DEFAULT_RATIO) -> Value | None:
    """Return the lowest floor, if every source says at least that much (rule 8); None if one of them does not.

    A figure without a floor of its own supports the minimum only where that is beyond doubt: "about 1,500" when it
    exceeds the minimum by more than the ratio, "dozens" when its printed policy floor reaches it. A ceiling never does.
    """
    if measure.value_kind not in NUMERIC:
        return None
    floors = [claim.figure.low for claim in claims if isinstance(claim.figure.low, int | Decimal)]
    if not floors:
        return None
    minimum = min(floors)
    return minimum if all(supports_minimum(claim.figure, minimum=minimum, ratio=ratio) for claim in claims) else None


def supports_minimum(figure: Figure, *, minimum: int | Decimal, ratio: Decimal) -> bool:
    """Return whether a figure says at least a minimum beyond doubt, as `agreed_minimum` explains."""
    if isinstance(figure.low, int | Decimal):
        return figure.low >= minimum
    if figure.hedge is Hedge.VAGUE:
        return (vague_floor(figure) or 0) >= minimum
    return isinstance(figure.best, int | Decimal) and Decimal(figure.best) > Decimal(minimum) * ratio


def highest_floor(claims: Sequence[Claim], *, measure: Measure) -> Value | None:
    """Return the largest lower bound that any source states (rule 8); None for texts, which have none."""
    if measure.value_kind is ValueKind.TEXT:
        return None
    return _largest(claim.figure.low for claim in claims)


def highest_ceiling(claims: Sequence[Claim], *, measure: Measure) -> Value | None:
    """Return the largest upper bound, only if every source states one: otherwise there is no ceiling (rule 8).

    "None" is a ceiling of 0; texts have none.
    """
    if measure.value_kind is ValueKind.TEXT:
        return None
    numeric = measure.value_kind in NUMERIC
    ceilings = [interval(claim.figure)[1] if numeric else claim.figure.high for claim in claims]
    return None if None in ceilings else _largest(ceilings)


def _largest(values: Iterable[Value | None]) -> Value | None:
    best: Value | None = None
    for value in values:
        if value is not None and (best is None or is_below(best, value)):
            best = value
    return best


def spread(claims: Sequence[Claim], *, measure: Measure) -> Value | None:
    """Return the highest minus the lowest stated number; None for fewer than two claims with numbers."""
    numbers = [found for claim in claims if (found := stated(claim.figure, measure.value_kind)) is not None]
    if len(numbers) < 2:
        return None
    return max(high for _, high in numbers) - min(low for low, _ in numbers)


def confirming(claim: Claim, *, claims: Sequence[Claim], measure: Measure, links: Iterable[Link]) -> set[str]:
    """Return the other sources that bear a claim out, among the claims that speak of the same thing.

    Design rule 10, after the Admiralty code (NATO AJP-2.1), whose credibility 1 is "confirmed by other sources": by a
    claim that stands, of another source, that states a figure and neither contradicts it nor is kept apart from it. A
    copy has none: what it repeats does not confirm it.
    """
    live = in_force(links, claims=claims)
    if any(link.claim == claim.id and link.relation in COPIES for link in live):
        return set()
    apart = _kept_apart(live)
    return {
        other.source
        for other in current(claims, links=live)
        if other.source != claim.source
        and other.figure.value_type is not ValueType.SOMEVALUE
        and frozenset((claim.id, other.id)) not in apart
        and relate(claim, other, measure=measure, explained=False).relation is not Relation.CONTRADICTS
    }


def narrow(
    claims: Iterable[Claim], *, as_of: str | None = None, known_on: str | None = None, known: Mapping[str, str | None]
) -> list[Claim]:
    """Return the claims that hold as of one date and could be known on another (rule 9).

    known gives for each claim id the day on which it could be known first: the earliest publication of a document it
    stands in, else the day it was recorded. A claim without as_of counts from that day.
    """
    kept = []
    for claim in claims:
        since = known.get(claim.id) or (claim.recorded_at or LATEST)[:10]
        if as_of is not None and span(claim.as_of or since)[1] > span(as_of)[1]:
            continue
        if known_on is not None and span(since)[0] > span(known_on)[1]:
            continue
        kept.append(claim)
    return kept


def on_basis(claims: Collection[Claim], *, basis: str, links: Collection[Link]) -> tuple[list[Claim], list[Link]]:
    """Return the claims that rest on one basis, and links as if there were no others."""
    gone = {claim.id for claim in claims if claim.basis != basis}
    left = [link for link in links if link.claim not in gone and link.other not in gone]
    return [claim for claim in claims if claim.id not in gone], left


def without_source(
    claims: Collection[Claim], *, source: str, links: Collection[Link]
) -> tuple[list[Claim], list[Link]]:
    """Return claims and links as if a source had never been: its claims go, and all that derives from them."""
    gone = {claim.id for claim in claims if claim.source == source}
    while True:
        more = {
            link.claim
            for link in links
            if link.withdrawn_at is None and link.relation in COPIES and link.other in gone and link.claim not in gone
        }
        if not more:
            break
        gone |= more
    left = [link for link in links if link.claim not in gone and link.other not in gone]
    return [claim for claim in claims if claim.id not in gone], left
