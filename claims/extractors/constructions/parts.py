"""Figures of parts of one told before: "Of the 317 deaths, 21 were officers", "A with 45 dead, B with 25"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.extractors.constructions.breakdowns import share_breakdowns

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

_PARTS, _FRACTION = frozenset({"words.partitive", "words.including"}), frozenset({"words.fraction"})
_OPENING, _ALTERNATIVE = 3, 2
_DESCRIBED, _SHORTEST_CAUSE = 3, 4
_WIDEST_PLACE = 8
_SMALL = frozenset({"words.stop", "words.link"})
_PARTITIVE = frozenset({"words.partitive"})
_OF_WHICH = _PARTITIVE | {"words.relative"}
_MEASURING = frozenset({"verb", "before", "label", "noun", "opens", "words.void", "words.clause", "words.that"})


def share_wholes(
    sentence: Sentence,
    numbers: Sequence[Number],
    heads: Sequence[Head],
    best: dict[int, tuple[float, Trigger]],
    *,
    void: set[int],
) -> None:
    """Give figures that say who is among those counted before the word of their measure; best is changed.

    Not those of void, which something near makes no count: "of the 249 injured, 63 were discharged".
    """
    if "words.being" in sentence.present and "words.fraction" in sentence.present:
        _share_described(sentence, numbers, heads, best)
    if "words.accompanied" in sentence.present:
        _share_places(sentence, numbers, heads, best)
    _share_rows(sentence, numbers, heads, best)
    share_breakdowns(sentence, numbers, heads, best)
    _share_joined(sentence, numbers, heads, best)
    for place in void:
        best.pop(place, None)
    if any(trigger.measure == "executed" for _, trigger in best.values()):
        _tell_how(sentence, numbers, heads, best)
    for place, (_, trigger) in list(best.items()):
        later = place + 1
        things = sentence.triggers.measures[trigger.measure].things
        own = later in best and heads[later].mark is heads[place].mark  # which it has from the one before
        if things and own and best[later][1] == trigger:
            del best[place]  # "90 maisons abîmées et 4 détruites"


def _tell_how(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Count as killed whose death is only told of among the dead: "18 détenus tués, dont trois décapités"."""
    for place in range(1, len(numbers)):
        own, whole = best.get(place), best.get(place - 1)
        if own is None or whole is None or own[1].measure != "executed" or whole[1].measure != "killed":
            continue
        gap = range(max(heads[place - 1].end, numbers[place - 1].stop), numbers[place].stop + _OPENING)
        before = range(max(0, numbers[place - 1].start - _OPENING), numbers[place - 1].start)
        if sentence.holds(gap, _PARTS) or sentence.holds(before, _FRACTION):
            best[place] = own[0], replace(own[1], measure="killed")


