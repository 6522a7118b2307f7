"""The flags that say what a column or a cell means, written as they can be pasted at a prompt."""

from __future__ import annotations

_BATCH = "BATCH"
_RETRY = f"claims ingest --retry {_BATCH}"


def retry_by(*flags: str) -> str:
    """Return the command that takes refused rows again with these flags; its batch is named once it is known."""
    return " ".join((_RETRY, *flags))


def in_batch(hint: str, number: int | None, *, made: str = "") -> str:
    """Return a hint whose commands name the batch, and flags for what it may make (made).

    Without a number no batch keeps the rows: of each command the flags stay, which then go with the file.
    """
    return hint.replace(f"{_RETRY} ", "" if number is None else f"{_RETRY.replace(_BATCH, str(number))} {made}")


def map_flag(column: str, field: str = "") -> str:
    """Return the flag that reads a column as a field, or as none: "--map 'Killed=says'"."""
    return f"--map {_in_quotes(f'{column}={field}')}"


def set_flag(key: str, value: str = "") -> str:
    """Return the flag that says a value of a mapping: "--set 'skip.Province=Total'"."""
    return f"--set {_in_quotes(f'{key}={value}')}"


def unasked(column: str) -> str:
    """Return the end of a hint that tells the one flag for all cells of a column, "" where no one column is read."""
    is_one = column and "{" not in column
    return f"; {set_flag(f'ask.{column}')} takes all that this column asks about as it stands" if is_one else ""


def headers_are(*fields: str) -> str:
    """Return the flag that says what headers are that are no known names, with the fields that it may name else."""
    first, *others = fields or ("place", "source", "population")
    return set_flag("wide.header", first) + (f" (or {', '.join(others)})" if others else "")


def _in_quotes(said: str) -> str:
    """Return a word of a POSIX shell: in single quotes, which a header such as "Nombre d'enfants" ends otherwise."""
    return "'" + said.replace("'", "'\\''") + "'"
