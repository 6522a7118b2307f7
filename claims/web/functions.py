"""SQL functions for analysts, in every connection to a claims database: figures from wordings and back, folded text.

They give the same for the same arguments, and NULL where there is nothing to give: no figure, two readings, no number.
"""

from __future__ import annotations

from typing import Any

from claims.compare.fold import exact
from claims.errors import ClaimsError
from claims.exporters.comparison import number
from claims.figure import parse, say
from claims.model import Figure, Hedge
from claims.text import fold

WITHOUT_MAGNITUDE = frozenset(Hedge) - {Hedge.VAGUE, Hedge.NONE}


def figure_low(says: Any) -> int | float | str | None:
    """Return what a wording states at least: 161 for "at least 161"."""
    return _bound(says, "low")


def figure_best(says: Any) -> int | float | str | None:
    """Return what a wording holds most likely: 1500 for "about 1,500"."""
    return _bound(says, "best")


def figure_high(says: Any) -> int | float | str | None:
    """Return what a wording states at most: 14 for "between 10 and 14"."""
    return _bound(says, "high")


def says(low: Any, best: Any, high: Any, hedge: Any) -> str | None:
    """Return a figure in words, as the column says holds it: "at least 161" for (161, null, null, 'at_least')."""
    try:
        kind = Hedge(hedge)
        if kind not in WITHOUT_MAGNITUDE:
            return None
        return say(Figure(kind, low=exact(low), best=exact(best), high=exact(high)))
    except (ClaimsError, ValueError, TypeError, ArithmeticError, LookupError):
        return None


def normalise(text: Any) -> str | None:
    """Return a text as search compares it: without case, diacritics and letter variants, digits as 0 to 9."""
    return fold(text) if isinstance(text, str) else None


def _bound(says: Any, name: str) -> int | float | str | None:
    if isinstance(says, int | float):
        says = f"{says:g}" if isinstance(says, float) else str(says)
    if not isinstance(says, str):
        return None
    try:
        return number(getattr(parse(says), name))
    except (ClaimsError, ValueError, ArithmeticError):
        return None


def register(connection: Any) -> None:
    """Add the functions to a connection."""
    for function, arguments in ((figure_low, 1), (figure_best, 1), (figure_high, 1), (says, 4), (normalise, 1)):
        connection.create_function(function.__name__, arguments, function, deterministic=True)
