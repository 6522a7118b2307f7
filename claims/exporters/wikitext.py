"""A comparison as a table of wikitext: a row for each claim that stands, each figure with its references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.exporters.addresses import plain_address
from claims.exporters.citation import date_words, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.exporters.citation import Citation
    from claims.model import Appearance, Claim, View

TITLE = "Wikitext"
MEDIA_TYPE = "text/plain"
ENTITIES = {ord(character): f"&#{ord(character)};" for character in "&<>{}[]|='~"}


def as_wikitext(view: View, *, citation: Citation) -> str:
    """Return the table; what a wiki gives a meaning is escaped, so that quoted text stays text."""
    return "\n".join(lines(view, citation=citation)) + "\n"


def lines(view: View, *, citation: Citation) -> Iterator[str]:
    """Yield the lines of the table one by one."""
    current = [claim for claim in view.comparison.claims if claim.id in view.comparison.current]
    comparison = f"<ref>{_cite(citation.url, title=citation.title, website=citation.site, date=citation.state)}</ref>"
    yield from ('{| class="wikitable"', f"|+ {escaped(citation.title)}{comparison}")
    yield "! Source !! Figure !! As of !! References"
    for claim in current:
        yield from ("|-", _row(claim, view))
    yield "|}"


def _row(claim: Claim, view: View) -> str:
    source = view.sources.get(claim.source)
    references = "".join(_reference(place, view) for place in view.appearances.get(claim.id, ()))
    cells = (source.name if source else claim.source, claim.says, date_words(claim.as_of or ""))
    return "| " + " || ".join([*(escaped(cell) for cell in cells), references])


def _reference(place: Appearance, view: View) -> str:
    document = view.documents.get(place.document)
    if document is None:
        return ""
    publisher = view.sources.get(document.publisher) if document.publisher else None
    told = {
        "title": document.title or document.url or place.document,
        "publisher": publisher.name if publisher else "",
        "date": document.published_on or "",
        "language": place.language or document.language or "",
        "archive-url": plain_address(document.archive_url) or "",
        "quote": place.quote or "",
        "at": place.locator or "",
    }
    address = plain_address(document.url)
    return f"<ref>{_cite(address, **told)}</ref>"


def _cite(url: str | None, **fields: str) -> str:
    told = {"url": url or "", **fields}
    parts = [f" |{name}={_parameter(name, value)}" for name, value in told.items() if value]
    return "{{" + ("cite web" if url else "cite document") + "".join(parts) + "}}"


def _parameter(name: str, value: str) -> str:
    return value.replace("|", "%7C") if name in {"url", "archive-url"} else escaped(value)


def escaped(text: str) -> str:
    """Return text on one line with everything escaped that a wiki gives a meaning."""
    line = one_line(text).translate(ENTITIES)
    return f"&#{ord(line[0])};{line[1:]}" if line[:1] in {*"*#:;-+_", "|"} and line else line
