"""`claims reject`: record that candidates are no claims, and why."""

from __future__ import annotations

import click

from claims.cli.accept import undo_all
from claims.cli.candidates import candidate_as_json
from claims.cli.completing import completes
from claims.cli.options import by_option, db_option, examples, in_words, json_option
from claims.cli.output import show_json, tell


@click.command(
    "reject",
    epilog=examples(
        'claims reject 3f9a2c71 --reason "it counts the injured"',
        'claims reject --undo 3f9a2c71 --reason "a slip"',
    ),
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=completes("candidate"))
@click.option("--reason", metavar="TEXT", default="", callback=in_words, help="Why; it is shown with the candidate.")
@click.option("--undo", is_flag=True, help="Take a rejection back: the candidate waits again.")
@json_option
@db_option
@by_option
def command(*, ids: tuple[str, ...], reason: str, undo: bool, as_json: bool, db: str, by: str) -> None:
    """Record that candidates are no claims, signed and with the reason: all of them or none.

    They stay on record, so that no extractor proposes them again.
    """
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.review import Signed, reject

    signed = Signed(by, reason)
    if undo:
        undo_all(ids, signed, db=db, as_json=as_json)
        return
    with ClaimStore.open(db) as store, store.transaction():
        made = [reject(store, one, signed=signed) for one in dict.fromkeys(ids)]
    if as_json:
        show_json([candidate_as_json(one) for one in made])
        return
    for one in made:
        tell(f"{one.id} is rejected: “{one.says}” ({one.measure}).")
