"""What `claims check` looks for: one function a rule, from records to located violations; nothing is ever repaired.

A violation has a content id made of the rule and of what it found, so that it is the same on every machine and a person
can accept it once and for all. Rules about totals, copies, parts and wholes are those of `claims.compare`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.dates import is_later
from claims.figure import occurs_in
from claims.identity import appearance_id, claim_id, comparison_id, content_id, document_id, figure_text
from claims.interval import spans_dates
from claims.model import Basis, Rank, ValueKind, ValueType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.model import Appearance, Claim, Finding, Link, Measure
    from claims.schema_guard import Gap

RULES = {
    "total-falls": "a running total that falls without a correction on record",
    "part-above-whole": "a part with a floor above a ceiling claimed for its whole",
    "parts-above-whole": "places whose floors together lie above a ceiling claimed for the whole",
    "copy-differs": "a copy whose figure is not that of its origin",
    "number-not-in-quote": "a figure whose number does not stand in its quote",
    "quote-not-in-text": "a quote that does not stand in its document's text, or not at its offsets",
    "forced-quote": "a quote that was accepted although the number does not stand in it",
    "unconfirmed": "credibility 1 (confirmed by others) without a second independent source that bears it out",
    "undated": "a figure without the date that it speaks of",
    "future-date": "a claim as of a day after it was recorded, without being a projection",
    "no-document": "a claim without any document in which it can be read",
    "no-archive-copy": "a document on the web without a copy in an archive",
    "replaced-by-another": "a claim superseded, corrected or retracted by a claim of another source",
    "stale-decision": "a decision made on other claims than stand now",
    "broken-id": "an id that does not fit what it stands for: changed from outside",
    "broken-schema": "a trigger, view, index or table dropped or altered by another tool: `claims upgrade` repairs it",
}
CONFIRMED = 1


class Violation(NamedTuple):
    """One thing that a rule found. subject names it as the log does ("claim 3f9a...", "document 5d0e...").

    A named tuple, because a million may be made.
    """

    id: str
    rule: str
    subject: str
    reason: str
    claims: tuple[str, ...] = ()
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one comparison with their evidence.

    places holds the appearances by claim; misplaced the ids of those whose quote is not in its document's text;
    confirmed the claims that another independent source bears out; findings what comparing them found odd.
    """

    claims: Sequence[Claim]
    measure: Measure
    places: Mapping[str, Sequence[Appearance]] = field(default_factory=dict)
    misplaced: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    findings: Sequence[Finding] = ()


def check_group(group: Group, *, rules: frozenset[str]) -> Iterator[Violation]:
    """Yield what these rules find among the claims of one comparison, in the order of the claims."""
    if group.findings:
        yield from (one for one in from_findings(group.findings, group.claims[0].event) if one.rule in rules)
    for claim in group.claims:
        places = group.places.get(claim.id, ())
        for rule, reason in _claim_trouble(claim, group, places=places, rules=rules):
            if rule in rules:
                yield Violation(
                    content_id("finding", rule, claim.id), rule, _subject(claim), reason, (claim.id,), claim.event
                )
        for place in places:
            for rule, reason in _place_trouble(claim, place, group, rules=rules):
                key = content_id("finding", rule, claim.id, place.id)
                yield Violation(key, rule, _subject(claim), reason, (claim.id,), claim.event)


def _who(claim: Claim) -> str:
    return f"{claim.source} “{claim.says}”"


def _subject(claim: Claim) -> str:
    return f"claim {claim.id}"


def from_findings(findings: Iterable[Finding], event: str) -> Iterator[Violation]:
    """Yield what comparing found odd as violations; "total falls" becomes the rule total-falls."""
    for finding in findings:
        rule = finding.rule.replace(" ", "-")
        key = content_id("finding", rule, *finding.claims)
        yield Violation(key, rule, f"claim {finding.claims[0]}", finding.reason, finding.claims, event)


def _claim_trouble(
    claim: Claim, group: Group, *, places: Sequence[Appearance], rules: frozenset[str]
) -> Iterator[tuple[str, str]]:
    if "broken-id" in rules and not _fits_its_ids(claim, group.measure):
        yield "broken-id", f"{_who(claim)} is not what its id {claim.id} stands for: it was changed from outside"
    if claim.rank is Rank.DEPRECATED:
        return
    if claim.credibility == CONFIRMED and claim.id not in group.confirmed:
        yield (
            "unconfirmed",
            f"{_who(claim)} has credibility 1, “confirmed by other sources”, and no other one bears it out",
        )
    if claim.as_of is None and group.measure.value_kind not in {ValueKind.DATE, ValueKind.TEXT}:
        yield "undated", f"{_who(claim)} ({claim.measure}) does not say as of when"
    recorded = (claim.recorded_at or "")[:10]
    may_be_later = claim.as_of is not None and claim.as_of > recorded > ""
    if may_be_later and claim.as_of and claim.basis is not Basis.PROJECTED and is_later(claim.as_of, recorded):
        yield "future-date", f"{_who(claim)} is as of {claim.as_of}, after {recorded}, when it was recorded"
    if not places:
        yield "no-document", f"{_who(claim)} ({claim.measure}) can be read in no document"


