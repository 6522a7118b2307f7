"""From a draft to a claim: find its names, read its figure and dates, check its evidence, give it its id.

Raises one error of `claims.errors` wrapped in `InField`, which names the field at fault.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from claims import dates
from claims.errors import (
    AmbiguousFigure,
    ClaimsError,
    InField,
    Missing,
    NotAFigure,
    NotInQuote,
    QuoteNotFound,
    Refused,
    UnknownName,
)
from claims.figure import occurs_in, parse, say
from claims.identity import canonical, claim_id, comparison_id
from claims.interval import is_cumulative
from claims.model import Appearance, Basis, Claim, Event, Figure, Hedge, Measure, Source, ValueKind, ValueType
from claims.text import close_matches, find_quote, fold, slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model import Document, Draft, Rank
    from claims.reading import Reader
    from claims.store import Store

LARGEST = 2**63 - 1
CREDIBILITIES = range(1, 7)
Order = Literal["dmy", "mdy", "ymd"]


@contextmanager
def field(name: str) -> Iterator[None]:
    """Say which field an error inside is about."""
    try:
        yield
    except InField:
        raise
    except ClaimsError as error:
        raise InField(name, error) from error


class Names:
    """Finds events, sources and measures by slug, name or alias, folded by `claims.text.fold`; remembers what it found.

    With create a name that is not known is made; otherwise UnknownName tells what is similar. What was merged is found
    under what it was merged into, and `recorded` still gives the slug that was first recorded.
    """

    def __init__(
        self, reader: Reader, store: Store | None = None, *, by: str = "", create: frozenset[str] = frozenset()
    ) -> None:
        self.reader = reader
        self.store = store
        self.by = by
        self.create = create
        self._found: dict[tuple[str, str], str] = {}
        self._canonical: dict[tuple[str, str], str] = {}
        self._measures: dict[str, Measure] = {}

    def find(self, kind: str, name: str) -> str:
        """Return the slug that a name was recorded under; raises UnknownName, or Missing for an empty name."""
        found = self._found.get((kind, name))
        if found is not None:
            return found
        if not name.strip():
            raise Missing(f"the {kind}", hint=f"name the {kind}; `claims {kind} list` shows those there are")
        folded = fold(name)
        target = self.reader.find_name(kind, folded) if folded else None
        if target is None:
            target = self._make(kind, name)
        self._found[kind, name] = target
        return target

    def _make(self, kind: str, name: str) -> str:
        if kind not in self.create or self.store is None:
            raise UnknownName(kind, name, self.near(kind, name))
        key = self._free_slug(kind, slug(name))
        if kind == "event":
            self.store.add_event(Event(key, name), by=self.by)
        elif kind == "source":
            self.store.add_source(Source(key, name), by=self.by)
        else:
            self.store.add_measure(Measure(key, name), by=self.by)
        return key

    def _free_slug(self, kind: str, wanted: str) -> str:
        taken = {item.id for item in getattr(self.reader, f"{kind}s")()}
        candidate, number = wanted, 2
        while candidate in taken:
            candidate, number = f"{wanted}-{number}", number + 1
        return candidate

    def near(self, kind: str, name: str) -> tuple[str, ...]:
        """Return known names that are similar to one, best first."""
        names = [alias.name for alias in self.reader.aliases() if alias.kind == kind]
        return tuple(close_matches(name, names))

    def canonical(self, kind: str, found: str) -> str:
        """Return what a slug stands for after merges."""
        key = (kind, found)
        if key not in self._canonical:
            self._canonical[key] = self.reader.canonical(kind, found)
        return self._canonical[key]

    def measure(self, found: str) -> Measure:
        """Return a measure's record by its slug."""
        if found not in self._measures:
            self._measures[found] = self.reader.measure(found)
        return self._measures[found]


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
    check_figure(figure, says)
    return figure


