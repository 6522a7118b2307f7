"""Run every rule of `claims check` over a database in one ordered pass, and accept what it found, signed.

The pass holds one block of comparisons at a time; what the rule of parts and wholes looks around in is kept aside.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from claims import check
from claims.check import RULES, Group, Violation
from claims.compare import confirming, copies_that_differ, current, falling_totals, in_force, is_counted
from claims.errors import Missing, Refused
from claims.pipeline_check_parts import Parts
from claims.reading_check import BLOCK, WholeReader, blocks
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
        self.compares = bool(rules & (COMPARING | PARTS))
        self.has_links = reader.has_links()
        self.has_texts = reader.has_texts()
        self.measures: Mapping[str, Measure] = {measure.id: measure for measure in reader.measures()}

    def run(self, event: str | None) -> Iterator[Violation]:
        """Yield what the rules find, event by event; what concerns parts of events comes last."""
        if not self.rules & PARTS:
            yield from self._each(event, [])
            return
        with Parts(self.reader, event, measures=self.measures) as parts:
            yield from self._each(event, [parts])
            for slug in parts.kin_to_read:
                for block in blocks(self.reader.comparisons_in_order(event=slug)):
                    links = self._links(block)
                    for claims in block:
                        parts.keep(self._standing(claims, links)[1])
                    parts.write()
            yield from self._listed(parts.of_kin())

    def _each(self, event: str | None, kept: Sequence[Parts]) -> Iterator[Violation]:
        at: str | None = None
        for block in blocks(self.reader.comparisons_in_order(event=event)):
            links = self._links(block)
            evidence = self._evidence([claim for claims in block if len(claims) <= BLOCK for claim in claims])
            for claims in block:
                if claims[0].event != at:
                    for parts in kept:
                        yield from self._listed(parts.of_event())
                    at = claims[0].event
                yield from self._group(claims, evidence, links=links, kept=kept)
            for parts in kept:
                parts.write()
        for parts in kept:
            yield from self._listed(parts.of_event())

    def _listed(self, found: Iterable[Violation]) -> Iterator[Violation]:
        return (one for one in found if one.rule in self.rules)

    def _links(self, block: Iterable[Sequence[Claim]]) -> Mapping[str, list[Link]]:
        """Return the links that touch the claims of a block, by each of their ends."""
        found: dict[str, list[Link]] = defaultdict(list)
        if self.compares and self.has_links:
            for link in self.reader.links([claim.id for claims in block for claim in claims]):
                found[link.claim].append(link)
                found[link.other].append(link)
        return found

    def _evidence(self, claims: Sequence[Claim]) -> _Evidence:
        """Return where some claims can be read, and the appearances among them whose quote is not in its text."""
        ids = [claim.id for claim in claims]
        return _Evidence(
            self.reader.places(ids) if self.rules & OF_PLACES else {},
            frozenset(self.reader.quotes_that_do_not_stand(ids))
            if self.has_texts and "quote-not-in-text" in self.rules
            else frozenset(),
        )

    def _standing(
        self, claims: Sequence[Claim], links: Mapping[str, list[Link]]
    ) -> tuple[list[Claim], list[Claim], list[Link]]:
        """Return the claims of a comparison that count, oldest first, those that stand, and the links in force."""
        shown = [claim for claim in claims if is_counted(claim)]
        if len(claims) == 1 and not links:
            return shown, shown, []
        shown.sort(key=lambda one: (one.as_of or "", one.id))
        own = {link.number: link for claim in claims for link in links.get(claim.id, ())} if links else {}
        live = in_force([own[number] for number in sorted(own)], claims=claims)
        return shown, current(shown, links=live), live

    def _group(
        self, claims: Sequence[Claim], evidence: _Evidence, *, links: Mapping[str, list[Link]], kept: Sequence[Parts]
    ) -> Iterator[Violation]:
        measure = self.measures[claims[0].measure]
        findings: list[Finding] = []
        confirmed: frozenset[str] = frozenset()
        if self.compares:
            shown, standing, live = self._standing(claims, links)
            if "total-falls" in self.rules and len(shown) > 1:
                findings += falling_totals(shown, measure=measure, links=live)
            if "copy-differs" in self.rules and live:
                findings += copies_that_differ(shown, links=live)
            if "unconfirmed" in self.rules:
                confirmed = frozenset(
                    one.id
                    for one in claims
                    if one.credibility == check.CONFIRMED and confirming(one, claims=shown, measure=measure, links=live)
                )
            for parts in kept:
                parts.keep(standing)
        for start in range(0, len(claims), BLOCK):
            some = claims[start : start + BLOCK]
            places, misplaced = evidence if len(claims) <= BLOCK else self._evidence(some)
            group = Group(
                some,
                measure,
                places=places,
                misplaced=misplaced,
                confirmed=confirmed,
                findings=() if start else findings,
            )
            yield from check.check_group(group, rules=self.rules)


class _Evidence(NamedTuple):
    """Where claims can be read, and the ids of the appearances whose quote does not stand in its document."""

    places: Mapping[str, Sequence[Appearance]]
    misplaced: frozenset[str]


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
