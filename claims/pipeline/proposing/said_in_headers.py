"""Headers that say beside a measure who asserts it, or when: "Killed (according to police)", "UNHCR deaths Q1 2020".

What a header says of source and time is taken out of it, and what is left is read as any header is: a measure, and
whom it counts. Where that is neither, the header is left to the other readings.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.mapping.fields import Block
from claims.mapping.statements import speaker_in
from claims.pipeline.nobody import is_total
from claims.pipeline.proposing.bound_headers import bounded
from claims.pipeline.proposing.columns import PERIODS
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.header_sources import NO_NAMES, HeaderSource, source_in
from claims.pipeline.proposing.header_times import OPEN_ORDER, Time, in_one_order, time_in
from claims.pipeline.proposing.named_sources import may_speak
from claims.pipeline.proposing.no_counts import is_money
from claims.pipeline.proposing.people import ALL, CONFIRMED, counts_whom, written_in
from claims.pipeline.proposing.sentences import MOST_LISTED, left_for, quoted
from claims.pipeline.proposing.vocabulary import is_country, listed, word_set, written
from claims.pipeline.proposing.words import PEOPLE, PLAIN, YEAR_PATTERN, is_rate, words_of
from claims.pipeline.proposing.yearless import of_no_year
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.meaning import KnownNames

_ARMED = word_set("armed")
_YEAR = re.compile(rf"(?<!\d){YEAR_PATTERN}(?!\d)")
_HELD = re.compile(r"(?P<before>.+?)\s*[(\[](?P<name>[^()\[\]]+)[)\]]\s*")
"""A name in brackets at the end of a header."""
_TWO_KEYS = re.compile(r"([^/]*[^\s./])(?:(?<!\d)\.|\.(?!\d))([^\s/.][^/]*)")
"""A path of a record with two keys: "28-Nov-23.No. killed"; "No. of deaths" and "04.11.2012" are none."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a header says: a measure, whom it counts, who says so ("" if not) and when."""

    measure: str
    who: str
    source: str
    time: Time | None
    is_known: bool = True

    def fields(self) -> dict[str, str]:
        """Return what is said as fields of a claim."""
        who = {} if self.who == ALL else {"population": self.who}
        source = {"source": self.source} if self.source else {}
        return {"measure": self.measure, **who, **source, **(self.time.fields() if self.time else {})}


def said_in_headers(
    found: Found,
    figures: Sequence[str],
    *,
    known: KnownNames,
    are_years: bool = False,
    only_parts: bool = False,
) -> list[str]:
    """Take columns whose headers say a measure with its source or its time, and return the others.

    What contradicts a column of sources or of dates is told and not read. A year alone is a time where nothing
    else reads it, as are_years says; only_parts leaves headers that count all to those who read years.
    """
    if "measure" in found.columns:
        return list(figures)
    read = Reader(known.named, known.speakers, are_years=are_years)
    bounds, _ = bounded(figures) or ((), "")
    every, figures = figures, [name for name in figures if name not in bounds]  # these are read together
    apart = _keys_apart(figures)
    dated = in_one_order(apart, found.order)
    whom = _whom({read: header for header, read in apart.items() if read != header}, named=known.named)
    said = {one: it for one in figures if (it := read.said(dated[one]) or whom.get(one))}
    said |= {} if are_years else _headed(figures, said, read)
    said = _with_speakers_beside(_without_sides(said, figures, named=known.named), figures, read)
    said = _without_lone_measures(said if are_years else _without_series(said))
    said = _parts(said) if only_parts else said
    has_source, has_date = "source" in found.columns, bool({"as_of", "year", "period_start"} & found.columns.keys())
    beside = [name for name, one in said.items() if (has_source and one.source) or (has_date and one.time)]
    unclear = [name for name, one in said.items() if one.time and one.time.unclear and name not in beside]
    _tell_unread(found, beside, {name: said[name] for name in unclear})
    kept = {name: one for name, one in said.items() if name not in {*beside, *unclear}}
    taken: dict[tuple[tuple[str, str], ...], str] = {}
    for header, one in kept.items():
        first = taken.setdefault(tuple(sorted(one.fields().items())), header)
        if first != header:
            found.left_out.append(left_for([header], first, one.measure))
            continue
        found.claims.append(Block(one.fields(), {"says": header}))
    _tell(found, {header: kept[header] for header in taken.values()})
    return [name for name in every if name not in said]