def check_figure(figure: Figure, says: str) -> None:
    """Refuse what cannot be true of a figure: negative or beyond 64 bits, low above high, best outside."""
    numbers = [value for value in (figure.low, figure.best, figure.high) if isinstance(value, int | Decimal)]
    if any(abs(value) > LARGEST for value in numbers):
        raise NotAFigure(says, reason="the number is too large to be a figure")
    if any(isinstance(value, Decimal) and canonical(Decimal(repr(float(value)))) != canonical(value) for value in numbers):
        raise NotAFigure(says, reason="the number has more digits than can be kept exactly")
    if any(value < 0 for value in numbers):
        raise NotAFigure(says, reason="a figure cannot be negative")
    if isinstance(figure.low, int | Decimal) and isinstance(figure.high, int | Decimal) and figure.low > figure.high:
        raise NotAFigure(says, reason=f"its low {figure.low} is above its high {figure.high}")
    if any(later < earlier for earlier, later in pairwise(numbers)):
        raise NotAFigure(says, reason="the range excludes its own best value")


@lru_cache(maxsize=65536)
def _words(figure: Figure, kind: ValueKind) -> str:
    return say(figure, kind=kind)


def identify(claim: Claim, *, measure: Measure) -> Claim:
    """Return a claim with its id, its comparison and its words; the id is made of the slugs as recorded."""
    scope = (
        claim.recorded_event or claim.event,
        claim.recorded_measure or claim.measure,
        claim.population,
        claim.place,
        claim.period_start,
        claim.as_of,
    )
    return replace(
        claim,
        id=claim_id(scope, source=claim.recorded_source or claim.source, basis=claim.basis, figure=claim.figure),
        comparison=comparison_id(
            claim.event,
            claim.measure,
            population=claim.population,
            place=claim.place,
            period_start=claim.period_start,
            as_of=None if is_cumulative(measure) else claim.as_of,
        ),
        says=_words(claim.figure, measure.value_kind),
        as_of_precision=None if claim.as_of is None else dates.precision(claim.as_of),
    )


def read_claim(draft: Draft, *, names: Names, reading: Reading) -> tuple[Claim, Measure]:
    """Return the claim of a draft, identified, with its measure; raises InField."""
    with field("event"):
        event = names.find("event", draft.event)
    with field("measure"):
        measure = names.find("measure", draft.measure)
        kind = names.measure(measure)
    with field("source"):
        source = names.find("source", draft.source)
    with field("says"):
        figure = _figure(draft, kind=kind.value_kind, reading=reading)
    if draft.language and not reading.language:
        reading = replace(reading, language=draft.language)
    claim = Claim(
        id="",
        event=names.canonical("event", event),
        measure=names.canonical("measure", measure),
        source=names.canonical("source", source),
        figure=figure,
        population=_label(draft.population) or "all",
        place=_label(draft.place),
        period_start=_date(draft.period_start, "period_start", reading=reading),
        as_of=_date(draft.as_of, "as_of", reading=reading),
        basis=_basis(draft.basis),
        credibility=_credibility(draft.credibility),
        note=draft.note or None,
    )
    if claim.period_start and claim.as_of and dates.is_later(claim.period_start, claim.as_of):
        error = Refused(
            f"the period starts on {claim.period_start}, after the as_of date {claim.as_of}",
            hint="as_of is the last day that the figure speaks of, period_start the first",
        )
        raise InField("period_start", error)
    claim = replace(
        claim,
        recorded_event=event if event != claim.event else None,
        recorded_measure=measure if measure != claim.measure else None,
        recorded_source=source if source != claim.source else None,
    )
    return identify(claim, measure=names.measure(claim.measure)), names.measure(claim.measure)


def _figure(draft: Draft, *, kind: ValueKind, reading: Reading) -> Figure:
    """Return the figure of a draft from its wording, its bounds, or both if they say the same.

    The wording is read by its own words first: the language of a draft is that of its quote, and decides only what is
    ambiguous without it.
    """
    bounds = draft.figure
    if bounds is not None:
        check_figure(bounds, draft.says or _words(bounds, kind))
    if bounds is not None and not draft.says:
        return bounds
    try:
        figure = read_figure(draft.says, kind=kind, reading=reading)
    except AmbiguousFigure:
        if bounds is not None:
            return bounds
        if not draft.language or reading.language or reading.decimal_mark:
            raise
        return read_figure(draft.says, kind=kind, reading=replace(reading, language=draft.language))
    except NotAFigure:
        if bounds is None:
            raise
        return bounds
    if bounds is not None and figure != bounds:
        reason = f"its wording says “{_words(figure, kind)}”, its bounds “{_words(bounds, kind)}”"
        raise NotAFigure(draft.says, reason=reason, hint="correct the one or the other; both are kept in the row")
    return figure


