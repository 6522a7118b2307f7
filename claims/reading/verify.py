"""Prove that nothing was changed from outside: the log's chain of hashes, and what the log and the ids say of the rows.

Whoever writes past the program can drop triggers and change rows; then an id, a hash or the log no longer fits: every
transaction ends with an entry that seals the rows it wrote (claims.schema_seal). What the file alone cannot tell is
a log cut off at its end together with what it told of: for that a person notes the last hash and gives it here.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from claims.identity import DIGITS, appearance_id, ids_of, log_hash
from claims.interval import spans_dates
from claims.model import Finding
from claims.reading import rows
from claims.reading.reader import Reader
from claims.reading.seal import SealReader
from claims.schema_guard import gaps
from claims.schema_seal import ACT, Seals
from claims.text import first_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.schema_guard import Gap

BEFORE_THE_FIRST = "0" * 64
GAPS_NAMED, GAPS_LISTED = 5, 20
UNDECIDED: dict[str, Any] = {"state": "proposed", **dict.fromkeys(("reason", "decided_by", "decided_at", "claim"))}
JUDGED = ("rank", "rank_reason", "credibility", "note", "published")
ENTRY = ("at", "by", "act", "subject", "reason", "before", "after")

COPIES = """
select claim.id, 'type of source' as what from claim join source on source.id = claim.source
where claim.source_type is not source.type
union all
select claim.id, 'country' from claim join event on event.id = claim.event
where claim.country is not event.country
"""
FOLLOWED = """
with stands as materialized (select * from {kind}_canonical)
select claim.id, '{kind}' as what
from claim left join stands on stands.id = coalesce(claim.recorded_{kind}, claim.{kind})
where stands.canonical is not claim.{kind} or claim.recorded_{kind} = claim.{kind}
"""
PLACES = """
with stands as materialized (select * from place_canonical)
select claim.id, 'place' as what from claim
left join stands on stands.id = coalesce(claim.recorded_place, claim.place)
where coalesce(stands.canonical, claim.recorded_place, claim.place) <> claim.place
  or claim.recorded_place = claim.place
"""
RETRIED = """
select number, retried_in from reject where retried_in is not null
  and not exists (select 1 from batch where batch.number = reject.retried_in and batch.retry_of is not null)
"""
ORPHANS = """
select reconciliation, claim from reconciliation_claim
where not exists (select 1 from reconciliation where number = reconciliation_claim.reconciliation)
"""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was proved: how many acts are on record, the hash of the last entry, and what does not fit, in that order.

    Seals of rows are entries, not acts of their own; without any (seals is 0) nothing is proved of rows but what their
    ids and the acts say.
    """

    entries: int
    head: str
    findings: tuple[Finding, ...]
    seals: int = 0


