"""`claims ingest`: record the claims of files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.cli.completing import completes, completes_files
from claims.cli.ingested import PROBLEMS_SHOWN, report, summaries_as_json
from claims.cli.options import (
    CreatingCommand,
    WholeNumber,
    by_option,
    create_option,
    db_option,
    examples,
    json_option,
    language_code,
    one_of,
)
from claims.cli.output import show, show_json, show_table, tell
from claims.cli.progress import Progress
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping.fields import Mapping
    from claims.pipeline.batch import Summary
    from claims.pipeline.claim_store import ClaimStore

REFUSED, PROBLEMS = 1, 3
SUGGESTED = "suggested"


@click.command(
    "ingest",
    cls=CreatingCommand,
    epilog=examples(
        "claims ingest figures.csv --dry-run",
        "claims ingest figures.csv --map organisation=source --set measure=killed --dates dmy",
        "claims ingest daily.json --mapping daily.toml --create source",
        "claims ingest quotes.tsv --document article.txt --language ar",
        "claims ingest - --format json --set source=WHO",
        "claims ingest https://example.org/figures.xlsx --sheet 2",
        'claims ingest article.html --table "Casualties by city"',
        "claims ingest ged.csv --mapping ucdp-ged --create event,source",
        "claims ingest --suggest unknown.csv > unknown.toml",
        "claims ingest unknown.csv --mapping suggested --set event=flood-2020 --set source=OCHA --dry-run",
        "claims ingest --retry 3 --create source",
    ),
)
@click.argument("files", nargs=-1, metavar="FILE...", shell_complete=completes_files)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="Read a field of the claim from this column; COLUMN= leaves it out.",
)
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Give every claim this value, or say how to read the file: records=data.items, decimal=, ...",
)
@click.option(
    "--mapping",
    metavar="FILE.toml|NAME",
    shell_complete=completes("mapping"),
    help=f"A file that says how to read, one that comes with the program, or “{SUGGESTED}”: what --suggest proposes.",
)
@click.option("--list-mappings", is_flag=True, help="List the mappings that come with the program.")
@click.option("--suggest", is_flag=True, help="Only print a mapping for FILE, with the first claims that it gives.")
@click.option(
    "--retry", "batch", type=WholeNumber(min=1), metavar="BATCH", help="Take the refused rows of this ingest again."
)
@click.option(
    "--document", metavar="ID|FILE|URL", shell_complete=completes_files, help="What quotes and offsets refer to."
)
@click.option(
    "--language", metavar="CODE", callback=language_code, help="The language of wordings and dates: en, ar, fa ..."
)
@click.option("--dates", "order", type=one_of(("dmy", "mdy", "ymd")), help="How dates such as 02/12/2019 are read.")
@click.option("--encoding", metavar="NAME", help="The encoding of the file, if it is not found out: cp1256 ...")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook, by its name or its place from 1.")
@click.option(
    "--table",
    metavar="N|NAME",
    help="The table of a page or an SQLite file, by its number or words of its heading, or the file of an archive.",
)
@click.option(
    "--format",
    metavar="NAME",
    help="The format, if nothing tells it: csv, json, yaml, xml, sqlite, workbook, html, markdown, wikitext, "
    "document (Word), pdf, aligned (tables of plain text), ftm or quickstatements.",
)
@click.option("--allow-private", is_flag=True, help="Fetch from addresses inside your own network too.")
@create_option
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--verbose", is_flag=True, help=f"List every refused row, not {PROBLEMS_SHOWN} kinds only.")
@json_option
@db_option
@by_option
@click.pass_context
def command(
    context: click.Context,
    /,
    *,
    files: tuple[str, ...],
    list_mappings: bool,
    suggest: bool,
    batch: int | None,
    as_json: bool,
    db: str,
    **options: Any,
) -> None:
    """Record the claims of CSV, workbooks (XLSX, XLS, ODS), JSON, YAML, XML, SQLite, and tables of pages and texts.

    A row is one claim, unless a mapping says otherwise. Pages are HTML, texts Markdown, MediaWiki, Word, OpenDocument,
    PDF or plain; tables with HXL hashtags and FollowTheMoney statements are known too. Workbooks need the extra
    “workbook”.

    "-" is standard input; http(s) addresses are fetched (100 MB and two minutes at most) and kept by their hash. What
    is compressed (gzip, bzip2, xz) or the only table in a ZIP or TAR archive is read as it is; --table names one of
    several.

    Columns are recognised by their names; tables with a column a date, source or measure need a mapping. --suggest
    proposes one, and --mapping suggested takes that as it is. A row that cannot be recorded is refused with its place
    and the reason, and kept in the table reject; the rest goes on. One file is recorded whole or not at all, and the
    same file twice adds nothing. Without --document and without a URL in the row, the file itself is where its claims
    can be read.

    After a name or the mapping was mended, --retry takes the refused rows of an ingest again, by the mapping that it
    was read by unless another is given. Ends with 3 when rows were refused.
    """
    if list_mappings:
        _list_mappings(as_json=as_json)
        return
    if not files and batch is None:
        raise click.UsageError("give files to read, or an ingest to --retry", ctx=context)
    if files and batch is not None:
        raise click.UsageError("give files to read or an ingest to --retry, not both", ctx=context)
    if options["mapping"] == "":
        raise click.UsageError("--mapping names none: give a file, or a name from --list-mappings", ctx=context)
    if batch is not None and options["mapping"] == SUGGESTED:
        reason = f"--mapping {SUGGESTED} looks at a file, not at refused rows: leave it out, or name a mapping file"
        raise click.UsageError(reason, ctx=context)
    if suggest:
        _refuse_beside_suggest(context, files, batch=batch, as_json=as_json, mapping=options["mapping"])
        _suggest(files, db=db, options=options)
        return
    if batch is not None:
        _refuse_beside_retry(context, options)
    summaries, failed = _ingest_all(files, batch, db=db, as_json=as_json, options=options)
    if as_json:
        show_json(summaries_as_json(summaries, is_dry=options["dry_run"]))
    if failed:
        sys.exit(REFUSED)
    if any(summary.refused for summary in summaries):
        sys.exit(PROBLEMS)


def _refuse_beside_suggest(
    context: click.Context, files: Sequence[str], *, batch: int | None, as_json: bool, mapping: str | None
) -> None:
    """Refuse what makes no sense beside --suggest, which prints one mapping as TOML for one file."""
    if batch is not None:
        reason = "--suggest looks at a file, not at the rows of an ingest: name the file"
    elif len(files) > 1:
        reason = "--suggest proposes one mapping: name one file"
    elif mapping is not None:
        reason = "--suggest proposes a mapping for a file that has none: leave --mapping out"
    elif as_json:
        reason = "--suggest prints a mapping, which is TOML: leave --json out"
    else:
        return
    raise click.UsageError(reason, ctx=context)


def _refuse_beside_retry(context: click.Context, options: dict[str, Any]) -> None:
    """Refuse what says how a file is read beside --retry, which takes rows as they were read."""
    for name in ("encoding", "sheet", "table", "format"):
        if options[name] is not None:
            raise click.UsageError(f"--retry takes rows as they were read: leave --{name} out", ctx=context)


def _ingest_all(
    files: Sequence[str], batch: int | None, *, db: str, as_json: bool, options: dict[str, Any]
) -> tuple[list[Summary], int]:
    """Ingest each file, or take a batch's refused rows again; return what happened and how many files failed."""
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.ingest import IngestOptions, ingest
    from claims.pipeline.retry import retry

    by, verbose, maps, sets = (options.pop(name) for name in ("by", "verbose", "maps", "sets"))
    named = options.pop("mapping")
    summaries: list[Summary] = []
    failed = 0
    with ClaimStore.open(db) as store:
        stored = None if batch is None or named else _stored(store, batch, flags=bool(maps or sets))
        is_suggested = named == SUGGESTED
        mapping = _mapping(maps, sets, None if is_suggested else named, stored=stored)
        wanted = IngestOptions(mapping=mapping, is_suggested=is_suggested, **options)
        for file in [batch] if batch is not None else files:
            try:
                with Progress(f"batch {file}" if batch is not None else str(file)) as progress:
                    if isinstance(file, int):
                        summary = retry(store, file, by=by, options=wanted, progress=progress)
                    else:
                        summary = ingest(store, file, by=by, options=wanted, progress=progress)
            except ClaimsError as error:
                if len(files) <= 1:
                    raise
                failed += 1
                tell(f"Error: {error}\nHint: {error.hint}" if error.hint else f"Error: {error}")
                continue
            except KeyboardInterrupt:
                tell("Interrupted. Nothing half-done is left: `claims batch list` shows which files were recorded.")
                raise
            summaries.append(summary)
            if not as_json:
                report(summary, is_dry=wanted.dry_run, limit=None if verbose else PROBLEMS_SHOWN)
    return summaries, failed


