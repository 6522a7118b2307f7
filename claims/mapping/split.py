"""Cells that hold several: one draft becomes a draft for each source, place or measure that its cell names.

A figure that two sources give is two claims: each of them asserts it, and each may later change its mind alone.
"""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Callable, Iterator
from typing import Any

from claims.mapping.cells import Trouble
from claims.mapping.fields import NOT_STATED, Mapping, Split
from claims.mapping.statements import reader_of
from claims.model import Draft

_NOT_IN_ORDER = "“{}” is not {} figures in the order of the header"
Values = list[Any]
"""What a draft is made of, in the order of its fields."""
Splitter = Callable[[Values], Iterator[Values | Trouble]]
_SLOTS = {name: index for index, name in enumerate(Draft._fields)}


def splitter(mapping: Mapping) -> Splitter | None:
    """Return what makes several drafts of one, None if no cell holds several; a part that is none comes as Trouble."""
    if not mapping.split:
        return None
    steps = [
        _figures(split, mapping=mapping) if name == "says" else _names(name, split, names=mapping.names.get(name, {}))
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


def _in_order(text: str, split: Split, order: abc.Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Yield the parts of a cell each with its measure, without those that state nothing; None where they do not fit."""
    parts = [part.strip(" )]") for part in re.split("|".join(map(re.escape, split.by)), text)]
    if text in NOT_STATED:
        return
    if len(parts) != len(order) or "" in parts:  # “12+” is one figure
        yield order[0], None
        return
    yield from ((name, part) for name, part in zip(order, parts, strict=True) if part not in NOT_STATED)


def _figures(split: Split, *, mapping: Mapping) -> Splitter:
    """Return what parts the figures of a cell and gives each the measure that a word in it names, whom and by whom."""
    read, names = reader_of(split), mapping.names.get("source", {})
    constant = mapping.constants.get("measure") if split.measures else None  # words go before what holds for all rows
    says, measure, figure = _SLOTS["says"], _SLOTS["measure"], _SLOTS["figure"]
    population, source, quote = _SLOTS["population"], _SLOTS["source"], _SLOTS["quote"]

    def step(values: Values) -> Iterator[Values | Trouble]:
        if values[figure] is not None:
            yield values
            return
        if (order := split.in_order.get(values[measure])) is not None:
            for named, part in _in_order(values[says], split, order):
                made = values.copy()
                made[measure], made[says] = named, part
                yield Trouble("says", _NOT_IN_ORDER.format(values[says], len(order))) if part is None else made
            return
        if not (split.measures or split.speakers or split.whom):
            yield values
            return
        is_of_all = constant is not None and values[measure] == constant
        given = {"of_all": constant} if is_of_all else {"measure": values[measure]}
        for said in read(values[says], **given):
            if isinstance(said, Trouble):
                yield said
                continue
            made = values.copy()
            made[measure], made[says] = said.measure, said.says
            if said.speaker:
                made[source] = names.get(said.speaker, said.speaker)
            if said.line != said.says:
                made[quote] = made[quote] or said.line
            if said.whom:
                made[population] = said.whom if made[population] == "all" else f"{made[population]}: {said.whom}"
            yield made

    return step
