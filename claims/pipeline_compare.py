"""Answer comparisons from a database: read the claims, compare them, put names and evidence beside them.

This is what `claims compare` prints, what the compare page shows and what a library user asks for.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from claims.compare import COPIES, DEFAULT_RATIO, compare, is_counted, narrow, on_basis, without_source
from claims.compare_parts import EVERYONE, WHOLE_PLACE, ancestors, parts_above_wholes
from claims.compare_summary import sentences, stored_sentences
from claims.model import View
from claims.model_pairs import Outcomes
from claims.pipeline_find import Names
from claims.reading_evidence import EvidenceReader
from claims.reading_family import FamilyReader
from claims.reconcile import outcomes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from claims.model import Claim, Comparison, Event, Finding, Link, Measure
    from claims.reading import Reader
    from claims.reading_pages import PageReader


ASKED = 5


class Question(NamedTuple):
    """What is asked of an event. None leaves a part open; without names a source to leave out with all its copies.

    basis leaves only claims that rest on it (documented, reported ...), as if there were no others.
    """

    measure: str | None = None
    population: str | None = None
    place: str | None = None
    as_of: str | None = None
    known_on: str | None = None
    without: str | None = None
    basis: str | None = None
    ratio: Decimal = DEFAULT_RATIO


class Answer(NamedTuple):
    """The comparisons that answer a question, by measure and scope, and how many more there are."""

    views: list[View]
    left_out: int = 0


def views(reader: Reader, event: str, *, question: Question | None = None) -> list[View]:
    """Return the comparisons of an event that answer a question, by measure and scope, with their evidence.

    event and the names in the question are slugs; a slug that was merged stands for the other. Raises UnknownName.
    """
    return answer(reader, event, question=question).views


def ask(reader: Reader, event: str, *, question: Question | None = None, most: int | None = None) -> Answer:
    """Return what `answer` returns, for names in any script instead of slugs; raises UnknownName."""
    names = Names(reader)
    if question is not None:
        measure = None if question.measure is None else names.find("measure", question.measure)
        without = None if question.without is None else names.find("source", question.without)
        question = question._replace(measure=measure, without=without)
    return answer(reader, names.find("event", event), question=question, most=most)


def answer(reader: Reader, event: str, *, question: Question | None = None, most: int | None = None) -> Answer:
    """Return what `views` returns, but of more than `most` comparisons only the most contested."""
    question = question or Question()
    found = reader.event(reader.canonical("event", event))
    if question.measure is not None:
        question = question._replace(measure=reader.measure(reader.canonical("measure", question.measure)).id)
    if question.without is not None:
        question = question._replace(without=reader.source(reader.canonical("source", question.without)).id)
    parents = FamilyReader(reader.connection).family(found)
    family = sorted({found.id, *parents, *parents.values()})
    measures = _measures(reader)
    around = _around(question, measures)
    evidence = EvidenceReader(reader.connection)
    everything = [claim for slug in family for claim in evidence.claims_around(slug, **around)]
    ids = {claim.id for claim in everything}
    links: list[Link] = reader.links(ids)
    if question.as_of is not None or question.known_on is not None:
        linking = reader.claims_by_ids({link.claim for link in links} - ids)
        every = [*everything, *(claim for claim in linking if claim.event in family)]
        known = reader.known_since({claim.id for claim in every})
        kept = narrow(every, as_of=question.as_of, known_on=question.known_on, known=known)
        gone = {claim.id for claim in every} - {claim.id for claim in kept}
        everything = [claim for claim in kept if claim.id in ids]
        links = [link for link in links if link.claim not in gone]
    if question.basis is not None:
        everything, links = on_basis(everything, basis=question.basis, links=links)
    if question.without is not None:
        everything, links = leave_out(reader, everything, source=question.without, links=links)
    asked = question

    def is_asked(item: Claim | Comparison) -> bool:
        return item.event == found.id and _asked(item, asked)

    comparisons = _compare_all(
        everything, links=links, measures=measures, reader=reader, ratio=question.ratio, in_detail=is_asked
    )
    findings = parts_above_wholes(comparisons, measures=measures, events=parents)
    shown = [item for item in comparisons if is_asked(item)]
    number = len(shown)
    if most is not None and number > most:
        chosen = {item.id for item in sorted(shown, key=_contested)[:most]}
        shown = [item for item in shown if item.id in chosen]
    beside = _Beside(reader, found, shown, links=links)
    found_views = [
        beside.view(item, measure=measures[item.measure], findings=findings.get(item.id, ())) for item in shown
    ]
    return Answer(found_views, number - len(shown))


def one(
    reader: PageReader,
    item: Comparison,
    *,
    question: Question,
    most: int,
    spread: int = 0,
    evidenced: Callable[[Comparison], Collection[str]] | None = None,
) -> tuple[View | None, int]:
    """Return one stored comparison with its evidence, and how many of its claims were not read.

    evidenced chooses the claims whose evidence is read, by their ids; without it all have theirs.

    Nothing else of its event is read, so that parts are not held against wholes. Of more than `most` claims the last of
    each source and those newest are read, and about spread others from all along; then what is said in numbers is what
    is stored of all, and no rule is applied. Where something else is asked than what is stored, ASKED times as many are
    read and compared.
    """
    is_plain = question == Question(question.measure, question.population, question.place)
    counted = reader.count_of_comparison(item.id)
    limit = most if is_plain else most * ASKED
    claims = reader.newest_of_comparison(item.id, limit=-1 if counted <= limit else limit, spread=spread)
    ids = {claim.id for claim in claims}
    read = sum(map(is_counted, claims))
    links: list[Link] = reader.links(ids)
    if question.as_of is not None or question.known_on is not None:
        known = reader.known_since(ids)
        claims = narrow(claims, as_of=question.as_of, known_on=question.known_on, known=known)
    if question.basis is not None:
        claims, links = on_basis(claims, basis=question.basis, links=links)
    if question.without is not None:
        claims, links = leave_out(reader, claims, source=question.without, links=links)
    measures = _measures(reader)
    compared = _compare_all(
        claims, links=links, measures=measures, reader=reader, ratio=question.ratio, in_detail=lambda _: True
    )
    if not compared:
        return None, 0
    (comparison,) = compared
    left_out = max(counted - read, 0)
    chosen = None if evidenced is None else evidenced(comparison)
    beside = _Beside(reader, reader.event(item.event), [comparison], links=links, evidenced=chosen)
    view = beside.view(comparison, measure=measures[item.measure], findings=())
    if left_out and is_plain:
        own = {name: getattr(comparison, name) for name in ("claims", "current", "pairs", "warnings")}
        view = view._replace(comparison=item._replace(**own), outcomes=(), sentences=stored_sentences(item))
    return view, left_out


def _around(question: Question, measures: Mapping[str, Measure]) -> dict[str, set[str] | None]:
    """Return what must be read to answer a question: what is asked, its parts and its wholes; None: everything.

    A part of a population or a place is held against the whole only, a whole against all its parts.
    """
    chain: set[str] | None = None
    if question.measure is not None:
        wholes = {key: item.part_of for key, item in measures.items() if item.part_of}
        above = set(ancestors(question.measure, wholes))
        chain = above | {key for key in measures if question.measure in ancestors(key, wholes)}
    whole_population = question.population in {None, EVERYONE}
    return {
        "measures": chain,
        "populations": None if whole_population else {str(question.population), EVERYONE},
        "places": {question.place, WHOLE_PLACE} if question.place else None,
    }


def _contested(item: Comparison) -> tuple[int, int, int, str]:
    return -item.contradictions, -item.divergences, -item.reports, item.id


def leave_out(
    reader: Reader, claims: Sequence[Claim], *, source: str, links: Iterable[Link]
) -> tuple[list[Claim], list[Link]]:
    """Return claims and links as if a source had never been: without what is its, or was copied from it.

    Copies are followed to their origins wherever these are, in other comparisons and events too.
    """
    own = {claim.id for claim in claims}
    every = {link.number: link for link in links}
    origins: list[Claim] = []
    seen = set(own)
    while ahead := {link.other for link in every.values() if link.relation in COPIES} - seen:
        origins += reader.claims_by_ids(ahead)
        every |= {link.number: link for link in reader.links(ahead)}
        seen |= ahead
    left, kept = without_source([*claims, *origins], source=source, links=list(every.values()))
    return [claim for claim in left if claim.id in own], kept


def _measures(reader: Reader) -> dict[str, Measure]:
    """Return all measures by slug, each a part of what its whole was merged into."""
    measures = {measure.id: measure for measure in reader.measures()}
    wholes = {measure.part_of for measure in measures.values() if measure.part_of}
    now = {whole: reader.canonical("measure", whole) for whole in wholes}
    return {key: item._replace(part_of=now[item.part_of]) if item.part_of else item for key, item in measures.items()}


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


class _Beside:
    """What stands beside the comparisons of an event, read at once: evidence, names, links and decisions."""

    def __init__(
        self,
        reader: Reader,
        event: Event,
        comparisons: Iterable[Comparison],
        *,
        links: Iterable[Link],
        evidenced: Collection[str] | None = None,
    ) -> None:
        self.reader = EvidenceReader(reader.connection)
        self.event = event
        claims = [claim for item in comparisons for claim in item.claims]
        self.places = self.reader.places({claim.id for claim in claims} if evidenced is None else evidenced)
        read_in = {place.document for own in self.places.values() for place in own}
        self.documents = {document.id: document for document in self.reader.documents(read_in)}
        named = {claim.source for claim in claims}
        named |= {place.relayed_by for own in self.places.values() for place in own if place.relayed_by}
        named |= {document.publisher for document in self.documents.values() if document.publisher}
        self.sources = self.reader.sources_named(named)
        self.decided = self.reader.decided(event.id)
        self.links: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            self.links[link.claim].append(link)
            self.links[link.other].append(link)

    def view(self, comparison: Comparison, *, measure: Measure, findings: tuple[Finding, ...]) -> View:
        """Return a comparison with what its claims name."""
        if findings:
            comparison = comparison._replace(warnings=comparison.warnings + findings)
        ids = [claim.id for claim in comparison.claims]
        places = {key: self.places[key] for key in ids if key in self.places}
        documents = {place.document: self.documents[place.document] for own in places.values() for place in own}
        named = {claim.source for claim in comparison.claims}
        named |= {place.relayed_by for own in places.values() for place in own if place.relayed_by}
        named |= {document.publisher for document in documents.values() if document.publisher}
        sources = {slug: self.sources[slug] for slug in sorted(named)}
        links = {link.number: link for key in ids for link in self.links.get(key, ())} if self.links else {}
        decision = self.reader.decision(comparison.id) if comparison.id in self.decided else None
        return View(
            comparison=comparison,
            event=self.event,
            measure=measure,
            sources=sources,
            appearances=places,
            documents=documents,
            links=tuple(links[number] for number in sorted(links)),
            outcomes=Outcomes(partial(outcomes, comparison, measure=measure, sources=sources)),
            decision=decision,
            stale=decision is not None and self.decided[comparison.id],
            sentences=sentences(comparison, measure=measure, sources=sources),
        )
