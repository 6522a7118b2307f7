"""Search over everything that readers may see: events and sources by their names, quotes of claims, documents.

A withheld claim is never found, nor counted, nor a name or document that only such claims use; nor a document that was
read for proposals alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.reading import rows
from claims.reading.reader import Reader
from claims.search import Found, Hit, Hits, find, phrases, query
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.search import Phrase

KINDS = ("event", "source", "claim", "document")
MOST_COUNTED = 2000
"""Beyond so many finds the number is not worked out further, and what was recorded last comes first."""

MOST_THREES = 40

SEEN_NAME = """(exists (select 1 from claim where claim.{kind} = alias.{kind} and claim.published = 1)
  or not exists (select 1 from claim where claim.{kind} = alias.{kind}))"""
SEEN_DOCUMENT = """(not exists (
    select 1 from appearance where appearance.document = document.id
    union all select 1 from extraction where extraction.document = document.id
  ) or exists (
    select 1 from appearance join claim on claim.id = appearance.claim and claim.published = 1
    where appearance.document = document.id))"""
CLAIMS = "claim_fts cross join claim on claim.number = claim_fts.rowid and claim.published = 1"
DOCUMENTS = f"document_fts cross join document on document.number = document_fts.rowid and {SEEN_DOCUMENT}"


class SearchReader(Reader):
    """A Reader that searches."""

    def search(self, asked: str, *, kinds: Sequence[str] = KINDS, limit: int = 10, offset: int = 0) -> Found:
        """Return what holds all words asked for, best first; where no whole word does, beginnings of words count."""
        wanted = phrases(asked)
        found = Found(wanted, beginnings=False, kinds=())
        for beginnings in (False, True) if wanted else ():
            every = tuple(
                self._of_kind(kind, wanted, beginnings=beginnings, limit=limit, offset=offset) for kind in kinds
            )
            found = Found(wanted, beginnings=beginnings, kinds=every)
            if found.count:
                break
        return found

    def _of_kind(self, kind: str, asked: tuple[Phrase, ...], *, beginnings: bool, limit: int, offset: int) -> Hits:
        if kind in {"event", "source"}:
            return self._names(kind, asked, limit=limit, offset=offset)
        of, hit = (CLAIMS, self._claim) if kind == "claim" else (DOCUMENTS, self._document)
        named = {"query": query(asked, beginnings=beginnings), "limit": limit, "offset": offset}
        table = f"{kind}_fts"
        sql = f"select count(*) as n from (select 1 from {of} where {table} match :query limit {MOST_COUNTED + 1})"
        row = self._row(sql, named)
        count = 0 if row is None else int(row["n"])
        order = f"{table}.rank, {table}.rowid" if count <= MOST_COUNTED else f"{table}.rowid desc"
        sql = f"select {kind}.* from {of} where {table} match :query order by {order} limit :limit offset :offset"
        make: Callable[[Any, tuple[Phrase, ...], bool], Hit] = hit
        hits = tuple(make(row, asked, beginnings) for row in list(self._rows(sql, named)) if limit)
        return Hits(kind, hits, min(count, MOST_COUNTED), count > MOST_COUNTED)

    def _names(self, kind: str, asked: tuple[Phrase, ...], *, limit: int, offset: int) -> Hits:
        """Find events or sources by any of their names; whole names come first, then those that begin so."""
        words = [" ".join(phrase) if " ".join(phrase).isascii() else "".join(phrase) for phrase in asked]
        named = {f"word{number}": word for number, word in enumerate(words)}
        where = " and ".join(f"instr(folded, :{key}) > 0" for key in named)
        threes = _threes(words)
        if threes:
            named["threes"] = threes
            found = "select rowid from name_fts where name_fts match :threes"
        else:
            found = f"select number from alias indexed by alias_{kind} where {kind} is not null and {where}"
        sql = f"""select alias.name, alias.folded, alias.{kind} as slug from alias
          where alias.number in ({found}) and alias.{kind} is not null and {where} and {SEEN_NAME.format(kind=kind)}
          order by length(alias.folded), alias.number limit {MOST_COUNTED + 1}"""
        whole = fold(" ".join(words))
        best: dict[str, tuple[tuple[bool, bool, int], str]] = {}
        for row in list(self._rows(sql, named)):
            slug = self.canonical(kind, row["slug"])
            worth = (row["folded"] != whole, not row["folded"].startswith(words[0]), len(row["folded"]))
            if slug not in best or worth < best[slug][0]:
                best[slug] = (worth, row["name"])
        order = sorted(best, key=lambda slug: (best[slug][0], slug))
        hits = []
        for slug in order[offset : offset + limit]:
            item = self.event(slug) if kind == "event" else self.source(slug)
            hits.append(Hit(kind, slug, item.name, find(best[slug][1], asked, beginnings=True)))
        return Hits(kind, tuple(hits), min(len(order), MOST_COUNTED), len(order) > MOST_COUNTED)

    def _claim(self, row: Any, asked: tuple[Phrase, ...], beginnings: bool) -> Hit:  # noqa: FBT001 - as _document
        claim = rows.claim(row)
        texts: list[tuple[str, str | None]] = [
            (place.quote, place.document) for place in self.appearances([claim.id]) if place.quote
        ]
        texts += [(claim.note, None)] if claim.note else []
        read = [(find(text, asked, beginnings=beginnings), document) for text, document in texts]
        passage, document = max(read, key=lambda item: len(item[0].marks), default=(find("", asked), None))
        return Hit("claim", claim.id, claim.says, passage, claim=claim, quote_of=document)

    def _document(self, row: Any, asked: tuple[Phrase, ...], beginnings: bool) -> Hit:  # noqa: FBT001 - as _claim
        document = rows.document(row)
        passage = find(document.text or "", asked, beginnings=beginnings)
        title = document.title or document.url or ""
        if not passage.marks and title:
            passage = find(title, asked, beginnings=beginnings)
        return Hit("document", document.id, title or document.id, passage, document=document)


def _threes(words: Sequence[str]) -> str:
    """Return what name_fts is asked for names with these words: all letters of each, three by three; "" for short ones.

    It keeps no places, so that the letters may stand apart in what it finds: the words are looked for in that.
    """
    found = {word[at : at + 3]: None for word in words for at in range(len(word) - 2)}
    return " AND ".join('"' + three.replace('"', '""') + '"' for three in list(found)[:MOST_THREES])
