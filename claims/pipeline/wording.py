"""What a cell says besides its figure: another measure ("45 injured" of the killed) is refused, other words are noted.

The number of such a cell is read, and it is the number of what the cell says, not of what its column is called.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claims.errors import InField, NotAFigure
from claims.figure_hedges import has_known_words
from claims.figure_items import scan
from claims.figure_scales import in_digits
from claims.lexicon import names_month
from claims.mapping.beside import ASIDE
from claims.mapping.statements import JOINED
from claims.model import CountKind, ValueKind
from claims.pipeline.marks_beside import mark_behind
from claims.pipeline.proposing.vocabulary import further_measures, word_set
from claims.pipeline.proposing.words import DAY, MONTH, WEEK, YEAR, YEAR_PATTERN
from claims.pipeline.year_beside import WRITTEN_ON
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import Measure
    from claims.pipeline.find import Names
    from claims.pipeline.recording import Recording

MOST_LOOKED_AT = 500
SHOWN = 5
_ADDED = re.compile(r"\d\s*[(\[]\s*\+\s*\d")
"""A number to be added to the one before it: "37 (+1 later)"."""
_BEHIND_A_NUMBER = re.compile(rf"\d[\d.,'’٬٫\u00a0\u202f ]*\+?(?:\s+|(?={WRITTEN_ON.pattern}))([^\d]+)\Z")
_BEFORE_A_NUMBER = re.compile(r"([^\d()\[\]]*[^\W\d_][^\d()\[\]]*)\d")
_ONLY_IN_BRACKETS = re.compile(r"\d\s*[(\[（]([^\d()\[\]（）]+)[)\]）]\s*\Z")
_CLAUSE = re.compile(r"[,;،؛:]")
"""What parts what is counted from what else is said of it: "dead or missing, presumed dead"."""
_SAYS_WHEN = re.compile(rf"{YEAR_PATTERN}|(?:.*\s)?\d{{1,4}}([/.-])\d{{1,2}}\1\d{{1,4}}|(?:.*\s)?\d{{1,2}}/\d{{1,2}}")
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
PEOPLE = word_set("people_behind_number")
_CHANGES = word_set("change_behind_number")
"""Words behind a number that make it a change or a rate: "12 more", "12 /day"."""
_EACH, _TIMES = word_set("each"), DAY | WEEK | MONTH | YEAR
_ALIVE = word_set("alive")
"""Words behind a number of people whom no measure of harm counts: "8 survivors"."""


def refuse_other_measure(says: str, *, measure: Measure, names: Names) -> None:
    """Raise InField where the words behind a cell's number are the name of another measure on record, or a change.

    A measure that this one is a part of is no other: "45 killed" among the children killed. Measures that the same
    ingest made are left alone: what their names mean is not on record.
    """
    if ("measure", measure.id) not in names.made and (before := _BEFORE_A_NUMBER.match(_opened(says))) is not None:
        _refuse_what_stands_before(says, before[1].strip(" :：=–-"), measure=measure, names=names)
    if says[-1:].isdecimal():
        return
    _refuse_what_brackets_say(says, measure=measure, names=names)
    behind = _BEHIND_A_NUMBER.search(ASIDE.sub(" ", says).strip())
    if behind is None or ("measure", measure.id) in names.made:
        return
    words = fold(behind[1]).split()
    if (rate := _rate(words)) and measure.count_kind is CountKind.CUMULATIVE:
        reason = f"“{rate}” makes it a change or a rate, and {measure.id} is a running total"
        hint = "give the total; or record it under a measure of a period: claims measure add NAME --count-kind period"
        raise InField("says", NotAFigure(says, reason=reason, hint=hint))
    _refuse_a_sum(says, behind[1], measure=measure, names=names)
    named = " ".join(words[1:] if words[:1] and words[0] in PEOPLE and words[1:] else words)
    known = names.measures_by_name()
    own = {name for name, target in known.items() if target == measure.id} | set(fold(measure.label).split())
    last = words[-1] if words else ""
    other = _meant(named, names=names) or (None if own & set(words) else _meant(last, names=names))
    if alive := [word for word in words if word in _ALIVE - own]:
        reason = f"it says “{behind[1].strip()}”, and who is “{alive[0]}” is not counted as {measure.id}"
        hint = "give the figure of this measure, or leave the cell empty"
        raise InField("says", NotAFigure(says, reason=reason, hint=hint))
    if other is None or _is_in(measure, other, names=names) or set(named.split()) <= set(fold(measure.label).split()):
        return
    reason = f"it says “{behind[1].strip()}”, which is {other}, and the measure is {measure.id}"
    hint = "correct the measure of this row; where cells hold figures of several measures: [split.says] in a mapping"
    raise InField("says", NotAFigure(says, reason=reason, hint=hint))


def _opened(says: str) -> str:
    """Return a cell without the signs of brackets that it begins with: "(injured) 13"."""
    first = ASIDE.match(says)
    return says if first is None else f"{first[0][1:-1]} {says[first.end() :]}"


def _refuse_what_stands_before(says: str, before: str, *, measure: Measure, names: Names) -> None:
    """Raise InField where the words before a number are the name of another measure, or of several: "Injured: 12"."""
    words, named, counted = _told_before(before)
    other = next((found for name in named if (found := _meant(name, names=names))), None)
    if other is None and len(counted) < 2:
        return
    own = {word for name, to in names.measures_by_name().items() if to == measure.id for word in name.split()}
    if not words or (own | set(fold(measure.label).split())) & set(words):
        _refuse_a_sum(says, before, measure=measure, names=names)
    elif other is not None and not _is_in(measure, other, names=names):
        reason = f"it says “{before}”, which is {other}, and the measure is {measure.id}"
        hint = (
            "correct the measure of this row; where cells hold figures of several measures: [split.says] in a mapping"
        )
        raise InField("says", NotAFigure(says, reason=reason, hint=hint))


@lru_cache(maxsize=1024)
def _told_before(before: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the folded words before a number, the names of measures that they may be, and what they count together."""
    words = tuple(fold(before).split())
    bare = (word for word in words if word not in _said_of_figures())
    named = (" ".join(words), " ".join(bare), *words[:1], *words[-1:])
    return words, tuple(name for name in dict.fromkeys(named) if name), _counted_together(before)


