"""The article of an HTML page, found by trafilatura: its text without menus and comments, and what the page says of it.

What a reader sees is kept as it is: joiners and marks of direction, without which Persian and Arabic words change, and
no-break spaces, which hold the parts of a number together. trafilatura would drop them, so that other letters stand in
for them while it works.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from claims import dates
from claims.decode import charset_of_page, decode
from claims.documents import ReadDocument, ReadSettings
from claims.documents._damaged import refusing_damaged
from claims.documents._html_tree import drop_struck, put_stand_ins, raise_digits, whole_text, without_controls
from claims.errors import BadFile, ClaimsError, MissingExtra
from claims.fetch import is_url
from claims.model import Document

TITLE = "The article of an HTML page"
EXTENSIONS = (".html", ".htm", ".xhtml")
MEDIA_TYPES = ("text/html", "application/xhtml+xml")

_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_DATES = {"original_date": True, "extensive_search": False}
_MOST_BROKEN = 0.005
_AGAIN = "save the page again, or copy its text"
_SHORTEST = "25"
"""So many characters are an article; trafilatura's 250 would run the paragraphs of a short report into one."""


def sniff(head: bytes) -> int:
    """Return 2 for the beginning of an HTML page."""
    return 2 if _START.match(head.removeprefix(b"\xef\xbb\xbf")) else 0


def read(stream: BinaryIO, *, name: str, settings: ReadSettings) -> Iterator[ReadDocument]:
    """Yield the one article; raises BadFile."""
    data = stream.read()
    opened = decode(BytesIO(data), name=name, encoding=settings.encoding or charset_of_page(BytesIO(data)))
    notes = opened.notes
    try:
        page = opened.stream.read()
    except UnicodeDecodeError as error:
        page = data.decode(opened.encoding, "replace")
        if page.count("\ufffd") > _MOST_BROKEN * len(page):
            raise opened.not_decoded(error) from None
        notes = (*notes, f"{page.count(chr(0xFFFD))} bytes are not {opened.encoding}, and stand as � in its text")
    article = article_of(page, name=name, url=settings.url)
    document = Document(
        "",
        title=article.title,
        url=article.url or settings.url,
        language=article.language,
        published_on=article.published_on,
        sha256=sha256(data).hexdigest(),
        text=article.text,
        author=article.author,
    )
    yield ReadDocument(document, article.publisher, (*notes, *article.notes))


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds, and what it says of it."""

    text: str
    title: str | None
    author: str | None
    publisher: str | None
    url: str | None
    published_on: str | None
    language: str | None
    notes: tuple[str, ...]


def article_of(page: str, *, name: str, url: str | None) -> Article:
    """Return the article of a page; where none is found, its whole text with a note. Raises BadFile."""
    try:
        import trafilatura
        from lxml.html import HTMLParser, document_fromstring
        from trafilatura.settings import use_config
    except ImportError:
        raise MissingExtra(name, "the package trafilatura") from None
    with refusing_damaged(name, "HTML page", hint=_AGAIN):
        tree = trafilatura.load_html(page)
        if tree is None:  # it takes no fragments
            tree = document_fromstring(page.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower() or None
    for noisy in ("trafilatura", "htmldate"):
        logging.getLogger(noisy).addHandler(logging.NullHandler())
    notes = drop_struck(tree)
    raise_digits(tree)
    whole = whole_text(tree)
    kept = put_stand_ins(tree)
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", _SHORTEST)
    with refusing_damaged(name, "HTML page", hint=_AGAIN):
        found: Any = trafilatura.bare_extraction(
            tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=_DATES, config=config
        )
    text = (found.text or "") if found is not None else ""
    if not text.strip():
        text = whole
        notes = (*notes, "no article was found on the page, so that its whole text was read, menus included")
    if not text.strip():
        raise BadFile(name, "the page holds no text", hint="it may need a browser: open it there and copy its text")
    back = str.maketrans({stand_in: character for character, stand_in in kept.items()})

    def said(field: str) -> str | None:
        value = getattr(found, field, None)
        return str(value).translate(back) if value else None

    canonical, site = said("url"), said("sitename")
    return Article(
        text.translate(back).strip(),
        said("title"),
        said("author"),
        site if site not in _hosts(url, canonical) else None,  # a host is nothing that the page says of itself
        canonical if canonical is not None and is_url(canonical) else None,
        _date(said("date")),
        language,
        notes,
    )


def text_of(fragment: str, *, name: str) -> str:
    """Return the text of a piece of HTML, such as an entry of a feed holds; raises MissingExtra."""
    try:
        from lxml.html import fragment_fromstring
    except ImportError:
        raise MissingExtra(name, "the package trafilatura") from None
    tree = fragment_fromstring(without_controls(fragment), create_parent="div")
    drop_struck(tree)
    raise_digits(tree)
    return whole_text(tree)


def _hosts(*urls: str | None) -> set[str]:
    hosts = {urlsplit(url).hostname or "" for url in urls if url}
    return hosts | {host.removeprefix("www.") for host in hosts}


def _date(text: str | None) -> str | None:
    try:
        return None if text is None else dates.parse(text).iso
    except ClaimsError:
        return None
