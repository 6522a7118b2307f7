"""`claims add`: record one claim by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from claims.cli.completing import completes
from claims.cli.options import (
    CreatingCommand,
    basis_option,
    by_option,
    create_option,
    db_option,
    examples,
    in_words,
    json_option,
    language_code,
)
from claims.cli.output import is_interactive, show, show_json, tell
from claims.errors import REASON, ClaimsError, InField, Missing, Refused, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model import Claim, Draft
    from claims.pipeline.claim_store import ClaimStore, Recorded

REQUIRED = {
    "event": "Event (what happened)",
    "measure": "Measure (what is counted: killed, injured ...)",
    "source": "Source (who says so; not the newspaper that carried it)",
    "says": "Figure, in the words of the source (at least 161)",
}
NAMED = {"event": "event", "measure": "measure", "source": "source", "publisher": "source", "relayed_by": "source"}
OPTIONS = {"published_on": "--published", "accessed_on": "--accessed"}
UNJUDGED = 6
EVIDENCE = ("document", "url", "title")
OF_A_DOCUMENT = ("publisher", "published_on", "accessed_on", "archive_url", "locator", "relayed_by")


@click.command(
    "add",
    cls=CreatingCommand,
    epilog=examples(
        'claims add --event iran-protests-2019 --measure killed --source MEK --says "at least 600"',
        "claims add --event iran-protests-2019 --measure killed --source MEK \\\n"
        '      --says "at least 600" --as-of 2019-12-02 --url https://example.org/news/1 \\\n'
        '      --language ar --quote "فقد قتل 600 متظاهر على الأقل في إيران"',
        'claims add --event "Floods in Derna" --measure killed --source WHO \\\n      --says "about 4,000" --create',
    ),
)
@click.option("--event", metavar="NAME", shell_complete=completes("event"), help="What happened: id or any name.")
@click.option("--measure", metavar="NAME", shell_complete=completes("measure"), help="What is counted or stated.")
@click.option("--source", metavar="NAME", shell_complete=completes("source"), help="Who says so, in any script.")
@click.option("--says", metavar="TEXT", help="The figure as the source words it: “at least 161”, “10 آلاف”.")
@click.option(
    "--population", metavar="TEXT", default="all", show_default=True, help="Whom it counts: women, children ..."
)
@click.option("--place", metavar="TEXT", default="", help="Where, if not the event's whole area.")
@click.option("--period-start", metavar="DATE", help="The first day it counts, if not the event's.")
@click.option("--as-of", metavar="DATE", help="The last day it speaks of: 2019-12-02, 2019-12 or 2019.")
@basis_option
@click.option(
    "--credibility", type=click.IntRange(1, 6), default=6, show_default=True, help="1 confirmed ... 6 not judged."
)
@click.option("--note", metavar="TEXT", help="A remark of yours.")
@click.option(
    "--document",
    metavar="ID|FILE|URL",
    help="Where it is read: a stored document, a file (text, HTML, PDF, Word), a page.",
)
@click.option("--url", metavar="URL", help="The page on which it is read.")
@click.option("--title", metavar="TEXT", help="The title of the document.")
@click.option("--publisher", metavar="NAME", shell_complete=completes("source"), help="Who published the document.")
@click.option("--published", "published_on", metavar="DATE", help="When the document was published.")
@click.option("--accessed", "accessed_on", metavar="DATE", help="When you read it.")
@click.option("--archive-url", metavar="URL", help="An archived copy of the page.")
@click.option(
    "--language", metavar="CODE", callback=language_code, help="The language of the quote: en, ar, fa, fr ..."
)
@click.option("--quote", metavar="TEXT", help="The passage, letter by letter; the number must stand in it.")
@click.option("--locator", metavar="TEXT", help="Where in the document: page 3, table 2 ...")
@click.option("--relayed-by", metavar="NAME", shell_complete=completes("source"), help="Who carried the claim.")
@click.option(
    "--force", metavar="REASON", callback=in_words, help="Accept a quote without the number; the reason is recorded."
)
@create_option
@json_option
@db_option
@by_option
def command(*, db: str, by: str, as_json: bool, create: frozenset[str], force: str | None, **given: Any) -> None:
    """Record one claim: who said which figure, and where it can be read.

    On a terminal you are asked for what is missing. Names are found in any script and spelling that is on record; a
    name that is not on record is refused unless --create is given. What is on record already is not recorded twice.
    """
    from claims.pipeline.claim_store import ClaimStore

    with ClaimStore.open(db) as store:
        if is_interactive():
            create |= _ask(store, given, create=create)
        missing = [f"--{name}" for name in REQUIRED if not (given[name] or "").strip()]
        if missing:
            raise click.UsageError(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing")
        try:
            _check_evidence(given)
            document, recorded = _record(store, given, by=by, create=create, force=force)
        except InField as error:
            if isinstance(error.error, UnknownName):
                raise
            option = OPTIONS.get(error.field, f"--{error.field.replace('_', '-')}")
            raise InField(error.field, Refused(f"{option}: {error}", hint=error.hint)) from error
        status = _status(store, recorded.claim)
    for sentence in _kept(recorded, given):
        tell(sentence)
    if as_json:
        fields = {"is_new": recorded.is_new, "new_appearance": recorded.new_appearance, "document": document}
        show_json({"claim": recorded.claim.id, **fields, **status})
        return
    show(recorded.claim.id)
    _report(recorded, document=document, status=status)


def _check_evidence(given: dict[str, Any]) -> None:
    """Refuse an address that no reader could open, and what is said of a document where none is named."""
    from claims.mapping.checked import no_address

    for name in ("url", "archive_url"):
        if given[name] and (trouble := no_address(given[name])) is not None:
            hint = f"{trouble.hint}; what is no page is named with --title, --locator or --document"
            raise InField(name, Refused(str(trouble), hint=hint))
    said = next((name for name in OF_A_DOCUMENT if given[name]), None)
    if said is not None and not any(given[name] for name in EVIDENCE):
        raise InField(said, Missing("the document that it belongs to", hint="give --url, --title or --document"))


def _kept(recorded: Recorded, given: dict[str, Any]) -> Iterator[str]:
    """Yield what a claim that was known already keeps, where another note or credibility was given."""
    claim = recorded.claim
    if recorded.is_new:
        return
    for name, said, unsaid in (("credibility", given["credibility"], UNJUDGED), ("note", given["note"], None)):
        kept = getattr(claim, name)
        if said not in {unsaid, "", kept}:
            shown = f"its {name} {kept}" if kept else f"no {name}"
            change = f'claims judge {claim.id[:8]} --{name} "{said}" {REASON}'
            yield f"The claim is known already and keeps {shown}; the one given was not recorded."
            yield f"Change it with: {change}"


def _record(
    store: ClaimStore, given: dict[str, Any], *, by: str, create: frozenset[str], force: str | None
) -> tuple[str | None, Recorded]:
    """Record the document and the claim, both or neither."""
    from claims.model import Draft

    draft = Draft(**{name: value for name, value in given.items() if name != "accessed_on"})
    with store.transaction():
        document = _document(store, draft, accessed_on=given["accessed_on"], by=by, create=create)
        return document, store.add_claim(draft, by=by, document=document, create=create, force=force)


def _document(
    store: ClaimStore, draft: Draft, *, accessed_on: str | None, by: str, create: frozenset[str]
) -> str | None:
    """Record where the claim is read, or complete what is known of it, and return its id; None if nothing was named."""
    from claims.model import Document
    from claims.pipeline.find import Names

    if not (draft.document or draft.url or draft.title):
        return None
    known = ""
    if draft.document:
        from claims.pipeline.named_documents import document_from

        known = document_from(store, draft.document, by=by, language=draft.language)
    publisher = None
    if draft.publisher:
        try:
            publisher = Names(store.reader, store.store, by=by, create=create).find("source", draft.publisher)
        except ClaimsError as error:
            raise InField("publisher", error) from error
    return store.add_document(
        Document(
            known,
            title=draft.title,
            publisher=publisher,
            url=draft.url,
            archive_url=draft.archive_url,
            language=draft.language,
            published_on=_date("published_on", draft.published_on, language=draft.language),
            accessed_on=_date("accessed_on", accessed_on, language=draft.language),
        ),
        by=by,
    )


def _date(field: str, text: str | None, *, language: str | None) -> str | None:
    from claims import dates

    try:
        return None if not text else dates.parse(text, language=language).iso
    except ClaimsError as error:
        raise InField(field, error) from error


def _ask(store: ClaimStore, given: dict[str, Any], *, create: frozenset[str]) -> frozenset[str]:
    """Ask for what is missing, and what to do about unknown names; returns the kinds of names that may be made."""
    from claims.mapping.checked import no_address

    missing = [name for name in REQUIRED if not given[name]]
    for name in missing:
        given[name] = click.prompt(REQUIRED[name], err=True)
        create |= _settle(store, given, name, create=create)
        while name == "says" and (trouble := _misread(store, given)) is not None:
            tell(f"{trouble}.")
            tell(f"Hint: {trouble.hint}")
            given[name] = click.prompt(REQUIRED[name], err=True)
    if missing and not any(given[name] for name in EVIDENCE):
        given["url"] = click.prompt(
            "Where it can be read (URL; Enter for none)", default="", show_default=False, err=True
        )
        while given["url"] and (trouble := no_address(given["url"])) is not None:
            tell(f"{trouble}: {trouble.hint}.")
            given["url"] = click.prompt("URL (Enter for none)", default="", show_default=False, err=True)
        if given["url"] and not given["quote"]:
            given["quote"] = click.prompt("The passage (Enter for none)", default="", show_default=False, err=True)
    for name in NAMED:
        create |= _settle(store, given, name, create=create)
    return create


def _misread(store: ClaimStore, given: dict[str, Any]) -> ClaimsError | None:
    """Return why the figure cannot be read as its measure counts, or None; a measure that is not there yet counts."""
    from claims.model import ValueKind
    from claims.pipeline.figure import Reading, read_figure

    try:
        kind = store.reader.measure(store.find("measure", given["measure"])).value_kind
    except UnknownName:
        kind = ValueKind.COUNT
    trouble: ClaimsError | None = None
    for language in dict.fromkeys((None, given["language"])):
        try:
            read_figure(given["says"], kind=kind, reading=Reading(language=language))
        except ClaimsError as error:
            trouble = error
        else:
            return None
    return trouble


def _settle(store: ClaimStore, given: dict[str, Any], name: str, *, create: frozenset[str]) -> frozenset[str]:
    """Ask until a name is known or may be made; returns the kind that may be made, if any."""
    kind = NAMED.get(name)
    while kind and given[name] and kind not in create:
        try:
            store.find(kind, given[name])
        except UnknownName as error:
            tell(f"There is no {kind} “{given[name]}”.")
            for number, near in enumerate(error.near, start=1):
                tell(f"  {number}  {near}")
            wanted = "a number, " if error.near else ""
            answer = click.prompt(f"Give {wanted}another name, or “new” to add it", err=True).strip()
            if answer.strip("“”\"'").casefold() == "new":
                return frozenset({kind})
            chosen = answer.isdecimal() and 0 < int(answer) <= len(error.near)
            given[name] = error.near[int(answer) - 1] if chosen else answer
        else:
            break
    return frozenset()


def _status(store: ClaimStore, claim: Claim) -> dict[str, Any]:
    """Return what the claim's comparison has come to."""
    for comparison in store.reader.comparisons(event=claim.event, measure=claim.measure):
        if comparison.id == claim.comparison:
            ratio = None if comparison.ratio is None else float(round(comparison.ratio, 2))
            return {
                "comparison": comparison.id,
                "status": str(comparison.status),
                "sources": comparison.sources,
                "ratio": ratio,
            }
    return {"comparison": claim.comparison, "status": None, "sources": 0, "ratio": None}


def _report(recorded: Recorded, *, document: str | None, status: dict[str, Any]) -> None:
    """Say in words what was recorded and what it means for the comparison."""
    claim = recorded.claim
    what = f"{claim.source} says “{claim.says}” ({claim.measure}, {claim.event})"
    if recorded.is_new:
        tell(f"New claim: {what}.")
    elif recorded.new_appearance:
        tell(f"Known claim, read in one more place: {what}.")
    elif recorded.counts_again:
        tell(f"Known already: {what}.")
    else:
        tell(f"Known already, nothing was recorded: {what}.")
    if recorded.counts_again:
        tell("It had been withdrawn with its ingest, and counts again.")
    if document is None and recorded.is_new:
        tell("No document is named, so readers cannot check it: add it again with --url or --document.")
    if status["status"]:
        sources = f"{status['sources']} source{'' if status['sources'] == 1 else 's'}"
        ratio = "" if status["ratio"] is None else f", ratio {status['ratio']:.2f}"
        tell(f"This comparison: {status['status'].replace('_', ' ')} ({sources}{ratio}).")
    tell(f"See it with: claims compare {claim.event} --measure {claim.measure}")
