"""Columns of an unknown table that count in thousands or millions, of people or of money."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.currency import currency_of, currency_sign
from claims.mapping.fields import Block
from claims.pipeline.proposing.header_times import time_in
from claims.pipeline.proposing.people import ALL, of_whom, tell_of_people, wides_of
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import PLAIN, plain, spaced, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.meaning import KnownNames

_THOUSANDS = word_set("thousand")
_MILLIONS = word_set("million")
_MYRIADS = word_set("myriad")
"""Ten thousands and hundred millions beside money, of which they do not say the currency."""
_SIGNS = {**dict.fromkeys("万萬만", "ten thousands"), **dict.fromkeys("亿億억", "hundred millions")}
_EITHER = frozenset(("mil", "m"))
"""Short for millions in English; "mil" is a thousand in Spanish and Portuguese, and m a thousand in Roman numerals."""
_SCALES = {
    "thousand": _THOUSANDS,
    "million": _MILLIONS,
    "billion": word_set("billion"),
    "lakh": word_set("lakh"),
    "crore": word_set("crore"),
    "myriad": _MYRIADS,
}
_ASIDES = (
    re.compile(r"(?P<of>.+?)\s*[(\[（](?P<aside>[^()\[\]（）]+)[)\]）]\s*"),
    re.compile(r"(?P<of>.+?)(?:\s*,)?\s+(?:in|en|в)\s+(?P<aside>\S.*)"),
    re.compile(r"(?P<of>.+?)\s*[,:]\s*(?P<aside>[^,:]+)"),
)
_GROUPS = re.compile(r"(?<=\d)[,.' ](?=\d{3})|(?<=x)\s*(?=1)|['’]")
_BESIDE = word_set("beside_scale")
_CODE = len("USD")
_LOSSES, _BESIDE_LOSSES = word_set("losses"), word_set("beside_losses")
_COST = "damage-cost"
_DATES = frozenset(("as_of", "year", "period_start"))


def scale_of(header: str) -> tuple[str, str, str | None] | None:
    """Return what a header is of, in what it counts and in which currency; None if it counts in ones.

    "Deaths (thousands)" is ("Deaths", "thousand", None), "Damage ('000 US$)" ("Damage", "thousand", "$"). What can be
    a thousand or a million is "": "Damage ($Mil)".
    """
    for pattern in _ASIDES:
        match = pattern.fullmatch(header)
        if match is None or "{" in header:
            continue
        currency = currency_of(match["aside"])
        words = [word for word in fold(_GROUPS.sub("", match["aside"])).split() if word not in _BESIDE]
        words = [word for word in words if currency is None or word.upper() != currency]
        scale = next((name for name, signs in _SCALES.items() if len(words) == 1 and words[0] in signs), None)
        sign = next((one for one in _SIGNS if one in match["aside"]), None)
        if sign is not None and len(words) == 1 and words[0].removeprefix(fold(sign)) in {"", *_BESIDE}:
            scale = sign
        if scale is None and len(words) == 1 and (words[0] == "mil" or (currency and words[0] in _EITHER)):
            scale = ""
        if scale is not None:
            return match["of"], scale, currency
    return None


def is_scale(cell: str) -> bool:
    """Return whether a cell of a column of units says that figures are in thousands or more: "'000", "USD million"."""
    money = currency_sign(cell) or ""
    text = _GROUPS.sub("", cell.replace(money, " ") if money else cell)
    words = [word for word in fold(text).split() if word not in _BESIDE | PLAIN]
    is_sure = len(words) == 1 and (len(words[0]) > 1 or bool(money)) and not cell.isdecimal()  # "k" may be a code
    return is_sure and any(
        words[0] in {*signs, *_EITHER, "k"} if money else words[0] in signs for signs in _SCALES.values()
    )


def scaled(
    found: Found,
    figures: Sequence[str],
    *,
    known: KnownNames,
) -> list[str]:
    """Take columns that count in thousands or millions, each number with that word, and return the other columns."""
    others = []
    blocks: dict[str, Block] = {}
    whom = _whom(found, [header for header in figures if scale_of(header)], named=known.named)
    for header in figures:
        time = None if scale_of(header) else time_in(header, with_year=True)
        scale = scale_of(time.rest if time else header)
        is_unsure = scale is None or ("measure" in found.columns and (not scale[1] or scale[2] or time))
        if scale is None or is_unsure or (time and (time.unclear or _DATES & found.columns.keys())):
            others.append(header)
            continue
        of, word, currency = scale
        if word == "myriad":
            way = "add a column with all digits and its currency, and map that"
            found.left_out.append(f"“{header}” counts money in ten thousands or more, and is not read: {way}")
            continue
        if "measure" in found.columns:
            _as_figure(found, header, word=word)
            continue
        if not word:
            way = f'a [[claim]] with says = "{{{header}}} million" (or thousand) says which'
            found.left_out.append(f"“{header}” counts in thousands or in millions, and is not read: {way}")
            continue
        says = _says(header, word, currency=currency)
        measure = known.meaning(of)
        if measure is None and currency and not _names_cost(figures, known):
            measure = _lost(of, known.money)
        if measure is None:
            found.unsure.append(f"“{of}” is taken as a measure that is not known yet: write its name there")
        fields = {**(time.fields() if time else {}), **whom.get(header, {})}
        blocks[header] = Block({"measure": measure or of, **fields}, {"says": says})
        found.unsure.append(_told(header, word))
    _take(found, blocks)
    return others


def _whom(
    found: Found, headers: Sequence[str], *, named: Callable[[str], tuple[str, str] | None]
) -> dict[str, dict[str, str]]:
    """Return the fields that headers say of those whom they count, beside a scale: "Men killed (thousands)"."""
    bare = {without_scale(header): header for header in headers}
    people = {} if "population" in found.columns else of_whom(list(bare), named, plain=PLAIN)
    wides = wides_of(people, may_be={"place", "source"} - found.columns.keys())
    tell_of_people(found, {bare[of]: who for of, (_, who) in people.items() if who != ALL}, wides)
    return {bare[of]: dict(wide.constants) for wide in wides for of in wide.columns}


def _take(found: Found, blocks: dict[str, Block]) -> None:
    """Take the claims of columns; of those that say the same of the same with other words, none is read."""
    alike = [list(one.constants.items()) for one in blocks.values()]
    same = [header for header, one in blocks.items() if alike.count(list(one.constants.items())) > 1]
    found.claims += [one for header, one in blocks.items() if header not in same]
    if same:
        way = "a [[claim]] for each says what tells them apart (population, place, source)"
        found.left_out.append(f"{quoted(same)} count the same by what is known of them, and are not read: {way}")


def without_scale(header: str) -> str:
    """Return a header without the thousands or millions of people in which it counts; others as they stand."""
    scale = scale_of(header)
    return scale[0] if scale and scale[1] not in {"", "myriad"} and scale[2] is None else header


def in_scale(found: Found, header: str) -> str:
    """Return the template of a figure with the scale that its header says, and tell that; else the header."""
    scale = scale_of(header)
    if scale is None or without_scale(header) == header:
        return header
    found.unsure.append(_told(header, scale[1]))
    return _says(header, scale[1])


def _says(header: str, word: str, *, currency: str | None = None) -> str:
    """Return the template of a figure that counts in thousands or more: "{Deaths (thousands)} thousand"."""
    if word in _SIGNS:
        return f"{{{header}}}{word}"
    return " ".join(part for part in (currency, f"{{{header}}}", word) if part)


def _told(header: str, word: str) -> str:
    read_as = f"7{word}" if word in _SIGNS else f"7 {word}"
    return f"“{header}” counts in {_SIGNS.get(word, f'{word}s')}, as its header says: 7 is read as “{read_as}”"


def _names_cost(figures: Sequence[str], known: KnownNames) -> bool:
    """Return whether a header is the cost of damage by its name, beside which losses may be anything else."""
    return any(known.meaning(plain(header)) in known.money for header in figures)


def _lost(header: str, money: AbstractSet[str]) -> str | None:
    """Return the measure of the cost of damage where a header in a currency says losses and nothing else."""
    words = [word for word in words_of(header) if word not in _BESIDE and currency_of(word.upper()) is None]
    is_lost = bool(_LOSSES & set(words)) and set(words) <= _LOSSES | _BESIDE_LOSSES
    return _COST if is_lost and _COST in money else None


def _as_figure(found: Found, header: str, *, word: str) -> None:
    """Take a column that counts in thousands as the figure, beside one that names what is counted."""
    if "says" in found.columns:
        found.left_out.append(f"“{header}” counts in {_SIGNS.get(word, f'{word}s')} too, and is not read")
        return
    found.columns["says"] = _says(header, word)
    found.unsure.append(_told(header, word))


def priced(
    found: Found,
    figures: Sequence[str],
    *,
    seen: Sequence[Column],
    known: KnownNames,
) -> list[str]:
    """Take columns of money whose headers name the currency, tell those for which nothing does, return the others.

    An amount without its currency would be one of the measure's.
    """
    cells = {column.name: column.cells for column in seen}
    others = []
    for header in figures:
        *before, last = fold(spaced(header)).split() or [""]
        code = currency_of(last.upper()) if len(last) == _CODE and last != "all" else None
        ways = (header, plain(header), *([" ".join(before)] if code else ()))
        measure = next(filter(None, map(known.meaning, ways)), None)
        if measure is None and (code or currency_of(header)) and not _names_cost(figures, known):
            measure = _lost(header, known.money)
        is_priced = "{" in header or any(map(currency_of, cells.get(header, ())))
        if measure not in known.money or is_priced:
            others.append(header)
            continue
        currency = currency_of(header) or code
        if currency is None:
            way = f'a [[claim]] with measure = "{measure}" and says = "EUR {{{header}}}" says which'
            found.left_out.append(f"“{header}” is money, in which currency nothing says, and is not read: {way}")
        else:
            found.claims.append(Block({"measure": measure}, {"says": f"{currency} {{{header}}}"}))
            found.unsure.append(f"“{header}” is read as {currency}, as its header says")
    return others
