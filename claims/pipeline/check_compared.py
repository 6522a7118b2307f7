"""The rules of `claims check` that hold claims against each other, event by event, in the order of their comparisons.

Claims are looked through as the database keeps them; records are made of those that may break a rule, and of what the
rule of parts and wholes looks around in.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from claims import check
from claims.compare.comparison import current, in_force, is_counted
from claims.compare.count import standing_rows
from claims.compare.fold import COLUMNS, ORDER, claim_of, may_fall
from claims.compare.parts import scope_name
from claims.compare.warnings import copies_that_differ, falling_totals
from claims.interval import is_cumulative
from claims.pipeline.check_parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claims.check import Violation
    from claims.compare.count import Row
    from claims.model import Claim, Finding, Measure
    from claims.reading.check import WholeReader

PARTS = frozenset({"part-above-whole", "parts-above-whole"})
RULES = PARTS | {"total-falls", "copy-differs"}


def violations(
    reader: WholeReader, *, rules: frozenset[str], measures: Mapping[str, Measure], event: str | None
) -> Iterator[Violation]:
    """Yield what these rules find, event by event; what concerns parts of events comes last."""
    rules &= RULES
    if not rules:
        return
    with Parts(reader, event, measures=measures) as parts:
        compared = _Compared(reader, parts if rules & PARTS else None, measures=measures)
        for slug in [event] if event is not None else reader.event_slugs():
            found = check.from_findings(compared.findings(slug), slug)
            yield from (one for one in found if one.rule in rules)
            yield from (one for one in parts.of_event() if one.rule in rules)
        for slug in parts.kin_to_read if rules & PARTS else ():
            for _ in compared.findings(slug):
                pass  # only what the parts and wholes of it are is wanted
        yield from (one for one in parts.of_kin() if one.rule in rules)


class _Compared:
    """The comparisons of one event after the other; parts, if given, keeps what stands in them."""

    def __init__(self, reader: WholeReader, parts: Parts | None, *, measures: Mapping[str, Measure]) -> None:
        self.reader = reader
        self.parts = parts
        self.measures = measures
        self.linked = reader.linked_comparisons() if reader.has_links() else frozenset()
        self.stored = reader.is_stored()

    def findings(self, event: str) -> Iterator[Finding]:
        """Yield totals that fall and copies that differ, comparison by comparison."""
        rows = self.reader.counted_in_order(event, columns=COLUMNS, order=ORDER, stored=self.stored)
        for key, group in groupby(rows, key=itemgetter(0)):
            if key in self.linked:
                yield from self._linked(key)
            else:
                yield from self._plain(event, group)
            if self.parts is not None:
                self.parts.end()

    def _linked(self, key: str) -> Iterator[Finding]:
        claims = self.reader.claims(comparisons=[key])
        measure = self.measures[claims[0].measure]
        shown = sorted((claim for claim in claims if is_counted(claim)), key=lambda one: (one.as_of or "", one.id))
        live = in_force(self.reader.links_that_hold([claim.id for claim in claims]), claims=claims)
        found = (*falling_totals(shown, measure=measure, links=live), *copies_that_differ(shown, links=live))
        yield from _told(found, claims[0])
        if self.parts is not None:
            self.parts.keep(current(shown, links=live))

    def _plain(self, event: str, group: Iterable[Row]) -> Iterator[Finding]:
        """Look through one comparison without links: each source by itself, on each basis."""
        for _, series in groupby(group, key=itemgetter(1, 2)):
            rows = list(series)
            measure = self.measures[rows[0][5]]
            if len(rows) > 1:
                if is_cumulative(measure) and may_fall(rows):
                    series_of = [_claim(row, event) for row in rows]
                    yield from _told(falling_totals(series_of, measure=measure, links=()), series_of[0])
                rows = standing_rows(rows)
            if self.parts is not None and self.parts.wants(measure):
                self.parts.keep([_claim(row, event) for row in rows])


def _told(findings: Iterable[Finding], claim: Claim) -> Iterator[Finding]:
    """Yield findings that say what they are about, as one of the claims does: killed (women, Tehran)."""
    return (one._replace(reason=f"{scope_name(claim)}: {one.reason}") for one in findings)


def _claim(row: Row, event: str) -> Claim:
    """Return a row with its scope behind it as a claim that holds what comparing looks at."""
    return claim_of(row[:14], scope=(event, *row[14:]))
