"""Names of places that a table writes in several ways: "Tehran" and "tehran" would be two places."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.errors import BadFile, BadMapping
from claims.mapping import plan
from claims.model import Draft
from claims.pipeline.nobody import without_notes
from claims.pipeline.notices import alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.table import Row

_MOST_LISTED = 6


def spelled_as_one(
    mapping: Mapping, columns: tuple[str, ...], rows: Sequence[Row], *, file: str
) -> tuple[Mapping, tuple[str, ...]]:
    """Return a mapping that reads places which differ in letters only as the one that most rows have.

    Marks of footnotes behind a place ("Pennsylvania††") are no part of its name.
    """
    if "place" not in mapping.columns:
        return mapping, ()
    try:
        made = plan(mapping, columns, file=file)
    except (BadMapping, BadFile):
        return mapping, ()
    drafts = (one for row in rows for one in made.drafts(row))
    counts = Counter(" ".join(one.place.split()) for one in drafts if isinstance(one, Draft) and one.place)
    noted = [(bare, name) for name in counts if (bare := without_notes(name)) != name]
    pairs = alike(name for name, _ in counts.most_common())
    told = [
        _told("places that differ in letters only are read as one", pairs),
        _told("places are read without the marks of footnotes behind them", noted),
    ]
    given = mapping.names.get("place", {})
    names = {other: one for one, other in (*noted, *pairs) if other not in given}
    if not names:
        return mapping, ()
    return replace(mapping, names={**mapping.names, "place": {**given, **names}}), tuple(filter(None, told))


def _told(what: str, pairs: Sequence[tuple[str, str]]) -> str:
    listed = ", ".join(f"“{other}” as “{one}”" for one, other in pairs[:_MOST_LISTED])
    return f"{what}: {listed}" + " …" * (len(pairs) > _MOST_LISTED) if pairs else ""
