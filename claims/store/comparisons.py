"""Write the stored summaries of comparisons: a plain table that can always be made anew from the claims."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from claims.store.aside import lay_aside, put_back
from claims.store.facets import count_comparisons
from claims.store.given import Given

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from claims.store.writer import Store

DERIVED = (
    *("id", "claim", "measure", "status", "reports", "sources", "independent_sources", "claims", "agreed_minimum"),
    *("highest_floor", "highest_ceiling", "latest_as_of", "spread", "ratio", "contradictions", "divergences"),
    *("of_one_date", "reconciliation", "reconciled", "stale"),
)
"""What `write_comparisons` is given of each comparison, in this order."""
_GIVEN = {column: f"{{{column}}}" for column in DERIVED}
_OF_FIGURES = DERIVED.index("of_one_date")
_FIGURES = DERIVED[DERIVED.index("status") : _OF_FIGURES]
_DECISION = ("reconciliation", "reconciled", "stale")
_SCOPE = ("event", "measure", "population", "place", "period_start")
_REST = (*_FIGURES, *_DECISION)
_COLUMNS = ", ".join(("id", *_SCOPE, "as_of", *_REST))
_OF_CLAIM = "(select {} from main.claim where id = {{claim}}{})"
MAKE_ONE = Given(
    f"""insert into main.comparison ({_COLUMNS})
    values ({{id}}, {", ".join(_OF_CLAIM.format(name, "") for name in _SCOPE)},
      {_OF_CLAIM.format("as_of", " and {of_one_date}")}, {", ".join(_GIVEN[name] for name in _REST)})""",
    DERIVED,
)
"""One comparison, its scope from one of its claims; of an "insert … select" SQLite would copy each page that it changes
first, to take it back."""
STAGE = f"create temp table if not exists summary ({', '.join(DERIVED)})"
MAKE_STAGED = f"""insert into main.comparison ({_COLUMNS})
  select summary.id, {", ".join(f"claim.{name}" for name in _SCOPE)},
    case when summary.of_one_date then claim.as_of end, {", ".join(f"summary.{name}" for name in _REST)}
  from temp.summary
    cross join main.claim on claim.comparison = summary.id and +claim.id = summary.claim order by summary.rowid"""
"""The claim is looked for in the index of comparisons, in whose order summaries come; by its id alone, which the "+"
keeps SQLite from doing, it would be anywhere in another one."""
CHANGE = Given(
    f"""update main.comparison set {", ".join(f"{name} = {_GIVEN[name]}" for name in _FIGURES)}
  where id = {{id}}""",
    DERIVED,
)
DECIDE = Given(
    f"""update main.comparison set {", ".join(f"{name} = {_GIVEN[name]}" for name in _DECISION)}
  where id = {{id}} and ({" or ".join(f"{name} is not {_GIVEN[name]}" for name in _DECISION)})""",
    DERIVED,
)
THESE = "id in (select value from json_each(?))"
MARKS = ("comparison_added_stale", "comparison_changed_stale", "comparison_gone_stale")
"""The triggers that mark the events of comparisons that are written, for all of theirs to be counted anew."""


def write_comparisons(
    store: Store, rows: Collection[tuple[Any, ...]], *, gone: Collection[str] = (), counted: bool = False
) -> None:
    """Store summaries and drop those without claims (gone).

    Each row is a claims.compare.fold.Summary (its third part, the measure, is taken from the claim), whether the
    comparison is of one date only, and the decision in force: its number, its figure in words, and whether it is stale.
    What a comparison is of follows from its id: of one that is known the figures alone are written. counted: what
    changes is noted for claims.store.facets, within `counting`.
    """
    connection = store.connection
    ids = json.dumps([row[0] for row in rows])
    touched = json.dumps([*(row[0] for row in rows), *gone])
    with store.joined():
        if counted:
            count_comparisons(connection, sign="-", only=THESE, given=(touched,))
        known = {key for (key,) in connection.execute(f"select id from comparison where {THESE}", (ids,))}
        connection.executemany("delete from comparison where id = ?", [(key,) for key in gone])
        changed = [row for row in rows if row[0] in known]
        CHANGE.run(connection, changed)
        DECIDE.run(connection, changed)
        if known:
            MAKE_ONE.run(connection, (row for row in rows if row[0] not in known))
        else:  # nothing is changed that would be copied first, to take it back: one statement is quicker
            connection.execute(STAGE)
            connection.executemany(f"insert into temp.summary values ({', '.join('?' * len(DERIVED))})", rows)
            connection.execute(MAKE_STAGED)
            connection.execute("delete from temp.summary")
        if counted:
            count_comparisons(connection, sign="+", only=THESE, given=(touched,))


@contextmanager
def counting(store: Store) -> Iterator[None]:
    """Note what the summaries written inside change in the counts, and mark no event for all to be counted anew."""
    with store.joined():
        aside = lay_aside(store.connection, triggers=MARKS)
        yield
        put_back(store.connection, aside)


@contextmanager
def all_anew(store: Store) -> Iterator[None]:
    """Drop all summaries, for all of them to be written inside; what is made of them is indexed and marked once."""
    connection = store.connection
    with store.joined():
        connection.execute("delete from comparison")
        aside = lay_aside(connection, tables=("comparison",), triggers=MARKS[:1])
        yield
        put_back(connection, aside)
        connection.execute("insert or ignore into comparison_stale (event) select distinct event from comparison")
