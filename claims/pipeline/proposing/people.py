"""Columns that count the same of different people: "Civilians killed" beside "Soldiers killed", "Killed (women)".

One such column alone may say anything with its other words; where several count one measure, they tell them apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.mapping.fields import Block, Wide
from claims.pipeline.nobody import UNKNOWN, is_nobody, is_total
from claims.pipeline.organisations import organisations
from claims.pipeline.proposing.behind_measures import NAMED_BEHIND
from claims.pipeline.proposing.columns import PERIODS
from claims.pipeline.proposing.meaning import WHOLE
from claims.pipeline.proposing.vocabulary import is_country, listed, word_set
from claims.pipeline.proposing.words import CUMULATIVE, KINDS_OF_DEATH, MONTHS, PEOPLE, PLAIN, is_path, spaced, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found

ALL = "all"
_COUNTERS = word_set("crowd_counter")
"""Those who say how many took part, beside whom others say so too: police and organisers."""
_BEHIND = re.compile(r"(?P<measure>[^(/:]+?)\s*(?:[(/:]|\s[-–—]\s)\s*(?P<who>[^()/:]+?)\s*\)?")
_NOBODY = word_set("nobody") | PERIODS | MONTHS.keys()
"""Words beside a measure that do not say whom it counts."""
_OF_WHICH = listed("of_which")
CONFIRMED = word_set("confirmed") | word_set("basis_verified")
_SPEAKERS = word_set("speaks")
_SIDES = word_set("side_that_speaks")
_OTHERS = word_set("other_kind")
"""Words for what is counted and is no person: families, houses."""
_OTHER, _FEW_WORDS, _PARTICLE = "other", 2, 2
_SEXES = {"m": "men", "f": "women"}
_SEVERITY, _SEVERITY_BEFORE = word_set("severity"), sorted(word_set("severity_before"), key=len, reverse=True)
_KILLED = "killed"
"""The measure whose name before another's adds it, and is not whom the other counts: "Deaths and missing"."""
_JOINED = frozenset(("injured", "missing", "captured"))
"""Measures whose names do so where a sign joins them to the other's: "captured_missing"."""
_ALSO_PEOPLE = frozenset(("participants",))
"""Measures that are called by those who are counted: protesters."""


def of_whom(
    figures: Sequence[str], named: Callable[[str], tuple[str, str] | None], *, plain: frozenset[str]
) -> dict[str, tuple[str, str]]:
    """Return the measure and the population of columns, where several count one measure of different people.

    named gives the measure that the last words of a header are, with these words; plain are words beside it that say
    nothing. A column that counts all has the population "all".
    """
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    before = ""
    for header in figures:
        whom = "" if named(_who(header)) else of_those_before(header)
        whom = " ".join(word for word in whom.split() if (named(word) or ("",))[0] != before) or whom
        found = (before, whom) if before and whom else counts_whom(header, named, plain=plain)
        if found is not None and found[1] not in groups[found[0]].values():
            groups[found[0]][header] = found[1]
        before = found[0] if found is not None else ""
    for members in groups.values():
        if _SEXES.keys() <= set(members.values()):
            members |= {header: _SEXES.get(who, who) for header, who in members.items()}
    kept = {
        measure
        for measure, members in groups.items()
        if len(members) > 1
        or all(_measure_first(words_of(header), named) or _is_part(who) for header, who in members.items())
    }
    elsewhere = {who for measure in kept for who in groups[measure].values()}
    return {
        header: (measure, who)
        for measure, members in groups.items()
        for header, who in members.items()
        if measure in kept or (who != ALL and who in elsewhere)
    }


def counted_again(
    figures: Sequence[str],
    people: dict[str, tuple[str, str]],
    named: Callable[[str], tuple[str, str] | None],
    *,
    plain: frozenset[str],
) -> dict[str, str]:
    """Return columns that count the same of the same people as one of those that `of_whom` found, with that one."""
    first = {said: header for header, said in reversed(people.items()) if said[1] != ALL}
    others = {header: counts_whom(header, named, plain=plain) for header in figures if header not in people}
    return {header: first[said] for header, said in others.items() if said in first}


