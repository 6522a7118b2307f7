"""Read another claims database row by row, to be taken over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claims.reading import rows
from claims.reading.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model import Appearance, Claim

BLOCK = 2000


class MergeReader(Reader):
    """A Reader that gives whole tables in the order of recording, without holding them in memory."""

    def table(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table with all their columns, in the order in which they were recorded."""
        for row in self._rows(f"select * from {name} order by rowid"):
            yield dict(row)

    def considered(self) -> dict[int, list[dict[str, Any]]]:
        """Return for each decision the rows of the claims that it considered."""
        found: dict[int, list[dict[str, Any]]] = {}
        for row in self._rows("select * from reconciliation_claim order by reconciliation, claim"):
            found.setdefault(row["reconciliation"], []).append(dict(row))
        return found

    def replaced(self) -> list[tuple[int, int]]:
        """Return which decision was replaced by which, wherever they stand now, by their numbers."""
        found = self._rows("select reconciliation, replaced_by from decision_replacement order by 1, 2")
        return [(row["reconciliation"], row["replaced_by"]) for row in found]

    def claims_with_appearances(self) -> Iterator[list[tuple[Claim, Appearance | None]]]:
        """Yield all claims in the order of recording, block by block, each with every place where it can be read."""
        block: list[Claim] = []
        for row in self._rows("select * from claim order by number"):
            block.append(rows.claim(row))
            if len(block) == BLOCK:
                yield self._placed(block)
                block = []
        if block:
            yield self._placed(block)

    def _placed(self, block: list[Claim]) -> list[tuple[Claim, Appearance | None]]:
        places: dict[str, list[Appearance]] = {}
        for place in self.appearances({claim.id for claim in block}, with_withdrawn=True):
            places.setdefault(place.claim, []).append(place)
        placed: list[tuple[Claim, Appearance | None]] = []
        for claim in block:
            placed += [(claim, place) for place in places.get(claim.id, ())] or [(claim, None)]
        return placed

    def taken_back(self, kind: str) -> frozenset[str]:
        """Return the slugs of a kind whose merge was taken back at some time."""
        sql = "select distinct subject from change_log where act = :act"
        found = self._rows(sql, {"act": f"undo merge {kind}"})
        return frozenset(str(row["subject"]).partition(" ")[2] for row in found)

    def parted(self, kind: str) -> frozenset[frozenset[str]]:
        """Return the pairs of slugs of a kind that were merged and whose merge was taken back at some time."""
        sql = "select subject, json_extract(before, '$.same_as') as other from change_log where act = :act"
        found = self._rows(sql, {"act": f"undo merge {kind}"})
        return frozenset(frozenset((str(row["subject"]).partition(" ")[2], str(row["other"]))) for row in found)

    def judged(self) -> frozenset[tuple[str, str]]:
        """Return which judgements were ever made here, as (claim, "rank"), those taken back since included."""
        found = self._rows("select subject, after from change_log where act = 'judge claim'")
        made = [(str(row["subject"]).partition(" ")[2], json.loads(row["after"] or "{}")) for row in found]
        return frozenset((claim, name) for claim, after in made for name in after)

    def log_head(self) -> tuple[int, str]:
        """Return how many acts are on record and the hash of the last one, "" where there is none."""
        row = self._row("select count(*) as n from change_log")
        last = self._row("select hash from change_log order by number desc limit 1")
        return (0 if row is None else int(row["n"])), ("" if last is None else str(last["hash"]))
