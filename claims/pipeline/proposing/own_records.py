"""Figures that are records of their own: {"killed": {"value": 161, "text": "at least 161", "source": "Amnesty"}}.

What stands beside such a figure, who says it, as of when, in which words, is said of it alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from claims.fetch import is_url
from claims.mapping import recognise
from claims.mapping.fields import BOUNDS, Block, Split
from claims.mapping.flags import set_flag
from claims.pipeline.proposing.meaning import named_in, stands_for
from claims.pipeline.proposing.one_source import SOURCES, lists_names
from claims.pipeline.proposing.people import ALL, counts_whom
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.twins import BESIDE_A_VALUE
from claims.pipeline.proposing.words import PLAIN, WRAPPERS, is_path, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_BESIDE = ("hedge", "as_of", "note")
_MOST_WORDS = 8
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,'’ \u00a0\u202f](?=\d)")


def figures_of_records(found: Found, seen: Sequence[Column], *, measures: dict[str, str]) -> list[Column]:
    """Take each figure that stands in a record below the name of its measure with what that record says of it.

    Return the columns without the numbers that a wording beside them says too.
    """
    records: dict[str, dict[str, Column]] = defaultdict(dict)
    for column in seen:
        above, _, key = column.name.rpartition(".")
        if column.name in found.used():
            continue
        if is_path(column.name) and WRAPPERS.issuperset(above.split(".")[:-1]) and key not in BESIDE_A_VALUE:
            records[above][key] = column
    taken, worded = [], set()
    for above, inner in records.items():
        meant = counts_whom(above.rpartition(".")[2], named_in(measures), plain=PLAIN)
        numbers = [one for one in inner.values() if one.is_number and one.holds_digits_only]
        known = recognise([key for key, one in inner.items() if one in numbers]).columns
        figures = {field: inner[known[field]].name for field in ("says", *BOUNDS) if field in known}
        if meant is None or not numbers or {*figures.values()} != {one.name for one in numbers}:
            continue
        bounds = {"best" if field == "says" else field: name for field, name in figures.items()}
        columns = _said_of(found, numbers[0], inner)
        columns = columns if len(numbers) == 1 and "best" in bounds else _without_wording(columns) | bounds
        if columns.keys() - {"says", "hedge", "note", *BOUNDS} or columns.get("says", "") not in {"", numbers[0].name}:
            whom = {} if meant[1] == ALL else {"population": meant[1]}
            found.claims.append(Block({"measure": meant[0], **whom}, columns))
            taken.append(above)
            worded |= {one.name for one in numbers} - {*columns.values()}
    if taken:
        found.unsure.append(f"{quoted(taken)}: what a record below such a name says is taken as said of its figure")
    return [one for one in seen if one.name not in worded]


def _without_wording(columns: dict[str, str]) -> dict[str, str]:
    return {field: name for field, name in columns.items() if field not in {"says", "hedge"}}


def without_parents(found: Found, seen: Sequence[Column], *, measures: dict[str, str]) -> list[Column]:
    """Return the columns without the figures of what records stand in, where these have figures of their own.

    Below {"killed": 203, "sources": [{"name": "SOHR", "killed": 56}]} nobody in the list says the 203.
    """
    outer = [one for one in seen if one.name.startswith("parent.") and one.is_figure and not one.is_year]
    outer = [one for one in outer if not one.name.endswith(".key")]
    own = [one for one in seen if not one.name.startswith("parent.") and one.is_figure]
    is_said = any(one.name in found.used() for one in own) or any(stands_for(one.name, measures) for one in own)
    if not outer or not is_said:
        return list(seen)
    names = [one.name for one in outer]
    stand = "stands" if len(names) == 1 else "stand"
    found.left_out.append(f"{quoted(names)} {stand} beside the list of the records, not in each of them: not read")
    return [one for one in seen if one not in outer]


def _said_of(found: Found, number: Column, inner: dict[str, Column]) -> dict[str, str]:
    """Return the columns by which a record says its figure and what is said of it, by their fields."""
    known = recognise(list(inner)).columns
    columns = {field: inner[known[field]].name for field in _BESIDE if field in known and inner[known[field]].cells}
    if (
        address := next((one for one in inner.values() if one.cells and all(map(is_url, one.cells))), None)
    ) is not None:
        columns["url"] = address.name
    for key, one in inner.items():
        if not SOURCES & set(words_of(key)) or one.name in columns.values():
            continue
        if one.cells or lists_names(one):
            columns["source"] = one.name
        if lists_names(one):
            found.split["source"] = Split((";",))
    others = [one for one in inner.values() if one is not number and one.name not in columns.values()]
    wording = next((one for one in others if _words(one, number)), None)
    columns["says"] = number.name
    if wording is not None and len(wording.cells) >= len(number.cells):
        columns["says"] = wording.name
        columns.pop("hedge", None)
    elif wording is not None:
        cells = [cell for cell in wording.cells if not cell.isdecimal()]
        way = f"{set_flag(f'ask.{wording.name}')} takes the number as it stands"
        told = f"“{wording.name}” words “{number.name}” in some rows only (“{cells[0]}”)"
        found.ask(f"skip.{wording.name}", f"{told}: {way}; {set_flag(f'skip.{wording.name}', cells[0])} no such row")
        found.doubt(wording.name, cells)
    return columns


def _words(column: Column, number: Column) -> bool:
    """Return whether cells are the wordings of numbers beside them: "about 7,000" beside 7000."""
    bare = [_BETWEEN_DIGITS.sub("", cell) for cell in column.cells]
    said = {digits for cell in bare for digits in re.findall(r"\d+", cell)}
    if not any(map(str.isalpha, "".join(bare))) and not any(sign in cell for cell in bare for sign in "+<>~≥≤±"):
        return False
    numbers = {cell.removesuffix(".0") for cell in number.cells}
    every = numbers <= said if len(column.cells) >= len(number.cells) else said <= numbers
    return bool(said) and every and all(map(_is_short, column.cells))


def _is_short(cell: str) -> bool:
    return len(cell.split()) <= _MOST_WORDS
