"""Years from one to another ("2009-10", "1889-1894"), of which some look like months."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_YEAR = r"(?:1[6-9]|20|21)\d\d"
_SPAN = re.compile(rf"(?P<first>{_YEAR})\s?[-–—/]\s?(?P<last>{_YEAR}|\d\d?)")
_PLAIN = re.compile(_YEAR)
_MONTHS, _SHORT = 12, 2
_LONG = len("2009-10")


def year_span(text: str) -> tuple[int, int] | None:
    """Return the first and the last year of a span, None of what is none: 1889-94 ends in 1894, 1905-9 in 1909.

    1999/00 ends in 2000.
    """
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        return None
    first, last = int(match["first"]), int(match["last"])
    if len(match["last"]) <= _SHORT:
        within = 10 ** len(match["last"])
        last += first - first % within
        last += within * (last + within == first + 1)
    return (first, last) if first < last else None


def are_year_spans(texts: Collection[str]) -> bool:
    """Return whether texts are years from one to another, though each could be a month: "2009-10" beside "2010-11".

    Plain years may stand among them. One that can be a month is one where it stands alone, and where another beside it
    is no span ("2009-08") or spans more than two years, unless one can be no month ("1998-2001").
    """
    rest = {re.sub(r"\s", "", text) for text in texts if not _PLAIN.fullmatch(text.strip())}
    spans = {text: span for text in rest if (span := year_span(text)) is not None}
    if not spans or len(spans) < len(rest):
        return False
    ends = [text[-_SHORT:] for text in spans if len(text) == _LONG]
    is_certain = any(len(text) > _LONG for text in spans) or any(not 1 <= int(end) <= _MONTHS for end in ends)
    return is_certain or (len(spans) > 1 and all(first + 1 == last for first, last in spans.values()))
