"""Columns of an unknown table that are the least and the most of one figure: "min_killed" beside "max_killed".

Where several count one measure ("Civilians killed / Min"), whom they count tells them apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.mapping.fields import BOUNDS, Block, Wide
from claims.mapping.flags import headers_are, map_flag
from claims.mapping.synonyms import bound_of, bound_words
from claims.pipeline.nobody import is_total
from claims.pipeline.proposing.bound_headers import bounded
from claims.pipeline.proposing.meaning import name_header
from claims.pipeline.proposing.people import ALL, are_people, of_whom, written_in
from claims.pipeline.proposing.said_in_headers import Reader
from claims.pipeline.proposing.sentences import left_for, not_counted, quoted
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import ONLY_NUMBERS, PEOPLE, PLAIN, words_of
from claims.text import ascii_digits, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.meaning import KnownNames

_BEST = word_set("best")
_FEWEST_NAMES = 2
_SIDES = word_set("armed") | word_set("side_that_speaks")
_UNSAID = word_set("beside_bound")
"""Words beside a bound that do not say of what it is one."""


def says_nothing(header: str) -> bool:
    """Return whether the words of a header beside its bound do not say of what it is one ("reported maximum")."""
    return set(fold(header).split()) <= _UNSAID


def figures_of_bounds(
    found: Found,
    pairs: Sequence[str],
    pattern: str,
    *,
    figures: Sequence[str],
    known: KnownNames,
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
    beside = _people_alone(found, subjects) or _said_beside(found, subjects, known=known)
    for subject, said in beside.items():
        bounds = {_bound_of(match): name for name, match in parts.items() if match["measure"] == subject}
        middle = _middle(subject, bounds, rest)
        found.claims.append(Block(said, {**bounds, **({"best": middle} if middle else {})}))
        rest = [name for name in rest if name != middle]
    subjects = [subject for subject in subjects if subject not in beside]
    for who, meant in _by_people(found, subjects, known=known).items():
        name = written_in(who, meant[0])
        population = {} if who == ALL else {found.headers: name} if found.headers else {"population": name.lower()}
        for subject in list(meant):
            bounds = {_bound_of(match): name for name, match in parts.items() if match["measure"] == subject}
            if middle := _middle(subject, bounds, rest):
                said = {"measure": found.names.get(subject) or known.meaning(subject) or subject, **population}
                found.claims.append(Block(said, {**bounds, "best": middle}))
                meant.remove(subject)
                rest.remove(middle)
        if columns := tuple(name for name in pairs if parts[name]["measure"] in meant):
            found.wide.append(Wide(columns=columns, pattern=pattern, constants=population))
    if further := bounded(rest):  # written in another way
        return figures_of_bounds(found, *further, figures=rest, known=known)
    named = [name for name in rest if known.meaning(name)]
    if len(named) < len(rest):
        found.left_out.append(not_counted([name for name in rest if name not in named]))
    return named


def best_between(
    found: Found, free: Sequence[Column], *, seen: Sequence[Column], meaning: Callable[[str], str | None]
) -> list[Column]:
    """Take the one column named as an estimate ("Mid", "Most likely") as the best between columns of low and high.

    Return the other columns. Bounds may be the only two of the free columns named "from" and "to". One column named as
    a measure is their best, and says of what, where each of its numbers stands between them.
    """
    _from_and_to(found, free)
    if not {"low", "high"} <= found.columns.keys() or {"best", "says"} & found.columns.keys():
        return list(free)
    others = [one for one in free if one.is_number and one.name not in found.used()]
    by_name = {one.name: one for one in seen}
    low, high = (by_name.get(found.columns[bound]) for bound in ("low", "high"))
    named = [one.name for one in others if set(words_of(one.name)) <= _BEST]
    if low is not None and high is not None and not named:
        named = [one.name for one in others if set(words_of(one.name)) <= ONLY_NUMBERS and _is_between(low, one, high)]
        counts = [one for one in others if meaning(one.name)] if "measure" not in found.columns and not named else []
        if len(counts) == 1 and _is_between(low, counts[0], high):
            named = [counts[0].name]
            bounds = {bound: found.columns.pop(bound) for bound in ("low", "high")}
            found.claims.append(Block({"measure": meaning(named[0]) or ""}, {**bounds, "best": named[0]}))
    if len(named) == 1:
        found.columns |= {"best": named[0]} if "low" in found.columns else {}
        found.unsure.append(f"“{named[0]}” is taken as the best value between low and high")
    return [one for one in free if one.name not in found.used()]


def ask_of_bounds(found: Found, others: Sequence[str]) -> None:
    """Ask about columns that are bounds of each figure by their names alone, where other numbers are not read."""
    bounds = {field: found.columns[field] for field in (*BOUNDS, "says") if field in found.columns}
    unread = f"and numbers in {quoted(others)} are not read"
    if others and bounds.keys() == {"low", "high"}:
        none = " ".join(map_flag(name) for name in bounds.values())
        ways = f"{none} where they are no bounds, {map_flag(others[0], 'best')} where it has their best"
        found.asked.append(f"{quoted(bounds.values())} are taken as low and high of each figure, {unread}: {ways}")
    elif others and bounds.keys() in ({"low"}, {"high"}):
        (bound, name), other = *bounds.items(), "high" if "low" in bounds else "low"
        ways = f"{map_flag(name)} where it is none, {map_flag(others[0], other)} where one of them is the {other}"
        found.asked.append(f"“{name}” alone is taken as the {bound} of each figure, {unread}: {ways}")


def _is_between(low: Column, column: Column, high: Column) -> bool:
    """Return whether each number of a column stands between the bounds of its row."""
    cells = [[ascii_digits(cell) for cell in one.cells] for one in (low, column, high)]
    are_numbers = all(cell.isdecimal() for one in cells for cell in one)
    if not are_numbers or len({len(one) for one in cells}) > 1:
        return False
    return all(int(least) <= int(cell) <= int(most) for least, cell, most in zip(*cells, strict=True))


def _from_and_to(found: Found, free: Sequence[Column]) -> None:
    """Take the only columns of numbers named "from" and "to" as low and high, where no others are."""
    if {*BOUNDS} & found.columns.keys():
        return
    words = bound_words()
    numbers = [one.name for one in free if one.is_number and not one.is_year and one.name not in found.used()]
    named = {bound: [name for name in numbers if words.get(fold(name)) == bound] for bound in ("low", "high")}
    if all(len(one) == 1 for one in named.values()):
        found.columns |= {bound: one[0] for bound, one in named.items()}
        if (best := found.columns.pop("says", None)) is not None:
            found.columns["best"] = best
        listed = quoted([one[0] for one in named.values()])
        between = f", “{best}” as the best between them" if best is not None else ""
        found.unsure.append(f"{listed} are taken as low and high of one figure{between}")


def _bound_of(match: re.Match[str]) -> str:
    return bound_of(match["bound"])


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


def _said_beside(found: Found, subjects: Sequence[str], *, known: KnownNames) -> dict[str, dict[str, str]]:
    """Return what bounds are of, as of when and by whom, where their headers say that: "Killed / 5 May 2015 / Min"."""
    read = Reader(known.named, known.speakers, are_years=True)
    read_all = {subject: one for subject in subjects if (one := read.said(subject)) is not None and one.is_known}
    given = found.columns.keys() | found.said
    told = {field for one in read_all.values() for field in one.fields()} - {"population"}
    said = {subject: one.fields() for subject, one in read_all.items()}
    unclear = any(one.time and one.time.unclear for one in read_all.values())
    if unclear or (told | {"measure"}) & given or ({"as_of", "period_start"} & told and "year" in given):
        return {}
    if len(set(map(str, said.values()))) < len(said):
        return {}
    if said:
        what = " and ".join(word for field, word in (("as_of", "when"), ("source", "who says so")) if field in told)
        found.unsure.append(f"headers are taken to say {what or 'when'} beside their bounds: {quoted(said)}")
    return said


def _people_alone(found: Found, subjects: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return whom bounds count, where their headers name only people and something else gives what is counted."""
    given = found.columns.keys() | found.said
    if "measure" not in given or "population" in given or not are_people(subjects):
        return {}
    found.unsure.append(f"headers are taken to say who is counted: {quoted(subjects)}; check each population")
    return {subject: {"population": ALL if is_total(subject) else subject.lower()} for subject in subjects}


