"""Two people's files become one: everything of another claims database is taken over, in one transaction.

The same assertion has the same id in both, so that claims meet by themselves. Where the two files differ ours stays in
force and the difference is listed; judgements of both are kept, withdrawn and replaced ones too. Merging again adds
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import Refused
from claims.identity import ids_of
from claims.interval import spans_dates
from claims.pipeline.merge_batches import note_read_again, take_batch_acts, take_batches
from claims.pipeline.names import record_of, why_not
from claims.pipeline.signature import require_name
from claims.reading.batches import BatchReader
from claims.reading.decisions import DecisionReader
from claims.reading.merge import MergeReader
from claims.store.claims import index_again
from claims.store.merge import FINDING_SIGNATURE, LINK_SIGNATURE, WITHDRAWAL_SIGNATURE, Taking
from claims.store.names import set_same_as
from claims.text import TAKEN_BACK, fold

if TYPE_CHECKING:
    from claims.model import Claim, Finding, Measure
    from claims.pipeline.claim_store import ClaimStore

    Judgements = frozenset[tuple[str, str]]

KINDS = ("event", "source", "measure")
MERGED = (*KINDS, "place")
CIRCULAR = frozenset({"derived_from", "duplicate_of", "supersedes", "corrects", "retracts"})
JUDGED = {
    "rank": ("rank", "rank_reason"),
    "credibility": ("credibility",),
    "note": ("note",),
    "published": ("published",),
}
UNJUDGED = {"rank": "normal", "rank_reason": None, "credibility": 6, "note": None, "published": True}
LISTED_IN_LOG = 100
TAKEN_HERE = "this was taken back here"


@dataclass(frozen=True, slots=True)
class FileMerged:
    """What merging a file did: rows added and rows completed or withdrawn, by table, and what the files differ on."""

    file: str
    added: dict[str, int]
    changed: dict[str, int]
    conflicts: tuple[Finding, ...]

    @property
    def is_nothing_new(self) -> bool:
        """Whether everything was here already."""
        return not any(self.added.values()) and not any(self.changed.values())


class _Undo(Exception):
    """Roll the transaction back: nothing was new, or it was only a trial."""


def merge_file(store: ClaimStore, path: str | Path, *, by: str, dry_run: bool = False) -> FileMerged:
    """Take over everything of another claims database and return what happened; with dry_run nothing is stored.

    Raises as schema.connect does for the other file; Refused for the file itself, for measures that count differently,
    or for a claim that was changed from outside; Missing without a signature.
    """
    from claims.pipeline.claim_store import ClaimStore

    require_name(by)
    own = store.connection.execute("pragma database_list").fetchone()[2]
    if own and Path(path).exists() and Path(own).samefile(path):
        raise Refused(f"{path} is the database itself", hint="name another file, and this one with --db")
    with ClaimStore.open(path, write=False) as other:
        other.connection.execute("begin")
        result = None
        try:
            with store.transaction():
                result = _merge(store, MergeReader(other.connection), by=by, file=Path(path).name)
                if dry_run or result.is_nothing_new:
                    raise _Undo
        except _Undo:
            store.store.touched.clear()
        finally:
            other.connection.rollback()
    if result is None:
        raise Refused(f"{path} could not be read", hint="run `claims log --verify` on it")
    return result


def _merge(store: ClaimStore, other: MergeReader, *, by: str, file: str) -> FileMerged:
    taking = Taking(store.store, by=by, file=file)
    store.connection.execute("pragma defer_foreign_keys = on")
    for kind in MERGED:
        for row in other.table(kind):
            taking.name(kind, row)
    _aliases(store, taking, other)
    for row in other.table("document"):
        taking.document(row)
    batches = take_batches(taking, other)
    judged = MergeReader(store.connection).judged(), other.judged()
    fallen = _claims(store, taking, other, batches, judged=judged)
    _withdrawals(store, taking, other)
    take_batch_acts(store.store, taking, other, batches)
    for theirs in fallen:
        _take_judgements(store, taking, store.reader.claim(theirs.id), theirs, judged=judged)
    _links(store, taking, other)
    _names_follow(store, taking, other)
    _decisions(store, taking, other)
    _candidates(taking, other)
    for row in other.table("accepted_finding"):
        taking.withdrawable("accepted_finding", row, signature=FINDING_SIGNATURE, live=("finding",))
    for row in other.table("blob"):
        taking.blob(row)
    result = FileMerged(file, dict(taking.added), dict(taking.changed), tuple(taking.conflicts))
    if not result.is_nothing_new:
        entries, head = other.log_head()
        after = {
            "added": result.added,
            "changed": result.changed,
            "conflicts": len(result.conflicts),
            "first_conflicts": [finding.reason for finding in result.conflicts[:LISTED_IN_LOG]],
            "their_log": {"entries": entries, "head": head},
        }
        store.store.log("merge file", f"file {file}", by=by, after=after)
    return result


def _aliases(store: ClaimStore, taking: Taking, other: MergeReader) -> None:
    """Take over other names; one that was taken back here stays so, and one that was there stays ours: both listed."""
    here = store.reader.names_taken_back()
    for row in other.table("alias"):
        kind = next(kind for kind in KINDS if row[kind] is not None)
        if row["folded"].startswith(TAKEN_BACK):
            continue
        if (kind, row[kind], fold(row["name"])) in here:
            taking.differ("name not taken over", f"“{row['name']}” names the {kind} {row[kind]} there; {TAKEN_HERE}")
            continue
        taking.alias(kind, row)
    for kind, slug, folded in sorted(other.names_taken_back()):
        if store.reader.find_name(kind, folded) == slug:
            taking.differ("name taken back", f"“{folded}” names the {kind} {slug} here; this was taken back there")


def _candidates(taking: Taking, other: MergeReader) -> None:
    """Take over runs of extractors and what they proposed, with what people decided on it there."""
    numbers = {row["number"]: taking.extraction(row) for row in other.table("extraction")}
    for row in other.table("candidate"):
        run = None if row["extraction"] is None else numbers[row["extraction"]]
        taking.candidate({**row, "extraction": run})


class _Here:
    """Sees another file's claims with our eyes: under the names that ours were merged into, in our batches."""

    def __init__(self, store: ClaimStore, *, batches: dict[int, int], file: str) -> None:
        self.reader = store.reader
        self.batches = batches
        self.file = file
        self.measures: dict[str, Measure] = {measure.id: measure for measure in self.reader.measures()}
        self._now: dict[tuple[str, str], str] = {}

    def _follow(self, kind: str, recorded: str) -> tuple[str, str | None]:
        """Return what a slug stands for here, and the slug itself where that is another."""
        if (kind, recorded) not in self._now:
            self._now[kind, recorded] = self.reader.canonical(kind, recorded)
        now = self._now[kind, recorded]
        return now, recorded if recorded != now else None

    def claim(self, claim: Claim) -> Claim:
        """Return a claim as it stands here; raises Refused when its id is not that of what it says."""
        event, recorded_event = self._follow("event", claim.recorded_event or claim.event)
        measure, recorded_measure = self._follow("measure", claim.recorded_measure or claim.measure)
        source, recorded_source = self._follow("source", claim.recorded_source or claim.source)
        place, recorded_place = self._follow(
            "place", claim.place if claim.recorded_place is None else claim.recorded_place
        )
        moved = claim._replace(
            event=event,
            measure=measure,
            source=source,
            place=place,
            recorded_event=recorded_event,
            recorded_measure=recorded_measure,
            recorded_source=recorded_source,
            recorded_place=recorded_place,
            batch=None if claim.batch is None else self.batches[claim.batch],
        )
        own, comparison = ids_of(moved, cumulative=spans_dates(self.measures[measure]))
        if own != claim.id:
            raise Refused(
                f"claim {claim.id} of {self.file} does not say what its id stands for",
                hint="it was changed from outside; run `claims log --verify` on that file",
            )
        return moved._replace(comparison=comparison)


