"""Figures from phrases and back: "at least 161" is [161, –], and "more than 10,000" begins at 10,001 for counts.

This module reads one figure out of a phrase. What it cannot read as one figure it refuses with the reason; what can be
read in two ways ("1.500") it reports as ambiguous unless a language, a mark or the phrase itself decides.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.errors import AmbiguousFigure, NotAFigure
from claims.figure_find import FoundNumber, column_decimal_mark, find_numbers, occurs_in, stand_plainly
from claims.figure_grammar import figure_of
from claims.figure_hedges import Statement
from claims.figure_items import Item, scan
from claims.figure_say import say, sign, stated_values, vague_floor, write_number
from claims.figure_scales import EASTERN, foreign_scale, in_digits, note_or_scale, scale_apart
from claims.figure_template import Template, filled, learn, split
from claims.lexicon import decimal_of, known_language, languages, lexicon, names_month
from claims.model import Figure, Hedge, ValueKind
from claims.numerals import may_be_number
from claims.wordlists import wordlist

__all__ = [
    "FoundNumber",
    "Reading",
    "column_decimal_mark",
    "find_numbers",
    "is_formula_error",
    "languages",
    "occurs_in",
    "parse",
    "read",
    "say",
    "sign",
    "stand_plainly",
    "stated_values",
    "vague_floor",
    "write_number",
]

_LONGEST = 2000
"""A phrase longer than this is a text, and a text holds more than one figure."""

_BELOW_ZERO = ("minus", "минус")
_LESS = ("moins", "menos")  # "moins 5" is below zero, "moins de 5" is not
_FORMULA_ERROR = re.compile(r"#[¡¿]?[A-ZÀ-ÖØ-ÞЀ-Я_]+(?:/\d+)?[!?]|#DIV/0|#N/[AD]|#Н/Д|#NV|#GETTING_DATA|Err:\d+")
"""In whatever language and program: "#DIV/0!", "#ДЕЛ/0!", "#¡DIV/0!", and "Err:502" of LibreOffice."""
_FORMULA = re.compile(r"=\s*+(?!\d[\d.,\s]*+\Z)\S")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE][+-]?\d+")
_GLUED = re.compile(r"(?<=\d)(?:to|bis|до)(?=\s*\d)|(?<=[\d\])]\s)(?:to|bis|до)(?=\d)", re.IGNORECASE)
"""A word between two numbers that a program has joined to one of them: "5,000,000to 10,000,000"."""
_AROUND = re.compile(r"ከ\s?(?=\d[\d.,]*\s*(?:በላይ|በታች))")
"""What stands before a number in Amharic whose bound stands behind it: "ከ100 በላይ" is over 100."""
_MADE_A_DATE = re.compile(r"(?:\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\d{1,2})")
_MONTH = r"([^\W\d_](?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f\u0962\u0963])*)"  # with the marks of Indic vowels
_SHORT_DATE = re.compile(rf"\d{{1,2}}[\s.]{{1,2}}{_MONTH}\.?|{_MONTH}[\s.]{{1,2}}(?:\d{{1,2}}|\d{{4}})")
"""What is a date if its word is the short name of a month: "12 Dec", "05.Mär", "Dec. 12", "Mar 2020"."""
_MARK_NAMES = {",": "decimal comma", ".": "decimal point"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with the place in the phrase that states it and the languages whose words were found there, sorted."""

    figure: Figure
    start: int
    end: int
    languages: tuple[str, ...] = ()


def parse(
    phrase: str, *, language: str | None = None, kind: ValueKind = ValueKind.COUNT, decimal_mark: str | None = None
) -> Figure:
    """Return the one figure that a phrase states, in any supported language, digits and marks.

    language (a tag such as "de") and decimal_mark ("." or ",") decide what "1.500" means. Raises NotAFigure where there
    is no figure or more than one, AmbiguousFigure where there are two readings. Dates and texts: see claims.dates.
    """
    written = phrase.strip()
    if written.isdecimal() and len(written) <= 18 and kind not in (ValueKind.DATE, ValueKind.TEXT):
        value = int(written)
        return Figure(Hedge.EXACT, value, value, value)
    parts = split(phrase) if len(phrase) <= _LONGEST else None
    if parts is not None:
        template = _plain_template(parts[0], len(parts[1]), language, kind, decimal_mark)
        figure = None if template is None else template.figure(parts[1])
        if figure is not None:
            return figure
    return _parse(phrase, language, kind, decimal_mark)


