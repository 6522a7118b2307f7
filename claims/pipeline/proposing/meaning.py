"""Which measure a header of an unknown table stands for, by its last words, and what its other words may say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.mapping.synonyms import synonyms
from claims.pipeline.nobody import SUMS, without_notes
from claims.pipeline.proposing.vocabulary import listed, word_set
from claims.pipeline.proposing.words import CALLED, CUMULATIVE, JOINS, ONLY_NUMBERS, PLAIN, spaced, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims.pipeline.proposing.found import Found

TAILS = tuple(tuple(phrase.split()) for phrase in (*listed("tail"), *sorted(CUMULATIVE | SUMS)))
"""Words of a header behind its measure that say nothing of it."""
_CONFIRMED = tuple((word,) for word in listed("confirmed"))
"""Words behind a measure that do not change it, and may tell it from the one beside it."""
_CAUSE = word_set("cause")
"""Words behind which the header of a measure says the cause: "Deaths due to heat"."""
CODES = {"nkill": "killed", "nwound": "wounded", "FATALS": "killed"}
"""How much used collections (Global Terrorism Database, Fatality Analysis Reporting System) call their measures."""
_QUESTION = re.compile(r"[?؟]\s*$")
_ASIDES = word_set("aside")
"""Words of a question behind which it says where and when: "How many people were killed in your community?"."""
_BETWEEN = re.compile(r"[/&,+]")
_BRACKETS = re.compile(r"(?P<before>.*\S)\s*[(\[](?P<aside>[^()\[\]]+)[)\]]\s*")
OTHER_KINDS = word_set("other_kind")
WHOLE = "casualties"
"""The measure of the killed and the injured together; before another in a header it is the heading of that."""
_LABELLED = re.compile(r"(?P<label>[^:：=]+?)\s*(?:[:：=]|\s[–—-]\s)\s*(?P<name>.*\w.*)")
_LABELS = frozenset(synonyms()["measure"]) | word_set("concept")
_SINGULAR = word_set("singular")
_FLOOR, _CEILING = word_set("floor"), word_set("ceiling")
"""Words of a header by which its cells are the least, and the most, that there are."""


def stands_for(header: str, names: dict[str, str]) -> str | None:
    """Return what a header stands for: it is a name, or has one as its only or last words ("total deaths").

    Words behind a name that say nothing of it do not count: "deaths to date", "IDP estimate", "affected people".
    """
    return names.get(named_by(header, names))


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names of measures, sources and events, folded, with what they stand for.

    money are the measures that are amounts of it, speakers well-known organisations beside the sources, and further the
    names of measures that the database does not know, which are among measures too.
    """

    measures: dict[str, str]
    sources: dict[str, str]
    events: dict[str, str]
    speakers: dict[str, str]
    money: frozenset[str]
    further: dict[str, str]

    def meaning(self, header: str) -> str | None:
        """Return the measure that a header stands for (`stands_for`)."""
        return stands_for(header, self.measures)

    def named(self, header: str) -> tuple[str, str] | None:
        """Return the measure that the last words of a header are, with these words; None if they are none."""
        return named_in(self.measures)(header)


def named_in(names: dict[str, str]) -> Callable[[str], tuple[str, str] | None]:
    """Return what gives the measure that the last words of a header are, with these words; None if they are none."""

    def named(header: str) -> tuple[str, str] | None:
        words = named_by(header, names)
        return (names[words], words) if words else None

    return named


_LAST = re.compile(r"(?P<first>.*[^\W\d_].*?)(?:\s*[/:(\[]\s*|\s[–—-]\s|_)(?P<last>[^\s/:()\[\]_]+)[)\]]?")
"""A header with one word behind the others, in a row of its own, in brackets or behind a sign."""


def names_several(header: str, names: dict[str, str]) -> bool:
    """Return whether a header names several measures, "Dead/Missing", and not one of a whole: "casualties/injured"."""
    parts = [] if header.startswith("#") else [fold(part) for part in _BETWEEN.split(header) if part.strip()]
    measures = [names.get(part) for part in parts]
    return len(set(measures)) > 1 and None not in measures and measures[0] != WHOLE


def named_by(header: str, names: dict[str, str]) -> str:
    """Return the last words of a header that are a known name, as many as are one; empty if none are.

    "dead and missing" or "Dead/Missing" is neither the dead nor the missing, and "excess deaths" are no count. Of the
    rows of a header, joined with " / ", the last may say it alone: "Dead and injured / Dead".
    """
    written = without_notes(header).removesuffix(".value")
    written = CODES.get(written, written)
    match = _BRACKETS.fullmatch(written)
    if match and names_several(match["aside"], names):  # "Total casualties (dead + injured)"
        written = match["before"]
    if names_several(written, names):
        return ""
    ends = _CAUSE | (_ASIDES if _QUESTION.search(written) else frozenset())
    for said in (fold(written).split(), fold(spaced(written)).split()):
        cause = next((at for at, word in enumerate(said) if word in ends), len(said))
        if name := _last_name(said, names) or _last_name(said[:cause], names):
            return name
    match = _LAST.fullmatch(written)
    if match and set(words_of(match["last"])) <= ONLY_NUMBERS:  # "Deaths / N" beside "Deaths / %"
        return named_by(match["first"], names)
    return named_by(written.rpartition(" / ")[2], names) if " / " in written else ""


def _last_name(words: list[str], names: dict[str, str]) -> str:
    while words:
        start = next((start for start in range(len(words)) if " ".join(words[start:]) in names), None)
        if start is not None:
            before, name = set(words[:start]), " ".join(words[start:])
            return "" if (JOINS | OTHER_KINDS) & before or (name in _SINGULAR and before - PLAIN) else name
        behind = next((tail for tail in (*TAILS, *_CONFIRMED) if words[-len(tail) :] == list(tail)), ())
        if not behind:
            return ""
        words = words[: -len(behind)]
    return ""


def name_header(found: Found, header: str, measure: str, *, names: dict[str, str]) -> None:
    """Say what a header that is no name itself stands for, and whether its other words may say who is counted."""
    if fold(header) in names:
        return
    found.names[header] = measure
    if other_words(header, names):
        found.unsure.append(f"“{header}” is taken as {measure} of all: if its other words say who, set the population")


def without_label(text: str) -> str:
    """Return the name of a measure without a word before it that says that it is one: "indicator_name: Missing"."""
    match = _LABELLED.fullmatch(text.strip())
    if match is None:
        return text
    words = words_of(match["label"])
    is_label = {" ".join(words), " ".join(word for word in words if word not in CALLED)} & _LABELS
    return match["name"] if is_label else text


def other_words(header: str, names: dict[str, str]) -> set[str]:
    """Return the words of a header beside its measure that may say something of it."""
    plain = CODES.keys() | PLAIN | _FLOOR | {word for tail in TAILS for word in tail}
    return set(words_of(without_label(header))) - plain - set(named_by(header, names).split())


def is_floor(header: str) -> bool:
    """Return whether a header says that its cells are the least that there are, and not both bounds: "min-max"."""
    words = set(words_of(header))
    return bool(_FLOOR & words) and _CEILING.isdisjoint(words)