def _claims(
    store: ClaimStore, taking: Taking, other: MergeReader, batches: dict[int, int], *, judged: tuple[Judgements, ...]
) -> list[Claim]:
    """Take over claims and appearances; a claim that is known keeps our judgements, and other ones are listed.

    Returned are those that people ranked there and that fell with their ingest here, which may stand again by theirs.
    """
    here = _Here(store, batches=batches, file=taking.file)
    fell_here, with_batches = (
        {act.because for act in BatchReader(file.connection).acts() if act.is_withdrawn} for file in (store, other)
    )
    fallen = []
    for block in other.claims_with_appearances():
        claims = {claim.id: here.claim(claim) for claim, _ in block}
        known = store.reader.claims_by_ids(claims)
        for one in known:
            theirs = claims[one.id]
            if theirs.rank_reason in with_batches:  # it follows from where it can be read
                theirs = theirs._replace(rank=one.rank, rank_reason=one.rank_reason)
            elif one.rank_reason in fell_here and not _is_open(theirs, "rank", judged[1]):
                fallen.append(theirs)
                continue
            _take_judgements(store, taking, one, theirs, judged=judged)
        records = []
        for claim, place in block:
            if place is not None:
                batch = None if place.batch is None else batches[place.batch]
                place = place._replace(batch=batch, id="")  # noqa: PLW2901 - the same place, in our batch
            records.append((claims[claim.id], place))
        added = store.store.add_claims(records, by=taking.by)
        taking.added["claim"] += len(added.new)
        taking.added["appearance"] += added.appearances
        note_read_again(store.store, taking, [place for _, place in records if place is not None and place.batch])
    return fallen


