"""Decide: find the comparison, look at what each rule gives, sign one, run decisions again, list what waits."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.errors import Refused
from claims.figure_say import say
from claims.model import Figure, Hedge, Reconciliation, ValueKind
from claims.pipeline.compare import Question, lies_within
from claims.pipeline.figure import Reading, read_figure
from claims.pipeline.stale import gave, views_then
from claims.pipeline.wording import has_other_words
from claims.reading.decisions import DecisionReader
from claims.reconcile import RULES
from claims.reconcile_propose import ANALYST, PREFERRED_SOURCE, Proposal, propose
from claims.reconcile_reasons import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import Comparison, Measure, Value, View
    from claims.pipeline.claim_store import ClaimStore
    from claims.reading.decisions import Decided

LISTED = 5
"""Comparisons that an error names."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which comparison of an event and a measure is meant; None leaves a part open.

    on is the as_of date of a measure that is not cumulative. A year or a month stands for the dates in it.
    """

    population: str | None = None
    place: str | None = None
    period_start: str | None = None
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks of a rule: whom to prefer (a source's name or a claim's id), an own figure, or none at all."""

    prefer: str | None = None
    low: str | None = None
    high: str | None = None
    says: str | None = None
    unresolved: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What a rule gives, or why it gives nothing and what to do then."""

    rule: str
    proposal: Proposal | None
    says: str | None = None
    refused: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A decision in force and whether its rule gives it again; same is None for an analyst's, which no rule gives."""

    decision: Reconciliation
    says: str | None
    same: bool | None
    now: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A comparison that waits for a person, and why: undecided, stale, or two decisions since a merge."""

    comparison: Comparison
    reason: str
    decisions: tuple[int, ...] = ()


def find_view(store: ClaimStore, event: str, measure: str, *, scope: Scope | None = None) -> View:
    """Return the one comparison that is meant, with its evidence; raises Refused when none or several fit."""
    scope = scope or Scope()
    if scope.place:
        scope = replace(scope, place=store.reader.canonical("place", scope.place))
    answer = store.answer(event, question=Question(measure=measure))
    answer.read()
    views = answer.views
    found = [view for view in views if _fits(view.comparison, scope)]
    if not found:
        near = [view for view in views if _fits(view.comparison, replace(scope, period_start=None, on=None))] or views
        there = f"there are: {_listed(near)}" if near else f"`claims compare {event}` shows those there are"
        raise Refused(f"there is no such comparison of {measure} in {event}", hint=there)
    plain = [
        view
        for view in found
        if (scope.population is not None or view.comparison.population == "all")
        and (scope.place is not None or not view.comparison.place)
        and (scope.period_start is not None or view.comparison.period_start is None)
    ]
    for candidates in (found, plain):
        if len(candidates) == 1:
            return candidates[0]
    raise Refused(
        f"{len(found):,} comparisons of {measure} in {event} fit: {_listed(found)}",
        hint="add the options of one of them",
    )


def find_decided(store: ClaimStore, event: str, measure: str, *, scope: Scope | None) -> str:
    """Return the comparison that is meant, or one in which nothing stands but a decision; raises as `find_view`."""
    try:
        return find_view(store, event, measure, scope=scope).comparison.id
    except Refused:
        left = DecisionReader(store.connection).left_of(store.find("event", event), store.find("measure", measure))
        found = {one.id for one in left if _fits(one, scope or Scope())}
        if len(found) != 1:
            raise
        return found.pop()


def _listed(views: Sequence[View]) -> str:
    """Return the options of the first few comparisons, as they are typed in a shell."""
    more = f"; and {len(views) - LISTED:,} more" if len(views) > LISTED else ""
    return "; ".join(scope_options(view.comparison) for view in views[:LISTED]) + more


def _fits(comparison: Comparison | Decided, scope: Scope) -> bool:
    return (
        (scope.population is None or comparison.population == scope.population)
        and (scope.place is None or comparison.place == scope.place)
        and (scope.period_start is None or lies_within(comparison.period_start, scope.period_start))
        and (scope.on is None or lies_within(comparison.as_of, scope.on))
    )


def scope_options(comparison: Comparison | Decided) -> str:
    """Return the options of `claims reconcile` by which a comparison is the only one of its event and measure."""
    parts = [f"--population {shlex.quote(comparison.population)}"]
    parts += [f"--place {shlex.quote(comparison.place)}"] if comparison.place else []
    parts += [f"--period-start {comparison.period_start}"] if comparison.period_start else []
    parts += [f"--on {comparison.as_of}"] if comparison.as_of else []
    return " ".join(parts)


def look(store: ClaimStore, view: View, *, rules: Iterable[str] = RULES, wish: Wish | None = None) -> list[Given]:
    """Return what each rule would give for a comparison; nothing is recorded.

    Without a source to prefer, preferred-source is tried for every source that stands; analyst only on a wish.
    """
    wish = wish or Wish()
    found: list[Given] = []
    for rule in rules:
        wishes = [wish]
        if rule == PREFERRED_SOURCE and wish.prefer is None:
            wishes = [Wish(prefer=slug) for slug in dict.fromkeys(claim.source for claim in standing(view))]
        elif rule == ANALYST and wish == Wish():
            continue
        for one in wishes:
            name = f"{rule} {one.prefer}" if len(wishes) > 1 else rule
            try:
                proposal = choose(store, view, rule=rule, wish=one)
            except Refused as error:
                found.append(Given(name, None, refused=str(error), hint=error.hint))
            else:
                found.append(Given(name, proposal, _says(proposal.figure, view.measure)))
    return found


def choose(store: ClaimStore, view: View, *, rule: str, wish: Wish) -> Proposal:
    """Return what one rule gives for a comparison and a wish; raises Refused, UnknownName or UnknownClaim."""
    own = [text for text in (wish.low, wish.high, wish.says) if text is not None]
    if wish.unresolved:
        if own or wish.prefer is not None:
            hint = "leave out --prefer, --low, --high and --says"
            raise Refused("unresolved means that nothing is preferred", hint=hint)
        if rule != ANALYST:
            raise Refused(f"the rule “{rule}” gives a figure or nothing", hint="--unresolved belongs to --rule analyst")
        return propose(ANALYST, view)
    if rule == ANALYST and not own and wish.prefer is None:
        raise Refused(
            "what the analyst decides is not said",
            hint="give --prefer CLAIM, or --low and --high, or --says, or --unresolved",
        )
    prefer = wish.prefer
    if prefer is not None and rule == PREFERRED_SOURCE:
        prefer = store.reader.canonical("source", store.find("source", prefer))
    elif prefer is not None and rule == ANALYST:
        prefer = store.reader.claim(prefer).id
    return propose(rule, view, prefer=prefer, figure=_own_figure(wish, kind=view.measure.value_kind) if own else None)


def _own_figure(wish: Wish, *, kind: ValueKind) -> Figure:
    """Return an analyst's figure: by its wording, or by its ends, of which one may be open."""
    if wish.says is not None:
        if wish.low is not None or wish.high is not None:
            raise Refused("a figure is given twice", hint="give --says, or --low and --high")
        return read_figure(wish.says, kind=kind, reading=Reading())
    low, high = (_end(text, kind=kind) for text in (wish.low, wish.high))
    if low is None:
        return Figure(Hedge.AT_MOST, high=high)
    if high is None:
        return Figure(Hedge.AT_LEAST, low=low)
    if low == high:
        return Figure(Hedge.EXACT, low=low, best=low, high=high)
    if (isinstance(low, str) or isinstance(high, str)) and str(low) > str(high):
        raise Refused(f"{low} is later than {high}", hint="--low is the first day, --high the last")
    if not isinstance(low, str) and not isinstance(high, str) and low > high:
        raise Refused(f"{low} is more than {high}", hint="--low is the lower end, --high the upper one")
    return Figure(Hedge.BETWEEN, low=low, high=high)


