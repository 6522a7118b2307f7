"""Answer comparisons from a database: read the claims, compare them, put names and evidence beside them.

This is what `claims compare` prints, what the compare page shows and what a library user asks for.
"""

# Types are not quoted by a __future__ import: each would be compiled by itself when a record's class is made.

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from claims.compare.comparison import COPIES, DEFAULT_RATIO, compare, is_counted, narrow, on_basis, without_source
from claims.compare.parts import EVERYONE, WHOLE_PLACE, ancestors, parts_above_wholes, wider_places
from claims.compare.summary import stored_sentences
from claims.model import Claim, Comparison, Measure, View
from claims.model_pairs import LateMapping
from claims.pipeline.comparison_evidence import Beside, Evidence
from claims.pipeline.find import Names
from claims.pipeline.memory import seldom_collected
from claims.reading.answer import AnswerReader
from claims.reading.family import FamilyReader
from claims.reading.reader import Reader

if TYPE_CHECKING:
    from claims.model import Link
    from claims.reading.pages import PageReader


ASKED = 5


class Question(NamedTuple):
    """What is asked of an event. None leaves a part open; without names a source to leave out with all its copies.

    basis leaves only claims that rest on it (documented, reported ...), as if there were no others. period_start and on
    (the date of a measure that is no running total) choose comparisons, as precisely as they are given.
    """

    measure: str | None = None
    population: str | None = None
    place: str | None = None
    as_of: str | None = None
    known_on: str | None = None
    without: str | None = None
    basis: str | None = None
    ratio: Decimal = DEFAULT_RATIO
    period_start: str | None = None
    on: str | None = None


class Answer(NamedTuple):
    """The comparisons that answer a question, by measure and scope, how many more there are, and the evidence of them.

    Evidence is read when it is first looked at, or with `read` before the connection is closed.
    """

    views: list[View]
    left_out: int = 0
    evidence: Evidence | None = None

    def read(self) -> None:
        """Read the evidence of all comparisons, as far as nobody looked at it: afterwards no connection is needed."""
        if self.evidence is not None:
            self.evidence.read()


def views(
    reader: Reader,
    event: str,
    *,
    question: Question | None = None,
    evidenced: Callable[[Comparison], Collection[str]] | None = None,
) -> list[View]:
    """Return the comparisons of an event that answer a question, by measure and scope, with their evidence read.

    So they can be looked at where the connection cannot be used, as by the templates of pages. event and the names in
    the question are slugs; a slug that was merged stands for the other. evidenced chooses the claims of each comparison
    whose evidence is read, by their ids; without it all have theirs. Raises UnknownName.
    """
    found = answer(reader, event, question=question)
    if evidenced is not None and found.evidence is not None:
        found.evidence.only({key for view in found.views for key in evidenced(view.comparison)})
    found.read()
    return found.views


def ask(reader: Reader, event: str, *, question: Question | None = None, most: int | None = None) -> Answer:
    """Return what `answer` returns, for names in any script instead of slugs; raises UnknownName."""
    names = Names(reader)
    if question is not None:
        measure = None if question.measure is None else names.find("measure", question.measure)
        without = None if question.without is None else names.find("source", question.without)
        question = question._replace(measure=measure, without=without)
    return answer(reader, names.find("event", event), question=question, most=most)


