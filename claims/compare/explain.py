"""How the status of a comparison came about: claim by claim, then rule by rule, in sentences that can be checked.

Nothing is decided here: each step restates what `claims.compare` did, with the claims that it rests on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.compare.comparison import COPIES, in_force, supports_minimum
from claims.compare.relation import DEFAULT_RATIO
from claims.dates_iso import span
from claims.figure_say import say, vague_floor, write_number
from claims.interval import NUMERIC, interval, is_below, is_cumulative, spans_dates, stated
from claims.model import Hedge, LinkRelation, Rank, Relation, ValueKind
from claims.model_pairs import WORST_FIRST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.model import Claim, Comparison, Figure, Link, Measure, Source, Value

ID_DIGITS = 8
LINKED = {
    LinkRelation.RETRACTS: "retracted by",
    LinkRelation.CORRECTS: "corrected by",
    LinkRelation.SUPERSEDES: "superseded by",
}
COPIED = {LinkRelation.DERIVED_FROM: "a copy of", LinkRelation.DUPLICATE_OF: "a duplicate of"}
PAIRS_EXPLAINED = 10_000  # the worst of them, where there are more


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation: the rule at work, the claims that it looked at, and what followed, in a sentence."""

    rule: str
    claims: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an explanation is made from, beside the comparison.

    everything holds all claims of the scope, withheld and deprecated ones too; left_out says for a claim why the
    question that was asked leaves it out; links are those that touch the claims; ratio is the one compared at.
    """

    measure: Measure
    everything: Sequence[Claim] = ()
    links: Sequence[Link] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    ratio: Decimal = DEFAULT_RATIO


@dataclass(frozen=True, slots=True)
class Standing:
    """Why a claim does not stand: how ("a copy of", "superseded by" ...), which other claim, and by which link."""

    how: str
    other: str
    link: Link | None = None


def why_not_current(claim: Claim, *, claims: Iterable[Claim], links: Iterable[Link]) -> Standing | None:
    """Return why a counted claim does not stand (rules 5 and 6), or None if it does; the first reason counts.

    claims are the counted claims of its comparison, links the ones in force (see comparison.in_force) that touch
    them.
    """
    live = [link for link in links if link.withdrawn_at is None]
    for link in live:
        if link.claim == claim.id and link.relation in COPIES:
            return Standing(COPIED[link.relation], link.other, link)
    for relation, how in LINKED.items():
        for link in live:
            if link.other == claim.id and link.relation is relation:
                return Standing(how, link.claim, link)
    newer = _newer(claim, claims=claims, links=live)
    return None if newer is None else Standing("replaced by the same source's newer figure", newer.id)


def _newer(claim: Claim, *, claims: Iterable[Claim], links: Iterable[Link]) -> Claim | None:
    """Return the newest figure of the same source and basis that certainly comes later; None if there is none."""
    if claim.as_of is None:
        return None
    retracted = {link.other for link in links if link.relation is LinkRelation.RETRACTS}
    corrected = {link.other for link in links if link.claim == claim.id and link.relation in LINKED}
    last = span(claim.as_of)[1]
    later = [
        (span(other.as_of)[0], other.id, other)
        for other in claims
        if (other.source, other.basis) == (claim.source, claim.basis)
        and other.as_of is not None
        and other.id not in retracted
        and other.id not in corrected
        and span(other.as_of)[0] > last
    ]
    return max(later)[2] if later else None


def explain(comparison: Comparison, *, evidence: Evidence) -> tuple[Step, ...]:
    """Return the steps that led to a comparison: every claim, the counts, every pair, the status and what follows."""
    standing = [claim for claim in comparison.claims if claim.id in comparison.current]
    links = in_force(evidence.links, claims=evidence.everything)
    writer = _Writer(comparison, replace(evidence, links=links))
    return (
        _scope(comparison, evidence.measure),
        *writer.claims(),
        writer.independence(standing),
        *writer.pairs(),
        writer.status(),
        *writer.minimum(standing),
        *writer.bounds(standing),
        *writer.findings(),
    )


def _scope(comparison: Comparison, measure: Measure) -> Step:
    parts = [f"event {comparison.event}", f"measure {comparison.measure}", f"population {comparison.population}"]
    parts += [f"place {comparison.place}"] if comparison.place else []
    parts += [f"period from {comparison.period_start}"] if comparison.period_start else []
    parts += [f"as of {comparison.as_of or 'no date'}"] if not spans_dates(measure) else []
    kind = "no running total: each as_of is compared by itself"
    if is_cumulative(measure):
        kind = "a running total, which cannot fall"
    elif spans_dates(measure):
        kind = "the same at all times, whenever it was said"
    ids = tuple(claim.id for claim in comparison.claims)
    return Step("comparable", ids, f"Compared is what shares {', '.join(parts)}; it is {kind}.")


class _Writer:
    """Puts the steps of one comparison into sentences."""

    def __init__(self, comparison: Comparison, evidence: Evidence) -> None:
        self.comparison = comparison
        self.evidence = evidence
        self.by_id = {claim.id: claim for claim in (*evidence.everything, *comparison.claims)}
        self.kind = evidence.measure.value_kind

    def name(self, claim: Claim) -> str:
        known = self.evidence.sources.get(claim.source)
        return known.name if known else claim.source

    def says(self, claim: Claim) -> str:
        return f"{claim.id[:ID_DIGITS]} {self.name(claim)} “{say(claim.figure, kind=self.kind)}”"

    def other(self, key: str) -> str:
        return self.says(self.by_id[key]) if key in self.by_id else key[:ID_DIGITS]

    # claim by claim

    def claims(self) -> Iterator[Step]:
        counted = {claim.id for claim in self.comparison.claims}
        for claim in sorted(self.by_id.values(), key=lambda item: (item.as_of or "", item.id)):
            head = f"{self.says(claim)} ({claim.basis}, {f'as of {claim.as_of}' if claim.as_of else 'undated'})"
            if claim.id not in counted:
                yield Step("not counted", (claim.id,), f"{head}: not counted, {self._uncounted(claim)}.")
                continue
            why = why_not_current(claim, claims=self.comparison.claims, links=self.evidence.links)
            if why is None:
                yield Step("current", (claim.id,), f"{head}: counted, and it stands.")
                continue
            signed = f" ({why.link.reason}; {why.link.decided_by}, {why.link.decided_at[:10]})" if why.link else ""
            text = f"{head}: counted, but it does not stand: {why.how} {self.other(why.other)}{signed}."
            yield Step("not current", (claim.id, why.other), text)

    def _uncounted(self, claim: Claim) -> str:
        if not claim.published:
            return "withheld from readers"
        if claim.rank is Rank.DEPRECATED:
            return f"deprecated: {claim.rank_reason}"
        return self.evidence.left_out.get(claim.id, "left out by the question that was asked")

    def independence(self, standing: Sequence[Claim]) -> Step:
        names = sorted({self.name(claim) for claim in standing})
        several = [name for name, number in Counter(self.name(claim) for claim in standing).items() if number > 1]
        text = (
            f"{self.comparison.sources} with a claim, {self.comparison.independent_sources} with one of their own that "
            f"stands{': ' if names else ''}{', '.join(names)}"
        )
        text += f"; with several, but counted once: {', '.join(sorted(several))}" if several else ""
        return Step("independent sources", tuple(claim.id for claim in standing), f"Sources: {text}.")

    # rule by rule

    def pairs(self) -> Iterator[Step]:
        pairs = self.comparison.pairs
        for pair in pairs.worst(min(len(pairs), PAIRS_EXPLAINED)):
            ratio = "" if pair.ratio is None else f", ratio {pair.ratio:.2f}"
            relation = str(pair.relation).replace("_", " ")
            text = f"{self.other(pair.a)} and {self.other(pair.b)}: {relation}{ratio} ({pair.reason})"
            yield Step("pair", (pair.a, pair.b), f"{text}; {pair.explanation}." if pair.explanation else f"{text}.")
        if len(pairs) > PAIRS_EXPLAINED:
            yield Step("pair", (), f"{len(pairs) - PAIRS_EXPLAINED:,} more pairs are counted and not listed.")

    def status(self) -> Step:
        pairs = self.comparison.pairs
        status = self.comparison.status
        if status is Relation.SINGLE:
            why = "no two claims that stand can be compared" if pairs else "fewer than two claims stand"
            return Step("status", tuple(sorted(self.comparison.current)), f"The status is {status}: {why}.")
        number = pairs.counts
        counts = ", ".join(f"{number[one]} {str(one).replace('_', ' ')}" for one in WORST_FIRST if number.get(one))
        looked_at = pairs if pairs.all_are_looked_at else pairs.worst(PAIRS_EXPLAINED)
        involved = sorted({key for pair in looked_at if pair.relation is status for key in (pair.a, pair.b)})
        text = f"The status is {status}, the worst of all pairs ({counts}); figures diverge above a ratio of"
        return Step("status", tuple(involved), f"{text} {self.evidence.ratio}.")

    def minimum(self, standing: Sequence[Claim]) -> Iterator[Step]:
        if self.kind not in NUMERIC:
            return
        floors = [(claim.figure.low, claim) for claim in standing if isinstance(claim.figure.low, int | Decimal)]
        if not floors:
            yield Step("agreed minimum", (), "There is no agreed minimum: no claim that stands states a floor.")
            return
        least = min(floor for floor, _ in floors)
        setters = [claim for floor, claim in floors if floor == least]
        against = []
        for claim in standing:
            if claim.figure.low is None:
                supports = supports_minimum(claim.figure, minimum=least, ratio=self.evidence.ratio)
                against += [] if supports else [claim]
                text = f"{self.says(claim)} states no floor; {self._support(claim.figure, supports=supports)}."
                yield Step("agreed minimum", (claim.id,), text)
        who = ", ".join(map(self.says, setters))
        if against:
            text = f"There is no agreed minimum: {write_number(least)} is the lowest floor ({who}), but not every claim"
            yield Step("agreed minimum", tuple(one.id for one in (*setters, *against)), f"{text} says as much.")
        else:
            text = f"The agreed minimum is {write_number(least)}, the lowest floor, set by {who}."
            yield Step("agreed minimum", tuple(one.id for one in setters), text)

    def _support(self, figure: Figure, *, supports: bool) -> str:
        if figure.hedge is Hedge.VAGUE:
            means = f"it is printed to mean at least {vague_floor(figure)}"
            return f"{means}, which {'supports' if supports else 'does not reach'} the minimum"
        if figure.best is not None:
            way = "above" if supports else "not above"
            verb = "supports" if supports else "prevents"
            return f"its figure lies {way} the minimum times {self.evidence.ratio}, which {verb} it"
        return "a ceiling, or no number, says nothing of a minimum and prevents it"

    def bounds(self, standing: Sequence[Claim]) -> Iterator[Step]:
        if self.kind is ValueKind.TEXT or not standing:
            return
        floor = self.comparison.highest_floor
        if floor is not None:
            top = [claim for claim in standing if claim.figure.low == floor]
            text = f"The highest floor is {write_number(floor)}: {', '.join(map(self.says, top))}."
            yield Step("highest floor", tuple(claim.id for claim in top), text)
        if self.comparison.highest_ceiling is None:
            open_above = [claim for claim in standing if self._ceiling(claim) is None]
            text = f"There is no highest ceiling: none is stated by {', '.join(map(self.says, open_above))}."
            yield Step("highest ceiling", tuple(claim.id for claim in open_above), text)
        else:
            top = [claim for claim in standing if self._ceiling(claim) == self.comparison.highest_ceiling]
            who = ", ".join(map(self.says, top))
            text = (
                f"Every claim states a ceiling; the highest is {write_number(self.comparison.highest_ceiling)}: {who}."
            )
            yield Step("highest ceiling", tuple(claim.id for claim in top), text)
        yield from self._spread(standing)

    def _ceiling(self, claim: Claim) -> Value | None:
        return interval(claim.figure)[1] if self.kind in NUMERIC else claim.figure.high

    def _spread(self, standing: Sequence[Claim]) -> Iterator[Step]:
        if self.comparison.spread is None:
            return
        numbers = [(found, claim) for claim in standing if (found := stated(claim.figure, self.kind)) is not None]
        lowest, highest = numbers[0], numbers[0]
        for one in numbers[1:]:
            lowest = one if is_below(one[0][0], lowest[0][0]) else lowest
            highest = one if is_below(highest[0][1], one[0][1]) else highest
        text = (
            f"The spread is {write_number(self.comparison.spread)}, from {write_number(lowest[0][0])} "
            f"({self.says(lowest[1])}) to {write_number(highest[0][1])} ({self.says(highest[1])})."
        )
        yield Step("spread", (lowest[1].id, highest[1].id), text)

    def findings(self) -> Iterator[Step]:
        for finding in self.comparison.warnings:
            reason = finding.reason[:1].upper() + finding.reason[1:]
            yield Step(finding.rule, finding.claims, f"{reason}.")
