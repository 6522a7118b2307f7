"""How work uses memory: what an ingest remembers is bounded, and Python looks for garbage less often while it runs."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
OBJECTS = 200_000
"""Between two searches for garbage as many more objects are made than go away; a block of rows holds fewer."""


def remember(known: dict[_Key, _Value], key: _Key, value: _Value, *, most: int) -> None:
    """Keep a value by its key in a dictionary that is emptied when it holds the most that it may."""
    if len(known) >= most:
        known.clear()
    known[key] = value


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python look for cycles of garbage seldom: among a million short-lived rows it takes a fifth of the time.

    So it does in a command that loads its modules, answers, and ends.

    What nothing refers to any more goes at once, as always.
    """
    before = gc.get_threshold()
    if before[0]:
        gc.set_threshold(max(before[0], OBJECTS), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
