"""`claims export`: give claims to spreadsheets and other programs."""

from __future__ import annotations

import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, BinaryIO

import click

from claims.cli.completing import completes
from claims.cli.options import NamedPath, db_option, examples, known_names_only, one_of
from claims.cli.output import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.reading.export import ExportReader, Wanted

BYTE_ORDER_MARK = "\ufeff"


@click.command(
    "export",
    epilog=examples(
        "claims export iran-protests-2019 --out protests.csv",
        "claims export --out claims.csv --bom",
        "claims export iran-protests-2019 --measure killed --format jsonl",
    ),
)
@click.argument("event", default="", metavar="[EVENT]", shell_complete=completes("event"))
@click.option("--measure", metavar="NAME", shell_complete=completes("measure"), help="Only this measure.")
@click.option("--source", metavar="NAME", shell_complete=completes("source"), help="Only this source.")
@click.option(
    "--format",
    "form",
    type=one_of(("csv", "jsonl")),
    default="csv",
    show_default=True,
    help="CSV, or an object of JSON a line.",
)
@click.option("--withheld", is_flag=True, help="Withheld claims too.")
@click.option("--bom", is_flag=True, help="Begin with the mark by which Excel knows that letters are UTF-8.")
@click.option("--out", metavar="FILE", type=NamedPath(dir_okay=False), help="A new file, instead of standard output.")
@db_option
def command(
    *,
    event: str,
    measure: str | None,
    source: str | None,
    form: str,
    withheld: bool,
    bom: bool,
    out: str | None,
    db: str,
) -> None:
    """Write claims as rows that `claims ingest` reads: of one EVENT or all, with source, figure, quote and document.

    A claim has a row for each place in which it can be read. Rows that are read into the same database again add
    nothing, and what was added to the table is recorded. Other changes of a row make another claim: what is recorded
    stays. Of one database into another `claims merge` takes everything, and JSON of comparisons is given by `claims
    compare --json`.
    """
    from claims import schema
    from claims.exporters.claim_rows import lines_of
    from claims.pipeline.find import Names
    from claims.reading.export import COLUMNS, ExportReader, Wanted

    with closing(schema.connect(db)) as connection, known_names_only():
        reader = ExportReader(connection)
        asked = {"event": event or None, "measure": measure, "source": source}
        names = Names(reader)
        slugs = {
            kind: reader.canonical(kind, names.find(kind, name)) for kind, name in asked.items() if name is not None
        }
        wanted = Wanted(**slugs, withheld=withheld)
        with closing(reader.claim_rows(wanted)) as rows, _target(out) as stream:
            written = _write(stream, lines_of(form, rows, list(COLUMNS)), begin=BYTE_ORDER_MARK if bom else "")
        _report(reader, wanted, rows=written - (form == "csv"), out=out)


@contextmanager
def _target(out: str | None) -> Iterator[BinaryIO]:
    """Give standard output, or a file that is new and is not left there half-written."""
    if out is None:
        yield sys.stdout.buffer
        return
    from pathlib import Path

    from claims.errors import AlreadyExists

    path = Path(out)
    if path.exists():
        raise AlreadyExists(out)
    try:
        with path.open("xb") as stream:
            yield stream
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _write(stream: BinaryIO, lines: Iterable[str], *, begin: str) -> int:
    """Write lines as UTF-8, whatever the encoding of the terminal, and return how many they were."""
    number = 0
    stream.write(begin.encode())
    for line in lines:
        stream.write(line.encode())
        number += 1
    stream.flush()
    return number


def _report(reader: ExportReader, wanted: Wanted, *, rows: int, out: str | None) -> None:
    if out is not None or not rows:
        tell(f"{'One row' if rows == 1 else f'{rows:,} rows'}{f' in {out}' if out else ''}.")
    left = 0 if wanted.withheld else reader.withheld(wanted)
    if left:
        claims = "one withheld claim is" if left == 1 else f"{left:,} withheld claims are"
        tell(f"{claims} left out; --withheld writes them too.")
