"""A phrase as a row of items: written numbers with their scale, known phrases, other words and marks.

This is the one place where tokens become numbers; number words are those of claims.numerals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from claims.figure_number import NumberReading, number_end, number_readings, with_persian_marks
from claims.figure_words import number_words
from claims.lexicon import Match, Sense, match_at
from claims.lexicon_tokens import Folded, Token, fold, is_arabic, tokenize
from claims.model import ValueKind

SIGNS = {">": "more_than", "<": "fewer_than", "≥": "at_least", "≤": "at_most", "~": "about", "±": "about"}
_DOUBLE_SIGNS = {">=": "≥", "=>": "≥", "<=": "≤", "=<": "≤"}
_TAG = re.compile(r"</?[a-z][^<>]*>")
_THOUSAND = "1000"
_OF = frozenset(("de", "di"))
_LONGEST_BEFORE = 7  # tokens, blanks among them
_POINTED = frozenset({"тыс", "млн", "млрд"})
"""Scales that are written short with a full stop, also within a number."""
_ACRONYMS = frozenset({"mia"})
"""Scales that mean something else where they are written in capitals: 12 MIA are missing in action, 12 Mia. a sum."""
_SHORT = {"short_thousand": 1000, "short_million": 1_000_000, "short_billion": 1_000_000_000}


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of a phrase. kind is number, name ("covid-19", "161st"), phrase, word, sign or mark.

    start and end are offsets in the folded text. A number has its readings (none when its marks fit no way of
    writing numbers); factor is what its scale words multiply it by (other_factor where
    languages differ: a billion); senses are those of its scale words; plus holds a smaller part ("2 million 500,000").
    """

    kind: str
    text: str
    start: int
    end: int
    senses: tuple[Sense, ...] = ()
    readings: tuple[NumberReading, ...] = ()
    factor: int = 1
    other_factor: int | None = None
    plus: Item | None = None
    percent: bool = False
    money: bool = False
    negative: bool = False

    def value(self, role: str) -> str | None:
        """Return what the phrase means in a role, None when it has no such role."""
        return next((sense.value for sense in self.senses if sense.role == role), None)

    def means(self, role: str, *values: str) -> bool:
        """Say whether the phrase has one of the values in a role."""
        return any(sense.role == role and sense.value in values for sense in self.senses)

    def amounts(self, *, mark: str | None = None) -> tuple[Decimal, ...]:
        """Return the values the number can have with its scale, one where the decimal mark decides."""
        fitting = [way for way in self.readings if way.mark in (None, mark)] if len(self.readings) > 1 and mark else []
        with localcontext() as context:
            context.prec = 200
            values = [way.value * self.factor for way in fitting or self.readings]
            if self.plus is not None:
                values = [value + rest for value in values for rest in self.plus.amounts(mark=mark)]
            return tuple(-value if self.negative else value for value in values)


def scan(text: str, *, language: str | None, kind: ValueKind, sure: bool = False) -> tuple[Folded, list[Item]]:
    """Return the folded text and its items in order, numbers already joined with their scale words and signs.

    language is the code of a lexicon or None; phrases of all languages are known in either case. "5m" is five
    million where kind is a count or money, and five of some unit elsewhere. sure leaves out articles and "one" where
    another number stands in the text.
    """
    folded = fold(text)
    tokens: Sequence[Token] = tokenize(folded.text)
    if "/" in folded.text:
        tokens = with_persian_marks(text, folded, tokens=tokens, language=language, kind=kind)
    tokens, words = number_words(text, folded, tokens=tokens, language=language, sure=sure)
    tags = {match.start(): match.end() for match in _TAG.finditer(folded.text)} if "<" in folded.text else {}
    items: list[Item] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        word = words.get(token.start)
        end = word.end if word is not None else tags.get(token.start, 0)
        if end:
            if word is not None:
                written = folded.text[token.start : end]
                if word.about:
                    hedge = tuple(Sense("before", "about", sense.language) for sense in word.senses)
                    items.append(Item("phrase", "", token.start, token.start, senses=hedge))
                number = Item("number", written, token.start, end, senses=word.senses, factor=word.factor)
                items.append(replace(number, readings=(NumberReading(None, Decimal(word.value)),)))
            while index < len(tokens) and tokens[index].start < end:
                index += 1
            continue
        item, index = _item_at(tokens, first=index, language=language)
        if item is not None and item.text in _ACRONYMS and text[folded.offsets[item.start] :][:3].isupper():
            item = Item("word", item.text, item.start, item.end)
        if item is not None and items and item.start < items[-1].end:
            items.pop()  # the point of ".5", taken for a mark before
        if item is not None:
            items.append(item)
    return folded, _join_scales(items, short_scales=kind in (ValueKind.COUNT, ValueKind.MONEY))


