"""Words beside the number of a cell that nobody knows: what may make a bound of it is refused, never read as exact.

Any word may stand behind a number for what is counted ("20 fishermen"), and is told as `claims.pipeline.wording` says.
Before it stands what bounds it ("no supera 20", "δεν ξεπερνά τους 20"), unless a colon parts them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claims.errors import AmbiguousFigure, InField, NotAFigure
from claims.figure_items import scan
from claims.figure_scales import in_digits
from claims.mapping.beside import ASIDE
from claims.mapping.flags import retry_by, set_flag
from claims.mapping.synonyms import synonyms
from claims.model import Hedge, ValueKind
from claims.pipeline.figure import read_figure
from claims.pipeline.nobody import SUMS
from claims.pipeline.proposing.vocabulary import further_measures, word_set
from claims.pipeline.proposing.words import JOINS
from claims.pipeline.wording import PEOPLE, words_of_measures
from claims.text import ascii_digits, fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.figure_items import Item
    from claims.model import Draft, Figure
    from claims.pipeline.figure import Reading
    from claims.pipeline.find import Names

_JOINS = JOINS | word_set("join_number")
_COUNTED = (
    *("people", "plain", "tail", "counted", "beside_counted", "confirmed", "kind_of_death", "outcome", "unidentified"),
    *("severity", "alive", "captive", "armed", "cumulative", "period", "basis_verified", "basis_reported"),
    *("basis_estimated", "basis_documented", "singular", "number_of", "done_by", "no_bound"),
)
_PARTING = ":：=|;\n"
_APOSTROPHES = "'’ʼ"
_SHORT = 2
_MOST_SHOWN = 60
_NO_WORD = re.compile(r"[\d\W_]+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
"""Letters with points; capitals are a name: "20 U.S. soldiers"."""
_DIGIT = re.compile(r"\d")
_SPOKEN = re.compile(r"\s*[^\d()]*\d[^()]*\([^()\d]*[^\W\d_][^()\d]*\)\s*")
"""A number with words in brackets behind it, which may name who says it."""
_EACH_APART = "record each figure by itself, in a row of its own with its source"
_BETWEEN_SPOKEN = (";", ",", "/", "\\n")
_NUMBER = re.compile(r"\d[\d.,\s]*\d|\d")


def refuse_unknown_words(says: str, figure: Figure, *, names: Names, reading: Reading) -> None:
    """Raise InField where a number is read as it stands, and words beside it that nobody knows may make a bound of it.

    So are words that are a bound in another language than the one that the figure is read in.
    """
    if figure.hedge not in (Hedge.EXACT, Hedge.BETWEEN) or not any(sign.isalpha() or sign == "+" for sign in says):
        return
    if reading.language is not None:
        _refuse_bounds_elsewhere(says, reading=reading)
    shape = _DIGIT.sub("2", says)
    if _unknown_to_all(shape) is None:
        return
    word = _unknown_beside(shape, names=names)
    if word is not None:
        raise InField("says", NotAFigure(says, reason=f"what “{word}” says of the number is not known"))


@lru_cache(maxsize=4096)
def _unknown_to_all(shape: str) -> str | None:
    """Return such a word of a wording whose digits say nothing, as if no measure were on record; None mostly."""
    return _unknown_beside(shape, names=None)


def _unknown_beside(says: str, *, names: Names | None) -> str | None:
    bare = ASIDE.sub(" ", in_digits(says, decimal_mark="."))
    bare = _DOTTED.sub(lambda match: match[0].replace(".", "") if match[0].isupper() else match[0], bare)
    folded, items = scan(bare, language=None, kind=ValueKind.COUNT, sure=True)
    numbers = [index for index, item in enumerate(items) if item.kind == "number"]
    if not numbers:
        return None
    capitals = {item.start for item in items if bare[folded.offsets[item.start] :][:2].istitle()}
    before = _before(items[: numbers[0]], names=names, is_alone=len(numbers) == 1)
    return _bound_by_name(says) or before or _behind(items[numbers[-1] :], names=names, capitals=capitals)


def answered(error: NotAFigure, draft: Draft) -> str:
    """Return the hint of a cell that gives no figure: where nothing else helps, how to say what such cells mean."""
    if sign := _parting_spoken(draft.says) if "says" in draft.columns else "":
        way = retry_by(set_flag("split.says", sign))
        return f"{_EACH_APART}; where each is said by whom the brackets behind it name, {way}"
    is_known = error.hint != NotAFigure.HINT or "says" not in draft.columns or not 0 < len(draft.says) <= _MOST_SHOWN
    numbers = _NUMBER.findall(ascii_digits(draft.says))
    if is_known or len(numbers) > 1:
        return error.hint
    key = f"names.says.{draft.says}"
    if not numbers:
        way = f"{retry_by(set_flag(key, 'unknown'))} records such cells as a number that is not known"
        return f"{way}; or write behind its “=” what they mean, such as “between 3 and 9”; or correct the cell"
    way = f"{retry_by(set_flag(key, numbers[0]))} reads such cells so"
    bounds = ", ".join(f"“{words} {numbers[0]}”" for words in ("at least", "at most"))
    return f"{way}; or write behind its “=” what they mean: {bounds} or “about {numbers[0]}”; or correct the cell"


def _parting_spoken(says: str) -> str:
    """Return the sign that parts figures with a name in brackets behind each: "52 (police); 54 (court filing)"."""
    parted = ((sign, says.replace("\n", "\\n").split(sign)) for sign in _BETWEEN_SPOKEN)
    return next((sign for sign, parts in parted if len(parts) > 1 and all(map(_SPOKEN.fullmatch, parts))), "")


def _refuse_bounds_elsewhere(says: str, *, reading: Reading) -> None:
    try:
        figure = read_figure(says, kind=ValueKind.COUNT, reading=replace(reading, language=None))
    except (NotAFigure, AmbiguousFigure):
        return
    if figure.hedge not in (Hedge.EXACT, Hedge.BETWEEN):
        reason = f"its words are a bound in another language than “{reading.language}”"
        raise InField("says", NotAFigure(says, reason=reason))


def _bound_by_name(says: str) -> str | None:
    """Return the name of a bound that stands with the number or in a bracket beside it: "20 (Obergrenze)"."""
    apart = (*ASIDE.findall(says), ASIDE.sub(" ", says))
    words = (" ".join(_NO_WORD.sub(" ", fold(part)).split()) for part in apart)
    return next((one for one in words if one in _bounds()), None)


@cache
def _bounds() -> frozenset[str]:
    return frozenset((*synonyms()["low"], *synonyms()["high"]))


def _before(items: Sequence[Item], *, names: Names | None, is_alone: bool) -> str | None:
    """Return a word before a number that may make a bound of it; None where all are known, or a colon parts them.

    A denial may ("no pasa de 20"), and what begins a range of which nothing else stands there: "from 20", "until 20".
    """
    parted = max((index + 1 for index, item in enumerate(items) if item.text in _PARTING), default=0)
    for index in range(parted, len(items)):
        is_end = is_alone and index == parted and items[index].value("join") in {"from", "to"}
        if is_end or items[index].means("word", "negation") or _is_unknown(items[index], names):
            return items[index].text
        if (short := _short(items, index, names=names)) is not None:
            return short
    return None


def _behind(items: Sequence[Item], *, names: Names | None, capitals: Container[int]) -> str | None:
    """Return what may make a bound of the number before it: "und drunter", "u.m.", "'yi aşıyor", "or +"; else None.

    A word with a capital, of which capitals holds the starts, is a name: "20 i Oslo", "20 Lt. Colonels".
    """
    for index, item in enumerate(items[1:], start=1):
        following = items[index + 1] if index + 1 < len(items) else None
        if item.text == "+":
            return "+"
        if following is None:
            return item.text if index == 1 and len(item.text) > 1 and item.means("join", "to") else None
        is_left_over = following.kind == "phrase" or (following.start not in capitals and _is_unknown(following, names))
        if index == 1 and fold(item.text) in _JOINS and is_left_over:
            return f"{item.text} {following.text}"
        if index == 1 and item.text in _APOSTROPHES and item.start == items[0].end:
            return f"{item.text}{following.text}"
        if item.start not in capitals and (short := _short(items, index, names=names)) is not None:
            return short
    return None


def _short(items: Sequence[Item], index: int, *, names: Names | None) -> str | None:
    """Return what stands at a place where it is an abbreviation of letters that nobody knows: "u.m.", "f."."""
    shown = [item.text for item in items[index : index + 4]]
    if len(shown) == 1 or shown[1] != "." or len(shown[0]) > _SHORT or not shown[0].isalpha():
        return None
    if items[index + 1].start > items[index].end:
        return None
    if len(shown) > 3 and shown[3] == "." and len(shown[2]) <= _SHORT:
        return "".join(shown)
    return "".join(shown[:2]) if _is_unknown(items[index], names) else None


def _is_unknown(item: Item, names: Names | None) -> bool:
    if item.kind != "word" or (word := fold(item.text)) in counted_words():
        return False
    return names is None or word not in words_of_measures(names)


@cache
def counted_words() -> frozenset[str]:
    """Return the words of what is counted, in any language, and of sums ("in totaal 20")."""
    phrases = {*PEOPLE, *SUMS, *further_measures(), *(phrase for name in _COUNTED for phrase in word_set(name))}
    return frozenset(word for phrase in phrases for word in phrase.split())
