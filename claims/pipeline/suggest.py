"""Propose links from a database: which claims may be copies of which. Nothing is recorded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claims.compare.suggest import Shelf, Suggestion, suggest
from claims.reading.check import WholeReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claims.model import Appearance, Claim, Document, Link, Measure
    from claims.reading.reader import Reader

BLOCK = 50  # so many comparisons are looked at together


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion with its two claims."""

    suggestion: Suggestion
    claim: Claim
    other: Claim


def suggest_links(reader: Reader, *, event: str | None) -> Iterator[Proposal]:
    """Yield proposals for derived_from links in an event (a slug) or everywhere, by comparison, the best first."""
    whole = WholeReader(reader.connection)
    measures = {measure.id: measure for measure in reader.measures()}
    merged = whole.merged_sources()
    names: dict[str, list[str]] = defaultdict(list)
    for alias in reader.aliases("source"):
        names[merged.get(alias.target, alias.target)].append(alias.name)
    ids = list(whole.repeated_figures(event=event))
    for start in range(0, len(ids), BLOCK):
        yield from _block(whole, ids[start : start + BLOCK], measures=measures, names=names, merged=merged)


def _block(
    reader: WholeReader,
    ids: Sequence[str],
    *,
    measures: Mapping[str, Measure],
    names: Mapping[str, list[str]],
    merged: Mapping[str, str],
) -> Iterator[Proposal]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in reader.claims(comparisons=ids):
        groups[claim.comparison].append(claim)
    every = [claim.id for group in groups.values() for claim in group]
    places: dict[str, list[Appearance]] = defaultdict(list)
    for place in reader.appearances(every):
        places[place.claim].append(place)
    links: dict[str, list[Link]] = defaultdict(list)
    for link in reader.links(every, with_withdrawn=True):
        links[link.claim].append(link)
    for group in groups.values():
        found = _repeated(group)
        documents = _documents(reader, {place.document for claim in found for place in places.get(claim.id, ())})
        own = [link for claim in group for link in links.get(claim.id, ())]
        shelf = Shelf(measures[group[0].measure], places, documents=documents, names=names, links=own, merged=merged)
        by_id = {claim.id: claim for claim in found}
        for one in suggest(found, shelf=shelf):
            yield Proposal(one, by_id[one.claim], by_id[one.other])


def _repeated(group: Sequence[Claim]) -> list[Claim]:
    """Return the claims whose figure another source gives too."""
    sources: dict[object, set[str]] = defaultdict(set)
    for claim in group:
        sources[claim.figure].add(claim.source)
    return [claim for claim in group if len(sources[claim.figure]) > 1]


def _documents(reader: Reader, ids: set[str]) -> dict[str, Document]:
    return {key: reader.document(key) for key in sorted(ids)}


def proposal_as_json(proposal: Proposal, *, command: str) -> dict[str, Any]:
    """Return a proposal as plain data, with the command that would record it."""
    return {
        "claim": _side(proposal.claim),
        "relation": str(proposal.suggestion.relation),
        "other": _side(proposal.other),
        "score": proposal.suggestion.score,
        "grounds": [
            {"name": ground.name, "points": ground.points, "text": ground.text}
            for ground in proposal.suggestion.grounds
        ],
        "command": command,
    }


def _side(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "event": claim.event,
        "measure": claim.measure,
        "source": claim.source,
        "says": claim.says,
        "as_of": claim.as_of,
    }