def _item_at(tokens: Sequence[Token], *, first: int, language: str | None) -> tuple[Item | None, int]:
    token = tokens[first]
    if token.kind == "space":
        return None, first + 1
    if token.kind == "digits":
        return _number_at(tokens, first=first, language=language)
    if token.kind == "word":
        match = match_at(tokens, first=first, language=language)
        if match is None:
            return Item("word", token.text, token.start, token.end), first + 1
        text = " ".join(part.text for part in tokens[first : match.end] if part.kind == "word")
        return Item("phrase", text, token.start, tokens[match.end - 1].end, senses=match.senses), match.end
    if token.text == "+":
        if "".join(one.text for one in tokens[first : first + 3]) == "+/-":
            return Item("sign", "±", token.start, tokens[first + 2].end), first + 3
        if end := _end_of_plus(tokens, first=first):
            return _short_hedge(token, "more_than", end=tokens[end - 1].end, language=language), end
    if token.text == "-" and (end := _end_of_plus(tokens, first=first)):
        return _short_hedge(token, "fewer_than", end=tokens[end - 1].end, language=language), end
    if first + 1 < len(tokens) and (both := _DOUBLE_SIGNS.get(token.text + tokens[first + 1].text)):
        return Item("sign", both, token.start, tokens[first + 1].end), first + 2
    return Item("sign" if token.text in SIGNS else "mark", token.text, token.start, token.end), first + 1


def _short_hedge(sign: Token, value: str, *, end: int, language: str | None) -> Item:
    return Item("phrase", f"{sign.text} de", sign.start, end, senses=(Sense("before", value, language or "fr"),))


def _end_of_plus(tokens: Sequence[Token], *, first: int) -> int:
    """Return where "+ de" for "plus de" or "- de" for "moins de" ends before a number; 0 if none stands there."""
    following = [at for at in range(first + 1, min(first + 6, len(tokens))) if tokens[at].kind != "space"]
    if len(following) > 1 and tokens[following[0]].text in _OF and tokens[following[1]].kind == "digits":
        return following[0] + 1
    return 0


def _number_at(tokens: Sequence[Token], *, first: int, language: str | None) -> tuple[Item, int]:
    end = number_end(tokens, first=first)
    start = tokens[first].start
    written = "".join(token.text for token in tokens[first:end])
    if first and tokens[first - 1].text in (".", "٫") and _stands_free(tokens, index=first - 1):
        written = "0" + tokens[first - 1].text + written
        start = tokens[first - 1].start
    readings = number_readings(written)
    if _has_ending(tokens, end=end, language=language):
        return Item("number", written, start, tokens[end + 1].end, readings=readings), end + 2
    kind = "name" if _is_part_of_a_name(tokens, first=first, end=end, language=language) else "number"
    if end < len(tokens) and unicodedata.category(tokens[end].text[0]) in ("No", "Nl"):
        readings = ()
    return Item(kind, written, start, tokens[end - 1].end, readings=readings), end


def _has_ending(tokens: Sequence[Token], *, end: int, language: str | None) -> bool:
    """Say whether the ending of a number word stands behind digits and a hyphen: "15-ти", "43-х"."""
    if end + 1 >= len(tokens) or tokens[end].text != "-" or tokens[end + 1].kind != "word":
        return False
    match = match_at(tokens, first=end + 1, language=language)
    return (
        match is not None
        and match.end == end + 2
        and any((sense.role, sense.value) == ("word", "ending") for sense in match.senses)
    )


def _stands_free(tokens: Sequence[Token], *, index: int) -> bool:
    return index == 0 or (tokens[index - 1].kind in ("space", "mark") and tokens[index - 1].text not in ".٫")


