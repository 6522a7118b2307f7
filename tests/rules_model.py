"""A small model of the rules of comparing (design section 6), by brute force over plain records: what tests hold to.

It knows nothing of the library but its words. Every pair is looked at, every claim is held against every other one.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations

COPYING = {"derived_from", "duplicate_of"}
REPLACING = {"supersedes", "corrects", "retracts"}
NUMERIC = {"count", "quantity", "money", "percent"}
FLOORS, CEILINGS = {"at_least", "more_than"}, {"at_most", "fewer_than"}
RATIO = Fraction(6, 5)


@dataclass(frozen=True)
class Said:
    """One claim as it was recorded; known is the day on which it could be known if it is read nowhere."""

    event: str
    measure: str
    source: str
    figure: object
    population: str = "all"
    place: str = ""
    as_of: str | None = None
    basis: str = "unstated"
    known: str = ""
    counts: bool = True


def days(date):
    ends = {4: ("-01-01", "-12-31"), 7: ("-01", "-31"), 10: ("", "")}[len(date)]
    return date + ends[0], date + ends[1]


def is_before(a, b):
    return a is not None and b is not None and days(a)[1] < days(b)[0]


def below(a, b):
    return a is not None and b is not None and a < b


def bounds(figure):
    return (0, 0) if figure.value_type == "novalue" else (figure.low, figure.high)


def loose(figure):
    """The bounds once “about 50” is 50 and “dozens” are at least 24."""
    low, high = bounds(figure)
    least = 2 * figure.magnitude if figure.magnitude else figure.best
    return low if low is not None else least, high if high is not None else figure.best


@dataclass
class Decided:
    """One decision: what it was signed on, as a claim of that, and the decisions that it took the place of."""

    on: Said
    instead_of: frozenset
    withdrawn: bool = False


@dataclass
class World:
    """measures gives (value_kind, count_kind); claims, links (claim, relation, other) and merges as they stand."""

    measures: dict
    claims: dict = field(default_factory=dict)
    links: dict = field(default_factory=dict)
    merged: dict = field(default_factory=dict)
    read_in: dict = field(default_factory=lambda: defaultdict(set))
    published: dict = field(default_factory=dict)
    decisions: dict = field(default_factory=dict)

    # what is asked

    def without(self, source):
        gone = {key for key, said in self.claims.items() if self.now("source", said.source) == source}
        while more := {a for a, how, b in self.links.values() if how in COPYING and b in gone} - gone:
            gone |= more
        return self.only(self.claims.keys() - gone, whole_links=True)

    def as_of(self, date):
        left = {key for key, said in self.claims.items() if days(said.as_of or self.since(key))[1] <= days(date)[1]}
        return self.only(left)

    def known_on(self, date):
        return self.only({key for key in self.claims if days(self.since(key))[0] <= days(date)[1]})

    def on(self, basis):
        return self.only({key for key, said in self.claims.items() if said.basis == basis}, whole_links=True)

    def only(self, left, *, whole_links=False):
        """A copy stays a copy where its origin is of later; it does not where the origin never was."""
        links = {
            number: (a, how, b)
            for number, (a, how, b) in self.links.items()
            if a in left and (b in left or not whole_links)
        }
        return replace(self, claims={key: self.claims[key] for key in left}, links=links)

    def since(self, key):
        dates = [date for document in self.read_in[key] if (date := self.published[document])]
        return min(dates, default=self.claims[key].known)

    # what follows

    def now(self, kind, slug):
        while (kind, slug) in self.merged:
            slug = self.merged[kind, slug]
        return slug

    def is_total(self, measure):
        value, count = self.measures[measure]
        return count == "cumulative" and value in {"count", "quantity", "money"}

    def scope(self, said):
        measure = self.now("measure", said.measure)
        spans = self.is_total(measure) or self.measures[measure][0] in {"date", "text"}
        place = self.now("place", said.place)
        return self.now("event", said.event), measure, said.population, place, None if spans else said.as_of

    def decide(self, number, said):
        """A decision is on what is one thing when it is signed, and takes the place of what is in force there then."""
        event, measure, _, place, _ = scope = self.scope(said)
        before = frozenset(self.not_replaced(scope))
        self.decisions[number] = Decided(replace(said, event=event, measure=measure, place=place), before)

    def not_replaced(self, scope):
        """The decisions on a comparison that none on the same took the place of, nor anybody withdrew."""
        there = {number: made for number, made in self.decisions.items() if self.scope(made.on) == scope}
        gone = {before for made in there.values() for before in made.instead_of}
        return {number: made.on for number, made in there.items() if number not in gone and not made.withdrawn}

    def decided(self, scope):
        """The decision in force on a comparison: of two that a merge brought together its own, then the newest."""
        live = self.not_replaced(scope)
        own = [
            number for number, said in live.items() if (said.event, said.measure, said.place) == (*scope[:2], scope[3])
        ]
        return max(own or live, default=None)

    def in_force(self):
        return [
            (a, how, b) for a, how, b in self.links.values() if not (how in REPLACING and not self.claims[a].counts)
        ]

    def stands(self, key):
        said, links = self.claims[key], self.in_force()
        if any((a == key and how in COPYING) or (b == key and how in REPLACING) for a, how, b in links):
            return False
        retracted = {b for _, how, b in links if how == "retracts"}
        mended = {b for a, how, b in links if a == key and how in REPLACING}
        mine = (self.scope(said), said.basis, self.now("source", said.source))
        return said.counts and not any(
            other.counts
            and (self.scope(other), other.basis, self.now("source", other.source)) == mine
            and is_before(said.as_of, other.as_of)
            for name, other in self.claims.items()
            if name not in retracted | mended
        )

    def comparisons(self):
        groups = defaultdict(list)
        for key, said in self.claims.items():
            if said.counts:
                groups[self.scope(said)].append(key)
        return {scope: self.follows(keys, measure=scope[1]) for scope, keys in groups.items()}

    def follows(self, keys, *, measure):
        links = self.in_force()
        retracted = {b for _, how, b in links if how == "retracts"}
        apart = {frozenset((a, b)) for a, how, b in links if how == "not_comparable"}
        counted = [key for key in keys if key not in retracted]
        standing = [key for key in keys if self.stands(key)]
        kind = self.measures[measure][0]
        pairs = [
            self.relation(a, b, measure=measure) for a, b in combinations(standing, 2) if frozenset((a, b)) not in apart
        ]
        order = ("contradicts", "diverges", "compatible", "agrees")
        return {
            "status": next((relation for relation in order if relation in pairs), "single"),
            "contradictions": pairs.count("contradicts"),
            "divergences": pairs.count("diverges"),
            "reports": sum(max(1, len(self.read_in[key])) for key in counted),
            "sources": len({self.now("source", self.claims[key].source) for key in counted}),
            "independent_sources": len({self.now("source", self.claims[key].source) for key in standing}),
            "latest_as_of": max((date for key in counted if (date := self.claims[key].as_of)), default=None),
            "current": frozenset(standing),
            **self.published_of([self.claims[key].figure for key in standing], kind=kind),
        }

    def published_of(self, figures, *, kind):
        """Rule 8: what may be said of all sources together."""
        floors = [figure.low for figure in figures if figure.low is not None]
        least = min(floors, default=None) if kind in NUMERIC else None
        if least is not None and not all(self.supports(figure, least) for figure in figures):
            least = None
        highs = [bounds(figure)[1] if kind in NUMERIC else figure.high for figure in figures]
        numbers = [number for figure in figures if (number := self.stated(figure, kind)) is not None]
        return {
            "agreed_minimum": least,
            "highest_floor": max(floors, default=None) if kind != "text" else None,
            "highest_ceiling": max(highs) if kind != "text" and highs and None not in highs else None,
            "spread": max(high for _, high in numbers) - min(low for low, _ in numbers) if len(numbers) > 1 else None,
        }

    @staticmethod
    def supports(figure, least):
        if figure.low is not None:
            return figure.low >= least
        if figure.magnitude:
            return 2 * figure.magnitude >= least
        return figure.best is not None and Fraction(figure.best) > Fraction(least) * RATIO

    @staticmethod
    def stated(figure, kind):
        numbers = [value for value in (figure.low, figure.best, figure.high) if value is not None]
        if kind not in NUMERIC or not numbers:
            return None
        shift = {"more_than": -1, "fewer_than": 1}.get(figure.hedge, 0) if kind == "count" else 0
        return min(numbers) + shift, max(numbers) + shift

    def relation(self, first, second, *, measure):
        """Rules 2 to 4."""
        a, b = self.claims[first], self.claims[second]
        kind, one, two = self.measures[measure][0], a.figure, b.figure
        if one == two:
            return "agrees"
        if kind == "text":
            return "diverges"
        a_below, b_below = below(bounds(one)[1], bounds(two)[0]), below(bounds(two)[1], bounds(one)[0])
        fell = (is_before(a.as_of, b.as_of) and b_below) or (is_before(b.as_of, a.as_of) and a_below)
        if (a.as_of == b.as_of and (a_below or b_below)) or (self.is_total(measure) and fell):
            return "contradicts"
        ends = {one.hedge, two.hedge}
        if ends & FLOORS and ends & CEILINGS and not (a_below or b_below):
            return "compatible"
        numbers = self.stated(one, kind), self.stated(two, kind)
        if None in numbers:
            apart = below(loose(one)[1], loose(two)[0]) or below(loose(two)[1], loose(one)[0])
            return "diverges" if a_below or b_below or apart else "compatible"
        larger, smaller = max(low for low, _ in numbers), min(high for _, high in numbers)
        return "diverges" if larger > smaller and Fraction(larger) > Fraction(smaller) * RATIO else "compatible"
