"""What all commands share in printing: data to standard output, words to standard error, both safe for any terminal."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING, Any

import click

from claims.text import strip_controls

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.exporters.terminal import Style

SIGNS = "✕≉≈●○▸◂─┬├┤┼“”×…"
DEFAULT_COLUMNS = 80
UNBOUNDED = 1_000_000
LEAST_ROOM = 20


def wants_colour(stream: IO[Any]) -> bool:
    """Return whether colours may go to a stream: NO_COLOR forbids, FORCE_COLOR demands, else only a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def can_write(text: str, stream: IO[Any]) -> bool:
    """Return whether a stream's encoding has all characters of a text."""
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def style(*, everything: bool = False) -> Style:
    """Return how standard output wants its text: as wide as the terminal (or COLUMNS), 80 where there is none."""
    from claims.exporters.terminal import Style

    return Style(
        columns=_columns(),
        colour=wants_colour(sys.stdout),
        unicode=can_write(SIGNS, sys.stdout),
        everything=everything,
    )


def row_style() -> Style:
    """Return how standard output wants rows: as wide as they are where no terminal reads them, one a line."""
    wanted = style()
    return wanted if sys.stdout.isatty() or os.environ.get("COLUMNS") else wanted._replace(columns=UNBOUNDED)


def show_row(text: str, *, indent: str = "  ", more: str = "    ") -> None:
    """Print a row of clean text, wrapped to fit; its first line is indented, and those below by more."""
    from claims.exporters.terminal import wrap

    wanted = row_style()
    first, *rest = wrap(text, max(wanted.columns - max(len(indent), len(more)), LEAST_ROOM))
    show(wanted.finish("\n".join([indent + first, *(more + line for line in rest)])))


def _columns() -> int:
    """Return what shutil.get_terminal_size does, whose module takes longer to load than a comparison to be drawn."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or DEFAULT_COLUMNS  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return DEFAULT_COLUMNS


def _fit(text: str, stream: IO[Any]) -> str:
    """Return the text with a question mark for each character that a stream cannot write."""
    if can_write(text, stream):
        return text
    from claims.exporters.terminal import Style

    encoding = getattr(stream, "encoding", None) or "ascii"
    return Style(unicode=False).finish(text).encode(encoding, "replace").decode(encoding)


def show(text: str) -> None:
    """Print text that was made for a terminal, colours included, on standard output."""
    click.echo(_fit(text, sys.stdout), color=wants_colour(sys.stdout))


def tell(text: str, *, file: IO[Any] | None = None) -> None:
    """Print words for the person at the terminal on standard error."""
    stream = file or sys.stderr
    click.echo(_fit(strip_controls(text), stream), file=stream)


def show_json(data: Any) -> None:
    """Print data as JSON on standard output; a record is an object with its fields, wherever it stands."""
    import json

    data = _by_name(data)
    text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    click.echo(text if can_write(text, sys.stdout) else json.dumps(data, indent=2, default=str))


def show_rows(rows: Sequence[dict[str, Any]], *, form: str) -> None:
    """Print rows on standard output as "json", or as "csv" with what holds several values in one cell."""
    if form == "json":
        show_json(rows)
        return
    from claims.exporters.claim_rows import csv_lines

    rows = [{name: _in_a_cell(value) for name, value in row.items()} for row in rows]
    for line in csv_lines(rows, list(rows[0])) if rows else ():
        sys.stdout.buffer.write(line.encode())
    sys.stdout.flush()


def _in_a_cell(value: Any) -> Any:
    """Return a value that CSV can hold: names of a list behind each other, any other record as JSON."""
    import json

    value = _by_name(value)
    if isinstance(value, list) and all(isinstance(one, str | int) or "name" in one for one in value):
        return "; ".join(str(one["name"] if isinstance(one, dict) else one) for one in value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return int(value) if isinstance(value, bool) else value


def _by_name(data: Any) -> Any:
    """Return data with every named tuple as a dictionary, which JSON would write as a list."""
    if isinstance(data, dict):
        return {key: _by_name(value) for key, value in data.items()}
    if isinstance(data, tuple) and hasattr(data, "_asdict"):
        return _by_name(data._asdict())
    return [_by_name(item) for item in data] if isinstance(data, list | tuple) else data


def show_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows of clean cells under their headings on standard output, each on one line where that is no terminal."""
    from claims.exporters.terminal import table

    wanted = row_style()
    show(wanted.finish("\n".join(table(head, rows, style=wanted))))


def is_interactive() -> bool:
    """Return whether a person can be asked: standard input and standard error are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()
