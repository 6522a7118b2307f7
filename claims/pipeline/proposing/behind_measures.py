"""Headers that are a measure with a name behind it: "Deaths_Guinea", "Killed_Women"."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from claims.pipeline.proposing.columns import PERIODS
from claims.pipeline.proposing.meaning import stands_for
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import PEOPLE, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence


_NOBODY = word_set("nobody") | PERIODS
"""Words beside a measure that do not say whom it counts."""
NAMED_BEHIND = re.compile(r"(?P<measure>[^\W\d_]+(?: [^\W\d_]+){0,4})[_-]+(?P<name>[^\W\d_a-zа-я][^\d()\[\]]*)")
"""A measure with a name behind it: a word that does not begin small."""
_NAMED_AT_ONCE = re.compile(r"(?P<measure>[^\W\d_]+?)(?P<name>[^\W\d_a-zа-я][^\W\d_]+)")
"""The same without anything between: DeathsChaco."""
_NO_NAMES = word_set("no_name") | _NOBODY


def has_people_behind(header: str, names: Container[str]) -> bool:
    """Return whether a header is a measure with people behind it: "mortos civis"."""
    words = words_of(header)
    return any(" ".join(words[:at]) in names and " ".join(words[at:]) in PEOPLE for at in range(1, len(words)))


def _of_same_names(figures: Sequence[str], names: Container[str]) -> dict[str, re.Match[str]]:
    """Return headers of what is no known measure, several for each, before names that known ones have behind them."""
    found: dict[str, dict[str, re.Match[str]]] = defaultdict(dict)
    for header in figures:
        match = NAMED_BEHIND.fullmatch(header)
        if match is not None and match["name"] in names and not set(fold(match["measure"]).split()) & _NO_NAMES:
            found[match["measure"]][header] = match
    return {header: match for group in found.values() if len(group) > 1 for header, match in group.items()}


def behind_measures(figures: Sequence[str], names: dict[str, str]) -> tuple[tuple[str, ...], str, str] | None:
    """Return columns whose headers are a measure and a name ("Deaths_Guinea"), their pattern, and what the names are.

    names are known measures, folded. One such header alone may say anything; None if there are not several.
    """
    found = {header: NAMED_BEHIND.fullmatch(header) or _NAMED_AT_ONCE.fullmatch(header) for header in figures}
    parts = {header: match for header, match in found.items() if match}
    parts = {header: match for header, match in parts.items() if stands_for(match["measure"], names)}
    parts = {header: match for header, match in parts.items() if not set(fold(match["name"]).split()) & _NO_NAMES}
    measures = list(dict.fromkeys(match["measure"] for match in parts.values()))
    if len(parts) < 2 * len(measures) or not parts:
        return None
    field = "population" if any(fold(match["name"]) in PEOPLE for match in parts.values()) else "place"
    others = _of_same_names(figures, {match["name"] for match in parts.values()})
    parts |= others
    measures += dict.fromkeys(match["measure"] for match in others.values())
    said = "|".join(dict.fromkeys(map(re.escape, measures)))
    between = "[_-]*" if any(map(_NAMED_AT_ONCE.fullmatch, parts)) else "[_-]+"
    return tuple(parts), rf"^(?P<measure>{said}){between}(?P<{field}>.+)$", field
