"""A year alone in the cell of a figure: "in 2019", "за 2019 год", "سنة 2019", "2019年" state when, and not how many."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claims.figure import stated_values
from claims.figure_items import scan
from claims.model import ValueKind
from claims.pipeline.proposing.vocabulary import word_set
from claims.text import fold

if TYPE_CHECKING:
    from claims.figure_items import Item
    from claims.model import Figure

_NUMBER = re.compile(r"\d+")
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_YEARS = range(1800, 2101)
_YEARS_BY_WORD = range(1200, 2701)
"""Years of the Persian, the Islamic and the Buddhist calendar are among them."""
WRITTEN_ON = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
"""A letter of scripts in which words are written onto each other: "2019年死亡"."""


def states_year(says: str, figure: Figure, *, unit: str | None) -> bool:
    """Return whether the numbers that a figure is read from are years, by a word beside them.

    A word for years in any language makes one ("Year: 2019", "2019 год"), a preposition of time where nothing follows
    ("killed in 2019"); what may as well be a bound ("bis 2019") or name a sum ("a total of 2019") does not,
    nor does any where years are what is counted.
    """
    if not _FOUR_DIGITS.search(says):
        return False
    if unit is not None and _is_year_word(fold(unit).split()):
        return False
    text = fold(says)
    found = list(_NUMBER.finditer(text))
    numbers = {int(one[0]) for one in found if len(one[0]) == len("2019")}
    if not numbers or len(found) > 2 or numbers != set(stated_values(figure, kind=ValueKind.COUNT)):
        return False
    before, behind = text[: found[0].start()].split(), text[found[-1].end() :].split()
    if _is_year_word(before[-1:]) or _is_year_word(behind[:1]):
        return all(number in _YEARS_BY_WORD for number in numbers)
    if behind or not before or len(found) > 1 or any(number not in _YEARS for number in numbers):
        return False
    _, items = scan(" ".join(before), language=None, kind=ValueKind.COUNT, sure=True)
    return before[-1] in _words_before() or _says_when(items[-1], is_first=len(items) == 1)


def _is_year_word(words: list[str]) -> bool:
    known = _year_words()
    return any(word in known or (WRITTEN_ON.match(word) and word[0] in known) for word in words)


@cache
def _year_words() -> frozenset[str]:
    return word_set("year") | word_set("year_forms")


@cache
def _words_before() -> frozenset[str]:
    return word_set("before_year")


def _says_when(item: Item, *, is_first: bool) -> bool:
    if not item.means("beside", "when") or item.means("before", "at_most", "at_least"):
        return False
    return is_first or not (item.means("join", "from", "to") or fold(item.text) in word_set("of_period"))
