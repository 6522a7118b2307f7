"""What `claims compare --explain` and `--history` print below a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.exporters.terminal import BOLD, DIM, clean, source_name, table, wrap
from claims.text import pad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.compare.explain import Step
    from claims.compare.history import HistoryStep, SourceHistory
    from claims.exporters.terminal import Style
    from claims.model import View

RULE_COLUMNS = 19
ID_DIGITS = 8


def explanation_lines(steps: Sequence[Step], *, style: Style) -> list[str]:
    """Return the steps of an explanation, each under the name of its rule, wrapped to fit."""
    lines = ["", style.paint("How this came about", BOLD)]
    for step in steps:
        first, *more = wrap(clean(step.text), max(style.columns - RULE_COLUMNS - 3, RULE_COLUMNS))
        lines.append(f"  {style.paint(pad(step.rule, RULE_COLUMNS), DIM)} {first}")
        lines += [f"{'':{RULE_COLUMNS + 3}}{line}" for line in more]
    return lines


def history_lines(history: Sequence[SourceHistory], view: View, *, style: Style) -> list[str]:
    """Return the steps of every source as a table, the source that spoke first in front."""
    rows = [
        (
            source_name(step.claim, view) if number == 0 else "",
            step.date if step.is_dated else f"({step.date})",
            step.claim.id[:ID_DIGITS],
            step.claim.says,
            str(step.claim.basis),
            _since(step),
        )
        for own in history
        for number, step in enumerate(own.steps)
    ]
    head = ("source", "as of", "claim", "says", "basis", "since then")
    return ["", style.paint("History", BOLD), *table(head, rows, style=style)]


def _since(step: HistoryStep) -> str:
    known = f"known {step.known}" if step.known and step.known != step.date else ""
    if step.why is None:
        return f"stands{', ' if known else ''}{known}"
    how = "replaced by" if step.why.link is None else step.why.how
    return f"{how} {step.why.other[:ID_DIGITS]}{', ' if known else ''}{known}"