def _end(text: str | None, *, kind: ValueKind) -> Value | None:
    if text is None:
        return None
    figure = read_figure(text, kind=kind, reading=Reading())
    if figure.hedge is not Hedge.EXACT or (kind is ValueKind.COUNT and has_other_words(text)):
        raise Refused(f"“{text}” is not one value", hint="give a plain number or day; or the whole figure with --says")
    return figure.low


def _says(figure: Figure | None, measure: Measure) -> str | None:
    return None if figure is None else say(figure, kind=measure.value_kind)


def sign(store: ClaimStore, view: View, proposal: Proposal, *, reason: str, by: str) -> Reconciliation:
    """Record what a rule proposes as a person's decision, with every claim considered, and return it as stored."""
    decision = Reconciliation(
        number=0,
        comparison=view.comparison.id,
        outcome=proposal.outcome,
        rule=proposal.rule,
        rationale=reason,
        decided_by=by,
        decided_at="",
        figure=proposal.figure,
        claim=proposal.claim,
        considered=proposal.considered,
    )
    return store.decide(decision)


def replay(store: ClaimStore, comparisons: Iterable[str] = ()) -> list[Replayed]:
    """Return the decisions in force, of these comparisons or all, each run again on the claims that it considered."""
    reader = DecisionReader(store.connection)
    wanted = list(comparisons)
    decisions = reader.live_decisions()
    if wanted:
        decisions = [decision for key in wanted for decision in _in_force(reader, key)]
    return [_replay(reader, decision) for decision in decisions]


def _in_force(reader: DecisionReader, comparison: str) -> list[Reconciliation]:
    found = reader.in_force(comparison)
    if not found:
        hint = "`claims compare EVENT --json` prints the ids of comparisons"
        raise Refused(f"no decision is in force on comparison “{comparison}”", hint=hint)
    return found


def _replay(reader: DecisionReader, decision: Reconciliation) -> Replayed:
    says = reader.decided_words(decision.number)
    if decision.rule == ANALYST:
        return Replayed(decision, says, None)
    if gave(reader, decision):
        return Replayed(decision, says, same=True)
    view = next(views_then(reader, decision), None)
    if view is None:
        return Replayed(decision, says, same=False, now="it lists no claim that it considered")
    prefer = None
    if decision.rule == PREFERRED_SOURCE:
        prefer = next((claim.source for claim in view.comparison.claims if claim.id == decision.claim), None)
    try:
        proposal = propose(decision.rule, view, prefer=prefer)
    except Refused as error:
        return Replayed(decision, says, same=False, now=str(error))
    now = f"{_says(proposal.figure, view.measure)}" + (f" (claim {proposal.claim[:8]})" if proposal.claim else "")
    return Replayed(decision, says, same=False, now=f"the rule gives {now}")


def queue(store: ClaimStore, *, event: str | None = None, limit: int = -1) -> list[Waiting]:
    """Return the comparisons that wait for a person, most contested first; event is any of its names."""
    reader = DecisionReader(store.connection)
    slug = None if event is None else reader.canonical("event", store.find("event", event))
    contested = reader.conflicts()
    found = []
    for comparison, number in reader.waiting(event=slug, limit=limit):
        numbers = tuple(contested.get(comparison.id, () if number is None else (number,)))
        reason = "conflict" if comparison.id in contested else "undecided" if number is None else "stale"
        found.append(Waiting(comparison, reason, numbers))
    return found
