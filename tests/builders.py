"""Short ways to make records and databases for tests: figures, claims, links, stores with a fixed clock."""

from copies import filled_once

from claims.identity import claim_id, comparison_id
from claims.model import (
    Basis,
    Claim,
    CountKind,
    Document,
    Draft,
    Event,
    Figure,
    Hedge,
    Link,
    LinkRelation,
    Measure,
    Precision,
    Source,
    SourceType,
    ValueKind,
    ValueType,
)

BY = "M. Rahimi"
EVENT = Event("iran-protests-2019", "2019 Iranian protests", country="IRN")
KILLED = Measure("killed", "Killed")
SOURCES = (
    Source("amnesty-international", "Amnesty International", SourceType.NGO),
    Source("mek", "MEK", SourceType.OPPOSITION, party_to_event=True),
    Source("government", "Government of Iran", SourceType.GOVERNMENT, party_to_event=True),
    Source("wire", "Wire Service", SourceType.WIRE),
)
MEASURES = (
    KILLED,
    Measure("arrested", "Arrested"),
    Measure("children-killed", "Children killed", part_of="killed"),
    Measure("damage", "Damage", unit="USD", value_kind=ValueKind.MONEY),
    Measure("area", "Area burnt", unit="km2", value_kind=ValueKind.QUANTITY),
    Measure("turnout", "Turnout", unit="%", value_kind=ValueKind.PERCENT),
    Measure("killed-in-month", "Killed in the month", count_kind=CountKind.PERIOD),
    Measure("displaced", "Displaced now", count_kind=CountKind.POINT),
    Measure("start-date", "Start date", value_kind=ValueKind.DATE),
    Measure("cause", "Cause", value_kind=ValueKind.TEXT),
)
BY_ID = {measure.id: measure for measure in MEASURES}


class Clock:
    """A clock that starts at noon of 2 December 2019 and goes on by one second with every look at it."""

    def __init__(self):
        self.seconds = 0

    def __call__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        self.seconds += 1
        return f"2019-12-02T{12 + hours:02d}:{minutes:02d}:{seconds:02d}Z"


def exact(value):
    return Figure(Hedge.EXACT, low=value, best=value, high=value)


def at_least(value):
    return Figure(Hedge.AT_LEAST, low=value)


def more_than(value, *, kind=ValueKind.COUNT):
    """“more than 10,000” of a count begins at 10,001."""
    return Figure(Hedge.MORE_THAN, low=value + 1 if kind is ValueKind.COUNT else value)


def at_most(value):
    return Figure(Hedge.AT_MOST, high=value)


def fewer_than(value):
    return Figure(Hedge.FEWER_THAN, high=value - 1)


def between(low, high, best=None):
    return Figure(Hedge.BETWEEN, low=low, best=best, high=high)


def about(value):
    return Figure(Hedge.ABOUT, best=value)


def nearly(value):
    return Figure(Hedge.NEARLY, best=value)


def vague(magnitude):
    return Figure(Hedge.VAGUE, magnitude=magnitude)


def unknown():
    """The source says that the number is not known."""
    return Figure(Hedge.NONE, value_type=ValueType.SOMEVALUE)


def nothing():
    """The source says that there was none."""
    return Figure(Hedge.NONE, value_type=ValueType.NOVALUE)


def claim(figure, *, source="mek", measure="killed", as_of="2019-12-02", **fields):
    """A claim with the ids that the store would give it."""
    kind = BY_ID[measure]
    accumulates = kind.count_kind is CountKind.CUMULATIVE and kind.value_kind in {
        ValueKind.COUNT,
        ValueKind.QUANTITY,
        ValueKind.MONEY,
    }
    told = {"event": EVENT.id, "says": "as stated", **fields}
    made = Claim(id="", measure=measure, source=source, figure=figure, as_of=as_of, **told)
    scope = (made.event, measure, made.population, made.place, made.period_start, as_of)
    key = claim_id(scope, source=source, basis=made.basis, figure=figure)
    comparison = comparison_id(
        made.event,
        measure,
        population=made.population,
        place=made.place,
        period_start=made.period_start,
        as_of=None if accumulates else as_of,
    )
    precision = None if as_of is None else {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(as_of)]
    changes = {"id": key, "comparison": comparison, "as_of_precision": precision}
    return Claim(**{name: getattr(made, name) for name in Claim._fields} | changes)


def link(first, relation, other, *, number=1, **fields):
    """A live link between two claims."""
    return Link(number, first.id, other.id, LinkRelation(relation), "as the text says", BY, "2019-12-02", **fields)


@filled_once
def fill(store):
    """Record the event, the sources and the measures of this module in a Store or a ClaimStore."""
    store.add_event(EVENT, by=BY)
    for source in SOURCES:
        store.add_source(source, by=BY)
    for measure in MEASURES:
        store.add_measure(measure, by=BY)


def draft(says, *, source="mek", measure="killed", as_of="2019-12-02", **fields):
    """A draft as a hand entry gives it."""
    return Draft(EVENT.id, measure, source, says, as_of=as_of, **fields)


def article(text=None, *, url="https://example.org/article", **fields):
    return Document("", **{"title": "An article", "url": url, "text": text, **fields})


DOCUMENTED, REPORTED = Basis.DOCUMENTED, Basis.REPORTED
