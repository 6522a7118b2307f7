"""`claims check`: run every rule over the whole database, and accept what is as it should be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from claims.cli.completing import completes
from claims.cli.options import by_option, db_option, examples, in_words, known_names_only, one_of, rows_options
from claims.cli.output import show, show_rows, show_table, style, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.check import Violation
    from claims.pipeline.claim_store import ClaimStore

RULES = (
    *("total-falls", "part-above-whole", "parts-above-whole", "copy-differs", "number-not-in-quote"),
    *("quote-not-in-text", "forced-quote", "unconfirmed", "undated", "future-date", "no-document"),
    *("no-archive-copy", "replaced-by-another", "stale-decision", "broken-id", "broken-schema"),
)
SHOWN_OF_A_RULE = 10
ID_DIGITS = 8
FOUND = 3


@click.command(
    "check",
    epilog=examples(
        "claims check",
        "claims check --rule total-falls --rule part-above-whole --event iran-protests-2019 --json",
        'claims check --accept 3f9a2c71 --reason "the ministry lowered its count and said so on 4 March"',
        "claims check --accepted",
        'claims check --withdraw 3f9a2c71 --reason "the correction has been recorded as a link"',
    ),
)
@click.option("--rule", "rules", type=one_of(RULES), multiple=True, help="Only this rule; may be repeated.")
@click.option("--event", metavar="NAME", shell_complete=completes("event"), help="Only this event.")
@click.option("--all", "everything", is_flag=True, help="List everything found, not the first few of each rule only.")
@click.option("--accept", metavar="ID", help="Accept what was found under this id, so that it is not listed again.")
@click.option("--accepted", is_flag=True, help="List what was accepted, by whom and why.")
@click.option("--withdraw", metavar="ID", help="Take an acceptance back.")
@click.option("--reason", metavar="TEXT", callback=in_words, help="Why it is accepted or taken back.")
@rows_options
@db_option
@by_option
@click.pass_context
def command(
    context: click.Context,
    *,
    rules: tuple[str, ...],
    event: str | None,
    everything: bool,
    accept: str | None,
    accepted: bool,
    withdraw: str | None,
    reason: str | None,
    form: str | None,
    db: str,
    by: str,
) -> None:
    """Run every rule over the whole database and list what breaks one, with its claims and the reason.

    Nothing is changed: what was found is corrected by new claims and links, or accepted with a reason, signed. The
    program ends with 3 when something is found.
    """
    from claims.pipeline.claim_store import ClaimStore

    if sum((accept is not None, accepted, withdraw is not None)) > 1:
        raise click.UsageError("--accept, --accepted and --withdraw do different things: give one of them", ctx=context)
    if (accept is None and withdraw is None) != (reason is None):
        raise click.UsageError("--reason goes with --accept or --withdraw, and they with it", ctx=context)
    if accepted and (rules or event is not None or everything):
        raise click.UsageError(
            "--accepted lists all that was accepted: leave --rule, --event and --all out", ctx=context
        )
    judges = accept is not None or withdraw is not None
    with ClaimStore.open(db, write=judges) as store, known_names_only():
        slug = None if event is None else store.reader.canonical("event", store.find("event", event))
        chosen = frozenset(rules or RULES)
        if judges:
            _judge(store, accept=accept, withdraw=withdraw, signed=(by, reason or ""), narrowed=(chosen, slug))
        elif accepted:
            _list_accepted(store, form=form)
        else:
            from claims.pipeline.check import violations

            found = violations(store.reader, rules=chosen, event=slug)
            number = _show_as_data(found, form=form) if form else _show(found, everything=everything)
            if number:
                context.exit(FOUND)


def _judge(
    store: ClaimStore,
    *,
    accept: str | None,
    withdraw: str | None,
    signed: tuple[str, str],
    narrowed: tuple[frozenset[str], str | None],
) -> None:
    from claims.pipeline import check as pipeline

    by, reason = signed
    if accept is not None:
        one = pipeline.accept(store, accept, by=by, reason=reason, rules=narrowed[0], event=narrowed[1])
        tell(f"{one.id} ({one.rule}) is accepted: it is not listed again.")
    elif withdraw is not None:
        row = pipeline.withdraw(store, withdraw, by=by, reason=reason)
        tell(f"{row['finding']} ({row['rule']}) is accepted no longer.")


def _list_accepted(store: ClaimStore, *, form: str | None) -> None:
    from claims.pipeline.check import accepted

    rows = accepted(store.reader)
    if form:
        show_rows(rows, form=form)
    elif rows:
        head = ("finding", "rule", "accepted by", "on", "why", "what")
        cells = ("rule", "decided_by", "decided_at", "reason", "says")
        show_table(head, ([row["finding"][:ID_DIGITS], *(_cell(row, name) for name in cells)] for row in rows))
    else:
        tell("Nothing has been accepted.")


def _cell(row: dict[str, Any], name: str) -> str:
    return str(row[name])[:10] if name == "decided_at" else str(row[name])


def _show_as_data(found: Iterable[Violation], *, form: str) -> int:
    """Print what was found as CSV, or as JSON one by one, so that any number needs no memory; return how many it is."""
    import json

    rows = ({**one._asdict(), "claims": list(one.claims)} for one in found)
    if form == "csv":
        every = list(rows)
        show_rows(every, form=form)
        return len(every)
    number = 0
    for row in rows:
        text = json.dumps(row, ensure_ascii=False)
        show(f"{',' if number else '['} {text}")
        number += 1
    show("]" if number else "[]")
    return number


def _show(found: Iterable[Violation], *, everything: bool) -> int:
    """Print what was found under its rules, the first few of each; return how many there are."""
    from claims.check import RULES as SAYS

    shown: dict[str, list[Violation]] = {rule: [] for rule in RULES}
    numbers: Counter[str] = Counter()
    for one in found:
        numbers[one.rule] += 1
        if everything or len(shown[one.rule]) < SHOWN_OF_A_RULE:
            shown[one.rule].append(one)
    wanted = style()
    for rule, listed in shown.items():
        if listed:
            show(wanted.finish("\n".join(_lines(listed, f"{rule}: {numbers[rule]:,}, {SAYS[rule]}"))))
            if len(listed) < numbers[rule]:
                show(wanted.finish(f"  … and {numbers[rule] - len(listed):,} more; --all --rule {rule} lists them"))
            show("")
    total = numbers.total()
    if total:
        tell(f"{total:,} found. Accept one with --accept ID --reason TEXT.")
    else:
        tell("Nothing found: every rule holds, or what breaks one has been accepted.")
    return total


def _lines(found: Iterable[Violation], heading: str) -> list[str]:
    from claims.exporters.terminal import BOLD, clean, wrap

    wanted = style()
    lines = [wanted.paint(line, BOLD) for line in wrap(heading, wanted.columns)]
    for one in found:
        told = f"{clean(one.reason)} [{_about(one)}; --accept {one.id[:ID_DIGITS]}]"
        first, *more = wrap(told, wanted.columns - 4)
        lines += [f"  {first}", *(f"    {line}" for line in more)]
    return lines


def _about(one: Violation) -> str:
    """Return the event and the claims of a violation, as `claims show` takes them; else its subject."""
    if one.claims:
        claims = ", ".join(key[:ID_DIGITS] for key in one.claims)
        return ", ".join(filter(None, (one.event, f"{'claim' if len(one.claims) == 1 else 'claims'} {claims}")))
    return ", ".join(filter(None, (one.event, one.subject)))
