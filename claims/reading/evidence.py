"""Read what stands beside many claims at once: where they can be read, who says so, and what was decided on them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claims import model
from claims.reading import rows
from claims.reading.reader import STANDS, Reader

if TYPE_CHECKING:
    from collections.abc import Collection

    from claims.model import Appearance, Source


class EvidenceReader(Reader):
    """A Reader that asks once for what many claims have beside them."""

    def places(self, claims: Collection[str]) -> dict[str, tuple[Appearance, ...]]:
        """Return where each of these claims can be read, in the order of recording; claims read nowhere are missing."""
        sql = f"""select {", ".join(model.Appearance._fields)} from appearance
          where claim in (select value from json_each(:claims)) and {STANDS} order by claim, rowid"""
        found: dict[str, list[Appearance]] = defaultdict(list)
        for row in self._tuples(sql, {"claims": rows.listed(claims)}):
            found[row[0]].append(model.Appearance._make(row))
        return {key: tuple(places) for key, places in found.items()}

    def sources_named(self, slugs: Collection[str]) -> dict[str, Source]:
        """Return for each slug the source that it stands for after all merges."""
        sql = """with recursive step (slug, id, depth) as (
            select value, value, 0 from json_each(:slugs)
            union all
            select step.slug, source.same_as, depth + 1 from step join source on source.id = step.id
            where source.same_as is not null and depth < 100)
          select step.slug, source.* from step cross join source on source.id = step.id
          where source.same_as is null order by step.slug"""
        return {row["slug"]: rows.source(row) for row in self._rows(sql, {"slugs": rows.listed(slugs)})}

    def decided(self, event: str) -> dict[str, bool]:
        """Return for each comparison of an event with a decision in force whether that is stale."""
        sql = """select id, stale from comparison
          where exists (select 1 from reconciliation) and event = :event and reconciliation is not null"""
        return {row["id"]: row["stale"] == 1 for row in self._rows(sql, {"event": event})}
