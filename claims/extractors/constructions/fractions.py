"""Numbers that are parts of each other: "nine in ten", "150 of the 1,800 residents", "none of the 5", ages in a row."""

from __future__ import annotations

from dataclasses import replace

from claims.extractors.constructions.days import months_of
from claims.extractors.constructions.digits import is_enclosed_whole
from claims.extractors.constructions.found import Span
from claims.extractors.constructions.sentence import Sentence
from claims.extractors.constructions.traps import is_change

_FRACTION_GAP, _WHOLE_GAP, _TENTHS = 2, 5, 10


def without_fractions(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """Return numbers with those marked as spoilt that are parts of each other: "nine in ten", "none of the 5"."""
    spans = _without_shares(sentence, spans)
    if len(spans) < 2:
        return spans
    spoilt: set[int] = set()
    wholes: set[int] = set()
    for place in range(1, len(spans)):
        gap = range(spans[place - 1].end, spans[place].first)
        counts = not spans[place - 1].spoilt and 1 <= len(gap) <= _WHOLE_GAP
        if counts and _is_of_those(sentence, gap):
            spoilt.add(place)
            continue
        if counts and len(gap) == _FRACTION_GAP and _is_of_people(sentence, gap, spans[place]):
            spoilt.add(place)
            continue
        if gap and _is_one_of_told(sentence, spans[place - 1], spans[place], gap):
            spoilt.add(place - 1)
            continue
        if counts and _is_part_of_whole(sentence, spans[place - 1], spans[place], gap):
            wholes.add(place)
            continue
        if _is_fraction(sentence, spans[place - 1], spans[place], gap):
            spoilt |= {place - 1, place}
        if _is_whole(sentence, spans[place - 1], gap):
            spoilt |= {place - 1, place} if _adds_up(sentence, gap) else {place - 1}
        per = bool(gap) and len(gap) <= _WHOLE_GAP and _is_rate(sentence, gap[-1], spans[place])
        if per:
            spoilt |= {place - 1, place}  # "12 deaths per 100,000 people"
        ages = len(gap) == 1 and _in_row(sentence, gap)  # "aged 4 and 7"
        ages = ages and "words.age_of" in sentence.kinds(spans[place - 1].first - 1)
        if ages or _is_of_things(sentence, spans[place - 1], spans[place], gap):
            spoilt.add(place)
    spoilt |= _ages_before(sentence, spans)
    spoilt |= {place for place, span in enumerate(spans) if is_enclosed_whole(sentence, span.first)}
    if not (spoilt or wholes):
        return spans
    return [
        replace(
            span,
            spoilt=span.spoilt or place in spoilt or (place in wholes and _is_bare_whole(sentence, span)),
            whole=place in wholes,
        )
        for place, span in enumerate(spans)
    ]


def _without_shares(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """Return numbers with those marked as spoilt of which nobody, or only a share told without a number, is counted."""
    for kinds, is_share in ((_NONE, _is_of_none), (_OF_ONE, _is_of_one)):
        if not kinds.isdisjoint(sentence.present):
            spans = [replace(span, spoilt=True) if is_share(sentence, span) else span for span in spans]
    return spans


_FEWEST = 1000


def _is_of_one(sentence: Sentence, span: Span) -> bool:
    """Say whether a number is that of all of whom a share is told with an article: "un fumeur sur deux"."""
    grammar = sentence.grammar
    led = sentence.text(span.first - 1) in grammar.whole_preposition
    return led and sentence.text(span.first - 3) in grammar.indefinite


_OF_ONE = frozenset({"words.fraction"})


def _is_rate(sentence: Sentence, before: int, span: Span) -> bool:
    """Say whether a number is that of all to whom a rate is told, as in "34 pour 100 000 habitants", a round one."""
    kinds = sentence.kinds(before)
    if "words.for" not in kinds:
        return "words.per" in kinds
    digits = "".join(text for text in sentence.texts[span.first : span.end] if text.isdecimal())
    return digits.startswith("1") and not digits[1:].strip("0") and int(digits) >= _FEWEST


def _is_part_of_whole(sentence: Sentence, part: Span, whole: Span, gap: range) -> bool:
    return _opens_whole(sentence, gap, whole) and not _exceeds(sentence, part, whole)


def _is_one_of_told(sentence: Sentence, one: Span, span: Span, gap: range) -> bool:
    """Say whether one is only singled out of those of whom a clause tells: "one of 35 people | who died"."""
    singled = (sentence.text(one.first), sentence.text(gap[0])) in sentence.grammar.one_of
    if not singled or len(gap) > _FRACTION_GAP:
        return False
    return any(sentence.text(index) in sentence.grammar.of_whom for index in (span.end, span.end + 1))


_VICTIMS = frozenset({"killed", "injured", "missing"})


def _is_bare_whole(sentence: Sentence, span: Span) -> bool:
    """Say whether a number is only that of all, not one that counts too: "five of the 25 injured"."""
    noun = sentence.mark(span.end, "noun")
    return noun is None or _VICTIMS.isdisjoint(noun.meaning.names("noun"))


def _is_fraction(sentence: Sentence, part: Span, whole: Span, gap: range) -> bool:
    if not gap or "words.fraction" not in sentence.kinds(gap[-1]) or len(gap) > _FRACTION_GAP:
        return False
    if sentence.text(whole.first) in sentence.grammar.one:
        return False  # "68 dead in one case"
    tenths = whole.from_words or sentence.text(whole.first) in ("10", "100")
    every = "words.fraction" in sentence.kinds(gap[0])  # "uno de cada 5"
    return (every or tenths) and _is_part(sentence, part, whole)


def _ages_before(sentence: Sentence, spans: list[Span]) -> set[int]:
    """Return the places of numbers in a row that ends in an age: "de 4 y 7 años", "трое детей — 3, 5 и 17 лет"."""
    found: set[int] = set()
    if not any(span.spoilt for span in spans):
        return found
    for place in range(len(spans) - 1, 0, -1):
        gap = range(spans[place - 1].end, spans[place].first)
        kinds = sentence.kinds(spans[place].end)
        percent = sentence.text(spans[place].end) == "%"
        is_age = spans[place].spoilt and (percent or "words.age_of" in kinds or kinds >= _UNITS)
        large = percent and not _is_small(sentence, spans[place - 1])  # "36 ألفا، 75% منهم"
        if (is_age or place in found) and not large and len(gap) == 1 and _in_row(sentence, gap):
            found.add(place - 1)
    return found


def _is_small(sentence: Sentence, span: Span) -> bool:
    written = sentence.text(span.first)
    return span.end == span.first + 1 and written.isdecimal() and int(written) <= _SMALL


def _in_row(sentence: Sentence, gap: range) -> bool:
    return bool(sentence.kinds(gap[0]) & _ROW) or sentence.text(gap[0]) in ",-،"


_UNITS = frozenset({"words.not_before", "words.things"})
_ROW = frozenset({"words.and", "words.to"})
_SMALL = 100


def _is_part(sentence: Sentence, part: Span, whole: Span) -> bool:
    """Say whether two numbers are a fraction: "nine in ten", not "1,500 in three months" or "from 3 of the 5"."""
    if is_change(sentence, part.first) or sentence.kinds(whole.end) & {"words.things", "words.not_before"}:
        return False
    written = sentence.text(part.first)
    return part.from_words or (part.end == part.first + 1 and written.isdecimal() and int(written) < _SMALL)


_COUNTED_THEMSELVES = frozenset({"noun", "verb"})


def _is_whole(sentence: Sentence, span: Span, gap: range) -> bool:
    """Say whether a number is that of all of whom the next is a part: "Of the 52 passengers, 41 died".

    Not that of "Of the 45 injured, 12 are children", who are counted themselves.
    """
    described = "noun" in sentence.kinds(span.end + 1) and sentence.text(span.end).isalpha()  # "112 unlawful killings"
    if sentence.kinds(span.end) & _COUNTED_THEMSELVES or described:
        return False
    beside = sentence.kinds(span.first - 1)
    article = "words.articles" in beside and "words.fraction" not in beside
    opening = span.first - 2 if article else span.first - 1
    if opening < 0 or "words.fraction" not in sentence.kinds(opening):
        return False
    begins = opening == 0 or sentence.text(opening - 1) in ',;:"'
    if begins and sentence.triggers.whole_first:  # "Из 15 пассажиров пострадали трое"
        return "people" in sentence.kinds(span.end) and _COUNTED_THEMSELVES.isdisjoint(sentence.kinds(span.end + 2))
    return begins and bool(gap) and sentence.text(gap[-1]) == ","


def _adds_up(sentence: Sentence, gap: range) -> bool:
    """Say whether "and" joins the next number to one that is of all, in Russian: "Из 40 пассажиров и 5 моряков"."""
    joins = sentence.triggers.whole_first and len(gap) == _FRACTION_GAP
    return joins and "words.and" in sentence.kinds(gap[-1])


def _is_of_none(sentence: Sentence, span: Span) -> bool:
    """Say whether a number is that of all of whom nobody is told of: "none of the 150 passengers was hurt"."""
    index = span.first - 1
    while index > max(0, span.first - _WHOLE_GAP) and sentence.kinds(index) & _LINKS:
        index -= 1
    if not 0 <= index < span.first - 1:
        return False
    if sentence.kinds(index + 1) & _LINKS == {"words.fraction"} and not _COUNTED_THEMSELVES & sentence.kinds(span.end):
        while index > 0 and sentence.text(index) not in ",;:." and _NONE.isdisjoint(sentence.kinds(index)):
            index -= 1
        return not _NONE.isdisjoint(sentence.kinds(index))  # "no one died among the 45 passengers"
    return "words.none_of" in sentence.kinds(index)


def _is_of_things(sentence: Sentence, part: Span, span: Span, gap: range) -> bool:
    """Say whether a number is all of which a percentage or some things are told, or is against: "45 drones sur 60"."""
    if (part.spoilt and _is_of_percent(sentence, gap)) or _is_far_whole(sentence, part, span, gap):
        return True
    joins = bool(gap) and not {"words.fraction", "words.against"}.isdisjoint(sentence.kinds(gap[-1]))
    if not joins or not 1 < len(gap) <= _WHOLE_GAP or _COUNTED_THEMSELVES & sentence.kinds(span.end):
        return False
    return all("words.things" in sentence.kinds(index) for index in gap[:-1])


def _is_far_whole(sentence: Sentence, part: Span, span: Span, gap: range) -> bool:
    """Say whether a larger number that counts nobody stands behind "out of": "29 personnes disparues sur 82"."""
    if not gap or sentence.kinds(gap[-1]) & _LINKS != {"words.fraction"}:
        return False
    if sentence.kinds(span.end) & _COUNTED_THEMSELVES or "before" in sentence.kinds(gap[-1]):
        return False  # "three deaths and the displacement of | 352 people"
    if (
        sentence.text(gap[-1]) in sentence.grammar.among
        and "people" in sentence.kinds(span.end)
        and "verb" in sentence.kinds(span.end + 1)
    ):
        return False  # "four guards were among | 15 people killed"
    less, more = sentence.text(part.first), sentence.text(span.first)
    plain = more.isdecimal() and span.end == span.first + 1
    larger = plain and (part.from_words or (less.isdecimal() and int(less) < int(more)))
    return larger and not part.spoilt and not any(sentence.text(index) in ",;:." for index in gap)


def _is_of_people(sentence: Sentence, gap: range, whole: Span) -> bool:
    """Say whether people and "of" stand before the number of all of whom they are a part: "35 шахтеров из | 285"."""
    value = sentence.text(whole.first)
    large = value.isdecimal() and int(value) > _TENTHS and value != str(_SMALL)
    return large and not _WHO_COUNTED.isdisjoint(sentence.kinds(gap[0])) and "words.fraction" in sentence.kinds(gap[1])


def _is_of_those(sentence: Sentence, gap: range) -> bool:
    """Say whether people, "of" and "these" stand before the number of all in Persian: "شش تن از این | هفت نفر"."""
    if sentence.triggers.said != "before" or len(gap) != len(_OF_THOSE):
        return False
    return all(kinds & sentence.kinds(index) for kinds, index in zip(_OF_THOSE, gap, strict=True))


_OF_THOSE = (frozenset({"people", "noun"}), frozenset({"words.fraction"}), frozenset({"words.articles"}))


def _is_of_percent(sentence: Sentence, gap: range) -> bool:
    """Say whether a number is that of which a percentage is told: "60 % des 12 000 habitants"."""
    if not gap or sentence.text(gap[0]) in months_of(sentence.triggers.code):  # "on 17 August, of 1,419"
        return False
    is_percent = sentence.text(gap[0]) == "%" or "words.not_before" in sentence.kinds(gap[0])
    return is_percent and 1 < len(gap) <= _WHOLE_GAP and all(sentence.kinds(index) & _LINKS for index in gap[1:])


_WHO_COUNTED = frozenset({"people", "noun"})
_LINKS = frozenset({"words.articles", "words.fraction", "words.from"})
_NONE = frozenset({"words.none_of", "words.negation"})


_NOT_IN_WHOLES = frozenset({"words.and", "words.to", "people", "verb", "noun", "before", "after", "label"})


def _exceeds(sentence: Sentence, part: Span, whole: Span) -> bool:
    """Say whether a number is larger than what would be all: "140,000 people in 27 provinces"."""
    less, more = (_value(sentence, span) for span in (whole, part))
    return less is not None and more is not None and more > less


def _value(sentence: Sentence, span: Span) -> int | None:
    """Return a number in digits with marks between groups of three, None for one in words."""
    written = "".join(sentence.texts[span.first : span.end])
    digits = written.replace(",", "").replace(".", "")
    return int(digits) if digits.isdecimal() and not span.from_words else None


_WHO, _ARTICLE = frozenset({"noun", "people", "verb"}), "words.articles"


def _opens_whole(sentence: Sentence, gap: range, whole: Span) -> bool:
    """Say whether a number is that of all of whom the one before it is a part: "150 of the 1,800 residents"."""
    first = sentence.kinds(gap[0])
    if "words.fraction" not in first or "words.per" in first or is_change(sentence, gap[0] - 1):
        return False
    joins = any(sentence.kinds(index) & _NOT_IN_WHOLES for index in gap[1:])
    value = sentence.text(whole.first)
    large = whole.end - whole.first > 1 or (value.isdecimal() and int(value) > _TENTHS)
    counted = bool(sentence.kinds(whole.end) & _WHO) and _ARTICLE in sentence.kinds(gap[-1])
    large = large or counted  # "eight of the nine injured", no "nine of ten people"
    return large and not joins and not any(sentence.text(index) in ",;:." for index in gap)
