"""The one place where the stages meet the store, and the library's front door: `ClaimStore`.

with ClaimStore.open("claims.db") as store:
    document = store.add_document(Document(id="", title="Report", url="https://..."), by="M. Rahimi")
    claim = store.add_claim(draft, document=document, by="M. Rahimi").claim
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from weakref import WeakSet

from claims import schema
from claims.compare.comparison import COPIES, REPLACEMENTS, compare, confirming
from claims.dates import is_later
from claims.errors import InField, Missing, Refused
from claims.figure_say import say
from claims.model import Link, LinkRelation, Rank, Reconciliation
from claims.pipeline.compare import Answer, Question, ask
from claims.pipeline.find import Names
from claims.pipeline.refresh import refresh, refresh_all, summaries
from claims.pipeline.signature import require_name, require_reason
from claims.pipeline.stale import bare_view
from claims.reading.reader import Reader
from claims.reconcile_propose import considered
from claims.store.decisions import record_decision, withdraw_decision
from claims.store.facets import forget as forget_facets
from claims.store.facets import refresh as refresh_facets
from claims.store.seal import Sealing
from claims.store.values import utc_now
from claims.store.writer import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from claims.compare.fold import Summary
    from claims.model import Alias, Claim, Document, Draft, Event, Measure, Source, View
    from claims.pipeline.comparison_evidence import Evidence

KINDS = frozenset({"event", "source", "measure"})
CONFIRMED = 1
COUNTING = frozenset({"rank", "published"})
"""Judgements that decide whether a claim counts, and with it what it replaces."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one claim: the claim itself, and whether it, and the place where it was read, are new.

    counts_again: it was known, and had been withdrawn with its ingest.
    """

    claim: Claim
    is_new: bool
    new_appearance: bool
    counts_again: bool = False


class ClaimStore:
    """A claims database: add documents, claims, links and decisions, and read comparisons.

    One writer at a time, any number of readers. Every write is one transaction, signed in the log, with the comparisons
    that it touched brought up to date; `transaction` joins several writes into one.
    """

    def __init__(self, connection: schema.Connection, *, clock: Callable[[], str] = utc_now) -> None:
        """Work over a connection that somebody else opened, such as Datasette's write connection."""
        self.connection = connection
        self.reader = Reader(connection)
        self.store = Store(connection, clock=clock)
        self.compares_all = False  # set by a write that leaves no comparison as it was
        self._depth = 0
        self._unread: WeakSet[Evidence] = WeakSet()

    @classmethod
    def open(cls, path: str | Path, *, write: bool = True, clock: Callable[[], str] = utc_now) -> Self:
        """Open an existing database; with write=False every change is refused. Raises as schema.connect does."""
        return cls(schema.connect(path, write=write), clock=clock)

    @classmethod
    def create(cls, path: str | Path, *, clock: Callable[[], str] = utc_now) -> Self:
        """Make a new, empty database; raises AlreadyExists."""
        return cls(schema.create(path), clock=clock)

    def close(self) -> None:
        """Close the connection; of answers that somebody still holds the evidence is read before."""
        for evidence in self._unread:
            evidence.read()
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all writes inside happen or none; comparisons follow, and rows are sealed, once, at the end."""
        with self.store.transaction():
            sealing = Sealing(self.store) if self._depth == 0 else None
            self._depth += 1
            try:
                yield
                if sealing is not None:
                    self.refresh()
                    sealing.finish()
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self.store.touched.clear()
                    self.compares_all = False

    def refresh(self) -> None:
        """Bring the stored comparisons that writes touched, and the counts of facets, up to date now."""
        touched = set(self.store.touched)
        self.store.touched.clear()
        if self.compares_all:
            refresh_all(self.reader, self.store)
        else:
            refresh(self.reader, self.store, ids=touched)
        self.compares_all = False
        refresh_facets(self.connection)

    def rebuild(self) -> None:
        """Make all stored comparisons, and the counts of facets, anew from the claims."""
        with self.transaction():
            refresh_all(self.reader, self.store)
            forget_facets(self.connection)

    # names

    def add_event(self, event: Event, *, by: str) -> None:
        """Record an event; raises Refused if its slug or name is taken, or if it ends before it starts."""
        if event.starts_on and event.ends_on and is_later(event.starts_on, event.ends_on):
            reason = f"the event would end on {event.ends_on}, before it starts on {event.starts_on}"
            raise Refused(reason, hint="give the first day as its start and the last as its end")
        with self.transaction():
            self.store.add_event(event, by=require_name(by))

    def add_source(self, source: Source, *, by: str) -> None:
        """Record a source; raises Refused if its slug or name is taken."""
        with self.transaction():
            self.store.add_source(source, by=require_name(by))

    def add_measure(self, measure: Measure, *, by: str) -> None:
        """Record a measure; raises Refused if its slug or label is taken."""
        with self.transaction():
            self.store.add_measure(measure, by=require_name(by))

    def add_alias(self, alias: Alias, *, by: str) -> bool:
        """Record another name of an event, source or measure; returns False if it was known."""
        with self.transaction():
            target = Names(self.reader).find(alias.kind, alias.target)
            return self.store.add_alias(alias._replace(target=target), by=require_name(by))

    def find(self, kind: str, name: str) -> str:
        """Return the slug of an event, source or measure by any of its names; raises UnknownName."""
        return Names(self.reader).find(kind, name)

    # documents and claims

    def add_document(self, document: Document, *, by: str) -> str:
        """Record a document, or complete a known one, and return its id."""
        with self.transaction():
            return self.store.add_document(document, by=require_name(by))

    def add_claim(
        self,
        draft: Draft,
        *,
        by: str,
        document: str | None = None,
        create: frozenset[str] = frozenset(),
        force: str | None = None,
    ) -> Recorded:
        """Record one claim, with the place where it can be read if document (an id) is given.

        create names the kinds ("event", "source", "measure") that may be made when unknown. force is the reason for
        accepting a quote in which the number does not stand. Raises InField, which names the field at fault.
        """
        from claims.pipeline.record import read_appearance, read_claim
        from claims.pipeline.recording import Recording

        require_name(by)
        if draft.quote and document is None:
            raise InField("quote", Missing("the document of the quote", hint="give --url, --title or --document"))
        with self.transaction():
            names = Names(self.reader, self.store, by=by, create=create)
            recording = Recording(names, force=force)
            claim, measure = read_claim(draft, recording)
            place = None
            if document is not None:
                found = self.reader.document(document)
                place = read_appearance(draft, recording, claim=claim, measure=measure, document=found)
            added = self.store.add_claims([(claim, place)], by=by)
            counts_again = not added.new and self._stands_again(claim.id, document=document, by=by)
            if claim.credibility == CONFIRMED:
                self._require_confirmation(claim)
            act = "add claim" if added.new else "add appearance" if added.appearances else ""
            if act:
                after = {"says": claim.says, "source": claim.source, "document": document}
                self.store.log(act, f"claim {claim.id}", by=by, reason=force, after=after)
            return Recorded(self.reader.claim(claim.id), bool(added.new), bool(added.appearances), counts_again)

    def _stands_again(self, claim: str, *, document: str | None, by: str) -> bool:
        """Let a claim that was withdrawn with its ingest stand again, as a person records it; return if it does."""
        found = self.reader.claim(claim)
        if found.rank is not Rank.DEPRECATED:
            return False
        from claims.pipeline.standing import stands_by_hand

        return stands_by_hand(self.store, found, document=document, by=by)

    def _require_confirmation(self, claim: Claim) -> None:
        """Refuse credibility 1, "confirmed by other sources", without two independent sources (design rule 10).

        A source that contradicts a claim does not confirm it, nor does one that a person keeps apart from it.
        """
        claims = self.reader.claims(comparisons=[claim.comparison])
        links = self.reader.links_that_hold([item.id for item in claims])
        if not confirming(claim, claims=claims, measure=self.reader.measure(claim.measure), links=links):
            error = Refused(
                "credibility 1 means “confirmed by other sources”, and there are no two independent sources for it",
                hint="record the other source's claim first, or use credibility 2 (probably true)",
            )
            raise InField("credibility", error)

    # judgements

    def judge(self, claim: str, *, by: str, reason: str, changes: Mapping[str, Any]) -> Claim:
        """Change credibility, note or published of a claim, with the reason logged; returns the claim as it is now."""
        with self.transaction():
            found = self.reader.claim(claim)
            self.store.judge(found, changes, by=require_name(by), reason=require_reason(reason))
            if COUNTING & changes.keys():
                self.store.touched |= self.reader.comparisons_replaced_by(found.id)
            if changes.get("credibility") == CONFIRMED:
                self._require_confirmation(found)
        return self.reader.claim(found.id)

    def rank(self, claim: str, rank: Rank, *, by: str, reason: str) -> Claim:
        """Give a claim a rank (preferred, normal, deprecated) with its reason; returns the claim as it is now."""
        from claims.pipeline.record import ranked

        return self.judge(claim, by=by, reason=reason, changes=ranked(rank, reason=reason))

    def link(self, claim: str, relation: LinkRelation, other: str, *, reason: str, by: str, at: str = "") -> Link:
        """Record "claim RELATION other", signed and explained; the same live link is not recorded twice.

        at is the time of the judgement where it was made before it is recorded here; now if empty.
        Raises Refused for a claim linked to itself or a chain of copies or replacements that would close to a circle.
        """
        with self.transaction():
            first, second = self.reader.claim(claim), self.reader.claim(other)
            if first.id == second.id:
                raise Refused("a claim cannot be linked to itself", hint="give two different claims")
            self._refuse_circle(first.id, second.id, relation)
            link = Link(0, first.id, second.id, relation, require_reason(reason), require_name(by), decided_at=at)
            number = self.store.link(link, comparisons=(first.comparison, second.comparison))
            self._touch_all(first, second)
        return next(link for link in self.reader.links([first.id]) if link.number == number)

    def _touch_all(self, *claims: Claim) -> None:
        self.store.touched |= {claim.comparison for claim in claims}

    def _refuse_circle(self, claim: str, other: str, relation: LinkRelation) -> None:
        """Refuse a claim that would become its own copy, or replace itself, over links of any kind that say so."""
        kinds = next((kinds for kinds in (COPIES, REPLACEMENTS) if relation in kinds), frozenset())
        seen, ahead = {other}, [other] if kinds else []
        while ahead:
            at = ahead.pop()
            for link in self.reader.links([at]):
                if link.relation in kinds and link.claim == at and link.other not in seen:
                    seen.add(link.other)
                    ahead.append(link.other)
        if kinds and claim in seen:
            raise Refused(
                f"that would close a circle of {' and '.join(sorted(kinds))} links",
                hint="withdraw the link that points the wrong way first; `claims show CLAIM` lists a claim's links",
            )

    def withdraw_link(self, number: int, *, by: str, reason: str) -> None:
        """Take a link back; it stays readable, and comparisons are as if it had never been."""
        with self.transaction():
            found = next((link for link in self.reader.links() if link.number == number), None)
            if found is None:
                raise Refused(
                    f"there is no live link number {number}", hint="`claims show CLAIM` lists a claim's links"
                )
            ends = (self.reader.claim(found.claim), self.reader.claim(found.other))
            self.store.withdraw_link(
                found,
                by=require_name(by),
                reason=require_reason(reason),
                comparisons=[claim.comparison for claim in ends],
            )

    # decisions

    def decide(self, decision: Reconciliation) -> Reconciliation:
        """Record a signed decision on a comparison, in place of the one in force, which stays readable.

        number may be 0 and decided_at empty (now). considered lists every claim used or left out; if it is empty they
        are listed with the rule's reasons where the rule gives this decision, else those that stand are included and
        the others left out. figure may be left out where a claim is preferred. Returns the decision as stored.
        Raises Refused for a claim of another comparison, Missing without a rationale or a signature.
        """
        require_name(decision.decided_by)
        require_reason(decision.rationale)
        with self.transaction():
            view = self._view(decision.comparison)
            scope = view.comparison
            own = {item.id for item in scope.claims}
            named = {item.claim for item in decision.considered} | ({decision.claim} if decision.claim else set())
            if named - own:
                raise Refused(f"claim {min(named - own)} is not of this comparison", hint="list only its own claims")
            figure = decision.figure
            if decision.claim is not None and figure is None:
                figure = self.reader.claim(decision.claim).figure
            made = decision._replace(figure=figure)
            made = made._replace(considered=made.considered or considered(made, view))
            says = None if figure is None else say(figure, kind=view.measure.value_kind)
            replaces = [item.number for item in self.reader.in_force(scope.id)]
            number = record_decision(self.store, made, scope=scope, says=says, replaces=replaces)
        return next(item for item in self.reader.decisions(decision.comparison) if item.number == number)

    def _view(self, comparison: str) -> View:
        claims = self.reader.claims(comparisons=[comparison])
        if not claims:
            raise Refused(
                f"there is no comparison “{comparison}”", hint="`claims compare EVENT --json` prints their ids"
            )
        links = self.reader.links_that_hold([claim.id for claim in claims])
        measure = self.reader.measure(claims[0].measure)
        found = compare(claims, measure=measure, links=links)
        if found is None:
            raise Refused("every claim of this comparison is withheld or deprecated", hint="publish one of them first")
        sources = {claim.source: self.reader.source(claim.source) for claim in claims}
        return bare_view(found, measure=measure, links=links)._replace(sources=sources)

    def withdraw_decision(self, comparison: str, *, by: str, reason: str) -> None:
        """Take the decision in force on a comparison back; it stays readable."""
        with self.transaction():
            decision = self.reader.decision(comparison)
            if decision is None:
                raise Refused("there is no decision to withdraw", hint="`claims compare` shows decisions in force")
            withdraw_decision(self.store, decision, by=require_name(by), reason=require_reason(reason))
            self.store.touched.add(comparison)

    # reading

    def compare(self, event: str, *, question: Question | None = None) -> list[View]:
        """Return the comparisons of an event with their evidence; names may be aliases in any script.

        Evidence, sentences, pairs and what rules would give are worked out when they are looked at.
        """
        return self.answer(event, question=question).views

    def answer(self, event: str, *, question: Question | None = None, most: int | None = None) -> Answer:
        """Return what `compare` returns, but of more than `most` comparisons only the most contested."""
        found = ask(self.reader, event, question=question, most=most)
        if found.evidence is not None:
            self._unread.add(found.evidence)
        return found

    def summaries(self, event: str) -> list[Summary]:
        """Return what follows from the claims of an event, worked out anew, comparison by comparison, without evidence.

        `reader.comparisons` returns the same from what is stored.
        """
        slug = self.reader.canonical("event", Names(self.reader).find("event", event))
        measures = {measure.id: measure for measure in self.reader.measures(event=slug)}
        return list(summaries(self.reader, measures=measures, comparisons=self.reader.comparison_ids(slug)))