def _share_described(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Share what a whole counts with its parts: "De los 317 decesos, 21 son policías y 23 son niños"."""
    whole: int | None = None
    for place, number in enumerate(numbers):
        before = range(max(0, number.start - _OPENING), number.start)
        if any("words.fraction" in sentence.kinds(index) for index in before) and heads[place].kind == "noun":
            whole = place if place in best else None
        elif whole is not None and place not in best and heads[place].kind == "none":
            behind = range(number.stop + 1, number.stop + 1 + _DESCRIBED)
            acts = not heads[whole].is_people  # "Of the 106 killings, 96 were carried out by the police"
            described = acts or any("people" in sentence.kinds(index) for index in behind)
            if "words.being" in sentence.kinds(number.stop) and described:
                best[place] = best[whole]


def _share_places(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Share what a figure behind "with" counts with bare ones so: "Paiporta, con 45 víctimas; Sot, con 9"."""
    for place in range(1, len(numbers)):
        number = numbers[place]
        if place in best or place - 1 not in best or number.bare or heads[place].kind != "none":
            continue
        gap = range(max(heads[place - 1].end, numbers[place - 1].stop), number.start - 1)
        alike = all("words.accompanied" in sentence.kinds(one.start - 1) for one in (numbers[place - 1], number))
        if alike and len(gap) <= _WIDEST_PLACE and not any(sentence.kinds(index) & _MEASURING for index in gap):
            best[place] = best[place - 1]
    for place in range(len(numbers) - 2, -1, -1):
        number, following = numbers[place], numbers[place + 1]
        if place in best or place + 1 not in best or number.bare or heads[place].kind != "none":
            continue  # "A with 45, B with 25 and C with 9 deaths"
        alike = all("words.accompanied" in sentence.kinds(one.start - 1) for one in (number, following))
        gap = range(number.stop, following.start - 1)
        if alike and len(gap) <= _WIDEST_PLACE and not any(sentence.kinds(index) & _MEASURING for index in gap):
            best[place] = best[place + 1]


def _share_joined(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give those who took part what became of who is joined to them: "4 Demonstranten und 2 Polizisten verletzt"."""
    for place in range(len(numbers) - 1):
        own, after = best.get(place), best.get(place + 1)
        if own is None or after is None or after[1].form != "verb" or heads[place + 1].kind != "people":
            continue
        weak = own[1].form == "noun" and sentence.triggers.measures[own[1].measure].weak
        joined = numbers[place + 1].start == heads[place].end + 1 and "words.and" in sentence.kinds(heads[place].end)
        told = after[1].first >= heads[place + 1].end and not sentence.triggers.measures[after[1].measure].weak
        last = place + 2 == len(numbers) or after[1].first < numbers[place + 2].start
        if weak and joined and told and last:
            best[place] = after


def share_things(sentence: Sentence, numbers: Sequence[Number], heads: list[Head], triggers: Sequence[Trigger]) -> None:
    """Give a figure before a word of what becomes of things those of the one before; heads is changed.

    So the 4 of "90 maisons abîmées et 4 détruites" counts homes.
    """
    _part_others(sentence, numbers, heads)
    _part_alternatives(sentence, numbers, heads)
    for trigger in triggers:
        rule = sentence.triggers.measures.get(trigger.measure)
        if rule is None or not rule.things:
            continue
        for place in range(1, len(numbers)):
            before = heads[place - 1]
            gap = range(numbers[place].stop, trigger.first)
            near = trigger.first >= numbers[place].stop and len(gap) <= _DESCRIBED
            bare = (
                near
                and heads[place].kind in ("none", "unknown")
                and all(sentence.text(index).isalpha() for index in gap)
            )
            things = before.mark.meaning.names("heads") if before.kind == "things" and before.mark is not None else ()
            if bare and trigger.measure in things:
                heads[place] = replace(before, end=numbers[place].stop)


def _part_others(sentence: Sentence, numbers: Sequence[Number], heads: list[Head]) -> None:
    """Make no people of other things that are affected: the 192 of "89 viviendas destruidas y otras 192 afectadas"."""
    for place in range(1, len(numbers)):
        before, number = heads[place - 1], numbers[place]
        if before.kind in ("things", "joint") and _is_described_so(sentence, before.end, number):
            heads[place] = replace(before, kind="joint", end=number.stop)
            continue
        if before.kind != "things" or "words.adjectives" not in sentence.kinds(number.start - 1):
            continue
        told = sentence.mark(number.stop, "verb")
        affected = told is not None and "affected" in told.meaning.names("verb")
        if affected and _joins(sentence, number.start - 2):
            heads[place] = replace(before, kind="joint", end=number.stop)


def _is_described_so(sentence: Sentence, end: int, number: Number) -> bool:
    """Say whether a feminine word of what is affected describes things again: "9 casas destruidas, 5 | afectadas"."""
    first, second = sentence.text(end), sentence.text(number.stop)
    told = sentence.mark(number.stop, "verb")
    affected = told is not None and "affected" in told.meaning.names("verb")
    feminine = sentence.grammar.feminine_endings
    alike = first.endswith(feminine) and second.endswith(feminine) and "verb" in sentence.kinds(end)
    return affected and alike and _joins(sentence, number.start - 1)


def _part_alternatives(sentence: Sentence, numbers: Sequence[Number], heads: list[Head]) -> None:
    """Give a bare figure what the one behind "or" counts, where that is no people: "two or even three times higher"."""
    if "words.either" not in sentence.present:
        return
    for place in range(len(numbers) - 1):
        gap = range(numbers[place].stop, numbers[place + 1].start)
        joined = 0 < len(gap) <= _ALTERNATIVE and "words.either" in sentence.kinds(gap.start)
        if joined and heads[place].kind == "none" and heads[place + 1].kind == "things":
            heads[place] = heads[place + 1]


def _joins(sentence: Sentence, index: int) -> bool:
    return "words.and" in sentence.kinds(index) or sentence.text(index) == ","


def void_parts(
    sentence: Sentence,
    numbers: Sequence[Number],
    heads: Sequence[Head],
    best: Mapping[int, tuple[float, Trigger]],
    *,
    void: set[int],
) -> set[int]:
    """Return the places of figures that are parts of one that counts nothing: "25 interviewed, including 7 relatives".

    Not of those whose own verb stands behind them: "interviewed 25, of whom two were killed".
    """
    found: set[int] = set()
    things = {place for place, head in enumerate(heads) if head.kind == "things" and place not in best}
    void = void | things  # "101 sheep were killed, of which 96 in Ulm"
    if not void or "words.partitive" not in sentence.present:
        return found
    for place in range(1, len(numbers)):
        number, own = numbers[place], best.get(place)
        if own is not None and own[1].form in ("verb", "after") and own[1].first >= number.stop:
            continue
        if own is not None and heads[place].measure is not None and not heads[place].is_people:
            continue  # "the number infected is 115, including 38 deaths"
        gap = range(max(heads[place - 1].end, numbers[place - 1].stop), number.start)
        wanted = _OF_WHICH if place - 1 in things else _PARTITIVE
        near = len(gap) <= _OPENING or place - 1 in things
        opens = near and any(sentence.kinds(index) >= wanted for index in gap)
        joins = len(gap) <= _WIDEST_PLACE and bool(gap) and "words.and" in sentence.kinds(gap[-1])
        if (place - 1 in void and opens) or (place - 1 in found and joins):
            found.add(place)
    return found


def _share_rows(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give further parts the word of the first: "of whom 12 were minors, 9 women and 20 men"; best is changed."""
    if "words.partitive" not in sentence.present:
        return
    opened = False
    for place in range(1, len(numbers)):
        gap = range(max(heads[place - 1].end, numbers[place - 1].stop), numbers[place].start)
        if any("words.partitive" in sentence.kinds(index) for index in gap):
            opened = place in best
            continue
        joined = bool(gap) and (sentence.text(gap[-1]) == "," or "words.and" in sentence.kinds(gap[-1]))
        named = heads[place].kind == "people" and len(gap) == 1
        if not joined:
            opened = opened and place in best
        elif opened and place not in best and place - 1 in best and (named or _is_alike(sentence, numbers, place)):
            best[place] = best[place - 1]


def _is_alike(sentence: Sentence, numbers: Sequence[Number], place: int) -> bool:
    """Say whether a bare figure and the one before it have the same small word behind: "58 de la policía, 32 de la"."""
    first, second = (sentence.text(numbers[index].stop) for index in (place - 1, place))
    return first == second and first.isalpha() and not sentence.kinds(numbers[place].stop).isdisjoint(_SMALL)


def share_of_which(
    sentence: Sentence,
    numbers: Sequence[Number],
    heads: Sequence[Head],
    triggers: Sequence[Trigger],
    best: dict[int, tuple[float, Trigger]],
) -> None:
    """Give a figure behind "of which" the noun before it that no figure counts: "killings, of which 71 were blamed"."""
    if "words.partitive" not in sentence.present:
        return
    for place, number in enumerate(numbers):
        opening = sentence.mark(number.start - 1, "words.partitive")
        if opening is None or place in best or heads[place].kind in ("things", "noun", "joint"):
            continue
        end = opening.first - (sentence.text(opening.first - 1) == ",")
        noun = next((one for one in triggers if one.form == "noun" and one.end == end), None)
        before = numbers[place - 1].stop if place else 0
        if noun is not None and noun.first >= before:
            best[place] = (0.0, noun)


def share_causes(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give a bare figure of another cause the word of the one before it: "73 منهم نتيجة …، 72 نتيجة"."""
    for place in range(1, len(numbers)):
        own = heads[place].kind == "none" and place not in best and place - 1 in best
        if own and _is_like_cause(sentence, numbers[place], numbers[place - 1]):
            best[place] = best[place - 1]


def _is_like_cause(sentence: Sentence, number: Number, before: Number) -> bool:
    """Say whether the same word follows two figures, perhaps behind "of them" for the first."""
    word = sentence.text(number.stop)
    return len(word) > _SHORTEST_CAUSE and word in (sentence.text(before.stop), sentence.text(before.stop + 1))