def _is_part_of_a_name(tokens: Sequence[Token], *, first: int, end: int, language: str | None) -> bool:
    """Say whether digits belong to a name, an ordinal or a compound: "F16", "covid-19", "161st", "7-day"."""
    before = tokens[first - 1] if first else None
    if before is not None and before.kind == "word" and not is_arabic(before.text):
        match = match_at(tokens, first=first - 1, language=language)
        return not (match and (match.value("before") or "currency" in (s.value for s in match.senses)))
    if before is not None and before.text == "-" and first > 1 and tokens[first - 2].kind == "word":
        follows_digits = first > 2 and tokens[first - 3].kind == "digits"
        match = _phrase_before(tokens, end=first - 1, language=language)
        known = match is not None and any(sense.role != "beside" for sense in match.senses)
        if not follows_digits and not known and not is_arabic(tokens[first - 2].text):
            return True
    if end < len(tokens) and tokens[end].text == "s":
        return True  # "the 1980s", "100s of"
    if _is_glued_to_more(tokens, end=end, language=language):
        return True
    following = end
    if end + 1 < len(tokens) and tokens[end].text == "-" and tokens[end + 1].kind == "word":
        following = end + 1
    if following >= len(tokens) or tokens[following].kind != "word":
        return False
    match = match_at(tokens, first=following, language=language)
    senses = {(sense.role, sense.value) for sense in match.senses} if match else set()
    ordinal = ("word", "ordinal") in senses and not any(role == "scale" for role, _ in senses)
    compound = following > end and not any(role in ("scale", "join", "after", "before") for role, _ in senses)
    return ordinal or (compound and not is_arabic(tokens[following].text))


def _phrase_before(tokens: Sequence[Token], *, end: int, language: str | None) -> Match | None:
    """Return the phrase that ends in the word before a hyphen: "יותר מ" of "יותר מ-100"; None if none does."""
    for start in range(end - 1, max(end - _LONGEST_BEFORE, 0) - 1, -1):
        match = match_at(tokens, first=start, language=language) if tokens[start].kind == "word" else None
        if match is not None and match.end >= end:
            return match
    return None


def _is_glued_to_more(tokens: Sequence[Token], *, end: int, language: str | None) -> bool:
    """Say whether letters and digits are written onto digits, so that none is a count: "0x10", "12h30"; not "5to10"."""
    if end + 1 >= len(tokens) or tokens[end].kind != "word" or tokens[end + 1].kind != "digits":
        return False
    match = match_at(tokens, first=end, language=language)
    joins = match is not None and any(sense.role in ("join", "scale", "before", "after") for sense in match.senses)
    return not joins and not is_arabic(tokens[end].text)


def _join_scales(items: Sequence[Item], *, short_scales: bool) -> list[Item]:
    joined: list[Item] = []
    index = 0
    while index < len(items):
        item, following = items[index], index + 1
        if item.text == "(" and _is_scaled_in_brackets(items, index=index):
            item = replace(items[index + 1], start=item.start, end=items[index + 2].end)
            item, following = _scaled(item, scale=items[index + 3]), index + 4
        elif item.kind == "number":
            item, following = _with_scale(items, index=index, short_scales=short_scales)
            item = _with_front(joined, item)
        previous = joined[-1] if joined else None
        if item.kind == "number" and previous is not None and (whole := _with_rest(previous, item)):
            joined[-1] = replace(whole, percent=item.percent, money=item.money)
        elif item.kind == "number" and len(joined) > 1 and previous is not None and previous.means("join", "compose"):
            whole = _with_rest(joined[-2], item, joined=True)
            if whole is not None:
                joined[-2:] = [whole]
            else:
                joined.append(item)
        else:
            joined.append(item)
        index = following
    return joined


def _is_scaled_in_brackets(items: Sequence[Item], *, index: int) -> bool:
    """Say whether a bracket holds a number alone whose scale word stands behind it, as Arabic writes: "(20) ألف"."""
    if index + 3 >= len(items) or (index > 0 and items[index - 1].kind == "number"):
        return False
    number, closing, scale = items[index + 1 : index + 4]
    return bool(number.readings) and closing.text == ")" and scale.value("scale") is not None


def _with_rest(item: Item, part: Item, *, joined: bool = False) -> Item | None:
    """Return a number with its smaller part, which may end it in turn: "4 million 319 thousand 494"; None where none.

    joined says that a word such as "and" stands between.
    """
    if item.plus is not None:
        plus = _with_rest(item.plus, part, joined=joined)
        return None if plus is None or item.percent else replace(item, plus=plus, end=part.end)
    return replace(item, plus=part, end=part.end) if _completes(item, part, joined=joined) else None


