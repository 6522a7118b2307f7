"""Columns of where people come from, beside the places that they reached: refugees of one country in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.mapping.fields import FIGURES
from claims.pipeline.proposing.rows_alike import given_fields, of_people
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import names_an_origin, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_REACHED = word_set("place_reached")


def of_origins(found: Found, mapping: Mapping, seen: Sequence[Column]) -> Mapping:
    """Return a mapping that reads where people come from as whom its figures count, beside the place that they reached.

    Else those of one origin would stand as all whom a place took in, wherever it has a row of one origin only. A row of
    an event of its own counts all of its people, so that their origin is one more thing that it says.
    """
    place = mapping.columns.get("place", "")
    read = [one for one in seen if one.name == place or f"{{{one.name}}}" in place]
    origin = next((one for one in seen if names_an_origin(one.name) and one not in read and not one.is_number), None)
    has_figures = bool(mapping.wide or mapping.claims or {*FIGURES} & mapping.columns.keys())
    is_beside = any(_REACHED & set(words_of(one.name)) for one in read)
    is_said = "population" in given_fields(mapping) or "event" in mapping.columns
    if origin is None or is_said or not (has_figures and is_beside):
        return mapping
    return of_people(found, mapping, origin, why="says where those come from who are counted")
