"""Which claims may be copies of which: proposals with their grounds, for a person to decide; nothing is recorded.

Two claims of one comparison that give the same figure in the same hedge are looked at more closely: who spoke later,
does the later one's document name the other source, are the quotes nearly the same. Each ground has a printed weight,
and the score is their sum; it orders the proposals and is no probability.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from claims.compare.comparison import COPIES, is_counted
from claims.compare.relation import Order, order
from claims.figure_say import say
from claims.interval import stated
from claims.model import LinkRelation, Measure, ValueType
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claims.model import Appearance, Claim, Document, Link

ENOUGH = 50  # a proposal needs so many points of 100
SAME_FIGURE, TELLING_NUMBER, LATER, NAMES_SOURCE, RELAYED, SAME_WORDS = 30, 10, 10, 40, 40, 30
TELLING_DIGITS = 3  # 161 is told apart from other numbers, 100 and 30 are not
ALIKE = 0.85
QUOTE_CHARACTERS, TEXT_CHARACTERS = 400, 200_000
SOURCES_TRIED, CLAIMS_TRIED = 20, 3  # so many sources, and of each so many claims, can be the origin of a copy
SHORT_NAME = 4


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for a proposal: its name, its points, and what was found."""

    name: str
    points: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposal that a claim is derived from another; score is the sum of its grounds' points, at most 100."""

    claim: str
    other: str
    score: int
    grounds: tuple[Ground, ...]
    relation: LinkRelation = LinkRelation.DERIVED_FROM

    @property
    def reason(self) -> str:
        """The grounds in one sentence, as a first version of the link's reason."""
        return "; ".join(ground.text for ground in self.grounds)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the claims can be read: appearances by claim, documents (with their text, if it may be searched) by id.

    names gives for each source all its names, merged what the slugs of merged sources stand for; links are all that
    touch the claims, withdrawn ones too: what a person took back is not proposed again.
    """

    measure: Measure
    appearances: Mapping[str, Sequence[Appearance]] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    links: Sequence[Link] = ()
    merged: Mapping[str, str] = field(default_factory=dict)


def suggest(claims: Sequence[Claim], *, shelf: Shelf) -> list[Suggestion]:
    """Return the proposals among the claims of one comparison, best first; at most one for a claim.

    A claim is held against the earliest ones with the same figure only: the work stays in proportion to the claims.
    """
    settled = {frozenset((link.claim, link.other)) for link in shelf.links if _settles(link)}
    copies = {link.claim for link in shelf.links if link.relation in COPIES and link.withdrawn_at is None}
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        if is_counted(claim) and claim.figure.value_type is ValueType.VALUE:
            groups[claim.figure].append(claim)
    found: list[Suggestion | None] = []
    for group in groups.values():
        if len({claim.source for claim in group}) > 1:
            reader = _Reader(shelf)
            group.sort(key=reader.when)
            origins = _earliest(group)
            own = [claim for claim in group if claim.id not in copies]
            found += [_best(claim, origins, settled=settled, reader=reader) for claim in own]
    proposals = [one for one in found if one is not None]
    return sorted(_one_way(proposals), key=lambda one: (-one.score, one.claim, one.other))


def _earliest(group: Sequence[Claim]) -> list[Claim]:
    """Return the first few claims of the sources that spoke first, from claims in the order of time."""
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in group:
        if len(by_source) < SOURCES_TRIED or claim.source in by_source:
            by_source[claim.source].append(claim)
    return [claim for own in by_source.values() for claim in own[:CLAIMS_TRIED]]


def _settles(link: Link) -> bool:
    """Return whether a person has spoken on the question already, be it by taking a link back."""
    return link.relation in COPIES or link.relation in {LinkRelation.CONFIRMS, LinkRelation.NOT_COMPARABLE}


def _best(
    claim: Claim, origins: Sequence[Claim], *, settled: set[frozenset[str]], reader: _Reader
) -> Suggestion | None:
    best: Suggestion | None = None
    for origin in origins:
        if origin.source == claim.source or frozenset((claim.id, origin.id)) in settled:
            continue
        grounds = reader.grounds(claim, origin)
        score = min(sum(ground.points for ground in grounds), 100)
        if score >= ENOUGH and (best is None or score > best.score):
            best = Suggestion(claim.id, origin.id, score, grounds)
    return best


def _one_way(found: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """Yield proposals without those that contradict a better one: of two that point at each other one is left."""
    by_pair: dict[tuple[str, str], Suggestion] = {(one.claim, one.other): one for one in found}
    for one in found:
        back = by_pair.get((one.other, one.claim))
        if back is None or (one.score, one.other) > (back.score, back.other):
            yield one


class _Reader:
    """Reads the documents of claims with one question: what speaks for one being a copy of the other."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.folded: dict[str, str] = {}

    def places(self, claim: Claim) -> Sequence[Appearance]:
        return self.shelf.appearances.get(claim.id, ())

    def published(self, claim: Claim) -> str | None:
        """Return the first day on which a claim was published; None if no document says."""
        documents = (self.shelf.documents.get(place.document) for place in self.places(claim))
        return min((one.published_on for one in documents if one and one.published_on), default=None)

    def when(self, claim: Claim) -> tuple[str, str, int, str]:
        return (claim.as_of or "9999", self.published(claim) or "9999", claim.number, claim.id)

    def grounds(self, claim: Claim, origin: Claim) -> tuple[Ground, ...]:
        """Return what speaks for a claim being a copy of another of the same figure; nothing if it came before it."""
        by_date = order(claim.as_of, origin.as_of)
        by_day = order(self.published(claim), self.published(origin))
        if by_date is Order.EARLIER or (by_date is not Order.LATER and by_day is Order.EARLIER):
            return ()
        kind = self.shelf.measure.value_kind
        found = [Ground("same figure", SAME_FIGURE, f"the same figure, “{say(claim.figure, kind=kind)}”")]
        if _is_telling(claim, self.shelf.measure):
            found.append(Ground("telling number", TELLING_NUMBER, "a number that two rarely hit upon"))
        if by_date is Order.LATER:
            found.append(Ground("later date", LATER, f"as of {claim.as_of}, after {origin.as_of}"))
        elif by_day is Order.LATER:
            days = f"published {self.published(claim)}, after {self.published(origin)}"
            found.append(Ground("later date", LATER, days))
        named = self._named(claim, origin)
        return (*found, *([named] if named else ()), *self._alike(claim, origin))

    def _named(self, claim: Claim, origin: Claim) -> Ground | None:
        """Return that a document of the claim names the source of the other, and how."""
        for place in self.places(claim):
            if self._is(place.relayed_by, origin.source):
                return Ground("relayed", RELAYED, f"relayed by {origin.source}")
            document = self.shelf.documents.get(place.document)
            if document and self._is(document.publisher, origin.source):
                return Ground("relayed", RELAYED, f"read in a document that {origin.source} published")
        names = [name for name in self.shelf.names.get(origin.source, ()) if _can_be_looked_for(name)]
        for place in self.places(claim):
            document = self.shelf.documents.get(place.document)
            title, text = (document.title, document.text) if document else (None, None)
            for where, passage in (("quote", place.quote), ("title", title), ("text", text)):
                name = next((name for name in names if passage and self._stands(name, passage)), None)
                if name is not None:
                    return Ground("names the source", NAMES_SOURCE, f"the document's {where} names “{name}”")
        return None

    def _is(self, slug: str | None, source: str) -> bool:
        return slug is not None and self.shelf.merged.get(slug, slug) == source

    def _stands(self, name: str, passage: str) -> bool:
        """Return whether a name stands in a passage as words of its own; a short one must be spelt as it is."""
        passage = passage[:TEXT_CHARACTERS]
        if len(name) <= SHORT_NAME:
            return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", passage) is not None
        if passage not in self.folded:
            self.folded[passage] = f" {fold(passage)} "
        return f" {fold(name)} " in self.folded[passage]

    def _alike(self, claim: Claim, origin: Claim) -> Iterator[Ground]:
        quotes = [[fold(p.quote[:QUOTE_CHARACTERS]) for p in self.places(one) if p.quote] for one in (claim, origin)]
        best = 0.0
        for own in dict.fromkeys(quotes[0][:3]):
            matcher = SequenceMatcher(b=own, autojunk=False)
            for other in dict.fromkeys(quotes[1][:3]):
                matcher.set_seq1(other)
                if matcher.real_quick_ratio() > ALIKE and matcher.quick_ratio() > ALIKE:
                    best = max(best, matcher.ratio())
        if best > ALIKE:
            yield Ground("nearly the same words", SAME_WORDS, f"the quotes are alike by {best:.0%}")


def _is_telling(claim: Claim, measure: Measure) -> bool:
    """Return whether a number has enough digits that matter: 161 and 1,029 have, 600 and 1,500 have not."""
    numbers = stated(claim.figure, measure.value_kind)
    if numbers is None:
        return False
    digits = re.sub(r"\D", "", str(numbers[0])).strip("0")
    return len(digits) >= TELLING_DIGITS


def _can_be_looked_for(name: str) -> bool:
    """Return whether a name is more than a few small letters, which stand in any text."""
    return len(name) > SHORT_NAME or (len(name) > 1 and name.lower() != name) or not name.isascii()
