"""Why a figure is no plain claim: denied, only possible, asked, foreseen, an earlier total, or an increase."""

from __future__ import annotations

from claims.extractors.constructions.found import Counted, Number
from claims.extractors.constructions.sentence import Sentence, opens_number
from claims.extractors.constructions.traps import is_change
from claims.extractors.constructions.verbs import is_blame
from claims.model import Basis
from claims.model_candidate import Flag

TOTALS = frozenset({Flag.EARLIER, Flag.INCREASE})
"""Flags of figures that are claimed as plainly as others, of another time."""
_NEAR = 3
_REACH = 30
_BREAKS = frozenset(';:"')
_PAUSES = _BREAKS | frozenset(",،")
_ENDING = _PAUSES | {".", ""}
_ENDS = frozenset({"words.clause", "words.that", "words.and"})
_KINDS = {
    Flag.DENIED: frozenset({"words.denied"}),
    Flag.HYPOTHETICAL: frozenset({"words.hypothetical"}),
    Flag.QUESTION: frozenset({"words.question"}),
    Flag.PROJECTED: frozenset({"words.projected"}),
}
_DENYING = frozenset({"words.denied", "words.negation", "words.refuted"})
_REFUTED_TILL = frozenset({"words.clause", "words.and"})
_EARLIER_TOTAL, _TURNS = frozenset({"words.earlier", "label"}), frozenset({"words.clause", "words.change"})
_SPEAKERS = frozenset({"sources.names", "sources.nouns", "sources.titles"})
_FEARING = frozenset({"words.hypothetical", "attribution.verbs"})
"""What "that" goes on with: "the institute fears that the toll may be 9"."""
_OPEN = frozenset({"words.hypothetical", "words.question", "words.projected"})
"""What makes of a verb of saying one that foresees or asks: "rechnet mit 9 Toten"."""
_LISTED, _OPENING, _DOUBT = 3, 3, 4
_OTHERS = frozenset({"words.adjectives", "words.articles"})
"""Words for more of them that may mean others: "12 died, another 10 were hurt"."""
_COUNTED = frozenset({"people", "noun"})
_SMALL = frozenset({"words.stop", "words.articles", "words.link", "words.earlier", "label"})
_FLAGGED = frozenset().union(*_KINDS.values())
_TELLING = _FLAGGED | _DENYING


def flags_of(text: str, sentence: Sentence, counted: Counted, *, before: str | None) -> tuple[Flag, ...]:
    """Return the flags of a figure in order of Flag. before is the measure of the figure before it in the text."""
    found: set[Flag] = set()
    number = counted.number
    low, high = _clause(sentence, counted) if not sentence.present.isdisjoint(_TELLING) else (0, 0)
    for index in range(low, high) if not sentence.present.isdisjoint(_FLAGGED) else ():
        kinds = sentence.kinds(index)
        if kinds.isdisjoint(_FLAGGED) or number.start <= index < number.stop or _is_name(text, sentence, index):
            continue
        found |= {flag for flag, wanted in _KINDS.items() if kinds & wanted and flag is not Flag.DENIED}
    if "words.hypothetical" in sentence.present and _is_put_in(sentence, *_clause(sentence, counted)):
        found.add(Flag.HYPOTHETICAL)
    if _is_said_to(sentence) and sentence.grammar.is_to_be & _said_to(sentence, *_clause(sentence, counted)):
        found.add(Flag.PROJECTED)
    if any(place >= number.stop for place in sentence.marked("?")):
        found.add(Flag.QUESTION)
    if _is_denied(sentence, counted, low=low):
        found.add(Flag.DENIED)
    if _is_earlier(sentence, number) or _tells_before(sentence, counted):
        found.add(Flag.EARLIER)
    if _is_increase(sentence, number, differs=before is not None and before != counted.measure):
        found.add(Flag.INCREASE)
    return tuple(flag for flag in Flag if flag in found) if found else ()


