"""Columns that count the same of different people: "Civilians killed" beside "Soldiers killed", "Killed (women)".

One such column alone may say anything with its other words; where several count one measure, they tell them apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.mapping.fields import Wide
from claims.pipeline.nobody import UNKNOWN, is_total
from claims.pipeline.organisations import organisations
from claims.pipeline.proposing.columns import PERIODS
from claims.pipeline.proposing.meaning import WHOLE
from claims.pipeline.proposing.vocabulary import is_country, listed, word_set
from claims.pipeline.proposing.words import AGE, CUMULATIVE, PEOPLE, spaced, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

    from claims.pipeline.proposing.columns import Column

ALL = "all"
_COUNTERS = word_set("crowd_counter")
"""Those who say how many took part, beside whom others say so too: police and organisers."""
_BEHIND = re.compile(r"(?P<measure>[^(/:]+?)\s*(?:[(/:]|\s[-–—]\s)\s*(?P<who>[^()/:]+?)\s*\)?")
_NOBODY = word_set("nobody") | PERIODS
"""Words beside a measure that do not say whom it counts."""
_NAMED_BEHIND = re.compile(r"(?P<measure>[^\W\d_]+(?: [^\W\d_]+)?)[_-]+(?P<name>[^\W\d_a-zа-я][^\d()\[\]]*)")
"""A measure with a name behind it: a word that does not begin small."""
_NAMED_AT_ONCE = re.compile(r"(?P<measure>[^\W\d_]+?)(?P<name>[^\W\d_a-zа-я][^\W\d_]+)")
"""The same without anything between: DeathsChaco."""
_NO_NAMES = word_set("no_name") | _NOBODY
_OLD = r"(?:[ _]*(?:years?|yrs?|y))?"
_AGES_BEHIND = rf"[ _-]+(?:aged?[ _])?(?P<population>\d{{1,3}}(?:[ _–-]\d{{1,3}}|\+|[ _]plus)){_OLD}"
_FROM, _TO = r"(?P<from>\d{1,3})", r"(?:[ _–-](?P<to>\d{1,3})|\+|[ _]plus)"
_AGED = re.compile(rf"(?P<measure>[^\W\d]+?)[ _-]+(?:aged?[ _])?{_FROM}{_TO}{_OLD}")
_AGES_ALONE = re.compile(rf"(?:a|age[sd]?|edad|âge|alter|idade|età)?[ _]?{_FROM}{_TO}{_OLD}", re.IGNORECASE)
_FEWEST_AGES, _EARLY = 3, 5
_BOTH_WAYS, _MOSTLY = 0.15, 0.8
"""The share of steps from row to row by which ages of persons both rise and fall."""
_OF_WHICH = listed("of_which")
_SPEAKERS = word_set("speaks")
_SIDES = word_set("side_that_speaks")
_SINGULAR = word_set("singular")
_OTHERS = word_set("other_kind")
"""Words for what is counted and is no person: families, houses."""
_AGE_CLASS = re.compile(
    r"\d\s*(?:[-–—]|a|à|to|bis|до|e|y)\s*\d|\d\s*\+|[<>≤≥]\s*\d"
    r"|\b\d{1,2}0?s\b|\d0대|\d\s*(?:y más|et plus|und älter|и старше|or older|ou mais)"
)
_PERSON = word_set("person")
"""Words in the headers of tables that have a row for each person."""
_FIRST_NAMES, _LAST_NAMES = word_set("first_name"), word_set("last_name")
_SEX, _NAME, _NAME_BESIDE = word_set("sex"), word_set("name"), word_set("name_beside")
_WHOSE = word_set("person") | PEOPLE | word_set("of_whose")
"""Words beside those for ages in the header of a column of ages of persons."""
_OTHER, _FEW_WORDS = "other", 2
_SEXES = {"m": "men", "f": "women"}
_KILLED = "killed"
"""The measure whose name before another's adds it, and is not whom the other counts: "Deaths and missing"."""
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
        or all(_measure_first(words_of(header), named) or who in PEOPLE for header, who in members.items())
    }
    elsewhere = {who for measure in kept for who in groups[measure].values()}
    return {
        header: (measure, who)
        for measure, members in groups.items()
        for header, who in members.items()
        if measure in kept or (who != ALL and who in elsewhere)
    }


