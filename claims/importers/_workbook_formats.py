"""Formats of numbers in workbooks: what a cell shows around its number, or in its place (">"0, 0"+", [<5]"<5";0)."""

from __future__ import annotations

import operator
import re
from decimal import Decimal
from functools import lru_cache

from claims.currency import currency_sign
from claims.importers._workbook_text import text_of

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|(?P<end>;)'
    r"|(?P<number>[0#?][0#?.,/]*(?:[eE][+-]0+)?|General|@)|(?P<bare>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_HOLDS = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_SAYS = re.compile(r"[^\W\d_]|[%‰<>≤≥≦≧~∼〜≈≃≅±+†‡*]")
"""What counts for something in the text around a number: letters and signs of hedges, not spaces, marks or brackets."""
_IN_TEXT = re.compile(r"(?P<before>\D*?)-?(?P<number>\d(?:[\d.,'’ \u00a0\u202f]*\d)?)(?P<behind>\D*)")
_LIKE_THOUSANDS = 3
_SIGNED, _WITH_ZERO = 2, 3
_OF_DATES = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]|;.*', re.IGNORECASE | re.DOTALL)
MONTH, YEAR = "yyyy-mm", "yyyy"

Section = tuple[str, str, str, str]
"""The condition of a part of a format, the text before its number, the number, and the text behind it."""


@lru_cache(maxsize=256)
def sections(code: str) -> tuple[Section, ...]:
    """Return the parts of a format; none where it shows numbers as they are, or in thousands of what the cell holds."""
    found: list[list[str]] = [["", "", "", ""]]
    for match in _TOKEN.finditer(code):
        part = found[-1]
        if match["end"]:
            found.append(["", "", "", ""])
        elif match["number"]:
            part[2] += part[3] + match["number"]
            part[3] = ""
        elif match["bracket"] is not None:
            part[0] = match["bracket"] if _CONDITION.fullmatch(match["bracket"]) else part[0]
        else:
            part[3 if part[2] else 1] += match["quoted"] or match["escaped"] or match["bare"] or ""
    parts = tuple((one[0], one[1], one[2], one[3]) for one in found)
    if not any(number for _, _, number, _ in parts):
        return ()
    is_scaled = any(number.endswith(",") for _, _, number, _ in parts)
    is_plain = not any(_SAYS.search(before + behind) for _, before, _, behind in parts)
    return () if is_scaled or is_plain else parts


def says_more(code: str, sign: str) -> bool:
    """Say whether a format shows something beside its numbers that counts, other than its sign: "~" of "~"$0."""
    return any(_SAYS.search((before + behind).replace(sign, "")) for _, before, _, behind in sections(code))


def with_sign(value: float, sign: str) -> str:
    """Return a number as a person reads it that a workbook shows with a sign: as a percentage ("%"), or as money.

    So it is by a format that shows something else. Of three decimals a fourth is written, as they could be thousands.
    """
    if sections(sign):
        return shown_by(value, sign)
    if sign == "%":
        return f"{_in_hundred(value)}%"
    text = text_of(value)
    return f"{text}{'0' * (len(text.partition('.')[2]) == _LIKE_THOUSANDS)} {sign}"


def _in_hundred(value: float) -> str:
    text = format(Decimal(format(value, ".15g")) * 100, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_by(value: float, code: str) -> str:
    """Return a number with what its format shows before and behind it, or what it shows in its place."""
    parts = [part for part in sections(code) if part[2] != "@"]
    _, before, number, behind = _section(value, parts)
    text = _in_hundred(value) if "%" in QUOTED.sub("", code) else text_of(value)
    around = f"{before} {behind}"
    if not (_SAYS.search(around) or currency_sign(around)):
        return text
    if not number:
        return (before + behind).strip()
    text += "0" * (len(text.partition(".")[2]) == _LIKE_THOUSANDS)
    if value < 0:
        before, behind = before.replace("-", "").replace("(", ""), behind.replace(")", "")
    return f"{before}{text}{behind}".strip()


def format_of(shown: str, value: str) -> str:
    """Return a format by which a number is shown as a text that says more than it; "" where the text does not.

    The digits are those of the number, so that "12 k" for 12345 is none; but "<5" may stand in its place.
    """
    match = _IN_TEXT.fullmatch(shown.strip().replace('"', ""))
    if match is None or not _SAYS.search(match["before"] + match["behind"]):
        return ""
    whole, digits = value.lstrip("-").partition(".")[0], re.sub(r"\D", "", match["number"])
    if digits == whole or re.fullmatch(rf"{whole}\D(\d+)", match["number"]):
        return f'"{match["before"]}"0"{match["behind"]}"'
    return f'[={value}]"{shown.strip()}";0' if match["before"].strip()[:1] in {"<", ">", "≤", "≥"} else ""


def kept_of_dates(code: str) -> str:
    """Return what a format of dates shows of them where it shows no day: MONTH or YEAR; "" for any other format."""
    shown = {*_OF_DATES.sub("", code).lower()} & {*"ymdhse"}
    return (MONTH if "m" in shown else YEAR) if shown and shown <= {"y", "m"} else ""


def date_shown(text: str, kept: str) -> str:
    """Return a date in ISO form as its format shows it: a month is kept as its first day, a year as its first of all.

    Another day than the first is one that somebody wrote, whether it is shown or not.
    """
    first = {MONTH: "-01", YEAR: "-01-01"}.get(kept, "")
    return text.removesuffix(first)


def kept_of_shown(shown: str, value: str) -> str:
    """Return what a text shows of the date that is its value: MONTH or YEAR where it shows no day, "" otherwise."""
    year, _, rest = value.partition("-")
    numbers = [number.lstrip("0") for number in re.findall(r"\d+", shown)]
    years = {year, year[2:].lstrip("0")}
    if numbers in ([year], [year[2:].lstrip("0")]):
        return MONTH if re.search(r"[^\W\d_]", shown) else YEAR
    is_month = rest[:2].lstrip("0") in numbers and years.intersection(numbers)
    return MONTH if is_month and len(numbers) == len(("month", "year")) else ""


def _section(value: float, parts: list[Section]) -> Section:
    """Return the part of a format by which a number is shown."""
    if any(condition for condition, *_ in parts):
        for part in parts:
            match = _CONDITION.fullmatch(part[0])
            if match is None or _HOLDS[match[1]](value, float(match[2])):
                return part
        return parts[-1]
    if value < 0 and len(parts) >= _SIGNED:
        return parts[1]
    return parts[2] if value == 0 and len(parts) >= _WITH_ZERO else parts[0]