def is_sentenced(sentence: Sentence, counted: Counted) -> bool:
    """Say whether a court only ordered those to be executed whom a figure counts: "قضت المحكمة بإعدام 12 متهما"."""
    if counted.measure != "executed" or "words.sentenced" not in sentence.present:
        return False
    return "words.sentenced" not in sentence.kinds(counted.trigger.first)


def _clause(sentence: Sentence, counted: Counted) -> tuple[int, int]:
    """Return the words of the clause that carries a figure: from a break before it to the next one after it."""
    low = counted.first
    while low > max(0, counted.first - _REACH):
        kinds = sentence.kinds(low - 1)
        if sentence.text(low - 1) in _PAUSES or (
            kinds & {"words.clause", "words.that", "attribution.verbs"}
            and kinds.isdisjoint(_OPEN)
            and not ("words.that" in kinds and sentence.kinds(low - 2) >= _FEARING)
        ):
            break
        low -= 1
    high = counted.end
    while high < min(sentence.size, counted.end + _REACH):
        if sentence.text(high) in _PAUSES or sentence.kinds(high) & _ENDS:
            break
        if "words.and" in sentence.kinds(high - 1) and "words.hypothetical" in sentence.kinds(high):
            break  # "29 died and | the death of two more is feared"
        high += 1
    return low, high


def _is_put_in(sentence: Sentence, low: int, high: int) -> bool:
    """Say whether only words of doubt stand between commas beside a clause: "Сель, скорее всего, | унес семерых"."""
    for words in (range(low - 2, low - 2 - _DOUBT, -1), range(high + 1, high + 1 + _DOUBT)):
        for place, index in enumerate(words):
            if "words.hypothetical" not in sentence.kinds(index):
                if place and (sentence.text(index) in _ENDING or index < 0):
                    return True
                break
    return False


def _is_name(text: str, sentence: Sentence, index: int) -> bool:
    """Say whether a word is written with a capital inside a sentence, so that it is no verb ("May")."""
    if not sentence.triggers.capitals or sentence.triggers.nouns_capital or index == 0:
        return False
    return text[sentence.starts[index]].isupper()


def _is_denied(sentence: Sentence, counted: Counted, *, low: int) -> bool:
    """Say whether a denial governs a figure: a verb of denying before it, or "not" beside its verb."""
    if sentence.present.isdisjoint(_DENYING):
        return False
    for index in range(counted.number.start - 1, max(-1, counted.number.start - _REACH), -1):
        kinds = sentence.kinds(index)
        if "words.denied" in kinds:
            return not is_blame(sentence, index + 1)
        quoted = sentence.text(index) == '"' and sentence.text(index - 1) == ":"  # 'a démenti : "Il y a trois morts"'
        if kinds & {"words.clause"} or sentence.text(index) == ";" or quoted:
            break
        if "attribution.verbs" in kinds:
            mark = sentence.mark(index, "attribution.verbs")
            if _is_denied_before(sentence, index if mark is None else mark.first):
                return True
            break
    tail = range(counted.end, min(sentence.size, counted.end + _NEAR * 3))
    if any("words.denied" in sentence.kinds(index) and "attribution.verbs" in sentence.kinds(index) for index in tail):
        return not any(sentence.kinds(index) & {"words.clause", "words.and"} for index in range(counted.end, tail[-1]))
    if "words.refuted" in sentence.present and _is_refuted(sentence, tail):
        return True
    trigger = counted.trigger
    if trigger.form != "verb" or counted.number.figure.value_type == "novalue":
        return False
    if any(sentence.kinds(index) >= _FEARING for index in range(low, counted.number.start)):
        return False  # "craint que 200 autres ne soient ensevelis"
    return any("words.negation" in sentence.kinds(index) for index in range(max(low, trigger.first - 2), trigger.first))


def _is_refuted(sentence: Sentence, tail: range) -> bool:
    """Say whether what makes the figure before it untrue stands in its clause: "20 Tote habe es nicht gegeben"."""
    for index in tail:
        if "words.refuted" in sentence.kinds(index):
            return True
        if sentence.text(index) in _PAUSES or sentence.kinds(index) & _REFUTED_TILL:
            return False
    return False


