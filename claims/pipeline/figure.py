"""From the wording and the bounds of a draft to its figure: read once for every wording, refused with the reason."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from claims import dates
from claims.currency import currency_of, is_same
from claims.errors import AmbiguousFigure, ClaimsError, InField, NotADate, NotAFigure
from claims.fetch import is_url
from claims.figure import parse, say, stated_values
from claims.figure_say import sign
from claims.identity import canonical, figure_text
from claims.interval import is_below
from claims.lexicon import known_language, match_at
from claims.lexicon_say import languages
from claims.lexicon_tokens import fold as tokens_fold
from claims.lexicon_tokens import tokenize
from claims.mapping.beside import ASIDE
from claims.mapping.flags import retry_by, set_flag
from claims.model import Figure, Hedge, Measure, ValueKind
from claims.numerals import may_be_number
from claims.pipeline.year_beside import may_be_time, states_year
from claims.store.values import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.model import Draft

LARGEST = 2**63 - 1
Order = Literal["dmy", "mdy", "ymd"]
_NUMBERS = frozenset((ValueKind.COUNT, ValueKind.QUANTITY))
_IS_TIME, _NO_FIGURE = "it says when, and not how many", "correct the cell, or leave it refused"
_DIGITS = re.compile(r"\d+")
_LAST_NUMBER = re.compile(r"(?<!\d)(\d++)(\D*+)\Z")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the wording of a file or an entry is to be read: its language, decimal mark and order of dates."""

    language: str | None = None
    decimal_mark: str | None = None
    order: Order | None = None


class Stated(NamedTuple):
    """A figure as claims take it: the figure, its words, what of it goes into an id, its columns, and its evidence.

    columns are value_type, low, best, high, magnitude and hedge as they are stored. evidence is what, where it stands
    plainly in a quote, proves that the figure's numbers stand there: the one or the other tuple, all of its texts. It
    is empty for figures that take more to find. by_wording says that the wording alone decided: no bounds in columns
    of their own, no language of the quote, no currency that must be that of the measure.
    """

    kind: ValueKind
    figure: Figure
    says: str
    text: str
    columns: tuple[str, Any, Any, Any, int | None, str]
    evidence: tuple[tuple[str, ...], ...]
    by_wording: bool


def stated_figure(draft: Draft, *, measure: Measure, reading: Reading) -> Stated:
    """Return the figure of a draft from its wording, its bounds, or both if they say the same; raises InField."""
    kind = measure.value_kind
    try:
        figure, by_wording = _figure(draft, kind=kind, reading=reading)
    except InField as error:
        if kind in _NUMBERS and isinstance(error.error, NotAFigure) and may_be_time(ASIDE.sub(" ", draft.says)):
            raise InField("says", NotAFigure(draft.says, reason=_IS_TIME, hint=_NO_FIGURE)) from error
        raise
    currency = None if not draft.says or draft.says.isdecimal() else currency_of(draft.says)
    if currency is not None:
        _refuse_other_money(draft.says, currency, measure=measure)
    if draft.says and not draft.says.isdecimal() and kind in _NUMBERS and draft.figure is None:
        if states_year(draft.says, figure, unit=measure.unit):
            numbers = [str(plain(one)) for one in stated_values(figure, kind=kind)]
            meant = numbers[0] if len(numbers) == 1 else f"between {' and '.join(numbers)}"
            way = retry_by(set_flag(f"names.says.{draft.says}", meant))
            hint = f"{_NO_FIGURE}; only where it counts as many: {way}" if "says" in draft.columns else ""
            raise InField("says", NotAFigure(draft.says, reason=_IS_TIME, hint=hint))
        _refuse_time(draft.says, figure, measure=measure)
    columns = (
        *(figure.value_type._value_, plain(figure.low), plain(figure.best), plain(figure.high)),
        *(figure.magnitude, figure.hedge._value_),
    )
    evidence = _evidence(figure, draft.says, kind=kind)
    by_wording = by_wording and currency is None
    return Stated(kind, figure, say(figure, kind=kind), figure_text(figure), columns, evidence, by_wording)


