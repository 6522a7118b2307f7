"""JSON (a list of records, or a list within an object) and JSON Lines (a record a line).

Records are objects; in a list of lists the first names the columns, or the row of HXL hashtags does.
Numbers keep their exact digits; null and NaN are None, a missing key stays missing. JSON Lines are read one at a time.
A path with a star ("claims.*.figures") leads to lists within each record, or to each value of an object. Of GeoJSON
(RFC 7946) the features are the records, of a cube (JSON-stat, SDMX-JSON) its cells, of an object of columns its rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from itertools import chain, islice
from typing import Any, BinaryIO, NoReturn, cast

from claims.decode import Text, decode
from claims.errors import EVERY, BadFile, NoRecords
from claims.importers._json_arrays import arrays, headed
from claims.importers._json_columns import are_columns, rows_of, uneven
from claims.importers._json_cubes import cells_of, cubes_in, may_hold_cubes
from claims.importers._json_nested import inner_records
from claims.importers._json_text import after_space, decoder, following, members, repeated, unwrapped
from claims.model import Problem
from claims.table import Paths, ReadOptions, Row, Table

TITLE = "JSON and JSON Lines"
EXTENSIONS = (".json", ".jsonl", ".ndjson")
CHOICES = ("records",)

_LINE_EXTENSIONS = (".jsonl", ".ndjson")
_LOOKED_AT = 100
_COLLECTION = re.compile(r'\A\s*\{[^{\[]*"type"\s*:\s*"FeatureCollection"')
_HINT = "the file may be cut off or edited by hand; check that place, or get the file again"


def sniff(head: bytes) -> int:
    """Return 2 if the first sign is a bracket or brace of JSON."""
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    return 2 if re.match(rb'\[\0?[\s\0]*([\[{"\d-]|\])|\{\0?[\s\0]*["}]', start) else 0


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the records of a JSON or JSON Lines file; raises BadFile with line and column if it is not JSON."""
    text = decode(stream, name=name, encoding=options.encoding, charset=options.charset)
    path = (options.records or ".").strip(".")
    if options.records is None and _COLLECTION.search(text.sample):
        path = "features"
    if not path and (name.lower().endswith(_LINE_EXTENSIONS) or _is_lines(text.sample)):
        rows = _lines(text)
    else:
        rows = _records(text, path)
    first = list(islice(rows, _LOOKED_AT))
    if not first:
        hint = (
            "look at it in an editor: it may be an answer that found nothing; --set records=PATH names where they are"
        )
        raise BadFile(name, "it holds no records", hint=hint)
    if all(isinstance(row, Problem) for row in first):
        problem = cast("Problem", first[0])
        raise BadFile(name, problem.reason, hint=problem.hint, row=problem.row)
    if isinstance(first[0], Row) and isinstance(first[0].cells, list) and any(map(_is_record, first[0].cells)):
        raise NoRecords(name, "its records stand in lists within a list", lists=("*",))
    if any(isinstance(row, Row) and isinstance(row.cells, list) for row in first):
        return arrays(first, chain(first, rows), name=name, notes=text.notes)
    paths = dict.fromkeys(
        path for row in first if isinstance(row, Row) and isinstance(row.cells, dict) for path in _paths(row.cells)
    )
    return Table(Paths(paths), chain(first, rows), text.notes)


def _is_lines(sample: str) -> bool:
    """Return whether the first line is a record by itself and another follows."""
    lines = sample.lstrip().split("\n")
    if len(lines) < 2 or not lines[0].startswith("{") or not "".join(lines[1:]).lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False


def _lines(text: Text) -> Iterator[Row | Problem]:
    reader = decoder()
    number = 0
    kind: type | None = None
    try:
        for number, line in enumerate(text.stream, start=1):
            raw = line.strip()
            if not raw:
                continue
            try:
                record = reader.decode(raw)
                kind = kind or _kind(record)
                yield _row(Row(number, record, raw), name=text.name, kind=kind)
            except json.JSONDecodeError as error:
                yield Problem(text.name, number, None, f"it is not JSON: {error.msg}, column {error.colno}", _HINT, raw)
            except (ValueError, RecursionError):
                yield Problem(text.name, number, None, "a number is too long or the nesting too deep", _HINT, raw)
    except UnicodeDecodeError as error:
        raise text.not_decoded(error, rows=number) from None


def _kind(record: object) -> type:
    """Return what all records of a file are whose first is this one: lists, else objects."""
    return list if isinstance(record, list) else dict


