"""Columns whose headers name a measure and say that their numbers are no count of it: rates, plans, money, days.

So do those of the time before that of the others ("Deaths (previous year)"). What they hold is told and not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.currency import currency_of
from claims.mapping.flags import map_flag
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import listed, word_set
from claims.pipeline.proposing.words import DATE, YEAR, is_rate, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.meaning import KnownNames

_BEFORE = tuple(phrase.split() for phrase in listed("time_before"))
_LENGTHS = word_set("length_of_time")
_ASKS, _ANSWERS = word_set("asks_whether"), frozenset(("0", "1", "-1"))
_BIRTH, _LIFE = word_set("birth"), 110
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_CODE = re.compile(r"[(\[,].*[A-Z]{3}|\b(?:in|en|в) [A-Z]{3}\b")
"""Where three letters are a currency; elsewhere EUR may be the European region of the WHO."""


def without_no_counts(found: Found, free: Sequence[Column], *, known: KnownNames) -> list[Column]:
    """Return the columns without those that are no counts of the measure that their headers name, which are told.

    Where all numbers are
    rates, none is taken away: they are told as a whole. A column of measures says itself what each row is.
    """
    if "measure" in found.columns:
        return list(free)
    numbers = [one.name for one in free if one.is_number and _mentioned(one.name, known.measures)]
    lengths = [name for name in numbers if words_of(name)[0] in _LENGTHS]  # "Days missing"
    flags = [one.name for one in free if one.name in numbers and _says_whether(one)]
    numbers = [name for name in numbers if name not in {*lengths, *flags}]
    priced = [name for name in numbers if is_money(name) and not _mentioned(name, known.measures) & known.money]
    before = [name for name in numbers if name not in priced and _is_before(name)]
    rates = [name for name in numbers if name not in {*priced, *before} and is_rate(name)]
    before += [one.name for one in free if one.is_number and one.name not in numbers and _says_only_before(one.name)]
    if not {*numbers} - {*priced, *before, *rates}:
        rates = before = []
    if priced:
        read = map_flag(priced[0], "says")
        way = f"{read} --set measure=NAME, of a measure that is money (claims measure add), reads it"
        found.left_out.append(f"{quoted(priced)}: money by their headers, which counts nobody: not read; {way}")
    if before:
        way = "a [[claim]] with the date of that time in its set reads it"
        found.left_out.append(f"{quoted(before)}: of the time before that of the others, and not read: {way}")
    if lengths:
        found.left_out.append(f"{quoted(lengths)}: lengths of time by their headers, which count nobody: not read")
    if flags:
        found.left_out.append(f"{quoted(flags)}: whether somebody was by their headers, and not how many: not read")
    if rates:
        way = f"{map_flag(rates[0], 'says')} --set measure=NAME, of a measure that is no count, reads it"
        what = "rates, averages, ranks or plans by their headers, and no counts: not read"
        found.left_out.append(f"{quoted(rates)}: {what}; {way}")
    return [one for one in free if one.name not in {*priced, *before, *rates, *lengths, *flags}]


def without_years_of_lives(found: Found, free: Sequence[Column], *, seen: Sequence[Column]) -> list[Column]:
    """Return the columns without those of the years in which lives ended: "Died", behind "Born" in each row.

    A date says nothing of a life: in 1944 some 2000 can have been killed.
    """
    dated = {found.columns.get(field) for field in ("year", "as_of")}
    begins = [one for one in seen if one.name in dated or _BIRTH & set(words_of(one.name))]
    begins = [one for one in begins if not set(words_of(one.name)) & (DATE | YEAR) or _BIRTH & set(words_of(one.name))]
    ends = {one.name: begin.name for one in free for begin in begins if one is not begin and _are_lives(begin, one)}
    if ends:
        name, begin = next(iter(ends.items()))
        told = f"“{name}” holds years, in each row one of a life after “{begin}”, and no count: not read"
        found.left_out.append(f"{told}; where it is one, {map_flag(name, 'says')} reads it")
    return [one for one in free if one.name not in ends]


def _are_lives(begin: Column, end: Column) -> bool:
    """Return whether two columns hold years, the second of each row within a life after the first one."""
    if len(begin.cells) != len(end.cells):
        return False
    if not all(map(_YEAR.fullmatch, (*begin.cells, *end.cells))):
        return False
    return all(0 <= int(last) - int(first) <= _LIFE for first, last in zip(begin.cells, end.cells, strict=True))


def _says_whether(column: Column) -> bool:
    """Return whether a header asks and cells answer by 0, 1 or -1: "Any deaths", "Hay muertos"; not "IS killed"."""
    first = column.name.split()[0]
    is_name = first.isupper() and not column.name.isupper()
    return not is_name and words_of(column.name)[0] in _ASKS and set(column.cells) <= _ANSWERS


def _mentioned(header: str, names: dict[str, str]) -> set[str]:
    """Return the measures that some words of a header name, wherever they stand in it."""
    words = words_of(header)
    parts = (" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, len(words) + 1))
    return {names[part] for part in parts if part in names}


def is_money(header: str) -> bool:
    """Return whether a header names a currency: by a sign, a word, or three letters where these are no region."""
    currency = currency_of(header)
    return currency is not None and (currency not in header or currency == "$" or bool(_CODE.search(header)))


def _is_before(header: str) -> bool:
    words = words_of(header)
    return any(words[at : at + len(one)] == one for one in _BEFORE for at in range(len(words)))


def _says_only_before(header: str) -> bool:
    return words_of(header) in _BEFORE
