"""Read what the acts of the log are about, in words: claims, comparisons and documents have no name but an id."""

from __future__ import annotations

from claims.reading.reader import Reader

CLAIM = """select source.name || ' “' || claim.says || '”: ' || claim.measure as words, population, place, claim.event
  from claim join source on source.id = claim.source where claim.id = :key"""
COMPARISON = """select measure as words, population, place, event from comparison where id = :key
  union all select measure, population, place, event from reconciliation where comparison = :key limit 1"""
NAMED = {
    "document": "select coalesce(title, url) as words from document where id = :key",
    "batch": "select added || ' new claims of ' || file as words from batch where number = :key",
}
HASHED = frozenset({"claim", "comparison", "document"})  # what has an id and no name
HEXADECIMAL = frozenset("0123456789abcdef")
SCOPED = {"claim": CLAIM, "comparison": COMPARISON}


class ActReader(Reader):
    """A Reader that says what an act is about."""

    def whole(self, subject: str) -> str:
        """Return a subject with its whole id where the first digits of an id are those of one subject only."""
        table, _, key = subject.partition(" ")
        if table not in HASHED or not key or not set(key) <= HEXADECIMAL:
            return subject
        sql = """select distinct subject from change_log
          where subject >= :subject and subject < :subject || 'g' limit 2"""
        found = [str(row["subject"]) for row in self._rows(sql, {"subject": f"{table} {key}"})]
        return found[0] if len(found) == 1 else subject

    def about(self, subject: str) -> str:
        """Return a subject of the log in words: “MEK “at least 600”: killed, Tehran of iran-protests-2019”.

        Empty for what its own name says (source mek), and for what is not in the file.
        """
        table, _, key = subject.partition(" ")
        if table in NAMED:
            row = self._row(NAMED[table], {"key": key})
            return "" if row is None else str(row["words"] or "")
        row = self._row(SCOPED[table], {"key": key}) if table in SCOPED else None
        if row is None:
            return ""
        population = "" if row["population"] == "all" else row["population"]
        words = ", ".join(part for part in (row["words"], population, row["place"]) if part)
        return f"{words} of {row['event']}"
