"""A source named beside the number of a cell, which is not that of its row: "UN 12", "RSF: 7", "over 200 (HRW)".

Whether it says the figure, or those who are counted are its people, only a person knows.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from claims.errors import InField, NotAFigure
from claims.figure_hedges import has_known_words
from claims.mapping.flags import RETRY, set_flag
from claims.mapping.statements import speaker_in
from claims.pipeline.organisations import organisation
from claims.pipeline.proposing.vocabulary import written
from claims.pipeline.wording import BRACKETS
from claims.pipeline.year_beside import WRITTEN_ON
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model import Draft
    from claims.pipeline.find import Names

_BEFORE = re.compile(r"(?P<name>[^\d:：]{2,60})(?P<rest>[:：].*|\d.*)", re.DOTALL)
_BEHIND = re.compile(r"(?P<rest>.*\d[^\s–—-]*)(?:\s+[–—-]|\s*[,;])\s*(?P<name>[^\d,;]{2,60})", re.DOTALL)
_SAID_BEHIND = re.compile(r"(?P<rest>.*\d\S*)\s+(?P<words>\D{5,80})", re.DOTALL)
_WORD = re.compile(r"\S+")
_PART = re.compile(r"\s*[,;:]\s")
_SIGNS = " ~<>≥≤=+([–—-"


def refuse_other_speaker(draft: Draft, *, source: str, names: Names | None = None) -> None:
    """Raise InField where beside a number an organisation or a source is named that is not its source.

    source is the slug of that, names tells who is on record.
    """
    for named, where, bare in _named(draft.says):
        known = None if names is None else names.known("source", named)
        other = organisation(named)
        is_own = known == source or (other is not None and other == organisation(draft.source))
        if (known is None and other is None) or is_own or _is_within(fold(named), fold(draft.source)):
            continue
        reason = f"“{named}” {where} may be who says so, and its source is “{draft.source}”"
        way = f"{RETRY}BATCH {set_flag(f'names.says.{draft.says}', bare)} reads such cells without it"
        hint = f"if it is, write its name into the column of sources; else {way}"
        hint = hint if "says" in draft.columns else f"if it is, name it as the source; else write “{bare}”"
        raise InField("says", NotAFigure(draft.says, reason=reason, hint=hint))


def _named(says: str) -> Iterator[tuple[str, str, str]]:
    """Yield what may be a name beside the number of a cell, where it stands, and the cell without it."""
    if "(" in says or "[" in says:
        for bracket in BRACKETS.findall(says):
            bare = " ".join(says.replace(bracket, " ").split())
            yield _speaker(bracket[1:-1]), "in brackets", bare
    elif (match := _SAID_BEHIND.fullmatch(says)) and (name := _speaker(match["words"], alone=False)):
        ends = [says[: one.start()] for one in _WORD.finditer(says, match.start("words"))]
        bare = next((end for end in reversed(ends) if _speaker(says[len(end) :], alone=False) == name), match["rest"])
        yield name, "behind the number", bare.rstrip(",; ")
    is_before = not says[:1].isdecimal()
    match = _BEFORE.fullmatch(says) if is_before else None if says[-1:].isdecimal() else _BEHIND.fullmatch(says)
    if match is not None and (name := _name_in(match["name"])):
        yield name, "before the number" if is_before else "behind the number", match["rest"].strip(":： ")


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
