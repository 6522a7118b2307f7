"""Numbers in running text: where they stand, what each can mean, and whether a recorded figure occurs there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from claims.figure_items import Item, scan
from claims.figure_number import NumberReading, number_end, proven_marks
from claims.figure_say import stated_values
from claims.lexicon import known_language
from claims.lexicon_tokens import fold, tokenize
from claims.model import Figure, Hedge, ValueKind
from claims.text import ascii_digits

_WRITTEN = re.compile(r"[0-9]+|[^0-9]+")
_LONGEST_WORD = 40
_PLUS_MINUS = re.compile(r"\s?\(?(?:±|\+/?[-−])\s?")
_NEAR_BEFORE = re.compile(r"(?:^|([^\W\d]+) )$")
_NEAR_AFTER = re.compile(r"\+?(?: ([^\W\d]+)(?![\w'’-])|\.?$)")


_ONE_OF = {
    "de": re.compile(r"(?i)\b(?:eine[rsn]?) (?:der|dieser|von|davon)\b"),
    "ru": re.compile(r"(?i)\b(?:один|одна|одно|одного|одну) из\b"),
}
"""One of many, which is no number among others but says one where it is counted: "один из них погиб"."""


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a text: every value it can have with its scale words, and where it stands in the original text."""

    values: tuple[int | Decimal, ...]
    start: int
    end: int


def find_numbers(text: str, *, language: str | None = None, kind: ValueKind = ValueKind.COUNT) -> list[FoundNumber]:
    """Return the numbers of a text in order, with both values of "1.500" and with scale words: "10 آلاف" is 10,000.

    Numbers glued to letters count, and number words. language prefers one language's meaning of a word.
    """
    folded, items = scan(text, language=known_language(language), kind=kind)
    found = []
    for index, item in enumerate(items):
        if item.kind in ("number", "name"):
            pieces = [item] if item.readings else _pieces(item)
        elif item.means("word", "zero"):
            pieces = [replace(item, readings=(NumberReading(None, Decimal(0)),))]
        else:
            continue
        for piece in pieces:
            values = piece.amounts()
            if piece.other_factor is not None:
                values += replace(piece, factor=piece.other_factor).amounts()
            values += _shared_scale(items, index=index)
            whole = tuple(dict.fromkeys(_plain(value) for value in values))
            found.append(FoundNumber(whole, folded.offsets[piece.start], folded.offsets[piece.end - 1] + 1))
    return found


def occurs_in(
    figure: Figure,
    quote: str,
    *,
    kind: ValueKind = ValueKind.COUNT,
    language: str | None = None,
) -> bool:
    """Say whether every number that a figure states stands in a quote, in any digits, marks and scale words.

    A vague figure needs a word of its unit ("dozens"); a figure without a number is held by any quote; a date or text
    must stand there as it is.
    """
    code = known_language(language)
    if figure.hedge is Hedge.NONE:
        return True
    if figure.hedge is Hedge.VAGUE:
        _, items = scan(quote, language=code, kind=kind)
        return any(item.means("vague", str(figure.magnitude)) for item in items)
    stated = stated_values(figure, kind=kind)
    if all(isinstance(value, int) for value in stated) and stand_plainly(map(str, stated), ascii_digits(quote)):
        return True
    if stated == (1,) and code in _ONE_OF and _ONE_OF[code].search(quote):
        return True
    numbers = find_numbers(quote, language=code, kind=kind)
    found = {value for number in numbers for value in number.values} | _spread(numbers, ascii_digits(quote))
    return all(fold(value).text in fold(quote).text if isinstance(value, str) else value in found for value in stated)


def _spread(numbers: Sequence[FoundNumber], quote: str) -> set[int | Decimal]:
    """Return the ends that numbers with plus and minus behind them state: 10 and 14 of "12 ± 2"."""
    ends: set[int | Decimal] = set()
    for number, off in pairwise(numbers):
        signed = off.start + (quote[off.start] in "-−")
        if _PLUS_MINUS.fullmatch(quote[number.end : signed]) is not None:
            ends |= {value + by for value in number.values for one in off.values for by in (one, -one)}
    return ends


