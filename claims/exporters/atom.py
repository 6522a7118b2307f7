"""What is new as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from claims.text import strip_controls

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "Atom"
MEDIA_TYPE = "application/atom+xml"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BEFORE_ALL = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news: its address is its id. at is a time (UTC); kind is a word such as claim or decision."""

    title: str
    url: str
    at: str
    by: str
    text: str
    kind: str


def as_atom(entries: Sequence[Entry], *, title: str, url: str, page: str) -> str:
    """Return a feed of entries in the order given. url is its own address, page that of what it is about."""
    newest = max((entry.at for entry in entries), default=BEFORE_ALL)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{xml(url)}</id><title>{xml(title)}</title><updated>{xml(newest)}</updated>",
        f'<link rel="self" type="{MEDIA_TYPE}" href="{xml(url)}"/>',
        f'<link rel="alternate" type="text/html" href="{xml(page)}"/>',
        *map(_entry, entries),
        "</feed>",
    ]
    return "\n".join(parts) + "\n"


def _entry(entry: Entry) -> str:
    ident = f"{entry.url}#{entry.kind}-{entry.at}" if entry.kind == "decision" else entry.url
    return (
        f"<entry><id>{xml(ident)}</id><title>{xml(entry.title)}</title><updated>{xml(entry.at)}</updated>"
        f'<author><name>{xml(entry.by)}</name></author><category term="{xml(entry.kind)}"/>'
        f'<link rel="alternate" type="text/html" href="{xml(entry.url)}"/>'
        f'<content type="text">{xml(entry.text)}</content></entry>'
    )


def xml(text: str) -> str:
    """Return untrusted text as XML text: escaped, and without characters that XML does not know."""
    return escape(NOT_XML.sub("\ufffd", strip_controls(text)))
