"""The words of a header of an unknown table, and what they say in the languages in which tables are published most."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.pipeline.proposing.vocabulary import listed, word_set
from claims.text import fold
from claims.wordlists import wordlist

if TYPE_CHECKING:
    from collections.abc import Sequence

_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-Z])(?!(?<=[A-Z][a-z])[A-Z](?![a-z]))|(?<=[A-Z])(?=[A-Z][a-z]{2})")
SHORT_NAME = re.compile(r"[^\W\d_a-zа-я][^\W\d_]{0,2}[^\W\d_a-zа-я][^\W\d_a-zа-я]*")
"""A short name, as organisations have: UCDP, MoH, WB."""
_JOINED = re.compile(r"(?<=[A-Za-z]{4})(?=(?:deaths|killed|wounded|injured|fatalities|casualties)\b)")
_OF_A_FORM = re.compile(r"[a-z]+_\w*(?:/\w+)+")
_OF_R = re.compile(r"[\w.]+")
_WITH_DOTS = re.compile(
    r"[A-Z][A-Za-z0-9]*\.+[A-Za-z0-9]|\w+(?:\.\w+)*(?:\.\.|\.$|\.(?i:of|the|by|in|as|due|per|to|de|du|des|la)\.)"
)
"""A header that R made of words: "Total.Killed", "deaths..min.", "number.of.dead"."""
_FEWEST_BESIDE = 3
_ASIDE = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]\s*")

WRAPPERS = frozenset(("properties", "fields", "attributes", "_source", "node", "ExtendedData"))
"""Keys under which the fields of a record stand: GeoJSON, ReliefWeb and CKAN, ArcGIS and JSON:API, Elasticsearch,
GraphQL, KML."""
HEADING = "group"
"""The column of what heads rows of a page, or of whom rows count in a file that calls it so."""
CALLED = frozenset(("name", "label", "title"))
YEAR = word_set("year")
YEAR_WORDS = YEAR | word_set("year_forms")
"""Words beside a number of four digits that make it a year."""
EASTERN_YEAR = word_set("eastern_year")
MONTH = word_set("month")
DAY = word_set("day")
WEEK = word_set("week")
"""Words for the parts of a date."""
YEAR_PATTERN = r"(?:1[89]|20|21)\d\d"
"""A year of our time in a header or a cell."""
MONTHS = {word: f"{number:02}" for number in range(1, 13) for word in listed(f"months_{number:02}")}
"""Folded names of months that head the columns of a table, with their numbers."""
VALUES = word_set("value")
ONLY_NUMBERS = VALUES | word_set("number_of")
"""Words of a header that only says that numbers stand below it: "Value", "No."."""
_NAME = word_set("name")
_EVENTS = word_set("event")
_DISEASES = word_set("disease")
JOINS = frozenset(map(fold, wordlist("tables")["join"]))
_BEGIN = word_set("begin")
_END = word_set("end")
DATE = word_set("date")
_WHOM = word_set("whom")
_ORIGIN = word_set("origin")
_PLACES = ("country", "place_broad", "place_narrow", "place_other", "place_vague")
_OF_ORIGIN = _NAME | word_set("of_period") | {word for name in _PLACES for one in listed(name) for word in one.split()}
_BASES = {
    basis: word_set(f"basis_{basis}") for basis in ("verified", "reported", "estimated", "documented", "projected")
}
_PLURAL = re.compile(r"(?<=[a-z]{3})(?:ies|s)$")
_LEVEL = re.compile(r"(?:adm|admin|gadm|level) ?(?P<level>[0-5])(?: name)?(?: (?:[a-z]{2}|eng|fra|spa|ara|rus|local))?")
_NAMED_LEVEL = re.compile(r"name (?P<level>[0-5])")


def spaced(header: str) -> str:
    """Return a header with its words apart: totalDeaths is "total Deaths", and Totaldeaths of a broken line too."""
    header = header.replace(".", " ") if isinstance(header, Dotted) else header
    return _JOINED.sub(" ", _CAMEL.sub(" ", header))


class Dotted(str):
    """A header whose dots stand for spaces, as R writes them: "Number.of.deaths"."""

    __slots__ = ()


def dotted(columns: Sequence[str]) -> Sequence[str]:
    """Return headers, those with dots as `Dotted` if the table as a whole shows that R wrote it."""
    is_of_r = all(_OF_R.fullmatch(name) for name in columns if name) and any(map(_WITH_DOTS.match, columns))
    return [Dotted(name) if "." in name else name for name in columns] if is_of_r else columns


def is_path(header: str) -> bool:
    """Return whether dots in a header part the keys of a record: "verified.killed"."""
    return "." in header and " " not in header and not isinstance(header, Dotted)


_CLOCK = re.compile(r"(?<=\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?")
"""The clock behind a day, whose Z is no coordinate."""


def before_every_header(headers: Sequence[str], figures: Sequence[str]) -> set[str]:
    """Return the word that all figures' headers begin with, and others too: "fire" of "fire_id", "fire_deaths"."""
    first = {words[0] for header in figures if (words := words_of(header))} - PEOPLE
    beside = [header for header in headers if header not in figures and set(words_of(header)[:1]) <= first]
    return first if len(first) == 1 and len(beside) >= _FEWEST_BESIDE else set()


