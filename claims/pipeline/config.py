"""What a collection says of itself (title, description, editors, licence): checked, set and taken away again."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from claims.errors import Refused
from claims.store.config import configure
from claims.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.pipeline.claim_store import ClaimStore

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "title": "what the collection is called, on its pages and in citations",
        "description": "what it is about, in a sentence or two, on its front page",
        "editors": "who keeps it",
        "licence": "under which terms it may be used: CC BY 4.0",
        "licence_url": "where these terms can be read",
        "homepage": "the site of those who keep it",
        "contact": "how to reach them: an address of mail or of a page",
        "robots": "allow (as without it), or deny: search engines are asked to stay away",
    }
)
"""The keys and what each holds."""

ADDRESSES = frozenset({"licence_url", "homepage"})
ONE_LINE = frozenset(KEYS) - {"description"}
ROBOTS = ("allow", "deny")
LONGEST = 2000


def change(store: ClaimStore, key: str, value: str | None, *, by: str, reason: str | None = None) -> bool:
    """Set what stands under a key, or take it away (None); returns False where it stood so already.

    Raises Refused for a key that is none and for a value that the key cannot hold.
    """
    require_key(key)
    wanted = None if value is None else _checked(key, value)
    with store.transaction():
        return configure(store.store, key, wanted, by=by, reason=reason)


def require_key(key: str) -> None:
    """Raise Refused where a key is none of ours, with those that may have been meant."""
    if key not in KEYS:
        near = close_matches(key, KEYS)
        guess = f"did you mean {' or '.join(near)}? " if near else ""
        raise Refused(f"there is no setting “{key}”", hint=f"{guess}there are {', '.join(KEYS)}")


def _checked(key: str, value: str) -> str:
    wanted = value.strip()
    if not wanted:
        raise Refused(f"{key} would be empty", hint=f"take it away with `claims config {key} --unset`")
    if len(wanted) > LONGEST:
        raise Refused(f"{key} has more than {LONGEST:,} characters", hint="say it shorter, and link to the rest")
    if key in ONE_LINE and len(wanted.splitlines()) > 1:
        raise Refused(f"{key} has more than one line", hint="write it on one")
    if key == "robots" and wanted not in ROBOTS:
        raise Refused(f"robots cannot be “{wanted}”", hint="give allow or deny")
    if key in ADDRESSES:
        parts = urlsplit(wanted)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise Refused(f"{key} is no web address: “{wanted}”", hint="give it with http:// or https://")
    return wanted
