"""Which figures count several things at once, so that they are none of one: "78,000 were killed or wounded"."""

from __future__ import annotations

from claims.extractors.constructions.heads import parts_figures
from claims.extractors.constructions.sentence import Mark, Sentence

_AUXILIARY = frozenset({"words.link", "words.stop"})
_MEASURED = frozenset({"verb", "noun", "before", "after", "label", "closes"})
_WINDOW = 24


def is_joint(sentence: Sentence, first: int) -> bool:
    """Say whether only auxiliaries part a figure, behind which a word stands, from several measures at once.

    In Persian so do all the words of a clause before its verb: "در این سال در کابل | کشته و زخمی شدند".
    """
    if "words.joint" not in sentence.present:
        return False
    index = first
    while sentence.kinds(index) >= _AUXILIARY:
        index += 1
    joint = sentence.mark(index, "words.joint")
    if joint is None and sentence.grammar.became_stems:
        joint = _verb_behind(sentence, index)
        index = index if joint is None else joint.first
    return joint is not None and joint.first == index and not parts_figures(sentence, joint)


def _verb_behind(sentence: Sentence, first: int) -> Mark | None:
    """Return the verb of several measures that ends the clause that a word stands in."""
    for index in range(first, min(first + _WINDOW, sentence.size)):
        joint = sentence.mark(index, "words.joint")
        if joint is not None:
            return joint if sentence.text(joint.end - 1).startswith(sentence.grammar.became_stems) else None
        if not sentence.text(index)[0].isalpha() or sentence.kinds(index) & _MEASURED:
            return None
    return None
