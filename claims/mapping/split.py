"""Cells that hold several: one draft becomes a draft for each source, place or measure that its cell names.

A figure that two sources give is two claims: each of them asserts it, and each may later change its mind alone.
"""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Callable, Iterator
from typing import Any

from claims.mapping.cells import Trouble
from claims.mapping.fields import NO_FIGURE, NOT_STATED, Mapping, Split
from claims.model import Draft

Values = list[Any]
"""What a draft is made of, in the order of its fields."""
Splitter = Callable[[Values], Iterator[Values | Trouble]]
_SLOTS = {name: index for index, name in enumerate(Draft._fields)}


def splitter(mapping: Mapping) -> Splitter | None:
    """Return what makes several drafts of one, None if no cell holds several; a part that is none comes as Trouble."""
    if not mapping.split:
        return None
    steps = [
        _figures(split) if name == "says" else _names(name, split, names=mapping.names.get(name, {}))
        for name, split in mapping.split.items()
    ]

    def split(values: Values) -> Iterator[Values | Trouble]:
        made: list[Values | Trouble] = [values]
        for step in steps:
            made = [one for each in made for one in ([each] if isinstance(each, Trouble) else step(each))]
        yield from made

    return split


def parts_of(text: str, split: Split) -> list[str]:
    """Return the different parts of a cell in their order, those that state nothing left out."""
    found = re.split("|".join(map(re.escape, split.by)), text)
    return list(dict.fromkeys(part for part in map(str.strip, found) if part not in NOT_STATED))


def _names(name: str, split: Split, *, names: abc.Mapping[str, str]) -> Splitter:
    slot = _SLOTS[name]

    def step(values: Values) -> Iterator[Values | Trouble]:
        found = parts_of(values[slot], split)
        if not found:
            made = values.copy()
            made[slot] = "all" if name == "population" else ""
            yield made
        for part in found:
            made = values.copy()
            made[slot] = names.get(part, part)
            yield made

    return step


def _figures(split: Split) -> Splitter:
    """Return what parts the figures of a cell and gives each the measure that a word in it names."""
    words = sorted(split.measures, key=len, reverse=True)
    patterns = [(re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE), split.measures[word]) for word in words]
    says, measure, figure = _SLOTS["says"], _SLOTS["measure"], _SLOTS["figure"]

    def step(values: Values) -> Iterator[Values | Trouble]:
        if values[figure] is not None:
            yield values
            return
        for part in parts_of(values[says], split):
            named = next(((found, name) for pattern, name in patterns if (found := pattern.search(part))), None)
            if named is None:
                hint = f"the words are {', '.join(split.measures)}; add this one to split.says.measures"
                yield Trouble("says", f"“{part}” names no measure that the mapping knows", hint=hint)
                continue
            word, name = named
            made = values.copy()
            made[measure] = name
            made[says] = " ".join(f"{part[: word.start()]} {part[word.end() :]}".split()).strip(":= ")
            if made[says] in NO_FIGURE:
                yield Trouble("says", f"“{part}” holds no figure", hint="a claim needs its figure")
            else:
                yield made

    return step
