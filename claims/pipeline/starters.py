"""The measures that every new database starts with, for a new one and for one made when fewer were known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from claims.model import Alias, CountKind, Measure, ValueKind
from claims.text import fold
from claims.wordlists import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.pipeline.claim_store import ClaimStore


class Added(NamedTuple):
    """What was recorded: slugs of measures, and names with the slug of what they name; kept are those named otherwise.

    A name in kept stands for something else in this database, which is told in its second part; it stays so.
    """

    measures: tuple[str, ...]
    names: tuple[Alias, ...]
    kept: tuple[tuple[Alias, str], ...]


def starters() -> Iterator[tuple[Measure, tuple[Alias, ...]]]:
    """Yield the usual measures with their other names in seven languages."""
    for row in wordlist("measures")["measure"]:
        fields: dict[str, Any] = {
            **row,
            "value_kind": ValueKind(row.get("value_kind", "count")),
            "count_kind": CountKind(row.get("count_kind", "cumulative")),
        }
        aliases = fields.pop("aliases", [])
        names = tuple(Alias(one["name"], "measure", fields["id"], one.get("language")) for one in aliases)
        yield Measure(**fields), names


def load_measures(store: ClaimStore, *, by: str) -> int:
    """Record the usual measures and their names in a new database; returns how many there are."""
    return len(add_starters(store, by=by).measures)


def add_starters(store: ClaimStore, *, by: str, dry_run: bool = False) -> Added:
    """Record those of the usual measures and of their names that are not on record; each is an act in the log.

    What is on record stays as it is: a name that stands for something else is not taken from it, and a measure whose
    own name does is left out with its other names; one that a person took back is not given again. Whole or not at all;
    with dry_run nothing is recorded.
    """
    measures: list[str] = []
    names: list[Alias] = []
    kept: list[tuple[Alias, str]] = []
    with store.transaction():
        known = {measure.id for measure in store.reader.measures()}
        named = {fold(one.name): one.target for one in store.reader.aliases("measure")}
        taken_back = store.reader.names_taken_back()
        for measure, aliases in starters():
            own = Alias(measure.label, "measure", measure.id)
            if measure.id not in known:
                if fold(own.name) in named:
                    kept.append((own, named[fold(own.name)]))
                    continue
                measures.append(measure.id)
                named |= dict.fromkeys((fold(own.name), fold(measure.id)), measure.id)
                if not dry_run:
                    store.add_measure(measure, by=by)
            for alias in aliases:
                target = named.get(fold(alias.name))
                if ("measure", measure.id, fold(alias.name)) in taken_back:
                    continue
                if target is None:
                    names.append(alias)
                    named[fold(alias.name)] = measure.id
                    if not dry_run:
                        store.add_alias(alias, by=by)
                elif target != measure.id and store.reader.canonical("measure", target) != store.reader.canonical(
                    "measure", measure.id
                ):
                    kept.append((alias, target))
    return Added(tuple(measures), tuple(names), tuple(kept))
