"""Columns and headers of the ages of those who are counted: "deaths_0_14", "85+", a column of classes."""

from __future__ import annotations

import re
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from claims.pipeline.proposing.words import AGE, AGES_ALONE, OLD, SPAN_OF_AGES, are_begin_and_end, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.pipeline.proposing.columns import Column

_AGES_BEHIND = rf"[ _-]+(?:aged?[ _])?(?P<population>\d{{1,3}}(?:[ _–-]\d{{1,3}}|\+|[ _]plus)){OLD}"
_AGED = re.compile(rf"(?P<measure>[^\W\d]+?)[ _-]+(?:aged?[ _])?{SPAN_OF_AGES}{OLD}")
_FEWEST_AGES, _EARLY = 3, 5
_AGE_CLASS = re.compile(
    r"\d\s*(?:[-–—]|a|à|to|bis|до|e|y)\s*\d|\d\s*\+|[<>≤≥]\s*\d"
    r"|\b\d{1,2}0?s\b|\d0대|\d\s*(?:y más|et plus|und älter|и старше|or older|ou mais)"
)


def age_classes(seen: Sequence[Column], *, used: Container[str]) -> str | None:
    """Return the column whose cells are classes of ages, and not the age of one person each; None if there is none."""
    for column in seen:
        spans = sum(bool(_AGE_CLASS.search(cell)) for cell in column.cells)
        is_named = bool(set(words_of(column.name)) & AGE) and column.name not in used
        if is_named and column.cells and spans * 2 > len(column.cells):
            return column.name
    return None


def ages_from_to(seen: Sequence[Column], *, used: Container[str]) -> tuple[str, str] | None:
    """Return the columns that say from which to which age those are who are counted ("age_start" and "age_end")."""
    free = [one for one in seen if one.name not in used and one.numbers * 2 > len(one.cells)]
    aged = [one.name for one in free if AGE & set(words_of(one.name))]
    return next((pair for pair in permutations(aged, 2) if are_begin_and_end(*pair)), None)


def ages_alone(figures: Sequence[str]) -> tuple[str, ...]:
    """Return the headers that are ages and nothing else ("0-14", "a15-24", "95+"), which follow on each other."""
    parts = {header: match for header in figures if (match := AGES_ALONE.fullmatch(header))}
    spans = sorted((int(match["from"]), int(match["to"] or match["from"])) for match in parts.values())
    follow = all(end <= begin <= end + 1 for (_, end), (begin, _) in pairwise(spans))
    is_ages = len(spans) >= _FEWEST_AGES and spans[0][0] <= _EARLY and follow
    return tuple(parts) if is_ages else ()


def by_age(figures: Sequence[str], names: Container[str]) -> tuple[tuple[str, ...], str] | None:
    """Return columns that count a measure by ages ("deaths_0_14", "Deaths 85+") and their pattern; None if none do.

    names are known measures, folded. Spans that do not follow on each other from early childhood may be years.
    """
    parts = {header: match for header in figures if (match := _AGED.fullmatch(header))}
    parts = {header: match for header, match in parts.items() if fold(match["measure"]) in names}
    for measure in dict.fromkeys(match["measure"] for match in parts.values()):
        spans = sorted(
            (int(match["from"]), int(match["to"] or match["from"]))
            for match in parts.values()
            if match["measure"] == measure
        )
        follow = all(begin == end + 1 for (_, end), (begin, _) in pairwise(spans))
        if len(spans) < _FEWEST_AGES or spans[0][0] > _EARLY or not follow:
            return None
    said = "|".join(dict.fromkeys(re.escape(match["measure"]) for match in parts.values()))
    return (tuple(parts), rf"^(?P<measure>{said}){_AGES_BEHIND}$") if parts else None