_OPEN = re.compile(r"\d(?:[^?؟？]*[^?؟？\s–—-])?\s*[?؟？]|^\s*[(\[]?[?؟？]+[)\]]?\s*\d")
"""A question mark behind or before a number, also with a word or brackets between; “161–?” is a range."""
_UNSURE = frozenset("?؟？")
_NOT_PLAIN = _UNSURE.union(EASTERN)
"""What makes of a number another one, or leaves it open, depending on the number."""
_AND_SIGN = re.compile(r"(?<=\d)\s+(?:et|y|e|and|und|и)\s*(?=\+(?!\s*\d)|-\s*$)")
"""“20 et +” is written for 20 or more; “20 et -” is left with its dash, and refused."""
_AMPERSAND = re.compile(r"(?<=\d)\s*&\s+")


@lru_cache(maxsize=4096)
def _parse(phrase: str, language: str | None, kind: ValueKind, decimal_mark: str | None) -> Figure:
    if len(phrase) <= _LONGEST:
        if not _UNSURE.isdisjoint(phrase) and _OPEN.search(phrase):
            raise NotAFigure(phrase, reason="a question mark leaves its number open")
        phrase = _apart(phrase, decimal_mark=decimal_mark)
    parts = split(phrase) if len(phrase) <= _LONGEST else None
    if parts is not None:
        wording, numbers = parts
        template = _template(wording, len(numbers), language, kind, decimal_mark)
        figure = None if template is None else template.figure(numbers)
        if figure is not None:
            return figure
    return read(phrase, language=language, kind=kind, decimal_mark=decimal_mark).figure


def _apart(phrase: str, *, decimal_mark: str | None) -> str:
    """Return a phrase with its words apart from its numbers, "and" for "&", and Eastern scales in digits."""
    phrase = _AMPERSAND.sub(" and ", _AND_SIGN.sub("", _GLUED.sub(r" \g<0> ", phrase)))
    return phrase if phrase.isascii() else in_digits(_AROUND.sub("", phrase), decimal_mark=decimal_mark)


@lru_cache(maxsize=4096)
def _plain_template(
    wording: str, count: int, language: str | None, kind: ValueKind, decimal_mark: str | None
) -> Template | None:
    """Return the template of a wording that needs nothing done to it, whatever its numbers are; else None."""
    sample = filled(wording, (7, 8))
    if not _NOT_PLAIN.isdisjoint(wording) or _apart(sample, decimal_mark=decimal_mark) != sample:
        return None
    return _template(wording, count, language, kind, decimal_mark)


@lru_cache(maxsize=4096)
def _template(
    wording: str, count: int, language: str | None, kind: ValueKind, decimal_mark: str | None
) -> Template | None:
    """Return the template of a wording; None where it has none or is refused, so that errors speak of the phrase."""

    def sample(phrase: str) -> Figure:
        return read(phrase, language=language, kind=kind, decimal_mark=decimal_mark).figure

    try:
        return learn(wording, count=count, kind=kind, read=sample)
    except (NotAFigure, AmbiguousFigure):
        return None


def read(
    phrase: str,
    *,
    language: str | None = None,
    kind: ValueKind = ValueKind.COUNT,
    decimal_mark: str | None = None,
) -> Reading:
    """Return the one figure of a phrase with its place and languages; arguments and errors are those of parse."""
    if kind in (ValueKind.DATE, ValueKind.TEXT):
        raise NotAFigure(phrase, reason=f"a {kind} is no number", hint="dates are read by claims.dates, texts are kept")
    if len(phrase) > _LONGEST:
        raise NotAFigure(
            f"{phrase[:60]}…", reason=f"it is longer than {_LONGEST} characters", hint="give the figure alone"
        )
    if "&" in phrase and html.unescape(phrase) != phrase:
        raise NotAFigure(phrase, reason="it holds HTML entities", hint="write the characters that they stand for")
    code = known_language(language)
    _refuse_traps(phrase, language=code)
    _refuse_scales(phrase, kind=kind, language=code)
    folded, items = scan(phrase, language=code, kind=kind, sure=True)
    if not items:
        raise NotAFigure(phrase, reason="it is empty")
    spoken_in = _scale_language(phrase, items=items) or _only_language(items, given=code)
    if spoken_in is not None:
        code = spoken_in
        folded, items = scan(phrase, language=code, kind=kind, sure=True)
    mark, mark_from = _decimal_mark(items, language=code or _other_language(language), given=decimal_mark)
    if mark is None and any(len(item.readings) > 1 for item in _numbers(items)):
        statement, figure = _sole_reading(phrase, items=items, kind=kind)
    else:
        statement = Statement(phrase, items, kind, mark, mark_from)
        try:
            figure = figure_of(statement)
        except NotAFigure as error:
            _name_language(error, items, given=code)
            raise
    used = [items[index] for index in sorted(statement.used)]
    spoken = [{sense.language for sense in item.senses} for item in used if item.senses]
    found = set.intersection(*spoken) or set.union(*spoken) if spoken else set()
    start, end = _span(items, used=statement.used)
    return Reading(figure, folded.offsets[start], folded.offsets[end - 1] + 1, tuple(sorted(found)))


