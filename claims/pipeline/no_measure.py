"""Cells of a column of measures that name those who are counted, and no measure: "Women", "Sex: F", "Age: 0-4"."""

from __future__ import annotations

import re
import shlex
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claims.errors import InField, Refused
from claims.mapping.flags import map_flag, retry_by
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import JOINS
from claims.text import fold

if TYPE_CHECKING:
    from claims.model import Draft
    from claims.pipeline.find import Names

_LABELLED = re.compile(r"(?P<label>[^:：=]{2,30})[:：=]\s*(?P<rest>\S.*)")
_AGES = re.compile(
    r"(?:\d{1,3}\s?(?:[-–—]|to|bis|à|a|до|至)\s?\d{1,3}|\d{1,3}\s?\+|[<>≤≥]\s?\d{1,3})\s*(?P<unit>\D{0,12})"
)


def refuse_people_as_measure(draft: Draft, *, names: Names) -> None:
    """Raise InField where the measure of a row, which nobody knows, is the name of those who are counted."""
    column = draft.columns.get("measure")
    if column is None or not _names_people(draft.measure) or names.known("measure", draft.measure) is not None:
        return
    way = (
        f"{retry_by(map_flag(column, 'population'), '--set measure=NAME')} takes such rows as figures of them, by NAME"
    )
    hint = f"{way}; where it is a measure, add it first: claims measure add {shlex.quote(draft.measure)}"
    raise InField("measure", Refused(f"“{draft.measure}” says who is counted, and not what befell them", hint=hint))


@lru_cache(maxsize=1024)
def _names_people(name: str) -> bool:
    if match := _LABELLED.fullmatch(name.strip()):
        label = set(fold(match["label"]).split())
        return bool(label & _of_sex_and_age()) or (bool(label & _classes()) and _names_people(match["rest"]))
    words = fold(name).split()
    ages = _AGES.fullmatch(name.strip())
    is_age = ages is not None and set(fold(ages["unit"]).split()) <= word_set("year") | word_set("age")
    return is_age or (bool(words) and set(words) <= word_set("men_and_women") | JOINS)


@cache
def _classes() -> frozenset[str]:
    return word_set("whom") | word_set("class_of_people")


@cache
def _of_sex_and_age() -> frozenset[str]:
    return word_set("sex") | word_set("age")