def _ask_of_names(found: Found, named: Sequence[str]) -> None:
    """Ask what names are that stand beside what bounds are of, where nothing knows any of them: "Homs killed min"."""
    names = list(dict.fromkeys(named))
    if len(names) < _FEWEST_NAMES or found.headers or any(set(words_of(name)) & (PEOPLE | _SIDES) for name in names):
        return
    told = f"names beside what bounds are of ({quoted(names)}) are taken as whom they count"
    others = headers_are("place", "source")
    found.ask("wide.header", f"{told}: {headers_are('population')} if they are; else {others}", waits=True)


def _by_people(found: Found, subjects: Sequence[str], *, known: KnownNames) -> dict[str, list[str]]:
    """Return what bounds are of by whom it counts, "all" where it does not say; none counts the same as another."""
    people = of_whom(subjects, known.named, plain=PLAIN)
    _ask_of_names(found, [who for _, who in people.values() if who != ALL])
    groups: dict[str, list[str]] = {}
    taken: dict[tuple[str, str], str] = {}
    for subject in subjects:
        measure, who = people.get(subject, (known.meaning(subject), ALL))
        first = taken.setdefault((measure or subject, who), subject)
        if first != subject:
            found.left_out.append(left_for([subject], first, measure or subject))
            continue
        groups.setdefault(who, []).append(subject)
        if measure is None:
            found.unsure.append(f"“{subject}” is taken as a measure that is not known yet: [names.measure] says which")
        elif who != ALL:
            found.names |= {subject: measure} if fold(subject) not in known.measures else {}
            found.unsure.append(f"“{subject}” is taken as {measure} of {who}; check the population")
        else:
            name_header(found, subject, measure, names=known.measures)
    return groups
