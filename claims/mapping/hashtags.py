"""HXL hashtags as names of columns: attributes stand in any order (HXL 1.1), and measures on record have theirs."""

from __future__ import annotations

import re
from collections import abc
from dataclasses import replace

from claims.mapping.fields import Mapping

_TAG = re.compile(r"#[a-z]\w*(?:\+[a-z]\w*)*", re.IGNORECASE | re.ASCII)
_KINDS = frozenset(
    (
        *("killed", "injured", "missing", "displaced", "evacuated", "abducted", "detained", "executed", "infected"),
        *("idps", "refugees", "returnees", "returned", "homeless"),
    )
)
_COUNT_PEOPLE = frozenset(("#affected", "#inneed", "#targeted", "#reached"))
_PEOPLE = frozenset(("f", "m", "children", "adults", "elderly", "infants", "hh", "ind"))


def in_order(column: str) -> str:
    """Return a hashtag with what was counted first, then whom, then the rest as it stands; another name as it is."""
    if "+" not in column or not _TAG.fullmatch(column):
        return column
    tag, *attributes = column.lower().split("+")
    attributes.sort(key=lambda attribute: 0 if attribute in _KINDS else 1 if attribute in _PEOPLE else 2)
    return "+".join([tag, *attributes])


def is_same(one: str, other: str) -> bool:
    """Return whether two names of columns are one hashtag, in whatever order its attributes stand."""
    return _parts(one) == _parts(other) is not None


def _parts(column: str) -> tuple[str, frozenset[str]] | None:
    if not _TAG.fullmatch(column):
        return None
    tag, *attributes = column.lower().split("+")
    return tag, frozenset(attributes)


def unread_counts(columns: abc.Iterable[str], read: abc.Set[str]) -> tuple[str, ...]:
    """Return a note on hashtags that count people and are not read; () if there are none."""
    left = [one for one in columns if one not in read and one.lower().split("+")[0].strip() in _COUNT_PEOPLE]
    way = "what their attributes say is not known; --map HASHTAG=says, or the hxl_tag of a measure"
    return (f"hashtags not read: {', '.join(dict.fromkeys(left))}: {way}",) if left else ()


def with_measures(mapping: Mapping, columns: abc.Sequence[str], measures: abc.Mapping[str, str]) -> Mapping:
    """Return a mapping that knows which columns carry the hashtag of a measure on record (slugs by hashtag).

    What the mapping itself says that a column counts goes before.
    """
    free = [column for column in columns if column not in mapping.names.get("measure", {})]
    known = {column: measure for column in free for hashtag, measure in measures.items() if is_same(hashtag, column)}
    if not known:
        return mapping
    return replace(mapping, wide=tuple(replace(one, hashtags={**known, **one.hashtags}) for one in mapping.wide))
