"""Names of measures by which a proposed mapping knows headers and cells, those of further languages among them.

A database knows its measures in seven languages. What others call them stands in claims/vocabulary/headers.toml, and a
mapping that reads such a name says in `[names.measure]` what it stands for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import chain
from typing import TYPE_CHECKING

from claims.model import CountKind, ValueKind
from claims.pipeline.organisations import organisations
from claims.pipeline.proposing.meaning import KnownNames
from claims.pipeline.proposing.vocabulary import further_measures
from claims.pipeline.starters import starters
from claims.text import fold

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Callable, Iterator, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found


def known_names(store: ClaimStore | None) -> KnownNames:
    """Return the names of measures, sources and events that are on record.

    Without a store these are the measures that every database has.
    """
    found: dict[str, dict[str, str]] = {"measure": {}, "source": {}, "event": {}}
    if store is not None:
        measures = list(store.reader.measures())
        for alias in store.reader.aliases():
            found[alias.kind][fold(alias.name)] = alias.target
    else:
        measures = [measure for measure, _ in starters()]
        found["measure"] = {
            fold(name): measure.id
            for measure, aliases in starters()
            for name in (measure.id, measure.label, *(alias.name for alias in aliases))
        }
    ids = {one.id for one in measures}
    own = found["measure"]
    further = {name: measure for name, measure in further_measures().items() if measure in ids and name not in own}
    return KnownNames(
        measures={**own, **further},
        sources=found["source"],
        events=found["event"],
        speakers={**organisations(), **found["source"]},
        money=frozenset(one.id for one in measures if one.value_kind is ValueKind.MONEY),
        further=further,
    )


def counts_people(found: Found, known: KnownNames, *, said: str | None) -> Callable[[str], bool]:
    """Return what tells of a header whether it stands for a measure that is counted, as a mapping takes it.

    said is the measure that people said of all figures.
    """
    others = {None, "?", *known.money}
    if said is not None:
        is_known = known.measures.get(fold(said)) not in others
        return lambda _: is_known
    if "measure" in found.constants:
        is_counted = found.constants["measure"] not in others
        return lambda _: is_counted

    def is_counted_by(header: str) -> bool:
        patterns = [one.pattern for one in found.wide if one.pattern and header in one.columns]
        said = next((match.groupdict().get("measure") for one in patterns if (match := re.search(one, header))), None)
        return (found.names.get(header) or known.meaning((said or header).strip())) not in others

    return is_counted_by


def may_fall(store: ClaimStore | None, *, names: dict[str, str]) -> Callable[[str], bool]:
    """Return what tells of a measure by its name whether it is known and is no running total."""
    measures = [one for one, _ in starters()] if store is None else store.reader.measures()
    found = {one.id for one in measures if one.count_kind is not CountKind.CUMULATIVE}
    return lambda measure: names.get(fold(measure), measure) in found


def with_further_names(mapping: Mapping, seen: Sequence[Column], *, names: dict[str, str]) -> Mapping:
    """Return a mapping that says what those of its measures stand for which a database does not know by name."""
    given = mapping.names.get("measure", {})
    told = {text: names[fold(text)] for text in _measures(mapping, seen) if fold(text) in names and text not in given}

    def meant(constants: abc.Mapping[str, str]) -> dict[str, str]:
        said = fold(constants.get("measure", ""))
        return {**constants, **({"measure": names[said]} if said in names else {})}

    claims = tuple(replace(one, constants=meant(one.constants)) for one in mapping.claims)
    wide = tuple(replace(one, constants=meant(one.constants)) for one in mapping.wide)
    mapping = replace(mapping, claims=claims, wide=wide)
    return replace(mapping, names={**mapping.names, "measure": {**given, **told}}) if told else mapping


def _meant(columns: str, seen: Sequence[Column]) -> list[str]:
    """Return the columns that a name with “*” stands for, or the name itself."""
    return [one.name for one in seen if fnmatchcase(one.name, columns)] or [columns]


def _measures(mapping: Mapping, seen: Sequence[Column]) -> Iterator[str]:
    """Yield what a mapping reads as names of measures, in headers and in cells."""
    for wide in mapping.wide:
        for column in chain.from_iterable(_meant(one, seen) for one in wide.columns):
            if wide.header == "measure":
                yield column
            match = re.search(wide.pattern, column) if wide.pattern else None
            if match is not None and match.groupdict().get("measure"):
                yield match["measure"].strip()
    for kinds in (one.cells for one in seen if one.name == mapping.columns.get("measure")):
        yield from dict.fromkeys(kinds)