def _row(row: Row, *, name: str, kind: type) -> Row | Problem:
    if not isinstance(row.cells, kind):
        hint = "each record is an object with names and values; --set records=PATH names a list of such"
        reason = "the record is not an object" if kind is dict else "the record is not a list, as the first one is"
        return Problem(name, row.number, None, reason, hint, row.raw)
    if (key := repeated(row.cells)) is not None:
        hint = "give the keys names of their own, or leave out what is wrong"
        return Problem(name, row.number, None, f"the record has “{key}” more than once", hint, row.raw)
    return _no_text(row, name) if "\\u" in row.raw and not _is_storable(row.cells) else row


def _no_text(row: Row, name: str) -> Problem:
    hint = "remove the escapes \\u0000 and \\ud800 to \\udfff that stand alone: they are no characters"
    raw = row.raw.encode("utf-8", "backslashreplace").decode()
    return Problem(name, row.number, None, "it holds what is not text (NUL or half a character)", hint, raw)


def _is_storable(record: object) -> bool:
    written = json.dumps(record, ensure_ascii=False, default=str)
    try:
        written.encode()
    except UnicodeEncodeError:
        return False
    return "\\u0000" not in written.replace("\\\\", "")


def _records(text: Text, path: str) -> Iterator[Row | Problem]:
    try:
        is_by_line = text.name.lower().endswith(_LINE_EXTENSIONS) or _is_lines(text.sample)
        content = unwrapped(text.stream.read())
        if "*" in path.split("."):
            if is_by_line:
                content = "[" + ",\n".join(filter(str.strip, content.split("\n"))) + "]"
            yield from _inner(content, text.name, path=path)
            return
        if may_hold_cubes(content) and (cube := _cube(content, text.name, path=path)) is not None:
            for row in cells_of(cube, name=text.name):
                yield row if _is_storable(row.cells) else _no_text(row, text.name)
            return
        apart = headed(content, after_space(content, 0)) if not path and content.lstrip()[:1] == "{" else iter(())
        if (header := next(apart, None)) is not None:
            yield from (_row(row, name=text.name, kind=list) for row in chain([header], apart))
            return
        start = _place(content, text.name, path=path)
        yield from _elements(content, start, text.name, whole=not path)
    except UnicodeDecodeError as error:
        raise text.not_decoded(error) from None
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno}, column {error.colno}: it is not JSON: {error.msg}"
        raise BadFile(text.name, reason, hint=_HINT) from None
    except RecursionError:
        raise BadFile(text.name, "its records are nested too deeply", hint=_HINT) from None
    except ValueError:
        raise BadFile(text.name, "it holds a number of thousands of digits", hint=_HINT) from None


def _cube(content: str, name: str, *, path: str) -> dict[str, Any] | None:
    """Return the cube at a path, or the only one of a file; None where there is none; raises NoRecords for several."""
    found = cubes_in(decoder().decode(content))
    if path in found or (len(found) == 1 and not path):
        return cast("dict[str, Any]", found.get(path) or next(iter(found.values())))
    if found and not path:
        raise NoRecords(name, "it holds several cubes", lists=tuple(found))
    return None


def _place(content: str, name: str, *, path: str) -> int:
    """Return where the list (or the only record) that a path names begins."""
    at = after_space(content, 0)
    for part in path.split(".") if path else ():
        if content[at : at + 1] not in {"{", "["}:
            _no_list(content, name, path=path)
        found = next((start for key, start in members(content, at) if str(key) == part), None)
        if found is None:
            _no_list(content, name, path=path)
        at = found
    if not path and content[at : at + 1] == "[" and (beside := _record_before_list(content, at)) is not None:
        raise NoRecords(name, "its records stand in a list behind what it says of them", lists=("1",), beside=beside)
    if content[at : at + 1] == "{" and (path or _lists(content)):
        if path and are_columns(decoder().raw_decode(content, at)[0]):
            return at
        _no_list(content, name, path=path)
    return at


def _elements(content: str, at: int, name: str, *, whole: bool) -> Iterator[Row | Problem]:
    """Yield the records of the list that begins at a place, or the one record that does; each verbatim."""
    reader = decoder()
    number = 0
    if content[at : at + 1] != "[":
        record, end = reader.raw_decode(content, at)
        if isinstance(record, dict) and (trouble := uneven(record, name)):
            raise trouble
        rows = rows_of(content, at) if are_columns(record) else [Row(1, cast("Any", record), content[at:end])]
        yield from (_row(row, name=name, kind=dict) for row in rows)
    else:
        at = after_space(content, at + 1)
        more = content[at : at + 1] != "]"
        kind: type | None = None
        while more:
            number += 1
            record, end = reader.raw_decode(content, at)
            kind = kind or _kind(record)
            yield _row(Row(number, record, content[at:end]), name=name, kind=kind)
            at, more = following(content, end, closing="]")
        end = at + 1
    if whole and after_space(content, end) != len(content):
        raise json.JSONDecodeError("Extra data", content, after_space(content, end))


