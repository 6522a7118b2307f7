"""How a source stands to others: by recorded links, and by how their figures compare over all events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.pipeline.sources import source_profile
from claims.reading.sources import SourceReader
from claims.web.words import RELATIONS

if TYPE_CHECKING:
    from claims.compare.sources import SourceRelation
    from claims.model import Claim
    from claims.reading.pages import PageReader

MOST_COMPARED = 100  # comparisons of one source that a page looks at
MOST_CLAIMS = 600  # claims in them
MOST_BESIDE = 20


def profile(reader: PageReader, source: str) -> dict[str, Any]:
    """Return how a source's figures compare with those of others, those with most common comparisons first."""
    chosen, is_all = SourceReader(reader.connection).some_comparisons(source, MOST_COMPARED, claims=MOST_CLAIMS)
    found = source_profile(reader, source, comparisons=None if is_all else chosen)
    return {
        "beside": [(relation, reader.source(relation.second)) for relation in found[:MOST_BESIDE]],
        "beside_often": sum(len(relation.common) > 1 for relation in found[:MOST_BESIDE]),
        "beside_more": len(found) - len(found[:MOST_BESIDE]),
        "compared": None if is_all else len(chosen),
    }


def words_of_ratio(relation: SourceRelation) -> str:
    """Return the median ratio with its middle half, or that there are too few comparisons for one."""
    if relation.median is None or relation.lower_quartile is None or relation.upper_quartile is None:
        return "too few"
    return f"×{relation.median:.2f} ({relation.lower_quartile:.2f}–{relation.upper_quartile:.2f})"


def kin(reader: PageReader, claims: list[Claim]) -> list[dict[str, Any]]:
    """Return which other sources' claims are linked with these, with the relation and how often."""
    own = {item.id for item in claims}
    links = reader.links(own)
    others = reader.claims_by_id({end for link in links for end in (link.claim, link.other)} - own)
    counted: dict[tuple[str, bool, str], int] = {}
    for link in links:
        is_from = link.claim in own
        other = others.get(link.other if is_from else link.claim)
        if other is not None:
            key = (RELATIONS[link.relation], is_from, other.source)
            counted[key] = counted.get(key, 0) + 1
    return [
        {"relation": relation, "is_from": is_from, "source": reader.source(slug), "count": number}
        for (relation, is_from, slug), number in sorted(counted.items())
    ]