def _stored(store: ClaimStore, batch: int, *, flags: bool) -> Mapping | None:
    """Return the mapping that a batch was read by, if flags are to go before it."""
    from claims.pipeline.retry import mapping_of

    return mapping_of(store, batch) if flags else None


def _mapping(
    maps: Sequence[str], sets: Sequence[str], named: str | None, *, stored: Mapping | None = None
) -> Mapping | None:
    """Return what flags and the mapping (named, else stored) say together, flags first; None if there are neither."""
    from claims.mapping import from_flags, open_mapping

    flags = from_flags(maps, sets) if maps or sets else None
    base = open_mapping(named) if named else stored
    if base is None or flags is None:
        return base or flags
    return base.overridden_by(flags)


def _list_mappings(*, as_json: bool) -> None:
    """Print the mappings that come with the program."""
    from claims.mapping import shipped_mappings

    found = shipped_mappings()
    if as_json:
        show_json([{"name": name, **mapping.as_data()} for name, mapping in found.items()])
    else:
        show_table(("mapping", "what it reads"), [(name, mapping.about or "") for name, mapping in found.items()])


def _suggest(files: Sequence[str], *, db: str, options: dict[str, Any]) -> None:
    """Print a mapping for each file; the names that a database knows help where there is one."""
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.propose import propose
    from claims.pipeline.suggested import said_of
    from claims.table import ReadOptions

    reading = ReadOptions(encoding=options["encoding"], sheet=options["sheet"], table=options["table"])
    chosen = [f"{key}={options[key]}" for key in ("encoding", "sheet", "table") if options[key]]
    flags = _mapping(options["maps"], (*options["sets"], *chosen), None)
    for file in files:
        said = said_of(flags, order=options["order"], language=options["language"], file=file)
        asked = {"options": reading, "format": options["format"], "said": said}
        asked["allow_private"] = options["allow_private"]
        if Path(db).is_file():
            with ClaimStore.open(db, write=False) as store:
                proposal = propose(file, store=store, **asked)
        else:
            proposal = propose(file, **asked)
        show(proposal.as_toml().rstrip())
        if sys.stdout.isatty():
            continue  # the comments of the mapping say it
        for what, sentence in proposal.told():
            tell(f"{what.capitalize()}: {sentence}")
