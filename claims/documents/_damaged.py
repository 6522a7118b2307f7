"""Damaged files: whatever a library makes of one is the same sentence for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from claims.errors import BadFile, ClaimsError


@contextmanager
def refusing_damaged(name: str, what: str, *, hint: str) -> Iterator[None]:
    """Turn whatever a library raises on a file into a BadFile: it is no WHAT that can be read."""
    try:
        yield
    except ClaimsError:
        raise
    except Exception as error:  # noqa: BLE001  a library may fail in any way on a file that is not what it should be
        why = f" ({error})" if str(error) else ""
        raise BadFile(name, f"it is no {what} that can be read{why}", hint=hint) from None
