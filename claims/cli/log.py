"""`claims log`: show who did what, when and why."""

from __future__ import annotations

from typing import Any

import click

from claims.cli.options import db_option, examples, json_option
from claims.cli.output import show_json, show_table, tell

REASON_COLUMNS = 60


@click.command(
    "log", epilog=examples("claims log --limit 5", 'claims log --subject "source amnesty-international" --json')
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Show the newest so many acts."
)
@click.option("--subject", metavar="TEXT", help="Only acts on this: “source amnesty-international”, “batch 3” ...")
@json_option
@db_option
def command(*, limit: int, subject: str | None, as_json: bool, db: str) -> None:
    """Show who did what, when and why, the newest first.

    Every change is signed and kept: ingests, judgements, decisions, new names. --json shows what was before and after.
    """
    from claims.pipeline import ClaimStore

    with ClaimStore.open(db, write=False) as store:
        acts = store.reader.log(subject=subject, limit=limit)
    if as_json:
        show_json([readable(act) for act in acts])
    elif acts:
        from claims.exporters.terminal import clean
        from claims.text import clip

        head = ("when", "who", "act", "of", "why")
        rows = [
            (
                act["at"],
                clean(act["by"]),
                act["act"],
                clean(act["subject"]),
                clip(clean(act["reason"] or "–"), REASON_COLUMNS),
            )
            for act in acts
        ]
        show_table(head, rows)
    else:
        tell(f"Nothing is on record for “{subject}”." if subject else "Nothing is on record yet.")


def readable(act: dict[str, Any]) -> dict[str, Any]:
    """Return an act with what was before and after as data rather than as JSON in a string."""
    import json

    return {**act, **{side: json.loads(act[side]) if act[side] else None for side in ("before", "after")}}
