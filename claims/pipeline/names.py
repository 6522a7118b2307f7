"""Two names for one thing: merge one into the other, and take it back. Nothing that was recorded is altered.

Claims keep their ids and the slug or place they were recorded under; comparisons, facets and pages follow what it was
merged into. Decisions stay as signed and follow by what they were made on: where both names had one, both stay in force
and the comparison waits in the queue as a conflict, until a new decision replaces both. That counts as long as they
stand on one comparison: once the names are parted, what stands apart from the new decision is in force again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claims.compare.parts import wider_places
from claims.errors import Refused
from claims.pipeline.find import Names
from claims.pipeline.signature import require_name, require_reason
from claims.reading.decisions import DecisionReader
from claims.reading.places import PlaceReader
from claims.store.names import set_same_as
from claims.store.naming import folded_name, take_back
from claims.text import clip, fold

if TYPE_CHECKING:
    from claims.model import Measure
    from claims.pipeline.claim_store import ClaimStore
    from claims.reading.reader import Reader

OWN = frozenset({"id", "name", "label", "same_as"})
SHOWN = 40  # columns of an attribute


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge, or taking one back, did: how many claims follow now, and in how many comparisons.

    conflicts gives the comparisons that have more than one decision in force now, with their numbers; notes says on
    which attributes the two records differ (those of the one merged into count).
    """

    kind: str
    slug: str
    into: str
    claims: int
    comparisons: int
    conflicts: tuple[tuple[str, tuple[int, ...]], ...] = ()
    notes: tuple[str, ...] = ()


def merge(store: ClaimStore, kind: str, name: str, *, into: str, reason: str, by: str) -> Merged:
    """Record that one event, source, measure or place is the same as another; given by any of their names.

    Raises UnknownName; Refused for something merged already, a circle, a part and its whole, or measures that count
    differently; Missing without a reason or a signature.
    """
    require_reason(reason, shown="kept in the log")
    require_name(by)
    with store.transaction():
        slug, target = _find(store.reader, kind, name), _find(store.reader, kind, into)
        _refuse(store.reader, kind, slug, target)
        moved, touched = set_same_as(store.store, kind, slug, same_as=target)
        after = {"same_as": target, "claims": moved}
        store.store.log(f"merge {kind}", f"{kind} {slug}", by=by, reason=reason, before={"same_as": None}, after=after)
        decided = DecisionReader(store.connection).conflicts()
        conflicts = {key: tuple(numbers) for key, numbers in decided.items() if key in store.store.touched}
    return Merged(
        kind,
        slug,
        target,
        claims=moved,
        comparisons=len(touched),
        conflicts=tuple(sorted(conflicts.items())),
        notes=_differences(store.reader, kind, slug, target),
    )


def undo_merge(store: ClaimStore, kind: str, name: str, *, reason: str, by: str) -> Merged:
    """Take a merge back: everything is as before it, but for what was decided meanwhile and stays on record.

    Raises UnknownName, Refused for something that is not merged, Missing without a reason or a signature.
    """
    require_reason(reason, shown="kept in the log")
    require_name(by)
    with store.transaction():
        slug = _find(store.reader, kind, name)
        target = record_of(store.reader, kind, slug)["same_as"]
        if target is None:
            hint = f"`claims {kind} list --json` shows what is merged (same_as)"
            raise Refused(f"the {kind} “{slug}” is not merged into another", hint=hint)
        moved, touched = set_same_as(store.store, kind, slug, same_as=None)
        before, after = {"same_as": target}, {"same_as": None, "claims": moved}
        store.store.log(f"undo merge {kind}", f"{kind} {slug}", by=by, reason=reason, before=before, after=after)
    return Merged(kind, slug, target, claims=moved, comparisons=len(touched))


