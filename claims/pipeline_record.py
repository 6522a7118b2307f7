"""From a draft to a claim: find its names, read its figure and dates, check its evidence, give it its id.

Raises one error of `claims.errors` wrapped in `InField`, which names the field at fault.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from claims import dates
from claims.currency import currency_of, is_same
from claims.errors import (
    AmbiguousFigure,
    ClaimsError,
    InField,
    Missing,
    NotAFigure,
    NotInQuote,
    QuoteNotFound,
    Refused,
)
from claims.figure import occurs_in, parse, say
from claims.identity import canonical, claim_id, comparison_id
from claims.interval import is_below, spans_dates
from claims.model import Appearance, Basis, Claim, Figure, Hedge, Measure, ValueKind, ValueType
from claims.pipeline_find import Names
from claims.text import find_all, find_quote, fold

if TYPE_CHECKING:
    from claims.model import Document, Draft, Rank

LARGEST = 2**63 - 1
CREDIBILITIES = range(1, 7)
BASES = {str(basis): basis for basis in Basis}
Order = Literal["dmy", "mdy", "ymd"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the wording of a file or an entry is to be read: its language, decimal mark and order of dates."""

    language: str | None = None
    decimal_mark: str | None = None
    order: Order | None = None


def read_figure(says: str, *, kind: ValueKind, reading: Reading) -> Figure:
    """Return the figure of a wording for a measure of any value kind; raises the errors of figures and dates."""
    if kind is ValueKind.TEXT:
        text = says.strip()
        if not text:
            raise NotAFigure(says, reason="it is empty")
        return Figure(Hedge.EXACT, low=text, best=text, high=text)
    if kind is ValueKind.DATE:
        stated = dates.parse(says, language=reading.language, order=reading.order)
        first, last = dates.span(stated)
        if first == last:
            return Figure(Hedge.EXACT, low=first, best=first, high=first)
        return Figure(Hedge.BETWEEN, low=first, high=last)
    figure = parse(says, language=reading.language, kind=kind, decimal_mark=reading.decimal_mark)
    if kind is not ValueKind.COUNT:
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


@lru_cache(maxsize=65536)
def _words(figure: Figure, kind: ValueKind) -> str:
    return say(figure, kind=kind)


@lru_cache(maxsize=65536)
def _comparison(scope: tuple[str, str, str, str, str | None, str | None]) -> str:
    event, measure, population, place, period_start, as_of = scope
    return comparison_id(event, measure, population=population, place=place, period_start=period_start, as_of=as_of)


@dataclass(frozen=True, slots=True)
class Recording:
    """How drafts are recorded: by whose names, in which wording, in which batch, and why in spite of the quote.

    force is the reason for accepting a quote in which the number does not stand.
    """

    names: Names
    reading: Reading = field(default_factory=Reading)
    batch: int | None = None
    force: str | None = None


def read_claim(draft: Draft, recording: Recording) -> tuple[Claim, Measure]:
    """Return the claim of a draft with its id, its comparison and its words, and its measure; raises InField.

    The id is made of the slugs as recorded, the comparison of those that they stand for after merges.
    """
    names, reading = recording.names, recording.reading
    event, recorded_event = names.both("event", draft.event)
    measure, recorded_measure = names.both("measure", draft.measure)
    source, recorded_source = names.both("source", draft.source)
    kind = names.measure(measure)
    figure = _figure(draft, kind=kind.value_kind, reading=reading)
    _refuse_other_money(draft.says, measure=kind)
    if draft.language and not reading.language:
        reading = replace(reading, language=draft.language) if _needs_language(draft) else reading
    population = _label(draft.population) or "all"
    place = _label(draft.place)
    period_start = _date(draft.period_start, "period_start", reading=reading)
    as_of = _date(draft.as_of, "as_of", reading=reading)
    if period_start and as_of and dates.is_later(period_start, as_of):
        error = Refused(
            f"the period starts on {period_start}, after the as_of date {as_of}",
            hint="as_of is the last day that the figure speaks of, period_start the first",
        )
        raise InField("period_start", error)
    basis = _basis(draft.basis)
    scope = (recorded_event, recorded_measure, population, place, period_start, as_of)
    when = None if spans_dates(kind) else as_of
    claim = Claim(
        id=claim_id(scope, source=recorded_source, basis=basis, figure=figure),
        event=event,
        measure=measure,
        source=source,
        figure=figure,
        says=_words(figure, kind.value_kind),
        population=population,
        place=place,
        period_start=period_start,
        as_of=as_of,
        as_of_precision=None if as_of is None else dates.precision(as_of),
        basis=basis,
        credibility=_credibility(draft.credibility),
        note=draft.note or None,
        batch=recording.batch,
        recorded_event=recorded_event if recorded_event != event else None,
        recorded_measure=recorded_measure if recorded_measure != measure else None,
        recorded_source=recorded_source if recorded_source != source else None,
        comparison=_comparison((event, measure, population, place, period_start, when)),
    )
    return claim, kind


def _needs_language(draft: Draft) -> bool:
    """Return whether a draft states a date that is not plain ISO, which the language of its quote may help to read."""
    return any(
        (text and not text.isascii()) or (text and text.count("-") != 2) for text in (draft.as_of, draft.period_start)
    )


