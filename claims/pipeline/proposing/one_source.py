"""The column that names who says the figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.fetch import is_url
from claims.mapping.fields import Split
from claims.mapping.flags import map_flag, set_flag
from claims.pipeline.organisations import organisation
from claims.pipeline.proposing.columns import Column
from claims.pipeline.proposing.names import are_names
from claims.pipeline.proposing.places import holds_countries
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import word_set, written
from claims.pipeline.proposing.words import plain, spaced, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.pipeline.proposing.found import Found

SOURCES = word_set("source")
NAMES_ORGANISATIONS = "names organisations"
"""What a question says of a column behind its name."""
_LIST_OF_TEXTS = "0"
"""What leads into a list that holds no records (see `Column.inside`)."""
_SOURCE_PHRASES = word_set("source_phrase")
_REFERENCES = word_set("reference")
"""Words of headers that name sources where no header says "source"."""
_SPEAKERS = word_set("speaker")
"""Words of headers of those who may have said the figures, or only passed them on."""
_NO_SOURCES = word_set("no_source")
"""Words beside "source" by which a column says something about the source and not who it is."""
_SPLIT, _NEW_LINE = "split.source", "\\n"
_BETWEEN_NAMES = (*"/&+|،؛、，；", *(f" {word} " for word in written("and")))
"""By what names of sources in one cell may be parted."""
_CODES = frozenset(("id", "code"))
_MOSTLY = 0.8
_FEWEST_DIGITS = 5  # "WHO2020" may be a source
_CHECKSUM = re.compile(r"[0-9a-f]{16,}")
_ADDRESS = r"https?://[^\s)\]]+"
_WITH_ADDRESS = re.compile(rf"^(?P<source>(?:(?!https?://).)+?)[\s\-–—:;,|(\[]*(?P<url>{_ADDRESS})?[)\]]?$")
"""A name, and the address where it says so behind it."""


def find_source(found: Found, seen: Sequence[Column], *, measures: Container[str]) -> None:
    """Take the column that names who says the figures, by its header, or ask about those that may."""
    columns = [one for one in seen if one.cells and not (_NO_SOURCES - _names_of(one)) & set(words_of(one.name))]
    named = [one for one in columns if SOURCES & set(fold(spaced(one.name)).split())]
    named = named or [one for one in columns if plain(one.name) in _SOURCE_PHRASES]
    most = max((len(one.cells) for one in seen), default=0)
    others = [one for one in columns if _REFERENCES & set(words_of(one.name)) and len(one.cells) * 2 > most]
    others = [one for one in others if not holds_countries(one)]
    _source(found, named or others, seen=seen, measures=measures)


def _source(found: Found, columns: Sequence[Column], *, seen: Sequence[Column], measures: Container[str]) -> None:
    """Take the one column that is named as one of sources; "Population source" speaks of another column."""
    others = {" ".join(words_of(column.name)) for column in seen if not SOURCES & set(words_of(column.name))}
    named = [
        one
        for one in columns
        if not one.holds_digits_only and not is_url(one.cells[0]) and one.name not in found.used()
    ]
    named = [one for one in named if _of_what(one.name) not in others]
    named = [one for one in named if fold(one.name).split()[-1] == "name"] or named
    if named and all(map(_holds_codes, named)):
        told = f"“{named[0].name}” holds codes (“{named[0].cells[0]}”) and no names of sources"
        found.ask("source", f"{told}: {map_flag(named[0].name, 'source')} if they say whose figures these are")
        return
    if len(named) == 1 and (counted := _counted_by_it(named[0].name, seen)):
        way = f"{map_flag(named[0].name, 'source')} where it says so of all, --set source=NAME where somebody else does"
        found.ask("source", f"“{named[0].name}” is the source of “{counted}”, and others count something else: {way}")
        return
    if len(named) == 1:
        found.columns["source"] = named[0].name
        found.unsure.append(f"“{named[0].name}” is taken as the source")
        return
    if not named and (
        speakers := [
            one.name for one in seen if _SPEAKERS & set(path_words(one.name)) and one.cells and not one.is_number
        ]
    ):
        found.ask("source", f"if “{speakers[0]}” says whose figures these are: {map_flag(speakers[0], 'source')}")
        return
    if not named and (names := [one for one in seen if one.name not in found.used() and names_organisations(one)]):
        ways = " or ".join(map_flag(one.name, "source") for one in names)
        what = NAMES_ORGANISATIONS if len(names) == 1 else "name organisations"
        found.ask("source", f"{quoted([one.name for one in names])} {what}: if they say the figures, {ways}")
        return
    if named:
        found.ask("source", f"whose figures are these? {quoted([one.name for one in named])} name sources")
    free = [one for one in seen if one.inside and one.name not in found.used()]
    lists = [one for one in free if SOURCES & set(words_of(one.name))]
    lists = lists or [one for one in free if plain(one.name.rpartition(".")[2]) in _SOURCE_PHRASES and lists_names(one)]
    lists = [one for one in lists if lists_names(one) or not one.holds_figures(measures)]  # each with its own figure
    if len(lists) == 1 and lists_names(lists[0]) and not named:
        found.columns["source"], found.split["source"] = lists[0].name, Split((";",))
        found.unsure.append(f"“{lists[0].name}” holds lists: each name in them is taken as a source with its own claim")
    elif lists and not any(map(is_url, lists[0].keys)):
        way = f"{map_flag(f'{lists[0].name}.{lists[0].inside}', 'source')} reads the first in each, if that is it"
        found.ask("source", f"“{lists[0].name}” holds lists: {way}")


def lists_names(column: Column) -> bool:
    """Return whether a column holds lists of texts that are no addresses."""
    return column.inside == _LIST_OF_TEXTS and not any(map(is_url, column.keys))


def _holds_codes(column: Column) -> bool:
    """Return whether nearly all cells are numbers of records, mostly of digits, or checksums: "C0013053"."""
    return sum(map(_is_code, column.cells)) >= _MOSTLY * len(column.cells)


def _is_code(cell: str) -> bool:
    digits, letters = sum(map(str.isdecimal, cell)), sum(map(str.isalpha, cell))
    return len(cell.split()) == 1 and digits >= _FEWEST_DIGITS and (digits > letters or bool(_CHECKSUM.fullmatch(cell)))


def several_in_cells(found: Found, source: Column) -> None:
    """Tell of cells in the column of sources that name several, or may, and of the flag that parts them."""
    if _SPLIT in found.said:
        return
    way = "if each has a claim of its own"
    if source.holds(";"):
        found.unsure.append(f"cells of “{source.name}” hold several sources: each is taken as a claim of its own")
    if any("\n" in cell for cell in source.cells):
        found.wait(f"cells of “{source.name}” hold several lines: {way}, {set_flag(_SPLIT, _NEW_LINE)}")
    if source.holds(","):
        found.unsure.append(f"cells of “{source.name}” hold commas: {way}, {set_flag(_SPLIT, ',')}")
        return
    names = {fold(cell) for cell in source.cells}
    for sign in _BETWEEN_NAMES:
        parted = ((cell, [part.strip() for part in cell.split(sign)]) for cell in source.cells if sign in cell)
        for cell, parts in parted:
            known = [part for part in parts if fold(part) in names or organisation(part) is not None]
            if known and all(parts):
                flag = set_flag(_SPLIT, sign)
                told = f"“{cell}” in “{source.name}” is taken as one source, “{known[0]}” may be another"
                found.unsure.append(f"{told}: {way}, {flag}")
                return


def names_organisations(column: Column) -> bool:
    """Return whether a column holds names, one of them that of a well-known organisation."""
    return are_names(column) and any(organisation(cell) is not None for cell in dict.fromkeys(column.cells))


def addresses_behind_sources(found: Found, seen: Sequence[Column]) -> None:
    """Take the names of sources without the addresses behind them: "EM-DAT - https://www.emdat.be/"."""
    column = found.column("source", seen)
    if column is None or not column.cells or "source" in found.take:
        return
    parts = [match for cell in column.cells if (match := _WITH_ADDRESS.match(cell))]
    addressed = [match for match in parts if match["url"]]
    if len(addressed) * 2 < len(column.cells) or len(parts) < _MOSTLY * len(column.cells):
        return
    found.take["source"] = _WITH_ADDRESS.pattern.replace("?P<source>", "").replace("?P<url>", "?:")
    told = f"the addresses behind the names in “{column.name}” are no part of them"
    if len(addressed) == len(column.cells) and "url" not in found.columns:
        found.columns["url"], found.take["url"] = column.name, rf"({_ADDRESS})[)\]]?$"
        told += ", and taken as the url"
    found.unsure.append(told)


def _names_of(column: Column) -> frozenset[str]:
    """Return the words of a header of codes where its cells are names all the same ("source_id": "State Police")."""
    named = sum(len(fold(cell).split()) > 1 and not any(map(str.isdigit, cell)) for cell in column.cells)
    return _CODES if named > _MOSTLY * len(column.cells) else frozenset()


def path_words(path: str) -> list[str]:
    """Return the folded words of a header, of a path those of all its keys."""
    return fold(spaced(path).replace(".", " ")).split()


def _counted_by_it(source: str, seen: Sequence[Column]) -> str:
    """Return the column of figures of which alone a source is by its header, beside others: fatalities_source."""
    words = {word for word in words_of(source) if word not in SOURCES}
    figures = [one.name for one in seen if one.is_figure and not one.is_never_a_figure and not one.is_year]
    own = [name for name in figures if words and words <= set(words_of(name))]
    return own[0] if len(own) == 1 and len(figures) > 1 else ""


def _of_what(header: str) -> str:
    """Return the words beside "source" in a header; "?" if there are none, or it is no word of it."""
    words = words_of(header)
    return (" ".join(word for word in words if word not in SOURCES) or "?") if SOURCES & set(words) else "?"
