"""What makes a number no count: years, times, scores, percentages, money, ages, articles, fractions, totals before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claims.extractors.rules_days import is_day, is_year_of_month, may_be_year, months_of
from claims.extractors.rules_digits import is_degree, is_enclosed_whole, is_note
from claims.extractors.rules_sentence import Sentence, opens_number

if TYPE_CHECKING:
    from claims.extractors.rules_triggers import Trigger

_LONGEST_PARTICLE = 3
_FRACTION_GAP, _WHOLE_GAP, _TENTHS = 2, 5, 10
_CHANGE_WORDS = 8
_OLDEST = 120
_LONGEST_LINE_NUMBER, _BEHIND_MARK = 2, 2
_IN_TIMES = frozenset({"h", ":", "/"})
_STANDS_FOR_MONEY = frozenset("$€£¥₽₹₺#№§")
_SMALL_WORDS = frozenset({"words.and", "words.that", "words.stop", "words.link", "words.partitive"})
_COUNTED = frozenset({"people", "noun", "verb", "before", "after", "heads"})


class Span(NamedTuple):
    """A plain number: words from first up to end, from_words where it is written in words, spoilt where no count."""

    first: int
    end: int
    from_words: bool = False
    spoilt: bool = False
    whole: bool = False


def is_change(sentence: Sentence, first: int) -> bool:
    """Say whether a number is what something changed from: "rose from 143", "up from a previous 143"."""
    if "words.from" not in sentence.present:
        return False
    if first and "words.articles" in sentence.kinds(first - 1):
        first -= 1
    if "words.from" not in sentence.kinds(first - 1):
        return False
    near = range(max(0, first - _CHANGE_WORDS), first - 1)
    if any(sentence.kinds(index) & {"words.change", "label"} for index in near):
        return True
    goes_to = any("words.to" in sentence.kinds(index) for index in range(first + 1, first + _CHANGE_WORDS // 2))
    far = range(max(0, first - 2 * _CHANGE_WORDS), near.start)
    return goes_to and any("words.change" in sentence.kinds(index) for index in far)


def without_fractions(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """Return numbers with those marked as spoilt that are parts of each other: "nine in ten", "none of the 5"."""
    if not _NONE.isdisjoint(sentence.present):
        spans = [span._replace(spoilt=True) if _is_of_none(sentence, span) else span for span in spans]
    if len(spans) < 2:
        return spans
    spoilt: set[int] = set()
    wholes: set[int] = set()
    for place in range(1, len(spans)):
        gap = range(spans[place - 1].end, spans[place].first)
        counts = not spans[place - 1].spoilt and 1 <= len(gap) <= _WHOLE_GAP
        if counts and len(gap) == _FRACTION_GAP and _is_of_people(sentence, gap, spans[place]):
            spoilt.add(place)
            continue
        if counts and _opens_whole(sentence, gap, spans[place]):
            wholes.add(place)
            continue
        if _is_fraction(sentence, spans[place - 1], spans[place], gap):
            spoilt |= {place - 1, place}
        if _is_whole(sentence, spans[place - 1], gap):
            spoilt.add(place - 1)
        if gap and len(gap) <= _WHOLE_GAP and "words.per" in sentence.kinds(gap[-1]):
            spoilt |= {place - 1, place}  # "12 deaths per 100,000 people"
        if _is_of_things(sentence, spans[place - 1], spans[place], gap):
            spoilt.add(place)
        if len(gap) == 1 and _in_row(sentence, gap) and "words.age_of" in sentence.kinds(spans[place - 1].first - 1):
            spoilt.add(place)  # "aged 4 and 7"
    spoilt |= _ages_before(sentence, spans)
    spoilt |= {place for place, span in enumerate(spans) if is_enclosed_whole(sentence, span.first)}
    if not (spoilt or wholes):
        return spans
    return [
        span._replace(spoilt=span.spoilt or place in spoilt | wholes, whole=place in wholes)
        for place, span in enumerate(spans)
    ]


def _is_fraction(sentence: Sentence, part: Span, whole: Span, gap: range) -> bool:
    if not gap or "words.fraction" not in sentence.kinds(gap[-1]) or len(gap) > _FRACTION_GAP:
        return False
    tenths = whole.from_words or sentence.text(whole.first) in ("10", "100")
    every = "words.fraction" in sentence.kinds(gap[0])  # "uno de cada 5"
    return (every or tenths) and _is_part(sentence, part, whole)


def _ages_before(sentence: Sentence, spans: list[Span]) -> set[int]:
    """Return the places of numbers in a row that ends in an age: "de 4 y 7 años", "трое детей — 3, 5 и 17 лет"."""
    found: set[int] = set()
    for place in range(len(spans) - 1, 0, -1):
        gap = range(spans[place - 1].end, spans[place].first)
        kinds = sentence.kinds(spans[place].end)
        percent = sentence.text(spans[place].end) == "%"
        is_age = spans[place].spoilt and (percent or "words.age_of" in kinds or kinds >= _UNITS)
        if (is_age or place in found) and len(gap) == 1 and _in_row(sentence, gap):
            found.add(place - 1)
    return found


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
    return begins and bool(gap) and sentence.text(gap[-1]) == ","


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
    if sentence.kinds(span.end) & _COUNTED_THEMSELVES:
        return False
    less, more = sentence.text(part.first), sentence.text(span.first)
    plain = more.isdecimal() and span.end == span.first + 1
    larger = plain and (part.from_words or (less.isdecimal() and int(less) < int(more)))
    return larger and not part.spoilt and not any(sentence.text(index) in ",;:." for index in gap)


def _is_of_people(sentence: Sentence, gap: range, whole: Span) -> bool:
    """Say whether people and "of" stand before the number of all of whom they are a part: "35 шахтеров из | 285"."""
    value = sentence.text(whole.first)
    large = value.isdecimal() and int(value) > _TENTHS and value != str(_SMALL)
    return large and "people" in sentence.kinds(gap[0]) and "words.fraction" in sentence.kinds(gap[1])


def _is_of_percent(sentence: Sentence, gap: range) -> bool:
    """Say whether a number is that of which a percentage is told: "60 % des 12 000 habitants"."""
    if not gap or sentence.text(gap[0]) in months_of(sentence.triggers.code):  # "on 17 August, of 1,419"
        return False
    is_percent = sentence.text(gap[0]) == "%" or "words.not_before" in sentence.kinds(gap[0])
    return is_percent and 1 < len(gap) <= _WHOLE_GAP and all(sentence.kinds(index) & _LINKS for index in gap[1:])


_LINKS = frozenset({"words.articles", "words.fraction", "words.from"})
_NONE = frozenset({"words.none_of", "words.negation"})


_NOT_IN_WHOLES = frozenset({"words.and", "words.to", "people", "verb", "noun", "before", "after", "label"})


def _opens_whole(sentence: Sentence, gap: range, whole: Span) -> bool:
    """Say whether a number is that of all of whom the one before it is a part: "150 of the 1,800 residents"."""
    first = sentence.kinds(gap[0])
    if "words.fraction" not in first or "words.per" in first or is_change(sentence, gap[0] - 1):
        return False
    joins = any(sentence.kinds(index) & _NOT_IN_WHOLES for index in gap[1:])
    value = sentence.text(whole.first)
    large = whole.end - whole.first > 1 or (value.isdecimal() and int(value) > _TENTHS)
    return large and not joins and not any(sentence.text(index) in ",;:." for index in gap)


def is_article(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a number in words is an article, which counts nothing: "ein Mann", "une attaque".

    It counts where it is one of two figures of a toll: "یک کشته و دو زخمی", "دو کشته و یک زخمی".
    """
    if end != first + 1 or "words.articles" not in sentence.kinds(first) or "words.counters" in sentence.kinds(end):
        return False
    if sentence.kinds(end) & _BETWEEN and opens_number(sentence.triggers.code, sentence.text(end + 1)):
        return False  # "une à deux personnes"
    if "people" in sentence.kinds(end) and "words.and" in sentence.kinds(first - 1):
        return "verb" not in sentence.kinds(end + 1) or sentence.triggers.said != "before"  # "و یک کودک زخمی شد"
    return not sentence.kinds(end) & _TOLL or not _is_one_of_two(sentence, first, end)


