"""Headers that cross several names, each in a row of its own or behind a sign: "MoH / Aleppo / killed", "A: B: 2019".

Levels that are known say what they are (measures, times, bounds, people); of each other level a person says it, by one
flag each, and all are read together. One name beside a measure or a time is left to the readings that know these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from math import prod
from typing import TYPE_CHECKING

from claims.errors import BadMapping
from claims.mapping.fields import BOUNDS, Block
from claims.mapping.flags import headers_are, set_flag
from claims.mapping.synonyms import bound_of, synonyms
from claims.mapping.wide import header_date
from claims.pipeline.nobody import is_total
from claims.pipeline.organisations import organisations
from claims.pipeline.proposing.alike import NUMBERING
from claims.pipeline.proposing.bound_headers import bounded
from claims.pipeline.proposing.counts import counts_rows
from claims.pipeline.proposing.dated_headers import header_dates
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.header_times import in_one_order, time_in
from claims.pipeline.proposing.named_sources import may_speak
from claims.pipeline.proposing.people import ALL, are_people
from claims.pipeline.proposing.places import is_header_of_places, names_places
from claims.pipeline.proposing.records import recognised
from claims.pipeline.proposing.scaled import in_scale, without_scale
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import (
    MONTHS,
    ONLY_NUMBERS,
    PEOPLE,
    PLAIN,
    YEAR_PATTERN,
    has_sign_of_no_count,
    is_rate,
    words_of,
)
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.meaning import KnownNames

_ROWS = " / "
"""What joins the rows of a header."""
_SIGNS = (_ROWS, ": ", " - ", " – ", " — ", " | ")
_IN_BRACKETS = re.compile(r"(?P<before>.*\S)\s*\((?P<last>[^()]+)\)")
_KINDS = ("place", "source", "population", "event", "measure")
_FEWEST, _MOST_OF, _SEVERAL = 2, 0.7, 3
_SAYS_NOTHING = ""
_SIGNS_OF_NUMBERS = frozenset(("#", "№", "n", "N"))


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of headers: what it is, "" where it says nothing, "?" where a person has to say it, and by which name.

    said holds the fields that each of its names stands for.
    """

    kind: str
    names: tuple[str, ...]
    said: dict[str, dict[str, str]]

    @property
    def is_open(self) -> bool:
        return self.kind == NOT_SAID


@dataclass(frozen=True, slots=True)
class _Crossing:
    """Headers by their parts, what each level of these is, and the keys that tables side by side have of their own."""

    parts: dict[str, tuple[str, ...]]
    levels: list[_Level]
    own: dict[str, dict[str, str]]

    @property
    def opened(self) -> list[int]:
        """Return which levels a person has to say."""
        return [at for at, level in enumerate(self.levels) if level.is_open]

    @property
    def kinds(self) -> list[str]:
        """Return what the other levels are that say something."""
        return [level.kind for level in self.levels if level.kind not in {NOT_SAID, _SAYS_NOTHING}]

    @property
    def mute(self) -> list[_Level]:
        """Return the levels that say nothing."""
        return [level for level in self.levels if level.kind == _SAYS_NOTHING]

    def needs_levels(self, found: Found) -> bool:
        """Return whether one name beside a measure or a time is not all, which other readings know."""
        opened = self.opened
        is_said = bool(found.levels or self.own or self.mute)
        has_people = bool(opened) and "population" in self.kinds
        if not any(sign in header for sign in (*_SIGNS, "(") for header in self.parts):  # single words
            return len(opened) == 1 and "bound" not in self.kinds and (has_people or len(self.levels) >= _SEVERAL)
        return is_said or has_people or len(self.levels) >= _SEVERAL or len(opened) > 1

    def given(self, found: Found) -> set[str]:
        """Return the fields that something else than these headers gives."""
        return (found.columns.keys() - self.own.keys()) | found.said

    def is_clear(self, found: Found) -> bool:
        """Return whether no two levels, and no level and a column, say one thing, and open ones are names."""
        kinds, given = self.kinds, self.given(found)
        is_twice = len(set(kinds)) < len(kinds) or bool({*kinds} & (given - {"measure"}))
        is_twice = is_twice or ("time" in kinds and bool({"as_of", "year"} & given))
        are_names = all(_are_names(self.levels[at].names) for at in self.opened)
        return not is_twice and are_names and all(len(level.names) == 1 for level in self.mute)

    def is_read_elsewhere(self, figures: Sequence[str]) -> bool:
        """Return whether bounds stand in the headers in a way of their own, or only years above tables with keys."""
        are_years = all(re.fullmatch(YEAR_PATTERN, name) for name in self.levels[0].names)
        return ("bound" not in self.kinds and bounded(figures) is not None) or (bool(self.own) and are_years)