def basis_of(sentence: Sentence, counted: Counted) -> Basis:
    """Return that a figure is only reported where its clause says so: "sollen 14 Menschen getötet worden sein"."""
    if "words.hearsay" not in sentence.present and not _is_said_to(sentence):
        return Basis.UNSTATED
    low, high = _clause(sentence, counted)
    heard = any("words.hearsay" in sentence.kinds(index) for index in range(low, high))
    heard = heard or bool(sentence.grammar.said_to_have & _said_to(sentence, low, high))
    return Basis.REPORTED if heard else Basis.UNSTATED


def _is_said_to(sentence: Sentence) -> bool:
    return not sentence.grammar.said_to.isdisjoint(sentence.texts)


def _said_to(sentence: Sentence, low: int, high: int) -> frozenset[str]:
    """Return what closes a German clause that says what "soll" happen or have happened: "soll getötet haben"."""
    if not any(sentence.text(index) in sentence.grammar.said_to for index in range(low, high)):
        return frozenset()
    while high > low and not sentence.text(high - 1).isalpha():
        high -= 1
    done = sentence.text(high - 2)
    grammar = sentence.grammar
    closes = "verb" in sentence.kinds(high - 2) or done.startswith(grammar.participle_stems) or done in grammar.been
    return frozenset({sentence.text(high - 1)}) if closes else frozenset()


def _is_denied_before(sentence: Sentence, index: int) -> bool:
    """Say whether what a verb or noun of saying tells is denied: "denied reports that", not "denied it and said"."""
    for place in range(index - 1, max(-1, index - 1 - 2 * _NEAR), -1):
        if "words.denied" in sentence.kinds(place):
            return True
        dashed = sentence.text(place) == "-" and not sentence.touches(place)  # "they were not named - said"
        if sentence.kinds(place) & _ENDS or sentence.text(place) in _PAUSES or dashed:
            break
    return False


def _is_earlier(sentence: Sentence, number: Number) -> bool:
    grown = "words.increase" in sentence.kinds(number.start - 1)  # "augmenté de 12"
    if is_change(sentence, number.start) and not grown and _goes_on(sentence, number):
        return True
    if "words.against" in sentence.present and _is_against(sentence, number):
        return True
    if "words.earlier" not in sentence.present:
        return False
    if "words.stop" in sentence.kinds(number.start - 1) and _is_of_before(sentence, number):
        return True
    if _opens_earlier(sentence, number):
        return True
    first = _list_start(sentence, number.start)
    for index in range(first - 1, max(0, first - 3 * _NEAR) - 1, -1):
        text = sentence.text(index)
        spelled = opens_number(sentence.triggers.code, text) and "words.articles" not in sentence.kinds(index)
        if text in (",", "،") or text[0].isdecimal() or spelled:
            return False
        if first - index > 2 * _NEAR and "words.that" in sentence.kinds(index):
            return False
        if "words.earlier" in sentence.kinds(index):
            return first < number.start or not _belongs_to_first(sentence, index, number)
    return False


def _opens_earlier(sentence: Sentence, number: Number) -> bool:
    """Say whether a sentence opens with an earlier total as its subject: "Un précédent bilan, de lundi, était de 9"."""
    opens = any(sentence.kinds(index) >= _EARLIER_TOTAL for index in range(min(_OPENING, number.start)))
    between = range(_OPENING, number.start)
    parted = any(sentence.kinds(index) & _TURNS or sentence.text(index) == ";" for index in between)
    return opens and not parted


def _tells_before(sentence: Sentence, counted: Counted) -> bool:
    """Say whether a total without a noun stands behind a time: "Three days earlier, the group put it at 9"."""
    if counted.trigger.form != "label" or counted.trigger.end != counted.number.start:
        return False
    opening = range(min(2 * _OPENING, counted.trigger.first))
    return any("words.earlier" in sentence.kinds(index) and sentence.text(index + 1) == "," for index in opening)


