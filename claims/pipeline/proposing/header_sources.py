"""Who says so by a header: behind words such as “according to”, or a known name at one of its ends or in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.pipeline.proposing.columns import PERIODS
from claims.pipeline.proposing.header_times import tidy
from claims.pipeline.proposing.vocabulary import listed, word_set, written
from claims.pipeline.proposing.words import DAY, MONTH, SHORT_NAME, WEEK, YEAR
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

_PART = re.compile(r"[^\s_()\[\]|:;,/–—]+")
_BY = tuple(
    sorted(
        {tuple(fold(one.replace("{}", "")).split()) for one in written("speakers") if one.endswith("{}")}
        | {tuple(phrase.split()) for name in ("source_phrase", "by_speaker") for phrase in listed(name)},
        key=len,
        reverse=True,
    )
)
"""Words before the name of those who say a figure, the longest first."""
_CALLED = "|".join(re.escape(one.removeprefix("{} ")) for one in written("speakers") if one.startswith("{} "))
_BEHIND = re.compile(rf"(?i)(?:{_CALLED})(?![^\W_])")
"""Words behind their name."""
_GLUED = tuple(fold(one.rpartition(" ")[2].removesuffix("{}")) for one in written("speakers") if one.endswith("ل{}"))
"""The particle that is written together with a name in Arabic."""
NO_NAMES = word_set("nobody") | word_set("part_of_year") | word_set("age") | PERIODS | YEAR | MONTH | WEEK | DAY
"""Words that are no part of the name of who says so."""
_ARTICLES = word_set("article")
_MOST_NAME_WORDS, _SHORT = 6, 2


@dataclass(frozen=True, slots=True)
class HeaderSource:
    """Who says so by a header, and the header without that.

    is_apart tells that words or signs part it from whom the header counts, is_told that words such as "laut" do.
    """

    name: str
    rest: str
    is_apart: bool = True
    is_told: bool = False


def source_in(header: str, speakers: Container[str], *, is_measure: Callable[[str], bool]) -> HeaderSource | None:
    """Return who says so by a header: behind words such as "according to", or a known name at one of its ends."""
    parts = list(_PART.finditer(header))
    words = [fold(part[0]) for part in parts]
    flat = [(word, at) for at, part in enumerate(words) for word in part.split()]
    for phrase in _BY:
        at = next((n for n in range(len(flat)) if tuple(w for w, _ in flat[n : n + len(phrase)]) == phrase), None)
        if at is None or at + len(phrase) >= len(flat):
            continue
        begin, first = parts[flat[at][1]].start(), parts[flat[at + len(phrase)][1]].start()
        end = _end_of_name(header, first) if begin else _end_before_measure(header, parts, flat[at + len(phrase)][1])
        name = header[first:end].replace("_", " ").strip(" _,;.–—-")
        rest = tidy(f"{header[:begin]} {header[end:]}")
        if name and rest and not is_measure(name) and not NO_NAMES & set(fold(name).split()):
            return HeaderSource(_without_article(name, speakers), rest, is_told=True)
    return _known(header, parts, speakers, is_measure=is_measure)


def _end_of_name(header: str, first: int) -> int:
    """Return where a name ends that begins at a place: at the next bracket or sign, or with the header."""
    match = re.search(r"[()\[\]|:;/]|\s[–—-]\s", header[first:])
    return first + match.start() if match else len(header)


def _end_before_measure(header: str, parts: Sequence[re.Match[str]], at: int) -> int:
    """Return where a name ends that stands before the measure: "according to police: killed"."""
    end = _end_of_name(header, parts[at].start())
    return end if end < len(header) else parts[at].end()


def _known(
    header: str, parts: Sequence[re.Match[str]], speakers: Container[str], *, is_measure: Callable[[str], bool]
) -> HeaderSource | None:
    """Return the known name at an end of a header, or in brackets, as who says so; "(NHTSA estimate)" names one too."""
    for size in range(min(_MOST_NAME_WORDS, len(parts) - 1), 0, -1):
        for at in range(len(parts) - size + 1):
            begin, end = parts[at].start(), parts[at + size - 1].end()
            name = header[begin:end].replace("_", " ")
            before, behind = header[:begin].rstrip(), header[end:].lstrip()
            called = _BEHIND.match(behind)  # "UN estimate"
            is_known = fold(name) in speakers or (called and SHORT_NAME.fullmatch(name) and before.endswith(("(", "[")))
            if not is_known or is_measure(name) or (len(name) <= _SHORT and not name.isupper()):
                continue
            behind = behind[called.end() :].lstrip() if called else behind
            is_held = before.endswith(("(", "[")) and behind.startswith((")", "]"))
            if before.strip(" _") and behind.strip(" _") and not is_held:
                continue
            signs = r"[(\[|:/]$|(?:^|\s)[–—-]$"
            marked = re.search(signs, before) or re.match(r"[|:/]|[–—-]\s", behind)
            left, right = re.sub(signs, " ", before), behind.lstrip(")]|:/–—- ")
            is_apart = is_held or marked is not None or called is not None
            if rest := tidy(f"{left} {right}"):
                return HeaderSource(name, rest, is_apart)
    return None


def _without_article(name: str, speakers: Container[str]) -> str:
    """Return a name without an article before it, where it is known without: "l'ONU", "die OSZE", "للأمم المتحدة"."""
    if fold(name) in speakers:
        return name
    first, _, rest = name.replace("’", "'").partition("'") if "'" in name.replace("’", "'")[:3] else name.partition(" ")
    if fold(first) in _ARTICLES and fold(rest) in speakers:
        return rest
    glued = next((name.removeprefix(one) for one in _GLUED if one and name.startswith(one)), "")
    return f"ا{glued}" if glued and fold(f"ا{glued}") in speakers else name
