"""What the columns of an unknown table are, by their headers and by what their cells prove."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claims import dates
from claims.dates_spans import are_year_spans
from claims.mapping.fields import NOT_STATED
from claims.mapping.synonyms import synonyms
from claims.pipeline.nobody import PERIODIC, UNKNOWN, is_total
from claims.pipeline.proposing.cell_kinds import (
    MILLISECONDS,
    SECONDS_OF_UNIX,
    WORD,
    are_coded_names,
    is_date,
    is_number,
    short_dates,
    stated_cells,
)
from claims.pipeline.proposing.told_around import notes_below
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import (
    AGES_ALONE,
    CUMULATIVE,
    DAY,
    EASTERN_YEAR,
    KINDS_OF_DEATH,
    MONTH,
    WEEK,
    YEAR,
    is_begin,
    is_end,
    is_rate,
    words_of,
)
from claims.table import value_at
from claims.text import ascii_digits, fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.table import Row

_TIMES = word_set("work") | word_set("only_date") | word_set("moment")
"""Words in the headers of numbers that may be seconds since 1970."""
PERIODS = word_set("period") | PERIODIC
"""Words in a header by which its numbers count a period, and not what has been so far."""
NO_FIGURES = word_set("not_a_figure") | word_set("rate") | word_set("coordinate") | YEAR | MONTH | DAY | WEEK
"""Words in the headers of numbers that are nobody's figure, or need somebody to say so."""
_OF_ALL = word_set("all_people")
"""Words in the headers of numbers of all who live somewhere, to whom nothing need have happened."""
_DATES = word_set("only_date")
"""Words that begin a header only where it is of a date: "date_ce", "date hijri"."""
_PARTS_OF_DATE = YEAR | MONTH | DAY | WEEK | word_set("date")
NEVER = word_set("never_a_figure") | word_set("coordinate")
"""Words in the headers of numbers that are no figure even where nothing else holds numbers."""
_LABELLED = re.compile(r"[^\W\d_]+:\s+\S[^:]*?(?=\s[-–—]\s|[,;(]|$)")
"""A part of a header with the word that labels it: "Sex: Both" of "Deaths - Sex: Both - Age: All Ages (Number)"."""
_LABELS = word_set("label")
_NUMBERS = word_set("number_last")
_NUMBERED = word_set("numbered_thing")
_COUNTED = word_set("plain")
_NUMBER_OF = re.compile(r"(?:total )?(?:number|no|nr|count|num) (?:of )?(?=\w)")
_UNIT = re.compile(
    r"(?P<before>.*[^\W\d_].*?)\s*(?:(?:[(\[]|\.\.)\s*(?P<aside>\w+)\.?\s*[)\].]|(?:,|\s/)\s*(?P<last>\w+)\.?)\s*"
)
"""A header with one word in brackets, behind a comma, or in a row of its own."""
_OF_A_DAY = (word_set("date") | word_set("begin") | word_set("end")) - {"of", "der", "de", "di", "period"}
"""Words beside "week" by which a column holds the day of it: "Week ending"."""
_SEX = word_set("sex")
CODE_OF_PART = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
"""A part of a country by its code (ISO 3166-2): "DE-BB"."""
_NUMBERING = re.compile(r"0\d+")
_OF_SERIES = re.compile(r"-?\d[\d.e+-]*|None|\[[-\d\s.,]+\]")
"""A number of a series, or a pair of numbers."""
_FORMULA = re.compile(r"=[A-Za-z(+].*")
_NAMED = ("name", "shortname", "title", "label")
_PEOPLE_BEHIND = re.compile(r"(?i)(?<=\w)[ _]population$")
_PEOPLE = re.compile(r"\b(prison|prisoner|jail|inmate|detained|refugee|idp|displaced|affected|homeless) population\b")
_MOST, _SOME = 0.8, 0.1
_FEW_YEARS = 2
_FEWEST_COLUMNS, _NOTES = 3, 3
_TOTALS = CUMULATIVE | {"tot", "total"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its cells that state something, and how many of them are numbers (or wordings) and dates.

    unstated holds the words ("NA", "NaN") by which other cells say that nothing is known. inside leads to a value of
    the first of a list ("0", "0.name"), where cells of records hold lists, which are not looked at; else it is "". keys
    are those of the first record in such a list, or what stands in it in place of records.
    """

    name: str
    cells: tuple[str, ...]
    numbers: int
    dates: int
    unstated: tuple[str, ...] = ()
    inside: str = ""
    keys: tuple[str, ...] = ()

    @property
    def is_figure(self) -> bool:
        """Return whether nearly all cells hold a number, and neither the header nor a 001 says that it is no figure."""
        is_numbering = any(_NUMBERING.fullmatch(cell) for cell in self.cells) or bool(_SEX & set(words_of(self.name)))
        return self.is_number and not is_numbering and not self.is_other

    @property
    def is_other(self) -> bool:
        """Return whether a word of the header says that the numbers are nobody's figure; "number of dead" does not."""
        numbers = [int(cell) for cell in self.cells if cell.isdecimal()]
        is_numbered = len(numbers) < len(self.cells) or numbers == sorted(set(numbers))
        *before, last = words_of(self.name) or [""]
        is_counted = AGES_ALONE.fullmatch(self.name) is not None or (
            not is_numbered and last == "case" and _TOTALS.issuperset(before)
        )
        return _is_other(self.name) and not is_counted

    @property
    def is_other_than_people(self) -> bool:
        """Return the same without "population" as the last word, which stands for people ("DISPLACED_POPULATION")."""
        return _is_other(_PEOPLE_BEHIND.sub("", self.name))

    @property
    def is_number(self) -> bool:
        """Return whether nearly all cells hold a number, whatever the header says."""
        return bool(self.cells) and self.numbers >= _MOST * len(self.cells)

    @property
    def holds_digits_only(self) -> bool:
        """Return whether nearly all cells are numbers without a word; "Sitrep 21" is none."""
        return self.is_number and sum(not WORD.search(cell) for cell in self.cells) >= _MOST * len(self.cells)

    @property
    def is_date(self) -> bool:
        """Return whether nearly all cells are dates with a day or a month, where they name no total."""
        words, may_be = set(words_of(self.name)), 2 * self.dates >= len(self.cells)
        cells = [one for one in self.cells if not (may_be and one[:1].isalpha() and is_total(one))]
        return 0 < self.dates >= _MOST * len(cells) and (not words & WEEK or bool(words & _OF_A_DAY))

    @property
    def is_year(self) -> bool:
        """Return whether all cells are years of our time; few numbers are years only where the header says so."""
        is_said = bool(set(words_of(self.name)) & YEAR) or is_begin(self.name) or is_end(self.name)
        usual = r"(1\d|2[014-6])\d\d(\.0+)?" if is_said else r"(1[89]|20|21)\d\d(\.0+)?"
        cells = [cell for cell in self.cells if not is_total(cell)]
        years = [cell for cell in cells if re.fullmatch(usual, ascii_digits(cell))]
        is_certain = len(cells) > _FEW_YEARS or is_said or self.is_of_keys
        if self.is_year_of_another_calendar:
            return False
        others = [cell for cell in cells if not re.fullmatch(r"-?\d+", cell)]  # 165 and -430 are years of another time
        enough = _MOST * len(cells) if is_said and not others else len(cells)
        return bool(cells) and len(years) >= enough and is_certain

    @property
    def holds_lists_of_counts(self) -> bool:
        """Return whether records hold lists of whole numbers here, which may be figures: no coordinates."""
        is_said = not NO_FIGURES & set(words_of(self.name))
        return self.inside == "0" and len(self.keys) > 1 and all(map(str.isdecimal, self.keys)) and is_said

    @property
    def holds_series(self) -> bool:
        """Return whether records hold lists of numbers here, as those of charts do."""
        is_said = not NO_FIGURES & set(words_of(self.name))
        return self.inside == "0" and len(self.keys) > 1 and all(map(_OF_SERIES.fullmatch, self.keys)) and is_said

    @property
    def is_of_keys(self) -> bool:
        """Return whether cells are the keys under which records stand, which are names and no figures."""
        return self.name.endswith("parent.key")

    @property
    def is_year_of_another_calendar(self) -> bool:
        """Return whether all cells can be years of the Persian or Islamic calendar, and the header says years."""
        is_eastern = not self.name.isascii() and bool(set(words_of(self.name)) & EASTERN_YEAR)
        digits = [ascii_digits(cell) for cell in self.cells]
        return is_eastern and bool(digits) and all(re.fullmatch(r"1[2-4]\d\d", year) for year in digits)

    @property
    def is_never_a_figure(self) -> bool:
        """Return whether a header says that its numbers are no figures: "id", "y", "case number", "sex", "#"."""
        words = words_of(_without_unit(self.name))
        is_numbered = len(words) > 1 and words[-1] in _NUMBERS and not set(words[:-1]) <= _COUNTED
        is_number_of_a_thing = is_numbered or _is_number_by_sign(self.name)
        is_label = bool(_LABELS & set(words[-1:])) or words in (["x"], ["y"], ["z"], ["nr"])
        is_part_of_date = bool(words) and set(words) <= _PARTS_OF_DATE and words != ["date"]
        is_part_of_date = is_part_of_date or (len(words) > 1 and words[0] in _DATES)
        unlabelled = words_of(_LABELLED.sub("", self.name)) or words
        is_none = bool((NEVER | _SEX) & set(unlabelled)) or is_part_of_date or _is_of_all(words)
        return is_none or is_number_of_a_thing or is_label or not words

    @property
    def mostly_holds_digits(self) -> bool:
        """Return whether a digit stands in at least half of the cells."""
        return sum(any(sign.isdigit() for sign in cell) for cell in self.cells) * 2 >= len(self.cells)

    def holds_figures(self, measures: Container[str]) -> bool:
        """Return whether the records in its lists have keys that are called as a measure is, or as figures are."""
        says = {fold(one) for one in synonyms()["says"]}
        last = {words[-1] for key in self.keys if (words := words_of(key))}
        return any(word in says or word in measures for word in last)

    def holds(self, sign: str) -> bool:
        """Return whether at least a tenth of the cells hold a sign."""
        return bool(self.cells) and sum(sign in cell for cell in self.cells) >= _SOME * len(self.cells)


def _is_other(header: str) -> bool:
    if CODE_OF_PART.fullmatch(header):
        return False
    if _is_number_by_sign(header) or header.rpartition(".")[2].startswith(":@"):  # of a portal: ":@computed_region_4"
        return True
    said = " ".join(words_of(_without_unit(header)))
    words = _PEOPLE.sub(r"\1", _NUMBER_OF.sub("", said, count=1)).split()
    is_none = is_rate(header) or not words or words[0] in _DATES or words[-1] in _LABELS or _is_of_all(words)
    other = set(words) & NO_FIGURES
    return is_none or bool(other - KINDS_OF_DEATH if len(words) > 1 else other)  # "gun" is a day in Turkish


def _without_unit(header: str) -> str:
    """Return a header without the word that its numbers are counts: "Deaths (number)", not "Case (number)"."""
    match = _UNIT.fullmatch(header)
    is_count = match is not None and fold(match["aside"] or match["last"]) in _NUMBERS
    return match["before"] if match and is_count and not _NUMBERED & set(words_of(header)) else header


def _is_number_by_sign(header: str) -> bool:
    """Return whether a header is a thing that is numbered with the sign for it: "Inspection #"; not "Deaths #"."""
    return header.rstrip(" .:").endswith("#") and bool(set(words_of(header)[-1:]) & _NUMBERED)


def _is_of_all(words: Sequence[str]) -> bool:
    """Return whether a header is a word for all who live somewhere: "popn", "pop1517", "POB15"."""
    return len(words) == 1 and words[0].rstrip("0123456789") in _OF_ALL


def look_at(columns: Sequence[str], rows: Sequence[Row]) -> list[Column]:
    """Return the columns of a table with what their cells are; nested values and rows of notes are left out."""
    found, rows = [], _without_notes(columns, rows)
    for place, name in enumerate(columns):
        cells = [text for row in rows if (text := cell_of(row, name, place)) not in NOT_STATED]
        there = [text for text in cells if not _FORMULA.fullmatch(text)]  # one that no program has computed
        stated = stated_cells(there)
        numbers = 0 if are_coded_names(stated) else sum(map(is_number, stated))
        if numbers:  # "unknown" among numbers is a figure that nobody knows
            numbers += sum(fold(cell) in UNKNOWN for cell in stated)
        days = 0 if numbers == len(stated) or are_year_spans(set(stated)) else sum(map(is_date, stated))
        is_time = bool(_TIMES & set(words_of(name))) or all(map(MILLISECONDS.fullmatch, stated))
        if stated and is_time and all(map(SECONDS_OF_UNIX.fullmatch, stated)):
            numbers, days = 0, len(stated)
        if stated and not numbers and not days and short_dates(stated):
            days = len(stated)
        elif days and not numbers:  # "5.10.23" and "4 August" among whole dates
            days += sum(map(dates.lacks_its_year, stated))
        unstated = tuple(dict.fromkeys(there).keys() - stated) if len(stated) < len(there) else ()
        inside, keys = ("", ()) if stated else next((into for row in rows if (into := _into_list(row, name))), ("", ()))
        found.append(Column(name, stated, numbers, days, tuple(sorted(unstated)), inside, keys))
    return found


def _without_notes(columns: Sequence[str], rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows of a table without those of a few that hold a text in their first cell only: notes below it."""
    rows = rows[: len(rows) - len(notes_below(rows))] or rows  # of a short table, they may be as many as its rows
    if len(columns) < _FEWEST_COLUMNS:
        return rows
    notes = [row for row in rows if isinstance(row.cells, list | tuple) and _is_note(row.cells)]
    return [row for row in rows if row not in notes] if len(notes) * _NOTES <= len(rows) else rows


def _is_note(cells: Sequence[Any]) -> bool:
    first, *others = (str(cell).strip() if cell is not None else "" for cell in cells)
    return any(map(str.isalpha, first)) and not any(others)


def cell_of(row: Row, name: str, place: int) -> str:
    """Return the cell of a row by the name of its column in records, by its place in tables; "" if it is nested."""
    value: Any
    if isinstance(row.cells, list | tuple):
        value = row.cells[place] if place < len(row.cells) else ""
    else:
        value = value_at(row.cells, name)
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _into_list(row: Row, path: str) -> tuple[str, tuple[str, ...]] | None:
    """Return what leads to a value of the first of the list at a path, and its keys; None if there is none."""
    held = value_at(row.cells, path) if isinstance(row.cells, dict) else None
    if not isinstance(held, list) or not held:
        return None
    if not isinstance(held[0], dict):
        return "0", tuple(map(str, held))
    return f"0.{next((key for key in _NAMED if key in held[0]), next(iter(held[0]), ''))}", tuple(held[0])


def date_of_parts(columns: Sequence[str], *, begin: str = "") -> tuple[str, ...]:
    """Return the columns with the year, the month and perhaps the day of a date; () if the first two are not there.

    begin is a word before these ("start", "end").
    """
    before = [begin] if begin else []
    by_words = {tuple(words_of(column)): column for column in reversed(columns)}
    by_words |= {words[1:]: column for words, column in by_words.items() if column.startswith("#date") and words[1:]}
    found = []
    for kind in (YEAR, MONTH, DAY):
        part = next(
            (
                column
                for words, column in by_words.items()
                if words[-1:] and words[-1] in kind and list(words[:-1]) == before
            ),
            None,
        )
        if part is None:
            break
        found.append(part)
    return tuple(found) if len(found) > 1 else ()
