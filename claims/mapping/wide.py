"""Wide tables made long: each column whose header says a source, a measure or a date is one claim of each row."""

from __future__ import annotations

import re
from collections import abc
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import Any

from claims.errors import BadMapping
from claims.mapping.cells import Trouble, names_in
from claims.mapping.fields import BOUNDS, DAYS, NOT_STATED, SECONDS, Block, Mapping, Wide
from claims.mapping.flags import retry_by, set_flag
from claims.mapping.hashtags import in_order, is_same
from claims.mapping.layout import BOUND
from claims.mapping.synonyms import bound_of
from claims.text import ascii_digits, fold

_MOST_LISTED = 12
_NUMBER_OF_DAY = re.compile(r"([1-6]\d{4})(?:\.\d+)?")
_SECONDS_OR_MORE = re.compile(r"(?:/Date\()?(-?\d{9,10})(?:\d{3})?(?:\.\d+)?(?:(?:[+-]\d{4})?\)/)?")
_DAY, _MONTH = re.compile(r"%[-#]?[dejxcDF]"), re.compile(r"%[-#]?[mbBxcDF]")


def blocks_of(mapping: Mapping, columns: abc.Sequence[str], *, file: str) -> tuple[tuple[Block, str], ...]:
    """Return a block for each wide column of a file, with the key in the mapping file that it comes from.

    Raises BadMapping where no column fits.
    """
    found: list[tuple[Block, str]] = []
    for number, wide in enumerate(mapping.wide):
        at = f"wide.{number}" if f"wide.{number}" in mapping.lines else "wide"
        free = _free(mapping, columns)
        meant = [column for column in free if _is_meant(wide, column, columns=columns)]
        fields = {
            column: said for column in meant if (said := header_fields(wide, column, mapping=mapping)) is not None
        }
        if not fields:
            listed = ", ".join(free[:_MOST_LISTED]) + (" …" if len(free) > _MOST_LISTED else "") or "none"
            raise BadMapping(
                mapping.name,
                f"no column of {file} is one that [wide] means",
                hint=f"columns that nothing else reads: {listed}",
                line=mapping.line_of(at),
            )
        if wide.alone and len(fields) > 1:
            listed = ", ".join(f"“{column}”" for column in fields)
            raise BadMapping(
                mapping.name,
                f"several columns of {file} hold figures ({listed}), and the others speak of only one of them",
                hint="make a file of each, with the columns that belong to it",
                line=mapping.line_of(at),
            )
        found += [(block, at) for block in _grouped(wide, fields, mapping=mapping, at=at)]
    return tuple(found)


def _grouped(wide: Wide, fields: abc.Mapping[str, dict[str, str]], *, mapping: Mapping, at: str) -> list[Block]:
    """Return the blocks of columns; those that are the bounds of one figure are one block.

    Raises BadMapping where two columns are the same bound of the same.
    """
    found: list[Block] = []
    bounded: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
    for column, said in fields.items():
        constants = {**wide.constants, **said}
        bound = constants.pop(BOUND, None)
        if bound is None:
            found.append(Block(constants, {wide.value: column}))
            continue
        together = bounded.setdefault(tuple(sorted(constants.items())), {})
        if not together:
            found.append(Block(constants, together))
        if bound in together:
            reason = f"“{together[bound]}” and “{column}” are both the {bound} bound of one figure"
            hint = "a [[wide]] for each says what differs, e.g. set = {population = ...}; or leave one out of columns"
            raise BadMapping(mapping.name, reason, hint=hint, line=mapping.line_of(at))
        together[bound] = column
    return found


def _free(mapping: Mapping, columns: abc.Sequence[str]) -> list[str]:
    """Return the columns that nothing else in a mapping reads."""
    named = [*mapping.columns.values(), *(name for block in mapping.claims for name in block.columns.values())]
    parts = [part for name in named if name not in columns for part in names_in(name)]
    left_out = [name for name in mapping.ignore if name not in columns]  # “Killed” is free where “Killed %” is not read
    rows = {*mapping.skip, *mapping.only} - {*mapping.wide_columns}  # of these "Injured" below "Killed" may be skipped
    used = {fold(name) for name in (*named, *parts, *rows, *left_out)}
    ignored = {"", *mapping.ignore}
    return [column for column in dict.fromkeys(columns) if column not in ignored and fold(column) not in used]


