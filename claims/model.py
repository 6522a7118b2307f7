"""The records that every layer speaks in: frozen, typed, without behaviour beyond simple properties.

They are named tuples: such classes are made in a quarter, and claims in a sixth, of the time that frozen dataclasses
take, and every command makes the classes, many of them a million claims.

Words are those of the project (event, measure, source, document, figure, claim, appearance, candidate, comparison,
reconciliation). Nothing here reads a file, a clock or a database.
"""

# Types are not quoted by a __future__ import: each would be compiled by itself when the class is made.

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.model_figure import Figure, Value
from claims.model_kinds import (
    Basis,
    CountKind,
    Hedge,
    LinkRelation,
    Outcome,
    Precision,
    Rank,
    Relation,
    SourceType,
    ValueKind,
    ValueType,
)
from claims.model_names import Event, Measure, Source
from claims.model_pairs import Pair, Pairs

if TYPE_CHECKING:
    from claims.model_beside import (
        Alias,
        Appearance,
        Considered,
        Document,
        Link,
        Reconciliation,
        RuleOutcome,
        Withdrawal,
    )
    from claims.model_ingest import Batch, BatchAct, Draft, Problem

__all__ = [
    "Alias",
    "Appearance",
    "Basis",
    "Batch",
    "BatchAct",
    "Claim",
    "Comparison",
    "Considered",
    "CountKind",
    "Document",
    "Draft",
    "Event",
    "Figure",
    "Finding",
    "Hedge",
    "Link",
    "LinkRelation",
    "Measure",
    "Outcome",
    "Pair",
    "Pairs",
    "PartialDate",
    "Precision",
    "Problem",
    "Rank",
    "Reconciliation",
    "Relation",
    "RuleOutcome",
    "Source",
    "SourceType",
    "Value",
    "ValueKind",
    "ValueType",
    "View",
    "Withdrawal",
]

if not TYPE_CHECKING:
    _INGESTING = frozenset({"Batch", "BatchAct", "Draft", "Problem"})
    _BESIDE = frozenset(
        {
            *("Alias", "Appearance", "Considered", "Document"),
            *("Link", "Reconciliation", "RuleOutcome", "Withdrawal"),
        }
    )

    def __getattr__(name: str) -> Any:
        """Load records that comparing, which must start at once, needs none of, when one is asked for."""
        if name in _INGESTING:
            from claims import model_ingest as module
        elif name in _BESIDE:
            from claims import model_beside as module
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = getattr(module, name)
        return globals()[name]


class PartialDate(NamedTuple):
    """A date as precisely as it was stated. iso is "2019-12-02", "2019-12" or "2019" by precision."""

    iso: str
    precision: Precision


class Claim(NamedTuple):
    """One source's figure for one measure of one event, in one scope, as of one date.

    says is the figure in words. event, measure, source and place follow merges (same_as); recorded_event,
    recorded_measure, recorded_source and recorded_place hold what was first recorded where a merge has changed it, else
    None. comparison is the id of what is spoken of, number the order of recording; id, comparison, says and number are
    filled in when it is stored.
    """

    id: str
    event: str
    measure: str
    source: str
    figure: Figure
    says: str = ""
    population: str = "all"
    place: str = ""
    period_start: str | None = None
    as_of: str | None = None
    as_of_precision: Precision | None = None
    basis: Basis = Basis.UNSTATED
    credibility: int = 6
    rank: Rank = Rank.NORMAL
    rank_reason: str | None = None
    note: str | None = None
    published: bool = True
    batch: int | None = None
    recorded_by: str | None = None
    recorded_at: str | None = None
    recorded_event: str | None = None
    recorded_measure: str | None = None
    recorded_source: str | None = None
    recorded_place: str | None = None
    number: int = 0
    comparison: str = ""


class Finding(NamedTuple):
    """Something that a rule found odd or impossible among claims, e.g. a total that falls; listed, never repaired."""

    rule: str
    claims: tuple[str, ...]
    reason: str


class Comparison(NamedTuple):
    """All claims that speak of the same thing, and what follows from them.

    reports counts appearances, sources the sources with a claim, independent_sources those with a root claim of
    their own. agreed_minimum is what every current source says at least; highest_ceiling is None unless every one
    states a ceiling. spread is the highest minus the lowest stated number, ratio the largest ratio of any pair.
    claims are ordered oldest as_of first; current holds the ids of those that stand, superseded ones are left out.
    """

    id: str
    event: str
    measure: str
    population: str
    place: str
    period_start: str | None
    as_of: str | None
    status: Relation
    reports: int
    sources: int
    independent_sources: int
    agreed_minimum: Value | None
    highest_floor: Value | None
    highest_ceiling: Value | None
    latest_as_of: str | None
    spread: Value | None
    ratio: Decimal | None
    contradictions: int
    divergences: int
    claims: tuple[Claim, ...] = ()
    current: frozenset[str] = frozenset()
    pairs: Pairs = Pairs()
    warnings: Sequence[Finding] = ()


class View(NamedTuple):
    """A comparison with everything that a reader needs beside it, ready to be printed or drawn.

    sources, appearances (by claim id) and documents (without their text) hold what the comparison's claims name.
    sentences say in words what follows and what does not; stale means that the decision was made on other claims.
    """

    comparison: Comparison
    event: Event
    measure: Measure
    sources: Mapping[str, Source]
    appearances: Mapping[str, "tuple[Appearance, ...]"]
    documents: Mapping[str, "Document"]
    links: "tuple[Link, ...]" = ()
    outcomes: Sequence["RuleOutcome"] = ()
    decision: "Reconciliation | None" = None
    stale: bool = False
    sentences: Sequence[str] = ()
