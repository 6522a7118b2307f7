"""From a draft to a claim: find its names, read its figure and dates, check its evidence, give it its id.

Raises one error of `claims.errors` wrapped in `InField`, which names the field at fault.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from claims import dates
from claims.dates_days import read_days
from claims.errors import (
    AmbiguousDate,
    AmbiguousFigure,
    ClaimsError,
    InField,
    Missing,
    NotInQuote,
    QuoteNotFound,
    Refused,
)
from claims.figure import occurs_in, stand_plainly
from claims.identity import appearance_id, claim_id, content_id
from claims.mapping.fields import BOUNDS
from claims.mapping.flags import map_flag, retry_by
from claims.model import Appearance, Basis, Claim, Precision, Rank, ValueKind, ValueType
from claims.pipeline.figure import Reading, stated_figure
from claims.pipeline.memory import remember
from claims.pipeline.no_measure import refuse_people_as_measure
from claims.pipeline.source_beside import refuse_other_speaker
from claims.pipeline.whom_beside import refuse_other_people
from claims.pipeline.wording import refuse_other_measure
from claims.pipeline.words_beside import refuse_unknown_words
from claims.store.claims import CLAIM
from claims.text import find_all, find_quote, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claims.model import Document, Draft, Measure
    from claims.pipeline.figure import Stated
    from claims.pipeline.recording import Recording
    from claims.store.claims import ClaimRow, PlaceRow

REMEMBERED = 8192
CREDIBILITIES = range(1, 7)
BASES = {str(basis): basis for basis in Basis}


def read_claim(draft: Draft, recording: Recording) -> tuple[Claim, Measure]:
    """Return the claim of a draft with its id, its comparison and its words, and its measure; raises InField."""
    row, stated = claim_row(draft, recording)
    given = dict(zip(CLAIM, row, strict=True))
    for name in ("value_type", "low", "best", "high", "magnitude", "hedge"):
        del given[name]
    precision = given["as_of_precision"]
    given |= {"figure": stated.figure, "basis": BASES[given["basis"]], "rank": Rank.NORMAL, "published": True}
    return Claim(**given | {"as_of_precision": None if precision is None else Precision(precision)}), recording.kind(
        row[2]
    )[0]


def claim_row(draft: Draft, recording: Recording) -> tuple[ClaimRow, Stated]:
    """Return the claim of a draft as a row of `claims.store.claims.CLAIM`, and its figure; raises InField.

    The id is made of slugs and place as recorded, the comparison of those that they stand for after merges.
    """
    both = recording.names.both
    refuse_people_as_measure(draft, names=recording.names)
    event, recorded_event = both("event", draft.event)
    measure, recorded_measure = both("measure", draft.measure)
    source, recorded_source = both("source", draft.source)
    kind, spans = recording.kind(measure)
    is_asked = kind.value_kind is not ValueKind.TEXT and draft.columns.get("says") not in recording.unasked
    if is_asked and not draft.says.isdecimal():
        refuse_other_speaker(draft, source=recorded_source, names=recording.names)
        if kind.value_kind is ValueKind.COUNT:
            refuse_other_people(draft, measure=kind, names=recording.names)
    stated = _stated(draft, kind=kind, recording=recording)
    population = _label(draft.population) or "all"
    place, recorded_place = recording.names.place(_label(draft.place))
    period_start, as_of, precision = _when(draft, recording)
    basis = BASES.get(draft.basis) or _basis(draft.basis)
    scope = (recorded_event, recorded_measure, population, recorded_place, period_start, as_of)
    when = None if spans else as_of
    value_type, low, best, high, magnitude, hedge = stated.columns
    row = (
        *(claim_id(scope, source=recorded_source, basis=basis, figure=stated.text), event, measure, population, place),
        *(period_start, as_of, precision, source, stated.says, value_type, low, best, high, magnitude, hedge),
        *(basis._value_, _credibility(draft.credibility), "normal", None, draft.note or None, 1),
        content_id("comparison", event, measure, population, place, period_start, when),
        recorded_event if recorded_event != event else None,
        recorded_measure if recorded_measure != measure else None,
        recorded_source if recorded_source != source else None,
        recorded_place if recorded_place != place else None,
        *(recording.batch, None, None),
    )
    return row, stated


def also_wrong(draft: Draft, recording: Recording, *, first: InField) -> Iterator[InField]:
    """Yield what else is wrong with a draft that was refused, as far as it can be told beside the first trouble.

    What may be read in two ways is left out: the rest of its column may settle it.
    """

    def figure() -> object:
        return _stated(draft, kind=recording.kind(both("measure", draft.measure)[0])[0], recording=recording)

    both = recording.names.both
    checks: tuple[Callable[[], object], ...] = (
        *(partial(both, kind, getattr(draft, kind)) for kind in ("event", "measure", "source")),
        *(() if first.field == "says" else (figure,)),
        *(partial(_when, draft, recording), partial(_basis, draft.basis)),
        partial(_credibility, draft.credibility),
    )
    told = {(first.field, str(first))}
    for check in checks:
        try:
            check()
        except InField as error:
            is_open = isinstance(error.error, AmbiguousDate | AmbiguousFigure)
            if not is_open and (error.field, str(error)) not in told:
                told.add((error.field, str(error)))
                yield error


def _when(draft: Draft, recording: Recording) -> tuple[str | None, str | None, str | None]:
    """Return period_start, as_of and its precision; raises InField.

    A date that states days from one to another gives both, where nothing else is said of the first.
    """
    if not draft.period_start and draft.as_of is not None:
        known = recording.days.get(draft.as_of)
        if known is not None:
            return None, *known
    reading = recording.reading
    plain = not _needs_language(draft)
    if draft.language and not reading.language and not plain:
        reading = replace(reading, language=draft.language)
    if draft.period_start and draft.period_start != draft.as_of:
        period_start = _date(draft.period_start, "period_start", reading=reading)
        as_of = _date(draft.as_of, "as_of", reading=reading)
    else:
        first, as_of = _days(draft.as_of, reading=reading)
        period_start = first or (as_of if draft.period_start else None)
    if as_of is None:
        return period_start, None, None
    if period_start and dates.is_later(period_start, as_of):
        error = Refused(
            f"the period starts on {period_start}, after the as_of date {as_of}",
            hint="as_of is the last day that the figure speaks of, period_start the first",
        )
        raise InField("period_start", error)
    precision = dates.precision(as_of)._value_  # the plain text, which SQLite takes in much quicker
    if plain and period_start is None and draft.as_of is not None:
        remember(recording.days, draft.as_of, (as_of, precision), most=REMEMBERED)
    return period_start, as_of, precision


def _stated(draft: Draft, *, kind: Measure, recording: Recording) -> Stated:
    """Return the figure of a draft, remembered by its wording where nothing else decides what it says."""
    last = draft.says[-1:]  # words beside the number may name another measure, and are read for each anew
    is_plain = (last.isdecimal() or last == "+") and not any(map(str.isalpha, draft.says))
    key = (draft.says, kind.value_kind if is_plain else kind.id)
    found = None if draft.figure is not None else recording.wordings.get(key)
    if found is None:
        found = stated_figure(draft, measure=kind, reading=recording.reading)
        if not is_plain:
            refuse_other_measure(draft.says, measure=kind, names=recording.names)
        if kind.value_kind is ValueKind.COUNT:
            refuse_unknown_words(draft.says, found.figure, names=recording.names, reading=recording.reading)
        if found.by_wording:
            remember(recording.wordings, key, found, most=REMEMBERED)
    return found


def _needs_language(draft: Draft) -> bool:
    """Return whether a draft states a date that is not plain ISO, which the language of its quote may help to read."""
    return any(
        (text and not text.isascii()) or (text and text.count("-") != 2) for text in (draft.as_of, draft.period_start)
    )


def _label(text: str) -> str:
    return " ".join(text.split()) if text else ""


def _date(text: str | None, name: str, *, reading: Reading) -> str | None:
    if text is None or not text.strip():
        return None
    try:
        return dates.parse(text, language=reading.language, order=reading.order).iso
    except ClaimsError as error:
        error.hint = error.hint.replace("written.as_of", f"written.{name}").replace(
            "[written] as_of", f"[written] {name}"
        )
        raise InField(name, error) from error


def _days(text: str | None, *, reading: Reading) -> tuple[str | None, str | None]:
    """Return the first and the last day that a date states, the first being None where it states one."""
    if text is None or not text.strip():
        return None, None
    try:
        first, last = read_days(text, language=reading.language, order=reading.order)
    except ClaimsError as error:
        raise InField("as_of", error) from error
    return None if first is None else first.iso, last.iso


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
    """Return where a draft's claim can be read, its quote checked as `place_row` does; raises InField."""
    stated = _stated(draft, kind=measure, recording=recording)
    _, *fields = place_row(draft, recording, claim=claim.id, stated=stated, document=document)
    return Appearance(*fields)