def _keys_apart(figures: Sequence[str]) -> dict[str, str]:
    """Return how headers are read: paths of records that form a table of two keys as two rows of a header are."""
    keys = {name: match.groups() for name in figures if (match := _TWO_KEYS.fullmatch(name))}
    outer, inner = Counter(first for first, _ in keys.values()), Counter(last for _, last in keys.values())
    is_table = {name for name, (first, last) in keys.items() if outer[first] > 1 and inner[last] > 1}
    return {name: " / ".join(keys[name]) if name in is_table else name for name in figures}


def _whom(paths: dict[str, str], *, named: Callable[[str], tuple[str, str] | None]) -> dict[str, _Said]:
    """Return what paths of two keys say where one is a measure and the other whom it counts: "Men.killed".

    Beside a key that is a word for people others in its place are too: "Residents.killed" beside "Staff.killed".
    """
    said: dict[str, tuple[str, str, str]] = {}
    for path, header in paths.items():
        keys = path.split(" / ")
        for who, words in (keys, keys[::-1]):
            counted = counts_whom(words, named, plain=PLAIN)
            if counted is not None and counted[1] == ALL and named(who) is None:
                said[header] = who, counted[0], words
                break
    beside = {words for who, _, words in said.values() if fold(who) in PEOPLE}
    return {
        header: _Said(measure, who.lower(), "", None)
        for header, (who, measure, words) in said.items()
        if fold(who) in PEOPLE or (words in beside and _may_be_people(who))
    }


def _may_be_people(key: str) -> bool:
    """Return whether a key beside words for people may name others: "Residents"; not "total", "2019", "reported"."""
    is_other = is_total(key) or is_country(key) or any(map(str.isdigit, key))
    return not is_other and not set(words_of(key)) & (PLAIN | PERIODS | CONFIRMED)


@dataclass(frozen=True, slots=True)
class Reader:
    """What headers are read by: named gives the measure of words, speakers are folded names of sources."""

    named: Callable[[str], tuple[str, str] | None]
    speakers: Container[str]
    are_years: bool

    def said(self, header: str) -> _Said | None:
        """Return what a header says, with its source or its time; None if it says neither, or no measure.

        The year beside a currency is that of its prices: "Damage (2017 USD)".
        """
        if is_money(header):
            return None
        for with_year in (self.are_years, True) if _YEAR.search(header) else (self.are_years,):
            time = time_in(header, with_year=with_year)
            rest = time.rest if time else header
            source = source_in(rest, self.speakers, is_measure=lambda words: self.named(words) is not None)
            if source is None and (time is None or with_year is not self.are_years):
                continue
            if one := self.of(source, rest, time):
                return one
        return None

    def of(self, source: HeaderSource | None, rest: str, time: Time | None) -> _Said | None:
        """Return what is said by a source, a time and the rest of a header, which may be a measure not known yet."""
        words = source.rest if source else rest
        counted, time = _counted(words, time, self.named)
        is_known = counted is not None
        if counted is None:
            is_said = (source and source.is_told) or (time and not time.is_bare and not time.unclear)
            if not is_said or self.are_years or _says_nothing(words):
                return None
            counted = words, ALL
        if source and not source.is_apart and counted[1] != ALL:  # "UN staff killed"
            return None
        who = ALL if counted[1] == ALL else written_in(counted[1], words).lower()
        return _Said(counted[0], who, source.name if source else "", time, is_known=is_known)


