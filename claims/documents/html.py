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
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from claims import dates
from claims.decode import charset_of_page, decode
from claims.documents import ReadDocument, ReadSettings
from claims.errors import BadFile, ClaimsError, MissingExtra
from claims.fetch import is_url
from claims.model import Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TITLE = "The article of an HTML page"
EXTENSIONS = (".html", ".htm", ".xhtml")
MEDIA_TYPES = ("text/html", "application/xhtml+xml")

_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_JOINERS_AND_DIRECTIONS = "\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_NO_BREAK_SPACES = "\u00a0\u202f\u2007\u2009"
_KEPT = re.compile(rf"[{_JOINERS_AND_DIRECTIONS}]|(?<=\S)[{_NO_BREAK_SPACES}](?=\S)")
_STAND_INS = tuple(map(chr, chain(range(0x16A0, 0x16EB), range(0x10280, 0x1029D), range(0x102A0, 0x102D1))))
"""Runes, Lycian and Carian letters: printed, and in hardly any page."""
_SPACES = re.compile(r"[ \t\n\r\f]+")
_UNSEEN = {"script", "style", "head", "noscript", "template"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
    *("section", "table", "td", "th", "tr", "ul"),
}
_DATES = {"original_date": True, "extensive_search": False}


def sniff(head: bytes) -> int:
    """Return 2 for the beginning of an HTML page."""
    return 2 if _START.match(head.removeprefix(b"\xef\xbb\xbf")) else 0


def read(stream: BinaryIO, *, name: str, settings: ReadSettings) -> Iterator[ReadDocument]:
    """Yield the one article; raises BadFile."""
    data = stream.read()
    opened = decode(BytesIO(data), name=name, encoding=settings.encoding or charset_of_page(BytesIO(data)))
    try:
        page = opened.stream.read()
    except UnicodeDecodeError as error:
        raise opened.not_decoded(error) from None
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
    yield ReadDocument(document, article.publisher, (*opened.notes, *article.notes))


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
    except ImportError:
        raise MissingExtra(name, "the package trafilatura") from None
    tree = trafilatura.load_html(page)
    if tree is None:
        raise BadFile(name, "it is no HTML page that can be read", hint="save the page again, or copy its text")
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower() or None
    for noisy in ("trafilatura", "htmldate"):
        logging.getLogger(noisy).addHandler(logging.NullHandler())
    kept = _put_stand_ins(tree)
    found: Any = trafilatura.bare_extraction(
        tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=_DATES
    )
    text = (found.text or "") if found is not None else ""
    notes: tuple[str, ...] = ()
    if not text.strip():
        text = _whole_text(trafilatura.load_html(page))
        notes = ("no article was found on the page, so that its whole text was read, menus included",)
    if not text.strip():
        raise BadFile(name, "the page holds no text", hint="it may need a browser: open it there and copy its text")
    back = str.maketrans({stand_in: character for character, stand_in in kept.items()})

    def said(field: str) -> str | None:
        value = getattr(found, field, None)
        return str(value).translate(back) if value else None

    canonical = said("url")
    return Article(
        text.translate(back),
        said("title"),
        said("author"),
        said("sitename"),
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
    return _whole_text(fragment_fromstring(fragment, create_parent="div"))


def _whole_text(tree: HtmlElement) -> str:
    """Return all text of a page that can be shown, a line for each block."""
    lines = (_SPACES.sub(" ", line).strip(" ") for line in "".join(_pieces(tree)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(tree: HtmlElement) -> Iterator[str]:
    """Yield text without line breaks of its own, and a line break where a block begins and where it ends."""
    from lxml.etree import iterwalk

    hidden = 0
    for event, element in iterwalk(tree, events=("start", "end", "comment", "pi")):
        is_unseen = event in {"start", "end"} and element.tag in _UNSEEN
        if event in {"start", "end"} and element.tag in _BLOCKS:
            yield "\n"
        if event == "start":
            hidden += is_unseen
            text = element.text
        else:
            hidden -= is_unseen
            text = None if element is tree else element.tail
        if text and not hidden:
            yield _SPACES.sub(" ", text)


def _put_stand_ins(tree: HtmlElement) -> dict[str, str]:
    """Put other letters where trafilatura would drop a character, in texts and attributes; return them by character."""
    texts = [part for element in tree.iter() for part in (element.text, element.tail, *element.attrib.values()) if part]
    taken = set().union(*texts) if texts else set()
    free = (letter for letter in _STAND_INS if letter not in taken)
    kept = dict(zip(sorted(taken & set(_JOINERS_AND_DIRECTIONS + _NO_BREAK_SPACES)), free, strict=False))

    def put(text: str) -> str:
        return _KEPT.sub(lambda match: kept.get(match[0], match[0]), text)

    for element in tree.iter() if kept else ():
        if element.text:
            element.text = put(element.text)
        if element.tail:
            element.tail = put(element.tail)
        for attribute in ("content", "title"):
            if element.get(attribute):
                element.set(attribute, put(element.get(attribute)))
    return kept


def _date(text: str | None) -> str | None:
    try:
        return None if text is None else dates.parse(text).iso
    except ClaimsError:
        return None
