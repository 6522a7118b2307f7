"""The flags that say what a column or a cell means, written as they can be pasted at a prompt."""

from __future__ import annotations

RETRY = "claims ingest --retry "
"""How a hint begins that takes refused rows again; behind it stands BATCH until the number is known."""


def map_flag(column: str, field: str = "") -> str:
    """Return the flag that reads a column as a field, or as none: "--map 'Killed=says'"."""
    return f"--map {_in_quotes(f'{column}={field}')}"


def set_flag(key: str, value: str = "") -> str:
    """Return the flag that says a value of a mapping: "--set 'skip.Province=Total'"."""
    return f"--set {_in_quotes(f'{key}={value}')}"


def headers_are(*fields: str) -> str:
    """Return the flags that say what headers are that are no known names, of these fields or of all they may be."""
    *others, last = [set_flag("wide.header", field) for field in fields or ("place", "source", "population")]
    return " or ".join((", ".join(others), last)) if others else last


def _in_quotes(said: str) -> str:
    """Return a word of a POSIX shell: in single quotes, which a header such as "Nombre d'enfants" ends otherwise."""
    return "'" + said.replace("'", "'\\''") + "'"
