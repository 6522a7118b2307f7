"""Events, sources and measures: what claims name."""

# Types are not quoted by a __future__ import: each would be compiled by itself when the class is made.

from typing import NamedTuple

from claims.model_kinds import CountKind, SourceType, ValueKind


class Event(NamedTuple):
    """What happened. Dates are ISO; date_precision says how much of them was stated."""

    id: str
    name: str
    starts_on: str | None = None
    ends_on: str | None = None
    date_precision: str | None = None
    country: str | None = None
    place: str | None = None
    part_of: str | None = None
    wikidata: str | None = None
    same_as: str | None = None


class Source(NamedTuple):
    """Who asserts. reliability is the Admiralty code's A to F; F means "not judged"."""

    id: str
    name: str
    type: SourceType = SourceType.UNKNOWN
    party_to_event: bool = False
    reliability: str = "F"
    url: str | None = None
    wikidata: str | None = None
    same_as: str | None = None


class Measure(NamedTuple):
    """What is counted or stated."""

    id: str
    label: str
    unit: str | None = None
    value_kind: ValueKind = ValueKind.COUNT
    count_kind: CountKind = CountKind.CUMULATIVE
    part_of: str | None = None
    definition: str | None = None
    hxl_tag: str | None = None
    wikidata_property: str | None = None
    same_as: str | None = None
