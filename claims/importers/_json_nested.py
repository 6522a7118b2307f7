"""Records that stand within records: "claims.*.figures" is each figure of each claim, with the claim under "parent".

A star stands for each element of a list and for each value of an object, whose key is then in "parent.key". Everything
is put together from the text of the file, so that numbers keep their digits and a record can be read again by its text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from claims.importers._json_text import after_space, decoder, members

Members = Mapping[str, str]
"""The members of an object: each key with the text of its value."""
_NOTHING: Members = {}
_MOST_BESIDE = 20
"""So many values stand beside records at most, and are said of each of them."""


def inner_records(content: str, path: Sequence[str]) -> Iterator[str]:
    """Yield the text of each record that a path leads to, in their order; what does not lead on gives none."""
    yield from _walk(content, after_space(content, 0), path, {})


def _walk(content: str, at: int, path: Sequence[str], parent: Members, *, named: Members = _NOTHING) -> Iterator[str]:
    """Yield the records from a place on; named holds the JSON of what is said of the value that begins there.

    Behind a star that is its key, and what stands beside such values and is none: {"updated": "2023-09-20", "Derna":
    {"dead": 4014}}.
    """
    sign = content[at : at + 1]
    if not path:
        around = {**named, **({"parent": _object(parent)} if named and parent else parent)}
        starts = [start for _, start in members(content, at)] if sign == "[" else [at]
        for start in starts:
            yield _record(content, start, around)
        return
    if sign not in {"{", "["}:
        return
    if path[0] == "*":
        if named:
            parent = {**named, **({"parent": _object(parent)} if parent else {})}
        found = list(members(content, at))
        beside = [] if sign == "[" else [(name, start) for name, start in found if content[start] not in "{["]
        if beside and len(beside) <= min(len(found) - len(beside), _MOST_BESIDE):
            found = [one for one in found if one not in beside]
        else:
            beside = []
        said = {str(name): _text(content, start) for name, start in beside}
        for name, start in found:
            own = {**said, "key": json.dumps(name, ensure_ascii=False)} if sign == "{" else _NOTHING
            yield from _walk(content, start, path[1:], parent, named=own)
        return
    found = list(members(content, at))
    wanted = next((place for name, place in found if str(name) == path[0]), None)
    if wanted is None:
        return
    own = {str(name): _text(content, place) for name, place in found if place != wanted} if sign == "{" else {}
    own = {**named, **own}
    if own and parent:
        own["parent"] = _object(parent)
    yield from _walk(content, wanted, path[1:], own or parent)


def _record(content: str, at: int, parent: Members) -> str:
    """Return the text of a record with what it stands in; a value that is no object as it is."""
    text = _text(content, at)
    if not text.startswith("{") or not parent:
        return text
    inside = text[1:-1].strip()
    return f'{{{inside}{", " if inside else ""}"parent": {_object(parent)}}}'


def _text(content: str, at: int) -> str:
    return content[at : decoder().raw_decode(content, at)[1]]


def _object(found: Members) -> str:
    return "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {text}" for key, text in found.items()) + "}"
