"""Columns of an unknown table that count in thousands or millions, and columns whose cells name the measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.currency import currency_of
from claims.mapping.fields import FIGURES, Block
from claims.pipeline.nobody import PERIODIC
from claims.pipeline.proposing.header_times import time_in
from claims.pipeline.proposing.meaning import named_in, without_label
from claims.pipeline.proposing.people import counts_whom, written_in
from claims.pipeline.proposing.persons import lists_persons
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import PEOPLE, PLAIN, keys_of, plain, spaced, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

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
_CONCEPTS = word_set("concept")
_DESCRIBED = word_set("described")
_COUNTED = word_set("described_count")
_LOSSES, _BESIDE_LOSSES = word_set("losses"), word_set("beside_losses")
_COST = "damage-cost"
_DATES = frozenset(("as_of", "year", "period_start"))
_MOST_KINDS, _LONGEST_KIND = 60, 100


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
    """Return whether a cell of a column of units says that figures count in thousands or more: "Thousands", "'000"."""
    words = [word for word in fold(_GROUPS.sub("", cell)).split() if word not in _BESIDE | PLAIN]
    is_long = len(words) == 1 and len(words[0]) > 1 and not cell.isdecimal()  # "k" may be a code, 1000 a figure
    return is_long and any(words[0] in signs for signs in _SCALES.values())


def scaled(
    found: Found, figures: Sequence[str], *, meaning: Callable[[str], str | None], money: AbstractSet[str]
) -> list[str]:
    """Take columns that count in thousands or millions, each number with that word, and return the other columns.

    meaning gives the measure that a header stands for, money holds the measures that are amounts of it.
    """
    others = []
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
        measure = meaning(of) or (_lost(of, money) if currency and not _names_cost(figures, money, meaning) else None)
        if measure is None:
            found.unsure.append(f"“{of}” is taken as a measure that is not known yet: write its name there")
        found.claims.append(Block({"measure": measure or of, **(time.fields() if time else {})}, {"says": says}))
        found.unsure.append(_told(header, word))
    return others


def _says(header: str, word: str, *, currency: str | None = None) -> str:
    """Return the template of a figure that counts in thousands or more: "{Deaths (thousands)} thousand"."""
    if word in _SIGNS:
        return f"{{{header}}}{word}"
    return " ".join(part for part in (currency, f"{{{header}}}", word) if part)


def _told(header: str, word: str) -> str:
    read_as = f"7{word}" if word in _SIGNS else f"7 {word}"
    return f"“{header}” counts in {_SIGNS.get(word, f'{word}s')}, as its header says: 7 is read as “{read_as}”"


def _names_cost(figures: Sequence[str], money: AbstractSet[str], meaning: Callable[[str], str | None]) -> bool:
    """Return whether a header is the cost of damage by its name, beside which losses may be anything else."""
    return any(meaning(plain(header)) in money for header in figures)


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
    meaning: Callable[[str], str | None],
    money: AbstractSet[str],
) -> list[str]:
    """Take columns of money whose headers name the currency, tell those for which nothing does, return the others.

    money holds the measures that are amounts of money. An amount without its currency would be one of the measure's.
    """
    cells = {column.name: column.cells for column in seen}
    others = []
    for header in figures:
        *before, last = fold(spaced(header)).split() or [""]
        code = currency_of(last.upper()) if len(last) == _CODE and last != "all" else None
        measure = meaning(header) or meaning(plain(header)) or (meaning(" ".join(before)) if code else None)
        if measure is None and (code or currency_of(header)) and not _names_cost(figures, money, meaning):
            measure = _lost(header, money)
        if measure is None or measure not in money or "{" in header or any(map(currency_of, cells.get(header, ()))):
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


def measure_in_cells(
    found: Found,
    free: Sequence[Column],
    *,
    seen: Sequence[Column],
    names: dict[str, str],
    meaning: Callable[[str], str | None],
) -> list[Column]:
    """Take a column whose cells are names of measures as the measure, and return the other columns.

    A name with words of its own ("military killed") stays what it is, as these may say who is counted. Of a column that
    is the measure by its header only the cells are named: "Number of deaths" are the killed.
    """
    others = _without_measure(found, free, seen=seen, names=names, meaning=meaning)
    column = next((one for one in seen if one.name == found.columns.get("measure")), None)
    for kind in dict.fromkeys(column.cells if column else ()):
        if meaning(kind) is None and without_label(kind) != kind:
            found.names.setdefault(kind, without_label(kind))
    return others


def _without_measure(
    found: Found,
    free: Sequence[Column],
    *,
    seen: Sequence[Column],
    names: dict[str, str],
    meaning: Callable[[str], str | None],
) -> list[Column]:
    if "measure" in found.columns:
        said = [kind for one in seen if one.name == found.columns["measure"] for kind in _kinds(one) or one.cells[:1]]
        _name_kinds(found, [kind for kind in said if meaning(kind)], names=names, meaning=meaning)
        return list(free)
    has_figures = {*FIGURES} & found.columns.keys() and not lists_persons(seen)  # what all persons are is no count
    named = [one for one in seen if meaning(one.name)] or free
    keys = [] if has_figures else [one for one in named if one.is_of_keys]
    if (same := _measure_of_all(free if has_figures else keys, meaning=meaning)) is not None:
        found.columns["measure"] = same.name
        found.unsure.append(f"“{same.name}” is taken as the measure: all its cells are “{same.cells[0]}”")
        _name_kinds(found, same.cells[:1], names=names, meaning=meaning)
        return [other for other in free if other is not same]
    for column in free:
        kinds = _kinds(column)
        if not kinds:
            continue
        known = [kind for kind in kinds if meaning(kind) is not None]
        if len(known) * 2 < len(kinds):
            if _CONCEPTS & set(words_of(column.name)) or _describe(column, kinds, names=names):
                found.columns["measure"] = column.name
                found.unsure.append(f"“{column.name}” is taken as the measure, as it is called so; check its cells")
                _name_kinds(found, known, names=names, meaning=meaning)
                return [other for other in free if other is not column]
            continue
        found.columns["measure"] = column.name
        found.unsure.append(f"“{column.name}” is taken as the measure: its cells are “{'”, “'.join(known[:3])}” …")
        _name_kinds(found, known, names=names, meaning=meaning)
        return [other for other in free if other is not column]
    return list(free)


def _measure_of_all(free: Sequence[Column], *, meaning: Callable[[str], str | None]) -> Column | None:
    """Return the one column that holds the name of one measure in all of its cells ("measure_name": "Deaths")."""
    same = [one for one in free if len(set(one.cells)) == 1 and meaning(one.cells[0]) is not None]
    return same[0] if len(same) == 1 else None


def _name_kinds(
    found: Found, known: Sequence[str], *, names: dict[str, str], meaning: Callable[[str], str | None]
) -> None:
    """Say what cells stand for that are no names themselves; words of their own may say who is counted."""
    others = [kind for kind in known if fold(kind.replace("_", " ")) not in names]
    plain_ones = {kind: meaning(kind) or "" for kind in others if _says_no_more(kind, names)}
    if len(set(plain_ones.values())) == len(plain_ones):  # else they are told apart by these words
        found.names |= plain_ones
        others = [kind for kind in others if kind not in plain_ones and not set(words_of(kind)) & PERIODIC]
    if whom := _whom_in(others, names=names) if "population" not in found.columns else {}:
        found.whom |= whom
        found.names |= {kind: measure for kind, (measure, _) in whom.items()}
        others = [kind for kind in others if kind not in whom]
        shown = ", ".join(f"“{kind}” ({measure}: {who})" for kind, (measure, who) in whom.items())
        found.unsure.append(f"cells are taken to say who is counted: {shown}; check each population")
    if others:
        listed = ", ".join(f"“{kind}” ({meaning(kind)}?)" for kind in others[:_MOST_KINDS])
        found.unsure.append(f"{listed} may say who is counted: [names.measure] says which measure each is")


def _whom_in(kinds: Sequence[str], *, names: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Return the measure and the people of cells that name both: "military deaths"."""
    said = {kind: counts_whom(kind, named_in(names), plain=PLAIN) for kind in kinds}
    people = {kind: one for kind, one in said.items() if one is not None and one[1].split()[-1] in PEOPLE}
    return {kind: (measure, written_in(who, kind).lower()) for kind, (measure, who) in people.items()}


def _describe(column: Column, kinds: Sequence[str], *, names: dict[str, str]) -> bool:
    """Return whether a column that is called a description names what is counted: "Total deaths of suspects"."""
    telling = [kind for kind in kinds if any(word in names or word in _COUNTED for word in words_of(kind))]
    return bool(_DESCRIBED & set(words_of(column.name))) and len(telling) * 2 >= len(kinds)


def _says_no_more(kind: str, names: dict[str, str]) -> bool:
    """Return whether the words of a cell beside its measure say nothing of it: "Cumulative_Killed_Persons"."""
    kind = without_label(kind)
    rest = [word for word in (*keys_of(kind), *words_of(kind)) if word not in PLAIN]
    return bool(rest) and " ".join(rest) in names


def _kinds(column: Column) -> list[str]:
    """Return the different cells of a column if they are a few words that many rows share, else none."""
    kinds = list(dict.fromkeys(column.cells))
    is_short = all(len(kind) <= _LONGEST_KIND and not any(map(str.isdigit, kind)) for kind in kinds)
    return kinds if 1 < len(kinds) <= _MOST_KINDS and is_short and not column.is_date else []
