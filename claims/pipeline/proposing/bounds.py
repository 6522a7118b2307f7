"""Columns of an unknown table that are the least and the most of one figure: "min_killed" beside "max_killed".

Where several count one measure ("Civilians killed / Min"), whom they count tells them apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.mapping.fields import Block, Wide
from claims.mapping.layout import BOUND_WORDS
from claims.pipeline.proposing.columns import bounded, says_nothing
from claims.pipeline.proposing.meaning import name_header, named_in, stands_for
from claims.pipeline.proposing.people import ALL, of_whom
from claims.pipeline.proposing.sentences import left_for, not_counted, quoted
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import PLAIN, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_BEST = word_set("best")


def figures_of_bounds(
    found: Found, pairs: Sequence[str], pattern: str, *, figures: Sequence[str], names: dict[str, str]
) -> list[str]:
    """Take columns that are bounds of what their headers name, and return the other columns with figures."""
    parts = {name: match for name in pairs if (match := re.match(pattern, name))}
    subjects = list(dict.fromkeys(match["measure"] for match in parts.values()))
    if len(subjects) == 1 and says_nothing(subjects[0]):
        bounds = {_bound_of(match): name for name, match in parts.items()}
        best = [name for name in figures if set(words_of(name)) <= _BEST] if "best" not in bounds else []
        bounds |= {"best": best[0]} if len(best) == 1 else {}
        found.columns |= bounds
        found.unsure.append(f"{quoted(bounds.values())} are taken as {', '.join(bounds)} of one figure")
        others = [name for name in figures if name not in bounds.values()]
        if others:
            found.left_out.append(f"numbers in {quoted(others)} are not read")
        return []
    rest = [name for name in figures if name not in parts]
    for who, meant in _by_people(found, subjects, names=names).items():
        population = {} if who == ALL else {"population": who}
        for subject in list(meant):
            bounds = {_bound_of(match): name for name, match in parts.items() if match["measure"] == subject}
            if middle := _middle(subject, bounds, rest):
                said = {"measure": found.names.get(subject) or stands_for(subject, names) or subject, **population}
                found.claims.append(Block(said, {**bounds, "best": middle}))
                meant.remove(subject)
                rest.remove(middle)
        if columns := tuple(name for name in pairs if parts[name]["measure"] in meant):
            found.wide.append(Wide(columns=columns, pattern=pattern, constants=population))
    if further := bounded(rest):  # written in another way
        return figures_of_bounds(found, *further, figures=rest, names=names)
    known = [name for name in rest if stands_for(name, names)]
    if len(known) < len(rest):
        found.left_out.append(not_counted([name for name in rest if name not in known]))
    return known


def best_between(found: Found, seen: Sequence[Column]) -> None:
    """Take the one column named as an estimate ("Mid", "Most likely") as the best between columns of low and high."""
    if not {"low", "high"} <= found.columns.keys() or {"best", "says"} & found.columns.keys():
        return
    named = [one.name for one in seen if one.is_number and one.name not in found.used()]
    named = [name for name in named if set(words_of(name)) <= _BEST]
    if len(named) == 1:
        found.columns["best"] = named[0]
        found.unsure.append(f"“{named[0]}” is taken as the best value between low and high")


def _bound_of(match: re.Match[str]) -> str:
    return BOUND_WORDS.get(match["bound"].lower(), match["bound"].lower())


def _middle(subject: str, bounds: dict[str, str], figures: Sequence[str]) -> str | None:
    """Return the one column of what bounds are of, alone or as an estimate: "Deaths" beside "Deaths (min)"."""
    if bounds.keys() != {"low", "high"}:
        return None
    words = set(words_of(subject))
    named = [name for name in figures if words <= set(words_of(name)) <= words | _BEST or _is_best_of(subject, name)]
    return named[0] if len(named) == 1 else None


def _is_best_of(subject: str, header: str) -> bool:
    """Return whether a path is the best value below what it is of: "military_killed.point"."""
    return header.startswith(f"{subject}.") and set(words_of(header)) <= _BEST


def _by_people(found: Found, subjects: Sequence[str], *, names: dict[str, str]) -> dict[str, list[str]]:
    """Return what bounds are of by whom it counts, "all" where it does not say; none counts the same as another."""
    people = of_whom(subjects, named_in(names), plain=PLAIN)
    groups: dict[str, list[str]] = {}
    taken: dict[tuple[str, str], str] = {}
    for subject in subjects:
        measure, who = people.get(subject, (stands_for(subject, names), ALL))
        first = taken.setdefault((measure or subject, who), subject)
        if first != subject:
            found.left_out.append(left_for([subject], first, measure or subject))
            continue
        groups.setdefault(who, []).append(subject)
        if measure is None:
            found.unsure.append(f"“{subject}” is taken as a measure that is not known yet: [names.measure] says which")
        elif who != ALL:
            found.names |= {subject: measure} if fold(subject) not in names else {}
            found.unsure.append(f"“{subject}” is taken as {measure} of {who}; check the population")
        elif fold(subject) not in names:
            name_header(found, subject, measure, names=names)
    return groups
