"""People named beside the number of a cell, who may be those that it counts: "12 women", "12 (children)", "Women: 12".

A figure of them is none of all; whether it is one, only a person knows.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claims.errors import InField, NotAFigure
from claims.figure_hedges import has_known_words
from claims.mapping.beside import ASIDE
from claims.mapping.flags import retry_by, set_flag, unasked
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import JOINS, PEOPLE
from claims.pipeline.wording import words_of_measures
from claims.pipeline.year_beside import WRITTEN_ON
from claims.text import fold
from claims.wordlists import wordlist

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Draft, Measure
    from claims.pipeline.find import Names

_NUMBER = re.compile(r"\d(?:[\d.,'’٬٫\s]*\d)?")
_OWN_DIGITS = re.compile(r"(?<!\w)\d+")
"""Digits that are no part of a word."""
_CLAUSE = re.compile(r"[,;،؛。、]")
_WORD = re.compile(r"[^\W\d_][^\s()\[\]:：=,;–—]*")
_ALIKE = 3
"""So many first letters "woman" and "women" share."""


class _Beside(NamedTuple):
    """People beside a number, where they stand, the cell without them, and all words there, folded."""

    people: str
    where: str
    bare: str
    words: str


def refuse_other_people(draft: Draft, *, measure: Measure, names: Names) -> None:
    """Raise InField where people stand beside a number whom neither its measure names nor those that it is of."""
    if "says" not in draft.columns:  # a person gives each figure with those whom it counts
        return
    if not _beside(_OWN_DIGITS.sub("0", draft.says)):  # wordings that differ in their numbers are looked at once
        return
    said = [one for one in _beside(draft.says) if not _is_told(one.people, draft.population)]
    own = (
        words_of_measures(names, [measure.id]) | set(fold(f"{measure.label} {draft.source}").split()) if said else set()
    )
    known = names.measures_by_name() if said else {}  # "5 children killed" is told of as that measure
    other = next((one for one in said if not set(fold(one.people).split()) <= own and one.words not in known), None)
    if other is None:
        return
    reason = f"“{other.people}” {other.where} may be who is counted, and the figure would be of {draft.population}"
    whom = retry_by(set_flag("split.says.whom", "true"))
    way = f"{retry_by(set_flag(f'names.says.{draft.says}', other.bare))} reads such cells without it"
    hint = f"if it is, {whom} takes such words as population; else {way}{unasked(draft.columns['says'])}"
    raise InField("says", NotAFigure(draft.says, reason=reason, hint=hint))


@lru_cache(maxsize=4096)
def _beside(says: str) -> tuple[_Beside, ...]:
    """Return the people beside the one number, or range, of a cell."""
    if not any(sign.isalpha() for sign in says):
        return ()
    bare = " ".join(ASIDE.sub(" ", says).split())
    numbers = list(_NUMBER.finditer(bare))
    if not numbers:
        return ()
    first, last = numbers[0].start(), numbers[-1].end()
    between = bare[numbers[0].end() : numbers[-1].start()]
    if any(sign.isalpha() for sign in between) and not has_known_words(between):
        return ()
    behind, before = _CLAUSE.split(bare[last:], maxsplit=1)[0], bare[:first]
    found = [
        (_until(behind, _not_counted() | _of_which()), "behind the number", bare[:last]),
        (_until(before, _not_counted()), "before the number", bare[first:]),
        *((_alone(one), "in brackets", bare) for one in ASIDE.findall(says) if not _NUMBER.search(one)),
    ]
    return tuple(
        _Beside(people, where, rest, " ".join(map(fold, words)))
        for words, where, rest in found
        if (people := _people(words))
    )


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if fold(word)]


def _until(text: str, stops: frozenset[str]) -> list[str]:
    """Return the words of a text before one behind which nobody is counted: "killed by soldiers"."""
    words = _words(text)
    return words[: next((at for at, word in enumerate(words) if fold(word) in stops), len(words))]


def _people(words: Sequence[str]) -> str:
    """Return who is named among words, as few or many of them as a name of people has; "" for nobody."""
    spans = ((at, end) for at in range(len(words)) for end in range(len(words), at, -1))
    named = (" ".join(words[at:end]) for at, end in spans)
    return next((one for one in named if _is_people(one)), "") or _written_on(words)


def _is_people(name: str) -> bool:
    """Return whether a word or a phrase names people, and says nothing of a number: "mil" is thousand in Spanish."""
    return fold(name) in PEOPLE and not has_known_words(name)


def _alone(bracket: str) -> list[str]:
    """Return the words in brackets where they are people and plain words alone; else none."""
    words = _words(bracket[1:-1])
    folded = {fold(word) for word in words}
    is_all = folded <= _plain() | _people_words() and not folded & _of_which()
    return words if is_all else []


def _written_on(words: Sequence[str]) -> str:
    """Return people in words of a script without blanks: "12名女性"."""
    written = [word for word in words if WRITTEN_ON.match(word)]
    return next((one for word in written for one in _of_the_east() if one in word), "")


def _is_told(people: str, population: str) -> bool:
    """Return whether those whom a claim is of are people of that name, in whatever form: "woman" and "women"."""
    own, given = fold(people), fold(population)
    starts = {one.removeprefix("ال")[:_ALIKE] for one in given.split()}
    return own in given or any(one.removeprefix("ال")[:_ALIKE] in starts for one in own.split())


@cache
def _of_the_east() -> tuple[str, ...]:
    return tuple(one for one in PEOPLE if WRITTEN_ON.match(one) and len(one) > 1)


@cache
def _people_words() -> frozenset[str]:
    return frozenset(word for phrase in PEOPLE for word in (phrase, *phrase.split()))


@cache
def _of_which() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in word_set("of_which"))


@cache
def _not_counted() -> frozenset[str]:
    stops = {phrase.split()[0] for name in ("done_by", "aside") for phrase in word_set(name)}
    return frozenset(stops) | frozenset(wordlist("tables")["prepositions"])


@cache
def _plain() -> frozenset[str]:
    return frozenset(wordlist("tables")["plain"]) | word_set("plain") | JOINS | word_set("people_behind_number")
