"""Which headers say that their column is a bound: "min_killed" beside "max_killed", in any language."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from claims.mapping.fields import BOUNDS
from claims.mapping.synonyms import bound_of, bound_words, is_short_bound, synonyms
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BOUND = (
    r"(?P<bound>low(?:er|est)?|lo|best|mid|high(?:est)?|hi|upper|m[ií]n(?:imum|imo|d(?:estens)?)?|m[aá]x(?:imum|imo)?"
    r"|höchstens)"
)
BOUND_PATTERN = r"(?i)^(?P<measure>.+?)[ _./–—-]+(?P<bound>low|best|high)$"
_BOUND_PATTERNS = (
    BOUND_PATTERN,
    r"^(?P<measure>[\w.]*[a-z])(?P<bound>Low(?:er)?|Best|High(?:er)?|Upper|Min(?:imum)?|Max(?:imum)?)$",
    rf"(?i)^(?P<measure>.+?)[ _./(\[–—-]+{_BOUND}(?:[ _](?:estimate|bound))?[.)\]]*$",
    rf"(?i)^{_BOUND}[ _.–—-]+(?P<measure>.+)$",
    rf"(?i)^(?P<measure>.+?)[ _]*[(\[]{_BOUND}(?:[ _](?:estimate|bound))?[)\]](?:\s*[-–:].*)?$",
    r"^(?P<measure>[a-z]{4,}?)(?P<bound>min|max|low|best|high)$",
    r"(?i)^(?P<measure>.+?)[ _]*[(\[]?(?P<bound>at least|at most|(?<=[(\[])(?:from|to))[)\]]?$",
    r"^(?P<measure>.+?)[ _-](?P<bound>[LBH])$",
)
"""How headers say which bound their column is; the first that fits most columns."""
_PART = re.compile(r"[^\s_./:()\[\]–—-]+")
_WORDS_BEHIND = r"^(?P<measure>.+?)[ _./:(\[–—-]+(?P<bound>{})[.)\]]*$"
_WORDS_BEFORE = r"^(?P<bound>{})[ _./:–—-]+(?P<measure>.+)$"
_MOST_WORDS = 3


def bounded(columns: Sequence[str]) -> tuple[tuple[str, ...], str] | None:
    """Return the columns that are bounds of something that their headers name, and the pattern of these; or None."""
    best: tuple[tuple[str, ...], str] | None = None
    for pattern in (*_BOUND_PATTERNS, *_in_words(columns)):
        parts = {column: match for column in columns if (match := re.match(pattern, column))}
        parts = parts if pattern in _BOUND_PATTERNS else _without_doubtful(parts)
        found = {column: match["measure"] for column, match in parts.items()}
        counts = Counter(found.values())
        fitting = tuple(column for column, measure in found.items() if counts[measure] > 1)
        if fitting and (best is None or len(fitting) > len(best[0])):
            best = fitting, pattern
    return best


def _without_doubtful(parts: dict[str, re.Match[str]]) -> dict[str, re.Match[str]]:
    """Return headers without those whose word for a bound may say something else ("tot"): beside a sure one, or twice.

    "Killed from" and "Killed to" are bounds; "Killed low" and "Killed tot" may be the least and the total.
    """
    of = {column: (match["measure"], bound_of(match["bound"])) for column, match in parts.items()}
    times = Counter(of.values())
    doubtful = {column for column, match in parts.items() if is_short_bound(match["bound"])}
    sure = {measure for column, (measure, _) in of.items() if column not in doubtful}
    doubtful = {column for column in doubtful if of[column][0] in sure or times[of[column]] > 1}
    return {column: match for column, match in parts.items() if column not in doubtful}


def _in_words(columns: Sequence[str]) -> Iterator[str]:
    """Yield patterns of headers that end or begin with words for a bound in any language, as these headers write them.

    Words that say of what a figure is too ("from") are no bound before it.
    """
    named = bound_words()
    names = {fold(word) for field in BOUNDS for word in synonyms()[field]}
    behind, before = set[str](), set[str]()
    for column in columns:
        parts = list(_PART.finditer(column))
        for size in range(1, min(_MOST_WORDS, len(parts) - 1) + 1):
            last = column[parts[-size].start() : parts[-1].end()]
            first = column[parts[0].start() : parts[size - 1].end()]
            behind |= {last} if len(last) > 1 and fold(last) in named else set()
            before |= {first} if fold(first) in names else set()
    for words, pattern in ((behind, _WORDS_BEHIND), (before, _WORDS_BEFORE)):
        if words:
            yield pattern.format("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))