def counts_whom(
    header: str, named: Callable[[str], tuple[str, str] | None], *, plain: frozenset[str]
) -> tuple[str, str] | None:
    """Return the measure of a header and whom it counts, in whatever order; None if it does not say so.

    named gives the measure that the last words of a header are, with these words; plain are words beside it that say
    nothing. A running total counts as any other figure: "killed_children_cum".
    """
    rest = [word for word in words_of(header) if word not in CUMULATIVE]
    said = _split(header, named, plain=plain)
    return said or (_split(" ".join(rest), named, plain=plain) if len(rest) < len(words_of(header)) else None)


def _split(
    header: str, named: Callable[[str], tuple[str, str] | None], *, plain: frozenset[str]
) -> tuple[str, str] | None:
    """Return what `counts_whom` does, of a header as it stands."""
    if header.startswith("#"):  # of a hashtag the attributes say it: “#affected+killed”
        header = header.partition("+")[2].replace("+", " ") or header
    match = _BEHIND.fullmatch(header)
    behind = named(match["measure"]) if match else None
    other = named(match["who"]) if match else None
    if match is not None and behind is not None and behind[0] == WHOLE:  # "casualties/killed_men"
        inner = _split(match["who"], named, plain=plain) or _measure_first(words_of(match["who"]), named)
        if inner is not None:
            return inner
    if match is not None and behind is not None and (other is None or other[0] in _ALSO_PEOPLE):
        who = _who(match["who"])
        if set(who.split()) <= plain:
            return behind[0], ALL
        return (behind[0], who) if _is_somebody(who.split()) and not _OTHERS & set(who.split()) else None
    parent, _, last = header.rpartition(".")
    held = named(parent) if parent and " " not in header and set(words_of(last)) <= PEOPLE else None
    if held is not None:  # "killed.civilians"
        return held[0], " ".join(words_of(last))
    found = named(header)
    if found is None:
        return None if set("_-") & set(header) else _measure_first(words_of(header), named)
    before = _before(words_of(header), found[1].split())
    words = [word for word in _who(" ".join(before)).split() if word not in plain] if before else []
    if not words or words == [ALL] or " ".join(before) in _OF_WHICH:  # "of which injured"
        return found[0], ALL
    dead = found[0] != _KILLED and (named(" ".join(words)) or ("", ""))[0] == _KILLED
    return (found[0], " ".join(words)) if _is_somebody(words) and not dead else None


def of_those_before(header: str) -> str:
    """Return whom of those in the column before it a header counts: "davon Kinder" behind "Tote"; "" if it does not."""
    folded = fold(header)
    whom = _who(header) if any(folded.startswith(f"{phrase} ") for phrase in _OF_WHICH) else ""
    whom = " ".join(word for word in words_of(whom) if word not in CUMULATIVE)
    return whom if _is_somebody(whom.split()) else ""


def _who(text: str) -> str:
    """Return whom a part of a header names: "kinder" of "davon Kinder", "all" of "insgesamt"."""
    folded = fold(text)
    phrase = next((phrase for phrase in _OF_WHICH if folded.startswith(f"{phrase} ")), "")
    return ALL if is_total(folded) else folded.removeprefix(phrase).strip()


def _measure_first(words: Sequence[str], named: Callable[[str], tuple[str, str] | None]) -> tuple[str, str] | None:
    """Return the measure and the people of a header that names these behind it: "muertos civiles"."""
    behind = next((at for at in range(1, len(words)) if " ".join(words[at:]) in PEOPLE), None)
    found = named(" ".join(words[:behind])) if behind else None
    return (found[0], " ".join(words[behind:])) if found and found[1] == " ".join(words[:behind]) else None


def _before(words: list[str], name: list[str]) -> list[str]:
    """Return the words before a name, whatever stands behind it."""
    end = next((at for at in range(len(words), 0, -1) if words[at - len(name) : at] == name), len(words))
    return words[: end - len(name)]


