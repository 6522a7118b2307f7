"""Headers that are taken for names of sources, places or people, and what stands beside these in all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.mapping.fields import Block, Wide
from claims.pipeline.nobody import is_total, without_notes
from claims.pipeline.proposing.meaning import stands_for
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.words import ONLY_NUMBERS, PLAIN, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.found import Found


def take_names(found: Found, figures: Sequence[str], field: str, *, measures: dict[str, str]) -> None:
    """Take headers as names of a field, without marks of notes and the word of all that is none: "RSF total"."""
    bare = {name: without_notes(name) or name for name in figures} if field != "measure" else {}
    shared, measure = _shared_word(list(bare.values()), measures)
    named = {name: text.removeprefix(shared).removesuffix(shared).strip(" _\u00a0") for name, text in bare.items()}
    are_names = all(name[:1].isalpha() for name in named.values())  # no numbers of reports
    if not are_names or len(set(named.values())) < len(figures) or list(named.values()) == list(figures):
        found.wide.append(Wide(columns=tuple(figures), header=field))
        return
    counted = {"measure": measure} if measure and "measure" not in found.columns else {}
    found.claims += [Block({**counted, field: named[name]}, {"says": name}) for name in figures]
    if shared:
        found.unsure.append(f"{quoted(named.values())} are the names, beside “{shared}”")


def _shared_word(names: Sequence[str], measures: dict[str, str]) -> tuple[str, str | None]:
    """Return the first or last word of all names that is no name, and the measure that it is; "" where none is."""
    words = [re.split(r"[\s_]+", name) for name in names]
    for end in (0, -1) if len(names) > 1 and all(one[1:] for one in words) else ():
        (shared, *others) = {one[end] for one in words}
        is_none = is_total(shared) or set(words_of(shared)) <= ONLY_NUMBERS | PLAIN
        measure = None if is_none else stands_for(shared, measures)
        if not others and (is_none or measure):
            return shared, measure
    return "", None
