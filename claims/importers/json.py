"""JSON (a list of records, or a list within an object) and JSON Lines (a record a line).

Records are objects; in a list of lists the first names the columns, or the row of HXL hashtags does.
Numbers keep their exact digits; null and NaN are None, a missing key stays missing. JSON Lines are read one at a time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, islice
from typing import Any, BinaryIO, NoReturn, cast

from claims.decode import Text, decode
from claims.errors import BadFile
from claims.importers._json_arrays import arrays
from claims.model import Problem
from claims.table import Paths, ReadOptions, Row, Table

TITLE = "JSON and JSON Lines"
EXTENSIONS = (".json", ".jsonl", ".ndjson")
CHOICES: tuple[str, ...] = ()

_LINE_EXTENSIONS = (".jsonl", ".ndjson")
_LOOKED_AT = 100
_SPACE = re.compile(r"[ \t\n\r]*")
_HINT = "the file may be cut off or edited by hand; check that place, or get the file again"


def sniff(head: bytes) -> int:
    """Return 2 if the first sign is a bracket or brace of JSON."""
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    return 2 if re.match(rb'\[\0?[\s\0]*([\[{"\d-]|\])|\{\0?[\s\0]*["}]', start) else 0


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the records of a JSON or JSON Lines file; raises BadFile with line and column if it is not JSON."""
    text = decode(stream, name=name, encoding=options.encoding)
    path = (options.records or ".").strip(".")
    if not path and (name.lower().endswith(_LINE_EXTENSIONS) or _is_lines(text.sample)):
        rows = _lines(text)
    else:
        rows = _records(text, path)
    first = list(islice(rows, _LOOKED_AT))
    if first and all(isinstance(row, Problem) for row in first):
        problem = cast("Problem", first[0])
        raise BadFile(name, problem.reason, hint=problem.hint, row=problem.row)
    if any(isinstance(row, Row) and isinstance(row.cells, list) for row in first):
        return arrays(first, chain(first, rows), name=name, notes=text.notes)
    paths = dict.fromkeys(
        path for row in first if isinstance(row, Row) and isinstance(row.cells, dict) for path in _paths(row.cells)
    )
    return Table(Paths(paths), chain(first, rows), text.notes)


class _Repeating(dict[str, Any]):
    """An object in which a key stands more than once, so that it does not say what the key's value is."""

    repeated = ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    keys = [key for key, _ in pairs]
    marked = _Repeating(found)
    marked.repeated = next(key for key in keys if keys.count(key) > 1)
    return marked


def _repeated(value: Any) -> str | None:
    """Return a key that an object, or one within it, has more than once; None if there is none."""
    if isinstance(value, _Repeating):
        return value.repeated
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((key for one in inner if isinstance(one, dict | list) and (key := _repeated(one)) is not None), None)


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(
        parse_float=Decimal,
        parse_constant=lambda word: None if word == "NaN" else word,
        object_pairs_hook=_object,
    )


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
    decoder = _decoder()
    number = 0
    kind: type | None = None
    try:
        for number, line in enumerate(text.stream, start=1):
            raw = line.strip()
            if not raw:
                continue
            try:
                record = decoder.decode(raw)
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
    if (key := _repeated(row.cells)) is not None:
        hint = "give the keys names of their own, or leave out what is wrong"
        return Problem(name, row.number, None, f"the record has “{key}” more than once", hint, row.raw)
    if "\\u" in row.raw and not _is_storable(row.cells):
        hint = "remove the escapes \\u0000 and \\ud800 to \\udfff that stand alone: they are no characters"
        return Problem(name, row.number, None, "it holds what is not text (NUL or half a character)", hint, row.raw)
    return row


def _is_storable(record: object) -> bool:
    written = json.dumps(record, ensure_ascii=False, default=str)
    try:
        written.encode()
    except UnicodeEncodeError:
        return False
    return "\\u0000" not in written.replace("\\\\", "")


