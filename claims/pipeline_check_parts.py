"""The rule of parts and wholes over a whole database: what stands is kept aside, event by event, and looked through."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Self

from claims import check
from claims.compare_fold import plain
from claims.compare_parts import ancestors, is_world, part_finding, sum_finding, sums_exceeding, wider_measures
from claims.dates_iso import span
from claims.interval import ACCUMULATING, interval, spans_dates
from claims.reading_bounds import Bounds
from claims.reading_family import FamilyReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from claims.check import Violation
    from claims.model import Claim, Finding, Measure
    from claims.reading_check import WholeReader

LISTED = 1000  # findings whose claims are read at once
AT_HAND = 5000  # so many claims are kept in memory, so that not all that are listed are read once more


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
        self._at = ""
        self._at_hand: dict[str, Claim] = {}

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

    def keep(self, standing: Sequence[Claim]) -> None:
        """Keep the bounds of the claims of a comparison that stand."""
        if not standing or self._measures[standing[0].measure].value_kind not in ACCUMULATING:
            return
        first = standing[0]
        floors, ceilings = [], []
        for claim in standing:
            low, high = interval(claim.figure)
            days = (None, None) if claim.as_of is None else span(claim.as_of)
            if low is not None:
                floors.append((plain(low), claim.id, claim.as_of, days[1]))
            if high is not None:
                ceilings.append((plain(high), claim.id, claim.as_of, days[0]))
        if floors or ceilings:
            as_of = None if spans_dates(self._measures[first.measure]) else first.as_of
            scope = (first.event, first.measure, first.population, first.place, first.period_start, as_of)
            table = self._relatives if first.event in self._kin else self._own
            table.add((*scope, is_world(first.place)), floors=floors, ceilings=ceilings)
            self._at = first.event
            if len(self._at_hand) + len(standing) <= AT_HAND:
                self._at_hand.update((claim.id, claim) for claim in standing)

    def write(self) -> None:
        """Move what is kept out of memory."""
        self._own.write()
        self._relatives.write()

    def of_event(self) -> Iterator[Violation]:
        """Yield what is impossible among the comparisons kept of the event at hand, and forget them."""
        if len(self._own) > 1:
            yield from self._impossible(self._own, [(self._at, self._at)])
        if self._own:
            self._own.clear()
            self._at_hand.clear()

    def of_kin(self) -> Iterator[Violation]:
        """Yield what is impossible among events that are parts of others; of one event, what concerns its claims."""
        if len(self._relatives) > 1:
            pairs = [(event, whole) for event in sorted(self._kin) for whole in ancestors(event, self._parents)]
            yield from self._impossible(self._relatives, pairs)

    def _impossible(self, table: Bounds, events: Iterable[tuple[str, str]]) -> Iterator[Violation]:
        exceeding = table.exceeding(events=events)
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
        wanted = set(ids)
        found = {key: self._at_hand[key] for key in wanted if key in self._at_hand}
        if len(found) < len(wanted):
            found.update((claim.id, claim) for claim in self._reader.claims_by_ids(wanted - found.keys()))
        return found

    def _violations(self, findings: Iterable[Finding], claims: Mapping[str, Claim]) -> Iterator[Violation]:
        for finding in findings:
            event = claims[finding.claims[0]].event
            if self._only in {None, *(claims[key].event for key in finding.claims)}:
                yield from check.from_findings((finding,), event)