def counts_whom(
    header: str, named: Callable[[str], tuple[str, str] | None], *, plain: frozenset[str]
) -> tuple[str, str] | None:
    """Return the measure of a header and whom it counts, in whatever order; None if it does not say so.

    named gives the measure that the last words of a header are, with these words; plain are words beside it that say
    nothing. A running total counts as any other figure: "killed_children_cum".
    """
    rest = [word for word in words_of(header) if word not in CUMULATIVE]
    said = _split(header, named, plain=plain) or _as_one_word(rest, named)
    return said or (_split(" ".join(rest), named, plain=plain) if len(rest) < len(words_of(header)) else None)


def _split(
    header: str, named: Callable[[str], tuple[str, str] | None], *, plain: frozenset[str]
) -> tuple[str, str] | None:
    """Return what `counts_whom` does, of a header as it stands."""
    if header.startswith("#"):  # of a hashtag the attributes say it: “#affected+killed”
        header = header.partition("+")[2].replace("+", " ") or header
    whole, _, below = header.partition(" / ")
    if " / " in below and (named(whole) or ("",))[0] == WHOLE:  # "Casualties / Killed / Men"
        return _split(below, named, plain=plain)
    match = _BEHIND.fullmatch(header)
    behind = named(match["measure"]) if match else None
    other = named(match["who"]) if match else None
    if match is not None and behind is not None and behind[0] == WHOLE:  # "casualties/killed_men"
        inner = _split(match["who"], named, plain=plain) or _measure_first(words_of(match["who"]), named)
        if inner is not None:
            return inner
    if match is not None and behind is not None and (other is None or other[0] in _ALSO_PEOPLE):
        who = _who(match["who"])
        if set(who.split()) <= plain:  # "Opioid deaths (provisional)"
            return _split(match["measure"], named, plain=plain) or (behind[0], ALL)
        return (behind[0], who) if _is_somebody(who.split()) and not _OTHERS & set(who.split()) else None
    parent, _, last = header.rpartition(".")
    held = named(parent) if parent and is_path(header) and set(words_of(last)) <= PEOPLE else None
    if held is not None:  # "killed.civilians"
        return held[0], " ".join(words_of(last))
    found = named(header)
    if found is None:
        is_named = bool(set("_-") & set(header)) and NAMED_BEHIND.fullmatch(header) is not None
        return None if is_named else _measure_first(words_of(header), named)
    if found[0] in _ALSO_PEOPLE and (first := _measure_first(words_of(header), named)):  # "detained protesters"
        return first
    before = _before(words_of(header), found[1].split())
    is_whole = is_nobody(" ".join(before)) and " ".join(before) not in UNKNOWN  # "grand total"
    words = [] if is_whole else [word for word in _of_those(" ".join(before)).split() if word not in plain]
    is_particle = is_total(" ".join(before)) and all(len(word) <= _PARTICLE for word in words)  # "in total", "au total"
    words = [] if is_particle and not is_country(" ".join(words)) else words
    words = [word for word in words if word not in CONFIRMED] or words  # "civilians confirmed killed"
    if not words or words == [ALL] or " ".join(before) in _OF_WHICH:  # "of which injured"
        return found[0], ALL
    if (named(" ".join(words)) or ("",))[0] == found[0]:  # "Internally displaced persons (IDPs)"
        return found[0], ALL
    before_it = (named(" ".join(words)) or ("", ""))[0]
    adds = found[0] != _KILLED and (before_it == _KILLED or (before_it in _JOINED and "_" in header))
    return (found[0], " ".join(words)) if _is_somebody(words) and not adds else None


def is_part(header: str) -> bool:
    """Return whether a header begins with words for a part of what stands before it: "of which road deaths"."""
    return any(fold(header).startswith(f"{phrase} ") for phrase in _OF_WHICH)


def of_those_before(header: str) -> str:
    """Return whom of those in the column before it a header counts: "davon Kinder" behind "Tote"; "" if it does not."""
    whom = _who(header) if is_part(header) else ""
    whom = " ".join(word for word in words_of(whom) if word not in CUMULATIVE)
    return whom if _is_somebody(whom.split()) else ""


def _who(text: str) -> str:
    """Return whom a part of a header names: "kinder" of "davon Kinder", "all" of "insgesamt"."""
    return ALL if is_total(fold(text)) else _of_those(fold(text))


