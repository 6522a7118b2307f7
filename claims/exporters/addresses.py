"""Which addresses may stand as links in what leaves the database: those of the web, and no others."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

NO_URL = re.compile(r'["<>\[\]\\^`{|}]')


def web_address(text: str | None) -> str | None:
    """Return an address if a browser may open it: http or https with a host; None for all else, such as javascript.

    Characters that stand in no URL (url.spec.whatwg.org/#url-code-points), such as "|", are percent-encoded.
    """
    if text is None or any(ord(character) <= 0x20 for character in text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return None
    start = text.index("//") + 2 + len(parts.netloc)
    return text[:start] + NO_URL.sub(lambda found: f"%{ord(found[0]):02X}", text[start:])


def plain_address(text: str | None) -> str | None:
    """Return a web address in which only characters stand that no format gives a meaning; None for no web address."""
    found = web_address(text)
    return None if found is None else quote(found, safe="%/:=?&+,;@#~!$*-._")
