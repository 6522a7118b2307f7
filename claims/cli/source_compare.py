"""`claims source compare`: how the figures of two sources relate over all events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.cli.completing import completes
from claims.cli.options import db_option, examples, json_option, known_names_only
from claims.cli.output import show, show_json, show_table, tell

if TYPE_CHECKING:
    from claims.compare.sources import SourceRelation


@click.command(
    "compare",
    epilog=examples(
        "claims source compare amnesty-international MEK", "claims source compare amnesty-international --json"
    ),
)
@click.argument("source", shell_complete=completes("source"))
@click.argument("other", default="", shell_complete=completes("source"))
@json_option
@db_option
def compare(*, source: str, other: str, as_json: bool, db: str) -> None:
    """Show how often SOURCE gives a higher figure than OTHER, or than every other source, and by which ratio.

    Counted are the comparisons, over all events, in which both have a claim of their own that states one number: as of
    the latest date that both speak of, else the latest of each. Fewer than five are listed without a median. It
    describes figures and ranks nobody: who counts more may count better, or count something else.
    """
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.sources import relation_as_json, source_profile, source_relation

    with ClaimStore.open(db, write=False) as store, known_names_only():
        first = store.find("source", source)
        if other:
            relation = source_relation(store.reader, first, store.find("source", other))
            relations = [relation]
        else:
            relations = source_profile(store.reader, first)
    if as_json:
        found = [relation_as_json(one, with_common=bool(other)) for one in relations]
        show_json(found[0] if other else found)
    elif not other:
        _show_profile(first, relations)
    else:
        _show_relation(relations[0])


def _show_profile(source: str, relations: list[SourceRelation]) -> None:
    if not relations:
        tell(f"No other source has a figure beside one of {source}.")
        return
    head = ("other", "comparisons", f"{source} above", "equal", "below", "median ratio", "middle half")
    rows = [
        (one.second, str(len(one.common)), str(one.above), str(one.equal), str(one.below), *_ratios(one))
        for one in relations
    ]
    show_table(head, rows)


def _ratios(relation: SourceRelation) -> tuple[str, str]:
    if relation.median is None or relation.lower_quartile is None or relation.upper_quartile is None:
        return "too few", "–"
    return f"{relation.median:.2f}", f"{relation.lower_quartile:.2f}–{relation.upper_quartile:.2f}"


def _show_relation(relation: SourceRelation) -> None:
    """Print the sentence about two sources, and the comparisons behind it."""
    number = len(relation.common)
    if not number:
        tell(f"{relation.first} and {relation.second} have no figures for the same thing.")
        return
    counts = f"above {relation.above}, equal {relation.equal}, below {relation.below}"
    text = f"{relation.first} beside {relation.second}, in {number} comparison{'s' if number > 1 else ''}: {counts}."
    middle, half = _ratios(relation)
    if relation.median is None:
        text += f" Too few ({relation.ratios} with a ratio) for a median."
    else:
        text += f" Median ratio {middle}, middle half {half}, of {relation.ratios}."
    if relation.same_date < number:
        text += f" As of the same date: {relation.same_date}; of the others one may be later, and a total grows."
    show(text)
    show("")
    head = ("event", "measure", "scope", relation.first, relation.second, "ratio")
    show_table(
        head,
        [
            (
                one.event,
                one.measure,
                ", ".join(filter(None, (_named(one.first.population), one.first.place, one.first.period_start))) or "–",
                f"{one.first.says} ({one.first.as_of or 'undated'})",
                f"{one.second.says} ({one.second.as_of or 'undated'})",
                "–" if one.ratio is None else f"{one.ratio:.2f}",
            )
            for one in relation.common
        ],
    )


def _named(population: str) -> str:
    return "" if population == "all" else population
