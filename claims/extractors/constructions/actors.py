"""Figures that tell who did something, to whom it was done, or who was there, and not what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.extractors.constructions.traps import is_change

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.sentence import Sentence

_KILLED = "killed"
_AMONG = frozenset({"words.partitive", "words.including"})
_AND = frozenset({"words.and"})
_CLAUSE, _VERBS, _NEAR = frozenset({"words.clause"}), frozenset({"verb", "after"}), 8
_BREAKS = frozenset(",،;:")
_PARTS = frozenset({"words.and", "words.clause", "words.relative", "words.partitive", "words.including"})


def drop_actors(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Leave out the 12 of "12 gunmen killed 40 people" and the 300 of "les 300 manifestants ont fait 2 blessés"."""
    by_trigger: dict[tuple[int, int], list[int]] = {}
    for place, (_, trigger) in best.items():
        if trigger.form == "verb":
            by_trigger.setdefault((trigger.first, trigger.end), []).append(place)
    for (first, end), places in by_trigger.items():
        before = [place for place in places if numbers[place].end <= first]
        direct = [place for place in places if _follows(sentence, end, numbers[place].start)]
        if before and direct and not _has(sentence, range(numbers[before[-1]].end, first), _AND):
            for place in before:
                del best[place]
    counted = {
        head.mark.first: place for place, head in enumerate(heads) if head.kind == "noun" and head.mark is not None
    }
    for place, (_, trigger) in list(best.items()):
        later = counted.get(trigger.first, place)
        gap = range(heads[place].end, numbers[later].start)
        if later > place and heads[place].kind == "people" and _only_verb(sentence, gap):
            del best[place]
    if sentence.grammar.victims:
        _drop_victims(sentence, numbers, heads, best)
    if "attribution.agent" in sentence.present:
        _drop_agents(sentence, numbers, heads, best)
    if "words.accompanied" in sentence.present:
        _drop_accompanied(sentence, numbers, heads, best)


def _drop_victims(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Leave out how many were hit where the dead among them are told: the 120 of "120 victimes, dont 40 morts"."""
    victims = sentence.grammar.victims
    for place, head in enumerate(heads):
        named = head.kind == "people" and head.mark is not None and sentence.text(head.mark.first) in victims
        own = best.get(place) if named else None
        if own is not None and own[1].measure == "injured" and numbers[place].start > own[1].end + 1:
            del best[place]  # "31 morts et 90 blessés, mais on craint des centaines de victimes"
    for place in range(len(numbers) - 1):
        own, dead = best.get(place), best.get(place + 1)
        if own is None or dead is None or own[1].measure != _KILLED or heads[place + 1].measure != _KILLED:
            continue
        first, end = max(heads[place].end, numbers[place].stop), numbers[place + 1].start
        told = range(numbers[place].stop, first) if heads[place].kind == "people" else range(own[1].first, own[1].end)
        hit = any(sentence.text(index) in victims for index in told) and heads[place].kind in ("people", "none")
        gap = range(first, end)
        among = sentence.holds(gap, _AMONG) or any(sentence.text(index) == ":" for index in gap)
        if hit and among and len(gap) <= _NEAR:
            del best[place]


def _drop_agents(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Leave out who did it, named by "by": the four of "shot dead by four gunmen", "von vier Tätern getötet"."""
    for place, number in enumerate(numbers):
        before = _before_group(sentence, number.start - 1)
        someone = heads[place].kind in ("people", "unknown") and "attribution.agent" in sentence.kinds(before)
        if not someone or place not in best or not sentence.triggers.capitals:
            continue
        trigger = best[place][1]
        if sentence.triggers.nouns_capital:
            passive = trigger.first == heads[place].end and _is_passive(sentence, number.start, trigger.end)
        else:
            passive = trigger.end == before
        again = place - 1 in best and best[place - 1][1].first == trigger.first and trigger.end < number.start
        if (passive and trigger.form == "verb") or (again and sentence.triggers.said == "quoted"):
            del best[place]  # also in "injured 22 others and was carried out by four bombers"


def _before_group(sentence: Sentence, index: int) -> int:
    """Return the word before "a group of" in English where that ends at a word, else the word itself."""
    if (sentence.text(index - 1), sentence.text(index)) not in sentence.grammar.crowds:
        return index
    return index - 2 - ("words.articles" in sentence.kinds(index - 2))


def _is_passive(sentence: Sentence, start: int, end: int) -> bool:
    """Say whether an auxiliary of the German passive stands in the clause before a figure, or behind its verb."""
    for index in range(start - 1, max(-1, start - 2 * _NEAR), -1):
        if sentence.text(index) in sentence.grammar.passive:
            return True
        if sentence.text(index) in _BREAKS:
            break
    return sentence.text(end) in sentence.grammar.passive


def _drop_accompanied(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Leave out the 40 of "a bus with 40 passengers overturned: nine died", whose word stands behind another figure."""
    for place, (_, trigger) in list(best.items()):
        first = numbers[place].start
        has_with = any(
            "words.accompanied" in sentence.kinds(index) and not is_change(sentence, index + 1)  # "выросло с 33 до 35"
            for index in range(max(0, first - 4), first)
            if "words.and" not in sentence.kinds(index)  # "12 were killed, along with 30 civilians"
        )
        if has_with and _is_of_place(sentence, numbers[place], heads[place], trigger):
            del best[place]
            continue
        if has_with and heads[place].kind == "people":
            between = range(trigger.end, first)
            if _has(sentence, between, _CLAUSE) and not _has(sentence, range(heads[place].end, first + _NEAR), _VERBS):
                del best[place]  # "ten are missing after a boat with 90 people sank"
                continue
            later = (numbers[other].start for other in best if other > place and best[other][1].first == trigger.first)
            if any(_is_apart(sentence, range(heads[place].end, start)) for start in later if start < trigger.first):
                del best[place]


def _is_of_place(sentence: Sentence, number: Number, head: Head, trigger: Trigger) -> bool:
    """Say whether people right behind "with" are told from what comes by a comma: "A, con 34 mil habitantes, fue"."""
    if "words.accompanied" not in sentence.kinds(number.start - 1) or head.kind != "people" or head.end > trigger.first:
        return False
    return any(sentence.text(index) in _BREAKS for index in range(head.end, trigger.first))


def _follows(sentence: Sentence, end: int, start: int) -> bool:
    """Say whether a figure stands right behind a verb, or behind the "a" of its object: "hirió a seis"."""
    return start == end or (start == end + 1 and "words.to" in sentence.kinds(end))


def _is_apart(sentence: Sentence, gap: range) -> bool:
    """Say whether more than a comma stands between two figures, and no "and" right before the second."""
    if not gap or "words.and" in sentence.kinds(gap[-1]):
        return False
    return any(sentence.text(index) not in {",", "،"} for index in gap)


def _only_verb(sentence: Sentence, gap: range) -> bool:
    """Say whether people did something of which a later figure tells: "… ont fait", with no mark and no "and"."""
    does = any("opens" in sentence.kinds(index) for index in gap)
    return does and not _has(sentence, gap, _PARTS) and not any(sentence.text(index) in _BREAKS for index in gap)


def _has(sentence: Sentence, words: range, kinds: frozenset[str]) -> bool:
    return any(sentence.kinds(index) & kinds for index in words)
