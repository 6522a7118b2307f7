"""Columns that count one measure by what or by whom it came about: "Killed by: shelling", "airstrike", "sniper"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.mapping.fields import Wide
from claims.mapping.flags import map_flag, set_flag
from claims.pipeline.nobody import is_total
from claims.pipeline.proposing.columns import PERIODS
from claims.pipeline.proposing.meaning import named_by, other_words
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import listed, word_set
from claims.pipeline.proposing.words import JOINS, KINDS_OF_DEATH, before_every_header, spaced, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.mapping import Mapping
    from claims.mapping.fields import Block
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

_DONE_BY = listed("done_by")
_WAYS = (*_DONE_BY, *listed("aside"))
"""Words before what people died of, or where: "in road accidents"."""
_BEFORE_CAUSES = frozenset(word for phrase in _WAYS for word in phrase.split())
_DUE = word_set("cause")
_OF_CAUSES = word_set("of_causes")
_NO_CAUSES = word_set("plain") | word_set("age") | word_set("no_name") | word_set("period") | word_set("people")
_HEAD = re.compile(r"(?P<head>[^:/|]+?)\s*(?:[:|]|\s[/–—-]\s)\s*(?P<cause>\S.*)")
_FEWEST, _MOST_LISTED = 2, 12
_NO_PART = tuple(
    phrase
    for name in ("no_part", "confirmed", "basis_verified", "basis_reported", "basis_documented", "singular")
    for phrase in listed(name)
) + tuple(JOINS)
"""Words before a measure that name no part of those whom it counts: "Official deaths", "Death and Injury / Death"."""
_STEM = 4
_KILLED = "killed"

Counted = dict[str, tuple[str, str]]


def by_cause(found: Found, figures: Sequence[str], *, meaning: Callable[[str], str | None]) -> list[str]:
    """Take columns that count one measure by causes, each a population, and return the others.

    meaning gives the measure that a header stands for. Bare headers right behind one that has the measure ("Killed by:
    shelling") are causes too, as a merged cell in a first row says. One header alone is taken so where its words can
    mean nothing else ("due to", "from measles").
    """
    if {"measure", "population"} & found.columns.keys():
        return list(figures)
    causes: dict[str, dict[str, str]] = defaultdict(dict)
    for header, (measure, cause) in _counted(figures, meaning).items():
        causes[measure][header] = cause
    taken = {measure: headers for measure, headers in causes.items() if _are_causes([*headers.values()])}
    for measure, headers in taken.items():
        for header, cause in headers.items():
            found.wide.append(Wide(columns=(header,), constants={"measure": measure, "population": cause}))
        shown = [f"“{header}” ({cause})" for header, cause in headers.items()]
        said = ", ".join(shown[:_MOST_LISTED]) + " …" * (len(shown) > _MOST_LISTED)
        what = "by what or by whom it came about, each taken as a part of it (population)"
        found.unsure.append(f"headers are taken to count {measure} {what}: {said}; check each population")
    return [header for header in figures if not any(header in headers for headers in taken.values())]


def _are_causes(said: Sequence[str]) -> bool:
    if len(set(said)) >= _FEWEST:
        return True
    return all(fold(one).split()[0] in _DUE or KINDS_OF_DEATH & set(fold(one).split()) for one in said)


def of_the_event(found: Found, mapping: Mapping, seen: Sequence[Column]) -> Mapping:
    """Return a mapping without the causes that each of its events names: all deaths of an outbreak are due to it."""
    words = _words_of_events(mapping, seen)
    wide = list(mapping.wide)
    for at, one in enumerate(wide):
        said = set(fold(one.constants.get("population", "")).split()) - _BEFORE_CAUSES
        if KINDS_OF_DEATH & said and words and all(said <= event for event in words):
            wide[at] = replace(one, constants={key: one.constants[key] for key in one.constants if key != "population"})
            found.unsure = [told for told in found.unsure if not all(f"“{name}”" in told for name in one.columns)]
            told = f"{quoted(one.columns)}: the event says of what people died, so all are counted"
            found.unsure.append(f"{told}; else set the population")
    return replace(mapping, wide=tuple(wide))


def unknown_before(
    found: Found, mapping: Mapping, seen: Sequence[Column], *, names: dict[str, str], said: Mapping | None
) -> None:
    """Ask about a header whose words before its measure nobody knows: "Landslide deaths" are no toll of all.

    They are told where the event says them too, where people said of whom or of what the figures are, and where they
    stand before several measures, each of one column: "Korban / Meninggal", "Korban / Hilang".
    """
    known = {} if said is None else said.names.get("measure", {})
    if "population" in {*mapping.constants, *mapping.columns} or "measure" in {*mapping.constants, *mapping.columns}:
        return
    events, shared = _words_of_events(mapping, seen), _before_several(found.names)
    shared |= before_every_header([one.name for one in seen], [*found.names])
    for header, measure in found.names.items():
        words, name = words_of(header), named_by(header, names).split()
        before = words[: -len(name)] if name and words[-len(name) :] == name else []
        other = (other_words(header, names) & {*before}) - _no_part(before) - names.keys() - shared
        if header in known:
            found.withdraw(f"“{header}” is taken as {measure} of all")
        is_told = any(one.startswith(f"“{header}” is taken as {measure} of all") for one in found.unsure)
        is_period = PERIODS & other or any(sign.isdigit() for word in other for sign in word)
        if not other or not is_told or is_period or (events and all(_says(one, other) for one in events)):
            continue
        found.withdraw(f"“{header}” is taken as {measure} of all")
        of_all, own = (set_flag(f"names.measure.{header}", meant) for meant in (measure, header))
        found.wait(f"“{header}” may count a part of {measure}: {own} reads it as a measure of its own, {of_all} as all")


def _no_part(words: Sequence[str]) -> set[str]:
    """Return those of the words before a measure that name no part of those whom it counts."""
    said = f" {' '.join(words)} "
    return {word for phrase in _NO_PART if f" {phrase} " in said for word in phrase.split()}


def _before_several(measures: dict[str, str]) -> set[str]:
    """Return the words that headers of several measures share, none of which another header has too."""
    if len(measures) < _FEWEST or len({*measures.values()}) < len(measures):
        return set()
    said = Counter(word for header in measures for word in {*words_of(header)})
    return {word for word, times in said.items() if times >= _FEWEST}


def _says(event: set[str], words: set[str]) -> bool:
    """Return whether an event says some words, in whatever number: "Floods of 2022" those of "Flood deaths"."""
    return all(any(one == word or (len(word) >= _STEM and one.startswith(word)) for one in event) for word in words)


def _words_of_events(mapping: Mapping, seen: Sequence[Column]) -> list[set[str]]:
    """Return the words of each event that a mapping reads."""
    column = next((one for one in seen if one.name == mapping.columns.get("event")), None)
    events = (mapping.constants["event"],) if "event" in mapping.constants else column.cells if column else ()
    return [set(fold(event).split()) for event in dict.fromkeys(events)]


def beside_causes(found: Found, mapping: Mapping, seen: Sequence[Column]) -> None:
    """Ask about a column of causes that is not read, of which the figures of each row may be a part.

    Where each row names its event, its figure is of all of it, and the cause one more thing that the row says.
    """
    blocks: list[Mapping | Block] = [mapping, *mapping.claims]
    read = {*mapping.ignore, *(name for one in blocks for name in one.columns.values())}
    is_said = any("population" in {**one.constants, **one.columns} for one in blocks)
    if is_said or not (mapping.wide or mapping.claims or "says" in read):
        return
    for column in seen:
        kinds = set(column.cells)
        is_read = column.name in read or any(f"{{{column.name}}}" in name for name in read)
        if " ".join(words_of(column.name)) in _OF_CAUSES and not is_read and _FEWEST <= len(kinds) < len(column.cells):
            told = f"“{column.name}” is not read: if each row counts those of its cause alone"
            question = f"{told}, {map_flag(column.name, 'population')}; else {map_flag(column.name)}"
            ask = found.asked.append if "event" in mapping.columns else found.wait
            ask(question)
            return


def _counted(figures: Sequence[str], meaning: Callable[[str], str | None]) -> Counted:
    """Return the measure and the cause of headers that say both, and of bare ones right behind them."""
    found: Counted = {}
    headed: tuple[str, str] | None = None
    for header in figures:
        match = _HEAD.fullmatch(header)
        of = _of_causes(match["head"], meaning) if match else None
        if match and of:
            found[header] = of[0], f"{of[1]} {match['cause']}".strip()
            headed = of if ":" in header else None
        elif headed and meaning(header) is None and not is_total(header):
            found[header] = headed[0], f"{headed[1]} {header}".strip()
        else:
            headed = None
            if said := _in_words(header, meaning):
                found[header] = said
    return found


def _of_causes(head: str, meaning: Callable[[str], str | None]) -> tuple[str, str] | None:
    """Return the measure of which what stands below a header are causes, and its last words: "Killed by"."""
    words = fold(spaced(head)).split()
    if " ".join(words) in _OF_CAUSES:
        return _KILLED, ""
    for at in range(1, len(words)):
        phrase = next((one for one in _DONE_BY if words[at : at + len(one.split())] == one.split()), "")
        measure = meaning(" ".join(words[:at])) if phrase else None
        if measure:
            return measure, phrase
    return None


def _in_words(header: str, meaning: Callable[[str], str | None]) -> tuple[str, str] | None:
    """Return the measure and the cause of a header such as "killed_by_airstrike"; None if it is no such header."""
    words = spaced(header).replace("_", " ").split()
    folded = [fold(word) for word in words]
    for at in range(1, len(words) - 1):
        ways = _WAYS if KINDS_OF_DEATH & set(folded[at:]) else _DONE_BY
        phrase = next((one.split() for one in ways if folded[at : at + len(one.split())] == one.split()), [])
        measure = meaning(" ".join(words[:at])) if phrase else None
        rest = folded[at + len(phrase) :]
        if measure and rest and not set(rest) & _NO_CAUSES:
            return measure, " ".join(words[at:])
    return None
