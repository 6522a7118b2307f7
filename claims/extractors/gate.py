"""The gate that every proposal passes, whoever made it: what the text does not bear out is refused and counted.

The quote stands in the text to the letter, the words of the figure stand in the quote and say the same figure when they
are read again, the source is named in the text or marked as inferred. Places that an extractor could not give are
filled in; a quote is never altered, and what was proposed is either taken as it is or refused.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from claims import dates
from claims.currency import currency_of, is_same
from claims.errors import AmbiguousFigure, ClaimsError, NotAFigure
from claims.extractors.additions import without_more
from claims.figure import find_numbers, occurs_in, parse, stated_values
from claims.model import Basis, Document, Figure, Hedge, ValueKind, ValueType
from claims.model_candidate import Flag
from claims.text import cuts_a_number, find_all, find_quote, fold, shadow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claims.extractors import Known
    from claims.model_candidate import Candidate

LONGEST_QUOTE = 1000
"""Characters: a quote is the smallest passage that carries the claim, not the article."""

SHORT = 5
"""Letters: an acronym of at most so many can be a word when its capitals are taken away."""


class Reason(StrEnum):
    """Why a proposal is refused."""

    NO_TEXT = "the document has no text"
    NO_QUOTE = "it has no quote"
    LONG_QUOTE = f"its quote has more than {LONGEST_QUOTE:,} characters"
    QUOTE_NOT_FOUND = "its quote does not stand in the text to the letter"
    CUT_NUMBER = "its quote cuts a number in two"
    NO_FIGURE = "what it says is no figure"
    WORDING_NOT_IN_QUOTE = "the words of its figure do not stand in its quote"
    WORDING_NOT_READ = "the words of its figure cannot be read"
    WORDING_AMBIGUOUS = "the words of its figure can be read in two ways"
    NUMBER_NOT_IN_QUOTE = "its number does not stand in its quote, read as a whole"
    OTHER_FIGURE = "the words of its figure say another figure"
    OTHER_MONEY = "it is in another currency than its measure, and nothing is converted"
    NO_MEASURE = "it does not say what is counted"
    SOURCE_NOT_IN_TEXT = "its source is not named in the text and not marked as inferred"
    SOURCE_IS_PUBLISHER = "its source is inferred to be the publisher"
    RELAY_NOT_IN_TEXT = "who passes it on is not named in the text"
    NO_DATE = "its date is no ISO date"
    NO_BASIS = "its basis is unheard of"
    NO_FLAG = "its flags are unheard of"
    TWICE = "it was proposed twice"


@dataclass(frozen=True, slots=True)
class Refused:
    """A proposal that the text does not bear out, and why."""

    candidate: Candidate
    reason: Reason


@dataclass(frozen=True, slots=True)
class Passed:
    """A proposal with every place filled in, its figure, and where its number begins in the text."""

    candidate: Candidate
    figure: Figure
    number_start: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What the gate made of the proposals for one document, in their order."""

    passed: tuple[Passed, ...]
    refused: tuple[Refused, ...]

    @property
    def refusals(self) -> dict[str, int]:
        """How many were refused, by reason, most first."""
        counted = Counter(str(one.reason) for one in self.refused)
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