def words_of(header: str) -> list[str]:
    """Return the folded words of a header, of a path those of its last key; totalDeaths and total_deaths are alike.

    "country.name" is the name of a country; of answers to a form the groups before a name ("group_a/killed") go.
    """
    header = _CLOCK.sub("", header) if _CLOCK.search(header) else header
    if _OF_A_FORM.fullmatch(header):
        header = header.rpartition("/")[2]
    if not is_path(header):
        key, dot, rest = header.partition(".")
        return fold(spaced(rest if dot and key in WRAPPERS else header)).split()
    *before, last = header.removesuffix(".value").split(".")
    if fold(last) in CALLED and before and before[-1] not in WRAPPERS:
        last = f"{before[-1]} {last}"
    return fold(spaced(last or header)).split()


def depth_of(path: str) -> int:
    """Return how many keys of a record stand above a figure: killed.total is the total, aid_seeker.killed a part."""
    return path.removesuffix(".value").removesuffix(".total").count(".") if is_path(path) else 0


def keys_of(path: str) -> set[str]:
    """Return the folded words of the keys above the last one of a path in a record; none of a plain header."""
    if not is_path(path):
        return set()
    return {word for key in path.split(".")[:-1] for word in fold(spaced(key)).split()}


_RATES = word_set("rate")


_NO_COUNT = re.compile(r"[%‰‱٪؉؊％﹪±∆]|\+/[-−–]")
"""Signs of shares and of differences, which are not among the words by which names are matched."""


def has_sign_of_no_count(name: str) -> bool:
    """Return whether a name has a sign by which its numbers are shares or differences: "Deaths (%)", "Deaths +/-"."""
    return bool(_NO_COUNT.search(name))


def is_rate(header: str) -> bool:
    """Return whether a header or a key above its last one says that its numbers are rates or shares: "Pct.Deaths"."""
    return has_sign_of_no_count(header) or bool(_RATES & {*words_of(header), *keys_of(header)})


CUMULATIVE = word_set("cumulative")
"""Words of a header by which its numbers count what has been so far."""
PLAIN = word_set("plain") | word_set("number_of") | CUMULATIVE
"""Words of a header beside its measure that do not say who is counted."""
PEOPLE = word_set("people") | frozenset(f"ال{word}" for word in word_set("people") if not word.isascii())
"""Words for those who are counted: behind a measure they are people, and no place."""
KINDS_OF_DEATH = word_set("kind_of_death")
"""Words beside a measure for those who died of something, or in some way."""
AGE = word_set("age")
"""Words in the headers of columns of ages."""
OLD = r"(?:[ _]*(?:years?|yrs?|y))?"
SPAN_OF_AGES = r"(?P<from>\d{1,3})(?:[ _–-](?P<to>\d{1,3})|\+|[ _]plus)"
AGES_ALONE = re.compile(
    rf"(?:a|age[sd]?|edad|âge|alter|idade|età)?(?:[ _](?:group|range)s?)?[ _]?(?:[/:][ _]?)?{SPAN_OF_AGES}{OLD}",
    re.IGNORECASE,
)
"""A header that is a class of ages and nothing else, below which those of it are counted: "0-14", "Age group / 95+"."""


