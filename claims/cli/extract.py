"""`claims extract`: let an extractor read articles and propose claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from claims.cli.candidates import candidate_as_json, show_candidates
from claims.cli.completing import completes, completes_files
from claims.cli.options import (
    CreatingCommand,
    by_option,
    create_option,
    db_option,
    examples,
    iso_of,
    json_option,
    language_code,
    web_address,
)
from claims.cli.output import show, show_json, tell
from claims.errors import ClaimsError
from claims.exporters.terminal import clean
from claims.text import clip

if TYPE_CHECKING:
    from claims.model import Document
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.extract import Extracted, ExtractOptions

REFUSED = 1
_LONGEST_NAME, _IDS_SHOWN = 120, 5
STATED = ("title", "url", "published_on")


@click.command(
    "extract",
    cls=CreatingCommand,
    epilog=examples(
        "claims extract article.txt --event iran-protests-2019 --published 2019-12-02",
        "claims extract https://example.org/news/1 --event iran-protests-2019 --dry-run",
        "claims extract report.pdf feed.xml --event iran-protests-2019 --language fa",
        "claims extract article.html --event iran-protests-2019 --extractor llm:gpt-5-mini",
        "claims extract 5d0e1f3a2b4c6d7e8f90 --extractor llm",
    ),
)
@click.argument("places", nargs=-1, required=True, metavar="FILE...", shell_complete=completes_files)
@click.option("--event", metavar="NAME", shell_complete=completes("event"), help="What they are about: id or any name.")
@click.option(
    "--extractor",
    metavar="NAME[:ARG]",
    default="rules",
    show_default=True,
    help="Who reads: rules, llm:MODEL (extra “llm”), or another package's.",
)
@click.option(
    "--language",
    metavar="CODE",
    callback=language_code,
    help="The language of the text, if it is not found out: ar, fa, en ...",
)
@click.option("--format", metavar="NAME", help="The format, if neither name nor contents tell: text, html, pdf ...")
@click.option("--encoding", metavar="NAME", help="The encoding, if it is not found out: cp1256 ...")
@click.option("--title", metavar="TEXT", help="The title of the document, if it does not state it.")
@click.option(
    "--url", metavar="URL", callback=web_address, help="The page on which it stands, if the file does not state it."
)
@click.option("--published", "published_on", metavar="DATE", help="When it was published, if it does not state it.")
@click.option("--allow-private", is_flag=True, help="Fetch from addresses inside your own network too.")
@create_option
@click.option("--dry-run", is_flag=True, help="Only say what would be proposed; nothing is stored.")
@click.option("--verbose", is_flag=True, help="List what was refused, with its quote.")
@json_option
@db_option
@by_option
@click.pass_context
def command(
    context: click.Context,
    /,
    *,
    places: tuple[str, ...],
    extractor: str,
    dry_run: bool,
    verbose: bool,
    as_json: bool,
    db: str,
    **options: Any,
) -> None:
    """Read articles and propose claims: measure, figure with its hedge, source, date, and the verbatim quote.

    FILE is a text, a page, a PDF, a Word document, a feed or a web archive, "-" for standard input, an http(s) address,
    or the id of a document on record. What was read is kept as the document: its exact text, hash, place and day.

    Nothing becomes a claim by itself: proposals wait as candidates for `claims review`. Each has passed the same gate,
    whoever made it: the quote stands in the text to the letter, its words say the same figure when they are read again,
    and the source is named there. Running it again proposes nothing twice.
    """
    from claims.extractors.loading import load
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.extract import ExtractOptions

    stated = {name: value for name in STATED if (value := options.pop(name))}
    if "published_on" in stated:
        stated["published_on"] = iso_of("--published", stated["published_on"], language=options["language"])
    wanted = ExtractOptions(extractor=load(extractor), stated=stated, **options)
    with ClaimStore.open(db) as store:
        found, failed = _extract_all(store, places, wanted, dry_run=dry_run, quiet=as_json, verbose=verbose)
    if as_json:
        show_json([_as_json(one, wanted) for one in found])
    elif any(one.new for one in found) and not dry_run:
        tell("Nothing is a claim yet. Next: claims review")
        if any(candidate.event is None for one in found for candidate in one.new):
            tell("They are of no event yet: name it with --event on accepting them.")
    if failed:
        context.exit(REFUSED)


def _extract_all(
    store: ClaimStore, places: tuple[str, ...], wanted: ExtractOptions, *, dry_run: bool, quiet: bool, verbose: bool
) -> tuple[list[Extracted], int]:
    """Read place by place, each whole or not at all; return what was found and how many places failed."""
    from claims.pipeline.extract import extract

    found: list[Extracted] = []
    failed = 0
    told: set[str] = set()
    for place in places:
        try:
            made = extract(store, place, wanted, dry_run=dry_run)
        except ClaimsError as error:
            if len(places) == 1:
                raise
            failed += 1
            tell(f"Error: {error}\nHint: {error.hint}" if error.hint else f"Error: {error}")
            continue
        found += made
        for one in made:
            _tell(one, wanted, verbose=verbose, told=told)
            if not quiet:
                _show(one, wanted, dry_run=dry_run)
    return found, failed


def _tell(one: Extracted, wanted: ExtractOptions, *, verbose: bool, told: set[str]) -> None:
    """Say on standard error what a person should know of a document, once, and why proposals were refused."""
    for note in (*one.notes, *_unread(one, wanted)):
        if note not in told:
            told.add(note)
            tell(f"Note: {note}")
    if wanted.event is not None and one.without_event:
        ids = " ".join(candidate.id[:8] for candidate in one.without_event[:_IDS_SHOWN])
        tell(
            f"Note: {len(one.without_event):,} of the known wait without an event: name it on accepting them, "
            f"or with e in `claims review`: {ids}"
        )
    for reason, number in one.refusals.items():
        tell(f"Refused {number}: {reason}")
    for refused in one.refused if verbose else ():
        candidate = refused.candidate
        tell(f"  “{candidate.quote}” as {candidate.says} ({candidate.measure}, {candidate.source}): {refused.reason}")


def _unread(one: Extracted, wanted: ExtractOptions) -> list[str]:
    """Return what to do where the rules read nothing, because the language of a text is not known or none of theirs."""
    from claims.extractors.rules import Rules
    from claims.lexicon import known_language
    from claims.trigger import trigger_languages

    language = wanted.language or one.document.language
    read = sorted(trigger_languages())
    if wanted.extractor.name != Rules().name or known_language(language) in read:
        return []
    name = _called(one.document)
    codes = ", ".join(read)
    if language:
        return [f"{name} is in “{clean(language)}”, which rules does not read; it reads {codes}"]
    return [f"the language of {name} was not found out, so rules read nothing; name it: --language CODE ({codes})"]


def _called(document: Document) -> str:
    """Return what a document is called on the terminal: its title, else its address, on one line."""
    return clip(clean(document.title or document.url or document.id), _LONGEST_NAME)


def _show(one: Extracted, wanted: ExtractOptions, *, dry_run: bool) -> None:
    document = one.document
    name = _called(document)
    counts = f"{len(one.new)} proposed, {len(one.known)} known, {len(one.refused)} refused"
    language = f", {document.language}" if document.language else ""
    ending = " (dry run: nothing was stored)" if dry_run else ""
    made_by = f"{wanted.extractor.name} {wanted.extractor.version}"
    show(f"{name}{clean(language)}, {clean(made_by)}: {counts}{ending}")
    if one.new:
        show_candidates(one.new)


def _as_json(one: Extracted, wanted: ExtractOptions) -> dict[str, Any]:
    document = one.document
    return {
        "document": document.id,
        "title": document.title,
        "url": document.url,
        "language": document.language,
        "sha256": document.sha256,
        "extraction": one.number,
        "extractor": wanted.extractor.name,
        "extractor_version": wanted.extractor.version,
        "model": wanted.extractor.model,
        "candidates": [candidate_as_json(candidate) for candidate in one.new],
        "known": [candidate.id for candidate in one.known],
        "refusals": one.refusals,
        "refused": [{**candidate_as_json(item.candidate), "reason": str(item.reason)} for item in one.refused],
    }
