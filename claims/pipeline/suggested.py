"""Reading a file by the mapping that is proposed for it, once a person asks for that: `--mapping suggested`.

The mapping is kept with its batch as any other is, and what the proposal tells a person is among its notes. What it
leaves open ("?") must be said first: it would never be recorded.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.errors import BadMapping
from claims.pipeline.propose import propose_of
from claims.pipeline.proposing.found import NOT_SAID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.mapping import Mapping
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.file import InFile
    from claims.table import ReadOptions

_BY_FLAGS = frozenset(("event", "source", "measure", "as_of"))


def suggested(
    given: InFile,
    *,
    store: ClaimStore | None,
    options: ReadOptions | None = None,
    format: str | None = None,
    said: Mapping | None = None,
) -> Mapping:
    """Return the mapping that is proposed for a file, with what a person is told of it as its notes.

    said is what people said of the file, as `claims.mapping.from_flags` gives it. Raises BadFile where the file cannot
    be read, BadMapping where the proposal gives no claim or leaves something open, which flags or a file must say.
    """
    proposal = propose_of(given, store=store, options=options, format=format, said=said)
    mapping = proposal.mapping
    by_hand = f"print it: claims ingest --suggest {given.name} > FILE.toml; complete it, and pass it as --mapping"
    if not proposal.first:
        told = "; ".join(proposal.unsure) or "none of its columns is known to state a figure"
        raise BadMapping(given.name, f"the mapping that is suggested for it gives no claim: {told}", hint=by_hand)
    if fields := tuple(dict.fromkeys(_left_open(mapping))):
        told = "the mapping that is suggested for it leaves open: " + ", ".join(fields)
        flags = " ".join(f"--set {name}=…" for name in fields if name in _BY_FLAGS)
        hint = f"say what the file does not: {flags}" if set(fields) <= _BY_FLAGS else by_hand
        raise BadMapping(given.name, told, hint=hint)
    return replace(mapping, notes=tuple(f"{what}: {sentence}" for what, sentence in proposal.told()))


def _left_open(mapping: Mapping) -> Iterator[str]:
    """Yield the fields of which a mapping does not say what they are."""
    blocks = [mapping.constants]
    blocks += [one.constants for one in mapping.claims]
    blocks += [one.constants for one in mapping.wide]
    yield from (name for block in blocks for name, value in block.items() if NOT_SAID in value)
