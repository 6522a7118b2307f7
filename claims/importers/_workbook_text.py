"""Cells of a workbook as a person reads them: numbers without a needless fraction, dates in ISO form."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from claims.text import first_of

_MIDNIGHT = time()
_NO_LEAP = (1900, 2, 28)
"""The day that readers give for this one and for the day behind it, which Excel counts though there was none."""
_LARGEST_EXACT = 2**53
listed = partial(first_of, most=8)


def letters_of(column: int) -> str:
    """Return the letters of a column that counts from 0: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_of(letters: bytes) -> int:
    """Return the number of a column, from 1, of its letters: A 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def text_of(value: Any) -> str:
    """Return a cell as a person reads it; fractions to 15 digits, as spreadsheet programs keep and show them."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return plain(value)
    if isinstance(value, date) and (value.year, value.month, value.day) == _NO_LEAP:
        return "1900-02-28 or 29"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(timespec="seconds")
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{'-' * (seconds < 0)}{abs(seconds) // 3600}:{abs(seconds) % 3600 // 60:02d}:{abs(seconds) % 60:02d}"
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def plain(value: float) -> str:
    """Return a number without an exponent and without digits that the file does not hold.

    One so large that its last digits are lost has an exponent, by which it is no figure.
    """
    if value == 0:
        return "0"
    if abs(value) >= _LARGEST_EXACT:
        return format(value, ".15E")
    digits = repr(value) if value.is_integer() else format(value, ".15g")
    text = format(Decimal(digits), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
