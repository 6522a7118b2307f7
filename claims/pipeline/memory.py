"""How work uses memory: what an ingest remembers is bounded, and Python looks for garbage less often while it runs."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from threading import Lock
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


class _Seldom:
    """How many are at work that want it, and the thresholds that Python had before the first of them."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.number = 0
        self.before = gc.get_threshold()

    def begin(self) -> None:
        with self.lock:
            self.number += 1
            if self.number == 1:
                self.before = gc.get_threshold()
                if self.before[0]:
                    gc.set_threshold(max(self.before[0], OBJECTS), *self.before[1:])

    def end(self) -> None:
        with self.lock:
            self.number -= 1
            if self.number == 0:
                gc.set_threshold(*self.before)


_seldom = _Seldom()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python look for cycles of garbage seldom: among a million short-lived rows it takes a fifth of the time.

    So it does in a command that loads its modules, answers, and ends, and while an answer is made. What nothing refers
    to any more goes at once, as always. Several threads may want it at once: the last one puts back what was before.
    """
    _seldom.begin()
    try:
        yield
    finally:
        _seldom.end()
