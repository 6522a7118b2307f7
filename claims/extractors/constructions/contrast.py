"""Figures of several sources set against each other: "officials put the toll at 62, the opposition at 150".

The second figure has no word of a measure of its own: it counts what the figure before it counts. Who says it stands in
its own clause, with or without a verb, or right behind it ("9,000 according to police, 40,000 according to unions").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.extractors.constructions.days import may_be_year, times_of
from claims.extractors.constructions.sentence import opens_number

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Counted, Number, Trigger
    from claims.extractors.constructions.heads import Head
    from claims.extractors.constructions.names import Name, Names
    from claims.extractors.constructions.sentence import Sentence
    from claims.extractors.constructions.sources import Attribution

_LONGEST_CLAUSE = 10
_SHORT, _TAKEN_UP_WORDS, _LONGEST_TIME = 3, 6, 6
_OLDEST = 120
_COUNTING = frozenset({"attribution.verbs", "attribution.put"})
_SOURCES = frozenset({"sources.names", "sources.nouns", "sources.titles", "sources.outlets"})
_SAYS = frozenset({"attribution.verbs", "attribution.put", "attribution.according", "attribution.postposed"})
_SAYS |= {"words.against"}
_MEASURING = frozenset({"noun", "verb", "before", "after", "label", "opens", "closes", "heads", "words.void"})
_OPENS = frozenset({"opens"})
_JOINING = frozenset({"words.and", "words.clause"})
_PERSONS = frozenset({"sources.titles", "sources.names"})
_LINKING = frozenset({"words.link", "words.stop"})
_BREAKS = frozenset(",،;:")
_PAUSES = frozenset(",،")
_JOINED = frozenset({"words.and"})
_TOTALLING = frozenset({"words.articles", "attribution.tallies", "label"})
_OWNED = 7
_ENDS = frozenset(",،;:.)-")


def share_contrasts(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give figures that another source sets against the one before them the word of its measure; best is changed."""
    for place, (number, head) in enumerate(zip(numbers, heads, strict=True)):
        if place in best or number.bare or _is_age(sentence, number):
            continue
        before = number.start - 1 - ("words.articles" in sentence.kinds(number.start - 1))  # "frente a los 143"
        against = "words.against" in sentence.kinds(before)  # "700 arrestations, contre 500 l'an dernier"
        if place - 1 not in best:
            if against and head.kind == "none" and place - 2 in best and heads[place - 1].kind == "things":
                best[place] = best[place - 2]  # "161 morts en deux semaines, contre 143 vendredi"
            continue
        if _is_told(sentence, number.stop) and head.kind != "things":
            best[place] = best[place - 1]
            continue
        goes_on = _goes_on_with(sentence, numbers[place - 1], number) or _is_compared(sentence, number.start)
        goes_on = goes_on or _is_of_another_day(sentence, number)
        if head.kind in ("none", "people") and (goes_on or _is_of_year(sentence, number)):
            best[place] = best[place - 1]
            continue
        if against and head.kind == "unknown" and "words.from" in sentence.kinds(number.stop):
            best[place] = best[place - 1]  # "frente a los 143 de su recuento"
            continue
        if head.kind == "none" and (against or _is_taken_up(sentence, number) or _is_surmised(sentence, number)):
            best[place] = best[place - 1]
            continue
        ends = sentence.text(number.stop) in _ENDS or not sentence.text(number.stop)
        ends = ends or not sentence.kinds(number.stop).isdisjoint(_JOINED)  # "la police dit 9 | et la mairie 12"
        if head.kind == "none" and _is_viewed(sentence, number.stop):
            best[place] = best[place - 1]
            continue
        fits = head.kind == "people" or (head.kind == "none" and ends)
        if fits and any(sentence.kinds(index) & _SOURCES for index in _clause_before(sentence, number)):
            best[place] = best[place - 1]


