"""Run every rule of `claims check` over a database in one ordered pass, and accept what it found, signed.

The pass holds one block of comparisons at a time; and of the event at hand, and of events that are parts of others, the
bounds that stand, for the rule of parts and wholes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from claims import check
from claims.check import RULES, Group, Violation
from claims.compare import confirming, copies_that_differ, current, falling_totals, in_force, is_counted
from claims.compare_parts import Scope, find_parts
from claims.errors import Missing, Refused
from claims.interval import interval, spans_dates
from claims.reading_check import WholeReader, blocks
from claims.reading_family import FamilyReader
from claims.schema_guard import gaps
from claims.store_check import accept_finding, withdraw_acceptance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.model import Appearance, Claim, Finding, Link, Measure
    from claims.pipeline import ClaimStore
    from claims.reading import Reader

ALL_RULES = frozenset(RULES)
COMPARING = frozenset({"total-falls", "copy-differs", "unconfirmed"})
PARTS = frozenset({"part-above-whole", "parts-above-whole"})
OF_PLACES = frozenset({"number-not-in-quote", "quote-not-in-text", "forced-quote", "no-document", "broken-id"})
OF_CLAIMS = COMPARING | PARTS | OF_PLACES | {"undated", "future-date"}


def violations(
    reader: Reader, *, rules: frozenset[str] = ALL_RULES, event: str | None = None, with_accepted: bool = False
) -> Iterator[Violation]:
    """Yield what the rules find in a database, or in one event (a slug), without what was accepted.

    Same database, same order. Raises Refused for a rule that there is not.
    """
    if unknown := rules - ALL_RULES:
        raise Refused(f"there is no rule “{min(unknown)}”", hint=f"one of {', '.join(RULES)}")
    whole = WholeReader(reader.connection)
    accepted = set() if with_accepted else {row["finding"] for row in whole.accepted()}
    yield from (one for one in _all(whole, rules=rules, event=event) if one.id not in accepted)


def _all(reader: WholeReader, *, rules: frozenset[str], event: str | None) -> Iterator[Violation]:
    if "broken-schema" in rules and event is None:
        yield from map(check.broken_schema, gaps(reader.connection))
    if rules & OF_CLAIMS:
        yield from _Pass(reader, rules).run(event)
    if "no-archive-copy" in rules:
        for document, url in reader.documents_without_archive(event=event):
            yield check.missing_archive(document, url)
    if "replaced-by-another" in rules:
        for link, own, others, where in reader.replacements_by_others(event=event):
            yield check.replaced_by_another(link, own=own, others=others, event=where)
    if "stale-decision" in rules:
        for comparison, where, decided_at in reader.stale_decisions(event=event):
            yield check.stale_decision(comparison, event=where, decided_at=decided_at)
    if "broken-id" in rules:
        found = map(check.changed_document, reader.document_keys(event=event))
        yield from (one for one in found if one is not None)


class _Pass:
    """One pass over the claims of a database, comparison by comparison."""

    def __init__(self, reader: WholeReader, rules: frozenset[str]) -> None:
        self.reader = reader
        self.rules = rules
        self.measures: Mapping[str, Measure] = {measure.id: measure for measure in reader.measures()}
        self.parents: Mapping[str, str] = {}
        self.kin: frozenset[str] = frozenset()
        self.relatives: list[Scope] = []  # scopes of events that are parts of others, or have parts
        self.scopes: list[Scope] = []  # scopes of the event at hand

    def run(self, event: str | None) -> Iterator[Violation]:
        """Yield what the rules find, event by event; what concerns parts of events comes last."""
        family = FamilyReader(self.reader.connection)
        self.parents = family.parents() if event is None else family.family(self.reader.event(event))
        self.kin = frozenset({*self.parents, *self.parents.values()})
        at: str | None = None
        for block in blocks(self.reader.comparisons_in_order(event=event)):
            evidence = _Evidence(self.reader, block, self.rules)
            for claims in block:
                if claims[0].event != at:
                    yield from self._parts()
                    at = claims[0].event
                yield from self._group(claims, evidence)
        yield from self._parts()
        if event in self.kin and self.rules & PARTS:
            self._add_relatives(event)
        yield from self._families(event)

    def _group(self, claims: Sequence[Claim], evidence: _Evidence) -> Iterator[Violation]:
        measure = self.measures[claims[0].measure]
        findings: list[Finding] = []
        standing: list[Claim] = []
        confirmed: frozenset[str] = frozenset()
        if self.rules & (COMPARING | PARTS):
            links = in_force(evidence.links_of(claims), claims=claims)
            shown = sorted((one for one in claims if is_counted(one)), key=lambda one: (one.as_of or "", one.id))
            standing = current(shown, links=links)
            if "total-falls" in self.rules:
                findings += falling_totals(shown, measure=measure, links=links)
            if "copy-differs" in self.rules:
                findings += copies_that_differ(shown, links=links)
            if "unconfirmed" in self.rules:
                confirmed = frozenset(
                    one.id
                    for one in claims
                    if one.credibility == check.CONFIRMED
                    and confirming(one, claims=shown, measure=measure, links=links)
                )
            self._keep(claims[0], standing, measure)
        group = Group(
            claims,
            measure,
            places=evidence.places,
            misplaced=evidence.misplaced,
            confirmed=confirmed,
            findings=findings,
        )
        yield from check.check_group(group, rules=self.rules)

    def _keep(self, first: Claim, standing: Sequence[Claim], measure: Measure) -> None:
        """Keep what the rule of parts and wholes needs of a comparison."""
        bounded = tuple(claim for claim in standing if interval(claim.figure) != (None, None))
        if not self.rules & PARTS or not bounded:
            return
        scope = Scope(
            id=first.comparison,
            event=first.event,
            measure=first.measure,
            population=first.population,
            place=first.place,
            period_start=first.period_start,
            as_of=None if spans_dates(measure) else first.as_of,
            claims=bounded,
        )
        (self.relatives if first.event in self.kin else self.scopes).append(scope)

    def _parts(self) -> Iterator[Violation]:
        scopes, self.scopes = self.scopes, []
        if len(scopes) > 1:
            yield from self._impossible(scopes)

    def _impossible(self, scopes: Sequence[Scope]) -> Iterator[Violation]:
        found = find_parts(scopes, measures=self.measures, events=self.parents)
        events = {claim.id: scope.event for scope in scopes for claim in scope.claims}
        listed: dict[str, Violation] = {}
        for findings in found.values():
            for finding in findings:
                for one in check.from_findings((finding,), events[finding.claims[0]]):
                    listed.setdefault(one.id, one)
        yield from (one for one in listed.values() if one.rule in self.rules)

    def _add_relatives(self, event: str | None) -> None:
        for slug in sorted(self.kin - {event}):
            for block in blocks(self.reader.comparisons_in_order(event=slug)):
                evidence = _Evidence(self.reader, block, PARTS)
                for claims in block:
                    standing = current(claims, links=evidence.links_of(claims))
                    self._keep(claims[0], standing, self.measures[claims[0].measure])

    def _families(self, event: str | None) -> Iterator[Violation]:
        """Yield what is impossible among events that are parts of others; of one event, what concerns its claims."""
        own = {claim.id for scope in self.relatives if scope.event == event for claim in scope.claims}
        for one in self._impossible(self.relatives):
            if event is None or own.intersection(one.claims):
                yield one


class _Evidence:
    """What stands beside the claims of a block: links and appearances, read at once."""

    def __init__(self, reader: WholeReader, block: Iterable[Sequence[Claim]], rules: frozenset[str]) -> None:
        ids = [claim.id for claims in block for claim in claims]
        self.links: dict[str, list[Link]] = defaultdict(list)
        self.places: Mapping[str, Sequence[Appearance]] = {}
        if rules & (COMPARING | PARTS):
            for link in reader.links(ids):
                self.links[link.claim].append(link)
                self.links[link.other].append(link)
        if rules & OF_PLACES:
            self.places = reader.places(ids)
        self.misplaced = (
            frozenset(reader.quotes_that_do_not_stand(ids)) if "quote-not-in-text" in rules else frozenset()
        )

    def links_of(self, claims: Sequence[Claim]) -> list[Link]:
        """Return the links that touch some claims, oldest first, each once."""
        own = {link.number: link for claim in claims for link in self.links.get(claim.id, ())}
        return [own[number] for number in sorted(own)]


# accepting


def accept(
    store: ClaimStore,
    finding: str,
    *,
    by: str,
    reason: str,
    event: str | None = None,
    rules: frozenset[str] = ALL_RULES,
) -> Violation:
    """Accept what a rule found (its id, or the beginning of it), signed, so that it is not listed again.

    event and rules narrow where it is looked for. Raises Refused where nothing, or more than one thing, has that id.
    """
    _require(by=by, reason=reason)
    with store.transaction():
        found = [
            one for one in violations(store.reader, rules=rules, event=event) if finding and one.id.startswith(finding)
        ]
        if len(found) != 1:
            what = f"{len(found)} findings begin with" if found else "nothing that is found has the id"
            raise Refused(
                f"{what} “{finding}”", hint="`claims check` prints the ids; --accepted lists what was accepted"
            )
        one = found[0]
        fields = {"finding": one.id, "rule": one.rule, "subject": one.subject, "event": one.event, "says": one.reason}
        accept_finding(store.store, fields, by=by, reason=reason)
    return one


def withdraw(store: ClaimStore, finding: str, *, by: str, reason: str) -> dict[str, Any]:
    """Take the acceptance of a finding back and return it; raises Refused where there is none."""
    _require(by=by, reason=reason)
    with store.transaction():
        found = [row for row in accepted(store.reader) if finding and row["finding"].startswith(finding)]
        if len(found) != 1:
            what = f"{len(found)} accepted findings begin with" if found else "nothing that was accepted has the id"
            raise Refused(f"{what} “{finding}”", hint="`claims check --accepted` lists what was accepted")
        withdraw_acceptance(store.store, found[0], by=by, reason=reason)
    return found[0]


def accepted(reader: Reader, *, with_withdrawn: bool = False) -> list[dict[str, Any]]:
    """Return what was accepted, oldest first, each as the row of accepted_finding."""
    return list(WholeReader(reader.connection).accepted(with_withdrawn=with_withdrawn))


def _require(*, by: str, reason: str) -> None:
    if not by.strip():
        raise Missing("your name", hint="sign with --by NAME, or set CLAIMS_BY")
    if not reason.strip():
        raise Missing("the reason", hint="say why in --reason; it is shown with the judgement")
