"""Wordings of additions: "at least another three" says at least three, whoever was counted before."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from claims.lexicon import contents, known_language, match_at
from claims.lexicon_tokens import fold, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

_MORE = ("word", "more")
"""Where a lexicon lists the words that make a figure an addition: "another", "weitere", "ещё"."""


@lru_cache(maxsize=4096)
def without_more(wording: str, language: str | None) -> str | None:
    """Return a wording without the words between its hedge and its number that make it an addition; None without any.

    "ещё трое" is left as it is: on its own the word says that the figure is no total, and not how sure it is.
    """
    code = known_language(language)
    if code is None or not contents(code)["word"].get("more"):
        return None
    places = list(_places(wording, code))
    if not places or not wording[: places[0][0]].strip():
        return None
    for start, end in reversed(places):
        wording = wording[:start] + wording[end:]
    return wording


def _places(wording: str, code: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of additions begin and end in a wording."""
    folded = fold(wording)
    tokens = tokenize(folded.text)
    index = 0
    while index < len(tokens):
        match = match_at(tokens, first=index, language=code) if tokens[index].kind == "word" else None
        if match is None:
            index += 1
            continue
        if any((sense.role, sense.value) == _MORE and sense.language == code for sense in match.senses):
            yield folded.offsets[tokens[index].start], folded.offsets[tokens[match.end - 1].end]
        index = match.end
