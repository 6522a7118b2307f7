"""What makes a number no count: years, times, scores, percentages, money, ages, articles, totals before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extractors.constructions.days import is_day, is_year_of_month, may_be_year
from claims.extractors.constructions.digits import is_degree, is_note, is_score
from claims.extractors.constructions.found import Span
from claims.extractors.constructions.lone import is_befallen, is_lone, is_paired
from claims.extractors.constructions.one_in_row import is_described_pair, stands_in_row
from claims.extractors.constructions.sentence import Sentence, opens_number

if TYPE_CHECKING:
    from claims.extractors.constructions.found import Trigger

_LONGEST_PARTICLE = 3
_CHANGE_WORDS = 8
_OLDEST = 120
_LONGEST_LINE_NUMBER, _BEHIND_MARK = 2, 2
_IN_TIMES = frozenset({"h", ":", "/"})
_STANDS_FOR_MONEY = frozenset("$€£¥₽₹₺#№§")
_SMALL_WORDS = frozenset({"words.and", "words.that", "words.stop", "words.link", "words.partitive"})
_COUNTED = frozenset({"people", "noun", "verb", "before", "after", "heads"})


def is_change(sentence: Sentence, first: int) -> bool:
    """Say whether a number is what something changed from: "rose from 143", "up from a previous 143"."""
    if "words.from" not in sentence.present:
        return False
    if first and "words.articles" in sentence.kinds(first - 1):
        first -= 1
    if "words.from" not in sentence.kinds(first - 1) or "before" in sentence.kinds(first - 1):
        return False  # "rose to 97 after the death of 12"
    said = sentence.kinds(first - 2)
    if "attribution.verbs" in said and said.isdisjoint({"words.change", "label"}):
        return False  # "lowered it to nine and spoke of ten hurt"
    near = range(max(0, first - _CHANGE_WORDS), first - 1)
    if any(sentence.kinds(index) & {"words.change", "label"} for index in near):
        return True
    goes_to = any("words.to" in sentence.kinds(index) for index in range(first + 1, first + _CHANGE_WORDS // 2))
    far = range(max(0, first - 2 * _CHANGE_WORDS), near.start)
    return goes_to and any("words.change" in sentence.kinds(index) for index in far)


def is_article(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a number in words is an article, which counts nothing: "ein Mann", "une attaque".

    It counts where it is one of two figures of a toll: "یک کشته و دو زخمی", "دو کشته و یک زخمی".
    """
    if end != first + 1 or "words.articles" not in sentence.kinds(first):
        return False
    if sentence.text(first - 1) == "'" and not _leads_to_one(sentence, first - 2):
        return True
    more = sentence.triggers.romance and "words.increase" in sentence.kinds(end)  # "un nouveau | décès"
    if "words.counters" in sentence.kinds(end + more) or stands_in_row(sentence, first, end):
        return False
    if sentence.kinds(end) & _BETWEEN and opens_number(sentence.triggers.code, sentence.text(end + 1)):
        return False  # "une à deux personnes"
    if is_lone(sentence, first) or is_paired(sentence, first) or is_befallen(sentence, first):
        return False
    if "people" in sentence.kinds(end) and "words.and" in sentence.kinds(first - 1):
        return "verb" not in sentence.kinds(end + 1) or sentence.triggers.said != "before"  # "و یک کودک زخمی شد"
    return not sentence.kinds(end) & _TOLL or not _is_one_of_two(sentence, first, end)


def _leads_to_one(sentence: Sentence, index: int) -> bool:
    """Say whether one is counted behind a word that lost its vowel: "un bilan d'un mort", not "la photo d'un mort"."""
    return "before" in sentence.kinds(index) or not sentence.kinds(index - 1).isdisjoint(_BEFORE_ONE)


_BEFORE_ONE = frozenset({"words.link", "label", "attribution.verbs", "attribution.put", "opens", "words.and"})
_BEFORE_ONE |= {"words.that"}  # "n'est que d'un mort"
_TOLL = frozenset({"noun", "verb"})
_PAUSES, _HEDGED = frozenset({",", "،"}), 3
_BETWEEN = frozenset({"words.to", "words.either"})
_COUNTING = frozenset({"people", "noun", "verb", "before", "words.and", "words.link", "words.to"})


