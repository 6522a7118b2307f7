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


def inner_records(content: str, path: Sequence[str]) -> Iterator[str]:
    """Yield the text of each record that a path leads to, in their order; what does not lead on gives none."""
    yield from _walk(content, after_space(content, 0), path, {})


def _walk(content: str, at: int, path: Sequence[str], parent: Members, *, key: str | None = None) -> Iterator[str]:
    """Yield the records from a place on; key is the JSON of the key whose value begins there, behind a star."""
    sign = content[at : at + 1]
    named = {} if key is None else {"key": key}
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
        for name, start in members(content, at):
            own_key = json.dumps(name, ensure_ascii=False) if sign == "{" else None
            yield from _walk(content, start, path[1:], parent, key=own_key)
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
