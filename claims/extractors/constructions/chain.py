"""Figures in a row share one word of a measure: "two in A, three in B and one in C died".

In a row stand figures of people with nothing between them that begins something new: no word of a measure, no new
clause. Those that have no word of their own near take that of the first, where it stands before the row, or else the
one behind the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claims.extractors.constructions.heads import may_be_whole
from claims.extractors.constructions.other_places import PARTING, WIDEST_GAP, share_places
from claims.extractors.constructions.pairing import are_told_apart
from claims.extractors.constructions.places import PLACED
from claims.extractors.constructions.traps import is_change

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

_NEAR, _PART = 4, 3
_CLOSE_LABEL = 6
_TOLD = frozenset({"verb"})
_ALIKE = PLACED | {"words.and"}
_PAIR = 2
_BREAKS = frozenset(';:\n"()')
_PAUSES = frozenset(",،")


def share_rows(
    sentence: Sentence,
    numbers: Sequence[Number],
    heads: Sequence[Head],
    best: dict[int, tuple[float, Trigger]],
    *,
    void: set[int],
) -> None:
    """Give the figures of each row that have no word of a measure near the one that their row has; best is changed.

    best holds the trigger of each figure by its place with its cost; rows with a figure of void are left alone.
    """
    for place in range(len(numbers) - 1):
        if _shares_head(sentence, numbers, heads, place):
            own, following = best.get(place), best.get(place + 1)
            counted = heads[place + 1].kind == "noun" and not heads[place + 1].is_people
            opens = own is not None and not counted and _opens(sentence, numbers[place], heads[place], own[1])
            if (
                opens
                and following is not None
                and following[1].form in ("verb", "after")
                and _is_near(sentence, numbers[place + 1], heads[place + 1], following[1])
            ) or (counted and are_told_apart(own, following)):
                continue  # "the toll is 3,218, and 6,500 people are injured"
            both = own if opens else following
            if both is not None:
                best[place] = best[place + 1] = both
                for earlier in _leading(sentence, numbers, heads, place):
                    best.setdefault(earlier, both)
    for row in _rows(sentence, numbers, heads):
        if void & set(row):
            continue
        first, last = row[0], row[-1]
        opening = best.get(first)
        if opening is not None and not _opens(sentence, numbers[first], heads[first], opening[1]):
            opening = None
        shared = opening or best.get(last)
        if shared is None:
            continue
        for place in row:
            own = best.get(place)
            kept = own is not None and (own[1].form == "label" and own[0] < _CLOSE_LABEL)
            kept = kept or (own is not None and _has_clause(sentence, numbers[place], own[1]))
            if (
                heads[place].kind != "unknown"
                and not kept
                and (own is None or not _is_near(sentence, numbers[place], heads[place], own[1]))
            ):
                best[place] = shared
    share_places(sentence, numbers, heads, best)
    _share_more(sentence, numbers, heads, best)
    _share_parts(sentence, numbers, heads, best, void=void)


def _has_clause(sentence: Sentence, number: Number, trigger: Trigger) -> bool:
    """Say whether a figure opens a clause that its own verb ends: "7 died, | 16 people of the staff were wounded"."""
    if trigger.form not in ("verb", "after") or trigger.first < number.stop or not sentence.triggers.capitals:
        return False
    gap = range(number.stop, trigger.first)
    parted = any(sentence.text(index) in _PAUSES or sentence.text(index)[0].isdecimal() for index in gap)
    return (
        sentence.text(number.start - 1) in _PAUSES
        and not parted
        and not any(sentence.kinds(index) & {"words.clause", "words.relative"} for index in gap)
    )


def _share_more(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give people who are told behind a dash as more the word of the figure before: "46 died, … — 5 more rescuers"."""
    for place in range(1, len(numbers)):
        first = numbers[place].start
        dashed = sentence.text(first - 2) == "-" and not sentence.touches(first - 2)
        more = dashed and "words.increase" in sentence.kinds(first - 1) and heads[place].kind == "people"
        if more and place not in best and place - 1 in best:
            best[place] = best[place - 1]


