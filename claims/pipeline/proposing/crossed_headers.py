"""Headers that are a name beside a time or a measure: "2019 / Police", "Aleppo (17 March 2019)", "Cauca: killed".

Where a person or a column says what is counted, names beside times are those who say so, or where it was counted. What
names are that nothing knows, a person says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.mapping.fields import Block
from claims.mapping.flags import headers_are
from claims.mapping.wide import header_date
from claims.pipeline.nobody import is_total
from claims.pipeline.proposing.columns import PERIODS
from claims.pipeline.proposing.dated_headers import header_dates
from claims.pipeline.proposing.header_times import Time, tidy, time_in
from claims.pipeline.proposing.named_sources import may_speak
from claims.pipeline.proposing.people import ALL, counts_whom
from claims.pipeline.proposing.places import names_places
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import is_country, word_set
from claims.pipeline.proposing.words import PEOPLE, PLAIN, Dotted, says_whom, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.meaning import KnownNames

_FEWEST, _MOST_OF = 2, 0.7
_SIDES = word_set("armed") | word_set("side_that_speaks") | word_set("crowd_counter")
_PARTING = re.compile(r"\s*[/:(_]\s*|\s[–—-]\s|\s")
"""What parts a name from what is counted."""
_BELOW = re.compile(r"\.")
"""The same in a path: {"killed": {"Red Cross": 12}}."""
_KINDS = ("source", "place", "population")
_DAY, _BETWEEN = r"(?P<day>\d{1,2}[/-]\d{1,2}[/-]\d{4})", r"[\s_/|:,(–-]+"
_SLASHED = tuple(
    re.compile(one) for one in (rf"{_DAY}{_BETWEEN}(?P<name>\D+)", rf"(?P<name>\D*[^\W\d_]\)?){_BETWEEN}{_DAY}\)?")
)


def names_with_times(found: Found, figures: Sequence[str], *, known: KnownNames) -> bool:
    """Take columns whose headers are a name and a time as figures of each; return whether some are."""
    given = found.columns.keys() | found.constants.keys() | found.said
    if "measure" not in given or {"as_of", "year", "period_start"} & given:
        return False
    said = _slashed(found, figures) or {
        header: time for header in figures if (time := time_in(header, with_year=True)) is not None
    }
    names = list(dict.fromkeys(time.rest for time in said.values()))
    times = {(time.begin, time.end) for time in said.values()}
    is_table = len(times) >= _FEWEST and _MOST_OF * len(times) * len(names) < len(said) <= len(times) * len(names)
    are_names = all(_is_name(one, known.meaning) for one in names)
    if not is_table or not are_names or any(time.unclear for time in said.values()):
        return False
    field, is_known = _kind_of(names, given=given, speakers=known.speakers)
    field = found.headers or field
    if not field:
        return False
    found.columns.pop("says", None)
    found.claims += [Block({field: time.rest, **time.fields()}, {"says": header}) for header, time in said.items()]
    told = f"headers are taken as {field}s ({quoted(names)}) and the times of their figures ({_first(said)})"
    others = headers_are(*(kind for kind in _KINDS if kind != field))
    if found.headers or is_known:
        found.unsure.append(f"{told}; check each; else {others}")
    else:
        found.ask("wide.header", f"{told}: {headers_are(field)} if they are; else {others}", waits=True)
    if left := [name for name in figures if name not in said]:
        found.left_out.append(f"numbers in {quoted(left)} are not read: their headers name no time")
    return True


def names_with_measures(found: Found, figures: Sequence[str], *, known: KnownNames) -> list[str]:
    """Take columns whose headers are each of some names beside each of some measures, and return the others.

    Names that are known for people, countries or those who say figures are left to the readings that know them.
    """
    given = found.columns.keys() | found.constants.keys() | found.said
    by_blanks = bool(found.headers) or "place" not in given
    said = {} if "measure" in found.columns else _beside_measures(figures, known.named, by_blanks=by_blanks)
    names = list(dict.fromkeys(name for name, _ in said.values()))
    measures = {measure for _, measure in said.values()}
    is_table = len(names) >= _FEWEST and len(said) == len(set(said.values()))
    is_nested = all(map(_is_nested, said))  # no more than what stands below each other says
    is_table = is_table and (is_nested or len(said) > _MOST_OF * len(names) * len(measures))  # some may hold nothing
    speak = sum(map(may_speak, names)) * 2 >= len(names)
    is_known = any(_is_known(one, known.speakers) for one in names) or speak
    if is_nested:
        is_known = any(set(words_of(one)) & PEOPLE or is_country(one) for one in names)
    if not is_table or (not found.headers and is_known):
        return list(figures)
    field = "source" if speak and "source" not in given else "place" if "place" not in given else "population"
    field = found.headers or field
    sums = [header for header, (name, _) in said.items() if field != "population" and is_total(name)]
    found.claims += [
        Block({"measure": measure, field: name}, {"says": header})
        for header, (name, measure) in said.items()
        if header not in sums
    ]
    if sums:
        found.left_out.append(f"sums over what headers name are not read: {quoted(sums)}")
    told = f"headers are taken as {field}s ({quoted(names)}) with what they count"
    others = headers_are(*(kind for kind in _KINDS if kind != field))
    if found.headers:
        found.unsure.append(f"{told}; check each")
    else:
        found.ask("wide.header", f"{told}: {headers_are(field)} if they are; else {others}", waits=True)
    return [name for name in figures if name not in said]


def _beside_measures(
    figures: Sequence[str], named: Callable[[str], tuple[str, str] | None], *, by_blanks: bool
) -> dict[str, tuple[str, str]]:
    """Return the name and the measure of headers that are one beside the other: "Cauca: killed", "Killed (Cauca)".

    Where only blanks are between them ("Cauca killed"), the name stands first; beside places it is who is counted.
    """
    found: dict[str, tuple[str, str]] = {}
    for header in figures:
        written = header.removesuffix(" / #")  # only says that numbers stand below it
        nested = _is_nested(header)
        for match in (_BELOW if nested else _PARTING).finditer(written):
            first, last = written[: match.start()].strip(), written[match.end() :].strip()
            last = last.removesuffix(")") if "(" in match[0] else last
            if (match[0].isspace() and not by_blanks) or last.count("(") != last.count(")"):  # "Killed (n) - Homs"
                continue
            orders = ((first, last),) if match[0].isspace() else ((first, last), (last, first))
            for name, counted in orders:
                measure = counts_whom(counted, named, plain=PLAIN) if name and counted else None
                if measure is not None and measure[1] == ALL and _may_be_name(name, named, is_nested=nested):
                    found[header] = name, measure[0]
                    break
            if header in found:
                break
    return found


def _is_nested(header: str) -> bool:
    """Return whether a header is a path in a record, whose keys may have blanks: "killed.Red Cross"."""
    return "." in header and ". " not in header and not isinstance(header, Dotted)


def _may_be_name(text: str, named: Callable[[str], tuple[str, str] | None], *, is_nested: bool) -> bool:
    """Return whether words beside a measure may be a name: they begin with a capital and are no measure or number."""
    words = words_of(text)
    is_word = bool(words) and text[:1].isalpha() and text[:1] == text[:1].upper()
    ends = set(words) if is_nested else {*words[:1], *words[-1:]}
    is_plain = ends <= PLAIN | PERIODS if is_nested else bool(ends & (PLAIN | PERIODS))
    is_plain = is_plain or any(map(str.isdigit, text))
    return is_word and not is_plain and named(text) is None


def _is_known(name: str, speakers: Container[str]) -> bool:
    words = set(words_of(name))
    return bool(words & (PEOPLE | _SIDES)) or says_whom(name) or is_country(name) or fold(name) in speakers


def _slashed(found: Found, figures: Sequence[str]) -> dict[str, Time]:
    """Return names with days such as 03/04/2019, in the order of day and month by which these follow each other."""
    parts = {header: match for header in figures for one in _SLASHED if (match := one.fullmatch(header))}
    when = header_dates(list(dict.fromkeys(match["day"] for match in parts.values())), order=found.order)
    if when is None:
        return {}
    if when.other:
        found.unsure.append(f"days in headers are read as {when.dates}; they could be {when.other} too")
    days = {header: header_date(match["day"], dates=when.dates) for header, match in parts.items()}
    return {
        header: Time(_without_end(parts[header]["name"]), end=day) for header, day in days.items() if day is not None
    }


def _without_end(name: str) -> str:
    """Return a name without the bracket that ends it where the one that begins it stood before it."""
    return tidy(name if "(" in name else name.strip().removesuffix(")"))


def _kind_of(names: Sequence[str], *, given: Container[str], speakers: Container[str]) -> tuple[str, bool]:
    """Return what names are, and whether they are known for it: those who say figures, places, or what is not given."""
    if "source" not in given and any(fold(one) in speakers or may_speak(one) for one in names):
        return "source", True
    if "place" not in given and names_places(names, has_measure=True):
        return "place", True
    return next((field for field in _KINDS if field not in given), ""), False


def _is_name(text: str, meaning: Callable[[str], str | None]) -> bool:
    words = set(words_of(text))
    return meaning(text) is None and not words <= PLAIN and not PERIODS & words and not any(map(str.isdigit, text))


def _first(said: dict[str, Time]) -> str:
    header, time = next(iter(said.items()))
    return f"“{header}”: {' to '.join(day for day in (time.begin, time.end) if day)}"