@dataclass(slots=True)
class _Said:
    """What the log says that the tables must hold."""

    judged: dict[tuple[str, str], Any] = field(default_factory=dict)
    decided: dict[int, dict[str, Any]] = field(default_factory=dict)
    linked: list[dict[str, Any]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    ingested: dict[int, int] = field(default_factory=dict)
    configured: dict[str, str] = field(default_factory=dict)
    reviewed: dict[str, dict[str, Any]] = field(default_factory=dict)
    extracted: dict[int, int] = field(default_factory=dict)
    merged: bool = False
    seals: Seals = field(default_factory=Seals)
    sealed: dict[int, str] = field(default_factory=dict)


class VerifyReader(Reader):
    """A Reader that holds the log against itself and the tables against the log and their own ids."""

    def head(self) -> str:
        """Return the hash of the last act on record, to be noted elsewhere; "" where there is none."""
        row = self._row("select hash from change_log order by number desc limit 1")
        return "" if row is None else str(row["hash"])

    def verify(self, *, noted: str = "") -> Verified:
        """Return what does not fit; noted is a last hash (or its first digits) that must still stand."""
        said = _Said()
        found: list[Finding] = []
        entries, expected, previous = 0, 1, BEFORE_THE_FIRST
        stands, act = not noted, "the beginning"
        for row in self._rows("select * from change_log order by number"):
            entry = dict(row)
            found.extend(_link_of_chain(entry, expected=expected, previous=previous))
            expected, previous = entry["number"] + 1, entry["hash"]
            stands = stands or entry["hash"].startswith(noted)
            if entry["act"] == ACT:
                said.sealed[entry["number"]] = act
            else:
                entries, act = entries + 1, f"{entry['act']}, {entry['subject']}"
            _note(entry, said)
        found = _first_gaps(found)
        if not stands:
            reason = f"no act has the hash {noted} that was noted: the log was cut off or made anew"
            found.append(Finding("log cut off", (), reason))
        found.extend(self._claims())
        found.extend(self._appearances())
        found.extend(self._as_logged(said))
        found.extend(self._settings(said.configured))
        found.extend(_schema(gaps(self.connection)))
        found.extend(self._candidates(said))
        found.extend(self._copies())
        named = {word for one in found for word in (*one.claims, *one.reason.split())}
        unfit = SealReader(self.connection).unfit(said.seals, acts=said.sealed)
        found.extend(
            one for one in unfit if named.isdisjoint(word for word in one.reason.split() if len(word) == DIGITS)
        )
        return Verified(entries, previous if entries else "", tuple(found), seals=len(said.sealed))

    def _claims(self) -> Iterator[Finding]:
        try:
            cumulative = {measure.id: spans_dates(measure) for measure in self.measures()}
        except (KeyError, ValueError) as error:
            yield Finding("measure changed", (), f"a measure is as none can be: {error}")
            return
        expected = 1
        for row in self._rows("select * from claim order by number"):
            try:
                claim = rows.claim(row)
            except (KeyError, ValueError) as error:
                expected = row["number"] + 1
                yield Finding("claim changed", (row["id"],), f"claim {row['id']} holds {error}, which no claim can")
                continue
            if claim.number != expected:
                reason = f"claims number {expected} to {claim.number - 1} are gone"
                yield Finding("claim missing", (), reason)
            expected = claim.number + 1
            own, compared = ids_of(claim, cumulative=cumulative.get(claim.measure, True))
            if own != claim.id:
                reason = f"claim {claim.id} ({claim.source}: {claim.says}) does not say what its id stands for"
                yield Finding("claim changed", (claim.id,), reason)
            elif compared != claim.comparison:
                reason = f"claim {claim.id} ({claim.source}: {claim.says}) stands in another comparison than its own"
                yield Finding("claim changed", (claim.id,), reason)

    def _appearances(self) -> Iterator[Finding]:
        for row in self._rows("select id, claim, document, locator, quote from appearance order by rowid"):
            if appearance_id(row["claim"], row["document"], locator=row["locator"], quote=row["quote"]) != row["id"]:
                reason = f"where claim {row['claim']} can be read in document {row['document']} was changed"
                yield Finding("appearance changed", (row["claim"],), reason)

    def _as_logged(self, said: _Said) -> Iterator[Finding]:
        for (claim, name), value in said.judged.items():
            row = self._row(f'select "{name}" as value from claim where id = :claim', {"claim": claim})
            if row is not None and row["value"] != value:
                reason = f"claim {claim}: its {name} is “{row['value']}”, by the log it is “{value}”"
                yield Finding("judgement changed", (claim,), reason)
        for claim in said.added:
            if self._row("select 1 from claim where id = :claim", {"claim": claim}) is None:
                yield Finding("claim missing", (claim,), f"claim {claim} is gone; by the log it was added")
        for batch, number in said.ingested.items():
            row = self._row("select count(*) as n from claim where batch = :batch", {"batch": batch})
            if row is not None and row["n"] != number:
                reason = f"batch {batch} has {row['n']} claims; by the log it added {number}"
                yield Finding("claim missing", (), reason)
        for link in said.linked:
            sql = """select 1 from claim_link where claim = :claim and other = :other and relation = :relation
              and reason = :reason and decided_by = :decided_by and decided_at = :decided_at"""
            if self._row(sql, link) is None:
                reason = f"the link {link['claim']} {link['relation']} {link['other']} is gone or was changed"
                yield Finding("link changed", (link["claim"],), reason)
        for number, logged in said.decided.items():
            row = self._row("select * from reconciliation where number = :number", {"number": number})
            if row is None:
                yield Finding("decision missing", (), f"decision {number} is gone; by the log it was made")
                continue
            changed = [name for name, value in logged.items() if name in row.keys() and row[name] != value]  # noqa: SIM118
            if changed:
                reason = f"decision {number} was changed: {', '.join(sorted(changed))}"
                yield Finding("decision changed", (), reason)

    def _settings(self, said: dict[str, str]) -> Iterator[Finding]:
        stands = self.config()
        for key in sorted(said.keys() | stands.keys()):
            if stands.get(key) != said.get(key):
                values = [
                    f"“{value}”" if value is not None else "not set" for value in (stands.get(key), said.get(key))
                ]
                yield Finding("setting changed", (), f"{key} is {values[0]}, by the log it is {values[1]}")

    def _copies(self) -> Iterator[Finding]:
        """Yield what does not fit of columns that repeat others, of fetched bytes, and of rows taken again."""
        for key, what in self._rows(COPIES):
            yield Finding("copy differs", (key,), f"claim {key}: its {what} is not the one that it repeats")
        followed = [FOLLOWED.format(kind=kind) for kind in ("event", "measure", "source")]
        for sql in (*followed, PLACES):
            for key, what in self._rows(sql):
                reason = f"claim {key}: its {what} is not the one that was recorded, nor what that is merged into"
                yield Finding("claim changed", (key,), reason)
        for row in self._rows("select sha256, bytes from blob order by rowid"):
            if sha256(row["bytes"]).hexdigest() != row["sha256"]:
                yield Finding("blob changed", (), f"the fetched bytes {row['sha256']} are others now")
        for decision, claim in self._rows(ORPHANS):
            yield Finding(
                "decision changed",
                (claim,),
                f"claim {claim} is said to be considered by decision {decision}, which is none",
            )
        for row in self._rows(RETRIED):
            reason = f"refused row {row['number']}: batch {row['retried_in']}, said to have taken it again, did not"
            yield Finding("reject changed", (), reason)

    def _candidates(self, said: _Said) -> Iterator[Finding]:
        """Yield what does not fit of candidates; what a merge took over was decided by the other file's log."""
        for number, proposed in said.extracted.items():
            row = self._row("select count(*) as n from candidate where extraction = :number", {"number": number})
            if row is not None and row["n"] != proposed:
                reason = f"extraction {number} has {row['n']} candidates; by the log it proposed {proposed}"
                yield Finding("candidate missing", (), reason)
        document, text = "", ""
        for row in self._rows("select * from candidate order by document, quote_start"):
            key, logged = row["id"], said.reviewed.get(row["id"], UNDECIDED)
            if row["document"] != document:
                document = row["document"]
                stored = self._row("select text from document where id = :id", {"id": document})
                text = "" if stored is None else stored["text"] or ""
            if text[row["quote_start"] : row["quote_end"]] != row["quote"]:
                yield Finding("candidate changed", (), f"the quote of candidate {key} does not stand in its document")
            is_from_merge = said.merged and logged["state"] not in {"accepted", "rejected"}
            changed = [name for name in UNDECIDED if row[name] != logged.get(name)]
            if changed and not is_from_merge:
                reason = f"candidate {key} is {row['state']}, by the log it is {logged['state']}"
                if "state" not in changed:
                    reason = f"the decision on candidate {key} was changed: {', '.join(sorted(changed))}"
                yield Finding("candidate changed", (), reason)


def _schema(found: Sequence[Gap]) -> Iterator[Finding]:
    """Yield what no longer guards the rows, or guards them otherwise than schema.sql does, in one finding."""
    if found:
        named = first_of([str(gap) for gap in found], GAPS_NAMED, joint="; ")
        yield Finding("schema changed", (), f"{named}: `claims upgrade` makes anew what is missing or altered")


def _first_gaps(found: list[Finding]) -> list[Finding]:
    """Return findings with the first gaps of the log only, and how many more there are: a public copy has many."""
    gone = [one for one in found if one.rule == "entry missing"]
    left_out = gone[GAPS_LISTED:]
    if not left_out:
        return found
    more = Finding("entry missing", (), f"{len(left_out):,} more gaps in the log, up to {left_out[-1].reason}")
    return [one for one in found if one not in left_out] + [more]


def _link_of_chain(entry: dict[str, Any], *, expected: int, previous: str) -> Iterator[Finding]:
    number = entry["number"]
    if number > expected:
        missing = f"entry {expected} is" if number == expected + 1 else f"entries {expected} to {number - 1} are"
        yield Finding("entry missing", (), f"{missing} gone from the log")
    if log_hash(entry["previous_hash"], {name: entry[name] for name in ENTRY}) != entry["hash"]:
        yield Finding(
            "entry changed", (), f"entry {number} of the log ({entry['act']}, {entry['subject']}) was changed"
        )
    elif entry["previous_hash"] != previous and number == expected:
        before = f"entry {number - 1}" if number > 1 else "the beginning"
        reason = f"entry {number} of the log does not follow {before}: one of the two was replaced"
        yield Finding("entry replaced", (), reason)


def _note(entry: dict[str, Any], said: _Said) -> None:
    """Note what an act says that a table must hold; an entry that is not JSON any more says nothing."""
    act, (table, _, key) = entry["act"], entry["subject"].partition(" ")
    try:
        after = json.loads(entry["after"]) if entry["after"] else {}
    except ValueError:
        return
    if act == "configure":
        said.configured.pop(key, None)
        if isinstance(after, str):
            said.configured[key] = after
    if not isinstance(after, dict):
        return
    _note_candidates(act, key, after, said)
    if act == ACT:
        _note_seal(entry["number"], after, said)
    elif act == "judge claim":
        said.judged |= {(key, name): after[name] for name in JUDGED if name in after}
    elif act == "decide" and "number" in after:
        said.decided[after["number"]] = after
    elif act == "link" and {"claim", "other", "relation", "reason", "decided_by", "decided_at"} <= set(after):
        said.linked.append(after)
    elif act == "add claim" and table == "claim":
        said.added.append(key)
    elif act == "ingest" and key.isdigit() and "added" in after:
        said.ingested[int(key)] = after["added"]


def _note_seal(number: int, after: dict[str, Any], said: _Said) -> None:
    """Note what an entry seals; one that was changed from outside, and is named so, may be no seal any more."""
    with suppress(AttributeError, KeyError, TypeError, ValueError):
        said.seals.note(number, after)


def _note_candidates(act: str, key: str, after: dict[str, Any], said: _Said) -> None:
    """Note what an act says of candidates: decisions, how many were proposed, that some came by a merge."""
    if act.endswith(" candidate") and "state" in after:
        said.reviewed[key] = UNDECIDED | after
    elif act == "extract" and {"extraction", "proposed"} <= set(after):
        said.extracted[after["extraction"]] = after["proposed"]
    elif act == "merge file":
        said.merged = said.merged or any("candidate" in after.get(part, {}) for part in ("added", "changed"))
