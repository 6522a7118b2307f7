"""`claims log`: show who did what, when and why."""

from __future__ import annotations

from typing import Any

import click

from claims.cli.options import WholeNumber, db_option, examples, rows_options
from claims.cli.output import row_style, show, show_json, show_rows, show_table, tell

REASON_COLUMNS = 60
ABOUT_COLUMNS = 80
WIDE = 120  # columns of a terminal in which what an act is about is told beside its subject
NOTED_DIGITS = 16  # fewer could stand in a log by chance
HEXADECIMAL = frozenset("0123456789abcdef")
PROBLEMS = 3
LEFT_OUT = frozenset({"entry missing", "claim missing"})


@click.command(
    "log",
    epilog=examples(
        "claims log --limit 5", "claims log --verify", 'claims log --subject "source amnesty-international" --json'
    ),
)
@click.option("--limit", type=WholeNumber(min=1), default=20, show_default=True, help="Show the newest so many acts.")
@click.option(
    "--subject", metavar="TEXT", help="Only acts on this: “source amnesty-international”, “claim 3f9a2c71” ..."
)
@click.option("--head", is_flag=True, help="Print the hash of the last act, to be noted in another place.")
@click.option("--verify", is_flag=True, help="Prove that nothing was changed from outside.")
@click.option("--noted", metavar="HASH", help="With --verify: a hash from --head that must still stand in the log.")
@rows_options
@db_option
@click.pass_context
def command(
    context: click.Context,
    *,
    limit: int,
    subject: str | None,
    head: bool,
    verify: bool,
    noted: str | None,
    form: str | None,
    db: str,
) -> None:
    """Show who did what, when and why, the newest first.

    Every change is signed and kept: ingests, judgements, decisions, new names. --json shows what was before and after.
    Each transaction ends with hashes of the rows that it wrote (--subject rows shows these), so that --verify finds
    whatever was changed, put in or taken out by another program, and the act that had recorded it.
    """
    from claims.pipeline.claim_store import ClaimStore
    from claims.reading.acts import ActReader

    if noted is not None:
        noted = noted.strip().lower()
        if not verify:
            raise click.UsageError("--noted belongs to --verify")
        if len(noted) < NOTED_DIGITS or not set(noted) <= HEXADECIMAL:
            raise click.UsageError(f"--noted takes the hash that --head printed, or its first {NOTED_DIGITS} digits")
    if (head or verify) and subject is not None:
        raise click.UsageError(f"--subject lists acts: leave it or --{'verify' if verify else 'head'} out")
    if head or verify:
        if form == "csv":
            raise click.UsageError("--csv lists acts; a proof is printed in words or with --json")
        if not _proved(db, noted=noted, head_only=head and not verify, as_json=form is not None):
            context.exit(PROBLEMS)
        return
    with ClaimStore.open(db, write=False) as store:
        reader = ActReader(store.connection)
        acts = reader.log(subject=None if subject is None else reader.whole(subject), limit=limit)
        is_wide = not form and row_style().columns >= WIDE
        about = {act["subject"]: reader.about(act["subject"]) for act in acts} if is_wide else {}
    if form:
        show_rows([readable(act) for act in acts], form=form)
    elif acts:
        columns = ("when", "who", "act", "of", *(("about",) if is_wide else ()), "why")
        show_table(columns, [_shown(act, about) for act in acts])
        if len(acts) == limit:
            tell("Older acts may follow: --limit shows more.")
    else:
        tell(f"Nothing is on record for “{subject}”." if subject else "Nothing is on record yet.")


def _shown(act: dict[str, Any], about: dict[str, str]) -> tuple[str, ...]:
    from claims.exporters.terminal import clean
    from claims.text import clip

    told = (clip(clean(about[act["subject"]] or "–"), ABOUT_COLUMNS),) if about else ()
    why = clip(clean(act["reason"] or "–"), REASON_COLUMNS)
    return act["at"], clean(act["by"]), act["act"], clean(act["subject"]), *told, why


def _proved(db: str, *, noted: str | None, head_only: bool, as_json: bool) -> bool:
    """Print the last hash, or what does not fit, and return whether all does."""
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.verify import verify
    from claims.reading.verify import VerifyReader

    with ClaimStore.open(db, write=False) as store:
        if head_only:
            head = VerifyReader(store.connection).head()
            show_json({"head": head}) if as_json else show(head)
            return True
        proved = verify(store, noted=noted or "")
    if as_json:
        findings = [{"rule": one.rule, "reason": one.reason, "claims": list(one.claims)} for one in proved.findings]
        show_json({"entries": proved.entries, "head": proved.head, "findings": findings})
    elif proved.findings:
        show_table(("found", "what"), [(one.rule, one.reason) for one in proved.findings])
    if proved.findings:
        number = len(proved.findings)
        what = "One thing does not fit" if number == 1 else f"{number:,} things do not fit"
        tell(f"{what}: the file was changed from outside, or is damaged.")
        if {one.rule for one in proved.findings} <= LEFT_OUT:
            tell("A public copy (`claims publish copy`) lacks just this, where something was left out.")
    else:
        rows = "every row as one of them left it" if proved.seals else "every id fits what it stands for"
        tell(f"{proved.entries:,} acts, each as it was signed, and {rows}.")
        if proved.entries and not proved.seals:
            tell(
                "Rows are not sealed yet, as an earlier version made them: the next act seals all, as they stand then."
            )
        tell(f"The last hash is {proved.head}. Noted elsewhere, it also proves that nothing was cut off (--noted).")
    return not proved.findings


def readable(act: dict[str, Any]) -> dict[str, Any]:
    """Return an act with what was before and after as data rather than as JSON in a string."""
    import json

    return {**act, **{side: json.loads(act[side]) if act[side] else None for side in ("before", "after")}}