def _fits_its_ids(claim: Claim, measure: Measure) -> bool:
    """Return whether a claim's id and that of its comparison are what its fields give."""
    scope = (
        claim.recorded_event or claim.event,
        claim.recorded_measure or claim.measure,
        claim.population,
        claim.place if claim.recorded_place is None else claim.recorded_place,
        claim.period_start,
        claim.as_of,
    )
    stated = _figure_text(claim.figure)
    own = claim_id(scope, source=claim.recorded_source or claim.source, basis=claim.basis, figure=stated)
    as_of = None if spans_dates(measure) else claim.as_of
    return claim.id == own and claim.comparison == _comparison_id(
        claim.event, claim.measure, claim.population, claim.place, claim.period_start, as_of
    )


_figure_text = lru_cache(maxsize=2048)(figure_text)


@lru_cache(maxsize=64)
def _comparison_id(*scope: str | None) -> str:
    """Return the id of what claims that come one after the other all speak of."""
    event, measure, population, place, period_start, as_of = scope
    return comparison_id(
        event or "",
        measure or "",
        population=population or "",
        place=place or "",
        period_start=period_start,
        as_of=as_of,
    )


def _place_trouble(
    claim: Claim, place: Appearance, group: Group, *, rules: frozenset[str]
) -> Iterator[tuple[str, str]]:
    if "forced-quote" in rules and place.forced:
        yield (
            "forced-quote",
            f"{_who(claim)}: its number is not in its quote, which was accepted because: {place.forced}",
        )
    if "number-not-in-quote" in rules and not place.forced and place.quote and not _number_stands(claim, place, group):
        yield "number-not-in-quote", f"{_who(claim)}: the number does not stand in the quote “{_short(place.quote)}”"
    if "quote-not-in-text" in rules and place.id in group.misplaced:
        where = "" if place.quote_start is None else f" at {place.quote_start}–{place.quote_end}"
        yield (
            "quote-not-in-text",
            f"{_who(claim)}: “{_short(place.quote or '')}” does not stand in its document's text{where}",
        )
    if "broken-id" in rules and place.id != _appearance_id(place):
        yield (
            "broken-id",
            f"{_who(claim)}: the appearance {place.id} is not what its id stands for: it was changed from outside",
        )


def _appearance_id(place: Appearance) -> str:
    return appearance_id(place.claim, place.document, locator=place.locator, quote=place.quote)


def _number_stands(claim: Claim, place: Appearance, group: Group) -> bool:
    """Return whether a quote holds the number; dates, texts and "none" are not looked for, as in recording them."""
    kind = group.measure.value_kind
    if kind in {ValueKind.DATE, ValueKind.TEXT} or claim.figure.value_type is not ValueType.VALUE:
        return True
    return occurs_in(claim.figure, place.quote or "", kind=kind, language=place.language)


def _short(text: str, characters: int = 80) -> str:
    return text if len(text) <= characters else f"{text[: characters - 1]}…"


def missing_archive(document: str, url: str) -> Violation:
    """Return that a document on the web has no copy in an archive."""
    rule = "no-archive-copy"
    reason = f"{url} has no copy in an archive: if it goes, its evidence goes"
    return Violation(content_id("finding", rule, document), rule, f"document {document}", reason)


def changed_document(keys: Mapping[str, Any]) -> Violation | None:
    """Return that a document's id fits none of its fields, or None if it does.

    A document may have been completed since its id was made, so that any of its fields may have been missing then.
    """
    nothing: dict[str, Any] = dict.fromkeys(("url", "sha256", "title", "publisher", "published_on"))
    if keys["url"] and document_id(**{**nothing, "url": keys["url"]}) == keys["id"]:
        return None  # as nearly all
    choices = product((keys["title"],), {keys["publisher"], None}, {keys["published_on"], None})
    could_be = (
        {"url": keys["url"]},
        {"sha256": keys["sha256"]},
        *({"title": title, "publisher": publisher, "published_on": day} for title, publisher, day in choices),
    )
    if any(document_id(**{**nothing, **known}) == keys["id"] for known in could_be):
        return None
    rule = "broken-id"
    reason = f"the document {keys['title'] or keys['url'] or keys['id']} is not what its id stands for"
    return Violation(content_id("finding", rule, keys["id"]), rule, f"document {keys['id']}", reason)


def broken_schema(gap: Gap) -> Violation:
    """Return that a part of the schema is missing or altered, so that not all is refused that breaks the promise."""
    rule = "broken-schema"
    todo = "look at what it does, and drop it" if gap.state == "foreign" else "`claims upgrade` makes it anew"
    return Violation(content_id("finding", rule, gap.kind, gap.name), rule, f"{gap.kind} {gap.name}", f"{gap}: {todo}")


def stale_decision(comparison: str, *, event: str, decided_at: str, about: str) -> Violation:
    """Return that a decision was made on other claims than stand now; about says in words what it is on."""
    rule = "stale-decision"
    reason = f"{about}: the decision of {decided_at[:10]} was made on other claims than stand now: look again"
    key = content_id("finding", rule, comparison, decided_at)
    return Violation(key, rule, f"comparison {comparison}", reason, event=event)


def replaced_by_another(link: Link, *, own: str, others: str, event: str) -> Violation:
    """Return that one source's claim is recorded as replacing another source's."""
    rule = "replaced-by-another"
    reason = f"a claim of {own} {link.relation} one of {others} ({link.reason}; {link.decided_by})"
    key = content_id("finding", rule, link.claim, link.other, str(link.relation))
    return Violation(key, rule, f"claim {link.other}", reason, (link.other, link.claim), event)
