"""How far a long command is, on a terminal only."""

from __future__ import annotations

import sys
from time import monotonic

import click

SECONDS_BETWEEN = 0.1


class Progress:
    """What is done so far and its rate, in one line that is written over and taken away at the end."""

    def __init__(self, label: str, *, unit: str = "rows") -> None:
        self.label = label
        self.unit = unit
        self.started = monotonic()
        self.shown_at: float | None = None

    def __call__(self, done: int) -> None:
        """Show that so many units are done."""
        now = monotonic()
        if not sys.stderr.isatty() or (self.shown_at is not None and now - self.shown_at < SECONDS_BETWEEN):
            return
        seconds = now - self.started
        rate = f", {done / seconds:,.0f} {self.unit}/s" if seconds > 0 else ""
        click.echo(f"\r\x1b[K{click.format_filename(self.label)}: {done:,} {self.unit}{rate}", nl=False, err=True)
        self.shown_at = now

    def clear(self) -> None:
        """Take the line away."""
        if self.shown_at is not None:
            click.echo("\r\x1b[K", nl=False, err=True)