def share_changes(
    sentence: Sentence,
    numbers: Sequence[Number],
    heads: Sequence[Head],
    best: dict[int, tuple[float, Trigger]],
    *,
    void: set[int],
) -> None:
    """Give the measure of a total to the one it changed from: the 143 of "161 were killed, up from 143"."""
    for place, number in enumerate(numbers):
        if place in void:
            continue
        mark = heads[place].mark
        counts_things = heads[place].kind == "things" and mark is not None and mark.first == number.end
        year = number.bare and heads[place].kind not in ("people", "noun")  # "since the quake of 1985"
        if place not in best and not counts_things and not year and is_change(sentence, number.start):
            beside = next((other for other in (place - 1, place + 1) if other in best), None)
            if beside is not None:
                best[place] = best[beside]


def _share_parts(
    sentence: Sentence,
    numbers: Sequence[Number],
    heads: Sequence[Head],
    best: dict[int, tuple[float, Trigger]],
    *,
    void: set[int],
) -> None:
    """Give a part of the figure before it that figure's word: the 22 of "834 were executed, 22 of them women"."""
    if "words.partitive" not in sentence.present:
        return
    for place in range(1, len(numbers)):
        number, head, own = numbers[place], heads[place], best.get(place)
        whole = next(
            (
                back
                for back in range(place - 1, -1, -1)
                if may_be_whole(sentence, numbers[back], heads[back], counted=back in best)
            ),
            place,
        )
        if number.bare and head.kind == "none":
            continue  # "17 000 morts depuis 2015, dont 6 000"
        if place in void or whole not in best or head.kind == "things" or (head.kind == "noun" and not head.is_people):
            continue
        end = max(number.stop, head.end if head.kind == "people" else number.stop)
        named = head.kind == "people" and head.population != "all"
        reach = _PART if named or head.kind != "people" else 1
        before = range(max(0, number.start - reach), number.start)
        behind = range(number.stop, end + _PART)
        closed = next((index for index in behind if sentence.text(index) == "," and index >= end), behind.stop)
        beside = [*before, *range(number.stop, closed)]  # not "45 detenidos, entre ellos nueve"
        if sentence.triggers.said == "before":  # "دوازده نفر، از جمله کودکان": it opens what follows
            beside = [index for index in beside if index < end or "words.including" not in sentence.kinds(index)]
        if own is not None and own[0] < _CLOSE_LABEL and sentence.triggers.said == "before":
            continue  # "۳ نفر از این تعداد به علت وخامت حال فوت شدند"
        named_so = own is not None and head.is_people and head.mark is not None and own[1].first == head.mark.first
        if any("words.partitive" in sentence.kinds(index) for index in beside) and (
            own is None or named_so or not _is_near(sentence, number, head, own[1])
        ):
            best[place] = best[whole]
    for row in _rows(sentence, numbers, heads):  # "من بينهم 17 مدنيا، وطفلان | وامرأتان"
        for place in row[1:]:
            if place not in best and place - 1 in best and place not in void and heads[place].kind == "people":
                best[place] = best[place - 1]


def _shares_head(sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], place: int) -> bool:
    """Say whether only "and" stands between a figure and the next, which has what both count: "527 and 480 people"."""
    number, following = numbers[place], numbers[place + 1]
    beside = following.start == number.stop + 1 and "words.and" in sentence.kinds(number.stop)
    return beside and not number.bare and heads[place].kind == "none" and heads[place + 1].kind in ("people", "noun")


def _leading(sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], place: int) -> Iterator[int]:
    while place and heads[place - 1].kind == "none" and sentence.text(numbers[place - 1].stop) in _PAUSES:
        place -= 1  # "94, | 64 and 51 people"
        if not numbers[place].bare and numbers[place].stop == numbers[place + 1].start - 1:
            yield place


