"""Whether a figure is near enough to a word of a measure to count by it, where nobody or a year may stand beside it."""

from __future__ import annotations

from claims.extractors.constructions.found import Number, Trigger
from claims.extractors.constructions.heads import Head
from claims.extractors.constructions.sentence import Sentence

FARTHEST = 22
"""What may part a figure at most from the word of a measure that it counts by."""
_NEAR_UNKNOWN, _TOTAL_BEFORE, _BESIDE_LABEL = 3, 16, 3
_ASIDE, _PARTITIVE = 12, "words.partitive"
_NOT_OF = frozenset({("prisoners", "displaced"), ("soldiers", "participants"), ("militants", "missing")})
"""Whom a measure does not count: "700 prisoners who fled", "3,000 soldiers took part in a drill"."""
_COMMAS = frozenset(",،")
_BEFORE_YEARS = frozenset({"words.stop", "words.from", "words.to", "dates.as_of", "words.clause"})
_WITHIN = frozenset({"words.fraction", "words.stop"})
_TO_TOTALS = frozenset({"words.to", "attribution.nobody"})
_FIGHTERS = frozenset({"soldiers", "militants", "police"})
_LONGEST_CLAUSE = 12
_REACH = 4
_DESCRIBED = frozenset({"people", "noun", "words.things", "sources.titles"})
_PARTING = frozenset({"verb", "noun", "before", "after"})
_DEEDS = frozenset({"arrested", "evacuated", "rescued", "abducted", "displaced"})
_TO_OBJECT = 3
"""How far whom it was done to may stand behind the deed."""


def fits(sentence: Sentence, number: Number, head: Head, cost: float, trigger: Trigger) -> bool:
    """Say whether a figure without a known head, or one that may be a year or an age, is near enough to count."""
    if trigger.form == "void":
        return True
    if "words.relative" in sentence.present and _tells_of_another(sentence, trigger, number):
        return False
    others = _is_of_others(sentence, head, trigger) or _describes_others(sentence, head, trigger)
    if others or _is_only_when(sentence, trigger, number):
        return False
    if number.figure.value_type == "novalue" and trigger.form == "label":
        return False
    if number.bare and "words.clause" in sentence.kinds(number.start - 1) and head.kind == "none":
        return False  # "deaths since 2014"
    if number.bare and (head.kind not in ("people", "noun") or _may_be_dated(sentence, number, head)):
        within = sentence.kinds(number.start - 1) >= _WITHIN  # "the number of deaths in 2023"
        near = (number.start - trigger.end <= _BESIDE_LABEL and not within) or not _is_dated(sentence, number)
        return trigger.form == "label" and cost < 2 and near
    if number.aside:
        return head.kind == "noun" or (trigger.form in ("label", "noun") and cost < 2)
    if head.kind in ("people", "noun"):
        return True
    if trigger.form == "label":
        return cost < (FARTHEST / 2 if trigger.end <= number.start else _NEAR_UNKNOWN + 3)
    gap = range(trigger.end, number.start) if trigger.end <= number.start else range(number.end, trigger.first)
    if gap.start == trigger.end and trigger.form == "verb" and "words.things" in sentence.kinds(trigger.end):
        return False  # "the number of affected families rose to 900"
    found = trigger.form == "after" and sentence.triggers.nouns_capital  # "30 Hülsen wurden geborgen"
    if head.kind == "unknown" and (found or any(sentence.text(index) in _COMMAS for index in gap)):
        return False
    return cost <= _NEAR_UNKNOWN + (2 if head.kind == "none" else 0)


def _is_of_others(sentence: Sentence, head: Head, trigger: Trigger) -> bool:
    """Say whether a word tells something else of who is counted: "700 prisoners who fled", "treated 900 patients"."""
    if (head.population, trigger.measure) in _NOT_OF:
        return True
    if _only_falls(sentence, head, trigger) or _died_later(sentence, trigger):
        return True
    sick = head.mark is not None and sentence.text(head.mark.first) in sentence.grammar.patients
    active = sentence.triggers.romance and trigger.end <= head.end  # "a soigné 6 000 patients"
    if trigger.measure != "injured" or not sick or not (active or sentence.triggers.said == "quoted"):
        return False
    caring = sentence.grammar.caring_stems
    return any(sentence.text(index).startswith(caring) for index in range(trigger.first, trigger.end))


