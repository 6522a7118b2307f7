"""What `claims extract`, `claims review`, `claims accept` and `claims reject` print of candidates."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from claims.cli.output import show_table
from claims.exporters.terminal import ID_DIGITS, clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model_candidate import Candidate

HEAD = ("id", "measure", "source", "as of", "says")


def candidate_as_json(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate as data: its fields in order, id first."""
    fields = asdict(candidate)
    return {"id": fields.pop("id"), **fields, "flags": [str(flag) for flag in candidate.flags]}


def show_candidates(candidates: Sequence[Candidate]) -> None:
    """Print candidates one a row; what is inferred is marked with an asterisk, flags stand behind the figure."""
    show_table(HEAD, (_row(one) for one in candidates))


def _row(one: Candidate) -> list[str]:
    scope = [part for part in (one.population if one.population != "all" else "", one.place) if part]
    source = "?" if one.source is None else one.source + ("*" if one.source_inferred else "")
    as_of = "–" if one.as_of is None else one.as_of + ("*" if one.as_of_inferred else "")
    says = one.says + (f" [{', '.join(one.flags)}]" if one.flags else "")
    return [
        one.id[:ID_DIGITS],
        clean(", ".join((one.measure or "?", *scope))),
        clean(source),
        clean(as_of),
        clean(says),
    ]
