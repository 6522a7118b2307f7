"""How far a long command is, on a terminal only."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

import click

if TYPE_CHECKING:
    from types import TracebackType

SECONDS_BETWEEN = 0.1
STEPS = 1_000_000
_NEARLY_ALL = 1 - 1 / STEPS
_CLEAR = "\r\x1b[K"
_SHOW_CURSOR = "\x1b[?25h"  # click's bar hides it


class Progress:
    """What is done so far and its rate, in one line that is written over and taken away at the end.

    Where the share of the whole is known, it is a bar with the time that is left.
    """

    def __init__(self, label: str, *, unit: str = "rows") -> None:
        self.label = click.format_filename(label, shorten=True)
        self.unit = unit
        self.started = monotonic()
        self.shown_at: float | None = None
        self._bar: Any = None  # click names no type for it

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def __call__(self, done: int, share: float | None = None) -> None:
        """Show that so many units are done, and of which share of the whole (0 to 1) that can be told.

        Where it can be told no more, nearly all is read; with a share of 1 everything is, and what remains to be done
        with it has no rate.
        """
        now = monotonic()
        is_soon = self.shown_at is not None and now - self.shown_at < SECONDS_BETWEEN
        if not sys.stderr.isatty() or (is_soon and share != 1):
            return
        seconds = now - self.started
        told = f"{done:,} {self.unit}" + (f", {done / seconds:,.0f} {self.unit}/s" if seconds > 0 else "")
        if share is None and self._bar is None:
            self._line(f"{self.label}: {told}")
        elif share != 1:
            self._draw(share or _NEARLY_ALL, told)
        else:
            self._line(f"{self.label}: {done:,} {self.unit} read, now indexed and compared")
        self.shown_at = now

    def _draw(self, share: float, told: str) -> None:
        if self._bar is None:
            self._bar = click.progressbar(
                length=STEPS,
                label=self.label,
                bar_template="%(label)s [%(bar)s] %(info)s",
                item_show_func=str,
                width=0,
                file=sys.stderr,
            )
        self._bar.update(int(share * STEPS) - self._bar.pos, current_item=told)

    def _line(self, text: str) -> None:
        click.echo(f"{_CLEAR}{text}", nl=False, err=True)

    def clear(self) -> None:
        """Take the line away."""
        if self.shown_at is not None:
            click.echo(_CLEAR + _SHOW_CURSOR * (self._bar is not None), nl=False, err=True)