@seldom_collected()
def answer(reader: Reader, event: str, *, question: Question | None = None, most: int | None = None) -> Answer:
    """Return what `views` returns, but of more than `most` comparisons only the most contested."""
    question = question or Question()
    asking = AnswerReader(reader.connection)
    found = asking.event_now(event)
    if question.measure is not None:
        question = question._replace(measure=reader.measure(reader.canonical("measure", question.measure)).id)
    if question.place:
        question = question._replace(place=reader.canonical("place", question.place))
    if question.without is not None:
        question = question._replace(without=reader.source(reader.canonical("source", question.without)).id)
    parents = FamilyReader(reader.connection).family(found)
    measures = asking.measures_now()
    linked, decided = asking.has_judgements()
    read = _Claims(asking, sorted({found.id, *parents, *parents.values()}), linked=linked)
    read.get(_around(question, measures, _places_around(asking, question, family=read.family)))
    read.narrow(question)

    def is_asked(item: Claim | Comparison) -> bool:
        return item.event == found.id and _asked(item, question)

    comparisons = read.compared(measures=measures, ratio=question.ratio, in_detail=is_asked)
    findings = LateMapping(parts_above_wholes, comparisons, measures, parents)
    shown = [item for item in comparisons if is_asked(item)]
    number = len(shown)
    if most is not None and number > most:
        chosen = {item.id for item in sorted(shown, key=_contested)[:most]}
        shown = [item for item in shown if item.id in chosen]
    evidence = Evidence(asking, shown)
    stale = asking.decided(found.id) if decided else {}
    beside = Beside(evidence, event=found, decided=stale, links=read.links, reader=asking)
    found_views = [beside.view(item, measure=measures[item.measure], findings=findings) for item in shown]
    return Answer(found_views, number - len(shown), evidence)


class _Claims:
    """The claims of an event and of its parts and wholes, with the links between them, as far as a question asks."""

    def __init__(self, reader: AnswerReader, family: Sequence[str], *, linked: bool) -> None:
        self.reader = reader
        self.family = family
        self.linked = linked
        self.claims: list[Claim] = []
        self.several: set[str] = set()
        self.links: list[Link] = []

    def get(self, around: Mapping[str, set[str] | None]) -> None:
        """Read the claims, and the links that touch them."""
        for slug in self.family:
            self.claims += self.reader.claims_read(slug, **around)
            self.several |= self.reader.in_several(slug, linked=self.linked)
        if self.linked:
            self.links = self.reader.links_that_hold({claim.id for claim in self.claims})

    def narrow(self, question: Question) -> None:
        """Leave out what the question leaves out, and the links of what goes."""
        self.claims, self.links = _narrowed(self.reader, self.claims, question=question, links=self.links)

    def compared(
        self, *, measures: Mapping[str, Measure], ratio: Decimal, in_detail: Callable[[Claim], bool]
    ) -> list[Comparison]:
        """Return the comparisons, as `_compare_all` does."""
        return _compare_all(
            self.claims,
            links=self.links,
            measures=measures,
            documents=self.reader.report_counts(self.several) if self.several else {},
            ratio=ratio,
            in_detail=in_detail,
        )


def one(
    reader: "PageReader",
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
    links = reader.links_that_hold(ids)
    claims, links = _narrowed(reader, claims, question=question, links=links)
    asking = AnswerReader(reader.connection)
    measures = asking.measures_now()
    compared = _compare_all(
        claims,
        links=links,
        measures=measures,
        documents=reader.report_counts(ids),
        ratio=question.ratio,
        in_detail=lambda _: True,
    )
    if not compared:
        return None, 0
    (comparison,) = compared
    left_out = max(counted - read, 0)
    chosen = None if evidenced is None else evidenced(comparison)
    evidence = Evidence(asking, [comparison], evidenced=chosen)
    evidence.read()
    event, decided = reader.event(item.event), asking.decided(item.event)
    beside = Beside(evidence, event=event, decided=decided, links=links, reader=asking)
    view = beside.view(comparison, measure=measures[item.measure], findings={})
    if left_out and is_plain:
        own = {name: getattr(comparison, name) for name in ("claims", "current", "pairs", "warnings")}
        view = view._replace(comparison=item._replace(**own), outcomes=(), sentences=stored_sentences(item))
    return view, left_out


def _places_around(reader: AnswerReader, question: Question, *, family: Iterable[str]) -> set[str] | None:
    """Return the places whose claims must be read to answer a question: that asked, its wholes and what is within."""
    if not question.place:
        return None
    wider = wider_places([question.place, *reader.places_of(family)])
    within = {place for place, wholes in wider.items() if question.place in wholes}
    return {question.place, WHOLE_PLACE, *wider.get(question.place, ()), *within}


def _around(question: Question, measures: Mapping[str, Measure], places: set[str] | None) -> dict[str, set[str] | None]:
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
        "places": places,
    }