def _refuse_traps(phrase: str, *, language: str | None) -> None:
    """Refuse "null", which programs write for a missing value and only German for zero, and numbers below zero.

    Also what spreadsheet programs leave in place of a figure: errors, formulas, rounded numbers, dates.
    """
    _refuse_spreadsheets(phrase.strip())
    words = phrase.casefold().split()
    if words == ["null"] and language != "de":
        raise NotAFigure(phrase, reason="it is how programs write a missing value", hint="write 0, or --language de")
    below = words and (words[0] in _BELOW_ZERO or (words[0] in _LESS and words[1:] and words[1][0].isdecimal()))
    if below:
        raise NotAFigure(phrase, reason="a figure cannot be negative")


def _refuse_scales(phrase: str, *, kind: ValueKind, language: str | None) -> None:
    """Raise NotAFigure for what may count thousands or more behind a number and is not read: "13 k", "5 тис."."""
    if (word := foreign_scale(phrase, language=language)) is not None:
        reason = f"“{word}” beside the number counts dozens, thousands or more in a language whose numbers are not read"
        raise NotAFigure(phrase, reason=reason, hint="write all digits")
    apart = scale_apart(phrase, language=language) if kind in (ValueKind.COUNT, ValueKind.MONEY) else None
    if kind is ValueKind.COUNT and (mark := note_or_scale(phrase)) is not None:
        reason = f"“{mark}” at the number may be the mark of a note, or stand for thousands of millions"
        raise NotAFigure(phrase, reason=reason, hint="write the number without it, or all of its digits")
    if apart is not None:
        reason = f"“{apart}” apart from the number may stand for thousands or millions, or for what is counted"
        raise NotAFigure(phrase, reason=reason, hint="write all digits if it counts those (“13k” is read too)")


def is_formula_error(text: str) -> bool:
    """Return whether a cell holds what a spreadsheet program writes where a formula gives nothing."""
    return _FORMULA_ERROR.fullmatch(text.strip()) is not None


def _refuse_spreadsheets(phrase: str) -> None:
    """Refuse the error of a formula, a formula, "1E+05", a date ("10-Dec", often made of a range), "12‰"."""
    if is_formula_error(phrase):
        hint = "the file states no figure here: mend the formula in a spreadsheet program, or leave the cell empty"
        raise NotAFigure(phrase, reason="it is the error of a formula", hint=hint)
    if _FORMULA.match(phrase):
        hint = "open the file in a spreadsheet program and save it, which stores what formulas give"
        raise NotAFigure(phrase, reason="it is a formula, and not what it gives", hint=hint)
    if _ROUNDED.fullmatch(phrase):
        hint = "a program may have rounded it: look the number up in the original, and write all of its digits"
        raise NotAFigure(phrase, reason="an exponent can hide that its last digits are lost", hint=hint)
    if _MADE_A_DATE.fullmatch(phrase):
        hint = "spreadsheet programs make a date of a range: if it was one, such as 10-12, write 10–12"
        raise NotAFigure(phrase, reason="it looks like a day of a month", hint=hint)
    if (dated := _SHORT_DATE.fullmatch(phrase)) and names_month(dated[1] or dated[2]):
        raise NotAFigure(phrase, reason="it is a date", hint="write the figure that the date belongs to")
    if "‰" in phrase:
        raise NotAFigure(phrase, reason="a share of a thousand is no figure", hint="write it in per cent")


def _span(items: Sequence[Item], *, used: set[int]) -> tuple[int, int]:
    """Return where the figure stands in the folded text, with the parentheses that hold a part of it."""
    first, last = min(used), max(used)
    if first and items[first - 1].text in ("(", "["):
        first -= 1
    closes = last + 1 < len(items) and items[last + 1].text in (")", "]")
    if closes and any(items[index].text in ("(", "[") for index in range(first, last)):
        last += 1
    return items[first].start, items[last].end