def _inner(content: str, name: str, *, path: str) -> Iterator[Row | Problem]:
    """Yield the records of lists within records, each with what it stands in under "parent"."""
    kind: type | None = None
    for number, raw in enumerate(inner_records(content, path.split(".")), start=1):
        record = decoder().decode(raw)
        kind = kind or _kind(record)
        yield _row(Row(number, record, raw), name=name, kind=kind)
    if kind is None:
        _no_list(content, name, path=path)


def _no_list(content: str, name: str, *, path: str) -> NoReturn:
    reason = f"there is no list of records at “{path}”" if path else "it is one object, not a list of records"
    if not path and (file := _file_described(content)):
        reason = f"it describes a data set (CKAN, HDX), whose figures are in its files, such as {file}"
    raise NoRecords(name, reason, lists=tuple(_lists(content)), beside=_words(content))


def _record_before_list(content: str, at: int) -> dict[str, str] | None:
    """Return what a record says in words that stands before a list of records, as the World Bank answers; else None."""
    head = after_space(content, at + 1)
    if content[head : head + 1] != "{":
        return None
    record, end = decoder().raw_decode(content, head)
    comma = after_space(content, end)
    inner = after_space(content, comma + 1)
    if content[comma : comma + 1] != "," or content[inner : inner + 1] != "[":
        return None
    is_record = content[after_space(content, inner + 1)] == "{"
    return {key: text for key, text in record.items() if isinstance(text, str)} if is_record else None


def _words(content: str) -> dict[str, str]:
    """Return what an object says itself in words, under its keys."""
    whole = decoder().decode(content)
    return {key: text for key, text in whole.items() if isinstance(text, str)} if isinstance(whole, dict) else {}


def _file_described(content: str) -> str | None:
    """Return the address of the first file of a data set that an object describes; None where it describes none."""
    data = decoder().decode(content)
    described = data.get("result", data) if isinstance(data, dict) else None
    files = described.get("resources") if isinstance(described, dict) else None
    first = files[0] if isinstance(files, list) and files and isinstance(files[0], dict) else {}
    return next((str(first[key]) for key in ("download_url", "url") if first.get(key)), None)


def _lists(content: str) -> list[str]:
    """Return the paths of all lists of records in an object, the fullest first."""
    found: dict[str, int] = {}
    whole = decoder().decode(content)
    if isinstance(whole, dict) and _are_alike(whole.values()):
        return [EVERY, *sorted(whole)]
    waiting: list[tuple[str, Any]] = [("", whole)]
    while waiting:
        path, value = waiting.pop()
        if path and are_columns(value):
            found[path] = max(map(len, value.values()))
        elif path and isinstance(value, dict) and _are_alike(value.values()):
            found[f"{path}.{EVERY}"] = sum(map(len, value.values()))
            waiting.extend((f"{path}.{EVERY}.*", inner[0]) for inner in islice(value.values(), 1))
        elif isinstance(value, dict):
            waiting.extend((f"{path}.{key}".lstrip("."), inner) for key, inner in value.items())
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            found |= {path: len(value)} if path else {}
            waiting.append((f"{path}.*".lstrip("."), value[0]))
        elif path and _is_table(value):
            found[path] = len(value)
        elif path and isinstance(value, list) and value and isinstance(value[0], list):
            waiting.append((f"{path}.*", value[0]))  # the answer of a database that may give several lists
    return sorted(found, key=lambda path: (-found[path], path))


def _are_alike(lists: Collection[Any]) -> bool:
    """Return whether values are lists of records, two at least, and those of some lack keys of the others at most."""
    if len(lists) < 2 or not all(isinstance(one, list) and one and all(map(_is_record, one)) for one in lists):
        return False
    keys = sorted(({path for record in one for path in _paths(record)} for one in lists), key=len)
    return len(keys[0]) * 2 > len(keys[-1]) and all(keys[0] <= one <= keys[-1] for one in keys)


def _is_record(value: object) -> bool:
    return isinstance(value, dict)


def _is_table(value: Any) -> bool:
    """Return whether a value is a list of lists of which the first names the columns of the others."""
    if not isinstance(value, list) or len(value) < 2 or not all(isinstance(one, list) and one for one in value):
        return False
    return all(isinstance(name, str) for name in value[0])


def _paths(record: dict[str, Any], before: str = "") -> Iterator[str]:
    for key, value in record.items():
        if isinstance(value, dict):
            yield from _paths(value, f"{before}{key}.")
        else:
            yield f"{before}{key}"