def _of_those(folded: str) -> str:
    """Return a folded text without words such as "of which" before it."""
    phrase = next((phrase for phrase in _OF_WHICH if folded.startswith(f"{phrase} ")), "")
    return folded.removeprefix(phrase).strip()


def _measure_first(words: Sequence[str], named: Callable[[str], tuple[str, str] | None]) -> tuple[str, str] | None:
    """Return the measure and the people of a header that names these behind it: "muertos civiles", "muertes viales"."""
    parts = ((at, words[at:]) for at in range(1, len(words)))
    ways = KINDS_OF_DEATH | _SEVERITY
    behind = next((at for at, part in parts if " ".join(part) in PEOPLE or part[0] in ways), None)
    found = named(" ".join(words[:behind])) if behind else None
    return (found[0], " ".join(words[behind:])) if found and found[1] == " ".join(words[:behind]) else None


def _as_one_word(words: Sequence[str], named: Callable[[str], tuple[str, str] | None]) -> tuple[str, str] | None:
    """Return the measure and the part of it that one word says: "Schwerverletzte"."""
    word = words[0] if len(words) == 1 else ""
    how = next((one for one in _SEVERITY_BEFORE if word.startswith(one)), "")
    found = named(word.removeprefix(how)) if how else None
    return (found[0], how) if found else None


def _before(words: list[str], name: list[str]) -> list[str]:
    """Return the words before a name, whatever stands behind it."""
    end = next((at for at in range(len(words), 0, -1) if words[at - len(name) : at] == name), len(words))
    return words[: end - len(name)]


def _is_somebody(words: Sequence[str]) -> bool:
    words = words[1:] if list(words[:1]) == [_OTHER] and len(words) > _FEW_WORDS else words
    is_numbered = any(sign.isdigit() for word in words for sign in word) and not KINDS_OF_DEATH & set(words)  # COVID-19
    return bool(words) and not _NOBODY & set(words) and not is_numbered


def take_people(found: Found, figures: Sequence[str], people: dict[str, tuple[str, str]]) -> list[str]:
    """Take columns that count one measure of different people, as `of_whom` gives them, and return the others."""
    found.wide += wides_of(people, may_be={"place", "source"} - found.columns.keys())
    counted = {header: who for header, (_, who) in people.items() if who != ALL}
    found.names |= {header: people[header][0] for header in counted}
    tell_of_people(found, counted, found.wide)
    return [header for header in figures if header not in counted]


def tell_of_people(found: Found, counted: dict[str, str], wides: Sequence[Wide]) -> None:
    """Say whom headers are taken to count, where or who says so, as their wide columns have it."""
    listed = ", ".join(f"“{header}” ({written_in(who, header).lower()})" for header, who in counted.items())
    if counted and any("place" in wide.constants for wide in wides):
        listed = ", ".join(f"“{header}” ({who})" for header, who in counted.items())
        found.unsure.append(f"headers are taken to say where it was counted: {listed}; check each place")
    elif counted:
        speak = any("source" in wide.constants for wide in wides)
        what = "who says so: {}; check each source" if speak else "who is counted: {}; check each population"
        found.unsure.append(f"headers are taken to say {what.format(listed)}")


def take_of_both(found: Found, figures: Sequence[str], people: dict[str, tuple[str, str]], *, column: str) -> list[str]:
    """Take columns of different people in rows of others (“Men killed” beside “Age group”) as those of both.

    column says of whom the rows are. Returns the other columns, those that count all among them.
    """
    counted = {header: said for header, said in people.items() if said[1] != ALL}
    for header, (measure, who) in counted.items():
        whom = f"{written_in(who, header).lower()}, {{{column}}}"
        found.claims.append(Block({"measure": measure}, {"says": header, "population": whom}))
    if counted:
        listed = ", ".join(f"“{header}” ({who})" for header, (_, who) in counted.items())
        found.unsure.append(
            f"headers are taken to say who is counted, beside “{column}”: {listed}; check each population"
        )
    return [header for header in figures if header not in counted]