def _evidence(figure: Figure, says: str, *, kind: ValueKind) -> tuple[tuple[str, ...], ...]:
    """Return what proves that a figure's numbers stand in a quote, as Stated.evidence says.

    A wording whose only numbers are in digits proves them as a whole, so that the "and" of a range needs no reading.
    """
    if figure.hedge is Hedge.VAGUE or figure.hedge is Hedge.NONE:
        return ()
    numbers = stated_values(figure, kind=kind)
    written = tuple(_DIGITS.findall(says))
    if tuple(map(int, written)) == numbers:
        return (written,) if len(written) == 1 else ((says.strip(),), written)
    return (tuple(map(str, numbers)),) if all(isinstance(number, int) for number in numbers) else ()


def read_figure(says: str, *, kind: ValueKind, reading: Reading) -> Figure:
    """Return the figure of a wording for a measure of any value kind; raises the errors of figures and dates."""
    if kind is ValueKind.TEXT:
        text = says.strip()
        if not text:
            raise NotAFigure(says, reason="it is empty")
        return Figure(Hedge.EXACT, low=text, best=text, high=text)
    if kind is ValueKind.DATE:
        return _read_date(says, reading)
    if "://" in says and is_url(says.strip()) and " " not in says.strip():
        raise NotAFigure(says, reason="it is the address of a page", hint="name the column that holds the figure")
    figure = parse(says, language=reading.language, kind=kind, decimal_mark=reading.decimal_mark)
    if kind is not ValueKind.COUNT:
        check_figure(figure, says)
    return figure


def _read_date(says: str, reading: Reading) -> Figure:
    """Return the figure of a day, of a month or year as its days, or of an open or bounded range as `say` words it."""
    try:
        first, last = _days(says, reading)
    except NotADate:
        for hedge, wording in _date_wordings():
            if found := wording.fullmatch(says.strip()):
                return _range_of_dates(hedge, found.groupdict(), says=says, reading=reading)
        raise
    if first == last:
        return Figure(Hedge.EXACT, low=first, best=first, high=first)
    return Figure(Hedge.BETWEEN, low=first, high=last)


def _days(says: str, reading: Reading) -> tuple[str, str]:
    return dates.span(dates.parse(says, language=reading.language, order=reading.order))


@cache
def _date_wordings() -> tuple[tuple[Hedge, re.Pattern[str]], ...]:
    """Return how `say` and `sign` word ranges of dates, in every language."""
    low, high = "\ue000", "\ue001"
    ranges = (
        Figure(Hedge.BETWEEN, low=low, high=high),
        *(Figure(hedge, low=low) for hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN)),
        *(Figure(hedge, high=high) for hedge in (Hedge.AT_MOST, Hedge.FEWER_THAN)),
    )
    found = []
    for one in ranges:
        words = {say(one, language=code, kind=ValueKind.DATE) for code in languages()} | {
            sign(one, kind=ValueKind.DATE)
        }
        for wording in sorted(words):
            pattern = re.escape(wording).replace(low, "(?P<low>.+?)").replace(high, "(?P<high>.+)")
            found.append((one.hedge, re.compile(pattern, re.IGNORECASE)))
    return tuple(found)


def _range_of_dates(hedge: Hedge, ends: Mapping[str, str], *, says: str, reading: Reading) -> Figure:
    """Return a range by its ends: from the first day of a month on, after its last one, and so on."""
    low, high = (_days(ends[name], reading) if name in ends else (None, None) for name in ("low", "high"))
    figure = Figure(
        hedge, low=low[1 if hedge is Hedge.MORE_THAN else 0], high=high[0 if hedge is Hedge.FEWER_THAN else 1]
    )
    check_figure(figure, says)
    return figure


def check_figure(figure: Figure, says: str) -> None:
    """Refuse what cannot be true of a figure: negative or beyond 64 bits, low above high, best outside."""
    bounds = (figure.low, figure.best, figure.high)
    numbers: list[int | Decimal] = [value for value in bounds if isinstance(value, int | Decimal)]
    if any(is_below(LARGEST, value) for value in numbers):
        raise NotAFigure(says, reason="the number is too large to be a figure")
    if any(isinstance(value, Decimal) and not _is_kept_exactly(value) for value in numbers):
        raise NotAFigure(says, reason="the number has more digits than can be kept exactly")
    if any(is_below(value, 0) for value in numbers):
        raise NotAFigure(says, reason="a figure cannot be negative")
    if is_below(figure.high, figure.low):
        raise NotAFigure(says, reason=f"its low {figure.low} is above its high {figure.high}")
    if any(is_below(later, earlier) for earlier, later in pairwise(numbers)):
        raise NotAFigure(says, reason="the range excludes its own best value")


