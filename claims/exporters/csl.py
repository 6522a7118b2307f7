"""A comparison as CSL-JSON, which reference managers (Zotero, Pandoc and others) read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.exporters.citation import Citation

TITLE = "CSL-JSON"
MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def as_csl(citation: Citation) -> str:
    """Return a list of one item, as CSL-JSON files hold it."""
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "webpage",
        "title": citation.title,
        "container-title": citation.site,
        "note": citation.said,
        "URL": citation.url,
    }
    if citation.state:
        item["issued"] = {"date-parts": [[int(part) for part in citation.state.split("-")]]}
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"
