"""What stands beside claims: other names, documents, where claims can be read, links, and what people decided.

To compare figures none of it is needed: `claims.model` loads it when one of them is asked for.
"""

# Types are not quoted by a __future__ import: each would be compiled by itself when the class is made.

from typing import NamedTuple

from claims.model_figure import Figure
from claims.model_kinds import LinkRelation, Outcome


class Alias(NamedTuple):
    """Another name under which one event, source or measure is known."""

    name: str
    kind: str
    target: str
    language: str | None = None


class Document(NamedTuple):
    """Where claims can be read. text is the exact text that offsets point into; it is never altered.

    author is whoever wrote it, as it says itself; read_from is the file or address that its text was read from; sha256
    is the hash of the bytes read, or of its own ones where a file holds several documents.
    """

    id: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    archive_url: str | None = None
    language: str | None = None
    published_on: str | None = None
    accessed_on: str | None = None
    sha256: str | None = None
    text: str | None = None
    author: str | None = None
    read_from: str | None = None


class Appearance(NamedTuple):
    """One document in which a claim can be read: the verbatim quote, its offsets in the document's text, its place.

    quote_start and quote_end count code points of the document's text. forced is the reason given for accepting a quote
    in which the number does not stand. batch_row and batch_column say where in a file it stood: the columns are those
    that gave the figure. id is filled in when it is stored.
    """

    claim: str
    document: str
    stated_as: str | None = None
    quote: str | None = None
    quote_start: int | None = None
    quote_end: int | None = None
    locator: str | None = None
    language: str | None = None
    relayed_by: str | None = None
    forced: str | None = None
    batch: int | None = None
    batch_row: int | None = None
    batch_column: str | None = None
    id: str = ""


class Link(NamedTuple):
    """A signed statement that one claim relates to another; withdrawn_at is set when it was taken back."""

    number: int
    claim: str
    other: str
    relation: LinkRelation
    reason: str
    decided_by: str
    decided_at: str
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = None


class Withdrawal(NamedTuple):
    """A signed statement that an appearance does not say its claim; withdrawn_at is set when that was taken back."""

    number: int
    appearance: str
    reason: str
    decided_by: str
    decided_at: str
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = None


class Considered(NamedTuple):
    """One claim that a reconciliation used or left out, and why."""

    claim: str
    included: bool
    reason: str


class Reconciliation(NamedTuple):
    """A person's signed decision on one comparison."""

    number: int
    comparison: str
    outcome: Outcome
    rule: str
    rationale: str
    decided_by: str
    decided_at: str
    figure: Figure | None = None
    claim: str | None = None
    replaced_by: int | None = None
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = None
    considered: tuple[Considered, ...] = ()


class RuleOutcome(NamedTuple):
    """What one rule of reconciling would give: the figure it picks and the claims that it used; None: nothing fits."""

    rule: str
    figure: Figure | None
    claims: tuple[str, ...]
    note: str = ""