def _completes(item: Item, part: Item, *, joined: bool) -> bool:
    """Say whether a number is the smaller part of the one before it: "2 million 500 thousand", "۱۰ هزار و ۵۰۰".

    Where a word joins them the first may also be a word that holds its own thousand: "ألفين و300"; so may one
    thousand.
    """
    if item.kind != "number" or item.plus is not None or item.percent or part.negative:
        return False
    alone = item.value("numeral") == _THOUSAND and part.start > item.end  # "mil 116"
    unit = max(item.factor, _own_scale(item) if joined or alone else 1)
    return unit >= 1000 and bool(part.readings) and max(part.amounts()) < unit


def _own_scale(item: Item) -> int:
    """Return the largest power of a thousand that divides a number in words, 1 for a number in digits."""
    value = item.amounts()[0] if item.value("numeral") is not None else Decimal(1)
    scale = 1
    while value > 0 and value % (scale * 1000) == 0:
        scale *= 1000
    return scale


def _is_point_between(items: Sequence[Item], *, number: Item, scale: Item, index: int) -> bool:
    """Say whether the full stop of a short scale stands between it and the rest of a number: "3 тыс. 318"."""
    if scale.text not in _POINTED or index + 1 >= len(items):
        return False
    point, rest = items[index], items[index + 1]
    return point.text == "." and point.start == number.end and rest.kind == "number" and rest.start > point.end


def _with_scale(items: Sequence[Item], *, index: int, short_scales: bool) -> tuple[Item, int]:
    """Return a number with the scale words, percent and currency after it, and the index of what follows."""
    number, following = items[index], index + 1
    if not number.readings:
        return number, following
    while following < len(items):
        item = items[following]
        hyphen = item.text == "-" and following + 1 < len(items) and items[following + 1].value("scale") is not None
        scale = item.value("scale")
        short = item.value("word") if short_scales and item.start == number.end and number.factor == 1 else None
        if scale is not None and number.factor < 10**12:
            number = _scaled(number, scale=item)
            following += _is_point_between(items, number=number, scale=item, index=following + 1)
        elif short in _SHORT:
            number = replace(number, factor=_SHORT[short], end=item.end)
        elif item.text == "%" or item.means("word", "percent"):
            number = replace(number, percent=True, end=item.end)
        elif is_currency(item):
            number = replace(number, money=True, end=item.end)
        elif not (hyphen or (item.text == "." and following + 1 < len(items) and _is_unit(items[following + 1]))):
            break
        following += 1
    return number, following


def _scaled(number: Item, *, scale: Item) -> Item:
    senses = tuple(sense for sense in scale.senses if sense.role == "scale")
    factors = list(dict.fromkeys(number.factor * int(sense.value) for sense in senses))
    other = factors[1] if len(factors) > 1 else None
    return replace(number, factor=factors[0], other_factor=other, senses=number.senses + senses, end=scale.end)


def _is_unit(item: Item) -> bool:
    return item.text == "%" or item.means("word", "percent") or is_currency(item)


def is_currency(item: Item) -> bool:
    """Say whether an item is a currency sign or word."""
    return item.means("word", "currency") or (item.kind == "mark" and unicodedata.category(item.text) == "Sc")


def _with_front(before: list[Item], number: Item) -> Item:
    """Return a number with the minus and the currency that stand before it; a dash after a number joins a range."""
    if before and is_currency(before[-1]):
        number = replace(number, money=True)
        if len(before) > 1 and before[-2].kind == "word" and before[-2].end == before[-1].start:
            before[-2:] = [replace(before[-1], start=before[-2].start)]  # "US$"
    if before and before[-1].text == "%" and before[-1].end == number.start:
        number = replace(number, percent=True)
    glued = bool(before) and before[-1].text == "-" and before[-1].end == number.start
    previous = before[-2] if len(before) > 1 else None
    after_number = previous is not None and (
        previous.kind in ("number", "name")
        or (previous.kind in ("word", "phrase") and previous.end == before[-1].start)
    )
    if glued and not after_number:
        minus = before.pop()
        number = replace(number, negative=True, start=minus.start)
    return number
