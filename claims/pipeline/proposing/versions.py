"""Columns that hold an earlier and a later figure of one thing: “Old figure” beside “Updated figure”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.mapping.flags import map_flag, set_flag
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import PLAIN, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_EIGHT_DIGITS = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_EARLIER, _CORRECTED = word_set("figure_before"), word_set("figure_corrected")
_LATER = word_set("figure_after") | _CORRECTED


def earlier_and_later(
    found: Found, mapping: Mapping, seen: Sequence[Column], *, meaning: Callable[[str], str | None]
) -> None:
    """Ask which of two columns is read, where one is by its header the earlier figure of what the other counts.

    One day cannot be that of both, and each is a claim of its own: the later one may correct the other. Where people
    said what headers are, they name two of these ("Old Delhi", "New Delhi").
    """
    if found.headers:
        return
    columns = [
        one.name
        for one in seen
        if one.numbers and not _holds_days(one) and f"names.measure.{one.name}" not in found.said
    ]
    for earlier, later in _pairs(columns):
        read = {*mapping.columns.values(), *mapping.wide_columns}
        day = mapping.columns.get("as_of", "")
        way = set_flag(f"names.measure.{later}", earlier) if meaning(earlier) else map_flag(later, "says")
        alone = [map_flag(earlier), *([] if later in read else [way])]
        other = [map_flag(later), *([] if earlier in read else [map_flag(earlier, "says")])]
        other += [map_flag(day)] if _LATER & set(words_of(day)) else []
        found.withdraw(f"“{earlier}” is taken as the figure")
        found.withdraw(f"“{later}” is taken as the figure")
        of_two = " ".join(set_flag(f"names.measure.{name}", name) for name in (earlier, later))
        found.wait(
            f"“{earlier}” is by its name an earlier figure of what “{later}” counts, and each is a claim of its own: "
            f"{' '.join(alone)} reads the later alone; then the same file with {' '.join(other)} the earlier; "
            f"where they count two things, {of_two}"
        )


def _holds_days(column: Column) -> bool:
    """Return whether cells are days, in eight digits too: “Deaths updated” with “20200301”."""
    return column.is_date or all(map(_EIGHT_DIGITS.fullmatch, column.cells))


def _pairs(columns: Sequence[str]) -> list[tuple[str, str]]:
    """Return the columns whose headers differ in nothing but such words, the earlier one first.

    Beside a corrected one the earlier needs no such word: “Dead” and “Dead (revised)”.
    """
    words = {name: set(words_of(name)) for name in columns}
    before = [name for name in columns if words[name] & _EARLIER and not words[name] & _LATER]
    after = [name for name in columns if words[name] & _LATER and not words[name] & _EARLIER]
    plain = [name for name in columns if not words[name] & (_EARLIER | _LATER) and words[name] - PLAIN]
    corrected = [name for name in after if words[name] & _CORRECTED]
    return [(one, two) for one in plain for two in corrected if words[one] - PLAIN == words[two] - _LATER - PLAIN] + [
        (one, two) for one in before for two in after if words[one] - _EARLIER - PLAIN == words[two] - _LATER - PLAIN
    ]