def _label(text: str) -> str:
    return " ".join(text.split())


def _date(text: str | None, name: str, *, reading: Reading) -> str | None:
    if text is None or not text.strip():
        return None
    with field(name):
        return dates.parse(text, language=reading.language, order=reading.order).iso


def _basis(text: str) -> Basis:
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
    draft: Draft, *, claim: Claim, measure: Measure, names: Names, document: Document, force: str | None
) -> Appearance:
    """Return where a draft's claim can be read, its quote checked: the number stands in it, and it in the document.

    A document whose text the database does not have cannot be searched; offsets into it are kept as given. force is the
    reason for accepting a quote without the number; it is kept. Raises InField.
    """
    quote = draft.quote or None
    forced = None
    start, end = draft.quote_start, draft.quote_end
    if quote is not None:
        if not _number_stands(claim, quote, kind=measure.value_kind, language=draft.language):
            if not force:
                raise InField("quote", NotInQuote(draft.says or claim.says, quote))
            forced = force
        with field("quote"):
            start, end = _offsets(draft, quote=quote, document=document)
    with field("relayed_by"):
        relayed = names.find("source", draft.relayed_by) if draft.relayed_by else None
    return Appearance(
        claim=claim.id,
        document=document.id,
        stated_as=draft.says or None,
        quote=quote,
        quote_start=start if quote else None,
        quote_end=end if quote else None,
        locator=draft.locator,
        language=draft.language,
        relayed_by=relayed,
        forced=forced,
    )


def _number_stands(claim: Claim, quote: str, *, kind: ValueKind, language: str | None) -> bool:
    """Return whether a quote holds the number recorded; dates, texts and "none" are not looked for."""
    if kind in {ValueKind.DATE, ValueKind.TEXT} or claim.figure.value_type is not ValueType.VALUE:
        return True
    return occurs_in(claim.figure, quote, kind=kind, language=language)


def _offsets(draft: Draft, *, quote: str, document: Document) -> tuple[int | None, int | None]:
    start, end = draft.quote_start, draft.quote_end
    if document.text is not None:
        return place_quote(quote, document.text, document=document.title or document.id, start=start, end=end)
    if start is None or end is None:
        return None, None
    if end - start != len(quote):
        raise QuoteNotFound(quote, document.title or document.id, reason=f"does not fit its offsets {start}–{end}")
    return start, end


def place_quote(quote: str, text: str, *, document: str, start: int | None, end: int | None) -> tuple[int, int]:
    """Return the offsets of a verbatim quote in a document's text; raises QuoteNotFound.

    Offsets that were given must hold the quote to the letter. A quote that stands there only with other diacritics,
    letters or spaces is refused with the passage that was found: evidence is never altered.
    """
    if start is not None and end is not None:
        if text[start:end] == quote:
            return start, end
        raise QuoteNotFound(quote, document, reason=f"does not stand at offsets {start}–{end}")
    place = text.find(quote)
    if place >= 0:
        return place, place + len(quote)
    near = find_quote(quote, text)
    if near is not None:
        raise QuoteNotFound(quote, document, reason=f"stands only in another spelling, “{text[near[0] : near[1]]}”,")
    raise QuoteNotFound(quote, document, reason="does not stand")


def ranked(rank: Rank, *, reason: str) -> dict[str, Any]:
    """Return the changes that give a claim a rank; a rank other than normal needs its reason."""
    if not reason.strip():
        raise Missing("the reason", hint="say why in --reason")
    return {"rank": str(rank), "rank_reason": reason if rank != "normal" else None}