class _Refusal(Exception):
    """A proposal is refused."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def judge(candidates: Iterable[Candidate], document: Document, known: Known) -> Judged:
    """Let every proposal for a document through or refuse it with its reason; nothing is raised for a bad proposal."""
    gate = Gate(document, known)
    passed: dict[tuple[object, ...], Passed] = {}
    refused = []
    for candidate in candidates:
        made = gate.judge(candidate)
        if isinstance(made, Refused):
            refused.append(made)
            continue
        if passed.setdefault(_assertion(made), made) is not made:
            refused.append(Refused(candidate, Reason.TWICE))
    return Judged(tuple(passed.values()), tuple(refused))


def _assertion(made: Passed) -> tuple[object, ...]:
    one = made.candidate
    source = None if one.source is None else fold(one.source)
    measure = None if one.measure is None else fold(one.measure)
    return made.number_start, one.event, measure, source, one.says, one.population, one.place


class Gate:
    """Judges the proposals for one document."""

    def __init__(self, document: Document, known: Known) -> None:
        self.text = document.text or ""
        self.language = document.language
        self.publisher = document.publisher
        self.kinds = known.kinds
        self.units = known.units
        self.slugs = known.sources
        self.names = _by_slug(known.sources)
        self._places: dict[str, list[tuple[int, int]]] = {}

    def judge(self, candidate: Candidate) -> Passed | Refused:
        """Return a proposal with its places filled in, or why it is refused."""
        try:
            self._check_words(candidate)
            placed = self._quoted(candidate)
            kind = ValueKind(self.kinds.get(placed.measure or "", ValueKind.COUNT))
            placed, figure = self._worded(placed, kind=kind)
            if kind is ValueKind.MONEY and self._is_other_money(placed):
                raise _Refusal(Reason.OTHER_MONEY)
            if not self._stands(placed, figure, kind=kind):
                raise _Refusal(Reason.NUMBER_NOT_IN_QUOTE)
            placed = self._attributed(placed)
            number = self._number(placed, figure, kind=kind)
        except _Refusal as refusal:
            return Refused(candidate, refusal.reason)
        return Passed(placed, figure, number)

    def _check_words(self, candidate: Candidate) -> None:
        """Refuse what is no date, basis, flag or measure, or has no text to stand in."""
        if not self.text:
            raise _Refusal(Reason.NO_TEXT)
        if not (candidate.measure or "").strip():
            raise _Refusal(Reason.NO_MEASURE)
        if candidate.basis not in set(Basis):
            raise _Refusal(Reason.NO_BASIS)
        if not set(candidate.flags) <= set(Flag):
            raise _Refusal(Reason.NO_FLAG)
        if candidate.as_of is not None:
            try:
                dates.precision(candidate.as_of)
            except ClaimsError:
                raise _Refusal(Reason.NO_DATE) from None

    def _quoted(self, candidate: Candidate) -> Candidate:
        """Return a proposal with the place of its quote: as given, else the nearest place of the very same words."""
        quote, start = candidate.quote, candidate.quote_start
        if not quote.strip():
            raise _Refusal(Reason.NO_QUOTE)
        if len(quote) > LONGEST_QUOTE:
            raise _Refusal(Reason.LONG_QUOTE)
        end = start + len(quote)
        if start >= 0 and end == candidate.quote_end and self.text[start:end] == quote:
            if cuts_a_number(self.text, start, end):
                raise _Refusal(Reason.CUT_NUMBER)
            return candidate
        places = [place for place in find_all(quote, self.text) if self.text[slice(*place)] == quote]
        if not places:
            raise _Refusal(Reason.CUT_NUMBER if quote in self.text else Reason.QUOTE_NOT_FOUND)
        start, end = min(places, key=lambda place: abs(place[0] - start))
        return replace(
            candidate,
            quote_start=start,
            quote_end=end,
            stated_start=None,
            stated_end=None,
            source_start=None,
            source_end=None,
        )

    def _worded(self, candidate: Candidate, *, kind: ValueKind) -> tuple[Candidate, Figure]:
        """Return a proposal with the place of its figure's words, and the figure that they and it say alike."""
        try:
            figure = read_wording(candidate.says, kind=kind, language="en")
        except ClaimsError:
            raise _Refusal(Reason.NO_FIGURE) from None
        start, end = self._wording(candidate, figure, kind=kind)
        wording = self.text[start:end]
        refusal = Reason.WORDING_NOT_READ
        for language in dict.fromkeys((candidate.language or self.language, self.language, None)):
            try:
                if read_wording(wording, kind=kind, language=language) == figure:
                    return replace(candidate, stated_as=wording, stated_start=start, stated_end=end), figure
                refusal = Reason.OTHER_FIGURE
            except (AmbiguousFigure, NotAFigure) as error:
                if kind is ValueKind.COUNT and _as_thousands(wording, language=language) == figure:
                    return replace(candidate, stated_as=wording, stated_start=start, stated_end=end), figure
                if self._says_more(wording, figure, kind=kind, language=language):
                    return replace(candidate, stated_as=wording, stated_start=start, stated_end=end), figure
                if isinstance(error, AmbiguousFigure) and refusal is Reason.WORDING_NOT_READ:
                    refusal = Reason.WORDING_AMBIGUOUS
            except ClaimsError:
                continue
        raise _Refusal(refusal)

    def _says_more(self, wording: str, figure: Figure, *, kind: ValueKind, language: str | None) -> bool:
        """Return whether words say a figure as an addition: "at least another three"."""
        plain = without_more(wording, language) if kind is ValueKind.COUNT else None
        try:
            return plain is not None and read_wording(plain, kind=kind, language=language) == figure
        except ClaimsError:
            return False

    def _stands(self, candidate: Candidate, figure: Figure, *, kind: ValueKind) -> bool:
        """Return whether a quote holds the number: "19 thousand" does not stand in "19 thousand and 453"."""
        if kind in {ValueKind.DATE, ValueKind.TEXT} or figure.value_type is not ValueType.VALUE:
            return True
        return occurs_in(figure, candidate.quote, kind=kind, language=candidate.language or self.language)

    def _is_other_money(self, candidate: Candidate) -> bool:
        """Return whether the words of a figure, or else its quote, name another currency than its measure is in."""
        unit = self.units.get(candidate.measure or "")
        currency = currency_of(candidate.stated_as or "") or currency_of(candidate.quote)
        return unit is not None and currency is not None and not is_same(currency, unit)

    def _wording(self, candidate: Candidate, figure: Figure, *, kind: ValueKind) -> tuple[int, int]:
        """Return where the words of a figure stand inside the quote; without any the number itself has to do."""
        first, last, stated = candidate.quote_start, candidate.quote_end, candidate.stated_as
        if not stated:
            found = next(self._numbers(candidate, figure, kind=kind, within=(first, last)), None)
            if found is None or figure.hedge is not Hedge.EXACT:
                raise _Refusal(Reason.WORDING_NOT_IN_QUOTE)
            return found
        start, end = candidate.stated_start, candidate.stated_end
        if start is not None and end is not None and first <= start < end <= last and self.text[start:end] == stated:
            return start, end
        place = find_quote(stated, candidate.quote)
        if place is None or candidate.quote[slice(*place)] != stated:
            raise _Refusal(Reason.WORDING_NOT_IN_QUOTE)
        return first + place[0], first + place[1]

    def _number(self, candidate: Candidate, figure: Figure, *, kind: ValueKind) -> int:
        """Return where the first number of a figure begins, or its words where they hold none ("dozens", a date)."""
        start, end = candidate.stated_start or 0, candidate.stated_end or 0
        found = next(self._numbers(candidate, figure, kind=kind, within=(start, end)), None)
        return start if found is None else found[0]

    def _numbers(
        self, candidate: Candidate, figure: Figure, *, kind: ValueKind, within: tuple[int, int]
    ) -> Iterator[tuple[int, int]]:
        """Yield where numbers that a figure states stand in a part of the text."""
        if kind in {ValueKind.DATE, ValueKind.TEXT} or figure.value_type is not ValueType.VALUE:
            return
        stated = set(stated_values(figure, kind=kind))
        part = self.text[slice(*within)]
        for number in find_numbers(part, language=candidate.language or self.language, kind=kind):
            if stated & set(number.values):
                yield within[0] + number.start, within[0] + number.end

    def _attributed(self, candidate: Candidate) -> Candidate:
        """Return a proposal with the place at which its source is named; refuse one that is named nowhere."""
        relay = candidate.relayed_by
        if relay is not None and self._named(relay, near=candidate.quote_start) is None:
            raise _Refusal(Reason.RELAY_NOT_IN_TEXT)
        source = candidate.source
        if source is None:
            return replace(candidate, source_start=None, source_end=None, source_inferred=False)
        start, end = candidate.source_start, candidate.source_end
        is_placed = start is not None and end is not None and self._is_named_by(source, self.text[start:end])
        if candidate.source_inferred:
            if self.publisher is not None and self.slugs.get(fold(source), source) == self.publisher:
                raise _Refusal(Reason.SOURCE_IS_PUBLISHER)
            return candidate if is_placed else replace(candidate, source_start=None, source_end=None)
        if is_placed:
            return candidate
        place = self._named(source, near=candidate.quote_start)
        if place is None:
            raise _Refusal(Reason.SOURCE_NOT_IN_TEXT)
        return replace(candidate, source_start=place[0], source_end=place[1])

    def _is_named_by(self, source: str, words: str) -> bool:
        """Return whether words of the text name a source: they are its name, or a name on record of its slug."""
        folded = fold(words)
        return bool(folded) and (folded == fold(source) or self.slugs.get(folded) == source)

    def _named(self, source: str, *, near: int) -> tuple[int, int] | None:
        """Return the place nearest to a quote at which a source is named by itself or any of its names on record."""
        found = self._places.get(source)
        if found is None:
            names = (source, *self.names.get(source, ()))
            found = self._places[source] = sorted({place for name in names for place in self._places_of(name)})
        after = bisect(found, (near, near))
        return min(found[max(after - 1, 0) : after + 1], key=lambda place: abs(place[0] - near), default=None)

    def _places_of(self, name: str) -> Iterator[tuple[int, int]]:
        words = shadow(name).text.strip()
        if words and words in shadow(self.text).text:
            yield from (place for place in find_all(name, self.text) if _is_name(name, self.text, *place))


