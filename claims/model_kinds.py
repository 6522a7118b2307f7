"""The closed choices of the model: each word is the one that stands in the database."""

from __future__ import annotations

from enum import StrEnum


class ValueKind(StrEnum):
    """What kind of value a measure takes."""

    COUNT = "count"
    QUANTITY = "quantity"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    TEXT = "text"


class CountKind(StrEnum):
    """How a count relates to time: a running total, what fell into one period, or a level at one moment."""

    CUMULATIVE = "cumulative"
    PERIOD = "period"
    POINT = "point"


class ValueType(StrEnum):
    """Wikidata's three snak types: a value, an unknown value, and explicitly no value."""

    VALUE = "value"
    SOMEVALUE = "somevalue"
    NOVALUE = "novalue"


class Hedge(StrEnum):
    """How a source qualifies its number. The bounds that each hedge may carry are fixed (see Figure)."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER_THAN = "fewer_than"
    BETWEEN = "between"
    ABOUT = "about"
    NEARLY = "nearly"
    VAGUE = "vague"
    NONE = "none"


class Basis(StrEnum):
    """What a figure rests on, from named victims down to a projection."""

    NAMED = "named"
    DOCUMENTED = "documented"
    VERIFIED = "verified"
    REPORTED = "reported"
    ESTIMATED = "estimated"
    PROJECTED = "projected"
    UNSTATED = "unstated"


class Rank(StrEnum):
    """Wikidata's ranks."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class SourceType(StrEnum):
    """Who a source is, in the field's usual classes."""

    GOVERNMENT = "government"
    SECURITY_FORCE = "security_force"
    ARMED_GROUP = "armed_group"
    OPPOSITION = "opposition"
    IGO = "igo"
    NGO = "ngo"
    MONITOR = "monitor"
    ACADEMIC = "academic"
    MEDIA = "media"
    WIRE = "wire"
    OFFICIAL = "official"
    WITNESS = "witness"
    UNKNOWN = "unknown"


class LinkRelation(StrEnum):
    """What a person recorded about two claims; read as "claim RELATION other"."""

    DERIVED_FROM = "derived_from"
    SUPERSEDES = "supersedes"
    CORRECTS = "corrects"
    RETRACTS = "retracts"
    DUPLICATE_OF = "duplicate_of"
    DISPUTES = "disputes"
    CONFIRMS = "confirms"
    NOT_COMPARABLE = "not_comparable"


class Precision(StrEnum):
    """How much of a date was stated."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Outcome(StrEnum):
    """What a reconciliation decided."""

    PREFERRED_CLAIM = "preferred_claim"
    RANGE = "range"
    UNRESOLVED = "unresolved"


class Relation(StrEnum):
    """How two figures stand to each other; also the status of a comparison, whose worst pair it is."""

    CONTRADICTS = "contradicts"
    DIVERGES = "diverges"
    COMPATIBLE = "compatible"
    AGREES = "agrees"
    SINGLE = "single"
    NOT_COMPARABLE = "not_comparable"