def _contested(item: Comparison) -> tuple[int, int, int, str]:
    return -item.contradictions, -item.divergences, -item.reports, item.id


def _narrowed(
    reader: Reader, claims: list[Claim], *, question: Question, links: list["Link"]
) -> tuple[list[Claim], list["Link"]]:
    """Return the claims that a question leaves, and the links without what goes, be it of another comparison."""
    if question.as_of is not None or question.known_on is not None:
        ids = {claim.id for claim in claims}
        every = [*claims, *reader.claims_by_ids({link.claim for link in links} - ids)]
        known = reader.known_since({claim.id for claim in every})
        kept = narrow(every, as_of=question.as_of, known_on=question.known_on, known=known)
        left = {claim.id for claim in kept}
        claims = [claim for claim in kept if claim.id in ids]
        links = [link for link in links if link.claim in left]
    if question.basis is not None:
        ends = reader.claims_by_ids({end for link in links for end in (link.claim, link.other)})
        others = {claim.id for claim in ends if claim.basis != question.basis}
        claims, links = on_basis(claims, basis=question.basis, links=links)
        links = [link for link in links if not {link.claim, link.other} & others]
    if question.without is not None:
        claims, links = leave_out(reader, claims, source=question.without, links=links)
    return claims, links


def leave_out(
    reader: Reader, claims: Sequence[Claim], *, source: str, links: Iterable["Link"]
) -> tuple[list[Claim], list["Link"]]:
    """Return claims and links as if a source had never been: without what is its, or was copied from it.

    Copies are followed to their origins wherever these are, in other comparisons and events too; so are those that
    replace a claim from there.
    """
    own = {claim.id for claim in claims}
    every = {link.number: link for link in links}
    origins: list[Claim] = []
    seen = set(own)
    linking = {link.claim for link in every.values()}
    while ahead := (linking | {link.other for link in every.values() if link.relation in COPIES}) - seen:
        origins += reader.claims_by_ids(ahead)
        every |= {link.number: link for link in reader.links_that_hold(ahead)}
        seen |= ahead
    left, kept = without_source([*claims, *origins], source=source, links=list(every.values()))
    return [claim for claim in left if claim.id in own], kept


def _asked(item: Claim | Comparison, question: Question) -> bool:
    return (
        (question.measure is None or item.measure == question.measure)
        and (question.population is None or item.population == question.population)
        and (question.place is None or item.place == question.place)
        and (question.period_start is None or lies_within(item.period_start, question.period_start))
        and (question.on is None or lies_within(item.as_of, question.on))
    )


def lies_within(date: str | None, asked: str) -> bool:
    """Return whether a date is the one asked for, or lies in that year or month."""
    return date is not None and (date == asked or date.startswith(f"{asked}-"))


def _compare_all(
    claims: Iterable[Claim],
    *,
    links: Iterable["Link"],
    measures: Mapping[str, Measure],
    documents: Mapping[str, int],
    ratio: Decimal,
    in_detail: Callable[[Claim], bool],
) -> list[Comparison]:
    """Return the comparisons of claims in the order of their scopes.

    documents gives the number of documents of claims that can be read in more than one. in_detail tells by one of its
    claims whether a comparison is shown: the pairs of the others are not worked out.
    """
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.comparison].append(claim)
    by_claim: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_claim[link.claim].append(link)
        by_claim[link.other].append(link)
    result = []
    for group in groups.values():
        own = {link.number: link for claim in group for link in by_claim.get(claim.id, ())} if by_claim else {}
        comparison = compare(
            group,
            measure=measures[group[0].measure],
            links=list(own.values()) if own else (),
            documents=documents,
            ratio=ratio,
            detailed=in_detail(group[0]),
        )
        if comparison is not None:
            result.append(comparison)
    return sorted(
        result, key=lambda item: (item.measure, item.population, item.place, item.period_start or "", item.as_of or "")
    )
