"""Columns of words such as "about" that qualify the figure beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.lexicon import match_at
from claims.lexicon_tokens import fold, tokenize
from claims.mapping.fields import Block
from claims.mapping.figure import hedge_of
from claims.mapping.flags import map_flag
from claims.model import Hedge
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_MODIFIERS = word_set("modifier")
_HEDGES = frozenset(Hedge)
_SHORT = 2
"""A word of two letters may be a code or a status: "ok" is about in Polish."""


def find_modifier(found: Found, seen: Sequence[Column]) -> None:
    """Take a column of words such as "about" as the modifier of the figure, or say that there is one."""
    used = found.used() | {name for wide in found.wide for name in wide.columns}
    for column in seen:
        if column.name in used or not _holds_hedges(column) or _is_one_word(column):
            continue
        if (other := _named_alike(column.name, [one.name for one in seen if one.name not in used])) is not None:
            found.left_out.append(f"“{column.name}” qualifies “{other}”, which is not read either")
        elif (figure := _qualified(found, column.name)) is not None:
            _with_modifier(found, figure, modifier=column.name)
        elif "says" in found.columns and "hedge" not in found.columns:
            found.columns["hedge"] = column.name
            found.unsure.append(f"“{column.name}” is taken as the modifier of the figure")
        elif "hedge" not in found.columns:
            _ask_which(found, column)


def _ask_which(found: Found, column: Column) -> None:
    """Ask which figures a modifier is of: without it "at least 460" would be recorded as 460."""
    word = next((cell for cell in column.cells if hedge_of(cell) is not Hedge.EXACT), None)
    if word is None:
        return
    reason = f"“{column.name}” holds words such as “{word}” that qualify a figure, and nothing says which"
    ways = f"{map_flag(column.name, 'hedge')} reads it with each figure of its row, {map_flag(column.name)} with none"
    ways += "; a [[claim]] for each figure can say which (hedge = column)"
    found.ask(f"hedge.{column.name}", f"{reason}: {ways}", waits=True)


def _holds_hedges(column: Column) -> bool:
    """Return whether all cells are hedges; short ones are where others say the same in more letters ("до", "около")."""
    are_long = [len(cell) > _SHORT or hedge_of(cell) is not None for cell in column.cells]
    return any(are_long) and all(map(_is_hedge, column.cells))


def _is_one_word(column: Column) -> bool:
    """Return whether all cells are one word that a hedge only is in some language: “ruim” is bad in Portuguese."""
    is_said = bool(_MODIFIERS & set(words_of(column.name)))
    return not is_said and len(set(column.cells)) == 1 and hedge_of(column.cells[0]) is None


def _is_hedge(cell: str) -> bool:
    """Return whether a cell is a hedge and nothing else, in any language: "about", "mindestens", "حدود"."""
    tokens = tokenize(fold(cell).text)
    match = match_at(tokens, first=0, language=None) if tokens else None
    is_phrase = match is not None and match.end == len(tokens) and match.value("before") in _HEDGES
    return hedge_of(cell) is not None or is_phrase


def _qualified(found: Found, modifier: str) -> str | None:
    """Return the measure's column that a modifier qualifies: the only one of the table, or the one its header names.

    So "killed" is beside "killed*" or "killed_flag", and in nested records "killed.value" beside "killed.qualifier".
    """
    wide = [name for one in found.wide if one.header == "measure" and one.value == "says" for name in one.columns]
    named = _named_alike(modifier, wide)
    parent = modifier.rpartition(".")[0]
    beside = [name for name in wide if parent and name.rpartition(".")[0] == parent]
    if named is None and len(beside) == 1:
        return beside[0]
    is_alone = len(wide) == len(found.wide) == 1 and not found.claims and "says" not in found.columns
    return named or (wide[0] if is_alone else None)


def _named_alike(modifier: str, columns: Sequence[str]) -> str | None:
    """Return the column that the header of a modifier names: "killed" beside "killed*" or "killed_flag"."""
    words = [word for word in words_of(modifier) if word not in _MODIFIERS]
    return next((name for name in columns if name != modifier and words and words_of(name) == words), None)


def _with_modifier(found: Found, figure: str, *, modifier: str) -> None:
    """Read a figure with the modifier that stands beside it."""
    wide = next(one for one in found.wide if figure in one.columns)
    rest = replace(wide, columns=tuple(name for name in wide.columns if name != figure))
    found.wide = [rest if one is wide else one for one in found.wide if one is not wide or rest.columns]
    measure = {"measure": found.names.pop(figure, figure)}
    found.claims.append(Block({**wide.constants, **measure}, {"says": figure, "hedge": modifier}))
    found.unsure.append(f"“{modifier}” is taken as the modifier of “{figure}”")