def _figure(draft: Draft, *, kind: ValueKind, reading: Reading) -> Figure:
    """Return the figure of a draft from its wording, its bounds, or both if they say the same; raises InField.

    The wording is read by its own words first: the language of a draft is that of its quote, and decides only what is
    ambiguous without it.
    """
    try:
        if draft.figure is not None:
            return _bounded(draft, draft.figure, kind=kind, reading=reading)
        try:
            return read_figure(draft.says, kind=kind, reading=reading)
        except AmbiguousFigure:
            if not draft.language or reading.language or reading.decimal_mark:
                raise
            return read_figure(draft.says, kind=kind, reading=replace(reading, language=draft.language))
    except ClaimsError as error:
        raise InField("says", error) from error


def _refuse_other_money(says: str, *, measure: Measure) -> None:
    """Refuse a wording in another currency than the measure's, and one of money where people are counted."""
    currency = currency_of(says) if says else None
    if currency is None:
        return
    if measure.value_kind is not ValueKind.MONEY:
        reason = f"it states money, and “{measure.id}” is no measure of money"
    elif measure.unit is None or is_same(currency, measure.unit):
        return
    else:
        reason = f"it is in {currency}, and “{measure.id}” is in {measure.unit}"
    hint = "record it under a measure in that currency; nothing is converted"
    raise InField("says", NotAFigure(says, reason=reason, hint=hint))


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


def _label(text: str) -> str:
    return " ".join(text.split()) if text else ""


def _date(text: str | None, name: str, *, reading: Reading) -> str | None:
    if text is None or not text.strip():
        return None
    try:
        return dates.parse(text, language=reading.language, order=reading.order).iso
    except ClaimsError as error:
        raise InField(name, error) from error


def _basis(text: str) -> Basis:
    found = BASES.get(text)
    if found is not None:
        return found
    try:
        return Basis(fold(text) or "unstated")
    except ValueError:
        hint = f"one of {', '.join(Basis)}"
        raise InField("basis", Refused(f"there is no basis “{text}”", hint=hint)) from None


def _credibility(value: Any) -> int:
    if value not in CREDIBILITIES:
        hint = "1 confirmed, 2 probably, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged (Admiralty code)"
        raise InField("credibility", Refused(f"credibility {value} is not between 1 and 6", hint=hint))
    return int(value)


def read_appearance(
    draft: Draft, recording: Recording, *, claim: Claim, measure: Measure, document: Document
) -> Appearance:
    """Return where a draft's claim can be read, its quote checked: the number stands in it, and it in the document.

    A document whose text the database does not have cannot be searched; offsets into it are kept as given. Raises
    InField.
    """
    quote = draft.quote or None
    forced = None
    start, end = draft.quote_start, draft.quote_end
    if quote is not None:
        if not _number_stands(claim, quote, kind=measure.value_kind, language=draft.language):
            if not (recording.force or "").strip():
                raise InField("quote", NotInQuote(draft.says or claim.says, quote))
            forced = recording.force
        start, end = _offsets(draft, quote=quote, document=document)
    return Appearance(
        claim=claim.id,
        document=document.id,
        stated_as=draft.says or None,
        quote=quote,
        quote_start=start if quote else None,
        quote_end=end if quote else None,
        locator=draft.locator,
        language=draft.language,
        relayed_by=recording.names.both("source", draft.relayed_by, column="relayed_by")[1]
        if draft.relayed_by
        else None,
        forced=forced,
        batch=recording.batch,
        batch_row=draft.row if recording.batch is not None else None,
    )


def _number_stands(claim: Claim, quote: str, *, kind: ValueKind, language: str | None) -> bool:
    """Return whether a quote holds the number recorded; dates, texts and "none" are not looked for."""
    if kind in {ValueKind.DATE, ValueKind.TEXT} or claim.figure.value_type is not ValueType.VALUE:
        return True
    return occurs_in(claim.figure, quote, kind=kind, language=language)


def _offsets(draft: Draft, *, quote: str, document: Document) -> tuple[int | None, int | None]:
    start, end = draft.quote_start, draft.quote_end
    name = document.title or document.url or document.id
    try:
        if document.text is not None:
            return place_quote(quote, document.text, document=name, start=start, end=end)
        if start is None or end is None:
            return None, None
        if end - start != len(quote):
            raise QuoteNotFound(quote, name, reason=f"does not fit its offsets {start}–{end}")
    except QuoteNotFound as error:
        raise InField("quote", error) from error
    return start, end


def place_quote(quote: str, text: str, *, document: str, start: int | None, end: int | None) -> tuple[int, int]:
    """Return the offsets of a verbatim quote in a document's text; raises QuoteNotFound.

    Offsets that were given must hold the quote to the letter. A quote that stands there only with other diacritics,
    letters or spaces is refused with the passage that was found: evidence is never altered. A place that cuts a number
    in two ("600 killed" in "1,600 killed") is none.
    """
    if start is not None and end is not None:
        if text[start:end] == quote and (start, end) in find_all(quote, text):
            return start, end
        raise QuoteNotFound(quote, document, reason=f"does not stand at offsets {start}–{end}")
    near = find_quote(quote, text)
    if near is not None and text[near[0] : near[1]] == quote:
        return near
    if near is not None:
        raise QuoteNotFound(quote, document, reason=f"stands only in another spelling, “{text[near[0] : near[1]]}”,")
    raise QuoteNotFound(quote, document, reason="does not stand")


def ranked(rank: Rank, *, reason: str) -> dict[str, Any]:
    """Return the changes that give a claim a rank; a rank other than normal needs its reason."""
    if not reason.strip():
        raise Missing("the reason", hint="say why in --reason")
    return {"rank": str(rank), "rank_reason": reason if rank != "normal" else None}
