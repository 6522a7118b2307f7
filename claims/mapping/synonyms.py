"""Names by which columns are recognised, in the languages in which tables are published most.

They stand in claims/vocabulary/fields.toml, folded (`claims.text.fold`).
"""

from __future__ import annotations

from functools import cache
from typing import cast

from claims.wordlists import wordlist


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Return the names of each field, best first: English ones, then those of other languages."""
    by_language = cast("dict[str, dict[str, list[str]]]", wordlist("fields"))
    found: dict[str, list[str]] = {}
    for fields in by_language.values():
        for field, names in fields.items():
            found.setdefault(field, []).extend(names)
    return {field: tuple(names) for field, names in found.items()}
