"""A time alone in the cell of a figure: "in 2019", "за 2019 год", "2019年", "2019 Q1" state when, and not how many."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claims.dates_days import tells_time
from claims.figure import stated_values
from claims.figure_items import scan
from claims.model import Hedge, ValueKind
from claims.pipeline.proposing.vocabulary import further_measures, word_set
from claims.pipeline.proposing.words import YEAR_WORDS
from claims.text import ascii_digits, fold
from claims.wordlists import wordlist

if TYPE_CHECKING:
    from claims.figure_items import Item
    from claims.model import Figure

_NUMBER = re.compile(r"\d+")
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_APART = re.compile(r"(?<=[^\W\d_])(?=\d)")
_YEARS = frozenset(range(1800, 2101))
_FEW = 10
_YEARS_BY_WORD = range(1200, 2701)
"""Years of the Persian, the Islamic and the Buddhist calendar are among them."""
WRITTEN_ON = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
"""A letter of scripts in which words are written onto each other: "2019年死亡"."""


def states_year(says: str, figure: Figure, *, unit: str | None) -> bool:
    """Return whether the numbers that a figure is read from are years, by a word beside them.

    A word for years in any language makes one ("Year: 2019", "2019 год"), a preposition of time where nothing follows
    ("killed in 2019"); what may as well be a bound ("bis 2019") or name a sum ("a total of 2019") does not,
    nor does any where years are what is counted. So is what dates are read of, also roughly ("end of 2019"), and years
    that are few from one to another ("2019-2020"), which is narrower than sources count.
    """
    if not _FOUR_DIGITS.search(says):
        return False
    if unit is not None and _is_year_word(fold(unit).split()):
        return False
    stated = set(stated_values(figure, kind=ValueKind.COUNT))
    if figure.hedge in (Hedge.EXACT, Hedge.BETWEEN) and stated <= _YEARS and may_be_time(says):
        return True
    text = fold(says)
    found = list(_NUMBER.finditer(text))
    numbers = {int(one[0]) for one in found if len(one[0]) == len("2019")}
    if not numbers or len(found) > 2 or numbers != stated:
        return False
    before, behind = text[: found[0].start()].split(), text[found[-1].end() :].split()
    if _is_year_word(before[-1:]) or _is_year_word(behind[:1]):
        return all(number in _YEARS_BY_WORD for number in numbers)
    follows = " ".join(behind)
    is_of_measure = len(before) == 1 and before[0] in word_set("beside_year") and follows in _measures()
    if follows in word_set("behind_year") or is_of_measure:  # "in 1905 deaths"
        return all(number in _YEARS for number in numbers)
    if behind or not before or len(found) > 1 or any(number not in _YEARS for number in numbers):
        return False
    _, items = scan(" ".join(before), language=None, kind=ValueKind.COUNT, sure=True)
    return before[-1] in _words_before() or _says_when(items[-1], is_first=len(items) == 1)


def may_be_time(says: str) -> bool:
    """Return whether a cell says when by its words, or is two years of a decade: "2019-2020"."""
    years = [int(one) for one in _NUMBER.findall(says)]
    if len(years) == 2 and not any(map(str.isalpha, says)):
        return years[0] in _YEARS and years[0] < years[1] <= years[0] + _FEW
    if not any(map(str.isalpha, says)) or not _FOUR_DIGITS.search(ascii_digits(says)):
        return False
    first, *_ = _APART.sub(" ", fold(says)).split()
    return tells_time(says) or (_is_year_word([first]) and len(years) == 1)


@cache
def _measures() -> frozenset[str]:
    """Return the folded names of usual measures in any language."""
    named = (alias["name"] for row in wordlist("measures")["measure"] for alias in row.get("aliases", ()))
    return frozenset((*map(fold, named), *further_measures()))


def _is_year_word(words: list[str]) -> bool:
    return any(word in YEAR_WORDS or (WRITTEN_ON.match(word) and word[0] in YEAR_WORDS) for word in words)


@cache
def _words_before() -> frozenset[str]:
    return word_set("before_year")


def _says_when(item: Item, *, is_first: bool) -> bool:
    if not item.means("beside", "when") or item.means("before", "at_most", "at_least"):
        return False
    return is_first or not (item.means("join", "from", "to") or fold(item.text) in word_set("of_period"))
