"""Reading a document as readers may see it, a part at a time: its text, its quotes, and what stands in it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.reading import rows
from claims.reading.reader import STANDS, Reader

if TYPE_CHECKING:
    from claims.model import Appearance

SHOWN = f"""from appearance join claim on claim.id = appearance.claim and claim.published = 1
  where appearance.document = :document and {STANDS}"""


class DocumentReader(Reader):
    """A Reader that also finds places of published claims in one document, but for withdrawn ones.

    Offsets are code points of its text.
    """

    def quote_starts(self, document: str) -> list[int]:
        """Return where the quotes begin that have a place in the text, in its order."""
        sql = f"select appearance.quote_start as start {SHOWN} and appearance.quote_start is not null order by start"
        return [int(row["start"]) for row in self._rows(sql, {"document": document})]

    def quotes_between(self, document: str, start: int, end: int) -> list[Appearance]:
        """Return the places of which a part stands between two offsets, in the order of the text."""
        sql = f"""select appearance.* {SHOWN} and appearance.quote_start < :end and appearance.quote_end > :start
          order by appearance.quote_start, appearance.rowid"""
        asked = {"document": document, "start": start, "end": end}
        return [rows.appearance(row) for row in self._rows(sql, asked)]

    def without_place(self, document: str, *, limit: int, offset: int = 0) -> list[Appearance]:
        """Return the places that are no place in the text (rows of a table, quotes of a document without text)."""
        sql = f"""select appearance.* {SHOWN} and appearance.quote_start is null
          order by appearance.rowid limit :limit offset :offset"""
        asked = {"document": document, "limit": limit, "offset": offset}
        return [rows.appearance(row) for row in self._rows(sql, asked)]

    def place_of(self, document: str, claim: str) -> tuple[int | None, int]:
        """Return where the first quote of a claim begins (None: nowhere), and how many places without are before."""
        sql = f"""select appearance.quote_start as start, appearance.rowid as number {SHOWN}
          and appearance.claim = :claim
          order by appearance.quote_start is null, appearance.quote_start, number limit 1"""
        found = self._row(sql, {"document": document, "claim": claim})
        if found is None or found["start"] is not None:
            return (None if found is None else int(found["start"])), 0
        sql = f"select count(*) as n {SHOWN} and appearance.quote_start is null and appearance.rowid < :number"
        return None, self._count(sql, {"document": document, "number": found["number"]})

    def number_of_places(self, document: str) -> tuple[int, int]:
        """Return how many places of claims readers may see in a document, and how many have none in its text."""
        sql = f"select count(*) as n from appearance where document = :document and {STANDS}"
        withheld = f"""select count(*) as n from claim cross join appearance on appearance.claim = claim.id
          where claim.published = 0 and appearance.document = :document and {STANDS}"""
        places = []
        for condition in ("", " and appearance.quote_start is null"):
            asked = {"document": document}
            places.append(self._count(sql + condition, asked) - self._count(withheld + condition, asked))
        return places[0], places[1]

    def is_withheld(self, document: str) -> bool:
        """Return whether a document is here only for claims that readers may not see, or for proposals.

        A withdrawn place of a claim that they may see is shown with the claim, and so is its document.
        """
        shown = """select count(*) as n from (
            select 1 from appearance join claim on claim.id = appearance.claim and claim.published = 1
            where appearance.document = :document limit 1)"""
        used = """select (select count(*) from appearance where document = :document)
          + (select count(*) from extraction where document = :document) as n"""
        asked = {"document": document}
        return self._count(shown, asked) == 0 and self._count(used, asked) > 0

    def _count(self, sql: str, asked: dict[str, Any]) -> int:
        row = self._row(sql, asked)
        return 0 if row is None else int(row["n"])