def _says_nothing(words: str) -> bool:
    """Return whether words beside a source or a time name nothing that is counted: "Total", "Average", "of whom"."""
    return is_rate(words) or not set(words_of(words)) - PLAIN - PERIODS or fold(words) in listed("of_which")


def _headed(figures: Sequence[str], said: dict[str, _Said], read: Reader) -> dict[str, _Said]:
    """Return what headers of two rows say, of which one names several who assert: "Rebel claim / Soldiers killed"."""
    found: dict[str, _Said] = {}
    for header in figures:
        first, _, last = header.partition(" / ")
        for part, rest in ((first, last), (last, first)):
            speaker = next((name for words in written("speakers") if (name := speaker_in(part, words))), "")
            is_name = bool(speaker) and not NO_NAMES & set(fold(speaker).split())
            if is_name and rest and header not in said and (one := read.of(HeaderSource(speaker, rest), rest, None)):
                found[header] = one
                break
    speakers = {one.source for one in (*said.values(), *found.values()) if one.source}
    return found if len(speakers) > 1 else {}


def _without_lone_measures(said: dict[str, _Said]) -> dict[str, _Said]:
    """Return what headers say without measures that are not known and stand with one time or one source only."""
    count = Counter((one.measure, one.who) for one in said.values())
    return {header: one for header, one in said.items() if one.is_known or count[one.measure, one.who] > 1}


def _counted(
    words: str, time: Time | None, named: Callable[[str], tuple[str, str] | None]
) -> tuple[tuple[str, str] | None, Time | None]:
    """Return the measure and whom it counts; words such as "new" beside a day make it the time that is counted.

    "Confirmed deaths" are the killed, as they are without a day.
    """
    said = [word for word in words_of(words) if word not in CONFIRMED]
    found = counts_whom(words, named, plain=PLAIN) or (
        counts_whom(" ".join(said), named, plain=PLAIN) if said else None
    )
    spans = [word for word in words_of(words) if word in PERIODS]
    if found is None and time is not None and time.is_bare and spans:
        rest = " ".join(word for word in words_of(words) if word not in PERIODS)
        return counts_whom(rest, named, plain=PLAIN), Time(time.rest, time.end, time.end)
    return found, time


def _without_sides(
    said: dict[str, _Said], figures: Sequence[str], *, named: Callable[[str], tuple[str, str] | None]
) -> dict[str, _Said]:
    """Return what headers say without names before a measure that others beside them have with sides of a fight.

    "UN killed" beside "Serb killed" counts those of the UN. Beside "Iran killed" it may be of a place, but for those
    who have forces of their own.
    """
    others = [header for header in figures if header not in said]
    whom = [who for header in others if (one := counts_whom(header, named, plain=PLAIN)) and (who := one[1]) != ALL]
    sides = [who for who in whom if not is_country(who) and not set(who.split()) & PEOPLE]
    doubted = [name for name, one in said.items() if one.source and not _is_marked(name, one.source)]
    doubted = [name for name in doubted if sides or fold(said[name].source) in _ARMED]
    return {header: one for header, one in said.items() if header not in doubted}


def _with_speakers_beside(said: dict[str, _Said], figures: Sequence[str], read: Reader) -> dict[str, _Said]:
    """Return what headers say with names in brackets beside known sources, where all may speak: "Deaths (media)"."""
    measures = {one.measure for one in said.values() if one.source}
    found: dict[str, _Said] = {}
    for header in figures if measures else ():
        time = time_in(header, with_year=bool(_YEAR.search(header)))
        held = _HELD.fullmatch(time.rest if time else header)
        if held is None or (header in said and said[header].source):
            continue
        one = read.of(HeaderSource(held["name"].rstrip("."), held["before"]), held["before"], time)
        if one is None or one.measure not in measures or set(words_of(held["name"])) & (PLAIN | NO_NAMES):
            continue
        found[header] = one
    names = {one.source for one in found.values()}
    may_all = all(may_speak(name) and not is_country(name) and fold(name) not in PEOPLE for name in names)
    return said | found if may_all else said


