"""Reading candidates: the queue that waits for a person with its facets, those of one document, runs of extractors."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from claims.errors import UnknownCandidate
from claims.model_candidate import Candidate, Extraction, Flag, State
from claims.reading import rows
from claims.reading.reader import CLAIM_ORDER, Reader

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from claims.model import Claim

WAITING = ("proposed", "skipped")
FACETS = ("state", "event", "document", "measure", "source", "extractor", "language", "flag")
TEXT_ORDER = "document.number, candidate.quote_start, candidate.stated_start, candidate.rowid"
QUEUE_ORDER = f"candidate.state = 'skipped', {TEXT_ORDER}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which candidates are asked for. None is any; "" is none at all: a source that was not found, no flag.

    states may be empty for all. limit -1 is no limit.
    """

    event: str | None = None
    document: str | None = None
    states: tuple[str, ...] = WAITING
    extractor: str | None = None
    measure: str | None = None
    source: str | None = None
    language: str | None = None
    flag: str | None = None
    limit: int = -1
    offset: int = 0


class CandidateReader(Reader):
    """A Reader that also answers what reviewing asks."""

    def candidate(self, prefix: str) -> Candidate:
        """Return the candidate with this id, or the only one whose id begins so; raises UnknownCandidate."""
        sql = "select * from candidate where id >= :prefix and id < :prefix || 'g' order by id limit 2"
        found = list(self._rows(sql, {"prefix": prefix}))
        if len(found) != 1 or not prefix:
            raise UnknownCandidate(prefix, matches=len(found) if prefix and len(found) > 1 else 0)
        return candidate(found[0])

    def queue(self, wanted: Wanted) -> list[Candidate]:
        """Return candidates in the order of recording their documents, then of the text; skipped ones come last."""
        return self._in_order(wanted, QUEUE_ORDER)

    def _in_order(self, wanted: Wanted, order: str) -> list[Candidate]:
        where, given = _clauses(wanted)
        sql = f"""select candidate.* from candidate join document on document.id = candidate.document
          where {where} order by {order} limit :limit offset :offset"""
        return [candidate(row) for row in self._rows(sql, {**given, "limit": wanted.limit, "offset": wanted.offset})]

    def count(self, wanted: Wanted) -> int:
        """Return how many candidates are asked for, without limit and offset."""
        where, given = _clauses(wanted)
        row = self._row(f"select count(*) as n from candidate where {where}", given)
        return 0 if row is None else int(row["n"])

    def facets(self, wanted: Wanted) -> dict[str, list[tuple[str, int]]]:
        """Return for each of FACETS its values with how many candidates have them, most first.

        What is asked of a facet itself does not narrow its own values, only those of the others; "" is none.
        """
        found = {}
        for name in FACETS:
            others = Wanted(**{**asdict(wanted), **({"states": ()} if name == "state" else {name: None})})
            where, given = _clauses(others)
            table, value = "candidate", f"coalesce(candidate.{name}, '')"
            if name == "flag":
                table = f"candidate left join json_each('{json.dumps(list(Flag))}') as flag on {_HAS_FLAG}"
                value = "coalesce(flag.value, '')"
            sql = f"select {value} as value, count(*) as n from {table} where {where} group by 1 order by n desc, value"
            found[name] = [(str(row["value"]), int(row["n"])) for row in self._rows(sql, given)]
        return found

    def of_document(self, document: str) -> list[Candidate]:
        """Return all candidates of one document, decided ones too, in the order of its text."""
        return self._in_order(Wanted(document=document, states=()), TEXT_ORDER)

    def accepted_as(self, claim: str) -> list[Candidate]:
        """Return the candidates that were accepted as a claim."""
        return [candidate(row) for row in self._rows("select * from candidate where claim = :claim", {"claim": claim})]

    def claims_saying(self, says: str, *, event: str, measure: str, population: str) -> list[Claim]:
        """Return the claims that state a figure in these words, of whatever source, in the order of comparing."""
        sql = f"""select * from claim
          where event = :event and measure = :measure and population = :population and says = :says
          order by {CLAIM_ORDER}"""
        given = {"event": event, "measure": measure, "population": population, "says": says}
        return [rows.claim(row) for row in self._rows(sql, given)]

    def extractions(self) -> list[Extraction]:
        """Return the runs of extractors over all documents, oldest first."""
        return [extraction(row) for row in self._rows("select * from extraction order by number")]


_HAS_FLAG = "(' ' || candidate.flags || ' ') like '% ' || flag.value || ' %'"


def _clauses(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """Return the condition of what is asked, and its values."""
    clauses, given = ["1"], {}
    if wanted.states:
        clauses.append("candidate.state in (select value from json_each(:states))")
        given["states"] = json.dumps(list(wanted.states))
    for name in ("event", "document", "extractor", "measure", "source", "language"):
        value = getattr(wanted, name)
        if value is not None:
            clauses.append(f"coalesce(candidate.{name}, '') = :{name}")
            given[name] = value
    if wanted.flag is not None:
        is_none = "candidate.flags = ''"
        clauses.append("(' ' || candidate.flags || ' ') like '% ' || :flag || ' %'" if wanted.flag else is_none)
        given["flag"] = wanted.flag
    return " and ".join(clauses), given


def candidate(row: sqlite3.Row) -> Candidate:
    """Return a candidate."""
    fields = {name: row[name] for name in Candidate.__slots__}
    return Candidate(
        **{
            **fields,
            "flags": _flags(row["flags"].split()),
            "state": State(row["state"]),
            "source_inferred": bool(row["source_inferred"]),
            "as_of_inferred": bool(row["as_of_inferred"]),
        }
    )


def _flags(words: Iterable[str]) -> tuple[Flag, ...]:
    return tuple(Flag(word) for word in words)


def extraction(row: sqlite3.Row) -> Extraction:
    """Return a run of an extractor."""
    fields = {name: row[name] for name in Extraction.__slots__}
    return Extraction(**{**fields, "refusals": MappingProxyType(json.loads(row["refusals"] or "{}"))})
