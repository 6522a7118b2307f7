"""The rules of `claims check` that look at one claim and where it can be read, over a whole database in one pass.

The pass makes no record of what can break no rule (claims.pipeline.check_sieve); what remains is read again, a block
at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import check
from claims.check import Group
from claims.compare.comparison import confirming, in_force, is_counted
from claims.pipeline.check_sieve import CLAIM_COLUMNS, PLACE_COLUMNS, Sieve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claims.check import Violation
    from claims.model import Claim, Measure
    from claims.reading.check import WholeReader

RULES = frozenset(
    {
        *("number-not-in-quote", "quote-not-in-text", "forced-quote", "no-document"),
        *("broken-id", "undated", "future-date", "unconfirmed"),
    }
)
BLOCK = 500


def violations(
    reader: WholeReader, *, rules: frozenset[str], measures: Mapping[str, Measure], event: str | None
) -> Iterator[Violation]:
    """Yield what these rules find, in the order in which the claims were recorded."""
    rules &= RULES
    passes = Sieve(measures, rules=rules).passes
    waiting: list[str] = []
    last = ""
    columns = {"claim": CLAIM_COLUMNS, "appearance": PLACE_COLUMNS}
    for row in reader.claims_with_places(columns, event=event) if rules else ():
        if passes(row) or row[0] == last:
            continue
        last = row[0]
        waiting.append(last)
        if len(waiting) == BLOCK:
            yield from _looked_at(reader, waiting, rules=rules, measures=measures)
            waiting.clear()
    yield from _looked_at(reader, waiting, rules=rules, measures=measures)


def _looked_at(
    reader: WholeReader, ids: Sequence[str], *, rules: frozenset[str], measures: Mapping[str, Measure]
) -> Iterator[Violation]:
    if not ids:
        return
    claims = {claim.id: claim for claim in reader.claims_by_ids(ids)}
    places = reader.places(ids)
    misplaced = frozenset(reader.quotes_that_do_not_stand(ids) if "quote-not-in-text" in rules else ())
    for key in ids:
        claim = claims[key]
        confirmed = frozenset((key,) if claim.credibility == check.CONFIRMED and _is_borne_out(reader, claim) else ())
        group = Group([claim], measures[claim.measure], places=places, misplaced=misplaced, confirmed=confirmed)
        yield from check.check_group(group, rules=rules)


def _is_borne_out(reader: WholeReader, claim: Claim) -> bool:
    """Return whether another independent source says the same (design rule 10)."""
    claims = reader.claims(comparisons=[claim.comparison])
    links = in_force(reader.links_that_hold([one.id for one in claims]), claims=claims)
    shown = [one for one in claims if is_counted(one)]
    return bool(confirming(claim, claims=shown, measure=reader.measure(claim.measure), links=links))
