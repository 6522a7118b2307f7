"""A copy of a database without what is withheld: what is not in the file cannot be read out of it.

Left out besides withheld claims: where they can be read, links to and from them, decisions that rest on them, log
entries that name them, documents and names that only they use, ingests that brought nothing else; names that were taken
back, of which the log tells; and all that is for editors only: refused rows, fetched bytes, candidates and documents
read for them alone, accepted findings. Nothing is rewritten: what is in the copy is as it was recorded, and an entry of
the log keeps its number and hash, so that gaps show. Where anything was taken out, so are the seals of rows.
"""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from claims.store.facets import forget as forget_facets

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOR_EDITORS = ("reject", "read_again", "blob", "candidate", "extraction", "accepted_finding")
NAMES = ("event", "source", "measure", "place")
PLACES = (("claim", "place"), ("claim", "recorded_place"), ("reconciliation", "place"), ("place", "same_as"))
"""What names a place, which is a text and no key."""
WORD = re.compile(r"[0-9a-f]{8,}")
SHORTEST = 8  # digits of an id by which people name it
NUMBERED = {"withdraw link": "gone_link", "decide": "gone_decision", "withdraw decision": "gone_decision"}
FOR_EDITORS_ONLY = frozenset({"accept finding", "withdraw acceptance", "extract"})

GONE = """
create temp table gone_claim as select id, number, comparison from claim where published = 0;
create temp table gone_decision as
  with recursive gone (number) as (
    select number from reconciliation where claim in (select id from gone_claim)
    union select decision_replacement.reconciliation
      from gone join decision_replacement on decision_replacement.replaced_by = gone.number
  )
  select number from gone;
create temp table gone_document as
  select distinct appearance.document as id from appearance
  where appearance.claim in (select id from gone_claim) and not exists (
    select 1 from appearance as other
    where other.document = appearance.document and other.claim not in (select id from gone_claim)
  )
  union select document from extraction where not exists (
    select 1 from appearance
    where appearance.document = extraction.document and appearance.claim not in (select id from gone_claim)
  );
create temp table gone_batch as
  select batch as number from claim where batch is not null group by batch having max(published) = 0
  except select batch from appearance where claim not in (select id from gone_claim);
create temp table gone_link as
  select number from claim_link where claim in (select id from gone_claim) or other in (select id from gone_claim);
create temp table gone_name as
  select 'event' as kind, event as id from claim where published = 0
  union select 'event', recorded_event from claim where published = 0
  union select 'measure', measure from claim where published = 0
  union select 'measure', recorded_measure from claim where published = 0
  union select 'source', source from claim where published = 0
  union select 'source', recorded_source from claim where published = 0
  union select 'place', place from claim where published = 0
  union select 'place', recorded_place from claim where published = 0
  union select 'source', relayed_by from appearance where claim in (select id from gone_claim)
  union select 'source', publisher from document where id in (select id from gone_document);
create temp table gone_comparison as
  select comparison as id from gone_claim
  union select claim.comparison from claim_link cross join claim on claim.id in (claim_link.claim, claim_link.other)
    where claim_link.number in (select number from gone_link)
  union select comparison from reconciliation where number in (select number from gone_decision);
"""

NAME_TAKEN_BACK = "unicode(folded) = 31"
DELETE = f"""
delete from alias where {NAME_TAKEN_BACK};
delete from claim_fts where rowid in (select number from gone_claim);
delete from document_fts where rowid in (
  select number from document where id in (select id from gone_document)
);
update comparison set reconciliation = null where reconciliation in (select number from gone_decision);
delete from reconciliation_claim
  where claim in (select id from gone_claim) or reconciliation in (select number from gone_decision);
delete from reconciliation_replaced where reconciliation in (select number from gone_decision);
delete from reconciliation where number in (select number from gone_decision);
delete from claim_link where number in (select number from gone_link);
delete from appearance_withdrawal where appearance in (
  select id from appearance where claim in (select id from gone_claim)
);
delete from appearance where claim in (select id from gone_claim);
delete from claim where id in (select id from gone_claim);
update batch set document = null where document in (select id from gone_document);
update batch set retry_of = null where retry_of in (select number from gone_batch);
delete from batch where number in (select number from gone_batch);
delete from document where id in (select id from gone_document);
"""

AGAIN = """
insert into claim_fts (claim_fts) values ('rebuild');
insert into document_fts (document_fts) values ('rebuild');
insert into name_fts (name_fts) values ('rebuild');
"""


