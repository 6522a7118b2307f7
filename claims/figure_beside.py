"""Numbers that only tell when, for how long or how old: they stand beside a figure and are none.

"At least 161 killed in three days" holds one figure, and so does "12 children aged 10 to 14 killed since 15 November".
Only where another number remains is one left out; nothing is left out of "3 days" alone. The words are those of the
[beside] part of the lexicons and the months of claims/calendars.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.figure_hedges import Statement
from claims.figure_items import Item
from claims.model import ValueKind

_LAST_DAY = 31
_YEARS = range(1900, 2101)
_SOLAR_YEARS = range(1300, 1500)
_YEAR_DIGITS = 4
_LONGEST_SHARE = 2


def without_times(statement: Statement, main: Sequence[int]) -> list[int]:
    """Return the indexes of the items without durations, ages and dates, all of them where no number would remain.

    Raises NotAFigure for a date or an age alone ("15 November", "May 12", "May 2020", "aged 12").
    """
    line = [statement.items[index] for index in main]
    numbers = {place for place, item in enumerate(line) if item.kind == "number"}
    if statement.kind != ValueKind.COUNT or not numbers or not _tells_time(line):
        return list(main)
    left_out: set[int] = set()
    for place in sorted(numbers):
        left_out.update(_dated(line, place, known=left_out))
        left_out.update(_timed(line, place))
    if not numbers <= left_out:
        return [index for place, index in enumerate(main) if place not in left_out]
    if any(_opens_date(line, place) for place in numbers) or _is_month_with_number(line):
        if any(item.means("word", "compare") for item in line):  # "20 mehr", which is no day of a Persian month alone
            return list(main)
        raise statement.refuse("it is a date", hint="write the figure that the date belongs to")
    if left_out == set(range(len(line))) and any(item.means("beside", "age") for item in line):
        raise statement.refuse("it is an age", hint="write the figure that it belongs to")
    return list(main)


def states_share(part: Item, between: Sequence[Item], whole: Item) -> bool:
    """Say whether two numbers are a share by what stands between them: "one in five", "une personne sur cinq"."""
    words = [item for item in between if item.kind != "mark"]
    if not words or len(words) > _LONGEST_SHARE or not words[-1].means("beside", "share"):
        return False
    return bool(part.readings and whole.readings) and min(part.amounts()) < max(whole.amounts())


def _tells_time(line: Sequence[Item]) -> bool:
    return any(item.means("beside", "time", "age", "month", "when") for item in line)


def _at(line: Sequence[Item], place: int) -> Item | None:
    return line[place] if 0 <= place < len(line) else None


def _timed(line: Sequence[Item], place: int) -> set[int]:
    """Return the places of a duration or an age whose last number stands at a place, with its hedges, else none."""
    unit = _at(line, place + 1)
    span = set(_joined_before(line, place))
    opening = _at(line, min(span) - 1)
    if unit is not None and unit.means("beside", "time"):
        return span | {place + 1}
    if opening is not None and opening.means("beside", "age"):
        return span | {min(span) - 1}
    return set()


def _joined_before(line: Sequence[Item], place: int) -> Iterator[int]:
    """Yield the places of a number, of the hedges before it, and of the numbers that a range joins to it."""
    yield place
    between = any(item.means("join", "between") for item in line[:place])
    index = place - 1
    while index >= 0:
        item = line[index]
        before = _at(line, index - 1)
        joins = item.text == "-" or item.means("join", "to") or (between and item.means("join", "and"))
        if joins and before is not None and before.kind == "number":
            yield from (index, index - 1)
            index -= 2
        elif item.value("before") or item.kind == "sign" or item.means("join", "between", "from"):
            yield index
            index -= 1
        else:
            return


def _opens_date(line: Sequence[Item], place: int) -> bool:
    """Say whether a number is the day before a month: "15 November", "15. November", not "12 may have died"."""
    month = _month_behind(line, place)
    behind = _at(line, month + 1)
    is_day = _is_whole(line[place]) and 1 <= _value(line[place]) <= _LAST_DAY
    return is_day and _means_month(_at(line, month)) and (behind is None or behind.kind != "word")


def _is_month_with_number(line: Sequence[Item]) -> bool:
    """Say whether a month and a day, or its year, are all there is: "May 12", "May 2020"."""
    if len(line) != 2 or not _means_month(line[0]) or not _is_whole(line[1]):
        return False
    return 1 <= _value(line[1]) <= _LAST_DAY or _is_year(line[1]) or _value(line[1]) in _SOLAR_YEARS


def _month_behind(line: Sequence[Item], place: int) -> int:
    """Return where the month of a day would stand: "15 November", "15. November", "15 de noviembre"."""
    link = _at(line, place + 1)
    return place + 2 if link is not None and (link.text == "." or link.means("join", "from")) else place + 1


def _means_month(item: Item | None) -> bool:
    return item is not None and item.means("beside", "month")


def _dated(line: Sequence[Item], place: int, *, known: set[int]) -> set[int]:
    """Return the places that a day or a year at a place takes, with its month; none where it is no part of a date.

    known are the places of what was found to be a date before it, which a year may follow.
    """
    if _opens_date(line, place):
        return {*_joined_before(line, place), *range(place, _month_behind(line, place) + 1)}
    if not _is_whole(line[place]):
        return set()
    value = _value(line[place])
    before = place - 1
    link = _at(line, before)
    if link is not None and (
        link.text in (",", "،") or (link.means("join", "from") and _means_month(_at(line, before - 1)))
    ):
        before -= 1
    previous = _at(line, before)
    if previous is None:
        return set()
    if _means_month(previous) and (value <= _LAST_DAY or _is_year(line[place])):
        return {place, before}
    behind = _at(line, place + 1)
    solar = previous.means("beside", "solar") and value in _SOLAR_YEARS and _ends(behind)
    is_told = previous.means("beside", "when") and _ends(behind) and not _ends_range(line, place)
    if solar or (_is_year(line[place]) and (before in known or is_told)):
        return {place}
    return set()


def _ends_range(line: Sequence[Item], place: int) -> bool:
    """Say whether a number that may be a year is the end of a range that is none of years: "от 100 до 1900"."""
    first, opening = _at(line, place - 2), _at(line, place - 3)
    if first is None or opening is None or first.kind != "number" or _is_year(first):
        return False
    return line[place - 1].means("join", "to") and opening.means("join", "between", "from")


def _ends(behind: Item | None) -> bool:
    return behind is None or behind.kind == "mark"


def _is_whole(item: Item) -> bool:
    return item.factor == 1 and item.plus is None and item.text.isdecimal() and len(item.text) <= _YEAR_DIGITS


def _value(item: Item) -> int:
    return int(item.readings[0].value if item.readings else Decimal(0))


def _is_year(item: Item) -> bool:
    return len(item.text) == _YEAR_DIGITS and _value(item) in _YEARS
