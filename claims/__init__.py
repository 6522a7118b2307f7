"""Keep track of who claimed what: figures with their source, wording, date and document, and what contradicts what.

`ClaimStore` is the way in for library users; records and enums are in `claims.model`, errors in `claims.errors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.pipeline.claim_store import ClaimStore as ClaimStore

__version__ = "0.1.0"
__all__ = ["ClaimStore", "__version__"]


def __getattr__(name: str) -> Any:
    """Load what is heavy only when it is asked for, so that the command line starts quickly."""
    if name == "ClaimStore":
        from claims.pipeline.claim_store import ClaimStore

        return ClaimStore
    raise AttributeError(f"module 'claims' has no attribute {name!r}")