def by_levels(found: Found, seen: Sequence[Column], figures: Sequence[str], *, known: KnownNames) -> list[str]:
    """Take columns whose headers cross several levels as figures of what these say; return the other figures.

    Below each name of the first level there may be a table of its own, with its own dates and places.
    """
    figures, parts = _crossed(seen, figures, known=known)
    levels = [_level(names, found, known=known) for names in zip(*parts.values(), strict=True)]
    if all(len(level.names) == 1 for level in levels):
        _refuse_others(found, [])
        return figures
    crossing = _Crossing(parts, levels, _own_keys(found, [one.name for one in seen], levels[0].names))
    _refuse_others(found, levels)
    if not crossing.needs_levels(found) or not crossing.is_clear(found) or crossing.is_read_elsewhere(figures):
        return figures
    meant = _meant(found, crossing)
    if meant is None:
        return figures
    for field in crossing.own:
        found.columns.pop(field, None)
    _take(found, crossing, meant)
    return [name for name in figures if name not in parts]


def _refuse_others(found: Found, levels: Sequence[_Level]) -> None:
    """Raise BadMapping where people say what a level is that headers do not have."""
    if others := {number: field for number, field in found.levels.items() if not 0 < number <= len(levels)}:
        number, field = next(iter(others.items()))
        shown = "; ".join(f"{at}: {quoted(level.names)}" for at, level in enumerate(levels, start=1))
        told = f"headers cross {len(levels)} levels ({shown})" if levels else "headers cross no levels"
        hint = "leave it out, or write the number of one of these" if levels else headers_are(field)
        raise BadMapping(set_flag(f"wide.header.{number}", field), told, hint=hint)


def _crossed(
    seen: Sequence[Column], figures: Sequence[str], *, known: KnownNames
) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Return the figures without columns that count rows, and the parts of headers that cross the same levels."""

    def names_measure(header: str) -> bool:
        return any(map(known.meaning, header.split(_ROWS)))

    keys = {one.name for one in seen if _ROWS in one.name and _key(one.name.partition(_ROWS)[2])}
    counting = keys | {one.name for one in seen if counts_rows(one) and not names_measure(one.name)}
    timed = {one.name for one in seen if one.is_date or (one.is_year and _ROWS in one.name)}
    figures = [name for name in figures if name not in counting or _ROWS not in name]
    numbers = [one.name for one in seen if one.mostly_holds_digits and one.name not in counting | timed]
    named = [one.name for one in seen if one.cells and not one.is_date and names_measure(one.name)]
    rows = [name for name in (*numbers, *named) if _ROWS in name]  # of numbers that are hedged or in words, too
    people, others = (
        [one for one in names if not _counts_no_people(one)] for names in ([*figures, *rows], [*numbers, *rows])
    )
    return figures, _parted(people, others)


def _are_names(names: Sequence[str]) -> bool:
    """Return whether several names may be those of one kind, of which nothing is told: no people, numbers, months."""
    bare = [_without_label(one, names) for one in names]
    are_months = all(fold(one) in MONTHS for one in bare)
    is_told = any(PEOPLE & set(words_of(one)) or any(map(str.isdigit, one)) for one in bare)
    return len(names) > 1 and not are_months and not is_told


def _own_keys(found: Found, columns: Sequence[str], groups: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the fields that each of several tables side by side has in a column of its own, by the table's name."""
    own: dict[str, dict[str, str]] = {}
    for field, name in found.columns.items():
        label, joint, head = name.partition(_ROWS)
        if joint and label in groups:
            own[field] = {group: f"{group}{_ROWS}{head}" for group in groups}
    for head in dict.fromkeys(name.partition(_ROWS)[2] for name in columns if name.partition(_ROWS)[0] in groups):
        if field := _key(head):
            own.setdefault(field, {group: f"{group}{_ROWS}{head}" for group in groups})
    return {field: named for field, named in own.items() if len(named) > 1 and set(named.values()) <= {*columns}}


def _key(head: str) -> str:
    """Return the field that a column below the name of a table is by its own name, "" for figures and others."""
    fields = {"place": head} if is_header_of_places(head) else recognised([head], file="")
    return next((field for field in ("place", "source", "event", "measure", "as_of") if field in fields), "")


