"""Values as QuickStatements writes them, and a statement of Wikidata as the fields of claims.

What a qualifier or a reference says is a field where one is meant for it; other qualifiers narrow whom or what a figure
counts and are its population, so that it is never taken for the whole; what only tells how it came about stands in the
note. Properties and items are meant as https://www.wikidata.org/wiki/Special:EntityPage/P1480 describes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

COLUMNS = (
    *("event", "measure", "says", "low", "best", "high", "hedge", "population", "place", "period_start", "as_of"),
    *("source", "relayed_by", "url", "archive_url", "title", "published_on", "quote", "language", "note"),
)
_DATES = {"P585": "as_of", "P582": "as_of", "P580": "period_start"}
_PLACES = frozenset(("P276", "P131", "P17", "P3005"))
_PARTS = frozenset(("P518", "P642", "P21"))
_TOLD = frozenset(
    (
        *("P459", "P1343", "P1480", "P5102", "P1310", "P3680", "P887", "P1013", "P7452", "P2241", "P1932", "P790"),
        *("P813", "P854", "P973", "P248", "P1319", "P1326", "P1810", "P3831", "P6001"),
    )
)
"""Qualifiers that tell how a figure came about, not whom it counts: determination method, described by source ..."""
_REFERENCE = {
    "P248": "source",
    "P143": "relayed_by",
    "P854": "url",
    "P1065": "archive_url",
    "P1476": "title",
    "P577": "published_on",
    "P1683": "quote",
}
_HEDGES = {
    "Q5727902": "about",
    "Q47035128": "more than",
    "Q52834024": "fewer than",
    "Q55935291": "at least",
    "Q55935272": "at most",
}
"""Circa, greater than, less than and the two with “or equal”, as sourcing circumstances (P1480)."""
_UNITS = {"": "", "Q1": "", "Q5": "", "Q215627": "", "Q11229": "%", "Q4917": "USD", "Q4916": "EUR", "Q25224": "GBP"}
"""What is written behind a number of this unit: nothing for people and persons, percent, currencies."""

_NUMBER = r"[+-]?\d+(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"({_NUMBER})(?:\s*~\s*({_NUMBER})|\[\s*({_NUMBER})\s*,\s*({_NUMBER})\s*\])?(?:U(\d+))?", re.ASCII
)
_TIME = re.compile(r"([+-]?)(\d+)-(\d\d)-(\d\d)T\d\d:\d\d:\d\dZ(?:/(\d+))?(/J)?", re.ASCII)
_ITEM = re.compile(r"[QPLM]\d+(?:-[FS]\d+)?|LAST", re.IGNORECASE | re.ASCII)
_TEXT = re.compile(r'(?:([a-z][a-z_-]*):)?(?:""")?"(.*)"(?:""")?', re.DOTALL)
_POINT = re.compile(rf"@\s*{_NUMBER}\s*/\s*{_NUMBER}", re.ASCII)
_YEAR, _MONTH, _DAY = 9, 10, 11
_LABEL_HINT = "say it by hand: claims add"


class NotStated(ValueError):
    """A statement that is no claim, or cannot be read as one; column is the field at fault, hint the next step."""

    def __init__(self, column: str, reason: str, *, hint: str) -> None:
        super().__init__(reason)
        self.column = column
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about an item (or the label of one that is made): property, value, qualifiers and references.

    references are lists of property and value each; comment is what an editor wrote behind the line.
    """

    item: str
    property: str
    value: str
    qualifiers: Sequence[tuple[str, str]] = ()
    references: Sequence[Sequence[tuple[str, str]]] = ()
    comment: str = ""


def is_figure(value: str) -> bool:
    """Return whether a value may state a figure or a date: not where it is an item, a text or a point on the globe."""
    value = _plain(value)
    return not (_ITEM.fullmatch(value) or _TEXT.fullmatch(value) or _POINT.fullmatch(value))


def fields(statement: Statement) -> Iterator[dict[str, str]]:
    """Yield what a statement says as fields of claims, once for each reference; raises NotStated."""
    said = {"event": statement.item, "measure": statement.property}
    notes: list[str] = []
    hedge = _qualified(statement.qualifiers, said, notes)
    says, bounds = _figure(_plain(statement.value))
    said |= {"says": says, **bounds}
    if bounds and hedge:
        notes.insert(0, f"P1480: {hedge}")
    elif hedge:
        said["hedge"] = _HEDGES.get(hedge, hedge)
    if statement.comment:
        notes.append(statement.comment)
    for reference in statement.references or ((),):
        of_source, more = _referred(reference)
        yield {**said, **of_source, "note": "; ".join((*notes, *more))}


def _qualified(qualifiers: Sequence[tuple[str, str]], said: dict[str, str], notes: list[str]) -> str:
    """Put qualifiers into fields and notes, and return the item of the sourcing circumstances, "" without one."""
    narrowed: list[str] = []
    hedge = ""
    ends = {name for name, _ in qualifiers if name == "P585"}
    for name, value in qualifiers:
        shown = _shown(value)
        field = _DATES.get(name)
        if name == "P582" and ends:
            notes.append(f"P582: {shown}")
        elif field is not None:
            if field in said:
                raise NotStated(field, f"{name} is given twice", hint="a claim is made as of one date: make two lines")
            said[field] = _day(_plain(value), field, name)
        elif name == "P1480" and not hedge:
            hedge = shown
        elif name in _PLACES:
            said["place"] = f"{said['place']}, {shown}" if "place" in said else shown
        elif name in _TOLD:
            notes.append(f"{name}: {shown}")
        else:
            narrowed.append(shown if name in _PARTS else f"{name} {shown}")
    if narrowed:
        said["population"] = "; ".join(narrowed)
    return hedge


def _referred(reference: Sequence[tuple[str, str]]) -> tuple[dict[str, str], list[str]]:
    """Return the fields of a reference, and what of it has no field."""
    said: dict[str, str] = {}
    notes: list[str] = []
    for name, value in reference:
        field = _REFERENCE.get(name)
        if field is None or field in said:
            notes.append(f"{name}: {_shown(value)}")
        elif field == "published_on":
            said[field] = _day(_plain(value), field, name)
        else:
            said[field] = _shown(value)
            language = _TEXT.fullmatch(_plain(value))
            if field == "quote" and language is not None and language[1]:
                said["language"] = language[1]
    return said, notes


def _figure(value: str) -> tuple[str, Mapping[str, str]]:
    """Return a value's wording and its bounds, where it has such; raises NotStated."""
    if value.lower() in {"somevalue", "novalue"}:
        return ("unknown" if value.lower() == "somevalue" else "none"), {}
    if _TIME.fullmatch(value):
        return _day(value, "says", "the value"), {}
    match = _QUANTITY.fullmatch(value)
    if match is None:
        hint = "a value is 161, 161~10, 161[150,170], +2019-12-02T00:00:00Z/11, somevalue or novalue"
        raise NotStated("says", f"“{value}” is no value of QuickStatements", hint=hint)
    amount, error, low, high, unit = match.groups()
    unit = f"Q{unit}" if unit else ""
    if unit not in _UNITS:
        hint = "a claim is in the unit of its measure: convert it, and leave the unit (U and a number) out"
        raise NotStated("says", f"“{value}” is in the unit {unit}", hint=hint)
    best = amount.removeprefix("+")
    if error is None and low is None:
        return f"{best} {_UNITS[unit]}".strip(), {}
    if _UNITS[unit]:
        raise NotStated("says", f"“{value}” has bounds in the unit {_UNITS[unit]}", hint=_LABEL_HINT)
    if error is not None:
        low, high = str(Decimal(amount) - Decimal(error)), str(Decimal(amount) + Decimal(error))
    return "", {"low": low.removeprefix("+"), "best": best, "high": high.removeprefix("+")}


def _day(value: str, field: str, name: str) -> str:
    """Return a time as an ISO date, as precise as it is: a day, a month or a year; raises NotStated."""
    match = _TIME.fullmatch(value)
    if value.lower() in {"somevalue", "novalue"}:
        return ""
    if match is None:
        hint = "a day is +2019-12-02T00:00:00Z/11, a month +2019-12-00T00:00:00Z/10"
        raise NotStated(field, f"“{value}” ({name}) is no time of QuickStatements", hint=hint)
    sign, year, month, day, precision, is_julian = match.groups()
    exact = int(precision or _YEAR)
    year = year.lstrip("0").zfill(4)
    if is_julian or sign == "-" or len(year) > len("2019"):
        hint = "write it as a date of the Gregorian calendar from the year 1 on"
        raise NotStated(field, f"“{value}” ({name}) is not such a date", hint=hint)
    if exact < _YEAR:
        hint = "a claim is dated by a year, a month or a day: /9, /10 or /11"
        raise NotStated(field, f"“{value}” ({name}) is less exact than a year", hint=hint)
    return "-".join((year, month, day)[: min(exact, _DAY) - _YEAR + 1])


def _plain(value: str) -> str:
    return value.strip().replace("“", '"').replace("”", '"')


def _shown(value: str) -> str:
    """Return a value as people read it: a text without its quotation marks and language, an item in capitals."""
    value = _plain(value)
    text = _TEXT.fullmatch(value)
    if text is not None:
        return text[2].strip('"').strip()
    return value.upper() if _ITEM.fullmatch(value) else value