def share_among(
    sentence: Sentence, numbers: Sequence[Number], heads: Sequence[Head], best: dict[int, tuple[float, Trigger]]
) -> None:
    """Give figures of a part in English the word of the whole: "eight guards | were among the | 30 wounded"."""
    if sentence.triggers.said != "quoted":
        return
    for place, (number, head) in enumerate(zip(numbers[:-1], heads[:-1], strict=True)):
        if place in best or place + 1 not in best or head.kind not in ("people", "none", "unknown"):
            continue
        gap = range(number.stop, numbers[place + 1].start)
        among = next((index for index in gap if sentence.text(index) in sentence.grammar.among), None)
        ends = among is not None and all("words.articles" in sentence.kinds(index) for index in gap if index > among)
        if ends and among is not None and "words.being" in sentence.kinds(among - 1) and among - number.stop <= _SHORT:
            best[place] = best[place + 1]


def _leads_to_total(sentence: Sentence, index: int, *, owned: bool) -> bool:
    """Say whether a word may stand between "compared with" and a figure: "a toll of", "Orr's own toll of"."""
    if sentence.text(index) in sentence.grammar.of or sentence.kinds(index) & _TOTALLING:
        return True
    return owned and not sentence.kinds(index) & _MEASURING and "words.earlier" not in sentence.kinds(index)


def _is_of_another_day(sentence: Sentence, number: Number) -> bool:
    """Say whether a figure is that of another day in English: "killed 27 on Monday and another | 20 on Friday"."""
    if sentence.text(number.stop) not in sentence.grammar.on_day:
        return False
    more = "words.increase" in sentence.kinds(number.start - 1)
    joined = "words.and" in sentence.kinds(number.start - 1 - more)
    return joined and sentence.text(number.stop + 1) in times_of(sentence.triggers.code)


def _is_compared(sentence: Sentence, first: int) -> bool:
    """Say whether a figure is that of another time in English: "compared with | 700 in 2013", "from Orr's toll of"."""
    if not sentence.grammar.compared_with or "words.earlier" not in sentence.present:
        return False
    index = first - 1
    owned = any(sentence.text(place) == "'" for place in range(first - _OWNED, first))
    while index > first - 1 - (_OWNED if owned else _SHORT) and _leads_to_total(sentence, index, owned=owned):
        index -= 1
    return sentence.text(index) in sentence.grammar.compared_with and "words.earlier" in sentence.kinds(index)


def _goes_on_with(sentence: Sentence, before: Number, number: Number) -> bool:
    """Say whether "de" stands before two figures of a list: "fait état de 457 rebelles tués, de 62 civils"."""
    listed = sentence.text(number.start - 2) == "," or "words.and" in sentence.kinds(number.start - 2)
    return listed and all(sentence.text(one.start - 1) in sentence.grammar.noun_preposition for one in (before, number))


def _is_age(sentence: Sentence, number: Number) -> bool:
    """Say whether a figure stands alone in brackets and may be the age of who stands before it: "Bergführer (42)"."""
    text = sentence.text(number.first)
    return number.aside and sentence.text(number.first - 1) == "(" and text.isdecimal() and int(text) <= _OLDEST


def _is_of_year(sentence: Sentence, number: Number) -> bool:
    """Say whether brackets hold what another time had: "24 exécutions (28 en 2017)", "7 morts (9 au premier mois)"."""
    if sentence.text(number.start - 1) != "(" or sentence.kinds(number.stop).isdisjoint(_LINKING):
        return False
    closing = next((index for index in sentence.marked(")") if index > number.stop), number.stop)
    if not 1 < closing - number.stop <= _LONGEST_TIME:
        return False
    inside = range(number.stop, closing)
    if sentence.holds(inside, _MEASURING | _SOURCES | {"people"}):
        return False
    last = sentence.text(closing - 1)
    units = times_of(sentence.triggers.code) | sentence.grammar.periods
    return (last.isdecimal() and may_be_year(last)) or any(sentence.text(index) in units for index in inside)