def _take(found: Found, crossing: _Crossing, meant: dict[int, str]) -> None:
    """Make a claim of each column, of those that are the bounds of one figure together."""
    levels = crossing.levels
    blocks: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
    left: list[str] = []
    for header, parts in crossing.parts.items():
        said: dict[str, str] = {}
        value = "says"
        for at, (level, part) in enumerate(zip(levels, parts, strict=True)):
            if level.kind == "bound":
                value = bound_of(part) if bound_of(part) in BOUNDS else "says"
            elif at in meant:
                known = level.said.get(part, {})
                said[meant[at]] = known.get(meant[at]) or _without_label(part, level.names)
            else:
                said |= level.said.get(part, {})
        if any(is_total(part) for at, part in enumerate(parts) if at in meant):
            left.append(header)
            continue
        columns = blocks.setdefault(tuple(said.items()), {})
        columns |= {value: in_scale(found, header), **{field: named[parts[0]] for field, named in crossing.own.items()}}
    found.columns.pop("says", None)
    for fields, columns in blocks.items():
        has_bounds = {*BOUNDS} & columns.keys()
        named = {"best" if one == "says" and has_bounds else one: name for one, name in columns.items()}
        found.claims.append(Block(dict(fields), named))
    shown = ", ".join(
        f"{quoted(level.names)} as {meant.get(at, level.kind)}"
        for at, level in enumerate(levels)
        if level.kind != _SAYS_NOTHING
    )
    found.unsure.append(f"headers cross several names, which are read together: {shown}; check each")
    if left:
        found.left_out.append(f"sums over what headers name are not read: {quoted(left)}")


def _meant(found: Found, crossing: _Crossing) -> dict[int, str] | None:
    """Return which field each level is that no word tells, and ask for each that nobody said; None if none is left."""
    levels, opened = crossing.levels, crossing.opened
    given = {*crossing.given(found), *crossing.kinds, *crossing.own}
    meant: dict[int, str] = {}
    for at in opened:
        if field := found.levels.get(at + 1, found.headers if len(opened) == 1 else ""):
            meant[at] = field
    for at in opened:
        if at in meant:
            continue
        left = [kind for kind in _KINDS if kind not in given and kind not in meant.values()]
        first = next((kind for kind in _likely(levels[at]) if kind in left), next(iter(left), ""))
        if not first:
            return None
        meant[at] = first
        key = "wide.header" if len(opened) == 1 else f"wide.header.{at + 1}"
        others = ", ".join(set_flag(key, kind) for kind in left if kind != first)
        told = f"headers cross {quoted(levels[at].names)}, taken as {first}s, with other names"
        other = f"; else {others}" if others else ""
        found.ask(key, f"{told}: {set_flag(key, first)} if they are{other}", waits=True)
    return meant


def _without_label(name: str, names: Sequence[str]) -> str:
    """Return a name without the word that all begin with: "Place: Goma"."""
    labels = {one.partition(":")[0] if ":" in one else "" for one in names}
    return name.partition(":")[2].strip() if len(labels) == 1 and labels != {""} else name


def _likely(level: _Level) -> list[str]:
    if level.said:  # some of its names are known measures
        return ["measure"]
    names = [_without_label(one, level.names) for one in level.names]
    speak = [one for one in names if may_speak(one) or fold(one) in organisations()]
    return ["source"] if len(speak) * 2 >= len(names) and not names_places(names, has_measure=True) else ["place"]


def _level(parts: Sequence[str], found: Found, *, known: KnownNames) -> _Level:
    """Return what the names of a level are."""
    names = tuple(dict.fromkeys(parts))
    measures = {name: known.meaning(without_scale(_without_label(name, names))) for name in names}
    whole = [name for name in names if is_total(name)]
    if all(map(_is_value, names)) or (len(names) == 1 and whole):
        return _Level(_SAYS_NOTHING, names, {})
    are_bounds = all(bound_of(name) in BOUNDS or _is_value(name) for name in names)
    if are_bounds and sum(map(_is_value, names)) <= 1:
        return _Level("bound", names, {})
    if all(measures.values()) and len(set(measures.values())) == len(names):
        said = {name: {"measure": measure} for name, measure in measures.items() if measure}
        return _Level("measure", names, said)
    if times := _times(names, found):
        return _Level("time", names, times)
    of_all = {one for one in names if is_total(one) or fold(one) in _ANYONE}
    if are_people([one for one in names if one not in of_all]) or (len(names) == 1 and fold(names[0]) in PEOPLE):
        return _Level(
            "population", names, {one: {"population": ALL if one in of_all else one.lower()} for one in names}
        )
    if all(fold(name) in known.speakers for name in names if not is_total(name)):
        return _Level("source", names, {one: {"source": one} for one in names})
    return _Level(NOT_SAID, names, {name: {"measure": measure} for name, measure in measures.items() if measure})


