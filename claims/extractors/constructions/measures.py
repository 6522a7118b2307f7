"""What each figure of a sentence counts: the head noun beside it, and the word of a measure that it belongs to.

Each figure is weighed against each word of a measure. A noun that is counted weighs most; what stands between (commas,
"and", other figures, new clauses) parts them. The cheapest pair wins.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.extractors.constructions.actors import drop_actors
from claims.extractors.constructions.brackets import share_brackets
from claims.extractors.constructions.chain import share_changes, share_rows
from claims.extractors.constructions.contrast import share_among, share_contrasts
from claims.extractors.constructions.doers import share_doers
from claims.extractors.constructions.final_verbs import share_final
from claims.extractors.constructions.found import Counted, Number, Trigger
from claims.extractors.constructions.heads import Head, head_of, names_others
from claims.extractors.constructions.joined import drop_parts_of_things, share_joined
from claims.extractors.constructions.other_senses import drop_patients, drop_wanted
from claims.extractors.constructions.parts import share_causes, share_of_which, share_things, share_wholes, void_parts
from claims.extractors.constructions.places import share_named_places
from claims.extractors.constructions.scenes import share_scenes
from claims.extractors.constructions.sentence import Sentence
from claims.extractors.constructions.sides import share_sides
from claims.extractors.constructions.sums import share_sums
from claims.extractors.constructions.totals import share_totals
from claims.extractors.constructions.traps import speaks_itself
from claims.extractors.constructions.triggers import triggers_of
from claims.extractors.constructions.weighing import Weighing

_SEVERAL = 2
"""So many figures stand in a sentence at least where one can share the word of another."""


def counted_in(sentence: Sentence, numbers: Sequence[Number], others: Sequence[tuple[int, int]]) -> list[Counted]:
    """Return the figures of a sentence that count something known, in order. others are words of other numbers."""
    triggers = [
        one for one in triggers_of(sentence) if one.form != "void" or not speaks_itself(sentence, one.first, one.end)
    ]
    if not triggers:
        return []
    limits = [following.start for following in numbers[1:]] + [sentence.size]
    heads = [head_of(sentence, number, limit=limit) for number, limit in zip(numbers, limits, strict=True)]
    things = [(number.first, number.end) for number, head in zip(numbers, heads, strict=True) if head.kind == "things"]
    share_things(sentence, numbers, heads, triggers)
    weighing = Weighing(sentence, numbers, heads, triggers, [*others, *things])
    offers: list[tuple[float, int, Trigger]] = []
    for place, (number, head) in enumerate(zip(numbers, heads, strict=True)):
        offers.extend(weighing.offers(place, number, head))
    best: dict[int, tuple[float, Trigger]] = {}
    for cost, place, trigger in sorted(offers, key=lambda offer: (offer[0], offer[2].form == "void")):
        best.setdefault(place, (cost, trigger))
    void = {place for place, offer in best.items() if offer[1].form == "void"}
    void |= void_parts(sentence, numbers, heads, best, void=void)
    void |= {place for place, (_, trigger) in best.items() if names_others(sentence, heads[place], trigger)}
    best = {place: offer for place, offer in best.items() if place not in void}
    share_of_which(sentence, numbers, heads, triggers, best)
    several = len(numbers) >= _SEVERAL
    if several:
        share_rows(sentence, numbers, heads, best, void=void)
        share_joined(sentence, numbers, heads, best)
        drop_parts_of_things(sentence, numbers, heads, best)
        share_causes(sentence, numbers, heads, best)
        share_named_places(sentence, numbers, heads, best)
        share_scenes(sentence, numbers, heads, best)
        share_among(sentence, numbers, heads, best)
        share_contrasts(sentence, numbers, heads, best)
        share_doers(sentence, numbers, heads, best)
        share_sides(sentence, numbers, heads, triggers, best)
    share_wholes(sentence, numbers, heads, best, void=void)
    if several:
        share_changes(sentence, numbers, heads, best, void=void)
    share_totals(sentence, numbers, heads, triggers, best)
    if several:
        share_brackets(sentence, numbers, heads, triggers, best)
        share_sums(sentence, numbers, heads, best)
    share_final(sentence, numbers, heads, [one for one in triggers if one.form != "void"], best)
    drop_actors(sentence, numbers, heads, best)
    drop_wanted(sentence, best)
    drop_patients(sentence, best)
    return [_counted(sentence, numbers[place], heads[place], trigger) for place, (_, trigger) in sorted(best.items())]


def _counted(sentence: Sentence, number: Number, head: Head, trigger: Trigger) -> Counted:
    ends = [number.stop, trigger.end, head.end if head.kind in ("people", "noun", "things") else number.stop]
    if trigger.second is not None:
        ends.append(trigger.second + 1)
    first = min(number.start, trigger.first)
    population = head.population if head.kind != "none" else _named_by(sentence, trigger)
    return Counted(number, trigger.measure, population, first, max(ends), trigger)


def _named_by(sentence: Sentence, trigger: Trigger) -> str:
    """Return the population that a label or noun names itself: "civilian deaths rose to 12"."""
    if trigger.form not in ("label", "noun"):
        return "all"
    for index in range(trigger.first - 1, trigger.end):
        mark = sentence.mark(index, "people")
        if mark is not None and sentence.triggers.capitals:
            return mark.meaning.names("people")[0]
    return "all"
