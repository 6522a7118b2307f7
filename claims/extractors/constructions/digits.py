"""Numbers in digits among the words of a sentence, with the marks that group them."""

from __future__ import annotations

from claims.extractors.constructions.sentence import Sentence

_MARKS_IN_NUMBERS = frozenset(",.'٬٫،")
_PLUS_MINUS = frozenset({"±", "+/-", "+-"})
_OPENS_SPREAD = frozenset("(±+")
_SIGNS, _LONGEST_SIGN = frozenset("±+/-"), 3
_GROUP = 3
_LONGEST_SCORE = 2
_MOST_GROUPS, _WHOLE_WORDS = 6, 5


def number_end(sentence: Sentence, first: int) -> int:
    """Return the index after digits with their marks: "1,500", "12 000", "3.5"."""
    end = first + 1
    size, texts, starts, ends = sentence.size, sentence.texts, sentence.starts, sentence.ends
    for _ in range(_MOST_GROUPS):
        if end >= size:
            break
        text = texts[end]
        if text.isdecimal() and starts[end] == ends[end - 1] + 1:
            if len(text) != _GROUP or len(texts[first]) > _GROUP:
                break
            end += 1
            continue
        groups = text in _MARKS_IN_NUMBERS or text in sentence.triggers.number_marks
        if not groups or end + 1 >= size or not texts[end + 1].isdecimal():
            break
        glued = starts[end] == ends[end - 1] and starts[end + 1] == ends[end]
        if not glued or (text not in ".,٫/" and len(texts[end + 1]) != _GROUP):
            break
        end += 2
    return end


def spread_end(sentence: Sentence, end: int) -> int | None:
    """Return the index after plus and minus and how much, behind a number that ends at one: "12 ± 2", "12 (+/- 2)"."""
    following = sentence.text(end)
    if following not in _OPENS_SPREAD:
        return None
    opened = following == "("
    index = end + opened
    sign = ""
    while sentence.text(index) in _SIGNS and len(sign) < _LONGEST_SIGN:
        sign += sentence.text(index)
        index += 1
    if sign not in _PLUS_MINUS or not sentence.text(index).isdecimal():
        return None
    index = number_end(sentence, index)
    if opened and sentence.text(index) != ")":
        return None
    return index + opened


def is_note(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a number is that of a note in square brackets, written onto what it stands behind: "19 killed[3]"."""
    if not sentence.marked("["):
        return False
    opening = first - 1 if sentence.text(first - 1) == "[" else first - 2
    written = sentence.touches(opening) or opening == 0
    return sentence.text(opening) == "[" and sentence.text(end) == "]" and written


def is_score(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a number is one of a score, which falls where a range grows: "6-0", "31-28"."""
    for dash, alone in ((first - 1, not _is_grouped(sentence, first - 2)), (end, end == first + 1)):
        if alone and sentence.text(dash) == "-" and sentence.touches(dash) and sentence.touches(dash + 1):
            ours, theirs = sentence.text(dash - 1), sentence.text(dash + 1)
            played = ours.isdecimal() and theirs.isdecimal() and len(ours) <= _LONGEST_SCORE
            if played and not _is_grouped(sentence, dash + 2, left=False) and int(theirs) <= int(ours):
                return True
    return False


def _is_grouped(sentence: Sentence, index: int, *, left: bool = True) -> bool:
    """Say whether digits go on beside a place: before the number that ends there, or from a place on."""
    mark = index - 1 if left else index
    if sentence.text(mark).isdecimal():
        return True
    return sentence.text(mark) in _MARKS_IN_NUMBERS and sentence.text(mark + (-1 if left else 1)).isdecimal()


def is_enclosed_whole(sentence: Sentence, first: int) -> bool:
    """Say whether a bracket opens with "of" and a number of all: "34 Insassen (von insgesamt etwa 2000)"."""
    if not sentence.marked("(") or "words.partitive" in sentence.kinds(first - 1):
        return False  # "1925 граждан (из них | 925 с ранениями)"
    for index in range(first - 1, max(0, first - _WHOLE_WORDS), -1):
        if "words.fraction" in sentence.kinds(index) and sentence.text(index - 1) == "(":
            return True
        if not sentence.text(index).isalpha():
            break
    return False


_GROWTH_WORDS = 8


def is_degree(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a bracket tells how sure a part of a figure is: "405 deaths (311 confirmed, 94 probable)"."""
    if sentence.text(end) not in sentence.grammar.degrees or sentence.text(end + 1) not in (",", ")", ";"):
        return False
    return sentence.text(first - 1) in ("(", ",", ";")


def grows_by(sentence: Sentence, first: int) -> bool:
    """Say whether a number is by how much a figure grew: "by another 5 to 12", no "another 5 to 12 people"."""
    kinds = sentence.kinds(first - 1)
    if "words.increase" not in kinds or kinds.isdisjoint({"words.adjectives", "words.articles"}):
        return "words.increase" in kinds
    return any("words.change" in sentence.kinds(index) for index in range(max(0, first - _GROWTH_WORDS), first))