def _times(names: Sequence[str], found: Found) -> dict[str, dict[str, str]]:
    """Return the time of each name; {} where one is none, or can be read in two ways."""
    written = in_one_order({name: _without_label(name, names) for name in names}, found.order)
    times = {name: time_in(f"{_NAME} {written[name]}", with_year=True) for name in names}
    said = {
        name: time.fields()
        for name, time in times.items()
        if time is not None and time.rest == _NAME and not time.unclear and NOT_SAID not in time.begin + time.end
    }
    if len(said) == len(names) and all(said.values()):
        return said
    when = header_dates([_without_label(name, names) for name in names], order=found.order)
    if when is None or when.other or len(when.columns) < len(names):
        return {}
    days = {name: header_date(_without_label(name, names), dates=when.dates) for name in names}
    return {name: {"as_of": day} for name, day in days.items() if day is not None}


_ANYONE = word_set("people_behind_number")
"""Words for people of whom nothing more is said: "persons" beside "pedestrians" are all."""
_NAME = "Xxxx"
"""A word beside a time that is none."""


def _parted(figures: Sequence[str], others: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the parts of headers that cross the same levels, and of others that fit among them; {} if too few do.

    Of single words that are crossed ("MoH men", "killed_MoH_2019") several levels have several names.
    """
    words: list[Callable[[str], tuple[str, ...]]] = [_by_sign("_"), _by_sign(" ")]
    words += [partial(_by_blank, at=at) for at in (-1, 0)]
    for split in [*map(_by_sign, _SIGNS), _by_brackets, *words]:
        parts = {name: (name,) if split in words and "(" in name else split(name) for name in figures}
        count = max(map(len, parts.values()), default=0)
        fitting = {name: one for name, one in parts.items() if len(one) == count}
        if count < (_SEVERAL if split is _by_brackets else _FEWEST) or len(fitting) < _FEWEST:
            continue
        known = [{one[at] for one in fitting.values()} for at in range(count)]
        for name in others:
            more = split(name)
            if len(more) == count and all(part in known[at] for at, part in enumerate(more)):
                fitting[name] = more
        sizes = [len({one[at] for one in fitting.values()}) for at in range(count)]
        are_crossed = _MOST_OF * prod(sizes) < len(fitting) == len(set(fitting.values()))
        are_crossed = are_crossed and (split not in words or sum(size > 1 for size in sizes) > 1)
        if are_crossed and len([name for name in figures if name in fitting]) * 2 > len(figures):
            return fitting
    return {}


def _by_sign(sign: str) -> Callable[[str], tuple[str, ...]]:
    return lambda header: tuple(part.strip() for part in without_scale(header).split(sign) if part.strip())


def _by_blank(header: str, *, at: int) -> tuple[str, ...]:
    """Return the first or the last word of a header and the rest."""
    before, _, behind = header.partition(" ") if at == 0 else header.rpartition(" ")
    return (before.strip(), behind.strip()) if before and behind else (header,)


def _by_brackets(header: str) -> tuple[str, ...]:
    parts: list[str] = []
    header = without_scale(header)
    while match := _IN_BRACKETS.fullmatch(header):
        parts.insert(0, match["last"].strip())
        header = match["before"]
    return (header.strip(), *parts)


def _is_value(name: str) -> bool:
    """Return whether a name only says that numbers stand below it."""
    words = set(words_of(name))
    return name in _SIGNS_OF_NUMBERS or (bool(words) and words <= ONLY_NUMBERS | PLAIN)


def _counts_no_people(header: str) -> bool:
    """Return whether a part of a header says that it counts no people: "Women / %", "2020 / Notes", "2020 / No."."""
    parts = [part.strip() for sign in _SIGNS for part in header.split(sign)]
    return any(is_rate(part) or has_sign_of_no_count(part) or _is_beside(part) for part in parts)


def _is_beside(part: str) -> bool:
    words = words_of(part)
    return bool(words) and ({*words} <= NUMBERING or " ".join(words) in map(fold, synonyms()["note"]))
