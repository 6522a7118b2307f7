"""JSON as it stands in its text: the members of objects and lists with their places, so that records stay verbatim.

Numbers keep their exact digits, NaN is None, and an object that has a key twice says so.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

_SPACE = re.compile(r"[ \t\n\r]*")


_CALL = re.compile(r"\A\s*(?:/\*.{0,200}?\*/\s*)?(?:[A-Za-z_$][\w$.]*\s*\(\s*(?=[\[{])|\)\]\}',?\s*\n)", re.DOTALL)
"""What stands before JSON that a server wraps in the call of a function (JSONP), or guards with a line of its own."""
_CALLED = re.compile(r"\s*\)\s*;?\s*\Z")


def unwrapped(content: str) -> str:
    """Return a text of JSON without the call of a function around it, and without a guard before it."""
    if content.lstrip()[:1] in {"{", "["} or (call := _CALL.match(content)) is None:
        return content
    inner = content[call.end() :]
    return _CALLED.sub("", inner) if call[0].rstrip().endswith("(") else inner


class _Repeating(dict[str, Any]):
    """An object in which a key stands more than once, so that it does not say what the key's value is."""

    repeated = ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    times = Counter(key for key, _ in pairs)
    marked = _Repeating(found)
    marked.repeated = next(key for key, count in times.items() if count > 1)
    return marked


def repeated(value: Any) -> str | None:
    """Return a key that an object, or one within it, has more than once; None if there is none."""
    if isinstance(value, _Repeating):
        return value.repeated
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((key for one in inner if isinstance(one, dict | list) and (key := repeated(one)) is not None), None)


def decoder() -> json.JSONDecoder:
    """Return what reads JSON with exact digits, None for NaN, and objects that say which key they have twice."""
    return json.JSONDecoder(
        parse_float=Decimal,
        parse_constant=lambda word: None if word == "NaN" else word,
        object_pairs_hook=_object,
    )


def members(content: str, at: int) -> Iterator[tuple[str | int, int]]:
    """Yield the keys of an object, or the indexes of a list, each with the place where its value begins."""
    reader = decoder()
    is_object = content[at] == "{"
    at = after_space(content, at + 1)
    index = 0
    closing = "}" if is_object else "]"
    more = content[at : at + 1] != closing
    while more:
        key: str | int = index
        if is_object:
            key, at = reader.raw_decode(content, at)
            at = expect(content, after_space(content, at), sign=":")
        yield key, at
        at, more = following(content, reader.raw_decode(content, at)[1], closing=closing)
        index += 1


def after_space(content: str, at: int) -> int:
    """Return the place of the next sign that is no white space."""
    found = _SPACE.match(content, at)
    return found.end() if found else at


def following(content: str, end: int, *, closing: str) -> tuple[int, bool]:
    """Return where the next member begins after one that ended, or where the list closes, and whether there is one."""
    at = after_space(content, end)
    if content[at : at + 1] == closing:
        return at, False
    return expect(content, at, sign=","), True


def expect(content: str, at: int, *, sign: str) -> int:
    """Return where JSON goes on after a sign that must stand at a place; raises json.JSONDecodeError."""
    if content[at : at + 1] != sign:
        raise json.JSONDecodeError(f"Expecting '{sign}' delimiter", content, at)
    return after_space(content, at + 1)
