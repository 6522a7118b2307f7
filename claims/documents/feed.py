"""Feeds (Atom, RSS): each entry is a document, its title and what the feed carries of its text.

The hash is that of the entry's text, because the bytes of a feed are those of all its entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any, BinaryIO

from claims.documents import ReadDocument, ReadSettings
from claims.documents._damaged import refusing_damaged
from claims.documents.html import text_of
from claims.errors import BadFile, MissingExtra
from claims.fetch import is_url
from claims.model import Document

TITLE = "Feeds (Atom, RSS), a document an entry"
EXTENSIONS = (".atom", ".rss", ".rdf")
MEDIA_TYPES = ("application/atom+xml", "application/rss+xml", "application/rdf+xml")

_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MARKUP = {"text/html", "application/xhtml+xml"}


def sniff(head: bytes) -> int:
    """Return 3 for the beginning of a feed."""
    return 3 if _START.match(head) else 0


def read(stream: BinaryIO, *, name: str, settings: ReadSettings) -> Iterator[ReadDocument]:
    """Yield the entries that hold a text, in the order of the feed; raises BadFile if there are none."""
    try:
        import feedparser
    except ImportError:
        raise MissingExtra(name, "the package feedparser") from None
    headers = {"content-type": f"application/xml; charset={settings.encoding}"} if settings.encoding else {}
    with refusing_damaged(name, "feed", hint="look at it in a browser, and get it again"):
        feed = feedparser.parse(stream, response_headers=headers)
    notes: tuple[str, ...] = ()
    if feed.bozo:
        notes = (f"the feed is not well-formed, and was read as far as it is ({feed.bozo_exception})",)
    found = 0
    for entry in feed.entries:
        text = "\n\n".join(part for part in (_title(entry, name=name), _body(entry, name=name)) if part)
        if not text:
            continue
        found += 1
        document = Document(
            "",
            title=_title(entry, name=name) or None,
            url=link if is_url(link := entry.get("link", "")) else settings.url,
            language=(feed.feed.get("language") or "")[:2].lower() or None,
            published_on=_day(entry),
            sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            text=text,
            author=entry.get("author") or None,
        )
        publisher = entry.get("source", {}).get("title") or feed.feed.get("title") or None
        yield ReadDocument(document, publisher, notes)
    if not found:
        hint = "look at it in a browser: it may be empty, or no feed"
        raise BadFile(name, "the feed has no entry with a text", hint=hint)


def _title(entry: Any, *, name: str) -> str:
    title = entry.get("title", "")
    is_markup = entry.get("title_detail", {}).get("type") in _MARKUP and ("<" in title or "&" in title)
    return " ".join((text_of(title, name=name) if is_markup else title).split())


def _body(entry: Any, *, name: str) -> str:
    """Return the longest text that an entry carries: its content, or its summary."""
    carried = [*entry.get("content", ()), entry.get("summary_detail", {})]
    texts = (
        text_of(part["value"], name=name) if part.get("type") in _MARKUP else part["value"]
        for part in carried
        if part.get("value")
    )
    return max((text.strip() for text in texts), key=len, default="")


def _day(entry: Any) -> str | None:
    """Return the day on which an entry says that it was published, or else updated, by its own time zone."""
    said = next((day for key in ("published", "updated") if (day := dict.get(entry, key))), "")  # its own get warns
    if day := _DAY.match(said):
        return day[0]
    try:
        return parsedate_to_datetime(said).date().isoformat()
    except ValueError:
        return None
