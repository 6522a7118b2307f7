"""One statement while it is read: which hedges stand on a number, what value it has, and what figure that makes."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from claims.errors import NotAFigure
from claims.figure_items import SIGNS, Item
from claims.lexicon import compared_within, match_at
from claims.lexicon_tokens import fold, tokenize
from claims.model import Figure, Hedge, ValueKind

_LARGEST = 10**18
"""Numbers from here on are refused: they do not fit the 64 bits of a stored integer."""

LOWER = {Hedge.AT_LEAST, Hedge.MORE_THAN}
UPPER = {Hedge.AT_MOST, Hedge.FEWER_THAN}
SOFT = {Hedge.ABOUT, Hedge.NEARLY}
SEEN_THROUGH = ("filler", "currency")
_OF_ITS_OWN = "a measure of its own takes it: claims measure add NAME --value-kind {}; or correct the cell"
_ALONE = "leave the count alone in the cell, and write what else it says into a column of its own"
_UNBOUND = {Hedge.EXACT, Hedge.BETWEEN, *SOFT}
_BOUND = {*map(str, LOWER | UPPER)}


@dataclass(slots=True)
class Statement:
    """A phrase being read: its items, those inside parentheses (asides), and the indexes of those that make the figure.

    mark is the decimal mark that decides "1.500"; mark_from says what it was inferred from, None if it was given.
    """

    phrase: str
    items: Sequence[Item]
    kind: ValueKind
    mark: str | None
    mark_from: str | None = None
    asides: list[list[int]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def refuse(self, reason: str, *, hint: str = "") -> NotAFigure:
        """Return the error that says why this phrase gives no figure."""
        return NotAFigure(self.phrase, reason=reason, hint=hint)


def is_seen_through(item: Item) -> bool:
    """Say whether an item may stand between a hedge and its number: "at least **a total of** 161"."""
    if item.kind in ("mark", "sign"):
        return item.text not in ";\n"
    return item.means("word", *SEEN_THROUGH) or item.means("join", "between", "from", "to", "and")


def hedges_before(statement: Statement, *, main: Sequence[int], number: int, opens_range: bool = False) -> set[Hedge]:
    """Return the hedges that stand directly before a number; one that other words part from it is refused.

    Where the number opens a range, "from" ("от", "ab") is part of the range and no floor.
    """
    found: set[Hedge] = set()
    parted = False
    for index in reversed([index for index in main if index < number]):
        item = statement.items[index]
        if item.kind in ("number", "name"):
            break
        sense = SIGNS.get(item.text) if item.kind == "sign" else item.value("before")
        if opens_range and item.means("join", "from", "between"):
            continue
        if sense is None and not parted and item.value("after") and not item.means("join", "to", "and"):
            raise statement.refuse(f"“{item.text}” stands before its number, not after it")
        if sense is not None and not parted:
            found.add(Hedge(sense))
            statement.used.add(index)
        elif sense is not None and not item.means("word", "weak"):
            raise statement.refuse(f"“{item.text}” does not stand directly before the number")
        elif sense is None and not is_seen_through(item):
            parted = True
    return found


def hedges_after(statement: Statement, *, main: Sequence[int], number: int) -> set[Hedge]:
    """Return the hedges that stand after a number, e.g. "161+", "600 or more", "600 people at least"."""
    found: set[Hedge] = set()
    parted = False
    for index in [index for index in main if index > number]:
        item = statement.items[index]
        if item.kind in ("number", "name"):
            break
        if item.kind == "sign":
            raise statement.refuse(f"“{item.text}” stands before no number")
        sense = "at_least" if item.text == "+" and not parted else item.value("after")
        if sense is None and not parted and item.value("before") and not item.means("word", "weak"):
            raise statement.refuse(f"“{item.text}” stands after the number, and nothing follows it")
        if sense is not None and not (parted and item.means("word", "weak") and not _ends(statement, main, index)):
            found.add(Hedge(sense))
            statement.used.add(index)
        elif not (item.kind == "mark" and item.text in "\"'*_-"):
            parted = True
    return found


def _ends(statement: Statement, main: Sequence[int], index: int) -> bool:
    """Say whether a phrase of several words such as "and more" ends what is said: "20 people and more"."""
    is_last = all(statement.items[at].kind == "mark" for at in main if at > index)
    return is_last and " " in statement.items[index].text


def refuse_compared(statement: Statement, *, main: Sequence[int], figure: Figure) -> None:
    """Refuse a figure without a bound beside which a word stands that may say one: "20 u. mehr", "20 deaths max".

    "12 more" says by how many a figure rises, which is for the measure to take or not (claims.pipeline.wording).
    """
    if figure.hedge not in _UNBOUND:
        return
    last = max(main)
    for index in sorted({*main, *(index for aside in statement.asides for index in aside)} - statement.used):
        item = statement.items[index]
        if (
            (item.means("word", "compare") and not _is_added(statement, index))
            or (item.kind == "word" and _compares_within(item.text))
            or (index == last and item.value("after") in _BOUND)
        ):
            raise statement.refuse(f"“{item.text}” beside the number may say that it is a bound")


def _is_added(statement: Statement, index: int) -> bool:
    """Say whether a word stands right behind a number that is to be added to another: "12 more"."""
    return statement.items[index].means("word", "added") and index > 0 and statement.items[index - 1].kind == "number"


def _compares_within(word: str) -> bool:
    """Say whether a word in a script without blanks holds one that compares; one of a single sign begins it."""
    found = (one for one in compared_within() if one in word)
    return any(len(one) > 1 or word.startswith(one) for one in found)


def hedges_aside(statement: Statement) -> set[Hedge]:
    """Return the hedges that stand alone in parentheses: "(at least) 161", "161 (est.)"."""
    found: set[Hedge] = set()
    for aside in statement.asides:
        items = [statement.items[index] for index in aside if statement.items[index].kind != "mark"]
        senses = [item.value("before") or item.value("after") or SIGNS.get(item.text) for item in items]
        if senses and all(senses):
            found |= {Hedge(sense) for sense in senses if sense}
            statement.used |= set(aside)
    return found


def one_hedge(statement: Statement, *, hedges: set[Hedge]) -> Hedge:
    """Return what several hedges on one number say together: "about 7,000 or more" is a floor."""
    lower, upper = hedges & LOWER, hedges & UPPER
    if (lower and upper) or (lower and Hedge.NEARLY in hedges):
        raise statement.refuse("its hedges contradict each other")
    for hedge in (Hedge.MORE_THAN, Hedge.FEWER_THAN, Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.NEARLY, Hedge.ABOUT):
        if hedge in hedges:
            return hedge
    return Hedge.EXACT


def _refuse_decimals(statement: Statement, *, item: Item) -> None:
    """Refuse "12.000" as a count of 12, whoever decided its decimal mark: nobody writes a count so."""
    decided = len(item.readings) > 1 and item.factor == 1
    if decided and statement.kind == ValueKind.COUNT and any(way.mark == statement.mark for way in item.readings[1:]):
        read = f"as in {statement.mark_from}" if statement.mark_from else f"with “{statement.mark}” as decimal mark"
        raise statement.refuse(
            f"read {read}, “{item.text}” has decimals, and a count has none",
            hint="name the language whose way of writing numbers it follows, or write the number without marks",
        )


def value_of(statement: Statement, *, item: Item) -> int | Decimal:
    """Return a number as its kind wants it: a count whole and not negative, an int wherever it is whole."""
    counts = statement.kind == ValueKind.COUNT
    written = item.text
    is_alone = sum(one.kind == "number" for one in statement.items) == 1
    if counts and item.percent:
        raise statement.refuse("a percentage is no count", hint=_OF_ITS_OWN.format("percent") if is_alone else _ALONE)
    if counts and item.money:
        way = _OF_ITS_OWN.format("money --unit CODE") if is_alone else _ALONE
        raise statement.refuse("an amount of money is no count", hint=way)
    if item.percent and statement.kind == ValueKind.MONEY:
        raise statement.refuse("a percentage is no amount of money")
    if not item.readings:
        raise statement.refuse(f"“{written}” is no way of writing a number")
    _refuse_decimals(statement, item=item)
    value = item.amounts(mark=statement.mark)[0]
    if abs(value) >= _LARGEST:
        raise statement.refuse("its number has more than 18 digits")
    if counts and value < 0:
        hint = "it cannot be true as it stands: look at its source; where it stands in a file for what is not known: "
        raise statement.refuse(
            "a count cannot be negative", hint=f"{hint}--set {shlex.quote(f'not_stated={statement.phrase}')}"
        )
    if value == value.to_integral_value():
        return int(value)
    if counts:
        hint = "if it is no count, its measure needs another kind: claims measure add NAME --value-kind quantity"
        raise statement.refuse(f"“{written}” is not whole, and a count is", hint=hint)
    return value


def hedged(hedge: Hedge, *, value: int | Decimal, statement: Statement) -> Figure:
    """Return the figure that a hedge makes of the number stated; for counts "more than 10,000" begins at 10,001."""
    step = 1 if statement.kind == ValueKind.COUNT else 0
    if hedge is Hedge.EXACT:
        return Figure(hedge, low=value, best=value, high=value)
    if hedge in LOWER:
        return Figure(hedge, low=value + (step if hedge is Hedge.MORE_THAN else 0))
    if hedge in UPPER:
        if hedge is Hedge.FEWER_THAN and step and value == 0:
            raise statement.refuse("a count cannot be below zero")
        return Figure(hedge, high=value - (step if hedge is Hedge.FEWER_THAN else 0))
    return Figure(hedge, best=value)


@lru_cache(maxsize=256)
def has_known_words(modifier: str) -> bool:
    """Say whether a modifier has words, each of a phrase that cells are read with, in any language."""
    tokens = tokenize(fold(modifier).text)
    index, words = 0, 0
    while index < len(tokens):
        is_word = tokens[index].kind == "word"
        match = match_at(tokens, first=index, language=None) if is_word else None
        if is_word and match is None:
            return False
        words += is_word
        index = match.end if match else index + 1
    return words > 0
