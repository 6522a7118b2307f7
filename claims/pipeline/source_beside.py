"""A source named beside the number of a cell, which is not that of its row: "UN 12", "RSF: 7", "over 200 (HRW)".

So may be any name in brackets or before a colon. Whether it says the figure, or those who are counted are its people,
or it is where they were, only a person knows.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claims.dates_calendar import names_weekday
from claims.errors import InField, NotAFigure
from claims.figure_hedges import has_known_words
from claims.lexicon import names_month
from claims.mapping.beside import ASIDE
from claims.mapping.flags import retry_by, set_flag, unasked
from claims.mapping.statements import speaker_in
from claims.pipeline.organisations import organisation
from claims.pipeline.proposing.vocabulary import word_set, written
from claims.pipeline.wording import words_of_measures
from claims.pipeline.words_beside import counted_words
from claims.pipeline.year_beside import WRITTEN_ON
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model import Draft
    from claims.pipeline.find import Names

_BEFORE = re.compile(r"(?P<name>[^\d:：]{2,60})(?P<rest>[:：].*|\d.*)", re.DOTALL)
_BEHIND = re.compile(r"(?P<rest>.*\d[^\s–—-]*)(?:\s+[–—-]|\s*[,;])\s*(?P<name>[^\d,;]{2,60})", re.DOTALL)
_SAID_BEHIND = re.compile(r"(?P<rest>.*\d\S*)\s+(?P<words>\D{5,80})", re.DOTALL)
_APART = re.compile(r"(?P<rest>.*\d\S*)\s+(?P<name>[^\d,;:：()\[\]]{2,60})", re.DOTALL)
_WORD = re.compile(r"\S+")
_PART = re.compile(r"\s*[,;:]\s")
_SHORT = re.compile(r"(?=.{2,6}\Z)[A-ZÀ-ÞА-Я][^\W\d_]{0,2}[A-ZÀ-ÞА-Я]+s?")
"""A short name in capitals, as organisations have: "HRW", "MoH", "МЧС"."""
_BRACKETS, _BEFORE_IT, _COLON, _BEHIND_IT = "in brackets", "before the number", "before the colon", "behind the number"
_WITH_A_NUMBER = re.compile(r"[(\[][^()\[\]]*\d")
"""Brackets that say more than a name: "12 (Stand: 3. Mai)"."""
_SIGNS = " ~<>≥≤=+([–—-"


def refuse_other_speaker(draft: Draft, *, source: str, names: Names | None = None) -> None:
    """Raise InField where beside a number somebody is named who may be another source than that of its row.

    source is the slug of that, names tells who is on record. What the row itself is of is left out.
    """
    for named, where, bare, is_said in _named(draft.says):
        known = None if names is None else names.known("source", named)
        other = organisation(named)
        is_own = known == source or (other is not None and other == organisation(draft.source))
        own = fold(draft.source)
        if is_own or _is_within(fold(named), own) or (own and _is_within(own, fold(named))):
            continue
        is_known = known is not None or other is not None
        if not is_known and (not _may_speak(named, where, is_said=is_said) or _is_of_row(named, draft, names)):
            continue
        if not is_known and where == _BRACKETS and _WITH_A_NUMBER.search(draft.says):
            continue
        reason = f"“{named}” {where} may be who says so, and its source is “{draft.source}”"
        way = f"{retry_by(set_flag(f'names.says.{draft.says}', bare))} reads such cells without it"
        whom = f"where it is who is counted, {retry_by(set_flag('split.says.whom', 'true'))} takes it as population; "
        whom = whom if where == _BEHIND_IT and not is_said else ""
        hint = f"if it is, write its name into the column of sources; {whom}else {way}"
        hint += unasked(draft.columns.get("says", ""))
        hint = hint if "says" in draft.columns else f"if it is, name it as the source; else write “{bare}”"
        raise InField("says", NotAFigure(draft.says, reason=reason, hint=hint))


def _named(says: str) -> Iterator[tuple[str, str, str, bool]]:
    """Yield what may be a name beside the number of a cell, where it stands, the cell without it, and if it is said.

    It is by words such as "according to".
    """
    if "(" in says or "[" in says:
        for bracket in ASIDE.findall(says):
            bare = " ".join(says.replace(bracket, " ").split())
            yield _speaker(bracket[1:-1]), _BRACKETS, bare, _speaker(bracket[1:-1], alone=False) != ""
    elif (match := _SAID_BEHIND.fullmatch(says)) and (name := _speaker(match["words"], alone=False)):
        ends = [says[: one.start()] for one in _WORD.finditer(says, match.start("words"))]
        bare = next((end for end in reversed(ends) if _speaker(says[len(end) :], alone=False) == name), match["rest"])
        yield name, _BEHIND_IT, bare.rstrip(",; "), True
    elif (match := _APART.fullmatch(says)) and _is_apart(match["name"]):
        yield match["name"], _BEHIND_IT, match["rest"], False
    is_before = not says[:1].isdecimal()
    match = _BEFORE.fullmatch(says) if is_before else None if says[-1:].isdecimal() else _BEHIND.fullmatch(says)
    if match is not None and (name := _name_in(match["name"])):
        where = _BEHIND_IT if not is_before else _COLON if match["rest"][0] in ":：" else _BEFORE_IT
        yield name, where, match["rest"].strip(":： "), False


def _is_apart(words: str) -> bool:
    """Return whether words right behind a number are a name by themselves: "12 HRW", "12 MoH", "12 government"."""
    return (
        _SHORT.fullmatch(words) is not None
        or organisation(words) is not None
        or set(fold(words).split()) <= _speakers()
    )


@lru_cache(maxsize=4096)
def _may_speak(name: str, where: str, *, is_said: bool) -> bool:
    """Return whether what nobody knows may be a name, by its capital and where it stands, or by what it says."""
    words = set(fold(name).split())
    if is_said and words & _who_speak():
        return True
    if (
        not words
        or words <= counted_words()
        or fold(name) in word_set("still_open")
        or has_known_words(name)
        or any(sign.isdecimal() for sign in name)
    ):
        return False
    if any(names_month(word) or names_weekday(word) for word in words):  # "12 (Stand Mai)"
        return False
    return where != _BEFORE_IT and (name[:1].isupper() or bool(words & _speakers()))


def _is_of_row(name: str, draft: Draft, names: Names | None) -> bool:
    """Return whether a name is that of what a row speaks of: "12 (Gaza)" in the row of Gaza."""
    row = fold(" ".join((draft.place or "", draft.event, draft.population, draft.measure)))
    return _is_within(fold(name), row) or (
        names is not None and set(fold(name).split()) <= words_of_measures(names) | counted_words() - _who_speak()
    )


@cache
def _who_speak() -> frozenset[str]:
    return frozenset(word for name in ("side_that_speaks", "speaks", "crowd_counter") for word in word_set(name))


@cache
def _speakers() -> frozenset[str]:
    return _who_speak() - counted_words()


@lru_cache(maxsize=4096)
def _speaker(words: str, *, alone: bool = True) -> str:
    """Return who says something by words such as "per HRW"; else what stands before a comma, "" if not alone."""
    name = next((name for template in written("speakers") if (name := speaker_in(words, template))), "")
    return name or (_PART.split(words.strip())[0] if alone else "")


def _is_within(name: str, source: str) -> bool:
    """Return whether a name is a part of a source's, and no part of a word of it: no “UN” in “Gun Violence Archive”."""
    return name in source if WRITTEN_ON.match(name) else re.search(rf"\b{re.escape(name)}\b", source) is not None


@lru_cache(maxsize=4096)
def _name_in(words: str) -> str:
    """Return words without signs around them, "" where they say something of a figure or begin with a small letter."""
    name = words.strip(_SIGNS)
    is_acronym = len(name) > 1 and name.isupper()  # “UN”, which is an article too
    return "" if name[:1].islower() or (not is_acronym and has_known_words(name)) else name