def wides_of(people: dict[str, tuple[str, str]], *, may_be: Container[str]) -> list[Wide]:
    """Return the wide columns of each population, those of all left out; where some are countries, of each place.

    Where all are known to speak and not to be counted ("Killed (official)", "SNHR / Killed", "Participants (police)"),
    of each source. may_be holds those of place and source that they may be.
    """
    columns: dict[str, list[str]] = defaultdict(list)
    for header, (_, who) in people.items():
        if who != ALL:
            columns[who].append(header)
    are_places = "place" in may_be and any(map(is_country, columns))
    are_crowds = {measure for measure, _ in people.values()} <= _ALSO_PEOPLE
    counters = are_crowds and any(_COUNTERS & set(who.split()) for who in columns)
    speak = "source" in may_be and (counters or _speak(columns))
    found = []
    for who, names in columns.items():
        said = _both(who, names[0]) if are_places else _of(written_in(who, names[0]).lower())
        if speak:
            said = {"source": written_in(who, names[0])}
        found.append(Wide(columns=tuple(names), header="measure", constants=said))
    return found


def _is_part(who: str) -> bool:
    """Return whether the words before one measure alone say who is counted, or of what these died: "road traffic"."""
    words = who.split()
    return words[-1] in PEOPLE or bool(KINDS_OF_DEATH & set(words))


def _speak(named: Iterable[str]) -> bool:
    """Return whether names are of those who say figures: known ones, and sides of a conflict beside some of them."""
    certain = {who for who in named if who in organisations() or who in _SPEAKERS or set(who.split()) & _SPEAKERS}
    return bool(certain) and all(who in certain or set(who.split()) & _SIDES for who in named)


def _of(who: str) -> dict[str, str]:
    return {"population": who}


def with_whom_in_cells(found: Found, mapping: Mapping, seen: Iterable[Column]) -> Mapping:
    """Return a mapping that reads whom a figure counts where its measure stands, as "military deaths" does.

    The other cells of the column say so of all; one that none of them is does not go in before somebody says of whom.
    """
    column = next((one for one in seen if one.name == mapping.columns.get("measure")), None)
    if not found.whom or column is None or "population" in {*mapping.columns, *mapping.constants}:
        return mapping
    kinds = dict.fromkeys(column.cells)
    whom = {kind: found.whom[kind][1] if kind in found.whom else ALL for kind in kinds}
    taken = f"^({'|'.join(map(re.escape, kinds))})$"
    return replace(
        mapping,
        columns={**mapping.columns, "population": column.name},
        names={**mapping.names, "population": {**mapping.names.get("population", {}), **whom}},
        take={**mapping.take, "population": taken},
    )


def holds_people(column: Column) -> bool:
    """Return whether each cell of a column is a word for people, or for all or an unknown part of them: "Girls"."""
    return are_people(column.cells)


def are_people(names: Iterable[str]) -> bool:
    """Return whether each name is a word for people, or for all or an unknown part of them."""
    kinds = {fold(name) for name in names}
    said = {kind for kind in kinds if kind in PEOPLE or (" " in kind and kind.split()[-1] in PEOPLE)}
    return len(said) > 1 and all(kind in said or kind in UNKNOWN or is_total(kind) for kind in kinds)


def _both(who: str, header: str) -> dict[str, str]:
    """Return the place that a header names, and the people behind it: "iran military" are the military in iran."""
    place, _, people = who.rpartition(" ")
    return {**_where(place, header), **_of(people)} if place and people in PEOPLE else _where(who, header)


def _where(name: str, header: str) -> dict[str, str]:
    """Return the place of a folded name, as the header writes it."""
    return {"place": written_in(name, header)}


def written_in(name: str, header: str) -> str:
    """Return a folded name as the header writes it."""
    match = re.search(re.escape(name), header, re.IGNORECASE)
    if match:
        return match[0]
    for part in header.split(" / "):  # "Ministry of Health / Killed", of which words that say nothing were left out
        if [word for word in words_of(part) if word not in PLAIN] == name.split():
            return part
    words = spaced(header).replace("_", " ").split()
    counts = range(len(name.split()), 0, -1)
    parts = (" ".join(words[at : at + count]) for count in counts for at in range(len(words)))
    return next((part.strip("()[],:;/ ") for part in parts if fold(part) == name), name)
