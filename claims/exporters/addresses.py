"""Which addresses may stand as links in what leaves the database: those of the web, and no others."""

from __future__ import annotations

from urllib.parse import quote, urlsplit


def web_address(text: str | None) -> str | None:
    """Return an address if a browser may open it: http or https with a host; None for all else, such as javascript."""
    if text is None or any(ord(character) <= 0x20 for character in text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme.lower() in {"http", "https"} and parts.hostname else None


def plain_address(text: str | None) -> str | None:
    """Return a web address in which only characters stand that no format gives a meaning; None for no web address."""
    found = web_address(text)
    return None if found is None else quote(found, safe="%/:=?&+,;@#~!$*-._")