def place_row(draft: Draft, recording: Recording, *, claim: str, stated: Stated, document: Document) -> PlaceRow:
    """Return where a draft's claim can be read, as a row of `claims.store.claims.APPEARANCE`; raises InField.

    The quote is checked: the number stands in it, and it in the document. A document whose text the database does not
    have cannot be searched; offsets into it are kept as given.
    """
    quote = draft.quote or None
    forced = start = end = None
    if quote is not None:
        if not _number_stands(stated, quote, language=draft.language):
            if not (recording.force or "").strip():
                column = draft.columns.get("quote")
                way = f"{retry_by(map_flag(column))} takes such rows without their quote" if column else ""
                raise InField("quote", NotInQuote(draft.says or stated.says, quote, way=way))
            forced = recording.force
        if document.text is not None or draft.quote_start is not None:
            start, end = _offsets(draft, quote=quote, document=document)
    relayed_by = draft.relayed_by
    if relayed_by:
        relayed_by = recording.names.both("source", relayed_by, column="relayed_by")[1]
    return (
        *(appearance_id(claim, document.id, locator=draft.locator, quote=quote), claim, document.id),
        *(draft.says or None, quote, start, end, draft.locator, draft.language, relayed_by or None, forced),
        *((None, None, None) if recording.batch is None else (recording.batch, draft.row, _figure_column(draft))),
    )


def _figure_column(draft: Draft) -> str | None:
    """Return the column that gave a draft's figure, or those of its bounds; None where none did, but a constant."""
    says = draft.columns.get("says")
    if says and draft.says:
        return says
    bounds = ", ".join(column for name in BOUNDS if (column := draft.columns.get(name)) is not None)
    return bounds or says or None


def _number_stands(stated: Stated, quote: str, *, language: str | None) -> bool:
    """Return whether a quote holds the number recorded; dates, texts and "none" are not looked for."""
    if any(stand_plainly(texts, quote) for texts in stated.evidence):
        return True
    if stated.kind in {ValueKind.DATE, ValueKind.TEXT} or stated.figure.value_type is not ValueType.VALUE:
        return True
    return occurs_in(stated.figure, quote, kind=stated.kind, language=language)


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
