"""What was fetched, into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.store.blob import keep_blob

if TYPE_CHECKING:
    from claims.fetch import Fetched
    from claims.pipeline.claim_store import ClaimStore


def keep_fetched(store: ClaimStore, fetched: Fetched) -> str:
    """Keep the bytes of what was fetched, by their hash, and return the day of it (YYYY-MM-DD)."""
    at = store.store.clock()
    keep_blob(
        store.connection,
        fetched.data,
        sha256=fetched.sha256,
        media_type=fetched.media_type,
        fetched_from=fetched.final_url,
        at=at,
    )
    return at[:10]
