"""`claims search`: find events, sources, quotes and documents by words, in any script."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from claims.cli.options import WholeNumber, db_option, examples, json_option, one_of
from claims.cli.output import show, show_json, show_row, tell, wants_colour

if TYPE_CHECKING:
    from claims.search import Found, Hit

KINDS = ("event", "source", "claim", "document")
NAMES = {"event": "Events", "source": "Sources", "claim": "Quotes and notes", "document": "Documents"}


@click.command(
    "search",
    epilog=examples(
        "claims search killed 161", "claims search المحكمة --kind document", 'claims search "\\"fuel prices\\"" --json'
    ),
)
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", "kinds", type=one_of(KINDS), multiple=True, help="Only this kind; may be repeated.")
@click.option("--limit", type=WholeNumber(1, 1000), default=10, show_default=True, help="So many of each kind.")
@json_option
@db_option
def command(*, words: tuple[str, ...], kinds: tuple[str, ...], limit: int, as_json: bool, db: str) -> None:
    """Find events, sources, quotes and documents that hold all words, in any script.

    Case, accents, letter variants, digits and the Arabic article do not matter; words in quotation marks stand side by
    side. Where no whole word is found, words that begin so are. Withheld claims are not found.
    """
    from claims.exporters.found import as_json as found_as_json
    from claims.pipeline.claim_store import ClaimStore
    from claims.reading.search import SearchReader

    asked = " ".join(words)
    if not any(character.isalnum() for character in asked):
        raise click.UsageError(f"“{asked}” holds no letter or digit: give a word")
    with ClaimStore.open(db, write=False) as store:
        reader = SearchReader(store.connection)
        found = reader.search(asked, kinds=kinds or KINDS, limit=limit)
        names = {
            hit.claim.source: reader.source(hit.claim.source).name
            for item in found.kinds
            for hit in item.hits
            if hit.claim
        }
    if as_json:
        show_json(found_as_json(found, asked=asked))
        return
    if not found.count:
        tell(f"Nothing holds all of “{asked}”; fewer words find more.")
        return
    _show(found, names=names)
    if found.beginnings:
        tell("No whole word is the same: these hold words that begin so.")


def _show(found: Found, *, names: dict[str, str]) -> None:
    from claims.exporters.terminal import clean

    for item in found.kinds:
        if not item.count:
            continue
        show(f"{NAMES[item.kind]}: {item.count:,}{' and more' if item.is_more else ''}")
        for hit in item.hits:
            if hit.claim is not None:
                told = f"{clean(names[hit.claim.source])}: {clean(hit.name)} ({hit.claim.event})"
                show_row(told, indent=f"  {hit.key[:8]}  ", more=" " * 12)
            else:
                show_row(clean(hit.name), indent=f"  {hit.key}  ", more=" " * 6)
            if hit.passage.marks and hit.passage.text != hit.name:
                show_row(_passage(hit), indent=" " * 6, more=" " * 6)


def _passage(hit: Hit) -> str:
    """Return the passage in one line, its hits in bold, or in brackets where there is no bold."""
    from claims.text import isolate, strip_controls

    colour = wants_colour(sys.stdout)
    before, after = ("\x1b[1m", "\x1b[0m") if colour else ("[", "]")
    said = "".join(
        f"{before}{text}{after}" if is_hit else text
        for text, is_hit in (
            (" ".join(strip_controls(f"|{piece}|").split())[1:-1], is_hit) for piece, is_hit in hit.passage.pieces()
        )
    )
    return isolate(f"{'…' if hit.passage.is_cut[0] else ''}{said}{'…' if hit.passage.is_cut[1] else ''}")