def _refuse_what_brackets_say(says: str, *, measure: Measure, names: Names) -> None:
    """Raise InField where all that brackets behind a number say is another measure, or several: "604 (injured)"."""
    inside = _ONLY_IN_BRACKETS.search(says)
    if inside is None or ("measure", measure.id) in names.made:
        return
    _refuse_a_sum(says, inside[1], measure=measure, names=names)
    other = _meant(fold(inside[1]), names=names)
    is_own = set(fold(inside[1]).split()) <= set(fold(measure.label).split())
    if other is not None and not is_own and not _is_in(measure, other, names=names):
        reason = f"it says “{inside[1]}”, which is {other}, and the measure is {measure.id}"
        raise InField("says", NotAFigure(says, reason=reason, hint="correct the measure of this row, or the cell"))


def _meant(name: str, *, names: Names) -> str | None:
    """Return the measure of a folded name: on record, or as headers write it in any language; None if it is none."""
    known, further = names.measures_by_name(), further_measures()
    bare = next((name[len(one) :] for one in PEOPLE if name.startswith(one)), "") if WRITTEN_ON.match(name) else ""
    return known.get(name) or further.get(name) or known.get(bare) or further.get(bare)


def _rate(words: Sequence[str]) -> str:
    """Return the words behind a number that make it a change or a rate ("more", "per day"), "" if none do."""
    if words[:1] and words[0] in _CHANGES and words[1:2] != ["or"]:
        return words[0]
    return " ".join(words[:2]) if len(words) > 1 and words[0] in _EACH and words[1] in _TIMES else ""


def _refuse_a_sum(says: str, behind: str, *, measure: Measure, names: Names) -> None:
    """Raise InField where the words behind a number name several measures: "227,898 dead/missing" of the killed."""
    parts = [_meant(part, names=names) for part in _counted_together(behind)]
    counted = [part for part in dict.fromkeys(parts) if part is not None]
    if len(counted) > 1 and len(parts) == parts.count(None) + len(counted) and None not in parts:
        reason = f"it counts {' and '.join(counted)} together, and the measure is {measure.id}"
        hint = "a figure of both needs a measure of its own: claims measure add NAME"
        raise InField("says", NotAFigure(says, reason=reason, hint=hint))