def _parts(said: dict[str, _Said]) -> dict[str, _Said]:
    """Return what headers say of people, or of parts of what others beside them count."""
    whom = {measure: {one.who for one in said.values() if one.measure == measure} for measure in _measures(said)}
    return {
        header: one
        for header, one in said.items()
        if one.who != ALL and (len(whom[one.measure]) > 1 or set(words_of(one.who)) & PEOPLE)
    }


def _measures(said: dict[str, _Said]) -> set[str]:
    return {one.measure for one in said.values()}


def _is_marked(header: str, source: str) -> bool:
    at = header.find(source)
    return at > 0 and not header[:at].rstrip(" _")[-1:].isalnum()


def _without_series(said: dict[str, _Said]) -> dict[str, _Said]:
    """Return what headers say without days that several have beside the same measure, which one pattern reads."""
    bare = [header for header, one in said.items() if one.time and one.time.is_bare and not one.source]
    plain_days = [
        header for header in bare if re.search(r"(?:^|[ _.])\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,4})?(?:$|[ _])", header)
    ]
    kinds = {(said[header].measure, said[header].who) for header in plain_days}
    series = plain_days if len(plain_days) > len(kinds) else []
    return {header: one for header, one in said.items() if header not in series}


def _tell_unread(found: Found, beside: Sequence[str], unclear: dict[str, _Said]) -> None:
    if beside:
        what = "say in their headers who says so or when, as another column does too, and are not read"
        found.left_out.append(f"{quoted(beside)} {what}: a [[claim]] with set = {{...}} reads them")
    for reason in dict.fromkeys(one.time.unclear for one in unclear.values() if one.time):
        headers = [header for header, one in unclear.items() if one.time and one.time.unclear == reason]
        said = f'columns = {{says = "{headers[0]}"}} and set = {{period_start = DAY, as_of = DAY}}'
        way = f"a [[claim]] with {said} reads it"
        way = "--dates dmy reads them with the day first, --dates mdy with the month" if reason == OPEN_ORDER else way
        found.left_out.append(f"headers name {reason}, and are not read ({quoted(headers)}): {way}")


def _tell(found: Found, said: dict[str, _Said]) -> None:
    """Say what headers are taken to say, and ask for the years of days that have none."""
    if not said:
        return
    if any(one.source for one in said.values()):
        shown = [f"“{header}” ({one.source})" for header, one in said.items() if one.source]
        found.unsure.append(f"headers are taken to say who says so: {_listed(shown)}; check each source")
    timed = {header: one for header, one in said.items() if one.time}
    if timed:
        shown = [f"“{header}” ({_spoken(one.time)})" for header, one in timed.items() if one.time]
        way = ""
        if any(one.time and one.time.is_bare for one in timed.values()):
            way = "; where a figure counts that day or month alone, say period_start too"
        found.unsure.append(f"headers are taken to say when: {_listed(shown)}{way}")
    if unknown := dict.fromkeys(one.measure for one in said.values() if not one.is_known):
        found.unsure.append(f"{quoted(unknown)}: taken as measures that are not known yet; write their names there")
    whom = [f"“{header}” ({one.who})" for header, one in said.items() if one.who != ALL]
    if whom:
        found.unsure.append(f"headers are taken to say who is counted: {_listed(whom)}; check each population")
    open_ones = [(header, one.time) for header, one in timed.items() if one.time and one.time.end.endswith(NOT_SAID)]
    if open_ones:
        header, time = open_ones[0]
        found.asked.append(of_no_year(header, time.end))


def _spoken(time: Time) -> str:
    if not time.begin:
        return f"as of {time.end}"
    return f"{time.begin} to {time.end}" if time.end else f"since {time.begin}"


def _listed(shown: Sequence[str]) -> str:
    return ", ".join(shown[:MOST_LISTED]) + " …" * (len(shown) > MOST_LISTED)
