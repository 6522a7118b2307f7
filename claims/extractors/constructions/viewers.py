"""Who holds something to be so: the source with which a sentence opens behind "for": "Pour l'ONG, 33 sont morts"."""

from __future__ import annotations

from claims.extractors.constructions.names import Names
from claims.extractors.constructions.sentence import Sentence
from claims.extractors.constructions.sources import Attribution
from claims.extractors.constructions.subjects import is_source

_LONGEST = 9
_PAUSES = frozenset(",،")


def opening_viewer(sentence: Sentence, names: Names) -> Attribution | None:
    """Return the known source that stands alone between "for" at the beginning of a sentence and a comma."""
    first = next((index for index in range(2) if sentence.text(index).isalpha()), 0)
    if "words.for" not in sentence.kinds(first):
        return None
    comma = next((index for index in range(first + 2, first + _LONGEST) if sentence.text(index) in _PAUSES), None)
    if comma is None:
        return None
    name = names.pick(sentence, first + 1, comma)
    if name is None or name.pronoun or name.end != comma or not is_source(sentence, name):
        return None
    return Attribution(name, first, comma, forward=True, backward=False)