def take_alias_back(store: ClaimStore, kind: str, name: str, alias: str, *, reason: str, by: str) -> str:
    """Let another name stand for an event, source or measure no more, and return whose it was (its slug).

    What was recorded by it stays as it is. Raises UnknownName; Refused for what is no other name of it; Missing.
    """
    require_reason(reason, shown="kept in the log")
    require_name(by)
    with store.transaction():
        slug = _find(store.reader, kind, name)
        folded = folded_name(alias)
        record = record_of(store.reader, kind, slug)
        if folded in {fold(slug), fold(record.get("name") or record.get("label") or "")}:
            hint = f"claims {kind} merge says that two {kind}s are one; a slug never changes"
            raise Refused(f"“{alias}” is the name of the {kind} “{slug}” itself", hint=hint)
        taken = take_back(store.connection, kind, slug, folded=folded)
        if taken is None:
            meant = store.reader.find_name(kind, folded)
            whose = f": it stands for “{meant}”" if meant else ""
            raise Refused(
                f"“{alias}” is no other name of the {kind} “{slug}”{whose}", hint=f"claims {kind} list shows them"
            )
        before = {"name": taken[0], "language": taken[1]}
        store.store.log("undo alias", f"{kind} {slug}", by=by, reason=reason, before=before)
    return slug


def why_not(reader: Reader, kind: str, slug: str, target: str) -> str:
    """Return why a slug cannot be merged into another; empty if it can be."""
    first, second = record_of(reader, kind, slug), record_of(reader, kind, target)
    if first["same_as"] is not None:
        return f"the {kind} “{slug}” is merged into “{first['same_as']}” already"
    root = reader.canonical(kind, target)
    if root == slug:
        return f"“{target}” is “{slug}” already" if target != slug else f"“{slug}” and “{target}” are one {kind}"
    if kind == "place":
        wider = wider_places((slug, root))
        return f"one of them is a part of the other: “{slug}” and “{root}”" if any(wider.values()) else ""
    if kind != "source" and slug in _wholes(reader, kind, root) | _wholes(reader, kind, target):
        return f"“{target}” is a part of “{slug}”"
    if kind != "source" and root in _wholes(reader, kind, slug):
        return f"“{slug}” is a part of “{target}”"
    return different_kinds(reader.measure(slug), reader.measure(root)) if kind == "measure" and second else ""


def different_kinds(first: Measure, second: Measure) -> str:
    """Return why figures of two measures cannot stand side by side; empty if they can."""
    for attribute in ("value_kind", "count_kind", "unit"):
        one, other = getattr(first, attribute), getattr(second, attribute)
        if one != other and one is not None and other is not None:
            return f"the {attribute} of “{first.id}” is {one}, that of “{second.id}” {other}"
    return ""


def _refuse(reader: Reader, kind: str, slug: str, target: str) -> None:
    reason = why_not(reader, kind, slug, target)
    if reason:
        hint = "merge only what is one and the same thing"
        if "already" in reason:
            hint = f"take a merge back with `claims {kind} merge NAME --undo`"
        raise Refused(f"cannot merge {slug} into {target}: {reason}", hint=hint)


def _find(reader: Reader, kind: str, name: str) -> str:
    return PlaceReader(reader.connection).find_place(name) if kind == "place" else Names(reader).find(kind, name)


def _wholes(reader: Reader, kind: str, slug: str) -> set[str]:
    """Return what something is a part of, and what that is a part of, as merges make it."""
    found: set[str] = set()
    at = record_of(reader, kind, slug)["part_of"]
    while at is not None and at not in found:
        found.add(at)
        at = reader.canonical(kind, at)
        found.add(at)
        at = record_of(reader, kind, at)["part_of"]
    return found


def record_of(reader: Reader, kind: str, slug: str) -> dict[str, Any]:
    """Return an event, a source, a measure or a place by its slug; a place need not be on record."""
    if kind == "place":
        return PlaceReader(reader.connection).place(slug)._asdict()
    found = reader.event(slug) if kind == "event" else reader.source(slug) if kind == "source" else reader.measure(slug)
    return found._asdict()


def _differences(reader: Reader, kind: str, slug: str, target: str) -> tuple[str, ...]:
    first, second = record_of(reader, kind, slug), record_of(reader, kind, reader.canonical(kind, target))
    return tuple(
        f"{name}: {_shown(first[name])} in {slug}, {_shown(second[name])} in {second['id']}, which counts"
        for name in first
        if name not in OWN and first[name] is not None and first[name] != second[name]
    )


def _shown(value: object) -> str:
    return "–" if value is None else clip(str(value), SHOWN)