def _is_somebody(words: Sequence[str]) -> bool:
    words = words[1:] if list(words[:1]) == [_OTHER] and len(words) > _FEW_WORDS else words
    return bool(words) and not _NOBODY & set(words) and not any(sign.isdigit() for word in words for sign in word)


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


def _speak(named: Iterable[str]) -> bool:
    """Return whether names are of those who say figures: known ones, and sides of a conflict beside some of them."""
    certain = {who for who in named if who in organisations() or who in _SPEAKERS or set(who.split()) & _SPEAKERS}
    return bool(certain) and all(who in certain or set(who.split()) & _SIDES for who in named)


def _of(who: str) -> dict[str, str]:
    return {"population": who}


def holds_people(column: Column) -> bool:
    """Return whether each cell of a column is a word for people, or for all or an unknown part of them: "Girls"."""
    kinds = {fold(cell) for cell in column.cells}
    said = {kind for kind in kinds if kind in PEOPLE or (" " in kind and kind.split()[-1] in PEOPLE)}
    return len(said) > 1 and all(kind in said or kind in UNKNOWN or is_total(kind) for kind in kinds)


def of_one_a_row(seen: Sequence[Column]) -> str:
    """Return what to know of a table in which each row is one person or one incident, by the headers of its columns."""
    about = [one.name for one in seen if one.cells and set(words_of(one.name)) & _PERSON]
    what = f"each row seems to be one person ({', '.join(about[:3])})" if about else "each row may be one incident"
    way = "whoever counts them says so (claims add)"
    return f"{what}; how many they are the file does not state: {way}"


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
    words = spaced(header).replace("_", " ").split()
    count = len(name.split())
    parts = (" ".join(words[at : at + count]) for at in range(len(words)))
    return next((part.strip("()[],:;") for part in parts if fold(part) == name), name)


def age_classes(seen: Sequence[Column], *, used: Container[str]) -> str | None:
    """Return the column whose cells are classes of ages, and not the age of one person each; None if there is none."""
    for column in seen:
        spans = sum(bool(_AGE_CLASS.search(cell)) for cell in column.cells)
        is_named = bool(set(words_of(column.name)) & AGE) and column.name not in used
        if is_named and column.cells and spans * 2 > len(column.cells):
            return column.name
    return None


def is_of_one(header: str, seen: Sequence[Column]) -> bool:
    """Return whether a header in the singular, such as "death", is of the one person of a row, whose age is known."""
    is_singular = set(words_of(header)) <= _SINGULAR
    if not is_singular or age_classes(seen, used=()) is not None:
        return False
    return any(set(words_of(one.name)) <= AGE and one.is_number for one in seen)


def lists_persons(seen: Sequence[Column]) -> bool:
    """Return whether each row is one person: its ages rise and fall, as in no table by ages, or it has two names.

    A name of its own in each row, of several words, beside a column of sexes is one too.
    """
    headers = {" ".join(words_of(column.name)) for column in seen}
    if headers & _FIRST_NAMES and headers & _LAST_NAMES:
        return True
    if headers & _SEX and any(map(_names_each, seen)):
        return True
    for column in seen:
        ages = [int(cell) for cell in column.cells if cell.isdecimal()]
        steps = [later - age for age, later in pairwise(ages)]
        is_age = column.is_number and _is_of_ages(column.name) and len(ages) >= _MOSTLY * len(column.cells)
        up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
        if is_age and min(up, down) > _BOTH_WAYS * len(steps):
            return True
    return False


def _is_of_ages(header: str) -> bool:
    """Return whether a header says ages and at most whose: "age", "age_of_casualty", "Edad de la víctima"."""
    words = set(words_of(header))
    return bool(words & AGE) and words <= AGE | _WHOSE


def _names_each(column: Column) -> bool:
    """Return whether a column holds a name of several words in each row, hardly one in two."""
    words = set(words_of(column.name))
    if not words & _NAME or not words <= _NAME | _NAME_BESIDE:
        return False
    named = [cell for cell in column.cells if " " in cell.strip() and not any(map(str.isdigit, cell))]
    return bool(named) and len(set(named)) > _MOSTLY * len(column.cells)