def _take_judgements(
    store: ClaimStore, taking: Taking, ours: Claim, theirs: Claim, *, judged: tuple[Judgements, ...]
) -> None:
    """Take over the judgements that nobody made here; where both judged ours stays, and the difference is listed."""
    for judgement, names in JUDGED.items():
        differ = [name for name in names if getattr(ours, name) != getattr(theirs, name)]
        if not differ or _is_open(theirs, judgement, judged[1]):
            continue
        if _is_open(ours, judgement, judged[0]):
            taking.judgement(ours.id, {name: getattr(theirs, name) for name in names})
            store.store.touched |= {ours.comparison, *store.reader.comparisons_replaced_by(ours.id)}
            continue
        for name in differ:
            one, two = getattr(ours, name), getattr(theirs, name)
            reason = f"claim {ours.id} ({ours.source}: {ours.says}): {name} is “{one}” here and “{two}” there"
            taking.differ("judgement differs", reason, ours.id)


def _is_open(claim: Claim, judgement: str, judged: Judgements) -> bool:
    """Return whether nobody ever judged a claim so: it is as every claim is at first, and no act says otherwise."""
    return getattr(claim, judgement) == UNJUDGED[judgement] and (claim.id, judgement) not in judged


def _withdrawals(store: ClaimStore, taking: Taking, other: MergeReader) -> None:
    """Take over which appearances are withdrawn, and which of them stand again; what follows from them follows."""
    table = "appearance_withdrawal"
    for row in other.table(table):
        before = taking.added[table] + taking.changed[table]
        taking.withdrawable(table, row, signature=WITHDRAWAL_SIGNATURE, live=("appearance",))
        if taking.added[table] + taking.changed[table] > before:
            claim = store.reader.claim(store.reader.appearance(row["appearance"]).claim)
            index_again(store.connection, claim.id)
            store.store.touched.add(claim.comparison)


