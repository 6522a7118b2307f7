"""Mappings from a TOML file, from flags and from what was stored with a batch, each checked word for word."""

from __future__ import annotations

import json
import re
import tomllib
from collections import abc
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NoReturn

from claims.errors import BadMapping
from claims.mapping_fields import FIELDS, OTHER_NAMES, SETTINGS, Block, Mapping
from claims.mapping_layout import fields_of, splits, takes, wides
from claims.model import Basis
from claims.text import close_matches

_TABLES = (
    *("set", "columns", "skip", "only", "names", "claim", "wide", "split", "take"),
    *("ignore", "optional", "not_stated", "recognise", "name"),
)
_CHOICES = {
    "decimal": (".", ","),
    "dates": ("dmy", "mdy", "ymd"),
    "short_rows": ("refuse", "fill"),
    "over_rows": ("refuse", "each"),
}
_WORDS_FOR_DELIMITERS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "\\t": "\t"}
_TABLE_LINE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_KEY_LINE = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w-]+)\s*((?:\.\s*[\w"'-]+\s*)*)=(.*)""")
_INNER_KEY = re.compile(r"""[{,]\s*("[^"]*"|'[^']*'|[\w-]+)\s*=""")
_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


def load(path: str) -> Mapping:
    """Return the mapping in a TOML file; raises BadMapping, with the line wherever there is one."""
    try:
        return from_toml(Path(path).read_text(encoding="utf-8-sig"), name=path)
    except OSError as error:
        raise BadMapping(path, f"it cannot be read ({error.strerror})", hint="check the path") from None
    except UnicodeDecodeError as error:
        raise BadMapping(path, f"it is not UTF-8 (byte {error.start})", hint="save it as UTF-8") from None


def from_toml(text: str, *, name: str) -> Mapping:
    """Return the mapping of a TOML text; raises BadMapping with the line of what is wrong."""
    try:
        data = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else len(text.splitlines()) or None
        reason = _TOML_PLACE.sub("", str(error))
        raise BadMapping(
            name, f"it is not TOML: {reason}", hint='texts stand in quotation marks: a = "b"', line=line
        ) from None
    made = Checked(name, _lines(text)).mapping(data)
    if made.language is not None and not is_language(made.language):
        reason = f"“{made.language}” is no code of a language"
        raise BadMapping(name, reason, hint="write en, de, fa ...", line=made.line_of("language"))
    return made


def from_json(text: str) -> Mapping:
    """Return the mapping that `Mapping.as_json` wrote."""
    data = json.loads(text)
    return Checked(data.get("name", "the mapping"), {}).mapping(data)


def from_flags(maps: abc.Sequence[str], sets: abc.Sequence[str]) -> Mapping:
    """Return the mapping of `--map COLUMN=field` and `--set field=value` flags; other columns are to be recognised.

    `--map COLUMN=` leaves a column out. `--set` also takes what a mapping file says of the file (records, decimal,
    dates, encoding, delimiter, short_rows, over_rows, format), and not_stated. Raises BadMapping.
    """
    data: dict[str, Any] = {"set": {}, "columns": {}, "ignore": [], "recognise": True}
    for given in maps:
        column, sign, named = given.rpartition("=")
        if not sign or not column.strip():
            raise BadMapping(f"--map {given}", "it is not COLUMN=field", hint="e.g. --map deaths=says --map org=source")
        if not named.strip():
            data["ignore"].append(column.strip())
            continue
        checked = Checked(f"--map {given}", {})
        key = checked.field(named.strip(), at="")
        if key in data["columns"]:
            checked.fail(f"{key} is mapped twice", hint="a field is read from one column", at="")
        data["columns"][key] = column.strip()
    for given in sets:
        key, sign, value = given.partition("=")
        if not sign or not value:
            raise BadMapping(f"--set {given}", "it is not field=value", hint="e.g. --set measure=killed")
        if key.strip() == "not_stated":
            data.setdefault("not_stated", []).append(value)
        elif key.strip() in SETTINGS and key.strip() != "language":
            data |= Checked(f"--set {given}", {}).settings({key.strip(): value})
        else:
            data["set"][Checked(f"--set {given}", {}).field(key.strip(), at="")] = value
    return Checked("--map and --set", {}).mapping(data)


class Checked:
    """Checks what was given under a name, and says in which line something is wrong (raises BadMapping)."""

    def __init__(self, name: str, lines: abc.Mapping[str, int]) -> None:
        self.name = name
        self.lines = lines

    def fail(self, reason: str, *, hint: str, at: str) -> NoReturn:
        """Raise BadMapping, with the line in which a key stands."""
        raise BadMapping(self.name, reason, hint=hint, line=Mapping(lines=self.lines).line_of(at))

    def mapping(self, data: dict[str, Any]) -> Mapping:
        """Return the mapping that data in the shape of a mapping file says."""
        for key in data:
            if key not in (*SETTINGS, *_TABLES):
                place = " (fields go under [set] or [columns])" if OTHER_NAMES.get(key, key) in FIELDS else ""
                self.fail(f"there is no “{key}” in a mapping{place}", hint=_near(key, (*SETTINGS, *_TABLES)), at=key)
        common = self.block(data, at="")
        claims = data.get("claim", [])
        if not isinstance(claims, list) or not all(isinstance(one, dict) for one in claims):
            self.fail("claim is not a list of tables", hint="write each as [[claim]]", at="claim")
        for number, one in enumerate(claims):
            for key in one.keys() - {"set", "columns"}:
                at = f"claim.{number}.{key}"
                self.fail(f"there is no “{key}” in [[claim]]", hint="it has set = {...} and columns = {...}", at=at)
        wide = wides(self, data)
        recognise = data.get("recognise", not (common.columns or claims or wide))
        if not isinstance(recognise, bool):
            self.fail("recognise is neither true nor false", hint="write recognise = true", at="recognise")
        return Mapping(
            name=self.name,
            **self.settings({key: data[key] for key in SETTINGS if key in data}),
            recognise=recognise,
            constants=common.constants,
            columns=common.columns,
            skip=self.rows(self.table(data, "skip", at="skip"), at="skip"),
            only=self.rows(self.table(data, "only", at="only"), at="only"),
            optional=tuple(self.field(name, at="optional") for name in self.texts(data, "optional")),
            not_stated=self.texts(data, "not_stated"),
            names=self.meanings(self.table(data, "names", at="names")),
            claims=tuple(self.block(one, at=f"claim.{number}.") for number, one in enumerate(claims)),
            wide=wide,
            split=splits(self, self.table(data, "split", at="split")),
            take=takes(self, self.table(data, "take", at="take")),
            ignore=self.texts(data, "ignore"),
            lines=self.lines,
        )

    def settings(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what is said of the file as a whole."""
        for key, value in given.items():
            if not isinstance(value, str) or not value:
                self.fail(f"{key} is not a text", hint=f'write {key} = "..."', at=key)
            choices = _CHOICES.get(key)
            if choices and value not in choices:
                self.fail(f"{key} cannot be “{value}”", hint=f"it is one of {', '.join(choices)}", at=key)
        if "file_name" in given:
            fields_of(self, given["file_name"], at="file_name")
        delimiter = given.get("delimiter")
        if delimiter is None:
            return given
        delimiter = _WORDS_FOR_DELIMITERS.get(delimiter.lower(), delimiter)
        if len(delimiter) != 1 or delimiter in '"\r\n':
            self.fail(f"“{delimiter}” cannot be a delimiter", hint='one sign, or "tab"', at="delimiter")
        return given | {"delimiter": delimiter}

    def block(self, data: dict[str, Any], *, at: str) -> Block:
        """Return the constants and columns of one claim."""
        constants, columns = {}, {}
        for key, value in self.table(data, "set", at=f"{at}set").items():
            name = self.field(key, at=f"{at}set.{key}")
            constants[name] = self.constant(name, value, at=f"{at}set.{key}")
        for key, value in self.table(data, "columns", at=f"{at}columns").items():
            name = self.field(key, at=f"{at}columns.{key}")
            if not isinstance(value, str) or not value.strip():
                self.fail(f"{key} names no column", hint=f'write {key} = "name of the column"', at=f"{at}columns.{key}")
            if name in columns or name in constants:
                hint = "a field is a constant or is read from one column; a template joins several: “{a} / {b}”"
                self.fail(f"{name} is given twice", hint=hint, at=f"{at}columns.{key}")
            columns[name] = value.strip()
        return Block(constants, columns)

    def table(self, data: dict[str, Any], key: str, *, at: str) -> dict[str, Any]:
        """Return the table under a key, an empty one if it is not there."""
        value = data.get(key, {})
        if not isinstance(value, dict):
            self.fail(f"{key} is not a table", hint=f"write [{key}] and below it name = value, one a line", at=at)
        return value

    def field(self, name: str, *, at: str) -> str:
        """Return a field by its name or another word for it."""
        known = OTHER_NAMES.get(name, name)
        if known not in FIELDS:
            self.fail(f"there is no field “{name}”", hint=_near(name, (*FIELDS, *OTHER_NAMES)), at=at)
        return known

    def constant(self, name: str, value: Any, *, at: str) -> str:
        """Return a constant as text."""
        text = value.isoformat() if isinstance(value, date | datetime | time) else value
        if isinstance(text, bool) or not isinstance(text, str | int):
            self.fail(f"{name} is not a text, number or date", hint=f'write {name} = "..."', at=at)
        text = str(text).strip()
        if name == "basis" and text not in tuple(Basis):
            self.fail(f"there is no basis “{text}”", hint=f"it is one of {', '.join(Basis)}", at=at)
        if name == "credibility" and text not in tuple("123456"):
            self.fail(f"credibility cannot be “{text}”", hint="it is 1 (confirmed) to 6 (cannot be judged)", at=at)
        return text

    def texts(self, data: dict[str, Any], key: str) -> tuple[str, ...]:
        """Return the list of texts under a key, an empty one if it is not there."""
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fail(f"{key} is not a list of texts", hint=f'e.g. {key} = ["population"]', at=key)
        return tuple(value)

    def rows(self, given: dict[str, Any], *, at: str) -> dict[str, tuple[str, ...]]:
        """Return the values by which rows are skipped, or read, by column."""
        found = {}
        for column, values in given.items():
            listed = values if isinstance(values, list) else [values]
            if any(isinstance(value, bool) or not isinstance(value, str | int) for value in listed):
                self.fail(
                    f"{column} is no text or list of texts", hint='write column = ["a", "b"]', at=f"{at}.{column}"
                )
            found[column] = tuple(str(value).strip() for value in listed)
        return found

    def meanings(self, given: dict[str, Any]) -> dict[str, dict[str, str]]:
        """Return what cells mean, by field."""
        found = {}
        for key, names in given.items():
            name = self.field(key, at=f"names.{key}")
            if not isinstance(names, dict) or not all(isinstance(value, str) for value in names.values()):
                hint = f'write [names.{key}] and below it "value in the file" = "name", one a line'
                self.fail(f"names.{key} is not a table of texts", hint=hint, at=f"names.{key}")
            found[name] = dict(names)
        return found


def is_language(text: str) -> bool:
    """Return whether a text has the form of a language's code: de, fas, pt-BR."""
    return re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*", text) is not None


def _near(name: str, known: abc.Iterable[str]) -> str:
    near = close_matches(name, known)
    guess = f"did you mean {' or '.join(f'“{one}”' for one in near)}? " if near else ""
    return f"{guess}there are: {', '.join(dict.fromkeys(known))}"


def _lines(text: str) -> dict[str, int]:
    """Return in which line of a TOML text each key stands, by its dotted path; the blocks of a list are numbered."""
    found: dict[str, int] = {}
    table, counts = "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _TABLE_LINE.match(line):
            table = _dotted(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                found.setdefault(table, number)
                table = f"{table}.{counts[table]}"
            elif table.split(".")[0] in counts:
                first, _, rest = table.partition(".")
                table = f"{first}.{counts[first]}.{rest}"
            found.setdefault(table, number)
        elif key := _KEY_LINE.match(line):
            path = f"{table}.{_dotted(key[1] + key[2])}".lstrip(".")
            found.setdefault(path, number)
            for inner in _INNER_KEY.findall(key[3]):
                found.setdefault(f"{path}.{_dotted(inner)}", number)
    return found


def _dotted(key: str) -> str:
    return re.sub(r"""["'\s]""", "", key) if "." in key else key.strip().strip("\"'")
