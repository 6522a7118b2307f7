"""A claim that was read out of a text and waits for a person, and the run that proposed it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Flag(StrEnum):
    """Why a candidate is no plain claim, or which one of several figures it is."""

    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    QUESTION = "question"
    PROJECTED = "projected"
    EARLIER = "earlier"  # the 143 of "rose from 143 to 161"
    INCREASE = "increase"  # the 18 of "18 more were killed": not a total


class State(StrEnum):
    """What became of a candidate."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One claim as an extractor proposes it; offsets count code points of the document's exact text.

    quote is the smallest passage that carries the claim, text[quote_start:quote_end] to the letter; stated_as are the
    words of the figure with their hedge in it; says is the same figure as `claims.figure.say` writes it. measure is a
    slug, or the words of the text. source is a slug or the name as it stands in the text, None where the text names
    none; source_inferred is set where it does not stand in the text at source_start. relayed_by is who passes the claim
    on. as_of_inferred: the date is that of the document. flags are in order of Flag. id, extraction and the decision
    are filled in when it is stored.
    """

    document: str
    quote: str
    quote_start: int
    quote_end: int
    says: str
    stated_as: str | None = None
    stated_start: int | None = None
    stated_end: int | None = None
    event: str | None = None
    measure: str | None = None
    population: str = "all"
    place: str = ""
    source: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    source_inferred: bool = False
    relayed_by: str | None = None
    basis: str = "unstated"
    as_of: str | None = None
    as_of_inferred: bool = False
    flags: tuple[Flag, ...] = ()
    qualifiers: str | None = None
    language: str | None = None
    extractor: str = ""
    extractor_version: str = ""
    extraction: int | None = None
    state: State = State.PROPOSED
    reason: str | None = None
    decided_by: str | None = None
    decided_at: str | None = None
    claim: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """One run of an extractor over one document. refusals counts by reason what the gate refused."""

    number: int
    document: str
    extractor: str
    extractor_version: str
    model: str | None = None
    prompt_sha256: str | None = None
    language: str | None = None
    proposed: int = 0
    known: int = 0
    refused: int = 0
    refusals: Mapping[str, int] = field(default_factory=dict)
    run_by: str = ""
    run_at: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote in its context, all verbatim; whether there is more text before and after."""

    before: str
    quote: str
    after: str
    cut_before: bool = False
    cut_after: bool = False
