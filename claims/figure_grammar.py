"""From items to one figure: which number is meant, and what is refused (two are a range in figure_ranges).

What is not understood is refused, never guessed: a hedge that stands elsewhere, numbers that are no range, a change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from claims.figure_beside import without_times
from claims.figure_hedges import (
    LOWER,
    UPPER,
    Statement,
    hedged,
    hedges_after,
    hedges_aside,
    hedges_before,
    is_seen_through,
    one_hedge,
    refuse_compared,
    value_of,
)
from claims.figure_items import Item
from claims.figure_ranges import range_of, two_figures
from claims.model import Figure, Hedge, ValueType

_SPREADS = frozenset({"±", "+/-", "+-"})
_SPREAD_ITEMS = 2
_WHOLE_RANGE = "write the whole range, e.g. “between 10 and 14, most likely 12”"


def figure_of(statement: Statement) -> Figure:
    """Return the one figure of a statement and note the items that make it in statement.used; raises NotAFigure."""
    main = without_times(statement, _outside_parentheses(statement))
    figure = _figure_of(statement, main=main)
    refuse_compared(statement, main=main, figure=figure)
    return figure


def _figure_of(statement: Statement, *, main: list[int]) -> Figure:
    items = statement.items
    numbers = [index for index in main if items[index].kind == "number"]
    vague = [index for index in main if items[index].value("vague") and items[index].kind == "phrase"]
    if not numbers:
        return _without_number(statement, main=main, vague=vague)
    if vague:
        raise statement.refuse(
            "it holds two separate figures, one in words",
            hint="record each figure by itself, in a row of its own with its source",
        )
    _refuse_denials(statement, main=main, first=numbers[0])
    if len(numbers) == 2 and _spread_in(items, range(numbers[0] + 1, numbers[1] + 1)) is not None:
        main = [index for index in main if not numbers[0] < index <= numbers[1]]
        del numbers[1]
    if len(numbers) == 1:
        return _one_number(statement, main=main, number=numbers[0])
    if len(numbers) == 3 and _is_best(statement, main=main, after=numbers[1], number=numbers[2]):
        best = numbers.pop()
        inner = [index for index in main if index < best]
        figure = range_of(statement, main=inner, pair=(numbers[0], numbers[1]))
        return _with_best(statement, figure=figure, best=best)
    if len(numbers) > 2:
        raise two_figures(statement)
    figure = range_of(statement, main=main, pair=(numbers[0], numbers[1]))
    for aside in statement.asides:
        inside = [index for index in aside if items[index].kind == "number"]
        if len(inside) == 1 and any(items[index].means("word", "best") for index in aside):
            return _with_best(statement, figure=figure, best=inside[0])
    return figure


def _outside_parentheses(statement: Statement) -> list[int]:
    """Return the indexes of the items outside parentheses and fill statement.asides; all if none states a figure."""
    main: list[int] = []
    aside: list[int] = []
    depth = 0
    for index, item in enumerate(statement.items):
        if item.kind == "mark" and item.text in "([{":
            depth += 1
        elif item.kind == "mark" and item.text in ")]}":
            depth = max(0, depth - 1)
            if depth == 0 and aside:
                statement.asides.append(aside)
                aside = []
        else:
            (aside if depth else main).append(index)
    if aside:
        statement.asides.append(aside)
    items = statement.items
    if any(_states_something(items[index]) for index in main):
        return main
    statement.asides.clear()
    return [index for index, item in enumerate(items) if item.text not in "()[]{}"]


def _states_something(item: Item) -> bool:
    none = ("zero", "novalue", "somevalue", "nofigure")
    return item.kind in ("number", "name") or item.value("vague") is not None or item.means("word", *none)


def _without_number(statement: Statement, *, main: Sequence[int], vague: Sequence[int]) -> Figure:
    items = [statement.items[index] for index in main]
    if any(item.kind == "name" for item in items):
        raise statement.refuse("its digits are part of a name, an ordinal or a compound word")
    if any(item.means("word", "refuse") for item in items):
        raise statement.refuse("it states no figure of its own")
    kinds = ("zero", "novalue", "somevalue", "nofigure")
    found = [(index, kind) for index in main for kind in kinds if statement.items[index].means("word", kind)]
    if vague:
        if len(vague) > 1 or (found and found[0][0] != vague[0]):
            raise statement.refuse(
                "it holds two separate figures",
                hint="record each figure by itself, in a row of its own with its source",
            )
        return _vague(statement, main=main, vague=vague[0])
    if not found and [item.text for item in items] == ["?"]:
        found = [(main[0], "somevalue")]
    if (not found or found[0][1] == "zero") and any(item.value("scale") for item in items):
        raise statement.refuse("number words cannot be read", hint="write the number in digits")
    if not found:
        raise statement.refuse("it holds no number")
    if sum(item.kind == "word" for item in items) > 4:
        raise statement.refuse("it holds no number, and more is said than that there is none")
    statement.used.add(found[0][0])
    if found[0][1] == "zero":
        return Figure(Hedge.EXACT, low=0, best=0, high=0)
    value_type = {"novalue": ValueType.NOVALUE, "somevalue": ValueType.SOMEVALUE}.get(found[0][1], ValueType.VALUE)
    return Figure(Hedge.NONE, value_type=value_type)


def _vague(statement: Statement, *, main: Sequence[int], vague: int) -> Figure:
    """Return "dozens" with its unit; "at least dozens" says no more, and "fewer than dozens" says nothing sure.

    Bounds beside it in parentheses say more: "hundreds (at least 300)" is at least 300.
    """
    if hedges_before(statement, main=main, number=vague) & UPPER:
        raise statement.refuse("an upper end without a number is no figure")
    bounds = _bounds_aside(statement, number=vague)
    if bounds is not None:
        stated, used = bounds
        low = stated.low if isinstance(stated.low, int | Decimal) else 0
        if low < int(statement.items[vague].value("vague") or 0):
            raise statement.refuse("words and a number beside them say two things", hint=_WHOLE_RANGE)
        statement.used |= used | {vague}
        return stated
    statement.used.add(vague)
    return Figure(Hedge.VAGUE, magnitude=int(statement.items[vague].value("vague") or 0))


def _refuse_denials(statement: Statement, *, main: Sequence[int], first: int) -> None:
    """Refuse what stands before the first number and takes it back: "rose by", "none of the", "not", "unknown"."""
    items = statement.items
    before = [index for index in main if index < first]
    for index in before:
        if items[index].means("word", "novalue", "somevalue", "nofigure"):
            raise statement.refuse("it says that no number is known, and then holds one")
    for index in reversed(before):
        item = items[index]
        if item.means("word", "refuse"):
            raise statement.refuse(f"after “{item.text}” a number is a change or a part, not a figure of its own")
        if item.means("word", "negation"):
            raise statement.refuse(f"“{item.text}” denies the number")
        if not is_seen_through(item) and not item.value("before"):
            break
    after = [index for index in main if index > first]
    if any(items[index].means("word", "novalue", "nofigure") for index in after):
        raise statement.refuse(
            "it holds two separate figures", hint="record each figure by itself, in a row of its own with its source"
        )


def _refuse_scale_apart(statement: Statement, *, main: Sequence[int], number: int) -> None:
    """Refuse a scale word that a bracket parts from its number: "5 (five) thousand"."""
    behind = next((index for index in main if index > number), number + 1)
    if behind > number + 1 and statement.items[behind].value("scale"):
        raise statement.refuse("a bracket parts the number from its thousands", hint="write all digits")


def _one_number(statement: Statement, *, main: Sequence[int], number: int) -> Figure:
    items = statement.items
    _refuse_open_ends(statement, main=main, number=number)
    _refuse_scale_apart(statement, main=main, number=number)
    hedges = hedges_before(statement, main=main, number=number)
    hedges |= hedges_after(statement, main=main, number=number)
    bounds = _bounds_aside(statement, number=number)
    if bounds is None:
        hedges |= hedges_aside(statement)
    statement.used.add(number)
    hedge = one_hedge(statement, hedges=hedges)
    value = value_of(statement, item=items[number])
    spread = _spread_behind(statement, number=number)
    if spread is not None:
        return _with_spread(statement, value=value, spread=spread, hedge=hedge)
    if bounds is None:
        return hedged(hedge, value=value, statement=statement)
    stated, used = bounds
    low, high = stated.low, stated.high
    if not isinstance(low, int | Decimal) or not isinstance(high, int | Decimal):
        raise statement.refuse("it states a bound beside its number", hint=_WHOLE_RANGE)
    if hedge not in (Hedge.EXACT, Hedge.ABOUT):
        raise statement.refuse("a bound and a range beside it say two things", hint=_WHOLE_RANGE)
    if not low <= value <= high:
        raise statement.refuse(f"its number lies outside the range {low}–{high} beside it", hint=_WHOLE_RANGE)
    statement.used |= used
    return Figure(Hedge.BETWEEN, low=low, best=value, high=high)


def _spread_behind(statement: Statement, *, number: int) -> int | None:
    """Return the index of the number that says how far off another may be: "12 ± 2", "12 (+/- 2)"; None without one."""
    items = statement.items
    following = range(number + 1, len(items))
    end = next((index + 1 for index in following if items[index].kind == "number"), number + 1)
    asides = (aside for aside in statement.asides if aside[0] > number)
    found = (_spread_in(items, places) for places in (range(number + 1, end), *asides))
    return next((place for place in found if place is not None), None)


def _spread_in(items: Sequence[Item], places: Sequence[int]) -> int | None:
    """Return the last of some places where they hold a plus and minus and a number behind it, else None."""
    if len(places) < _SPREAD_ITEMS or items[places[-1]].kind != "number":
        return None
    sign = "".join(items[index].text for index in places[:-1]) + "-" * items[places[-1]].negative
    return places[-1] if sign in _SPREADS else None


def _with_spread(statement: Statement, *, value: int | Decimal, spread: int, hedge: Hedge) -> Figure:
    if hedge not in (Hedge.EXACT, Hedge.ABOUT):
        raise statement.refuse("a bound and a spread beside it say two things", hint=_WHOLE_RANGE)
    item = statement.items[spread]
    off = value_of(statement, item=replace(item, negative=False))
    if off > value:
        raise statement.refuse("the spread beside its number is larger than the number", hint=_WHOLE_RANGE)
    statement.used.add(spread)
    return Figure(Hedge.BETWEEN, low=value - off, best=value, high=value + off)


def _refuse_open_ends(statement: Statement, *, main: Sequence[int], number: int) -> None:
    place = main.index(number)
    items = [statement.items[index] for index in main]
    around = items[place - 1] if place else None
    following = items[place + 1 : place + 3]
    if any(item.means("join", "between") for item in items[:place]):
        raise statement.refuse("a range needs two ends")
    if around is not None and around.text == "+" and around.end == items[place].start:
        raise statement.refuse("“+” before a number is a change, not a figure of its own")
    if around is not None and around.text == "-" and place == 1 and not any(item.kind == "word" for item in items):
        raise statement.refuse("the dash before its number may be a minus", hint="write the number alone")
    if following and following[0].text == "-" and following[0] is statement.items[-1]:
        raise statement.refuse("a range needs two ends")
    if not following or following[0].start != items[place].end:
        return
    if following[0].text == "?":
        raise statement.refuse("a question mark leaves its number open")
    if following[0].text == "-" and (len(following) == 1 or following[1].kind in ("mark", "name")):
        raise statement.refuse("a range needs two ends")
    if following[0].text in "/:^⁄":
        raise statement.refuse("it holds no plain number")


def _bounds_aside(statement: Statement, *, number: int) -> tuple[Figure, set[int]] | None:
    """Return the bounds that stand in parentheses after a number, with the items that state them; None without any.

    "12 (10–14)", "12 (range 10–14)" and "12 (at least 10)" state such; "12 (10–14 women)", "12 (aged 10–14)" and the
    years in "12 (2019–2020)" speak of something else.
    """
    items = statement.items
    for aside in statement.asides:
        numbers = [index for index in aside if items[index].kind == "number"]
        if numbers and any(items[index].text.casefold() == "ci" for index in aside):
            raise statement.refuse("a confidence interval stands beside its number", hint=_WHOLE_RANGE)
        if _spread_in(items, aside) is not None:
            continue
        if aside[0] < number or not 1 <= len(numbers) <= 2 or not all(_is_of_bounds(items[index]) for index in aside):
            continue
        if len(numbers) == 2 and all(_is_year(items[index]) for index in numbers) and not _is_year(items[number]):
            continue
        inner = replace(statement, asides=[], used=set())
        if len(numbers) == 2:
            return range_of(inner, main=aside, pair=(numbers[0], numbers[1])), inner.used
        stated = _one_number(inner, main=aside, number=numbers[0])
        if stated.hedge in LOWER | UPPER:
            return stated, inner.used
    return None


def _is_of_bounds(item: Item) -> bool:
    """Say whether an item can be a part of bounds alone: a number, a hedge, "range", "to", a dash."""
    if item.kind == "mark":
        return item.text in "-,:="
    return item.kind in ("number", "sign") or bool(item.value("before") or item.value("join"))


def _is_year(item: Item) -> bool:
    return len(item.text) == 4 and item.text.isdecimal() and item.text[:2] in ("19", "20")


def _is_best(statement: Statement, *, main: Sequence[int], after: int, number: int) -> bool:
    between = [statement.items[index] for index in main if after < index < number]
    return any(item.means("word", "best") for item in between) and not any(item.kind == "word" for item in between[-1:])


def _with_best(statement: Statement, *, figure: Figure, best: int) -> Figure:
    value = value_of(statement, item=statement.items[best])
    low, high = figure.low, figure.high
    if not isinstance(low, int | Decimal) or not isinstance(high, int | Decimal) or not low <= value <= high:
        raise statement.refuse("its most likely value lies outside its range")
    statement.used.add(best)
    return Figure(Hedge.BETWEEN, low=low, best=value, high=high)
