"""The rule of parts and wholes over a whole database: what stands is kept, event by event, and looked through.

What stands of a large event, and of events that are parts of others, is kept aside in a temporary file.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Self

from claims import check
from claims.compare.fold import plain
from claims.compare.parts import (
    Scope,
    ancestors,
    find_parts,
    is_world,
    part_finding,
    sum_finding,
    sums_exceeding,
    wider_measures,
    wider_places,
)
from claims.dates_iso import span
from claims.interval import ACCUMULATING, interval, spans_dates
from claims.reading.bounds import Bounds
from claims.reading.family import FamilyReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from claims.check import Violation
    from claims.model import Claim, Finding, Measure
    from claims.reading.check import WholeReader

LISTED = 1000  # findings whose claims are read at once
AT_HAND = 5000  # so many claims of an event are kept in memory at most


class Parts:
    """The comparisons of the event at hand, and those of events that are parts of others, which are looked at last."""

    def __init__(self, reader: WholeReader, event: str | None, *, measures: Mapping[str, Measure]) -> None:
        """Take the event that alone is looked at, None for all."""
        family = FamilyReader(reader.connection)
        self._reader = reader
        self._measures = measures
        self._only = event
        self._parents = family.parents() if event is None else family.family(reader.event(event))
        self._kin = frozenset({*self._parents, *self._parents.values()})
        wider = wider_measures(measures)
        above = {measure: ancestors(measure, wider) for measure in measures}
        self._own, self._relatives = Bounds(measures=above), Bounds(measures=above)
        self._scopes: list[Scope] = []
        self._now: list[Claim] = []
        self._held = 0
        self._into: Bounds | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._own.close()
        self._relatives.close()

    @property
    def kin_to_read(self) -> list[str]:
        """The events that one event is part of, or that are parts of it, where only that one is gone through."""
        return sorted(self._kin - {self._only}) if self._only in self._kin else []

    def wants(self, measure: Measure) -> bool:
        """Return whether figures of a measure can be parts and wholes of each other."""
        return measure.value_kind in ACCUMULATING

    def keep(self, standing: Sequence[Claim]) -> None:
        """Keep more claims of the comparison at hand that stand; `end` tells that these are all of it."""
        if not standing or not self.wants(self._measures[standing[0].measure]):
            return
        if self._into is None:
            if standing[0].event in self._kin:
                self._into = self._relatives
            elif self._held + len(standing) > AT_HAND or len(self._own):
                self._spill()
        self._now += standing
        self._held += len(standing)
        if self._into is not None and len(self._now) > LISTED:
            self._aside()

    def end(self) -> None:
        """Take what was kept since the last time as one comparison."""
        if self._into is not None:
            self._aside()
            self._into.end()
            self._into = None
        elif self._now:
            self._scopes.append(self._scope(self._now))
        self._now = []

    def _scope(self, claims: Sequence[Claim]) -> Scope:
        first = claims[0]
        as_of = None if spans_dates(self._measures[first.measure]) else first.as_of
        scope = (first.event, first.measure, first.population, first.place, first.period_start, as_of)
        return Scope(first.comparison, *scope, tuple(claims))

    def _spill(self) -> None:
        """Move all comparisons of the event at hand out of memory: it is a large one."""
        now, self._into = self._now, self._own
        for scope in self._scopes:
            self._now = list(scope.claims)
            self._aside()
            self._own.end()
        self._scopes.clear()
        self._now = now

    def _aside(self) -> None:
        """Move the bounds of the claims at hand out of memory."""
        table = self._into
        if table is None or not self._now:
            return
        scope = self._scope(self._now)
        floors, ceilings = [], []
        for claim in self._now:
            low, high = interval(claim.figure)
            days = (None, None) if claim.as_of is None else span(claim.as_of)
            if low is not None:
                floors.append((plain(low), claim.id, claim.as_of, days[1]))
            if high is not None:
                ceilings.append((plain(high), claim.id, claim.as_of, days[0]))
        table.add((*scope.key, is_world(scope.place)), floors=floors, ceilings=ceilings)
        self._now = []

    def of_event(self) -> Iterator[Violation]:
        """Yield what is impossible among the comparisons kept of the event at hand, and forget them."""
        if len(self._own):
            yield from self._impossible(self._own, [(self._own.event, self._own.event)])
            self._own.clear()
        elif len(self._scopes) > 1:
            event = self._scopes[0].event
            found = find_parts(self._scopes, measures=self._measures)
            for scope in self._scopes:
                yield from check.from_findings(found.get(scope.id, ()), event)
        self._scopes.clear()
        self._held = 0

    def of_kin(self) -> Iterator[Violation]:
        """Yield what is impossible among events that are parts of others; of one event, what concerns its claims."""
        if len(self._relatives) > 1:
            pairs = [(event, whole) for event in sorted(self._kin) for whole in ancestors(event, self._parents)]
            yield from self._impossible(self._relatives, pairs)

    def _impossible(self, table: Bounds, events: Iterable[tuple[str, str]]) -> Iterator[Violation]:
        wider = wider_places(table.places())
        places = ((place, whole) for place, wholes in wider.items() for whole in wholes)
        exceeding = table.exceeding(events=events, places=places)
        while pairs := list(islice(exceeding, LISTED)):
            claims = self._claims(key for pair in pairs for key in pair)
            findings = (part_finding(claims[smaller], claims[larger]) for smaller, larger in pairs)
            yield from self._violations(findings, claims)
        for group in table.sums():
            for larger, floors in sums_exceeding(group.ceilings, group.places):
                claims = self._claims((larger, *(key for _, _, key in floors)))
                finding = sum_finding(claims[larger], [(place, claims[key]) for _, place, key in floors])
                yield from self._violations((finding,), claims)

    def _claims(self, ids: Iterable[str]) -> dict[str, Claim]:
        return {claim.id: claim for claim in self._reader.claims_by_ids(set(ids))}

    def _violations(self, findings: Iterable[Finding], claims: Mapping[str, Claim]) -> Iterator[Violation]:
        for finding in findings:
            event = claims[finding.claims[0]].event
            if self._only in {None, *(claims[key].event for key in finding.claims)}:
                yield from check.from_findings((finding,), event)
