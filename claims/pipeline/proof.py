"""What the other cells of a column prove of an ambiguous one: its decimal mark, and the order of the dates beside it.

Kept with a batch, so that its refused rows are read by it when they are taken again without their file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from claims import dates
from claims.errors import AmbiguousDate, AmbiguousFigure, ClaimsError, NotAFigure
from claims.figure import parse
from claims.model import ValueKind
from claims.pipeline.figure import read_figure

if TYPE_CHECKING:
    from claims.errors import InField
    from claims.model import Draft
    from claims.pipeline.figure import Order, Reading
    from claims.pipeline.recording import Recording

Proofs = Mapping[str, "tuple[str | None, Order | None]"]
"""For each figure column its decimal mark and the order of its dates, None where its cells prove none."""


def is_ambiguous_number(text: str, reading: Reading) -> bool:
    """Return whether a text states a number that can be read in two ways."""
    try:
        if text:
            parse(text, language=reading.language, decimal_mark=reading.decimal_mark)
    except AmbiguousFigure:
        return True
    except ClaimsError:
        pass
    return False


def is_ambiguous(draft: Draft, reading: Reading) -> bool:
    """Return whether a draft states a number or a date that can be read in two ways."""
    if is_ambiguous_number(draft.says, reading):
        return True
    for text in (draft.as_of, draft.period_start):
        try:
            if text:
                dates.parse(text, language=reading.language, order=reading.order)
        except AmbiguousDate:
            return True
        except ClaimsError:
            continue
    return False


class MadeAsCount(Exception):
    """A measure that this ingest made as a count has decimals: the file is to be read again with a quantity."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def has_decimals(draft: Draft, error: InField, recording: Recording) -> bool:
    """Return whether a draft was refused because its measure, made just now as a count, is a quantity."""
    names = recording.names
    if error.field != "says" or not isinstance(error.error, NotAFigure):
        return False
    measure = names.canonical("measure", names.find("measure", draft.measure))
    if ("measure", measure) not in names.made or names.measure(measure).value_kind is not ValueKind.COUNT:
        return False
    try:
        figure = draft.figure or read_figure(draft.says, kind=ValueKind.QUANTITY, reading=recording.reading)
    except ClaimsError:
        return False
    return any(isinstance(value, Decimal) and value % 1 for value in (figure.low, figure.best, figure.high))


def recordings(proofs: Proofs, recording: Recording, *, notes: dict[str, None]) -> dict[str, Recording]:
    """Return how the drafts of each column are to be recorded; what was decided by this is added to the notes."""
    found = {}
    for column, (mark, order) in proofs.items():
        reading = recording.reading
        if mark is not None and reading.decimal_mark is None:
            notes[f"column {column}: “{mark}” is the decimal mark, by the evidence of its other cells"] = None
            reading = replace(reading, decimal_mark=mark)
        if order is not None and reading.order is None:
            notes[f"dates are {order}, by the evidence of the other rows"] = None
            reading = replace(reading, order=order)
        found[column] = replace(recording, reading=reading)
    return found


def as_json(proofs: Proofs) -> str:
    """Return what was proved as it is kept with a batch: {"deaths": [",", "dmy"]}."""
    return json.dumps({column: list(proved) for column, proved in sorted(proofs.items())}, ensure_ascii=False)


def from_json(text: str | None) -> dict[str, tuple[str | None, Order | None]]:
    """Return what `as_json` wrote; nothing for None."""
    return {} if text is None else {column: (mark, order) for column, (mark, order) in json.loads(text).items()}
