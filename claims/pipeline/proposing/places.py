"""Which columns of an unknown table name places, by their headers: the narrowest first, with the wider beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.mapping.fields import Wide
from claims.mapping.flags import map_flag
from claims.pipeline.nobody import is_total, is_whole
from claims.pipeline.proposing.columns import CODE_OF_PART
from claims.pipeline.proposing.names import NO, YES, are_names
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import is_country, listed, word_set
from claims.pipeline.proposing.words import level_of, plain, says_whom, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_BROAD = listed("place_broad")
_NARROW = listed("place_narrow")
_PARTS = listed("place_part")
_OTHER = listed("place_other")
_LOCAL = ("locality", "location", "place", "site")
_VAGUE = listed("place_vague")
COUNTRIES = listed("country")
"""Folded names of columns with a place, the likeliest first."""
_ALL = frozenset((*_BROAD, *_NARROW, *_OTHER, *_VAGUE, *COUNTRIES))
_OF_INCIDENT = word_set("of_incident")
_IN_HEADERS = word_set("header_place")
_BETWEEN = re.compile(r"[,/;|&+]")
_MOST_OF_CELLS, _MOST_KINDS = 0.6, 40
_KINDS = word_set("place_kind")
_FEWEST, _MANY = 3, 10
_FEWEST_PARTS = 5
_HAN = re.compile(r"[\u4e00-\u9fff]{2,5}")
_COUNTING_HAN = re.compile(r"[数數人例者率計计死亡傷伤病壊損损失水年月日]")
"""Signs by which headers in Chinese or Japanese count something, or tell a time."""
_NAMES = word_set("name")
_OF_ITSELF = word_set("place_of_itself")
_SIDES = word_set("side_or_place")
_SCHOOL, _DISTRICT = word_set("school"), word_set("school_district")
_NUMBERED_LEVEL = re.compile(r"(?:id|gid|hasc|cc) [0-5]")


def wider_place(place: str, columns: Sequence[str]) -> str:
    """Return a place that one column gives with the wider ones that stand beside it: "{Location}, {Country}"."""
    if "{" in place:
        return place
    found = place_column([place, *columns])
    if found is not None and f"{{{place}}}" in found:
        return found
    beside = place_column(columns)
    if plain(place) not in _OTHER or beside is None:
        return place
    return f"{{{place}}}, {beside}" if "{" in beside else f"{{{place}}}, {{{beside}}}"


def place_column(columns: Sequence[str]) -> str | None:
    """Return the column of the place, a template where a wider one stands beside it; None if no header is one."""
    by_name = {_without_incident(column): column for column in reversed(columns)}
    by_name |= {name: column for column in reversed(columns) for name in (_first_of_several(column), plain(column))}
    levels = _levels(columns, is_numbered=any(map(_NUMBERED_LEVEL.fullmatch, by_name)))

    def first(names: Sequence[str]) -> list[str]:
        return [by_name[name] for name in names if name in by_name][:1]

    country = [levels.pop(0)] if 0 in levels else first(COUNTRIES)
    places = [levels[level] for level in sorted(levels, reverse=True)]
    parts_of_it = [by_name[name] for name in _PARTS if name in by_name]
    narrow = [*parts_of_it, *first([name for name in _NARROW if name not in _PARTS])] or first(_LOCAL)
    narrow = narrow or (first(_OTHER) if first(_BROAD) else [])
    places = places or [*narrow, *first(_BROAD)] or first(_OTHER)
    places = places or ([] if country else first(_VAGUE))
    parts = [*places, *country]
    return ", ".join(f"{{{part}}}" for part in parts) if parts[1:] else next(iter(parts), None)


def is_header_of_places(header: str) -> bool:
    """Return whether a header is a word for places of some level: "Region", "Province", "admin1"."""
    return plain(header) in _ALL or level_of(header, is_numbered=False) is not None


def with_its_part(place: str, columns: Sequence[Column]) -> str:
    """Return a column of countries with the one beside it whose cells lie in one country each, several in some.

    A "region" may be a part of a country as well as a part of the world. Of provinces and departments, which lie in one
    another in either way, that of which there are more is the narrower.
    """
    if plain(place) in _BROAD and (wider := [one for one in columns if plain(one.name) in _BROAD]) and len(wider) > 1:
        count = {one.name: len({cell for cell in one.cells if not is_total(cell)}) for one in wider}
        ordered = sorted(wider, key=lambda one: (-count[one.name], one.name != place))
        return ", ".join(f"{{{one.name}}}" for one in ordered)
    country = next((one for one in columns if one.name == place and plain(place) in COUNTRIES), None)
    for part in columns if country is not None else ():
        if plain(part.name) not in _VAGUE or country is None or len(part.cells) != len(country.cells):
            continue
        pairs, parts = set(zip(part.cells, country.cells, strict=True)), set(part.cells)
        if len(pairs) == len(parts) > len(set(country.cells)) > 1:
            return f"{{{part.name}}}, {{{place}}}"
    return place


def has_names_beside(column: Column, others: Sequence[Column]) -> bool:
    """Return whether a column of codes of places has one beside it with their names: STATE and STATE.NAME."""
    words = set(words_of(column.name))
    named = [set(words_of(one.name)) for one in others if any(map(str.isalpha, "".join(one.cells)))]
    is_code = not any(map(str.isalpha, "".join(column.cells)))
    return is_code and any(words < one and one - words <= _NAMES for one in named)


def _first_of_several(header: str) -> str:
    """Return the first of several names of places in a header: "city" of "City / State"; "" if it is no such header."""
    parts = [plain(part) for part in _BETWEEN.split(header) if part.strip()]
    parts = parts if len(parts) > 1 else plain(header).split()
    return parts[0] if len(parts) > 1 and all(part in _ALL for part in parts) else ""


def _without_incident(header: str) -> str:
    """Return the place of something in a header: "country" of "Country of Incident"; "" if it is no such header."""
    words = plain(header).split()
    rest = " ".join(word for word in words if word not in _OF_INCIDENT)
    return rest if rest in _ALL and len(words) > 1 else ""


def names_places(headers: Sequence[str], *, has_measure: bool) -> bool:
    """Return whether most headers are places, by their words or as countries.

    Ten or more short names in Chinese or Japanese of which none counts anything are places too.
    Where a column gives the measure, "National" or "Total" among other names tells that these are places: no source
    is called so. Among several names that begin with a capital "National" tells it anyway.
    """
    countries = sum(map(_is_place, headers))
    are_named = countries >= _FEWEST and all(name[:1].isupper() for name in headers)
    known = sum(bool(_IN_HEADERS & set(words_of(name))) or _is_place(name) for name in headers)
    names = sum(map(_is_name_of_han, headers))
    are_han = names >= _MANY and names * 2 >= len(headers) and not any(map(_COUNTING_HAN.search, headers))
    has_total = has_measure and len(headers) > 1 and any(map(is_total, headers))
    parts = [name for name in headers if not is_whole(name)]
    has_whole = len(headers) > len(parts) >= _FEWEST_PARTS and all(name[:1].isupper() for name in parts)
    return known * 2 >= len(headers) or are_named or are_han or has_total or has_whole


def _is_name_of_han(header: str) -> bool:
    """Return whether a header may be a name in Chinese or Japanese writing."""
    return bool(_HAN.fullmatch(header))


def _is_place(header: str) -> bool:
    """Return whether a header is the name of a country or the code of a part of one (ISO 3166-2): "DE-BB"."""
    return is_country(header) or bool(CODE_OF_PART.fullmatch(header))


def places_beside_total(found: Found, figures: Sequence[str], *, meaning: Callable[[str], str | None]) -> list[str]:
    """Take columns whose headers are places as figures of the one measure whose total stands beside them.

    meaning gives the measure that a header stands for. Returns the other columns.
    """
    places = [header for header in figures if _is_place(header)]
    totals = [header for header in figures if meaning(header) is not None]
    measures = {meaning(header) for header in totals}
    are_all = len(places) + len(totals) == len(figures)
    if len(places) < _FEWEST or len(measures) != 1 or not are_all or {"place", "measure"} & found.columns.keys():
        return list(figures)
    measure = measures.pop() or ""
    found.wide.append(Wide(columns=tuple(places), header="place", constants={"measure": measure}))
    listed = quoted(places)
    found.unsure.append(f"the headers {listed} are taken as places, each with its part of “{totals[0]}” ({measure})")
    return totals


def place_by_cells(columns: Sequence[Column]) -> tuple[str | None, tuple[str, ...]]:
    """Return the one column whose cells are mostly names of countries, and what to say of it, or of several."""
    found = [one.name for one in columns if not says_whom(one.name) and holds_countries(one)]
    listed = quoted(found)
    if len(found) > 1:
        return None, (f"{listed} hold names of countries: {map_flag(found[0], 'place')} says which is the place",)
    if not found:
        return None, ()
    return found[0], (f"{listed} is taken as the place: its cells are names of countries",)


def is_of_schools(column: Column, seen: Sequence[Column]) -> bool:
    """Return whether a column names districts of schools: another names the schools, or the header says so itself."""
    words = set(words_of(column.name))
    named = [one.name for one in seen if not one.is_number]
    return bool(words & _DISTRICT) and any(_SCHOOL & set(words_of(name)) for name in (column.name, *named))


def holds_kinds(column: Column) -> bool:
    """Return whether the cells of a column are mostly kinds of places, few of them: "Road", "Urban residential"."""
    kinds = {fold(cell) for cell in column.cells}
    said = [kind for kind in kinds if _KINDS & set(kind.split())]
    return 1 < len(kinds) <= _MOST_KINDS and len(said) >= _MOST_OF_CELLS * len(kinds)


def holds_countries(column: Column) -> bool:
    """Return whether the cells of a column are mostly names of countries: several, or the only key of records."""
    kinds = set(column.cells)
    named = sum(map(is_country, kinds))
    return (len(kinds) > 1 or column.is_of_keys) and 0 < named >= _MOST_OF_CELLS * len(kinds)


def within_place(found: Found, mapping: Mapping, inner: str) -> Mapping:
    """Return a mapping with a column that tells rows apart as a place within its own; ask where it may hold sides."""
    wider = mapping.columns["place"]
    wider = wider if "{" in wider else f"{{{wider}}}"
    both = f"{{{inner}}}, {wider}"
    if _SIDES & set(words_of(inner)):
        ways = f"{map_flag(both, 'place')} where it is a place, {map_flag(inner, 'population')} where it is a side"
        found.wait(f"“{inner}” tells rows apart: {ways}")
        return mapping
    found.unsure.append(f"“{inner}” tells rows apart and is taken as a place within {wider}")
    return replace(mapping, columns={**mapping.columns, "place": both})


def _levels(columns: Sequence[str], *, is_numbered: bool) -> dict[int, str]:
    """Return the columns that name places of a level by their headers, the first of each level."""
    found: dict[int, str] = {}
    for column in columns:
        level = level_of(column, is_numbered=is_numbered)
        if level is not None:
            found.setdefault(level, column)
    return found


def hashtag_columns(columns: Sequence[str]) -> dict[str, str]:
    """Return the column with the source and the template of the place that HXL hashtags say, as far as they do.

    The narrowest place that has a name comes first; a column of codes is no name.
    """
    tags = {column: column.lower().split("+") for column in columns if column.startswith("#")}
    sources = [column for column, (tag, *attributes) in tags.items() if tag == "#meta" and "source" in attributes]
    found = {"source": sources[0]} if sources else {}
    levels: dict[str, str] = {}
    for column, (tag, *attributes) in tags.items():
        if re.fullmatch(r"#adm[1-5]", tag) and "code" not in attributes:
            levels.setdefault(tag, column)
    if len(levels) > 1:
        found["place"] = ", ".join(f"{{{levels[tag]}}}" for tag in sorted(levels, reverse=True))
    return found


def with_place_of_itself(place: str | None, free: Sequence[Column]) -> tuple[str | None, list[str]]:
    """Return a place with the one column of hospitals, villages or camps within it, or that alone, and what is told."""
    found = [one.name for one in free if one.name != place and _is_of_itself(one)]
    if len(found) != 1 or (place is not None and (f"{{{found[0]}}}" in place or fold(place) in _LOCAL)):
        return place, []
    if place is None:
        return found[0], [f"“{found[0]}” is taken as the place; if it is none, {map_flag(found[0])}"]
    wider = place if "{" in place else f"{{{place}}}"
    told = f"“{found[0]}” is taken as a place within {wider}; if it is none, {map_flag(found[0])}"
    return f"{{{found[0]}}}, {wider}", [told]


def _is_of_itself(column: Column) -> bool:
    """Return whether a column names hospitals, villages, camps, and does not say whether they are such."""
    words = [word for word in words_of(column.name) if word != "name"]
    return fold(" ".join(words)) in _OF_ITSELF and are_names(column) and not {*map(fold, column.cells)} & (YES | NO)
