"""How a source's claims are linked with those of other sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.web.words import RELATIONS

if TYPE_CHECKING:
    from claims.model import Claim
    from claims.reading_pages import PageReader


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
