"""Two numbers as one figure: a range, a floor and a ceiling; anything else with two numbers is refused."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from claims.errors import NotAFigure
from claims.figure_beside import states_share
from claims.figure_hedges import (
    LOWER,
    SEEN_THROUGH,
    SOFT,
    UPPER,
    Statement,
    hedged,
    hedges_after,
    hedges_aside,
    hedges_before,
    one_hedge,
    value_of,
)
from claims.figure_items import Item
from claims.figure_say import may_share_thousands
from claims.model import Figure, Hedge, ValueKind


def range_of(statement: Statement, *, main: Sequence[int], pair: tuple[int, int]) -> Figure:
    """Return what two numbers say together and note the items that say it in statement.used; raises NotAFigure."""
    items = statement.items
    first, second = pair
    between = [items[index] for index in main if first < index < second]
    before = [items[index] for index in main if index < first]
    opened = any(item.means("join", "between", "from") for item in before)
    if any(items[index].means("word", "change") for index in main):
        raise two_figures(statement)
    if states_share(items[first], between, items[second]):
        raise statement.refuse("it states a share, not a count", hint="write the number that is meant")
    joined = _joins(between, opened=opened, between=any(item.means("join", "between") for item in before))
    if not joined:
        return _floor_and_ceiling(statement, main=main, pair=pair)
    statement.used |= {first, second}
    low, high = _range_values(statement, low=items[first], high=items[second])
    if low > high:
        raise statement.refuse(f"its lower end {low} is above its upper end {high}")
    if statement.kind is ValueKind.COUNT and _may_share_thousands(low, high, items[second]):
        reason = f"it may mean {low},000 to {high:,} or {low} to {high:,}"
        raise statement.refuse(reason, hint="write both ends with all of their digits")
    hedges = hedges_before(statement, main=main, number=first, opens_range=True)
    after = hedges_after(statement, main=main, number=second) | hedges_aside(statement)
    hedge = one_hedge(statement, hedges=hedges | (after - SOFT))
    statement.used |= {index for index in main if index < first and items[index].means("join", "between", "from")}
    statement.used |= {index for index in main if first < index < second and items[index].value("join")}
    # "12,000–20,000+" leaves the upper end open, so 20,000 is no ceiling: what is left is the floor of 12,000.
    if hedge in LOWER and hedges & LOWER:
        reason = f"a bound before a range leaves open whether its end {high} is one"
        raise statement.refuse(reason, hint="write the range alone, or the bound alone")
    if hedge in LOWER:
        return hedged(hedge, value=low, statement=statement)
    if hedge in UPPER:
        return hedged(hedge, value=high, statement=statement)
    if Hedge.NEARLY in hedges:
        raise statement.refuse("“nearly” before a range says nothing sure")
    return Figure(Hedge.BETWEEN, low=low, high=high)


def two_figures(statement: Statement) -> NotAFigure:
    """Return why a statement is refused that holds several numbers which are no range."""
    if any(item.means("word", "change") for item in statement.items):
        return statement.refuse("it speaks of a change, not of a range", hint="write the number it changed to")
    return statement.refuse(
        "it holds two separate figures", hint="record each figure by itself, in a row of its own with its source"
    )


def _may_share_thousands(low: int | Decimal, high: int | Decimal, item: Item) -> bool:
    """Return whether an upper end is written such that its thousands may be those of the lower end too."""
    is_written_apart = item.factor == 1 and item.plus is None and not item.text.isdigit()
    return is_written_apart and may_share_thousands(low, high)


def _joins(items: Sequence[Item], *, opened: bool, between: bool) -> bool:
    """Say whether what stands between two numbers makes them a range: a dash, "to", or "and" after "between"."""
    joiners = 0
    for item in items:
        if item.text == "-" or item.means("join", "to") or (between and item.means("join", "and")):
            joiners += 1
        elif item.kind == "sign":
            if item.text not in "~±":
                return False
        elif item.kind == "phrase" and (item.means("before", "about") or item.means("word", *SEEN_THROUGH)):
            continue
        elif item.kind == "mark":
            if item.text not in "\"'*_$€£":
                return False
        elif not (opened and item.kind == "word" and joiners == 0):
            return False
    return joiners == 1


def _range_values(statement: Statement, *, low: Item, high: Item) -> tuple[int | Decimal, int | Decimal]:
    """Return both ends; in "3 to 5 thousand" the scale is said once and counts for both, where that can be."""
    if low.factor == 1 and high.factor > 1 and low.plus is None and low.readings and high.readings:
        scaled = Item("number", low.text, low.start, low.end, readings=low.readings, factor=high.factor)
        if scaled.amounts(mark=statement.mark)[0] <= high.amounts(mark=statement.mark)[0]:
            low = scaled
    if high.percent != low.percent and low.percent:
        raise two_figures(statement)
    return value_of(statement, item=low), value_of(statement, item=high)


def _floor_and_ceiling(statement: Statement, *, main: Sequence[int], pair: tuple[int, int]) -> Figure:
    """Return "at least 10, at most 14" as a range; anything else with two numbers is two figures."""
    items = statement.items
    between = [index for index in main if pair[0] < index < pair[1]]
    plain = all(
        items[index].kind in ("mark", "sign") or items[index].value("before") or items[index].means("join", "but")
        for index in between
    )
    joined = any(items[index].text == "," or items[index].means("join", "but") for index in between)
    if not plain or not joined:
        raise two_figures(statement)
    lower = hedges_before(statement, main=main, number=pair[0])
    upper = hedges_before(statement, main=main, number=pair[1])
    if lower == {Hedge.AT_LEAST} and upper == {Hedge.AT_MOST}:
        low, high = (value_of(statement, item=items[index]) for index in pair)
        if low > high:
            raise statement.refuse(f"its lower end {low} is above its upper end {high}")
        statement.used |= set(pair)
        return Figure(Hedge.BETWEEN, low=low, high=high)
    if lower and upper and lower <= LOWER and upper <= UPPER:
        raise statement.refuse(
            "its ends are not included", hint="write the range that is meant, e.g. “between 11 and 13”"
        )
    raise two_figures(statement)