def _is_name(name: str, text: str, start: int, end: int) -> bool:
    """Return whether a name is meant at a place: not a part of a longer word, and no "who" for WHO.

    In Arabic script words are written together with the name ("لمنظمة العفو").
    """
    if name.isupper() and name.isascii() and len(name) <= SHORT and text[start:end] != name:
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_joins(before, text[start]) or _joins(after, text[end - 1]))


def _joins(neighbour: str, letter: str) -> bool:
    return neighbour.isalnum() and letter.isalnum() and not "\u0600" <= letter <= "\u08ff"


def _by_slug(names: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, slug in names.items():
        found.setdefault(slug, []).append(name)
    return found


def _as_thousands(wording: str, *, language: str | None) -> Figure | None:
    """Return the larger reading of "1.500" or "1,500": nobody counts one and a half people to three decimals.

    A Russian text may write "10,000" after an English one, though its own mark of decimals is the comma.
    """
    found = []
    for mark in ",.":
        try:
            found.append(parse(wording, language=language, decimal_mark=mark))
        except ClaimsError:
            continue
    return max(found, key=lambda figure: max(map(Decimal, stated_values(figure)), default=Decimal(0)), default=None)


def read_wording(words: str, *, kind: ValueKind, language: str | None) -> Figure:
    """Return the figure that words state for a measure of any kind; raises the errors of figures and dates."""
    if kind is ValueKind.TEXT:
        text = " ".join(words.split())
        return Figure(Hedge.EXACT, low=text, best=text, high=text)
    if kind is ValueKind.DATE:
        first, last = dates.span(dates.parse(words, language=language))
        exact = Figure(Hedge.EXACT, low=first, best=first, high=first)
        return exact if first == last else Figure(Hedge.BETWEEN, low=first, high=last)
    return parse(words, language=language, kind=kind)