def _is_only_when(sentence: Sentence, trigger: Trigger, number: Number) -> bool:
    """Say whether a noun of a deed tells when another thing was done to who is counted: "bei der Festnahme"."""
    if trigger.measure not in _DEEDS or trigger.form in ("label", "idiom"):
        return False
    if trigger.form == "verb" and sentence.triggers.said != "quoted":
        return False
    lead, grammar = sentence.text(trigger.first - 1), sentence.grammar
    article = lead in grammar.owners or "words.articles" in sentence.kinds(trigger.first - 1)
    led = lead in grammar.during or lead in grammar.during_time
    if not led and not (article and sentence.text(trigger.first - 2) in grammar.during):
        return False
    if number.start < trigger.first:
        return True
    if sentence.text(number.first) in grammar.nominatives:
        return True  # "при задержании двое полицейских получили ранения"
    between = range(trigger.end, number.start)
    if grammar.deed_objects:
        return sentence.text(trigger.end - (not between)) not in grammar.deed_objects
    return len(between) > _TO_OBJECT


def _died_later(sentence: Sentence, trigger: Trigger) -> bool:
    """Say whether some of the injured died by the verb of their clause in Persian: "دو نفر از مصدومان | فوت کردند"."""
    if sentence.triggers.said != "before" or trigger.measure != "injured" or trigger.form not in ("noun", "label"):
        return False
    if "words.dying" not in sentence.present or "words.fraction" not in sentence.kinds(trigger.first - 1):
        return False
    for index in range(trigger.end, min(trigger.end + _LONGEST_CLAUSE, sentence.size)):
        kinds = sentence.kinds(index)
        if "words.dying" in kinds:
            return True
        if "verb" in kinds or not (sentence.text(index)[0].isalpha() or sentence.text(index) == '"'):
            return False
    return False


def _only_falls(sentence: Sentence, head: Head, trigger: Trigger) -> bool:
    """Say whether people who are no fighters fell from or into something in German: "zwei sind ins Meer gefallen"."""
    fell = sentence.text(trigger.first) in sentence.grammar.fell
    if not fell or head.kind != "people" or head.population in _FIGHTERS:
        return False
    beside = (*range(head.end, trigger.first), *range(trigger.end, trigger.end + _REACH))
    return any(sentence.text(index) in sentence.grammar.falls_to for index in beside)


def _describes_others(sentence: Sentence, head: Head, trigger: Trigger) -> bool:
    """Say whether a German participle behind a figure describes others: "zwei Opfer, Söhne von verhafteten Bossen"."""
    grammar = sentence.grammar
    if not grammar.inflected_endings or trigger.form != "verb" or trigger.first <= head.end:
        return False
    lead = sentence.text(trigger.first - 1)
    led = lead in grammar.dative or lead in grammar.attribute_leads
    if not led or not sentence.text(trigger.first).endswith(grammar.inflected_endings):
        return False
    return lead in grammar.dative or not sentence.kinds(trigger.end).isdisjoint(_DESCRIBED)


def _tells_of_another(sentence: Sentence, trigger: Trigger, number: Number) -> bool:
    """Say whether a word of a measure closes an aside in English: "the group, which tracks arrests, said 40 died"."""
    if sentence.triggers.said != "quoted" or trigger.end > number.start:
        return False
    closing = next((index for index in range(trigger.end, number.start) if sentence.text(index) in _COMMAS), None)
    if closing is None or _PARTITIVE in sentence.kinds(number.stop) | sentence.kinds(number.start - 1):
        return False
    for index in range(trigger.first - 1, max(0, trigger.first - _ASIDE), -1):
        if sentence.text(index)[0].isdecimal() or sentence.text(index) in _COMMAS:
            return False
        if "words.relative" in sentence.kinds(index):
            return sentence.text(index - 1) in _COMMAS
    return False


def _may_be_dated(sentence: Sentence, number: Number, head: Head) -> bool:
    """Say whether four digits may be a year: not where they lead a noun of the dead, behind "to" ("به ۲۰۳۶ شهید")."""
    own = head.kind == "noun" and head.mark is not None and head.mark.first == number.end
    led = sentence.kinds(number.start - 1) & _TO_TOTALS and not sentence.triggers.capitals
    return _is_dated(sentence, number) and not (own and led)


def _is_dated(sentence: Sentence, number: Number) -> bool:
    """Say whether a preposition stands before four digits, as before a year."""
    kinds = sentence.kinds(number.start - 1)
    if "words.that" in kinds and sentence.triggers.romance:
        return False  # "a déclaré que 1953 personnes"
    before = range(max(0, number.start - _TOTAL_BEFORE), number.start - 1)
    total = any(sentence.kinds(index) & {"words.change", "label"} for index in before)
    preposition = kinds & _BEFORE_YEARS and not kinds & _PARTING
    return bool(preposition) and not ("words.to" in kinds and total)
