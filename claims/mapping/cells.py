"""How to get at the cells of a file's rows: by place in a table, by path in records, or several by a template."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from claims.errors import BadFile, BadMapping
from claims.mapping.fields import FIGURES, NO_FIGURE, NOT_STATED, Mapping
from claims.mapping.flags import map_flag
from claims.mapping.hashtags import is_same
from claims.table import Paths, value_at
from claims.text import close_matches, fold

Getter = Callable[[Any], str]
"""Takes the cells of a row and gives one of them as text."""
Value = Callable[[Any], Any]
"""Takes the cells of a row and gives one of them as it is."""
_BRACES = re.compile(r"\{([^{}]+)\}")
_DATES = frozenset(("as_of", "period_start", "published_on", "year"))
_WHOLE = re.compile(r"(\d+)\.0+\Z")
_NAMELESS = re.compile(r"column (\d+)")
"""How a mapping names a column without a header: by its place, the first being column 1."""
_ROWS = ("skip.", "only.", "ask.")
_APART = re.compile(r"; (?![^{}]*\})")
_OR = " | "
"""What stands between two names of one column, of which files have the one or the other."""


def names_in(wanted: str) -> list[str]:
    """Return the columns that a mapping means by one: those of a template, and each name of one that has several."""
    parts = _BRACES.findall(wanted) or [wanted]
    return [name.strip() for part in parts for name in (part, *part.split(_OR))]


def names_read(wanted: str, columns: abc.Collection[str]) -> list[str]:
    """Return the columns that are read for one of a mapping: of several names the first that is there."""
    there = {fold(column) for column in columns}
    parts = [part.split(_OR) for part in _BRACES.findall(wanted) or [wanted]]
    first = (next((name for name in names if fold(name) in there), names[0]) for names in parts)
    return [wanted, *(name.strip() for name in first)]


class Trouble(Exception):
    """A cell that cannot be what its field is."""

    def __init__(self, field: str, reason: str, *, hint: str = "") -> None:
        super().__init__(reason)
        self.field = field
        self.hint = hint


def text_of(value: Any, field: str) -> str:
    """Return a value of a record as text, "" for None; raises Trouble for a list or an object."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        kind = "a list" if isinstance(value, list) else "an object"
        raise Trouble(field, f"it holds {kind}, not a value", hint="name a path into it, as in a.0 or a.b")
    return str(value)


def _joined(value: Any, by: abc.Sequence[str], *, field: str) -> Any:
    """Return a list of texts as a cell that holds several, any other value as it is."""
    if not isinstance(value, list) or not by or not all(isinstance(one, str) for one in value):
        return value
    if whole := next((one for one in value if any(sign in one for sign in by)), None):
        raise Trouble(field, f"“{whole}” in its list would be parted", hint="part them by a sign that no name holds")
    return by[0].join(value)