def _numbers(items: Sequence[Item]) -> list[Item]:
    numbers = [item for item in items if item.kind == "number"]
    parts = [item.plus for item in numbers if item.plus is not None]
    return [*numbers, *_numbers(parts)] if parts else numbers


def _decimal_mark(items: Sequence[Item], *, language: str | None, given: str | None) -> tuple[str | None, str | None]:
    """Return the decimal mark that decides an ambiguous number and what it was inferred from (None if it was given)."""
    numbers = _numbers(items)
    if all(len(item.readings) < 2 for item in numbers):
        return None, None
    if given is not None:
        return given, None
    proven = {item.readings[0].mark for item in numbers if len(item.readings) == 1} - {None}
    if len(proven) == 1:
        return proven.pop(), "the number beside it"
    if language is not None:
        return decimal_of(language), lexicon(language).name if known_language(language) else language
    spoken = _spoken(items)
    marks = {decimal_of(code) for code in spoken}
    if len(marks) == 1:
        return marks.pop(), " or ".join(lexicon(code).name if known_language(code) else code for code in sorted(spoken))
    return None, None


def _other_language(language: str | None) -> str | None:
    """Return the code of a language without a lexicon of which the hedges, and so the decimal mark, are known."""
    base = (language or "").replace("_", "-").split("-")[0].lower()
    return base if base in wordlist("hedges") else None


def _spoken(items: Sequence[Item]) -> set[str]:
    """Return the languages to which every hedge and scale word of a phrase belongs, none where they are mixed."""
    found = [
        {sense.language for sense in item.senses}
        for item in items
        if item.means("join", "between") or any(item.value(role) for role in ("before", "after", "scale", "vague"))
    ]
    return set.intersection(*found) if found else set()


def _only_language(items: Sequence[Item], *, given: str | None) -> str | None:
    """Return the one language of a phrase where that can make a number of a word.

    A hedge can ("al menos once"), and what makes a share ("neuf détenus sur dix").
    """
    spoken = _spoken(items) & set(languages()) if given is None else set()
    if given is None and not spoken:
        spoken = {sense.language for item in items for sense in item.senses if sense.value == "share"}
    if len(spoken) != 1:
        return None
    code = min(spoken)
    return code if any(may_be_number(item.text, language=code) for item in items if item.kind != "number") else None


def _name_language(error: NotAFigure, items: Sequence[Item], *, given: str | None) -> None:
    """Say in a hint of what has no number in which language a word of it is one: "sept" in French."""
    if given is not None or _numbers(items):
        return
    for item in items:
        codes = [code for code in languages() if may_be_number(item.text, language=code)]
        if codes:
            error.hint = f"where “{item.text}” is a number, name its language (--language {' or '.join(codes)})"
            return


def _scale_language(phrase: str, *, items: Sequence[Item]) -> str | None:
    """Return the language that decides a scale word ("billion"), None where there is none to decide.

    Raises AmbiguousFigure where the phrase names no language.
    """
    number = next((item for item in items if item.other_factor is not None), None)
    if number is None:
        return None
    meant = {sense.language: int(sense.value) for sense in number.senses if sense.role == "scale"}
    spoken = _spoken(items)
    if len({meant[code] for code in spoken}) == 1:
        return min(spoken)
    readings = ((lexicon(code).name, f"{number.text} × {factor}") for code, factor in sorted(meant.items()))
    raise AmbiguousFigure(phrase, tuple(readings))


def _sole_reading(phrase: str, *, items: Sequence[Item], kind: ValueKind) -> tuple[Statement, Figure]:
    """Return the reading that both decimal marks give; raises AmbiguousFigure with both where they differ."""
    read_as: list[tuple[str, Statement, Figure | None]] = []
    refused: NotAFigure | None = None
    for mark in _MARK_NAMES:
        statement = Statement(phrase, items, kind, mark)
        try:
            read_as.append((mark, statement, figure_of(statement)))
        except NotAFigure as error:
            refused = error if refused is None or "has decimals" in refused.reason else refused
            read_as.append((mark, statement, None))
    (_, statement, first), (_, _, second) = read_as
    if first is None and second is None and refused is not None:
        raise refused
    if first is not None and first == second:
        return statement, first
    readings = []
    for mark, _, figure in read_as:
        number = next(item for item in _numbers(items) if len(item.readings) > 1)
        plain = f"{number.amounts(mark=mark)[0].normalize():f}"
        readings.append((_MARK_NAMES[mark], plain if figure is None else sign(figure, kind=kind).replace(",", "")))
    raise AmbiguousFigure(phrase, tuple(readings))
