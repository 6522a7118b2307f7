"""What a mapping can say: the fields of a claim, other words for them, and the record of a mapping."""

from __future__ import annotations

import json
from collections import abc
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from claims.table import ReadOptions
from claims.wordlists import wordlist

Order = Literal["dmy", "mdy", "ymd"]

FIELDS = (
    "event",
    "measure",
    "source",
    "says",
    "hedge",
    "low",
    "best",
    "high",
    "population",
    "place",
    "period_start",
    "as_of",
    "year",
    "basis",
    "credibility",
    "note",
    "quote",
    "quote_start",
    "quote_end",
    "locator",
    "language",
    "relayed_by",
    "document",
    "url",
    "title",
    "publisher",
    "published_on",
    "archive_url",
)
"""All that a column or a constant can be. hedge is a column of its own with the modifier ("at least", "about")."""

REQUIRED = ("event", "measure", "source")
"""Fields that every claim has."""

BOUNDS = ("low", "best", "high")
FIGURES = ("says", *BOUNDS)
"""The fields of which a claim needs one."""

OTHER_NAMES = {
    "figure": "says",
    "value": "says",
    "modifier": "hedge",
    "start": "quote_start",
    "end": "quote_end",
    "published": "published_on",
    "archive": "archive_url",
}
"""Other words for fields, wherever a field is named."""

READING = (
    *("format", "encoding", "delimiter", "short_rows", "over_rows", "records", "sheet", "table", "language", "decimal"),
    *("dates", "names_below", "headings"),
)
SETTINGS = (*READING, "file_name", "about")
"""What a mapping says of the file as a whole; each is also a field of Mapping."""

DATES = ("period_start", "as_of", "published_on")
"""Fields that are dates, of which a mapping can say how they are written."""

SECONDS = "%s"
"""How a date is written that counts seconds or milliseconds since 1970, as the C library calls it."""

DAYS = {"days": date(1899, 12, 30), "days-1904": date(1904, 1, 1)}
"""How a date is written that counts days, as spreadsheet programs do, by the day from which it counts."""

HEADING = "heading above"
"""The column in which each row has what heads it, where a mapping says that rows of one text are headings."""
HEADINGS = ("place", "source", "measure", "event", "population", "as_of", "period_start", "year")
"""What headings can be."""

SPLITTABLE = ("says", "source", "event", "measure", "population", "place")
"""Fields of which a cell can hold several."""

_DASHES = ("-", "–", "—")
NOT_STATED = frozenset(("", *_DASHES, "n/a", "N/A", "null", "NULL", r"\N"))
"""Cells that state nothing, in any column; databases write \\N where there is no value."""
NO_FIGURE = NOT_STATED | {
    text.replace(" ", blank) for text in wordlist("tables")["no_figure"] for blank in " \u00a0\u202f"
}
"""Cells of a figure column that state nothing. "none" and "unknown" are statements, and 0 is a figure."""


