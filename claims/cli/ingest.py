"""`claims ingest`: record the claims of files."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from claims.cli.options import CreatingCommand, by_option, create_option, db_option, examples, json_option
from claims.cli.output import show, show_json, tell
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping_fields import Mapping
    from claims.model import Problem
    from claims.pipeline_ingest import Summary

REFUSED, PROBLEMS = 1, 3
PROBLEMS_SHOWN = 20
COUNTS = ("read", "added", "known", "appearances", "refused")


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
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--map", "maps", multiple=True, metavar="COLUMN=FIELD", help="Read a field of the claim from this column."
)
@click.option("--set", "sets", multiple=True, metavar="FIELD=VALUE", help="Give every claim this value.")
@click.option(
    "--mapping", "mapping_file", metavar="FILE.toml", help="A file that says how to read; flags go before it."
)
@click.option("--document", metavar="ID|FILE|URL", help="What quotes and offsets refer to.")
@click.option("--language", metavar="CODE", help="The language of wordings and dates: en, ar, fa ...")
@click.option(
    "--dates", "order", type=click.Choice(("dmy", "mdy", "ymd")), help="How dates such as 02/12/2019 are read."
)
@click.option("--encoding", metavar="NAME", help="The encoding of the file, if it is not found out: cp1256 ...")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook, by its name or its place from 1.")
@click.option("--format", metavar="NAME", help="The format, if the file's name does not tell: csv, json or workbook.")
@click.option("--allow-private", is_flag=True, help="Fetch from addresses inside your own network too.")
@create_option
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--verbose", is_flag=True, help=f"List every refused row, not {PROBLEMS_SHOWN} only.")
@json_option
@db_option
@by_option
def command(
    *,
    files: tuple[str, ...],
    maps: tuple[str, ...],
    sets: tuple[str, ...],
    mapping_file: str | None,
    as_json: bool,
    verbose: bool,
    db: str,
    by: str,
    **options: Any,
) -> None:
    """Record the claims of CSV, TSV, JSON or JSONL files and XLSX, XLS or ODS workbooks, one claim a row.

    "-" is standard input; http(s) addresses are fetched (100 MB and two minutes at most) and kept by their hash. What
    is compressed with gzip, or alone in a ZIP archive, is read as it is.

    Columns are recognised by their names. A row that cannot be recorded is refused with its place and the reason, and
    kept in the table reject; the rest goes on. One file is recorded whole or not at all, and the same file twice adds
    nothing. Without --document and without a URL in the row, the file itself is where its claims can be read.

    Ends with 3 when rows were refused.
    """
    from claims.pipeline import ClaimStore
    from claims.pipeline_ingest import IngestOptions, ingest

    wanted = IngestOptions(mapping=_mapping(maps, sets, mapping_file), **options)
    summaries: list[Summary] = []
    failed = 0
    with ClaimStore.open(db) as store:
        for file in files:
            progress = Progress(file)
            try:
                summary = ingest(store, file, by=by, options=wanted, progress=progress)
            except ClaimsError as error:
                progress.clear()
                if len(files) == 1:
                    raise
                failed += 1
                tell(f"Error: {error}\nHint: {error.hint}" if error.hint else f"Error: {error}")
                continue
            progress.clear()
            summaries.append(summary)
            if not as_json:
                _report(summary, is_dry=wanted.dry_run, limit=None if verbose else PROBLEMS_SHOWN)
    if as_json:
        show_json(_as_json(summaries, is_dry=wanted.dry_run))
    if failed:
        sys.exit(REFUSED)
    if any(summary.refused for summary in summaries):
        sys.exit(PROBLEMS)


def _mapping(maps: Sequence[str], sets: Sequence[str], file: str | None) -> Mapping | None:
    """Return what flags and the mapping file say together, flags first; None if there are neither."""
    if not (maps or sets or file):
        return None
    from claims.mapping_file import from_flags, load

    flags = from_flags(maps, sets) if maps or sets else None
    if file is None:
        return flags
    return load(file).overridden_by(flags) if flags else load(file)


class Progress:
    """Rows read so far and their rate, on a terminal only."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.started = monotonic()
        self.is_shown = False

    def __call__(self, rows: int) -> None:
        """Show that so many rows have been read."""
        if not sys.stderr.isatty():
            return
        seconds = monotonic() - self.started
        rate = f", {rows / seconds:,.0f} rows/s" if seconds > 0 else ""
        click.echo(f"\r\x1b[K{click.format_filename(self.file)}: {rows:,} rows{rate}", nl=False, err=True)
        self.is_shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self.is_shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def _report(summary: Summary, *, is_dry: bool, limit: int | None) -> None:
    """Print the counts on standard output; refused rows and notes on standard error."""
    for note in summary.notes:
        tell(f"Note: {note}")
    for problem in summary.problems[:limit]:
        tell(_place(problem))
        if problem.hint:
            tell(f"  Hint: {problem.hint}")
    left = len(summary.problems) - len(summary.problems[:limit])
    if left:
        kept = (
            "--verbose lists them" if is_dry else f"--verbose lists them, and table reject keeps batch {summary.batch}"
        )
        tell(f"and {left:,} more refused; {kept}")
    counts = ", ".join(
        (
            f"{summary.read:,} read",
            f"{summary.added:,} added",
            f"{summary.known:,} already known",
            f"{summary.appearances:,} new appearances",
            f"{summary.refused:,} refused",
        )
    )
    show(f"{summary.file}: {counts}" + (" (dry run: nothing was stored)" if is_dry else ""))


def _place(problem: Problem) -> str:
    """Return a refused row as one line: file, row, column, reason."""
    row = "" if problem.row is None else f", row {problem.row}"
    column = "" if problem.column is None else f", column {problem.column}"
    return f"{problem.file}{row}{column}: {problem.reason}"


def _as_json(summaries: Sequence[Summary], *, is_dry: bool) -> dict[str, Any]:
    """Return the counts of all files together and of each, with every refused row."""
    from dataclasses import asdict

    totals = {name: sum(getattr(summary, name) for summary in summaries) for name in COUNTS}
    return {"dry_run": is_dry, **totals, "files": [asdict(summary) for summary in summaries]}