class Cells:
    """How to get at the cells of one file's rows: by place in a table, by path in records.

    unseen holds a sentence for each path that the first records have not.
    """

    def __init__(self, mapping: Mapping, columns: abc.Sequence[str], *, file: str) -> None:
        self.mapping = mapping
        self.columns = columns
        self.file = file
        self.nested = isinstance(columns, Paths)
        self.unseen: dict[str, str] = {}

    def getter(self, wanted: str, *, at: str) -> Getter:
        """Return what gives a column, path or template as text; raises BadMapping or BadFile.

        What the mapping takes for nothing stated is "", but not in the columns by which rows are skipped, nor where
        [names] says what it stands for.
        """
        field = at.rpartition(".")[2]
        if "{" in wanted and wanted not in self.columns and (parts := _BRACES.split(wanted))[1:]:
            self._refuse_half(wanted, at=at)
            segments = _APART.split(wanted)
            if segments[1:] and field not in FIGURES:
                return self._segments(segments, at=at)
            return self._template(parts, at=at)
        if at.startswith(_ROWS):
            found = self._value(wanted, at=at)
            return (lambda cells: text_of(found(cells), field)) if self.nested else found
        get = self.value(wanted, at=at)
        if self.nested and field in self.mapping.split:
            by = self.mapping.split[field].by
            return lambda cells: text_of(_joined(get(cells), by, field=field), field)
        return (lambda cells: text_of(get(cells), field)) if self.nested else get

    def _refuse_half(self, wanted: str, *, at: str) -> None:
        """Raise BadMapping for a brace alone, beside which a column would be read by half: “{Year}-{Month”."""
        if set("{}") & set(_BRACES.sub("", wanted)) and wanted not in self.columns:
            hint = "write each column of a template in two braces: {Year}-{Month}"
            reason = f"“{wanted}” has a brace without the other"
            raise BadMapping(self.mapping.name, reason, hint=hint, line=self.mapping.line_of(at))

    def value(self, wanted: str, *, at: str) -> Value:
        """Return what gives a column, path or template as it is: text, or any value of a record."""
        self._refuse_half(wanted, at=at)
        if "{" in wanted and wanted not in self.columns and _BRACES.search(wanted):
            return self.getter(wanted, at=at)
        get = self._value(wanted, at=at)
        unstated = frozenset(self.mapping.not_stated).difference(self.mapping.names.get(at.rpartition(".")[2], ()))
        if not unstated:
            return get

        def stated(cells: Any) -> Any:
            value = get(cells)
            return "" if str(value).strip() in unstated else value

        return stated

    def there(self, wanted: str) -> str:
        """Return which of several names of a column ("best | best_est") the file has; any other text as it is."""
        if _OR in wanted and "{" not in wanted and wanted not in self.columns:
            return self._first_there(wanted.split(_OR)) or wanted
        return wanted

    def _value(self, wanted: str, *, at: str) -> Value:
        wanted = self.there(wanted)
        if not self.nested:
            return itemgetter(self._index(wanted, at=at))
        if not any(f"{path}.".startswith(f"{wanted}.") or wanted.startswith(f"{path}.") for path in self.columns):
            near = " or ".join(f"“{path}”" for path in close_matches(wanted, self.columns))
            guess = f": did you mean {near}?" if near else ""
            self.unseen[wanted] = f"the first records have no “{wanted}”{guess}"
        return _path(wanted)

    def _template(self, parts: list[str], *, at: str) -> Getter:
        """Return what joins columns; one that states nothing is left out with what parts it from the next.

        So is one that the file lacks, where the field is optional. Not so in a figure: "{low}-{high}" without its high
        is no exact number. In a date 7.0 is 7, as programs write the whole numbers of a column that has empty cells.
        """
        field = at.rpartition(".")[2]
        getters = [self._part(name.strip(), at=at, field=field) for name in parts[1::2]]
        words = parts[::2]
        is_figure, is_date = field in FIGURES, field in _DATES

        def joined(cells: Any) -> str:
            texts = [get(cells).strip() for get in getters]
            if not is_figure:
                texts = ["" if text in NOT_STATED else text for text in texts]
            if is_date:
                texts = [_WHOLE.sub(r"\1", text) for text in texts]
            if (texts and not any(texts)) or (is_figure and len(texts) == 1 and texts[0] in NO_FIGURE):
                return ""
            if is_figure or all(texts):
                return words[0] + "".join(text + word for text, word in zip(texts, words[1:], strict=True))
            there = [index for index, text in enumerate(texts) if text]
            between = [words[index + 1] for index in there[:-1]]
            inner = "".join(texts[index] + word for index, word in zip(there, [*between, ""], strict=True))
            return f"{words[0]}{inner}{words[-1]}"

        return joined

    def _segments(self, segments: abc.Sequence[str], *, at: str) -> Getter:
        """Return what joins the segments of a template; one whose columns state nothing is left out with its words."""
        getters = [self._template(_BRACES.split(segment), at=at) for segment in segments]
        return lambda cells: "; ".join(text for get in getters if (text := get(cells)))

    def _first_there(self, names: abc.Sequence[str]) -> str | None:
        """Return the first of some names that is a column of the file, None if none is."""
        there = {fold(column) for column in self.columns}
        return next((name.strip() for name in names if fold(name) in there), None)

    def _part(self, wanted: str, *, at: str, field: str) -> Getter:
        try:
            return self.getter(wanted, at=at)
        except BadMapping:
            if field in self.mapping.optional:
                return lambda _: ""
            raise

    def _index(self, wanted: str, *, at: str) -> int:
        name = " ".join(wanted.split())
        places = [index for index, column in enumerate(self.columns) if column == name]
        if not places:
            places = [index for index, column in enumerate(self.columns) if fold(column) == fold(name) != ""]
        if not places:
            places = [index for index, column in enumerate(self.columns) if is_same(column, name)]
        if not places and (match := _NAMELESS.fullmatch(name)) and 0 < int(match[1]) <= len(self.columns):
            places = [int(match[1]) - 1] if not self.columns[int(match[1]) - 1].strip() else []
        if len(places) > 1:
            hint = f"give the columns names of their own, or leave them out: {map_flag(self.columns[places[0]])}"
            raise BadFile(self.file, f"its header has “{wanted}” {len(places)} times", hint=hint)
        if places:
            return places[0]
        near = close_matches(wanted, self.columns)
        guess = f"did you mean {' or '.join(f'“{column}”' for column in near)}? " if near else ""
        hint = f"{guess}its columns are: {', '.join(column for column in self.columns if column)}"
        line = self.mapping.line_of(at)
        raise BadMapping(self.mapping.name, f"{self.file} has no column “{wanted}”", hint=hint, line=line)


def taking(get: Value, pattern: str, *, field: str) -> Getter:
    """Return what gives the part of a cell that a pattern's first group with something in it takes.

    A cell that states nothing stays so; one that the pattern does not fit is Trouble.
    """
    compiled = re.compile(pattern)

    def taken(cells: Any) -> str:
        text = text_of(get(cells), field).strip()
        if text in NOT_STATED:
            return ""
        match = compiled.search(text)
        part = next((group for group in match.groups() if group), None) if match else None
        if part is None:
            hint = f"mend the cell, or the pattern under [take]: {pattern}"
            raise Trouble(field, f"“{text}” is not written as the mapping says", hint=hint)
        return part.strip()

    return taken


def _path(wanted: str) -> Value:
    """Return what gives the value at a path of a record ("verified.killed", "names.0"), None where there is none."""
    if "." not in wanted:
        return lambda record: record.get(wanted)
    return lambda record: value_at(record, wanted)
