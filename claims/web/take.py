"""Take a comparison along: its forms as files, how to cite it, and the picture and page that others can embed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

from claims.exporters import bibtex, citation, csl, csv, png, svg, wikitext
from claims.exporters.plot import WIDE, Look, drawn, interval_plot, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims.exporters.citation import Citation
    from claims.model import View
    from claims.reading.pages import PageReader
    from claims.web.found import Found
    from claims.web.respond import Call

MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Source:
    """What a form is made from: the view, how it is cited, and the call with its whole addresses."""

    view: View
    citation: Citation
    call: Call
    asked: Any


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a comparison: its title, media type, and how its text or bytes are made; saved_as ends a saved file.

    Without saved_as it is shown in the browser.
    """

    title: str
    media_type: str
    make: Callable[[Source], Any]
    saved_as: str = ""


def _csv(source: Source) -> str:
    return csv.as_csv(source.view, href=lambda claim: source.call.whole.claim(claim.id))


def _svg(source: Source) -> str:
    item = source.view.comparison
    rows = rows_of(
        item, sources=source.view.sources, href=lambda claim: source.call.whole.claim(claim.id), limit=MOST_ROWS
    )
    minimum = item.agreed_minimum if item.independent_sources > 1 and any(drawn(row.figure) for row in rows) else None
    plot = interval_plot(
        rows, title=source.citation.title, look=Look(WIDE, source.asked.kind(), "plot"), minimum=minimum
    )
    return svg.standalone(plot, citation=source.citation, drawn=len(rows))


FORMS = {
    "csv": Form(csv.TITLE, csv.MEDIA_TYPE, _csv, "csv"),
    "svg": Form(svg.TITLE, svg.MEDIA_TYPE, _svg),
    "png": Form(png.TITLE, png.MEDIA_TYPE, lambda source: png.as_png(_svg(source)), "png"),
    "txt": Form(citation.TITLE, citation.MEDIA_TYPE, lambda source: citation.as_text(source.citation)),
    "bib": Form(bibtex.TITLE, bibtex.MEDIA_TYPE, lambda source: bibtex.as_bibtex(source.citation), "bib"),
    "csl": Form(csl.TITLE, csl.MEDIA_TYPE, lambda source: csl.as_csl(source.citation), "json"),
    "wiki": Form(
        wikitext.TITLE,
        wikitext.MEDIA_TYPE,
        lambda source: wikitext.as_wikitext(source.view, citation=source.citation),
    ),
}
"""The forms by the ending of their address."""

CITED = ("txt", "bib", "csl", "wiki")
MOST_CITED = 25  # claims that stand, whose references fit a citation on the page itself
LONGEST = 6000  # characters of a citation on the page itself; the file is whole


def files() -> tuple[str, ...]:
    """Return the endings of the files that can be taken here: a PNG only where the extra for it is installed."""
    return ("csv", "svg", "png") if png.is_available() else ("csv", "svg")


def source_of(reader: PageReader, found: Found, view: View, *, call: Call) -> Source:
    """Return what all forms of a comparison are made from; it is cited by the address of its page, in full."""
    url = call.whole.compare(found.event.id, found.measure.id, query=found.asked.query())
    cited = citation.cited(view, site=call.site, url=url, state=reader.last_change())
    if found.not_read:
        cited = replace(cited, claims=cited.claims + found.not_read, sources=found.chosen.sources)
    return Source(view, cited, call, found.asked)


def _on_page(source: Source, name: str) -> str:
    """Return a citation as a page shows it: "" where it is a table of so many claims that the file is to be taken."""
    if name == "wiki" and len(source.view.comparison.current) > MOST_CITED:
        return ""
    lines = wikitext.lines(source.view, citation=source.citation) if name == "wiki" else [str(FORMS[name].make(source))]
    shown: list[str] = []
    length = 0
    for line in lines:
        shown.append(line if line.endswith("\n") else f"{line}\n")
        length += len(shown[-1])
        if length > LONGEST:
            return ""
    return "".join(shown)


def along(reader: PageReader, found: Found, *, call: Call) -> dict[str, Any]:
    """Return what the compare page offers to take along: addresses of files, citations as text, code to embed."""
    if found.view is None:
        return {}
    source = source_of(reader, found, found.view, call=call)
    slugs = found.event.id, found.measure.id
    query = found.query
    embed = call.whole.take(*slugs, "/embed", query=query)
    picture = call.whole.take(*slugs, ".svg", query=query)
    return {
        "files": [(FORMS[name].title, call.links.take(*slugs, f".{name}", query=query)) for name in files()],
        "citations": [
            (FORMS[name].title, _on_page(source, name), call.links.take(*slugs, f".{name}", query=query))
            for name in CITED
        ],
        "frame": f'<iframe src="{escape(embed)}" title="{escape(source.citation.title)}" '
        'width="100%" height="560" loading="lazy"></iframe>',
        "image": f'<img src="{escape(picture)}" alt="{escape(source.citation.title)}">',
        "embed": call.links.take(*slugs, "/embed", query=query),
        "schema": call.links.schema("compare"),
    }
