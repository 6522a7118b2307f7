"""Enter new events, sources and measures with their names, one or as many at once as a block of rows makes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.errors import Refused
from claims.model import Event, Source
from claims.store.claims import insert
from claims.store.values import refusing
from claims.text import TAKEN_BACK, fold
from claims.text import slug as slug_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence

    from claims.model import Measure

_SLUG = re.compile(r"\w[\w.-]*")
ALIAS = ("name", "folded", "language", "event", "source", "measure")


class Named(NamedTuple):
    """A new event, source or measure as it is stored: its kind (the table), its columns, and its name or label."""

    kind: str
    fields: Mapping[str, Any]
    name: str

    @property
    def slug(self) -> str:
        """Its id."""
        return str(self.fields["id"])


def named(record: Event | Source | Measure) -> Named:
    """Return a record as it is stored."""
    fields = record._asdict()
    if isinstance(record, Event):
        return Named("event", fields, record.name)
    if isinstance(record, Source):
        plain = {"type": str(record.type), "party_to_event": int(record.party_to_event)}
        return Named("source", fields | plain, record.name)
    plain = {"value_kind": str(record.value_kind), "count_kind": str(record.count_kind)}
    return Named("measure", fields | plain, record.label)


def insert_names(connection: sqlite3.Connection, records: Sequence[Named]) -> None:
    """Enter records and, as their aliases, their names and slugs; all is checked before anything is written.

    Raises Refused for a slug or a name that is taken, in the database or among the records.
    """
    aliases = _checked(connection, records)
    for kind in dict.fromkeys(one.kind for one in records):
        own = [one for one in records if one.kind == kind]
        others = f" (or one of {len(own) - 1:,} entered with it)" if len(own) > 1 else ""
        with refusing(f"the {kind} “{own[0].slug}”{others}"):
            rows = [tuple(one.fields.values()) for one in own]
            insert(connection, kind, tuple(own[0].fields), rows, at_once=len(records) > 1)
    insert(connection, "alias", ALIAS, aliases, at_once=len(records) > 1)


def _checked(connection: sqlite3.Connection, records: Sequence[Named]) -> list[tuple[str | None, ...]]:
    """Return the aliases of records as rows of ALIAS, in their order; raises Refused."""
    folded: dict[str, str] = {}
    for one in records:
        folded[one.name] = folded_name(one.name)
        _refuse_form(one.slug)
        folded[one.slug] = folded_name(one.slug)
    kinds = {one.kind for one in records}
    meant = {kind: meanings(connection, kind, folded.values()) for kind in kinds}
    taken = {kind: _taken(connection, kind, [one.slug for one in records if one.kind == kind]) for kind in kinds}
    aliases: list[tuple[str | None, ...]] = []
    for kind, slug, name in ((one.kind, one.slug, one.name) for one in records):
        if slug in taken[kind]:
            raise Refused(f"the {kind} “{slug}” is there already", hint="choose another id, or use that one")
        taken[kind].add(slug)
        for text in (name, slug):
            if is_free(meant[kind], kind, slug, name=text, folded=folded[text]):
                meant[kind][folded[text]] = slug
                aliases.append(alias_row(kind, slug, name=text, folded=folded[text]))
    return aliases


def _refuse_form(slug: str) -> None:
    """Raise Refused for an id that is not made of small letters, digits and hyphens."""
    if slug != slug.lower():
        raise Refused(f"the id “{slug}” has capital letters", hint=f"an id is in small letters: {slug_of(slug)}")
    if not _SLUG.fullmatch(slug):
        hint = "an id is letters, digits and hyphens" + (f": {slug_of(slug)}" if fold(slug) else "")
        raise Refused(f"the id “{slug}” has another form than ids have", hint=hint)


def alias_row(kind: str, target: str, *, name: str, folded: str, language: str | None = None) -> tuple[str | None, ...]:
    """Return another name of an event, source or measure as a row of ALIAS; folded is as matching sees it."""
    return (name, folded, language, *(target if kind == column else None for column in ALIAS[3:]))


def take_back(connection: sqlite3.Connection, kind: str, target: str, *, folded: str) -> tuple[str, str | None] | None:
    """Let a name, as matching sees it, stand for its target no more; returns it and its language, None if it did not.

    Its row stays, as nothing on record is deleted, and is found by no name.
    """
    sql = f"select number, name, language from alias where {kind} = ? and folded = ?"
    found = connection.execute(sql, (target, folded)).fetchone()
    if found is None:
        return None
    number, name, language = found
    mark = TAKEN_BACK + "".join(chr(0xE000 + int(digit)) for digit in str(number))  # signs that no name has
    connection.execute("update alias set folded = ? where number = ?", (mark, number))
    return name, language


def is_free(meant: Mapping[str, str], kind: str, target: str, *, name: str, folded: str) -> bool:
    """Return whether a name is to be entered, not there already; raises Refused if it names something else."""
    found = meant.get(folded)
    if found is None or found == target:
        return found is None
    raise Refused(
        f"“{name}” is already a name of the {kind} “{found}”",
        hint=f"use that {kind}, or give “{target}” a more exact name",
    )


def meanings(connection: sqlite3.Connection, kind: str, folded: Collection[str]) -> dict[str, str]:
    """Return the slugs of those of some names, as matching sees them, that are on record."""
    sql = f"select folded, {kind} from alias where {kind} is not null and folded in (select value from json_each(?))"
    return dict(connection.execute(sql, (json.dumps(list(folded)),)).fetchall())


def _taken(connection: sqlite3.Connection, kind: str, slugs: Sequence[str]) -> set[str]:
    sql = f"select id from {kind} where id in (select value from json_each(?))"
    return {row[0] for row in connection.execute(sql, (json.dumps(slugs),))}


def folded_name(name: str) -> str:
    """Return a name as matching sees it; raises Refused for one without a letter or digit."""
    folded = fold(name)
    if not folded:
        raise Refused(f"“{name}” holds no letter or digit", hint="give the name as people write it")
    return folded
