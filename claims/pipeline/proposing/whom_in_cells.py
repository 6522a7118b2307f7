"""Columns of one measure whose cells say beside a figure who asserts it or whom it counts: "~2,000 civilians (UN)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.mapping.fields import Split
from claims.mapping.statements import Said, reader_of
from claims.pipeline.proposing.figures import find_figures
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.several_in_cells import measures_named, speakers_in
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import PEOPLE
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.meaning import KnownNames

_MAY_SPEAK = word_set("side_that_speaks") | word_set("crowd_counter")
"""Alone beside a figure they may say so as well as be counted: "12 (police)"."""


def figures_and_whom(found: Found, seen: Sequence[Column], *, known: KnownNames) -> None:
    """Find the figures of a table, and whether words in their cells say who is counted and who says so."""
    find_figures(found, seen, known=known)
    headed = [wide for wide in found.wide if wide.header == "measure" and wide.value == "says"]
    taken = [one for one in seen if any(one.name in wide.columns for wide in headed)]
    if found.split or found.claims or not taken or len(headed) != len(found.wide):
        return
    read = {word: measure for one in taken for word, measure in measures_named(one, known.measures).items()}
    measures = {word: measure for word, measure in read.items() if fold(word) not in PEOPLE}
    split = Split(("\n",), measures, speakers_in(taken, known=known.speakers), whom=True)
    read_cell = reader_of(split)
    said = [one for column in taken for cell in column.cells for one in read_cell(cell, measure="any")]
    whom = list(dict.fromkeys(one.whom for one in said if isinstance(one, Said) and one.whom))
    speakers = list(dict.fromkeys(one.speaker for one in said if isinstance(one, Said) and one.speaker))
    may_speak = {fold(name) for name in whom} & _MAY_SPEAK
    if not (whom or speakers) or may_speak or not all(PEOPLE & set(fold(name).split()) for name in whom):
        return
    found.split["says"] = split
    for names_in, what in ((whom, "who is counted (population)"), (speakers, "who asserts them (source)")):
        if names_in:
            found.unsure.append(f"words beside figures are taken as {what}: {quoted(names_in)}; check each")
