"""Reading a file by the mapping that is proposed for it, once a person asks for that: `--mapping suggested`.

The mapping is kept with its batch as any other is, and what the proposal tells a person is among its notes. Nothing of
which the proposal itself is in doubt is recorded before a person answers. What a question stops depends on what would
be wrong if its answer is another than the mapping takes for it:

- what every claim is (whose it is, of what, what headers or rows are, whether two rows speak of one thing): nothing is
  recorded, and the questions are the error. So it is with what stands as "?", and with `Found.wait`.
- what single rows are (totals, sums of others, an empty place, a figure such as -99, rates among counts): these rows
  are refused by [ask], with the flags that answer, and `claims ingest --retry` takes them in; the others go in. So
  it is with `Found.doubt`.
- nothing, as the claims are true without it (a date that nothing gives, a column that is not read, a sentence around
  the table), or as the ingest itself refuses what it cannot read (dates and numbers that can be read in two ways): it
  is told. So it is with all other questions, and with what is to check.
"""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims.errors import BadMapping
from claims.mapping import Mapping
from claims.mapping.flags import set_flag
from claims.pipeline.propose import propose_of
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.left_open import has_figures, not_said
from claims.pipeline.proposing.persons import NOT_COUNTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.dates import Order
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.file import InFile
    from claims.table import ReadOptions

_BY_FLAGS = frozenset(("event", "source", "measure", "as_of"))
_MOST_ASKED = 3
_ADD = "claims add --event NAME --measure NAME --source NAME --says NUMBER"


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
    be read, BadMapping where the proposal gives no claim, leaves something open, which flags or a file must say, or has
    a question that decides what all claims are.
    """
    proposal = propose_of(given, store=store, options=options, format=format, said=said)
    mapping = proposal.mapping
    suggest = f"claims ingest --suggest {shlex.quote(given.name)} > FILE.toml"
    by_hand = f"print it: {suggest}; complete it, and pass it as --mapping"
    questions = [
        one
        for one in sorted(proposal.asked, key=lambda one: one not in proposal.waits)
        if one not in not_said(mapping) and not _is_of_rows(one, mapping)
    ]
    if not proposal.first or not has_figures(mapping):
        told = (
            "; ".join((questions or proposal.left_out or proposal.unsure)[:_MOST_ASKED])
            or "none of its columns is known to state a figure"
        )
        hint = f"--map COLUMN=says reads a column as its figures; or {by_hand}"
        if NOT_COUNTED in told:
            hint = f"a claim is what somebody says of them: {_ADD}; where a column holds figures, --map COLUMN=says"
        raise BadMapping(given.name, f"the mapping that is suggested for it gives no claim: {told}", hint=hint)
    if fields := tuple(dict.fromkeys(_left_open(mapping))):
        asked = "".join(f"; to answer: {one}" for one in questions[:_MOST_ASKED])
        told = f"the mapping that is suggested for it leaves open: {', '.join(fields)}{asked}"
        flags = " ".join(f"--set {name}=…" for name in fields if name in _BY_FLAGS)
        hint = f"say what the file does not: {flags}" if set(fields) <= _BY_FLAGS else by_hand
        raise BadMapping(given.name, told, hint=hint)
    if proposal.waits:
        told = "the mapping that is suggested for it waits for an answer: " + "; ".join(proposal.waits)
        hint = f"pass the flag that answers, or {by_hand}"
        raise BadMapping(given.name, told, hint=hint)
    notes = (f"{what}: {sentence}" for what, sentence in proposal.told() if not _is_of_rows(sentence, mapping))
    return replace(mapping, notes=tuple(notes))


def said_of(said: Mapping | None, *, order: Order | None, language: str | None, file: str) -> Mapping | None:
    """Return what people said of a file together with the order of its days and its language."""
    if order is None and language is None:
        return said
    said = said or Mapping(PurePath(file).name)
    return replace(said, dates=order or said.dates, language=language or said.language)


def _is_of_rows(question: str, mapping: Mapping) -> bool:
    """Return whether a question is asked again by the refusal of the rows that it is about, with the same flags."""
    refused = ((column, cell) for column, cells in mapping.ask.items() for cell in cells)
    return any(set_flag(f"skip.{column}", cell) in question for column, cell in refused)


def _left_open(mapping: Mapping) -> Iterator[str]:
    """Yield the fields of which a mapping does not say what they are."""
    blocks = [mapping.constants]
    blocks += [one.constants for one in mapping.claims]
    blocks += [one.constants for one in mapping.wide]
    yield from (name for block in blocks for name, value in block.items() if NOT_SAID in value)
