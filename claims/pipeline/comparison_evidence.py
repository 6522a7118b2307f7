"""Put beside comparisons what a reader needs: names, evidence, links, decisions and sentences.

Evidence is read from the database when it is first looked at, for all comparisons of an answer at once: many who ask
look at numbers only. It is then that of the moment in which it is looked at, and the connection must still be open.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claims.compare.summary import sentences
from claims.model import Comparison, Finding, View
from claims.model_pairs import Late, LateMapping

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from claims.model import Appearance, Document, Event, Link, Measure, Reconciliation, RuleOutcome, Source
    from claims.reading.answer import AnswerReader


class Evidence:
    """Who says the claims of some comparisons, and where they can be read: read at once when first looked at.

    evidenced names the claims whose evidence is wanted, by their ids; without it all have theirs.
    """

    __slots__ = ("__weakref__", "_comparisons", "_documents", "_evidenced", "_named", "_places", "_reader", "_sources")

    def __init__(
        self, reader: AnswerReader, comparisons: Sequence[Comparison], *, evidenced: Collection[str] | None = None
    ) -> None:
        self._reader = reader
        self._comparisons = comparisons
        self._evidenced = evidenced
        self._named: dict[str, Source] | None = None
        self._places: dict[str, tuple[Appearance, ...]] | None = None
        self._documents: dict[str, Document] = {}
        self._sources: dict[str, Source] = {}

    def only(self, claims: Collection[str]) -> None:
        """Leave the evidence to these claims, by their ids, as long as none is read."""
        self._evidenced = claims

    def read(self) -> None:
        """Read all that is not read yet; afterwards the connection is not needed."""
        if self._places is None:
            self._reader.require_open()
            places, self._documents, others = self._all()
            self._sources = {**self.named(), **others}
            self._places = places

    def named(self) -> dict[str, Source]:
        """Return the sources of the claims, by the slugs that the claims name."""
        if self._named is None:
            self._reader.require_open()
            self._named = self._reader.sources_named({one.source for item in self._comparisons for one in item.claims})
        return self._named

    def named_of(self, comparison: Comparison) -> dict[str, Source]:
        """Return the sources of the claims of one comparison."""
        named = self.named()
        return {claim.source: named[claim.source] for claim in comparison.claims}

    def _all(self) -> tuple[dict[str, tuple[Appearance, ...]], dict[str, Document], dict[str, Source]]:
        ids = {one.id for item in self._comparisons for one in item.claims}
        places = self._reader.places(ids if self._evidenced is None else self._evidenced)
        read_in = {place.document for own in places.values() for place in own}
        documents = {document.id: document for document in self._reader.documents(read_in)}
        others = {place.relayed_by for own in places.values() for place in own if place.relayed_by}
        others |= {document.publisher for document in documents.values() if document.publisher}
        return places, documents, self._reader.sources_named(others - self.named().keys())

    def places_of(self, comparison: Comparison) -> dict[str, tuple[Appearance, ...]]:
        """Return where the claims of one comparison can be read."""
        self.read()
        found = self._places or {}
        return {claim.id: found[claim.id] for claim in comparison.claims if claim.id in found}

    def documents_of(self, comparison: Comparison) -> dict[str, Document]:
        """Return the documents in which the claims of one comparison can be read, without their texts."""
        places = self.places_of(comparison)
        return {place.document: self._documents[place.document] for own in places.values() for place in own}

    def sources_of(self, comparison: Comparison) -> dict[str, Source]:
        """Return the sources that one comparison names: whose claims they are, who relays or publishes them."""
        places = [place for own in self.places_of(comparison).values() for place in own]
        named = {claim.source for claim in comparison.claims}
        named |= {place.relayed_by for place in places if place.relayed_by}
        named |= {publisher for place in places if (publisher := self._documents[place.document].publisher)}
        return {slug: self._sources[slug] for slug in sorted(named)}


class Beside:
    """What stands beside the comparisons of an event."""

    def __init__(
        self,
        evidence: Evidence,
        *,
        event: Event,
        decided: Mapping[str, bool],
        links: Iterable[Link],
        reader: AnswerReader,
    ) -> None:
        """Take what was read; decided tells of each comparison with a decision whether that is stale."""
        self._evidence = evidence
        self._event = event
        self._decided = decided
        self._reader = reader
        self._links: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            self._links[link.claim].append(link)
            self._links[link.other].append(link)

    def view(self, comparison: Comparison, *, measure: Measure, findings: Mapping[str, tuple[Finding, ...]]) -> View:
        """Return a comparison with what its claims name; findings are more to warn of, by comparison id."""
        key = comparison.id
        decisions = self._reader.in_force(key) if key in self._decided else []
        comparison = Comparison._make((*comparison[:-1], Late(_warnings, comparison, findings, decisions)))
        evidence = self._evidence
        sources = LateMapping(Evidence.sources_of, evidence, comparison, first=Evidence.named_of)
        decision = decisions[0] if decisions else None
        return View(
            comparison,
            self._event,
            measure,
            sources,
            LateMapping(Evidence.places_of, evidence, comparison),
            LateMapping(Evidence.documents_of, evidence, comparison),
            self._links_of(comparison) if self._links else (),
            Late(_outcomes, comparison, measure, sources),
            decision,
            decision is not None and self._decided[key],
            Late(_sentences, comparison, measure, sources),
        )

    def _links_of(self, comparison: Comparison) -> tuple[Link, ...]:
        found = {link.number: link for claim in comparison.claims for link in self._links.get(claim.id, ())}
        return tuple(found[number] for number in sorted(found))


def _warnings(
    comparison: Comparison, findings: Mapping[str, tuple[Finding, ...]], decisions: Sequence[Reconciliation]
) -> tuple[Finding, ...]:
    several = (_several_decisions(decisions),) if len(decisions) > 1 else ()
    return (*comparison.warnings, *findings.get(comparison.id, ()), *several)


def _several_decisions(decisions: Sequence[Reconciliation]) -> Finding:
    """Return that a merge of names brought more than one decision together: a person has to decide anew."""
    signed = ", ".join(f"{one.number} ({one.rule}, by {one.decided_by} on {one.decided_at[:10]})" for one in decisions)
    reason = f"since names were merged {len(decisions)} decisions are in force, {signed}: decide anew"
    return Finding("several decisions", (), reason)


def _outcomes(comparison: Comparison, measure: Measure, sources: Mapping[str, Source]) -> tuple[RuleOutcome, ...]:
    from claims.reconcile import outcomes

    return outcomes(comparison, measure=measure, sources=sources)


def _sentences(comparison: Comparison, measure: Measure, sources: Mapping[str, Source]) -> tuple[str, ...]:
    return sentences(comparison, measure=measure, sources=sources)
