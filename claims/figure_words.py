"""Number words among the tokens of a phrase, as the items of a figure need them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claims.lexicon import Sense, match_at
from claims.lexicon_tokens import Folded, Token
from claims.numerals import Numeral, in_tokens, tanwin_places
from claims.numerals_words import opened_by


class WordNumber(NamedTuple):
    """A number in words up to an offset of the folded text; value is what stands before its factor ("three thousand").

    senses tell in which languages it was read; about says that the words mean about so many ("une centaine").
    """

    end: int
    value: int
    factor: int = 1
    senses: tuple[Sense, ...] = ()
    about: bool = False


def number_words(
    text: str, folded: Folded, *, tokens: Sequence[Token], language: str | None, sure: bool
) -> tuple[Sequence[Token], dict[int, WordNumber]]:
    """Return the numbers in words by their start in the folded text, and the tokens with particles cut off before them.

    sure leaves out an article or a "one" beside which another number stands: "un groupe parle de 12 morts" states one.
    """
    numerals = list(in_tokens(tokens, language=language, tanwin=tanwin_places(text, folded)))
    if not numerals:
        return tokens, {}
    if sure and (len(numerals) > 1 or any(token.kind == "digits" for token in tokens)):
        numerals = [one for one in numerals if one.value != 1 or not one.doubtful or _is_joined(one, tokens=tokens)]
    found = {}
    for numeral in numerals:
        end = tokens[numeral.end - 1].end
        match = match_at(tokens, first=numeral.first, language=language) if numeral.cut == 0 else None
        is_hidden = match is not None and tokens[match.end - 1].end > end
        if is_hidden and not (sure and _starts_share(numeral, tokens=tokens)):
            continue
        senses = tuple(Sense("numeral", str(numeral.value), code) for code in numeral.languages)
        exact = numeral.value % numeral.factor == 0
        factor = numeral.factor if exact else 1
        number = WordNumber(end, numeral.value // factor, factor, senses, numeral.about)
        found[tokens[numeral.first].start + numeral.cut] = number
    return _cut(tokens, numerals=numerals), found


def _is_joined(numeral: Numeral, *, tokens: Sequence[Token]) -> bool:
    """Say whether a number goes on before or behind: "one to three", "un ou deux", "3 thousand and one"."""
    behind = _beside(tokens, index=numeral.end, step=1)
    if behind is not None and (tokens[behind].text == "-" or _means(tokens, index=behind, role="join")):
        return True
    if _starts_share(numeral, tokens=tokens):
        return True
    before = _beside(tokens, index=numeral.first - 1, step=-1)
    if before is not None and numeral.cut == 0 and _means(tokens, index=before, role="join"):
        before = _beside(tokens, index=before - 1, step=-1)
    return before is not None and (tokens[before].kind == "digits" or _means(tokens, index=before, role="scale"))


def _beside(tokens: Sequence[Token], *, index: int, step: int) -> int | None:
    """Return the index of the token there, or of the next one in that direction where a space is there."""
    if 0 <= index < len(tokens) and tokens[index].kind == "space":
        index += step
    return index if 0 <= index < len(tokens) else None


def _starts_share(numeral: Numeral, *, tokens: Sequence[Token]) -> bool:
    """Say whether a share goes on behind its first number, at most one word later: "one in five", "un détenu sur 5"."""
    behind = _beside(tokens, index=numeral.end, step=1)
    for _ in range(2):
        if behind is None or tokens[behind].kind != "word":
            return False
        match = match_at(tokens, first=behind, language=None)
        if match is not None and any((one.role, one.value) == ("beside", "share") for one in match.senses):
            last = _beside(tokens, index=match.end, step=1)
            return last is not None and (tokens[last].kind == "digits" or bool(opened_by(tokens[last].text)))
        behind = _beside(tokens, index=behind + 1, step=1)
    return False


def _means(tokens: Sequence[Token], *, index: int, role: str) -> bool:
    match = match_at(tokens, first=index, language=None) if tokens[index].kind == "word" else None
    return match is not None and match.value(role) is not None


def _cut(tokens: Sequence[Token], *, numerals: Sequence[Numeral]) -> Sequence[Token]:
    """Return the tokens with those parted that hold a particle and a number ("وثلاثة")."""
    cuts = {numeral.first: numeral.cut for numeral in numerals if numeral.cut}
    if not cuts:
        return tokens
    parted: list[Token] = []
    for index, token in enumerate(tokens):
        cut = cuts.get(index, 0)
        if cut:
            parted.append(token._replace(text=token.text[:cut], end=token.start + cut))
            token = token._replace(text=token.text[cut:], start=token.start + cut)  # noqa: PLW2901
        parted.append(token)
    return parted
