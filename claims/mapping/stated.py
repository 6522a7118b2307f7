"""How the figure of a row is read: its wording, bounds in columns of their own, a modifier beside a number."""

from __future__ import annotations

from collections import abc
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from claims.mapping.cells import Cells, Trouble, Value, taking, text_of
from claims.mapping.fields import BOUNDS, FIGURES, NO_FIGURE, NOT_STATED, Block, Mapping
from claims.mapping.figure import NoBound, figure_of, hedge_of, may_be_rounded, read_bound, whole, worded
from claims.model import Figure, Hedge
from claims.table import OverRows

_ONE_SIDED = frozenset((Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.AT_MOST, Hedge.FEWER_THAN))
Stated = tuple[str, Figure | None]
"""A row's figure: its wording ("" if it has none) and its bounds, if they stand in columns of their own."""


def figure_reader(
    mapping: Mapping, block: Block, cells: Cells, *, at: abc.Mapping[str, str]
) -> Callable[[Any], Stated | None]:
    """Return what reads a row's figure as (wording, bounds), None where the row states none."""
    values = {
        name: cells.value(block.columns[name], at=at[name]) for name in (*FIGURES, "hedge") if name in block.columns
    }
    values |= {
        name: taking(values[name], pattern, field=name) for name, pattern in mapping.take.items() if name in values
    }
    values |= {name: _constant(block.constants[name]) for name in (*FIGURES, "hedge") if name in block.constants}
    each = mapping.over_rows == "each"
    wording = _wording(values.get("says", _constant("")), names=mapping.names.get("says", {}), each=each)
    if values.keys() <= {"says"}:
        return wording
    bounds = {name: _named(values[name], mapping.names.get(name, {})) for name in BOUNDS if name in values}
    modifier = _modifier(values.get("hedge", _constant("")), names=mapping.names.get("hedge", {}))

    def bounded(cells: Any) -> Stated | None:
        says, hedge = wording(cells), modifier(cells)
        try:
            if hedge_of(hedge) in _ONE_SIDED and (number := _only_best(bounds, cells)):
                return worded(number, modifier=hedge), None
            figure = _bounds(bounds, cells, hedged=hedge, decimal=mapping.decimal, each=each)
            if figure is not None:
                return (says[0] if says else ""), figure
            if says is None or not hedge:
                return says
            number = says[0] or str(says[1].best if says[1] else "")
            return worded(number, modifier=hedge), None
        except NoBound as error:
            raise Trouble(error.field or next(iter(bounds), "says"), str(error), hint=error.hint) from None

    return bounded


def _wording(get: Value, *, names: abc.Mapping[str, str], each: bool) -> Callable[[Any], Stated | None]:
    """Return what reads the cell of a figure: a text as it is, a JSON number with a fraction as the number it is.

    each says that a figure in a cell over several rows is that of each.
    """

    def wording(cells: Any) -> Stated | None:
        value = get(cells)
        if value.__class__ is OverRows and not each:
            _refuse_over_rows(value, "says")
        if isinstance(value, Decimal) and not may_be_rounded(value):
            number = whole(value)
            return "", Figure(Hedge.EXACT, number, number, number)
        text = text_of(value, "says").strip()
        text = names.get(text, text)
        return None if text in NO_FIGURE else (text, None)

    return wording


def _named(get: Value, names: abc.Mapping[str, str]) -> Value:
    """Return what gives a bound as [names] says that it is meant."""
    if not names:
        return get

    def named(cells: Any) -> Any:
        value = get(cells)
        return names.get(value.strip(), value) if isinstance(value, str) else value

    return named


def _modifier(get: Value, *, names: abc.Mapping[str, str]) -> Callable[[Any], str]:
    def modifier(cells: Any) -> str:
        text = text_of(get(cells), "hedge").strip()
        text = names.get(text, text)
        return "" if text in NOT_STATED else text

    return modifier


def _only_best(bounds: abc.Mapping[str, Value], cells: Any) -> str:
    """Return the number in best where low and high state nothing, which a modifier qualifies; "" if there is none."""
    found = {name: text_of(get(cells), name).strip() for name, get in bounds.items()}
    best = found.pop("best", "")
    return best if best[:1].isdecimal() and NO_FIGURE.issuperset(found.values()) else ""


def _bounds(
    bounds: abc.Mapping[str, Value], cells: Any, *, hedged: str, decimal: str | None, each: bool
) -> Figure | None:
    """Return the figure of the bounds of a row, None if it has none; raises NoBound and Trouble."""
    found: dict[str, Any] = dict.fromkeys(BOUNDS)
    for name, get in bounds.items():
        value = get(cells)
        if value is None or (isinstance(value, str) and value.strip() in NO_FIGURE):
            continue
        if value.__class__ is OverRows and not each:
            _refuse_over_rows(value, name)
        try:
            found[name] = read_bound(value, name=name, decimal=decimal)
        except NoBound as error:
            raise Trouble(name, str(error), hint=error.hint) from None
    if all(value is None for value in found.values()):
        return None
    hedge = hedge_of(hedged) if hedged else None
    if hedged and hedge is None:
        raise Trouble("hedge", f"there is no hedge “{hedged}”", hint=f"it is one of {', '.join(Hedge)}")
    return figure_of(hedge, low=found["low"], best=found["best"], high=found["high"])


def _refuse_over_rows(value: str, name: str) -> None:
    """Raise Trouble for a figure in a cell that stands over several rows."""
    if any(sign.isdecimal() for sign in value):
        reason = f"“{value.strip()}” stands over several rows, and nothing says whether it is the figure of each"
        raise Trouble(name, reason, hint="if it is: --set over_rows=each; if it is their sum: claims add")


def _constant(text: str) -> Callable[[Any], str]:
    return lambda _: text
