"""Run every rule of `claims check` over a database, and accept what it found, signed.

Comparisons are gone through once, event by event, and claims with their places once, as they were recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims import check
from claims.check import RULES, Violation
from claims.compare.parts import scope_name
from claims.errors import Refused
from claims.pipeline import check_compared, check_rows
from claims.pipeline.signature import require_name, require_reason
from claims.reading.check import WholeReader
from claims.schema_guard import gaps
from claims.store.check import accept_finding, withdraw_acceptance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.pipeline.claim_store import ClaimStore
    from claims.reading.reader import Reader

ALL_RULES = frozenset(RULES)


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
    measures = {measure.id: measure for measure in reader.measures()}
    for part in (check_compared, check_rows):
        yield from part.violations(reader, rules=rules, measures=measures, event=event)
    if "no-archive-copy" in rules:
        for document, url in reader.documents_without_archive(event=event):
            yield check.missing_archive(document, url)
    if "replaced-by-another" in rules:
        for link, own, others, where in reader.replacements_by_others(event=event):
            yield check.replaced_by_another(link, own=own, others=others, event=where)
    if "stale-decision" in rules:
        for item, decided_at in reader.stale_decisions(event=event):
            yield check.stale_decision(item.id, event=item.event, decided_at=decided_at, about=scope_name(item))
    if "broken-id" in rules:
        found = map(check.changed_document, reader.document_keys(event=event))
        yield from (one for one in found if one is not None)


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
    require_name(by)
    require_reason(reason)
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
    require_name(by)
    require_reason(reason)
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
