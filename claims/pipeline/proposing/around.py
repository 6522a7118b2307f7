"""What a file says around its table, or beside its records, where that may be what no column says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims import dates
from claims.errors import AmbiguousDate, NotADate
from claims.fetch import is_url
from claims.mapping.cells import names_in
from claims.mapping.flags import map_flag, set_flag
from claims.mapping.synonyms import synonyms
from claims.pipeline.proposing.cell_kinds import is_day_or_month
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.header_times import time_in
from claims.pipeline.proposing.left_open import DATES, has_figures, is_dated
from claims.pipeline.proposing.places import holds_countries
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.told_around import day_told, lines_beside, source_behind_label
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import PEOPLE
from claims.table import AROUND
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.table import Row

_LABELLED = re.compile(r"([^:：]{2,40}[:：])\s*(\S.*)")
_NO_DATE = "nothing says as of when its figures are: --set as_of={} gives all of them that date"
_DAY_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
"""A day in the name of a file: "cases-2016-01-23.csv", "deaths_20160123.csv"."""
_AROUND_IT = ("above the header, not read:", "below the table, not read:")
_MAY_DATE = re.compile(r"(?<!\d)\d{4}(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_YEARS = re.compile(r"\d{1,4}(?:s|e|er|th|st|nd|rd)?|[ivx]+|\d{1,4}\s?(?:年代?|世[紀纪]|년대?|세기)")
"""A year, a decade or the number of a century in a heading."""
_FULL_YEAR = re.compile(r"[12]\d{3}|\d{1,2}\s?(?:世|세기)")
_DAY_AT_END = re.compile(r"[\s,;(](\d[\w.,/ -]*?)[\s.)]*$")
"""A day behind a name: “Source: MoH, 3 May 2020”."""
_SHORT, _MOST_SHOWN = 80, 6


def told_by_notes(notes: Sequence[str]) -> tuple[str, ...]:
    """Return the lines above and below a table, which are not read, as the notes of its reader join them."""
    said = [note.partition("“")[2].removesuffix("”") for note in notes if note.startswith(_AROUND_IT)]
    return tuple(line for one in said for line in one.split(" · "))


def _texts(seen: Sequence[Column], *, above: Sequence[str]) -> tuple[str, ...]:
    """Return what stands above a table or as its caption; of several tables read as one, what stands above all."""
    rows = max((len(column.cells) for column in seen), default=0)
    headings = [column for column in seen if column.name in AROUND and not column.numbers]
    captions = [one.cells[0] for one in headings if len(one.cells) == rows > 0 and len(set(one.cells)) == 1]
    return tuple(dict.fromkeys((*above, *captions)))


def lines_around(seen: Sequence[Column], rows: Sequence[Row], *, above: Sequence[str]) -> tuple[str, ...]:
    """Return what stands above a table, as its caption, and in rows with a single cell, as notes below it do.

    A line that is cut off is none: it may name somebody by half.
    """
    return tuple(line for line in (*_texts(seen, above=above), *lines_beside(rows)) if not line.endswith("…"))


def dated_by_headings(found: Found, mapping: Mapping, seen: Sequence[Column]) -> Mapping:
    """Return a mapping that takes the day of each table from the line above it: “Last updated: 3 May 2020”."""
    rows = max((len(column.cells) for column in seen), default=0)
    for column in seen if not is_dated(mapping) and "as_of" not in found.said else ():
        lines = list(dict.fromkeys(column.cells))
        labels = {_label_of_a_day(line) for line in lines}
        label = next(iter(labels), "")
        if column.name in AROUND and len(column.cells) == rows and len(lines) > 1 and len(labels) == 1 and label:
            found.unsure.append(f"the date is what “{column.name}” says behind “{label}”")
            take = {**mapping.take, "as_of": rf"{re.escape(label)}\s*(.+)"}
            return replace(mapping, columns={**mapping.columns, "as_of": column.name}, take=take)
    return mapping


def sourced_by_headings(found: Found, mapping: Mapping, seen: Sequence[Column]) -> Mapping:
    """Return a mapping that takes the source of each table from the line above it: “Source: MoH, 3 May 2020”."""
    rows = max((len(column.cells) for column in seen), default=0)
    for column in seen if mapping.constants.get("source") == NOT_SAID else ():
        lines = list(dict.fromkeys(column.cells))
        if column.name not in AROUND or len(column.cells) < rows or len(lines) == 1:
            continue
        if pattern := source_behind_label(lines):
            found.settle({"source"}, ())
            found.unsure.append(f"the source is what “{column.name}” says of each table (“{lines[0]}”); check each")
            constants = {field: value for field, value in mapping.constants.items() if field != "source"}
            own = {"source": pattern}
            days = [match[1] for line in lines if (match := _DAY_AT_END.search(line))]
            if len(days) == len(lines) and all(map(_is_day, days)) and not is_dated(mapping) | ("as_of" in found.said):
                own["as_of"] = _DAY_AT_END.pattern
                found.unsure.append(f"the date is what “{column.name}” says behind it (“{days[0]}”)")
            columns = {**mapping.columns, **dict.fromkeys(own, column.name)}
            return replace(mapping, constants=constants, columns=columns, take={**mapping.take, **own})
    return mapping


def _label_of_a_day(line: str) -> str:
    """Return the words before a day as of which figures are: “Last updated:”; "" if a line says no such day."""
    labelled = _LABELLED.fullmatch(line)
    return labelled[1] if labelled and day_told([line])[0] and _is_day(labelled[2]) else ""


def _is_day(text: str) -> bool:
    try:
        return bool(dates.parse(text))
    except (NotADate, AmbiguousDate):
        return False


def around(
    mapping: Mapping, seen: Sequence[Column], *, above: Sequence[str], below: Sequence[str], file: str
) -> tuple[str, ...]:
    """Return sentences on what stands around a table, where it may say what no column does; its file's name may too.

    A line below a table is only a note, but where it has a date and figures have none.
    """
    missing = _undecided(mapping)
    texts = _texts(seen, above=above)
    if missing == ["as_of"]:
        texts = tuple(text for text in texts if _MAY_DATE.search(text))
    if "as_of" in missing:
        dated = [line for line in below if _MAY_DATE.search(line)]
        texts = tuple(dict.fromkeys((*texts, *dated[:_MOST_SHOWN])))
    if texts and missing:
        shown = " · ".join(texts)
        return (f"around the table stands “{shown}”: if it says the {' or '.join(missing)}, {_ways(missing, texts)}",)
    if "as_of" not in missing or not has_figures(mapping):
        return ()
    day = _DAY_IN_NAME.search(PurePath(file).name)
    said = " (the day in the name of the file)" if day else ""
    return (_NO_DATE.format("-".join(day.groups()) if day else "2019-12-02") + said,)


def measure_around(
    mapping: Mapping, seen: Sequence[Column], *, above: Sequence[str], names: dict[str, str]
) -> tuple[str, ...]:
    """Return a sentence on the one measure that a line above a table or its title names, where nothing else does."""
    if mapping.constants.get("measure") != NOT_SAID:
        return ()
    told: dict[str, str] = {}
    for text in _texts(seen, above=above):
        words = fold(text).split()
        runs = (" ".join(words[at : at + length]) for length in (1, 2, 3) for at in range(len(words)))
        told |= {measure: text for run in runs if (measure := names.get(run)) is not None}
    if len(told) != 1:
        return ()
    measure, text = next(iter(told.items()))
    whom = [word for word in fold(text).split() if word in PEOPLE and names.get(word) is None]
    way = " ".join([set_flag("measure", measure), *(set_flag("population", one) for one in whom[:1])])
    return (f"around the table stands “{text}”: if that is what is counted, {way}",)


def fields_beside(beside: dict[str, str], mapping: Mapping) -> dict[str, str]:
    """Return the keys beside records that are called as the event or the source is, where these say neither."""
    missing = [name for name in ("event", "source") if mapping.constants.get(name) == NOT_SAID]
    known = {name: {fold(one) for one in synonyms()[name]} for name in missing}
    return {
        name: key
        for name in missing
        for key, text in beside.items()
        if fold(key) in known[name] and text.strip() and len(text) <= _SHORT and not is_url(text)
    }


def beside_records(beside: dict[str, str], mapping: Mapping) -> tuple[str, ...]:
    """Return a sentence on what an object says beside its records, where it may say what none of these does."""
    telling = {key: text for key, text in beside.items() if len(text) <= _SHORT and not is_url(text)}
    missing = _undecided(mapping)
    days = {key for key, text in telling.items() if is_day_or_month(text)}
    worded = {key for key, text in telling.items() if len(text.split()) > 1 and missing != ["as_of"]} - days
    telling = {key: telling[key] for key in telling if key in (worded | days if "as_of" in missing else worded)}
    if not missing or not telling:
        return ()
    shown = ", ".join(f"{key} “{text}”" for key, text in list(telling.items())[:_MOST_SHOWN])
    ways = _ways(missing, list(telling.values()))
    return (f"beside the records stands {shown}: if it says the {' or '.join(missing)}, {ways}",)


def _ways(missing: Sequence[str], texts: Sequence[str]) -> str:
    """Return the flags that say what is missing, the date as the first text that names one does."""
    times = [time for text in texts if (time := time_in(f"x {text}")) is not None]  # a line may be a date alone
    said = {"as_of": next((time.end for time in times if time.end and NOT_SAID not in time.end), "DATE")}
    return " or ".join(f"--set {name}={said.get(name, 'NAME')}" for name in missing)


def _undecided(mapping: Mapping) -> list[str]:
    """Return what neither columns nor people say of all figures of a mapping: their event, their source, their date."""
    missing = [name for name in ("event", "source") if mapping.constants.get(name) == NOT_SAID]
    return missing if is_dated(mapping) else [*missing, "as_of"]


def tables_together(mapping: Mapping, seen: Sequence[Column]) -> tuple[str, ...]:
    """Return a sentence on tables below different headings that are read as one, where nothing tells them apart."""
    taken = DATES | ({"source"} & mapping.take.keys())
    dated = {part for field in taken & mapping.columns.keys() for part in names_in(mapping.columns[field])}
    differing = [one for one in seen if one.name in AROUND - dated and len(set(one.cells)) > 1]
    read = {part for name in (*mapping.columns.values(), *mapping.ignore) for part in names_in(name)}
    if not differing or any(one.name in read or holds_countries(one) for one in differing):
        return ()
    if DATES & mapping.columns.keys() and all(_is_time(cell) for one in differing for cell in set(one.cells)):
        return ()
    column = max(differing, key=lambda one: (one.name != "section", one.name))
    listed = quoted(dict.fromkeys(column.cells), most=3)
    way = f"{map_flag(column.name, 'place')} (or event, population) where their figures are of different things"
    way += f", {map_flag(column.name)} where they are one table"
    return (f"tables below {listed} are read together: {way}",)


def _is_time(heading: str) -> bool:
    """Return whether a heading says a time and nothing else: "2013", "Siglo XX", "2000年代", "1945 bis 2020"."""
    words = fold(heading).split()
    numbers = [word for word in words if _YEARS.fullmatch(word)]
    others = [word for word in words if word not in numbers]
    is_sure = any(_FULL_YEAR.match(word) for word in numbers) or any(word in word_set("century") for word in others)
    return bool(numbers) and is_sure and (word_set("century") | word_set("century_beside")).issuperset(others)