def _is_kept_exactly(value: Decimal) -> bool:
    return canonical(Decimal(repr(float(value)))) == canonical(value)


@lru_cache(maxsize=1024)
def _words(figure: Figure, kind: ValueKind) -> str:
    return say(figure, kind=kind)


def _figure(draft: Draft, *, kind: ValueKind, reading: Reading) -> tuple[Figure, bool]:
    """Return the figure of a draft from its wording, its bounds, or both if they say the same; raises InField.

    Also whether its wording alone decided.

    The wording is read by its own words first: the language of a draft is that of its quote, and decides only what is
    ambiguous without it, or a number only in it.
    """
    try:
        if draft.figure is not None:
            return _bounded(draft, draft.figure, kind=kind, reading=reading), False
        try:
            return read_figure(draft.says, kind=kind, reading=reading), True
        except AmbiguousFigure:
            if not draft.language or reading.language or reading.decimal_mark:
                raise
            return read_figure(draft.says, kind=kind, reading=replace(reading, language=draft.language)), False
        except NotAFigure:
            if not draft.language or reading.language or not _may_be_words(draft.says, draft.language):
                raise
            return read_figure(draft.says, kind=kind, reading=replace(reading, language=draft.language)), False
    except ClaimsError as error:
        raise InField("says", error) from error


def _may_be_words(says: str, language: str) -> bool:
    """Return whether a wording without digits holds a word that is a number in its language only: "sept", "once"."""
    code = known_language(language)
    words = () if code is None or _DIGITS.search(says) else tokens_fold(says).text.split()
    return code is not None and any(may_be_number(word, language=code) for word in words)


def _refuse_other_money(says: str, currency: str, *, measure: Measure) -> None:
    """Refuse a wording in another currency than the measure's, and one of money where people are counted."""
    if measure.value_kind is not ValueKind.MONEY:
        reason = f"it states money, and “{measure.id}” is no measure of money"
    elif measure.unit is None or is_same(currency, measure.unit):
        return
    else:
        reason = f"it is in {currency}, and “{measure.id}” is in {measure.unit}"
    hint = "record it under a measure in that currency; nothing is converted"
    raise InField("says", NotAFigure(says, reason=reason, hint=hint))


def _refuse_time(says: str, figure: Figure, *, measure: Measure) -> None:
    """Refuse a wording whose number says how long something took, for a measure that is not in that unit: "~7 days"."""
    last = _LAST_NUMBER.search(says)
    unit = None if last is None else _unit_of_time(last[2].strip())
    if last is None or unit is None or int(last[1]) not in stated_values(figure, kind=measure.value_kind):
        return
    if measure.unit is None or tokens_fold(measure.unit).text != tokens_fold(unit).text:
        label = "NAME" if measure.unit else shlex.quote(measure.label)  # one without a unit is made for this file
        hint = f"claims measure add {label} --value-kind quantity --unit {unit} makes a measure that takes it"
        raise InField("says", NotAFigure(says, reason="it says how long, and not how many", hint=hint))


@lru_cache(maxsize=1024)
def _unit_of_time(behind: str) -> str | None:
    """Return the unit of time with which the words behind a number begin, None where they begin otherwise."""
    tokens = tokenize(tokens_fold(behind).text)
    match = match_at(tokens, first=0, language=None) if tokens else None
    return None if match is None or match.value("beside") != "time" else behind.split(maxsplit=1)[0].strip(".,;:")


def _bounded(draft: Draft, bounds: Figure, *, kind: ValueKind, reading: Reading) -> Figure:
    """Return the figure of bounds that stand in columns of their own; a wording beside them must not say otherwise."""
    check_figure(bounds, draft.says or _words(bounds, kind))
    values = (bounds.low, bounds.best, bounds.high)
    if kind is ValueKind.COUNT and any(isinstance(value, Decimal) and value % 1 for value in values):
        raise NotAFigure(
            draft.says or _words(bounds, ValueKind.QUANTITY), reason="it has decimals, and a count has none"
        )
    if not draft.says:
        return bounds
    try:
        figure = read_figure(draft.says, kind=kind, reading=reading)
    except (AmbiguousFigure, NotAFigure):
        return bounds
    if figure != bounds:
        reason = f"its wording says “{_words(figure, kind)}”, its bounds “{_words(bounds, kind)}”"
        raise NotAFigure(draft.says, reason=reason, hint="correct the one or the other; both are kept in the row")
    return figure
