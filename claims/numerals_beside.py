"""What stands beside a number in words and makes it none, or makes it sure."""

from __future__ import annotations

from collections.abc import Sequence

from claims.lexicon import match_at
from claims.lexicon_tokens import Token, is_arabic
from claims.numerals_words import Vocabulary, next_word, opened_by, opens

_KEEPS = ("scale", "join", "before", "after")
"""What may stand behind a number and a hyphen: "three-to-five", unlike "seven-day"."""

_FIRST_TENS = 20
"""From here on ordinals have more than one word: "twenty first" is one, "two first responders" is not."""

_BEFORE_ONE = frozenset({"d", "qu"})
"""What loses its vowel before a number and leaves it one: "d'un mort", "qu'une victime", unlike "l'un"."""


def excluded(vocabulary: Vocabulary, tokens: Sequence[Token], *, first: int, end: int, cut: int, value: int) -> bool:
    """Say whether the words from first up to end are no number: part of a compound, an ordinal, a fraction, a name.

    value is what they are worth if they are one; cut is the length of a particle written onto the first of them.
    """
    if cut == 0 and vocabulary.has("not_after", _word_before(tokens, first=first)):
        return True
    if _is_behind_mark(vocabulary, tokens, first=first, cut=cut):
        return True
    if _is_in_compound(tokens, first=first, end=end) or _is_in_contraction(vocabulary, tokens, first=first, end=end):
        return True
    return _is_ordinal_or_part(vocabulary, tokens, end=end, value=value)


def is_counted(vocabulary: Vocabulary, tokens: Sequence[Token], *, end: int) -> bool:
    """Say whether a word follows that is counted, such as "نفر", so that a doubtful word is a number."""
    place = next_word(tokens, index=end, hyphen=False)
    return place is not None and vocabulary.has("counted_by", tokens[place].text)


def is_governed(vocabulary: Vocabulary, tokens: Sequence[Token], *, first: int) -> bool:
    """Say whether a multiplier stands for one of itself because of the word before: "более тысячи"."""
    if not vocabulary.has("governed", tokens[first].text):
        return False
    return vocabulary.has("governs", _word_before(tokens, first=first))


def follows_digits(tokens: Sequence[Token], *, first: int) -> bool:
    """Say whether digits stand before a word, so that a multiplier there is theirs: "12 mille", "(20) ألف"."""
    index = first - 1
    while index >= 0 and index >= first - 3 and (tokens[index].kind == "space" or tokens[index].text in "-."):
        index -= 1
    if index > 1 and tokens[index].text == ")" and tokens[index - 2].text == "(":
        index -= 1
    return index >= 0 and tokens[index].kind == "digits"


def is_lone(vocabulary: Vocabulary, tokens: Sequence[Token], *, first: int) -> bool:
    """Say whether a multiplier lacks its number and is no vague word either: "hundred", unlike "thousands"."""
    if follows_digits(tokens, first=first) or vocabulary.has("not_after", _word_before(tokens, first=first)):
        return False
    match = match_at(tokens, first=first, language=vocabulary.code)
    return match is None or not any(sense.role == "vague" for sense in match.senses)


def _word_before(tokens: Sequence[Token], *, first: int) -> str | None:
    index = first - 1
    while index >= 0 and index >= first - 2 and (tokens[index].kind == "space" or tokens[index].text == "."):
        index -= 1
    return tokens[index].text if index >= 0 and tokens[index].kind == "word" else None


def _is_behind_mark(vocabulary: Vocabulary, tokens: Sequence[Token], *, first: int, cut: int) -> bool:
    """Say whether words are the decimals of a number in words: "two point five million", "point five million" alone."""
    if cut or first < 2 or not vocabulary.has("mark", tokens[first - 2].text):
        return False
    if first == 2:
        return True
    if first < 4:
        return False
    if tokens[first - 1].kind != "space" or tokens[first - 3].kind != "space" or tokens[first - 4].kind != "word":
        return False
    return opens(vocabulary, tokens[first - 4].text)


def _is_in_compound(tokens: Sequence[Token], *, first: int, end: int) -> bool:
    before = tokens[first - 2] if first > 1 and tokens[first - 1].text == "-" else None
    if before is not None and before.kind == "word" and not is_arabic(before.text) and not opened_by(before.text):
        match = match_at(tokens, first=first - 2, language=None)
        if match is None:
            return True
    if end + 1 >= len(tokens) or tokens[end].text != "-" or tokens[end + 1].kind != "word":
        return False
    word = tokens[end + 1].text
    if is_arabic(word) or opened_by(word):
        return False
    match = match_at(tokens, first=end + 1, language=None)
    return match is None or not any(sense.role in _KEEPS for sense in match.senses)


def _is_in_contraction(vocabulary: Vocabulary, tokens: Sequence[Token], *, first: int, end: int) -> bool:
    """Say whether a doubtful word is tied to its neighbour: "l'un", "one's"; not "d'un mort"."""
    if end > first + 1 or not vocabulary.has("alone", tokens[first].text):
        return False
    after = end + 1 < len(tokens) and tokens[end].text == "'" and tokens[end + 1].kind == "word"
    before = first > 1 and tokens[first - 1].text == "'" and tokens[first - 2].kind == "word"
    return after or (before and tokens[first - 2].text not in _BEFORE_ONE)


def _is_ordinal_or_part(vocabulary: Vocabulary, tokens: Sequence[Token], *, end: int, value: int) -> bool:
    place = next_word(tokens, index=end, hyphen=True)
    if place is not None and vocabulary.has("and", tokens[place].text):
        place = next_word(tokens, index=place + 1, hyphen=True)
    if place is None:
        return False
    word = tokens[place].text
    return vocabulary.has("not_before", word) or (value >= _FIRST_TENS and vocabulary.has("ordinals", word))
