"""Every way to read a written number: which marks group thousands and which one begins the decimals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.lexicon import match_at
from claims.lexicon_tokens import Folded, Token
from claims.model import ValueKind

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


def with_persian_marks(
    text: str, folded: Folded, *, tokens: Sequence[Token], language: str | None, kind: ValueKind
) -> Sequence[Token]:
    """Return the tokens with the slash that Persian writes inside numbers made the mark that it stands for.

    "۱۰/۰۰۰" is ten thousand where things are counted, "۱/۵ میلیون" one and a half million; between Persian digits, or
    where the language is Persian. A slash that could be either, and that of a date or fraction, stays.
    """
    marks: dict[int, str | None] = {}
    for index in (place for place, token in enumerate(tokens) if token.text == "/"):
        if index in marks or not 0 < index < len(tokens) - 1:
            continue
        end = index
        while end + 1 < len(tokens) and tokens[end].text == "/" and tokens[end + 1].kind == "digits":
            end += 2
        groups = [token.text for token in tokens[index - 1 : end : 2]]
        native = all("۰" <= text[folded.offsets[token.start]] <= "۹" for token in tokens[index - 1 : end : 2])
        if tokens[index - 1].kind == "digits" and end > index and (native or language == "fa"):
            mark = _persian_mark(groups, scaled=_is_scaled(tokens, end=end), counts=kind is ValueKind.COUNT)
            marks.update(dict.fromkeys(range(index, end, 2), mark))
    return [token._replace(text=marks.get(index) or token.text) for index, token in enumerate(tokens)]


def _persian_mark(groups: Sequence[str], *, scaled: bool, counts: bool) -> str | None:
    """Return the mark that the slashes between groups of digits stand for, None where that is not sure."""
    grouped = len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])
    if grouped and not scaled and (counts or len(groups) > 2):
        return "٬"
    return "٫" if scaled and not grouped and len(groups) == 2 else None


def _is_scaled(tokens: Sequence[Token], *, end: int) -> bool:
    """Say whether a scale word or "percent" stands behind a number."""
    place = end + 1 if end < len(tokens) and tokens[end].kind == "space" else end
    match = match_at(tokens, first=place, language="fa") if place < len(tokens) else None
    return match is not None and any(
        sense.role == "scale" or (sense.role, sense.value) == ("word", "percent") for sense in match.senses
    )


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
