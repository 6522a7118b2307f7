"""`claims suggest`: propose judgements for a person to make; nothing is recorded."""

from __future__ import annotations

import shlex
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from claims.cli.completing import completes
from claims.cli.lazy import Group
from claims.cli.options import DATABASE, WholeNumber, db_option, examples, json_option, known_names_only
from claims.cli.output import show, show_json, style, tell

if TYPE_CHECKING:
    from claims.exporters.terminal import Style
    from claims.pipeline.suggest import Proposal
    from claims.pipeline.suggest_places import SamePlace
    from claims.pipeline.suggest_sources import SameSource


@click.group("suggest", cls=Group, epilog=examples("claims suggest links iran-protests-2019", "claims suggest sources"))
def command() -> None:
    """Propose judgements for a person to make: nothing is recorded."""


@command.command(
    "links", epilog=examples("claims suggest links iran-protests-2019", "claims suggest links --limit 20 --json")
)
@click.argument("event", default="", shell_complete=completes("event"))
@click.option("--limit", type=WholeNumber(min=1), help="Show the best so many only.")
@json_option
@db_option
def links(*, event: str, limit: int | None, as_json: bool, db: str) -> None:
    """Propose which claims are copies of which, in an event or everywhere, the likeliest first.

    Looked at are claims of one comparison with the same figure: which came later, whether its document names the other
    source, whether the quotes are nearly the same. Every ground is printed with its points; their sum orders the
    proposals and is no probability. Each comes with the command that records it, for whoever has read both documents.
    """
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.suggest import proposal_as_json, suggest_links

    with ClaimStore.open(db, write=False) as store, known_names_only():
        slug = store.reader.canonical("event", store.find("event", event)) if event else None
        found = sorted(suggest_links(store.reader, event=slug), key=_best_first)[:limit]
    if as_json:
        show_json([proposal_as_json(one, command=_command(one, db)) for one in found])
    elif found:
        wanted = style()
        show(wanted.finish("\n\n".join("\n".join(_lines(one, wanted, db)) for one in found)))
    else:
        tell(f"No claim{f' of {slug}' if slug else ''} looks like a copy of another that is not linked yet.")


def _best_first(proposal: Proposal) -> tuple[int, str, str]:
    return (-proposal.suggestion.score, proposal.claim.event, proposal.claim.id)


def _command(proposal: Proposal, db: str) -> str:
    one = proposal.suggestion
    words = ["claims", "link", one.claim, str(one.relation), one.other, "--reason", one.reason]
    return shlex.join([*words, *(() if db == DATABASE else ("--db", db))])


def _lines(proposal: Proposal, wanted: Style, db: str) -> list[str]:
    from claims.exporters.terminal import BOLD, clean, wrap

    one = proposal.suggestion
    copy, origin = proposal.claim, proposal.other
    names = [f"{item.id[:8]} {item.source} “{clean(item.says)}” ({item.as_of or 'undated'})" for item in (copy, origin)]
    title = f"{one.score} {names[0]} may be derived from {names[1]}"
    lines = [wanted.paint(line, BOLD) for line in wrap(title, wanted.columns)]
    lines += [
        line
        for ground in one.grounds
        for line in wrap(f"{ground.points} {ground.name}: {clean(ground.text)}", wanted.columns, indent="  ")
    ]
    return [*lines, f"  {clean(_command(proposal, db))}"]


@command.command("sources", epilog=examples("claims suggest sources", "claims suggest sources --json"))
@json_option
@db_option
def sources(*, as_json: bool, db: str) -> None:
    """Propose which sources may be one and the same, each with the command that says so.

    Names of about 80 well-known organisations are known in several languages, so that “منظمة العفو الدولية” and
    “Amnesty International” are found to be one. Of up to 200 sources, names that differ by a slip or an abbreviation
    are found too. Merging can be taken back, and what was taken back is not proposed again.
    """
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.suggest_sources import suggest_sources

    with ClaimStore.open(db, write=False) as store:
        found = suggest_sources(store.reader)
    if as_json:
        show_json([{**asdict(one), "command": _merge_command("source", one.slug, one, db)} for one in found])
    for one in () if as_json else found:
        from claims.exporters.terminal import clean

        show(f"{one.slug} (“{clean(one.name)}”) may be {one.into} (“{clean(one.other)}”): {one.why}")
        show(f"  {_merge_command('source', one.slug, one, db)}")
    if not found and not as_json:
        tell("No two sources look like one.")


@command.command("places", epilog=examples("claims suggest places", "claims suggest places --json"))
@json_option
@db_option
def places(*, as_json: bool, db: str) -> None:
    """Propose which places may be one and the same, each with the command that says so.

    Those are places of one event that differ in case, accents, variants of letters or punctuation only, such as
    “Tehran” and “tehran”. Merging can be taken back, and what was taken back is not proposed again.
    """
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.suggest_places import suggest_places

    with ClaimStore.open(db, write=False) as store:
        found = suggest_places(store.reader)
    if as_json:
        show_json([{**asdict(one), "command": _merge_command("place", one.place, one, db)} for one in found])
    for one in () if as_json else found:
        from claims.exporters.terminal import clean
        from claims.text import strip_controls

        own, others = (f"{count:,} {'claim' if count == 1 else 'claims'}" for count in (one.claims, one.of_into))
        show(f"“{clean(one.place)}” ({own}) may be “{clean(one.into)}” ({others}): {one.why}")
        show(f"  {strip_controls(_merge_command('place', one.place, one, db))}")
    if not found and not as_json:
        tell("No two places look like one.")


def _merge_command(kind: str, name: str, one: SameSource | SamePlace, db: str) -> str:
    words = ["claims", kind, "merge", name, one.into, "--reason", one.why]
    return shlex.join([*words, *(() if db == DATABASE else ("--db", db))])