def is_one(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether "one" counts nobody in Arabic: "سفينة واحدة" is one ship, "واحدة من الأعمال" one of many acts.

    Nor in English in "one of India's worst accidents".
    """
    if end == first + 1 and sentence.text(first) in sentence.grammar.one:
        speaker = sentence.text(first - 1) == "," and sentence.text(first - 2).isdecimal()  # "Ann Orr, 29, one of 40"
        return (speaker and sentence.text(end) in sentence.grammar.of) or _is_superlative(sentence, end)
    if is_described_pair(sentence, first, end):
        return True
    if end != first + 1 or sentence.text(first) not in sentence.grammar.single:
        return False
    if "words.from" in sentence.kinds(end):
        return not sentence.kinds(end + 1) & _COUNTING
    before = sentence.text(first - 1)
    return before.isalpha() and sentence.kinds(first - 1).isdisjoint(_COUNTING)


def _is_superlative(sentence: Sentence, end: int) -> bool:
    words = range(end + 1, end + _CHANGE_WORDS)
    owned = sentence.text(end) in sentence.grammar.of and any(sentence.text(index) == "'" for index in words)
    return owned and any(sentence.text(index).endswith(sentence.grammar.superlative_endings) for index in words)


def _is_one_of_two(sentence: Sentence, first: int, end: int) -> bool:
    joined = "words.and" in sentence.kinds(first - 1) or sentence.text(first - 1) in _PAUSES
    if joined and sentence.kinds(first - 2) & _TOLL:
        return True  # "40 کشته، یک مفقودی"
    following = sentence.text(end + 2)
    numbered = following[:1].isdecimal() or opens_number(sentence.triggers.code, following)
    if sentence.triggers.said == "before" and not numbered:  # "یک کشته و حدود ۱۴۰ زخمی"
        numbered = any(sentence.text(index)[:1].isdecimal() for index in range(end + 2, end + 2 + _HEDGED))
    again = "words.articles" in sentence.kinds(end + 2) and bool(sentence.kinds(end + 3) & _TOLL)
    return "words.and" in sentence.kinds(end + 1) and (numbered or again)


def _is_time(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a number is part of a time, a score or a date in digits: "14:30", "9 h 42", "3:1", "12/3"."""
    before, after = sentence.text(first - 1), sentence.text(end)
    beyond, ahead = sentence.text(end + 1)[:1].isdecimal(), sentence.text(first - 2)[:1].isdecimal()
    if (after == "h" and beyond) or ((before == "h" or before in sentence.grammar.hours) and ahead):
        return True
    if sentence.touches(end) and after in (":", "/") and beyond and sentence.touches(end + 1):
        return True
    return sentence.touches(first) and before in (":", "/") and ahead


def _ends_years(sentence: Sentence, first: int) -> bool:
    """Say whether two digits behind a dash end a span of years: "1992-95"."""
    if len(sentence.text(first)) != _YEAR_DIGITS:
        return False
    return sentence.touches(first) and sentence.touches(first - 1) and may_be_year(sentence.text(first - 2))


_YEAR_DIGITS = 2


def is_no_count(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether what stands beside a number makes it something else: a time, a score, a percentage, money, an age."""
    before, after = sentence.text(first - 1), sentence.text(end)
    glued_before, glued_after = sentence.touches(first), sentence.touches(end)
    if not (before.isalpha() and after.isalpha()) and _is_by_marks(sentence, first, end):
        return True
    timed = before in _IN_TIMES or after in _IN_TIMES or before in sentence.grammar.hours
    timed = timed and _is_time(sentence, first, end)
    if timed or (before == "-" and _ends_years(sentence, first)) or _tells_people(sentence, first, end):
        return True
    named = before in ("-", "_", "@") and sentence.touches(first - 1) and sentence.text(first - 2)[:1].isalpha()
    if glued_before and named:  # "covid-19", "F-16"
        return True
    if glued_before and before[:1].isalpha() and not _is_particle(sentence, before, first):
        return True
    if glued_after and after[:1].isalpha() and not sentence.kinds(end) & _COUNTED:
        return True
    if (before in sentence.grammar.each and _is_given_each(sentence, end)) or _is_who_tells(sentence, first, end):
        return True
    if glued_after and after == "-" and sentence.touches(end + 1) and sentence.text(end + 1)[:1].isalpha():
        return not sentence.kinds(end + 1) & _COUNTED
    follows = sentence.kinds(end)
    an_age = "words.age_of" in follows and "people" not in follows  # not "50 menores de edad"
    if (an_age or "words.not_before" in follows) and "words.articles" not in follows:
        return True
    ordinal = after == "." and glued_after and sentence.text(end - 1).isdecimal()  # not "2 Mio. Menschen"
    if (
        sentence.triggers.nouns_capital
        and ordinal
        and (sentence.text(end + 1)[:1].isalnum() or sentence.text(end + 1) == "/")
    ):
        return True  # "der 12. und 78. Minute"
    digits = end == first + 1 and sentence.text(first).isdecimal()
    if digits and (is_day(sentence, first, end) or is_year_of_month(sentence, first, end)):
        return True
    kinds = sentence.kinds(first - 1)
    if "words.not_after" in kinds or "words.age_of" in kinds:
        preposition = sentence.triggers.nouns_capital and "words.stop" in kinds  # "es handelt sich um sieben Kinder"
        spelled = sentence.triggers.capitals and sentence.text(first).isalpha()  # "… Halle zwei Passanten"
        counted = bool(sentence.kinds(end) & {"noun", "people"})
        scaled = sentence.text(first).isdecimal() and sentence.text(end - 1).isalpha()  # "نصف العام 120 ألف قتيل"
        scaled = scaled and sentence.triggers.said != "quoted"  # "in a country of 9 million people"
        counts = (glued_before or preposition or spelled or scaled) and counted  # "ال162 ألف قتيل"
        counts = counts or (before in sentence.triggers.prefixes and bool(sentence.kinds(first - 2) & _LEADING))
        counts = counts or ("words.age_of" in kinds and bool(sentence.kinds(end) & _HEADS))  # "just under 120 people"
        counts = counts or _is_of_counted(sentence, first, end)
        return "label" not in kinds and "words.counters" not in sentence.kinds(end) and not counts
    return False


def _is_who_tells(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a number counts those by whose words something is told: "по словам двух туристов, пять погибли"."""
    if "attribution.according" not in sentence.kinds(first - 1):
        return False
    mark = sentence.mark(first - 1, "attribution.according")
    phrase = mark is not None and mark.end == first and first - mark.first > 1
    return (
        phrase
        and sentence.text(first - 1) in sentence.grammar.by_words
        and sentence.triggers.capitals
        and "people" in sentence.kinds(end)
    )


def _is_given_each(sentence: Sentence, end: int) -> bool:
    """Say whether a round sum behind "по" is what each is paid in Russian: "раненым — по 500 тысяч"."""
    round_sum = sentence.text(end - 1).startswith(sentence.grammar.round_stems)
    return round_sum and sentence.kinds(end).isdisjoint(_COUNTED)


def _is_by_marks(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a mark beside a number makes it something else: a percentage, money, a line's number, an increase."""
    before, after = sentence.text(first - 1), sentence.text(end)
    if after in ("%", "‰", "°") or before in _STANDS_FOR_MONEY or after in _STANDS_FOR_MONEY or before == "%":
        return True
    if _counts_lines(sentence, first, end) or _has_plus(sentence, first, end):
        return True
    return is_note(sentence, first, end) or is_degree(sentence, first, end) or is_score(sentence, first, end)


def _is_of_counted(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a noun of a measure makes a count of a number: "half of the 120 dead", "just under 120 deaths"."""
    kinds = sentence.kinds(first - 1)
    if "noun" not in sentence.kinds(end) or not sentence.triggers.capitals:
        return False
    written = sentence.text(first)
    grown = end > first + 1 or not written.isdecimal() or int(written) >= _GROWN
    return grown if "words.age_of" in kinds else "words.fraction" in kinds or "words.articles" in kinds


_GROWN = 22
"""Whom "under" so many years makes no child any more: "under 5 deaths" are those of children."""
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