def copy_without_withheld(source: sqlite3.Connection, working: Path) -> tuple[sqlite3.Connection, set[str]]:
    """Copy a database to a working file, take out what is not for readers, and return it with comparisons to renew.

    The working file still holds remains of what was taken out in its free pages: only `finish` makes a file to be given
    away. The connection writes; foreign keys are on again and every trigger stands as before.
    """
    copy = sqlite3.connect(working, isolation_level=None)
    try:
        source.backup(copy)
        copy.execute("pragma journal_mode = off")
        copy.execute("pragma temp_store = memory")
        copy.execute("pragma foreign_keys = off")
        copy.execute("begin immediate")
        triggers = [row[0] for row in copy.execute("select name from sqlite_master where type = 'trigger'")]
        made = [row[0] for row in copy.execute("select sql from sqlite_master where type = 'trigger' order by rowid")]
        for name in triggers:
            copy.execute(f'drop trigger "{name}"')
        _run(copy, GONE)
        touched = {str(row[0]) for row in copy.execute("select id from gone_comparison")}
        _take_out(copy)
        for sql in made:
            copy.execute(sql)
        if copy.execute("pragma foreign_key_check").fetchone() is not None:
            raise sqlite3.IntegrityError("something left in refers to something taken out")
        copy.execute("commit")
        copy.execute("pragma foreign_keys = on")
    except BaseException:
        copy.close()
        raise
    return copy, touched


def finish(copy: sqlite3.Connection, target: Path) -> None:
    """Write the file to be given away: only what can be read of a working file, page by page, and nothing else."""
    for table in ("sqlite_stat1", "sqlite_stat4"):
        if copy.execute("select 1 from sqlite_master where name = ?", (table,)).fetchone() is not None:
            copy.execute(f"delete from {table}")
    copy.execute("analyze")
    copy.execute("vacuum into ?", (str(target),))


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _take_out(copy: sqlite3.Connection) -> None:
    is_whole = not any(
        copy.execute(f"select 1 from {table} limit 1").fetchone()
        for table in ("gone_claim", f"alias where {NAME_TAKEN_BACK}", *FOR_EDITORS)
    )
    forget_facets(copy)
    for table in FOR_EDITORS:
        copy.execute(f"delete from {table}")
    _run(copy, DELETE)
    names = _take_out_names(copy)
    gone = {str(row[0]) for table in ("claim", "document", "comparison") for row in _ids(copy, f"gone_{table}")}
    kept = {str(row[0]) for row in copy.execute("select distinct comparison from claim")}
    subjects = {f"{kind} {slug}" for kind, slug in names}
    subjects |= {f"batch {row[0]}" for row in copy.execute("select number from gone_batch")}
    if not is_whole:  # a hash of what was taken out would tell whoever guesses it that the guess is right
        copy.execute("delete from change_log where act = 'seal'")
    _take_out_acts(copy, ids=gone - kept, subjects=subjects)
    _run(copy, AGAIN)


def _ids(copy: sqlite3.Connection, table: str) -> Iterable[tuple[str]]:
    found: Iterable[tuple[str]] = copy.execute(f"select id from {table}")
    return found


def _take_out_names(copy: sqlite3.Connection) -> set[tuple[str, str]]:
    """Take out the events, sources, measures and places that only withheld claims used; return them as (kind, slug)."""
    uses = {kind: list(_uses(copy, kind)) for kind in NAMES}
    used = copy.execute("select kind, id from gone_name where id is not null")
    left = {(str(kind), str(slug)) for kind, slug in used}
    gone: set[tuple[str, str]] = set()
    while True:
        unused = {
            (kind, slug)
            for kind, slug in left - gone
            if not any(
                copy.execute(f'select 1 from "{table}" where "{column}" = ? limit 1', (slug,)).fetchone()
                for table, column in uses[kind]
            )
        }
        for kind, slug in unused:
            if kind != "place":
                copy.execute(f"delete from alias where {kind} = ?", (slug,))
            copy.execute(f"delete from {kind} where id = ?", (slug,))
        gone |= unused
        if not unused:
            return gone


def _uses(copy: sqlite3.Connection, kind: str) -> Iterable[tuple[str, str]]:
    """Yield table and column of everything that refers to a kind of name; aliases and derived rows do not count."""
    if kind == "place":
        yield from PLACES
        return
    for (table,) in copy.execute("select name from sqlite_master where type = 'table'").fetchall():
        if table in {"alias", "comparison"}:
            continue
        for row in copy.execute(f'pragma foreign_key_list("{table}")'):
            if row[2] == kind:
                yield table, row[3]


def _take_out_acts(copy: sqlite3.Connection, *, ids: set[str], subjects: set[str]) -> None:
    """Take out the entries of the log that are about something taken out, or name it; ids may be cut to 8 digits."""
    beginnings = {key[:SHORTEST] for key in ids}
    numbered = {act: {row[0] for row in copy.execute(f"select number from {table}")} for act, table in NUMBERED.items()}
    gone = []
    with closing(copy.execute("select number, act, subject, reason, before, after from change_log")) as acts:
        for number, act, subject, *texts in acts:
            said = " ".join(text for text in (subject, *texts) if text)
            is_named = any(word[:SHORTEST] in beginnings for word in WORD.findall(said))
            about = act in numbered and any(_number(text) in numbered[act] for text in texts[1:])
            if act == "seal":
                continue
            is_for_editors = act in FOR_EDITORS_ONLY or str(act).endswith("candidate")
            if is_named or about or subject in subjects or is_for_editors:
                gone.append((number,))
    copy.executemany("delete from change_log where number = ?", gone)


def _number(text: str | None) -> int | None:
    """Return the number that an entry's before or after names, such as that of a link."""
    found = json.loads(text) if text else None
    return found.get("number") if isinstance(found, dict) else None