def without_running_twins(headers: Sequence[str]) -> dict[str, str]:
    """Return the headers beside which another says that it is their running total: "killed" beside "killed_cum".

    They count a time of their own, and stand with that other header.
    """
    running: dict[str, str] = {}
    for header in headers:
        words = words_of(header)
        rest = [word for word in words if word not in CUMULATIVE]
        if len(rest) < len(words):
            running.setdefault(" ".join(rest), header)
    said = {header: " ".join(words_of(header)) for header in headers}
    return {header: running[words] for header, words in said.items() if words in running}


def without_basis(header: str) -> tuple[str, str]:
    """Return the words of a header without the one that says what its figures rest on, and that basis; "" if none."""
    words = words_of(header)
    basis = next((basis for basis, names in _BASES.items() if names & set(words)), "")
    return " ".join(word for word in words if word not in _BASES.get(basis, ())), basis


def plain(header: str) -> str:
    """Return a header as its folded words, without what stands in brackets: "Location (Google Maps)" is "location"."""
    words = " ".join(words_of(_ASIDE.sub(" ", header)) or words_of(header))
    return words.removesuffix(" txt").removesuffix(" label")


def names_an_event(header: str) -> bool:
    """Return whether a header says that a column names events: "Conflict", "war_name", "Hurricane / storm name"."""
    words = set(plain(header).split())
    return bool(words & _EVENTS) and words <= _EVENTS | _NAME | JOINS


def names_diseases(header: str) -> bool:
    """Return whether a header says that a column names diseases: "Disease", "disease name"."""
    words = set(plain(header).split())
    return bool(words & _DISEASES) and words <= _DISEASES | _NAME


def names_something(header: str) -> bool:
    """Return whether a header says that a column holds names of events or of it knows not what: "title", "War name"."""
    words = set(plain(header).split())
    return bool(words & (_NAME - {"the", "of"})) and words <= _NAME | _EVENTS | _OF_NAMES


def tells_whom(header: str) -> bool:
    """Return whether a header says that its column holds people; the name of what heads rows of a page says nothing."""
    return header != HEADING and says_whom(header)


def says_whom(header: str) -> bool:
    """Return whether a header says that a column tells of whom its rows count: "Side", "Nationality of victims"."""
    words = [_PLURAL.sub("", word) for word in plain(header).split()]
    words = words[2:] if words[:2] == ["country", "of"] and words[2:] else words
    if names_an_origin(header):
        return True
    return bool(words) and words[0] in _WHOM and len(words[-1]) > 1  # "side a" stands beside "side b"


def names_an_origin(header: str) -> bool:
    """Return whether a header says where those come from who are counted, in words: "Country of origin", "coo_name"."""
    words = set(words_of(header))
    return bool(words & _ORIGIN) and words <= _ORIGIN | _OF_ORIGIN


def speaks_of_events(text: str) -> bool:
    """Return whether a cell holds a word for an event: "Syrian civil war", "Flood of 1931", "two bombings"."""
    return any(word in _EVENTS or word.removesuffix("s") in _EVENTS for word in fold(text).split())


def level_of(header: str, *, is_numbered: bool) -> int | None:
    """Return which level of places a header names, 0 for countries: "ADM1_EN", "admin2Name"; None if it names none.

    "NAME_1" is one only where other headers number levels too ("ID_1").
    """
    words = plain(header)
    match = _LEVEL.fullmatch(words) or (_NAMED_LEVEL.fullmatch(words) if is_numbered else None)
    return int(match["level"]) if match else None


_OF_NAMES = word_set("name_beside")


def is_begin(header: str) -> bool:
    """Return whether a header says that a date is the first of a period: "date_start", "Fecha de inicio"."""
    words = set(plain(header).split())
    return bool(words & _BEGIN) and words <= _BEGIN | DATE | YEAR | _EVENTS


def is_end(header: str) -> bool:
    """Return whether a header says that a date is the last of a period."""
    words = set(plain(header).split())
    return bool(words & _END) and words <= _END | DATE | YEAR


def are_begin_and_end(header: str, other: str) -> bool:
    """Return whether two headers say the same of a first and a last date: "Strike begin date", "Strike end date"."""
    words, others = plain(header).split(), plain(other).split()
    differ = [pair for pair in zip(words, others, strict=False) if pair[0] != pair[1]]
    return len(words) == len(others) > 1 and len(differ) == 1 and differ[0][0] in _BEGIN and differ[0][1] in _END