def _is_taken_up(sentence: Sentence, number: Number) -> bool:
    """Say whether a pronoun before a verb of saying stands for what is counted: "…, en dénombre désormais 19"."""
    if "words.taken_up" not in sentence.present:
        return False
    said = False
    for index in range(number.start - 1, max(-1, number.start - 1 - _TAKEN_UP_WORDS), -1):
        kinds = sentence.kinds(index)
        if "words.taken_up" in kinds and said:
            return True
        if _breaks(sentence, index) or sentence.text(index)[0].isdecimal():
            return False
        said = said or not kinds.isdisjoint(_COUNTING)
    return False


def _is_surmised(sentence: Sentence, number: Number) -> bool:
    """Say whether a figure may be the one before it: "a tué 33 personnes, et peut-être jusqu'à 50, a dit"."""
    ends = sentence.text(number.stop) in _ENDS or not sentence.text(number.stop)
    return ends and any(
        "words.hypothetical" in sentence.kinds(index) for index in range(number.start - 2, number.first)
    )


def opposed_source(
    sentence: Sentence, counted: Counted, names: Names, attributions: Sequence[Attribution]
) -> Name | None:
    """Return who says a figure that is not the first of its sentence: right behind it, or in its clause without a verb.

    None where no one is named so; then the attributions decide as elsewhere.
    """
    number = counted.number
    if "words.for" in sentence.kinds(number.stop) and not _is_part(sentence, number):
        viewer = _viewer(sentence, number.stop, names)
        if viewer is not None:
            return viewer
    stop = counted.end if _is_told(sentence, counted.end) else number.stop
    told = range(stop, stop + 2)
    behind = next((one for one in attributions if one.backward and one.first in told), None)
    if behind is not None and _is_told(sentence, stop):
        cited = any(one.cites and one.outer == behind.name for one in attributions)  # "by media, citing the police"
        carried = behind.name.wire and any(
            one.forward and one.end in (number.start, number.start - 1) for one in attributions
        )
        return None if behind.name.pronoun or cited or carried else behind.name
    clause = _clause_before(sentence, number)
    if not clause or not _opens_clause(sentence, clause, number) or _is_told(sentence, stop):
        return None
    if any(sentence.kinds(index) & _SAYS for index in clause):
        return None
    name = names.pick(sentence, clause[0], clause[-1] + 1)
    if name is not None and (_is_where(sentence, name.first) or _counts(sentence, name.first)):
        return None
    listed = name is not None and sentence.text(name.first - 1) in sentence.grammar.indefinite
    if listed and sentence.text(number.start - 1) == ",":
        return None  # "starben neun Lehrer, eine Sekretärin, zwei Schüler"
    known = name is not None and any(sentence.kinds(index) & _SOURCES for index in range(name.first, name.end))
    if known and name is not None and not sentence.triggers.capitals and _is_place(sentence, name):
        return None
    if known and name is not None and sentence.triggers.said == "quoted" and _acts(sentence, name):
        return None  # "while police officers carried out 4 killings"
    return name if known and name is not None and not name.pronoun else None


def _counts(sentence: Sentence, index: int) -> bool:
    """Say whether a number opens who is named, whom the sentence counts: "ثمانية من رجال الشرطة | وستة مدنيين"."""
    text = sentence.text(index)
    return text[:1].isdecimal() or (text.isalpha() and opens_number(sentence.triggers.code, text))


def _acts(sentence: Sentence, name: Name) -> bool:
    """Say whether a name in English runs on into what its bearer did: "officers carried"."""
    past = sentence.grammar.past_endings
    words = range(name.first, name.end)
    return any(sentence.text(index).endswith(past) and not sentence.kinds(index) & _SOURCES for index in words)


def _is_viewed(sentence: Sentence, stop: int) -> bool:
    """Say whether "for" and a word that is known to name sources stand behind a figure."""
    if "words.for" not in sentence.kinds(stop):
        return False
    return any(sentence.kinds(index) & _SOURCES for index in range(stop + 1, stop + 1 + _SHORT))


def _is_part(sentence: Sentence, number: Number) -> bool:
    """Say whether a figure is a part of the one before: "dont 3 pour l'ambassade"."""
    return any("words.partitive" in sentence.kinds(index) for index in range(number.start - 2, number.start))