def _rows(sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head]) -> Iterator[list[int]]:
    """Yield the places of figures that stand in a row, two at least; what is unknown only bridges."""
    row: list[int] = []
    for place, head in enumerate(heads):
        if row and not (head.kind in ("people", "unknown") and _joins(sentence, numbers, heads, place)):
            if len(row) > 1:
                yield row
            row = []
        if row or head.kind == "people" or (head.kind == "noun" and not head.is_people):
            row.append(place)
    if len(row) > 1:
        yield row


def _joins(sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], place: int) -> bool:
    """Say whether nothing new begins between a figure and the one before it."""
    first = numbers[place].start
    first -= sentence.text(first - 1) == "(" and sentence.text(numbers[place].stop) == ")"  # "(49) طفلا، و(19) امرأة"
    gap = range(max(heads[place - 1].end, numbers[place - 1].stop), first)
    if len(gap) > WIDEST_GAP or heads[place - 1].kind not in ("people", "noun", "unknown"):
        return False
    behind = range(numbers[place].stop, numbers[place].stop + 2)
    if any("words.partitive" in sentence.kinds(index) for index in behind):
        return False
    if len(gap) > 2 and sentence.text(gap[0]) == ")" and sentence.text(gap[-1]) == "(":
        return not any(sentence.kinds(index) - _ALIKE for index in gap[1:-1])  # "Орске (1 человек), Перми (5 человек)"
    if len(gap) == 1 and sentence.text(gap[0]) == ":":
        return True  # "43 people dead: 35 workers and 8 firefighters"
    quoted = sum(sentence.text(index) == '"' for index in gap) == _PAIR  # "46 шахтеров «Южной» и пять спасателей"
    breaks = _BREAKS - {'"'} if quoted else _BREAKS
    return not any(
        (sentence.kinds(index) & PARTING and not _is_passed(sentence, index)) or sentence.text(index) in breaks
        for index in gap
    )


def _is_passed(sentence: Sentence, index: int) -> bool:
    """Say whether a word parts no row: "and", or a word of things alone: "۶۶ نفر در اعتراضات و ۱۶ نفر"."""
    if "words.and" in sentence.kinds(index):
        return True
    told = sentence.mark(index, "verb") if sentence.kinds(index) & PARTING == _TOLD else None
    measures = sentence.triggers.measures
    return told is not None and all(measures[name].things for name in told.meaning.names("verb"))


def _opens(sentence: Sentence, number: Number, head: Head, trigger: Trigger) -> bool:
    """Say whether a word of a measure stands before a row, in its clause, or is the noun of its first figure."""
    if trigger.first >= number.stop:
        return head.mark is not None and trigger.first == head.mark.first
    gap = range(trigger.end, number.start - (sentence.text(number.start - 1) == "("))
    breaks = _BREAKS - {":", '"'}  # "killed 43 people: 35 workers and 8 firefighters"
    return not any(sentence.text(index) in breaks or "words.clause" in sentence.kinds(index) for index in gap)


def _is_near(sentence: Sentence, number: Number, head: Head, trigger: Trigger) -> bool:
    """Say whether a word of a measure belongs to a figure alone: right before it or close behind its head."""
    if trigger.first < number.stop and trigger.end > number.start:
        return True
    if trigger.form == "idiom" or (head.mark is not None and trigger.first == head.mark.first):
        return True
    if trigger.end <= number.start:
        gap = range(trigger.end, number.start)
        parted = any(sentence.text(index) in _BREAKS or sentence.text(index)[0].isdecimal() for index in gap)
        return len(gap) <= _NEAR and not parted
    if trigger.form not in ("verb", "after") or sentence.triggers.joins(sentence.text(trigger.first)):
        return False
    gap = range(max(head.end, number.stop), trigger.first)
    parted = any(sentence.text(index) in _PAUSES or sentence.text(index)[0].isdecimal() for index in gap)
    return len(gap) <= _NEAR and not parted and not any(sentence.kinds(index) & {"words.and"} for index in gap)