_TOLL = frozenset({"noun", "verb"})
_BETWEEN = frozenset({"words.to", "words.either"})
_ONE = frozenset({"واحد", "واحده"})
_COUNTING = frozenset({"people", "noun", "verb", "before", "words.and", "words.link", "words.to"})


def is_one(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether "one" counts nobody in Arabic: "سفينة واحدة" is one ship, "واحدة من الأعمال" one of many acts."""
    if not sentence.triggers.prefixes or end != first + 1 or sentence.text(first) not in _ONE:
        return False
    if "words.from" in sentence.kinds(end):
        return not sentence.kinds(end + 1) & _COUNTING
    before = sentence.text(first - 1)
    return before.isalpha() and sentence.kinds(first - 1).isdisjoint(_COUNTING)


def _is_one_of_two(sentence: Sentence, first: int, end: int) -> bool:
    if "words.and" in sentence.kinds(first - 1) and sentence.kinds(first - 2) & _TOLL:
        return True
    following = sentence.text(end + 2)
    numbered = following[:1].isdecimal() or opens_number(sentence.triggers.code, following)
    again = "words.articles" in sentence.kinds(end + 2) and bool(sentence.kinds(end + 3) & _TOLL)
    return "words.and" in sentence.kinds(end + 1) and (numbered or again)


def _is_time(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a number is part of a time, a score or a date in digits: "14:30", "9 h 42", "3:1", "12/3"."""
    before, after = sentence.text(first - 1), sentence.text(end)
    if before not in _IN_TIMES and after not in _IN_TIMES:
        return False
    beyond, ahead = sentence.text(end + 1)[:1].isdecimal(), sentence.text(first - 2)[:1].isdecimal()
    if (after == "h" and beyond) or (before == "h" and ahead):
        return True
    if sentence.touches(end) and after in (":", "/") and beyond and sentence.touches(end + 1):
        return True
    return sentence.touches(first) and before in (":", "/") and ahead


def is_no_count(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether what stands beside a number makes it something else: a time, a score, a percentage, money, an age."""
    before, after = sentence.text(first - 1), sentence.text(end)
    glued_before, glued_after = sentence.touches(first), sentence.touches(end)
    if after in ("%", "‰", "°") or before in _STANDS_FOR_MONEY or after in _STANDS_FOR_MONEY or before == "%":
        return True
    if _is_time(sentence, first, end) or _counts_lines(sentence, first, end):
        return True
    if (
        _has_plus(sentence, first, end)
        or _tells_people(sentence, first, end)
        or is_note(sentence, first, end)
        or is_degree(sentence, first, end)
    ):
        return True
    named = before in ("-", "_", "@") and sentence.touches(first - 1) and sentence.text(first - 2)[:1].isalpha()
    if glued_before and named:  # "covid-19", "F-16"
        return True
    if glued_before and before[:1].isalpha() and not _is_particle(sentence, before, first):
        return True
    if glued_after and after[:1].isalpha() and not sentence.kinds(end) & _COUNTED:
        return True
    if glued_after and after == "-" and sentence.touches(end + 1) and sentence.text(end + 1)[:1].isalpha():
        return not sentence.kinds(end + 1) & _COUNTED
    if sentence.kinds(end) & {"words.not_before", "words.age_of"} and "words.articles" not in sentence.kinds(end):
        return True
    ordinal = after == "." and glued_after and sentence.text(end - 1).isdecimal()  # not "2 Mio. Menschen"
    if sentence.triggers.nouns_capital and ordinal and sentence.text(end + 1)[:1].isalnum():
        return True  # "der 12. und 78. Minute"
    if is_day(sentence, first, end) or is_year_of_month(sentence, first, end):
        return True
    kinds = sentence.kinds(first - 1)
    if "words.not_after" in kinds or "words.age_of" in kinds:
        preposition = sentence.triggers.nouns_capital and "words.stop" in kinds  # "es handelt sich um sieben Kinder"
        spelled = sentence.triggers.capitals and sentence.text(first).isalpha()  # "… Halle zwei Passanten"
        counts = (glued_before or preposition or spelled) and sentence.kinds(end) & {
            "noun",
            "people",
        }  # "ال162 ألف قتيل"
        counts = counts or (before in sentence.triggers.prefixes and sentence.kinds(first - 2) & _LEADING)
        counts = counts or ("words.age_of" in kinds and sentence.kinds(end) & _HEADS)  # "just under 120 people"
        return "label" not in kinds and "words.counters" not in sentence.kinds(end) and not counts
    return False


_OF_NOUNS = frozenset({"words.from", "words.fraction"})
_HEADS = frozenset({"people", "heads"})
_LEADING = frozenset({"words.link", "label"})  # "تجاوز الـ 9000"


def _is_particle(sentence: Sentence, word: str, first: int) -> bool:
    """Say whether letters before a number are a particle, or a word of a script that is often typed without spaces."""
    if sentence.triggers.capitals:
        return False
    known = bool(sentence.kinds(first - 1) & _SMALL_WORDS)
    return known or word in sentence.triggers.prefixes or len(word) > _LONGEST_PARTICLE


_SPREAD_ENDS = frozenset("±-/")


def _is_spread(sentence: Sentence, first: int) -> bool:
    """Say whether a number tells how far off the one before it may be: "12 ± 2", "12 (+/- 2)"."""
    before = sentence.text(first - 1)
    if before not in _SPREAD_ENDS:
        return False
    return before == "±" or [sentence.text(index) for index in range(first - 3, first)] in (
        ["+", "/", "-"],
        ["+", "-", "/"],
    )


def _has_plus(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a plus makes a number what was added or for whom a page is: "погибших (+4 за сутки)", "(18+)"."""
    if _is_spread(sentence, first):
        return True
    if not sentence.marked("+"):
        return False
    rated = sentence.text(end) == "+" and sentence.text(first - 1) == "(" and sentence.text(end + 1) == ")"
    return rated or (sentence.text(first - 1) == "+" and sentence.touches(first))


def is_of_noun(sentence: Sentence, index: int) -> bool:
    """Say whether a noun of a measure is what the people before it are a part of: "3 of the injured were freed"."""
    before = sentence.kinds(index - 1 - ("words.articles" in sentence.kinds(index - 1)))
    return "noun" in sentence.kinds(index) and not before.isdisjoint(_OF_NOUNS)


def speaks_itself(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether those who make a number no count are who speaks: "أفاد الناجون بأن 22 فقدوا"."""
    if "sources.titles" not in sentence.kinds(first):
        return False
    return any("attribution.verbs" in sentence.kinds(index) for index in (first - 1, end))


def ends_clause(sentence: Sentence, trigger: Trigger) -> bool:
    """Say whether a word of a measure is a verb, which ends its clause where verbs do; a void one before "and"."""
    if trigger.form == "void":
        return "words.and" in sentence.kinds(trigger.end)
    return trigger.form == "verb" or (trigger.form == "noun" and "verb" in sentence.kinds(trigger.first))


def _tells_people(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a number stands in a phrase for people, as an age does: "زیر ۱۸ سال"."""
    return "people" in sentence.kinds(first) and sentence.mark(first, "people") == sentence.mark(end, "people")


def _counts_lines(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a number opens a line of a list: "2- ارتفاع عدد المصابين", "3) the ministry"."""
    short = first == 0 and end == 1 and len(sentence.text(0)) <= _LONGEST_LINE_NUMBER
    return short and sentence.touches(1) and sentence.text(1) in "-).،" and not sentence.touches(_BEHIND_MARK)


def stands_aside(sentence: Sentence, first: int) -> bool:
    """Say whether digits stand alone in parentheses or between commas, as ages do; not "إصابة (76)", "(18) طفلا"."""
    before, after = sentence.text(first - 1), sentence.text(first + 1)
    if before == "(" and after == ")" and not sentence.triggers.capitals:
        opened = sentence.kinds(first - 2) & _BEFORE_BRACKETS or sentence.triggers.joins(sentence.text(first - 2))
        counted = sentence.kinds(first + 2) & {"people", "noun"}
        return not (opened or counted or sentence.text(first - 2) in sentence.triggers.particles)
    young = len(sentence.text(first)) <= 3 and int(sentence.text(first)) <= _OLDEST
    return (before == "(" and after in (")", ",")) or (young and before == "," and after in (",", ".", ";", ""))


_BEFORE_BRACKETS = frozenset({"before", "verb", "noun", "label", "words.to", "words.link", "words.partitive"})


def is_year(sentence: Sentence, span: Span) -> bool:
    """Say whether a number is four digits that are most likely a year, not a round count."""
    text = sentence.text(span.first)
    return span.end == span.first + 1 and text.isdecimal() and may_be_year(text) and not text.endswith("00")
