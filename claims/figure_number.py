"""Every way to read a written number: which marks group thousands and which one begins the decimals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.lexicon_tokens import Token

MAXIMUM_DIGITS = 40
"""Longer digit runs are serial numbers or noise, and Python refuses to convert very long ones."""

_DECIMAL_MARKS = ".,٫"
_GROUPING_MARKS = ".,' ،٬"
_STRICT_MARKS = "' ،٬"
"""Marks that only group: they belong to a number only when exactly three digits follow."""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One way to read a written number. mark is the decimal mark it implies ("." or ","), None if it implies none."""

    mark: str | None
    value: Decimal


def number_end(tokens: Sequence[Token], *, first: int) -> int:
    """Return the index after the written number that starts with the digits at first ("1 234,5" is five tokens)."""
    index = first + 1
    grouping = ""
    while index + 1 < len(tokens) and tokens[index + 1].kind == "digits":
        mark, digits = tokens[index].text, tokens[index + 1].text
        if mark in _STRICT_MARKS and mark:
            if len(digits) != 3 or grouping not in ("", mark) or len(tokens[first].text) > 3:
                break
        elif mark not in _DECIMAL_MARKS or len(mark) != 1:
            break
        grouping = mark
        index += 2
    return index


def _is_grouped(groups: Sequence[str], *, mark: str) -> bool:
    head, *middle, last = groups
    if head.startswith("0") or len(last) != 3:
        return False
    if len(head) <= 3 and all(len(group) == 3 for group in middle):
        return True
    indian = mark in ",،٬" and len(head) <= 2
    return indian and bool(middle) and all(len(group) == 2 for group in middle)


def number_readings(written: str) -> tuple[NumberReading, ...]:
    """Return every way to read a written number (digits and marks, folded): none, one or two, thousands first.

    Two only where one mark stands before exactly three digits ("1.500"). Indian grouping ("1,00,000") is read.
    """
    groups = re.split(r"[^0-9]", written)
    marks = re.findall(r"[^0-9]", written)
    if sum(map(len, groups)) > MAXIMUM_DIGITS:
        return ()
    if not marks:
        return (NumberReading(None, Decimal(written)),)
    found = []
    used = set(marks)
    if len(used) == 1 and marks[0] in _GROUPING_MARKS and _is_grouped(groups, mark=marks[0]):
        implied = {".": ",", ",": "."}.get(marks[0])
        found.append(NumberReading(implied, Decimal("".join(groups))))
    last = marks[-1]
    before = set(marks[:-1])
    whole = groups[:-1]
    fits = not before or (len(before) == 1 and _is_grouped(whole, mark=marks[0]))
    if last in _DECIMAL_MARKS and last not in before and "٫" not in before and fits:
        value = Decimal("".join(whole) + "." + groups[-1])
        found.append(NumberReading(None if last == "٫" else last, value))
    return tuple(found)


def proven_marks(written: Sequence[str]) -> set[str]:
    """Return the decimal marks that numbers with only one reading prove, e.g. {"."} for "1,234,567" or "12.5"."""
    found = (number_readings(number) for number in written)
    return {ways[0].mark for ways in found if len(ways) == 1 and ways[0].mark is not None}