def _is_meant(wide: Wide, column: str, *, columns: abc.Sequence[str]) -> bool:
    """Return whether a column is named, by its name or by a pattern; a name that is there is no pattern."""
    patterns = (name.replace("[", "[[]") for name in wide.columns if name not in columns)
    return not wide.columns or column in wide.columns or any(fnmatchcase(column, name) for name in patterns)


def header_fields(wide: Wide, column: str, *, mapping: Mapping) -> dict[str, str] | None:
    """Return the fields that a header says, None if it is not written as those that are meant.

    What a header says goes through the names of the mapping, as a cell does.
    """
    said: dict[str, str] = {}
    measure = next((measure for hashtag, measure in wide.hashtags.items() if is_same(hashtag, column)), None)
    if measure is not None and ("(?P<measure>" in (wide.pattern or "") or wide.header == "measure"):
        return {"measure": measure}
    if wide.pattern is not None:
        match = re.search(wide.pattern, in_order(column))
        if match is None:
            return None
        said = {name: text.strip() for name, text in match.groupdict().items() if text and text.strip()}
        if BOUND in said:
            said[BOUND] = bound_of(said[BOUND])
    elif wide.header is not None:
        said = {wide.header: column}
    if wide.dates is not None:
        field = wide.header or "as_of"
        day = header_date(said.get(field, column), dates=wide.dates)
        if day is None:
            return None
        said[field] = day
    said = {name: mapping.names.get(name, {}).get(text, text) for name, text in said.items()}
    return None if said.get(BOUND, BOUNDS[0]) not in BOUNDS else said


def header_date(text: str, *, dates: str) -> str | None:
    """Return the ISO date of a header written so (signs of strptime), as precise as it is; None if it is not.

    SECONDS is the day, in universal time, of a number of seconds or milliseconds since 1970, DAYS a day by its number.
    """
    if (first := DAYS.get(dates)) is not None:
        number = _NUMBER_OF_DAY.fullmatch(ascii_digits(text.strip()))
        return (first + timedelta(days=int(number[1]))).isoformat() if number else None
    if dates == SECONDS:
        counted = _SECONDS_OR_MORE.fullmatch(text.strip())
        return f"{datetime.fromtimestamp(int(counted[1]), tz=UTC):%Y-%m-%d}" if counted else None
    try:
        day = datetime.strptime(ascii_digits(text.strip()), dates).date()  # noqa: DTZ007  only the day is used
    except ValueError:
        return None
    if _DAY.search(dates):
        return day.isoformat()
    return f"{day:%Y-%m}" if _MONTH.search(dates) else f"{day:%Y}"


def written_so(get: abc.Callable[[Any], str], dates: str, *, field: str) -> abc.Callable[[Any], str]:
    """Return what gives the ISO date of a cell that is written so (signs of strptime); one that is not is Trouble."""

    def read(cells: Any) -> str:
        text = get(cells).strip()
        if text in NOT_STATED:
            return ""
        day = header_date(text, dates=dates)
        if day is None:
            way = f"{retry_by(set_flag(f'written.{field}'))} takes such cells as they stand"
            hint = f"{way}; or mend the cell, or what [written] says: {field} = {dates}"
            raise Trouble(field, f"“{text}” is not written as the mapping says", hint=hint)
        return day

    return read


def with_file_name(mapping: Mapping, *, file: str) -> Mapping:
    """Return a mapping with the constants that the file's name says; what is given otherwise goes before them.

    Raises BadMapping where the name does not fit and a field is given by nothing else.
    """
    if mapping.file_name is None:
        return mapping
    pattern = re.compile(mapping.file_name)
    name = PurePath(file.partition("?")[0]).name
    match = pattern.search(name)
    if match is None:
        missing = [group for group in pattern.groupindex if group not in {*mapping.constants, *mapping.columns}]
        if not missing:
            return mapping
        flags = " ".join(f"--set {group}=NAME" for group in missing)
        raise BadMapping(
            mapping.name,
            f"the file's name “{name}” does not say its {', '.join(missing)}",
            hint=f"say it yourself: {flags}",
            line=mapping.line_of("file_name"),
        )
    said = {
        group: mapping.names.get(group, {}).get(text, text)
        for group, text in match.groupdict().items()
        if text and group not in mapping.columns
    }
    return replace(mapping, constants={**said, **mapping.constants})
