"""Mappings from a TOML file, from flags and from what was stored with a batch, each checked word for word."""

from __future__ import annotations

import json
import re
import tomllib
from collections import abc
from pathlib import Path
from typing import Any

from claims.errors import BadMapping
from claims.mapping.checked import Checked, is_language, near, without_quotes
from claims.mapping.fields import FIELDS, HEADING, HEADINGS, OTHER_NAMES, SETTINGS, Mapping
from claims.mapping.layout import fields_of, splits, takes, ways_of_writing, wides
from claims.text import as_text

_TABLES = (
    *("set", "columns", "skip", "only", "ask", "names", "claim", "wide", "split", "take", "levels"),
    *("written", "ignore", "optional", "not_stated", "from_above", "header", "recognise", "name"),
)
_LISTS = frozenset(("not_stated", "from_above"))
_HEADER = "header"
_WIDE_HEADER = "wide.header"
_ASIDE = "({})"
"""How a name in brackets behind a figure says whose that is."""
_CHOICES = {
    "decimal": (".", ","),
    "dates": ("dmy", "mdy", "ymd"),
    "short_rows": ("refuse", "fill"),
    "over_rows": ("refuse", "each"),
    "names_below": ("1", "2", "3"),
    "headings": HEADINGS,
}
_WORDS_FOR_DELIMITERS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "\\t": "\t"}
_TABLE_LINE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_KEY_LINE = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w-]+)\s*((?:\.\s*[\w"'-]+\s*)*)=(.*)""")
_ON_ONE_LINE = re.compile(r"\s*(\[\[?[^\]]+\]\]?)\s*([^#\s].*)")
_INNER_KEY = re.compile(r"""[{,]\s*("[^"]*"|'[^']*'|[\w-]+)\s*=""")
_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


def load(path: str) -> Mapping:
    """Return the mapping in a TOML file; raises BadMapping, with the line wherever there is one."""
    try:
        return from_toml(Path(path).read_text(encoding="utf-8-sig"), name=as_text(path))
    except OSError as error:
        raise BadMapping(path, f"it cannot be read ({error.strerror})", hint="check the path") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BadMapping(path, f"it is not UTF-8 (byte {error.start})", hint="save it as UTF-8", line=line) from None


def from_toml(text: str, *, name: str) -> Mapping:
    """Return the mapping of a TOML text; raises BadMapping with the line of what is wrong."""
    try:
        data = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else len(text.splitlines()) or None
        reason = _TOML_PLACE.sub("", str(error))
        hint = _toml_hint(reason, text.splitlines()[line - 1] if line else "")
        raise BadMapping(name, f"it is not TOML: {reason}", hint=hint, line=line) from None
    except RecursionError:
        raise BadMapping(name, "its lists stand in one another too deep", hint="a mapping has no such lists") from None
    made = _mapping(Checked(name, _lines(text)), data)
    if made.language is not None and not is_language(made.language):
        reason = f"“{made.language}” is no code of a language"
        raise BadMapping(name, reason, hint="write en, de, fa ...", line=made.line_of("language"))
    return made


def _toml_hint(reason: str, line: str) -> str:
    """Return what to do about a line that is not TOML."""
    if one := _ON_ONE_LINE.match(line):
        return f"a table stands on a line of its own, its keys below it: {one[1]} on this line, {one[2]} on the next"
    if "overwrite" in reason or "twice" in reason:
        return "each table stands once in a mapping, and each key once in its table"
    return 'texts stand in quotation marks: a = "b"'


def from_json(text: str) -> Mapping:
    """Return the mapping that `Mapping.as_json` wrote."""
    data = json.loads(text)
    return _mapping(Checked(data.get("name", "the mapping"), {}), data)


def from_flags(maps: abc.Sequence[str], sets: abc.Sequence[str]) -> Mapping:
    """Return the mapping of `--map COLUMN=field` and `--set field=value` flags; other columns are to be recognised.

    `--map COLUMN=` leaves a column out. `--set` also takes what a mapping file says of the file (records, decimal,
    dates, encoding, delimiter, short_rows, over_rows, format, names_below, headings), header (NAME,NAME,…), not_stated
    and from_above, and what its tables say of rows and names: skip.COLUMN=VALUE, only.COLUMN=VALUE, ask.COLUMN=
    (nothing is asked of its rows any more), names.FIELD.CELL=NAME (or nothing), written.FIELD=WAY (of its dates; or
    nothing), split.FIELD=SIGN (which parts several in a cell, of figures each with its source in brackets behind it),
    split.says.whom=true (words beside figures say who is counted); wide.header=FIELD is what the headers of the other
    columns are, wide.header.1=FIELD what the first level is that they cross.
    Raises BadMapping.
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
        if sign and _took_row_or_name(data, given, key=key.strip(), value=value):
            continue
        if not sign or not value:
            raise BadMapping(f"--set {given}", "it is not field=value", hint="e.g. --set measure=killed")
        if key.strip() == _HEADER:
            data[_HEADER] = [name.strip() for name in value.split(",")]
        elif key.strip() in _LISTS:
            data.setdefault(key.strip(), []).append(value)
        elif key.strip() in SETTINGS and key.strip() != "language":
            data |= _settings(Checked(f"--set {given}", {}), {key.strip(): value})
        else:
            data["set"][Checked(f"--set {given}", {}).field(key.strip(), at="")] = value
    return _mapping(Checked("--map and --set", {}), data)


def _took_row_or_name(data: dict[str, Any], given: str, *, key: str, value: str) -> bool:
    """Take a flag such as skip.Province=Total, names.place.Total= or wide.header=place; return whether it is one."""
    table, _, rest = key.partition(".")
    if table in {"skip", "only", "ask"} and rest and (value or table == "ask"):
        data.setdefault(table, {}).setdefault(rest, []).extend([value] if value else [])
        return True
    if key == _WIDE_HEADER:
        data["wide"] = {_HEADER: value.strip()}
        return True
    if key.startswith(f"{_WIDE_HEADER}.") and key.rpartition(".")[2].isdecimal():
        data.setdefault("levels", {})[key.rpartition(".")[2]] = value.strip()
        return True
    if table == "written" and rest:
        data.setdefault("written", {})[rest] = value
        return True
    if key == "split.says.whom" and value:
        data.setdefault("split", {}).setdefault("says", {"by": ["\n"]})["whom"] = value == "true" or value
        return True
    if table == "split" and rest and value:
        by = data.setdefault("split", {}).setdefault(
            rest, {"by": [], **({"speakers": [_ASIDE]} if rest == "says" else {})}
        )["by"]
        by.append(value.replace("\\n", "\n"))
        return True
    name, dot, cell = rest.partition(".")
    if table != "names" or not dot:
        return False
    data.setdefault("names", {}).setdefault(Checked(f"--set {given}", {}).field(name, at=""), {})[cell] = value
    return True


def _mapping(checked: Checked, data: dict[str, Any]) -> Mapping:
    """Return the mapping that data in the shape of a mapping file says."""
    for key in data:
        if key not in (*SETTINGS, *_TABLES):
            place = " (fields go under [set] or [columns])" if OTHER_NAMES.get(key, key) in FIELDS else ""
            checked.fail(f"there is no “{key}” in a mapping{place}", hint=near(key, (*SETTINGS, *_TABLES)), at=key)
    common = checked.block(data, at="")
    claims = data.get("claim", [])
    if not isinstance(claims, list) or not all(isinstance(one, dict) for one in claims):
        checked.fail("claim is not a list of tables", hint="write each as [[claim]]", at="claim")
    for number, one in enumerate(claims):
        for key in one.keys() - {"set", "columns"}:
            at = f"claim.{number}.{key}"
            checked.fail(f"there is no “{key}” in [[claim]]", hint="it has set = {...} and columns = {...}", at=at)
    wide = wides(checked, data)
    recognise = data.get("recognise", not (common.columns or claims or wide))
    settings = _settings(checked, {key: data[key] for key in SETTINGS if key in data})
    headed = {settings["headings"]: HEADING} if "headings" in settings else {}
    if not isinstance(recognise, bool):
        checked.fail("recognise is neither true nor false", hint="write recognise = true", at="recognise")
    return Mapping(
        name=checked.name,
        **settings,
        recognise=recognise,
        constants=common.constants,
        columns={**headed, **common.columns},
        skip=_rows(checked, checked.table(data, "skip", at="skip"), at="skip"),
        only=_rows(checked, checked.table(data, "only", at="only"), at="only"),
        ask=_rows(checked, checked.table(data, "ask", at="ask"), at="ask"),
        optional=tuple(checked.field(name, at="optional") for name in checked.texts(data, "optional")),
        not_stated=checked.texts(data, "not_stated"),
        from_above=checked.texts(data, "from_above"),
        header=checked.texts(data, "header"),
        names=_meanings(checked, checked.table(data, "names", at="names")),
        claims=tuple(checked.block(one, at=f"claim.{number}.") for number, one in enumerate(claims)),
        wide=wide,
        levels={
            key: checked.field(str(one), at="levels") for key, one in checked.table(data, "levels", at="levels").items()
        },
        split=splits(checked, checked.table(data, "split", at="split")),
        take=takes(checked, checked.table(data, "take", at="take")),
        written=ways_of_writing(checked, checked.table(data, "written", at="written")),
        ignore=checked.texts(data, "ignore"),
        lines=checked.lines,
    )


def _settings(checked: Checked, given: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of the file as a whole."""
    for key, value in given.items():
        if not isinstance(value, str) or not value:
            checked.fail(f"{key} is not a text", hint=f'write {key} = "..."', at=key)
        choices = _CHOICES.get(key)
        if choices and value not in choices:
            checked.fail(f"{key} cannot be “{value}”", hint=f"it is one of {', '.join(choices)}", at=key)
    if "encoding" in given and not _is_encoding(given["encoding"]):
        hint = "use utf-8, utf-16, windows-1252, windows-1256, iso-8859-1 or another that Python knows"
        checked.fail(f"there is no encoding “{given['encoding']}”", hint=hint, at="encoding")
    if "file_name" in given:
        fields_of(checked, given["file_name"], at="file_name")
    delimiter = given.get("delimiter")
    if delimiter is None:
        return given
    delimiter = _WORDS_FOR_DELIMITERS.get(delimiter.lower(), delimiter)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        checked.fail(f"“{delimiter}” cannot be a delimiter", hint='one sign, or "tab"', at="delimiter")
    return given | {"delimiter": delimiter}


def _is_encoding(name: str) -> bool:
    try:
        "".encode(name)
    except (LookupError, UnicodeError):  # "undefined" is one that encodes nothing
        return False
    return True


def _rows(checked: Checked, given: dict[str, Any], *, at: str) -> dict[str, tuple[str, ...]]:
    """Return the values by which rows are skipped, or read, by column."""
    found = {}
    for column, values in given.items():
        listed = values if isinstance(values, list) else [values]
        if any(isinstance(value, bool) or not isinstance(value, str | int) for value in listed):
            checked.fail(f"{column} is no text or list of texts", hint='write column = ["a", "b"]', at=f"{at}.{column}")
        found[column] = tuple(str(value).strip() for value in listed)
    return found


def _meanings(checked: Checked, given: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return what cells mean, by field."""
    found = {}
    for key, names in given.items():
        name = checked.field(key, at=f"names.{key}")
        wrong = (
            [cell for cell, value in names.items() if not isinstance(value, str)] if isinstance(names, dict) else [""]
        )
        if wrong:
            hint = f'write [names.{key}] and below it "value in the file" = "name", one a line'
            checked.fail(f"names.{key} is not a table of texts", hint=hint, at=f"names.{key}.{wrong[0]}")
        found[name] = dict(names)
    return found


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
    return without_quotes(key) if "." in key else key.strip().strip("\"'")
