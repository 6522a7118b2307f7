"""Numbers in words, in every language of the lexicons: where they stand in a text and what they are worth.

The longest number wins. A word that also means something else ("once", "neuf", "نه", "one", articles) is a number by
itself only where the language is named and the word belongs to it, or before what is counted ("نه نفر"); as a part of
a longer number it always counts. Where two languages read the same words differently and none is named, there is no
number. Ordinals, fractions, decimals in words and compounds ("seven-day", "two-thirds") are none either, nor is a
scale word behind digits ("12 mille"), which belongs to the digits.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from claims.lexicon import known_language
from claims.lexicon_tokens import Folded, Token, fold, tokenize
from claims.numerals_beside import excluded, follows_digits, is_counted, is_governed, is_lone
from claims.numerals_grammar import NOTHING, Sum
from claims.numerals_words import LONGEST_WORD, Atom, Vocabulary, atoms_at, next_word, opened_by, vocabularies

__all__ = ["Numeral", "find", "in_tokens", "may_be_number", "tanwin_places"]

_TANWIN = "\u064b"
_AND = "و"
_TWO_HUNDRED, _DEAD, _HAMZAS = 200, frozenset({"ميتا", "ميتان", "ميتين"}), frozenset("ئءأؤ")
"""What "dead" is spelled like in Arabic without the hamza that two hundred has."""


class Numeral(NamedTuple):
    """A number in words: the tokens from first up to end, of which cut letters of the first are a particle before it.

    factor is the multiplier that ends it ("three thousand": 1,000), 1 without. doubtful says that the word means
    something else as well and counts only because the language was named; about that it is a rounded collective ("une
    centaine"). languages are those that read it so.
    """

    first: int
    end: int
    cut: int
    value: int
    factor: int
    doubtful: bool
    about: bool
    languages: tuple[str, ...]


class _Step(NamedTuple):
    """A number as far as one word, the index after that word, and whether "and" stands before it."""

    number: Sum
    end: int
    joined: bool = False


def find(text: str, *, language: str | None = None) -> list[tuple[int, int, int]]:
    """Return the numbers in words of a text in order, each as (start, end, value) with offsets in that text.

    language (a tag such as "de") prefers that language and allows words that mean something else as well; numbers in
    other languages are found too. Takes time in proportion to the text, and never raises.
    """
    folded = fold(text)
    tokens = tokenize(folded.text)
    found = []
    for numeral in in_tokens(tokens, language=known_language(language), tanwin=tanwin_places(text, folded)):
        start = tokens[numeral.first].start + numeral.cut
        if numeral.value == _TWO_HUNDRED and numeral.end == numeral.first + 1 and tokens[numeral.first].text in _DEAD:
            written = text[folded.offsets[tokens[numeral.first].start] : folded.offsets[tokens[numeral.first].end]]
            if not _HAMZAS.intersection(unicodedata.normalize("NFC", written)):
                continue  # "عثر عليه ميتا", not "مئتا"
        end = folded.offsets[tokens[numeral.end - 1].end - 1] + 1
        while end < len(text) and unicodedata.category(text[end]) == "Mn":
            end += 1  # the vowel signs of the last letter
        found.append((folded.offsets[start], end, numeral.value))
    return found


def tanwin_places(text: str, folded: Folded) -> frozenset[int]:
    """Return where in the folded text a tanwin stood, which tells the Arabic accusative "ألفًا" from the dual "ألفا"."""
    if _TANWIN not in text:
        return frozenset()
    return frozenset(bisect_left(folded.offsets, place) for place, character in enumerate(text) if character == _TANWIN)


def in_tokens(tokens: Sequence[Token], *, language: str | None, tanwin: AbstractSet[int]) -> Iterator[Numeral]:
    """Yield the numbers in words among the tokens of a folded text, in order; language is the code of a lexicon."""
    following = 0
    for index, (kind, text, _, _) in enumerate(tokens):
        if kind != "word" or index < following or len(text) > LONGEST_WORD:
            continue
        numerals = []
        for vocabulary, cut in opened_by(text):
            numeral, end = _read(vocabulary, tokens, first=index, cut=cut, named=language, tanwin=tanwin)
            following = max(following, end)
            if numeral is not None:
                numerals.append(numeral)
        numeral = _chosen(numerals, language=language) if len(numerals) > 1 else (numerals or (None,))[0]
        if numeral is not None:
            yield numeral
            following = numeral.end


def may_be_number(word: str, *, language: str) -> bool:
    """Say whether a folded word is a number by itself only where its language is named, and that language is this."""
    ways = opened_by(word) if len(word) <= LONGEST_WORD else ()
    return any(one.code == language and one.has("alone", word[cut:]) for one, cut in ways)


def _chosen(numerals: Sequence[Numeral], *, language: str | None) -> Numeral | None:
    """Return the longest number, that of the language named among equals; None where languages differ."""
    end = max(numeral.end for numeral in numerals)
    longest = [numeral for numeral in numerals if numeral.end == end]
    own = next((numeral for numeral in longest if language in numeral.languages), None)
    if own is not None or len({numeral.value for numeral in longest}) != 1:
        return own
    first = longest[0]
    codes = tuple(code for numeral in longest for code in numeral.languages)
    return first._replace(languages=codes)


def _read(
    vocabulary: Vocabulary,
    tokens: Sequence[Token],
    *,
    first: int,
    cut: int,
    named: str | None,
    tanwin: AbstractSet[int],
) -> tuple[Numeral | None, int]:
    """Return the number that begins at a token in one language, and the index up to which there is no other."""
    opening = _opening(vocabulary, tokens, first=first, cut=cut)
    if opening is None:
        return None, first
    atoms, end = opening
    if atoms[0].kind == "nothing" or (atoms[0].kind == "once" and cut == 0 and follows_digits(tokens, first=first)):
        return None, end
    number = _begun(vocabulary.code, atoms)
    if number is None:
        return None, _behind_lone(vocabulary, tokens, first=first, cut=cut, multiplier=atoms[0], end=end)
    steps = [_Step(number, end)]
    blocked = _go_on(steps, vocabulary=vocabulary, tokens=tokens)
    reached = steps[-1].end
    if blocked:
        # "one hundred and two thousand" counts, but in "one hundred and two hundred" the second number begins at "two".
        while steps and not steps.pop().joined:
            pass
    while steps and (steps[-1].number.open or _dual(steps[-1], tokens=tokens, tanwin=tanwin) is None):
        steps.pop()
    if not steps:
        return None, reached if blocked else first
    step = steps[-1]
    if excluded(vocabulary, tokens, first=first, end=step.end, cut=cut, value=step.number.value):
        return None, step.end
    doubtful = step.end == first + 1 and vocabulary.has("alone", tokens[first].text[cut:])
    if doubtful and is_counted(vocabulary, tokens, end=step.end):
        doubtful = False
    word = tokens[first].text[cut:] if step.end == first + 1 else None
    if vocabulary.has("never_alone", word) or (vocabulary.has("counted", word) and doubtful):
        return None, first
    if doubtful and named != vocabulary.code:
        return None, first
    value = step.number.value + (_dual(step, tokens=tokens, tanwin=tanwin) or 0)
    number = step.number
    numeral = Numeral(first, step.end, cut, value, number.factor, doubtful, number.about, (vocabulary.code,))
    return numeral, step.end


@lru_cache(maxsize=4096)
def _begun(code: str, atoms: tuple[Atom, ...]) -> Sum | None:
    """Return the number that the parts of a first word begin in one language, None where they begin none."""
    vocabulary = next(one for one in vocabularies() if one.code == code)
    return NOTHING.with_atoms(atoms, joined=False, vocabulary=vocabulary)


def _opening(
    vocabulary: Vocabulary, tokens: Sequence[Token], *, first: int, cut: int
) -> tuple[tuple[Atom, ...], int] | None:
    """Return the parts that a first word states and the index after it; a governed multiplier is one of itself."""
    found = atoms_at(vocabulary, tokens, first=first, cut=cut)
    if found is None or found[0][0].kind != "times" or cut or not is_governed(vocabulary, tokens, first=first):
        return found
    return (found[0][0]._replace(kind="once"),), found[1]


def _behind_lone(
    vocabulary: Vocabulary, tokens: Sequence[Token], *, first: int, cut: int, multiplier: Atom, end: int
) -> int:
    """Return up to where there is no number behind a multiplier without its own: "hundred and five" is not five."""
    if multiplier.kind != "times" or cut or not is_lone(vocabulary, tokens, first=first):
        return first
    number = _begun(vocabulary.code, (multiplier._replace(kind="once"),))
    steps = [] if number is None else [_Step(number, end)]
    if steps:
        _go_on(steps, vocabulary=vocabulary, tokens=tokens)
    return steps[-1].end if len(steps) > 1 else first


def _go_on(steps: list[_Step], *, vocabulary: Vocabulary, tokens: Sequence[Token]) -> bool:
    """Add the steps that follow the first; say whether a multiplier stopped it that would belong to the number."""
    while True:
        number, end = steps[-1].number, steps[-1].end
        found = _part(vocabulary, tokens, index=end)
        if found is None:
            return False
        atoms, following, joined = found
        larger = number.with_atoms(atoms, joined=joined, vocabulary=vocabulary)
        if larger is None:
            return not joined and atoms[0].kind in ("once", "times")
        steps.append(_Step(larger, following, joined))


def _part(vocabulary: Vocabulary, tokens: Sequence[Token], *, index: int) -> tuple[tuple[Atom, ...], int, bool] | None:
    """Return the parts of the next word, the index after it and whether "and" stands before; None where none are."""
    place = next_word(tokens, index=index, hyphen=vocabulary.hyphen)
    if place is None:
        return None
    found = atoms_at(vocabulary, tokens, first=place)
    if found is not None and found[0][0].kind == "and" and len(found[0]) == 1:
        place = next_word(tokens, index=found[1], hyphen=vocabulary.hyphen)
        found = None if place is None else atoms_at(vocabulary, tokens, first=place)
        return None if found is None else (*found, True)
    if found is not None:
        return (*found, False)
    if not vocabulary.and_glued:
        return None
    joint = next((one for one in vocabulary.lists["and"] if tokens[place].text.startswith(one)), None)
    if joint is None:
        return None
    found = atoms_at(vocabulary, tokens, first=place, cut=len(joint))
    return None if found is None else (*found, True)


def _dual(step: _Step, *, tokens: Sequence[Token], tanwin: AbstractSet[int]) -> int | None:
    """Return what the dual form of the last word adds: nothing with tanwin or before "and", all before a noun.

    None elsewhere.
    """
    end = tokens[step.end - 1].end
    if step.number.dual == 0 or end in tanwin or end - 1 in tanwin:
        return 0
    place = next_word(tokens, index=step.end, hyphen=False)
    if place is None:
        return None
    return 0 if tokens[place].text == _AND else step.number.dual
