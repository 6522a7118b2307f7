"""The addresses of a site for search engines (sitemaps.org protocol 0.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.exporters.atom import xml

if TYPE_CHECKING:
    from collections.abc import Iterable

TITLE = "Sitemap"
MEDIA_TYPE = "application/xml"
MOST = 50_000  # addresses in one file, by the protocol


def as_sitemap(addresses: Iterable[str]) -> str:
    """Return a sitemap of whole addresses, at most 50,000 of them."""
    lines = [f"<url><loc>{xml(address)}</loc></url>" for address, _ in zip(addresses, range(MOST), strict=False)]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *lines, "</urlset>"]) + "\n"
