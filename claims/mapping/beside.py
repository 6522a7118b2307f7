"""What stands beside the number of a cell: who is counted, or where and when, and whether there is a number at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.figure_hedges import has_known_words
from claims.figure_items import Item, scan
from claims.model import ValueKind
from claims.text import fold
from claims.wordlists import wordlist

ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]")
_PLAIN = frozenset(wordlist("tables")["plain"])
"""Words beside a figure that do not say who is counted."""
_PREPOSITIONS = frozenset(wordlist("tables")["prepositions"])
"""Behind these a time or a place follows, and nobody who is counted."""
_SAID_OF_FIGURES = ("tail", "cumulative", "confirmed", "no_bound", "still_open", "period")


def _items(text: str) -> tuple[list[Item], list[tuple[int, int]]]:
    """Return the items of a text outside of brackets, and where in it each stands."""
    plain = ASIDE.sub(lambda aside: " " * len(aside[0]), text)
    folded, items = scan(plain, language=None, kind=ValueKind.COUNT)
    places = [
        (folded.offsets[item.start], folded.offsets[item.end - 1] + 1) if item.end > item.start else (0, 0)
        for item in items
    ]
    return items, places


def states(text: str) -> bool:
    """Return whether a text holds a number, a vague one, or a word such as "unknown" or "none"."""
    return any(
        item.kind == "number"
        or any(one.role == "vague" or one.value in {"novalue", "somevalue", "zero"} for one in item.senses)
        for item in _items(text)[0]
    )


def apart(text: str) -> tuple[str, str]:
    """Return the words of a figure, and those beside it that say who is counted.

    Words for what is counted ("12 women injured"), for a rate or for how sure it is stay with the figure.
    """
    items, places = _items(text)
    end = next((at for at, item in enumerate(items) if at and item.text in _PREPOSITIONS), len(items))
    beside = [
        place
        for item, place in zip(items[:end], places[:end], strict=True)
        if item.kind == "word" or _is_short_name(text[slice(*place)], text)
    ]
    beside = _joined([place for place in beside if fold(text[slice(*place)]) not in _of_figures()], text)
    whom = [_without_counter(text[start:end]) for start, end in beside if text[start:end].casefold() not in _PLAIN]
    if _is_of_figure(fold(" ".join(whom))):
        beside, whom = [], []
    kept = text
    for start, end in reversed(beside):
        kept = f"{kept[:start]} {kept[end:]}"
    if not whom and (aside := next(_people_aside(kept), None)) is not None:
        whom, kept = [aside[0][1:-1].strip()], f"{kept[: aside.start()]} {kept[aside.end() :]}"
    return " ".join(kept.split()).strip(",;:= "), " ".join(whom)


def _joined(places: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Return places in a text, as one where only a word such as "and" stands between: "women and children"."""
    found: list[tuple[int, int]] = []
    for start, end in places:
        is_one = found and fold(text[found[-1][1] : start]) in _joins()
        found.append((found.pop()[0] if is_one else start, end))
    return found


def _without_counter(word: str) -> str:
    """Return a word without what stands before people in scripts without blanks: "名平民"."""
    counters = (one for one in _listed("people_behind_number") if not one.isascii() and len(one) == 1)
    return next((word[1:] for one in counters if word.startswith(one) and len(word) > 1), word)


def _is_of_figure(words: str) -> bool:
    """Return whether words beside a number say how sure it is, or that it is a rate: "so far", "per day"."""
    first, _, rest = words.partition(" ")
    times = _listed("day", "week", "month", "year")
    return words in _listed(*_SAID_OF_FIGURES) or (first in _listed("each") and rest in times)


@cache
def _of_figures() -> frozenset[str]:
    """Return the folded words that say what is counted, and of how many more, and no group of people."""
    measures = {fold(name) for names in wordlist("headers")["measures"].values() for name in names}
    measures.update(fold(one["name"]) for row in wordlist("measures")["measure"] for one in row.get("aliases", ()))
    measures.update(fold(row["label"]) for row in wordlist("measures")["measure"])
    words = measures | _listed("people_behind_number", "change_behind_number", "alive")
    return frozenset(word for word in words if " " not in word) - _people_words()


@cache
def _listed(*names: str) -> frozenset[str]:
    return frozenset(fold(word) for name in names for word in wordlist("headers")[name])


def _is_short_name(word: str, text: str) -> bool:
    """Return whether a word is one by its capitals: "UN", which is an article too, in "20 UN staff"."""
    return len(word) > 1 and word.isalpha() and word.isupper() and not text.isupper()


def _people_aside(text: str) -> Iterator[re.Match[str]]:
    """Yield the brackets of a text in which nothing stands but words for people: "12 (women)".

    Between two numbers they say only whom the first counts: "3 (women); 5 (families)".
    """
    for aside in ASIDE.finditer(text):
        words = set(fold(aside[0][1:-1]).split()) - _PLAIN - _joins()
        is_between = states(text[: aside.start()]) and states(text[aside.end() :])
        if words and words <= _people_words() and not is_between:
            yield aside


@cache
def _joins() -> frozenset[str]:
    return frozenset(map(fold, wordlist("tables")["join"]))


@cache
def _people_words() -> frozenset[str]:
    return frozenset(word for name in wordlist("headers")["people"] for word in (fold(name), *fold(name).split()))


def says_where(text: str) -> bool:
    """Return whether a place or a time follows on a figure: "44 at the mosque"."""
    return any(item.text in _PREPOSITIONS for item in _items(text)[0][1:])


def is_bare(part: str) -> bool:
    """Return whether nothing stands beside a number that says what it counts: "12", "at least 12"."""
    return has_known_words(part) if any(map(str.isalpha, part)) else any(map(str.isdecimal, part))


def group(text: str) -> str:
    """Return the words above figures that name those who are counted; "" where they say nothing ("Total")."""
    return "" if set(re.findall(r"[^\W\d_]+", text.casefold())) <= _PLAIN else text.strip()


def words_beside(text: str) -> str:
    """Return the words of a text that may say who is counted."""
    return apart(" ".join(text.split()).strip(",;:= "))[1]