def stand_plainly(texts: Iterable[str], quote: str) -> bool:
    """Say whether all of these stand in a quote to the letter, with nothing beside that could change what they mean.

    A text is a number, or a wording whose numbers are in digits. False decides nothing: then the quote has to be read.
    What is next to a digit, a mark, a letter or a scale word ("161 thousand") does not stand plainly.
    """
    return all(_stands_plainly(text, quote) for text in texts)


def _stands_plainly(text: str, quote: str) -> bool:
    place = quote.find(text)
    while place >= 0:
        if _is_plain_before(quote, place) and _is_plain_after(quote, place + len(text)):
            return True
        place = quote.find(text, place + 1)
    return False


def _is_plain_before(quote: str, place: int) -> bool:
    """Say whether before a place stands nothing, or a word and a blank, and none that scales or joins numbers."""
    if place and quote[place - 1] == " ":
        word = quote[max(0, place - _LONGEST_WORD) : place - 1].rpartition(" ")[2]
        if word.isalpha():
            return _is_plain_beside(word)
    near = _NEAR_BEFORE.search(quote, max(0, place - _LONGEST_WORD), place)
    return near is not None and _is_plain_beside(near[1])


def _is_plain_after(quote: str, end: int) -> bool:
    """Say whether after a place stands nothing, or a blank and a word, and none that scales or joins numbers."""
    if quote[end : end + 1] == " ":
        word, blank, _ = quote[end + 1 : end + _LONGEST_WORD].partition(" ")
        if blank and word.isalpha():
            return _is_plain_beside(word)
    near = _NEAR_AFTER.match(quote, end)
    return near is not None and _is_plain_beside(near[1])


@lru_cache(maxsize=8192)
def _is_plain_beside(word: str | None) -> bool:
    """Say whether a word beside a number leaves it as it is: none that scales or joins numbers, in any language."""
    if word is None:
        return True
    folded, items = scan(f"7 {word} 7", language=None, kind=ValueKind.COUNT)
    whole = len(items) == 3 and folded.text.startswith("7 ")
    if not whole or items[0].factor != 1 or items[2].factor != 1 or items[0].other_factor is not None:
        return False
    return not items[1].value("scale") and not items[1].value("vague") and not items[1].means("join", "compose")


def column_decimal_mark(cells: Iterable[str]) -> str | None:
    """Return the decimal mark ("." or ",") that the numbers of a column prove, e.g. "." by "1,234,567" or "12.5".

    None when no cell proves one, and also when cells contradict each other: then each cell has to speak for itself.
    """
    proven: set[str] = set()
    for cell in cells:
        if cell.isdecimal():
            continue
        tokens = tokenize(fold(cell).text)
        index = 0
        written = []
        while index < len(tokens):
            if tokens[index].kind == "digits":
                end = number_end(tokens, first=index)
                written.append("".join(token.text for token in tokens[index:end]))
                index = end
            else:
                index += 1
        proven |= proven_marks(written)
        if len(proven) > 1:
            return None
    return next(iter(proven), None)


def _plain(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value


def _pieces(item: Item) -> list[Item]:
    """Return the digit groups of what is no number as a whole, such as a date, but for runs too long to read."""
    pieces = []
    written = item.text[-(item.end - item.start) :]
    position = item.end - len(written)
    for match in _WRITTEN.finditer(written):
        if match[0][0].isdigit() and len(match[0]) <= 40:
            start, end = position + match.start(), position + match.end()
            readings = (NumberReading(None, Decimal(match[0])),)
            pieces.append(Item("number", match[0], start, end, readings=readings))
    return pieces


def _shared_scale(items: Sequence[Item], *, index: int) -> tuple[Decimal, ...]:
    """Return what a number means with the scale of the one it is joined to: the 3 of "3 to 5 thousand" is 3,000."""
    item = items[index]
    if index + 2 >= len(items) or item.factor > 1 or items[index + 2].kind != "number":
        return ()
    joint, other = items[index + 1], items[index + 2]
    if other.factor == 1 or not (joint.text == "-" or joint.means("join", "to", "and")):
        return ()
    return replace(item, factor=other.factor, plus=None).amounts()