def _records(text: Text, path: str) -> Iterator[Row | Problem]:
    try:
        content = text.stream.read()
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


def _place(content: str, name: str, *, path: str) -> int:
    """Return where the list (or the only record) that a path names begins."""
    at = _after_space(content, 0)
    for part in path.split(".") if path else ():
        if content[at : at + 1] not in {"{", "["}:
            _no_list(content, name, path=path)
        found = next((start for key, start in _members(content, at) if str(key) == part), None)
        if found is None:
            _no_list(content, name, path=path)
        at = found
    if content[at : at + 1] == "{" and (path or _lists(content)):
        _no_list(content, name, path=path)
    return at


def _members(content: str, at: int) -> Iterator[tuple[str | int, int]]:
    """Yield the keys of an object, or the indexes of a list, each with the place where its value begins."""
    decoder = _decoder()
    is_object = content[at] == "{"
    at = _after_space(content, at + 1)
    index = 0
    closing = "}" if is_object else "]"
    more = content[at : at + 1] != closing
    while more:
        key: str | int = index
        if is_object:
            key, at = decoder.raw_decode(content, at)
            at = _expect(content, _after_space(content, at), sign=":")
        yield key, at
        at, more = _next(content, decoder.raw_decode(content, at)[1], closing=closing)
        index += 1


def _elements(content: str, at: int, name: str, *, whole: bool) -> Iterator[Row | Problem]:
    """Yield the records of the list that begins at a place, or the one record that does; each verbatim."""
    decoder = _decoder()
    number = 0
    if content[at : at + 1] != "[":
        record, end = decoder.raw_decode(content, at)
        yield _row(Row(1, cast("Any", record), content[at:end]), name=name, kind=dict)
    else:
        at = _after_space(content, at + 1)
        more = content[at : at + 1] != "]"
        kind: type | None = None
        while more:
            number += 1
            record, end = decoder.raw_decode(content, at)
            kind = kind or _kind(record)
            yield _row(Row(number, record, content[at:end]), name=name, kind=kind)
            at, more = _next(content, end, closing="]")
        end = at + 1
    if whole and _after_space(content, end) != len(content):
        raise json.JSONDecodeError("Extra data", content, _after_space(content, end))


def _after_space(content: str, at: int) -> int:
    found = _SPACE.match(content, at)
    return found.end() if found else at


def _next(content: str, end: int, *, closing: str) -> tuple[int, bool]:
    """Return where the next member begins after one that ended, or where the list closes, and whether there is one."""
    at = _after_space(content, end)
    if content[at : at + 1] == closing:
        return at, False
    return _expect(content, at, sign=","), True


def _expect(content: str, at: int, *, sign: str) -> int:
    if content[at : at + 1] != sign:
        raise json.JSONDecodeError(f"Expecting '{sign}' delimiter", content, at)
    return _after_space(content, at + 1)


def _no_list(content: str, name: str, *, path: str) -> NoReturn:
    found = _lists(content)
    lists = ", ".join(f"“{one}”" for one in found) or "none"
    reason = f"there is no list of records at “{path}”" if path else "it is one object, not a list of records"
    example = found[0] if found else "data.items"
    raise BadFile(name, reason, hint=f"its lists are: {lists}; name one: --set records={example}")


def _lists(content: str) -> list[str]:
    """Return the paths of all lists of records in an object."""
    found: list[str] = []
    waiting: list[tuple[str, Any]] = [("", _decoder().decode(content))]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend((f"{path}.{key}".lstrip("."), inner) for key, inner in value.items())
        elif isinstance(value, list) and path and value and isinstance(value[0], dict):
            found.append(path)
    return sorted(found)


def _paths(record: dict[str, Any], before: str = "") -> Iterator[str]:
    for key, value in record.items():
        if isinstance(value, dict):
            yield from _paths(value, f"{before}{key}.")
        else:
            yield f"{before}{key}"
