"""Propose which sources may be one: names of one organisation in several languages, names that differ by a slip.

Nothing is merged: a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from claims.pipeline.notices import is_longer, may_be_the_same
from claims.pipeline.organisations import organisation, spelling
from claims.reading.merge import MergeReader
from claims.reading.sources import SourceReader
from claims.text import close_matches, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from claims.reading.reader import Reader

MOST_COMPARED = 200
"""Up to so many sources are held against each other by the letters of their names."""

Near = tuple[str, str, str, str, str]  # slug and name of the one, slug and name of the other, why they may be one


@dataclass(frozen=True, slots=True)
class SameSource:
    """Two sources that may be one: slug by its name is into by another, which has more claims; why they may be one."""

    slug: str
    name: str
    into: str
    other: str
    why: str


def suggest_sources(reader: Reader) -> list[SameSource]:
    """Return the pairs of sources that may be one, those of one organisation first; merged ones are one already.

    What was merged once and taken back is not proposed again. Names are compared by their letters for up to
    MOST_COMPARED sources.
    """
    parted = MergeReader(reader.connection).parted("source")
    claims = SourceReader(reader.connection).claims_of_sources()
    names: dict[str, list[str]] = {}
    for alias in reader.aliases("source"):
        names.setdefault(reader.canonical("source", alias.target), []).append(alias.name)
    found: dict[frozenset[str], SameSource] = {}
    for one, own, other, theirs, why in (*_by_organisation(names), *_by_spelling(names), *_by_letters(names)):
        if frozenset((one, other)) in parted:
            continue
        pair = SameSource(other, theirs, one, own, why)
        if claims.get(one, 0) < claims.get(other, 0):
            pair = SameSource(one, own, other, theirs, why)
        found.setdefault(frozenset({one, other}), pair)
    return list(found.values())


def _by_organisation(names: Mapping[str, list[str]]) -> Iterator[Near]:
    for called, one, own, other, theirs in _alike(names, organisation):
        yield one, own, other, theirs, f"both are names of {called}"


def _by_spelling(names: Mapping[str, list[str]]) -> Iterator[Near]:
    why = "their names differ by initials in brackets or by letters of two scripts that look the same"
    for _, one, own, other, theirs in _alike(names, spelling):
        yield one, own, other, theirs, why


def _alike(
    names: Mapping[str, list[str]], key: Callable[[str], str | None]
) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield what names of two sources have in common, and the slug and the name of either."""
    groups: dict[str, dict[str, str]] = {}
    for slug, known in names.items():
        for name in known:
            if (common := key(name)) is not None:
                groups.setdefault(common, {}).setdefault(slug, name)
    for common, slugs in sorted(groups.items()):
        for one, other in combinations(sorted(slugs), 2):
            yield common, one, slugs[one], other, slugs[other]


def _by_letters(names: Mapping[str, list[str]]) -> Iterator[Near]:
    if len(names) > MOST_COMPARED:
        return
    for one, other in combinations(sorted(names), 2):
        for own in names[one]:
            begins = [name for name in names[other] if fold(name)[:1] == fold(own)[:1] and not is_longer(own, name)]
            alike = [name for name in begins if may_be_the_same(own, name)]
            near = close_matches(own, alike)
            if near:
                yield one, own, other, near[0], "their names differ by a slip or an abbreviation"
                break