def _viewer(sentence: Sentence, stop: int, names: Names) -> Name | None:
    """Return a known source for whom a figure holds, with nothing behind it: "et au moins 106 pour Amnesty."."""
    end = stop + 1
    while sentence.text(end) not in _ENDS and sentence.text(end) and end - stop <= _LONGEST_CLAUSE:
        end += 1
    name = names.pick(sentence, stop + 1, end)
    known = name is not None and any(sentence.kinds(index) & _SOURCES for index in range(name.first, name.end))
    return name if known and name is not None and name.end == end and not name.pronoun else None


def _is_where(sentence: Sentence, first: int) -> bool:
    """Say whether a preposition stands before a name, so that nobody speaks: "llevaron a ese organismo otros dos"."""
    if not sentence.triggers.capitals or sentence.triggers.nouns_capital:
        return False
    before = first - 1
    while before > 0 and "words.articles" in sentence.kinds(before) and "words.to" not in sentence.kinds(before):
        before -= 1
    return any("words.to" in sentence.kinds(index) for index in (before, before - 1))


def _is_place(sentence: Sentence, name: Name) -> bool:
    """Say whether a name tells where, not who: "في محافظة البصرة"; "، ومحافظة ذي قار 90", a county."""
    kinds = sentence.kinds(name.first)
    return sentence.kinds(name.first - 1) >= _LINKING or ("words.things" in kinds and kinds.isdisjoint(_PERSONS))


def _opens_clause(sentence: Sentence, clause: range, number: Number) -> bool:
    """Say whether a clause stands apart: behind a mark, or "and the unions 40,000." at the end."""
    joined = "words.and" in sentence.kinds(clause[0] - 1)  # "…, et l'opposition, 150"
    if _breaks(sentence, clause[0] - 1 - joined):
        return True
    if joined and sentence.text(clause[0] - 2)[:1].isdecimal() and sentence.triggers.romance:
        return True  # "la Defensoría reportó 140 | y el Ministerio 142"
    return len(clause) <= _SHORT and (sentence.text(number.stop) in _ENDS or not sentence.text(number.stop))


def _clause_before(sentence: Sentence, number: Number) -> range:
    """Return the words from the last break to a figure; none where a number or a word of a measure stands there.

    Where no source stands there, the words before the comma count too: "; los sindicatos, la de 150".
    """
    clause = _back_to_break(sentence, number.start)
    if clause and any(sentence.kinds(index) & _SOURCES for index in clause):
        return clause
    first = clause[0] if clause else number.start
    if first < 1 or sentence.text(first - 1) not in _PAUSES or number.start - first > _SHORT:
        return range(0)
    return _back_to_break(sentence, first - 1)


def _breaks(sentence: Sentence, index: int) -> bool:
    """Say whether a word is a mark that ends a clause; a dash is one where it joins no words."""
    text = sentence.text(index)
    return text in _BREAKS or (text == "-" and not sentence.touches(index))


def _back_to_break(sentence: Sentence, end: int) -> range:
    first = end
    while first > 0 and not (_breaks(sentence, first - 1) or sentence.kinds(first - 1) & _JOINING):
        kinds = sentence.kinds(first - 1)
        counts = kinds & _MEASURING == _OPENS and "attribution.verbs" in kinds  # "a recensé 45"
        measures = kinds & _MEASURING and "attribution.put" not in kinds and not counts
        if sentence.text(first - 1)[0].isdecimal() or measures or end - first >= _LONGEST_CLAUSE:
            return range(0)
        first -= 1
    return range(first, end) if first else range(0)


def _is_told(sentence: Sentence, stop: int) -> bool:
    """Say whether who said it follows where a figure or what it counts ends, at most behind a comma or a dash."""
    stop += sentence.text(stop) == '"'
    place = stop + (sentence.text(stop) in _PAUSES or (sentence.text(stop) == "-" and not sentence.touches(stop)))
    return "attribution.according" in sentence.kinds(place)