@dataclass(frozen=True, slots=True)
class Block:
    """One claim of each row: constants (field to value) and columns (field to column, path or template)."""

    constants: abc.Mapping[str, str] = field(default_factory=dict)
    columns: abc.Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wide:
    """Columns that are one claim of each row each, and what their headers say.

    columns holds names or patterns with * and ?; without it and without pattern every column is meant that nothing else
    reads. pattern is a regular expression that fits a header, its named groups are fields (bound: which of low, best,
    high). header is the field that the whole header is; dates is how a header that is a date is written, in the signs
    of strptime. value is the field of the figure that the cells hold. alone means that only one column may fit, because
    other columns speak of it. hashtags holds measures by the HXL hashtag that is the whole header, whatever the pattern
    makes of it.
    """

    columns: tuple[str, ...] = ()
    pattern: str | None = None
    header: str | None = None
    dates: str | None = None
    value: str = "says"
    constants: abc.Mapping[str, str] = field(default_factory=dict)
    alone: bool = False
    hashtags: abc.Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Split:
    """That a cell holds several: by what they are parted; for figures, which words in them name which measure.

    speakers are templates of words that name who asserts figures ("Per {}", "{} claim"); whom means that the words
    beside a figure say who is counted. in_order holds the measures of figures that follow each other as the header
    ("Killed/Injured") names them.
    """

    by: tuple[str, ...]
    measures: abc.Mapping[str, str] = field(default_factory=dict)
    speakers: tuple[str, ...] = ()
    whom: bool = False
    in_order: abc.Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a file is read. name is what errors call it, the path of its file or the flags.

    constants and columns hold for every claim, those of a block go first; without blocks a row is one claim. skip holds
    the rows that are nobody's claim (column to values), only those that are read, ask those that are refused until a
    person says what they are; names is what a cell means (field to value to name). optional are the fields whose column
    a file may lack, not_stated are cells that state nothing in any column ("NA", "-99"), from_above are columns whose
    cells stand for the empty ones below them, header the names of the columns where no row says them. levels is what
    headers cross, by number, as flags say it of a proposal. wide, split, take and written say how headers and cells are
    read that hold more than one field (see `claims.mapping`); file_name is a
    regular expression that fits the file's name, its named groups are fields. recognise means that columns nobody named
    are recognised by their names, but not those in ignore. about and notes are for people; lines tells in which line of
    the file something stands ("columns.source"). Settings that are None are found out.
    """

    name: str = "the mapping"
    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    short_rows: Literal["refuse", "fill"] | None = None
    over_rows: Literal["refuse", "each"] | None = None
    records: str | None = None
    sheet: str | None = None
    table: str | None = None
    language: str | None = None
    decimal: str | None = None
    dates: Order | None = None
    names_below: str | None = None
    headings: str | None = None
    file_name: str | None = None
    about: str | None = None
    recognise: bool = False
    constants: abc.Mapping[str, str] = field(default_factory=dict)
    columns: abc.Mapping[str, str] = field(default_factory=dict)
    skip: abc.Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: abc.Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ask: abc.Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    not_stated: tuple[str, ...] = ()
    from_above: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    names: abc.Mapping[str, abc.Mapping[str, str]] = field(default_factory=dict)
    claims: tuple[Block, ...] = ()
    wide: tuple[Wide, ...] = ()
    levels: abc.Mapping[str, str] = field(default_factory=dict)
    split: abc.Mapping[str, Split] = field(default_factory=dict)
    take: abc.Mapping[str, str] = field(default_factory=dict)
    written: abc.Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)
    lines: abc.Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    def as_data(self) -> dict[str, Any]:
        """Return what the mapping says as plain data in the shape of a mapping file, without what it leaves open."""
        data: dict[str, Any] = {key: getattr(self, key) for key in SETTINGS}
        data |= {"recognise": self.recognise, "ignore": list(self.ignore), "set": dict(self.constants)}
        data |= {"columns": dict(self.columns), "take": dict(self.take), "written": dict(self.written)}
        data["optional"], data["not_stated"] = list(self.optional), list(self.not_stated)
        data["from_above"], data["header"] = list(self.from_above), list(self.header)
        data["skip"] = {column: list(values) for column, values in self.skip.items()}
        data["only"] = {column: list(values) for column, values in self.only.items()}
        data["ask"] = {column: list(values) for column, values in self.ask.items()}
        data["names"] = {key: dict(names) for key, names in self.names.items()}
        data["split"] = {
            key: _said(
                by=list(one.by),
                measures=dict(one.measures),
                speakers=list(one.speakers),
                whom=one.whom,
                in_order={header: list(names) for header, names in one.in_order.items()},
            )
            for key, one in self.split.items()
        }
        data["claim"] = [{"set": dict(block.constants), "columns": dict(block.columns)} for block in self.claims]
        data["levels"] = dict(self.levels)
        data["wide"] = [
            _said(
                columns=list(one.columns),
                pattern=one.pattern,
                header=one.header,
                dates=one.dates,
                value=None if one.value == "says" else one.value,
                set=dict(one.constants),
                alone=one.alone,
                hashtags=dict(one.hashtags),
            )
            for one in self.wide
        ]
        return {key: value for key, value in data.items() if value or key == "recognise"}

    def as_json(self) -> str:
        """Return the mapping as JSON in the shape of a mapping file; the same mapping always gives the same text."""
        return json.dumps({**self.as_data(), "name": self.name}, ensure_ascii=False, sort_keys=True)

    def read_options(self, *, encoding: str | None = None) -> ReadOptions:
        """Return how an importer is to read the file; an encoding given here goes before the mapping's own."""
        return ReadOptions(
            encoding=encoding or self.encoding,
            delimiter=self.delimiter,
            records=self.records,
            short_rows=self.short_rows or "refuse",
            sheet=self.sheet,
            table=self.table,
            header=self.header or None,
        )

    @property
    def wide_columns(self) -> list[str]:
        """The columns, names or patterns, that are claims of their own."""
        return [name for wide in self.wide for name in wide.columns]

    @property
    def unasked(self) -> frozenset[str]:
        """The columns of which a person says that their cells are what they say: `--set ask.COLUMN=`."""
        return frozenset(column for column, cells in self.ask.items() if not cells)

    def overridden_by(self, other: Mapping) -> Mapping:
        """Return this mapping with everything that another says in its place; what the other leaves open stays.

        How the dates of a column are written, or which part of a cell they are, holds for each date that it gives; it
        does not hold for another column that gives the field. A column that the other leaves out gives nothing any
        more; nor is there a claim of a block whose only figure it was.
        """
        given_anew = [date for date in DATES if date in other.columns]
        known = {self.columns[date]: date for date in DATES if date in self.columns}
        alike = {date: known[column] for date in given_anew if (column := other.columns[date]) in known}
        given = {*other.constants, *other.columns}
        moved = {field for field, column in other.columns.items() if self.columns.get(field, column) != column}
        settings = {key: getattr(other, key) for key in SETTINGS if getattr(other, key) is not None}
        return replace(
            self,
            **settings,
            constants={**_without(self.constants, given), **other.constants},
            columns={**_read(_without(self.columns, given), other.ignore), **other.columns},
            skip={**self.skip, **other.skip},
            only={**self.only, **other.only},
            ask={**self.ask, **other.ask},
            optional=tuple(dict.fromkeys((*self.optional, *other.optional))),
            not_stated=tuple(dict.fromkeys((*self.not_stated, *other.not_stated))),
            from_above=other.from_above or self.from_above,
            header=other.header or self.header,
            names={**self.names, **{key: {**self.names.get(key, {}), **own} for key, own in other.names.items()}},
            claims=other.claims
            or tuple(
                Block(_without(b.constants, given), _read(_beside(b.columns, given, other.columns), other.ignore))
                for b in self.claims
                if len(_read(b.columns, other.ignore)) == len(b.columns)
                or {*_read(b.columns, other.ignore)}.intersection(FIGURES)
            ),
            wide=other.wide or tuple(replace(one, constants=_without(one.constants, given)) for one in self.wide),
            levels={**self.levels, **other.levels},
            split={**self.split, **other.split},
            take={**_without(self.take, moved), **_also(self.take, alike), **other.take},
            written={**_without(self.written, moved), **_also(self.written, alike), **other.written},
            ignore=tuple(dict.fromkeys((*self.ignore, *other.ignore))),
            notes=(*self.notes, *other.notes),
        )

    def line_of(self, key: str) -> int | None:
        """Return the line of the mapping file in which a key ("claim.0.columns.says") or what holds it stands."""
        while key and key not in self.lines:
            key = key.rpartition(".")[0]
        return self.lines.get(key)


def _read(columns: abc.Mapping[str, str], left_out: abc.Sequence[str]) -> dict[str, str]:
    """Return the columns that are read where a person leaves some out: “Killed %” is another than “Killed”."""
    named = {_in_any_case(column) for column in left_out}
    return {field: column for field, column in columns.items() if _in_any_case(column) not in named}


def _in_any_case(column: str) -> str:
    return " ".join(column.casefold().split())


def _beside(columns: abc.Mapping[str, str], given: set[str], said: abc.Mapping[str, str]) -> dict[str, str]:
    """Return columns without fields that are given anew; "men, {Side}" stays beside Side as the population."""
    whom = columns.get("population", "")
    is_joined = whom.count("{") == 1 and whom.endswith(f", {{{said.get('population')}}}")
    return _without(columns, given - {"population"} if is_joined else given)


def _without(fields: abc.Mapping[str, str], given: set[str]) -> dict[str, str]:
    return {key: value for key, value in fields.items() if key not in given}


def _also(said: abc.Mapping[str, str], alike: abc.Mapping[str, str]) -> dict[str, str]:
    return {field: said[known] for field, known in alike.items() if known in said}


def _said(**data: Any) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value}