def has_people_behind(header: str, names: Container[str]) -> bool:
    """Return whether a header is a measure with people behind it: "mortos civis"."""
    words = words_of(header)
    return any(" ".join(words[:at]) in names and " ".join(words[at:]) in PEOPLE for at in range(1, len(words)))


def ages_alone(figures: Sequence[str]) -> tuple[str, ...]:
    """Return the headers that are ages and nothing else ("0-14", "a15-24", "95+"), which follow on each other."""
    parts = {header: match for header in figures if (match := _AGES_ALONE.fullmatch(header))}
    spans = sorted((int(match["from"]), int(match["to"] or match["from"])) for match in parts.values())
    follow = all(end <= begin <= end + 1 for (_, end), (begin, _) in pairwise(spans))
    is_ages = len(spans) >= _FEWEST_AGES and spans[0][0] <= _EARLY and follow
    return tuple(parts) if is_ages else ()


def by_age(figures: Sequence[str], names: Container[str]) -> tuple[tuple[str, ...], str] | None:
    """Return columns that count a measure by ages ("deaths_0_14", "Deaths 85+") and their pattern; None if none do.

    names are known measures, folded. Spans that do not follow on each other from early childhood may be years.
    """
    parts = {header: match for header in figures if (match := _AGED.fullmatch(header))}
    parts = {header: match for header, match in parts.items() if fold(match["measure"]) in names}
    for measure in dict.fromkeys(match["measure"] for match in parts.values()):
        spans = sorted(
            (int(match["from"]), int(match["to"] or match["from"]))
            for match in parts.values()
            if match["measure"] == measure
        )
        follow = all(begin == end + 1 for (_, end), (begin, _) in pairwise(spans))
        if len(spans) < _FEWEST_AGES or spans[0][0] > _EARLY or not follow:
            return None
    said = "|".join(dict.fromkeys(re.escape(match["measure"]) for match in parts.values()))
    return (tuple(parts), rf"^(?P<measure>{said}){_AGES_BEHIND}$") if parts else None


def _of_same_names(figures: Sequence[str], names: Container[str]) -> dict[str, re.Match[str]]:
    """Return headers of what is no known measure, several for each, before names that known ones have behind them."""
    found: dict[str, dict[str, re.Match[str]]] = defaultdict(dict)
    for header in figures:
        match = _NAMED_BEHIND.fullmatch(header)
        if match is not None and match["name"] in names and not set(fold(match["measure"]).split()) & _NO_NAMES:
            found[match["measure"]][header] = match
    return {header: match for group in found.values() if len(group) > 1 for header, match in group.items()}


def behind_measures(figures: Sequence[str], names: Container[str]) -> tuple[tuple[str, ...], str, str] | None:
    """Return columns whose headers are a measure and a name ("Deaths_Guinea"), their pattern, and what the names are.

    names are known measures, folded. One such header alone may say anything; None if there are not several.
    """
    found = {header: _NAMED_BEHIND.fullmatch(header) or _NAMED_AT_ONCE.fullmatch(header) for header in figures}
    parts = {header: match for header, match in found.items() if match}
    parts = {header: match for header, match in parts.items() if fold(match["measure"]) in names}
    parts = {header: match for header, match in parts.items() if not set(fold(match["name"]).split()) & _NO_NAMES}
    measures = list(dict.fromkeys(match["measure"] for match in parts.values()))
    if len(parts) < 2 * len(measures) or not parts:
        return None
    field = "population" if any(fold(match["name"]) in PEOPLE for match in parts.values()) else "place"
    others = _of_same_names(figures, {match["name"] for match in parts.values()})
    parts |= others
    measures += dict.fromkeys(match["measure"] for match in others.values())
    said = "|".join(dict.fromkeys(map(re.escape, measures)))
    between = "[_-]*" if any(map(_NAMED_AT_ONCE.fullmatch, parts)) else "[_-]+"
    return tuple(parts), rf"^(?P<measure>{said}){between}(?P<{field}>.+)$", field
