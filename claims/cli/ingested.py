"""What `claims ingest` prints of a file: counts on standard output, what needs a person on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.cli.output import show, tell
from claims.errors import AmbiguousDate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Problem
    from claims.pipeline.batch import Summary

PROBLEMS_SHOWN = 20
ROWS_LISTED = 10
COUNTS = ("read", "added", "known", "appearances", "refused")


def report(summary: Summary, *, is_dry: bool, limit: int | None) -> None:
    """Print the counts; notes, refused rows, flags and near names (limit: so many of each) on standard error."""
    for note in summary.notes:
        tell(f"Note: {note}")
    if claims := summary.restored[1]:
        many = "1 claim counts" if claims == 1 else f"{claims:,} claims count"
        tell(f"Note: {many} again: withdrawn with an ingest before, and stated by this file")
    again = "" if is_dry or summary.batch is None else f": claims ingest --retry {summary.batch} --dates dmy"
    order = f"--dates dmy reads the whole column with the day first, --dates mdy with the month first{again}"
    left = _report_problems(summary.problems, limit=limit, order=order)
    if left:
        kept = (
            "--verbose lists them" if is_dry else f"--verbose lists them, and table reject keeps batch {summary.batch}"
        )
        tell(f"and {left:,} more refused; {kept}")
    _report_flags(summary, limit=limit)
    _report_names(summary, limit=limit)
    counts = ", ".join(
        (
            f"{summary.read:,} read",
            f"{summary.added:,} added",
            f"{summary.known:,} already known",
            f"{summary.appearances:,} new appearances",
            f"{summary.refused:,} refused",
            *([f"{len(summary.flags):,} flagged"] if summary.flags else []),
        )
    )
    show(f"{summary.file}: {counts}" + (" (dry run: nothing was stored)" if is_dry else ""))


def _report_problems(problems: Sequence[Problem], *, limit: int | None, order: str) -> int:
    """Print refused rows, those that are refused alike (limit: so many kinds) once; return how many are not told.

    What is wrong with a row besides stands with what is wrong alike in other rows, behind what rows were refused for.
    Dates whose order of day and month nothing settles are one question for their column; order says what answers it.
    """
    alike: dict[tuple[Any, ...], list[Problem]] = {}
    rows: dict[tuple[Any, ...], set[int]] = {}
    first_ones = list(enumerate(problems))
    for number, problem in (*first_ones, *((number, one) for number, first in first_ones for one in first.also)):
        what = problem.hint if problem.hint == AmbiguousDate.HINT else problem.reason
        kind = (problem.file, problem.column, what) if limit is not None else (id(problem),)
        alike.setdefault(kind, []).append(problem)
        rows.setdefault(kind, set()).add(number)
    told = list(alike)[:limit]
    for first, *others in map(alike.__getitem__, told):
        tell(f"{place(first)}{_and_rows(first, others)}")
        if first.hint:
            tell(f"  Hint: {order if first.hint == AmbiguousDate.HINT else first.hint}")
    return len(problems) - len(set().union(*map(rows.__getitem__, told)))


def _and_rows(first: Problem, problems: Sequence[Problem]) -> str:
    """Return which other rows are refused alike: " (and in rows 3, 4, 5)"; " (2 claims)" where it is the row alone."""
    rows = list(dict.fromkeys(str(one.row) for one in problems if one.row not in {None, first.row}))
    if not rows:
        return f" ({len(problems) + 1:,} claims)" if problems else ""
    listed = ", ".join(rows[:ROWS_LISTED])
    if len(rows) > ROWS_LISTED:
        return f" (and in {len(rows):,} other rows: {listed} ...)"
    return f" (and in {'row' if len(rows) == 1 else 'rows'} {listed})"


def _report_flags(summary: Summary, *, limit: int | None) -> None:
    """Print what is odd and went in all the same."""
    hints: set[str] = set()
    for flag in summary.flags[:limit]:
        tell(f"Odd, recorded all the same: {place(flag)}")
        if flag.hint and flag.hint not in hints:
            tell(f"  Hint: {flag.hint}")
            hints.add(flag.hint)
    left = len(summary.flags) - len(summary.flags[:limit])
    if left:
        tell(f"and {left:,} more that are odd; --verbose lists them, and `claims check` finds them")


def _report_names(summary: Summary, *, limit: int | None) -> None:
    """Print which names may be others, each once with the command that decides it."""
    for near in summary.names[:limit]:
        known = " or ".join(near.called or near.near)
        if near.made is None:
            tell(
                f"{near.kind} “{near.name}” is not known ({near.count:,} refused). If it is {known}:\n  {near.command}"
            )
        else:
            tell(f"{near.kind} “{near.name}” was made. If it is {known}:\n  {near.command}")
    left = len(summary.names) - len(summary.names[:limit])
    if left:
        tell(f"and {left:,} more names that may be others; --verbose lists them")
    elsewhere = [number for number in summary.kept_in if number != summary.retry_of]
    if any(near.made is None for near in summary.names) and summary.kept_in:
        is_own = summary.retry_of is None and summary.batch in summary.kept_in
        tell(f"Then take the refused rows again: {_again([summary.batch] if is_own else summary.kept_in)}")
    elif summary.retry_of is not None and elsewhere:
        tell(f"What was refused for another reason than before is taken again by {_again(elsewhere)}")


def _again(batches: Sequence[int | None]) -> str:
    """Return the commands that take the refused rows of batches again."""
    return ", then ".join(f"claims ingest --retry {number}" for number in batches)


def place(problem: Problem) -> str:
    """Return a row as one line: file, row, column, reason."""
    row = "" if problem.row is None else f", row {problem.row}"
    column = "" if problem.column is None else f", column {problem.column}"
    return f"{problem.file}{row}{column}: {problem.reason}"


def summaries_as_json(summaries: Sequence[Summary], *, is_dry: bool) -> dict[str, Any]:
    """Return the counts of all files together and of each, with every refused row."""
    from dataclasses import asdict

    totals = {name: sum(getattr(summary, name) for summary in summaries) for name in COUNTS}
    files = []
    for summary in summaries:
        names = [{**asdict(near), "command": near.command} for near in summary.names]
        files.append({**asdict(summary), "names": names})
    return {"dry_run": is_dry, **totals, "files": files}
