"""Answer comparisons from a database: read the claims, compare them, put names and evidence beside them.

This is what `claims compare` prints, what the compare page shows and what a library user asks for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.compare import DEFAULT_RATIO, compare, narrow, without_source
from claims.compare_parts import parts_above_wholes
from claims.compare_summary import sentences
from claims.model import View
from claims.reading_family import FamilyReader
from claims.reconcile import outcomes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from claims.model import Appearance, Claim, Comparison, Document, Finding, Link, Measure
    from claims.reading import Reader


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an event. None leaves a part open; without names a source to leave out with all its copies."""

    measure: str | None = None
    population: str | None = None
    place: str | None = None
    as_of: str | None = None
    known_on: str | None = None
    without: str | None = None
    ratio: Decimal = DEFAULT_RATIO


def views(reader: Reader, event: str, *, question: Question | None = None) -> list[View]:
    """Return the comparisons of an event that answer a question, by measure and scope, with their evidence.

    event and the names in the question are slugs; a slug that was merged stands for the other. Raises UnknownName.
    """
    question = question or Question()
    found = reader.event(reader.canonical("event", event))
    if question.measure is not None:
        question = replace(question, measure=reader.measure(reader.canonical("measure", question.measure)).id)
    if question.without is not None:
        question = replace(question, without=reader.source(reader.canonical("source", question.without)).id)
    parents = FamilyReader(reader.connection).family(found)
    family = sorted({found.id, *parents, *parents.values()})
    everything = [claim for slug in family for claim in reader.claims(event=slug)]
    ids = {claim.id for claim in everything}
    links: list[Link] = reader.links(ids)
    if question.as_of is not None or question.known_on is not None:
        known = reader.known_since(ids)
        everything = narrow(everything, as_of=question.as_of, known_on=question.known_on, known=known)
        left = {claim.id for claim in everything}
        links = [link for link in links if link.claim in left or link.claim not in ids]
    if question.without is not None:
        everything, links = without_source(everything, source=question.without, links=links)
    measures = _measures(reader)
    asked = question

    def is_asked(item: Claim | Comparison) -> bool:
        return item.event == found.id and _asked(item, asked)

    comparisons = _compare_all(
        everything, links=links, measures=measures, reader=reader, ratio=question.ratio, in_detail=is_asked
    )
    findings = parts_above_wholes(comparisons, measures=measures, events=parents)
    shown = [item for item in comparisons if is_asked(item)]
    return [_view(reader, comparison, links=links, findings=findings) for comparison in shown]


def _measures(reader: Reader) -> dict[str, Measure]:
    """Return all measures by slug, each a part of what its whole was merged into."""
    measures = {measure.id: measure for measure in reader.measures()}
    wholes = {measure.part_of for measure in measures.values() if measure.part_of}
    now = {whole: reader.canonical("measure", whole) for whole in wholes}
    return {key: replace(item, part_of=now[item.part_of]) if item.part_of else item for key, item in measures.items()}


def _asked(item: Claim | Comparison, question: Question) -> bool:
    return (
        (question.measure is None or item.measure == question.measure)
        and (question.population is None or item.population == question.population)
        and (question.place is None or item.place == question.place)
    )


def _compare_all(
    claims: Iterable[Claim],
    *,
    links: Iterable[Link],
    measures: Mapping[str, Measure],
    reader: Reader,
    ratio: Decimal,
    in_detail: Callable[[Claim], bool],
) -> list[Comparison]:
    """Return the comparisons of claims in the order of their scopes.

    in_detail tells by one of its claims whether a comparison is shown: the pairs of the others are not worked out.
    """
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.comparison].append(claim)
    by_claim: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_claim[link.claim].append(link)
        by_claim[link.other].append(link)
    documents = reader.report_counts([claim.id for group in groups.values() for claim in group])
    result = []
    for group in groups.values():
        own = {link.number: link for claim in group for link in by_claim.get(claim.id, ())}
        measure = measures[group[0].measure]
        comparison = compare(
            group,
            measure=measure,
            links=own.values(),
            documents=documents,
            ratio=ratio,
            detailed=in_detail(group[0]),
        )
        if comparison is not None:
            result.append(comparison)
    return sorted(
        result, key=lambda item: (item.measure, item.population, item.place, item.period_start or "", item.as_of or "")
    )


def _view(
    reader: Reader, comparison: Comparison, *, links: Iterable[Link], findings: Mapping[str, tuple[Finding, ...]]
) -> View:
    comparison = replace(comparison, warnings=comparison.warnings + findings.get(comparison.id, ()))
    ids = {claim.id for claim in comparison.claims}
    places: dict[str, list[Appearance]] = defaultdict(list)
    for place in reader.appearances(ids):
        places[place.claim].append(place)
    documents: dict[str, Document] = {
        document.id: document for document in reader.documents({p.document for own in places.values() for p in own})
    }
    named = {claim.source for claim in comparison.claims}
    named |= {p.relayed_by for own in places.values() for p in own if p.relayed_by}
    named |= {document.publisher for document in documents.values() if document.publisher}
    sources = {slug: reader.source(reader.canonical("source", slug)) for slug in sorted(named)}
    measure = reader.measure(comparison.measure)
    decision = reader.decision(comparison.id)
    return View(
        comparison=comparison,
        event=reader.event(comparison.event),
        measure=measure,
        sources=sources,
        appearances={key: tuple(own) for key, own in places.items()},
        documents=documents,
        links=tuple(link for link in links if link.claim in ids or link.other in ids),
        outcomes=outcomes(comparison, measure=measure, sources=sources),
        decision=decision,
        stale=decision is not None and reader.is_stale(comparison.id),
        sentences=sentences(comparison, measure=measure, sources=sources),
    )
