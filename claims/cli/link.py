"""`claims link`: say how one claim relates to another."""

from __future__ import annotations

import click

from claims.cli.completing import completes
from claims.cli.options import by_option, db_option, examples, one_of, reason_option
from claims.cli.output import show, tell

RELATIONS = (
    *("derived_from", "supersedes", "corrects", "retracts"),
    *("duplicate_of", "disputes", "confirms", "not_comparable"),
)


@click.command(
    "link",
    epilog=examples('claims link 3f9a2c71 derived_from 81b0aa42 --reason "the article names the MEK as its source"'),
)
@click.argument("claim", shell_complete=completes("claim"))
@click.argument("relation", metavar="RELATION", type=one_of(RELATIONS))
@click.argument("other", shell_complete=completes("claim"))
@reason_option
@db_option
@by_option
def command(*, claim: str, relation: str, other: str, reason: str, db: str, by: str) -> None:
    """Say how one claim relates to another, read as “CLAIM RELATION OTHER”.

    RELATION is derived_from, duplicate_of, supersedes, corrects, retracts, disputes, confirms or not_comparable. A
    claim derived from another is one more report, not one more source. The link's number is printed; `claims
    withdraw` takes it back. CLAIM and OTHER are ids or their first digits.
    """
    from claims.model import LinkRelation
    from claims.pipeline.claim_store import ClaimStore

    with ClaimStore.open(db) as store:
        link = store.link(claim, LinkRelation(relation), other, reason=reason, by=by)
    show(str(link.number))
    tell(f"Link {link.number}: {link.claim} {link.relation} {link.other}.")