def _links(store: ClaimStore, taking: Taking, other: MergeReader) -> None:
    """Take over links; one that would close a circle with ours is kept as withdrawn, and listed."""
    ahead: dict[tuple[str, str], set[str]] = {}
    for link in store.reader.links():
        ahead.setdefault((link.relation, link.claim), set()).add(link.other)
    before = taking.added["claim_link"] + taking.changed["claim_link"]
    for row in other.table("claim_link"):
        kept = row
        if row["withdrawn_at"] is None and row["relation"] in CIRCULAR:
            if _reaches(ahead, row["relation"], row["other"], row["claim"]):
                reason = f"it would close a circle of {row['relation']} links"
                taking.differ("circle", f"{row['claim']} {row['relation']} {row['other']}: {reason}", row["claim"])
                kept = taking.set_aside(row, reason)
            else:
                ahead.setdefault((row["relation"], row["claim"]), set()).add(row["other"])
        taking.withdrawable("claim_link", kept, signature=LINK_SIGNATURE, live=("claim", "other", "relation"))
        if taking.added["claim_link"] + taking.changed["claim_link"] > before:
            before = taking.added["claim_link"] + taking.changed["claim_link"]
            ends = store.reader.claims_by_ids([row["claim"], row["other"]])
            store.store.touched |= {claim.comparison for claim in ends}


def _reaches(ahead: dict[tuple[str, str], set[str]], relation: str, start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for other in ahead.get((relation, waiting.pop()), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return goal in seen


def _one_name(store: ClaimStore, taking: Taking) -> None:
    """Let a slug of theirs follow ours where both were made of one name, by the rules of two versions."""
    for kind, slug, target in taking.one_name:
        root = store.reader.canonical(kind, target)
        if store.reader.canonical(kind, slug) == root:
            continue
        reason = why_not(store.reader, kind, slug, root)
        if slug in MergeReader(store.connection).taken_back(kind):
            reason = "this merge was taken back here"
        if reason:
            taking.differ("name taken", f"{kind} {slug} has the name of {target} here; {reason}")
            continue
        set_same_as(store.store, kind, slug, same_as=root)
        taking.changed[kind] += 1


def _names_follow(store: ClaimStore, taking: Taking, other: MergeReader) -> None:
    """Take over merges of names, unless ours say otherwise, undid the same, or cannot follow."""
    _one_name(store, taking)
    for kind in MERGED:
        here, there = MergeReader(store.connection).taken_back(kind), other.taken_back(kind)
        for row in other.table(kind):
            slug, target = row["id"], row["same_as"]
            ours = record_of(store.reader, kind, slug)["same_as"]
            if target is None and ours is not None and slug in there:
                reason = f"{kind} {slug} is merged into {ours} here; this was taken back there"
                taking.differ("merge taken back", reason)
            if target is None or ours == target:
                continue
            reason = f"it is merged into “{ours}” here" if ours else why_not(store.reader, kind, slug, target)
            if slug in here:
                reason = "this merge was taken back here"
            if reason:
                taking.differ("merge not taken over", f"{kind} {slug} is merged into {target} there; {reason}")
                continue
            set_same_as(store.store, kind, slug, same_as=target)
            taking.changed[kind] += 1


def _decisions(store: ClaimStore, taking: Taking, other: MergeReader) -> None:
    """Take over decisions; one that is in force there beside one in force here is kept as replaced by ours."""
    reader = DecisionReader(store.connection)
    in_force = reader.decided_now()
    considered, replaced = other.considered(), other.replaced()
    theirs = list(other.table("reconciliation"))
    stands = {row["number"]: reader.stands_on(row) for row in theirs}
    over = {number for number, by in replaced if stands[number] == stands[by]}
    over |= {row["number"] for row in theirs if row["withdrawn_at"] is not None}
    known = {(d.comparison, d.rationale, d.decided_by, d.decided_at): d.number for d in reader.live_decisions()}
    leaving = {  # ours that they have replaced or withdrawn since: no longer in the way
        known.get((row["comparison"], row["rationale"], row["decided_by"], row["decided_at"]))
        for row in theirs
        if row["number"] in over
    }
    rows = []
    for row in theirs:
        key = stands[row["number"]]
        store.store.touched.add(key)
        standing = [number for number in in_force.get(key, ()) if number not in leaving]
        ours = standing[-1] if standing and row["number"] not in over else None
        rows.append((row, considered.get(row["number"], []), ours))
    taking.decisions(rows, replaced=replaced)
