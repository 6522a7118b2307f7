"""Another table that begins further down: its figures count something else, and the ingest refuses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.mapping.flags import set_flag
from claims.pipeline.headers_below import named_anew
from claims.pipeline.proposing.sentences import quoted

if TYPE_CHECKING:
    from claims.mapping import Mapping
    from claims.pipeline.proposing.meaning import KnownNames
    from claims.pipeline.proposing.sample import Sample


def table_below(sample: Sample, *, said: Mapping | None, known: KnownNames) -> str:
    """Return the question whether a table of its own begins further down; "" where no row names columns anew."""
    numbers = {one.name for one in sample.seen if one.numbers}
    skip = {} if said is None else said.skip
    for row in (*sample.rows, *sample.further):
        cells = row.cells if isinstance(row.cells, list | tuple) else ()
        anew = dict(named_anew(cells, sample.columns, figures=numbers, measures=lambda: known.measures))
        if anew and not any(cell in skip.get(name, ()) for name, cell in anew.items()):
            name, cell = next(iter(anew.items()))
            return (
                f"row {row.number} names columns anew ({quoted(list(anew.values()))} below {quoted(list(anew))}): "
                "where another table begins there, put it into a file of its own; where none does, "
                f"{set_flag(f'skip.{name}', cell)}"
            )
    return ""
