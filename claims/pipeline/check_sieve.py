"""Tell of claims, as the database keeps them, which can break no rule by themselves: nearly all.

So no record need be made of a million claims to find nothing wrong with them. What does not pass here is looked at by
`claims.check`, whose rules these are; a test holds the two together.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.compare.fold import exact
from claims.figure_find import occurs_in, stand_plainly
from claims.identity import appearance_id, claim_id, comparison_id, stated_text
from claims.interval import spans_dates
from claims.model import Figure, Hedge, ValueKind, ValueType
from claims.text import ascii_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from claims.model import Measure

CLAIM_COLUMNS = (
    *("id", "event", "measure", "population", "place", "period_start", "as_of", "source", "basis", "credibility"),
    *("recorded_at", "recorded_event", "recorded_measure", "recorded_source", "comparison"),
    *("value_type", "hedge", "low", "best", "high", "magnitude", "recorded_place"),
)
PLACE_COLUMNS = ("id", "document", "locator", "quote", "language", "forced")
"""The columns that `Sieve` takes of a claim and of a place where it can be read; then whether its quote is missing."""
DAY = len("2019-12-02")
LOW, BEST, HIGH = 17, 18, 19
NUMBERS = {
    "exact": (BEST,),
    "about": (BEST,),
    "nearly": (BEST,),
    "at_least": (LOW,),
    "more_than": (LOW,),
    "at_most": (HIGH,),
    "fewer_than": (HIGH,),
    "between": (LOW, HIGH, BEST),
}
"""Where the numbers stand that a figure with such a hedge states."""
STEPS = {"more_than": -1, "fewer_than": 1}
"""What lies between the bound of a count and the number that was stated: 10,001 of "more than 10,000"."""
JOINED = "{} و {}"
"""How Arabic and Persian write two ends, with a word that can join two parts of one number too."""
ONE = 1  # the credibility that says "confirmed by other sources"
WITHOUT_NUMBERS = frozenset({ValueKind.DATE, ValueKind.TEXT})


class Kind(NamedTuple):
    """What the sieve needs to know of a measure."""

    value_kind: ValueKind
    spans_dates: bool
    has_numbers: bool


class Sieve:
    """Lets those rows pass in which a claim and one place where it can be read break none of some rules."""

    def __init__(self, measures: Mapping[str, Measure], *, rules: Iterable[str]) -> None:
        """Take all measures by slug, and the rules."""
        self._kinds = {
            key: Kind(item.value_kind, spans_dates(item), item.value_kind not in WITHOUT_NUMBERS)
            for key, item in measures.items()
        }
        rules = frozenset(rules)
        self._confirmed, self._dated, self._past = (one in rules for one in ("unconfirmed", "undated", "future-date"))
        self._ids, self._numbers = "broken-id" in rules, "number-not-in-quote" in rules
        self._read, self._forced = "no-document" in rules, "forced-quote" in rules
        self._misplaced = "quote-not-in-text" in rules

    def passes(self, row: tuple[Any, ...]) -> bool:
        """Return whether a row (CLAIM_COLUMNS, PLACE_COLUMNS, misplaced) breaks no rule for certain."""
        as_of, credibility, recorded_at = row[6], row[9], row[10]
        place, quote, forced = row[22], row[25], row[27]
        kind = self._kinds[row[2]]
        if (self._confirmed and credibility == ONE) or (self._read and place is None):
            return False
        if (self._forced and forced) or (self._misplaced and row[28]):
            return False
        if as_of is None:
            if self._dated and kind.has_numbers:
                return False
        elif self._past and as_of > recorded_at[:DAY]:
            return False
        is_looked_for = self._numbers and quote and not forced and kind.has_numbers and row[15] == "value"
        if is_looked_for and not _number_stands(row, kind=kind.value_kind):
            return False
        return not self._ids or _fits(row, spans=kind.spans_dates)


def _number_stands(row: tuple[Any, ...], *, kind: ValueKind) -> bool:
    quote = row[25]
    if _stand_plainly(row, quote, kind=kind) or (
        not quote.isascii() and _stand_plainly(row, ascii_digits(quote), kind=kind)
    ):
        return True
    value_type, hedge, low, best, high, magnitude = row[15:21]
    figure = Figure(Hedge(hedge), exact(low), exact(best), exact(high), magnitude, ValueType(value_type))
    return occurs_in(figure, quote, kind=kind, language=row[26])


def _stand_plainly(row: tuple[Any, ...], quote: str, *, kind: ValueKind) -> bool:
    """Return whether the whole numbers of a figure stand in a quote to the letter."""
    hedge = row[16]
    numbers = [row[column] for column in NUMBERS.get(hedge, ()) if row[column] is not None]
    if not numbers or any(type(number) is not int for number in numbers):
        return False
    if hedge in STEPS and kind is ValueKind.COUNT:
        numbers[0] += STEPS[hedge]
    texts = tuple(map(str, numbers))
    return stand_plainly(texts, quote) or (len(texts) > 1 and stand_plainly((JOINED.format(*texts), *texts[2:]), quote))


def _fits(row: tuple[Any, ...], *, spans: bool) -> bool:
    """Return whether the ids of a claim, its comparison and its place are what their fields give."""
    key, event, measure, population, place, period_start, as_of, source, basis = row[:9]
    recorded_place = place if row[21] is None else row[21]
    scope = (row[11] or event, row[12] or measure, population, recorded_place, period_start, as_of)
    if key != claim_id(scope, source=row[13] or source, basis=basis, figure=_figure_text(row)):
        return False
    if row[14] != _comparison_id(event, measure, population, place, period_start, None if spans else as_of):
        return False
    read_at, document, locator, quote = row[22:26]
    return read_at is None or read_at == appearance_id(key, document, locator=locator, quote=quote)


def _figure_text(row: tuple[Any, ...]) -> str:
    value_type, hedge, low, best, high, magnitude = row[15:21]
    if type(low) is float or type(best) is float or type(high) is float:
        low, best, high = exact(low), exact(best), exact(high)
    return stated_text(value_type, hedge, low, best, high, magnitude)


@lru_cache(maxsize=4096)
def _comparison_id(
    event: str, measure: str, population: str, place: str, period_start: str | None, as_of: str | None
) -> str:
    """Return the id of what many claims speak of."""
    return comparison_id(event, measure, population=population, place=place, period_start=period_start, as_of=as_of)