def _list_start(sentence: Sentence, start: int) -> int:
    """Return where the list of figures begins that one closes: "zunächst waren | zwei Tote und drei Vermisste"."""
    while "words.and" in sentence.kinds(start - 1) or sentence.text(start - 1) == ",":
        index = start - 2
        if not sentence.kinds(index) & {"noun", "people"}:
            break
        while index > start - 2 - _LISTED and not _is_figure(sentence, index):
            index -= 1
        if not _is_figure(sentence, index):
            break
        start = index
    return start


def _is_figure(sentence: Sentence, index: int) -> bool:
    text = sentence.text(index)
    spelled = opens_number(sentence.triggers.code, text) and "words.articles" not in sentence.kinds(index)
    return text[:1].isdecimal() or spelled


def _is_of_before(sentence: Sentence, number: Number) -> bool:
    """Say whether a time of an earlier figure stands right behind one with a preposition: "nach 9 Toten am Vortag"."""
    ends = {"words.and", "words.clause", "after", "closes"}
    for index in range(number.stop, number.stop + _NEAR):
        if "words.earlier" in sentence.kinds(index):
            return not sentence.kinds(number.start - 1) & {"words.that", "words.to", "words.link"}
        if sentence.kinds(index) & ends or not sentence.text(index).isalpha():
            return False
    return False


def _belongs_to_first(sentence: Sentence, index: int, number: Number) -> bool:
    """Say whether a time of an earlier figure stands right behind that figure: "von 9 am Vortag auf 14"."""
    leads = any("words.to" in sentence.kinds(place) for place in range(index + 1, number.start))
    while index > 0 and "words.earlier" in sentence.kinds(index):
        index -= 1
    if leads and sentence.text(index)[0].isdecimal():
        return True
    while index > 0 and sentence.kinds(index) & {"noun", "people"}:
        index -= 1
    numbered = sentence.text(index)[0].isdecimal() or opens_number(sentence.triggers.code, sentence.text(index))
    return numbered and "words.stop" in sentence.kinds(index - 1)  # "nach neun Toten am Vortag nun 14"


def _is_against(sentence: Sentence, number: Number) -> bool:
    """Say whether a figure is what another one is held against: "contre un bilan de 9", no "contre la loi … 9"."""
    counted = not sentence.kinds(number.stop).isdisjoint(_COUNTED)
    if "attribution.according" in sentence.kinds(number.stop + counted):
        return False  # "170 000 selon la CGT, contre 95 000 (marcheurs) selon la police"
    behind = number.stop + 1 + ("words.articles" in sentence.kinds(number.stop + 1))
    if "words.for" in sentence.kinds(number.stop) and not sentence.kinds(behind).isdisjoint(_SPEAKERS):
        return False  # "20 000 manifestants, contre 90 000 pour les organisateurs"
    for index in range(number.start - 1, max(0, number.start - _NEAR * 2) - 1, -1):
        kinds = sentence.kinds(index)
        if "words.against" in kinds:
            return True
        if kinds.isdisjoint(_SMALL):
            break
    return False


def _goes_on(sentence: Sentence, number: Number) -> bool:
    """Say whether a change is told, or another figure to which it leads: "a toll of 37" alone is no earlier one."""
    before = range(max(0, number.start - _NEAR * 3), number.start)
    if any("words.change" in sentence.kinds(index) for index in before):
        return True
    for index in range(number.stop, min(sentence.size, number.stop + _NEAR * 3)):
        if "words.to" in sentence.kinds(index) and "words.against" not in sentence.kinds(index):  # "frente a 38"
            ahead = range(index + 1, min(sentence.size, index + 1 + _NEAR))
            return any(sentence.text(place)[0].isdecimal() for place in ahead)
    return False


def _is_increase(sentence: Sentence, number: Number, *, differs: bool) -> bool:
    """Say whether "more" stands by a figure; after one of another measure it means others ("12 died, 30 more fled")."""
    if "words.increase" not in sentence.present:
        return False
    behind = [number.end]
    if sentence.kinds(number.end) & {"people", "noun"}:  # "18 patients more"
        behind.append(number.end + 1)
    places = [sentence.kinds(index) for index in (number.start - 1, number.first - 1, *behind)]
    return any("words.increase" in kinds and not (kinds & _OTHERS and differs) for kinds in places)
