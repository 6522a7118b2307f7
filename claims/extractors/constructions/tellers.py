"""Who says a figure, and who passes it on: which attribution of a sentence reaches it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from claims.extractors.constructions.found import Counted
from claims.extractors.constructions.name_edges import BREAKS, REACH
from claims.extractors.constructions.names import Name
from claims.extractors.constructions.sentence import Sentence, opens_number
from claims.extractors.constructions.sources import Attribution

_CLAUSE_COST, _BACKWARD_COST, _CONTINUED_COST = 12, 2, 40
_FAR = 30
_MOST_BESIDE = 12
"""So many attributions on each side of a figure may reach it; no sentence that people write has more."""
_PARTING = frozenset({"words.and", "words.clause"})
_DIRECT_COST = 0.5
_CLOSED_COST = 8
_NESTED, _SAID_SO = 4, 4
_RELATIVE_COST = 9
_TOLD = 4


@dataclass(slots=True, unsafe_hash=True)
class Said:
    """Who asserts a figure, and who passes it on; None where no one is named."""

    source: Name | None
    relay: Name | None = None


def said_of(sentence: Sentence, found: Sequence[Attribution], *, first: int, end: int) -> Said | None:
    """Return who says what stands in the words from first up to end; None where no attribution reaches them."""
    offers: list[tuple[float, int]] = []
    if len(found) > 2 * _MOST_BESIDE:
        nearest = bisect_left(found, first, key=attrgetter("first"))
        found = found[max(0, nearest - _MOST_BESIDE) : nearest + _MOST_BESIDE]
    if sentence.marked("("):
        found = [one for one in found if not _is_apart(sentence, one, first)]
    for place, one in enumerate(found):
        away = _CONTINUED_COST if one.name.pronoun and one.first == one.name.first and one.end == one.name.end else 0
        if one.forward and one.end <= first:
            apart = _closed(sentence, one) + _relative(sentence, one.end, first)
            offers.append((_distance(sentence, one.end, first) + away + apart, place))
        elif one.backward and one.first >= end:
            distance = 0 if _is_beside(sentence, end, one.first) else _distance(sentence, end, one.first)
            offers.append((distance + (_BACKWARD_COST if distance else _DIRECT_COST) + away, place))
        elif one.first < end and one.end > first:
            offers.append((0.0 + away, place))
    if not offers:
        return None
    place = _speaker(sentence, found, offers)
    chosen = found[place]
    relay = _relay(sentence, found, place)
    if relay is not None and _is_passed_on(sentence, found[place - 1], chosen):
        return Said(relay, chosen.name)
    near_by = range(chosen.first + 1, chosen.end + _NESTED + 1)
    cited = next((one for one in found if one.cites and one is not chosen and one.first in near_by), None)
    if cited is not None and not any(one.name == cited.outer for one in found if one.first >= chosen.end):
        return Said(cited.name, cited.outer or (chosen.name if not chosen.name.pronoun else None))
    if chosen.name.wire and relay is None:
        told = _told_to_wire(found, offers)
        if told is not None and not told.name.pronoun:
            return Said(told.name, chosen.name)
    near = [found[other].name for cost, other in sorted(offers) if cost < _FAR]
    wire = next((name for name in near if name.wire), None)
    outer = next((one.outer for one in found if one.outer is not None and one.name == chosen.name), None)
    passed_on = relay or outer or _told(sentence, chosen) or (wire if not chosen.name.wire else None)
    return Said(chosen.name, passed_on or _closing_teller(sentence, found, place, end))


def _is_beside(sentence: Sentence, end: int, first: int) -> bool:
    """Say whether only who is counted parts a figure from "according" in French and Spanish: "9 marcheurs selon X"."""
    counted = first == end + 1 and "people" in sentence.kinds(end) and sentence.triggers.romance
    return counted and "attribution.according" in sentence.kinds(first)


def _told_to_wire(found: Sequence[Attribution], offers: list[tuple[float, int]]) -> Attribution | None:
    """Return the nearest attribution to who is no agency, where it is about as near as that of the agency."""
    reach = min(offers)[0]
    for cost, other in sorted(offers):
        one = found[other]
        if not one.name.wire and cost < reach + _CLAUSE_COST * (_SAID_SO if _opens(one) else 1):
            return one
    return None


def _closing_teller(sentence: Sentence, found: Sequence[Attribution], place: int, end: int) -> Name | None:
    """Return who closes a sentence as having said it, of what another counted: "the board counted 9, | said Orr"."""
    chosen = found[place]
    if sentence.triggers.said != "quoted" or not chosen.forward or chosen.backward or chosen.name.pronoun:
        return None
    for one in found[place + 1 :]:
        if one.backward and not one.forward and one.first >= end and not (one.name.pronoun or one.name == chosen.name):
            near = _distance(sentence, end, one.first) < _FAR
            return one.name if near else None
    return None


def tellers(sentence: Sentence, found: list[Attribution]) -> list[Attribution]:
    """Return attributions without who only counted what another tells: "the board named 112 dead, | says its clerk"."""
    behind = [one for one in found if one.backward and not one.forward and not one.name.wire]
    telling = [one.first for one in behind if one.name.first > one.first]
    if not telling:
        return found
    return [one for one in found if one.end > max(telling) or not _only_counts(sentence, one)]


def is_in_name(sentence: Sentence, one: Counted, attributions: list[Attribution]) -> bool:
    """Say whether a figure counts those who speak: "two residents and a local chief said"."""
    number, trigger = one.number, one.trigger
    for said in attributions:
        begins = said.first <= number.first or said.first == said.name.first == number.first + 1
        if said.first == said.name.first > number.end and _is_of(sentence, range(number.end, said.first)):
            return True  # "one of the miners said"
        named = said.backward and said.first < said.name.first and said.end == said.name.end == number.first
        if named and not said.name.pronoun and _is_bare(sentence, one):
            return True  # "they were hurt, reports Channel 24"
        begins = begins and not (said.name.pronoun and said.name.first > number.first)  # "from 90 | it reported before"
        inside = begins and number.end <= said.end and number.first < said.name.end
        if inside and not (said.first <= trigger.first and trigger.end <= said.end):
            return True
    return False


def _is_bare(sentence: Sentence, one: Counted) -> bool:
    """Say whether digits count nobody behind them: a stop or the end follows, and what is counted is told before."""
    number = one.number
    closes = not sentence.text(number.end) or not sentence.text(number.end)[0].isalnum()
    told = one.trigger.form in ("verb", "idiom") and one.trigger.end <= number.first
    return told and number.end == number.first + 1 and closes


def _is_of(sentence: Sentence, gap: range) -> bool:
    articles = all("words.articles" in sentence.kinds(index) for index in gap[1:])
    return articles and sentence.text(gap[0]) in sentence.grammar.of


def _only_counts(sentence: Sentence, one: Attribution) -> bool:
    beside = (*range(one.first, one.name.first), *range(one.name.end, one.end))
    return any("attribution.registering" in sentence.kinds(index) for index in beside)


def _opens(one: Attribution) -> bool:
    """Say whether an attribution opens all that follows it, as one does before "that" or a colon."""
    return one.forward and not one.backward


def _is_apart(sentence: Sentence, one: Attribution, first: int) -> bool:
    """Say whether an attribution is in brackets with a figure of its own: "12,000 people (4,000 by the police)"."""
    opening = next((place for place in reversed(sentence.marked("(")) if place < one.first), None)
    closing = next((place for place in sentence.marked(")") if place >= one.end), None)
    if opening is None or closing is None or opening < first < closing:
        return False
    inside = range(opening + 1, closing)
    if any(sentence.text(index) == ")" for index in inside):
        return False
    code = sentence.triggers.code
    own = (index for index in inside if not one.first <= index < one.end)
    return any(sentence.text(index)[0].isdecimal() or opens_number(code, sentence.text(index)) for index in own)


def _closed(sentence: Sentence, one: Attribution) -> int:
    """Return what a source costs that a comma closes behind what it says: "a march of 900 by their count, | hurt 2"."""
    behind = one.backward and 0 < one.first < one.name.first
    closed = behind and sentence.text(one.end) == "," and sentence.text(one.first - 1)[0].isalpha()
    return _CLOSED_COST if closed else 0


def _relative(sentence: Sentence, first: int, end: int) -> int:
    """Return what a source costs in French and Spanish before a clause about what it names: "parle d'un raid | qui"."""
    if not sentence.triggers.romance:
        return 0
    kinds = (sentence.kinds(index) for index in sentence.where("words.relative") if first < index < end)
    return _RELATIVE_COST * any("words.that" not in one for one in kinds)


def _speaker(sentence: Sentence, found: Sequence[Attribution], offers: list[tuple[float, int]]) -> int:
    """Return the nearest attribution, or who is named behind the quotation where "we" speaks in it."""
    place = min(offers)[1]
    if found[place].name.pronoun:
        for _, other in sorted(offers):
            one = found[other]
            quoted = any(sentence.text(index) == '"' for index in range(one.first - 3, one.first))
            ours = sentence.text(found[place].first) in sentence.grammar.we
            quoted = quoted or (ours and sentence.text(one.first - 1) == ",")
            if one.backward and quoted and not one.name.pronoun and one.first > found[place].first:
                return other
    if found[place].name.pronoun:  # "the group says it has verified 12"
        return next((back for back in range(place - 1, -1, -1) if not found[back].name.pronoun), place)
    return place


def _distance(sentence: Sentence, first: int, end: int) -> float:
    """Return what parts two places: the words between, and more for each clause that begins there."""
    if end <= first:
        return 0.0
    clauses = _between(sentence.where("words.clause"), first, end) + 2 * _between(sentence.marked(";"), first, end)
    return end - first + _CLAUSE_COST * clauses


def _between(places: Sequence[int], first: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, first) if places else 0


def _relay(sentence: Sentence, found: Sequence[Attribution], place: int) -> Name | None:
    """Return who passes on what the attribution at a place says: "Amnesty says the MEK claimed"."""
    chosen = found[place]
    if place == 0 or chosen.name.pronoun:
        return None
    outer = found[place - 1]
    gap = range(outer.end, chosen.first)
    that = bool(gap) and "words.that" in sentence.kinds(gap[-1])  # "wrote in a post on Friday that | officials counted"
    reach = REACH // 2 if chosen.cites else _NESTED * (2 if that else 1)
    parted = not chosen.cites and sentence.holds(gap, _PARTING)
    parted = parted or any(sentence.text(index) == ";" for index in gap)
    if "words.things" in sentence.kinds(outer.name.end - 1):  # "in a report published on Monday, the council said"
        return None
    apart = outer.name.end <= chosen.name.first or chosen.name.end <= outer.name.first
    if outer.forward and len(gap) <= reach and not parted and not outer.name.pronoun and apart:
        return outer.name
    return None


def _is_passed_on(sentence: Sentence, outer: Attribution, chosen: Attribution) -> bool:
    """Say whether who is named behind a speaker only passes it on in German: "behauptet die Miliz | laut Amaq"."""
    behind = outer.end == chosen.first and outer.first < outer.name.first
    according = chosen.first < chosen.name.first and "attribution.according" in sentence.kinds(chosen.first)
    return behind and according and sentence.triggers.nouns_capital


def _told(sentence: Sentence, chosen: Attribution) -> Name | None:
    """Return the agency that was told: "a spokesman told Reuters"."""
    if "sources.wires" not in sentence.present:
        return None
    for index in range(chosen.first, min(chosen.end + _TOLD, sentence.size)):
        if chosen.name.first <= index < chosen.name.end:
            continue
        mark = sentence.mark(index, "sources.wires")
        if mark is not None:
            return Name(mark.first, mark.end, wire=True)
        if index >= chosen.end and sentence.text(index) in BREAKS:
            break
    return None
