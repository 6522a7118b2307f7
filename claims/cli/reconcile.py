"""`claims reconcile`: look at what each rule gives, decide, sign; replay decisions, list what waits for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from claims.cli.completing import completes
from claims.cli.options import (
    WholeNumber,
    by_option,
    db_option,
    examples,
    in_words,
    iso_of,
    json_option,
    known_names_only,
    one_of,
)
from claims.cli.output import show_json, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    from claims.model import View
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.reconcile import Scope, Wish

RULES = ("latest", "lowest", "highest-floor", "preferred-source", "documented-only", "range", "analyst")
OF_A_DECISION = ("rule", "prefer", "low", "high", "says", "unresolved", "dry_run")
OF_A_COMPARISON = ("population", "place", "period_start", "on")
PROBLEMS = 3
ID_DIGITS = 20  # of the id of a comparison
QUEUE_LENGTH = 20


@dataclass(frozen=True)
class Asked:
    """What was asked on the command line; reason is None where nothing is to be recorded."""

    words: tuple[str, ...]
    scope: Scope
    wish: Wish
    rule: str | None
    reason: str | None
    by: str
    limit: int
    as_json: bool


def _complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    kind = "measure" if context.params.get("words") else "event"
    return completes(kind)(context, parameter, incomplete)


@click.command(
    "reconcile",
    epilog=examples(
        "claims reconcile iran-protests-2019 killed",
        "claims reconcile iran-protests-2019 killed --rule documented-only \\\n"
        '      --reason "the only figures whose method is published"',
        "claims reconcile iran-protests-2019 killed --rule analyst --low 304 --high 1500 --dry-run",
        "claims reconcile --queue",
        "claims reconcile --replay",
    ),
)
@click.argument("words", nargs=-1, metavar="[EVENT MEASURE]", shell_complete=_complete)
@click.option("--population", metavar="TEXT", help="The population, as recorded (all, women ...).")
@click.option("--place", metavar="TEXT", help="The place, as recorded.")
@click.option("--period-start", metavar="DATE", help="The first day of the period, as recorded.")
@click.option("--on", metavar="DATE", help="The as_of date, of a measure that is not a running total.")
@click.option("--rule", type=one_of(RULES), help="What picks the figure.")
@click.option("--prefer", metavar="CLAIM|SOURCE", help="Whom preferred-source or the analyst prefers.")
@click.option("--low", metavar="VALUE", help="The lower end of the analyst's own range.")
@click.option("--high", metavar="VALUE", help="Its upper end.")
@click.option("--says", metavar="TEXT", help="The analyst's own figure in words: “about 600”.")
@click.option("--unresolved", is_flag=True, help="Decide that none can be chosen.")
@click.option("--reason", metavar="TEXT", callback=in_words, help="Why; with it the decision is recorded.")
@click.option("--dry-run", is_flag=True, help="Only look: record nothing, even with --reason.")
@click.option("--history", is_flag=True, help="Show all decisions ever made, with every claim considered.")
@click.option("--withdraw", is_flag=True, help="Take the decision in force back, with --reason.")
@click.option("--queue", is_flag=True, help="List what waits for a decision, most contested first.")
@click.option("--limit", type=WholeNumber(min=1), help=f"Of --queue, list so many; {QUEUE_LENGTH} if left out.")
@click.option("--replay", is_flag=True, help="Run the decisions in force again: does each rule give the same?")
@json_option
@db_option
@by_option
@click.pass_context
def command(
    context: click.Context,
    *,
    words: tuple[str, ...],
    population: str | None,
    place: str | None,
    period_start: str | None,
    on: str | None,
    rule: str | None,
    prefer: str | None,
    low: str | None,
    high: str | None,
    says: str | None,
    unresolved: bool,
    reason: str | None,
    dry_run: bool,
    history: bool,
    withdraw: bool,
    queue: bool,
    limit: int | None,
    replay: bool,
    as_json: bool,
    db: str,
    by: str,
) -> None:
    """Decide which figure to use, signed and with a reason.

    Without --reason nothing is recorded: every rule's figure is shown, and for every claim which rules use it or why
    it is left out. What sources said is never touched; a new decision replaces the old one, which stays readable.
    --queue may be given an EVENT, --replay EVENT MEASURE or the ids of comparisons.
    """
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.reconcile import Scope, Wish

    modes = {"history": history, "withdraw": withdraw, "queue": queue, "replay": replay}
    asked = Asked(
        words,
        Scope(population, place, iso_of("--period-start", period_start), iso_of("--on", on)),
        Wish(prefer, low, high, says, unresolved),
        rule=rule or ("analyst" if unresolved else None),
        reason=None if dry_run else reason,
        by=by,
        limit=limit or QUEUE_LENGTH,
        as_json=as_json,
    )
    mode = _mode([name for name, given in modes.items() if given], asked)
    _refuse_unused(context.params, mode=mode)
    with ClaimStore.open(db, write=mode in {"decide", "withdraw"}) as store, known_names_only():
        if not MODES[mode](store, asked):
            context.exit(PROBLEMS)


def _mode(given: list[str], asked: Asked) -> str:
    if len(given) > 1:
        raise click.UsageError("give one of --history, --withdraw, --queue and --replay")
    if given == ["withdraw"] and asked.reason is None:
        raise click.UsageError("why is it taken back? Give --reason")
    if given:
        return given[0]
    if asked.reason is not None and asked.rule is None:
        raise click.UsageError("which --rule decides? Leave --reason out to see what each gives")
    return "look" if asked.reason is None else "decide"


def _refuse_unused(given: dict[str, Any], *, mode: str) -> None:
    """Refuse options that what was asked for would leave aside: what a decision says, or which comparison is meant."""
    decides = mode in {"look", "decide"}
    is_of_one = decides or mode in {"history", "withdraw"} or (mode == "replay" and len(given["words"]) == 2)
    unused = {
        "a decision": () if decides else OF_A_DECISION if mode == "withdraw" else (*OF_A_DECISION, "reason"),
        "one comparison": () if is_of_one else OF_A_COMPARISON,
        "--queue": () if mode == "queue" else ("limit",),
    }
    for owner, names in unused.items():
        for name in names:
            if given[name] not in {None, False}:
                otherwise = "" if decides else f": leave it or --{mode} out"
                raise click.UsageError(f"--{name.replace('_', '-')} belongs to {owner}{otherwise}")


def _view(store: ClaimStore, asked: Asked) -> View:
    from claims.pipeline.reconcile import find_view

    event, measure = _words(asked)
    return find_view(store, event, measure, scope=asked.scope)


def _words(asked: Asked) -> tuple[str, str]:
    if len(asked.words) != 2:
        raise click.UsageError("give an EVENT and a MEASURE")
    return asked.words[0], asked.words[1]


def _look(store: ClaimStore, asked: Asked) -> bool:
    from claims.cli.decisions import given_as_json, show_given
    from claims.pipeline.reconcile import choose, look

    view = _view(store, asked)
    rule, wish = asked.rule, asked.wish
    if rule is not None and (rule != "preferred-source" or wish.prefer is not None):
        choose(store, view, rule=rule, wish=wish)
    given = look(store, view, rules=RULES if rule is None else (rule,), wish=wish)
    if asked.as_json:
        show_json(given_as_json(view, given))
    else:
        show_given(view, given)
        tell("Nothing is recorded. To decide, add --rule and --reason.")
    return True


def _decide(store: ClaimStore, asked: Asked) -> bool:
    from claims.cli.decisions import decided_as_json, show_decided
    from claims.pipeline.reconcile import choose, sign

    view = _view(store, asked)
    proposal = choose(store, view, rule=asked.rule or "", wish=asked.wish)
    decision = sign(store, view, proposal, reason=asked.reason or "", by=asked.by)
    if asked.as_json:
        show_json(decided_as_json(store, decision))
    else:
        show_decided(store, view, decision)
    return True


def _withdraw(store: ClaimStore, asked: Asked) -> bool:
    from claims.pipeline.reconcile import find_decided

    event, measure = _words(asked)
    comparison = find_decided(store, event, measure, scope=asked.scope)
    store.withdraw_decision(comparison, by=asked.by, reason=asked.reason or "")
    tell("The decision is taken back; it stays in the history.")
    return True


def _history(store: ClaimStore, asked: Asked) -> bool:
    from claims.cli.decisions import decided_as_json, show_history

    view = _view(store, asked)
    decisions = store.reader.decisions(view.comparison.id)
    if asked.as_json:
        show_json([decided_as_json(store, decision) for decision in decisions])
    elif decisions:
        show_history(store, view, decisions)
    else:
        tell("Nothing was ever decided on this comparison.")
    return True


def _queue(store: ClaimStore, asked: Asked) -> bool:
    from claims.cli.decisions import show_waiting, waiting_as_json
    from claims.pipeline.reconcile import queue

    if len(asked.words) > 1:
        raise click.UsageError("--queue takes one EVENT at most")
    waiting = queue(store, event=asked.words[0] if asked.words else None, limit=asked.limit)
    if asked.as_json:
        show_json([waiting_as_json(one) for one in waiting])
    elif waiting:
        show_waiting(waiting)
        if len(waiting) == asked.limit:
            tell(f"The first {asked.limit}; --limit shows more.")
    else:
        tell("Nothing waits for a decision.")
    return True


def _is_id(word: str) -> bool:
    return len(word) == ID_DIGITS and set(word) <= set("0123456789abcdef")


def _replay(store: ClaimStore, asked: Asked) -> bool:
    from claims.cli.decisions import replayed_as_json, show_replayed
    from claims.pipeline.reconcile import replay

    wanted = asked.words
    if len(wanted) == 2 and not all(map(_is_id, wanted)):
        wanted = (_view(store, asked).comparison.id,)
    replayed = replay(store, wanted)
    if asked.as_json:
        show_json([replayed_as_json(one) for one in replayed])
    elif replayed:
        show_replayed(replayed)
    differing = sum(one.same is False for one in replayed)
    by_hand = sum(one.same is None for one in replayed)
    same = len(replayed) - differing - by_hand
    told = f"{same} come out the same, {differing} do not, {by_hand} decided by an analyst."
    tell(told if replayed else "No decision is in force.")
    return not differing


MODES: dict[str, Callable[[ClaimStore, Asked], bool]] = {
    "look": _look,
    "decide": _decide,
    "withdraw": _withdraw,
    "history": _history,
    "queue": _queue,
    "replay": _replay,
}
"""What to do, by what was asked; each returns whether all is well."""