def _counted_together(text: str) -> tuple[str, ...]:
    """Return what the words beside a number name, folded, each part of “dead or missing” by itself."""
    first = _CLAUSE.split(text, maxsplit=1)[0]
    told = (" ".join(word for word in fold(part).split() if word not in PEOPLE) for part in JOINED.split(first))
    return tuple(part for part in told if part)


def _is_in(measure: Measure, other: str, *, names: Names) -> bool:
    """Return whether a measure is another one or, at any depth, a part of it."""
    seen = set()
    while measure.id != other:
        if measure.part_of is None or measure.id in seen:
            return False
        seen.add(measure.id)
        measure = names.measure(names.canonical("measure", measure.part_of))
    return True


def wording_notes(recordings: Iterable[Recording]) -> tuple[str, ...]:
    """Return what to know of cells that were read: words that neither figure nor measure needs, marks of footnotes."""
    found: dict[str, None] = {}
    bared: dict[str, str] = {}
    periodic: dict[str, None] = {}
    for recording in recordings:
        bared |= recording.names.bared
        periodic |= dict.fromkeys(recording.names.periodic)
        counts = [measure for measure, (kind, _) in recording.kinds.items() if kind.value_kind is ValueKind.COUNT]
        for key, measures in (*((measure, [measure]) for measure in counts), (ValueKind.COUNT, counts)):
            known = words_of_measures(recording.names, measures) | PEOPLE
            for says in _samples(says for says, of in recording.wordings if of == key and not mark_behind(says)):
                if has_other_words(says, known=known) or any(_says_more(one, known) for one in ASIDE.findall(says)):
                    found[says] = None
    notes = []
    if found:
        listed = ", ".join(f"“{says}”" for says in list(found)[:SHOWN]) + " …" * (len(found) > SHOWN)
        notes.append(f"of these cells the figure is recorded, not the words beside it: {listed}; see what it counts")
    if bared:
        listed = ", ".join(f"“{name}”" for name in list(bared)[:SHOWN]) + " …" * (len(bared) > SHOWN)
        notes.append(f"names are taken without the marks of footnotes behind them: {listed}")
    if periodic:
        listed = ", ".join(f"“{name}”" for name in list(periodic)[:SHOWN]) + " …" * (len(periodic) > SHOWN)
        notes.append(f"made as measures of a period, not as running totals, by their names: {listed}")
    return tuple(notes)


def _samples(wordings: Iterable[str]) -> Sequence[str]:
    """Return one wording of each kind that differs in more than its digits, MOST_LOOKED_AT at most."""
    found: dict[str, str] = {}
    for says in wordings:
        if not says.isdecimal() and len(found) < MOST_LOOKED_AT:
            found.setdefault(_DIGITS.sub("0", says), says)
    return list(found.values())


def has_other_words(says: str, *, known: frozenset[str] = frozenset()) -> bool:
    """Return whether the wording of a count holds words that its number does not need, but for the known, or adds."""
    if _ADDED.search(says):
        return True
    _, items = scan(ASIDE.sub(" ", in_digits(says, decimal_mark=".")), language=None, kind=ValueKind.COUNT, sure=True)
    words = {fold(item.text) for item in items if item.kind == "word"}
    return any(item.kind == "number" for item in items) and bool(words - known - {""})


def _says_more(bracket: str, known: frozenset[str]) -> bool:
    """Return whether brackets say what neither their figure nor its measure says: "(mostly women)", "(as of 25 Nov)".

    Those with a number are looked at for a time alone: others are bounds of the figure, or count some of it.
    """
    if any(map(str.isdecimal, bracket)):
        return _SAYS_WHEN.fullmatch(bracket[1:-1].strip()) is not None or any(
            map(names_month, _LETTERS.findall(bracket))
        )
    words = {word for word in _LETTERS.findall(fold(bracket)) if len(word) > 1}
    return bool(words - known - _said_of_figures()) and not has_known_words(bracket)


@cache
def _said_of_figures() -> frozenset[str]:
    bases = ("verified", "reported", "estimated", "documented", "projected")
    names = ("plain", "no_bound", "confirmed", *(f"basis_{one}" for one in bases))
    return frozenset(word for name in names for phrase in word_set(name) for word in phrase.split())


def words_of_measures(names: Names, measures: Sequence[str] | None = None) -> frozenset[str]:
    """Return the words of which the names of measures are made, of all that are known unless some are given."""
    known = names.measures_by_name().items()
    return frozenset(word for name, target in known if measures is None or target in measures for word in name.split())
